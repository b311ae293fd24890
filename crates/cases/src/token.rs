//! The token of a form: it names the report before the report exists, so that sending twice is one report.

/// Names one report. Long enough that nobody hits another's by chance.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Vec<u8>);

/// Fewest characters that count as a token; a shorter one could be another person's by chance.
const CHARS_MIN: usize = 16;
/// Most characters that are read.
const CHARS_MAX: usize = 200;

impl Token {
    /// The token a form or a program sent, if it can be one.
    pub fn try_new(text: &str) -> Option<Self> {
        let fits = (CHARS_MIN..=CHARS_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then(|| Self([b"form:".as_slice(), text.as_bytes()].concat()))
    }

    /// A token made here.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self([b"form:".as_slice(), hex::encode(bytes).as_bytes()].concat())
    }

    /// The token under which a form asks for a new secret code: another one than that of a report, so that the token of
    /// one never opens the other.
    pub fn for_new_code(&self) -> Self {
        Self([b"code:".as_slice(), &self.0].concat())
    }

    /// The token of a row of another system, so that a second import is harmless.
    pub fn of_import(external_id: &str) -> Self {
        Self([b"import:".as_slice(), external_id.as_bytes()].concat())
    }

    /// The token of a request of a program: its key and what it says, so that no key opens another's report.
    pub fn of_program(key: &str, content: &[u8]) -> Self {
        let content = blake3::hash(content);
        Self([b"program:".as_slice(), key.as_bytes(), b":", content.as_bytes()].concat())
    }

    /// The bytes identities are derived from.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The token as a form carries it.
    pub fn to_form(&self) -> String {
        String::from_utf8_lossy(self.0.strip_prefix(b"form:").unwrap_or_default()).into_owned()
    }
}

/// A token leads to its report, so it never stands in a log by accident.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back_from_its_form() {
        let token = Token::from_random([7; 16]);
        assert!(Token::try_new(&token.to_form()) == Some(token));
    }

    #[test]
    fn short_or_strange_tokens_are_none() {
        assert!(Token::try_new("1").is_none());
        assert!(Token::try_new("spasi tidak boleh ada").is_none());
        assert!(Token::try_new(&"x".repeat(201)).is_none());
    }
}
