//! Tables, for comparing. With more than three columns each row becomes a card on a phone.

use maud::{Markup, Render, html};

use crate::lang::Lang;
use crate::t;

/// A column: its heading, and whether it holds figures.
#[derive(Debug, Clone)]
pub struct Column {
    heading: String,
    is_figures: bool,
}

impl Column {
    /// A column of words.
    pub fn words(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), is_figures: false }
    }

    /// A column of figures, set flush right.
    pub fn figures(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), is_figures: true }
    }

    fn class(&self) -> Option<&'static str> {
        self.is_figures.then_some("num")
    }
}

/// A table. The first cell of each row is its heading.
#[derive(Debug, Clone)]
pub struct Table {
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Markup>>,
    cards: bool,
    hides_caption: bool,
}

impl Table {
    /// An empty table with its caption, which every table has.
    pub fn new(caption: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { caption: caption.into(), columns, rows: Vec::new(), cards: false, hides_caption: false }
    }

    /// One row more; as many cells as there are columns.
    #[must_use]
    pub fn row(mut self, cells: Vec<Markup>) -> Self {
        debug_assert_eq!(cells.len(), self.columns.len(), "a row fills every column");
        self.rows.push(cells);
        self
    }

    /// Each row becomes a card on a phone.
    #[must_use]
    pub fn cards(mut self) -> Self {
        self.cards = true;
        self
    }

    /// The caption is only read aloud, because a heading right above says the same.
    #[must_use]
    pub fn hide_caption(mut self) -> Self {
        self.hides_caption = true;
        self
    }

    /// Roles are written out for cards only: a browser drops a table's meaning when it is laid out as blocks.
    fn role(&self, role: &'static str) -> Option<&'static str> {
        self.cards.then_some(role)
    }

    fn heading_row(&self) -> Markup {
        html! {
            tr role=[self.role("row")] {
                @for column in &self.columns {
                    th role=[self.role("columnheader")] scope="col" class=[column.class()] { (column.heading) }
                }
            }
        }
    }

    fn cell(&self, column: &Column, index: usize, cell: &Markup) -> Markup {
        let label = self.cards.then_some(&column.heading);
        html! {
            @if index == 0 {
                th role=[self.role("rowheader")] scope="row" { (cell) }
            } @else {
                td role=[self.role("cell")] class=[column.class()] data-th=[label] { (cell) }
            }
        }
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        html! {
            table class=[self.cards.then_some("cards")] role=[self.role("table")] {
                caption class=[self.hides_caption.then_some("hide")] { (self.caption) }
                thead role=[self.role("rowgroup")] { (self.heading_row()) }
                tbody role=[self.role("rowgroup")] {
                    @for row in &self.rows {
                        tr role=[self.role("row")] {
                            @for (index, (column, cell)) in self.columns.iter().zip(row).enumerate() {
                                (self.cell(column, index, cell))
                            }
                        }
                    }
                }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let columns = vec![
        Column::words(t!(lang, "sample-service")),
        Column::words(t!(lang, "sample-service-time")),
        Column::words(t!(lang, "sample-fee")),
        Column::words(t!(lang, "sample-service-kept")),
    ];
    let free = crate::number::fee(lang, 0);
    let row = |service: String, time: String, kept: u32| {
        let kept = crate::number::of_hundred(lang, kept);
        [service, time, free.clone(), kept].iter().map(Render::render).collect()
    };
    let days = |days| crate::duration::working_days(lang, days);
    let table = Table::new(t!(lang, "sample-services"), columns)
        .row(row(t!(lang, "sample-service-birth"), days(5), 98))
        .row(row(t!(lang, "sample-service-family"), days(3), 95))
        .row(row(t!(lang, "sample-service-work"), days(1), 91))
        .cards();
    html! { (table) }
}
