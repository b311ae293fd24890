//! The facts of a category.

use minicbor::{Decode, Encode};

use crate::category::Category;
use crate::code::{CategoryCode, UnitCode};

/// Everything a category says about itself; each description replaces the one before.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct CategoryDescribed {
    /// Its code.
    #[n(0)]
    pub code: CategoryCode,
    /// Its names by language tag; Indonesian is always among them.
    #[n(1)]
    pub names: Vec<(String, String)>,
    /// The unit that usually handles it.
    #[n(2)]
    pub usual_unit: Option<UnitCode>,
    /// Words that point to it.
    #[n(3)]
    pub example_words: Vec<String>,
    /// Where it stands in lists.
    #[n(4)]
    pub place: u32,
}

impl From<&Category> for CategoryDescribed {
    fn from(category: &Category) -> Self {
        Self {
            code: category.code.clone(),
            names: category.names.clone(),
            usual_unit: category.usual_unit.clone(),
            example_words: category.example_words.clone(),
            place: category.place,
        }
    }
}

impl From<CategoryDescribed> for Category {
    fn from(facts: CategoryDescribed) -> Self {
        Self {
            code: facts.code,
            names: facts.names,
            usual_unit: facts.usual_unit,
            example_words: facts.example_words,
            place: facts.place,
        }
    }
}
