//! Shares of a hundred as bars in a list: how many reports each office answered in time.

use maud::{Markup, Render, html};

use super::table_under;
use crate::components::Column;
use crate::lang::Lang;
use crate::number::{of_hundred, whole};
use crate::t;

/// One share.
#[derive(Debug, Clone)]
pub struct Share {
    /// "Dinas PUPR".
    pub name: String,
    /// Of a hundred.
    pub share: u32,
    /// Of how many things this is the share.
    pub count: u32,
}

/// Shares, best first, against what all promised.
#[derive(Debug, Clone)]
pub struct Shares<'a> {
    lang: &'a Lang,
    caption: String,
    headings: [String; 3],
    goal: Option<u32>,
    rows: Vec<Share>,
}

impl<'a> Shares<'a> {
    /// `caption` names the table; `headings` its three columns: name, share, count.
    pub fn new(lang: &'a Lang, caption: impl Into<String>, headings: [String; 3], rows: Vec<Share>) -> Self {
        Self { lang, caption: caption.into(), headings, goal: None, rows }
    }

    /// What all promised, of a hundred; bars below it say so.
    #[must_use]
    pub fn goal(mut self, goal: u32) -> Self {
        self.goal = Some(goal.min(100));
        self
    }

    fn bar(&self, row: &Share) -> Markup {
        let share = row.share.min(100);
        let is_below = self.goal.is_some_and(|goal| share < goal);
        let words = of_hundred(self.lang, share);
        let words = if is_below { t!(self.lang, "chart-below-goal", share = words) } else { words };
        html! {
            li {
                span { (row.name) }
                span { (words) }
                svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" {
                    path.b d="M0 2h100v8H0z" {}
                    path class=(if is_below { "late" } else { "a" }) d={ "M0 2h" (share) "v8H0z" } {}
                    @if let Some(goal) = self.goal {
                        path.goal d={ "M" (f64::from(goal) - 0.3) " 0h.6v12h-.6z" } {}
                    }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let [name, share, count] = &self.headings;
        let columns = vec![Column::words(name), Column::figures(share), Column::figures(count)];
        let figure = |value: u32| whole(self.lang, i64::from(value)).render();
        let row = |row: &Share| vec![row.name.render(), figure(row.share), figure(row.count)];
        table_under(self.lang, &self.caption, columns, self.rows.iter().map(row).collect())
    }
}

impl Render for Shares<'_> {
    fn render(&self) -> Markup {
        html! {
            figure.stack {
                ul.bars { @for row in &self.rows { (self.bar(row)) } }
                (self.table())
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let offices =
        [("Disdukcapil", 98, 211), ("RSUD Nunukan", 96, 74), ("Dinas Perhubungan", 88, 52), ("Dinas PUPR", 81, 97)];
    let rows = offices.map(|(name, share, count)| Share { name: name.to_owned(), share, count });
    let headings = [t!(lang, "sample-office"), t!(lang, "sample-shares-share"), t!(lang, "sample-shares-count")];
    html! { (Shares::new(lang, t!(lang, "sample-shares"), headings, rows.to_vec()).goal(90)) }
}
