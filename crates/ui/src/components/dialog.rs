//! Asking before an act that others will notice. A page of its own without scripts, a dialog with them.

use maud::{Markup, Render, html};

use super::button::{Button, actions};
use crate::lang::Lang;
use crate::t;

/// A question, its consequence, and two ways on.
#[derive(Debug, Clone)]
pub struct Dialog<'a> {
    id: &'a str,
    question: String,
    consequence: String,
    yes: Button,
    no: Button,
}

impl<'a> Dialog<'a> {
    /// `consequence` says who notices what. `yes` names the act by its verb, `no` leads back.
    pub fn new(
        id: &'a str,
        question: impl Into<String>,
        consequence: impl Into<String>,
        yes: Button,
        no: Button,
    ) -> Self {
        Self { id, question: question.into(), consequence: consequence.into(), yes, no: no.quiet() }
    }
}

impl Render for Dialog<'_> {
    fn render(&self) -> Markup {
        let heading = format!("{}-q", self.id);
        html! {
            dialog.stack id=(self.id) open aria-labelledby=(heading) {
                h2 id=(heading) { (self.question) }
                p { (self.consequence) }
                (actions(&[self.yes.clone(), self.no.clone()]))
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let yes = Button::submit(t!(lang, "sample-hand-on-yes"));
    let no = Button::link(t!(lang, "sample-hand-on-no"), "#isi");
    let due = crate::catalogue::instant("2026-11-23T23:59");
    let consequence = t!(lang, "sample-hand-on.words", day = crate::time::day(lang, due.date()));
    html! { (Dialog::new("hand-on", t!(lang, "sample-hand-on"), consequence, yes, no)) }
}
