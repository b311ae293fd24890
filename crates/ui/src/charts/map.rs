//! A map of reports: islands where they truly lie, shapes simplified, no border drawn, numbers in circles.
//! It is never the only way to the data: a table with links stands beside it.

use maud::{Markup, Render, html};

use super::scale::tenth;
use crate::lang::Lang;
use crate::number::whole;
use crate::t;

/// Width of every map in its own units.
const WIDTH: f64 = 400.0;

/// The piece of the world a map shows, in degrees.
///
/// A degree is drawn equally long both ways, which is true near the equator and wrong by at most two parts in
/// a hundred anywhere in Indonesia.
#[derive(Debug, Clone, Copy)]
pub struct MapFrame {
    /// Longitude of the left edge.
    pub west: f64,
    /// Longitude of the right edge.
    pub east: f64,
    /// Latitude of the lower edge.
    pub south: f64,
    /// Latitude of the upper edge.
    pub north: f64,
}

impl MapFrame {
    fn scale(&self) -> f64 {
        WIDTH / (self.east - self.west)
    }

    fn height(&self) -> f64 {
        ((self.north - self.south) * self.scale()).round()
    }

    fn at(&self, lat: f64, lon: f64) -> (f64, f64) {
        let scale = self.scale();
        (tenth((lon - self.west) * scale), tenth((self.north - lat) * scale))
    }
}

/// A piece of land.
#[derive(Debug, Clone)]
pub enum Land {
    /// A small island, drawn as a dot.
    Islet {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
    },
    /// A shape drawn by hand, as path data in the units of the map: 400 wide, from the upper left corner.
    Drawn(String),
}

/// A place with its number of reports.
#[derive(Debug, Clone)]
pub struct MapPoint {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How many reports.
    pub count: u32,
}

/// A name on the map.
#[derive(Debug, Clone)]
pub struct MapName {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east, of the middle of the name.
    pub lon: f64,
    /// The name.
    pub name: String,
    /// Whether it is land; seas are written lighter.
    pub is_land: bool,
}

/// A map with numbers on it.
#[derive(Debug, Clone)]
pub struct Map<'a> {
    lang: &'a Lang,
    frame: MapFrame,
    finding: String,
    credit: String,
    land: Vec<Land>,
    points: Vec<MapPoint>,
    names: Vec<MapName>,
}

impl<'a> Map<'a> {
    /// `finding` names the places and their numbers; `credit` says what the circles mean, where positions come
    /// from and under which licence.
    pub fn new(lang: &'a Lang, frame: MapFrame, finding: impl Into<String>, credit: impl Into<String>) -> Self {
        let (finding, credit) = (finding.into(), credit.into());
        Self { lang, frame, finding, credit, land: vec![], points: vec![], names: vec![] }
    }

    /// What land there is.
    #[must_use]
    pub fn land(mut self, land: Vec<Land>) -> Self {
        self.land = land;
        self
    }

    /// Where the reports are.
    #[must_use]
    pub fn points(mut self, mut points: Vec<MapPoint>) -> Self {
        // Large circles lie under small ones, so that none hides another.
        points.sort_by_key(|point| std::cmp::Reverse(point.count));
        self.points = points;
        self
    }

    /// Names of islands and seas.
    #[must_use]
    pub fn names(mut self, names: Vec<MapName>) -> Self {
        self.names = names;
        self
    }

    fn land_mark(&self, land: &Land) -> Markup {
        match land {
            Land::Islet { lat, lon } => {
                let (x, y) = self.frame.at(*lat, *lon);
                html! { circle.land cx=(x) cy=(y) r="4" {} }
            }
            Land::Drawn(path) => html! { path.land d=(path) {} },
        }
    }

    fn point_mark(&self, point: &MapPoint) -> Markup {
        let (x, y) = self.frame.at(point.lat, point.lon);
        // The area grows with the number, and even one report is large enough for its figure.
        let radius = (8.0 + f64::from(point.count).sqrt() * 2.0).min(40.0).round();
        html! {
            circle.a cx=(x) cy=(y) r=(radius) {}
            text.mid.on x=(x) y=(y + 5.0) { (whole(self.lang, point.count.into())) }
        }
    }

    fn name_mark(&self, name: &MapName) -> Markup {
        let (x, y) = self.frame.at(name.lat, name.lon);
        html! { text.mid.strong[name.is_land] x=(x) y=(y) { (name.name) } }
    }
}

impl Render for Map<'_> {
    fn render(&self) -> Markup {
        html! {
            figure.stack {
                svg.chart.map viewBox={ "0 0 " (WIDTH) " " (self.frame.height()) } role="img"
                    aria-label=(t!(self.lang, "map-label", finding = &self.finding))
                {
                    @for land in &self.land { (self.land_mark(land)) }
                    @for point in &self.points { (self.point_mark(point)) }
                    @for name in &self.names { (self.name_mark(name)) }
                }
                figcaption.soft { (self.credit) }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let frame = MapFrame { west: 117.27, east: 118.0, south: 3.737, north: 4.215 };
    let islet = |lat, lon| Land::Islet { lat, lon };
    let nunukan = "M196 38c20-8 38 2 44 22 6 22-1 50-16 64-12 10-26 4-34-12-10-22-16-62 6-74z";
    let sebatik = "M262-4h90c10 14 14 34 6 50-10 20-36 34-62 36-22 2-38-8-42-28-3-20 2-44 8-58z";
    let land = vec![
        Land::Drawn(nunukan.to_owned()),
        Land::Drawn(sebatik.to_owned()),
        islet(3.898, 117.648),
        islet(3.821, 117.772),
        islet(3.947, 117.565),
    ];
    let point = |lat, lon, count| MapPoint { lat, lon, count };
    let points = vec![
        point(4.106, 117.650, 46),
        point(4.027, 117.660, 17),
        point(4.149, 117.883, 8),
        point(4.168, 117.799, 5),
        point(4.102, 117.763, 3),
    ];
    let name = |lat, lon, name: &str, is_land| MapName { lat, lon, name: name.to_owned(), is_land };
    let names = vec![
        name(4.029, 117.860, "Sebatik", true),
        name(4.011, 117.540, "Nunukan", true),
        name(3.894, 117.872, &t!(lang, "sample-map-sea"), false),
    ];
    let map = Map::new(lang, frame, t!(lang, "sample-map-finding"), t!(lang, "sample-map-credit"));
    html! { (map.land(land).points(points).names(names)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_of_the_frame_are_corners_of_the_picture() {
        let frame = MapFrame { west: 117.0, east: 118.0, south: 3.5, north: 4.0 };
        assert_eq!(frame.height(), 200.0);
        assert_eq!(frame.at(4.0, 117.0), (0.0, 0.0));
        assert_eq!(frame.at(3.5, 118.0), (400.0, 200.0));
    }
}
