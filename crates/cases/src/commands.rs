//! What may be asked of a case. Each command is a pure function: state, wish, who asks and when go in; what happened,
//! or a refusal in the domain's language, comes out.

mod allot;
mod answer;
mod assign;
mod bulk;
mod check;
mod citizen;
mod classify;
mod close;
mod contest;
mod erasure;
mod handover;
mod information;
mod mention;
mod merge;
mod moderate;
mod objection;
mod pause;
mod praise;
mod privacy;
mod propose;
mod reading;
mod receive;
mod redate;
mod regard;
mod run;
mod show_photo;
mod tell;
mod undo;

pub use allot::{Lot, allot};
pub(crate) use answer::attached;
pub use answer::{Send, answer, mark_read, note, write_answer};
pub use assign::{Assign, assign, escalate};
pub use bulk::{BULK_MAX, Bulk};
pub use check::check;
pub use citizen::{add_photos, ask_superior, reply, solved, unsolved, withdraw};
pub use classify::{circle_of, classify};
pub use close::{End, Word, close, end, reopen};
pub(crate) use erasure::wish_words;
pub use erasure::{ask_erasure, erase, expire, kept_until, refuse_erasure};
pub use handover::{
    AUTHORITY_CHARS_MAX, Elsewhere, REACH_CHARS_MAX, consent, endable_as_not_ours, hand_over, lapse, offer, offerable,
};
pub(crate) use handover::{has_contact, on_one_line};
pub use information::{extend, limits_extended};
pub use mention::{MENTIONS_MAX, names_in, see_mention};
pub(crate) use merge::Untied;
pub use merge::{Apart, merge};
pub use moderate::{new_code, publish, unpublish, verify};
pub(crate) use objection::words_of;
pub use objection::{Objectionable, decide, object, objectionable, until};
pub use pause::{ask_citizen, resume};
pub use praise::{is_praise, pass_on};
pub use privacy::{redact, show_to};
pub use propose::{accept, give_back, give_back_due, send_due};
pub use reading::ReadReport;
pub use receive::{Given, Report, TEXT_CHARS_MAX, TEXT_CHARS_MIN, receive};
pub use redate::redate;
pub use regard::{limits_regarded, regard};
pub use run::{Hindrance, STEPS_MAX, Step, Stopped, foresee, run};
pub use show_photo::{Showing, show_photo};
pub use tell::{look_again, tell};
pub use undo::undo;

use hadir_org::{Actor, By, Organisation, Right, UnitCode};
use jiff::Timestamp;

use crate::due::Desk;
use crate::events::CaseEvent;
use crate::kinds::Status;
use crate::kit::fields::Field;
use crate::state::Case;

/// Why a command is refused. Each has a sentence in every language, key `refusal-…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such case, or this person may not know that there is.
    Unknown,
    /// The person may see the case but not do this.
    NotAllowed,
    /// The text is empty.
    Empty,
    /// The text is longer than a case takes, in characters.
    TooLong(usize),
    /// The case is closed; it has to be opened again first.
    Closed,
    /// The office alone cannot close what it has not answered.
    NotAnswered,
    /// The case is not closed, so there is nothing to open again.
    NotClosed,
    /// The office already waits for the citizen.
    AlreadyWaiting,
    /// The office does not wait for the citizen.
    NotWaiting,
    /// There is no such unit, or it no longer exists.
    UnknownUnit,
    /// The person does not work in that unit.
    NotInUnit,
    /// The case is with that unit and person already.
    AlreadyThere,
    /// There is no such service, or it is no longer offered.
    UnknownService,
    /// A report of this kind is never published.
    NeverPublic,
    /// The reporter chose that only the office sees it.
    Confidential,
    /// The case has no such photo, or not any more.
    NoPhoto,
    /// A colleague decided meanwhile what the public sees of the photo.
    PhotoDecided,
    /// The case it should be merged into is not known, or is itself.
    UnknownTarget,
    /// A reason is needed.
    ReasonMissing,
    /// Fields of a template stand open in the text, so that the citizen would read their names.
    FieldsOpen(Vec<Field>),
    /// What should be undone was undone already, or somebody acted on it since.
    Superseded,
    /// The report is no formal request for public information.
    NotInformation,
    /// The time that the law gives once more was taken before.
    AlreadyExtended,
    /// The limit has passed.
    TooLate,
    /// The regency's table does not know the rule that sets the limit.
    NoRule,
    /// An objection waits already to be decided.
    AlreadyObjected,
    /// A refused request for public information is objected to before the superior, and not opened again by a word.
    ObjectInstead,
    /// The superior has decided, and the office did nothing since that could be objected to.
    AlreadyDecided,
    /// A request for public information is refused, and objected to, on a ground of the law alone.
    GroundMissing,
    /// The authority whose matter it is has to be named.
    AuthorityMissing,
    /// How that authority is reached has to be said.
    ReachMissing,
    /// The reporter has agreed that it is handed over, and waits for that.
    AlreadyAgreed,
    /// The reporter has not agreed that it is handed over, or does not any more.
    NotAgreed,
    /// The day is none on which that can have been done.
    DayOutside,
    /// Two cases cannot be merged.
    Apart(Apart),
    /// This part stands nowhere in what the public reads.
    NotInText(String),
    /// The report is no praise that can be passed on.
    NotPraise,
    /// There is no such officer, or they cannot sign in any more.
    UnknownOfficer,
    /// Nobody of this name can be mentioned on this case.
    UnknownColleague(String),
    /// In a closed circle nobody is mentioned.
    MentionInCircle,
    /// More colleagues than a note mentions.
    TooManyMentions(usize),
    /// There are more parts than can be taken out.
    TooMany(usize),
    /// Its time has not come.
    TooEarly,
    /// The words of the report are erased; nothing is added to them any more.
    Erased,
}

/// What a command decided.
pub type Decided = Result<Vec<CaseEvent>, Refusal>;

/// Longest text that an officer or a citizen can add to a case, in characters.
pub const MESSAGE_CHARS_MAX: usize = 20_000;

/// Who asks, in which organisation, and when.
pub struct Asking<'a> {
    /// On whose behalf.
    pub by: &'a By,
    /// The organisation as it stands.
    pub org: &'a Organisation,
    /// Now; for an import, when it happened.
    pub now: Timestamp,
}

impl Asking<'_> {
    /// Now in milliseconds since 1970, UTC.
    fn at(&self) -> i64 {
        self.now.as_millisecond()
    }

    /// Whether the person may see the case at all.
    pub fn may_see(&self, case: &Case) -> bool {
        case.received.is_some()
            && (self.holds(Right::ReadCases, case) || self.is_in_circle(case))
            && self.passes_seal(case)
    }

    /// Lets a person through who holds the right for the case's unit; hides the case from one who may not see it.
    fn needs(&self, right: Right, case: &Case) -> Result<(), Refusal> {
        if !self.may_see(case) {
            return Err(Refusal::Unknown);
        }
        if self.holds(right, case) || self.is_in_circle(case) { Ok(()) } else { Err(Refusal::NotAllowed) }
    }

    /// A case in a closed circle is open to inspectors and to the one officer it was given to.
    fn passes_seal(&self, case: &Case) -> bool {
        case.sensitivity.is_none() || self.is_in_circle(case)
    }

    fn is_in_circle(&self, case: &Case) -> bool {
        let By::Officer(actor) = self.by else { return true };
        case.sensitivity.is_some() && (self.holds(Right::ReadSensitive, case) || case.staff == Some(actor.id))
    }

    fn holds(&self, right: Right, case: &Case) -> bool {
        unit_of(case).is_some_and(|unit| self.by.may(right, &unit, self.org)) || self.is_asked(right, case)
    }

    /// Where two offices moved a case at once, everyone concerned may see it and settle which act holds, although it is
    /// with one of them meanwhile.
    fn is_asked(&self, right: Right, case: &Case) -> bool {
        let settles = matches!(right, Right::ReadCases | Right::Assign | Right::Reopen);
        let is_concerned = |unit: &str| UnitCode::try_new(unit).is_ok_and(|unit| self.by.may(right, &unit, self.org));
        settles && case.sensitivity.is_none() && case.contested_units().into_iter().any(is_concerned)
    }

    /// Whether the person may do this with the case; for showing only what can be done.
    pub fn may(&self, right: Right, case: &Case) -> bool {
        self.needs(right, case).is_ok()
    }
}

/// Whether an actor may see a case; what every page and list must agree with.
pub fn may_see(actor: &Actor, case: &Case, org: &Organisation, now: Timestamp) -> bool {
    let by = By::Officer(actor.clone());
    Asking { by: &by, org, now }.may_see(case)
}

/// Whether an actor may do something with a case.
pub(crate) fn may(actor: &Actor, right: Right, case: &Case, org: &Organisation, now: Timestamp) -> bool {
    let by = By::Officer(actor.clone());
    Asking { by: &by, org, now }.may(right, case)
}

/// The unit that handles a case.
pub(crate) fn unit_of(case: &Case) -> Option<UnitCode> {
    UnitCode::try_new(&case.unit).ok()
}

/// The unit of a code in a row; one that cannot be a code counts as the regency's highest unit.
pub(crate) fn unit_named(code: &str, org: &Organisation) -> UnitCode {
    let highest = || org.tops().next().map(|unit| unit.code.clone());
    UnitCode::try_new(code).ok().or_else(highest).expect("a regency has at least the unit it was founded with")
}

/// The desk of the unit that handles a case.
pub(crate) fn desk_of<'a>(case: &Case, org: &'a Organisation) -> Result<Desk<'a>, Refusal> {
    Ok(Desk::of(org, &unit_of(case).ok_or(Refusal::UnknownUnit)?))
}

/// A text someone wrote, without blank ends; refused when empty or too long.
fn text(given: &str) -> Result<String, Refusal> {
    let given = given.trim();
    if given.is_empty() {
        return Err(Refusal::Empty);
    }
    if given.chars().count() > MESSAGE_CHARS_MAX {
        return Err(Refusal::TooLong(MESSAGE_CHARS_MAX));
    }
    Ok(given.replace("\r\n", "\n"))
}

/// A reason that must be given.
fn reason(given: &str) -> Result<String, Refusal> {
    text(given).map_err(|refusal| if refusal == Refusal::Empty { Refusal::ReasonMissing } else { refusal })
}

fn words(text: String) -> Option<crate::events::Words> {
    (!text.is_empty()).then(|| crate::events::Words::of(text))
}

/// Refuses what cannot be done with a case that is done with.
fn still_open(case: &Case, now: Timestamp) -> Result<(), Refusal> {
    match case.status_at(now) {
        Status::Closed | Status::Ended => Err(Refusal::Closed),
        _ => Ok(()),
    }
}

#[cfg(test)]
pub(crate) mod tests;
