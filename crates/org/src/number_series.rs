//! What the public numbers of this node begin with: its prefix, and after a restore the mark of a new series.
//!
//! A restored node does not know which numbers were given after its backup was made. It therefore never goes on in the
//! old series: numbers of the years that were already running carry a mark made from the minute of the restore
//! (`NNKB7QX-26-0413`). A count could not do this, because the same backup may be restored twice
//! (`docs/decisions/0004-numbers-after-a-restore.md`).

use hadir_store::{Fault, Store};
use jiff::{SignedDuration, Timestamp};

use crate::node_settings;

/// The name under which a node keeps the mark of its series, and the last year it stands in: `B7QX 2026`.
const NUMBER_MARK: &str = "number_mark";
/// Crockford's digits: none is taken for another when it is read aloud.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many of them make a mark: 2²⁰ minutes go by before one comes again, which is 728 days.
const MARK_CHARS: u32 = hadir_oplog::limits::SERIES_MARK_CHARS as u32;
/// 2020-01-01 at midnight UTC, in minutes since 1970.
const YEAR_2020_MINUTES: i64 = 26_297_280;

/// What numbers begin with, by year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberSeries {
    prefix: String,
    mark: Option<Mark>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    text: String,
    last_year: i16,
}

impl NumberSeries {
    /// The series of a node.
    pub async fn of(store: &Store) -> Result<Self, Fault> {
        let prefix = node_settings::get(store, node_settings::NUMBER_PREFIX).await?.unwrap_or_default();
        let mark = node_settings::get(store, NUMBER_MARK).await?;
        Ok(Self { prefix, mark: mark.as_deref().and_then(Mark::read) })
    }

    /// The same series under another prefix.
    pub fn under(&self, prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), mark: self.mark.clone() }
    }

    /// What the numbers of a year begin with.
    pub fn prefix_in(&self, year: i16) -> String {
        let mark = self.mark.as_ref().filter(|mark| year <= mark.last_year);
        format!("{}{}", self.prefix, mark.map_or("", |mark| mark.text.as_str()))
    }

    /// Whether numbers that begin like this are this node's own, of whichever series.
    pub fn is_own(&self, prefix: &str) -> bool {
        let rest = prefix.strip_prefix(self.prefix.as_str()).unwrap_or("?");
        rest.is_empty() || rest.len() == MARK_CHARS as usize
    }

    /// Begins a new series for every year up to the present one. Takes effect when the node is opened next.
    pub async fn begin_anew(store: &Store, now: Timestamp) -> Result<(), Fault> {
        node_settings::set(store, NUMBER_MARK, &Mark::made_at(now).to_string()).await
    }
}

impl Mark {
    fn made_at(now: Timestamp) -> Self {
        let minutes = (now.as_second().div_euclid(60) - YEAR_2020_MINUTES).rem_euclid(1 << (5 * MARK_CHARS));
        let digit = |at: u32| char::from(DIGITS[(minutes >> (5 * at)) as usize & 31]);
        let text = (0..MARK_CHARS).rev().map(digit).collect();
        // In the east of the country the new year begins up to nine hours before it does in UTC.
        let last_year = (now + SignedDuration::from_hours(24)).to_zoned(jiff::tz::TimeZone::UTC).year();
        Self { text, last_year }
    }

    fn read(setting: &str) -> Option<Self> {
        let (text, last_year) = setting.split_once(' ')?;
        Some(Self { text: text.to_owned(), last_year: last_year.parse().ok()? })
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.text, self.last_year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked_at(now: &str) -> NumberSeries {
        let mark = Mark::made_at(now.parse().unwrap());
        assert_eq!(Mark::read(&mark.to_string()), Some(mark.clone()));
        NumberSeries { prefix: "NNK".into(), mark: Some(mark) }
    }

    #[test]
    fn numbers_bear_no_mark_until_a_restore() {
        let series = NumberSeries { prefix: "NNK".into(), mark: None };
        assert_eq!(series.prefix_in(2026), "NNK");
    }

    #[test]
    fn numbers_of_every_series_are_a_nodes_own_and_no_others() {
        let series = marked_at("2026-11-22T00:30:00Z");
        for (prefix, is_own) in [("NNK", true), ("NNKEKHY", true), ("NN", false), ("NNKX", false), ("SBT", false)] {
            assert_eq!(series.is_own(prefix), is_own, "{prefix}");
        }
    }

    #[test]
    fn years_that_were_running_bear_the_mark_and_later_ones_do_not() {
        let series = marked_at("2026-11-22T00:30:00Z");
        assert_eq!(series.prefix_in(2026), "NNKEKHY");
        assert_eq!(series.prefix_in(2019), series.prefix_in(2026));
        assert_eq!(series.prefix_in(2027), "NNK");
    }

    #[test]
    fn the_year_that_has_begun_in_the_east_bears_the_mark() {
        assert_ne!(marked_at("2026-12-31T16:00:00Z").prefix_in(2027), "NNK");
    }

    #[test]
    fn every_restore_has_a_mark_of_its_own() {
        let start: Timestamp = "2020-01-01T00:00:00Z".parse().unwrap();
        let mark = |minute: i64| Mark::made_at(start + SignedDuration::from_mins(minute)).text;
        assert_eq!(mark(0), "0000");
        let minutes_of_a_year = 366 * 24 * 60;
        let marks: std::collections::HashSet<_> = (0..minutes_of_a_year).map(mark).collect();
        assert_eq!(marks.len() as i64, minutes_of_a_year);
    }
}
