//! `/meja/beban`: how much work each person of a unit has, by name. The head of the unit, and whoever is above, sees all of
//! them, everyone else themselves. Each figure leads to its list; nobody is ranked, and nothing is coloured.

use axum::extract::Query;
use hadir_oplog::ActorId;
use hadir_org::{Access, Officer, Organisation, Problem, Right, Routes, UnitCode};
use hadir_ui::charts::{Share, Shares};
use hadir_ui::components::{Choices, Column, Empty, Filter, Pager, Select, Table};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::{number, t, time};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::filters::zone_start;
use super::keys::key_hints;
use super::seat::Seat;
use super::view;
use crate::Cases;
use crate::queries::{self, Asked, DeskFilter, HELD_MAX, Load, LoadAsked, Reach, View};

/// Where it is.
const HERE: &str = "/meja/beban";
/// People on one page.
const PEOPLE: usize = 40;
/// A limit within so many working days after today is near.
const SOON_DAYS: u32 = 3;

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get("/meja/beban", Access::Needs(Right::ReadCases), show)
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
struct Wish {
    /// The unit; the reader's own without it.
    #[serde(default)]
    unit: String,
    /// Which page of its people, from 1.
    #[serde(default)]
    halaman: String,
}

/// Whose figures are shown.
struct People<'a> {
    /// The unit where the reader may see everybody's; none where they see their own alone.
    unit: Option<&'a UnitCode>,
    /// In the order of their names.
    people: Vec<&'a Officer>,
    /// The page, from 0, and whether another one follows.
    page: usize,
    has_more: bool,
}

/// The days that figures speak of, on the clock of the reader's unit.
struct Days {
    /// The last day of what is near.
    soon: Date,
    /// From which day on answers count: the first of this month.
    month: Date,
}

impl Days {
    fn of(seat: &Seat, org: &Organisation, now: Timestamp) -> Self {
        let today = org.zone(&seat.staff.0.unit).date_at(now);
        Self { soon: org.calendar().add_working_days(today, SOON_DAYS), month: today.first_of_month() }
    }
}

async fn show(seat: Seat, Query(wish): Query<Wish>) -> Result<Html, Problem> {
    let (org, now) = (seat.org(), seat.cases.now());
    let units = seat.staff.0.units_with(Right::SeeLoad, &org);
    let of = People::of(&seat, &org, &units, &wish)?;
    let days = Days::of(&seat, &org, now);
    let reach = Reach::of(&seat.staff.0, Right::ReadCases, &org);
    let zone = org.zone(&seat.staff.0.unit);
    let asked = LoadAsked {
        reach: &reach,
        now,
        soon_before: zone_start(zone, days.soon.tomorrow().unwrap_or(days.soon)),
        answered_from: zone_start(zone, days.month),
    };
    let ids: Vec<ActorId> = of.people.iter().map(|officer| officer.id).collect();
    let loads = queries::loads(seat.cases.platform().store().reads(), &ids, &asked).await?;
    // Whoever can sign in no more is of interest only while work is left with them.
    let all: Vec<(&Officer, Load)> = of.people.iter().copied().zip(loads).collect();
    let shown: Vec<_> = all.into_iter().filter(|(officer, load)| !officer.is_suspended || load.open > 0).collect();
    let nobody = match of.unit {
        Some(unit) => Some(unassigned(&seat, &reach.below(unit, &org), now).await?),
        None => None,
    };
    Ok(page(&seat, &org, &units, &of, &days, &shown, nobody))
}

impl<'a> People<'a> {
    fn of(seat: &'a Seat, org: &'a Organisation, units: &'a [UnitCode], wish: &Wish) -> Result<Self, Problem> {
        let me = &seat.staff.0;
        let wanted = match wish.unit.as_str() {
            "" => units.iter().find(|unit| **unit == me.unit).or(units.first()),
            code => Some(units.iter().find(|unit| unit.as_str() == code).ok_or_else(Problem::forbidden)?),
        };
        let Some(unit) = wanted else {
            let people = org.staff(me.id).map(|officer| &**officer).into_iter().collect();
            return Ok(Self { unit: None, people, page: 0, has_more: false });
        };
        let reads = |officer: &Officer| officer.grants.iter().any(|grant| grant.role.has(Right::ReadCases));
        let all = org.staff_by_name().into_iter().map(|officer| &**officer);
        let all: Vec<_> = all.filter(|officer| officer.unit == *unit && reads(officer)).collect();
        let page = wish
            .halaman
            .parse::<usize>()
            .map_or(0, |page| page.saturating_sub(1))
            .min(all.len().saturating_sub(1) / PEOPLE);
        let people: Vec<_> = all.iter().copied().skip(page * PEOPLE).take(PEOPLE).collect();
        Ok(Self { unit: Some(unit), people, page, has_more: all.len() > (page + 1) * PEOPLE })
    }
}

/// How many open reports of a unit and those below nobody handles, and whether there may be more.
async fn unassigned(seat: &Seat, reach: &Reach, now: Timestamp) -> Result<(i64, bool), Problem> {
    let asked = Asked { reach, staff: seat.staff.0.id, stands_in_for: &[], now };
    let list = [(View::Unassigned, asked, DeskFilter::default())];
    let counted = queries::matches(seat.cases.platform().store().reads(), &list).await?;
    Ok(counted.first().copied().unwrap_or_default())
}

fn page(
    seat: &Seat,
    org: &Organisation,
    units: &[UnitCode],
    of: &People<'_>,
    days: &Days,
    shown: &[(&Officer, Load)],
    nobody: Option<(i64, bool)>,
) -> Html {
    let lang = &seat.lang;
    let title = t!(lang, "meja-load");
    let lead = if of.unit.is_some() { t!(lang, "meja-load-lead") } else { t!(lang, "meja-load-own-lead") };
    let unit = of.unit.unwrap_or(&seat.staff.0.unit);
    let content = html! {
        h1 { (title) }
        p { (lead) }
        (choice(lang, org, units, unit))
        @if shown.is_empty() {
            (Empty::new(t!(lang, "meja-load-none", unit = org.unit_name(unit)), t!(lang, "meja-load-none.next")))
        } @else {
            p { (finding(seat, org, of, shown, nobody)) }
            (table(seat, org, unit, days, shown))
            (pager(seat, of, unit))
            @if shown.len() > 1 { (division(lang, shown)) }
        }
        (key_hints(lang))
    };
    desk(&seat.frame(&title, HERE, None, None), content)
}

/// The units whose people can be looked at, where they are more than one.
fn choice(lang: &Lang, org: &Organisation, units: &[UnitCode], chosen: &UnitCode) -> Markup {
    let mut units: Vec<_> = units.iter().filter_map(|unit| org.unit(unit)).filter(|unit| !unit.is_retired).collect();
    units.sort_by(|a, b| a.name.cmp(&b.name));
    let choices = units.iter().fold(Choices::plain(), |all, unit| all.option(unit.code.as_str(), &unit.name));
    let select = Select::new().choices(choices).chosen(chosen.as_str());
    html! {
        @if units.len() > 1 {
            (Filter::new(t!(lang, "meja-filter-show")).field("unit", &t!(lang, "meja-filter-unit"), &select))
        }
    }
}

/// "6 orang memegang 47 laporan terbuka di Dinas Perhubungan. 3 di antaranya sudah lewat batas waktu."
fn finding(
    seat: &Seat,
    org: &Organisation,
    of: &People<'_>,
    shown: &[(&Officer, Load)],
    nobody: Option<(i64, bool)>,
) -> Markup {
    let lang = &seat.lang;
    let sum = |figure: fn(&Load) -> i64| shown.iter().map(|(_, load)| figure(load)).sum::<i64>();
    let is_cut = shown.iter().any(|(_, load)| load.open >= HELD_MAX);
    let (open, late) = (counted(lang, sum(|load| load.open), is_cut), sum(|load| load.late));
    let whole = match of.unit {
        Some(unit) if of.page > 0 || of.has_more => {
            t!(lang, "meja-load-finding.page", people = shown.len(), open = open, unit = org.unit_name(unit))
        }
        Some(unit) => t!(lang, "meja-load-finding", people = shown.len(), open = open, unit = org.unit_name(unit)),
        None => t!(lang, "meja-load-own-finding", open = open),
    };
    let late = match late {
        0 => t!(lang, "meja-load-finding.no-late"),
        late => t!(lang, "meja-load-finding.late", late = counted(lang, late, is_cut)),
    };
    html! {
        (whole) " " (late)
        @if let (Some((count, is_cut)), Some(unit)) = (nobody, of.unit) {
            " "
            a href=(format!("{}&unit={unit}", view::address(View::Unassigned))) {
                (t!(lang, "meja-load-finding.nobody", count = counted(lang, count, is_cut)))
            }
        }
    }
}

/// "1.000+" where there may be more.
fn counted(lang: &Lang, count: i64, is_cut: bool) -> String {
    let whole = number::whole(lang, count);
    if is_cut { t!(lang, "meja-load-more", count = whole) } else { whole }
}

fn table(seat: &Seat, org: &Organisation, unit: &UnitCode, days: &Days, shown: &[(&Officer, Load)]) -> Table {
    let (lang, now) = (&seat.lang, seat.cases.now());
    let figures = [
        t!(lang, "meja-load-open"),
        t!(lang, "meja-load-soon", day = time::short(lang, days.soon)),
        t!(lang, "meja-load-late"),
        t!(lang, "meja-load-waiting"),
        t!(lang, "meja-load-answered", day = time::short(lang, days.month)),
    ];
    let name = Column::words(t!(lang, "meja-load-name"));
    let rest = [Column::words(t!(lang, "meja-load-away")), Column::words(t!(lang, "meja-load-share"))];
    let columns = std::iter::once(name).chain(figures.iter().map(Column::figures)).chain(rest).collect();
    let caption = t!(lang, "meja-load-caption", unit = org.unit_name(unit));
    shown.iter().fold(Table::new(caption, columns).hide_caption().cards(), |table, (officer, load)| {
        let id = officer.id;
        let lists = [
            (load.open, view_of(View::Inbox, id, "")),
            (load.soon, view_of(View::Inbox, id, &format!("&batas={}", days.soon))),
            (load.late, view_of(View::Overdue, id, "")),
            (load.waiting, view_of(View::Waiting, id, "")),
            (load.answered, view_of(View::Done, id, &format!("&dijawab={}", days.month))),
        ];
        let is_cut = |place: usize| if place < 4 { load.open >= HELD_MAX } else { load.answered >= HELD_MAX };
        let cells = lists.into_iter().zip(&figures).enumerate().map(|(place, ((count, at), heading))| {
            let words = counted(lang, count, is_cut(place));
            let said = t!(lang, "meja-load-figure-of", figure = heading, name = &officer.name, count = &words);
            html! { @if count > 0 { a href=(at) aria-label=(said) { (words) } } @else { (words) } }
        });
        let name = match officer.is_suspended {
            true => t!(lang, "meja-load-gone", name = &officer.name),
            false => officer.name.clone(),
        };
        let away = match org.away(id, now) {
            Some(absence) => t!(lang, "meja-load-away.until", day = time::short(lang, absence.last)),
            None => t!(lang, "meja-load-away.no"),
        };
        let name = std::iter::once(html! { (name) });
        let rest = [html! { (away) }, share_out(seat, org, officer, load)];
        table.row(name.chain(cells).chain(rest).collect())
    })
}

/// The list of one person's reports in a view.
fn view_of(view: View, id: ActorId, more: &str) -> String {
    format!("/meja?lihat={}&petugas={id}{more}", view::name_of(view))
}

/// The way to handing a person's open reports on to others.
fn share_out(seat: &Seat, org: &Organisation, officer: &Officer, load: &Load) -> Markup {
    let lang = &seat.lang;
    let inbox = view::name_of(View::Inbox);
    let at = format!("/meja/banyak?semua=ya&aksi=teruskan&lihat={inbox}&petugas={}", officer.id);
    html! {
        @if load.open > 0 && seat.staff.0.may(Right::Assign, &officer.unit, org) {
            a href=(at) aria-label=(t!(lang, "meja-load-share.do-of", name = &officer.name)) {
                (t!(lang, "meja-load-share.do"))
            }
        } @else { (t!(lang, "meja-load-share.nothing")) }
    }
}

/// Whole hundredths that add up to a hundred, or to nothing where there is nothing: each is rounded down, and what is left
/// goes to the largest remainders, the first of equal ones before the others (A. Hamilton's method).
fn hundredths(counts: &[u32]) -> Vec<u32> {
    let all: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    let parts = |count: &u32| {
        let hundreds = u64::from(*count) * 100;
        (hundreds.checked_div(all).unwrap_or(0), hundreds.checked_rem(all).unwrap_or(0))
    };
    let parts: Vec<_> = counts.iter().map(parts).collect();
    let given: u64 = parts.iter().map(|(whole, _)| whole).sum();
    let left = if all == 0 { 0 } else { 100_u64.saturating_sub(given) };
    let mut places: Vec<usize> = (0..counts.len()).collect();
    places.sort_by_key(|place| std::cmp::Reverse(parts[*place].1));
    let more = |place: &usize| places.iter().take(left as usize).any(|given| given == place);
    (0..counts.len()).map(|place| (parts[place].0 + u64::from(more(&place))) as u32).collect()
}

/// How the open reports are shared among the people, by name.
fn division(lang: &Lang, shown: &[(&Officer, Load)]) -> Markup {
    let caption = t!(lang, "meja-load-division");
    let counts: Vec<u32> = shown.iter().map(|(_, load)| u32::try_from(load.open).unwrap_or_default()).collect();
    let all = counts.iter().any(|count| *count > 0);
    let rows = shown.iter().zip(hundredths(&counts)).zip(&counts).map(|(((officer, _), share), count)| Share {
        name: officer.name.clone(),
        share,
        count: *count,
    });
    let headings =
        [t!(lang, "meja-load-name"), t!(lang, "meja-load-division.share"), t!(lang, "meja-load-division.count")];
    html! {
        @if all {
            section.stack { h2 { (caption) } (Shares::new(lang, &caption, headings, rows.collect())) }
        }
    }
}

fn pager(seat: &Seat, of: &People<'_>, unit: &UnitCode) -> Markup {
    let at = |page: usize| format!("{HERE}?unit={unit}&halaman={page}");
    let (previous, next) = ((of.page > 0).then(|| at(of.page)), of.has_more.then(|| at(of.page + 2)));
    let shown = t!(seat.lang, "meja-load-people", count = of.people.len());
    html! {
        @if previous.is_some() || next.is_some() { (Pager::new(&seat.lang, shown).previous(previous).next(next)) }
    }
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn shares_add_up_to_a_hundred() {
        assert_eq!(hundredths(&[1, 1, 1]), [34, 33, 33]);
        assert_eq!(hundredths(&[5, 5, 5, 5, 5, 5, 5, 5]), [13, 13, 13, 13, 12, 12, 12, 12]);
        assert_eq!(hundredths(&[3, 0, 1]), [75, 0, 25]);
        assert_eq!(hundredths(&[0, 0]), [0, 0]);
        assert_eq!(hundredths(&[]), [0_u32; 0]);
        for counts in [vec![7, 11, 13], vec![1, 999, 1, 1], vec![u32::MAX, 1, u32::MAX], vec![1; 90]] {
            assert_eq!(hundredths(&counts).iter().sum::<u32>(), 100, "{counts:?}");
        }
    }
}
