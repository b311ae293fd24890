//! The reporter's secret code: short enough to read aloud, with a check character, kept only as a keyed hash.
//!
//! Twelve characters of Crockford's base 32 in three groups. The first eleven carry 55 random bits; the last is the
//! Luhn mod 32 check character of the eleven, so that a mistyped code is told apart from an unknown one.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;

use crate::token::Token;

/// Crockford's alphabet: no I, L, O or U.
pub(crate) const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters that carry the secret.
const SECRET_CHARS: usize = 11;

/// The regency's key for hashing codes and deriving identities from form tokens. Kept outside database and log.
#[derive(Clone)]
pub struct CodeKey(Zeroizing<[u8; 32]>);

impl CodeKey {
    /// Takes the key as it was read from its file.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    fn keyed(&self, purpose: &str, bytes: &[u8]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(&(purpose.len() as u64).to_le_bytes()).update(purpose.as_bytes()).update(bytes);
        hasher.finalize()
    }

    /// The case that a form token stands for. The same token names the same case on every node of the regency, so a
    /// report that was sent twice, or to two offices, is one report. Of a token that tells its time, the identity
    /// begins with it.
    pub fn case_id(&self, token: &Token) -> hadir_oplog::AggregateId {
        let hash = self.keyed("case of token", token.as_bytes());
        let mut id: [u8; 16] = hash.as_bytes()[..16].try_into().expect("a hash is longer than 16 bytes");
        if let Some(time) = token.time() {
            id[..time.len()].copy_from_slice(&time);
        }
        hadir_oplog::AggregateId::from_bytes(id)
    }

    /// The code that a form token stands for; sending the form again shows the same code.
    pub fn code_of_token(&self, token: &[u8]) -> SecretCode {
        let hash = self.keyed("code of token", token);
        SecretCode::from_bits(u64::from_le_bytes(
            hash.as_bytes()[..8].try_into().expect("a hash is longer than 8 bytes"),
        ))
    }

    /// A seal over bytes that travel through a stranger's hands and must come back unaltered.
    pub(crate) fn seal(&self, purpose: &str, bytes: &[u8]) -> [u8; 16] {
        let hash = self.keyed(purpose, bytes);
        hash.as_bytes()[..16].try_into().expect("a hash is longer than 16 bytes")
    }

    /// What is stored of a code.
    pub fn hash(&self, code: &SecretCode) -> [u8; 16] {
        let hash = self.keyed("code", &code.0);
        hash.as_bytes()[..16].try_into().expect("a hash is longer than 16 bytes")
    }
}

impl fmt::Debug for CodeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeKey")
    }
}

/// A secret code as its reporter holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretCode([u8; SECRET_CHARS]);

/// Why a text is no code at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Too short or too long, or with characters that never occur.
    #[error("a code has twelve letters and digits")]
    Form,
    /// One character is wrong, or two neighbours were swapped.
    #[error("one character of the code is wrong")]
    Mistyped,
}

impl SecretCode {
    /// A code out of 64 random bits, of which 55 are used.
    pub fn from_bits(bits: u64) -> Self {
        let mut chars = [0; SECRET_CHARS];
        for (at, char) in chars.iter_mut().enumerate() {
            *char = ALPHABET[(bits >> (5 * at)) as usize & 31];
        }
        Self(chars)
    }

    /// The check character of the eleven, by the Luhn mod N algorithm with N = 32.
    fn check(&self) -> u8 {
        let sum: usize = self.0.iter().rev().enumerate().map(|(at, char)| luhn_addend(value(*char), at % 2 == 0)).sum();
        ALPHABET[(32 - sum % 32) % 32]
    }
}

/// Doubles every other value, and adds the two digits of the double in base 32.
fn luhn_addend(value: usize, doubled: bool) -> usize {
    let addend = if doubled { value * 2 } else { value };
    addend / 32 + addend % 32
}

fn value(char: u8) -> usize {
    ALPHABET.iter().position(|known| *known == char).expect("a code holds characters of its alphabet only")
}

impl FromStr for SecretCode {
    type Err = CodeError;

    /// Reads a code without regard to case, spaces and hyphens; I and L count as 1, O as 0.
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let mut chars = Vec::with_capacity(SECRET_CHARS + 1);
        for char in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '.' | '_')) {
            let char = match char.to_ascii_uppercase() {
                'I' | 'L' => '1',
                'O' => '0',
                other => other,
            };
            let byte = u8::try_from(char).ok().filter(|byte| ALPHABET.contains(byte)).ok_or(CodeError::Form)?;
            if chars.len() > SECRET_CHARS {
                return Err(CodeError::Form);
            }
            chars.push(byte);
        }
        let check = chars.pop().ok_or(CodeError::Form)?;
        let code = Self(chars.try_into().map_err(|_| CodeError::Form)?);
        if code.check() == check { Ok(code) } else { Err(CodeError::Mistyped) }
    }
}

impl fmt::Display for SecretCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let check = [self.check()];
        for (at, char) in self.0.iter().chain(&check).enumerate() {
            if at > 0 && at % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", *char as char)?;
        }
        Ok(())
    }
}

/// A code never stands in a log by accident.
impl fmt::Debug for SecretCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretCode")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_contract_has_a_valid_check_character() {
        let code: SecretCode = "7K4M-Q2XW-9RTW".parse().unwrap();
        assert_eq!(code.to_string(), "7K4M-Q2XW-9RTW");
    }

    #[test]
    fn a_code_is_read_however_it_is_written() {
        let code = SecretCode::from_bits(0x0123_4567_89ab_cdef);
        let written = code.to_string().replace('-', " ").to_lowercase();
        assert_eq!(written.parse(), Ok(code));
    }

    #[test]
    fn every_single_wrong_character_and_nearly_every_swap_is_noticed() {
        let code = SecretCode::from_bits(0xfeed_beef_1234_5678).to_string().replace('-', "");
        for at in 0..code.len() {
            for wrong in ALPHABET.iter().map(|byte| *byte as char) {
                let mut typed: Vec<char> = code.chars().collect();
                if std::mem::replace(&mut typed[at], wrong) != wrong {
                    let typed: String = typed.into_iter().collect();
                    assert_eq!(typed.parse::<SecretCode>(), Err(CodeError::Mistyped), "{typed}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_code_is_told_apart() {
        for text in ["", "7K4M", "7K4M-Q2XW-9RTW-X", "SBT-26-0412", "7K4M-Q2XW-9RT!"] {
            assert_eq!(text.parse::<SecretCode>(), Err(CodeError::Form), "{text}");
        }
    }

    #[test]
    fn one_token_is_one_case_and_one_code_under_one_key() {
        let (ours, theirs) = (CodeKey::new([1; 32]), CodeKey::new([2; 32]));
        let token = Token::of_import("token");
        assert_eq!(ours.case_id(&token), ours.case_id(&token));
        assert_ne!(ours.case_id(&token), theirs.case_id(&token));
        assert_ne!(ours.code_of_token(b"token"), ours.code_of_token(b"other"));
    }
}
