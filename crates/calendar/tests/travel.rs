//! Calendars, rules, hours and deadlines survive the journey inside an operation.

mod support;

use std::fmt::Debug;

use hadir_calendar::{Pause, WorkingHours, Zone};
use serde::{Serialize, de::DeserializeOwned};
use support::{Seeded, local};

fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
}

#[test]
fn plain_data_comes_back_as_it_went() {
    let seeded = Seeded::new();
    check(seeded.calendar.data());
    check(seeded.rules.data());
    check(&seeded.hours);
    check(&WorkingHours::around_the_clock());
}

#[test]
fn a_deadline_keeps_its_explanation() {
    let waiting = Pause { from: local(Zone::Wit, "2025-03-26T10:00"), until: None };
    check(&Seeded::new().deadline(Zone::Wit, "info_request", "2025-03-20T10:00", &[waiting]));
}

#[test]
fn impossible_hours_do_not_get_in() {
    let night_shift = r#"{"normal":{"mon":{"opens":"22:00","closes":"06:00"}}}"#;
    let error = serde_json::from_str::<WorkingHours>(night_shift).unwrap_err();
    assert!(error.to_string().contains("closing must be later"), "{error}");
    assert!(serde_json::from_str::<hadir_calendar::WorkingWeek>("[]").is_err());
}
