//! What is wrong with a form: each mistake stands at its field and in the summary on top, and what was typed stays.

use super::error_summary::{ErrorSummary, Mistake};
use crate::lang::Lang;

/// Everything that is wrong with a form, in the order of its fields.
#[derive(Clone, Debug, Default)]
pub struct Mistakes(Vec<Mistake>);

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

    /// Takes a value, or notes what is wrong with it.
    pub fn take<T>(&mut self, field: &str, value: Result<T, String>) -> Option<T> {
        value.map_err(|words| self.add(field, words)).ok()
    }

    /// Everything that is wrong with a field, for the line above it.
    pub fn at(&self, field: &str) -> Option<String> {
        let of_field = self.all().filter(|mistake| mistake.field == field);
        let words: Vec<_> = of_field.map(|mistake| mistake.words.as_str()).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// All of it.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_says_everything_that_is_wrong_with_it() {
        let mut mistakes = Mistakes::one("date", "Isi tanggalnya.".into());
        assert_eq!(mistakes.take("amount", Ok::<_, String>(5)), Some(5));
        assert_eq!(mistakes.take::<u16>("date", Err("Tulis seperti 2026-03-12.".into())), None);
        assert_eq!(mistakes.at("date").as_deref(), Some("Isi tanggalnya. Tulis seperti 2026-03-12."));
        assert_eq!((mistakes.at("amount"), mistakes.all().count(), mistakes.is_empty()), (None, 2, false));
    }
}
