//! What a revoked node did to the organisation, as `/kelola/simpul/disisihkan` tells it to whoever has to decide, and
//! reports under numbers that were not their node's to give.

use std::convert::Infallible;
use std::path::Path;

use hadir::app;
use hadir::folder::NodeFolder;
use hadir::node::{Node, Reach, open_store_by};
use hadir_cases::Case;
use hadir_cases::events::CaseEvent;
use hadir_oplog::AggregateId;
use hadir_org::commands::staff::StaffRefusal;
use hadir_org::seed::{self, Seed};
use hadir_org::sign_in::password;
use hadir_org::{By, StaffRecord, commands, ids};
use hadir_store::Clock;
use hadir_testkit::http::Browser;

use crate::enrolment::join;
use crate::regency::PASSWORD;
use crate::syncing::{SET_ASIDE, Served, carry, regency_with_office};

const STAFF: &str = "username,name,unit,roles\nsitti,Sitti Nurhaliza,kec-sebatik,handler\n";
const SECRET: &str = "gelombang tenang pagi hari";

/// Installs staff at a node; those who have no password get one if it is given.
async fn install(data: &Path, staff: &str, secret: Option<&str>) {
    let node = Node::open(data, None, Reach::default()).await.unwrap();
    let password = secret.map(|secret| password::hash(secret, &[9; 16]));
    let seed = Seed { staff: seed::read_staff(staff), password, ..Seed::default() };
    let report = seed::install(node.platform.directory(), seed, |_| ()).await.unwrap();
    assert_eq!(report.bad, []);
    node.close().await;
}

/// A link for signing in is made for someone, twice, and they sign out everywhere.
async fn signs_in_anew(data: &Path, username: &str) {
    let node = Node::open(data, None, Reach::default()).await.unwrap();
    let org = node.platform.org();
    let id = org.staff_by_username(&username.parse().unwrap()).unwrap().id;
    let done =
        node.platform.store().act::<StaffRecord, (), StaffRefusal>(ids::of_staff(id), None, move |record, act| {
            for _ in 0..2 {
                act.record(commands::staff::make_link(record, &By::Console, &org)?);
            }
            act.record(commands::staff::sign_out_everywhere(record, &By::Console, &org, act.now)?);
            Ok(())
        });
    done.await.unwrap();
    node.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_statement_about_staff_says_what_it_is_and_shows_no_secret() {
    let (regency, office) = regency_with_office();
    let (other, request) = regency.office("pulau", &["--name", "Pos Sebatik", "--prefix", "PSB"]);
    assert!(join(&other, &regency.enrol(&request, &[])).status.success());
    install(&regency.data, STAFF, None).await;
    carry(&regency.data, &office, "SBT");
    carry(&regency.data, &other, "PSB");
    install(&office, STAFF, Some(SECRET)).await;
    signs_in_anew(&office, "sitti").await;
    carry(&office, &other, "PSB");
    assert!(regency.with_root("revoke", &["SBT"]).status.success());
    carry(&other, &regency.data, "NNK");

    let node = Node::open(&regency.data, None, Reach::default()).await.unwrap();
    let mut kepala = Browser::new(app::router(&node).0);
    kepala.post("/masuk", &[("username", "kepala"), ("password", PASSWORD), ("ke", "")]).await;
    let page = kepala.get(SET_ASIDE).await;
    assert!(page.says("Petugas Sitti Nurhaliza"), "{}", page.words());
    let said = "Kata sandi dibuat. Tautan masuk dibuat. Keluar dari semua perangkat. 4 catatan, ";
    assert!(page.says(said), "{}", page.words());
    assert!(!page.text().contains("argon2") && !page.text().contains(SECRET), "{}", page.text());
    let page = kepala.get(&format!("{SET_ASIDE}?bahasa=en")).await;
    assert!(page.says("Officer Sitti Nurhaliza") && page.says("Sign-in link"), "{}", page.words());
    node.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_under_another_offices_number_is_told_and_counts_nowhere() {
    let (regency, office) = regency_with_office();
    let (thief, request) = regency.office("pulau", &["--name", "Pos Sebatik", "--prefix", "PSB"]);
    carry(&regency.data, &office, "SBT");
    let served = Served::start(&office);
    let (number, _) = served.report("Lampu jalan di depan balai desa padam.", "laporan-yang-jujur").await;
    drop(served);
    let node = Node::open(&office, None, Reach::default()).await.unwrap();
    let honest = node.cases.at(&number).await.unwrap()[0].thread[0].event.clone();
    node.close().await;

    // A program that asks nobody records a report under the same number, and one under no number at all.
    let store = open_store_by(&NodeFolder::open(&thief).unwrap(), None, Clock::System).await.unwrap();
    let own = "PSB-26-0001";
    for (byte, number) in (1..).zip([number.as_str(), "nomor saya", own]) {
        let CaseEvent::Received(mut facts, words) = honest.clone() else { unreachable!() };
        (facts.number, facts.unit) = (number.to_owned(), "kec-sebatik".to_owned());
        let event = CaseEvent::Received(facts, words).into_event();
        let recorded = store.act::<Case, (), Infallible>(AggregateId::from_bytes([byte; 16]), None, move |_, act| {
            act.record(event.clone());
            Ok(())
        });
        recorded.await.unwrap();
    }
    store.close().await;
    assert!(join(&thief, &regency.enrol(&request, &[])).status.success());
    carry(&regency.data, &thief, "PSB");
    carry(&thief, &regency.data, "NNK");
    carry(&office, &regency.data, "NNK");

    let node = Node::open(&regency.data, None, Reach::default()).await.unwrap();
    assert_eq!(node.cases.at(&number).await.unwrap().len(), 1, "the number is the honest report's alone");
    assert_eq!(node.cases.at(own).await.unwrap().len(), 1);
    let mut kepala = Browser::new(app::router(&node).0);
    kepala.post("/masuk", &[("username", "kepala"), ("password", PASSWORD), ("ke", "")]).await;
    let page = kepala.get(SET_ASIDE).await;
    let told = format!("{number} dari Pos Sebatik, yang nomornya berawalan PSB; ");
    for words in ["Nomor yang bukan hak simpul itu", &told, "Laporan tanpa nomor yang sah dari Pos Sebatik"] {
        assert!(page.says(words), "{words}: {}", page.words());
    }
    assert!(!page.says("nomor saya") && !page.says(own) && !page.says("Lampu jalan"), "{}", page.words());
    let page = kepala.get(&format!("{SET_ASIDE}?bahasa=en")).await;
    assert!(page.says("whose numbers begin with PSB"), "{}", page.words());
    node.close().await;
}
