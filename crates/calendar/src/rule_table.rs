//! The dated table of limits: which rule applied to what was received on a given day.
//!
//! Numbers of legal weight are configuration, never constants in code. When a regulation changes,
//! a new row with a later `valid_from` takes over and the old row stays for what came in before.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::rule::{Rule, RuleId};

/// The rows of a rule table, as files hold and operations carry them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RuleTableData {
    /// Names this edition of the table.
    pub version: Arc<str>,
    /// The rows, in any order.
    pub rules: Vec<Rule>,
}

/// A checked rule table.
#[derive(Clone, Debug)]
pub struct RuleTable {
    data: RuleTableData,
}

/// Why rows do not make a rule table; `row` counts from 0 in the order given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleTableError {
    /// Two rows of one rule begin on the same day, so neither wins.
    #[error("rule {id} has two rows that begin on {valid_from}")]
    TwoRowsOnOneDay {
        /// The later row.
        row: usize,
        /// The rule.
        id: RuleId,
        /// The day both begin.
        valid_from: Date,
    },
    /// A row ends before it begins.
    #[error("a row of rule {id} ends before it begins")]
    EndsBeforeItBegins {
        /// The row.
        row: usize,
        /// The rule.
        id: RuleId,
    },
}

impl RuleTableError {
    /// The row at fault, counted from 0.
    #[must_use]
    pub const fn row(&self) -> usize {
        match self {
            RuleTableError::TwoRowsOnOneDay { row, .. } | RuleTableError::EndsBeforeItBegins { row, .. } => *row,
        }
    }
}

impl RuleTable {
    /// Checks the rows and sorts them by rule and date.
    ///
    /// # Errors
    /// When two rows of one rule begin on the same day or a row ends before it begins.
    pub fn new(mut data: RuleTableData) -> Result<Self, RuleTableError> {
        check(&data.rules)?;
        data.rules.sort_by(|a, b| (&a.id, a.valid_from).cmp(&(&b.id, b.valid_from)));
        Ok(RuleTable { data })
    }

    /// The rows, sorted by rule and date.
    #[must_use]
    pub fn data(&self) -> &RuleTableData {
        &self.data
    }

    /// The name of this edition of the table.
    #[must_use]
    pub fn version(&self) -> &Arc<str> {
        &self.data.version
    }

    /// All rows, sorted by rule and date.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.data.rules
    }

    /// The row of a rule for what was received on a local date; the latest that has begun wins.
    ///
    /// `None` when the rule is unknown, had not begun yet or has ended.
    #[must_use]
    pub fn find(&self, id: &str, received_on: Date) -> Option<&Rule> {
        let rows = self.rows_of(id);
        let begun = rows.partition_point(|rule| rule.valid_from <= received_on);
        rows[..begun].last().filter(|rule| rule.applies_on(received_on))
    }

    /// Whether any row bears the identifier.
    #[must_use]
    pub fn knows(&self, id: &str) -> bool {
        !self.rows_of(id).is_empty()
    }

    fn rows_of(&self, id: &str) -> &[Rule] {
        let rules = &self.data.rules;
        let first = rules.partition_point(|rule| rule.id.as_str() < id);
        let count = rules[first..].partition_point(|rule| rule.id.as_str() == id);
        &rules[first..first + count]
    }
}

fn check(rules: &[Rule]) -> Result<(), RuleTableError> {
    for (row, rule) in rules.iter().enumerate() {
        if rule.valid_until.is_some_and(|last| last < rule.valid_from) {
            return Err(RuleTableError::EndsBeforeItBegins { row, id: rule.id.clone() });
        }
        let is_same_day = |earlier: &Rule| earlier.id == rule.id && earlier.valid_from == rule.valid_from;
        if rules[..row].iter().any(is_same_day) {
            let (id, valid_from) = (rule.id.clone(), rule.valid_from);
            return Err(RuleTableError::TwoRowsOnOneDay { row, id, valid_from });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{holiday::Certainty, rule::TimeUnit};

    fn row(amount: u16, valid_from: Date, valid_until: Option<Date>) -> Rule {
        Rule {
            id: "info_request".into(),
            version: "1".into(),
            amount,
            unit: TimeUnit::WorkingDays,
            name: "Permintaan informasi".into(),
            source: "test".into(),
            certainty: Certainty::Derived,
            valid_from,
            valid_until,
        }
    }

    fn table(rules: Vec<Rule>) -> Result<RuleTable, RuleTableError> {
        RuleTable::new(RuleTableData { version: "test".into(), rules })
    }

    #[test]
    fn the_date_of_receipt_picks_the_row() {
        let rows = vec![row(4, date(2026, 1, 1), Some(date(2026, 6, 30))), row(5, date(2019, 1, 1), None)];
        let table = table(rows).unwrap();
        let amount = |received_on| table.find("info_request", received_on).map(|rule| rule.amount);
        assert_eq!(amount(date(2018, 12, 31)), None);
        assert_eq!(amount(date(2025, 12, 31)), Some(5));
        assert_eq!(amount(date(2026, 1, 1)), Some(4));
        assert_eq!(amount(date(2026, 6, 30)), Some(4));
        assert_eq!(amount(date(2026, 7, 1)), None, "the row that took over has ended");
        assert!(table.find("info", date(2026, 1, 1)).is_none());
        assert!(table.knows("info_request") && !table.knows("info"));
    }

    #[test]
    fn contradictions_are_refused_with_their_row() {
        let twice = table(vec![row(5, date(2019, 1, 1), None), row(6, date(2019, 1, 1), None)]);
        assert_eq!(twice.unwrap_err().row(), 1);
        let reversed = table(vec![row(5, date(2019, 1, 1), Some(date(2018, 1, 1)))]);
        assert_eq!(reversed.unwrap_err().row(), 0);
    }
}
