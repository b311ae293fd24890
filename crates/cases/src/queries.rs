//! What pages and figures read. Every list is a keyset page over an index; none of them counts what it does not show.

mod desk;
mod erasures;
mod figures;
mod filter;
mod find;
mod joined;
mod kits;
mod lapsed;
mod listed;
mod load;
mod narrow;
mod near;
mod near_public;
mod operators;
mod praise;
mod public;
mod register;
mod saved;
mod surges;
mod unheld;
mod weeks;

pub use desk::{Asked, COUNT_MAX, Counts, DeskPlace, Row, View, alike, contested, counts, list, plan};
pub use erasures::{RESTING_MAX, erasure_plans, half_erased, is_named, resting, resting_count};
pub use figures::{Figures, MonthOfUnit, figures};
pub use filter::{DeskFilter, Filtered, Handler, LOOKED_MAX, Standing, filtered};
pub(crate) use find::SHARED_MAX;
pub use find::{ID_OF_CODE, TWO_IDS_OF_NUMBER, case_id_of_code, ids_at, search, shared_numbers};
pub use joined::{touched_plan, touched_sum};
pub use kits::{OwnedChecklist, TemplateRow, TemplateText, all_rules, checklists, rules, template, templates};
pub use lapsed::{Lapsed, lapsed, lapsed_plan};
pub use listed::{ListedCase, listed, listed_plan};
pub use load::{HELD_MAX, LOADS_AT_ONCE, Load, LoadAsked, load_plan, loads};
pub use narrow::{Sought, searched, searched_plan};
pub use near::{NearAsked, NearRow, joined, joined_plan, near, near_plan};
pub use near_public::{NearPublicAsked, NearPublicRow, near_public, near_public_plan};
pub use operators::{About, Condition, Meant, Typed, days, meant};
pub use praise::{PraisePlace, praise, praise_plan};
pub use public::{PublicFilter, PublicRow, PublicStanding, public_list};
pub use register::{Extract, ObjectionEntry, Register, RequestEntry, objections, register_plan, requests};
pub use saved::{SAVED_MAX, SavedView, drop_view, keep_view, matches, rename_view, saved, saved_plan, saved_view};
pub use surges::{PastWeeks, past_weeks, received_since, surges_plan, texts};
pub use unheld::{FROM_THE_FIRST, Unheld, Until, unheld, unheld_plan};
pub use weeks::{Share, Week, by_place, by_unit, weeks, weeks_plan};

use hadir_org::{Actor, Organisation, Right, UnitCode};

/// The units whose cases someone may list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every unit of the regency.
    All,
    /// These units.
    Units(Vec<UnitCode>),
}

impl Reach {
    /// The units in which a person holds a right.
    pub fn of(actor: &Actor, right: Right, org: &Organisation) -> Self {
        let units = actor.units_with(right, org);
        if !units.is_empty() && units.len() == org.all_units().count() { Self::All } else { Self::Units(units) }
    }

    /// Those of them that are a unit or below it.
    pub fn below(&self, unit: &UnitCode, org: &Organisation) -> Self {
        let wanted = org.subtree(unit);
        Self::Units(match self {
            Self::All => wanted,
            Self::Units(units) => wanted.into_iter().filter(|unit| units.contains(unit)).collect(),
        })
    }

    /// Whether it is no unit at all.
    fn is_empty(&self) -> bool {
        matches!(self, Self::Units(units) if units.is_empty())
    }
}
