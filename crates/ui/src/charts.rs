//! Pictures of figures, drawn on the server as SVG. Each says its finding in a sentence for those who do not
//! see it, labels directly, and has its table beside it. One colour and an ink line; no pies, no animation.

mod bars;
mod columns;
mod key;
mod line;
mod map;
mod scale;
mod shares;
mod spark;
mod spokes;

use maud::{Markup, html};

use crate::components::{Column, Details, Table};
use crate::lang::Lang;
use crate::t;

pub use bars::{Bar, Bars};
pub use columns::{Columns, Series};
pub use line::{Goal, LineChart};
pub use map::{Land, Map, MapFrame, MapName, MapPoint};
pub use shares::{Share, Shares};
pub use spark::Spark;
pub use spokes::{Spoke, Spokes};

/// What stands under a column or a point: short in the picture, in full in the table.
#[derive(Debug, Clone)]
pub struct AxisLabel {
    /// "Okt".
    pub short: String,
    /// "Oktober 2026".
    pub full: String,
}

/// The table of a chart, to open under it.
fn table_under(lang: &Lang, caption: &str, columns: Vec<Column>, rows: Vec<Vec<Markup>>) -> Markup {
    let table = rows.into_iter().fold(Table::new(caption, columns), Table::row);
    let summary = t!(lang, "chart-table", caption = inside_sentence(caption));
    html! { (Details::new(summary, table)) }
}

/// A caption as it stands inside a sentence: its first letter small, unless it begins with an abbreviation.
fn inside_sentence(caption: &str) -> String {
    let mut letters = caption.chars();
    match (letters.next(), letters.next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(second).chain(letters).collect()
        }
        _ => caption.to_owned(),
    }
}

pub(crate) mod samples {
    //! The samples of all charts, for the catalogue and the tests.

    pub(crate) use super::bars::sample as bars;
    pub(crate) use super::columns::sample as columns;
    pub(crate) use super::line::sample as line;
    pub(crate) use super::map::sample as map;
    pub(crate) use super::shares::sample as shares;
    pub(crate) use super::spark::sample as spark;
    pub(crate) use super::spokes::sample as spokes;
}
