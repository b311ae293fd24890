//! A field of one line.

use maud::{Markup, html};

use super::{Control, Wiring};

/// One line of text.
#[derive(Debug, Clone, Default)]
pub struct Input {
    kind: Option<&'static str>,
    value: String,
    placeholder: Option<String>,
    autocomplete: Option<&'static str>,
    inputmode: Option<&'static str>,
    autocapitalize: Option<&'static str>,
    spellcheck: Option<&'static str>,
    required: bool,
}

impl Input {
    /// Plain text.
    pub fn line() -> Self {
        Self::default()
    }

    /// A secret code: capitals, no spelling aid, not remembered by the browser.
    pub fn code() -> Self {
        Self {
            autocomplete: Some("off"),
            autocapitalize: Some("characters"),
            spellcheck: Some("false"),
            ..Self::default()
        }
    }

    /// A password; `autocomplete` is `current-password` or `new-password`.
    pub fn password(autocomplete: &'static str) -> Self {
        Self { kind: Some("password"), autocomplete: Some(autocomplete), ..Self::default() }
    }

    /// A date; the browser shows its own calendar.
    pub fn date() -> Self {
        Self { kind: Some("date"), ..Self::default() }
    }

    /// A time of day.
    pub fn time() -> Self {
        Self { kind: Some("time"), ..Self::default() }
    }

    /// What stands in it already.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// An example shown while it is empty; never a label.
    #[must_use]
    pub fn placeholder(mut self, example: impl Into<String>) -> Self {
        self.placeholder = Some(example.into());
        self
    }

    /// What the browser may fill in, such as `name` or `tel`.
    #[must_use]
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    /// Which keys a phone shows, such as `tel` or `numeric`.
    #[must_use]
    pub fn inputmode(mut self, keys: &'static str) -> Self {
        self.inputmode = Some(keys);
        self
    }

    /// Must be filled in.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

impl Control for Input {
    fn draw(&self, wiring: &Wiring<'_>) -> Markup {
        let value = (!self.value.is_empty()).then_some(&self.value);
        html! {
            input id=(wiring.name) name=(wiring.name) type=[self.kind] value=[value]
                placeholder=[self.placeholder.as_ref()] autocomplete=[self.autocomplete]
                inputmode=[self.inputmode] autocapitalize=[self.autocapitalize] spellcheck=[self.spellcheck]
                required[self.required]
                aria-describedby=[wiring.described_by.as_ref()] aria-invalid=[wiring.invalid()];
        }
    }
}
