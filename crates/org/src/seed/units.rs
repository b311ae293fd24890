//! `units.csv`: `code,name,parent,zone,kind,region,hours`.

use hadir_calendar::WorkingHours;
use serde::Deserialize;

use super::{Read, read_csv};
use crate::unit::{Unit, UnitKind};

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    #[serde(default)]
    parent: Option<String>,
    #[serde(default)]
    zone: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    region: Option<String>,
    #[serde(default)]
    hours: Option<String>,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    address: Option<String>,
}

/// Reads `units.csv`. Zones are IANA names or `WIB`, `WITA`, `WIT`; hours are `24h`, or the calendar's JSON, or left
/// out for those of the unit above; `phone` and `address` may be columns too.
pub fn read_units(csv: &str) -> Read<Unit> {
    read_csv(csv, unit)
}

fn unit(row: Row) -> Result<Unit, String> {
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let kind = match filled(row.kind) {
        Some(kind) => UnitKind::parse(&kind).ok_or_else(|| format!("{kind:?} is not a kind of unit"))?,
        None => UnitKind::Office,
    };
    Ok(Unit {
        code: row.code.parse().map_err(|error| format!("code {:?}: {error}", row.code))?,
        name: row.name,
        parent: filled(row.parent)
            .map(|code| code.parse().map_err(|error| format!("parent {code:?}: {error}")))
            .transpose()?,
        zone: filled(row.zone)
            .map(|zone| zone.parse())
            .transpose()
            .map_err(|error: hadir_calendar::UnknownZone| error.to_string())?,
        kind,
        region: filled(row.region),
        hours: filled(row.hours).map(|hours| self::hours(&hours)).transpose()?,
        phone: filled(row.phone),
        address: filled(row.address),
        answers_need_approval: false,
        closing_needs_second: false,
        is_retired: false,
    })
}

fn hours(text: &str) -> Result<WorkingHours, String> {
    match text {
        "24h" => Ok(WorkingHours::around_the_clock()),
        json => serde_json::from_str(json).map_err(|error| format!("hours: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_rows_land_and_bad_ones_are_named() {
        let csv = "code,name,parent,zone,kind,region,hours\n\
                   kab,Kabupaten,,Asia/Makassar,regency,65.03,\n\
                   RSUD,Rumah Sakit,kab,,hospital,,24h\n\
                   rsud,Rumah Sakit,kab,WITA,hospital,,24h\n\
                   pupr,Dinas PUPR,kab,Asia/Singapore,agency,,\n\
                   dlh,Dinas LH,kab,,bureau,,\n";
        let read = read_units(csv);
        assert_eq!(read.rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(read.rows[1].1.hours, Some(WorkingHours::around_the_clock()));
        assert_eq!(read.bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), [3, 5, 6]);
        assert!(read.bad[2].reason.contains("bureau"), "{:?}", read.bad);
    }
}
