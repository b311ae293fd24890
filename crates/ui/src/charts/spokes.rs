//! A wheel of spokes: how much evidence there is for each of the eight characters, now and a year before. The
//! length of a spoke is a number of proofs, never a mark for a person.

use std::f64::consts::{FRAC_PI_2, TAU};

use maud::{Markup, Render, html};

use super::key::{Mark, key};
use super::scale::tenth;
use super::table_under;
use crate::components::Column;
use crate::lang::Lang;
use crate::number::whole;
use crate::t;

/// Middle of the wheel and length of a full spoke, in the units of the picture.
const MIDDLE: (f64, f64) = (190.0, 168.0);
const RADIUS: f64 = 104.0;

/// One spoke.
#[derive(Debug, Clone)]
pub struct Spoke {
    /// "Empati sosial".
    pub name: String,
    /// How many proofs now.
    pub now: u32,
    /// How many a year before.
    pub before: u32,
}

/// The wheel, with its table.
#[derive(Debug, Clone)]
pub struct Spokes<'a> {
    lang: &'a Lang,
    caption: String,
    headings: [String; 3],
    spokes: Vec<Spoke>,
}

impl<'a> Spokes<'a> {
    /// `caption` names the table; `headings` its columns: name, now, before.
    pub fn new(lang: &'a Lang, caption: impl Into<String>, headings: [String; 3], spokes: Vec<Spoke>) -> Self {
        Self { lang, caption: caption.into(), headings, spokes }
    }

    /// The outermost ring: a multiple of three, for three whole rings, that holds every spoke.
    fn most(&self) -> u32 {
        let most = self.spokes.iter().flat_map(|spoke| [spoke.now, spoke.before]).max();
        most.unwrap_or(0).max(1).next_multiple_of(3)
    }

    fn at(&self, index: usize, value: f64) -> (f64, f64) {
        let angle = TAU * index as f64 / self.spokes.len() as f64 - FRAC_PI_2;
        let length = RADIUS * value / f64::from(self.most());
        (tenth(MIDDLE.0 + angle.cos() * length), tenth(MIDDLE.1 + angle.sin() * length))
    }

    fn ring(&self, value: impl Fn(&Spoke) -> f64) -> String {
        let at = |(index, spoke): (usize, &Spoke)| self.at(index, value(spoke));
        let points = self.spokes.iter().enumerate().map(at);
        points.map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
    }

    fn web(&self) -> Markup {
        let most = f64::from(self.most());
        let thirds = [1.0, 2.0, 3.0].map(|third| most * third / 3.0);
        let rays: String = (0..self.spokes.len())
            .map(|index| self.at(index, most))
            .map(|(x, y)| format!("M{} {}L{x} {y}", MIDDLE.0, MIDDLE.1))
            .collect();
        html! {
            @for third in thirds { polygon.web points=(self.ring(|_| third)) {} }
            path.grid d=(rays) {}
        }
    }

    fn label(&self, index: usize, spoke: &Spoke) -> Markup {
        let (x, y) = self.at(index, f64::from(self.most()) * 1.117);
        let is_middle = (x - MIDDLE.0).abs() < 20.0;
        let side = if is_middle {
            "mid"
        } else if x < MIDDLE.0 {
            "end"
        } else {
            "start"
        };
        let proofs = t!(self.lang, "spokes-proofs", count = spoke.now);
        let words: Vec<&str> = if is_middle { vec![&spoke.name] } else { spoke.name.split(' ').collect() };
        let top = match (is_middle, y < MIDDLE.1) {
            (true, true) => y - 20.0,
            (true, false) => y + 12.0,
            (false, _) => y + 5.0 - words.len() as f64 * 8.0,
        };
        let line = |n: usize| tenth(top + n as f64 * 16.0);
        html! {
            @for (n, word) in words.iter().enumerate() {
                text class={ "strong " (side) } x=(x) y=(line(n)) { (word) }
            }
            text class=(side) x=(x) y=(line(words.len())) { (proofs) }
        }
    }

    fn picture(&self) -> Markup {
        let proof = |spoke: &Spoke| t!(self.lang, "spokes-one", name = &spoke.name, count = spoke.now);
        let finding = self.spokes.iter().map(proof).collect::<Vec<_>>().join(", ");
        html! {
            svg.chart.spokes viewBox="0 0 380 342" role="img"
                aria-label=(t!(self.lang, "chart-label", finding = finding))
            {
                (self.web())
                polygon.before points=(self.ring(|spoke| spoke.before.into())) {}
                polygon.now points=(self.ring(|spoke| spoke.now.into())) {}
                (self.ticks())
                @for (index, spoke) in self.spokes.iter().enumerate() {
                    @let (x, y) = self.at(index, spoke.now.into());
                    circle.dot cx=(x) cy=(y) r="4" {}
                }
                @for (index, spoke) in self.spokes.iter().enumerate() { (self.label(index, spoke)) }
            }
        }
    }

    fn ticks(&self) -> Markup {
        let height = |third: u32| (MIDDLE.1 - RADIUS * f64::from(third) / 3.0 + 13.0).round();
        html! {
            @for third in 1..=3 {
                text.tick x=(MIDDLE.0 + 5.0) y=(height(third)) { (self.most() * third / 3) }
            }
        }
    }

    fn table(&self) -> Markup {
        let [name, now, before] = &self.headings;
        let columns = vec![Column::words(name), Column::figures(now), Column::figures(before)];
        let figure = |value: u32| whole(self.lang, i64::from(value)).render();
        let row = |spoke: &Spoke| vec![spoke.name.render(), figure(spoke.now), figure(spoke.before)];
        table_under(self.lang, &self.caption, columns, self.spokes.iter().map(row).collect())
    }
}

impl Render for Spokes<'_> {
    fn render(&self) -> Markup {
        let [_, now, before] = &self.headings;
        html! {
            figure.stack {
                (self.picture())
                (key(&[(Mark::Line, now), (Mark::Dashes, before)]))
                (self.table())
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let spoke = |name, now, before| Spoke { name, now, before };
    let spokes = vec![
        spoke(t!(lang, "sample-character-integrity"), 7, 5),
        spoke(t!(lang, "sample-character-competence"), 6, 4),
        spoke(t!(lang, "sample-character-empathy"), 11, 6),
        spoke(t!(lang, "sample-character-communication"), 10, 5),
        spoke(t!(lang, "sample-character-initiative"), 3, 2),
        spoke(t!(lang, "sample-character-learning"), 8, 4),
        spoke(t!(lang, "sample-character-resilience"), 5, 4),
        spoke(t!(lang, "sample-character-digital"), 6, 3),
    ];
    let headings =
        [t!(lang, "sample-character"), t!(lang, "sample-character-now"), t!(lang, "sample-character-before")];
    html! { (Spokes::new(lang, t!(lang, "sample-spokes"), headings, spokes)) }
}
