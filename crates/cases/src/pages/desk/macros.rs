//! `/meja/langkah`: the macros of a unit and of all above it. Who heads a unit keeps its own; everyone else who reads cases there
//! reads them.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use hadir_org::{Access, CategoryCode, Organisation, Problem, Right, Routes, SameOrigin, UnitCode};
use hadir_ui::components::{Button, Choices, Confirmation, Details, Field, Input, Mistakes, Select, Textarea};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::t;
use maud::{Markup, html};

use super::act::UNPROCESSABLE;
use super::filling::units;
use super::kept_in_unit::{Listed, back, filter, kit_of, manages, refused};
use super::seat::Seat;
use super::templates::known_unit;
use super::thread::officer;
use crate::Cases;
use crate::commands::STEPS_MAX;
use crate::kit::macros::Gone;
use crate::kit::{Kit, MacroId, MacroRefusal, MacroStep, MacroWish, TemplateId};
use crate::pages::wording;

/// Where the list is.
const HERE: &str = "/meja/langkah";
/// The acts that can be chosen from, as the form names them.
const ACTS: [&str; 7] = ["topik", "teruskan", "ambil", "catatan", "jawab", "kabar", "tanya"];

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/meja/langkah", Access::Needs(Right::ReadCases), show_list)
        .get("/meja/langkah/baru", Access::Needs(Right::ManageDesk), show_new)
        .get("/meja/langkah/{unit}/{makro}", Access::Needs(Right::ManageDesk), show_one)
        .post("/meja/langkah/{unit}/{makro}", Access::Needs(Right::ManageDesk), set)
        .post("/meja/langkah/{unit}/{makro}/hapus", Access::Needs(Right::ManageDesk), drop_one)
}

/// What was typed: the name, and of each step the act with what it needs.
#[derive(Clone, Debug, Default)]
struct MacroForm {
    name: String,
    steps: Vec<StepForm>,
}

#[derive(Clone, Debug, Default)]
struct StepForm {
    act: String,
    topic: String,
    unit: String,
    template: String,
    text: String,
}

impl MacroForm {
    fn read(fields: &[(String, String)]) -> Self {
        let value = |name: String| {
            fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let step = |place: usize| StepForm {
            act: value(format!("tindakan-{place}")),
            topic: value(format!("topik-{place}")),
            unit: value(format!("ke-{place}")),
            template: value(format!("contoh-{place}")),
            text: value(format!("teks-{place}")),
        };
        Self { name: value("nama".to_owned()), steps: (0..STEPS_MAX).map(step).collect() }
    }

    /// The steps that were chosen, each with its place in the form. What a step lacks that it cannot be without is said there.
    fn wish(&self, lang: &Lang) -> Result<(MacroWish, Vec<usize>), Mistakes> {
        let (mut steps, mut places, mut mistakes) = (Vec::new(), Vec::new(), Mistakes::default());
        for (place, form) in self.steps.iter().enumerate().filter(|(_, form)| !form.act.is_empty()) {
            match form.step(lang) {
                Ok(step) => {
                    steps.push(step);
                    places.push(place);
                }
                Err((field, words)) => mistakes.add(&format!("{field}-{place}"), words),
            }
        }
        let wish = MacroWish { name: self.name.clone(), steps };
        if mistakes.is_empty() { Ok((wish, places)) } else { Err(mistakes) }
    }

    fn of(name: &str, steps: &[Option<MacroStep>]) -> Self {
        let mut steps: Vec<_> = steps.iter().map(|step| step.as_ref().map(StepForm::of).unwrap_or_default()).collect();
        steps.resize_with(STEPS_MAX.max(steps.len()), StepForm::default);
        Self { name: name.to_owned(), steps }
    }
}

impl StepForm {
    fn step(&self, lang: &Lang) -> Result<MacroStep, (&'static str, String)> {
        let template =
            || self.template.parse::<TemplateId>().map_err(|()| ("contoh", t!(lang, "meja-macros-template-missing")));
        Ok(match self.act.as_str() {
            "topik" => {
                let topic = CategoryCode::try_new(&self.topic);
                MacroStep::Classify(topic.map_err(|_| ("topik", t!(lang, "meja-macros-topic-missing")))?)
            }
            "teruskan" => {
                let unit = UnitCode::try_new(&self.unit).map_err(|_| ("ke", t!(lang, "meja-macros-unit-missing")))?;
                MacroStep::HandOn(unit, None, self.text.clone())
            }
            "ambil" => MacroStep::TakeUp,
            "catatan" => MacroStep::Note(self.text.clone()),
            "jawab" => MacroStep::Answer(template()?),
            "kabar" => MacroStep::Post(template()?),
            "tanya" => MacroStep::Ask(template()?),
            _ => return Err(("tindakan", t!(lang, "meja-macros-act-unknown"))),
        })
    }

    fn of(step: &MacroStep) -> Self {
        let named = |act: &str| Self { act: act.to_owned(), ..Self::default() };
        let with = |act: &str, id: &TemplateId| Self { template: id.to_string(), ..named(act) };
        match step {
            MacroStep::Classify(topic) => Self { topic: topic.as_str().to_owned(), ..named("topik") },
            MacroStep::HandOn(unit, _, why) => {
                Self { unit: unit.as_str().to_owned(), text: why.clone(), ..named("teruskan") }
            }
            MacroStep::TakeUp => named("ambil"),
            MacroStep::Note(text) => Self { text: text.clone(), ..named("catatan") },
            MacroStep::Answer(id) => with("jawab", id),
            MacroStep::Post(id) => with("kabar", id),
            MacroStep::Ask(id) => with("tanya", id),
        }
    }
}

async fn show_list(seat: Seat, Query(wish): Query<Listed>) -> Result<Html, Problem> {
    let (lang, org) = (&seat.lang, seat.org());
    let unit = if wish.unit.is_empty() { seat.staff.0.unit.clone() } else { known_unit(&seat, &wish.unit)? };
    let mut kits = Vec::new();
    for unit in units(&org, &unit) {
        kits.push((unit, kit_of(&seat, unit).await?));
    }
    let all = || kits.iter().flat_map(|(_, kit)| &kit.macros);
    let kept = all().find(|(id, _)| id.to_string() == wish.tersimpan).map(|(_, kept)| kept.name.as_str());
    let is_gone = !wish.dihapus.is_empty() && all().all(|(id, _)| id.to_string() != wish.dihapus);
    let content = html! {
        @if let Some(name) = kept {
            (Confirmation::new(t!(lang, "meja-macros-kept", name = name), t!(lang, "meja-macros-kept.next")))
        }
        @if is_gone { (Confirmation::new(t!(lang, "meja-macros-gone"), t!(lang, "meja-macros-gone.next"))) }
        div.bar {
            div { h1 { (t!(lang, "meja-macros")) } p.soft { (t!(lang, "meja-macros-lead")) } }
            @if manages(&seat, &unit, &org) {
                (Button::link(t!(lang, "meja-macros-add"), format!("{HERE}/baru?unit={unit}")))
            }
        }
        @if let Some(filter) = filter(&seat, &unit, &org) { (filter) }
        @for (unit, kit) in &kits { (section(&seat, unit, &org, kit)) }
    };
    Ok(desk(&seat.frame(t!(lang, "meja-macros"), HERE, None, None), content))
}

fn section(seat: &Seat, unit: &UnitCode, org: &Organisation, kit: &Kit) -> Markup {
    let (lang, may_change) = (&seat.lang, manages(seat, unit, org));
    html! {
        section.stack {
            h2 { (org.unit_name(unit)) }
            @if kit.macros.is_empty() || kit.is_beyond { p.soft { (t!(lang, "meja-macros-none-yet")) } }
            @for (id, kept) in kit.macros.iter().filter(|_| !kit.is_beyond) {
                div {
                    h3 { @if may_change { a href={ (HERE) "/" (unit) "/" (id) } { (kept.name) } } @else { (kept.name) } }
                    ol { @for step in &kept.steps { li { (said(lang, org, kit, step.as_ref())) } } }
                }
            }
        }
    }
}

/// A step in a sentence.
pub(super) fn said(lang: &Lang, org: &Organisation, kit: &Kit, step: Option<&MacroStep>) -> String {
    let template = |id: &TemplateId| {
        kit.templates.get(id).map_or_else(|| t!(lang, "meja-macros-template-gone"), |template| template.name.clone())
    };
    match step {
        Some(MacroStep::Classify(topic)) => {
            let code = topic.as_str();
            let name = wording::category_name(org, lang, code).unwrap_or_else(|| code.to_owned());
            t!(lang, "meja-macros-says-topic", topic = name)
        }
        Some(MacroStep::HandOn(unit, None, _)) => t!(lang, "meja-macros-says-hand", unit = org.unit_name(unit)),
        Some(MacroStep::HandOn(unit, Some(person), _)) => {
            let name = officer(lang, org, *person);
            t!(lang, "meja-macros-says-hand-person", unit = org.unit_name(unit), name = name)
        }
        Some(MacroStep::TakeUp) => t!(lang, "meja-macros-says-take"),
        Some(MacroStep::Note(_)) => t!(lang, "meja-macros-says-note"),
        Some(MacroStep::Answer(id)) => t!(lang, "meja-macros-says-answer", name = template(id)),
        Some(MacroStep::Post(id)) => t!(lang, "meja-macros-says-post", name = template(id)),
        Some(MacroStep::Ask(id)) => t!(lang, "meja-macros-says-ask", name = template(id)),
        None => gone(lang, Gone::Act),
    }
}

/// Why a step is not to be had.
pub(super) fn gone(lang: &Lang, why: Gone) -> String {
    match why {
        Gone::Act => t!(lang, "meja-macros-gone-act"),
        Gone::Topic => t!(lang, "meja-macros-gone-topic"),
        Gone::Unit => t!(lang, "meja-macros-gone-unit"),
        Gone::Person => t!(lang, "meja-macros-gone-person"),
        Gone::Template => t!(lang, "meja-macros-gone-template"),
    }
}

async fn show_new(seat: Seat, Query(wish): Query<Listed>) -> Result<Html, Problem> {
    let unit = if wish.unit.is_empty() { seat.staff.0.unit.clone() } else { known_unit(&seat, &wish.unit)? };
    seat.staff.check(Right::ManageDesk, &unit, &seat.org())?;
    // Drawn now, so that the same form sent twice adds one macro.
    let id = MacroId(seat.cases.platform().store().chance().bytes());
    let kit = kit_of(&seat, &unit).await?;
    Ok(page(&seat, (&unit, id), &kit, &MacroForm::of("", &[]), &Mistakes::default()))
}

async fn show_one(seat: Seat, Path((unit, id)): Path<(String, String)>) -> Result<Html, Problem> {
    let (unit, id) = (known_unit(&seat, &unit)?, known_id(&id)?);
    seat.staff.check(Right::ManageDesk, &unit, &seat.org())?;
    let kit = kit_of(&seat, &unit).await?;
    let kept = kit.macros.get(&id).ok_or_else(Problem::not_found)?;
    Ok(page(&seat, (&unit, id), &kit, &MacroForm::of(&kept.name, &kept.steps), &Mistakes::default()))
}

/// `POST /meja/langkah/{unit}/{makro}`: keeps the macro.
async fn set(
    seat: Seat,
    _: SameOrigin,
    Path((unit, id)): Path<(String, String)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (unit, id) = (known_unit(&seat, &unit)?, known_id(&id)?);
    seat.staff.check(Right::ManageDesk, &unit, &seat.org())?;
    let form = MacroForm::read(&fields);
    let mistakes = match form.wish(&seat.lang) {
        Err(mistakes) => mistakes,
        Ok((wish, places)) => {
            let done = seat.cases.set_macro(&unit, id, wish, seat.staff.by()).await;
            match refused(done, &MacroRefusal::NotAllowed)? {
                None => return Ok(back(HERE, &unit, "tersimpan", id)),
                Some(refusal) => mistake(&seat, &refusal, &places)?,
            }
        }
    };
    let kit = kit_of(&seat, &unit).await?;
    Ok(page(&seat, (&unit, id), &kit, &form, &mistakes).into_response())
}

async fn drop_one(seat: Seat, _: SameOrigin, Path((unit, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let (unit, id) = (known_unit(&seat, &unit)?, known_id(&id)?);
    match refused(seat.cases.drop_macro(&unit, id, seat.staff.by()).await, &MacroRefusal::NotAllowed)? {
        None => Ok(back(HERE, &unit, "dihapus", id)),
        Some(_) => Err(Problem::forbidden()),
    }
}

fn page(seat: &Seat, (unit, id): (&UnitCode, MacroId), kit: &Kit, form: &MacroForm, mistakes: &Mistakes) -> Html {
    let (lang, org) = (&seat.lang, seat.org());
    let is_kept = kit.macros.contains_key(&id);
    let title = if is_kept { t!(lang, "meja-macros-one") } else { t!(lang, "meja-macros-add") };
    let path = format!("{HERE}/{unit}/{id}");
    let content = html! {
        (mistakes.summary(lang))
        p.soft { a href={ (HERE) "?unit=" (unit) } { (t!(lang, "meja-macros")) } " / " (org.unit_name(unit)) }
        h1 { (title) }
        p { (t!(lang, "meja-macros-form")) }
        form.narrow method="post" action=(path) {
            (Field::new(lang, "nama", t!(lang, "meja-macros-name"), Input::line().value(&form.name)).error(mistakes.at("nama")))
            @for (place, step) in form.steps.iter().enumerate() {
                @let fields = step_fields(lang, &org, kit, place, step, mistakes);
                // A macro begins with one act; the others wait to be asked for.
                @if place == 0 || !step.act.is_empty() { (fields) }
                @else { (Details::new(t!(lang, "meja-macros-step", n = place + 1), fields)) }
            }
            p { (Button::submit(t!(lang, "meja-macros-keep"))) }
        }
        @if is_kept {
            form method="post" action={ (path) "/hapus" } {
                p.soft { (t!(lang, "meja-macros-drop-about")) }
                (Button::submit(t!(lang, "meja-macros-drop")).quiet())
            }
        }
    };
    let page = desk(&seat.frame(title, HERE, None, None), content);
    if mistakes.is_empty() { page } else { page.status(UNPROCESSABLE) }
}

/// The fields of one step: the act, and what some acts need.
fn step_fields(
    lang: &Lang,
    org: &Organisation,
    kit: &Kit,
    place: usize,
    step: &StepForm,
    mistakes: &Mistakes,
) -> Markup {
    let name = |field: &str| format!("{field}-{place}");
    let acts = ACTS.iter().fold(Choices::plain(), |all, act| all.option(*act, act_name(lang, act)));
    let topics = org.categories().iter();
    let topics = topics.fold(Choices::plain(), |all, topic| all.option(topic.code.as_str(), topic.name(lang.tag())));
    let to =
        org.units_by_name().into_iter().fold(Choices::plain(), |all, unit| all.option(unit.code.as_str(), &unit.name));
    let templates =
        kit.templates.iter().fold(Choices::plain(), |all, (id, kept)| all.option(id.to_string(), &kept.name));
    let select = |choices: Choices, chosen: &str| {
        Select::new().empty(t!(lang, "meja-macros-choose")).choices(choices).chosen(chosen)
    };
    let (act, topic, unit, template, text) =
        (name("tindakan"), name("topik"), name("ke"), name("contoh"), name("teks"));
    html! {
        fieldset.stack {
            legend { (t!(lang, "meja-macros-step", n = place + 1)) }
            (Field::new(lang, &act, t!(lang, "meja-macros-act"), select(acts, &step.act)).error(mistakes.at(&act)))
            (Field::new(lang, &topic, t!(lang, "meja-macros-topic"), select(topics, &step.topic)).error(mistakes.at(&topic)))
            (Field::new(lang, &unit, t!(lang, "meja-macros-unit"), select(to, &step.unit)).error(mistakes.at(&unit)))
            (Field::new(lang, &template, t!(lang, "meja-macros-template"), select(templates, &step.template)).error(mistakes.at(&template)))
            (Field::new(lang, &text, t!(lang, "meja-macros-text"), Textarea::rows(2).value(&step.text)).error(mistakes.at(&text)))
        }
    }
}

fn act_name(lang: &Lang, act: &str) -> String {
    match act {
        "topik" => t!(lang, "meja-macros-act-topic"),
        "teruskan" => t!(lang, "meja-macros-act-hand"),
        "ambil" => t!(lang, "meja-macros-act-take"),
        "catatan" => t!(lang, "meja-macros-act-note"),
        "jawab" => t!(lang, "meja-macros-act-answer"),
        "kabar" => t!(lang, "meja-macros-act-post"),
        _ => t!(lang, "meja-macros-act-ask"),
    }
}

/// A refusal at the field it concerns; `places` are those of the steps in the form.
fn mistake(seat: &Seat, refusal: &MacroRefusal, places: &[usize]) -> Result<Mistakes, Problem> {
    let lang = &seat.lang;
    let at = |field: &str, step: usize| format!("{field}-{}", places.get(step).copied().unwrap_or(step));
    let (field, words) = match refusal {
        MacroRefusal::NotAllowed => return Err(Problem::forbidden()),
        MacroRefusal::NameMissing => ("nama".to_owned(), t!(lang, "meja-macros-name-missing")),
        MacroRefusal::NameTooLong(most) => ("nama".to_owned(), t!(lang, "meja-macros-name-long", count = *most)),
        MacroRefusal::NameTaken => ("nama".to_owned(), t!(lang, "meja-macros-name-taken")),
        MacroRefusal::Full(most) => ("nama".to_owned(), t!(lang, "meja-macros-full", count = *most)),
        MacroRefusal::StepsMissing => ("tindakan-0".to_owned(), t!(lang, "meja-macros-steps-missing")),
        MacroRefusal::TooManySteps(most) => {
            ("tindakan-0".to_owned(), t!(lang, "meja-macros-steps-many", count = *most))
        }
        MacroRefusal::NoteMissing(step) => (at("teks", *step), t!(lang, "meja-macros-note-missing")),
        MacroRefusal::TextTooLong(step, most) => (at("teks", *step), t!(lang, "meja-macros-text-long", count = *most)),
        MacroRefusal::NotThere(step, why) => (at("tindakan", *step), gone(lang, *why)),
    };
    Ok(Mistakes::one(&field, words))
}

pub(super) fn known_id(id: &str) -> Result<MacroId, Problem> {
    id.parse().map_err(|()| Problem::not_found())
}
