//! Which case an address means: the public number alone, `SBT-26-0412`, or with a mark, `SBT-26-0412~k3f9`.
//!
//! A number is given once. Only where an office's disk was put back does its node give some numbers again that others had
//! heard of already; both reports are kept then, and each has an address of its own. The mark follows from the identity of
//! the case, so every node knows it without having to agree, and it is four characters because few cases ever share a
//! number: two of them have the same mark once in a million times.

use std::fmt;
use std::str::FromStr;

use hadir_oplog::AggregateId;

use crate::code::ALPHABET;
use crate::number::{CaseNumber, NumberError};

/// What stands between number and mark: it needs no encoding in an address, and no number holds it.
const BEFORE_MARK: char = '~';
/// Characters of a mark.
const MARK_CHARS: usize = 4;

/// A number as it was typed or followed, with a mark where it had one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseAddress {
    /// The public number.
    pub number: CaseNumber,
    mark: Option<String>,
}

impl CaseAddress {
    /// Whether it can mean the case of this identity, given that the number is the case's.
    pub fn can_mean(&self, id: AggregateId) -> bool {
        self.mark.as_ref().is_none_or(|mark| *mark == mark_of(id))
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
        let is_mark = mark.len() == MARK_CHARS && mark.bytes().all(|char| lower_alphabet().any(|known| known == char));
        if is_mark { Ok(Self { number: number.parse()?, mark: Some(mark) }) } else { Err(NumberError) }
    }
}

/// The address that means one case and no other, whichever number it shares.
pub fn exact(number: &str, id: AggregateId) -> String {
    format!("{number}{BEFORE_MARK}{}", mark_of(id))
}

/// What a row of a list is called: its number, or where the reader sees the number on several cases, its exact address.
pub(crate) fn of_row(number: &str, id: &[u8], is_shared: bool) -> String {
    match <[u8; 16]>::try_from(id) {
        Ok(id) if is_shared => exact(number, AggregateId::from_bytes(id)),
        _ => number.to_owned(),
    }
}

fn mark_of(id: AggregateId) -> String {
    let hash = blake3::hash(id.as_bytes());
    let alphabet: Vec<u8> = lower_alphabet().collect();
    hash.as_bytes().iter().take(MARK_CHARS).map(|byte| char::from(alphabet[usize::from(byte & 31)])).collect()
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
            (0..100_u8).map(|byte| mark_of(AggregateId::from_bytes([byte; 16]))).collect();
        assert_eq!(marks.len(), 100);
    }

    #[test]
    fn other_marks_are_refused() {
        for text in [
            "SBT-26-0412~",
            "SBT-26-0412~k3f",
            "SBT-26-0412~k3f9a",
            "SBT-26-0412~k3fu",
            "~k3f9",
            "SBT-26-0412~k3f9~k3f9",
        ] {
            assert_eq!(text.parse::<CaseAddress>(), Err(NumberError), "{text}");
        }
    }
}
