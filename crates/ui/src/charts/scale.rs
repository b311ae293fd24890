//! The upright scale of a chart: round steps from nought, and where a value lies.

use maud::{Markup, html};

use crate::lang::Lang;
use crate::number::{decimal, whole};

/// A scale from nought to a round number, drawn between two heights of the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    step: f64,
    steps: u8,
    top: f64,
    bottom: f64,
}

/// How many steps a scale has at most; more would be clutter.
const STEPS: f64 = 4.0;

impl Scale {
    /// Fits values up to `most` between `top` and `bottom`, in picture units from above.
    pub(super) fn fit(most: f64, top: f64, bottom: f64) -> Self {
        let step = round_step(most / STEPS);
        let steps = (most / step).ceil().clamp(1.0, STEPS) as u8;
        Self { step, steps, top, bottom }
    }

    /// Height of a value, to a tenth of a unit.
    pub(super) fn y(&self, value: f64) -> f64 {
        let most = self.step * f64::from(self.steps);
        tenth(self.bottom - value / most * (self.bottom - self.top))
    }

    /// The foot of the picture.
    pub(super) fn bottom(&self) -> f64 {
        self.bottom
    }

    fn marks(&self) -> impl Iterator<Item = f64> {
        let step = self.step;
        (0..=self.steps).map(move |index| f64::from(index) * step)
    }

    fn mark(&self, lang: &Lang, value: f64) -> String {
        if self.step.fract() == 0.0 { whole(lang, value as i64) } else { decimal(lang, value, 1) }
    }

    /// Room that the marks need at the left.
    pub(super) fn margin(&self, lang: &Lang) -> f64 {
        let last = self.mark(lang, self.step * f64::from(self.steps));
        let signs = last.chars().count() as f64;
        (18.0 + 4.0 * signs).max(6.0 + 7.5 * signs)
    }

    /// Hairlines with their marks, from `left` to `right`.
    pub(super) fn draw(&self, lang: &Lang, left: f64, right: f64) -> Markup {
        html! {
            @for value in self.marks() {
                path class=(if value > 0.0 { "grid" } else { "base" })
                    d={ "M" (left) " " (self.y(value)) "H" (right) } {}
                text.end x=(left - 6.0) y=(self.y(value) + 4.0) { (self.mark(lang, value)) }
            }
        }
    }
}

/// The smallest of 1, 2, 2.5 or 5 times a power of ten that is at least `step`; never under a half.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.max(0.5).log10().floor());
    let rounds = [1.0, 2.0, 2.5, 5.0, 10.0].map(|factor| factor * power);
    // 2.5 would put halves on a scale of single things.
    let fits = |round: &f64| *round >= step && (round.fract() == 0.0 || *round == 0.5);
    rounds.into_iter().find(fits).unwrap_or(10.0 * power)
}

/// Rounds to a tenth: finer is invisible and costs bytes.
pub(super) fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// A line through points, as path data.
pub(super) fn path_through(points: &[(f64, f64)]) -> String {
    let step = |(index, (x, y)): (usize, &(f64, f64))| format!("{}{x} {y}", if index == 0 { 'M' } else { 'L' });
    points.iter().enumerate().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(most: f64) -> Vec<f64> {
        Scale::fit(most, 0.0, 100.0).marks().collect()
    }

    #[test]
    fn scales_end_on_round_numbers_at_or_above_the_most() {
        assert_eq!(marks(734.0), [0.0, 200.0, 400.0, 600.0, 800.0]);
        assert_eq!(marks(7.0), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(marks(95.0), [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(marks(1.0), [0.0, 0.5, 1.0]);
        assert_eq!(marks(0.0), [0.0, 0.5]);
        for most in 1..3_000 {
            let marks = marks(f64::from(most));
            assert!(*marks.last().unwrap() >= f64::from(most), "{most}: {marks:?}");
        }
    }

    #[test]
    fn nought_lies_at_the_foot_and_the_last_mark_at_the_top() {
        let scale = Scale::fit(800.0, 10.0, 184.0);
        assert_eq!((scale.y(0.0), scale.y(800.0)), (184.0, 10.0));
    }
}
