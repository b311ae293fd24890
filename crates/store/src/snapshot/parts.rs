//! The parts of a snapshot: the tables that are copied row by row, and the log.

use crate::append::AGGREGATES;
use crate::table::{Column, Form, Table, column};
use crate::value::Type;

/// One kind of thing a snapshot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The last count of every year's public numbers.
    Series,
    /// Settings of this node alone.
    Settings,
    /// Regions and their names.
    Regions,
    /// Messages that have not gone out.
    Outbox,
    /// What officers have begun to write.
    Drafts,
    /// Lists of the desk that people keep under a name.
    Views,
    /// Keys under which programs sent something.
    ApiKeys,
    /// Which family every aggregate belongs to, and its version.
    Aggregates,
    /// Which bodies were erased.
    Erased,
    /// Every chain with its commits and their operations.
    Log,
}

impl Part {
    /// Every part, in the order in which a snapshot is written and read.
    pub const ALL: [Self; 10] = [
        Self::Series,
        Self::Settings,
        Self::Regions,
        Self::Outbox,
        Self::Drafts,
        Self::Views,
        Self::ApiKeys,
        Self::Aggregates,
        Self::Erased,
        Self::Log,
    ];

    /// Whether a snapshot of an earlier program may be without it.
    pub fn is_newer(self) -> bool {
        matches!(self, Self::Drafts | Self::Views | Self::ApiKeys)
    }

    /// The part's name, as containers write it.
    pub fn name(self) -> &'static str {
        self.table().map_or("log", |table| table.name)
    }

    /// The part of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// The table the part is copied from, unless it is the log.
    pub(super) fn table(self) -> Option<&'static Table> {
        match self {
            Self::Series => Some(&SERIES),
            Self::Settings => Some(&SETTINGS),
            Self::Regions => Some(&REGIONS),
            Self::Outbox => Some(&OUTBOX),
            Self::Drafts => Some(&DRAFTS),
            Self::Views => Some(&VIEWS),
            Self::ApiKeys => Some(&API_KEYS),
            Self::Aggregates => Some(&AGGREGATES),
            Self::Erased => Some(&ERASED),
            Self::Log => None,
        }
    }

    /// Which rows of the table are copied; all of them if nothing is said.
    pub(super) fn filter(self) -> Option<&'static str> {
        match self {
            // Sent messages are kept only so that they are not queued again, and a restore records nothing again.
            Self::Outbox => Some("state <> 'sent'"),
            // A restored database is in another life than this one, and counts its arrivals anew.
            Self::Settings => Some("name not in ('sync_epoch', 'arrivals')"),
            _ => None,
        }
    }
}

static SERIES: Table = kept("series", 1, &[column("year", Type::Int), column("last", Type::Int)]);

static SETTINGS: Table = kept("settings", 1, &[column("name", Type::Text), column("value", Type::Text)]);

static REGIONS: Table =
    kept("regions", 1, &[column("code", Type::Text), column("parent", Type::Text), column("name", Type::Text)]);

static OUTBOX: Table = kept(
    "outbox",
    1,
    &[
        column("id", Type::Bytes),
        column("channel", Type::Text),
        column("recipient", Type::Text),
        column("content", Type::Text),
        column("due_at", Type::Int),
        column("lease_until", Type::Int),
        column("attempts", Type::Int),
        column("state", Type::Text),
    ],
);

static DRAFTS: Table = kept(
    "drafts",
    2,
    &[
        column("case_id", Type::Bytes),
        column("staff", Type::Bytes),
        column("text", Type::Text),
        column("saved_at", Type::Int),
    ],
);

static API_KEYS: Table = kept(
    "api_keys",
    2,
    &[
        column("program", Type::Bytes),
        column("key", Type::Bytes),
        column("print", Type::Bytes),
        column("aggregate", Type::Bytes),
        column("seen", Type::Int),
        column("at", Type::Int),
    ],
);

static VIEWS: Table = kept(
    "desk_views",
    1,
    &[
        column("id", Type::Bytes),
        column("staff", Type::Bytes),
        column("unit", Type::Text),
        column("name", Type::Text),
        column("query", Type::Text),
    ],
);

static ERASED: Table = kept("erased", 2, &[column("operation", Type::Bytes), column("slot", Type::Int)]);

/// A table that migrations made, described so that its rows can be read and added.
const fn kept(name: &'static str, key: usize, columns: &'static [Column]) -> Table {
    Table { name, version: 1, columns, key, indexes: &[], form: Form::Append }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn every_part_is_found_by_its_name() {
        for part in Part::ALL {
            assert_eq!(Part::named(part.name()), Some(part));
        }
        assert_eq!(Part::named("sessions"), None);
    }
}
