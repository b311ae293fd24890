//! Filling an organisation: again changes nothing, differences land, bad rows are named.

use hadir_org::seed::{self, Seed};

use crate::engines::on_both_engines;
use crate::office::seed as office_seed;

/// How long a machine under load may take for what takes two seconds at most; a test that passes never waits so long.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

on_both_engines! {
    async fn doing_it_again_changes_nothing(office) {
        let before = office.platform.store().operations().await.unwrap();
        let report = seed::install(office.platform.directory(), office_seed(), |_| ()).await.unwrap();
        assert_eq!((report.recorded, report.bad.len()), (0, 0));
        assert!(report.unchanged > 50, "{}", report.unchanged);
        assert_eq!(office.platform.store().operations().await.unwrap(), before);
    }

    async fn only_differences_are_recorded_and_bad_rows_named(office) {
        let units = "code,name,parent,zone,kind,region,hours\n\
                     pupr,Dinas PUPR,kab-nunukan,,agency,,\n\
                     dinkes,Dinas Kesehatan,kab-nunukan,,agency,,\n\
                     b,Bawah,a,,office,,\na,Atas,kab-nunukan,,office,,\n\
                     lost,Hilang,nowhere,,office,,\n";
        let seed = Seed { units: seed::read_units(units), ..Seed::default() };
        let mut steps = Vec::new();
        let report = seed::install(office.platform.directory(), seed, |step| steps.push(step.done)).await.unwrap();
        assert_eq!((report.recorded, report.unchanged), (3, 1));
        assert_eq!(report.bad.len(), 1);
        assert_eq!((report.bad[0].0, report.bad[0].1.line), ("units", 6));
        assert_eq!(steps, [3, 4]);
        assert_eq!(office.platform.org().unit_name(&"pupr".parse().unwrap()), "Dinas PUPR");
    }

    async fn the_projects_own_data_lands_whole(office) {
        let data = |path: &str| {
            std::fs::read_to_string(format!("{}/../../data/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
        };
        for regency in ["nunukan", "maluku-tenggara"] {
            let seed = Seed {
                units: seed::read_units(&data(&format!("demo/{regency}/units.csv"))),
                staff: seed::read_staff(&data(&format!("demo/{regency}/staff.csv"))),
                services: seed::read_services(&data("services/services.json")),
                categories: seed::read_categories(&data("categories/categories.csv")),
                ..Seed::default()
            };
            let report = seed::install(office.platform.directory(), seed, |_| ()).await.unwrap();
            let taken = |bad: &str| bad.contains("someone else signs in");
            assert!(report.bad.iter().all(|(_, bad)| taken(&bad.reason)), "{:?}", report.bad);
        }
        assert!(office.platform.org().services_by_name().len() >= 30);
    }

    async fn a_change_of_another_directory_is_seen_within_seconds(office) {
        let other = hadir_org::Directory::open(office.platform.store()).await.unwrap();
        let units = "code,name,parent,zone,kind,region,hours\ndlh,Dinas LH,kab-nunukan,,agency,,\n";
        let seed = Seed { units: seed::read_units(units), ..Seed::default() };
        seed::install(office.platform.directory(), seed, |_| ()).await.unwrap();
        let mut organisation = other.watch();
        let seen = organisation.wait_for(|org| org.unit(&"dlh".parse().unwrap()).is_some());
        tokio::time::timeout(PATIENCE, seen).await.expect("the other directory sees the new unit").unwrap();
    }
}
