//! How much of something there is at each of several places, as bars in a list: reports by office, by district.

use maud::{Markup, Render, html};

use super::table_under;
use crate::components::Column;
use crate::lang::Lang;
use crate::number::whole;
use crate::t;

/// Width of a full bar in the units of the picture.
const WIDTH: u64 = 1_000;

/// One bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// "Sebatik Timur"; may be a link.
    pub name: Markup,
    /// How long it is.
    pub value: u32,
    /// What the table tells of it behind its name.
    pub cells: Vec<Markup>,
}

/// Bars, each as long as its figure beside the largest.
#[derive(Debug, Clone)]
pub struct Bars<'a> {
    lang: &'a Lang,
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Bar>,
}

impl<'a> Bars<'a> {
    /// `caption` names the table, `columns` are its columns: the name's, then one a cell.
    pub fn new(lang: &'a Lang, caption: impl Into<String>, columns: Vec<Column>, rows: Vec<Bar>) -> Self {
        Self { lang, caption: caption.into(), columns, rows }
    }

    fn bar(&self, row: &Bar, most: u32) -> Markup {
        let length = u64::from(row.value) * WIDTH / u64::from(most.max(1));
        html! {
            li {
                span { (row.name) }
                span { (whole(self.lang, row.value.into())) }
                svg viewBox={ "0 0 " (WIDTH) " 12" } preserveAspectRatio="none" aria-hidden="true" {
                    path.a d={ "M0 2h" (length) "v8H0z" } {}
                }
            }
        }
    }
}

impl Render for Bars<'_> {
    fn render(&self) -> Markup {
        let most = self.rows.iter().map(|row| row.value).max().unwrap_or(0);
        let cells = |row: &Bar| [row.name.clone()].into_iter().chain(row.cells.iter().cloned()).collect();
        html! {
            figure.stack {
                ul.bars { @for row in &self.rows { (self.bar(row, most)) } }
                (table_under(self.lang, &self.caption, self.columns.clone(), self.rows.iter().map(cells).collect()))
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let districts = [("Nunukan", 46), ("Sebatik Timur", 17), ("Lumbis", 5)];
    let bar = |(name, value): (&str, u32)| Bar {
        name: html! { a href="#isi" { (name) } },
        value,
        cells: vec![whole(lang, value.into()).render()],
    };
    let columns = vec![Column::words(t!(lang, "sample-place")), Column::figures(t!(lang, "sample-shares-count"))];
    html! { (Bars::new(lang, t!(lang, "sample-bars"), columns, districts.map(bar).to_vec())) }
}
