//! Which machines in front of the program are believed when they say whom they speak for.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use axum::http::HeaderMap;

/// The proxies that are believed; none by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Network>);

/// A range of addresses, such as `10.0.0.0/8` or `::1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    bits: u8,
}

/// A text that is not a [`Network`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an address or a range of addresses such as 10.0.0.0/8")]
pub struct NetworkError(String);

impl TrustedProxies {
    /// Believes these.
    pub fn new(networks: Vec<Network>) -> Self {
        Self(networks)
    }

    /// Who really asks: the last address in the chain of forwarders that is not itself believed to forward.
    pub fn visitor(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trusts(peer) {
            return peer;
        }
        let chain = headers.get_all("x-forwarded-for").into_iter().filter_map(|value| value.to_str().ok());
        let chain: Vec<_> = chain.flat_map(|value| value.split(',')).collect();
        let mut last_known = peer;
        for hop in chain.into_iter().rev() {
            // What stands before an unreadable hop was not said by anyone we believe.
            let Ok(address) = hop.trim().parse::<IpAddr>() else { return last_known };
            last_known = address.to_canonical();
            if !self.trusts(last_known) {
                return last_known;
            }
        }
        last_known
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }
}

impl Network {
    /// Whether the address is in the range.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.base, address.to_canonical()) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                let shift = 32 - u32::from(self.bits);
                base.to_bits().checked_shr(shift) == address.to_bits().checked_shr(shift)
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                let shift = 128 - u32::from(self.bits);
                base.to_bits().checked_shr(shift) == address.to_bits().checked_shr(shift)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        parse(text).ok_or_else(|| NetworkError(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Network> {
    let (base, bits) = match text.split_once('/') {
        Some((base, bits)) => (base.parse().ok()?, Some(bits.parse().ok()?)),
        None => (text.parse().ok()?, None),
    };
    let bits_max = if matches!(base, IpAddr::V4(_)) { Ipv4Addr::BITS } else { Ipv6Addr::BITS } as u8;
    let bits = bits.unwrap_or(bits_max);
    (bits <= bits_max).then_some(Network { base, bits })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visitor(trusted: &[&str], peer: &str, forwarded: &str) -> String {
        let proxies = TrustedProxies::new(trusted.iter().map(|text| text.parse().unwrap()).collect());
        let headers = HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), forwarded.parse().unwrap())]);
        proxies.visitor(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn forwarded_addresses_count_only_from_configured_proxies() {
        assert_eq!(visitor(&[], "10.0.0.9", "203.0.113.7"), "10.0.0.9");
        assert_eq!(visitor(&["10.0.0.0/8"], "10.0.0.9", "203.0.113.7"), "203.0.113.7");
        assert_eq!(visitor(&["10.0.0.0/8"], "10.0.0.9", "198.51.100.1, 203.0.113.7, 10.1.1.1"), "203.0.113.7");
        assert_eq!(visitor(&["10.0.0.0/8"], "10.0.0.9", "203.0.113.7, nonsense"), "10.0.0.9");
        assert_eq!(visitor(&["10.0.0.0/8"], "::ffff:10.0.0.9", "203.0.113.7"), "203.0.113.7");
    }

    #[test]
    fn ranges_are_read_and_nonsense_is_not() {
        let network: Network = "2001:db8::/32".parse().unwrap();
        assert!(network.contains("2001:db8:1::1".parse().unwrap()));
        assert!(!network.contains("2001:db9::1".parse().unwrap()));
        assert!("0.0.0.0/0".parse::<Network>().unwrap().contains("203.0.113.7".parse().unwrap()));
        for bad in ["", "10.0.0.0/33", "proxy", "10.0.0.0/x"] {
            assert!(bad.parse::<Network>().is_err(), "{bad}");
        }
    }
}
