//! A finished page with the headers that keep it safe: content security policy, referrer, cache.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// How long a page may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cache {
    /// Never: it holds, or might hold, something private. The default.
    NoStore,
    /// By anyone, for this many seconds: it is the same for all who read the same language.
    Public(u32),
}

/// A finished page. Answer with it from a handler.
#[derive(Debug, Clone)]
pub struct Html {
    status: StatusCode,
    body: String,
    style_source: String,
    referrer: &'static str,
    cache: Cache,
}

impl Html {
    /// A page whose only styles are those `style_source` names (`'sha256-…'` or `'self'`).
    pub fn new(body: String, style_source: impl Into<String>) -> Self {
        Self {
            status: StatusCode::OK,
            body,
            style_source: style_source.into(),
            referrer: "same-origin",
            cache: Cache::NoStore,
        }
    }

    /// Answers with another status than 200.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Tells no other page where the reader came from: for pages whose address holds a secret code.
    #[must_use]
    pub fn no_referrer(mut self) -> Self {
        self.referrer = "no-referrer";
        self
    }

    /// Lets the page be kept.
    #[must_use]
    pub fn cache(mut self, cache: Cache) -> Self {
        self.cache = cache;
        self
    }

    /// The text of the page.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The content security policy it is sent with.
    pub fn policy(&self) -> String {
        format!(
            "default-src 'none'; style-src {}; script-src 'self'; img-src 'self' blob: data:; \
             connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
             manifest-src 'self'; worker-src 'self'",
            self.style_source
        )
    }

    fn headers(&self) -> HeaderMap {
        let fixed = HeaderValue::from_static;
        let policy = HeaderValue::from_str(&self.policy())
            .expect("a policy holds printable ASCII: fixed words and a base64 hash");
        let mut headers = HeaderMap::from_iter([
            (header::CONTENT_TYPE, fixed("text/html; charset=utf-8")),
            (header::CONTENT_SECURITY_POLICY, policy),
            (header::REFERRER_POLICY, fixed(self.referrer)),
            (header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
            (header::HeaderName::from_static("permissions-policy"), fixed("geolocation=(self)")),
        ]);
        self.put_cache(&mut headers);
        headers
    }

    fn put_cache(&self, headers: &mut HeaderMap) {
        match self.cache {
            Cache::NoStore => {
                headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            }
            Cache::Public(seconds) => {
                let rule = HeaderValue::from_str(&format!("public, max-age={seconds}"))
                    .expect("a rule of words and digits is printable ASCII");
                headers.insert(header::CACHE_CONTROL, rule);
                // The language is chosen by a cookie, so two readers of one address may get two texts.
                headers.insert(header::VARY, HeaderValue::from_static("Cookie"));
            }
        }
    }
}

impl IntoResponse for Html {
    fn into_response(self) -> Response {
        (self.status, self.headers(), self.body).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_private_and_strict_unless_it_says_otherwise() {
        let answer = Html::new(String::new(), "'self'").into_response();
        let headers = answer.headers();
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["referrer-policy"], "same-origin");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["permissions-policy"], "geolocation=(self)");
        assert_eq!(headers["content-type"], "text/html; charset=utf-8");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'self'; script-src 'self';"));
        assert!(!policy.contains("unsafe"));
    }

    #[test]
    fn a_page_can_be_kept_or_hide_its_address() {
        let page = Html::new(String::new(), "'self'").cache(Cache::Public(60)).no_referrer();
        let answer = page.status(StatusCode::NOT_FOUND).into_response();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(answer.headers()["cache-control"], "public, max-age=60");
        assert_eq!(answer.headers()["vary"], "Cookie");
        assert_eq!(answer.headers()["referrer-policy"], "no-referrer");
    }
}
