//! The places people can choose and read: districts and villages of the regency, kept at hand because every form, list
//! and thread names some.

use std::collections::HashMap;
use std::sync::Arc;

use hadir_org::Platform;
use hadir_org::regions::{self, Region};
use hadir_store::Fault;
use tokio::sync::Mutex;

/// The districts and villages of one regency.
#[derive(Debug, Default)]
pub struct Places {
    regency: String,
    districts: Vec<(Region, Vec<Region>)>,
    names: HashMap<String, String>,
}

impl Places {
    /// Puts the districts of a regency in order, each with its villages.
    fn new(regency: &str, districts: Vec<(Region, Vec<Region>)>) -> Self {
        let mut names = HashMap::new();
        for (district, villages) in &districts {
            names.insert(district.code.clone(), district.name.clone());
            let in_district = |village: &Region| (village.code.clone(), format!("{}, {}", village.name, district.name));
            names.extend(villages.iter().map(in_district));
        }
        Self { regency: regency.to_owned(), districts, names }
    }

    /// Every district with its villages, both by name. Empty as long as the node holds no regions.
    pub fn districts(&self) -> &[(Region, Vec<Region>)] {
        &self.districts
    }

    /// A place as people say it, "Sungai Nyamuk, Sebatik Timur"; nothing for one that is not in the regency.
    pub fn name(&self, code: &str) -> Option<&str> {
        self.names.get(code).map(String::as_str)
    }

    /// Whether a report may name this place. Without any regions at hand every well-formed code passes.
    pub fn takes(&self, code: &str) -> bool {
        if self.names.is_empty() {
            regions::Level::of(code).is_some()
        } else {
            self.names.contains_key(code) || code == self.regency
        }
    }
}

/// Keeps [`Places`] until the regency changes.
#[derive(Debug, Default)]
pub(crate) struct PlacesAtHand(Mutex<Option<Arc<Places>>>);

impl PlacesAtHand {
    /// The places of the regency as it is set now.
    pub async fn get(&self, platform: &Platform) -> Result<Arc<Places>, Fault> {
        let org = platform.org();
        let regency = org.regency().region.as_str();
        let mut kept = self.0.lock().await;
        if let Some(places) = kept.as_ref().filter(|places| places.regency == regency && !places.names.is_empty()) {
            return Ok(places.clone());
        }
        let villages =
            if regency.is_empty() { Vec::new() } else { regions::villages(platform.store(), regency).await? };
        let places = Arc::new(Places::new(regency, villages));
        *kept = Some(places.clone());
        Ok(places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_village_is_named_with_its_district_and_strange_places_are_refused() {
        let region = |code: &str, name: &str| Region { code: code.to_owned(), name: name.to_owned() };
        let villages = vec![region("65.03.10.2001", "Sungai Nyamuk")];
        let places = Places::new("65.03", vec![(region("65.03.10", "Sebatik Timur"), villages)]);
        assert_eq!(places.name("65.03.10.2001"), Some("Sungai Nyamuk, Sebatik Timur"));
        assert!(places.takes("65.03.10") && places.takes("65.03"));
        assert!(!places.takes("81.02.01.2001"));
        assert!(Places::default().takes("81.02.01.2001") && !Places::default().takes("Sebatik"));
    }
}
