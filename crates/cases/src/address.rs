//! Which case an address means: the public number alone, `SBT-26-0412`, or with a mark, `SBT-26-0412~k3f9`.
//!
//! A number is given once, and by the office alone whose prefix it bears. Only where an office's disk was put back does its
//! node give some numbers again that others had heard of already; both reports are kept then, and each has an address of its own. The mark follows from the identity of
//! the case, so every node knows it without having to agree, and it is four characters because few cases ever share a
//! number: two of them have the same mark once in a million times. Whoever means harm can make such two, so a mark may be
//! as long as it takes to tell them apart; a short one is the beginning of every longer one of its case.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use hadir_oplog::AggregateId;

use crate::code::ALPHABET;
use crate::number::{CaseNumber, NumberError};

/// What stands between number and mark: it needs no encoding in an address, and no number holds it.
const BEFORE_MARK: char = '~';
/// Characters of a mark, unless more are needed.
const MARK_CHARS: usize = 4;
/// Characters of the longest mark: 160 bits, for which nobody finds a second case.
const MARK_CHARS_MAX: usize = 32;

/// A number as it was typed or followed, with a mark where it had one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseAddress {
    /// The public number.
    pub number: CaseNumber,
    mark: Option<String>,
}

impl CaseAddress {
    /// Whether it says more than the number.
    pub const fn has_mark(&self) -> bool {
        self.mark.is_some()
    }

    /// Whether it can mean the case of this identity, given that the number is the case's.
    pub fn can_mean(&self, id: AggregateId) -> bool {
        self.mark.as_ref().is_none_or(|mark| whole_mark(id).starts_with(mark))
    }
}

impl fmt::Display for CaseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        self.mark.iter().try_for_each(|mark| write!(f, "{BEFORE_MARK}{mark}"))
    }
}

impl FromStr for CaseAddress {
    type Err = NumberError;

    /// Reads it without regard to case; in the mark I and L count as 1, O as 0.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let Some((number, mark)) = text.split_once(BEFORE_MARK) else {
            return Ok(Self { number: text.parse()?, mark: None });
        };
        let mark: String = mark.trim().chars().map(alike).collect();
        let is_long_enough = (MARK_CHARS..=MARK_CHARS_MAX).contains(&mark.len());
        let is_mark = is_long_enough && mark.bytes().all(|char| lower_alphabet().any(|known| known == char));
        if is_mark { Ok(Self { number: number.parse()?, mark: Some(mark) }) } else { Err(NumberError) }
    }
}

/// What rows of a list are called where their number alone would not do, by the identity of their case.
pub(crate) type Addresses = BTreeMap<Vec<u8>, String>;

/// What a row of a list is called: its number, unless there is an exact address for it.
pub(crate) fn of_row<'a>(number: &'a str, id: &[u8], addresses: &'a Addresses) -> &'a str {
    addresses.get(id).map_or(number, String::as_str)
}

/// The address that means one case and no other, whichever number it shares; unless another was made to have its mark.
pub fn exact(number: &str, id: AggregateId) -> String {
    with_mark(number, id, MARK_CHARS)
}

/// The address that means one case and none of some others of its number.
pub fn exact_among(number: &str, id: AggregateId, others: &[AggregateId]) -> String {
    let own = whole_mark(id);
    let alike = |other: &AggregateId| own.bytes().zip(whole_mark(*other).bytes()).take_while(|(a, b)| a == b).count();
    let shared = others.iter().filter(|other| **other != id).map(alike).max().unwrap_or_default();
    with_mark(number, id, (shared + 1).max(MARK_CHARS))
}

/// The address that means one case, however many were made to have its mark.
pub(crate) fn exact_among_all(number: &str, id: AggregateId) -> String {
    with_mark(number, id, MARK_CHARS_MAX)
}

/// The public number of an address as the log has it: all that is said of a case to whom it is not open.
pub(crate) fn number_of(address: &str) -> &str {
    address.split_once(BEFORE_MARK).map_or(address, |(number, _)| number)
}

fn with_mark(number: &str, id: AggregateId, chars: usize) -> String {
    let mark: String = whole_mark(id).chars().take(chars).collect();
    format!("{number}{BEFORE_MARK}{mark}")
}

fn whole_mark(id: AggregateId) -> String {
    let hash = blake3::hash(id.as_bytes());
    let alphabet: Vec<u8> = lower_alphabet().collect();
    hash.as_bytes().iter().take(MARK_CHARS_MAX).map(|byte| char::from(alphabet[usize::from(byte & 31)])).collect()
}

fn lower_alphabet() -> impl Iterator<Item = u8> {
    ALPHABET.iter().map(u8::to_ascii_lowercase)
}

fn alike(char: char) -> char {
    match char.to_ascii_lowercase() {
        'i' | 'l' => '1',
        'o' => '0',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: AggregateId = AggregateId::from_bytes([7; 16]);

    #[test]
    fn a_number_alone_means_every_case_that_bears_it() {
        let address: CaseAddress = " sbt-26-412 ".parse().unwrap();
        assert_eq!(address.number, CaseNumber::new("SBT", 2026, 412));
        assert!(address.can_mean(ID) && address.can_mean(AggregateId::from_bytes([8; 16])));
    }

    #[test]
    fn an_exact_address_means_its_case_alone_however_it_is_written() {
        let exact = exact("SBT-26-0412", ID);
        let spoken = exact.replace('0', "o").replace('1', "l").to_uppercase();
        for written in [exact.clone(), exact.to_uppercase(), format!(" {exact} "), spoken.replacen("O4L2", "0412", 1)] {
            let address: CaseAddress = written.parse().unwrap_or_else(|_| panic!("{written}"));
            assert!(address.can_mean(ID) && address.to_string() == exact, "{written}");
            assert!(!address.can_mean(AggregateId::from_bytes([8; 16])), "{written}");
        }
    }

    #[test]
    fn marks_of_many_cases_differ() {
        let marks: std::collections::BTreeSet<_> =
            (0..100_u8).map(|byte| exact("", AggregateId::from_bytes([byte; 16]))).collect();
        assert_eq!(marks.len(), 100);
    }

    /// Two identities whose marks of usual length are the same.
    fn alike() -> [AggregateId; 2] {
        let mut known = std::collections::BTreeMap::new();
        (0..u128::MAX)
            .map(|number| AggregateId::from_bytes(number.to_be_bytes()))
            .find_map(|id| known.insert(exact("", id), id).map(|other| [other, id]))
            .unwrap()
    }

    #[test]
    fn a_longer_mark_tells_apart_what_the_usual_one_does_not() {
        let [one, other] = alike();
        let short: CaseAddress = exact("SBT-26-0412", one).parse().unwrap();
        assert!(short.can_mean(one) && short.can_mean(other));
        let long = exact_among("SBT-26-0412", one, &[ID, one, other]);
        assert!(long.len() > exact("SBT-26-0412", one).len() && long.starts_with(&exact("SBT-26-0412", one)));
        for address in [long, exact_among_all("SBT-26-0412", one)] {
            let address: CaseAddress = address.parse().unwrap();
            assert!(address.can_mean(one) && !address.can_mean(other), "{address}");
        }
        assert_eq!(exact_among("SBT-26-0412", one, &[ID, one]), exact("SBT-26-0412", one));
    }

    #[test]
    fn other_marks_are_refused() {
        for text in [
            "SBT-26-0412~",
            "SBT-26-0412~k3f",
            "SBT-26-0412~0123456789abcdefghjkmnpqrstvwxyz0",
            "SBT-26-0412~k3fu",
            "~k3f9",
            "SBT-26-0412~k3f9~k3f9",
        ] {
            assert_eq!(text.parse::<CaseAddress>(), Err(NumberError), "{text}");
        }
    }
}
