//! `POST …/transitions`: what changes how a case stands.

use axum::extract::Path;
use axum::response::Response;
use hadir_org::CategoryCode;
use hadir_ui::t;
use serde::Deserialize;
use utoipa::ToSchema;

use super::No;
use super::act::Act;
use super::body::Body;
use super::case::DeskCase;
use crate::Case;
use crate::api::problem::{FieldError, ProblemDetails, invalid};
use crate::commands::{self, Asking, Decided, End, Refusal, Word};
use crate::events::{CaseEvent, Deed, Information, Proposal};
use crate::grounds::RefusalGround;
use crate::kinds::{Channel, Ending, Sensitivity, Status};
use crate::pages::desk::seat::Seat;

/// A change of how a case stands, by the name of the transition.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(tag = "transition", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum NewTransition {
    /// An officer has looked at it. Needs `answer`.
    Verify,
    /// Goes on without waiting for the reporter any longer. Needs `pause`.
    Resume,
    /// Takes the time that the law on public information gives once more. Needs `pause`.
    Extend {
        #[schema(max_length = 20000, pattern = "\\S")]
        reason: String,
    },
    /// Shows the case to everyone under a title. Needs `publish`.
    Publish {
        #[schema(max_length = 20000, pattern = "\\S")]
        title: String,
    },
    /// Takes it back from everyone. Needs `publish`.
    Unpublish {
        #[schema(max_length = 20000, pattern = "\\S")]
        reason: String,
    },
    /// Sets the category right; `circle` puts it out of sight of all but a closed circle. Needs `assign`.
    Classify {
        category: Option<String>,
        #[serde(default)]
        circle: Option<Sensitivity>,
    },
    /// Brings it before the head of the unit above. Needs `note`.
    Escalate {
        #[schema(max_length = 20000, pattern = "\\S")]
        reason: String,
    },
    /// Closes it: on the office's own word after an answer (needs `close`), or on the reporter's, who said it by telephone
    /// or at the counter (`heard_by`; needs `answer`). The reporter can open it again.
    Close {
        #[serde(default)]
        #[schema(max_length = 20000)]
        reason: String,
        #[serde(default)]
        heard_by: Option<HeardBy>,
    },
    /// Ends it without an answer to the matter; the reporter reads why and can contest it. Needs `close`.
    Reject {
        #[schema(max_length = 20000, pattern = "\\S")]
        reason: String,
        /// On which ground of the law, where a request for public information is refused (UU 14/2008): 17a to 17j, not_held,
        /// incomplete.
        #[serde(default)]
        #[schema(pattern = "^(17[a-j]|not_held|incomplete)$")]
        ground: Option<String>,
    },
    /// Ends it as another authority's matter, after the reporter was asked. Needs `close`.
    NotOurs {
        #[schema(max_length = 20000, pattern = "\\S")]
        reason: String,
    },
    /// Opens it again, with a limit that runs anew. Needs `reopen`.
    Reopen {
        #[schema(max_length = 20000, pattern = "\\S")]
        reason: String,
    },
}

/// By which way the reporter spoke.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum HeardBy {
    Phone,
    WalkIn,
}

/// Changes how a case stands.
///
/// Where the unit wants a second officer for closing, it is proposed first and the clock runs on.
#[utoipa::path(post, path = "/api/v1/desk/cases/{number}/transitions", tag = "desk", request_body = NewTransition,
    responses(
        (status = 200, description = "It is on disk; the case as it stands now.", body = DeskCase),
        (status = 204, description = "It is on disk, and took the case out of the token's sight."),
        (status = 422, description = "What was sent has to be mended; `errors` says where and why.", body = ProblemDetails, content_type = "application/problem+json"),
    ))]
pub(super) async fn change(seat: Seat, Path(number): Path<String>, body: Body<NewTransition>) -> Result<Response, No> {
    let Body { said: transition, key } = body;
    if let Some(error) = transition.flaw(&seat) {
        return Err(invalid(&seat.lang, vec![error]).into());
    }
    let text = transition.words().to_owned();
    let act = Act { seat: &seat, address: &number, key, text: &text, field: transition.field() };
    let known = transition.clone();
    act.carry_out(move |event| known.is(event), move |case, asking| transition.decide(case, asking)).await
}

impl NewTransition {
    /// A name in it that is on no list.
    fn flaw(&self, seat: &Seat) -> Option<FieldError> {
        let is_known = |code: &str| CategoryCode::try_new(code).is_ok_and(|code| seat.org().category(&code).is_some());
        match self {
            Self::Classify { category: Some(code), .. } if !is_known(code) => {
                Some(FieldError::in_body("category", t!(seat.lang, "meja-classify-unknown")))
            }
            Self::Reject { ground: Some(ground), .. } if RefusalGround::from_name(ground).is_none() => {
                Some(FieldError::in_body("ground", t!(seat.lang, "meja-refusal-ground-missing")))
            }
            _ => None,
        }
    }

    fn words(&self) -> &str {
        match self {
            Self::Verify | Self::Resume | Self::Classify { .. } => "",
            Self::Publish { title } => title,
            Self::Extend { reason }
            | Self::Unpublish { reason }
            | Self::Escalate { reason }
            | Self::Close { reason, .. }
            | Self::Reject { reason, .. }
            | Self::NotOurs { reason }
            | Self::Reopen { reason } => reason,
        }
    }

    const fn field(&self) -> &'static str {
        match self {
            Self::Verify | Self::Resume => "transition",
            Self::Publish { .. } => "title",
            Self::Classify { .. } => "category",
            _ => "reason",
        }
    }

    fn decide(&self, case: &Case, asking: &Asking<'_>) -> Decided {
        match self {
            Self::Verify => commands::verify(case, asking),
            Self::Resume => commands::resume(case, asking),
            Self::Extend { reason } => commands::extend(case, reason, asking),
            Self::Publish { title } => commands::publish(case, title, asking),
            Self::Unpublish { reason } => commands::unpublish(case, reason, asking),
            Self::Classify { category, circle } => {
                let category = category.as_deref().and_then(|code| CategoryCode::try_new(code).ok());
                commands::classify(case, category.as_ref(), *circle, asking)
            }
            Self::Escalate { reason } => commands::escalate(case, reason, asking),
            Self::Close { reason, heard_by } => commands::close(case, word(*heard_by), reason, asking),
            Self::Reject { reason, ground } => {
                let ground = ground.as_deref().and_then(RefusalGround::from_name);
                commands::end(case, &End { ground, ..End::plain(Ending::Rejected, reason) }, asking)
            }
            Self::NotOurs { reason } => not_ours(case, reason, asking),
            Self::Reopen { reason } => commands::reopen(case, reason, asking),
        }
    }

    /// Whether an event is what this asks for, its words left aside.
    fn is(&self, event: &CaseEvent) -> bool {
        let proposes =
            |deed| matches!(event, CaseEvent::Proposal(Proposal::Proposed(facts, _)) if facts.deed() == Some(deed));
        let ends = |how| matches!(event, CaseEvent::Ended(facts, _) if facts.how == how) || proposes(Deed::End(how));
        match self {
            Self::Verify => matches!(event, CaseEvent::Verified(_)),
            Self::Resume => matches!(event, CaseEvent::Resumed(_)),
            Self::Extend { .. } => matches!(event, CaseEvent::Information(Information::Extended(..))),
            Self::Publish { .. } => matches!(event, CaseEvent::Published(..)),
            Self::Unpublish { .. } => matches!(event, CaseEvent::Unpublished(..)),
            Self::Classify { category, .. } => {
                matches!(event, CaseEvent::Classified(facts, _) if facts.category == *category)
            }
            Self::Escalate { .. } => matches!(event, CaseEvent::Escalated(..)),
            Self::Close { heard_by, .. } => {
                let told_by = match word(*heard_by) {
                    Word::Spoken(way) => Some(way),
                    Word::Office => None,
                };
                let closes = matches!(event, CaseEvent::Closed(facts, _) if facts.told_by == told_by);
                closes || told_by.is_none() && proposes(Deed::Close)
            }
            Self::Reject { .. } => ends(Ending::Rejected),
            Self::NotOurs { .. } => ends(Ending::NotOurs),
            Self::Reopen { .. } => matches!(event, CaseEvent::Reopened(..)),
        }
    }
}

const fn word(heard_by: Option<HeardBy>) -> Word {
    match heard_by {
        None => Word::Office,
        Some(HeardBy::Phone) => Word::Spoken(Channel::Phone),
        Some(HeardBy::WalkIn) => Word::Spoken(Channel::WalkIn),
    }
}

/// Nothing ends as another authority's matter before that authority is named and the reporter has been asked.
fn not_ours(case: &Case, reason: &str, asking: &Asking<'_>) -> Decided {
    let ended = commands::end(case, &End::plain(Ending::NotOurs, reason), asking);
    match ended {
        Err(refusal @ (Refusal::Unknown | Refusal::NotAllowed)) => Err(refusal),
        ended if matches!(case.status_at(asking.now), Status::Closed | Status::Ended) => ended,
        ended => commands::endable_as_not_ours(case).and(ended),
    }
}
