//! What a command refused, for programs: a name that stays the same, and the sentence that officers read.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hadir_ui::lang::Lang;
use hadir_ui::t;

use crate::api::problem::{FieldError, ProblemDetails};
use crate::commands::{Apart, Refusal};
use crate::pages::desk::refusal::sentence;

/// A refusal as problem details, at the field of the body that it concerns: what was sent has to be mended, or the case does
/// not allow it as it stands.
pub(super) fn answer(lang: &Lang, field: &str, refusal: &Refusal) -> Response {
    let said = sentence(lang, refusal);
    let status = if can_be_mended(refusal) { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
    let problem =
        ProblemDetails::new(status, &format!("refused-{}", name(refusal)), said.clone(), t!(lang, "api-refused"));
    ProblemDetails { errors: vec![FieldError::in_body(field, said)], ..problem }.into_response()
}

/// Whether something else would have to be sent; otherwise the case would have to stand differently.
const fn can_be_mended(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Empty
            | Refusal::TooLong(_)
            | Refusal::UnknownUnit
            | Refusal::NotInUnit
            | Refusal::UnknownService
            | Refusal::UnknownTarget
            | Refusal::UnknownOfficer
            | Refusal::UnknownColleague(_)
            | Refusal::TooManyMentions(_)
            | Refusal::TooMany(_)
            | Refusal::ReasonMissing
            | Refusal::FieldsOpen(_)
            | Refusal::GroundMissing
            | Refusal::ReachMissing
            | Refusal::DayOutside
            | Refusal::NotInText(_)
            | Refusal::Apart(Apart::Itself)
    )
}

const fn name(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Unknown => "unknown",
        Refusal::NotAllowed => "not-allowed",
        Refusal::Empty => "empty",
        Refusal::TooLong(_) => "too-long",
        Refusal::Closed => "closed",
        Refusal::NotAnswered => "not-answered",
        Refusal::NotClosed => "not-closed",
        Refusal::AlreadyWaiting => "already-waiting",
        Refusal::NotWaiting => "not-waiting",
        Refusal::UnknownUnit => "unknown-unit",
        Refusal::NotInUnit => "not-in-unit",
        Refusal::AlreadyThere => "already-there",
        Refusal::UnknownService => "unknown-service",
        Refusal::NeverPublic => "never-public",
        Refusal::Confidential => "confidential",
        Refusal::NoPhoto => "no-photo",
        Refusal::PhotoDecided => "photo-decided",
        Refusal::UnknownTarget => "unknown-target",
        Refusal::ReasonMissing => "reason-missing",
        Refusal::FieldsOpen(_) => "fields-open",
        Refusal::Superseded => "superseded",
        Refusal::NotInformation => "not-information",
        Refusal::AlreadyExtended => "already-extended",
        Refusal::TooLate => "too-late",
        Refusal::NoRule => "no-rule",
        Refusal::AlreadyObjected => "already-objected",
        Refusal::ObjectInstead => "object-instead",
        Refusal::AlreadyDecided => "already-decided",
        Refusal::GroundMissing => "ground-missing",
        Refusal::AuthorityMissing => "authority-missing",
        Refusal::ReachMissing => "reach-missing",
        Refusal::AlreadyAgreed => "already-agreed",
        Refusal::NotAgreed => "not-agreed",
        Refusal::DayOutside => "day-outside",
        Refusal::Apart(Apart::Itself) => "apart-itself",
        Refusal::Apart(Apart::Circle) => "apart-circle",
        Refusal::Apart(Apart::Elsewhere) => "apart-elsewhere",
        Refusal::Apart(Apart::Done) => "apart-done",
        Refusal::Apart(Apart::Circles) => "apart-circles",
        Refusal::Apart(Apart::NotAllowed) => "apart-not-allowed",
        Refusal::NotInText(_) => "not-in-text",
        Refusal::NotPraise => "not-praise",
        Refusal::UnknownOfficer => "unknown-officer",
        Refusal::UnknownColleague(_) => "unknown-colleague",
        Refusal::MentionInCircle => "mention-in-circle",
        Refusal::TooManyMentions(_) => "too-many-mentions",
        Refusal::TooMany(_) => "too-many",
        Refusal::TooEarly => "too-early",
        Refusal::Erased => "erased",
    }
}
