//! `hadir root …`: the root key in the hands of several, and the authority for HTTPS that is kept beside it.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::{Folder, RootKey};
use crate::authority::Domain;

/// `hadir root`.
#[derive(Debug, Subcommand)]
pub enum Root {
    /// Share the root key out: several holders together can make it again, fewer learn nothing.
    Split(Split),
    /// Put the root key together again from enough shares.
    Recover(Recover),
    /// Make the regency's authority for HTTPS, whose certificate phones and computers can install.
    Authority(Authority),
}

/// `hadir root authority`.
#[derive(Debug, Args)]
pub struct Authority {
    /// The regency's own node.
    #[command(flatten)]
    pub folder: Folder,
    /// The root key.
    #[command(flatten)]
    pub root: RootKey,
    /// Where the authority's key goes, encrypted with the same passphrase; beside the root key if left out.
    #[arg(long, env = "HADIR_AUTHORITY_KEY", value_name = "FILE")]
    pub authority_key: Option<PathBuf>,
    /// A domain of the regency's own that it may vouch for as well, such as nunukankab.go.id; several with commas.
    #[arg(long, value_name = "DOMAIN", value_delimiter = ',')]
    pub domain: Vec<Domain>,
    /// Its last day; ten years from today if left out, which is the most.
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
}

/// `hadir root split`.
#[derive(Debug, Args)]
pub struct Split {
    /// The encrypted root key.
    #[arg(long, env = "HADIR_ROOT_KEY", value_name = "FILE")]
    pub root_key: PathBuf,
    /// A file whose first line is its passphrase.
    #[arg(long, env = "HADIR_ROOT_PASSPHRASE_FILE", value_name = "FILE")]
    pub root_passphrase_file: PathBuf,
    /// How many holders there are, at most 20.
    #[arg(long, default_value_t = 5, value_name = "COUNT", value_parser = clap::value_parser!(u8).range(2..=20))]
    pub shares: u8,
    /// How many of them are needed together.
    #[arg(long, default_value_t = 3, value_name = "COUNT", value_parser = clap::value_parser!(u8).range(2..=20))]
    pub threshold: u8,
    /// The folder for the shares, one file each; must not exist or be empty.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// `hadir root recover`.
#[derive(Debug, Args)]
pub struct Recover {
    /// Where the encrypted root key goes.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// A file whose first line is the passphrase it is encrypted with from now on.
    #[arg(long, value_name = "FILE")]
    pub new_passphrase_file: PathBuf,
    /// Shares: files as `hadir root split` wrote them, or their lines.
    #[arg(required = true, value_name = "SHARE")]
    pub shares: Vec<String>,
}
