//! `/meja/{number}/langkah`: the macros that can be run on a report, and what one of them will do to it, step by step, before it
//! does. All of it happens or nothing.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hadir_org::{Access, Problem, Right, Routes, SameOrigin, UnitCode};
use hadir_ui::components::{Button, Empty, Field, Note, Said, Textarea, Weight, actions};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::t;
use maud::{Markup, html};

use super::act::{Seen, back_to, seen_field, trail};
use super::filling::{fill, units};
use super::find::Instead;
use super::kept_in_unit::kit_of;
use super::macros::{gone, known_id, said};
use super::refusal;
use super::seat::{OpenCase, Seat, refused};
use super::templates::known_unit;
use crate::Cases;
use crate::commands::{self, Asking, Hindrance, Refusal, Step};
use crate::kit::macros::Gone;
use crate::kit::{Kit, Macro, MacroId, MacroStep};
use crate::state::Case;

/// The last part of the address.
pub(super) const ACT: &str = "langkah";

/// Its routes. What a person may do is asked of each step.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    let access = Access::Needs(Right::Note);
    Routes::new(cases.platform())
        .get("/meja/{number}/langkah", access, choose)
        .get("/meja/{number}/langkah/{unit}/{makro}", access, preview)
        .post("/meja/{number}/langkah/{unit}/{makro}", access, run)
}

/// A macro on a report: what each of its steps comes to there.
struct Ready {
    unit: UnitCode,
    id: MacroId,
    kept: Macro,
    kit: Kit,
    /// The texts to the reporter, by the place of their steps.
    texts: Vec<String>,
}

/// `GET /meja/{number}/langkah`: which macros there are.
async fn choose(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Note).await?;
    let lang = &seat.lang;
    let mut rows = Vec::new();
    if let Some(unit) = open.unit() {
        for unit in units(&open.org, &unit) {
            let kit = kit_of(&seat, unit).await?;
            rows.extend(kit.macros.iter().map(|(id, kept)| (unit.clone(), *id, kept.clone(), kit.clone())));
        }
    }
    let title = t!(lang, "meja-macros");
    let content = html! {
        p.soft { (trail(&seat, &open)) }
        h1 { (title) }
        p { (t!(lang, "meja-run-choose")) }
        @if rows.is_empty() { (Empty::new(t!(lang, "meja-macros-none"), t!(lang, "meja-macros-none.about"))) }
        @for (unit, id, kept, kit) in &rows {
            section.stack {
                h2 { a href={ (open.form_path(ACT)) "/" (unit) "/" (id) } { (kept.name) } }
                ol { @for step in &kept.steps { li { (said(lang, &open.org, kit, step.as_ref())) } } }
            }
        }
    };
    Ok(desk(&seat.frame(title, "/meja", None, None), content))
}

/// A macro that serves the report's unit.
async fn ready(seat: &Seat, open: &OpenCase, unit: &str, id: &str) -> Result<Ready, Instead> {
    let (unit, id) = (known_unit(seat, unit)?, known_id(id)?);
    let serves = open.unit().is_some_and(|own| units(&open.org, &own).contains(&&unit));
    let kit = kit_of(seat, &unit).await?;
    let kept = kit.macros.get(&id).filter(|_| serves && !kit.is_beyond).cloned().ok_or_else(Problem::not_found)?;
    let text = |step: &Option<MacroStep>| {
        let template = step.as_ref().and_then(MacroStep::template).and_then(|id| kit.templates.get(&id));
        template.map(|template| fill(seat, open, &template.text)).unwrap_or_default()
    };
    let texts = kept.steps.iter().map(text).collect();
    Ok(Ready { unit, id, kept, kit, texts })
}

impl Ready {
    fn path(&self, open: &OpenCase) -> String {
        format!("{}/{}/{}", open.form_path(ACT), self.unit, self.id)
    }

    /// The steps as commands, with the texts as they stand; or why one of them is not to be had any more.
    fn steps(&self, open: &OpenCase) -> Vec<Result<Step, Gone>> {
        let step = |(step, text): (&Option<MacroStep>, &String)| match step {
            Some(step) => step.ready(&self.kit, &open.org, text),
            None => Err(Gone::Act),
        };
        self.kept.steps.iter().zip(&self.texts).map(step).collect()
    }

    /// The same where every one is to be had.
    fn all(&self, open: &OpenCase) -> Option<Vec<Step>> {
        self.steps(open).into_iter().collect::<Result<_, _>>().ok()
    }
}

/// `GET /meja/{number}/langkah/{unit}/{makro}`: what it will do.
async fn preview(seat: Seat, Path((number, unit, id)): Path<(String, String, String)>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Note).await?;
    let ready = ready(&seat, &open, &unit, &id).await?;
    Ok(page(&seat, &open, &ready, html! {}))
}

/// `POST /meja/{number}/langkah/{unit}/{makro}`: does it, as long as the report stands as it was shown.
async fn run(
    seat: Seat,
    _: SameOrigin,
    Path((number, unit, id)): Path<(String, String, String)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Instead> {
    let open = seat.open_for(&number, Right::Note).await?;
    let mut ready = ready(&seat, &open, &unit, &id).await?;
    let value = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    for (place, text) in ready.texts.iter_mut().enumerate() {
        if let Some(typed) = value(&format!("teks-{place}")) {
            *text = typed.replace("\r\n", "\n");
        }
    }
    let seen = Seen::from(value("at").unwrap_or_default());
    let shown = seen.0.unwrap_or(usize::MAX);
    let since = open.case.thread.iter().skip(shown);
    if since.clone().next().is_some() {
        // Pressed twice, or a colleague was quicker: what was shown would no longer be what happens.
        let is_own = since.clone().all(|moment| open.is_me(moment.actor));
        return Ok(if is_own { back_to(&open.address(), seen) } else { changed(&seat, &open, &ready) });
    }
    let Some(steps) = ready.all(&open) else { return Ok(stopped(&seat, &open, &ready)) };
    let decide = move |case: &Case, asking: &Asking<'_>| {
        if case.thread.len() != shown {
            return Err(Refusal::Superseded);
        }
        commands::run(case, &steps, asking).map_err(|(_, why)| match why {
            Hindrance::Refused(refusal) => refusal,
            Hindrance::DropsText | Hindrance::TooMany(_) => Refusal::Superseded,
        })
    };
    match seat.cases.as_officer(open.case.id, seat.staff.by(), decide).await {
        Ok(case) if seat.sees(&case) => Ok(back_to(&open.address(), seen)),
        Ok(case) => {
            Ok(axum::response::Redirect::to(&format!("/meja?dari={}", seat.cases.exact(case.number(), case.id).await?))
                .into_response())
        }
        Err(failure) => {
            // Which step it was, and why, the page says.
            let _: Refusal = refused(failure)?;
            let open = seat.open_for(&number, Right::Note).await?;
            Ok(stopped(&seat, &open, &ready))
        }
    }
}

/// Nothing was run; which step it was, and why, stands there.
fn stopped(seat: &Seat, open: &OpenCase, ready: &Ready) -> Response {
    let lang = &seat.lang;
    let note =
        Note::new(Weight::Late, t!(lang, "meja-run-stopped"), html! { p { (t!(lang, "meja-run-stopped.about")) } });
    let page = page(seat, open, ready, html! { div role="alert" { (note) } });
    page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}

fn changed(seat: &Seat, open: &OpenCase, ready: &Ready) -> Response {
    let lang = &seat.lang;
    let note =
        Note::new(Weight::Soon, t!(lang, "meja-run-changed"), html! { p { (t!(lang, "meja-run-changed.about")) } });
    page(seat, open, ready, html! { div role="alert" { (note) } }).status(StatusCode::CONFLICT).into_response()
}

fn page(seat: &Seat, open: &OpenCase, ready: &Ready, told: Markup) -> Html {
    let lang = &seat.lang;
    let mut rows = Vec::new();
    let steps = ready.steps(open);
    // What is not to be had is left out of what the others come to.
    let there: Vec<Step> = steps.iter().filter_map(|step| step.as_ref().ok()).cloned().collect();
    let mut foreseen = commands::foresee(&open.case, &there, &open.asking()).into_iter();
    for (place, (kept, step)) in ready.kept.steps.iter().zip(&steps).enumerate() {
        let error = match step {
            Err(why) => Some(gone(lang, *why)),
            Ok(_) => match foreseen.next() {
                Some(Err(why)) => Some(hindered(lang, &why)),
                Some(Ok(_)) | None => None,
            },
        };
        rows.push((place, kept.as_ref(), error));
    }
    let is_whole = steps.iter().all(Result::is_ok);
    let back = Button::link(t!(lang, "meja-run-back"), open.form_path(ACT)).quiet();
    let content = html! {
        (told)
        p.soft { (trail(seat, open)) }
        h1 { (t!(lang, "meja-run", name = ready.kept.name.as_str())) }
        p { (t!(lang, "meja-run-lead")) }
        form.narrow method="post" action=(ready.path(open)) {
            (seen_field(&open.case))
            @for (place, kept, error) in rows {
                section.stack #{ "langkah-" (place) } {
                    h2 { (t!(lang, "meja-run-step", n = place + 1)) }
                    p { (said(lang, &open.org, &ready.kit, kept)) }
                    (words_of(lang, kept))
                    @if kept.is_some_and(|step| step.template().is_some()) {
                        (text_field(lang, place, &ready.texts[place], error))
                    } @else if let Some(error) = error { p.error { span { (error) } } }
                }
            }
            @if is_whole { (actions(&[Button::submit(t!(lang, "meja-run-do")), back])) } @else { p { (back) } }
        }
    };
    desk(&seat.frame(t!(lang, "meja-macros"), "/meja", None, None), content)
}

fn text_field(lang: &Lang, place: usize, text: &str, error: Option<String>) -> Markup {
    let name = format!("teks-{place}");
    html! { (Field::new(lang, &name, t!(lang, "meja-run-text"), Textarea::rows(6).value(text)).error(error)) }
}

/// The words that go with a step and that nobody changes here.
fn words_of(lang: &Lang, step: Option<&MacroStep>) -> Markup {
    match step {
        Some(MacroStep::Note(text)) => html! { (Said::new(text).internal()) },
        Some(MacroStep::HandOn(_, _, why)) if !why.is_empty() => {
            html! { p.soft { (t!(lang, "meja-run-why")) } (Said::new(why)) }
        }
        _ => html! {},
    }
}

/// Why a step would not happen.
fn hindered(lang: &Lang, why: &Hindrance) -> String {
    match why {
        Hindrance::Refused(refusal) => refusal::sentence(lang, refusal),
        Hindrance::DropsText => t!(lang, "meja-run-drops-text"),
        Hindrance::TooMany(most) => t!(lang, "meja-macros-steps-many", count = *most),
    }
}
