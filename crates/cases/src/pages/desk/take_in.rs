//! `/meja/catat`: writing down what someone came to say or said on the telephone. It is read back to them before it is
//! kept, and they go home with a slip.

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use hadir_org::{Organisation, Problem, SameOrigin, UnitCode};
use hadir_ui::components::{
    Button, Choice, ChoiceGroup, Choices, Field, Input, Mistakes, Note, Select, Textarea, Weight, actions,
};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::t;
use maud::{Markup, html};
use serde::Deserialize;

use super::act::UNPROCESSABLE;
use super::seat::Seat;
use super::{slip, words};
use crate::commands::Report;
use crate::draft::Draft;
use crate::kinds::{Channel, ReportKind, Visibility};
use crate::pages::villages::villages;
use crate::pages::wording;
use crate::places::Places;
use crate::{Cases, Token};

/// The ways a report comes that an officer writes down.
const CHANNELS: [Channel; 2] = [Channel::WalkIn, Channel::Phone];

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct TakeInForm {
    #[serde(default)]
    token: String,
    #[serde(default)]
    channel: String,
    #[serde(default)]
    unit: String,
    #[serde(flatten)]
    draft: Draft,
}

pub(super) async fn show_form(seat: Seat) -> Result<Html, Problem> {
    let places = seat.cases.places().await?;
    Ok(page(&seat, &places, &TakeInForm::default(), &Mistakes::default()))
}

pub(super) async fn take_in(
    seat: Seat,
    State(cases): State<Cases>,
    _: SameOrigin,
    jar: CookieJar,
    Form(form): Form<TakeInForm>,
) -> Result<Response, Problem> {
    let places = cases.places().await?;
    let token = Token::try_new(&form.token);
    match (report(&seat.lang, &form, &seat.org(), &places), token) {
        (Ok(report), Some(token)) => {
            let filed = cases.file_for(report, &token, seat.staff.by()).await?;
            Ok(slip::hand_out(&seat, jar, &cases.exact(&filed.number, filed.id).await?, &token))
        }
        // Without the token of a form a second press would be a second report, so the form is shown again with one.
        (Ok(_), None) => Ok(page(&seat, &places, &form, &Mistakes::default()).status(UNPROCESSABLE).into_response()),
        (Err(mistakes), _) => Ok(page(&seat, &places, &form, &mistakes).into_response()),
    }
}

/// The report that was meant, or everything that is wrong with the form.
fn report(lang: &Lang, form: &TakeInForm, org: &Organisation, places: &Places) -> Result<Report, Mistakes> {
    let mut mistakes = Mistakes::default();
    let channel = CHANNELS.into_iter().find(|channel| channel.as_str() == form.channel);
    if channel.is_none() {
        mistakes.add("channel", t!(lang, "meja-take-in-channel-missing"));
    }
    let unit = UnitCode::try_new(&form.unit).ok().filter(|code| org.unit(code).is_some_and(|unit| !unit.is_retired));
    if unit.is_none() && !form.unit.is_empty() {
        mistakes.add("unit", t!(lang, "meja-refusal-unknown-unit"));
    }
    match form.draft.check(org, places) {
        Ok(report) if mistakes.is_empty() => Ok(Report { channel, unit, ..report }),
        Ok(_) => Err(mistakes),
        Err(flaws) => {
            for (field, flaw) in flaws {
                mistakes.add(field.as_str(), wording::flaw(lang, &flaw));
            }
            Err(mistakes)
        }
    }
}

fn page(seat: &Seat, places: &Places, form: &TakeInForm, mistakes: &Mistakes) -> Html {
    let (lang, org) = (&seat.lang, seat.org());
    let title = t!(lang, "meja-take-in-title");
    let frame = seat.frame(&title, "/meja/catat", None, None);
    // The token that was sent stays, so that pressing again is the same report.
    let token = Token::try_new(&form.token).unwrap_or_else(|| seat.cases.new_token());
    let content = html! {
        (mistakes.summary(lang))
        h1 { (title) }
        p.soft { (t!(lang, "meja-take-in-lead")) }
        form.narrow method="post" action="/meja/catat" {
            input type="hidden" name="token" value=(token.to_form());
            (what_was_said(lang, form, mistakes))
            (who(lang, &org, form, mistakes))
            (where_and_what_about(lang, &org, places, form, mistakes))
            (read_back(lang))
            (actions(&[Button::submit(t!(lang, "meja-take-in-do"))]))
        }
    };
    let page = desk(&frame, content);
    if mistakes.is_empty() { page } else { page.status(UNPROCESSABLE) }
}

fn what_was_said(lang: &Lang, form: &TakeInForm, mistakes: &Mistakes) -> Markup {
    let channels =
        CHANNELS.into_iter().map(|way| Choice::new(way.as_str(), words::channel_choice(lang, way), "")).collect();
    let channel = if form.channel.is_empty() { Channel::WalkIn.as_str() } else { &form.channel };
    let kinds = ReportKind::ALL
        .iter()
        .fold(Choices::plain(), |all, kind| all.option(kind.as_str(), wording::kind(lang, *kind)));
    html! {
        (Field::new(lang, "text", t!(lang, "meja-take-in-text"), Textarea::rows(5).value(&form.draft.text))
            .error(mistakes.at("text")))
        (ChoiceGroup::one(lang, "channel", t!(lang, "meja-take-in-channel"), channels).beside().chosen(channel)
            .error(mistakes.at("channel")))
        (Field::new(lang, "kind", t!(lang, "meja-fact-kind"), Select::new().choices(kinds).chosen(&form.draft.kind))
            .error(mistakes.at("kind")))
    }
}

fn who(lang: &Lang, org: &Organisation, form: &TakeInForm, mistakes: &Mistakes) -> Markup {
    let forms = org.regency().forms_of_address.iter().map(|form| Choice::new(form, form, "")).collect();
    let visibility =
        if form.draft.visibility.is_empty() { Visibility::Anonymous.as_str() } else { &form.draft.visibility };
    let who_sees = Visibility::ALL.iter().fold(Choices::plain(), |all, visibility| {
        all.option(visibility.as_str(), wording::visibility_fact(lang, *visibility))
    });
    html! {
        (ChoiceGroup::one(lang, "sapa", t!(lang, "meja-take-in-sapa"), forms).beside().optional()
            .chosen(&form.draft.sapa).error(mistakes.at("sapa")))
        (Field::new(lang, "name", t!(lang, "meja-take-in-name"), Input::line().value(&form.draft.name).autocomplete("off"))
            .optional().error(mistakes.at("name")))
        (Field::new(lang, "contact", t!(lang, "meja-take-in-contact"), Input::line().value(&form.draft.contact).autocomplete("off"))
            .optional().hint(t!(lang, "meja-take-in-contact.hint")).error(mistakes.at("contact")))
        (Field::new(lang, "visibility", t!(lang, "meja-fact-visibility"), Select::new().choices(who_sees).chosen(visibility))
            .hint(t!(lang, "meja-take-in-visibility-hint")).error(mistakes.at("visibility")))
    }
}

fn where_and_what_about(
    lang: &Lang,
    org: &Organisation,
    places: &Places,
    form: &TakeInForm,
    mistakes: &Mistakes,
) -> Markup {
    let unknown = t!(lang, "meja-take-in-unknown");
    let villages = villages(lang, places, &unknown);
    let categories = org
        .categories()
        .iter()
        .fold(Choices::plain(), |all, category| all.option(category.code.as_str(), category.name(lang.tag())));
    let units =
        org.units_by_name().into_iter().fold(Choices::plain(), |all, unit| all.option(unit.code.as_str(), &unit.name));
    let category = Select::new().empty(&unknown).choices(categories).chosen(&form.draft.category);
    let unit = Select::new().empty(t!(lang, "meja-take-in-unit-usual")).choices(units).chosen(&form.unit);
    html! {
        (Field::new(lang, "place", t!(lang, "meja-take-in-place"), villages.chosen(&form.draft.place))
            .optional().error(mistakes.at("place")))
        (Field::new(lang, "spot", t!(lang, "meja-take-in-spot"), Input::line().value(&form.draft.spot))
            .optional().error(mistakes.at("spot")))
        (Field::new(lang, "category", t!(lang, "meja-fact-category"), category).optional().error(mistakes.at("category")))
        (Field::new(lang, "unit", t!(lang, "meja-take-in-unit"), unit)
            .hint(t!(lang, "meja-take-in-unit.hint")).error(mistakes.at("unit")))
    }
}

/// What to read back. The script puts in what was written so far; without it the officer reads from the form.
fn read_back(lang: &Lang) -> Markup {
    let pattern = t!(lang, "meja-read-back-pattern", who = "{who}", place = "{place}", text = "{text}");
    let words = html! { p #bacakan data-pattern=(pattern) { (t!(lang, "meja-read-back-words")) } };
    html! { (Note::new(Weight::Plain, t!(lang, "meja-read-back"), words)) }
}
