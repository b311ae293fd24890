//! Two to seven choices as cards, each with a line that explains it.

use maud::{Markup, Render, html};

use super::field::{error_line, optional};
use crate::lang::Lang;
use crate::t;

/// One choice.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// One line that explains it; empty where the label says all.
    pub explain: String,
}

impl Choice {
    /// A choice with the line that explains it.
    pub fn new(value: impl Into<String>, label: impl Into<String>, explain: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), explain: explain.into() }
    }
}

/// A question with two to seven choices. Over seven use a [`super::Select`].
#[derive(Debug, Clone)]
pub struct ChoiceGroup<'a> {
    lang: &'a Lang,
    name: &'a str,
    legend: String,
    choices: Vec<Choice>,
    chosen: Vec<String>,
    hint: Option<Markup>,
    error: Option<String>,
    optional: bool,
    kind: &'static str,
    beside: bool,
}

impl<'a> ChoiceGroup<'a> {
    /// One of several, posted under `name`. The id of each is `name-value`, that of the
    /// whole group `name`.
    pub fn one(lang: &'a Lang, name: &'a str, legend: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self {
            lang,
            name,
            legend: legend.into(),
            choices,
            chosen: Vec::new(),
            hint: None,
            error: None,
            optional: false,
            kind: "radio",
            beside: false,
        }
    }

    /// Any number of them, each posted under `name`.
    pub fn several(lang: &'a Lang, name: &'a str, legend: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self { kind: "checkbox", ..Self::one(lang, name, legend, choices) }
    }

    /// A value chosen already.
    #[must_use]
    pub fn chosen(mut self, value: impl Into<String>) -> Self {
        self.chosen.push(value.into());
        self
    }

    /// A line or two under the question.
    #[must_use]
    pub fn hint(mut self, hint: impl Render) -> Self {
        self.hint = Some(hint.render());
        self
    }

    /// What is wrong and how to mend it.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// May be left open.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Beside each other: short choices on the desk.
    #[must_use]
    pub fn beside(mut self) -> Self {
        self.beside = true;
        self
    }

    fn described_by(&self) -> Option<String> {
        self.error.as_ref().map(|_| format!("{}-e", self.name))
    }

    fn cards(&self) -> Markup {
        html! { @for choice in &self.choices { (self.card(choice)) } }
    }

    fn card(&self, choice: &Choice) -> Markup {
        let id = format!("{}-{}", self.name, choice.value);
        html! {
            div.choice {
                input type=(self.kind) name=(self.name) id=(id) value=(choice.value)
                    checked[self.chosen.contains(&choice.value)];
                label for=(id) {
                    (choice.label)
                    @if !choice.explain.is_empty() { span { (choice.explain) } }
                }
            }
        }
    }
}

impl Render for ChoiceGroup<'_> {
    fn render(&self) -> Markup {
        html! {
            // The summary of a form's mistakes leads here by the name.
            fieldset.field.bad[self.error.is_some()] id=(self.name) aria-describedby=[self.described_by()] {
                legend { (self.legend) @if self.optional { " " (optional(self.lang)) } }
                @if let Some(hint) = &self.hint { p.hint { (hint) } }
                @if let Some(error) = &self.error { (error_line(self.name, error)) }
                @if self.beside { div.row.pick { (self.cards()) } } @else { (self.cards()) }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let choices = vec![
        Choice::new("yes", t!(lang, "sample-solved-yes"), t!(lang, "sample-solved-yes.explain")),
        Choice::new("no", t!(lang, "sample-solved-no"), t!(lang, "sample-solved-no.explain")),
    ];
    let question = t!(lang, "sample-solved");
    let open = ChoiceGroup::several(lang, "open", &question, choices.clone())
        .optional()
        .hint(t!(lang, "sample-solved.hint"))
        .error(Some(t!(lang, "sample-solved-open")));
    html! {
        div.pair.stack {
            (ChoiceGroup::one(lang, "solved", &question, choices).chosen("yes"))
            (open)
        }
    }
}
