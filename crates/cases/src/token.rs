//! The token of a form: it names the report before the report exists, so that sending twice is one report.

use hex::FromHex;
use jiff::Timestamp;

/// Names one report. Long enough that nobody hits another's by chance.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Vec<u8>);

/// Bytes of a token that a node made; its text is twice as long.
const TOKEN_BYTES: usize = 16;
/// How many of them tell the time: milliseconds for the next 8,900 years.
const TIME_BYTES: usize = 6;
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

    /// A token made here: the millisecond, then ten random bytes. Reports that come one after the other so lie side by side
    /// in every index by identity, and taking one in touches pages that are at hand however many cases there are.
    pub fn new(at: Timestamp, random: [u8; 16]) -> Self {
        let mut bytes = random;
        bytes[..TIME_BYTES].copy_from_slice(&at.as_millisecond().to_be_bytes()[2..]);
        Self([b"form:".as_slice(), hex::encode(bytes).as_bytes()].concat())
    }

    /// The millisecond since 1970 at which the token was made, if it was made by a node.
    pub(crate) fn time(&self) -> Option<[u8; TIME_BYTES]> {
        let text = self.0.strip_prefix(b"form:").filter(|text| text.len() == 2 * TOKEN_BYTES)?;
        let bytes = <[u8; TOKEN_BYTES]>::from_hex(text).ok()?;
        bytes.first_chunk().copied()
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
        let token = Token::new(Timestamp::UNIX_EPOCH, [7; 16]);
        assert!(Token::try_new(&token.to_form()) == Some(token));
    }

    #[test]
    fn a_token_made_here_tells_its_time_and_others_do_not() {
        let at = Timestamp::from_millisecond(0x0123_4567_89ab).unwrap();
        assert_eq!(Token::new(at, [7; 16]).time(), Some([0x01, 0x23, 0x45, 0x67, 0x89, 0xab]));
        assert_eq!(Token::try_new("a-token-of-a-program").unwrap().time(), None);
        assert_eq!(Token::of_import("0123456789ab07070707070707070707").time(), None);
    }

    #[test]
    fn a_token_that_a_phone_made_is_read_like_ours() {
        // What `newToken` in assets/outbox.js makes: the same millisecond, random bytes of its own.
        let at = Timestamp::from_millisecond(0x0123_4567_89ab).unwrap();
        assert!(Token::try_new("0123456789ab07070707070707070707") == Some(Token::new(at, [7; 16])));
    }

    #[test]
    fn short_or_strange_tokens_are_none() {
        assert!(Token::try_new("1").is_none());
        assert!(Token::try_new("spasi tidak boleh ada").is_none());
        assert!(Token::try_new(&"x".repeat(201)).is_none());
    }
}
