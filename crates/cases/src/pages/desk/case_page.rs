//! `/meja/{number}`: one case with its promise, its thread, what is known, the answer, and the ways to act.

use axum::extract::{Path, Query};
use hadir_org::Right;
use hadir_store::Fault;
use hadir_ui::components::{Button, Confirmation, Live, Mistakes, Note, Panel, Promise, Weight, actions};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::{t, time};
use maud::{Markup, html};
use serde::Deserialize;

use super::act::{Seen, meanwhile_note, press, trail};
use super::alike;
use super::answer::{AnswerForm, answer_form};
use super::approve;
use super::check::Lists;
use super::close;
use super::company::AtCase;
use super::erase;
use super::extend;
use super::facts;
use super::filling;
use super::find::Instead;
use super::handover;
use super::keys::key_hints;
use super::live::{self, News};
use super::mention;
use super::objection;
use super::praise;
use super::read;
use super::run;
use super::seat::{OpenCase, Seat};
use super::thread;
use super::ties::{SHOWN, Ties};
use super::undo::undo_button;
use crate::Case;
use crate::address::number_of;
use crate::events::CaseEvent;
use crate::kinds::Status;
use crate::pages::citizen::public_address;
use crate::pages::photos::Album;
use crate::pages::wording;
use crate::queries;
use crate::state::Moment;

/// What the address of a case carries right after an act.
#[derive(Default, Deserialize)]
pub(super) struct After {
    /// How many moments of the thread the officer had seen when they acted.
    #[serde(default)]
    sejak: Seen,
    /// The template that the answer begins with.
    #[serde(default)]
    contoh: String,
}

pub(super) async fn show_case(
    seat: Seat,
    Path(number): Path<String>,
    Query(after): Query<After>,
) -> Result<Html, Instead> {
    let open = seat.open(&number).await?;
    let begun = filling::filled(&seat, &open, &after.contoh).await?;
    let typed = AnswerForm::begun(after.contoh, begun);
    case_page(&seat, &open, &typed, &Mistakes::default(), after.sejak).await
}

/// The page of a case, perhaps with an answer that was refused.
pub(super) async fn case_page(
    seat: &Seat,
    open: &OpenCase,
    typed: &AnswerForm,
    mistakes: &Mistakes,
    seen: Seen,
) -> Result<Html, Instead> {
    let page = told_first(seat, open, typed, mistakes, after_act(seat, open, mistakes, seen)).await?;
    Ok(if mistakes.is_empty() { page } else { page.status(super::act::UNPROCESSABLE) })
}

/// The page of a case that begins by telling something.
pub(super) async fn told_first(
    seat: &Seat,
    open: &OpenCase,
    typed: &AnswerForm,
    mistakes: &Mistakes,
    told: Markup,
) -> Result<Html, Instead> {
    let (lang, case) = (&seat.lang, &open.case);
    let places = seat.cases.places().await?;
    let templates = filling::offered(seat, open).await?;
    let at_case = AtCase::of(seat, open).await?;
    let code = case.received.as_ref().and_then(|received| received.place.as_deref());
    let place = code.and_then(|code| places.name(code)).map(str::to_owned);
    let album = Album::open(seat.cases.platform().store().files(), case, open.path()).await;
    let public_at = match case.published {
        Some(_) => Some(public_address(&seat.cases, case).await?),
        None => None,
    };
    let mark = mark(seat, open, &at_case).await?;
    let ties = Ties::of(seat, open).await?;
    let alike = alike::panel(seat, open, &places).await?;
    let lists = Lists::of(seat, open).await?;
    let readers = at_case.readers(lang, open);
    let title = if case.title().is_empty() { t!(lang, "meja-erased") } else { case.title().to_owned() };
    let content = html! {
        (mistakes.summary(lang))
        (told)
        div #perhatian data-live {
            (conflict(seat, open))
            (beyond(lang, case))
            (read::note(lang, open))
            (mention::note(seat, open))
            (objection::note(lang, open))
            (erase::note(lang, open))
            (handover::note(lang, open))
            (approve::waiting(seat, open, mistakes))
        }
        div.bar #kepala data-live {
            div {
                p.soft { (trail(seat, open)) }
                h1 { (title) }
                (shared(lang, open))
                @if !readers.is_empty() { p.soft { (readers) } }
            }
            @if !case.is_beyond && !case.is_erased() { (first_acts(lang, open)) }
        }
        div.case {
            div {
                div.stack #alur data-live {
                    @if case.goes_on_in.is_some() { (ties.goes_on()) } @else { (promise(lang, open)) }
                    h2.hide { (t!(lang, "meja-thread")) }
                    (thread::route(lang, open, &places, &album))
                    (ties.joined())
                }
                (line(seat, open, mark))
            }
            aside.stack #keadaan data-live {
                (facts::panel(lang, open, place, public_at.as_deref()))
                (lists.panel(lang, open))
                (alike)
            }
            @if !case.is_beyond && !case.is_erased() {
                (answer_form(seat, open, &templates, &at_case, lists.left(open), typed, mistakes))
                (other_acts(lang, open))
            }
        }
        (key_hints(lang))
    };
    Ok(desk(&seat.frame(open.address(), "/meja", None, None), content))
}

/// The mark of the page of a report: of its thread, of what goes on in it, and of who else is at it.
async fn mark(seat: &Seat, open: &OpenCase, at_case: &AtCase) -> Result<String, Fault> {
    let case = &open.case;
    let joined = case.joined.iter().rev().take(SHOWN).map(|joint| number_of(&joint.address));
    let touched = queries::touched_sum(seat.cases.platform().store().reads(), joined).await?;
    Ok(live::mark(&(case.thread.len(), case.is_erased(), case.joined.len(), touched, at_case.others())))
}

/// What is new on the page of a report that showed so many moments of its thread.
pub(super) async fn news(seat: &Seat, open: &OpenCase, shown: usize) -> Result<News, Instead> {
    let at_case = AtCase::of(seat, open).await?;
    let done = meanwhile(&seat.lang, open, shown);
    let words = done.unwrap_or_else(|| at_case.readers(&seat.lang, open));
    Ok(News { mark: mark(seat, open, &at_case).await?, words })
}

/// The line that says what is new in the report.
fn line(seat: &Seat, open: &OpenCase, mark: String) -> Live {
    let at = format!("/meja/{}/kabar?momen={}", open.exact(), open.case.thread.len());
    let as_of = open.local(open.now.as_millisecond());
    Live::new(&seat.lang, at, mark, t!(seat.lang, "meja-new-case"), &as_of)
}

/// Another report bears the same number: who was told the number alone may mean that one.
fn shared(lang: &Lang, open: &OpenCase) -> Markup {
    let number = open.case.number();
    html! { @if open.is_shared {
        p.soft { (t!(lang, "meja-number-also")) " " a href={ "/meja/" (number) } { (t!(lang, "meja-number-also.which")) } }
    } }
}

/// What the officer did a moment ago, and what others did meanwhile: both out of the thread, so that the page never
/// claims what did not happen.
fn after_act(seat: &Seat, open: &OpenCase, mistakes: &Mistakes, seen: Seen) -> Markup {
    let lang = &seat.lang;
    let Some(since) = seen.0 else { return html! {} };
    let me = Some(seat.staff.0.id);
    let own = last_act(&open.case.thread, since, |moment| moment.actor == me);
    let (Some(own), true) = (own, mistakes.is_empty()) else { return meanwhile_note(seat, open, seen) };
    let done = done_at(lang, open, own);
    let next = meanwhile(lang, open, since).unwrap_or_else(|| t!(lang, "meja-after-act"));
    // Where it goes on elsewhere, the page says so, with the button beside it.
    let undo = undo_button(seat, open, own).filter(|_| open.case.goes_on_in.is_none());
    html! { (Confirmation::new(done, next).act(undo)) }
}

/// The last thing that someone did; with what had to follow it at once, the act itself.
fn last_act(thread: &[Moment], since: usize, is_own: impl Fn(&Moment) -> bool) -> Option<&Moment> {
    let own = || thread.iter().skip(since).filter(|moment| is_own(moment));
    let last = own().last()?;
    own().find(|moment| moment.at == last.at && matches!(moment.event, CaseEvent::Undone(_))).or(Some(last))
}

/// "Jawaban terkirim, pukul 10.41 WITA".
fn done_at(lang: &Lang, open: &OpenCase, moment: &Moment) -> String {
    let at = time::clock(lang, &open.local(moment.at));
    t!(lang, "meja-done-at", deed = open.deed(lang, &moment.event), clock = at)
}

/// What a person did last with a case that they need not see any more, and how to take it back.
pub(super) fn last_deed(seat: &Seat, open: &OpenCase) -> Option<(String, Option<Markup>)> {
    let own = last_act(&open.case.thread, 0, |moment| open.is_me(moment.actor))?;
    Some((done_at(&seat.lang, open, own), undo_button(seat, open, own)))
}

/// What others did since the officer had seen so much of the thread: "Rahmawati: jawaban terkirim, pukul 10.05 WITA."
pub(super) fn meanwhile(lang: &Lang, open: &OpenCase, seen: usize) -> Option<String> {
    let is_reminder = |moment: &&Moment| matches!(moment.event, CaseEvent::Told(_) | CaseEvent::Allotted(_));
    let others = open.case.thread.iter().skip(seen).filter(|moment| !open.is_me(moment.actor) && !is_reminder(moment));
    let sentences: Vec<_> = others
        .map(|moment| {
            let who = match moment.actor {
                Some(actor) => thread::officer(lang, &open.org, actor),
                None => thread::reporter(lang, &open.case),
            };
            let deed = open.deed(lang, &moment.event);
            t!(lang, "meja-meanwhile", who = who, deed = deed, clock = time::clock(lang, &open.local(moment.at)))
        })
        .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Two offices moved the case while they did not know of each other.
fn conflict(seat: &Seat, open: &OpenCase) -> Markup {
    let lang = &seat.lang;
    let Some(conflict) = open.case.open_conflict() else { return html! {} };
    let act = |id| open.case.thread.iter().find(|moment| moment.id == id);
    let line = |moment: &Moment| {
        let who = moment.actor.map_or_else(|| t!(lang, "meja-office"), |actor| thread::officer(lang, &open.org, actor));
        let at = time::desk_moment(lang, &open.local(moment.at));
        t!(lang, "meja-conflict-act", who = who, deed = open.deed(lang, &moment.event), at = at)
    };
    let words = html! {
        ul { @for moment in [conflict.first, conflict.second].into_iter().filter_map(act) { li { (line(moment)) } } }
        p {
            (t!(lang, "meja-conflict-settle")) " "
            @if open.may(Right::Assign) {
                a href={ (open.path()) "/teruskan" } { (t!(lang, "meja-conflict-link")) }
            }
        }
    };
    html! { (Note::new(Weight::Late, t!(lang, "meja-conflict"), words)) }
}

/// A later version of the program did something to the case that this one must not pass over.
fn beyond(lang: &Lang, case: &Case) -> Markup {
    let words = html! { p { (t!(lang, "meja-beyond-help")) } };
    html! { @if case.is_beyond { (Note::new(Weight::Late, t!(lang, "meja-beyond"), words)) } }
}

/// The promise, or what took its place.
fn promise(lang: &Lang, open: &OpenCase) -> Markup {
    let case = &open.case;
    let (Some(limits), status) = (&case.limits, case.status_at(open.now)) else { return html! {} };
    let due = open.local(limits.used.due_at);
    let unit = open.unit_name();
    let when = time::deadline_mark(lang, &due);
    let why = || wording::reason(lang, case, &open.org);
    match status {
        Status::Waiting => {
            let since = case.pauses.last().map_or(case.touched_at, |pause| pause.from.as_millisecond());
            let since = time::deadline_mark(lang, &open.local(since));
            let left = facts::remaining(lang, open).map(|left| left.words).unwrap_or_default();
            let sentence = lang.markup("meja-promise-waiting", &[], &[("since", since)]);
            html! { (Promise::new(sentence).why(left)) }
        }
        Status::Answered => {
            let closes = case.closes_by_silence_at().map(|at| time::deadline_mark(lang, &open.local(at)));
            html! { @if let Some(at) = closes { (Promise::new(lang.markup("meja-promise-answered", &[], &[("at", at)]))) } }
        }
        Status::Closed | Status::Ended => html! { p.soft { (t!(lang, "meja-promise-done")) } },
        _ if case.is_overdue(open.now) => {
            let sentence = lang.markup("meja-promise-late", &[("unit", unit.into())], &[("when", when)]);
            html! { (Promise::new(sentence).why(why())) }
        }
        _ => html! { (Promise::answer(lang, &unit, &due).why(why())) },
    }
}

/// The acts most often done, beside the heading.
fn first_acts(lang: &Lang, open: &OpenCase) -> Markup {
    let case = &open.case;
    let status = case.status_at(open.now);
    let at = |act: &str| format!("{}/{act}", open.path());
    let is_done = matches!(status, Status::Closed | Status::Ended);
    let link = |label, act| Button::link(label, at(act)).quiet();
    html! {
        div.row {
            @if !is_done && open.may(Right::Answer) && !open.is_me(case.staff) {
                (press(open, "ambil", t!(lang, "meja-act-take-up"), None))
            }
            @if !is_done && open.may(Right::Assign) { (link(t!(lang, "meja-act-hand-on"), "teruskan")) }
            @if status == Status::Waiting && open.may(Right::Pause) {
                (press(open, "lanjut", t!(lang, "meja-act-resume"), None))
            }
            @if matches!(status, Status::New | Status::Verified | Status::InProgress) && open.may(Right::Pause) {
                (link(t!(lang, "meja-act-ask"), "tanya"))
            }
            @if let Some(label) = close::label(lang, open) { (link(label, "selesai")) }
            @if !status.is_open() && open.may(Right::Reopen) { (link(t!(lang, "meja-act-reopen"), "buka")) }
        }
    }
}

/// The acts done now and then, beneath the answer.
fn other_acts(lang: &Lang, open: &OpenCase) -> Markup {
    let case = &open.case;
    let is_done = matches!(case.status_at(open.now), Status::Closed | Status::Ended);
    let is_confidential = case.visibility() == crate::kinds::Visibility::Confidential;
    let may_be_public = case.sensitivity.is_none() && !is_confidential;
    let mut acts = Vec::new();
    if praise::is_offered(open) {
        acts.push((praise::ACT, t!(lang, "meja-act-praise")));
    }
    if open.may(Right::Publish) && may_be_public {
        acts.push((
            "terbitkan",
            if case.published.is_some() { t!(lang, "meja-act-retitle") } else { t!(lang, "meja-act-publish") },
        ));
    }
    if open.may(Right::Publish) && may_be_public {
        acts.push(("samarkan", t!(lang, "meja-act-redact")));
    }
    if open.may(Right::Publish) && may_be_public && !case.photos().is_empty() {
        acts.push(("foto-umum", t!(lang, "meja-act-photo")));
    }
    if open.may(Right::Publish) && case.published.is_some() {
        acts.push(("tarik", t!(lang, "meja-act-unpublish")));
    }
    if open.may(Right::Assign) {
        acts.push(("golongkan", t!(lang, "meja-act-classify")));
        if open.case.status.is_open() {
            acts.push(("jenis", t!(lang, "meja-act-regard")));
        }
    }
    if extend::is_offered(open) {
        acts.push((extend::ACT, t!(lang, "meja-act-extend")));
    }
    if !is_done && open.may(Right::Note) {
        acts.push((run::ACT, t!(lang, "meja-act-run")));
        acts.push(("atasan", t!(lang, "meja-act-escalate")));
    }
    if !is_done && open.may(Right::Close) {
        acts.push(("gabung", t!(lang, "meja-act-merge")));
        if handover::is_offered(open) {
            acts.push((handover::ACT, t!(lang, "meja-act-offer-short")));
        }
        let refuses = case.is_information_request();
        acts.push(("akhiri", if refuses { t!(lang, "meja-act-refuse") } else { t!(lang, "meja-act-end") }));
    }
    if open.may(Right::NewCode) {
        acts.push(("kode", t!(lang, "meja-act-new-code")));
    }
    let button = |(act, label): (&str, String)| Button::link(label, format!("{}/{act}", open.path())).mini();
    let buttons: Vec<_> = acts.into_iter().map(button).collect();
    html! { @if !buttons.is_empty() { (Panel::new(t!(lang, "meja-other-acts"), actions(&buttons))) } }
}
