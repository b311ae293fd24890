//! Feeds the fuzzer's bytes to every decoder of the log format, with the very function that the stable test
//! `arbitrary_bytes` runs over `crates/oplog/tests/vectors/corpus`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/oplog/tests/decode_everything/mod.rs"]
mod decode_everything;

fuzz_target!(|bytes: &[u8]| decode_everything::decode_everything(bytes));
