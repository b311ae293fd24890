//! The programming interface: filing, reading, and a description that leaves nothing out.

use axum::http::HeaderName;
use serde_json::{Value, json};

use crate::meja_office::act;
use crate::town::{PIER, Town, in_both_towns};

fn body(page: &hadir_testkit::http::Page) -> Value {
    serde_json::from_slice(&page.body).unwrap_or_else(|error| panic!("{error}: {}", page.text()))
}

in_both_towns! {
    async fn a_program_files_a_report_and_reads_it(town) {
        let mut program = town.citizen();
        let report = json!({ "kind": "complaint", "text": PIER, "category": "piers", "place": "65.03.10.2001", "lat": 4.13, "lon": 117.9 });
        let page = program.post_json("/api/v1/cases", &report.to_string()).await;
        assert_eq!(page.status, 201, "{}", page.text());
        let filed = body(&page);
        assert_eq!(filed["number"], "SBT-26-0001");
        let code = filed["code"].as_str().unwrap();
        assert_eq!(filed["url"], format!("http://localhost/lacak/{code}"));
        assert!(filed["due"].as_str().unwrap().ends_with("T23:59:00+08:00") || filed["due"].as_str().unwrap().ends_with("T23:59:59+08:00"), "{filed}");
        let own = body(&program.get(&format!("/api/v1/my/{}", code.to_lowercase())).await);
        assert_eq!((own["text"].as_str(), own["status"].as_str(), own["unit"].as_str()), (Some(PIER), Some("new"), Some("dishub")));
        assert_eq!(program.get("/api/v1/cases/SBT-26-0001").await.status, 404);
        let mut yusran = town.office.signed_in("yusran").await;
        act(&mut yusran, "SBT-26-0001", "terbitkan", &[("judul", "Papan dermaga patah")]).await;
        let public = body(&program.get("/api/v1/cases/SBT-26-0001").await);
        assert_eq!((public["title"].as_str(), public["name"].as_str()), (Some("Papan dermaga patah"), None));
        assert!(public.get("visibility").is_none());
    }

    async fn the_same_key_and_words_are_one_report(town) {
        let mut program = town.citizen().with_header(HeaderName::from_static("idempotency-key"), "surat-17");
        let report = json!({ "text": PIER }).to_string();
        let (first, again) = (program.post_json("/api/v1/cases", &report).await, program.post_json("/api/v1/cases", &report).await);
        assert_eq!((first.status.as_u16(), body(&first)), (201, body(&again)));
        let other = program.post_json("/api/v1/cases", &json!({ "text": "Lampu jalan di pasar mati sejak minggu lalu." }).to_string()).await;
        assert_ne!(body(&first)["code"], body(&other)["code"], "another's words never open this report");
    }

    async fn mistakes_are_named_field_by_field(town) {
        let mut program = town.citizen();
        let page = program.post_json("/api/v1/cases", r#"{"text":"x","contact":"12","kind":"gossip"}"#).await;
        assert_eq!((page.status.as_u16(), page.header("content-type")), (422, Some("application/problem+json")));
        let fields: Vec<_> = body(&page)["errors"].as_array().unwrap().iter().map(|error| error["field"].clone()).collect();
        assert_eq!(fields, ["kind", "text", "contact"]);
        let page = program.post_json("/api/v1/cases", "[1,").await;
        assert_eq!((page.status.as_u16(), page.header("content-type")), (400, Some("application/problem+json")));
        let page = program.get("/api/v1/my/KODE").await;
        assert_eq!((page.status.as_u16(), page.header("content-type")), (422, Some("application/problem+json")));
    }

    async fn a_program_is_told_the_number_to_call_first(town) {
        let mut program = town.citizen();
        let page = program.post_json("/api/v1/cases", r#"{"text":"Tolong, kebakaran di kios depan pelabuhan!"}"#).await;
        assert_eq!(body(&page)["emergency"], "112");
    }
}

#[tokio::test]
async fn every_route_of_the_interface_is_described() {
    let town = Town::on_sqlite().await;
    let description = body(&town.citizen().get("/api/openapi.json").await);
    let described = |path: &str, method: &str| !description["paths"][path][method].is_null();
    for route in town.office.inventory.iter().filter(|route| route.path.starts_with("/api/")) {
        assert!(described(&route.path, &route.method.as_str().to_lowercase()), "{} {}", route.method, route.path);
    }
    let paths = description["paths"].as_object().unwrap().keys();
    assert!(paths.clone().all(|path| town.office.inventory.iter().any(|route| route.path == *path)), "{paths:?}");
}
