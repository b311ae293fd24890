//! The cases written by hand, moved to the present.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::case::DemoCase;
use super::dates;
use super::regency::Regency;

/// The hand-written cases of a regency, with their last week in the week of `now` and nothing after `now`.
pub fn cases(regency: Regency, now: Timestamp) -> Vec<DemoCase> {
    let mut cases = read(regency);
    let weeks = weeks_to(regency, &cases, now);
    for case in &mut cases {
        move_case(case, regency, weeks);
        case.cut(now);
    }
    cases.retain(|case| case.received_at <= now);
    cases
}

fn read(regency: Regency) -> Vec<DemoCase> {
    let lines = regency.written_jsonl().lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).expect("the file is part of the program and read by its tests"))
        .collect()
}

fn weeks_to(regency: Regency, cases: &[DemoCase], now: Timestamp) -> i32 {
    let last = cases.iter().flat_map(instants).max().unwrap_or(now);
    dates::days_between(monday(regency, last), monday(regency, now)) / 7
}

fn instants(case: &DemoCase) -> impl Iterator<Item = Timestamp> {
    let messages = case.messages.iter().map(|message| message.at);
    let events = case.events.iter().map(|event| event.at);
    messages.chain(events).chain([case.received_at])
}

fn monday(regency: Regency, at: Timestamp) -> Date {
    let day = local_day(regency, at);
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

fn local_day(regency: Regency, at: Timestamp) -> Date {
    at.to_zoned(regency.zone()).date()
}

fn move_case(case: &mut DemoCase, regency: Regency, weeks: i32) {
    let received = local_day(regency, case.received_at);
    case.text = dates::moved(&case.text, weeks, received);
    case.title = case.title.take().map(|title| dates::moved(&title, weeks, received));
    case.received_at = moved(case.received_at, weeks);
    for message in &mut case.messages {
        message.text = dates::moved(&message.text, weeks, local_day(regency, message.at));
        message.at = moved(message.at, weeks);
    }
    for event in &mut case.events {
        let day = local_day(regency, event.at);
        event.why = event.why.take().map(|why| dates::moved(&why, weeks, day));
        event.at = moved(event.at, weeks);
    }
}

/// Indonesia has no daylight saving time, so a week is always 168 hours of the same local clock.
fn moved(at: Timestamp, weeks: i32) -> Timestamp {
    at.saturating_add((i64::from(weeks) * 168).hours()).unwrap_or(at)
}
