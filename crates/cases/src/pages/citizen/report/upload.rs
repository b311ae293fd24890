//! Photos that follow the words in pieces: which are here, here is one, these were all.
//!
//! The form's token proves the sender; it opens nothing but the way for photos of the report it filed.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use hadir_org::Problem;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::photos::{PhotoError, take_in};
use crate::uploads::{self, PIECE_BYTES_MAX, UploadId};
use crate::{Case, Cases, Failure, Token, commands};

/// How many pieces make the photo.
#[derive(Deserialize)]
pub(super) struct Whole {
    pieces: i64,
}

/// `GET /lapor/foto/{token}/{n}`.
pub(super) async fn which_pieces(
    State(cases): State<Cases>,
    Path((token, n)): Path<(String, u32)>,
) -> Result<Json<Value>, Problem> {
    let upload = Upload::of(&cases, &token, n).await?;
    let pieces = uploads::pieces(cases.platform().store().reads(), upload.id).await?;
    Ok(Json(json!({ "pieces": pieces })))
}

/// `PUT /lapor/foto/{token}/{n}/{piece}`.
pub(super) async fn take_piece(
    State(cases): State<Cases>,
    Path((token, n, piece)): Path<(String, u32, i64)>,
    content: Bytes,
) -> Result<StatusCode, Problem> {
    let upload = Upload::of(&cases, &token, n).await?;
    let most = i64::from(cases.platform().org().regency().photo_bytes_max) / PIECE_BYTES_MAX as i64;
    if !(0..=most).contains(&piece) || content.is_empty() || content.len() > PIECE_BYTES_MAX {
        return Err(Problem::bad_request());
    }
    uploads::keep(cases.platform().store(), upload.id, piece, content.to_vec()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /lapor/foto/{token}/{n}`.
pub(super) async fn finish(
    State(cases): State<Cases>,
    Path((token, n)): Path<(String, u32)>,
    Json(whole): Json<Whole>,
) -> Result<StatusCode, Problem> {
    let upload = Upload::of(&cases, &token, n).await?;
    let store = cases.platform().store();
    let org = cases.platform().org();
    let content = uploads::assemble(store.reads(), upload.id, whole.pieces).await?.ok_or_else(Problem::conflict)?;
    let photo = match take_in(store.files(), content, u64::from(org.regency().photo_bytes_max)).await {
        Ok(photo) => photo,
        Err(PhotoError::Store(fault)) => return Err(Problem::fault(fault)),
        Err(PhotoError::TooLarge { .. } | PhotoError::Unreadable) => {
            uploads::clear(store, upload.id).await?;
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "problem-photo"));
        }
    };
    let most = org.regency().photos_max as usize;
    let code = cases.key().code_of_token(upload.token.as_bytes());
    let added = cases
        .as_reporter(&code, move |case, _, now| commands::add_photos(case, std::slice::from_ref(&photo), most, now));
    match added.await {
        Ok(_) => {}
        Err(Failure::Refused(_)) => return Err(Problem::conflict()),
        Err(Failure::Fault(fault)) => return Err(fault.into()),
    }
    uploads::clear(store, upload.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A photo on its way to a report that was filed with this token.
struct Upload {
    id: UploadId,
    token: Token,
}

impl Upload {
    /// Refuses a token that filed nothing, and photos beyond the limit.
    async fn of(cases: &Cases, token: &str, n: u32) -> Result<Self, Problem> {
        let token = Token::try_new(token).ok_or_else(Problem::not_found)?;
        let most = cases.platform().org().regency().photos_max;
        let filed: Option<Case> = cases.platform().store().state(cases.key().case_id(&token)).await?;
        if filed.is_none() || n >= most {
            return Err(Problem::not_found());
        }
        Ok(Self { id: UploadId::new(&token, n), token })
    }
}
