//! A case: what its operations add up to. Folding is pure, total, and defined without the words that can be erased.

mod bonds;
mod checked;
mod erasure;
mod fold;
mod handover;
mod heard;
mod information;
mod mentions;
mod praise;
mod privacy;
mod proposals;
mod public_photos;
mod replies;
mod undo;

use std::collections::{BTreeMap, BTreeSet};

use hadir_calendar::Pause;
use hadir_oplog::{ActorId, AggregateId, Kind, OpId, Scope};
use hadir_store::{Aggregate, Entry, NamedFile, Rows, Table, is_beyond};
use jiff::Timestamp;

use crate::events::{CaseEvent, Limits, Photo, Received, ReceivedWords};
use crate::grounds::RefusalGround;
use crate::kinds::{Ending, Procedure, ReportKind, Sensitivity, Status, Visibility};
use crate::lineage::{Conflict, Lineage};
use crate::{attachments, events, photos, project};

pub use bonds::{Joint, Stay};
use erasure::Erasures;
pub use erasure::{Gone, Wish};
pub use handover::Offer;
pub use heard::Heard;
pub use information::{Objection, Ruling};
use privacy::Hidden;
use proposals::Pending;
use public_photos::PublicPhotos;
use replies::Reply;
#[cfg(test)]
pub(crate) use undo::UNDOINGS_MAX;
use undo::{trace, undoing};

/// One thing that happened, as the thread shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// The operation.
    pub id: OpId,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// The member of staff who acted, if it was one.
    pub actor: Option<ActorId>,
    /// What happened.
    pub event: CaseEvent,
    /// Whether it was taken back since; it stays to be seen and changes nothing.
    pub is_undone: bool,
}

/// The first answer, as counting needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstAnswer {
    /// When it was given.
    pub at: i64,
    /// Working minutes from receipt, pauses left out.
    pub working_minutes: u64,
    /// Whether it came before the limit had passed.
    pub was_in_time: bool,
}

/// A report and everything that happened to it.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its identity.
    pub id: AggregateId,
    /// The facts of its receipt; nothing as long as that has not arrived here.
    pub received: Option<Received>,
    /// The words of its receipt, unless they were erased.
    pub words: Option<ReceivedWords>,
    /// How it stands.
    pub status: Status,
    /// How it ended, if it ended without an answer to the matter.
    pub ending: Option<Ending>,
    /// The number, or the exact address, of the case that goes on instead of this one.
    pub merged_into: Option<String>,
    /// The identity of that case; nothing where only a number is known, as of what was merged in another system.
    pub goes_on_in: Option<AggregateId>,
    /// The cases that go on in this one, in the order they came.
    pub joined: Vec<Joint>,
    /// The category, as it was set last.
    pub category: Option<String>,
    /// Why it is kept in a closed circle, if it is.
    pub sensitivity: Option<Sensitivity>,
    /// The unit that handles it.
    pub unit: String,
    /// The member of staff who handles it.
    pub staff: Option<ActorId>,
    /// What the law makes of it, if an officer set that right.
    regarded: Option<Procedure>,
    /// Whether a later version set that to what only it knows.
    is_regarded_beyond: bool,
    /// When the time that the law on public information gives once more was taken, in milliseconds since 1970, UTC.
    pub extended_at: Option<i64>,
    /// The ground on which a request for public information was refused.
    pub refused_on: Option<RefusalGround>,
    /// The service it asks for, by its identity.
    pub service: Option<String>,
    /// The limits in force.
    pub limits: Option<Limits>,
    /// From when the limits count: the receipt, or the latest reopening; milliseconds since 1970, UTC.
    pub counts_from: i64,
    /// When the office waited for the citizen.
    pub pauses: Vec<Pause>,
    /// Whether the public may see it, and under which title.
    pub published: Option<Published>,
    /// Who may see it, if the reporter changed that.
    shown_to: Option<Visibility>,
    hidden: Hidden,
    public_photos: PublicPhotos,
    /// The first answer, for counting.
    pub first_answer: Option<FirstAnswer>,
    /// When silence closes it, once it is answered.
    pub closes_at: Option<i64>,
    /// When it was closed by someone's word, or ended.
    pub closed_at: Option<i64>,
    /// When the citizen or an officer last asked a superior to look at it.
    pub escalated_at: Option<i64>,
    /// Who was told how the limit in force stands, and what they heard last.
    pub told: BTreeMap<ActorId, Heard>,
    /// The keyed hash of the secret code in force.
    pub code: [u8; 16],
    /// When anything happened last.
    pub touched_at: i64,
    /// Everything that happened, in causal order.
    pub thread: Vec<Moment>,
    /// Whether a later version of the program did something to it that this one must understand and does not.
    pub is_beyond: bool,
    objections: Vec<Objection>,
    offer: Option<Offer>,
    replies: Vec<Reply>,
    /// What waits for a colleague to agree or for its time, and the unit that had the case when that was looked at last.
    pending: Option<Pending>,
    pending_unit: String,
    erasures: Erasures,
    /// Operations with words here whose authors did not know that those are erased, if they are.
    worded: Vec<(OpId, u8)>,
    scopes: BTreeSet<Scope>,
    /// Ties that a later one of another office took the place of.
    set_aside: Vec<OpId>,
    lineage: Lineage,
}

/// What an officer decided to show the public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Since when, in milliseconds since 1970, UTC.
    pub since: i64,
    /// The title the public sees; nothing if it was erased.
    pub title: Option<String>,
}

impl Case {
    /// How it stands at an instant: an answered case that nobody contradicted closes by itself.
    pub fn status_at(&self, now: Timestamp) -> Status {
        let is_silent = self.closes_by_silence_at().is_some_and(|at| at <= now.as_millisecond());
        if self.status == Status::Answered && is_silent { Status::Closed } else { self.status }
    }

    /// When silence closes it, in milliseconds since 1970, UTC. Who has objected and waits for a decision is not silent.
    pub(crate) fn closes_by_silence_at(&self) -> Option<i64> {
        self.closes_at.filter(|_| self.open_objection().is_none())
    }

    /// The public number; empty as long as the receipt has not arrived here.
    pub fn number(&self) -> &str {
        self.received.as_ref().map_or("", |received| received.number.as_str())
    }

    /// What the law makes of it: what an officer said, or what follows from the word the citizen chose.
    pub fn procedure(&self) -> Procedure {
        let chosen = self.received.as_ref().map_or(ReportKind::Complaint, |received| received.kind);
        self.regarded.unwrap_or(Procedure::of(chosen))
    }

    /// Whether only a later version knows by which rule its limit counts; this one then leaves the limit as it is.
    pub fn counts_beyond(&self) -> bool {
        self.is_regarded_beyond
    }

    /// The same in the words that citizens choose from.
    pub fn kind(&self) -> ReportKind {
        self.procedure().kind()
    }

    /// A short title: the one the public sees, or the one made from the words.
    pub fn title(&self) -> &str {
        let public = self.published.as_ref().and_then(|published| published.title.as_deref());
        public.or(self.words.as_ref().map(|words| words.title.as_str())).unwrap_or_default()
    }

    /// When it was received, in milliseconds since 1970, UTC.
    pub fn received_at(&self) -> i64 {
        self.received.as_ref().map_or(0, |received| received.at)
    }

    /// The instant of the limit in force.
    pub fn due_at(&self) -> Option<i64> {
        self.limits.as_ref().map(|limits| limits.used.due_at)
    }

    /// Whether the limit has passed unanswered.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        let passed = self.due_at().is_some_and(|due| due < now.as_millisecond());
        passed && self.status.is_open() && self.status != Status::Waiting
    }

    /// Whether the clock stands still because the office waits for the citizen.
    pub fn is_waiting(&self) -> bool {
        self.status == Status::Waiting
    }

    /// Every photo that belongs to the case, in the order they came.
    pub fn photos(&self) -> Vec<&Photo> {
        self.dated_photos().map(|(_, photo)| photo).collect()
    }

    /// The same, each with the instant when it came, in milliseconds since 1970, UTC.
    fn dated_photos(&self) -> impl Iterator<Item = (i64, &Photo)> {
        let received_at = self.received.as_ref().map_or(0, |received| received.at);
        let first = self.words.iter().map(move |words| (received_at, &words.photos));
        let later = self.thread.iter().filter_map(|moment| match &moment.event {
            CaseEvent::Said(_, words) | CaseEvent::Photographed(_, words) => Some((moment.at, &words.as_ref()?.photos)),
            _ => None,
        });
        first.chain(later).flat_map(|(at, photos)| photos.iter().map(move |photo| (at, photo)))
    }

    /// Pairs of acts by different offices that excluded each other.
    pub fn conflicts(&self) -> &[Conflict] {
        self.lineage.conflicts()
    }

    /// The latest pair of them that nobody who knew both has settled.
    pub fn open_conflict(&self) -> Option<&Conflict> {
        self.conflicts().iter().rev().find(|conflict| !conflict.is_settled)
    }

    /// The units concerned by acts that excluded each other, as long as nobody has settled which one holds: those that had
    /// the case when an act was done, and those it was handed to.
    pub fn contested_units(&self) -> BTreeSet<&str> {
        let open = self.conflicts().iter().filter(|conflict| !conflict.is_settled);
        let acts: BTreeSet<_> = open.flat_map(|conflict| [conflict.first, conflict.second]).collect();
        acts.into_iter().flat_map(|act| [self.unit_before(act), self.handed_to(act)]).flatten().collect()
    }

    /// The unit that had the case as far as the author of an act knew.
    fn unit_before(&self, act: OpId) -> Option<&str> {
        self.unit_known_by(&self.lineage.ancestors(act))
    }

    /// The unit that has the case as far as someone knows who has seen some operations of it, and no others.
    fn unit_known_by(&self, seen: &[OpId]) -> Option<&str> {
        let known = || self.thread.iter().filter(|moment| seen.contains(&moment.id));
        let is_undone =
            |act: &Moment| known().filter_map(|moment| undoing(&moment.event)).any(|undone| undone.names(act.id));
        let handed = known().rev().filter(|moment| !is_undone(moment)).find_map(|moment| match &moment.event {
            CaseEvent::Assigned(facts, _) => Some(facts.unit.as_str()),
            _ => None,
        });
        handed.or_else(|| self.received.as_ref().map(|received| received.unit.as_str()))
    }

    /// The unit that an act handed the case to, or back to, if it did.
    fn handed_to(&self, act: OpId) -> Option<&str> {
        match &self.thread.iter().find(|moment| moment.id == act)?.event {
            CaseEvent::Assigned(facts, _) => Some(&facts.unit),
            CaseEvent::Undone(_) => {
                let seen: Vec<_> = self.lineage.ancestors(act).into_iter().chain([act]).collect();
                self.unit_known_by(&seen)
            }
            _ => None,
        }
    }
}

impl Aggregate for Case {
    const FAMILY: &'static str = "case";
    const TABLES: &'static [&'static Table] = &[
        &project::CASES,
        &project::CASE_FIGURES,
        &project::CASE_WEEKS,
        &project::CASE_PLACES,
        &project::CASE_OPEN,
        &project::CASE_CODES,
        &project::CASE_SEARCH,
        &project::CASE_CONFLICTS,
        &project::CASE_TOLD,
        &project::CASE_MENTIONS,
        &project::CASE_PRAISE,
        &project::CASE_REQUESTS,
        &project::CASE_OBJECTIONS,
        &project::CASE_ERASURES,
        &project::CASE_FILES,
        &project::CASE_RESTS,
    ];

    const NUMBERED_BY: Option<Kind> = Some(events::RECEIVED);

    fn new(id: AggregateId) -> Self {
        Self {
            id,
            received: None,
            words: None,
            status: Status::New,
            ending: None,
            merged_into: None,
            goes_on_in: None,
            joined: Vec::new(),
            category: None,
            sensitivity: None,
            unit: String::new(),
            staff: None,
            regarded: None,
            is_regarded_beyond: false,
            extended_at: None,
            refused_on: None,
            service: None,
            limits: None,
            counts_from: 0,
            pauses: Vec::new(),
            published: None,
            shown_to: None,
            hidden: Hidden::default(),
            public_photos: PublicPhotos::default(),
            first_answer: None,
            closes_at: None,
            closed_at: None,
            escalated_at: None,
            told: BTreeMap::new(),
            code: [0; 16],
            touched_at: 0,
            thread: Vec::new(),
            is_beyond: false,
            objections: Vec::new(),
            offer: None,
            replies: Vec::new(),
            pending: None,
            pending_unit: String::new(),
            erasures: Erasures::default(),
            worded: Vec::new(),
            scopes: BTreeSet::new(),
            set_aside: Vec::new(),
            lineage: Lineage::default(),
        }
    }

    fn understands(kind: Kind) -> bool {
        CaseEvent::is_known(kind)
    }

    fn begins_with(kind: Kind) -> bool {
        CaseEvent::begins_with(kind)
    }

    fn series(facts: Option<&[u8]>) -> Option<String> {
        events::series(facts)
    }

    fn files(&self) -> Vec<NamedFile> {
        let photos = self.dated_photos().flat_map(|(at, photo)| photos::files(photo, at));
        let attached = self.thread.iter().flat_map(|moment| {
            let files = moment.event.words().map_or(&[][..], events::Words::attached);
            files.iter().flat_map(|file| attachments::files(file, moment.at))
        });
        // What the public sees is wanted as soon as what it was made of.
        let public = self.public_photos.pictures().flat_map(|photo| photos::files(photo, self.touched_at));
        photos.chain(attached).chain(public).collect()
    }

    fn apply(&mut self, entry: &Entry) {
        self.is_beyond |= is_beyond::<Self>(entry);
        self.lineage.add(entry.id(), &entry.operation.header().parents);
        self.scopes.extend(entry.operation.header().scopes.iter().cloned());
        self.remember_words(entry);
        let Some(event) = CaseEvent::from_entry(entry) else { return };
        let at = self.fold(event.clone());
        self.hear(Some(entry.id()), &event);
        self.propose(Some(entry.id()), &event);
        self.object(Some(entry.id()), &event);
        self.offer_or_answer(Some(entry.id()), &event);
        self.wish_or_erase(Some(entry.id()), &event);
        self.touched_at = self.touched_at.max(at);
        trace(&mut self.lineage, entry.id(), &event, &self.thread);
        self.thread.push(Moment { id: entry.id(), at, actor: entry.actor(), event, is_undone: false });
    }

    fn rows(&self, into: &mut Rows) {
        project::rows(self, into);
    }
}
