//! `/meja/{number}/foto/{place}` and `…/kecil`: a photo of a case, whole and small, for whoever may see the case.

use axum::extract::Path;
use axum::response::Response;

use super::find::Instead;
use super::seat::Seat;
use crate::pages::photos::{Size, serve};

/// Photos are counted from 1, in the order they came.
pub(super) async fn show_photo(seat: Seat, Path((number, place)): Path<(String, usize)>) -> Result<Response, Instead> {
    show(&seat, &number, place, Size::Whole).await
}

/// The same, small.
pub(super) async fn show_small(seat: Seat, Path((number, place)): Path<(String, usize)>) -> Result<Response, Instead> {
    show(&seat, &number, place, Size::Small).await
}

async fn show(seat: &Seat, number: &str, place: usize, size: Size) -> Result<Response, Instead> {
    let open = seat.open(number).await?;
    serve(seat.cases.platform().store().files(), &open.case, place, size).await.map_err(Instead::Problem)
}
