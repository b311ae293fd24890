//! `/meja/ringkasan`: received, answered, late, by week or month, by unit and by district, for whoever may see the figures
//! of a unit and of those below it. Pictures with their tables; a name leads to the list behind it.
//!
//! Everything is read from sums. What is in a closed circle counts nowhere here, not even for those who are in it.

use std::collections::BTreeMap;

use axum::extract::Query;
use hadir_org::{Access, Organisation, Problem, Right, Routes, UnitCode};
use hadir_ui::charts::{AxisLabel, Bar, Bars, Columns, LineChart, Series};
use hadir_ui::components::{Button, Choices, Column, Empty, Facts, Filter, Select};
use hadir_ui::html::Html;
use hadir_ui::shell::desk;
use hadir_ui::{number, t, time};
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::seat::Seat;
use crate::Cases;
use crate::pages::wording::unit_name;
use crate::places::Places;
use crate::project::week;
use crate::queries::{self, Figures, Reach, Share, Week};

/// Where the page is.
const HERE: &str = "/meja/ringkasan";
/// Weeks, or months, that a period holds.
const SPAN: i64 = 12;
/// How an address names the period of months.
const MONTHS: &str = "bulan";
/// The week that began on this day is number 1.
const FIRST_MONDAY: Date = jiff::civil::date(1970, 1, 5);

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get(HERE, Access::Needs(Right::SeeFigures), show)
}

/// What an address asks for.
#[derive(Debug, Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    masa: String,
    #[serde(default)]
    unit: String,
}

/// A week or a month of the period.
struct Stretch {
    label: AxisLabel,
    first: Date,
    last: Date,
    received: u64,
    done: u64,
}

/// Everything the page shows.
struct Shown {
    is_months: bool,
    stretches: Vec<Stretch>,
    late: Vec<(AxisLabel, u64)>,
    late_now: BTreeMap<String, u64>,
    units: BTreeMap<String, Share>,
    places: BTreeMap<String, Share>,
}

async fn show(seat: Seat, Query(wanted): Query<Wanted>) -> Result<Html, Problem> {
    let (lang, org) = (&seat.lang, seat.org());
    let all = Reach::of(&seat.staff.0, Right::SeeFigures, &org);
    let unit = UnitCode::try_new(&wanted.unit).ok().filter(|unit| org.unit(unit).is_some());
    let reach = unit.as_ref().map_or_else(|| all.clone(), |unit| all.below(unit, &org));
    let shown = read(&seat, &org, &reach, wanted.masa == MONTHS).await?;
    let places = seat.cases.places().await?;
    let page = Page { seat: &seat, org: &org, places: &places, unit: unit.as_ref(), shown: &shown };
    let title = t!(lang, "meja-overview");
    let content = html! {
        h1 { (title) }
        p.soft { (t!(lang, "meja-overview-lead")) }
        (filter(&seat, &org, &all, &wanted))
        @if shown.stretches.iter().all(|stretch| stretch.received + stretch.done == 0) && page.late_now() == 0 {
            (Empty::new(t!(lang, "meja-overview-none"), t!(lang, "meja-overview-none.next"))
                .action(Button::link(t!(lang, "meja-overview-months"), format!("{HERE}?masa={MONTHS}")).quiet()))
        } @else {
            (page.at_a_glance())
            (page.flow())
            (page.late())
            (page.by_unit())
            (page.by_place())
        }
        p.soft { (t!(lang, "meja-overview-sealed")) }
        @if seat.staff.0.may_anywhere(Right::ManageSettings) {
            p { a href=(super::retention::HERE) { (t!(lang, "meja-retain")) } }
        }
    };
    let mut frame = seat.frame(&title, HERE, None, None);
    if !seat.staff.0.may_anywhere(Right::ReadCases) {
        frame.views.clear();
    }
    Ok(desk(&frame, content))
}

/// Reads the sums of a period that ends now.
async fn read(seat: &Seat, org: &Organisation, reach: &Reach, is_months: bool) -> Result<Shown, Problem> {
    let (lang, pool) = (&seat.lang, seat.cases.platform().store().reads());
    let figures = seat.cases.figures().await?;
    let today = org.zone(&seat.staff.0.unit).date_at(seat.cases.now());
    let this_week = week(seat.cases.now().as_millisecond());
    let begin = today.first_of_month().saturating_sub((SPAN - 1).months());
    let from = if is_months { week_of(begin) } else { this_week - SPAN + 1 };
    let weeks = queries::weeks(pool, reach, from, this_week).await?;
    let (stretches, units) = if is_months {
        let months: Vec<_> = (0..SPAN).map(|at| begin.saturating_add(at.months())).collect();
        by_month(seat, &figures, reach, &months)
    } else {
        (by_week(seat, &weeks, from), queries::by_unit(pool, reach, from, this_week).await?)
    };
    let late = (from..).zip(&weeks).map(|(at, week)| (week_label(lang, at), week.late)).collect();
    let late_of = |unit: &String| (unit.clone(), figures.unit(unit).overdue);
    let late_now = units_of(&figures).filter(|unit| is_within(reach, unit)).map(late_of).collect();
    let places = queries::by_place(pool, reach, None, from, this_week).await?;
    Ok(Shown { is_months, stretches, late, late_now, units, places })
}

/// The week that holds a day.
fn week_of(day: Date) -> i64 {
    i64::from((day - FIRST_MONDAY).get_days()).div_euclid(7) + 1
}

/// The Monday on which a week begins.
fn monday(week: i64) -> Date {
    FIRST_MONDAY.saturating_add(((week - 1) * 7).days())
}

fn week_label(lang: &hadir_ui::lang::Lang, week: i64) -> AxisLabel {
    let monday = monday(week);
    // Every second week is named under the picture, where there is no room for more.
    let short = if week % 2 == 0 { format!("{}/{}", monday.day(), monday.month()) } else { String::new() };
    AxisLabel { short, full: time::plain(lang, monday) }
}

fn by_week(seat: &Seat, weeks: &[Week], from: i64) -> Vec<Stretch> {
    let stretch = |(at, week): (i64, &Week)| Stretch {
        label: week_label(&seat.lang, at),
        first: monday(at),
        last: monday(at).saturating_add(6.days()),
        received: week.received,
        done: week.done,
    };
    (from..).zip(weeks).map(stretch).collect()
}

fn by_month(seat: &Seat, figures: &Figures, reach: &Reach, months: &[Date]) -> (Vec<Stretch>, BTreeMap<String, Share>) {
    let mut units: BTreeMap<String, Share> = BTreeMap::new();
    let mut stretches = Vec::new();
    for month in months {
        let label =
            AxisLabel { short: time::month_short(&seat.lang, *month), full: time::month_and_year(&seat.lang, *month) };
        let mut stretch = Stretch { label, first: *month, last: month.last_of_month(), received: 0, done: 0 };
        let of_month = figures.months.get(&month.strftime("%Y-%m").to_string());
        for (unit, of_unit) in of_month.into_iter().flatten().filter(|(unit, _)| is_within(reach, unit)) {
            let share = units.entry(unit.clone()).or_default();
            share.received += of_unit.received;
            share.done += of_unit.answered;
            stretch.received += of_unit.received;
            stretch.done += of_unit.answered;
        }
        stretches.push(stretch);
    }
    (stretches, units)
}

fn units_of(figures: &Figures) -> impl Iterator<Item = &String> {
    let units: std::collections::BTreeSet<_> = figures.months.values().flat_map(BTreeMap::keys).collect();
    units.into_iter()
}

fn is_within(reach: &Reach, unit: &str) -> bool {
    match reach {
        Reach::All => true,
        Reach::Units(units) => units.iter().any(|code| code.as_str() == unit),
    }
}

fn filter(seat: &Seat, org: &Organisation, reach: &Reach, wanted: &Wanted) -> Markup {
    let lang = &seat.lang;
    let periods = Choices::plain()
        .option("minggu", t!(lang, "meja-overview-weeks"))
        .option(MONTHS, t!(lang, "meja-overview-months"));
    let chosen = if wanted.masa == MONTHS { MONTHS } else { "minggu" };
    let mut filter = Filter::new(t!(lang, "meja-overview-show"));
    filter = filter.field("masa", &t!(lang, "meja-overview-period"), &Select::new().choices(periods).chosen(chosen));
    let units: Vec<_> = org.units_by_name().into_iter().filter(|unit| is_within(reach, unit.code.as_str())).collect();
    if units.len() > 1 {
        let choices = units.iter().fold(Choices::plain(), |all, unit| all.option(unit.code.as_str(), &unit.name));
        let units = Select::new().empty(t!(lang, "meja-filter-all")).choices(choices).chosen(&wanted.unit);
        filter = filter.field("unit", &t!(lang, "meja-filter-unit"), &units);
    }
    filter.render()
}

/// What the sections of the page are made of.
struct Page<'a> {
    seat: &'a Seat,
    org: &'a Organisation,
    places: &'a Places,
    unit: Option<&'a UnitCode>,
    shown: &'a Shown,
}

impl Page<'_> {
    fn late_now(&self) -> u64 {
        self.shown.late_now.values().sum()
    }

    fn sum(&self, of: fn(&Stretch) -> u64) -> u64 {
        self.shown.stretches.iter().map(of).sum()
    }

    /// A name that leads to a list, for whoever may read cases at all.
    fn link(&self, name: &str, query: &str) -> Markup {
        let is_reader = self.seat.staff.0.may_anywhere(Right::ReadCases);
        html! { @if is_reader { a href={ "/meja?" (query) } { (name) } } @else { (name) } }
    }

    fn of_unit(&self) -> String {
        self.unit.map(|unit| format!("&unit={}", unit.as_str())).unwrap_or_default()
    }

    /// Everything received in a stretch, as a search finds it.
    fn received_in(&self, first: Date, last: Date, unit: Option<&str>) -> String {
        let unit = unit.or(self.unit.map(UnitCode::as_str)).map(|unit| format!("%20unit%3A{unit}"));
        let (day_before, day_after) = (first.saturating_sub(1.day()), last.saturating_add(1.day()));
        format!("q=sesudah%3A{day_before}%20sebelum%3A{day_after}{}", unit.unwrap_or_default())
    }

    fn first_day(&self) -> Date {
        self.shown.stretches.first().map_or(FIRST_MONDAY, |stretch| stretch.first)
    }

    fn last_day(&self) -> Date {
        self.shown.stretches.last().map_or(FIRST_MONDAY, |stretch| stretch.last)
    }

    fn at_a_glance(&self) -> Facts {
        let lang = &self.seat.lang;
        let reports = |count: u64| t!(lang, "meja-overview-reports", count = count);
        let all = self.received_in(self.first_day(), self.last_day(), None);
        let open = self.shown.places.values().map(|place| place.open).sum();
        Facts::big()
            .row(t!(lang, "meja-overview-received"), self.link(&reports(self.sum(|stretch| stretch.received)), &all))
            .row(t!(lang, "meja-overview-done"), reports(self.sum(|stretch| stretch.done)))
            .row(
                t!(lang, "meja-overview-open-now"),
                self.link(&reports(open), &format!("lihat=masuk{}", self.of_unit())),
            )
            .row(
                t!(lang, "meja-overview-late-now"),
                self.link(&reports(self.late_now()), &format!("lihat=lewat{}", self.of_unit())),
            )
    }

    fn flow(&self) -> Markup {
        let (lang, stretches) = (&self.seat.lang, &self.shown.stretches);
        let Some(most) = stretches.iter().rev().max_by_key(|stretch| stretch.received) else { return html! {} };
        let (received, done) = (self.sum(|stretch| stretch.received), self.sum(|stretch| stretch.done));
        let (when, most) = (most.label.full.as_str(), most.received);
        let finding = match self.shown.is_months {
            true => t!(
                lang,
                "meja-overview-flow.finding-months",
                received = received,
                done = done,
                when = when,
                most = most
            ),
            false => {
                t!(lang, "meja-overview-flow.finding", received = received, done = done, when = when, most = most)
            }
        };
        let along = match self.shown.is_months {
            true => t!(lang, "meja-overview-month"),
            false => t!(lang, "meja-overview-week"),
        };
        let series =
            |name, of: fn(&Stretch) -> u64| Series { name, values: stretches.iter().map(of).map(short).collect() };
        let labels = stretches.iter().map(|stretch| stretch.label.clone()).collect();
        let chart = Columns::new(
            lang,
            &finding,
            t!(lang, "meja-overview-flow.table"),
            along,
            labels,
            series(t!(lang, "meja-overview-received"), |stretch| stretch.received),
        )
        .line(series(t!(lang, "meja-overview-done"), |stretch| stretch.done));
        let link = |stretch: &Stretch| format!("/meja?{}", self.received_in(stretch.first, stretch.last, None));
        let is_reader = self.seat.staff.0.may_anywhere(Right::ReadCases);
        let chart = if is_reader { chart.links(stretches.iter().map(link).collect()) } else { chart };
        html! { section.stack { h2 { (t!(lang, "meja-overview-flow")) } p { (finding) } (chart) } }
    }

    fn late(&self) -> Markup {
        let (lang, late) = (&self.seat.lang, &self.shown.late);
        let [(_, first), .., (now, _)] = late.as_slice() else { return html! {} };
        let last = self.late_now();
        let finding = match last.cmp(first) {
            _ if last + first == 0 => t!(lang, "meja-overview-late.none"),
            std::cmp::Ordering::Less => t!(lang, "meja-overview-late.fewer", first = *first, last = last),
            std::cmp::Ordering::Greater => t!(lang, "meja-overview-late.more", first = *first, last = last),
            std::cmp::Ordering::Equal => t!(lang, "meja-overview-late.same", last = last),
        };
        // The week that goes on ends with what is late at this moment, not with what still may be.
        let past = late[..late.len() - 1].iter().map(|(label, late)| (label.clone(), *late));
        let points = past.chain([(now.clone(), last)]).map(|(label, late)| (label, f64::from(short(late)))).collect();
        let chart = LineChart::new(
            lang,
            &finding,
            t!(lang, "meja-overview-late.table"),
            t!(lang, "meja-overview-week"),
            t!(lang, "meja-overview-late-count"),
            points,
        );
        let list = t!(lang, "meja-overview-late-list");
        html! {
            section.stack {
                h2 { (t!(lang, "meja-overview-late")) }
                p { (finding) }
                (chart)
                @if last > 0 { p { (self.link(&list, &format!("lihat=lewat{}", self.of_unit()))) } }
            }
        }
    }

    fn by_unit(&self) -> Markup {
        let lang = &self.seat.lang;
        let mut units: Vec<_> = self.shown.units.keys().chain(self.shown.late_now.keys()).collect();
        units.sort();
        units.dedup();
        let share = |unit: &str| self.shown.units.get(unit).copied().unwrap_or_default();
        let late = |unit: &str| self.shown.late_now.get(unit).copied().unwrap_or_default();
        units.retain(|unit| share(unit).received + share(unit).done + late(unit) > 0);
        units.sort_by_key(|unit| (std::cmp::Reverse(share(unit).received), unit.as_str()));
        let Some(first) = units.first().filter(|_| units.len() > 1) else { return html! {} };
        let finding =
            t!(lang, "meja-overview-units.finding", unit = unit_name(self.org, first), count = share(first).received);
        let bar = |unit: &&String| Bar {
            name: self
                .link(&unit_name(self.org, unit), &self.received_in(self.first_day(), self.last_day(), Some(unit))),
            value: short(share(unit).received),
            cells: vec![
                self.figure(share(unit).received),
                self.figure(share(unit).done),
                self.link(&self.whole(late(unit)), &format!("lihat=lewat&unit={unit}")),
            ],
        };
        let columns = vec![
            Column::words(t!(lang, "meja-overview-unit")),
            Column::figures(t!(lang, "meja-overview-received")),
            Column::figures(t!(lang, "meja-overview-done")),
            Column::figures(t!(lang, "meja-overview-late-now")),
        ];
        let bars = Bars::new(lang, t!(lang, "meja-overview-units.table"), columns, units.iter().map(bar).collect());
        html! { section.stack { h2 { (t!(lang, "meja-overview-units")) } p { (finding) } (bars) } }
    }

    fn by_place(&self) -> Markup {
        let lang = &self.seat.lang;
        let mut places: Vec<_> = self.shown.places.iter().collect();
        places.sort_by_key(|(code, place)| (code.is_empty(), std::cmp::Reverse(place.received), code.as_str()));
        let Some((first, most)) = places.first().filter(|(code, _)| !code.is_empty()) else { return html! {} };
        let finding = t!(lang, "meja-overview-places.finding", place = self.place_name(first), count = most.received);
        let bar = |(code, place): &(&String, &Share)| {
            let name = self.place_name(code);
            let list = format!("lihat=masuk&tempat={code}{}", self.of_unit());
            Bar {
                name: if code.is_empty() { name.render() } else { self.link(&name, &list) },
                value: short(place.received),
                cells: vec![self.figure(place.received), self.figure(place.open)],
            }
        };
        let columns = vec![
            Column::words(t!(lang, "meja-overview-place")),
            Column::figures(t!(lang, "meja-overview-received")),
            Column::figures(t!(lang, "meja-overview-open-now")),
        ];
        let bars = Bars::new(lang, t!(lang, "meja-overview-places.table"), columns, places.iter().map(bar).collect());
        html! { section.stack { h2 { (t!(lang, "meja-overview-places")) } p { (finding) } (bars) } }
    }

    fn place_name(&self, code: &str) -> String {
        match code {
            "" => t!(self.seat.lang, "meja-overview-no-place"),
            _ => self.places.name(code).map_or_else(|| code.to_owned(), str::to_owned),
        }
    }

    fn whole(&self, count: u64) -> String {
        number::whole(&self.seat.lang, i64::from(short(count)))
    }

    fn figure(&self, count: u64) -> Markup {
        self.whole(count).render()
    }
}

/// A count as charts take it.
fn short(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lies_in_the_week_of_its_instants() {
        for day in ["2026-03-09", "2026-03-12", "2026-03-15", "2027-01-01", "1970-01-05"] {
            let (day, noon) = (day.parse::<Date>().unwrap(), format!("{day}T12:00:00+08:00"));
            let at = noon.parse::<jiff::Timestamp>().unwrap().as_millisecond();
            assert_eq!(week_of(day), week(at), "{day}");
            assert!(monday(week(at)) <= day && day <= monday(week(at)).saturating_add(6.days()), "{day}");
        }
    }
}
