//! Under which address the reader reached this node: what a QR code and a program's answer carry.

use axum::http::{HeaderMap, Uri, header};
use hadir_org::Platform;

/// A path of this site as a full address. The host is the one the reader asked for; one that could not be a host is
/// left out, and the path alone remains.
pub(crate) fn own_address(platform: &Platform, headers: &HeaderMap, path: &str) -> String {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let forwarded = header::HeaderName::from_static("x-forwarded-proto");
    let is_tls = platform.is_served_by_tls() || text(forwarded) == Some("https");
    let scheme = if is_tls { "https" } else { "http" };
    match text(header::HOST).filter(|host| is_host(host)) {
        Some(host) => format!("{scheme}://{host}{path}"),
        None => path.to_owned(),
    }
}

fn is_host(host: &str) -> bool {
    format!("http://{host}/")
        .parse::<Uri>()
        .is_ok_and(|uri| uri.authority().is_some_and(|found| found.as_str() == host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hosts_are_hosts() {
        assert!(is_host("hadir.nunukankab.go.id") && is_host("127.0.0.1:8080") && is_host("[::1]:80"));
        assert!(!is_host("a/b") && !is_host("a b") && !is_host(""));
    }
}
