//! What an officer says: an answer to the matter, or a note among colleagues.

use hadir_org::Right;

use super::mention::mentioned;
use super::propose::proposed;
use super::{Asking, Decided, Refusal, desk_of, still_open, text, words};
use crate::events::{AnswerFacts, At, Attachment, CaseEvent, Deed, Noted, Proposal, Said, Speaker, Words};
use crate::kinds::Status;
use crate::kit::fields;
use crate::state::Case;

/// Answers the reporter. An answer to the matter starts the wait after which silence closes the case; a message that
/// only keeps the reporter posted does not.
pub fn answer(case: &Case, given: &str, settles: bool, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Answer, case)?;
    let text = text(given)?;
    still_open(case, asking.now)?;
    let desk = desk_of(case, asking.org)?;
    let received = jiff::Timestamp::from_millisecond(case.received_at()).unwrap_or(asking.now);
    let facts = || AnswerFacts {
        working_minutes: desk.working_minutes(received, asking.now, &case.pauses),
        closes_at: desk.closes_at(asking.now).as_millisecond(),
    };
    let verified = (case.status == Status::New).then_some(CaseEvent::Verified(At { at: asking.at() }));
    let said = Said { at: asking.at(), by: Speaker::Office, answer: settles.then(facts) };
    Ok(verified.into_iter().chain([CaseEvent::Said(said, words(text))]).collect())
}

/// Answers the reporter with what an officer wrote, perhaps out of a template: as [`answer`], but not while a field stands
/// open in it. Where the unit's head has to agree it is proposed first; where it is to go later it waits for the office to
/// open.
pub fn write_answer(case: &Case, given: &str, send: Send, asking: &Asking<'_>) -> Decided {
    let settles = send.deed == Deed::Answer;
    let done = answer(case, given, settles, asking)?;
    let open = fields::open_in(given);
    if !open.is_empty() {
        return Err(Refusal::FieldsOpen(open));
    }
    if asking.needs_approval(case) {
        return proposed(send.deed, None, text(given)?, asking);
    }
    match asking.opens_at(case).filter(|_| send.is_later) {
        Some(opens) => proposed(send.deed, Some(opens), text(given)?, asking),
        None => Ok(done),
    }
}

/// Lets files go with what was decided to say, propose or note.
pub(crate) fn attached(events: Vec<CaseEvent>, files: Vec<Attachment>) -> Vec<CaseEvent> {
    let mut files = Some(files);
    let mut with = |words: Option<Words>| Some(words?.with(files.take().unwrap_or_default()));
    let attach = |event| match event {
        CaseEvent::Said(said, words) => CaseEvent::Said(said, with(words)),
        CaseEvent::Noted(fact, words) => CaseEvent::Noted(fact, with(words)),
        CaseEvent::Proposal(Proposal::Proposed(facts, words)) => {
            CaseEvent::Proposal(Proposal::Proposed(facts, with(words)))
        }
        event => event,
    };
    events.into_iter().map(attach).collect()
}

/// How an officer wants something sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Send {
    /// As what: [`Deed::Answer`] or [`Deed::Post`].
    pub deed: Deed,
    /// Whether it waits for the office to open.
    pub is_later: bool,
}

/// Leaves a note that only colleagues see.
pub fn note(case: &Case, given: &str, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Note, case)?;
    let text = text(given)?;
    let whom = mentioned(&text, case, asking)?;
    Ok(vec![CaseEvent::Noted(Noted::in_words(asking.at()).mentioning(whom.into_iter()), words(text))])
}

/// Says that what the citizen wrote is read and needs no answer. Nothing happens where nothing waits for one.
pub fn mark_read(case: &Case, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Answer, case)?;
    Ok(case.unread_since().map(|_| CaseEvent::Noted(Noted::as_read(asking.at()), None)).into_iter().collect())
}

#[cfg(test)]
mod tests;
