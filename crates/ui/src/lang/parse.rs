//! Reading a Fluent file, and saying file, line and reason when it is broken.

use fluent_bundle::{FluentError, FluentResource};

use super::Source;

/// Why the languages could not be loaded.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{lang}/{name}, line {line}: {reason}")]
pub struct LangError {
    /// Tag of the language the file is in.
    pub lang: String,
    /// Name of the file.
    pub name: String,
    /// Line on which the broken entry begins, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

impl LangError {
    pub(super) fn tag(name: &str, tag: &str) -> Self {
        Self {
            lang: tag.to_owned(),
            name: name.to_owned(),
            line: 1,
            reason: format!("{tag} is not a language tag such as id or en-GB"),
        }
    }

    pub(super) fn duplicate(source: &Source, errors: &[FluentError]) -> Self {
        let key = errors.iter().find_map(|error| match error {
            FluentError::Overriding { id, .. } => Some(id.as_str()),
            _ => None,
        });
        let key = key.unwrap_or_default();
        Self {
            lang: source.lang.to_string(),
            name: source.name.to_string(),
            line: line_of_key(&source.text, key),
            reason: format!("the key {key} is defined twice"),
        }
    }
}

/// Parses one file.
///
/// # Errors
/// The first place that is not Fluent. Fluent itself would skip it and go on; we refuse, because a skipped
/// sentence would only show on the page that needs it.
pub(super) fn resource(source: &Source) -> Result<FluentResource, LangError> {
    let text = source.text.clone().into_owned();
    FluentResource::try_new(text).map_err(|(_, errors)| {
        let first = errors.first();
        // The parser notices a missing bracket only lines later, so we name the line its entry begins on.
        let at = first.map_or(0, |error| error.slice.as_ref().map_or(error.pos.start, |slice| slice.start));
        LangError {
            lang: source.lang.to_string(),
            name: source.name.to_string(),
            line: line_at(&source.text, at),
            reason: first.map(ToString::to_string).unwrap_or_default(),
        }
    })
}

fn line_at(text: &str, byte: usize) -> usize {
    let before = &text.as_bytes()[..byte.min(text.len())];
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

fn line_of_key(text: &str, key: &str) -> usize {
    let defines = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    // The last definition is the one too many.
    text.lines().enumerate().filter(|(_, line)| defines(line)).last().map_or(1, |(index, _)| index + 1)
}
