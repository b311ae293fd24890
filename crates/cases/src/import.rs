//! Taking cases over from files: one JSON object a line. A row is taken in once, however often it is imported.

mod replay;

use hadir_org::{By, Organisation};
use hadir_store::{ActError, Fault};
use jiff::Timestamp;
use serde::Deserialize;

use crate::cases::{Cases, number_of};
use crate::commands::{Given, ReadReport, Refusal};
use crate::state::Case;
use crate::token::Token;

/// One row. Everything but the text may be left out.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the report's fields")]
pub struct ImportedCase {
    /// Makes a second import harmless.
    pub external_id: Option<String>,
    pub received_at: Option<Timestamp>,
    pub kind: Option<String>,
    pub channel: Option<String>,
    pub category: Option<String>,
    pub place: Option<String>,
    pub spot: Option<String>,
    pub text: String,
    pub name: Option<String>,
    pub sapa: Option<String>,
    pub contact: Option<String>,
    pub visibility: Option<String>,
    pub sensitive: Option<String>,
    pub unit: Option<String>,
    pub title: Option<String>,
    #[serde(default)]
    pub messages: Vec<ImportedMessage>,
    #[serde(default)]
    pub events: Vec<ImportedEvent>,
    pub status: Option<String>,
    /// The `external_id` of the case that goes on instead of this one.
    pub duplicate_of: Option<String>,
}

/// Something that was said.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ImportedMessage {
    pub at: Timestamp,
    /// `staff`, `citizen`, `note` or `system`.
    pub from: String,
    pub text: String,
}

/// Something that happened.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ImportedEvent {
    pub at: Timestamp,
    pub event: String,
    pub to: Option<String>,
    /// The username of whoever handles it from then on, if the event says so.
    #[serde(default)]
    pub officer: Option<String>,
    pub why: Option<String>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is a case now.
    New,
    /// It was one already.
    Known,
}

/// Why a row was not taken.
#[derive(Debug, thiserror::Error)]
pub enum RowError {
    /// It is not a JSON object of this form.
    #[error("{0}")]
    Form(#[from] serde_json::Error),
    /// A field holds something else than it may.
    #[error("{field}: {reason}")]
    Field {
        /// Which field.
        field: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// Our disk or database failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Longest row that is read, in bytes.
pub const ROW_BYTES_MAX: usize = 1024 * 1024;

impl ImportedCase {
    /// Reads one line.
    pub fn from_line(line: &str) -> Result<Self, RowError> {
        if line.len() > ROW_BYTES_MAX {
            return Err(field("row", format!("longer than {ROW_BYTES_MAX} bytes")));
        }
        Ok(serde_json::from_str(line)?)
    }

    /// What a second import recognises the row by: its own name, or else what it says and when.
    fn token(&self) -> Token {
        match &self.external_id {
            Some(id) => Token::of_import(id),
            None => {
                let at = self.received_at.map(|at| at.as_millisecond()).unwrap_or_default();
                Token::of_import(&format!("{at}:{}", blake3::hash(self.text.as_bytes()).to_hex()))
            }
        }
    }
}

impl Cases {
    /// Takes a row over, with everything that happened to it, in one commit.
    pub async fn import(&self, row: &ImportedCase) -> Result<Taken, RowError> {
        let org = self.platform().org();
        let report = ReadReport::new(replay::report(row, &org)?);
        let at = row.received_at.unwrap_or_else(|| self.now());
        let token = row.token();
        let id = self.key().case_id(&token);
        let hash = self.key().hash(&self.key().code_of_token(token.as_bytes()));
        let year = org.regency().zone.date_at(at).year();
        let prefix = self.platform().number_prefix(year);
        let into = self.number_of_external(row.duplicate_of.as_deref()).await?;
        let row = row.clone();
        let decide = move |case: &Case, act: &mut hadir_store::Act<'_>| -> Result<Taken, Refusal> {
            if case.received.is_some() {
                return Ok(Taken::Known);
            }
            let given = || Given { number: number_of(&prefix, year, act), code: hash };
            for event in replay::events(case, &row, &report, given, &org, at, into.as_deref()) {
                act.record(event.into_event());
            }
            Ok(Taken::New)
        };
        let by = By::Console;
        match self.platform().store().act_numbered(id, by.actor_id(), i64::from(year), decide).await {
            Ok(taken) => Ok(taken),
            Err(ActError::Refused(_)) => unreachable!("an import refuses rows before it asks the writer"),
            Err(ActError::Fault(fault)) => Err(fault.into()),
        }
    }

    /// The public number of a row that was imported before.
    async fn number_of_external(&self, external_id: Option<&str>) -> Result<Option<String>, Fault> {
        let Some(external_id) = external_id else { return Ok(None) };
        let id = self.key().case_id(&Token::of_import(external_id));
        let case: Option<Case> = self.platform().store().state(id).await?;
        Ok(case.map(|case| case.number().to_owned()))
    }
}

fn field(field: &'static str, reason: impl Into<String>) -> RowError {
    RowError::Field { field, reason: reason.into() }
}

/// Whether a unit exists that a row may name.
fn known_unit(code: &str, org: &Organisation) -> Option<hadir_org::UnitCode> {
    hadir_org::UnitCode::try_new(code).ok().filter(|code| org.unit(code).is_some())
}
