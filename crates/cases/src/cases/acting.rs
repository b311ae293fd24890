//! Acting on cases: one command on one case, or on two that are tied to each other, each recorded in one commit.

use std::sync::Arc;

use hadir_oplog::{ActorId, AggregateId};
use hadir_org::{By, Organisation};
use hadir_store::{ActError, Pair, Two};
use jiff::Timestamp;

use super::{Cases, Failure};
use crate::code::SecretCode;
use crate::commands::{Apart, Asking, Decided, Refusal, Untied};
use crate::events::CaseEvent;
use crate::queries;
use crate::state::Case;

/// How often an act is tried again because the case was tied to another, or untied, between looking and acting.
const TRIES: usize = 8;

/// What a command on one of two cases says.
type Wish = dyn Fn(&Case, &Asking<'_>) -> Decided + Send + Sync;

/// Why an act on one case alone stopped.
enum Stop {
    Refused(Refusal),
    /// It touches the tie with another case, on which something follows.
    Ties(AggregateId),
}

impl Cases {
    /// Lets whoever holds the secret code do something.
    pub async fn as_reporter(
        &self,
        code: &SecretCode,
        decide: impl Fn(&Case, &Organisation, Timestamp) -> Decided + Send + Sync + 'static,
    ) -> Result<Case, Failure> {
        let hash = self.key().hash(code);
        let found = queries::case_id_of_code(self.platform().store().reads(), hash).await?;
        let id = found.ok_or(Failure::Refused(Refusal::Unknown))?;
        self.act(id, By::Console, move |case, asking| {
            // The code may have been replaced since the page was read.
            if case.code == hash { decide(case, asking.org, asking.now) } else { Err(Refusal::Unknown) }
        })
        .await
    }

    /// Lets an officer do something with a case. What it changes of a tie with another case is told there too.
    pub async fn as_officer(
        &self,
        id: AggregateId,
        by: By,
        decide: impl Fn(&Case, &Asking<'_>) -> Decided + Send + Sync + 'static,
    ) -> Result<Case, Failure> {
        self.act(id, by, decide).await
    }

    /// Lets an officer do something with two cases at once; gives the first as it then stands.
    pub async fn as_officer_on_two(
        &self,
        [first, second]: [AggregateId; 2],
        by: By,
        decide: impl Fn([&Case; 2], &Asking<'_>) -> Result<[Vec<CaseEvent>; 2], Refusal> + Send + 'static,
    ) -> Result<Case, Failure> {
        let two = Two::new(first, second).ok_or(Failure::Refused(Refusal::Apart(Apart::Itself)))?;
        let org = self.platform().org();
        let decided = self.platform().store().act_on_two::<Case, _, _>(two, by.actor_id(), move |both, pair| {
            both.into_iter().try_for_each(still_there)?;
            let events = decide(both, &Asking { by: &by, org: &org, now: pair.now })?;
            Ok(record_on_both(both[0], events, pair))
        });
        Ok(decided.await?)
    }

    /// Acts on a case as someone; nobody of the staff is [`By::Console`].
    pub(crate) async fn act(
        &self,
        id: AggregateId,
        by: By,
        decide: impl Fn(&Case, &Asking<'_>) -> Decided + Send + Sync + 'static,
    ) -> Result<Case, Failure> {
        let wish: Arc<Wish> = Arc::new(decide);
        // Nearly always no other case is touched; whether one is shows only when the command has decided.
        let mut other = None;
        for _ in 0..TRIES {
            let tried = match other.and_then(|other| Two::new(id, other)) {
                None => self.act_alone(id, by.clone(), wish.clone()).await,
                Some(two) => self.act_tied(two, by.clone(), wish.clone()).await,
            };
            match tried {
                Ok(case) => return Ok(case),
                Err(ActError::Refused(Stop::Ties(tied))) => other = Some(tied),
                Err(ActError::Refused(Stop::Refused(refusal))) => return Err(Failure::Refused(refusal)),
                Err(ActError::Fault(fault)) => return Err(fault.into()),
            }
        }
        Err(Failure::Refused(Refusal::Superseded))
    }

    async fn act_alone(&self, id: AggregateId, by: By, wish: Arc<Wish>) -> Result<Case, ActError<Stop>> {
        let (org, actor) = (self.platform().org(), by.actor_id());
        let decided = self.platform().store().act::<Case, _, _>(id, actor, move |case, act| {
            still_there(case).map_err(Stop::Refused)?;
            let events = wish(case, &Asking { by: &by, org: &org, now: act.now }).map_err(Stop::Refused)?;
            if let Some(untied) = Untied::by(case, &events) {
                return Err(Stop::Ties(untied.other));
            }
            Ok(changed_by(case, events, |event| act.record(event)))
        });
        decided.await
    }

    /// The same where the act touches the tie of the first of two cases with the second.
    async fn act_tied(&self, two: Two, by: By, wish: Arc<Wish>) -> Result<Case, ActError<Stop>> {
        let org = self.platform().org();
        let actor: Option<ActorId> = by.actor_id();
        let decided = self.platform().store().act_on_two::<Case, _, _>(two, actor, move |[case, other], pair| {
            let asking = Asking { by: &by, org: &org, now: pair.now };
            still_there(case).map_err(Stop::Refused)?;
            let events = wish(case, &asking).map_err(Stop::Refused)?;
            let follows = match Untied::by(case, &events) {
                None => Vec::new(),
                Some(untied) if untied.other == other.id => {
                    untied.follows(case, other, &asking).map_err(Stop::Refused)?
                }
                Some(untied) => return Err(Stop::Ties(untied.other)),
            };
            Ok(record_on_both(case, [events, follows], pair))
        });
        decided.await
    }
}

/// Nothing is done any more to a report whose words are erased: what anybody wrote there would be kept again.
fn still_there(case: &Case) -> Result<(), Refusal> {
    if case.is_erased() { Err(Refusal::Erased) } else { Ok(()) }
}

/// The case after some events, each recorded.
fn changed_by(case: &Case, events: Vec<CaseEvent>, mut record: impl FnMut(hadir_store::Event)) -> Case {
    let mut changed = case.clone();
    for event in events {
        changed.take(event.clone());
        record(event.into_event());
    }
    changed
}

/// Records what happened to each of two cases; gives the first as it then stands.
fn record_on_both(first: &Case, [on_first, on_second]: [Vec<CaseEvent>; 2], pair: &mut Pair) -> Case {
    on_second.into_iter().for_each(|event| pair.record_on_second(event.into_event()));
    changed_by(first, on_first, |event| pair.record_on_first(event))
}
