//! Every page of the desk, in every language: whole, with all its words, and without styles of its own.

use axum::http::Method;
use hadir_cases::Allotting;
use hadir_cases::commands::Report;
use hadir_cases::events::{Photo, StepId};
use hadir_cases::kit::{ChecklistId, ChecklistWish, MacroId, MacroStep, MacroWish, RuleId, RuleWish, TemplateId, Wish};
use hadir_cases::photos::take_in;
use hadir_org::By;

use crate::meja_office::{Office, act};
use crate::meja_serah::{OFFER, op_of, says};
use crate::warga_keberatan::{object, refused};
use crate::warga_photos::photo;

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";

#[tokio::test]
async fn every_page_of_the_desk_has_its_words_in_every_language() {
    let office = Office::on_sqlite().await;
    let mut numbers = Vec::new();
    for _ in 0..4 {
        numbers.push(office.report("piers", PIER).await.number);
    }
    let levy = office.report("levy", "Petugas meminta uang tanpa karcis, itu pungli.").await.number;
    let mut yusran = office.signed_in("yusran").await;
    act(&mut yusran, &numbers[1], "jawab", &[("text", "Besok kami ganti."), ("sebagai", "jawaban")]).await;
    act(&mut yusran, &numbers[2], "tanya", &[("pertanyaan", "Papan yang mana?")]).await;
    act(&mut yusran, &numbers[3], "terbitkan", &[("judul", "Papan dermaga patah")]).await;
    let mut elsewhere = Vec::new();
    for word in ["ya", "ya", "tidak", ""] {
        let filed = office.report("piers", PIER).await;
        assert_eq!(act(&mut yusran, &filed.number, "serah", &OFFER).await.status, 303);
        let mine = format!("/lacak/{}", filed.code);
        let op = op_of(&office, &mine).await;
        if !word.is_empty() {
            assert_eq!(says(&office, &mine, &op, word).await.status, 303);
        }
        elsewhere.push((filed.number, op));
    }
    let fields = [("op", elsewhere[1].1.as_str()), ("tanggal", "2026-03-12"), ("cara", "Surat 7.")];
    assert_eq!(act(&mut yusran, &elsewhere[1].0, "serah/tercatat", &fields).await.status, 303);
    act(&mut yusran, &numbers[0], "golongkan", &[("kategori", "roads")]).await;
    let classified = office.case(&numbers[0]).await.thread.last().unwrap().id.to_string();
    assert_eq!(act(&mut yusran, &numbers[0], "batal", &[("op", &classified)]).await.status, 303);
    let [one, other] = [office.report("piers", PIER).await.number, office.report("piers", PIER).await.number];
    let fields = [("ke", other.as_str()), ("lanjut", "itu"), ("alasan", "Sama.")];
    assert_eq!(act(&mut yusran, &one, "gabung", &fields).await.status, 303);
    let compared = format!("/meja/{}/gabung?ke={}", numbers[3], numbers[2]);
    numbers.extend([one, other]);
    let mut marthen = office.signed_in("marthen").await;
    let (dishub, id) = ("dishub".parse().unwrap(), TemplateId([1; 8]));
    let wish = Wish { name: "Akan diperiksa".into(), text: "{sapaan} {nama}, kami periksa.".into(), kind: None };
    office.cases.set_template(&dishub, id, wish, By::Console).await.unwrap();
    let rule = RuleWish { category: Some("piers".parse().unwrap()), ..RuleWish::default() };
    office.cases.set_rule(&dishub, RuleId([1; 8]), rule, By::Console).await.unwrap();
    numbers.push(office.report("piers", PIER).await.number);
    let steps =
        ChecklistWish { name: "Cek".into(), steps: "Foto lokasi\nUkur papan".into(), ..ChecklistWish::default() };
    office.cases.set_checklist(&dishub, ChecklistId([1; 8]), steps, By::Console).await.unwrap();
    let steps = vec![
        MacroStep::TakeUp,
        MacroStep::Note("Sudah ditelepon.".into()),
        MacroStep::Classify("roads".parse().unwrap()),
        MacroStep::HandOn("pupr".parse().unwrap(), None, "Jalan.".into()),
        MacroStep::Post(id),
        MacroStep::Ask(id),
    ];
    let wish = MacroWish { name: "Jalan rusak".into(), steps };
    office.cases.set_macro(&dishub, MacroId([1; 8]), wish, By::Console).await.unwrap();
    let step = StepId::of("Foto lokasi").to_string();
    let fields = [("daftar", "0101010101010101"), ("langkah-0101010101010101", step.as_str())];
    assert_eq!(act(&mut yusran, &numbers[0], "periksa", &fields).await.status, 303);
    assert_ne!(office.cases.allot(&mut Allotting::default()).await.unwrap(), 0);
    let mut darius = office.signed_in("darius").await;
    let (objected, mine) = refused(&office).await;
    assert_eq!(object(&office, &mine, "35a", "Anggaran bukan rahasia.").await.status, 303);
    let mut andi = office.signed_in("andi").await;
    let wished = [office.report("piers", PIER).await, office.report("piers", PIER).await];
    for filed in &wished {
        let asked = office.stranger().post(&format!("/lacak/{}/data", filed.code), &[("alasan", "Saya takut.")]).await;
        assert_eq!(asked.status, 303);
    }
    let op = darius.get(&format!("/meja/{}/hapus-data", wished[1].number)).await.hidden("op").unwrap();
    let fields = [("op", op.as_str()), ("jawaban", "hapus")];
    assert_eq!(act(&mut darius, &wished[1].number, "hapus-data", &fields).await.status, 303);
    let photo = take_in(office.cases.platform().store().files(), photo(90), 10_000_000).await.unwrap();
    let photos = vec![photo.clone(), Photo { hash: [1; 32], ..photo }];
    let with_photos =
        Report { category: Some("piers".parse().unwrap()), text: PIER.into(), photos, ..Report::default() };
    let with_photos = office.file(with_photos).await.number;
    assert_eq!(act(&mut yusran, &with_photos, "foto-umum/1", &[("tahu", "0"), ("k0-0", "on")]).await.status, 303);
    for lang in ["id", "en"] {
        for place in 1..=2 {
            read(&mut yusran, &format!("/meja/{with_photos}/foto-umum/{place}?bahasa={lang}")).await;
        }
        read(&mut yusran, &format!("/meja/{with_photos}?bahasa={lang}")).await;
        for view in ["masuk", "balasan", "disebut", "saya", "lewat", "menunggu", "bebas", "selesai"] {
            read(&mut yusran, &format!("/meja?lihat={view}&bahasa={lang}")).await;
        }
        read(&mut marthen, &format!("/meja?lihat=tertutup&bahasa={lang}")).await;
        read(&mut marthen, &format!("/meja/{levy}?bahasa={lang}")).await;
        read(&mut yusran, &format!("/meja?q=dermaga&bahasa={lang}")).await;
        for template in ["", "/baru", &format!("/dishub/{id}")] {
            read(&mut darius, &format!("/meja/contoh{template}?bahasa={lang}")).await;
        }
        read(&mut yusran, &format!("/meja/contoh/dishub/{id}?bahasa={lang}")).await;
        for page in ["", "/baru", &format!("/dishub/{id}")] {
            read(&mut darius, &format!("/meja/langkah{page}?bahasa={lang}")).await;
        }
        for page in ["", &format!("/dishub/{id}")] {
            read(&mut yusran, &format!("/meja/{}/langkah{page}?bahasa={lang}", numbers[0])).await;
        }
        for list in ["", "/baru", &format!("/dishub/{id}")] {
            read(&mut darius, &format!("/meja/daftar-periksa{list}?bahasa={lang}")).await;
        }
        for rule in ["", "/baru", &format!("/dishub/{id}")] {
            read(&mut darius, &format!("/meja/pembagian{rule}?bahasa={lang}")).await;
        }
        read(&mut yusran, &format!("/meja/{}?contoh=dishub.{id}&bahasa={lang}", numbers[0])).await;
        read(&mut yusran, &format!("{compared}&bahasa={lang}")).await;
        for act in ["", "teruskan", "ambil", "topik", "catatan"] {
            read(&mut yusran, &format!("/meja/banyak?l={}&aksi={act}&bahasa={lang}", numbers[0])).await;
        }
        read(&mut darius, &format!("/meja/tampilan?lihat=masuk&jenis=question&bahasa={lang}")).await;
        for figures in ["ringkasan?masa=minggu", "ringkasan?masa=bulan", "dini?"] {
            read(&mut darius, &format!("/meja/{figures}&bahasa={lang}")).await;
        }
        let odd = "q=dermaga%20kategori:x%20unit:d%20sebelum:besok%20status:baru%20sesudah:2025";
        read(&mut yusran, &format!("/meja?{odd}&bahasa={lang}")).await;
        read(&mut andi, &format!("/meja/{}/keberatan?bahasa={lang}", objected.number)).await;
        read(&mut yusran, &format!("/meja/{}?bahasa={lang}", objected.number)).await;
        read(&mut yusran, &format!("/meja/{}/serah?bahasa={lang}", numbers[0])).await;
        for page in ["serah", "serah/berkas"] {
            read(&mut yusran, &format!("/meja/{}/{page}?bahasa={lang}", elsewhere[0].0)).await;
        }
        read(&mut darius, &format!("/meja/{}/hapus-data?bahasa={lang}", wished[0].number)).await;
        for filed in &wished {
            read(&mut yusran, &format!("/meja/{}?bahasa={lang}", filed.number)).await;
            for page in ["", "/data"] {
                read(&mut office.stranger(), &format!("/lacak/{}{page}?bahasa={lang}", filed.code)).await;
            }
        }
        read(&mut office.signed_in("rizky").await, &format!("/meja/masa-simpan?bahasa={lang}")).await;
        for (number, _) in &elsewhere {
            read(&mut yusran, &format!("/meja/{number}?bahasa={lang}")).await;
        }
        for number in &numbers {
            for route in office.inventory.iter().filter(|route| route.method == Method::GET) {
                let elsewhere = [
                    "foto",
                    "kabar",
                    "contoh",
                    "pembagian",
                    "unduh",
                    "ringkasan",
                    "dini",
                    "keberatan",
                    "serah",
                    "hapus-data",
                    "lampiran",
                    "daftar-periksa",
                    "{makro}",
                    "/meja/langkah",
                    "masa-simpan",
                    ".csv",
                ];
                let is_of_case = !elsewhere.iter().any(|part| route.path.contains(part));
                if route.path.starts_with("/meja/") && is_of_case {
                    let path = route.path.replace("{number}", number);
                    read(&mut yusran, &format!("{path}?bahasa={lang}")).await;
                }
            }
        }
    }
    let missing: Vec<_> = office.cases.platform().languages().first().missing().into_iter().collect();
    assert_eq!(missing, [""; 0]);
}

async fn read(browser: &mut hadir_testkit::http::Browser, path: &str) {
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{path}");
    assert_eq!(page.text().matches("<h1").count(), 1, "{path}");
    assert!(!page.text().contains(" style="), "{path}");
}
