//! `categories.csv`: `code,name_id,name_en,usual_unit,example_words`.

use serde::Deserialize;

use super::{Read, read_csv};
use crate::category::Category;

#[derive(Deserialize)]
struct Row {
    code: String,
    name_id: String,
    #[serde(default)]
    name_en: Option<String>,
    #[serde(default)]
    usual_unit: Option<String>,
    #[serde(default)]
    example_words: String,
}

/// Reads `categories.csv`; example words are parted by `;`. Lists keep the order of the file.
pub fn read_categories(csv: &str) -> Read<Category> {
    let mut read = read_csv(csv, category);
    for (place, (_, category)) in (0..).zip(&mut read.rows) {
        category.place = place;
    }
    read
}

fn category(row: Row) -> Result<Category, String> {
    let unit = row.usual_unit.filter(|unit| !unit.is_empty());
    let words = row.example_words.split(';').map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty());
    let english = row.name_en.filter(|name| !name.is_empty()).map(|name| ("en".to_owned(), name));
    Ok(Category {
        code: row.code.parse().map_err(|error| format!("code {:?}: {error}", row.code))?,
        names: std::iter::once(("id".to_owned(), row.name_id)).chain(english).collect(),
        usual_unit: unit
            .map(|unit| unit.parse().map_err(|error| format!("usual_unit {unit:?}: {error}")))
            .transpose()?,
        example_words: words.collect(),
        place: 0,
    })
}
