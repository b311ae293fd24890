//! A slip to print and hand over: number, code, and who answers by when.

use maud::{Markup, Render, html};

use super::{Facts, SecretCode};
use crate::lang::Lang;
use crate::t;

/// What a citizen takes home from the counter.
#[derive(Debug, Clone)]
pub struct Slip<'a> {
    lang: &'a Lang,
    office: String,
    number: String,
    code: SecretCode<'a>,
    promise: Markup,
    facts: Facts,
}

impl<'a> Slip<'a> {
    /// `number` is public, `code` is not; `promise` says who answers by when.
    pub fn new(
        lang: &'a Lang,
        office: impl Into<String>,
        number: impl Into<String>,
        code: SecretCode<'a>,
        promise: impl Render,
    ) -> Self {
        Self {
            lang,
            office: office.into(),
            number: number.into(),
            code,
            promise: promise.render(),
            facts: Facts::new(),
        }
    }

    /// What was written down, in short.
    #[must_use]
    pub fn facts(mut self, facts: Facts) -> Self {
        self.facts = facts;
        self
    }
}

impl Render for Slip<'_> {
    fn render(&self) -> Markup {
        html! {
            div.slip.stack {
                p.soft { (self.office) }
                h2 { (t!(self.lang, "slip-title")) }
                p { span.soft { (t!(self.lang, "slip-number")) } br; b.num { (self.number) } }
                (self.promise)
                (self.code)
                (self.facts)
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let due = crate::catalogue::instant("2026-11-23T23:59");
    let code = SecretCode::new(lang, "7K4M-Q2XW-9RTW", "https://hadir.example/lacak/7K4M-Q2XW-9RTW");
    let promise = super::Promise::answer(lang, "Dinas Perhubungan", &due);
    let facts = Facts::new().row(t!(lang, "sample-where"), t!(lang, "sample-place-pier"));
    html! { (Slip::new(lang, "Kantor Camat Sebatik Timur", "SBT-26-0412", code, promise).facts(facts)) }
}
