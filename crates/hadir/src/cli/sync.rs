//! `hadir sync` and `hadir bundle …`: how nodes come to agree, over a line or by hand.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Folder;

/// `hadir sync`.
#[derive(Debug, Args)]
pub struct Sync {
    /// The node.
    #[command(flatten)]
    pub folder: Folder,
    /// As one JSON object.
    #[arg(long)]
    pub json: bool,
    /// Where the other node is served, such as https://hadir.nunukankab.go.id.
    pub url: String,
}

/// `hadir bundle`.
#[derive(Debug, Subcommand)]
pub enum Bundle {
    /// Write what another node lacks into a file that only that node can open.
    Export(BundleExport),
    /// Take in what files from other nodes hold; in any order, and twice if need be.
    Import(BundleImport),
}

/// `hadir bundle export`.
#[derive(Debug, Args)]
pub struct BundleExport {
    /// The node.
    #[command(flatten)]
    pub folder: Folder,
    /// For which node: its number prefix, its name, or the first digits of its key.
    #[arg(long = "for", value_name = "NODE")]
    pub receiver: String,
    /// Cut the bundle into pieces of about so many bytes: FILE, FILE.2, FILE.3 and so on.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(16_384..=16_777_216))]
    pub piece_bytes: Option<u64>,
    /// Everything that node may carry, whatever it is known to have.
    #[arg(long)]
    pub all: bool,
    /// The file to write.
    pub file: PathBuf,
}

/// `hadir bundle import`.
#[derive(Debug, Args)]
pub struct BundleImport {
    /// The node.
    #[command(flatten)]
    pub folder: Folder,
    /// The files.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}
