//! `hadir root …`: the root key in the hands of several.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `hadir root`.
#[derive(Debug, Subcommand)]
pub enum Root {
    /// Share the root key out: several holders together can make it again, fewer learn nothing.
    Split(Split),
    /// Put the root key together again from enough shares.
    Recover(Recover),
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
