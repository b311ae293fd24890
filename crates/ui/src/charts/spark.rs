//! A small line of a few values with only its ends labelled: late reports over eight weeks.

use maud::{Markup, Render, html};

use super::scale::path_through;
use crate::lang::Lang;
use crate::number::whole;
use crate::t;

/// Width and height of the picture in its own units.
const SIZE: (f64, f64) = (330.0, 124.0);

/// A small line.
#[derive(Debug, Clone)]
pub struct Spark<'a> {
    lang: &'a Lang,
    finding: String,
    values: Vec<u32>,
    from: String,
    to: String,
}

impl<'a> Spark<'a> {
    /// `finding` says in a sentence what is to see, with the values; `from` and `to` name the ends.
    pub fn new(
        lang: &'a Lang,
        finding: impl Into<String>,
        values: Vec<u32>,
        from: impl Into<String>,
        to: impl Into<String>,
    ) -> Self {
        Self { lang, finding: finding.into(), values, from: from.into(), to: to.into() }
    }

    fn points(&self) -> Vec<(f64, f64)> {
        let (width, height) = SIZE;
        let most = f64::from(self.values.iter().max().copied().unwrap_or(0).max(1));
        let step = (width - 30.0) / self.values.len().saturating_sub(1).max(1) as f64;
        let at = |(index, value): (usize, &u32)| {
            let x = index as f64 * step + 4.0;
            let y = height - 20.0 - f64::from(*value) / most * (height - 38.0);
            (x.round(), y.round())
        };
        self.values.iter().enumerate().map(at).collect()
    }

    fn end_labels(&self, points: &[(f64, f64)]) -> Markup {
        let (Some((_, y)), Some((end_x, end_y))) = (points.first(), points.last()) else {
            return html! {};
        };
        let value = |value: Option<&u32>| whole(self.lang, value.copied().unwrap_or(0).into());
        html! {
            text.strong x="0" y=(y - 8.0) { (value(self.values.first())) }
            text.strong.end x=(end_x + 6.0) y=(end_y - 8.0) { (value(self.values.last())) }
        }
    }
}

impl Render for Spark<'_> {
    fn render(&self) -> Markup {
        let (width, height) = SIZE;
        let points = self.points();
        html! {
            svg.chart viewBox={ "0 0 " (width) " " (height) } role="img"
                aria-label=(t!(self.lang, "chart-label", finding = &self.finding))
            {
                path.base d={ "M0 " (height - 20.0) "H" (width) } {}
                path.line d=(path_through(&points)) {}
                @for (x, y) in &points { circle.dot cx=(x) cy=(y) r="3" {} }
                (self.end_labels(&points))
                text x="0" y=(height - 4.0) { (self.from) }
                text.end x=(width) y=(height - 4.0) { (self.to) }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let week = |week| t!(lang, "sample-week", week = week);
    let values = vec![31, 29, 26, 27, 21, 18, 14, 11];
    html! { (Spark::new(lang, t!(lang, "sample-spark-finding"), values, week(40), week(47))) }
}
