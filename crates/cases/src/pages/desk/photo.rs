//! `/meja/{number}/foto/{place}`: a photo of a case, for whoever may see the case.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hadir_oplog::Hash;
use hadir_org::Problem;

use super::seat::Seat;

/// Photos are counted from 1, in the order they came.
pub(super) async fn show_photo(seat: Seat, Path((number, place)): Path<(String, usize)>) -> Result<Response, Problem> {
    let open = seat.open(&number).await?;
    let photos = open.case.photos();
    let photo = place.checked_sub(1).and_then(|at| photos.get(at)).ok_or_else(Problem::not_found)?;
    let file = seat.cases.platform().store().files().get(Hash::from_bytes(photo.hash)).await.map_err(Problem::fault)?;
    // A photo can reach a node later than the case that names it.
    let jpeg = file.ok_or_else(Problem::not_found)?;
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "private, max-age=3600"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'"),
    ];
    Ok((headers, jpeg).into_response())
}
