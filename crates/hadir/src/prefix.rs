//! What the public numbers of a node begin with: two to four letters, unique in the regency.

/// A text that cannot begin public numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a prefix has two to four letters, such as NNK")]
pub struct NoPrefix;

/// Takes a prefix in capitals: few letters to say aloud, and short enough that a prefix with the mark of a restore
/// behind it is never another node's.
pub fn read(text: &str) -> Result<String, NoPrefix> {
    let fits = (2..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if fits { Ok(text.to_ascii_uppercase()) } else { Err(NoPrefix) }
}

/// Three letters of a name: the consonants of its last word, or fewer where it has not as many.
pub fn made_of(name: &str) -> String {
    let word = name.split_whitespace().next_back().unwrap_or("HDR").to_ascii_uppercase();
    let letters = || word.chars().filter(char::is_ascii_uppercase);
    let first = letters().next().unwrap_or('H');
    let rest: String = letters().skip(1).filter(|letter| !"AIUEO".contains(*letter)).take(2).collect();
    format!("{first}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_comes_from_the_name() {
        assert_eq!(made_of("Kabupaten Nunukan"), "NNK");
        assert_eq!(made_of("Kabupaten Maluku Tenggara"), "TNG");
        assert_eq!(read(&made_of("Kecamatan Sei Au")), Err(NoPrefix), "a name may be too short for one");
    }

    #[test]
    fn a_prefix_is_two_to_four_letters_in_capitals() {
        assert_eq!(read("sbt").as_deref(), Ok("SBT"));
        for bad in ["", "A", "ABCDE", "A-1", "Ä", "A1"] {
            assert_eq!(read(bad), Err(NoPrefix), "{bad}");
        }
    }
}
