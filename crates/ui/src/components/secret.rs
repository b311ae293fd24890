//! The reporter's secret code: in groups of four, with what it opens and what not to do with it.

use maud::{Markup, Render, html};

use super::qr::qr;
use crate::lang::Lang;
use crate::t;

/// The code and, for a phone, its QR. Only on the page after sending and on the slip.
#[derive(Debug, Clone)]
pub struct SecretCode<'a> {
    lang: &'a Lang,
    code: String,
    url: String,
}

impl<'a> SecretCode<'a> {
    /// `code` as it is shown (`7K4M-Q2XW-9RTW`); `url` is the full address that opens the report with it.
    pub fn new(lang: &'a Lang, code: impl Into<String>, url: impl Into<String>) -> Self {
        Self { lang, code: code.into(), url: url.into() }
    }
}

impl Render for SecretCode<'_> {
    fn render(&self) -> Markup {
        let warning = html! { b { (t!(self.lang, "secret-never")) } };
        html! {
            div.secret.stack {
                p { span.soft { (t!(self.lang, "secret-code")) } br; span.num { (self.code) } }
                // The code alone opens the report, so a page without its picture is still complete.
                @if let Ok(picture) = qr(&self.url, &t!(self.lang, "secret-qr")) { (picture) }
                p { (self.lang.markup("secret-advice", &[], &[("never", warning)])) }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    html! { (SecretCode::new(lang, "7K4M-Q2XW-9RTW", "https://hadir.example/lacak/7K4M-Q2XW-9RTW")) }
}
