//! Who sits at the desk: what every handler of the desk takes, and the frame of its pages. How an address finds its case
//! stands in `find`.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use hadir_calendar::Zone;
use hadir_oplog::ActorId;
use hadir_org::pages::desk::frame;
use hadir_org::{By, Organisation, Problem, Reader, Right, Staff, UnitCode};
use hadir_ui::lang::Lang;
use hadir_ui::shell::DeskPage;
use jiff::{Timestamp, Zoned};

use super::thread::{self, Called};
use super::view::{self, rail};
use crate::address::number_of;
use crate::commands::{Asking, Refusal};
use crate::events::CaseEvent;
use crate::queries::{Counts, View};
use crate::{Case, Cases, Failure};

/// A member of staff at the desk, with the cases and the language they read.
pub(crate) struct Seat {
    pub cases: Cases,
    pub staff: Staff,
    pub lang: Lang,
}

/// A case that the person at the desk may see, at one moment.
pub(crate) struct OpenCase {
    pub case: Case,
    pub org: Arc<Organisation>,
    pub now: Timestamp,
    /// Whether the person sees another case that bears its number.
    pub is_shared: bool,
    /// The address that means this case and no other.
    pub exact: String,
    called: Called,
    by: By,
}

impl FromRequestParts<Cases> for Seat {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, cases: &Cases) -> Result<Self, Problem> {
        let staff = <Staff as FromRequestParts<Cases>>::from_request_parts(parts, cases).await?;
        let reader: Result<Reader, Infallible> = Reader::from_request_parts(parts, cases).await;
        let Ok(Reader { lang }) = reader;
        Ok(Self { cases: cases.clone(), staff, lang })
    }
}

impl Seat {
    /// The organisation at this moment.
    pub fn org(&self) -> Arc<Organisation> {
        self.cases.platform().org()
    }

    /// Now, on the clock of the person's unit.
    pub fn local_now(&self) -> Zoned {
        local(self.cases.now().as_millisecond(), self.org().zone(&self.staff.0.unit))
    }

    /// Whose work the person does now, because those are away.
    pub fn stands_in_for(&self) -> Vec<ActorId> {
        let org = self.org();
        org.stands_in_for(self.staff.0.id, self.cases.now()).into_iter().map(|officer| officer.id).collect()
    }

    /// The frame of a page, with the views of the inbox in its rail.
    pub fn frame(
        &self,
        title: impl Into<String>,
        path: &str,
        current: Option<View>,
        counts: Option<&Counts>,
    ) -> DeskPage<'_> {
        let views = rail(&self.lang, self, current, counts);
        let mut page = frame(self.cases.platform(), &self.staff, &self.lang, title, path, views);
        let assets = self.cases.platform().assets();
        page.scripts = view::SCRIPTS.into_iter().filter_map(|script| assets.url(script)).map(str::to_owned).collect();
        page
    }
}

impl OpenCase {
    /// A case as the person at the desk meets it now; whether they may see it, and others of its number, is asked by the
    /// caller.
    pub fn new(seat: &Seat, case: Case, exact: String, called: Called, is_shared: bool) -> Self {
        Self { case, org: seat.org(), now: seat.cases.now(), is_shared, exact, called, by: seat.staff.by() }
    }

    /// What the person calls the case: its number, or where they see it on several, its exact address.
    pub fn address(&self) -> String {
        if self.is_shared { self.exact() } else { self.case.number().to_owned() }
    }

    /// The address that means this case and no other.
    pub fn exact(&self) -> String {
        self.exact.clone()
    }

    /// What the person calls another case that the thread names by this address.
    pub fn called<'a>(&'a self, address: &'a str) -> &'a str {
        self.called.get(address).map_or_else(|| number_of(address), String::as_str)
    }

    /// What was done at a moment, in words.
    pub fn deed(&self, lang: &Lang, event: &CaseEvent) -> String {
        thread::deed(lang, self, event)
    }

    /// Where the person reads the case.
    pub fn path(&self) -> String {
        format!("/meja/{}", self.address())
    }

    /// Where the form of an act is sent.
    pub fn form_path(&self, act: &str) -> String {
        format!("/meja/{}/{act}", self.exact())
    }

    /// The person as the asker of a command.
    pub fn asking(&self) -> Asking<'_> {
        Asking { by: &self.by, org: &self.org, now: self.now }
    }

    /// Whether the person may do this with the case.
    pub fn may(&self, right: Right) -> bool {
        self.asking().may(right, &self.case)
    }

    /// Whether it is the person at the desk.
    pub fn is_me(&self, actor: Option<ActorId>) -> bool {
        actor.is_some() && actor == self.by.actor_id()
    }

    /// The unit that handles the case.
    pub fn unit(&self) -> Option<UnitCode> {
        UnitCode::try_new(&self.case.unit).ok()
    }

    /// The name of the unit that handles the case.
    pub fn unit_name(&self) -> String {
        self.unit().map_or_else(|| self.case.unit.clone(), |unit| self.org.unit_name(&unit).to_owned())
    }

    /// The zone of the unit that handles the case: all its dates are said in it.
    pub fn zone(&self) -> Zone {
        self.unit().map_or(self.org.regency().zone, |unit| self.org.zone(&unit))
    }

    /// An instant of the case, in milliseconds since 1970, UTC, on the clock of its unit.
    pub fn local(&self, ms: i64) -> Zoned {
        local(ms, self.zone())
    }
}

/// An instant, in milliseconds since 1970, UTC, on the clock of a zone.
pub(super) fn local(ms: i64, zone: Zone) -> Zoned {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MIN).to_zoned(zone.time_zone())
}

/// A failure that no form explains: what may not be known is not there, what may not be done is forbidden.
pub(super) fn problem(refusal: &Refusal) -> Option<Problem> {
    match refusal {
        Refusal::Unknown => Some(Problem::not_found()),
        Refusal::NotAllowed => Some(Problem::forbidden()),
        _ => None,
    }
}

/// Separates what a form can explain from what it cannot.
pub(super) fn refused(failure: Failure) -> Result<Refusal, Problem> {
    match failure {
        Failure::Refused(refusal) => problem(&refusal).map_or(Ok(refusal), Err),
        Failure::Fault(fault) => Err(fault.into()),
    }
}
