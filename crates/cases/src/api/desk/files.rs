//! Photos of a case, and files that officers sent along.

use axum::extract::Path;
use axum::response::Response;
use hadir_org::Problem;

use super::{No, open};
use crate::pages::desk::seat::Seat;
use crate::pages::photos::Size;
use crate::pages::{attachments, photos};

/// A photo of a case, as its reporter sent it but for what the phone wrote beside the picture.
#[utoipa::path(get, path = "/api/v1/desk/cases/{number}/photos/{place}", tag = "desk",
    params(("place" = usize, Path, description = "Counted from 1, in the order they came.", minimum = 1)),
    responses(
        (status = 200, description = "The photo.", body = Vec<u8>, content_type = "image/jpeg"),
    ))]
pub(super) async fn photo(seat: Seat, Path((number, place)): Path<(String, String)>) -> Result<Response, No> {
    let open = open(&seat, &number).await?;
    let place = counted(&place)?;
    let files = seat.cases.platform().store().files();
    Ok(photos::serve(files, &open.case, place, Size::Whole).await?)
}

/// A file that an officer sent along with an answer or a note.
#[utoipa::path(get, path = "/api/v1/desk/cases/{number}/files/{op}/{n}", tag = "desk",
    params(
        ("op" = String, Path, description = "The `id` of the event that it came with.", pattern = "^[0-9a-f]{64}$"),
        ("n" = usize, Path, description = "Counted from 1.", minimum = 1),
    ),
    responses(
        (status = 200, description = "The file.", content((Vec<u8> = "application/pdf"), (Vec<u8> = "image/jpeg"))),
    ))]
pub(super) async fn file(seat: Seat, Path((number, op, n)): Path<(String, String, String)>) -> Result<Response, No> {
    let open = open(&seat, &number).await?;
    let n = counted(&n)?;
    let files = seat.cases.platform().store().files();
    Ok(attachments::serve(files, &open.case, (&op, n), Size::Whole, |_| true).await?)
}

/// Which one of several; where it is no number, or larger than any, there is none.
fn counted(text: &str) -> Result<usize, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}
