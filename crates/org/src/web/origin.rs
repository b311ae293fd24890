//! Whether a form was sent from a page of this site: what stands in for tokens in pages.
//!
//! Every browser of the last years says where a request comes from (`Sec-Fetch-Site`); older ones name the origin of
//! every POST. A request that says neither is not from a browser, so nobody's cookies were made to act.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use super::Problem;

/// A handler that takes this accepts requests from pages of this site only.
#[derive(Clone, Copy, Debug)]
pub struct SameOrigin;

/// Whether the request comes from a page of this site, or from no page at all.
pub(super) fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text(header::HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(header::HOST)
        }
        (None, None) => true,
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SameOrigin {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        if is_same_origin(&parts.headers) { Ok(Self) } else { Err(Problem::foreign_form()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        is_same_origin(&headers.collect())
    }

    #[test]
    fn only_pages_of_this_site_may_send_forms() {
        assert!(says(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
        assert!(says(&[("sec-fetch-site", "none")]));
        assert!(!says(&[("sec-fetch-site", "same-site"), ("host", "a"), ("origin", "https://a")]));
        assert!(!says(&[("sec-fetch-site", "cross-site")]));
        assert!(says(&[("host", "hadir.example"), ("origin", "https://hadir.example")]));
        assert!(!says(&[("host", "hadir.example"), ("origin", "https://evil.example")]));
        assert!(!says(&[("host", "hadir.example"), ("origin", "null")]));
        assert!(says(&[("host", "hadir.example")]));
    }
}
