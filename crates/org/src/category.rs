//! What reports are about, and which unit usually handles it.

use crate::code::{CategoryCode, UnitCode};

/// One subject of reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Category {
    /// Its code.
    pub code: CategoryCode,
    /// Its names by language tag, such as `("id", "Jalan")`.
    pub names: Vec<(String, String)>,
    /// The unit that usually handles it.
    pub usual_unit: Option<UnitCode>,
    /// Words that point to it, lower-case.
    pub example_words: Vec<String>,
    /// Where it stands in lists, counted from 0.
    pub place: u32,
}

impl Category {
    /// Its name in a language, in Indonesian where the language has none, or its code where there is neither.
    pub fn name(&self, lang: &str) -> &str {
        let named = |tag: &str| self.names.iter().find(|(known, _)| known == tag).map(|(_, name)| name.as_str());
        named(lang).or_else(|| named("id")).unwrap_or(self.code.as_str())
    }
}
