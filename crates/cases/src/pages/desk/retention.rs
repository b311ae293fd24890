//! `/meja/masa-simpan`: how long the words of reports are kept, by which rule, and how many have been kept longer. Whoever
//! switches erasing on sees first what it would erase.

use hadir_calendar::{Rule, TimeUnit};
use hadir_org::{Access, Problem, Right, Routes};
use hadir_ui::components::{Button, Column, Empty, Note, Table, Weight};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::{duration, number, t, time};
use maud::html;

use super::seat::Seat;
use crate::Cases;
use crate::erasing::{rested_before, retention_rules};
use crate::queries::{self, RESTING_MAX};

/// Where it is.
pub(super) const HERE: &str = "/meja/masa-simpan";

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get(HERE, Access::Needs(Right::ManageSettings), show)
}

async fn show(seat: Seat) -> Result<Html, Problem> {
    let (lang, org, now) = (&seat.lang, seat.org(), seat.cases.now());
    let reads = seat.cases.platform().store().reads();
    let rules = retention_rules(&org, now);
    let columns = vec![
        Column::words(t!(lang, "meja-retain-what")),
        Column::words(t!(lang, "meja-retain-long")),
        Column::words(t!(lang, "meja-retain-source")),
        Column::figures(t!(lang, "meja-retain-over")),
    ];
    let mut table = Table::new(t!(lang, "meja-retain-table"), columns).cards().hide_caption();
    let mut all = 0;
    for rule in &rules {
        let over = queries::resting_count(reads, rule.id.as_str(), rested_before(rule, now)).await?;
        all += over;
        table = table.row(vec![
            html! { (rule.name) },
            html! { (long(lang, rule)) },
            html! { span.soft { (rule.source) } },
            html! { (counted(lang, over)) },
        ]);
    }
    let today = org.regency().zone.date_at(now);
    let standing = match org.regency().retention_on {
        None => t!(lang, "meja-retain-off"),
        Some(on) if on > today => t!(lang, "meja-retain-from", day = time::day_and_year(lang, on)),
        Some(on) => t!(lang, "meja-retain-on", day = time::day_and_year(lang, on)),
    };
    let about =
        if all == 0 { t!(lang, "meja-retain-none") } else { t!(lang, "meja-retain-some", count = counted(lang, all)) };
    let content = html! {
        h1 { (t!(lang, "meja-retain")) }
        p.lead { (t!(lang, "meja-retain-lead")) }
        (Note::new(Weight::Plain, standing, html! { p { (about) } }))
        @if rules.is_empty() {
            (Empty::new(t!(lang, "meja-retain-no-rules"), t!(lang, "meja-retain-no-rules.about")))
        } @else { (table) }
        p { (t!(lang, "meja-retain-merged")) }
        p.row {
            (Button::link(t!(lang, "meja-retain-switch"), "/kelola/pengaturan"))
            (Button::link(t!(lang, "meja-retain-rules"), "/kelola/aturan").quiet())
        }
    };
    let mut frame = seat.frame(t!(lang, "meja-retain"), HERE, None, None);
    if !seat.staff.0.may_anywhere(Right::ReadCases) {
        frame.views.clear();
    }
    Ok(desk(&frame, content))
}

/// "5 tahun" where it is that to the day, in days or working days otherwise.
fn long(lang: &Lang, rule: &Rule) -> String {
    let amount = u32::from(rule.amount);
    match rule.unit {
        TimeUnit::CalendarDays => {
            // A year has 365 days and a quarter.
            let years = (amount * 4 + 2) / 1_461;
            let is_whole = years > 0 && (years * 1_461 + 2) / 4 == amount;
            if is_whole { t!(lang, "span-years", count = years) } else { t!(lang, "span-days", count = amount) }
        }
        TimeUnit::Hours => t!(lang, "span-hours", count = amount),
        TimeUnit::WorkingDays => duration::working_days(lang, amount),
    }
}

fn counted(lang: &Lang, count: u64) -> String {
    if count > RESTING_MAX.cast_unsigned() {
        t!(lang, "meja-retain-more", count = number::whole(lang, RESTING_MAX))
    } else {
        number::whole(lang, count.cast_signed())
    }
}
