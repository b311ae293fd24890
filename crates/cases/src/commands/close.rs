//! Closing a case, ending it without an answer to the matter, opening it again.

use hadir_org::Right;

use super::citizen::anew;
use super::propose::{ending, proposed, proposed_on};
use super::{Asking, Decided, Refusal, reason, still_open, text, words};
use crate::address::CaseAddress;
use crate::events::{CaseEvent, Closed, Deed, Ended, Redated, Speaker};
use crate::grounds::RefusalGround;
use crate::kinds::{Channel, Ending, Status};
use crate::state::Case;

/// How an officer ends a case without an answer to the matter.
#[derive(Clone, Debug)]
pub struct End {
    /// How.
    pub how: Ending,
    /// Why; the reporter reads it and can contest it.
    pub why: String,
    /// The address of the case that goes on (see [`crate::address`]), when this one is merged into it.
    pub into: Option<String>,
    /// On which ground of the law, when a request for public information is refused.
    pub ground: Option<RefusalGround>,
}

impl End {
    /// Ends a case so, with a reason and nothing else.
    pub fn plain(how: Ending, why: impl Into<String>) -> Self {
        Self { how, why: why.into(), into: None, ground: None }
    }
}

/// On whose word an officer closes a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The reporter's, spoken to the officer by this way.
    Spoken(Channel),
    /// The office's own.
    Office,
}

impl Word {
    /// The ways by which a reporter speaks to an officer.
    pub const WAYS: [Channel; 2] = [Channel::WalkIn, Channel::Phone];

    /// Whether it closes a case that stands so. The reporter's word always does as long as there is something to close;
    /// the office's alone only after an answer, which the reporter has read and could contradict.
    pub fn closes(self, status: Status) -> bool {
        match self {
            Self::Spoken(way) => Self::WAYS.contains(&way) && (status.is_open() || status == Status::Answered),
            Self::Office => status == Status::Answered,
        }
    }

    /// The right that it takes to write it down: who may answer hears the reporter as well.
    pub const fn right(self) -> Right {
        match self {
            Self::Spoken(_) => Right::Answer,
            Self::Office => Right::Close,
        }
    }
}

/// Declares a case solved. The reporter can open it again. With a spoken word `why` says who spoke and what they said.
/// Where the unit wants a second officer for the office's own word, it is proposed first.
///
/// # Errors
/// [`Refusal::NotAnswered`] if the office alone would close what it has not answered, [`Refusal::ReasonMissing`] for a
/// spoken word that is not written down.
pub fn close(case: &Case, word: Word, why: &str, asking: &Asking<'_>) -> Decided {
    asking.needs(word.right(), case)?;
    still_open(case, asking.now)?;
    if !word.closes(case.status) {
        return Err(Refusal::NotAnswered);
    }
    let why = match word {
        Word::Spoken(_) => reason(why)?,
        Word::Office if why.trim().is_empty() => String::new(),
        Word::Office => text(why)?,
    };
    if word == Word::Office && asking.needs_second(case) {
        return proposed(Deed::Close, None, why, asking);
    }
    let (by, told_by) = match word {
        Word::Spoken(way) => (Speaker::Citizen, Some(way)),
        Word::Office => (Speaker::Office, None),
    };
    Ok(vec![CaseEvent::Closed(Closed { at: asking.at(), by, told_by }, words(why))])
}

/// Ends a case: rejected with a reason, another authority's matter, or merged into another case.
///
/// # Errors
/// [`Refusal::GroundMissing`] if a request for public information would be refused without a ground of the law.
pub fn end(case: &Case, end: &End, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Close, case)?;
    still_open(case, asking.now)?;
    let why = reason(&end.why)?;
    if end.how == Ending::Withdrawn {
        return Err(Refusal::NotAllowed);
    }
    let ground = end.ground.filter(|_| end.how == Ending::Rejected && case.is_information_request());
    if end.how == Ending::Rejected && case.is_information_request() && ground.is_none() {
        return Err(Refusal::GroundMissing);
    }
    if let Some(deed) = ending(end.how).filter(|_| asking.needs_second(case)) {
        return proposed_on(deed, ground, why, asking);
    }
    let is_merged = end.how == Ending::Merged;
    let is_itself = |into: &str| {
        let address = into.parse::<CaseAddress>();
        let can_mean = |address: CaseAddress| address.number.to_string() == case.number() && address.can_mean(case.id);
        into == case.number() || address.is_ok_and(can_mean)
    };
    if is_merged && end.into.as_deref().is_none_or(|into| into.is_empty() || is_itself(into)) {
        return Err(Refusal::UnknownTarget);
    }
    let into = end.into.clone().filter(|_| is_merged);
    let ground = ground.map(|ground| ground.as_str().to_owned());
    let authority = case.offer().filter(|_| end.how == Ending::NotOurs).map(|offer| offer.authority.clone());
    Ok(vec![CaseEvent::Ended(Ended { into, authority, ground, ..Ended::plain(asking.at(), end.how) }, words(why))])
}

/// Opens a case again, with a limit that runs anew.
pub fn reopen(case: &Case, why: &str, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Reopen, case)?;
    if case.status.is_open() {
        return Err(Refusal::NotClosed);
    }
    debug_assert!(matches!(case.status, Status::Answered | Status::Closed | Status::Ended));
    let limits = anew(case, asking.org, asking.now)?;
    Ok(vec![CaseEvent::Reopened(Redated { at: asking.at(), limits }, words(reason(why)?))])
}

#[cfg(test)]
mod tests;
