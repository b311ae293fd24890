//! Which other cases a case is tied to: where it goes on, and what goes on in it.

use hadir_oplog::{AggregateId, OpId, Scope};

use super::undo::UNDOINGS_MAX;
use super::{Case, Moment};
use crate::events::{Bond, CaseEvent};

/// A case that was merged into this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joint {
    /// Its identity.
    pub id: AggregateId,
    /// Its exact address, as the log has it.
    pub address: String,
    /// Since when, in milliseconds since 1970, UTC.
    pub since: i64,
    /// The voices it brought.
    voices: u32,
}

/// A time during which a case went on in another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The other case.
    pub other: AggregateId,
    /// From when, in milliseconds since 1970, UTC.
    pub from: i64,
    /// Until when, as long as it does not last.
    pub until: Option<i64>,
}

impl Stay {
    /// Whether an instant, in milliseconds since 1970, UTC, lies within it.
    pub fn holds(&self, at: i64) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

impl Case {
    /// The voices behind it: its own reporter's, and those that merged cases brought along. What parted from one of those
    /// later is still counted here, because that happened to another case.
    pub fn voices(&self) -> u64 {
        1 + self.joined.iter().map(|joint| u64::from(joint.voices)).sum::<u64>()
    }

    /// The times during which it went on in other cases, oldest first.
    pub fn stays(&self) -> Vec<Stay> {
        let mut stays: Vec<Stay> = Vec::new();
        for moment in self.thread.iter().filter(|moment| !moment.is_undone) {
            let next = match &moment.event {
                CaseEvent::Bond(bond @ Bond::Merged(..)) => {
                    Some(Stay { other: bond.other(), from: bond.at(), until: None })
                }
                CaseEvent::Reopened(..) | CaseEvent::Ended(..) => None,
                _ => continue,
            };
            if let Some(last) = stays.last_mut() {
                last.until.get_or_insert(moment.at);
            }
            stays.extend(next);
        }
        stays
    }

    /// What says here that this case and another one were tied at an instant, in milliseconds since 1970, UTC, as long as
    /// that was not taken back.
    pub fn tie_with(&self, other: AggregateId, at: i64) -> Option<&Moment> {
        self.thread.iter().rfind(|moment| {
            let is_tie = |bond: &Bond| !matches!(bond, Bond::Parted(_)) && bond.other() == other && bond.at() == at;
            !moment.is_undone && matches!(&moment.event, CaseEvent::Bond(bond) if is_tie(bond))
        })
    }

    /// The units that its operations entitled to it, up to a number.
    pub(crate) fn entitled(&self, most: usize) -> Vec<String> {
        self.scopes.iter().take(most).map(Scope::to_string).collect()
    }

    /// Takes in a tie. Where two offices merged two cases into each other, the later of the two acts holds on both: what
    /// the earlier one said is set aside, and stays to be seen.
    pub(super) fn tie(&mut self, bond: Bond) -> i64 {
        let at = bond.at();
        match bond {
            Bond::Merged(facts, _) => {
                let into = AggregateId::from_bytes(facts.into);
                if self.joined.iter().any(|joint| joint.id == into) {
                    self.set_aside(|bond| matches!(bond, Bond::Joined(_)) && bond.other() == into);
                }
                self.end_as_merged(into, facts.address, at);
            }
            Bond::Joined(facts) => {
                let id = AggregateId::from_bytes(facts.from);
                if self.goes_on_in == Some(id) {
                    self.set_aside(|bond| matches!(bond, Bond::Merged(..)) && bond.other() == id);
                }
                self.joined.retain(|joint| joint.id != id);
                self.joined.push(Joint { id, address: facts.address, since: at, voices: facts.voices });
            }
            Bond::Parted(facts) => self.joined.retain(|joint| joint.id != AggregateId::from_bytes(facts.from)),
        }
        at
    }

    fn set_aside(&mut self, is_it: impl Fn(&Bond) -> bool) {
        // Each folds the case once more, as undoing does; no two offices contradict each other so often.
        if self.set_aside.len() >= UNDOINGS_MAX {
            return;
        }
        let is_it = |event: &CaseEvent| matches!(event, CaseEvent::Bond(bond) if is_it(bond));
        let found = self.thread.iter_mut().rfind(|moment| !moment.is_undone && is_it(&moment.event));
        let Some(moment) = found else { return };
        moment.is_undone = true;
        let id: OpId = moment.id;
        self.set_aside.push(id);
        self.fold_again();
    }
}
