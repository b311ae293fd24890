//! `/kelola/simpul/sertifikat`: a certificate line as a QR code, with what to type at the office.

use axum::Form;
use axum::extract::State;
use hadir_org::pages::administration;
use hadir_org::{Reader, Staff};
use hadir_ui::components::{Button, Facts, Field, Mistakes, Textarea, qr};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Enrolling, SECTION, bad_line, command, digits};
use crate::enrolment::{Answer, AnswerError, last_day};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    sertifikat: String,
}

pub(super) async fn show_form(State(enrolling): State<Enrolling>, staff: Staff, Reader { lang }: Reader) -> Html {
    page(&enrolling, &staff, &lang, "", &Mistakes::default(), html! {})
}

pub(super) async fn show_certificate(
    State(enrolling): State<Enrolling>,
    staff: Staff,
    Reader { lang }: Reader,
    Form(wish): Form<Wish>,
) -> Html {
    let line = wish.sertifikat.trim();
    let answer = match Answer::read(line) {
        Ok(answer) => answer,
        Err(error) => {
            let words = match error {
                AnswerError::Line(error) => bad_line(&lang, &error),
                AnswerError::Key(_) => t!(lang, "enrol-line-damaged"),
            };
            return page(&enrolling, &staff, &lang, line, &Mistakes::one("sertifikat", words), html! {});
        }
    };
    let standings = enrolling.platform.store().standings();
    // The line proves itself against the root it names; that this is the regency's own is another matter.
    if standings.trust().is_none_or(|trust| trust.root() != answer.certificate.statement().root) {
        let mistakes = Mistakes::one("sertifikat", t!(lang, "certificate-other-root"));
        return page(&enrolling, &staff, &lang, line, &mistakes, html! {});
    }
    page(&enrolling, &staff, &lang, line, &Mistakes::default(), shown(&lang, &answer, line))
}

fn shown(lang: &Lang, answer: &Answer, line: &str) -> Markup {
    let certificate = answer.certificate.statement();
    let last = time::plain(lang, last_day(certificate.valid_until_ms, answer.zone));
    let facts = Facts::new()
        .row(t!(lang, "enrol-name"), certificate.name.as_str())
        .row(t!(lang, "enrol-prefix"), certificate.prefix.as_str())
        .row(t!(lang, "certificate-until"), last)
        .row(t!(lang, "certificate-root"), html! { code { (digits(&certificate.root.to_string())) } });
    let code = qr(line, &t!(lang, "certificate-qr", name = certificate.name.as_str()));
    html! {
        section.stack {
            h2 { (t!(lang, "certificate-found")) }
            (facts)
            @match code {
                Ok(code) => { div.wide-qr { (code) } p { (t!(lang, "certificate-scan")) } }
                Err(_) => p { (t!(lang, "certificate-too-long")) }
            }
        }
        section.stack {
            h2 { (t!(lang, "certificate-type")) }
            (command(&format!("hadir node join --data /var/lib/hadir/node {line}")))
            p { (t!(lang, "certificate-compare")) }
        }
    }
}

fn page(enrolling: &Enrolling, staff: &Staff, lang: &Lang, line: &str, mistakes: &Mistakes, result: Markup) -> Html {
    let field = Textarea::rows(6).value(line).required();
    let content = html! {
        (result)
        p.lead { (t!(lang, "certificate-lead")) }
        form.stack method="post" action="/kelola/simpul/sertifikat" {
            (Field::new(lang, "sertifikat", t!(lang, "certificate-line"), field)
                .hint(t!(lang, "certificate-line.hint")).error(mistakes.at("sertifikat")))
            (Button::submit(t!(lang, "certificate-show")))
        }
    };
    administration(&enrolling.platform, staff, lang, SECTION, &t!(lang, "certificate-title"), mistakes, content)
}
