//! Setting the category right, and putting a case into a closed circle.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{CategoryCode, Right, SameOrigin};
use hadir_ui::components::{Choices, Field, Mistakes, Select};
use hadir_ui::html::Html;
use hadir_ui::t;
use maud::html;
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent};
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use super::words;
use crate::commands;
use crate::events::CaseEvent;
use crate::kinds::Sensitivity;

/// What was chosen: the category, and why the case is for a closed circle, if it is.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct ClassifyForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    kategori: String,
    #[serde(default)]
    lingkaran: String,
}

pub(super) async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Assign).await?;
    let form = ClassifyForm {
        at: Seen::default(),
        kategori: open.case.category.clone().unwrap_or_default(),
        lingkaran: open.case.sensitivity.map_or("", Sensitivity::as_str).to_owned(),
    };
    Ok(page(&seat, &open, &form, &Mistakes::default()))
}

pub(super) async fn classify(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<ClassifyForm>,
) -> Result<Response, Instead> {
    let org = seat.org();
    let category = CategoryCode::try_new(&form.kategori).ok().filter(|code| org.category(code).is_some());
    let sensitivity = Sensitivity::from_name(&form.lingkaran);
    if let Some(mistakes) = unknown_choice(&seat, &form, category.is_none(), sensitivity.is_none()) {
        let open = seat.open_for(&number, Right::Assign).await?;
        return Ok(page(&seat, &open, &form, &mistakes).into_response());
    }
    let sent = Sent::new(form.at, "", is_it(category.as_ref(), sensitivity));
    let done =
        seat.act(&number, sent, move |case, asking| commands::classify(case, category.as_ref(), sensitivity, asking));
    match done.await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open_for(&number, Right::Assign).await?;
            Ok(page(&seat, &open, &form, &refusal::at(&seat.lang, "kategori", &refusal)).into_response())
        }
    }
}

/// Whether an event is what the form asks for: the circle chosen, or the one that the category calls for.
fn is_it(category: Option<&CategoryCode>, circle: Option<Sensitivity>) -> impl Fn(&CaseEvent) -> bool + Send + 'static {
    let closed = circle.or_else(|| category.and_then(commands::circle_of));
    let category = category.map(|code| code.as_str().to_owned());
    move |event| {
        let CaseEvent::Classified(facts, _) = event else { return false };
        facts.category == category && (facts.sensitivity == circle || facts.sensitivity == closed)
    }
}

/// A choice that is on no list; the empty one is on each.
fn unknown_choice(seat: &Seat, form: &ClassifyForm, no_category: bool, no_circle: bool) -> Option<Mistakes> {
    let mut mistakes = Mistakes::default();
    if no_category && !form.kategori.is_empty() {
        mistakes.add("kategori", t!(&seat.lang, "meja-classify-unknown"));
    }
    if no_circle && !form.lingkaran.is_empty() {
        mistakes.add("lingkaran", t!(&seat.lang, "meja-classify-unknown"));
    }
    (!mistakes.is_empty()).then_some(mistakes)
}

fn page(seat: &Seat, open: &OpenCase, form: &ClassifyForm, mistakes: &Mistakes) -> Html {
    let (lang, org) = (&seat.lang, &open.org);
    let categories = org
        .categories()
        .iter()
        .fold(Choices::plain(), |all, category| all.option(category.code.as_str(), category.name(lang.tag())));
    let circles = Sensitivity::ALL
        .iter()
        .fold(Choices::plain(), |all, why| all.option(why.as_str(), words::sensitivity(lang, *why)));
    let category = Select::new().empty(t!(lang, "meja-fact-category-none")).choices(categories).chosen(&form.kategori);
    let circle = Select::new().empty(t!(lang, "meja-classify-open")).choices(circles).chosen(&form.lingkaran);
    let fields = html! {
        (Field::new(lang, "kategori", t!(lang, "meja-fact-category"), category).error(mistakes.at("kategori")))
        (Field::new(lang, "lingkaran", t!(lang, "meja-fact-circle"), circle)
            .hint(t!(lang, "meja-classify-circle-hint")).error(mistakes.at("lingkaran")))
    };
    let page = ActPage {
        seat,
        open,
        act: "golongkan",
        title: t!(lang, "meja-act-classify"),
        lead: t!(lang, "meja-classify-lead"),
        fields,
        submit: t!(lang, "meja-classify-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}
