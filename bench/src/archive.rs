//! The past of a regency as a file for `hadir import cases`: most of it closed long ago, one case in ten open.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use hadir_testkit::random::Seeded;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::Failure;
use crate::town::{Report, Town};

/// One case in so many is still open.
pub const OPEN_ONE_IN: u64 = 10;
/// What is closed was received within so many days before now.
const PAST_DAYS: u64 = 700;
/// What is open was received within so many days before now; some of it is late.
const RECENT_DAYS: u64 = 25;
const SEED: u64 = 11;

/// Writes `count` cases, one a line.
pub fn write(path: &Path, count: u64, now: Timestamp) -> Result<(), Failure> {
    let town = Town::new();
    let mut random = Seeded::new(SEED);
    let mut file = BufWriter::new(File::create(path)?);
    for number in 0..count {
        let report = town.report(&mut random);
        serde_json::to_writer(&mut file, &row(number, &report, &mut random, now))?;
        file.write_all(b"\n")?;
    }
    file.flush()?;
    Ok(())
}

fn row(number: u64, report: &Report, random: &mut Seeded, now: Timestamp) -> Value {
    let is_open = is_open(number);
    let days = if is_open { RECENT_DAYS } else { PAST_DAYS };
    // Not the last day: what happens to a case happens before now.
    let age = 86_400 + random.below(days * 86_400);
    let received = now - SignedDuration::from_secs(age.cast_signed());
    let (verified, answered) = (received + SignedDuration::from_hours(2), received + SignedDuration::from_hours(20));
    let mut events =
        vec![json!({ "at": verified, "event": "verified" }), json!({ "at": verified, "event": "published" })];
    let mut messages = Vec::new();
    if !is_open {
        messages.push(json!({ "at": answered, "from": "staff", "text": report.reply }));
        events.push(json!({ "at": answered, "event": "answered" }));
        events.push(json!({ "at": answered, "event": "closed" }));
    }
    json!({
        "external_id": format!("bench-{number}"),
        "received_at": received,
        "kind": report.kind,
        "channel": "web",
        "category": report.category,
        "place": report.place,
        "spot": report.spot,
        "text": report.text,
        "name": report.name,
        "contact": report.contact,
        "visibility": "public",
        "messages": messages,
        "events": events,
    })
}

/// Whether the case of this number is still open; the bare stack's data follow the same rule.
pub fn is_open(number: u64) -> bool {
    number.is_multiple_of(OPEN_ONE_IN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_tells_a_whole_story_in_the_past() {
        let (town, mut random) = (Town::new(), Seeded::new(1));
        let now: Timestamp = "2026-11-20T02:00:00Z".parse().unwrap();
        for number in 0..40 {
            let row = row(number, &town.report(&mut random), &mut random, now);
            let at = |value: &Value| value.as_str().unwrap().parse::<Timestamp>().unwrap();
            assert!(row["events"].as_array().unwrap().iter().all(|event| at(&event["at"]) < now), "{row}");
            assert_eq!(row["messages"].as_array().unwrap().is_empty(), is_open(number));
        }
    }
}
