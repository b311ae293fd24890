//! From which address someone asks.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRef, FromRequestParts};
use axum::http::request::Parts;

use crate::platform::Platform;

/// Who asks, as far as the network tells. An island may share one address, so it is a weak sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// The address; unspecified where the request came over no network.
    pub address: IpAddr,
}

impl Visitor {
    /// What limits count by: an IPv4 address, or the first half of an IPv6 address, since one household has it whole.
    pub fn neighbourhood(&self) -> String {
        match self.address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let half = address.to_bits() >> 64 << 64;
                format!("{}/64", Ipv6Addr::from_bits(half))
            }
        }
    }
}

impl<S> FromRequestParts<S> for Visitor
where
    Platform: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        let address = Platform::from_ref(state).trusted_proxies().visitor(peer, &parts.headers);
        Ok(Self { address })
    }
}
