//! The two regencies a demo can show, and the data files that belong to each.

use std::str::FromStr;

use jiff::tz::TimeZone;

/// A regency of the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regency {
    Nunukan,
    MalukuTenggara,
}

macro_rules! data {
    ($regency:expr, $file:literal) => {
        match $regency {
            Regency::Nunukan => include_str!(concat!("../../../../data/demo/nunukan/", $file)),
            Regency::MalukuTenggara => {
                include_str!(concat!("../../../../data/demo/maluku-tenggara/", $file))
            }
        }
    };
}

impl Regency {
    /// The name used on the command line and for the folder of data files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nunukan => "nunukan",
            Self::MalukuTenggara => "maluku-tenggara",
        }
    }

    /// The name as a citizen reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nunukan => "Kabupaten Nunukan",
            Self::MalukuTenggara => "Kabupaten Maluku Tenggara",
        }
    }

    /// The Kemendagri code.
    pub fn region_code(self) -> &'static str {
        match self {
            Self::Nunukan => "65.03",
            Self::MalukuTenggara => "81.02",
        }
    }

    /// The code of the unit at the top of the tree.
    pub fn root_unit(self) -> &'static str {
        match self {
            Self::Nunukan => "kab-nunukan",
            Self::MalukuTenggara => "kab-maluku-tenggara",
        }
    }

    /// IANA name of the time zone.
    pub fn zone_name(self) -> &'static str {
        match self {
            Self::Nunukan => "Asia/Makassar",
            Self::MalukuTenggara => "Asia/Jayapura",
        }
    }

    /// The abbreviation people put after an hour.
    pub fn zone_word(self) -> &'static str {
        match self {
            Self::Nunukan => "WITA",
            Self::MalukuTenggara => "WIT",
        }
    }

    /// The time zone of all its offices.
    pub fn zone(self) -> TimeZone {
        TimeZone::get(self.zone_name()).expect("the zone database is bundled with the program")
    }

    /// Units: `code,name,parent,zone,kind,region,hours`.
    pub fn units_csv(self) -> &'static str {
        data!(self, "units.csv")
    }

    /// Staff: `username,name,unit,roles`, roles parted by semicolons.
    pub fn staff_csv(self) -> &'static str {
        data!(self, "staff.csv")
    }

    /// Villages for made-up cases: `code,name,area,weight`.
    pub(super) fn places_csv(self) -> &'static str {
        data!(self, "places.csv")
    }

    /// Given names with their form of address: `name,sapa`.
    pub(super) fn names_csv(self) -> &'static str {
        data!(self, "names.csv")
    }

    /// The hand-written cases, one a line.
    pub(super) fn written_jsonl(self) -> &'static str {
        data!(self, "cases.jsonl")
    }

    /// Whether a month (1 to 12) belongs to a season of the templates. Monsoon and drought differ by place.
    pub(super) fn has_season(self, season: &str, month: i8) -> bool {
        let months: &[i8] = match (season, self) {
            ("barat", _) => &[12, 1, 2],
            ("kering", Self::Nunukan) => &[2, 3, 8, 9],
            ("kering", Self::MalukuTenggara) => &[8, 9, 10, 11],
            ("hujan", Self::Nunukan) => &[11, 12, 1, 4, 5],
            ("hujan", Self::MalukuTenggara) => &[12, 1, 2, 5, 6],
            ("sekolah", _) => &[6, 7],
            ("pajak", _) => &[8, 9],
            _ => &[],
        };
        months.contains(&month)
    }
}

impl FromStr for Regency {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "nunukan" => Ok(Self::Nunukan),
            "maluku-tenggara" => Ok(Self::MalukuTenggara),
            other => Err(format!("no demo regency is called {other}: nunukan or maluku-tenggara")),
        }
    }
}
