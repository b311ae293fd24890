//! The filter above a list: a few fields in a row and a button, sent as a query.

use maud::{Markup, Render, html};

use super::{Button, Choices, Control, Select, Wiring};
use crate::lang::Lang;
use crate::t;

/// Fields in a row; works without scripts because it is a form that asks for the same page.
#[derive(Debug, Clone)]
pub struct Filter {
    submit: String,
    fields: Vec<Markup>,
}

impl Filter {
    /// `submit` names the button: "Tampilkan", "Cari".
    pub fn new(submit: impl Into<String>) -> Self {
        Self { submit: submit.into(), fields: Vec::new() }
    }

    /// One field more. One or three fit a row beside the button.
    #[must_use]
    pub fn field(mut self, name: &str, label: &str, control: &impl Control) -> Self {
        let wiring = Wiring { name, described_by: None, is_bad: false };
        self.fields.push(html! { div { label for=(name) { (label) } (control.draw(&wiring)) } });
        self
    }
}

impl Render for Filter {
    fn render(&self) -> Markup {
        html! {
            form.filter.two[self.fields.len() == 1] {
                @for field in &self.fields { (field) }
                (Button::submit(&self.submit).quiet())
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let all = || Select::new().empty(t!(lang, "sample-filter-all"));
    let places = all().choices(Choices::plain().option("65.03.10", "Sebatik Timur").option("65.03.01", "Krayan"));
    let states = all().choices(Choices::plain().option("late", t!(lang, "sample-state-late")));
    let filter = Filter::new(t!(lang, "sample-filter-show"))
        .field("f-place", &t!(lang, "sample-place"), &places)
        .field("f-topic", &t!(lang, "sample-topic"), &all())
        .field("f-state", &t!(lang, "sample-filter-state"), &states);
    html! { (filter) }
}
