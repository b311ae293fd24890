//! What a regency settles for itself: its name, its zone, what it shows and what it limits.

use hadir_calendar::{CalendarData, RuleTableData, WorkingHours, Zone};
use jiff::civil::Date;

/// Settings of the regency, the same on all its nodes. Numbers of legal weight are not here but in the rule table.
#[derive(Clone, Debug, PartialEq)]
pub struct Regency {
    /// Its name, "Kabupaten Nunukan".
    pub name: String,
    /// Its Kemendagri code, such as `65.03`; empty until it is set.
    pub region: String,
    /// The zone of units that do not say otherwise.
    pub zone: Zone,
    /// The number to call in an emergency, where one is live.
    pub emergency: Option<String>,
    /// Whether answers show the public who wrote them.
    pub are_officer_names_public: bool,
    /// Forms of address a reporter may choose from, "Ibu", "Bapak"; the first is offered first.
    pub forms_of_address: Vec<String>,
    /// How many reports one sender may file in an hour; 0 means without a limit.
    pub reports_per_hour: u32,
    /// How large one photo may be, in bytes.
    pub photo_bytes_max: u32,
    /// How large one document that an officer sends along may be, in bytes.
    pub document_bytes_max: u32,
    /// How many photos one report may have.
    pub photos_max: u32,
    /// A telephone number for the public.
    pub phone: Option<String>,
    /// Where to find the office that answers for all.
    pub address: Option<String>,
    /// After how many hours without a word an office's node that had been in touch is called silent; 0 means never.
    pub silent_hours: u32,
    /// At which hundredths of a limit's working time whoever handles the case is warned, each from 1 to 99.
    pub warnings: Vec<u8>,
    /// How many working days after a limit has passed the secretary is told; 0 means at once.
    pub secretary_after_days: u32,
    /// The same for the leader.
    pub leader_after_days: u32,
    /// From which day on the words of reports that were kept long enough are erased; nothing as long as none are.
    pub retention_on: Option<Date>,
}

impl Default for Regency {
    fn default() -> Self {
        Self {
            name: String::new(),
            region: String::new(),
            zone: Zone::Wib,
            emergency: None,
            are_officer_names_public: false,
            forms_of_address: ["Bapak", "Ibu", "Saudara", "Saudari"].map(str::to_owned).to_vec(),
            reports_per_hour: 20,
            photo_bytes_max: 10_000_000,
            document_bytes_max: 10_000_000,
            photos_max: 4,
            phone: None,
            address: None,
            // An office that closes for a night and opens again stays below it.
            silent_hours: 24,
            warnings: vec![50, 80],
            secretary_after_days: 1,
            leader_after_days: 3,
            retention_on: None,
        }
    }
}

/// Everything the one settings aggregate holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// What the regency settles for itself.
    pub regency: Regency,
    /// Holidays, fasting months, how well each year is known. Its version names its content.
    pub calendar: CalendarData,
    /// The dated rows of the rule table. Its version names its content.
    pub rules: RuleTableData,
    /// The hours of units that have none of their own; none until they are set.
    pub hours: Option<WorkingHours>,
}
