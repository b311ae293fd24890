//! The regions of all Indonesia, loaded from the project's own file.

use hadir_org::regions;

use crate::engines::on_both_engines;

on_both_engines! {
    async fn all_of_indonesia_is_loaded_once_and_found(office) {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/regions/regions.csv.zst");
        let (store, packed) = (office.platform.store(), std::fs::read(path).unwrap());
        let mut last = 0;
        let loaded = regions::load(store, &packed, |written| last = written).await.unwrap();
        assert_eq!(loaded, last);
        assert!(loaded > 91_000, "{loaded}");
        assert_eq!(regions::load(store, &packed, |_| ()).await.unwrap(), 0, "again there is nothing to do");
        assert_eq!(regions::children(store, "").await.unwrap().len(), 38);
        let districts = regions::villages(store, "65.03").await.unwrap();
        assert_eq!(districts.len(), 21);
        assert_eq!(districts.iter().map(|(_, villages)| villages.len()).sum::<usize>(), 240);
        let (district, villages) = districts.iter().find(|(district, _)| district.name == "Sebatik Timur").unwrap();
        let village = villages.iter().find(|village| village.name == "Sungai Nyamuk").unwrap();
        assert!(village.code.starts_with(&district.code));
        let place = regions::place(store, &village.code).await.unwrap();
        assert_eq!(place.as_deref(), Some("Sungai Nyamuk, Sebatik Timur"));
        assert_eq!(regions::place(store, "65.99").await.unwrap(), None);
    }
}
