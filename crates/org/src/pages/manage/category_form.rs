//! The form of a category: its fields, and how they are read.

use hadir_store::ActError;
use hadir_ui::components::{Button, Choices, Field, Input, Mistakes, Select, Textarea};
use hadir_ui::lang::{FIRST, Lang};
use hadir_ui::t;
use maud::{Markup, html};

use super::Room;
use crate::category::Category;
use crate::code::{CategoryCode, UnitCode};
use crate::commands::category::CategoryRefusal;
use crate::pages::form::Posted;
use crate::platform::Platform;
use crate::web::Problem;

/// The last place in the list that can be asked for.
const PLACE_MAX: u32 = 999;

/// The form of a known category, or of a new one.
pub(super) fn form(room: &Room<'_>, posted: &Posted, mistakes: &Mistakes, known: Option<&Category>) -> Markup {
    let (lang, org) = (room.lang, room.platform.org());
    let action = known.map_or("baru".to_owned(), |category| category.code.to_string());
    let line = |name: &'static str, label: String| {
        Field::new(lang, name, label, Input::line().value(posted.text(name))).error(mistakes.at(name))
    };
    let units =
        org.units_by_name().into_iter().fold(Choices::plain(), |all, unit| all.option(unit.code.as_str(), &unit.name));
    let unit = Select::new().empty(t!(lang, "category-unit-none")).choices(units).chosen(posted.text("unit"));
    let words = Textarea::rows(4).value(posted.text("words"));
    let place = Input::line().inputmode("numeric").value(posted.text("place"));
    html! {
        form.stack method="post" action={ "/kelola/topik/" (action) } {
            @if known.is_none() { (line("code", t!(lang, "category-code")).hint(t!(lang, "category-code.hint"))) }
            @for tag in tags(room.platform) { (name_field(lang, &tag, posted, mistakes)) }
            (Field::new(lang, "unit", t!(lang, "category-unit"), unit).hint(t!(lang, "category-unit.hint"))
                .error(mistakes.at("unit")))
            (Field::new(lang, "words", t!(lang, "category-words"), words).hint(t!(lang, "category-words.hint")).optional())
            (Field::new(lang, "place", t!(lang, "category-place"), place).error(mistakes.at("place")))
            p.row { (Button::submit(t!(lang, "manage-save"))) }
        }
    }
}

/// The name in one language: the Indonesian one is a must.
fn name_field(lang: &Lang, tag: &str, posted: &Posted, mistakes: &Mistakes) -> Markup {
    let field = field_of(tag);
    let input = Input::line().value(posted.text(&field));
    if tag == FIRST {
        return html! { (Field::new(lang, &field, t!(lang, "category-name"), input).error(mistakes.at(&field))) };
    }
    let label = t!(lang, "category-name-in", language = tag);
    html! { (Field::new(lang, &field, label, input).hint(t!(lang, "category-name-in.hint")).optional()) }
}

fn field_of(tag: &str) -> String {
    format!("name-{tag}")
}

/// The languages a category has names in: all that are installed, Indonesian first.
fn tags(platform: &Platform) -> Vec<String> {
    let all = platform.languages().all();
    let others = all.iter().map(Lang::tag).filter(|tag| *tag != FIRST);
    [FIRST].into_iter().chain(others).map(str::to_owned).collect()
}

/// A known category as the form shows it.
pub(super) fn posted_of(category: &Category) -> Posted {
    let posted = Posted::default()
        .with("unit", category.usual_unit.as_ref().map_or("", UnitCode::as_str))
        .with("words", category.example_words.join("\n"))
        .with("place", category.place.saturating_add(1).to_string());
    category.names.iter().fold(posted, |posted, (tag, name)| posted.with(&field_of(tag), name))
}

/// What was posted as a category; nothing when a part of it cannot be read, which is noted. Names in languages that are
/// not installed here stay.
pub(super) fn read(
    platform: &Platform,
    lang: &Lang,
    posted: &Posted,
    code: Option<CategoryCode>,
    known: Option<&Category>,
    mistakes: &mut Mistakes,
) -> Option<Category> {
    let mut names = known.map(|known| known.names.clone()).unwrap_or_default();
    for tag in tags(platform) {
        let name = posted.optional(&field_of(&tag));
        let place = names.iter().position(|(known, _)| *known == tag);
        match (name, place) {
            (Some(name), Some(at)) => names[at].1 = name,
            (Some(name), None) => names.push((tag, name)),
            (None, Some(at)) => drop(names.remove(at)),
            (None, None) => {}
        }
    }
    let unit = posted.optional("unit").map(|unit| unit.parse()).transpose();
    let unit = mistakes.take("unit", unit.map_err(|_| t!(lang, "category-unit-unknown")));
    let place = posted.text("place").parse::<u32>().ok().filter(|place| (1..=PLACE_MAX).contains(place));
    let place = mistakes.take("place", place.ok_or_else(|| t!(lang, "category-place-bad", most = PLACE_MAX)));
    let words = posted.text("words").split(['\n', ',', ';']).map(str::trim).filter(|word| !word.is_empty());
    Some(Category {
        code: code?,
        names,
        usual_unit: unit?,
        example_words: words.map(str::to_lowercase).collect(),
        place: place? - 1,
    })
}

/// A refusal as words at the field concerned.
pub(super) fn mistake(lang: &Lang, error: ActError<CategoryRefusal>) -> Result<Mistakes, Problem> {
    match error {
        ActError::Refused(CategoryRefusal::Name) => {
            Ok(Mistakes::one(&field_of(FIRST), t!(lang, "category-name-missing")))
        }
        ActError::Refused(CategoryRefusal::UnknownUnit) => Ok(Mistakes::one("unit", t!(lang, "category-unit-unknown"))),
        other => Err(other.into()),
    }
}
