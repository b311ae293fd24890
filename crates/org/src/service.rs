//! A public service with the components of its standard.

use serde::{Deserialize, Serialize};

use crate::code::{ServiceId, UnitCode};

/// One service of the catalogue.
///
/// The fourteen components are those of Permenpan-RB 15/2014: six about delivery (requirements, steps, time limit, fee,
/// product, handling of complaints) and eight about what stands behind it. What is not known is not there, and the
/// public page says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Its identity in addresses.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// The unit that provides it.
    pub unit: UnitCode,
    /// The components of its standard.
    pub standard: Standard,
}

/// The components of a service standard.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the component's name is its meaning; the regulation explains each")]
pub struct Standard {
    pub requirements: Vec<String>,
    pub steps: Vec<String>,
    pub time_limit_text: Option<String>,
    pub time_limit: Option<TimeLimit>,
    pub fee_idr: Option<u64>,
    pub fee_text: Option<String>,
    pub product: Option<String>,
    pub complaint_handling: Option<String>,
    pub legal_basis: Option<String>,
    pub facilities: Option<String>,
    pub staff_competence: Option<String>,
    pub internal_supervision: Option<String>,
    pub staff_count: Option<String>,
    pub service_guarantee: Option<String>,
    pub safety_guarantee: Option<String>,
    pub performance_evaluation: Option<String>,
    /// The decree that fixed the standard.
    pub decree: Option<String>,
    /// Where these words come from.
    pub source: Option<String>,
    /// Address of what they come from.
    pub source_url: Option<String>,
}

impl Standard {
    /// How many of the fourteen components are known. A fee counts in figures or in words, and a decree stands in for a
    /// legal basis, as on the public page.
    pub fn components_known(&self) -> usize {
        let is_known = [
            !self.requirements.is_empty(),
            !self.steps.is_empty(),
            self.time_limit_text.is_some(),
            self.fee_text.is_some() || self.fee_idr.is_some(),
            self.product.is_some(),
            self.complaint_handling.is_some(),
            self.legal_basis.is_some() || self.decree.is_some(),
            self.facilities.is_some(),
            self.staff_competence.is_some(),
            self.internal_supervision.is_some(),
            self.staff_count.is_some(),
            self.service_guarantee.is_some(),
            self.safety_guarantee.is_some(),
            self.performance_evaluation.is_some(),
        ];
        is_known.into_iter().filter(|is_known| *is_known).count()
    }
}

/// How long the service takes at most, as far as it can be computed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeLimit {
    /// How many.
    pub max: u32,
    /// Of what.
    pub unit: TimeLimitUnit,
}

/// In what a service's time limit is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum TimeLimitUnit {
    Minute,
    Hour,
    Day,
    WorkingDay,
}
