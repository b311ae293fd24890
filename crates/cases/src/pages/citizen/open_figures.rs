//! `/terbuka`: do we keep our word? Received, answered, in time, how long it took; by month and office; to download and
//! to check.

use axum::extract::State;
use hadir_oplog::Head;
use hadir_org::pages::links::part_shown;
use hadir_org::{Organisation, Problem, Reader};
use hadir_ui::charts::{AxisLabel, Columns, LineChart, Series, Share, Shares};
use hadir_ui::components::{Button, Column, Details, Empty, Facts, LinkList, Table};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::{number, t, time};
use jiff::civil::Date;
use maud::{Markup, Render, html};

use crate::Cases;
use crate::pages::wording::unit_name;
use crate::queries::{Figures, MonthOfUnit};

/// Months that charts show.
const MONTHS_SHOWN: usize = 12;
/// Cases an office must have in a month to be compared; below, one case would swing its bar.
const COMPARED_FROM: u64 = 3;

/// How a month was kept.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Kept {
    /// The month's first day.
    pub month: Date,
    /// Its figures over the whole regency.
    pub figures: MonthOfUnit,
}

impl Kept {
    /// The latest month before the present one that can be judged; where there is none, the present one.
    pub fn latest(figures: &Figures) -> Option<Self> {
        let months =
            figures.months_of_receipt().filter_map(|month| first_day(month).map(|day| (day, figures.month(month))));
        let judged: Vec<_> = months.filter(|(_, figures)| figures.in_time_of_hundred().is_some()).collect();
        let (month, figures) =
            judged.iter().rev().nth(1).filter(|_| is_current(&judged, figures)).or(judged.last())?.clone();
        Some(Self { month, figures })
    }

    /// Of how many the share is taken: those answered, and those whose limit has passed.
    fn judged(&self) -> u64 {
        self.figures.answers() + self.figures.overdue
    }
}

/// Whether the last of these months still goes on.
fn is_current(months: &[(Date, MonthOfUnit)], figures: &Figures) -> bool {
    let now = figures.counted_at.to_zoned(jiff::tz::TimeZone::UTC).date();
    months.last().is_some_and(|(month, _)| (month.year(), month.month()) == (now.year(), now.month()))
}

fn first_day(month: &str) -> Option<Date> {
    format!("{month}-01").parse().ok()
}

/// "Oktober 2026: 612 laporan masuk. Dari 600 yang sudah dijawab atau lewat batas, 571 dijawab tepat waktu: 93 dari 100."
pub(super) fn kept_sentence(lang: &Lang, kept: &Kept) -> String {
    t!(
        lang,
        "figures-kept",
        month = time::month_and_year(lang, kept.month),
        received = kept.figures.received,
        judged = kept.judged(),
        intime = kept.figures.in_time,
        share = number::of_hundred(lang, kept.figures.in_time_of_hundred().unwrap_or(0)),
    )
}

/// `GET /terbuka`.
pub(super) async fn show_figures(State(cases): State<Cases>, Reader { lang }: Reader) -> Result<Html, Problem> {
    let platform = cases.platform();
    let (figures, heads) = (cases.figures().await?, platform.store().heads().await?);
    let (org, site) = (platform.org(), platform.site());
    let title = t!(lang, "figures-title");
    let counted = figures.counted_at.to_zoned(org.regency().zone.time_zone());
    let content = html! {
        h1 { (title) }
        p.lead { (t!(lang, "figures-lead")) }
        (part_shown(platform, &lang))
        @match Kept::latest(&figures) {
            Some(kept) => {
                (at_a_glance(&lang, &figures, &kept))
                (by_month(&lang, &figures))
                (by_office(&lang, &org, &figures, &kept))
                (how_long(&lang, &figures))
                p.soft { (t!(lang, "figures-sealed")) }
            }
            None => { (nothing_yet(&lang, &figures)) }
        }
        section.stack {
            h2 { (t!(lang, "figures-download")) }
            (LinkList::new()
                .download("/terbuka/laporan.csv", t!(lang, "figures-download-csv"))
                .download("/terbuka/laporan.jsonl", t!(lang, "figures-download-jsonl")))
            (proof(&lang, &heads))
            p.soft { (t!(lang, "figures-fresh", when = time::deadline(&lang, &counted))) }
        }
    };
    Ok(citizen(&Page::new(&site, &lang, Here::OpenData, title).charts(), content))
}

fn nothing_yet(lang: &Lang, figures: &Figures) -> Markup {
    let received = figures.all().received;
    html! {
        (Empty::new(t!(lang, "figures-none"), t!(lang, "figures-none.about", received = received))
            .action(Button::link(t!(lang, "home-report"), "/lapor").quiet()))
    }
}

fn at_a_glance(lang: &Lang, figures: &Figures, kept: &Kept) -> Facts {
    let all = figures.all();
    let late_offices = figures.months.values().flatten().filter(|(_, office)| office.overdue > 0).map(|(unit, _)| unit);
    let late_offices = late_offices.collect::<std::collections::BTreeSet<_>>().len();
    let month = time::month_and_year(lang, kept.month);
    let share = number::of_hundred(lang, kept.figures.in_time_of_hundred().unwrap_or(0));
    let in_time =
        t!(lang, "figures-in-time.value", intime = kept.figures.in_time, judged = kept.judged(), share = share);
    let median = kept.figures.median_days().map(|days| t!(lang, "figures-median.value", days = days_text(lang, days)));
    Facts::big()
        .row(t!(lang, "figures-in-time", month = month.as_str()), in_time)
        .row_if(t!(lang, "figures-median", month = month), median)
        .row(
            t!(lang, "figures-overdue"),
            t!(lang, "figures-overdue.value", count = all.overdue, offices = late_offices),
        )
        .row(t!(lang, "figures-all"), t!(lang, "figures-all.value", received = all.received, answered = all.answered))
}

/// The latest months with their figures over the whole regency, oldest first.
fn months(figures: &Figures) -> Vec<(Date, MonthOfUnit)> {
    let mut months: Vec<_> = figures
        .months_of_receipt()
        .filter_map(|month| first_day(month).map(|day| (day, figures.month(month))))
        .collect();
    months.split_off(months.len().saturating_sub(MONTHS_SHOWN))
}

fn label(lang: &Lang, month: Date) -> AxisLabel {
    AxisLabel { short: time::month_short(lang, month), full: time::month_and_year(lang, month) }
}

fn by_month(lang: &Lang, figures: &Figures) -> Markup {
    let months = months(figures);
    let Some((busiest, most)) = months.iter().max_by_key(|(_, month)| month.received) else { return html! {} };
    let finding =
        t!(lang, "figures-months.finding", month = time::month_and_year(lang, *busiest), received = most.received);
    let count = |of: fn(&MonthOfUnit) -> u64| {
        months.iter().map(|(_, month)| u32::try_from(of(month)).unwrap_or(u32::MAX)).collect()
    };
    let received = Series { name: t!(lang, "figures-received"), values: count(|month| month.received) };
    let answered = Series { name: t!(lang, "figures-answered"), values: count(|month| month.answered) };
    let labels = months.iter().map(|(month, _)| label(lang, *month)).collect();
    let chart =
        Columns::new(lang, &finding, t!(lang, "figures-months.table"), t!(lang, "figures-month"), labels, received);
    html! { section.stack { h2 { (t!(lang, "figures-months")) } p { (finding) } (chart.line(answered)) } }
}

fn by_office(lang: &Lang, org: &Organisation, figures: &Figures, kept: &Kept) -> Markup {
    let key = kept.month.strftime("%Y-%m").to_string();
    let offices = figures.months.get(&key).into_iter().flatten();
    let mut rows: Vec<_> = offices
        .filter(|(_, office)| office.answers() + office.overdue >= COMPARED_FROM)
        .filter_map(|(unit, office)| {
            let count = u32::try_from(office.answers() + office.overdue).unwrap_or(u32::MAX);
            Some(Share { name: unit_name(org, unit), share: office.in_time_of_hundred()?, count })
        })
        .collect();
    if rows.is_empty() {
        return html! {};
    }
    rows.sort_by(|a, b| (b.share, &a.name).cmp(&(a.share, &b.name)));
    let month = time::month_and_year(lang, kept.month);
    let headings = [t!(lang, "figures-office"), t!(lang, "figures-share"), t!(lang, "figures-count")];
    let caption = t!(lang, "figures-offices.table", month = month.as_str());
    html! {
        section.stack {
            h2 { (t!(lang, "figures-offices")) }
            p { (t!(lang, "figures-offices.about", month = month, least = COMPARED_FROM)) }
            (Shares::new(lang, caption, headings, rows))
        }
    }
}

fn how_long(lang: &Lang, figures: &Figures) -> Markup {
    let mut months = months(figures);
    // Of a month that still goes on only the quick answers are here, which would look like progress.
    if is_current(&months, figures) {
        months.pop();
    }
    let medians: Vec<_> =
        months.into_iter().filter_map(|(month, figures)| Some((month, figures.median_days()?))).collect();
    let [(first, before), .., (last, after)] = medians.as_slice() else { return html! {} };
    let finding = t!(
        lang,
        "figures-long.finding",
        before = days_text(lang, *before),
        first = time::month_and_year(lang, *first),
        after = days_text(lang, *after),
        last = time::month_and_year(lang, *last),
    );
    let points = medians.iter().map(|(month, days)| (label(lang, *month), *days)).collect();
    let chart = LineChart::new(
        lang,
        &finding,
        t!(lang, "figures-long.table"),
        t!(lang, "figures-month"),
        t!(lang, "figures-days"),
        points,
    );
    html! { section.stack { h2 { (t!(lang, "figures-long")) } p { (finding) } (chart) } }
}

/// "3" or "2,4" working days.
fn days_text(lang: &Lang, days: f64) -> String {
    number::decimal(lang, days, usize::from(days.fract() != 0.0))
}

/// The heads of the log: whoever keeps today's can tell later whether anything before was altered.
fn proof(lang: &Lang, heads: &[Head]) -> Details {
    let columns = vec![
        Column::words(t!(lang, "figures-chain")),
        Column::figures(t!(lang, "figures-commit")),
        Column::words(t!(lang, "figures-hash")),
    ];
    let table = heads.iter().fold(Table::new(t!(lang, "figures-heads"), columns), |table, head| {
        let seq = number::whole(lang, i64::try_from(head.seq).unwrap_or(i64::MAX));
        let chain =
            format!("{}.{}", hex::encode(head.chain.node.as_bytes()), hex::encode(head.chain.incarnation.as_bytes()));
        table.row(vec![chain.render(), seq.render(), head.hash.to_string().render()])
    });
    Details::new(t!(lang, "figures-proof"), html! { p { (t!(lang, "figures-proof.about")) } (table) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn figures(months: &[(&str, u64)]) -> Figures {
        let of = |in_time: u64| MonthOfUnit {
            received: in_time,
            in_time,
            tenths: [(10, in_time)].into(),
            ..MonthOfUnit::default()
        };
        let months: BTreeMap<_, _> = months
            .iter()
            .map(|(month, in_time)| ((*month).to_owned(), BTreeMap::from([("pupr".to_owned(), of(*in_time))])))
            .collect();
        Figures { counted_at: "2026-11-18T02:00:00Z".parse().unwrap(), months, sealed: BTreeMap::new() }
    }

    #[test]
    fn the_last_whole_month_is_judged_and_a_new_regency_by_the_one_it_has() {
        let month = |figures: &Figures| Kept::latest(figures).map(|kept| kept.month.to_string());
        assert_eq!(month(&figures(&[("2026-09", 4), ("2026-10", 5), ("2026-11", 6)])).as_deref(), Some("2026-10-01"));
        assert_eq!(month(&figures(&[("2026-11", 6)])).as_deref(), Some("2026-11-01"));
        assert_eq!(month(&figures(&[("2026-08", 6), ("2026-09", 2)])).as_deref(), Some("2026-09-01"));
        assert_eq!(month(&figures(&[])), None);
    }
}
