//! Keeping parts of a report from the public: an officer takes words out, the reporter says who may see it.

use hadir_org::Right;
use jiff::Timestamp;

use super::{Asking, Decided, Refusal};
use crate::events::{CaseEvent, Privacy, Redacted, RedactedWords, ShownTo, Speaker, Words};
use crate::kinds::Visibility;
use crate::masking;
use crate::state::Case;

/// Parts that can be taken out of one report.
pub const PARTS_MAX: usize = 50;
/// Longest part, in characters.
pub const PART_CHARS_MAX: usize = 300;

/// Takes words out of what the public reads of a report, one part a line. What stood in the form when it was `opened` and is
/// not named again shows again; what a colleague took out meanwhile stays out.
///
/// # Errors
/// [`Refusal::NotInText`] names the first part that stands nowhere in what the public reads; [`Refusal::TooMany`] and
/// [`Refusal::TooLong`] where there is no end of them.
pub fn redact(case: &Case, given: &str, opened: &str, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Publish, case)?;
    let parts = parts(given)?;
    let texts = readable(case);
    let is_there = |part: &&String| {
        let only = std::slice::from_ref(*part);
        texts.iter().any(|text| masking::without_parts(text, only) != **text)
    };
    if let Some(missing) = parts.iter().find(|part| !is_there(part)) {
        return Err(Refusal::NotInText(missing.clone()));
    }
    let again = shown_again(case, opened, &parts);
    let is_new = parts.iter().any(|part| !case.hidden_parts().contains(part));
    let stay = case.hidden_parts().iter().filter(|part| !again.contains(part) && !parts.contains(part));
    let all: Vec<&str> = parts.iter().chain(stay).map(String::as_str).collect();
    if all.len() > PARTS_MAX {
        return Err(Refusal::TooMany(PARTS_MAX));
    }
    if !is_new && again.is_empty() {
        return Ok(Vec::new());
    }
    // Only who takes something out makes up for what was erased: saving the form as it stood says nothing about it.
    let settles = if is_new { case.lost_lists() } else { 0 };
    let facts = Redacted { at: asking.at(), count: all.len() as u32, settles };
    let parts = Words::of(all.join("\n"));
    Ok(vec![CaseEvent::Privacy(Privacy::Redacted(facts, Some(RedactedWords { parts, again })))])
}

/// What stood in the form when it was opened, is taken out still, and is not wanted any more.
fn shown_again(case: &Case, opened: &str, parts: &[String]) -> Vec<String> {
    let was_seen = |part: &&String| opened.lines().any(|line| line == part.as_str());
    case.hidden_parts().iter().filter(|part| was_seen(part) && !parts.contains(part)).cloned().collect()
}

/// The lines as parts, each once.
fn parts(given: &str) -> Result<Vec<String>, Refusal> {
    let mut parts: Vec<String> = Vec::new();
    for line in given.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.chars().count() > PART_CHARS_MAX {
            return Err(Refusal::TooLong(PART_CHARS_MAX));
        }
        if parts.iter().all(|part| part != line) {
            parts.push(line.to_owned());
        }
    }
    if parts.len() > PARTS_MAX { Err(Refusal::TooMany(PARTS_MAX)) } else { Ok(parts) }
}

/// What the public reads, or would, before anything is taken out.
fn readable(case: &Case) -> Vec<&str> {
    let said = case.thread.iter().filter_map(|moment| match &moment.event {
        CaseEvent::Said(said, _) if said.by == Speaker::Citizen => None,
        event => event.words().map(|words| words.text.as_str()),
    });
    let title = case.published.as_ref().and_then(|published| published.title.as_deref());
    let report = case.words.as_ref().map(|words| words.text.as_str());
    report.into_iter().chain(title).chain(said).collect()
}

/// Lets the reporter say who may see the report.
///
/// # Errors
/// None: it is theirs to say at any time.
pub fn show_to(case: &Case, visibility: Visibility, now: Timestamp) -> Decided {
    if case.received.is_none() {
        return Err(Refusal::Unknown);
    }
    if case.visibility() == visibility {
        return Ok(Vec::new());
    }
    Ok(vec![CaseEvent::Privacy(Privacy::ShownTo(ShownTo::new(now.as_millisecond(), visibility)))])
}

#[cfg(test)]
mod tests;
