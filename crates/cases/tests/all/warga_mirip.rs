//! Somebody about to report learns that it was reported already, and can add their voice to that report.

use axum::http::header::ACCEPT;
use hadir_testkit::http::Page;

use crate::meja_office::act;
use crate::town::{PIER, Town, in_both_towns};

const HOLE: &str = "Dermaga Sungai Nyamuk bolong, papannya patah, anak saya terperosok.";
const PLACE: &str = "65.03.10.2001";
const ASKED: &str = "Mungkin sudah dilaporkan";

/// A report of the pier that everyone may read; gives the address that means it.
async fn published(town: &Town, text: &str, title: &str) -> String {
    let mine = town.reported(&[("text", text), ("category", "piers"), ("place", PLACE), ("name", "Siti Aminah")]).await;
    let number = town.number(&mine).await;
    let mut yusran = town.office.signed_in("yusran").await;
    assert_eq!(act(&mut yusran, &number, "terbitkan", &[("judul", title)]).await.status, 303);
    number
}

/// The page of somebody who looks first.
async fn look(town: &Town, fields: &[(&str, &str)]) -> Page {
    let mut rudi = town.citizen();
    let token = rudi.get("/lapor").await.hidden("token").unwrap();
    let fields: Vec<_> = fields.iter().copied().chain([("token", token.as_str())]).collect();
    rudi.post("/lapor/mirip", &fields).await
}

fn typed(text: &str) -> [(&str, &str); 4] {
    [("text", text), ("category", "piers"), ("place", PLACE), ("contact", "081234567890")]
}

/// The choice of adding a voice, as it is posted.
fn voice(page: &Page) -> Option<String> {
    let (_, rest) = page.text().split_once("id=\"joins-SBT")?;
    Some(format!("SBT{}", rest.split_once('"')?.0))
}

in_both_towns! {
    async fn a_voice_is_added_to_what_was_reported_and_both_pages_and_the_officer_know(town) {
        let number = published(&town, PIER, "Papan dermaga patah").await;
        town.office.wait(24);
        let page = look(&town, &typed(HOLE)).await;
        assert_eq!(page.status, 200);
        assert!(page.says(ASKED) && page.says("Tambahkan suara saya: Papan dermaga patah"), "{}", page.words());
        assert!(page.says("Sungai Nyamuk, Sebatik Timur · dilaporkan"), "{}", page.words());
        let form = page.form("/lapor");
        assert_eq!((form.value("text"), form.value("contact"), form.value("joins")), (Some(HOLE), Some("081234567890"), Some("")));
        let address = voice(&page).unwrap();
        let mut rudi = town.citizen();
        let mine = rudi.submit(&page, &form.fill("joins", &address)).await.redirect().unwrap();
        let own = rudi.get(&mine).await;
        assert!(own.says(&format!("menambahkan suara pada laporan {number}. Petugas memeriksa")), "{}", own.words());
        let second = town.number(&mine).await;
        let mut yusran = town.office.signed_in("yusran").await;
        for (here, there, why) in [
            (&second, &number, "pelapor di halaman ini menambahkan suara pada laporan tersebut"),
            (&number, &second, "pelapornya menambahkan suara pada laporan di halaman ini"),
        ] {
            let page = yusran.get(&format!("/meja/{here}")).await;
            assert!(page.says(why) && page.says(there), "{}", page.words());
            assert_eq!(page.text().matches("/gabung?ke=").count(), 1, "each other report once: {}", page.words());
        }
        let merged = act(&mut yusran, &second, "gabung", &[("ke", &number), ("lanjut", "itu"), ("alasan", "Terima kasih.")]).await;
        assert_eq!(merged.status, 303, "{}", merged.words());
        let own = rudi.get(&mine).await;
        assert!(!own.says("menambahkan suara") && own.says("digabung dengan laporan"), "{}", own.words());
        let page = look(&town, &typed(HOLE)).await;
        assert!(page.says("2 suara"), "{}", page.words());
    }

    async fn only_what_everyone_may_read_is_proposed_or_compared(town) {
        let mine = town.reported(&[("text", PIER), ("category", "piers"), ("place", PLACE)]).await;
        assert!(look(&town, &typed(HOLE)).await.says("Belum ada laporan serupa"), "no officer has released it");
        let number = town.number(&mine).await;
        let mut yusran = town.office.signed_in("yusran").await;
        assert_eq!(act(&mut yusran, &number, "terbitkan", &[("judul", "Keluhan pelabuhan")]).await.status, 303);
        let page = look(&town, &typed(HOLE)).await;
        assert!(voice(&page).is_some(), "{}", page.words());
        // What is taken out is not found by guessing it.
        assert_eq!(act(&mut yusran, &number, "samarkan", &[("bagian", "Papan dermaga Sungai Nyamuk patah")]).await.status, 303);
        let page = look(&town, &typed(HOLE)).await;
        assert!(page.says("Belum ada laporan serupa"), "{}", page.words());
    }

    async fn a_report_that_is_not_public_any_more_takes_no_voice_and_the_new_one_is_filed(town) {
        let number = published(&town, PIER, "Papan dermaga patah").await;
        let page = look(&town, &typed(HOLE)).await;
        let (form, address) = (page.form("/lapor"), voice(&page).unwrap());
        let mut yusran = town.office.signed_in("yusran").await;
        assert_eq!(act(&mut yusran, &number, "tarik", &[("alasan", "Ada nama orang.")]).await.status, 303);
        let mut rudi = town.citizen();
        for joins in [address.as_str(), "SBT-26-9999", "bukan nomor"] {
            let page = look(&town, &typed(HOLE)).await;
            let mine = rudi.submit(&page, &form.clone().fill("token", &page.hidden("token").unwrap()).fill("joins", joins)).await;
            let own = rudi.get(&mine.redirect().unwrap()).await;
            assert!(own.status == 200 && !own.says("menambahkan suara"), "{joins}: {}", own.words());
        }
    }

    async fn nobody_in_danger_or_in_need_of_a_closed_circle_is_asked_to_wait(town) {
        published(&town, "Petugas karcis dermaga lambat, antrean panjang sekali sejak subuh.", "Antrean di dermaga").await;
        let page = look(&town, &typed("Antrean di dermaga panjang sejak subuh, petugas karcis cuma satu.")).await;
        assert!(page.says(ASKED), "{}", page.words());
        for text in ["Petugas dermaga minta uang tanpa karcis, itu pungli, antrean panjang sejak subuh.",
            "Tolong, kebakaran di dermaga, antrean panjang, petugas karcis terjebak api!"] {
            let page = look(&town, &typed(text)).await;
            assert!(!page.says(ASKED), "{text}: {}", page.words());
        }
    }

    async fn what_lacks_to_look_is_said_and_a_script_gets_the_part_alone(town) {
        published(&town, PIER, "Papan dermaga patah").await;
        for fields in [vec![("text", HOLE)], vec![("text", "papan"), ("place", PLACE)]] {
            assert!(look(&town, &fields).await.says("Tulis dulu apa yang terjadi dan pilih desanya"), "{fields:?}");
        }
        let mut phone = town.citizen().with_header(ACCEPT, "application/json");
        let part = async |phone: &mut hadir_testkit::http::Browser, fields: &[(&str, &str)]| -> String {
            let page = phone.post("/lapor/mirip", fields).await;
            assert_eq!(page.status, 200);
            let answer: serde_json::Value = serde_json::from_slice(&page.body).unwrap();
            answer["part"].as_str().unwrap().to_owned()
        };
        let found = part(&mut phone, &typed(HOLE)).await;
        assert!(found.contains(ASKED) && !found.contains("<h1"), "{found}");
        assert_eq!(part(&mut phone, &typed("Guru di sekolah belum datang tiga hari.")).await, "");
        assert_eq!(part(&mut phone, &[("text", HOLE)]).await, "");
        let foreign = town.citizen().with_header(axum::http::header::ORIGIN, "https://contoh.example");
        assert_eq!({ foreign }.post("/lapor/mirip", &typed(HOLE)).await.status, 403);
    }

    async fn what_was_chosen_stays_when_something_else_has_to_be_mended(town) {
        published(&town, PIER, "Papan dermaga patah").await;
        let page = look(&town, &typed(HOLE)).await;
        let address = voice(&page).unwrap();
        let mut rudi = town.citizen();
        let flawed = rudi.submit(&page, &page.form("/lapor").fill("contact", "0812").fill("joins", &address)).await;
        assert_eq!(flawed.status, 422);
        let form = flawed.form("/lapor");
        assert_eq!(form.value("joins"), Some(address.as_str()), "{}", flawed.words());
        assert_eq!(rudi.submit(&flawed, &form.fill("contact", "")).await.status, 303);
    }
}
