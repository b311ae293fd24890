//! The one way from any door to the cases: ask the writer, read the rows. How a case is acted on stands in `acting`, on
//! several at once in `bulk`, what the reporter of a merged case reads of the one that goes on in `joint`.

mod acting;
mod bulk;
mod joint;

use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRef;
use hadir_oplog::AggregateId;
use hadir_org::{By, Platform};
use hadir_store::{ActError, Fault, params};
use jiff::Timestamp;
use tokio::sync::Mutex;

use crate::address::{Addresses, CaseAddress, exact, exact_among, exact_among_all};
use crate::code::{CodeKey, SecretCode};
use crate::commands::{self, Asking, ReadReport, Refusal, Report};
use crate::company::Presence;
use crate::live::Hearers;
use crate::number::CaseNumber;
use crate::places::{Places, PlacesAtHand};
use crate::queries::{self, Figures, SHARED_MAX};
use crate::senders::{Sender, Senders};
use crate::state::Case;
use crate::token::Token;

pub(crate) use bulk::{BulkId, Carried, Chosen, KeptBulk, Left, Mark};
pub(crate) use joint::{Heard, Joint};

/// What the pillar needs besides the platform.
pub struct CaseSettings {
    /// The regency's key for secret codes.
    pub key: CodeKey,
}

/// The cases of a node. Cloning shares them.
#[derive(Clone)]
pub struct Cases(Arc<Inner>);

struct Inner {
    platform: Platform,
    settings: CaseSettings,
    figures: Mutex<Option<Arc<Figures>>>,
    places: PlacesAtHand,
    senders: Senders,
    presence: Arc<Presence>,
    hearers: Hearers,
}

/// A report that is on disk.
#[derive(Clone, Debug)]
pub struct Filed {
    /// Its identity.
    pub id: AggregateId,
    /// Its public number.
    pub number: String,
    /// Its secret code.
    pub code: SecretCode,
    /// The instant of its limit, in milliseconds since 1970, UTC.
    pub due_at: i64,
    /// Whether it had been taken in before, and was only sent again.
    pub was_known: bool,
    /// Whether its words speak of danger to life.
    pub is_danger: bool,
}

/// Why something was not done.
#[derive(Debug)]
pub enum Failure {
    /// The domain says no.
    Refused(Refusal),
    /// A failure of ours.
    Fault(Fault),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<ActError<Refusal>> for Failure {
    fn from(error: ActError<Refusal>) -> Self {
        match error {
            ActError::Refused(refusal) => Self::Refused(refusal),
            ActError::Fault(fault) => Self::Fault(fault),
        }
    }
}

/// How old open figures may be, in milliseconds.
const FIGURES_AGE_MAX_MS: i64 = 60_000;

impl Cases {
    /// The cases of a platform.
    pub fn new(platform: &Platform, settings: CaseSettings) -> Self {
        Self(Arc::new(Inner {
            platform: platform.clone(),
            settings,
            figures: Mutex::default(),
            places: PlacesAtHand::default(),
            senders: Senders::default(),
            presence: Arc::default(),
            hearers: Hearers::default(),
        }))
    }

    /// The platform they live on.
    pub fn platform(&self) -> &Platform {
        &self.0.platform
    }

    /// The key for secret codes.
    pub fn key(&self) -> &CodeKey {
        &self.0.settings.key
    }

    /// Who has which case open.
    pub(crate) fn presence(&self) -> &Arc<Presence> {
        &self.0.presence
    }

    /// Whose pages hear of news.
    pub(crate) fn hearers(&self) -> &Hearers {
        &self.0.hearers
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.platform().store().clock().now()
    }

    /// A token for a form that is about to be shown.
    pub fn new_token(&self) -> Token {
        Token::new(self.now(), self.platform().store().chance().bytes())
    }

    /// Takes in a report that comes in now. The same token again gives the same number and code.
    pub async fn file(&self, report: Report, token: &Token) -> Result<Filed, Fault> {
        let at = self.now();
        self.file_at(report, token, By::Console, at).await
    }

    /// Takes in a report that an officer wrote down.
    pub async fn file_for(&self, report: Report, token: &Token, by: By) -> Result<Filed, Fault> {
        let at = self.now();
        self.file_at(report, token, by, at).await
    }

    async fn file_at(&self, report: Report, token: &Token, by: By, at: Timestamp) -> Result<Filed, Fault> {
        let report = ReadReport::new(report);
        let is_danger = report.danger;
        let id = self.key().case_id(token);
        let code = self.key().code_of_token(token.as_bytes());
        let org = self.platform().org();
        if org.tops().next().is_none() {
            return Err(Fault::NotHereYet);
        }
        let hash = self.key().hash(&code);
        let year = org.regency().zone.date_at(at).year();
        let prefix = self.platform().number_prefix(year);
        let own_unit = self.platform().own_unit();
        let decide = move |case: &Case, act: &mut hadir_store::Act<'_>| {
            if case.received.is_some() {
                return Ok::<_, Refusal>((case.number().to_owned(), case.due_at(), true));
            }
            let mut taken = case.clone();
            let given = || commands::Given { number: number_of(&prefix, year, act), code: hash };
            let events = commands::receive(case, &report, given, &org, at);
            for event in events {
                taken.take(event.clone());
                // The office that takes a report in goes on seeing it, whichever unit it goes to.
                let event = event.into_event();
                act.record(own_unit.iter().cloned().fold(event, hadir_store::Event::entitling));
            }
            Ok((taken.number().to_owned(), taken.due_at(), false))
        };
        let answer = self.platform().store().act_numbered(id, by.actor_id(), i64::from(year), decide).await;
        match answer {
            Ok((number, due_at, was_known)) => {
                Ok(Filed { id, number, code, due_at: due_at.unwrap_or(at.as_millisecond()), was_known, is_danger })
            }
            Err(ActError::Refused(_)) => unreachable!("taking in a report refuses nothing"),
            Err(ActError::Fault(fault)) => Err(fault),
        }
    }

    /// The case that a secret code opens.
    pub async fn by_code(&self, code: &SecretCode) -> Result<Option<Case>, Fault> {
        Ok(self.platform().store().find(queries::ID_OF_CODE, params![self.key().hash(code)]).await?.pop())
    }

    /// The case that a number means, in one trip, where nobody can mean another by it: a number without a mark that one
    /// case alone bears. Otherwise it is asked for by [`Cases::ids_at`].
    pub(crate) async fn alone_at(&self, address: &str) -> Result<Option<Case>, Fault> {
        let number = address.parse().ok().filter(|address: &CaseAddress| !address.has_mark());
        let Some(number) = number.map(|address| address.number.to_string()) else { return Ok(None) };
        let mut found: Vec<Case> = self.platform().store().find(queries::TWO_IDS_OF_NUMBER, params![number]).await?;
        Ok(found.pop().filter(|_| found.is_empty()))
    }

    /// The cases that an address can mean, the oldest first: nearly always one, and of too many to choose from only the
    /// first; of a text that is no address, none.
    pub async fn at(&self, address: &str) -> Result<Vec<Case>, Fault> {
        self.of_ids(self.ids_at(address).await?).await
    }

    /// The cases of some identities, of too many to choose from only the first.
    pub(crate) async fn of_ids(&self, ids: Vec<AggregateId>) -> Result<Vec<Case>, Fault> {
        let mut cases = Vec::with_capacity(ids.len());
        for id in ids.into_iter().take(SHARED_MAX) {
            cases.extend(self.platform().store().state(id).await?);
        }
        Ok(cases)
    }

    /// The identities of the cases that an address can mean, up to one more than can be chosen from.
    pub(crate) async fn ids_at(&self, address: &str) -> Result<Vec<AggregateId>, Fault> {
        match address.parse() {
            Ok(address) => queries::ids_at(self.platform().store().reads(), &address).await,
            Err(_) => Ok(Vec::new()),
        }
    }

    /// Whether so many cases bear a number that nobody can be asked which is meant: only exact addresses find them all.
    pub(crate) async fn is_crowded(&self, number: &str) -> Result<bool, Fault> {
        Ok(self.ids_at(number).await?.len() > SHARED_MAX)
    }

    /// The address that means this case and none other that is here, whoever may see it: what is sent to it can never
    /// go to another one.
    pub(crate) async fn exact(&self, number: &str, id: AggregateId) -> Result<String, Fault> {
        let alike = self.ids_at(&exact(number, id)).await?;
        Ok(if alike.len() > SHARED_MAX { exact_among_all(number, id) } else { exact_among(number, id, &alike) })
    }

    /// The exact addresses of some rows of a list, by their cases.
    pub(crate) async fn exact_of_rows<'a>(
        &self,
        rows: impl Iterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<Addresses, Fault> {
        let mut addresses = Addresses::new();
        for (number, bytes) in rows {
            if let Ok(id) = bytes.try_into() {
                addresses.insert(bytes.to_vec(), self.exact(number, AggregateId::from_bytes(id)).await?);
            }
        }
        Ok(addresses)
    }

    /// Gives a reporter whose identity an officer has checked the code that the token makes. The old code is dead; the same
    /// token again changes nothing.
    pub async fn new_code(&self, id: AggregateId, token: &Token, by: By) -> Result<Case, Failure> {
        let hash = self.key().hash(&self.key().code_of_token(token.as_bytes()));
        let decide = move |case: &Case, asking: &Asking<'_>| {
            let events = commands::new_code(case, hash, asking)?;
            Ok(if case.code == hash { Vec::new() } else { events })
        };
        self.as_officer(id, by, decide).await
    }

    /// The districts and villages of the regency.
    pub async fn places(&self) -> Result<Arc<Places>, Fault> {
        self.0.places.get(self.platform()).await
    }

    /// Whether a sender may file a report now; otherwise for how long to wait. A report that is here already is only
    /// sent again, which nobody has to wait for.
    pub(crate) async fn admits(&self, sender: &Sender, token: &Token) -> Result<Result<(), Duration>, Fault> {
        let Some(limit) = self.platform().reports_per_hour() else { return Ok(Ok(())) };
        let store = self.platform().store();
        let Err(wait) = self.0.senders.count(sender, limit, store.clock()) else { return Ok(Ok(())) };
        let known: Option<Case> = store.state(self.key().case_id(token)).await?;
        Ok(if known.is_some() { Ok(()) } else { Err(wait) })
    }

    /// Open figures, at most a minute old.
    pub async fn figures(&self) -> Result<Arc<Figures>, Fault> {
        let now = self.now();
        let mut kept = self.0.figures.lock().await;
        if let Some(figures) = kept.as_ref() {
            let age = now.as_millisecond() - figures.counted_at.as_millisecond();
            if (0..FIGURES_AGE_MAX_MS).contains(&age) {
                return Ok(figures.clone());
            }
        }
        let counted = Arc::new(queries::figures(self.platform().store().reads(), now).await?);
        *kept = Some(counted.clone());
        Ok(counted)
    }
}

/// The next number of a node in a year.
pub(crate) fn number_of(prefix: &str, year: i16, act: &mut hadir_store::Act<'_>) -> CaseNumber {
    CaseNumber::new(prefix, year, act.next_number().cast_unsigned())
}

impl FromRef<Cases> for Platform {
    fn from_ref(cases: &Cases) -> Self {
        cases.platform().clone()
    }
}
