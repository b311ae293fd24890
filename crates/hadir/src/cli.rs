//! The command line. Every option can also be given as an environment variable `HADIR_…`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::prefix;

mod node;
mod root;
mod sync;

pub use node::{Enrol, Https, Join, New, NewKey, Node, Revoke, RootKey, Show};
pub use root::{Authority, Recover, Root, Split};
pub use sync::{Bundle, BundleExport, BundleImport, Sync};

/// Citizen service for a regency: present, responsive, trustworthy.
#[derive(Debug, Parser)]
#[command(name = "hadir", version, about, propagate_version = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a demo regency with real places and invented people, and serve it.
    Demo(Demo),
    /// Make a new root node in a folder.
    Init(Init),
    /// Serve a node's pages.
    Serve(Serve),
    /// Take data over from files. Running it again changes nothing.
    #[command(subcommand)]
    Import(Import),
    /// Give data away as files.
    #[command(subcommand)]
    Export(Export),
    /// Fill in the deadlines of a CSV read from standard input.
    Deadlines(Deadlines),
    /// Check, show or refold the signed log.
    #[command(subcommand)]
    Log(Log),
    /// Make, enrol, join, show or revoke a node; its certificate for HTTPS.
    #[command(subcommand)]
    Node(Node),
    /// Sync with another node once, both ways.
    Sync(Sync),
    /// Sync by hand, over files on a stick.
    #[command(subcommand)]
    Bundle(Bundle),
    /// Share the root key out to several holders, put it together again, or make the authority for HTTPS.
    #[command(subcommand)]
    Root(Root),
    /// Write an encrypted copy of a node while it runs.
    Backup(Backup),
    /// Make a node's folder again from a backup.
    Restore(Restore),
}

/// Where a node lives.
#[derive(Clone, Debug, Args)]
pub struct Folder {
    /// The node's data folder.
    #[arg(long, env = "HADIR_DATA", value_name = "DIR")]
    pub data: PathBuf,
}

/// `hadir demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// The address to serve at; port 0 takes a free one.
    #[arg(long, env = "HADIR_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub listen: SocketAddr,
    /// Where to keep the demo; a temporary folder that is removed at the end if left out.
    #[arg(long, env = "HADIR_DEMO_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Which regency.
    #[arg(long, env = "HADIR_DEMO_REGION", default_value = "nunukan")]
    pub region: DemoRegion,
}

/// The regencies a demo can show.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum DemoRegion {
    /// Kabupaten Nunukan, North Kalimantan.
    Nunukan,
    /// Kabupaten Maluku Tenggara, the Kei Islands.
    MalukuTenggara,
}

/// `hadir init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Where the node will live.
    #[command(flatten)]
    pub folder: Folder,
    /// The regency's name, such as "Kabupaten Nunukan".
    #[arg(long, env = "HADIR_NAME")]
    pub name: String,
    /// Its Kemendagri code, such as 65.03.
    #[arg(long, env = "HADIR_REGION", value_name = "CODE")]
    pub region: String,
    /// Its time zone, such as Asia/Makassar.
    #[arg(long, env = "HADIR_ZONE", value_name = "IANA_ZONE")]
    pub zone: String,
    /// The sign-in name of the first administrator.
    #[arg(long, env = "HADIR_ADMIN", value_name = "USER")]
    pub admin: String,
    /// A file whose first line is the administrator's password.
    #[arg(long, env = "HADIR_ADMIN_PASSWORD_FILE", value_name = "FILE")]
    pub admin_password_file: PathBuf,
    /// What public case numbers begin with, two to four letters; made from the name if left out.
    #[arg(long, env = "HADIR_PREFIX", value_name = "ABC", value_parser = number_prefix)]
    pub prefix: Option<String>,
    /// Where the encrypted root key goes; beside the data folder if left out.
    #[arg(long, env = "HADIR_ROOT_KEY", value_name = "FILE")]
    pub root_key: Option<PathBuf>,
    /// A file whose first line is the root key's passphrase; asked for on a terminal, else the administrator's.
    #[arg(long, env = "HADIR_ROOT_PASSPHRASE_FILE", value_name = "FILE")]
    pub root_passphrase_file: Option<PathBuf>,
    /// A PostgreSQL database to use instead of the embedded one.
    #[arg(long, env = "HADIR_DATABASE", value_name = "URL")]
    pub database: Option<String>,
}

/// `hadir serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// The node to serve.
    #[command(flatten)]
    pub folder: Folder,
    /// The address to serve at; port 0 takes a free one.
    #[arg(long, env = "HADIR_LISTEN", value_name = "ADDR")]
    pub listen: SocketAddr,
    /// Another database than the one the node was made with.
    #[arg(long, env = "HADIR_DATABASE", value_name = "URL")]
    pub database: Option<String>,
    /// Networks of reverse proxies whose forwarded headers count, such as 10.0.0.0/8; several with commas.
    #[arg(long, env = "HADIR_TRUSTED_PROXIES", value_delimiter = ',', value_name = "NETWORK")]
    pub trusted_proxies: Vec<String>,
    /// The certificate to serve HTTPS with, in PEM form, those of its issuers behind it.
    #[arg(long, env = "HADIR_TLS_CERT", value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// The certificate's private key, in PEM form.
    #[arg(long, env = "HADIR_TLS_KEY", value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Serve HTTPS with the certificate that the regency's authority signed for this node (`hadir node https`).
    #[arg(long, env = "HADIR_TLS", conflicts_with_all = ["tls_cert", "tls_key"])]
    pub tls: bool,
    /// A second address, for plain HTTP, such as 0.0.0.0:80: it gives phones that do not know the regency's authority yet
    /// its certificate, and leads everyone else to HTTPS.
    #[arg(long, env = "HADIR_LISTEN_PLAIN", value_name = "ADDR", requires = "tls")]
    pub listen_plain: Option<SocketAddr>,
    /// People reach this node by HTTPS, through a reverse proxy: cookies then travel by HTTPS alone.
    #[arg(long, env = "HADIR_HTTPS")]
    pub https: bool,
    /// `off` lifts the public limit on reports, for benchmarks.
    #[arg(long, env = "HADIR_PUBLIC_RATE", default_value = "on", value_name = "on|off")]
    pub public_rate: Switch,
}

fn number_prefix(text: &str) -> Result<String, prefix::NoPrefix> {
    prefix::read(text)
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

/// `hadir import`.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Cases, one JSON object a line.
    Cases(File),
    /// Services, JSON.
    Services(File),
    /// Units, CSV: code,name,parent,zone,kind,region,hours.
    Units(File),
    /// Staff, CSV: username,name,unit,roles.
    Staff(File),
    /// Regions, CSV: code,name; plain or compressed with zstd.
    Regions(File),
    /// Holidays, CSV: date,name,kind,source,status.
    Holidays(File),
}

/// A file to read into a node.
#[derive(Debug, Args)]
pub struct File {
    /// The node.
    #[command(flatten)]
    pub folder: Folder,
    /// The file; `-` is standard input.
    pub file: PathBuf,
}

/// `hadir export`.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// All cases without names, contacts and words; sealed ones left out.
    Cases(Output),
    /// The service catalogue.
    Services(Output),
    /// What `/terbuka` shows: released cases only.
    OpenData(Output),
}

/// How and where to write.
#[derive(Debug, Args)]
pub struct Output {
    /// The node.
    #[command(flatten)]
    pub folder: Folder,
    /// The form of the file.
    #[arg(long)]
    pub format: Format,
    /// The file to write; standard output if left out.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Forms of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Comma-separated values, with a head.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// A workbook for Excel and LibreOffice.
    Xlsx,
}

/// `hadir deadlines`.
#[derive(Debug, Args)]
pub struct Deadlines {
    /// A node whose calendar, hours and rules count; the built-in national ones if left out.
    #[arg(long, env = "HADIR_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// `hadir log`.
#[derive(Debug, Subcommand)]
pub enum Log {
    /// Check every hash, link, signature and certificate; name the first thing that is wrong.
    Verify(Folder),
    /// Print where each chain ends.
    Head(Folder),
    /// Fill every projection anew from the log and say what differed.
    Rebuild(Folder),
}

/// `hadir backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// The node.
    #[command(flatten)]
    pub folder: Folder,
    /// A file whose first line is the passphrase the backup is encrypted with.
    #[arg(long, env = "HADIR_PASSPHRASE_FILE", value_name = "FILE")]
    pub passphrase_file: PathBuf,
    /// The backup to write.
    pub out: PathBuf,
}

/// `hadir restore`.
#[derive(Debug, Args)]
pub struct Restore {
    /// Where the node will live; must not exist or be empty.
    #[command(flatten)]
    pub folder: Folder,
    /// A file whose first line is the passphrase.
    #[arg(long, env = "HADIR_PASSPHRASE_FILE", value_name = "FILE")]
    pub passphrase_file: PathBuf,
    /// An empty PostgreSQL database to use instead of the embedded one, whatever the backup was made of.
    #[arg(long, env = "HADIR_DATABASE", value_name = "URL")]
    pub database: Option<String>,
    /// The backup to read.
    #[arg(value_name = "IN")]
    pub backup: PathBuf,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
