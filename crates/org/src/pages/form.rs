//! What was posted, and what is wrong with it: the input stays, each mistake stands at its field.

use axum::extract::{Form, FromRequest, Request};
use hadir_ui::components::{ErrorSummary, Mistake};
use hadir_ui::lang::Lang;

use crate::web::Problem;

/// The fields of a posted form, in the order they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Posted(Vec<(String, String)>);

impl Posted {
    /// The first value of a field, without spaces around it; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// The first value of a field as it was typed: for passwords.
    pub fn exact(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
    }

    /// The value of a field that may be left empty.
    pub fn optional(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Puts a value in, as a form that was filled in before is shown.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let form = Form::<Vec<(String, String)>>::from_request(request, state).await;
        form.map(|Form(fields)| Self(fields)).map_err(|_| Problem::bad_request())
    }
}

/// What is wrong with a form, field by field.
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

    /// What is wrong with a field, for the line above it.
    pub fn at(&self, field: &str) -> Option<String> {
        self.0.iter().find(|mistake| mistake.field == field).map(|mistake| mistake.words.clone())
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of it, for the top of the page.
    pub fn summary<'a>(&self, lang: &'a Lang) -> ErrorSummary<'a> {
        ErrorSummary::new(lang, self.0.clone())
    }

    /// Takes a value, or notes what is wrong with it.
    pub fn take<T>(&mut self, field: &str, value: Result<T, String>) -> Option<T> {
        value.map_err(|words| self.add(field, words)).ok()
    }
}
