//! What is known, as pairs: three to eight rows. For comparing use a table.

use maud::{Markup, Render, html};

use crate::lang::Lang;
use crate::t;

/// Names and values.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    rows: Vec<(String, Markup)>,
    big: bool,
}

impl Facts {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Open figures, large.
    pub fn big() -> Self {
        Self { big: true, ..Self::default() }
    }

    /// One row more.
    #[must_use]
    pub fn row(mut self, name: impl Into<String>, value: impl Render) -> Self {
        self.rows.push((name.into(), value.render()));
        self
    }

    /// One row more, if there is a value.
    #[must_use]
    pub fn row_if(self, name: impl Into<String>, value: Option<impl Render>) -> Self {
        match value {
            Some(value) => self.row(name, value),
            None => self,
        }
    }
}

impl Render for Facts {
    fn render(&self) -> Markup {
        html! {
            dl.facts.big[self.big] {
                @for (name, value) in &self.rows { div { dt { (name) } dd { (value) } } }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let facts = Facts::new()
        .row(t!(lang, "sample-number"), "SBT-26-0412")
        .row(t!(lang, "sample-where"), t!(lang, "sample-place-pier"))
        .row(t!(lang, "sample-fee"), crate::number::fee(lang, 0))
        .row_if(t!(lang, "sample-handled-by"), None::<&str>);
    let big = Facts::big()
        .row(t!(lang, "sample-in-time"), t!(lang, "sample-in-time.value", done = 571, all = 612, share = 93))
        .row(t!(lang, "sample-ikm"), crate::number::decimal(lang, 86.12, 2));
    html! { div.pair.stack { (facts) (big) } }
}
