//! What made-up cases are made of: the regency's villages, its people's names, the categories.

use std::collections::BTreeMap;

use super::regency::Regency;

/// A village with the part of the regency it lies in.
pub struct Place {
    pub code: String,
    pub name: String,
    /// `sebatik`, `krayan`, `kei-besar` and so on, as the templates name them.
    pub area: String,
    /// How many reports come from there, compared with other villages.
    pub weight: usize,
}

/// A given name and the form of address that goes with it.
pub struct Person {
    pub name: String,
    pub sapa: String,
}

/// A category's name in words and the unit that usually handles it.
pub struct Category {
    pub name: String,
    pub unit: String,
}

pub fn places(regency: Regency) -> Vec<Place> {
    let place = |[code, name, area, weight]: [&str; 4]| Place {
        code: code.to_owned(),
        name: name.to_owned(),
        area: area.to_owned(),
        weight: weight.parse().unwrap_or(1),
    };
    rows(regency.places_csv(), ["code", "name", "area", "weight"]).map(place).collect()
}

pub fn people(regency: Regency) -> Vec<Person> {
    let person = |[name, sapa]: [&str; 2]| Person { name: name.to_owned(), sapa: sapa.to_owned() };
    rows(regency.names_csv(), ["name", "sapa"]).map(person).collect()
}

/// The categories by code.
pub fn categories() -> BTreeMap<String, Category> {
    let file = include_str!("../../../../data/categories/categories.csv");
    rows(file, ["code", "name_id", "usual_unit"])
        .map(|[code, name, unit]| (code.to_owned(), Category { name: name.to_lowercase(), unit: unit.to_owned() }))
        .collect()
}

/// The named columns of each row. The files hold no quoted fields before the columns read here; a test sees to it.
fn rows<const N: usize>(file: &'static str, columns: [&'static str; N]) -> impl Iterator<Item = [&'static str; N]> {
    let mut lines = file.lines();
    let heads: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let at = columns.map(|column| heads.iter().position(|head| *head == column).unwrap_or_default());
    lines.map(move |line| {
        let fields: Vec<&str> = line.split(',').collect();
        at.map(|column| fields.get(column).copied().unwrap_or_default())
    })
}
