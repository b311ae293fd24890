//! The entries of the registers in words: the columns that the law asks for, as a table on a page and as lines of a file.

use hadir_org::{Actor, Organisation, Right, UnitCode};
use hadir_ui::components::{Column, Table};
use hadir_ui::lang::Lang;
use hadir_ui::{number, t, time};
use jiff::Timestamp;
use maud::{Markup, html};

use super::words;
use crate::address::{Addresses, of_row};
use crate::grounds::{ObjectionGround, Outcome, RefusalGround};
use crate::kinds::Ending;
use crate::pages::wording::{self, local, unit_name};
use crate::queries::{ObjectionEntry, RequestEntry};

/// For whom entries are put into words, and when.
pub(super) struct Shown<'a> {
    pub lang: &'a Lang,
    pub org: &'a Organisation,
    pub actor: &'a Actor,
    pub now: Timestamp,
}

/// The register of requests. The number leads to the request.
pub(super) fn request_table(shown: &Shown<'_>, rows: &[RequestEntry], addresses: &Addresses) -> Markup {
    let heads = shown.request_head().into_iter().map(Column::words).collect();
    let table = Table::new(t!(shown.lang, "register-requests"), heads).cards().hide_caption();
    let table = rows.iter().fold(table, |table, row| {
        let address = of_row(&row.number, &row.id, addresses);
        table.row(linked(address, shown.request_words(row)))
    });
    html! { (table) }
}

/// The register of objections. The number leads to the request.
pub(super) fn objection_table(shown: &Shown<'_>, rows: &[ObjectionEntry], addresses: &Addresses) -> Markup {
    let heads = shown.objection_head().into_iter().map(Column::words).collect();
    let table = Table::new(t!(shown.lang, "register-objections"), heads).cards().hide_caption();
    let table = rows.iter().fold(table, |table, row| {
        let address = of_row(&row.request, &row.id, addresses);
        table.row(linked(address, shown.objection_words(row)))
    });
    html! { (table) }
}

fn linked(address: &str, cells: Vec<String>) -> Vec<Markup> {
    let cell = |(n, text): (usize, String)| {
        html! { @if n == 0 { a.num.nowrap href={ "/meja/" (address) } { (text) } } @else { (text) } }
    };
    cells.into_iter().enumerate().map(cell).collect()
}

impl Shown<'_> {
    /// The columns of the register of requests.
    pub fn request_head(&self) -> Vec<String> {
        let lang = self.lang;
        vec![
            t!(lang, "register-number"),
            t!(lang, "register-date"),
            t!(lang, "register-identity"),
            t!(lang, "register-asked"),
            t!(lang, "register-unit"),
            t!(lang, "register-due"),
            t!(lang, "register-decision"),
            t!(lang, "register-ground"),
            t!(lang, "register-answered"),
        ]
    }

    /// The columns of the register of objections.
    pub fn objection_head(&self) -> Vec<String> {
        let lang = self.lang;
        vec![
            t!(lang, "register-number"),
            t!(lang, "register-date"),
            t!(lang, "register-identity"),
            t!(lang, "register-request"),
            t!(lang, "register-objection-ground"),
            t!(lang, "register-superior"),
            t!(lang, "register-objection-due"),
            t!(lang, "register-objection-decision"),
            t!(lang, "register-decided"),
        ]
    }

    /// A line of the file of requests.
    pub fn request_cells(&self, row: &RequestEntry) -> Vec<String> {
        self.request_words(row).into_iter().map(as_text).collect()
    }

    /// A line of the file of objections.
    pub fn objection_cells(&self, row: &ObjectionEntry) -> Vec<String> {
        self.objection_words(row).into_iter().map(as_text).collect()
    }

    fn request_words(&self, row: &RequestEntry) -> Vec<String> {
        let ground = row.ground.as_deref().and_then(RefusalGround::from_name);
        vec![
            row.number.clone(),
            self.day(&row.unit, row.received_at),
            self.identity(&row.unit, row.name.as_deref(), row.contact.as_deref()),
            row.asked.clone(),
            unit_name(self.org, &row.unit),
            self.due(row),
            self.decision(row),
            ground.map_or_else(String::new, |ground| wording::refusal_ground(self.lang, ground)),
            row.answered_at.map_or_else(String::new, |at| self.day(&row.unit, at)),
        ]
    }

    fn objection_words(&self, row: &ObjectionEntry) -> Vec<String> {
        let lang = self.lang;
        let ground = row.ground.as_deref().and_then(ObjectionGround::from_name);
        let outcome = row.outcome.as_deref().and_then(Outcome::from_name);
        let decision = match outcome {
            Some(outcome) => t!(lang, "meja-decide-choice", outcome = wording::outcome(lang, outcome)),
            // What only a later program knows.
            None if row.decided_at.is_some() => t!(lang, "register-decided-later"),
            None if !row.is_open => t!(lang, "meja-ending-withdrawn"),
            None if row.due_at.is_some_and(|due| due < self.now.as_millisecond()) => {
                t!(lang, "register-undecided-late")
            }
            None => t!(lang, "register-undecided"),
        };
        vec![
            row.number.clone(),
            self.day(&row.unit, row.made_at),
            self.identity(&row.unit, row.name.as_deref(), row.contact.as_deref()),
            row.request.clone(),
            ground.map_or_else(String::new, |ground| wording::objection_ground(lang, ground)),
            unit_name(self.org, &row.superior),
            row.due_at.map_or_else(String::new, |at| self.day(&row.superior, at)),
            decision,
            row.decided_at.map_or_else(String::new, |at| self.day(&row.superior, at)),
        ]
    }

    /// "2 April 2026"; with more time, that it was taken.
    fn due(&self, row: &RequestEntry) -> String {
        let day = self.day(&row.unit, row.due_at);
        if row.is_extended { t!(self.lang, "register-due-extended", day = day) } else { day }
    }

    fn decision(&self, row: &RequestEntry) -> String {
        let lang = self.lang;
        match row.ending.as_deref().and_then(Ending::from_name) {
            Some(Ending::Rejected) => t!(lang, "register-refused"),
            Some(ending) => words::ending(lang, ending),
            None if !row.is_open => t!(lang, "register-given"),
            None if row.due_at < self.now.as_millisecond() => t!(lang, "register-open-late"),
            None => t!(lang, "register-open"),
        }
    }

    /// Who asked, and for those who may see it, how to reach them.
    fn identity(&self, unit: &str, name: Option<&str>, contact: Option<&str>) -> String {
        let may = UnitCode::try_new(unit).is_ok_and(|unit| self.actor.may(Right::SeeContact, &unit, self.org));
        let name = name.map_or_else(|| t!(self.lang, "meja-fact-reporter-none"), str::to_owned);
        match contact.filter(|_| may) {
            Some(contact) => format!("{name}, {}", number::phone(contact)),
            None => name,
        }
    }

    fn day(&self, unit: &str, at: i64) -> String {
        time::plain(self.lang, local(self.org, unit, at).date())
    }
}

/// A text that stays one in a spreadsheet, also when it begins like a formula.
fn as_text(text: String) -> String {
    if text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_looks_like_a_formula_is_a_text() {
        assert_eq!(as_text("=1+1".into()), "'=1+1");
        assert_eq!(as_text(" \n=1+1".into()), "' \n=1+1");
        assert_eq!(as_text("Siti = Aminah".into()), "Siti = Aminah");
    }
}
