//! `/lacak/{code}/keberatan`: objecting to what became of a request for public information. The reporter's page says what
//! can be done, by when, and what was decided, with the way to the Information Commission.

use axum::extract::{Form, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_org::{Access, Organisation, Problem, Reader, Routes, Visitor};
use hadir_ui::components::{Button, Choice, ChoiceGroup, Field, Mistakes, Promise, Textarea, actions};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::{t, time};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;

use crate::code::SecretCode;
use crate::commands::{self, Refusal};
use crate::events::Due;
use crate::grounds::{ObjectionGround, Outcome};
use crate::kinds::Ending;
use crate::pages::citizen::follow::opened;
use crate::pages::wording::{self, basis, local, unit_name};
use crate::state::Objection;
use crate::{Case, Cases, Failure};

pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get("/lacak/{code}/keberatan", Access::Reporter, show_form).post(
        "/lacak/{code}/keberatan",
        Access::Reporter,
        object,
    )
}

/// What was typed: the ground, and in words why.
#[derive(Clone, Debug, Default, Deserialize)]
struct ObjectForm {
    #[serde(default)]
    dasar: String,
    #[serde(default)]
    alasan: String,
}

async fn show_form(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    Ok(match opened(&cases, &lang, &code, &visitor).await? {
        Ok((case, code)) => {
            form(&cases, &lang, &case, &code, &ObjectForm::default(), &Mistakes::default()).into_response()
        }
        Err(refused) => refused,
    })
}

async fn object(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    visitor: Visitor,
    Form(typed): Form<ObjectForm>,
) -> Result<Response, Problem> {
    let (case, code) = match opened(&cases, &lang, &code, &visitor).await? {
        Ok(opened) => opened,
        Err(refused) => return Ok(refused),
    };
    let (ground, why) = (ObjectionGround::from_name(&typed.dasar), typed.alasan.clone());
    let decide = move |case: &Case, org: &Organisation, now| commands::object(case, ground, &why, org, now);
    match cases.as_reporter(&code, decide).await {
        Ok(_) => {
            let target = format!("/lacak/{code}?sudah");
            Ok(([(header::REFERRER_POLICY, "no-referrer")], Redirect::to(&target)).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let field = if refusal == Refusal::GroundMissing { "dasar" } else { "alasan" };
            let mistakes = Mistakes::one(field, wording::refusal(&lang, &refusal));
            let page = form(&cases, &lang, &case, &code, &typed, &mistakes);
            Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(Failure::Fault(fault)) => Err(fault.into()),
    }
}

fn form(cases: &Cases, lang: &Lang, case: &Case, code: &SecretCode, typed: &ObjectForm, mistakes: &Mistakes) -> Html {
    let (org, now, site) = (cases.platform().org(), cases.now(), cases.platform().site());
    let title = t!(lang, "objection-title");
    let back = || Button::link(t!(lang, "objection-back"), format!("/lacak/{code}")).quiet();
    let content = html! {
        (mistakes.summary(lang))
        p.soft { (lang.markup("follow-number", &[], &[("number", html! { span.num { (case.number()) } })])) }
        h1 { (title) }
        @match commands::objectionable(case, &org, now) {
            Ok(can) => {
                p.lead { (t!(lang, "objection-lead", unit = unit_name(&org, &can.unit))) }
                @if let Some(until) = &can.until { p { (until_words(lang, case, &org, until)) } }
                form.stack method="post" action={ "/lacak/" (code) "/keberatan" } {
                    (grounds(lang, &can.grounds).chosen(&typed.dasar).error(mistakes.at("dasar")))
                    (Field::new(lang, "alasan", t!(lang, "objection-why"), Textarea::rows(5).value(&typed.alasan))
                        .hint(t!(lang, "objection-why.hint")).error(mistakes.at("alasan")))
                    (actions(&[Button::submit(t!(lang, "objection-do")), back()]))
                }
            },
            Err(refusal) => {
                p.lead { (wording::refusal(lang, &refusal)) }
                @if !typed.alasan.is_empty() { p { (t!(lang, "objection-kept")) } blockquote { (typed.alasan) } }
                (back())
            },
        }
    };
    citizen(&Page::new(&site, lang, Here::Follow, title), content).no_referrer()
}

fn grounds<'a>(lang: &'a Lang, grounds: &[ObjectionGround]) -> ChoiceGroup<'a> {
    let choice = |ground: &ObjectionGround| {
        let (reason, article) = (wording::objection_reason(lang, *ground), wording::objection_article(lang, *ground));
        Choice::new(ground.as_str(), reason, article)
    };
    ChoiceGroup::one(lang, "dasar", t!(lang, "objection-ground"), grounds.iter().map(choice).collect())
}

/// What the reporter's page says of objections: the latest one with its limit or decision, and whether one can be made.
pub(super) fn section(lang: &Lang, case: &Case, org: &Organisation, code: &str, now: Timestamp) -> Markup {
    if !case.is_information_request() {
        return html! {};
    }
    let can = commands::objectionable(case, org, now);
    let is_early = case.objectionable_since(now).is_none();
    let latest = case.objections().last();
    let is_over = matches!(can, Err(Refusal::TooLate)) && latest.is_none();
    html! {
        @if latest.is_some() || can.is_ok() || is_over {
            section.stack #keberatan {
                h2 { (t!(lang, "objection-section")) }
                @if let Some(objection) = latest { (standing(lang, case, org, objection, now)) }
                @match &can {
                    Ok(can) => {
                        @if is_early { p { (t!(lang, "objection-early")) } }
                        @else { p { (t!(lang, "objection-possible", unit = unit_name(org, &can.unit))) } }
                        @if let Some(until) = &can.until { p { (until_words(lang, case, org, until)) } }
                        p { (Button::link(t!(lang, "objection-title"), format!("/lacak/{code}/keberatan")).quiet()) }
                    },
                    Err(Refusal::TooLate) if is_over => {
                        @if let Ok(Some(until)) = commands::until(case, org, now) {
                            p { (t!(lang, "objection-over", day = day(lang, &case.unit, org, &until))) }
                        }
                    },
                    Err(_) => {},
                }
            }
        }
    }
}

/// "Bisa diajukan paling lambat Senin, 4 Januari. Dasarnya: …"
fn until_words(lang: &Lang, case: &Case, org: &Organisation, until: &Due) -> String {
    let words = t!(lang, "objection-until", day = day(lang, &case.unit, org, until));
    format!("{words} {}", basis(lang, until))
}

/// The last day of a limit, in the zone of the unit at which it was counted.
fn day(lang: &Lang, unit: &str, org: &Organisation, due: &Due) -> String {
    time::day(lang, local(org, unit, due.due_at).date())
}

/// How one objection stands: who decides by when, or what was decided and where a dispute goes.
fn standing(lang: &Lang, case: &Case, org: &Organisation, objection: &Objection, now: Timestamp) -> Markup {
    let number = objection.number(case.number());
    let made = time::moment(lang, &local(org, &case.unit, objection.at));
    let unit = unit_name(org, &objection.unit);
    html! {
        p { (t!(lang, "objection-made", number = number, when = made)) }
        @if objection.ruling.is_none() && case.ending == Some(Ending::Withdrawn) {
            p { (t!(lang, "objection-withdrawn")) }
        } @else { @match (&objection.ruling, &objection.due) {
            (Some(ruling), _) => {
                @if let Some(outcome) = ruling.outcome {
                    p {
                        (t!(lang, "objection-decided", unit = unit, outcome = wording::outcome(lang, outcome),
                            day = time::day(lang, local(org, &objection.unit, ruling.at).date())))
                        @if outcome != Outcome::Refused { " " (t!(lang, "objection-decided.then")) }
                    }
                }
                p { (dispute(lang, objection, org, ruling.dispute.as_ref())) }
            },
            (None, Some(due)) => {
                @let is_late = due.due_at < now.as_millisecond();
                @let when = time::deadline_mark(lang, &local(org, &objection.unit, due.due_at));
                @let key = [("unit", unit.as_str().into())];
                @if is_late {
                    (Promise::new(lang.markup("objection-late-promise", &key, &[("when", when)])).why(basis(lang, due)))
                    p { (dispute(lang, objection, org, None)) }
                } @else {
                    (Promise::new(lang.markup("objection-promise", &key, &[("when", when)])).why(basis(lang, due)))
                }
            },
            (None, None) => p { (t!(lang, "objection-waits", unit = unit)) },
        } }
    }
}

/// The way to the Information Commission, with the last day where it is known.
fn dispute(lang: &Lang, objection: &Objection, org: &Organisation, due: Option<&Due>) -> Markup {
    let link = html! { a href="https://komisiinformasi.go.id" rel="noreferrer" { (t!(lang, "objection-commission")) } };
    match due {
        Some(due) => html! {
            (lang.markup("objection-dispute-by", &[("day", day(lang, &objection.unit, org, due).into())], &[("link", link)]))
            " " (basis(lang, due))
        },
        None => lang.markup("objection-dispute", &[], &[("link", link)]),
    }
}
