//! Carrying an act of a program out: once, however often it is sent under one key.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hadir_oplog::AggregateId;
use hadir_org::Problem;

use super::key::{Key, Remembered};
use super::{No, case, open, refused};
use crate::commands::{Asking, Decided, Refusal};
use crate::events::CaseEvent;
use crate::pages::desk::act::{Seen, Sent};
use crate::pages::desk::seat::Seat;
use crate::{Case, Failure};

/// A request to act on a case.
pub(super) struct Act<'a> {
    pub seat: &'a Seat,
    /// The case's address.
    pub address: &'a str,
    pub key: Option<Key>,
    /// The words that go with it.
    pub text: &'a str,
    /// The field of the body that the words stand in, at which most refusals are said.
    pub field: &'static str,
}

/// The case that is acted on, and how much of its thread there was when the act came first.
struct Meant {
    case: AggregateId,
    seen: Option<usize>,
}

impl Act<'_> {
    /// Carries it out on one case; `is_it` recognises it, its words left aside, among what was done before.
    pub async fn carry_out(
        self,
        is_it: impl Fn(&CaseEvent) -> bool + Send + Sync + 'static,
        decide: impl Fn(&Case, &Asking<'_>) -> Decided + Send + Sync + 'static,
    ) -> Result<Response, No> {
        let meant = self.meant().await?;
        let sent = Sent::new(Seen(meant.seen), self.text, is_it);
        let decide = move |case: &Case, asking: &Asking<'_>| {
            if sent.is_done(case, asking) { Ok(Vec::new()) } else { decide(case, asking) }
        };
        let done = self.seat.cases.as_officer(meant.case, self.seat.staff.by(), decide).await;
        self.answer(done).await
    }

    /// The same on two cases at once, of which the first has the address.
    pub async fn carry_out_on_two(
        self,
        other: AggregateId,
        is_it: impl Fn(&CaseEvent) -> bool + Send + Sync + 'static,
        decide: impl Fn([&Case; 2], &Asking<'_>) -> Result<[Vec<CaseEvent>; 2], Refusal> + Send + 'static,
    ) -> Result<Response, No> {
        let meant = self.meant().await?;
        let sent = Sent::new(Seen(meant.seen), self.text, is_it);
        let decide = move |both: [&Case; 2], asking: &Asking<'_>| {
            if sent.is_done(both[0], asking) { Ok(Default::default()) } else { decide(both, asking) }
        };
        let done = self.seat.cases.as_officer_on_two([meant.case, other], self.seat.staff.by(), decide).await;
        self.answer(done).await
    }

    /// What was sent under the key before goes to the case of then, though it may be out of sight by now.
    async fn meant(&self) -> Result<Meant, No> {
        let (cases, program) = (&self.seat.cases, self.seat.staff.0.id);
        let Some(key) = &self.key else {
            return Ok(Meant { case: open(self.seat, self.address).await?.case.id, seen: None });
        };
        let remembered = match key.recall(cases, program).await? {
            Some(remembered) => remembered,
            None => {
                let open = open(self.seat, self.address).await?;
                key.keep(cases, program, Remembered { case: open.case.id, seen: open.case.thread.len() }).await?
            }
        };
        Ok(Meant { case: remembered.case, seen: Some(remembered.seen) })
    }

    /// The case as it stands with what was recorded; nothing of it where it is out of the token's sight.
    async fn stands(&self, id: AggregateId) -> Result<Response, No> {
        let case = self.seat.cases.of_ids(vec![id]).await?.pop().filter(|case| self.seat.sees(case));
        let Some(case) = case else { return Ok(StatusCode::NO_CONTENT.into_response()) };
        let opened = self.seat.opened(case, false).await?;
        Ok(Json(case::view(self.seat, &opened)).into_response())
    }

    async fn answer(&self, done: Result<Case, Failure>) -> Result<Response, No> {
        match done {
            Ok(case) => self.stands(case.id).await,
            Err(Failure::Refused(Refusal::Unknown)) => Err(Problem::not_found().into()),
            Err(Failure::Refused(Refusal::NotAllowed)) => Err(Problem::forbidden().into()),
            Err(Failure::Refused(refusal)) => Err(refused::answer(&self.seat.lang, self.field, &refusal).into()),
            Err(Failure::Fault(fault)) => Err(fault.into()),
        }
    }
}
