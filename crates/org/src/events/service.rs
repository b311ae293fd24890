//! The facts of a service.

use minicbor::{Decode, Encode};

use crate::code::{ServiceId, UnitCode};
use crate::service::Service;

/// Everything a service says about itself; each description replaces the one before.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct ServiceDescribed {
    /// Its identity.
    #[n(0)]
    pub id: ServiceId,
    /// Its name.
    #[n(1)]
    pub name: String,
    /// The unit that provides it.
    #[n(2)]
    pub unit: UnitCode,
    /// The components of its standard as JSON: they are prose for people, and later regulations name others.
    #[n(3)]
    pub standard: String,
}

impl From<&Service> for ServiceDescribed {
    fn from(service: &Service) -> Self {
        Self {
            id: service.id.clone(),
            name: service.name.clone(),
            unit: service.unit.clone(),
            standard: serde_json::to_string(&service.standard).expect("a standard is plain data"),
        }
    }
}

impl From<ServiceDescribed> for Service {
    fn from(facts: ServiceDescribed) -> Self {
        let standard = serde_json::from_str(&facts.standard).unwrap_or_default();
        Self { id: facts.id, name: facts.name, unit: facts.unit, standard }
    }
}
