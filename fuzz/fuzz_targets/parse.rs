//! Feeds the fuzzer's bytes to every parser of what people, programs and other systems hand in, with the very function
//! that the stable test `foreign_bytes` runs over real examples and their damaged copies.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/cases/tests/parse_everything/mod.rs"]
mod parse_everything;

fuzz_target!(|bytes: &[u8]| parse_everything::parse_everything(bytes));
