//! Which case an address means to the person at the desk, and the page that asks where it can mean several.
//!
//! A case is called by its number alone as long as this person sees no other that bears it. Who sees one of two goes
//! straight to it and cannot tell that there is another; who sees both chooses, and from then on every address on the
//! pages of either is exact. Every form is sent to the exact address in any case: what happened between reading and
//! pressing the button can bring a second case into sight.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hadir_oplog::AggregateId;
use hadir_org::{Problem, Right};
use hadir_store::Fault;
use hadir_ui::html::Html;
use hadir_ui::shell::desk;
use hadir_ui::t;
use maud::html;

use super::seat::{OpenCase, Seat};
use crate::Case;
use crate::address::{CaseAddress, exact};
use crate::commands::may_see;
use crate::pages::bearers::Bearers;
use crate::queries;

/// What is shown in the place of a page of the desk.
pub(super) enum Instead {
    /// Why it cannot be shown.
    Problem(Problem),
    /// The cases that its address can mean.
    Choice(Box<Html>),
}

impl IntoResponse for Instead {
    fn into_response(self) -> Response {
        match self {
            Self::Problem(problem) => problem.into_response(),
            Self::Choice(page) => page.into_response(),
        }
    }
}

impl From<Problem> for Instead {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Fault> for Instead {
    fn from(fault: Fault) -> Self {
        Self::Problem(fault.into())
    }
}

impl Seat {
    /// Whether this person may see a case.
    pub fn sees(&self, case: &Case) -> bool {
        may_see(&self.staff.0, case, &self.org(), self.cases.now())
    }

    /// The cases that an address can mean to this person; those they may not see are as good as none.
    pub async fn seen(&self, address: &str) -> Result<Vec<OpenCase>, Fault> {
        let Ok(address) = address.parse::<CaseAddress>() else { return Ok(Vec::new()) };
        let mut cases = self.cases.of_number(&address.number).await?;
        cases.retain(|case| self.sees(case));
        let is_shared = cases.len() > 1;
        cases.retain(|case| address.can_mean(case.id));
        Ok(cases.into_iter().map(|case| OpenCase::new(self, case, is_shared)).collect())
    }

    /// Opens the case of an address; where it can mean several, the person is asked which.
    pub async fn open(&self, address: &str) -> Result<OpenCase, Instead> {
        let mut seen = self.seen(address).await?;
        match (seen.pop(), seen.is_empty()) {
            (None, _) => Err(Problem::not_found().into()),
            (Some(open), true) => Ok(open),
            (Some(last), false) => {
                let cases: Vec<_> = seen.into_iter().chain([last]).map(|open| open.case).collect();
                Err(Instead::Choice(Box::new(self.choice(&cases).await?)))
            }
        }
    }

    /// Opens the case of an address for an act that needs a right.
    pub async fn open_for(&self, address: &str, right: Right) -> Result<OpenCase, Instead> {
        let open = self.open(address).await?;
        if open.may(right) { Ok(open) } else { Err(Problem::forbidden().into()) }
    }

    /// The case that a form was sent for. It need not be in sight any more: the command says what may be done with it.
    pub async fn meant(&self, address: &str) -> Result<AggregateId, Instead> {
        match self.cases.ids_at(address).await?.as_slice() {
            [id] => Ok(*id),
            _ => Ok(self.open(address).await?.case.id),
        }
    }

    /// The address under which this person reads a case.
    pub async fn address_of(&self, case: &Case) -> Result<String, Fault> {
        let number = case.number();
        let is_shared = self.cases.ids_at(number).await?.len() > 1 && self.seen(number).await?.len() > 1;
        Ok(if is_shared { exact(number, case.id) } else { number.to_owned() })
    }

    /// Those of some numbers that more than one case bears which this person may see.
    pub async fn shared_numbers(&self, numbers: impl IntoIterator<Item = &str>) -> Result<BTreeSet<String>, Fault> {
        let mut shared = BTreeSet::new();
        for number in queries::shared_numbers(self.cases.platform().store().reads(), numbers).await? {
            if self.seen(&number).await?.len() > 1 {
                shared.insert(number);
            }
        }
        Ok(shared)
    }

    /// The page that asks which of several cases is meant.
    async fn choice(&self, cases: &[Case]) -> Result<Html, Fault> {
        let (lang, org, places) = (&self.lang, self.org(), self.cases.places().await?);
        let bearers = Bearers { lang, org: &org, places: &places, now: self.cases.now() };
        let heading = bearers.heading(cases);
        let title =
            |case: &Case| if case.title().is_empty() { t!(lang, "meja-erased") } else { case.title().to_owned() };
        let content = html! {
            h1 { (heading) }
            p { (t!(lang, "meja-number-shared")) }
            (bearers.list("/meja", cases, title))
        };
        Ok(desk(&self.frame(heading, "/meja", None, None), content).status(StatusCode::MULTIPLE_CHOICES))
    }
}
