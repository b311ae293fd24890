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
use super::thread::Called;
use crate::Case;
use crate::address::{Addresses, exact_among, number_of};
use crate::commands::may_see;
use crate::events::CaseEvent;
use crate::pages::bearers::Bearers;
use crate::queries::{self, Row, SHARED_MAX};

/// What is shown in the place of a page of the desk.
pub(crate) enum Instead {
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
        // Nearly always.
        if let Some(case) = self.cases.alone_at(address).await? {
            let exact = exact_among(case.number(), case.id, &[case.id]);
            return Ok(if self.sees(&case) { vec![self.opened_at(exact, case, false).await?] } else { Vec::new() });
        }
        let cases = self.seen_cases(address).await?;
        let is_shared = match cases.first() {
            Some(case) => cases.len() > 1 || self.sees_several(case.number()).await?,
            None => false,
        };
        let mut seen = Vec::with_capacity(cases.len());
        for case in cases {
            seen.push(self.opened(case, is_shared).await?);
        }
        Ok(seen)
    }

    /// A case as this person meets it; whether they may see it, and others of its number, is asked by the caller.
    pub async fn opened(&self, case: Case, is_shared: bool) -> Result<OpenCase, Fault> {
        let exact = self.cases.exact(case.number(), case.id).await?;
        self.opened_at(exact, case, is_shared).await
    }

    async fn opened_at(&self, exact: String, case: Case, is_shared: bool) -> Result<OpenCase, Fault> {
        let called = self.called(&case).await?;
        Ok(OpenCase::new(self, case, exact, called, is_shared))
    }

    /// What this person calls the other cases that a thread names, where more than one bears the number.
    async fn called(&self, case: &Case) -> Result<Called, Fault> {
        let named = case.thread.iter().filter_map(|moment| match &moment.event {
            CaseEvent::Ended(facts, _) => facts.into.as_deref(),
            CaseEvent::Bond(bond) => Some(bond.address()),
            _ => None,
        });
        let named: BTreeSet<_> = named.collect();
        let numbers: BTreeSet<_> = named.iter().map(|address| number_of(address)).collect();
        let shared = queries::shared_numbers(self.cases.platform().store().reads(), numbers).await?;
        let mut called = Called::new();
        for address in named.into_iter().filter(|address| shared.iter().any(|number| number == number_of(address))) {
            if let [target] = self.seen_cases(address).await?.as_slice() {
                called.insert(address.to_owned(), self.address_of(target).await?);
            }
        }
        Ok(called)
    }

    async fn seen_cases(&self, address: &str) -> Result<Vec<Case>, Fault> {
        let mut cases = self.cases.at(address).await?;
        cases.retain(|case| self.sees(case));
        Ok(cases)
    }

    /// Whether the person sees several cases of a number. Where too many bear it to look at each, it is taken for granted:
    /// then nothing but an exact address is sure to lead to a case.
    async fn sees_several(&self, number: &str) -> Result<bool, Fault> {
        let bearers = self.cases.ids_at(number).await?.len();
        Ok(bearers > SHARED_MAX || bearers > 1 && self.seen_cases(number).await?.len() > 1)
    }

    /// Opens the case of an address; where it can mean several, the person is asked which.
    pub async fn open(&self, address: &str) -> Result<OpenCase, Instead> {
        let mut seen = self.seen(address).await?;
        match (seen.pop(), seen.is_empty()) {
            (None, _) => Err(Problem::not_found().into()),
            (Some(open), true) => Ok(open),
            (Some(last), false) => {
                let cases: Vec<_> = seen.into_iter().chain([last]).map(|open| (open.case, open.exact)).collect();
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
        if self.sees_several(number).await? { self.cases.exact(number, case.id).await } else { Ok(number.to_owned()) }
    }

    /// The exact addresses of those of some rows whose number this person sees on several cases.
    pub async fn exact_addresses(&self, rows: impl Iterator<Item = &Row> + Clone) -> Result<Addresses, Fault> {
        self.exact_named(rows.map(|row| (row.number.as_str(), row.id.as_slice()))).await
    }

    /// The same of numbers, each with the identity of its case.
    pub async fn exact_named<'a>(
        &self,
        rows: impl Iterator<Item = (&'a str, &'a [u8])> + Clone,
    ) -> Result<Addresses, Fault> {
        let numbers = rows.clone().map(|(number, _)| number);
        let mut shared = BTreeSet::new();
        for number in queries::shared_numbers(self.cases.platform().store().reads(), numbers).await? {
            if self.sees_several(&number).await? {
                shared.insert(number);
            }
        }
        self.cases.exact_of_rows(rows.filter(|(number, _)| shared.contains(*number))).await
    }

    /// The page that asks which of several cases is meant.
    async fn choice(&self, cases: &[(Case, String)]) -> Result<Html, Fault> {
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
