//! What the reporter sees as long as nobody has looked at the report: thanks, the promise, the secret code, the number,
//! and what happens next.

use hadir_org::Organisation;
use hadir_ui::components::{Route, SecretCode as SecretCodeCard, Stop};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::Timestamp;
use maud::{Markup, html};

use crate::Case;
use crate::events::CaseEvent;
use crate::pages::wording::{local, promise, unit_name};

/// Whether nothing has happened yet but the receipt and its photos, and that a rule gave it to somebody, who may not have
/// read it.
pub(super) fn is_just_sent(case: &Case) -> bool {
    let is_no_more = |event: &CaseEvent| {
        matches!(event, CaseEvent::Received(..) | CaseEvent::Photographed(..) | CaseEvent::Allotted(_))
    };
    case.thread.iter().all(|moment| is_no_more(&moment.event))
}

/// The top of the page: thanks, and who answers by when.
pub(super) fn thanks(lang: &Lang, case: &Case, org: &Organisation, now: Timestamp) -> Markup {
    html! {
        div.stack {
            h1 { (t!(lang, "sent-title")) " " (thank_you(lang, case)) }
            @if let Some(promise) = promise(lang, case, org, now) { (promise) }
        }
    }
}

/// With the form of address and the name the reporter chose, as far as there are any.
fn thank_you(lang: &Lang, case: &Case) -> String {
    let words = case.words.as_ref();
    let (sapa, name) = (words.and_then(|words| words.sapa.as_deref()), words.and_then(|words| words.name.as_deref()));
    match (sapa, name) {
        (Some(sapa), Some(name)) => t!(lang, "sent-thanks-sapa", sapa = sapa, name = name),
        (None, Some(name)) => t!(lang, "sent-thanks-name", name = name),
        (Some(sapa), None) => t!(lang, "sent-thanks-name", name = sapa),
        (None, None) => t!(lang, "sent-thanks"),
    }
}

/// The code with its picture, and the number.
pub(super) fn code_and_number(lang: &Lang, case: &Case, code: &str, url: &str) -> Markup {
    html! {
        section.stack {
            h2 { (t!(lang, "sent-keep")) }
            (SecretCodeCard::new(lang, code, url))
            p { span.soft { (t!(lang, "sent-number")) } br; b.num { (case.number()) } }
        }
    }
}

/// Three stops: someone reads it, an office answers, the reporter has the last word.
pub(super) fn what_next(lang: &Lang, case: &Case, org: &Organisation) -> Markup {
    let unit = unit_name(org, &case.unit);
    let day = case.due_at().map(|due| time::day(lang, local(org, &case.unit, due).date()));
    let answer = Stop::event(t!(lang, "sent-next-answer", unit = unit.as_str()));
    let answer = match day {
        Some(day) => answer.when(t!(lang, "thread-next-answer.by", day = day)),
        None => answer,
    };
    let route = Route::new()
        .stop(Stop::us(t!(lang, "sent-next-read", unit = unit.as_str())))
        .stop(answer)
        .stop(Stop::next(t!(lang, "sent-next-yours")).when(t!(lang, "sent-next-yours.else")));
    html! { section.stack { h2 { (t!(lang, "sent-next")) } (route) } }
}
