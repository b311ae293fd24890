//! A small regency for tests of this crate.

use hadir_calendar::{CalendarData, RuleTableData, Zone};

use super::{Organisation, Parts};
use crate::settings::{Regency, Settings};
use crate::unit::{Unit, UnitKind};

/// A unit below another.
pub fn unit(code: &str, parent: Option<&str>) -> Unit {
    Unit {
        code: code.parse().unwrap(),
        name: format!("Kantor {code}"),
        parent: parent.map(|parent| parent.parse().unwrap()),
        zone: None,
        kind: UnitKind::Office,
        region: None,
        hours: None,
        phone: None,
        address: None,
        answers_need_approval: false,
        closing_needs_second: false,
        is_retired: false,
    }
}

/// Settings without a calendar.
pub fn settings() -> Settings {
    let calendar = CalendarData {
        version: "0".into(),
        week: Default::default(),
        years: Vec::new(),
        holidays: Vec::new(),
        ramadan: Vec::new(),
    };
    let rules = RuleTableData { version: "0".into(), rules: Vec::new() };
    Settings { regency: Regency { zone: Zone::Wita, ..Regency::default() }, calendar, rules, hours: None }
}

/// Nunukan with five offices.
pub fn parts() -> Parts {
    let units = vec![
        unit("kab-nunukan", None),
        unit("dinkes", Some("kab-nunukan")),
        unit("pkm-sungai-nyamuk", Some("dinkes")),
        unit("pupr", Some("kab-nunukan")),
        unit("diskominfo", Some("kab-nunukan")),
    ];
    Parts {
        units,
        staff: Vec::new(),
        services: Vec::new(),
        categories: Vec::new(),
        programs: Vec::new(),
        settings: settings(),
    }
}

/// Nunukan with five offices, ready to be asked.
pub fn organisation() -> Organisation {
    Organisation::new(parts())
}
