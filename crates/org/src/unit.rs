//! A unit of the administration (OPD, kecamatan, puskesmas) as everyone else sees it.

use hadir_calendar::{WorkingHours, Zone};

use crate::code::UnitCode;

/// One office.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Its code, for life.
    pub code: UnitCode,
    /// Its name, "Dinas Perhubungan".
    pub name: String,
    /// The unit above it; none for the regency itself.
    pub parent: Option<UnitCode>,
    /// Its zone, if it is not that of the unit above.
    pub zone: Option<Zone>,
    /// What kind of office it is.
    pub kind: UnitKind,
    /// Code of the region it is responsible for, such as a district.
    pub region: Option<String>,
    /// Its hours, if they are not those of the unit above.
    pub hours: Option<WorkingHours>,
    /// A telephone number for the public.
    pub phone: Option<String>,
    /// Where to find it.
    pub address: Option<String>,
    /// Whether its head agrees to every answer before the reporter reads it.
    pub answers_need_approval: bool,
    /// Whether a second officer agrees before the office closes a case on its own word or ends it.
    pub closing_needs_second: bool,
    /// Whether it has been closed down. Its cases and its history stay.
    pub is_retired: bool,
}

/// What kind of office a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the words people use stand in the language files")]
pub enum UnitKind {
    Regency,
    Secretariat,
    Inspectorate,
    Agency,
    District,
    Village,
    Hospital,
    HealthCentre,
    School,
    Enterprise,
    Liaison,
    Office,
}

impl UnitKind {
    /// Every kind, in the order in which people list them.
    pub const ALL: [Self; 12] = [
        Self::Regency,
        Self::Secretariat,
        Self::Inspectorate,
        Self::Agency,
        Self::District,
        Self::Village,
        Self::Hospital,
        Self::HealthCentre,
        Self::School,
        Self::Enterprise,
        Self::Liaison,
        Self::Office,
    ];

    /// As files and operations write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Regency => "regency",
            Self::Secretariat => "secretariat",
            Self::Inspectorate => "inspectorate",
            Self::Agency => "agency",
            Self::District => "district",
            Self::Village => "village",
            Self::Hospital => "hospital",
            Self::HealthCentre => "health_centre",
            Self::School => "school",
            Self::Enterprise => "enterprise",
            Self::Liaison => "liaison",
            Self::Office => "office",
        }
    }

    /// The kind of this name; none when there is none.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The kind of this name; one that only a later version knows is some office.
    pub(crate) fn of(name: &str) -> Self {
        Self::parse(name).unwrap_or(Self::Office)
    }
}
