//! Columns over time with a line beside them: reports received and answered, month by month.

use maud::{Markup, Render, html};

use super::key::{Mark, key};
use super::scale::{Scale, path_through, tenth};
use super::{AxisLabel, table_under};
use crate::components::Column;
use crate::lang::Lang;
use crate::number::whole;
use crate::t;

/// Width and height of the picture in its own units, about pixels on a phone.
const SIZE: (f64, f64) = (344.0, 210.0);

/// How many labels fit under the picture.
const LABELS_MOST: usize = 12;

/// Values with their name.
#[derive(Debug, Clone)]
pub struct Series {
    /// "Masuk".
    pub name: String,
    /// One value a column.
    pub values: Vec<u32>,
}

/// Columns, and perhaps a line of the same kind of figure.
#[derive(Debug, Clone)]
pub struct Columns<'a> {
    lang: &'a Lang,
    finding: String,
    caption: String,
    along: String,
    labels: Vec<AxisLabel>,
    columns: Series,
    line: Option<Series>,
    links: Vec<String>,
}

impl<'a> Columns<'a> {
    /// `finding` says in a sentence what is to see; `caption` names the table, `along` its first column.
    pub fn new(
        lang: &'a Lang,
        finding: impl Into<String>,
        caption: impl Into<String>,
        along: impl Into<String>,
        labels: Vec<AxisLabel>,
        columns: Series,
    ) -> Self {
        let (finding, caption, along) = (finding.into(), caption.into(), along.into());
        Self { lang, finding, caption, along, labels, columns, line: None, links: Vec::new() }
    }

    /// A second figure as a line.
    #[must_use]
    pub fn line(mut self, line: Series) -> Self {
        self.line = Some(line);
        self
    }

    /// Where the names of the table lead, one a column.
    #[must_use]
    pub fn links(mut self, links: Vec<String>) -> Self {
        self.links = links;
        self
    }

    fn scale(&self) -> Scale {
        let line = self.line.iter().flat_map(|line| &line.values);
        let most = self.columns.values.iter().chain(line).max().copied().unwrap_or(0);
        Scale::fit(f64::from(most), 10.0, SIZE.1 - 26.0)
    }

    fn picture(&self) -> Markup {
        let scale = self.scale();
        let left = scale.margin(self.lang);
        let step = (SIZE.0 - left) / self.labels.len().max(1) as f64;
        let middle = |index: usize| (left + index as f64 * step + step / 2.0 - 1.0).round();
        html! {
            svg.chart viewBox={ "0 0 " (SIZE.0) " " (SIZE.1) } role="img"
                aria-label=(t!(self.lang, "chart-label", finding = &self.finding))
            {
                (scale.draw(self.lang, left, SIZE.0))
                @for (index, value) in self.columns.values.iter().enumerate() {
                    (column(&scale, left + index as f64 * step + 4.0, step - 10.0, *value))
                }
                @if let Some(line) = &self.line { (points(&scale, middle, &line.values)) }
                @for (index, label) in self.shown_labels() {
                    text.mid x=(middle(index)) y=(SIZE.1 - 6.0) { (label.short) }
                }
            }
        }
    }

    /// Every label, or every second and so on, so that they do not run into each other.
    fn shown_labels(&self) -> impl Iterator<Item = (usize, &AxisLabel)> {
        let every = self.labels.len().div_ceil(LABELS_MOST).max(1);
        self.labels.iter().enumerate().step_by(every)
    }

    fn key(&self) -> Markup {
        match &self.line {
            Some(line) => key(&[(Mark::Column, &self.columns.name), (Mark::Line, &line.name)]),
            None => html! {},
        }
    }

    fn table(&self) -> Markup {
        let series = || [&self.columns].into_iter().chain(&self.line);
        let figures = series().map(|series| Column::figures(&series.name));
        let columns = [Column::words(&self.along)].into_iter().chain(figures).collect();
        let row = |(index, label): (usize, &AxisLabel)| {
            let value = |series: &Series| series.values.get(index).copied().unwrap_or(0);
            let figures = series().map(|series| whole(self.lang, i64::from(value(series))).render());
            let name = match self.links.get(index) {
                Some(href) => html! { a href=(href) { (label.full) } },
                None => label.full.render(),
            };
            [name].into_iter().chain(figures).collect()
        };
        let rows = self.labels.iter().enumerate().map(row).collect();
        table_under(self.lang, &self.caption, columns, rows)
    }
}

fn column(scale: &Scale, x: f64, width: f64, value: u32) -> Markup {
    let y = scale.y(f64::from(value));
    html! {
        rect.a x=(x.round()) y=(y) width=(width.round().max(1.0)) height=(tenth(scale.bottom() - y)) {}
    }
}

fn points(scale: &Scale, middle: impl Fn(usize) -> f64, values: &[u32]) -> Markup {
    let at = |(index, value): (usize, &u32)| (middle(index), scale.y(f64::from(*value)));
    let points: Vec<(f64, f64)> = values.iter().enumerate().map(at).collect();
    html! {
        path.line d=(path_through(&points)) {}
        @for (x, y) in &points { circle.dot cx=(x) cy=(y) r="4" {} }
    }
}

impl Render for Columns<'_> {
    fn render(&self) -> Markup {
        html! { figure.stack { (self.picture()) (self.key()) (self.table()) } }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let labels = super::line::sample_months(lang);
    let values = |name, values: &[u32]| Series { name, values: values.to_vec() };
    let received = [402, 455, 431, 388, 476, 502, 541, 598, 734, 671, 612];
    let answered = [371, 438, 429, 361, 452, 497, 520, 566, 668, 690, 629];
    let chart = Columns::new(
        lang,
        t!(lang, "sample-columns-finding"),
        t!(lang, "sample-columns"),
        t!(lang, "sample-month"),
        labels,
        values(t!(lang, "sample-columns-received"), &received),
    );
    html! { (chart.line(values(t!(lang, "sample-columns-answered"), &answered))) }
}
