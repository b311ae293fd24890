//! The project's worked examples, computed by two independent methods, come out to the letter.

use hadir_calendar::{deadline_csv, seed};

const EXAMPLES: &str = include_str!("data/deadline_examples.csv");

#[test]
fn every_example_comes_out_to_the_minute() {
    let mut output = Vec::new();
    let filled =
        deadline_csv::fill(EXAMPLES.as_bytes(), &mut output, &seed::rules(), &seed::hours(), &seed::calendar())
            .unwrap();
    assert!(filled.refused.is_empty(), "{:?}", filled.refused);
    let output = String::from_utf8(output).unwrap();
    for (expected, found) in EXAMPLES.lines().zip(output.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(output.lines().count(), EXAMPLES.lines().count());
}
