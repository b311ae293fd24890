//! Mentioning colleagues in a note: whom one can mention, and what whoever was mentioned reads above the case.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Officer, Right, Routes, SameOrigin};
use hadir_ui::components::{Details, Note, Weight};
use hadir_ui::{t, time};
use maud::{Markup, html};
use serde::Deserialize;

use super::IN_CIRCLE_TOO;
use super::act::{Seen, Sent, press};
use super::answer::AnswerForm;
use super::case_page::case_page;
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use super::thread;
use crate::Cases;
use crate::commands;
use crate::events::CaseEvent;

/// Colleagues who are listed.
const LISTED_MAX: usize = 40;

/// Its route.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).post("/meja/{number}/disebut", IN_CIRCLE_TOO, see)
}

/// The form of the one button.
#[derive(Clone, Debug, Default, Deserialize)]
struct SeeForm {
    #[serde(default)]
    at: Seen,
}

/// `POST /meja/{number}/disebut`: whoever was mentioned has seen it.
async fn see(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<SeeForm>,
) -> Result<Response, Instead> {
    let is_it = |event: &CaseEvent| matches!(event, CaseEvent::Noted(fact, _) if fact.is_seen());
    match seat.act(&number, Sent::new(form.at, "", is_it), commands::see_mention).await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open(&number).await?;
            let mistakes = refusal::at(&seat.lang, "text", &refusal);
            Ok(case_page(&seat, &open, &AnswerForm::default(), &mistakes, form.at).await?.into_response())
        }
    }
}

/// That a colleague mentioned the reader, and the button that takes the case off their list.
pub(super) fn note(seat: &Seat, open: &OpenCase) -> Markup {
    let lang = &seat.lang;
    let found =
        open.case.mention_of(seat.staff.0.id).filter(|_| !open.case.is_beyond && open.case.sensitivity.is_none());
    let Some(moment) = found else { return html! {} };
    let who = moment.actor.map_or_else(|| t!(lang, "meja-office"), |id| thread::officer(lang, &open.org, id));
    let at = time::desk_moment(lang, &open.local(moment.at));
    let words = html! {
        p { (t!(lang, "meja-mentioned-help")) }
        (press(open, "disebut", t!(lang, "meja-act-seen"), None))
    };
    html! { (Note::new(Weight::Plain, t!(lang, "meja-mentioned", name = who, at = at), words)) }
}

/// Whom a note can mention, by the names that are typed: the people of the case's unit and of the reader's own.
pub(super) fn whom(seat: &Seat, open: &OpenCase) -> Markup {
    let lang = &seat.lang;
    if open.case.sensitivity.is_some() || !open.may(Right::Note) {
        return html! {};
    }
    let may_see = |officer: &Officer| {
        let is_there = !officer.is_suspended && !open.is_me(Some(officer.id));
        is_there && commands::may_see(&officer.actor(), &open.case, &open.org, open.now)
    };
    let own = &seat.staff.0.unit;
    let units = open.unit().into_iter().chain([own.clone()]);
    let mut people: Vec<&Officer> = Vec::new();
    for unit in units {
        let of_unit = open.org.staff_of(&unit).into_iter().map(|officer| &**officer);
        let fresh: Vec<_> = of_unit.filter(|officer| people.iter().all(|known| known.id != officer.id)).collect();
        people.extend(fresh.into_iter().filter(|officer| may_see(officer)).take(LISTED_MAX));
    }
    let list = html! {
        p { (t!(lang, "meja-mention-how")) }
        ul.plain { @for officer in &people { li { b { "@" (officer.username) } " " (officer.name) } } }
        p.soft { (t!(lang, "meja-mention-more")) }
    };
    html! { @if !people.is_empty() { (Details::new(t!(lang, "meja-mention"), list)) } }
}
