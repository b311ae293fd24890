//! The history of a member of staff, folded.

use hadir_oplog::{ActorId, AggregateId, Kind};
use hadir_store::{Aggregate, Entry, Needs, Rows, Table};
use jiff::Timestamp;

use crate::absence::Absences;
use crate::access::Grant;
use crate::code::UnitCode;
use crate::events::settings::date;
use crate::events::staff::{GrantFacts, PasswordWords, SignedOut, StaffAway, StaffBack, StaffPlaced, StaffWords};
use crate::events::{facts, kind, words};
use crate::staff::{Officer, PasswordHash};

/// A member of staff, as far as their words have not been erased.
#[derive(Clone, Debug)]
pub struct StaffRecord {
    id: ActorId,
    person: Option<StaffWords>,
    placed: Option<(UnitCode, Vec<Grant>)>,
    password: Option<PasswordHash>,
    is_suspended: bool,
    sessions_since: Option<Timestamp>,
    absences: Absences,
}

impl StaffRecord {
    /// The person; none before they joined and after their words were erased.
    pub fn officer(&self) -> Option<Officer> {
        let person = self.person.as_ref()?;
        let (unit, grants) = self.placed.clone()?;
        Some(Officer {
            id: self.id,
            username: person.username.clone(),
            name: person.name.clone(),
            unit,
            grants,
            password: self.password.clone(),
            is_suspended: self.is_suspended,
            sessions_since: self.sessions_since,
            absences: self.absences.clone(),
        })
    }

    /// The record that stands for an officer.
    #[cfg(test)]
    pub(crate) fn of(officer: &Officer) -> Self {
        let Officer { id, username, name, unit, grants, password, is_suspended, sessions_since, absences } =
            officer.clone();
        let person = Some(StaffWords { username, name });
        Self { id, person, placed: Some((unit, grants)), password, is_suspended, sessions_since, absences }
    }

    /// The person's name; none before they joined and after their words were erased.
    pub fn name(&self) -> Option<&str> {
        Some(&self.person.as_ref()?.name)
    }

    fn place(&mut self, entry: &Entry) {
        if let Some(StaffPlaced { unit, grants }) = facts(entry) {
            self.placed = Some((unit, grants.iter().filter_map(GrantFacts::grant).collect()));
        }
    }

    fn rename(&mut self, entry: &Entry) {
        if let Some(person) = words(entry) {
            self.person = Some(person);
        }
    }

    fn go_away(&mut self, entry: &Entry) {
        if let Some(absence) = facts::<StaffAway>(entry).and_then(|away| away.absence()) {
            self.absences.add(absence);
        }
    }

    fn come_back(&mut self, entry: &Entry) {
        let days = facts::<StaffBack>(entry).and_then(|back| Some((date(&back.first)?, date(&back.on)?)));
        if let Some((first, on)) = days {
            self.absences.end(first, on);
        }
    }

    /// Sign-ins end at the latest of all instants said, in whatever order two offices said them.
    fn end_sessions(&mut self, entry: &Entry) {
        let said = facts::<SignedOut>(entry).and_then(|out| Timestamp::from_millisecond(out.at_ms).ok());
        self.sessions_since = self.sessions_since.max(said);
    }
}

impl Aggregate for StaffRecord {
    const FAMILY: &'static str = "staff";
    const TABLES: &'static [&'static Table] = &[];

    fn new(id: AggregateId) -> Self {
        let id = ActorId::from_bytes(*id.as_bytes());
        Self {
            id,
            person: None,
            placed: None,
            password: None,
            is_suspended: false,
            sessions_since: None,
            absences: Absences::default(),
        }
    }

    fn understands(kind: Kind) -> bool {
        (kind::STAFF_ADDED..=kind::STAFF_BACK).contains(&kind)
    }

    fn begins_with(kind: Kind) -> bool {
        kind == kind::STAFF_ADDED
    }

    /// The offices someone works in now, not those of earlier, let them sign in anew.
    fn says_units_anew(kind: Kind) -> bool {
        [kind::STAFF_ADDED, kind::STAFF_PLACED].contains(&kind)
    }

    /// Where someone works and with which roles is the regency's matter; how they sign in, and when they do not
    /// come to work, is that of every office they work in, with or without a link to the root.
    fn needs(kind: Kind) -> Needs {
        match kind {
            kind::PASSWORD_SET
            | kind::SIGNED_OUT_EVERYWHERE
            | kind::LINK_MADE
            | kind::STAFF_AWAY
            | kind::STAFF_BACK => Needs::Write,
            _ => Needs::Administer,
        }
    }

    fn apply(&mut self, entry: &Entry) {
        match entry.kind() {
            kind::STAFF_ADDED => {
                self.place(entry);
                self.rename(entry);
            }
            kind::STAFF_NAMED => self.rename(entry),
            kind::STAFF_PLACED => self.place(entry),
            kind::PASSWORD_SET => {
                self.password = words::<PasswordWords>(entry).map(|words| PasswordHash::from_phc(words.hash));
                self.end_sessions(entry);
            }
            kind::STAFF_SUSPENDED => {
                self.is_suspended = true;
                self.end_sessions(entry);
            }
            kind::STAFF_RESTORED => self.is_suspended = false,
            kind::SIGNED_OUT_EVERYWHERE => self.end_sessions(entry),
            kind::STAFF_AWAY => self.go_away(entry),
            kind::STAFF_BACK => self.come_back(entry),
            _ => {}
        }
    }

    fn rows(&self, _: &mut Rows) {}
}
