//! Every route is tried as a stranger, as someone without the right, as an officer of another unit and as the unit's
//! own head.

use axum::http::Method;
use hadir_cases::commands::Report;
use hadir_cases::kit::{ChecklistId, ChecklistWish, MacroId, MacroStep, MacroWish, RuleId, RuleWish, TemplateId, Wish};
use hadir_org::{Access, By, Right, RouteInfo};
use hadir_testkit::http::{Browser, Page};

use crate::regency::Regency;

/// A path with its parameters filled in. A route with a parameter that is not known here fails the test: whoever adds
/// one says what stands for it.
fn filled(path: &str, number: &str) -> String {
    path.split('/')
        .map(|part| if part.starts_with('{') { value_of(part, number) } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

fn value_of<'a>(parameter: &str, number: &'a str) -> &'a str {
    match parameter {
        "{number}" => number,
        "{code}" => "7K4M-Q2XW-9RTW",
        "{secret}" => "0000000000000000000000000000000000000000000",
        "{id}" => "akta-kelahiran",
        "{n}" | "{piece}" | "{place}" => "0",
        "{unit}" => "dishub",
        "{contoh}" | "{aturan}" | "{daftar}" | "{makro}" => "0000000000000000",
        "{program}" => "00000000000000000000000000000000",
        "{token}" => "0123456789abcdef0123456789abcdef",
        "{op}" => "0000000000000000000000000000000000000000000000000000000000000000",
        other => panic!("no value is known for {other}"),
    }
}

async fn ask(browser: &mut Browser, route: &RouteInfo, number: &str) -> Page {
    let path = filled(&route.path, number);
    match route.method {
        Method::GET => browser.get(&path).await,
        Method::POST => browser.post(&path, &[]).await,
        ref method => browser.send(method.clone(), &path, None, Vec::new()).await,
    }
}

fn leads_to_sign_in(page: &Page) -> bool {
    page.status == 401 || page.redirect().is_some_and(|to| to.starts_with("/masuk"))
}

async fn pier_case(regency: &Regency) -> String {
    let report = Report {
        text: "Papan dermaga Sungai Nyamuk lepas tiga lembar".into(),
        category: "sea_transport".parse().ok(),
        ..Report::default()
    };
    regency.node.cases.file(report, &regency.node.cases.new_token()).await.unwrap().number
}

/// The template and the rule that stand for `{unit}` with `{contoh}` and `{aturan}`.
async fn template_and_rule(regency: &Regency) {
    let wish = Wish { name: "Terima kasih".into(), text: "Terima kasih, {sapaan}.".into(), kind: None };
    let unit = "dishub".parse().unwrap();
    regency.node.cases.set_template(&unit, TemplateId([0; 8]), wish, By::Console).await.unwrap();
    let list = ChecklistWish { name: "Cek".into(), steps: "Foto lokasi".into(), ..ChecklistWish::default() };
    regency.node.cases.set_checklist(&unit, ChecklistId([0; 8]), list, By::Console).await.unwrap();
    let acts = MacroWish { name: "Ambil".into(), steps: vec![MacroStep::TakeUp] };
    regency.node.cases.set_macro(&unit, MacroId([0; 8]), acts, By::Console).await.unwrap();
    regency.node.cases.set_rule(&unit, RuleId([0; 8]), RuleWish::default(), By::Console).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_says_who_may_use_it_and_means_it() {
    let regency = Regency::open().await;
    let number = pier_case(&regency).await;
    template_and_rule(&regency).await;
    let (mut stranger, mut other, mut head) =
        (regency.stranger(), regency.staff("kepala").await, regency.staff("kamaruddin.dishub").await);
    assert!(regency.inventory.len() > 40, "the inventory lists the routes of all pillars");

    for route in &regency.inventory {
        let name = format!("{} {}", route.method, route.path);
        let by_stranger = ask(&mut stranger, route, &number).await;
        match route.access {
            Access::Public | Access::Reporter => {
                assert!(by_stranger.status != 403 && by_stranger.status != 401, "{name} is open to everyone");
                assert!(!by_stranger.status.is_server_error(), "{name} failed: {}", by_stranger.words());
            }
            Access::Program(_) => {
                assert_eq!(by_stranger.status, 401, "{name} by a stranger");
                assert_eq!(
                    ask(&mut head, route, &number).await.status,
                    401,
                    "{name} by somebody who is only signed in"
                );
            }
            Access::SignedIn => {
                assert!(leads_to_sign_in(&by_stranger), "{name}: a stranger gets {}", by_stranger.status)
            }
            Access::Needs(right) => {
                assert!(leads_to_sign_in(&by_stranger), "{name}: a stranger gets {}", by_stranger.status);
                if route.path.contains("keluar") || route.path.contains("kelola") {
                    continue;
                }
                let by_administrator = ask(&mut other, route, &number).await;
                assert_eq!(by_administrator.status == 403, !administrator_has(right), "{name} by an administrator");
                let by_head = ask(&mut head, route, &number).await;
                // The case has no photo and no file, which is no matter of rights.
                let is_of_file = ["/foto/", "/foto-umum/", "/lampiran/"].iter().any(|part| route.path.contains(part));
                let is_missing = by_head.status == 404 && is_of_file;
                let is_refused = [401, 404, 500].contains(&by_head.status.as_u16());
                assert!(is_missing || !is_refused, "{name} by the own head: {}", by_head.status);
            }
        }
    }
}

/// What an administrator may do at the desk of cases: nothing but look at figures and the log.
fn administrator_has(right: Right) -> bool {
    hadir_org::Role::Administrator.has(right)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_of_another_unit_cannot_tell_a_case_from_one_that_does_not_exist() {
    let regency = Regency::open().await;
    let number = pier_case(&regency).await;
    let mut stranger_to_the_case = regency.staff("irman.pupr").await;
    for route in regency.inventory.iter().filter(|route| route.path.starts_with("/meja/{number}")) {
        let there = ask(&mut stranger_to_the_case, route, &number).await;
        let nowhere = ask(&mut stranger_to_the_case, route, "NNK-26-9999").await;
        assert_eq!(there.status, nowhere.status, "{} {}", route.method, route.path);
        assert!(there.status == 404 || there.status == 403, "{} {}: {}", route.method, route.path, there.status);
    }
}
