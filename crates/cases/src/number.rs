//! The public number of a case: `SBT-26-0412`. Safe to print and say aloud; it gives no rights.

use std::fmt;
use std::str::FromStr;

/// Prefix of the node, year, count within the year. Numbers of one prefix grow; they are padded to four digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CaseNumber {
    prefix: String,
    year: i16,
    count: u64,
}

/// A text that is no case number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a case number looks like SBT-26-0412")]
pub struct NumberError;

impl CaseNumber {
    /// The `count`th number of a node's prefix in a year.
    pub fn new(prefix: &str, year: i16, count: u64) -> Self {
        Self { prefix: prefix.to_ascii_uppercase(), year, count }
    }

    /// What it begins with: the prefix of the node that gave it, with the mark of a new series where it has one.
    pub fn series(&self) -> &str {
        &self.prefix
    }

    /// Which of its node's numbers of the year it is, from 1.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{:04}", self.prefix, self.year.rem_euclid(100), self.count)
    }
}

impl FromStr for CaseNumber {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let mut parts = text.trim().split('-');
        let (Some(prefix), Some(year), Some(count), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NumberError);
        };
        // A node's own prefix has up to eight characters; after a restore a mark of four follows it.
        let prefix_fits = (1..=12).contains(&prefix.len()) && prefix.bytes().all(|b| b.is_ascii_alphanumeric());
        let digits = |text: &str, len: std::ops::RangeInclusive<usize>| {
            (len.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then_some(())
        };
        let fits = prefix_fits && digits(year, 2..=2).is_some() && digits(count, 1..=12).is_some();
        if !fits {
            return Err(NumberError);
        }
        let year: i16 = year.parse().map_err(|_| NumberError)?;
        Ok(Self::new(prefix, 2000 + year, count.parse().map_err(|_| NumberError)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_back_as_it_was_printed() {
        let number = CaseNumber::new("sbt", 2026, 412);
        assert_eq!(number.to_string(), "SBT-26-0412");
        assert_eq!("sbt-26-412".parse(), Ok(number));
        assert_eq!("NNKEKHY-26-0413".parse(), Ok(CaseNumber::new("NNKEKHY", 2026, 413)));
        assert_eq!(CaseNumber::new("SBT", 2026, 123_456).to_string(), "SBT-26-123456");
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "SBT", "SBT-26", "SBT-2026-1", "SBT-26-1-2", "S T-26-0001", "SBT-26-x"] {
            assert_eq!(text.parse::<CaseNumber>(), Err(NumberError), "{text}");
        }
    }
}
