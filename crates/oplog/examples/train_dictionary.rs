//! Trains compression dictionary 1 from the project's demonstration cases:
//! `cargo run --release --example train_dictionary -- data/demo/*/cases.jsonl`, writing `dictionaries/1.zdict`.
//!
//! Dictionary 1 is part of the frozen format and must not change any more, even when the demonstration cases do; a
//! test compares its hash. This program shows how it was made and makes the next one.

use std::error::Error;
use std::path::PathBuf;

use serde_json::Value;

/// Large enough for the phrases that recur, small enough for a program that also runs on a village computer.
const DICTIONARY_BYTES: usize = 24 * 1024;

fn main() -> Result<(), Box<dyn Error>> {
    let mut samples = Vec::new();
    for file in std::env::args().skip(1) {
        for line in std::fs::read_to_string(file)?.lines() {
            collect(&serde_json::from_str(line)?, &mut samples);
        }
    }
    let dictionary = zstd::dict::from_samples(&samples, DICTIONARY_BYTES)?;
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("dictionaries/1.zdict");
    std::fs::write(path, dictionary)?;
    Ok(())
}

/// The words people wrote: long enough texts, not codes, names, contacts or instants, which must not end up in a
/// dictionary that every copy of the program carries.
fn collect(value: &Value, samples: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, samples)),
        Value::Object(fields) => {
            for (key, field) in fields {
                match field {
                    Value::String(text) if ["text", "title", "why"].contains(&key.as_str()) => {
                        samples.push(text.clone())
                    }
                    Value::Array(_) | Value::Object(_) => collect(field, samples),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}
