//! What is known of a case, beside its thread.

use hadir_org::Right;
use hadir_ui::components::{Facts, Panel};
use hadir_ui::lang::Lang;
use hadir_ui::{number, t, time};
use maud::html;

use super::away;
use super::left::{Clock, Left, left};
use super::seat::OpenCase;
use super::words;
use crate::pages::wording::{self, Standing};

/// The panel of facts. `place` is the region in words, `public_at` where everyone reads the case, if it is released.
pub(super) fn panel(lang: &Lang, open: &OpenCase, place: Option<String>, public_at: Option<&str>) -> Panel {
    let case = &open.case;
    let said = case.words.as_ref();
    let contact = said.and_then(|words| words.contact.as_deref()).map(number::phone);
    let received = case.received.as_ref();
    let facts = Facts::new()
        .row(t!(lang, "meja-fact-status"), Standing::of(case, open.now).state(lang))
        .row(t!(lang, "meja-fact-kind"), wording::procedure(lang, case.procedure()))
        .row_if(t!(lang, "meja-fact-service"), case.service.as_deref().map(|id| wording::service_name(&open.org, id)))
        .row(t!(lang, "meja-fact-category"), category(lang, open))
        .row_if(t!(lang, "meja-fact-left"), remaining(lang, open).map(|left| left.words))
        .row(t!(lang, "meja-fact-place"), where_exactly(lang, open, place))
        .row(t!(lang, "meja-fact-reporter"), reporter(lang, open))
        .row_if(
            t!(lang, "meja-fact-contact"),
            open.may(Right::SeeContact).then(|| contact.unwrap_or_else(|| t!(lang, "meja-fact-contact-none"))),
        )
        .row_if(t!(lang, "meja-fact-visibility"), received.map(|_| visible(lang, open, case.visibility(), public_at)))
        .row_if(
            t!(lang, "meja-fact-voices"),
            (case.voices() > 1).then(|| t!(lang, "meja-voices", count = case.voices())),
        )
        .row(t!(lang, "meja-fact-handled"), handled(lang, open))
        .row_if(
            t!(lang, "meja-fact-received"),
            received.map(|facts| {
                let channel = words::channel(lang, facts.channel);
                t!(
                    lang,
                    "meja-fact-received-how",
                    moment = time::desk_moment(lang, &open.local(facts.at)),
                    channel = channel
                )
            }),
        )
        .row_if(t!(lang, "meja-fact-circle"), case.sensitivity.map(|why| words::sensitivity(lang, why)));
    Panel::new(t!(lang, "meja-facts"), facts)
}

/// What is left of the case's time, as long as the office owes something.
pub(super) fn remaining(lang: &Lang, open: &OpenCase) -> Option<Left> {
    let case = &open.case;
    let clock = Clock {
        received_at: case.received_at(),
        due_at: case.due_at()?,
        paused_since: case.pauses.last().filter(|_| case.is_waiting()).map(|pause| pause.from.as_millisecond()),
    };
    case.status.is_open().then(|| left(lang, &open.org, &case.unit, clock, open.now))
}

fn category(lang: &Lang, open: &OpenCase) -> String {
    let name = open.case.category.as_deref().and_then(|code| wording::category_name(&open.org, lang, code));
    name.unwrap_or_else(|| t!(lang, "meja-fact-category-none"))
}

fn where_exactly(lang: &Lang, open: &OpenCase, place: Option<String>) -> String {
    let words = open.case.words.as_ref();
    let spot = words.and_then(|words| words.spot.clone());
    let position = words.and_then(|words| Some(format!("{:.5}, {:.5}", words.lat?, words.lon?)));
    let parts: Vec<_> = [spot, place, position].into_iter().flatten().collect();
    if parts.is_empty() { t!(lang, "meja-fact-place-none") } else { parts.join(". ") }
}

fn reporter(lang: &Lang, open: &OpenCase) -> String {
    let words = open.case.words.as_ref();
    let name = words.and_then(|words| words.name.clone()).unwrap_or_else(|| t!(lang, "meja-fact-reporter-none"));
    match words.and_then(|words| words.sapa.as_deref()) {
        Some(sapa) => t!(lang, "meja-fact-reporter-sapa", name = name, sapa = sapa),
        None => name,
    }
}

fn visible(
    lang: &Lang,
    open: &OpenCase,
    visibility: crate::kinds::Visibility,
    public_at: Option<&str>,
) -> maud::Markup {
    let wish = wording::visibility_fact(lang, visibility);
    let since = open.case.published.as_ref().map(|published| time::desk_moment(lang, &open.local(published.since)));
    html! {
        (wish)
        br;
        @match since.zip(public_at) {
            Some((since, public_at)) => { a href=(public_at) { (t!(lang, "meja-fact-published", since = since)) } },
            None => { (t!(lang, "meja-fact-unpublished")) },
        }
    }
}

fn handled(lang: &Lang, open: &OpenCase) -> String {
    let unit = open.unit_name();
    match open.case.staff {
        Some(staff) if open.is_me(Some(staff)) => t!(lang, "meja-fact-handled-you", unit = unit),
        Some(staff) => t!(lang, "meja-fact-handled-by", unit = unit, name = away::handler(lang, open, staff)),
        None => t!(lang, "meja-fact-handled-none", unit = unit),
    }
}
