//! One rule of who gets which reports: its form for who heads the unit.

use hadir_oplog::ActorId;
use hadir_org::{CategoryCode, Organisation, Problem, UnitCode};
use hadir_ui::components::{Button, Choice, ChoiceGroup, Choices, Field, Input, Mistakes, Select};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::t;
use maud::{Markup, html};

use super::act::UNPROCESSABLE;
use super::rules::HERE;
use super::seat::Seat;
use crate::kit::rules::takers;
use crate::kit::{Rule, RuleId, RuleWish};
use crate::pages::villages::villages;
use crate::places::Places;

/// What was typed.
#[derive(Clone, Debug, Default)]
pub(super) struct RuleForm {
    topik: String,
    tempat: String,
    petugas: Vec<String>,
    mulai: String,
}

/// Which rule a page is about.
pub(super) struct Edited<'a> {
    pub unit: &'a UnitCode,
    pub id: RuleId,
    /// Whether the unit has it already.
    pub is_kept: bool,
}

impl RuleForm {
    /// What a rule says.
    pub fn of(rule: &Rule) -> Self {
        Self {
            topik: rule.category.clone().unwrap_or_default(),
            tempat: rule.place.clone().unwrap_or_default(),
            petugas: rule.staff.iter().map(ToString::to_string).collect(),
            mulai: rule.from.to_string(),
        }
    }

    /// What was posted.
    pub fn read(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "topik" => form.topik = value,
                "tempat" => form.tempat = value,
                "mulai" => form.mulai = value,
                "petugas" => form.petugas.push(value),
                _ => {}
            }
        }
        form
    }

    /// The rule that is wished for.
    ///
    /// # Errors
    /// What cannot be one, at its field.
    pub fn wish(&self, lang: &Lang, places: &Places) -> Result<RuleWish, Mistakes> {
        let mut mistakes = Mistakes::default();
        let category = filled(&self.topik).map(CategoryCode::try_new).transpose().unwrap_or_else(|_| {
            mistakes.add("topik", t!(lang, "meja-rule-topic-unknown"));
            None
        });
        let place = filled(&self.tempat);
        if place.is_some_and(|code| !places.takes(code)) {
            mistakes.add("tempat", t!(lang, "meja-rule-place-unknown"));
        }
        let staff: Option<Vec<ActorId>> = self.petugas.iter().map(|text| text.parse().ok()).collect();
        if staff.is_none() {
            mistakes.add("petugas", t!(lang, "meja-rule-not-in-unit"));
        }
        let from = filled(&self.mulai).map(str::parse).transpose().unwrap_or_else(|_| {
            mistakes.add("mulai", t!(lang, "meja-rule-day-unreadable"));
            None
        });
        if mistakes.is_empty() {
            let (place, staff) = (place.map(str::to_owned), staff.unwrap_or_default());
            Ok(RuleWish { category, place, staff, from })
        } else {
            Err(mistakes)
        }
    }
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// The page of a rule.
pub(super) async fn page(
    seat: &Seat,
    edited: &Edited<'_>,
    form: &RuleForm,
    mistakes: &Mistakes,
) -> Result<Html, Problem> {
    let (lang, org, places) = (&seat.lang, seat.org(), seat.cases.places().await?);
    let title = if edited.is_kept { t!(lang, "meja-rule-one") } else { t!(lang, "meja-rule-add") };
    let path = format!("{HERE}/{}/{}", edited.unit, edited.id);
    let content = html! {
        (mistakes.summary(lang))
        p.soft { a href={ (HERE) "?unit=" (edited.unit) } { (t!(lang, "meja-rules")) } " / " (org.unit_name(edited.unit)) }
        h1 { (title) }
        p.lead { (t!(lang, "meja-rules-lead")) }
        form.narrow method="post" action=(path) { (fields(lang, &org, &places, edited.unit, form, mistakes)) }
        @if edited.is_kept {
            form method="post" action={ (path) "/hapus" } {
                p.soft { (t!(lang, "meja-rule-drop-about")) }
                (Button::submit(t!(lang, "meja-rule-drop")).quiet())
            }
        }
    };
    let page = desk(&seat.frame(title, HERE, None, None), content);
    Ok(if mistakes.is_empty() { page } else { page.status(UNPROCESSABLE) })
}

fn fields(
    lang: &Lang,
    org: &Organisation,
    places: &Places,
    unit: &UnitCode,
    form: &RuleForm,
    mistakes: &Mistakes,
) -> Markup {
    let topics = org.categories().iter();
    let topics = topics.fold(Choices::plain(), |all, topic| all.option(topic.code.as_str(), topic.name(lang.tag())));
    let topic = Select::new().empty(t!(lang, "meja-rule-any-topic")).choices(topics).chosen(&form.topik);
    let people = takers(org, unit).into_iter();
    let people = people.map(|officer| Choice::new(officer.id.to_string(), &officer.name, "")).collect();
    let people = ChoiceGroup::several(lang, "petugas", t!(lang, "meja-rule-people"), people)
        .hint(t!(lang, "meja-rule-people.hint"))
        .error(mistakes.at("petugas"));
    let people = form.petugas.iter().fold(people, |group, id| group.chosen(id));
    let from = Input::date().value(&form.mulai);
    html! {
        (Field::new(lang, "topik", t!(lang, "meja-rule-category"), topic).error(mistakes.at("topik")))
        (Field::new(lang, "tempat", t!(lang, "meja-rule-where"), villages(lang, places, t!(lang, "meja-rule-any-place")).chosen(&form.tempat))
            .error(mistakes.at("tempat")))
        (people)
        (Field::new(lang, "mulai", t!(lang, "meja-rule-day"), from).optional()
            .hint(t!(lang, "meja-rule-day.hint")).error(mistakes.at("mulai")))
        (Button::submit(t!(lang, "meja-rule-keep")))
    }
}
