//! The rows a case stands for: one that lists read, one that finds it by its secret code, one that search reads;
//! and what it adds to sums.

mod erasures;
mod register;
mod weeks;

use hadir_oplog::AggregateId;
use hadir_store::Type::{Bool, Bytes, Int, Real, Text};
use hadir_store::table::{Form, Rows, Table, column, optional};
use hadir_store::{Value, params};

pub use erasures::{CASE_ERASURES, CASE_FILES, CASE_RESTS};
pub use register::{CASE_OBJECTIONS, CASE_REQUESTS};

use crate::commands;
use crate::kinds::Status;
use crate::number::CaseNumber;
use crate::state::Case;

pub(crate) use weeks::week;
pub use weeks::{CASE_OPEN, CASE_PLACES, CASE_WEEKS};

/// What lists, counts and figures read of a case.
pub static CASES: Table = Table {
    name: "cases",
    version: 2,
    columns: &[
        column("place_in_time", Int),
        column("id", Bytes),
        column("number", Text),
        column("kind", Text),
        column("channel", Text),
        optional("category", Text),
        optional("region", Text),
        optional("district", Text),
        column("unit", Text),
        optional("staff", Bytes),
        column("status", Text),
        optional("ending", Text),
        column("is_open", Bool),
        column("is_sealed", Bool),
        column("is_danger", Bool),
        column("public_title", Text),
        column("is_public", Bool),
        column("title", Text),
        column("excerpt", Text),
        column("month", Text),
        column("received_at", Int),
        column("due_at", Int),
        optional("paused_since", Int),
        optional("answered_at", Int),
        optional("answer_minutes", Int),
        optional("was_in_time", Bool),
        optional("closes_at", Int),
        optional("closed_at", Int),
        optional("escalated_at", Int),
        column("touched_at", Int),
        // Since when what the citizen wrote waits to be taken up.
        optional("wrote_at", Int),
        // How many reporters stand behind it, its own and those of merged cases.
        column("voices", Int),
        // Since when something waits for a colleague to agree to it, and when what waits for the office to open is sent.
        optional("proposed_at", Int),
        optional("send_at", Int),
        // Where it is, in degrees north and east; for those who read the case and never for the public.
        optional("lat", Real),
        optional("lon", Real),
        // What the public reads of its first words; empty where it reads nothing.
        column("public_excerpt", Text),
        // The case whose matter it is too, as its reporter says.
        optional("joins", Bytes),
        // Until when the reporter can answer an offer to hand it over to another authority.
        optional("lapses_at", Int),
    ],
    key: 1,
    indexes: &[
        // Not unique: a disk that was put back gives a number once more, and what is in the log has to be taken in.
        "cases_by_number on cases (number, place_in_time)",
        "cases_inbox on cases (unit, due_at, place_in_time) where is_open and not is_sealed",
        "cases_due on cases (due_at, place_in_time, paused_since, month, unit) where is_open and not is_sealed",
        "cases_sealed on cases (due_at, place_in_time) where (is_open or wrote_at is not null) and is_sealed",
        "cases_of_staff on cases (staff, due_at, place_in_time) where (is_open or wrote_at is not null) and staff is not null",
        "cases_answered_by on cases (staff, answered_at, place_in_time) where answered_at is not null and staff is not null and not is_open and not is_sealed",
        "cases_wrote on cases (unit, wrote_at, place_in_time) where wrote_at is not null and not is_sealed",
        "cases_wrote_anywhere on cases (wrote_at, place_in_time) where wrote_at is not null and not is_sealed",
        "cases_waiting on cases (unit, due_at, place_in_time) where status = 'waiting' and not is_sealed",
        "cases_waiting_anywhere on cases (due_at, place_in_time) where status = 'waiting' and not is_sealed",
        "cases_done_anywhere on cases (touched_at, place_in_time) where not is_open and not is_sealed",
        "cases_done on cases (unit, touched_at, place_in_time) where not is_open and not is_sealed",
        "cases_proposed on cases (unit, proposed_at, place_in_time) where proposed_at is not null and not is_sealed",
        "cases_proposed_anywhere on cases (proposed_at, place_in_time) where proposed_at is not null and not is_sealed",
        "cases_send on cases (send_at, place_in_time) where send_at is not null",
        "cases_unheld on cases (unit, touched_at, place_in_time) where is_open and not is_sealed and staff is null",
        "cases_near_topic on cases (category, district, place_in_time) where is_open and not is_sealed",
        "cases_near_place on cases (region, place_in_time) where is_open and not is_sealed",
        "cases_lapse on cases (lapses_at, place_in_time) where lapses_at is not null",
        "cases_public on cases (place_in_time) where is_public",
        "cases_public_district on cases (district, place_in_time) where is_public",
        "cases_public_open on cases (district, kind, place_in_time) where is_public and is_open",
        "cases_joins on cases (joins, place_in_time) where is_open and not is_sealed and joins is not null",
        "cases_public_category on cases (category, place_in_time) where is_public",
    ],
    form: Form::Plain,
};

/// What open figures count, by month of receipt and unit: `received`; `answered` or ended; answered `in_time`; and first
/// answers by `working_time` in tenths of a working day. What is in a closed circle counts under [`NO_UNIT`].
pub static CASE_FIGURES: Table = Table {
    name: "case_figures",
    version: 2,
    columns: &[
        column("month", Text),
        column("unit", Text),
        column("what", Text),
        column("tenths", Int),
        column("cases", Int),
    ],
    key: 4,
    indexes: &[],
    form: Form::Tally,
};

/// Where cases of a closed circle count: in the whole regency, and in no unit. One such case in a month of a small office
/// would tell that somebody there was reported, or in the office that protects that somebody was hurt.
pub const NO_UNIT: &str = "";

/// Minutes of a usual working day: 37 hours 30 minutes over five days (Perpres 21/2023).
const DAY_MINUTES: i64 = 450;

/// Finds a case by the keyed hash of its secret code.
pub static CASE_CODES: Table = Table {
    name: "case_codes",
    version: 1,
    columns: &[column("code", Bytes), column("id", Bytes)],
    key: 2,
    indexes: &[],
    form: Form::Plain,
};

/// The units to ask about a case that two offices moved at once, one row each; see [`Case::contested_units`]. What is in a
/// closed circle is asked on its own page alone.
pub static CASE_CONFLICTS: Table = Table {
    name: "case_conflicts",
    version: 2,
    columns: &[column("unit", Text), column("place_in_time", Int)],
    key: 2,
    indexes: &[],
    form: Form::Plain,
};

/// The desks on which an open case lies because its limit comes near or has passed: one row for each person who was told.
/// While the office waits for the citizen no limit comes near, and it lies on none.
pub static CASE_TOLD: Table = Table {
    name: "case_told",
    version: 1,
    columns: &[column("staff", Bytes), column("due_at", Int), column("place_in_time", Int)],
    key: 3,
    indexes: &[],
    form: Form::Plain,
};

/// The desks on which a case lies because a colleague mentioned somebody in a note: one row for each who has not seen it yet.
/// What is in a closed circle lies on none.
pub static CASE_MENTIONS: Table = Table {
    name: "case_mentions",
    version: 1,
    columns: &[column("staff", Bytes), column("due_at", Int), column("place_in_time", Int)],
    key: 3,
    indexes: &[],
    form: Form::Plain,
};

/// Praise by whom it was passed on to, when that was, in milliseconds since 1970, UTC, and where it stands. What is in a closed
/// circle praises nobody.
pub static CASE_PRAISE: Table = Table {
    name: "case_praise",
    version: 1,
    columns: &[column("staff", Bytes), column("praised_at", Int), column("place_in_time", Int), column("id", Bytes)],
    key: 3,
    indexes: &[],
    form: Form::Plain,
};

/// Finds cases by their words, and by [the word of their unit](unit_word). What is in a closed circle is not in it: neither
/// what is found nor how much is looked at may depend on it.
pub static CASE_SEARCH: Table = Table {
    name: "case_search",
    version: 3,
    columns: &[column("place_in_time", Int), column("terms", Text)],
    key: 1,
    indexes: &[],
    form: Form::FullText,
};

/// Characters of the report that lists show beside its title.
const EXCERPT_CHARS: usize = 160;

/// A number that grows with the second of receipt and differs between cases of one second: the order of lists, and
/// what the full-text index calls a case. 31 bits of seconds since 2020, then 16 of the public number's count, which keep
/// the cases of one node apart unless a second sees 65,536 of them, then 16 of the identity, which keep those apart that
/// two nodes took in, or that bear one number.
pub fn place_in_time(id: &AggregateId, number: &str, received_at_ms: i64) -> i64 {
    let count = number.parse::<CaseNumber>().map_or(0, |number| number.count().cast_signed() & 0xffff);
    let identity = blake3::hash(id.as_bytes());
    let identity = u16::from_le_bytes([identity.as_bytes()[0], identity.as_bytes()[1]]);
    first_place(received_at_ms) | (count << 16) | i64::from(identity)
}

/// The first place in time of the second of an instant: what was received from then on stands at it or behind it.
pub(crate) fn first_place(received_at_ms: i64) -> i64 {
    const YEAR_2020: i64 = 1_577_836_800;
    (received_at_ms.div_euclid(1_000) - YEAR_2020).clamp(0, (1 << 31) - 1) << 32
}

/// Writes a case's rows. A case whose receipt has not arrived here has none.
pub(crate) fn rows(case: &Case, into: &mut Rows) {
    let Some(received) = &case.received else { return };
    let place = place_in_time(&case.id, &received.number, received.at);
    let paused_since = case.pauses.last().filter(|_| case.is_waiting()).map(|pause| pause.from);
    let pending = case.pending();
    let words = case.words.as_ref();
    let text = words.map_or("", |words| words.text.as_str());
    into.add(
        &CASES,
        params![
            place,
            case.id.as_bytes(),
            received.number.as_str(),
            case.kind().as_str(),
            received.channel.as_str(),
            case.category.clone(),
            received.place.clone(),
            received.place.as_deref().and_then(district),
            case.unit.as_str(),
            case.staff.map(|staff| *staff.as_bytes()),
            case.status.as_str(),
            case.ending.map(|ending| ending.as_str()),
            case.status.is_open(),
            case.sensitivity.is_some(),
            received.danger,
            case.public_title().unwrap_or_default(),
            case.is_public(),
            words.map_or("", |words| words.title.as_str()),
            excerpt(text),
            received.month.as_str(),
            received.at,
            case.due_at().unwrap_or(received.at),
            paused_since,
            case.first_answer.map(|answer| answer.at),
            case.first_answer.map(|answer| answer.working_minutes.cast_signed()),
            case.first_answer.map(|answer| answer.was_in_time),
            case.closes_by_silence_at().filter(|_| case.status == Status::Answered),
            case.closed_at,
            case.escalated_at,
            case.touched_at,
            case.wrote_at(),
            case.voices().cast_signed(),
            pending.filter(|(pending, _)| pending.send_at.is_none()).map(|(_, moment)| moment.at),
            pending.and_then(|(pending, _)| pending.send_at),
            words.and_then(|words| words.lat),
            words.and_then(|words| words.lon),
            public_excerpt(case),
            received.joins,
            case.open_offer().map(|offer| offer.until),
        ],
    );
    let unit = if case.sensitivity.is_some() { NO_UNIT } else { case.unit.as_str() };
    let mut count = |what: &str, tenths: i64| {
        into.add(&CASE_FIGURES, params![received.month.as_str(), unit, what, tenths, 1_i64]);
    };
    count("received", 0);
    if !case.status.is_open() {
        count("answered", 0);
    }
    if let Some(answer) = case.first_answer {
        count("working_time", answer.working_minutes.cast_signed().saturating_mul(10) / DAY_MINUTES);
        if answer.was_in_time {
            count("in_time", 0);
        }
    }
    weeks::count(case, received, into);
    if case.sensitivity.is_none() {
        for unit in case.contested_units() {
            into.add(&CASE_CONFLICTS, params![unit, place]);
        }
    }
    if case.status.is_open() && !case.is_waiting() {
        let due_at = case.due_at().unwrap_or(received.at);
        for (staff, _) in case.told.iter().filter(|(_, heard)| heard.is_of(due_at)) {
            into.add(&CASE_TOLD, params![*staff.as_bytes(), due_at, place]);
        }
    }
    for (staff, at) in case.praised().into_iter().filter(|_| commands::is_praise(case)) {
        into.add(&CASE_PRAISE, params![*staff.as_bytes(), at, place, case.id.as_bytes()]);
    }
    if case.sensitivity.is_none() {
        for staff in case.mentioned().into_keys() {
            into.add(&CASE_MENTIONS, params![*staff.as_bytes(), case.due_at().unwrap_or(received.at), place]);
        }
    }
    register::rows(case, into);
    erasures::rows(case, &received.number, into);
    into.add(&CASE_CODES, params![case.code, case.id.as_bytes()]);
    if case.sensitivity.is_none() {
        into.add(&CASE_SEARCH, vec![Value::Int(place), Value::Text(terms(case, text))]);
    }
}

/// The first words of a report as the public reads them.
fn public_excerpt(case: &Case) -> String {
    let words = case.words.as_ref().filter(|_| case.is_public());
    words.map(|words| excerpt(&case.for_public(&words.text))).unwrap_or_default()
}

/// What search finds a case by: its unit, its number, its words, its place in words.
fn terms(case: &Case, text: &str) -> String {
    let spot = case.words.as_ref().and_then(|words| words.spot.as_deref()).unwrap_or_default();
    let words = hadir_language::index_terms(&format!("{} {text} {spot}", case.number()));
    format!("{} {words}", unit_word(&case.unit))
}

/// The word that stands in the full-text index for a unit: one word for both engines, whatever the unit's code holds, and
/// none that people write. With it a search reads the cases of the reader's units alone, however few they are among all.
pub(crate) fn unit_word(unit: &str) -> String {
    let hash = blake3::hash(unit.as_bytes()).to_hex();
    format!("u{}", &hash[..16])
}

/// The district of a region code: its first three parts, `65.03.10`; a wider region has none.
pub(crate) fn district(region: &str) -> Option<&str> {
    region.get(..8).filter(|code| code.matches('.').count() == 2)
}

/// The first words of a text, cut at a word.
pub(crate) fn excerpt(text: &str) -> String {
    excerpt_of(text, EXCERPT_CHARS)
}

/// So many characters of a text, cut at a word.
fn excerpt_of(text: &str, chars_max: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(chars_max) {
        None => line,
        Some((end, _)) => {
            let cut = line[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &line[..cut])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_reports_stand_later_and_reports_of_one_second_stay_apart() {
        let noon = 1_773_282_600_000;
        let [one, other] = [1, 2].map(|byte| AggregateId::from_bytes([byte; 16]));
        let place = |id, number, ms| place_in_time(id, number, noon + ms);
        assert!(place(&one, "SBT-26-0002", 0) < place(&one, "SBT-26-0001", 1_000));
        assert!(place(&one, "SBT-26-0001", 0) < place(&one, "SBT-26-0002", 999));
        assert!(place(&other, "SBT-26-0001", 0) < place(&one, "SBT-26-0002", 0));
        assert_ne!(place(&one, "SBT-26-0001", 0), place(&other, "LGR-26-0001", 0));
        assert_ne!(place(&one, "SBT-26-0001", 0), place(&other, "SBT-26-0001", 0), "a number given twice");
        assert!(place(&one, "SBT-26-1", i64::MAX / 2) > 0);
    }

    #[test]
    fn an_excerpt_ends_at_a_word() {
        let text = "papan dermaga ".repeat(30);
        let excerpt = excerpt(&text);
        assert!(excerpt.chars().count() <= EXCERPT_CHARS + 1);
        assert!(excerpt.ends_with("papan…") || excerpt.ends_with("dermaga…"), "{excerpt}");
        assert_eq!(super::excerpt("dua\n baris"), "dua baris");
    }
}
