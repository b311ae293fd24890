//! Feeds the fuzzer's bytes to every parser of a line that another office or a person's hand brings, with the very function
//! that the stable test `foreign_bytes` of the program runs over real lines and their damaged copies.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/hadir/tests/parse_lines/mod.rs"]
mod parse_lines;

fuzz_target!(|bytes: &[u8]| parse_lines::parse_lines(bytes));
