//! One figure over time as a line, its first and last value in words, and perhaps what was promised.

use maud::{Markup, Render, html};

use super::scale::{Scale, path_through};
use super::{AxisLabel, table_under};
use crate::components::Column;
use crate::lang::Lang;
use crate::number::{decimal, whole};
use crate::t;

/// Width and height of the picture in its own units, about pixels on a phone.
const SIZE: (f64, f64) = (344.0, 180.0);

/// How many labels fit under the picture.
const LABELS_MOST: usize = 12;

/// What was promised, as a broken line across the picture.
#[derive(Debug, Clone)]
pub struct Goal {
    /// The figure promised.
    pub value: f64,
    /// "Janji rata-rata: 5 hari".
    pub label: String,
}

/// A line over time.
#[derive(Debug, Clone)]
pub struct LineChart<'a> {
    lang: &'a Lang,
    finding: String,
    caption: String,
    along: String,
    unit: String,
    points: Vec<(AxisLabel, f64)>,
    ends: Option<(String, String)>,
    goal: Option<Goal>,
}

impl<'a> LineChart<'a> {
    /// `finding` says in a sentence what is to see; `caption` names the table, `along` and `unit` its columns.
    pub fn new(
        lang: &'a Lang,
        finding: impl Into<String>,
        caption: impl Into<String>,
        along: impl Into<String>,
        unit: impl Into<String>,
        points: Vec<(AxisLabel, f64)>,
    ) -> Self {
        Self {
            lang,
            finding: finding.into(),
            caption: caption.into(),
            along: along.into(),
            unit: unit.into(),
            points,
            ends: None,
            goal: None,
        }
    }

    /// The first and the last value in words, beside their points.
    #[must_use]
    pub fn ends(mut self, first: impl Into<String>, last: impl Into<String>) -> Self {
        self.ends = Some((first.into(), last.into()));
        self
    }

    /// What was promised.
    #[must_use]
    pub fn goal(mut self, goal: Goal) -> Self {
        self.goal = Some(goal);
        self
    }

    fn scale(&self) -> Scale {
        let values = self.points.iter().map(|(_, value)| *value);
        let most = values.chain(self.goal.as_ref().map(|goal| goal.value)).fold(0.0, f64::max);
        Scale::fit(most, 14.0, SIZE.1 - 26.0)
    }

    fn picture(&self) -> Markup {
        let scale = self.scale();
        let left = scale.margin(self.lang);
        let step = (SIZE.0 - left - 28.0) / self.points.len().saturating_sub(1).max(1) as f64;
        let x = |index: usize| (left + 12.0 + index as f64 * step).round();
        let at = |(index, (_, value)): (usize, &(AxisLabel, f64))| (x(index), scale.y(*value));
        let points: Vec<(f64, f64)> = self.points.iter().enumerate().map(at).collect();
        let every = self.points.len().div_ceil(LABELS_MOST).max(1);
        html! {
            svg.chart viewBox={ "0 0 " (SIZE.0) " " (SIZE.1) } role="img"
                aria-label=(t!(self.lang, "chart-label", finding = &self.finding))
            {
                (scale.draw(self.lang, left, SIZE.0))
                @if let Some(goal) = &self.goal { (goal_line(&scale, goal, left)) }
                path.line d=(path_through(&points)) {}
                @for (x, y) in &points { circle.dot cx=(x) cy=(y) r="4" {} }
                @if let Some(ends) = &self.ends { (end_labels(&points, ends)) }
                @for (index, (label, _)) in self.points.iter().enumerate().step_by(every) {
                    text.mid x=(x(index)) y=(SIZE.1 - 6.0) { (label.short) }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let columns = vec![Column::words(&self.along), Column::figures(&self.unit)];
        let row = |(label, value): &(AxisLabel, f64)| vec![label.full.render(), figure(self.lang, *value).render()];
        table_under(self.lang, &self.caption, columns, self.points.iter().map(row).collect())
    }
}

fn figure(lang: &Lang, value: f64) -> String {
    if value.fract() == 0.0 { whole(lang, value as i64) } else { decimal(lang, value, 1) }
}

fn goal_line(scale: &Scale, goal: &Goal, left: f64) -> Markup {
    let y = scale.y(goal.value);
    html! {
        path.dash d={ "M" (left) " " (y) "H" (SIZE.0) } {}
        text.end x=(SIZE.0) y=(y - 7.0) { (goal.label) }
    }
}

/// The label of an end stands on the side the line does not come from.
fn end_labels(points: &[(f64, f64)], (first, last): &(String, String)) -> Markup {
    let [(x, y), second, ..] = points else { return html! {} };
    let [.., before, (end_x, end_y)] = points else { return html! {} };
    let side = |own: f64, other: f64| if own <= other { own - 12.0 } else { own + 24.0 };
    html! {
        text.strong x=(x - 6.0) y=(side(*y, second.1)) { (first) }
        text.strong.end x=(end_x + 16.0) y=(side(*end_y, before.1)) { (last) }
    }
}

impl Render for LineChart<'_> {
    fn render(&self) -> Markup {
        html! { figure.stack { (self.picture()) (self.table()) } }
    }
}

/// December 2025 to October 2026.
pub(super) fn sample_months(lang: &Lang) -> Vec<AxisLabel> {
    let december = jiff::civil::date(2025, 12, 1);
    let months = (0..11).map(|n| december.saturating_add(jiff::Span::new().months(n)));
    let label = |month| AxisLabel {
        short: crate::time::month_short(lang, month),
        full: crate::time::month_and_year(lang, month),
    };
    months.map(label).collect()
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let days = [6.0, 6.0, 5.0, 7.0, 5.0, 5.0, 4.0, 4.0, 5.0, 4.0, 3.0];
    let chart = LineChart::new(
        lang,
        t!(lang, "sample-line-finding"),
        t!(lang, "sample-line"),
        t!(lang, "sample-month"),
        t!(lang, "sample-line-unit"),
        sample_months(lang).into_iter().zip(days).collect(),
    );
    let days = |days| t!(lang, "sample-line-days", days = days);
    let goal = Goal { value: 5.0, label: t!(lang, "sample-line-goal") };
    html! { (chart.ends(days(6), days(3)).goal(goal)) }
}
