//! Choosing a village, wherever a form asks for one.

use hadir_org::regions::Region;
use hadir_ui::components::{Choices, Select};
use hadir_ui::lang::Lang;
use hadir_ui::t;

use crate::places::Places;

/// Every village by its district, and each district as a whole; what stands for none of them is the caller's word.
pub(super) fn villages(lang: &Lang, places: &Places, none: impl Into<String>) -> Select {
    let village = |group: Choices, village: &Region| group.option(&village.code, &village.name);
    let groups = places.districts().iter().map(|(district, villages)| {
        let whole = t!(lang, "report-whole-district", name = district.name.as_str());
        villages.iter().fold(Choices::group(&district.name).option(&district.code, whole), village)
    });
    groups.fold(Select::new().empty(none), Select::choices)
}
