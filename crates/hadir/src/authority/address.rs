//! What a node is called in its network, and what an authority may vouch for.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use rcgen::{CidrSubnet, GeneralSubtree, NameConstraints};
use serde::{Deserialize, Serialize};

/// Networks that belong to nobody in particular, so that vouching for an address in them says nothing about anyone on the
/// internet: RFC 1918 (private), RFC 3927 and RFC 4291 (link-local), RFC 4193 (unique local). With the length of the
/// prefix in bits.
const NETWORKS: [(IpAddr, u8); 6] = [
    (IpAddr::V4(Ipv4Addr::new(10, 0, 0, 0)), 8),
    (IpAddr::V4(Ipv4Addr::new(172, 16, 0, 0)), 12),
    (IpAddr::V4(Ipv4Addr::new(192, 168, 0, 0)), 16),
    (IpAddr::V4(Ipv4Addr::new(169, 254, 0, 0)), 16),
    (IpAddr::V6(Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0)), 7),
    (IpAddr::V6(Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0)), 10),
];
/// Domains that the internet's name servers never answer for: `.local` (RFC 6762), `.home.arpa` (RFC 8375), `.internal`
/// (ICANN, 2024), and `.lan`, which most routers use though nobody reserved it.
const DOMAINS: [&str; 4] = ["lan", "local", "home.arpa", "internal"];
/// Longest name that is taken, in bytes. DNS allows 253; nobody types that.
const NAME_BYTES_MAX: usize = 100;
/// Longest part of a name between two full stops, in bytes (RFC 1035, section 2.3.4).
const LABEL_BYTES_MAX: usize = 63;

/// What phones and computers call a node: a host name or an IP address, without scheme and port.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Address {
    /// A name, in lower case.
    Name(String),
    /// An address.
    Ip(IpAddr),
}

/// A text that cannot be an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no address of a node: give what people type between https:// and the port, such as 192.168.1.10 or hadir.sebatik.lan"
)]
pub struct AddressError(String);

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
        if let Ok(ip) = bare.parse() {
            return Ok(Self::Ip(ip));
        }
        let name = text.to_ascii_lowercase();
        // A name of digits alone would be read as an address by some and as a name by others.
        let is_number = name.rsplit('.').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
        if is_name(&name) && !is_number { Ok(Self::Name(name)) } else { Err(AddressError(text.to_owned())) }
    }
}

impl TryFrom<String> for Address {
    type Error = AddressError;

    fn try_from(text: String) -> Result<Self, AddressError> {
        text.parse()
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.to_string()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Ip(ip) => ip.fmt(f),
        }
    }
}

impl Address {
    /// As it stands in a URL: an IPv6 address in brackets.
    pub fn in_url(&self) -> String {
        match self {
            Self::Ip(IpAddr::V6(ip)) => format!("[{ip}]"),
            other => other.to_string(),
        }
    }
}

fn is_name(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=LABEL_BYTES_MAX).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.len() <= NAME_BYTES_MAX && name.split('.').all(is_label)
}

/// A domain of the regency's own, such as `nunukankab.go.id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Domain(String);

/// A text that cannot be a domain of the regency's own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no domain of a regency: one has three parts at least, such as nunukankab.go.id, because a shorter one \
     belongs to many"
)]
pub struct DomainError(String);

impl FromStr for Domain {
    type Err = DomainError;

    fn from_str(text: &str) -> Result<Self, DomainError> {
        let name = text.to_ascii_lowercase();
        let fits = is_name(&name) && name.split('.').count() >= 3;
        if fits { Ok(Self(name)) } else { Err(DomainError(text.to_owned())) }
    }
}

impl TryFrom<String> for Domain {
    type Error = DomainError;

    fn try_from(text: String) -> Result<Self, DomainError> {
        text.parse()
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Domain> for String {
    fn from(domain: Domain) -> Self {
        domain.0
    }
}

/// What an authority may vouch for: addresses of private networks, names that mean nothing on the internet, and what is
/// below the regency's own domains.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Territory(pub Vec<Domain>);

impl Territory {
    /// Whether it covers an address.
    pub fn covers(&self, address: &Address) -> bool {
        match address {
            Address::Name(name) => self.domains().any(|domain| is_below(name, domain)),
            Address::Ip(ip) => NETWORKS.iter().any(|(network, bits)| is_in(*ip, *network, *bits)),
        }
    }

    /// Its domains.
    pub fn domains(&self) -> impl Iterator<Item = &str> {
        DOMAINS.into_iter().chain(self.0.iter().map(|domain| domain.0.as_str()))
    }

    /// The same as a certificate says it.
    pub(super) fn constraints(&self) -> NameConstraints {
        let domains = self.domains().map(|domain| GeneralSubtree::DnsName(domain.to_owned()));
        let networks = NETWORKS.map(|(ip, bits)| GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(ip, bits)));
        NameConstraints { permitted_subtrees: domains.chain(networks).collect(), excluded_subtrees: Vec::new() }
    }
}

fn is_below(name: &str, domain: &str) -> bool {
    name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn is_in(ip: IpAddr, network: IpAddr, bits: u8) -> bool {
    match (ip, network) {
        (IpAddr::V4(ip), IpAddr::V4(network)) => (ip.to_bits() ^ network.to_bits()) >> (32 - bits) == 0,
        (IpAddr::V6(ip), IpAddr::V6(network)) => (ip.to_bits() ^ network.to_bits()) >> (128 - bits) == 0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(address: &str) -> bool {
        Territory(vec!["nunukankab.go.id".parse().unwrap()]).covers(&address.parse().unwrap())
    }

    #[test]
    fn private_networks_local_names_and_the_regencys_own_domain_are_covered_and_nothing_else() {
        for inside in [
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.254",
            "192.168.1.10",
            "169.254.7.7",
            "fd00::2",
            "fe80::1",
            "hadir.lan",
            "HADIR.local",
            "a.b.internal",
            "nunukankab.go.id",
            "hadir.nunukankab.go.id",
        ] {
            assert!(covers(inside), "{inside}");
        }
        for outside in [
            "11.0.0.1",
            "172.32.0.1",
            "172.15.255.255",
            "192.167.1.1",
            "8.8.8.8",
            "127.0.0.1",
            "2001:db8::1",
            "fec0::1",
            "::ffff:10.0.0.1",
            "bank.co.id",
            "go.id",
            "lain-nunukankab.go.id",
            "hadir",
            "xlan",
            "localhost",
        ] {
            assert!(!covers(outside), "{outside}");
        }
    }

    #[test]
    fn what_people_type_is_read_and_what_is_no_address_is_refused() {
        let read = |text: &str| text.parse::<Address>().map(|address| address.to_string());
        assert_eq!(read("Hadir.Sebatik.LAN").as_deref(), Ok("hadir.sebatik.lan"));
        assert_eq!(read("[fd00::2]").as_deref(), Ok("fd00::2"));
        assert_eq!("fd00::2".parse::<Address>().unwrap().in_url(), "[fd00::2]");
        let long = format!("{}.lan", "a".repeat(64));
        for bad in
            ["", "https://hadir.lan", "hadir.lan:8443", "*.lan", "a..lan", "-a.lan", "300.1.1.1", "a b.lan", &long]
        {
            assert!(read(bad).is_err(), "{bad}");
        }
        for bad in ["id", "go.id", "https://nunukankab.go.id", ".nunukankab.go.id"] {
            assert!(bad.parse::<Domain>().is_err(), "{bad}");
        }
    }
}
