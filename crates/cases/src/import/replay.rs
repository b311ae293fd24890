//! What a row of another system would have been here: its report, then everything that happened, in the order of time.

use hadir_org::{By, CategoryCode, Organisation};
use jiff::Timestamp;

use super::{ImportedCase, RowError, field, known_unit};
use crate::commands::{
    self, Asking, Assign, Decided, End, Given, MESSAGE_CHARS_MAX, ReadReport, Report, TEXT_CHARS_MAX, Word, answer,
    ask_citizen, assign, close, end, escalate, note, publish, reopen, reply, resume, verify,
};
use crate::events::{CaseEvent, Closed, Said, Speaker};
use crate::kinds::{Channel, Ending, ReportKind, Sensitivity, Visibility};
use crate::state::Case;

/// The report of a row, checked field by field.
pub(super) fn report(row: &ImportedCase, org: &Organisation) -> Result<Report, RowError> {
    let text = row.text.trim();
    if text.is_empty() {
        return Err(field("text", "is empty"));
    }
    if text.chars().count() > TEXT_CHARS_MAX {
        return Err(field("text", format!("longer than {TEXT_CHARS_MAX} characters")));
    }
    Ok(Report {
        kind: named("kind", row.kind.as_deref(), ReportKind::from_name)?,
        channel: named("channel", row.channel.as_deref(), Channel::from_name)?.or(Some(Channel::Import)),
        text: text.to_owned(),
        title: filled(row.title.as_deref()),
        category: named("category", row.category.as_deref(), |code| {
            CategoryCode::try_new(code).ok().filter(|code| org.category(code).is_some())
        })?,
        place: named("place", row.place.as_deref(), |code| is_region(code).then(|| code.to_owned()))?,
        spot: filled(row.spot.as_deref()),
        position: None,
        name: filled(row.name.as_deref()),
        sapa: filled(row.sapa.as_deref()),
        contact: filled(row.contact.as_deref()),
        visibility: named("visibility", row.visibility.as_deref(), Visibility::from_name)?,
        photos: Vec::new(),
        unit: named("unit", row.unit.as_deref(), |code| known_unit(code, org))?,
        service: None,
        sensitivity: row.sensitive.as_deref().and_then(sensitivity),
        joins: None,
    })
}

/// A circle for every word other systems use for what must stay among few.
fn sensitivity(word: &str) -> Option<Sensitivity> {
    match word {
        "abuse" => Some(Sensitivity::Misconduct),
        "threat" => Some(Sensitivity::Violence),
        "spam" => None,
        other => Sensitivity::from_name(other),
    }
}

fn named<T>(name: &'static str, given: Option<&str>, find: impl Fn(&str) -> Option<T>) -> Result<Option<T>, RowError> {
    match given.map(str::trim).filter(|given| !given.is_empty()) {
        None => Ok(None),
        Some(given) => find(given).map(Some).ok_or_else(|| field(name, format!("\"{given}\" is not known"))),
    }
}

fn filled(given: Option<&str>) -> Option<String> {
    given.map(str::trim).filter(|given| !given.is_empty()).map(str::to_owned)
}

fn is_region(code: &str) -> bool {
    let parts: Vec<_> = code.split('.').collect();
    (1..=4).contains(&parts.len())
        && parts.iter().all(|part| matches!(part.len(), 2 | 4) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// A step on the way of a row.
enum Step<'a> {
    Message { from: &'a str, text: &'a str, settles: bool },
    Event { name: &'a str, to: Option<&'a str>, officer: Option<&'a str>, why: &'a str },
}

/// Everything a row stands for. A step that this program's rules refuse (an answer after closing) is left out: the row
/// itself is what counts.
pub(super) fn events(
    case: &Case,
    row: &ImportedCase,
    report: &ReadReport,
    given: impl FnOnce() -> Given,
    org: &Organisation,
    at: Timestamp,
    into: Option<&str>,
) -> Vec<CaseEvent> {
    let mut scratch = case.clone();
    let mut all = commands::receive(&scratch, report, given, org, at);
    all.iter().for_each(|event| scratch.take(event.clone()));
    let by = By::Console;
    for (when, step) in steps(row) {
        let asking = Asking { by: &by, org, now: when.max(at) };
        let Ok(events) = decide(&scratch, row, &step, &asking, into) else { continue };
        events.iter().for_each(|event| scratch.take(event.clone()));
        all.extend(events);
    }
    all
}

/// The steps of a row in the order of time; what was said comes before what happened at the same moment.
fn steps(row: &ImportedCase) -> Vec<(Timestamp, Step<'_>)> {
    let settling = settling_messages(row);
    let messages = row.messages.iter().enumerate().map(|(n, message)| {
        let step = Step::Message { from: &message.from, text: &message.text, settles: settling.contains(&n) };
        (message.at, step)
    });
    let events = row.events.iter().map(|event| {
        let why = event.why.as_deref().unwrap_or_default();
        (event.at, Step::Event { name: &event.event, to: event.to.as_deref(), officer: event.officer.as_deref(), why })
    });
    let mut steps: Vec<_> = messages.chain(events).collect();
    steps.sort_by_key(|(at, step)| (*at, matches!(step, Step::Event { .. })));
    let last = steps.last().map(|(at, _)| *at).or(row.received_at);
    if row.events.is_empty() && row.status.as_deref() == Some("closed") {
        steps.extend(last.map(|at| (at, Step::Event { name: "closed", to: None, officer: None, why: "" })));
    }
    steps
}

/// Which messages answered the matter: the office's last one before each `answered`, or its last one of all where the
/// row only says how the case stands.
fn settling_messages(row: &ImportedCase) -> Vec<usize> {
    let is_staff = |n: &usize| row.messages[*n].from == "staff";
    let last_before =
        |at: Timestamp| (0..row.messages.len()).rev().filter(is_staff).find(|n| row.messages[*n].at <= at);
    if !row.events.is_empty() {
        return row
            .events
            .iter()
            .filter(|event| event.event == "answered")
            .filter_map(|event| last_before(event.at))
            .collect();
    }
    let is_answered = matches!(row.status.as_deref(), Some("answered" | "closed"));
    if is_answered { last_before(Timestamp::MAX).into_iter().collect() } else { Vec::new() }
}

fn decide(case: &Case, row: &ImportedCase, step: &Step<'_>, asking: &Asking<'_>, into: Option<&str>) -> Decided {
    match step {
        Step::Message { text, .. } if text.chars().count() > MESSAGE_CHARS_MAX => Ok(Vec::new()),
        Step::Message { from: "staff", text, settles } => answer(case, text, *settles, asking),
        Step::Message { from: "citizen", text, .. } => reply(case, text, asking.org, asking.now),
        Step::Message { from: "note", text, .. } => note(case, text, asking),
        Step::Message { text, .. } => {
            let said = Said { at: asking.now.as_millisecond(), by: Speaker::Office, answer: None };
            let words = crate::events::Words::of(*text);
            Ok(vec![CaseEvent::Said(said, Some(words))])
        }
        Step::Event { name: "assigned" | "transferred", to, officer, why } => {
            hand_on(case, to.unwrap_or_default(), *officer, why, asking)
        }
        Step::Event { name, why, .. } => happen(case, row, name, why, asking, into),
    }
}

/// The unit that holds the case at the end may be the one it began with; then only its status and its officer move.
fn hand_on(case: &Case, to: &str, officer: Option<&str>, why: &str, asking: &Asking<'_>) -> Decided {
    let Some(unit) = known_unit(to, asking.org) else { return Ok(Vec::new()) };
    let officer = officer.and_then(|name| asking.org.staff_by_username(&name.parse().ok()?));
    let staff = officer.filter(|officer| officer.unit == unit).map(|officer| officer.id);
    assign(case, &Assign { unit, staff, why: why.to_owned() }, asking)
}

/// What another system closed is closed, on whatever word that was.
fn closed_there(case: &Case, why: &str, asking: &Asking<'_>) -> Decided {
    if !case.status.is_open() {
        return close(case, Word::Office, why, asking);
    }
    let why = if why.chars().count() > MESSAGE_CHARS_MAX { "" } else { why.trim() };
    let words = crate::events::Words::of(why);
    let facts = Closed { at: asking.now.as_millisecond(), by: Speaker::Office, told_by: None };
    Ok(vec![CaseEvent::Closed(facts, (!why.is_empty()).then_some(words))])
}

fn happen(case: &Case, row: &ImportedCase, name: &str, why: &str, asking: &Asking<'_>, into: Option<&str>) -> Decided {
    let given = |fallback: &'static str| if why.is_empty() { fallback.to_owned() } else { why.to_owned() };
    match name {
        "verified" => verify(case, asking),
        "published" => publish(case, case.title(), asking),
        "paused" => ask_citizen(case, &given("-"), asking),
        "resumed" => resume(case, asking),
        // An answer whose text the other system kept nowhere; what it noted of it stands in.
        "answered" if !row.messages.iter().any(|message| message.from == "staff") => {
            answer(case, &given("-"), true, asking)
        }
        "closed" => closed_there(case, why, asking),
        "reopened" => reopen(case, &given("-"), asking),
        "escalated" => escalate(case, &given("-"), asking),
        "rejected" => end(case, &End::plain(Ending::Rejected, given("-")), asking),
        "not_ours" => end(case, &End::plain(Ending::NotOurs, given("-")), asking),
        "merged" => match into {
            Some(into) => {
                end(case, &End { into: Some(into.to_owned()), ..End::plain(Ending::Merged, given("-")) }, asking)
            }
            None => end(case, &End::plain(Ending::Rejected, given("-")), asking),
        },
        _ => Ok(Vec::new()),
    }
}
