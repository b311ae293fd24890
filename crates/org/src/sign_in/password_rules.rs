//! What makes a password good enough: long, not a name, not one of those everybody tries first.
//!
//! Length is what counts (NIST SP 800-63B, 2025); no rule asks for digits or signs, which people answer with `1!`.
//! Four ordinary words make a good one.

use crate::code::Username;

/// Fewest characters.
pub const LENGTH_MIN: usize = 12;
/// Most characters; longer ones would let anyone keep the hashing busy.
pub const LENGTH_MAX: usize = 256;
/// Fewest different characters.
const DIFFERENT_MIN: usize = 5;

/// Passwords that are tried first, each without spaces and signs and in lower case.
const BAD: &str = include_str!("../../data/bad_passwords.txt");

/// Why a password is not good enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRefusal {
    /// It has too few characters.
    Short,
    /// It has too many.
    Long,
    /// It holds the name one signs in with, or is little more than it.
    HoldsUsername,
    /// It is one of those everybody tries first, or one sign over and over.
    Common,
    /// The repetition is not the same.
    NotRepeated,
}

/// Checks a new password, typed twice.
pub fn check(password: &str, repeated: &str, username: &Username) -> Result<(), PasswordRefusal> {
    let length = password.chars().count();
    if length < LENGTH_MIN {
        return Err(PasswordRefusal::Short);
    }
    if length > LENGTH_MAX {
        return Err(PasswordRefusal::Long);
    }
    let plain = plain(password);
    if plain.contains(&self::plain(username.as_str())) {
        return Err(PasswordRefusal::HoldsUsername);
    }
    if is_common(&plain) {
        return Err(PasswordRefusal::Common);
    }
    if password == repeated { Ok(()) } else { Err(PasswordRefusal::NotRepeated) }
}

fn is_common(plain: &str) -> bool {
    let mut different: Vec<_> = plain.chars().collect();
    different.sort_unstable();
    different.dedup();
    different.len() < DIFFERENT_MIN || BAD.lines().any(|bad| bad == plain)
}

/// Lower case, without spaces and signs: `Pass word-2026!` and `password2026` are one idea.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(password: &str) -> Result<(), PasswordRefusal> {
        check(password, password, &"dewi.diskominfo".parse().unwrap())
    }

    #[test]
    fn length_is_what_counts() {
        assert_eq!(says("perahu biru laut tenang"), Ok(()));
        assert_eq!(says("ñandú-ekor-7"), Ok(()));
        assert_eq!(says("elevenchars"), Err(PasswordRefusal::Short));
        assert_eq!(says(&"perahu".repeat(50)), Err(PasswordRefusal::Long));
    }

    #[test]
    fn names_and_first_guesses_are_refused() {
        assert_eq!(says("Dewi Diskominfo 26"), Err(PasswordRefusal::HoldsUsername));
        assert_eq!(says("Password 1234!!"), Err(PasswordRefusal::Common));
        assert_eq!(says("aaaaaaaaaaaaaaaa"), Err(PasswordRefusal::Common));
        assert_eq!(says("121212121212"), Err(PasswordRefusal::Common));
    }

    #[test]
    fn it_has_to_be_typed_twice_alike() {
        let username = "dewi".parse().unwrap();
        let answer = check("perahu biru laut", "perahu biru darat", &username);
        assert_eq!(answer, Err(PasswordRefusal::NotRepeated));
    }

    #[test]
    fn the_list_holds_only_what_could_be_typed() {
        for bad in BAD.lines() {
            assert_eq!(plain(bad), bad);
            assert!(bad.chars().count() >= LENGTH_MIN - 4, "{bad} could never be chosen anyway");
        }
    }
}
