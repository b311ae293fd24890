//! `services.json`: `{"services": [{"id": …, "name": …, "unit": …, …the components}]}`, or the bare list.

use serde::Deserialize;
use serde_json::Value;

use super::{BadRow, Read};
use crate::service::{Service, Standard};

#[derive(Deserialize)]
struct Row {
    id: String,
    name: String,
    unit: String,
    #[serde(flatten)]
    standard: Standard,
}

/// Reads `services.json`. Rows have no lines here; their place in the list, counted from 1, stands for one.
pub fn read_services(json: &str) -> Read<Service> {
    let mut read = Read::default();
    let list = match serde_json::from_str::<Value>(json) {
        Ok(Value::Array(list)) => list,
        Ok(Value::Object(mut file)) => match file.remove("services") {
            Some(Value::Array(list)) => list,
            _ => return nothing("there is no list of services"),
        },
        Ok(_) => return nothing("there is no list of services"),
        Err(error) => return nothing(&error.to_string()),
    };
    for (place, row) in (1..).zip(list) {
        read.take(place, serde_json::from_value(row).map_err(|error| error.to_string()).and_then(service));
    }
    read
}

fn nothing(reason: &str) -> Read<Service> {
    Read { rows: Vec::new(), bad: vec![BadRow { line: 0, reason: reason.to_owned() }] }
}

fn service(row: Row) -> Result<Service, String> {
    Ok(Service {
        id: row.id.parse().map_err(|error| format!("id {:?}: {error}", row.id))?,
        unit: row.unit.parse().map_err(|error| format!("unit {:?}: {error}", row.unit))?,
        name: row.name,
        standard: row.standard,
    })
}
