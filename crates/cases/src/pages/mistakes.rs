//! What is wrong with a form: each mistake stands at its field and in the summary on top, and the input stays.

use hadir_ui::components::{ErrorSummary, Mistake};
use hadir_ui::lang::Lang;

/// Everything that is wrong with a form.
#[derive(Clone, Debug, Default)]
pub(super) struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// One thing that is wrong.
    pub fn one(field: &str, words: String) -> Self {
        let mut mistakes = Self::default();
        mistakes.add(field, words);
        mistakes
    }

    /// Another thing that is wrong.
    pub fn add(&mut self, field: &str, words: String) {
        self.0.push(Mistake { field: field.to_owned(), words });
    }

    /// Everything that is wrong with a field, for the line above it.
    pub fn at(&self, field: &str) -> Option<String> {
        let words: Vec<_> =
            self.all().filter(|mistake| mistake.field == field).map(|mistake| mistake.words.as_str()).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// All of it, in the order of the fields.
    pub fn all(&self) -> impl Iterator<Item = &Mistake> {
        self.0.iter()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of it, for the top of the page.
    pub fn summary<'a>(&self, lang: &'a Lang) -> ErrorSummary<'a> {
        ErrorSummary::new(lang, self.0.clone())
    }
}
