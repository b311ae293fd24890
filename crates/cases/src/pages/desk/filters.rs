//! The filter of a list: what it holds stands in the address, so that it can be kept, sent and opened again.

use hadir_oplog::ActorId;
use hadir_org::{CategoryCode, Organisation, UnitCode};
use hadir_ui::components::{Choices, Details, Filter, Input, Select};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::saved::keep_link;
use super::seat::Seat;
use super::thread::officer;
use super::{view, words};
use crate::kinds::{Channel, ReportKind};
use crate::pages::wording;
use crate::places::Places;
use crate::queries::{DeskFilter, Handler, Reach, View};

/// What an address narrows a list to.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Narrow {
    /// A unit, when cases of it and those below it alone are wanted.
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    jenis: String,
    #[serde(default)]
    topik: String,
    #[serde(default)]
    tempat: String,
    #[serde(default)]
    petugas: String,
    #[serde(default)]
    saluran: String,
    /// The first and the last day of receipt.
    #[serde(default)]
    sejak: String,
    #[serde(default)]
    sampai: String,
    /// The last day on which a limit ends that is still to come.
    #[serde(default)]
    batas: String,
    /// The first day on which it was answered.
    #[serde(default)]
    dijawab: String,
}

/// How an address names cases that nobody handles, and those of whoever reads.
pub(super) const NOBODY: &str = "belum";
pub(super) const MYSELF: &str = "saya";

impl Narrow {
    /// The filter. What is on no list, or no date, narrows nothing.
    pub fn filter(&self, seat: &Seat) -> DeskFilter {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let org = seat.org();
        let is_topic = |code: &str| CategoryCode::try_new(code).is_ok_and(|code| org.category(&code).is_some());
        let zone = seat.org().zone(&seat.staff.0.unit);
        let begin = |date: Date| zone_start(zone, date);
        DeskFilter {
            kind: ReportKind::from_name(&self.jenis),
            category: filled(&self.topik).filter(|code| is_topic(code)),
            place: filled(&self.tempat).filter(|code| is_code(code)),
            channel: Channel::from_name(&self.saluran),
            handler: match self.petugas.as_str() {
                "" => None,
                NOBODY => Some(Handler::Nobody),
                MYSELF => Some(Handler::Person(seat.staff.0.id)),
                id => id.parse::<ActorId>().ok().map(Handler::Person),
            },
            standing: None,
            from: day(&self.sejak).map(begin),
            before: day(&self.sampai).and_then(|date| date.tomorrow().ok()).map(begin),
            owed_before: None,
            due_before: day(&self.batas).and_then(|date| date.tomorrow().ok()).map(begin),
            answered_from: day(&self.dijawab).map(begin),
        }
    }

    /// The fields as they stand in an address, each after an `&`.
    pub fn query(&self) -> String {
        self.fields().map(|(name, value)| format!("&{name}={value}")).collect()
    }

    /// The fields in use, by their names in addresses and forms.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let fields = [
            ("unit", &self.unit),
            ("jenis", &self.jenis),
            ("topik", &self.topik),
            ("tempat", &self.tempat),
            ("petugas", &self.petugas),
            ("saluran", &self.saluran),
            ("sejak", &self.sejak),
            ("sampai", &self.sampai),
            ("batas", &self.batas),
            ("dijawab", &self.dijawab),
        ];
        let kept = fields.into_iter().filter(|(_, value)| !value.is_empty() && is_plain(value));
        kept.map(|(name, value)| (name, value.as_str()))
    }

    /// Whether it narrows nothing: nothing of it is in use.
    fn is_empty(&self, seat: &Seat) -> bool {
        let is_unit = UnitCode::try_new(&self.unit).is_ok_and(|unit| seat.org().unit(&unit).is_some());
        !is_unit && self.filter(seat).is_empty()
    }
}

/// Only what the filter's own fields send goes back into an address; anything else could break out of it.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

/// Whether a text may be the code of a district or village: digits in groups.
fn is_code(text: &str) -> bool {
    text.len() <= 13 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// A day as fields of forms write it, and in no other way.
fn day(text: &str) -> Option<Date> {
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}

/// The first instant of a day, in milliseconds since 1970, UTC.
pub(super) fn zone_start(zone: hadir_calendar::Zone, date: Date) -> i64 {
    date.to_zoned(zone.time_zone()).map_or(i64::MAX, |start| Timestamp::as_millisecond(start.timestamp()))
}

/// The filter as one line that opens; while it is in use, what it narrows the list to stands beneath, with the way back.
pub(super) fn filter(seat: &Seat, wish: &Narrow, view: View, reach: &Reach, places: &Places) -> Markup {
    let (lang, org) = (&seat.lang, seat.org());
    let filter = [units(lang, &org, wish, reach)].into_iter().flatten().fold(
        Filter::new(t!(lang, "meja-filter-show")).field("lihat", &t!(lang, "meja-filter-view"), &views(seat, view)),
        |filter, units| filter.field("unit", &t!(lang, "meja-filter-unit"), &units),
    );
    let any = |choices, chosen: &str| Select::new().empty(t!(lang, "meja-filter-any")).choices(choices).chosen(chosen);
    let filter = filter
        .field("jenis", &t!(lang, "meja-fact-kind"), &any(kinds(lang), &wish.jenis))
        .field("topik", &t!(lang, "meja-fact-category"), &any(topics(lang, &org), &wish.topik))
        .field("tempat", &t!(lang, "meja-fact-place"), &any(districts(places), &wish.tempat))
        .field("petugas", &t!(lang, "meja-filter-handler"), &any(handlers(seat, &org), &wish.petugas))
        .field("saluran", &t!(lang, "meja-filter-channel"), &any(channels(lang), &wish.saluran))
        .field("sejak", &t!(lang, "meja-filter-from"), &Input::date().value(&wish.sejak))
        .field("sampai", &t!(lang, "meja-filter-until"), &Input::date().value(&wish.sampai))
        .field("batas", &t!(lang, "meja-filter-due"), &Input::date().value(&wish.batas))
        .field("dijawab", &t!(lang, "meja-filter-answered"), &Input::date().value(&wish.dijawab));
    let (is_used, keep) = (!wish.is_empty(seat), keep_link(seat, view::name_of(view), wish));
    html! {
        (Details::new(t!(lang, "meja-filter"), html! { (filter) @if !is_used { p { (keep) } } }))
        @if is_used {
            p { (t!(lang, "meja-filter-in-use", what = in_words(seat, &org, wish, places).join(", "))) " "
                a href=(view::address(view)) { (t!(lang, "meja-filter-none")) } " \u{B7} " (keep) }
        }
    }
}

/// What the list is narrowed to, in words: "Pertanyaan", "Belum ada petugas", "sejak 12 Maret 2026".
pub(super) fn in_words(seat: &Seat, org: &Organisation, wish: &Narrow, places: &Places) -> Vec<String> {
    let lang = &seat.lang;
    let DeskFilter { kind, category, place, channel, handler, .. } = wish.filter(seat);
    let unit = UnitCode::try_new(&wish.unit).ok().and_then(|unit| Some(org.unit(&unit)?.name.clone()));
    let day = |text: &str| day(text).map(|date| time::plain(lang, date));
    let handler = handler.map(|handler| match handler {
        Handler::Nobody => t!(lang, "meja-filter-nobody"),
        Handler::Person(id) => officer(lang, org, id),
    });
    let words = [
        unit,
        kind.map(|kind| wording::kind(lang, kind)),
        category.and_then(|code| wording::category_name(org, lang, &code)),
        place.map(|code| places.name(&code).map_or_else(|| code.clone(), str::to_owned)),
        handler,
        channel.map(|channel| words::channel_choice(lang, channel)),
        day(&wish.sejak).map(|day| t!(lang, "meja-filter-in-use.from", day = day)),
        day(&wish.sampai).map(|day| t!(lang, "meja-filter-in-use.until", day = day)),
        day(&wish.batas).map(|day| t!(lang, "meja-filter-in-use.due", day = day)),
        day(&wish.dijawab).map(|day| t!(lang, "meja-filter-in-use.answered", day = day)),
    ];
    words.into_iter().flatten().collect()
}

fn views(seat: &Seat, chosen: View) -> Select {
    let views = view::of(seat)
        .fold(Choices::plain(), |all, view| all.option(view::name_of(view), view::title(&seat.lang, view)));
    Select::new().choices(views).chosen(view::name_of(chosen))
}

/// The units within reach; nothing for whoever has but one.
fn units(lang: &Lang, org: &Organisation, wish: &Narrow, reach: &Reach) -> Option<Select> {
    let is_within = |unit: &UnitCode| match reach {
        Reach::All => true,
        Reach::Units(units) => units.contains(unit),
    };
    let units: Vec<_> = org.units_by_name().into_iter().filter(|unit| is_within(&unit.code)).collect();
    let choices = units.iter().fold(Choices::plain(), |all, unit| all.option(unit.code.as_str(), &unit.name));
    let select = || Select::new().empty(t!(lang, "meja-filter-all")).choices(choices).chosen(&wish.unit);
    (units.len() > 1).then(select)
}

fn kinds(lang: &Lang) -> Choices {
    let kinds = ReportKind::ALL.iter();
    kinds.fold(Choices::plain(), |all, kind| all.option(kind.as_str(), wording::kind(lang, *kind)))
}

fn topics(lang: &Lang, org: &Organisation) -> Choices {
    let topics = org.categories().iter();
    topics.fold(Choices::plain(), |all, topic| all.option(topic.code.as_str(), topic.name(lang.tag())))
}

fn districts(places: &Places) -> Choices {
    let districts = places.districts().iter();
    districts.fold(Choices::plain(), |all, (district, _)| all.option(&district.code, &district.name))
}

/// Whoever reads, nobody, and the colleagues in their unit.
fn handlers(seat: &Seat, org: &Organisation) -> Choices {
    let (lang, me) = (&seat.lang, &seat.staff.0);
    let first =
        Choices::plain().option(MYSELF, t!(lang, "meja-filter-myself")).option(NOBODY, t!(lang, "meja-filter-nobody"));
    let colleagues = org.staff_of(&me.unit).into_iter().filter(|officer| officer.id != me.id);
    colleagues.fold(first, |all, officer| all.option(officer.id.to_string(), &officer.name))
}

fn channels(lang: &Lang) -> Choices {
    let channels = Channel::ALL.iter();
    channels.fold(Choices::plain(), |all, channel| all.option(channel.as_str(), words::channel_choice(lang, *channel)))
}
