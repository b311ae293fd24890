//! Where to go after signing in: a path on this site and nowhere else.

/// A path on this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalPath(String);

impl LocalPath {
    /// Takes a path that a browser cannot read as another site, and that fits into a header.
    ///
    /// `//elsewhere.example` and `/\elsewhere.example` begin like paths and lead away.
    pub fn try_new(text: &str) -> Option<Self> {
        let mut bytes = text.bytes();
        let begins_well = bytes.next() == Some(b'/') && !matches!(bytes.next(), Some(b'/' | b'\\'));
        let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        (begins_well && is_plain).then(|| Self(text.to_owned()))
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_pass() {
        for good in ["/meja", "/meja?lihat=lewat&halaman=2", "/"] {
            assert!(LocalPath::try_new(good).is_some(), "{good}");
        }
        for bad in ["", "meja", "//example.org", "/\\example.org", "https://example.org", "/a\r\nSet-Cookie: x", "/a b"]
        {
            assert!(LocalPath::try_new(bad).is_none(), "{bad}");
        }
    }
}
