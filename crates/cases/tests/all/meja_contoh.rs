//! Templates of replies: who keeps them, who is offered them, what their fields become, and what is never sent.

use hadir_cases::commands::Report;
use hadir_cases::events::CaseEvent;
use hadir_cases::kinds::ReportKind;
use hadir_cases::kit::{TemplateId, Wish};
use hadir_cases::{Case, Filed};
use hadir_org::By;
use hadir_store::{ActError, Fault};
use hadir_testkit::http::{Browser, Page};

use crate::meja_apart::Apart;
use crate::meja_office::{Office, act, at_both_desks, form_path};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const LETTER: &str =
    "Yth. {sapaan} {nama},\n\nLaporan {nomor} kami jawab paling lambat {batas}. Hubungi {kontak}.\n\n{petugas}, {unit}";
const ID: TemplateId = TemplateId([0xab; 8]);
const CHOSEN: &str = "dishub.abababababababab";
const PATH: &str = "/meja/contoh/dishub/abababababababab";

/// A template that is there.
async fn has(office: &Office, unit: &str, id: TemplateId, name: &str, text: &str, kind: Option<ReportKind>) {
    let wish = Wish { name: name.to_owned(), text: text.to_owned(), kind };
    office.cases.set_template(&unit.parse().unwrap(), id, wish, By::Console).await.unwrap();
}

/// A report of someone with a name.
async fn report_of(office: &Office, name: &str, sapa: Option<&str>) -> Filed {
    let report = Report {
        text: PIER.into(),
        category: Some("piers".parse().unwrap()),
        name: Some(name.to_owned()),
        sapa: sapa.map(str::to_owned),
        ..Report::default()
    };
    office.file(report).await
}

/// What stands in the box of the answer.
fn in_box(page: &Page) -> String {
    let (_, from) = page.text().split_once("<textarea id=\"text\"").expect("there is a box");
    let (_, from) = from.split_once('>').unwrap();
    let (text, _) = from.split_once("</textarea>").unwrap();
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&")
}

/// The names of what the select offers, in their order.
fn offered(page: &Page) -> Vec<String> {
    let Some((_, from)) = page.text().split_once("<select id=\"contoh\"") else { return Vec::new() };
    let (select, _) = from.split_once("</select>").unwrap();
    let options = select.split("<option value=\"").skip(1).filter_map(|option| option.split_once('>'));
    options.map(|(_, rest)| rest.split_once('<').unwrap().0.to_owned()).skip(1).collect()
}

fn said(case: &Case) -> Vec<&str> {
    let said = case.thread.iter().filter(|moment| matches!(moment.event, CaseEvent::Said(..)));
    said.filter_map(|moment| Some(moment.event.words()?.text.as_str())).collect()
}

async fn puts_in(browser: &mut Browser, filed: &Filed, chosen: &str, text: &str, how: &str) -> Page {
    let fields = [("contoh", chosen), ("text", text), ("sebagai", how)];
    let page = browser.post(&form_path(filed, "jawab"), &fields).await;
    if page.status == 303 { browser.follow(page).await } else { page }
}

at_both_desks! {
    async fn a_head_keeps_the_templates_of_the_own_unit(office) {
        office.report("piers", PIER).await;
        let mut darius = office.signed_in("darius").await;
        assert!(darius.get("/meja/contoh").await.says("Belum ada contoh."));
        let page = darius.get("/meja/contoh/baru").await;
        assert!(page.says("Nama pelapor") && page.says("{kontak}"), "{}", page.words());
        let (_, from) = page.text().split_once("action=\"/meja/contoh/dishub/").unwrap();
        let path = format!("/meja/contoh/dishub/{}", from.split_once('"').unwrap().0);
        let wish = |text, how| [("nama", "Akan diperiksa"), ("balasan", text), ("jenis", ""), ("sebagai", how)];
        let wrong = darius.post(&path, &wish("Yth. {sapan},", "simpan")).await;
        assert!(wrong.status == 422 && wrong.says("{sapan} tidak dikenal"), "{}", wrong.words());
        let tried = darius.post(&path, &wish("Yth. {sapaan}, kami periksa.", "coba")).await;
        assert!(tried.status == 200 && tried.says("Yth. Bapak/Ibu, kami periksa."), "{}", tried.words());
        assert!(darius.get("/meja/contoh").await.says("Belum ada contoh."), "trying keeps nothing");
        for _ in 0..2 {
            let sent = darius.post(&path, &wish("Yth. {sapaan}, kami periksa.", "simpan")).await;
            let list = darius.follow(sent).await;
            assert!(list.says("Contoh “Akan diperiksa” tersimpan"), "{}", list.words());
            assert_eq!(list.text().matches(">Akan diperiksa</a>").count(), 1, "pressed twice");
        }

        let list = darius.get("/meja/contoh").await;
        assert_eq!(list.link("Akan diperiksa").href, path);
        let page = darius.get(&path).await;
        assert!(page.says("Yth. {sapaan}, kami periksa.") && page.says("Hapus contoh"), "{}", page.words());
        let renamed = [("nama", "Sedang diperiksa"), ("balasan", "Kami periksa."), ("sebagai", "simpan")];
        let sent = darius.post(&path, &renamed).await;
        assert!(darius.follow(sent).await.says("Sedang diperiksa"));
        let sent = darius.post(&format!("{path}/hapus"), &[]).await;
        let gone = darius.follow(sent).await;
        assert!(gone.says("Contoh sudah dihapus") && !gone.says("Sedang diperiksa"), "{}", gone.words());
        assert_eq!(darius.get(&path).await.status, 404);
    }

    async fn nobody_else_changes_them(office) {
        has(&office, "dishub", ID, "Akan diperiksa", "Kami periksa.", None).await;
        has(&office, "kab-nunukan", TemplateId([1; 8]), "Terima kasih", "Terima kasih.", None).await;
        let wish = [("nama", "Lain"), ("balasan", "Lain."), ("sebagai", "simpan")];
        for (name, reads, status) in [("yusran", 200, 403), ("norma", 404, 403), ("rizky", 403, 403), ("andi", 200, 403)] {
            let mut browser = office.signed_in(name).await;
            assert_eq!(browser.get(PATH).await.status, reads, "{name}");
            assert_eq!(browser.post(PATH, &wish).await.status, status, "{name}");
            assert_eq!(browser.post(&format!("{PATH}/hapus"), &[]).await.status, status, "{name}");
        }
        let mut darius = office.signed_in("darius").await;
        let above = "/meja/contoh/kab-nunukan/0101010101010101";
        let page = darius.get(above).await;
        assert!(page.says("Contoh ini diubah oleh kepala unitnya.") && !page.says("Simpan contoh"), "{}", page.words());
        assert_eq!(darius.post(above, &wish).await.status, 403);
        assert_eq!(darius.post(&format!("{above}/hapus"), &[]).await.status, 403);
        assert_eq!(darius.get("/meja/contoh/baru?unit=kab-nunukan").await.status, 403);
        assert_eq!(darius.get("/meja/contoh/dishub/xyz").await.status, 404);
        assert!(office.signed_in("yusran").await.get(PATH).await.says("Kami periksa."));
    }

    async fn the_own_unit_and_all_above_are_offered_for_the_kind_of_report(office) {
        has(&office, "kab-nunukan", TemplateId([1; 8]), "Terima kasih", "Terima kasih.", None).await;
        has(&office, "kab-nunukan", TemplateId([2; 8]), "Ucapan", "Salam.", Some(ReportKind::Praise)).await;
        has(&office, "dishub", TemplateId([3; 8]), "Rusak", "Kami ganti.", Some(ReportKind::Complaint)).await;
        has(&office, "dishub", TemplateId([4; 8]), "Aman", "Sudah aman.", None).await;
        has(&office, "dishub-dermaga", TemplateId([5; 8]), "Papan", "Papan.", None).await;
        has(&office, "pupr", TemplateId([6; 8]), "Jalan", "Jalan.", None).await;
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert_eq!(offered(&page), ["Aman", "Rusak", "Terima kasih"]);
        let category = Some("piers".parse().unwrap());
        let praise = Report { kind: Some(ReportKind::Praise), text: PIER.into(), category, ..Report::default() };
        let praise = office.file(praise).await;
        let page = yusran.get(&format!("/meja/{}", praise.number)).await;
        assert_eq!(offered(&page), ["Aman", "Terima kasih", "Ucapan"]);
        let list = yusran.get("/meja/contoh").await;
        assert!(list.says("Dinas Perhubungan") && list.says("Pengaduan") && !list.says("Jalan"), "{}", list.words());
        assert!(list.words().find("Aman") < list.words().find("Terima kasih"), "the own unit first");
        // What is not offered is not put in either.
        for chosen in ["pupr.0606060606060606", "kab-nunukan.0202020202020202", "", "dishub", "dishub.0303"] {
            let page = puts_in(&mut yusran, &filed, chosen, "", "contoh").await;
            assert!(page.status == 422 && page.says("Pilih dulu contohnya."), "{chosen}: {}", page.words());
            let page = yusran.get(&format!("/meja/{}?contoh={chosen}", filed.number)).await;
            assert!(page.status == 200 && in_box(&page).is_empty(), "{chosen}");
        }
        // Who may not answer is offered nothing.
        assert_eq!(offered(&office.signed_in("andi").await.get(&format!("/meja/{}", filed.number)).await), [""; 0]);
    }

    async fn a_template_fills_itself_and_what_stays_open_is_not_sent(office) {
        has(&office, "dishub", ID, "Akan dijawab", LETTER, None).await;
        let filed = report_of(&office, "Siti Aminah", Some("Ibu")).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = puts_in(&mut yusran, &filed, CHOSEN, " ", "contoh").await;
        let text = in_box(&page);
        let number = &filed.number;
        let begins = format!("Yth. Ibu Siti Aminah,\n\nLaporan {number} kami jawab paling lambat ");
        assert!(text.starts_with(&begins), "{text}");
        assert!(text.contains("2026, pukul ") && text.ends_with("Hubungi {kontak}.\n\nYusran Tahir, Dinas Perhubungan"), "{text}");
        assert!(page.says("Belum terisi: {kontak}. Isi atau hapus"), "{}", page.words());

        let answer = [("text", text.as_str()), ("sebagai", "jawaban"), ("pokok", "ya")];
        let refused = act(&mut yusran, number, "jawab", &answer).await;
        assert!(refused.status == 422 && refused.says("Masih ada yang belum terisi: {kontak}."), "{}", refused.words());
        assert_eq!(in_box(&refused), text, "what was typed stays");
        assert_eq!(said(&office.case(number).await), [""; 0]);
        let note = [("text", "Isi {kontak} belum ada."), ("sebagai", "catatan")];
        assert_eq!(act(&mut yusran, number, "jawab", &note).await.status, 303, "colleagues may speak of fields");

        let whole = text.replace("{kontak}", "kantor kami");
        let answer = [("text", whole.as_str()), ("sebagai", "jawaban"), ("pokok", "ya")];
        assert_eq!(act(&mut yusran, number, "jawab", &answer).await.status, 303);
        assert_eq!(said(&office.case(number).await), [whole.as_str()]);
        assert!(office.stranger().get(&format!("/lacak/{}", filed.code)).await.says("Hubungi kantor kami."));
        // Once it is answered there is no limit to promise any more.
        let page = yusran.get(&format!("/meja/{number}?contoh={CHOSEN}")).await;
        assert!(page.says("Belum terisi: {batas}, {kontak}."), "{}", page.words());
    }

    async fn what_was_typed_is_not_overwritten_unasked(office) {
        has(&office, "dishub", ID, "Terima kasih", "Terima kasih, {sapaan}.", None).await;
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        let typed = "Papan sudah di gudang.\r\n";
        let asked = puts_in(&mut yusran, &filed, CHOSEN, typed, "contoh").await;
        assert!(asked.status == 200 && asked.says("Kotak sudah berisi tulisan Anda"), "{}", asked.words());
        assert_eq!(in_box(&asked).trim_end(), "Papan sudah di gudang.");
        let added = puts_in(&mut yusran, &filed, CHOSEN, typed, "contoh-tambah").await;
        assert_eq!(in_box(&added), "Papan sudah di gudang.\n\nTerima kasih, Bapak/Ibu.");
        assert!(!added.says("Kotak sudah berisi"));
        let replaced = puts_in(&mut yusran, &filed, CHOSEN, typed, "contoh-ganti").await;
        assert_eq!(in_box(&replaced), "Terima kasih, Bapak/Ibu.");
        let same = puts_in(&mut yusran, &filed, CHOSEN, "Terima kasih, Bapak/Ibu.", "contoh").await;
        assert!(!same.says("Kotak sudah berisi"), "nothing would be lost");
        assert_eq!(said(&office.case(&filed.number).await), [""; 0], "putting in is not sending");
    }

    async fn words_of_a_citizen_that_look_like_a_field_stay_what_they_are(office) {
        has(&office, "dishub", ID, "Terima kasih", "Yth. {nama}, nomor {nomor}.", None).await;
        let filed = report_of(&office, "{petugas} {nomor}", None).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = puts_in(&mut yusran, &filed, CHOSEN, "", "contoh").await;
        assert_eq!(in_box(&page), format!("Yth. {{petugas}} {{nomor}}, nomor {}.", filed.number));
        assert!(page.says("Belum terisi: {petugas}, {nomor}."), "{}", page.words());
    }

    async fn a_template_is_tried_on_a_real_report(office) {
        has(&office, "dishub", ID, "Sapa", "Yth. {sapaan} {nama}, laporan {nomor}.", None).await;
        let mut darius = office.signed_in("darius").await;
        assert!(darius.get(PATH).await.says("Belum ada laporan terbuka di unit ini"));
        let first = report_of(&office, "Siti Aminah", Some("Ibu")).await;
        let road = office.report("roads", PIER).await;
        office.wait(1);
        let second = report_of(&office, "Budi", Some("Bapak")).await;
        assert!(darius.get(PATH).await.says(&format!("Yth. Ibu Siti Aminah, laporan {}.", first.number)), "due first");
        let page = darius.get(&format!("{PATH}?laporan={}", second.number)).await;
        assert!(page.says(&format!("Yth. Bapak Budi, laporan {}.", second.number)), "{}", page.words());
        for hidden in [road.number.as_str(), "SBT-26-9999", "bukan-nomor"] {
            let page = darius.get(&format!("{PATH}?laporan={hidden}")).await;
            assert!(page.says("tidak ada di daftar Anda") && !page.says("Yth. B"), "{hidden}: {}", page.words());
        }
    }

    async fn templates_travel_between_the_nodes_of_a_regency(office) {
        let apart = Apart::around(office).await;
        has(&apart.root, "kab-nunukan", TemplateId([1; 8]), "Terima kasih", "Terima kasih.", None).await;
        has(&apart.root, "pupr", TemplateId([2; 8]), "Jalan", "Jalan.", None).await;
        has(&apart.island, "dishub", ID, "Kapal", "Kapal berangkat Senin.", None).await;
        let number = apart.root.report("piers", PIER).await.number;
        apart.meet().await;
        for node in [&apart.root, &apart.island] {
            let page = node.signed_in("yusran").await.get(&format!("/meja/{number}")).await;
            assert_eq!(offered(&page), ["Kapal", "Terima kasih"]);
        }
        // The office's node speaks for its own unit alone.
        let wish = Wish { name: "Palsu".into(), text: "Palsu.".into(), kind: None };
        let refused = apart.island.cases.set_template(&"pupr".parse().unwrap(), ID, wish, By::Console).await;
        assert!(matches!(refused, Err(ActError::Fault(Fault::OutsideRights))), "{refused:?}");
        // Both change one while they are apart; both show the same afterwards.
        has(&apart.island, "dishub", ID, "Kapal", "Kapal berangkat Selasa.", None).await;
        apart.root.wait(1);
        has(&apart.root, "dishub", ID, "Kapal", "Kapal berangkat Rabu.", None).await;
        apart.meet().await;
        for node in [&apart.root, &apart.island] {
            assert!(node.signed_in("yusran").await.get(PATH).await.says("Kapal berangkat Rabu."));
        }
    }
}
