//! The two cookies of the program: who is signed in, and which language to speak.

use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::CookieJar;

/// How long a choice of language lasts, in seconds: a year.
const LANGUAGE_SECONDS: u32 = 365 * 24 * 60 * 60;
const LANGUAGE: &str = "bahasa";

/// Reads and writes cookies in the one way this program does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cookies {
    /// Whether the browser may send them over TLS only.
    pub is_secure: bool,
}

impl Cookies {
    /// With TLS the name makes the browser insist that the cookie came from this very host.
    fn session_name(self) -> &'static str {
        if self.is_secure { "__Host-hadir" } else { "hadir" }
    }

    /// The secret of the sign-in, if the request has one.
    pub fn session(self, headers: &HeaderMap) -> Option<String> {
        value(headers, self.session_name())
    }

    /// Keeps a sign-in until the browser is closed; the server ends it earlier when it stands idle.
    pub fn keep_session(self, secret: &str) -> HeaderValue {
        self.set(self.session_name(), secret, "")
    }

    /// Forgets the sign-in.
    pub fn forget_session(self) -> HeaderValue {
        self.set(self.session_name(), "", "; Max-Age=0")
    }

    /// The language chosen earlier.
    pub fn language(headers: &HeaderMap) -> Option<String> {
        value(headers, LANGUAGE)
    }

    /// Keeps a choice of language.
    pub fn keep_language(self, tag: &str) -> HeaderValue {
        self.set(LANGUAGE, tag, &format!("; Max-Age={LANGUAGE_SECONDS}"))
    }

    fn set(self, name: &str, value: &str, age: &str) -> HeaderValue {
        let secure = if self.is_secure { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
        HeaderValue::from_str(&cookie).expect("our cookies hold hexadecimal digits and language tags")
    }
}

fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    debug_assert!(!headers.contains_key(header::SET_COOKIE), "these are the headers of a request");
    Some(CookieJar::from_headers(headers).get(name)?.value().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_tls_the_sign_in_is_bound_to_this_host() {
        let cookie = Cookies { is_secure: true }.keep_session("00ff");
        assert_eq!(cookie, "__Host-hadir=00ff; Path=/; HttpOnly; SameSite=Lax; Secure");
        let headers =
            HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static("__Host-hadir=00ff; bahasa=en"))]);
        assert_eq!(Cookies { is_secure: true }.session(&headers).as_deref(), Some("00ff"));
        assert_eq!(Cookies { is_secure: false }.session(&headers), None);
        assert_eq!(Cookies::language(&headers).as_deref(), Some("en"));
    }

    #[test]
    fn without_tls_nothing_insists_on_it() {
        let cookie = Cookies { is_secure: false }.forget_session();
        assert_eq!(cookie, "hadir=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    }
}
