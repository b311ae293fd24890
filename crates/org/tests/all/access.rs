//! Every route as a stranger, as someone without the right, with a form of another site, and the errors in words.

use axum::http::{Method, header};
use hadir_org::{Access, Platform, Problem, Right, Routes};
use hadir_testkit::http::Browser;

use crate::engines::on_both_engines;

on_both_engines! {
    async fn no_route_of_staff_lets_a_stranger_in(office) {
        for route in &office.inventory {
            let path = route.path.replace("{code}", "pupr").replace("{id}", "pupr");
            let page = office.stranger().send(route.method.clone(), &path, None, Vec::new()).await;
            match route.access {
                Access::Public | Access::Reporter => assert_ne!(page.status, 403, "{route:?}"),
                Access::Program(_) => assert_eq!(page.status, 401, "{route:?}"),
                Access::SignedIn | Access::Needs(_) => {
                    let target = page.redirect().unwrap_or_default();
                    assert!(target.starts_with("/masuk"), "{route:?} answered {} {target}", page.status);
                }
            }
        }
    }

    async fn no_route_of_staff_lets_in_who_lacks_the_right(office) {
        let mut yusran = office.signed_in("yusran").await;
        let needs = office.inventory.iter().filter(|route| matches!(route.access, Access::Needs(_)));
        for route in needs {
            let path = route.path.replace("{code}", "pupr").replace("{id}", "pupr");
            let page = yusran.send(route.method.clone(), &path, None, Vec::new()).await;
            assert_eq!(page.status, 403, "{route:?}");
            assert!(page.says("bukan wewenang Anda"));
        }
    }

    async fn an_administrator_of_one_unit_changes_nothing_of_another(office) {
        let mut maria = office.signed_in("maria").await;
        assert_eq!(maria.get("/kelola/unit/pkm-sungai-nyamuk").await.status, 200);
        assert_eq!(maria.get("/kelola/unit/pupr").await.status, 403);
        assert_eq!(maria.post("/kelola/unit/pupr", &[("name", "Lain")]).await.status, 403);
        assert_eq!(maria.get(&office.officer_path("yusran")).await.status, 403);
        assert_eq!(maria.get(&office.officer_path("rizky")).await.status, 403);
        let settings = [("name", "Lain"), ("zone", "WITA"), ("reports_per_hour", "1"), ("photos", "1"),
            ("photo_megabytes", "1"), ("document_megabytes", "1"), ("forms_of_address", "Ibu"), ("region", ""), ("officer_names", "hidden"), ("silent_hours", "24"), ("warnings", "50, 80"), ("secretary_after_days", "1"), ("leader_after_days", "3")];
        assert_eq!(maria.post("/kelola/pengaturan", &settings).await.status, 403);
        assert_eq!(office.platform.org().regency().name, "Kabupaten Nunukan");
    }

    async fn a_form_of_another_site_is_refused(office) {
        let rizky = office.signed_in("rizky").await;
        for (name, value) in [
            (header::HeaderName::from_static("sec-fetch-site"), "cross-site"),
            (header::HeaderName::from_static("sec-fetch-site"), "same-site"),
            (header::ORIGIN, "https://evil.example"),
            (header::ORIGIN, "null"),
        ] {
            let mut browser = rizky.clone().with_header(name.clone(), value);
            for route in office.inventory.iter().filter(|route| route.method == Method::POST) {
                if route.access == Access::Public && route.path != "/masuk" {
                    continue;
                }
                let path = route.path.replace("{code}", "pupr").replace("{id}", "pupr");
                let page = browser.post(&path, &[("username", "rizky"), ("password", "x")]).await;
                assert_eq!(page.status, 403, "{route:?} {name} {value}");
                assert!(page.says("tidak dikirim dari halaman kami"));
            }
        }
        let mut own = rizky.clone().with_header(header::ORIGIN, "http://localhost");
        assert_eq!(own.post("/keluar", &[]).await.status, 303);
    }

    async fn what_goes_wrong_is_said_in_the_readers_language(office) {
        let page = office.stranger().get("/tidak-ada").await;
        assert_eq!(page.status, 404);
        assert!(page.says("Halaman ini tidak ada"));
        let mut english = office.stranger();
        assert!(english.get("/tidak-ada?bahasa=en").await.says("There is no such page"));
        assert!(english.get("/layanan?bahasa=en").await.says("Services and their standards"));
        assert_eq!(english.cookie("bahasa"), Some("en"));
        assert!(english.get("/masuk").await.says("Staff sign-in"), "the choice is kept");
    }

    async fn programs_are_answered_with_problem_details(office) {
        let routes = Routes::<Platform>::new(&office.platform)
            .get("/api/v1/desk/cases", Access::SignedIn, async || "cases")
            .get("/api/v1/broken", Access::Public, async || Problem::fault(std::io::Error::other("the disk is full")));
        let router = routes.finish().0.with_state(office.platform.clone());
        let page = Browser::new(router.clone()).get("/api/v1/desk/cases").await;
        assert_eq!((page.status.as_u16(), page.header("content-type")), (401, Some("application/problem+json")));
        assert!(page.text().contains("Anda belum masuk"));
        let page = Browser::new(router).get("/api/v1/broken").await;
        assert_eq!(page.status, 500);
        assert!(page.text().contains("urn:hadir:request:") && !page.text().contains("disk"), "{}", page.text());
    }

    async fn the_table_of_rights_is_there_for_every_officer_to_read(office) {
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get("/kelola/hak").await;
        assert_eq!(page.status, 200);
        assert_eq!(hadir_testkit::html::elements(page.text(), "tr").len(), Right::all().count() + 1);
        assert!(page.says("Membaca laporan rahasia"));
    }

    async fn the_catalogue_of_components_is_mounted(office) {
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(yusran.get("/kelola/komponen").await.status, 200);
        assert_eq!(yusran.get("/kelola/komponen/meja").await.status, 200);
    }
}
