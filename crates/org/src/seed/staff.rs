//! `staff.csv`: `username,name,unit,roles`.
//!
//! Roles are parted by `;`. `role@unit` says where a role holds; without it administrators, leaders and inspectors, whose
//! work is the whole regency, hold it from the top down, all others in their own unit.

use serde::Deserialize;

use super::{Read, read_csv};
use crate::access::{Grant, Role};
use crate::code::{UnitCode, Username};
use crate::organisation::Organisation;

#[derive(Deserialize)]
struct Row {
    username: String,
    name: String,
    unit: String,
    #[serde(default)]
    roles: String,
}

/// A member of staff as the file describes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRow {
    /// The name to sign in with.
    pub username: Username,
    /// Their name.
    pub name: String,
    /// The unit they work in.
    pub unit: UnitCode,
    /// Their roles, and where, if the file says.
    pub roles: Vec<(Role, Option<UnitCode>)>,
}

/// Reads `staff.csv`.
pub fn read_staff(csv: &str) -> Read<StaffRow> {
    read_csv(csv, |row: Row| {
        let roles = row.roles.split(';').map(str::trim).filter(|role| !role.is_empty());
        Ok(StaffRow {
            username: row.username.parse().map_err(|error| format!("username {:?}: {error}", row.username))?,
            name: row.name,
            unit: row.unit.parse().map_err(|error| format!("unit {:?}: {error}", row.unit))?,
            roles: roles.map(role).collect::<Result<_, _>>()?,
        })
    })
}

fn role(text: &str) -> Result<(Role, Option<UnitCode>), String> {
    let (name, unit) = text.split_once('@').map_or((text, None), |(name, unit)| (name, Some(unit)));
    let role = Role::parse(name).ok_or_else(|| format!("{name:?} is not a role"))?;
    let unit = unit.map(|unit| unit.parse().map_err(|error| format!("role {text:?}: {error}"))).transpose()?;
    Ok((role, unit))
}

impl StaffRow {
    /// The roles with the units they hold in.
    pub fn grants(&self, org: &Organisation) -> Vec<Grant> {
        let top = org.unit_path(&self.unit).last().map_or(&self.unit, |unit| &unit.code);
        let usual = |role: Role| match role {
            Role::Administrator | Role::Leader | Role::Inspector => top,
            Role::FrontDesk | Role::Handler | Role::UnitHead => &self.unit,
        };
        let grant = |(role, unit): &(Role, Option<UnitCode>)| Grant {
            role: *role,
            unit: unit.as_ref().unwrap_or_else(|| usual(*role)).clone(),
        };
        self.roles.iter().map(grant).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::sample;

    #[test]
    fn roles_hold_where_they_usually_do_unless_the_file_says_otherwise() {
        let read = read_staff(
            "username,name,unit,roles\nsitti,Sitti,dinkes,inspector;handler;unit_head@pupr\nx,X,dinkes,boss\n",
        );
        assert_eq!(read.bad.len(), 1);
        let grants = read.rows[0].1.grants(&sample::organisation());
        let units: Vec<_> = grants.iter().map(|grant| grant.unit.as_str()).collect();
        assert_eq!(units, ["kab-nunukan", "dinkes", "pupr"]);
    }
}
