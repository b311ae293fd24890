//! `/meja/{number}/foto-umum/{place}`: what the public sees of a photo, with the parts that are covered.
//!
//! Over the photo lies a grid of boxes to tick; what is ticked is covered, and looks so at once. It needs no script; with one,
//! arrows lead from box to box and a pointer ticks what it is drawn over.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use hadir_oplog::Hash;
use hadir_org::{Access, Problem, Right, Routes, SameOrigin};
use hadir_ui::components::{Button, Mistakes};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::{Markup, html};

use super::act::{ActPage, Seen, Sent};
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use crate::Cases;
use crate::commands::{self, Showing};
use crate::events::{Area, CaseEvent, PARTS, Photo, Privacy};
use crate::photos::covered;

/// What the button says that takes the photo back.
const HIDE: &str = "tarik";
/// What a form says of how it was opened, and of its button.
const KNEW: &str = "tahu";
const STEP: &str = "langkah";
/// Boxes from left to right.
const COLUMNS: u16 = 12;
/// Boxes from top to bottom, at least and at most.
const ROWS: std::ops::RangeInclusive<u32> = 4..=24;
/// The field that a mistake stands at.
const BOXES: &str = "kotak";

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    let access = Access::Needs(Right::Publish);
    Routes::new(cases.platform())
        .get("/meja/{number}/foto-umum", access, first)
        .get("/meja/{number}/foto-umum/{place}", access, show_form)
        .post("/meja/{number}/foto-umum/{place}", access, decide)
}

/// What is sent: `at`, [`KNEW`], [`STEP`], and a field for every box that is ticked.
type Sheet = BTreeMap<String, String>;

async fn first(seat: Seat, Path(number): Path<String>) -> Result<Redirect, Instead> {
    let open = seat.open_for(&number, Right::Publish).await?;
    Ok(Redirect::to(&format!("{}/foto-umum/1", open.path())))
}

async fn show_form(seat: Seat, Path((number, place)): Path<(String, usize)>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Publish).await?;
    let photo = photo_at(&open, place)?;
    let ticked = Grid::of(photo).under(open.case.covered_areas(photo));
    page(&seat, &open, place, &ticked, Seen::default(), &Mistakes::default()).await
}

async fn decide(
    seat: Seat,
    _: SameOrigin,
    Path((number, place)): Path<(String, usize)>,
    Form(sheet): Form<Sheet>,
) -> Result<Response, Instead> {
    let open = seat.open_for(&number, Right::Publish).await?;
    let photo = photo_at(&open, place)?.clone();
    let sent = |name: &str| sheet.get(name).cloned().unwrap_or_default();
    let (seen, ticked) = (Seen::from(sent("at")), Grid::of(&photo).ticked(&sheet));
    let areas = Grid::of(&photo).areas(&ticked);
    let picture = if sent(STEP) == HIDE { Ok(None) } else { pictured(&seat, &photo, &areas).await.map(Some) };
    let picture = match picture {
        Ok(picture) => picture,
        Err(words) => {
            let mistakes = Mistakes::one(BOXES, words);
            return Ok(page(&seat, &open, place, &ticked, seen, &mistakes).await?.into_response());
        }
    };
    let knew = sent(KNEW).parse().unwrap_or(u32::MAX);
    let showing = Showing { photo: photo.hash, picture, covered: areas, knew };
    let (wanted, hash) = (showing.picture.clone(), photo.hash);
    let is_it = move |event: &CaseEvent| match event {
        CaseEvent::Privacy(Privacy::PhotoShown(_, Some(words))) => words.photo == hash && words.picture == wanted,
        _ => false,
    };
    let sent = Sent::new(seen, "", is_it);
    match seat.act(&number, sent, move |case, asking| commands::show_photo(case, showing.clone(), asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open_for(&number, Right::Publish).await?;
            let mistakes = refusal::at(&seat.lang, BOXES, &refusal);
            Ok(page(&seat, &open, place, &ticked, seen, &mistakes).await?.into_response())
        }
    }
}

/// The picture that the public is to see, stored; or why there is none.
async fn pictured(seat: &Seat, photo: &Photo, areas: &[Area]) -> Result<Photo, String> {
    if areas.is_empty() {
        return Ok(photo.clone());
    }
    match covered(seat.cases.platform().store().files(), photo, areas.to_vec()).await {
        Ok(Some(picture)) => Ok(picture),
        Ok(None) => Err(t!(seat.lang, "meja-photo-not-here")),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a photo could not be covered");
            Err(t!(seat.lang, "meja-photo-not-covered"))
        }
    }
}

fn photo_at(open: &OpenCase, place: usize) -> Result<&Photo, Problem> {
    let photos = open.case.photos();
    place.checked_sub(1).and_then(|at| photos.get(at).copied()).ok_or_else(Problem::not_found)
}

/// The boxes over a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Grid {
    rows: u16,
}

/// A box: its row and its column, from 0.
type Place = (u16, u16);

impl Grid {
    /// Boxes that are about as high as wide.
    fn of(photo: &Photo) -> Self {
        let rows = (u32::from(COLUMNS) * photo.height + photo.width / 2) / photo.width.max(1);
        Self { rows: rows.clamp(*ROWS.start(), *ROWS.end()) as u16 }
    }

    fn places(self) -> impl Iterator<Item = Place> {
        (0..self.rows).flat_map(|row| (0..COLUMNS).map(move |column| (row, column)))
    }

    /// What is covered by the boxes from one to another of a row.
    fn area(self, row: u16, columns: std::ops::Range<u16>) -> Area {
        let part = |at: u16, of: u16| (u32::from(at) * u32::from(PARTS) / u32::from(of)) as u16;
        Area {
            left: part(columns.start, COLUMNS),
            top: part(row, self.rows),
            right: part(columns.end, COLUMNS),
            bottom: part(row + 1, self.rows),
        }
    }

    /// The boxes that a sheet names.
    fn ticked(self, sheet: &Sheet) -> Vec<Place> {
        self.places().filter(|place| sheet.contains_key(&name_of(*place))).collect()
    }

    /// The boxes of which any part lies under an area.
    fn under(self, areas: &[Area]) -> Vec<Place> {
        let touches = |one: Area, other: &Area| {
            one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
        };
        let is_under = |(row, column): &Place| {
            let own = self.area(*row, *column..*column + 1);
            areas.iter().any(|area| touches(own, area))
        };
        self.places().filter(is_under).collect()
    }

    /// The areas of some boxes; those beside each other in a row are one.
    fn areas(self, ticked: &[Place]) -> Vec<Area> {
        let mut runs: Vec<(u16, std::ops::Range<u16>)> = Vec::new();
        for (row, column) in ticked {
            match runs.last_mut().filter(|(last, columns)| last == row && columns.end == *column) {
                Some((_, columns)) => columns.end += 1,
                None => runs.push((*row, *column..*column + 1)),
            }
        }
        runs.into_iter().map(|(row, columns)| self.area(row, columns)).collect()
    }
}

/// The name of a box in the form.
fn name_of((row, column): Place) -> String {
    format!("k{row}-{column}")
}

async fn page(
    seat: &Seat,
    open: &OpenCase,
    place: usize,
    ticked: &[Place],
    seen: Seen,
    mistakes: &Mistakes,
) -> Result<Html, Instead> {
    let (lang, photo) = (&seat.lang, photo_at(open, place)?);
    let is_shown = open.case.public_photos().get(place - 1).is_some_and(Option::is_some);
    let fields = html! {
        (others(lang, open, place))
        p { (standing(lang, open, photo, is_shown)) }
        input type="hidden" name=(KNEW) value=(open.case.decisions_on(photo));
        (boxes(seat, open, place, photo, ticked).await?)
        @if let Some(words) = mistakes.at(BOXES) { p.error #kotak-e { (words) } }
        @if is_shown { div.row { (Button::submit(t!(lang, "meja-photo-hide")).quiet().sends(STEP, HIDE)) } }
    };
    let act = ActPage {
        seat,
        open,
        act: &format!("foto-umum/{place}"),
        title: t!(lang, "meja-act-photo"),
        lead: t!(lang, "meja-photo-lead"),
        fields,
        submit: if is_shown { t!(lang, "meja-photo-change") } else { t!(lang, "meja-photo-show") },
        seen,
        mistakes,
    };
    Ok(act.html())
}

/// How the public sees the photo now.
fn standing(lang: &Lang, open: &OpenCase, photo: &Photo, is_shown: bool) -> String {
    let standing = match (is_shown, open.case.is_photo_contested(photo)) {
        (true, _) => t!(lang, "meja-photo-is-shown"),
        (false, true) => t!(lang, "meja-photo-contested"),
        (false, false) => t!(lang, "meja-photo-is-hidden"),
    };
    if open.case.is_public() { standing } else { format!("{standing} {}", t!(lang, "meja-photo-not-yet")) }
}

/// The way to the other photos of the report.
fn others(lang: &Lang, open: &OpenCase, place: usize) -> Markup {
    let photos = open.case.public_photos();
    let label = |n: usize, is_shown| {
        let name = t!(lang, "thread-photo", n = n);
        if is_shown { t!(lang, "meja-photo-shown-one", photo = name) } else { name }
    };
    html! { @if photos.len() > 1 {
        p.row { @for (at, photo) in photos.iter().enumerate() {
            @if at + 1 == place { strong { (label(at + 1, photo.is_some())) } }
            @else { a href={ (open.path()) "/foto-umum/" (at + 1) } { (label(at + 1, photo.is_some())) } }
        } }
    } }
}

/// The photo under its boxes; where only a small picture is here, that.
async fn boxes(seat: &Seat, open: &OpenCase, place: usize, photo: &Photo, ticked: &[Place]) -> Result<Markup, Problem> {
    let (lang, grid) = (&seat.lang, Grid::of(photo));
    let files = seat.cases.platform().store().files();
    let is_here = files.has(Hash::from_bytes(photo.hash)).await.map_err(Problem::fault)?;
    let source = format!("{}/foto/{place}{}", open.path(), if is_here { "" } else { "/kecil" });
    Ok(html! {
        fieldset.cover #kotak {
            legend { (t!(lang, "meja-photo-boxes")) }
            p.hint { (t!(lang, "meja-photo-boxes.hint")) }
            @if !is_here { p.hint { (t!(lang, "meja-photo-not-here")) } }
            div data-columns=(COLUMNS) {
                img src=(source) width=(photo.width) height=(photo.height) alt=(t!(lang, "thread-photo", n = place));
                div { @for (row, column) in grid.places() {
                    input type="checkbox" name=(name_of((row, column))) checked[ticked.contains(&(row, column))]
                        aria-label=(t!(lang, "meja-photo-box", row = row + 1, column = column + 1));
                } }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(width: u32, height: u32) -> Photo {
        Photo { hash: [1; 32], width, height, bytes: 9, preview: None }
    }

    #[test]
    fn boxes_are_about_square_whatever_the_shape_of_the_photo() {
        let rows = |width, height| Grid::of(&photo(width, height)).rows;
        assert_eq!(
            (rows(1_600, 1_200), rows(1_200, 1_600), rows(1_600, 20), rows(20, 1_600), rows(0, 0)),
            (9, 16, 4, 24, 4)
        );
    }

    #[test]
    fn what_was_ticked_is_ticked_again_and_lies_beside_each_other_without_a_gap() {
        for grid in [Grid { rows: 9 }, Grid { rows: 7 }, Grid { rows: 24 }] {
            let all: Vec<_> = grid.places().collect();
            assert_eq!(grid.areas(&all).len(), usize::from(grid.rows));
            let whole: u32 = grid.areas(&all).iter().map(|area| u32::from(area.bottom - area.top)).sum();
            assert_eq!(whole, u32::from(PARTS), "from edge to edge");
            let some: Vec<_> = all.iter().copied().filter(|(row, column)| (row * 5 + column * 3) % 7 < 3).collect();
            assert_eq!(grid.under(&grid.areas(&some)), some);
        }
    }
}
