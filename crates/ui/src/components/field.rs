//! A labelled field: label above, hint between label and control, error with the sentence that mends it.
//!
//! The control itself (line, text, select, file) is a [`Control`]; the field ties it to its hint and error.

use maud::{Markup, Render, html};

use super::{Choices, FileField, Input, Select, Textarea};
use crate::icon::{Icon, icon};
use crate::lang::Lang;
use crate::t;

/// What a control must carry so that its label, hint and error belong to it.
#[derive(Debug, Clone)]
pub struct Wiring<'a> {
    /// Both `name` and `id`.
    pub name: &'a str,
    /// Ids of hint and error, for `aria-describedby`.
    pub described_by: Option<String>,
    /// Whether there is an error.
    pub is_bad: bool,
}

impl Wiring<'_> {
    /// The value of `aria-invalid`, where there is one.
    pub fn invalid(&self) -> Option<&'static str> {
        self.is_bad.then_some("true")
    }
}

/// Something a person fills in.
pub trait Control {
    /// Draws the control with the attributes the field gives it.
    fn draw(&self, wiring: &Wiring<'_>) -> Markup;
}

/// A field around a control.
#[derive(Debug, Clone)]
pub struct Field<'a, C> {
    lang: &'a Lang,
    name: &'a str,
    label: String,
    control: C,
    hint: Option<Markup>,
    error: Option<String>,
    optional: bool,
    inner: bool,
}

impl<'a, C: Control> Field<'a, C> {
    /// A field by the `name` it is posted under, which is its id too.
    pub fn new(lang: &'a Lang, name: &'a str, label: impl Into<String>, control: C) -> Self {
        Self { lang, name, label: label.into(), control, hint: None, error: None, optional: false, inner: false }
    }

    /// A line or two under the label: what is asked for, or an example.
    #[must_use]
    pub fn hint(mut self, hint: impl Render) -> Self {
        self.hint = Some(hint.render());
        self
    }

    /// What is wrong and how to mend it; nothing when all is well. What was typed stays in the control.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// May be left empty; says so beside the label.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// One of several under a common heading (see [`super::Fieldset`]): a smaller label, less room.
    #[must_use]
    pub fn inner(mut self) -> Self {
        self.inner = true;
        self
    }

    fn class(&self) -> Option<&'static str> {
        match (self.inner, self.error.is_some()) {
            (false, false) => Some("field"),
            (false, true) => Some("field bad"),
            (true, false) => None,
            (true, true) => Some("bad"),
        }
    }

    fn wiring(&self) -> Wiring<'a> {
        let hint = self.hint.as_ref().map(|_| format!("{}-h", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-e", self.name));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        Wiring { name: self.name, described_by: (!ids.is_empty()).then(|| ids.join(" ")), is_bad: self.error.is_some() }
    }
}

impl<C: Control> Render for Field<'_, C> {
    fn render(&self) -> Markup {
        html! {
            div class=[self.class()] {
                label for=(self.name) { (self.label) @if self.optional { " " (optional(self.lang)) } }
                @if let Some(hint) = &self.hint { p.hint id={ (self.name) "-h" } { (hint) } }
                @if let Some(error) = &self.error { (error_line(self.name, error)) }
                (self.control.draw(&self.wiring()))
            }
        }
    }
}

/// "(boleh kosong)".
pub(super) fn optional(lang: &Lang) -> Markup {
    html! { span.soft { (t!(lang, "field-optional")) } }
}

/// The sentence of an error, with its mark, above the control.
pub(super) fn error_line(name: &str, error: &str) -> Markup {
    html! { p.error id={ (name) "-e" } { (icon(Icon::Late)) span { (error) } } }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let wrong = Some(t!(lang, "sample-code-wrong"));
    html! {
        div.pair.stack {
            (Field::new(lang, "spot", t!(lang, "sample-spot"), Input::line()).hint(t!(lang, "sample-spot.hint")))
            (Field::new(lang, "code", t!(lang, "sample-code"), Input::code().value("7K4M-Q2XW-9RTG")).error(wrong))
        }
        div.pair.stack {
            (Field::new(lang, "story", t!(lang, "sample-story"), Textarea::rows(4).required())
                .hint(t!(lang, "sample-story.hint")))
            (Field::new(lang, "short", t!(lang, "sample-story"), Textarea::rows(4).value(t!(lang, "sample-story-short")))
                .error(Some(t!(lang, "sample-story-wrong"))))
        }
        div.pair.stack {
            (Field::new(lang, "place", t!(lang, "sample-place"), sample_places(lang)))
            (Field::new(lang, "photo", t!(lang, "sample-photo"), FileField::photos())
                .optional().hint(t!(lang, "sample-photo.hint")))
        }
    }
}

fn sample_places(lang: &Lang) -> Select {
    let east = Choices::group("Sebatik Timur")
        .option("65.03.10.2001", "Sungai Nyamuk")
        .option("65.03.10.2002", "Tanjung Harapan");
    let middle = Choices::group("Sebatik Tengah").option("65.03.12.2003", "Aji Kuning");
    Select::new().empty(t!(lang, "sample-place-unknown")).choices(east).choices(middle).chosen("65.03.10.2002")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn hint_and_error_are_tied_to_the_control_in_reading_order() {
        let id = sample::id();
        let field = Field::new(&id, "text", "x", Input::line().value("a<b")).hint("h").error(Some("e".to_owned()));
        let html = field.render().0;
        assert!(html.contains("<div class=\"field bad\"><label for=\"text\">x</label>"), "{html}");
        assert!(html.contains("<p class=\"hint\" id=\"text-h\">h</p><p class=\"error\" id=\"text-e\">"));
        assert!(html.contains("aria-describedby=\"text-h text-e\" aria-invalid=\"true\""), "{html}");
        assert!(html.contains("value=\"a&lt;b\""));
    }

    #[test]
    fn a_field_without_hint_or_error_describes_nothing() {
        let id = sample::id();
        let html = Field::new(&id, "text", "x", Input::line()).inner().optional().render().0;
        assert!(html.starts_with("<div><label for=\"text\">x <span class=\"soft\">"), "{html}");
        assert!(!html.contains("aria-"), "{html}");
    }
}
