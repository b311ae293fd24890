//! `hadir node …`: how an office's node comes to belong to its regency, and how it is looked at.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use hadir_calendar::Zone;
use hadir_org::UnitCode;
use jiff::civil::Date;

use super::{Folder, number_prefix};
use crate::authority::Address;
use crate::enrolment::{NameError, name_fits};

/// `hadir node`.
#[derive(Debug, Subcommand)]
pub enum Node {
    /// This node's key, name, certificate and chains.
    Show(Show),
    /// At an office: make a node that is not enrolled yet, and print its request on one line.
    New(New),
    /// At the regency, with the root key: grant a request, and print the certificate on one line.
    Enrol(Enrol),
    /// At the office: check and take the certificate.
    Join(Join),
    /// At the regency, with the root key: end a node's certificates.
    Revoke(Revoke),
    /// At an office: ask for a certificate under a new key, after the old one signed two pasts or may be in other hands.
    NewKey(NewKey),
    /// What phones and computers call this node: ask for a certificate for HTTPS with which they know it.
    Https(Https),
}

/// `hadir node show`.
#[derive(Debug, Args)]
pub struct Show {
    /// The node.
    #[command(flatten)]
    pub folder: Folder,
    /// As one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// `hadir node new`.
#[derive(Debug, Args)]
pub struct New {
    /// Where the node will live.
    #[command(flatten)]
    pub folder: Folder,
    /// What people call the node, such as "Kecamatan Sebatik Timur".
    #[arg(long, env = "HADIR_NAME", value_parser = name)]
    pub name: String,
    /// The office's time zone, such as Asia/Makassar.
    #[arg(long, env = "HADIR_ZONE", value_name = "IANA_ZONE")]
    pub zone: Zone,
    /// What its public case numbers should begin with, two to four letters; the regency has the last word.
    #[arg(long, env = "HADIR_PREFIX", value_name = "ABC", value_parser = number_prefix)]
    pub prefix: Option<String>,
    /// A PostgreSQL database to use instead of the embedded one.
    #[arg(long, env = "HADIR_DATABASE", value_name = "URL")]
    pub database: Option<String>,
    /// What phones and computers in the office's network will call the node, to serve HTTPS: a host name or an IP
    /// address, several with commas or by giving the option again.
    #[arg(long, value_name = "HOST", value_delimiter = ',')]
    pub address: Vec<Address>,
    /// Show the request as a QR code as well, on standard error, to be photographed.
    #[arg(long)]
    pub qr: bool,
}

/// `hadir node new-key`.
#[derive(Debug, Args)]
pub struct NewKey {
    /// The office's node.
    #[command(flatten)]
    pub folder: Folder,
    /// Show the request as a QR code as well, on standard error, to be photographed.
    #[arg(long)]
    pub qr: bool,
}

/// `hadir node https`.
#[derive(Debug, Args)]
pub struct Https {
    /// The node.
    #[command(flatten)]
    pub folder: Folder,
    /// A host name or an IP address, several with commas or by giving the option again; those of last time if left out.
    #[arg(long, value_name = "HOST", value_delimiter = ',')]
    pub address: Vec<Address>,
    /// At the regency's own node: one of these addresses that an office's node has already, once more. Several with commas.
    #[arg(long, value_name = "HOST", value_delimiter = ',')]
    pub allow_address: Vec<Address>,
    /// At the regency's own node: the authority's encrypted key; beside the root key's usual place if left out.
    #[arg(long, env = "HADIR_AUTHORITY_KEY", value_name = "FILE")]
    pub authority_key: Option<PathBuf>,
    /// At the regency's own node: a file whose first line is the passphrase of the authority's key.
    #[arg(long, env = "HADIR_ROOT_PASSPHRASE_FILE", value_name = "FILE")]
    pub root_passphrase_file: Option<PathBuf>,
    /// Show the request as a QR code as well, on standard error, to be photographed.
    #[arg(long)]
    pub qr: bool,
}

/// `hadir node enrol`.
#[derive(Debug, Args)]
pub struct Enrol {
    /// The regency's own node.
    #[command(flatten)]
    pub folder: Folder,
    /// The root key.
    #[command(flatten)]
    pub root: RootKey,
    /// The authority's encrypted key, for an office that asks for HTTPS; beside the root key if left out.
    #[arg(long, env = "HADIR_AUTHORITY_KEY", value_name = "FILE")]
    pub authority_key: Option<PathBuf>,
    /// The code of the unit whose node it is.
    #[arg(long, value_name = "UNIT")]
    pub unit: UnitCode,
    /// Units it may carry, each with all below it, several with commas; the unit's own if left out.
    #[arg(long, value_name = "UNITS", value_delimiter = ',')]
    pub read: Option<Vec<UnitCode>>,
    /// Units it may act in, each with all below it, several with commas; the unit's own if left out.
    #[arg(long, value_name = "UNITS", value_delimiter = ',')]
    pub write: Option<Vec<UnitCode>>,
    /// The last day of the certificate, such as 2028-12-31; two years from today if left out.
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
    /// What its public case numbers begin with, whatever the request asks for.
    #[arg(long, value_name = "ABC", value_parser = number_prefix)]
    pub prefix: Option<String>,
    /// Where offices reach this node, such as https://hadir.nunukankab.go.id.
    #[arg(long, env = "HADIR_ADDRESS", value_name = "URL")]
    pub address: Option<String>,
    /// The node whose place this key takes, with its prefix: its prefix, its name, or what its key begins with. Its own
    /// certificates end.
    #[arg(long, value_name = "NODE")]
    pub replaces: Option<String>,
    /// An address of the request that is the regency's own or another node's, once more: this node may have it all the
    /// same. Several with commas.
    #[arg(long, value_name = "HOST", value_delimiter = ',')]
    pub allow_address: Vec<Address>,
    /// Show the certificate as a QR code as well, on standard error, to be photographed.
    #[arg(long)]
    pub qr: bool,
    /// The line that `hadir node new` printed at the office.
    pub request: String,
}

/// `hadir node join`.
#[derive(Debug, Args)]
pub struct Join {
    /// The office's node.
    #[command(flatten)]
    pub folder: Folder,
    /// The line that `hadir node enrol` printed at the regency.
    pub certificate: String,
}

/// `hadir node revoke`.
#[derive(Debug, Args)]
pub struct Revoke {
    /// The regency's own node.
    #[command(flatten)]
    pub folder: Folder,
    /// The root key.
    #[command(flatten)]
    pub root: RootKey,
    /// Why, for people who read the log later; at most 120 bytes.
    #[arg(long, value_name = "TEXT", default_value = "", value_parser = reason)]
    pub reason: String,
    /// The node: its number prefix, its name, or what its key begins with.
    pub node: String,
}

/// Where the root key is and how it opens.
#[derive(Debug, Args)]
pub struct RootKey {
    /// The encrypted root key; beside the data folder if left out.
    #[arg(long, env = "HADIR_ROOT_KEY", value_name = "FILE")]
    pub root_key: Option<PathBuf>,
    /// A file whose first line is the root key's passphrase.
    #[arg(long, env = "HADIR_ROOT_PASSPHRASE_FILE", value_name = "FILE")]
    pub root_passphrase_file: PathBuf,
}

fn name(text: &str) -> Result<String, NameError> {
    name_fits(text).map(|()| text.to_owned())
}

fn reason(text: &str) -> Result<String, &'static str> {
    let fits = text.is_empty() || name_fits(text).is_ok();
    if fits { Ok(text.to_owned()) } else { Err("a reason has at most 120 bytes on one line, and no blanks around it") }
}
