//! A report that is another authority's matter: nothing goes there but what its reporter agreed to.

use axum::http::Method;
use axum::http::header::ACCEPT;
use hadir_cases::commands::Report;
use hadir_cases::kinds::{Ending, Status, Visibility};
use hadir_testkit::http::{Browser, Page};

use crate::meja_office::{Office, act, at_both_desks};
use crate::meja_setuju::switch;
use crate::town::in_both_towns;
use crate::warga_photos::photo;

const ROAD: &str = "Jalan nasional di tikungan Mansapa amblas separuh, motor sudah dua kali masuk parit.";
const AUTHORITY: &str = "Balai Pelaksanaan Jalan Nasional Kalimantan Utara";
const WHY: &str = "Ruas ini jalan nasional, kewenangan pemerintah pusat.";

/// What an officer writes to offer a report.
pub const OFFER: [(&str, &str); 3] =
    [("lembaga", AUTHORITY), ("alamat", "Jl. Rambai Padi, Tanjung Selor, telepon (0552) 21000"), ("alasan", WHY)];

/// A report with a name and a telephone number, offered; its number and the path of its reporter's page.
async fn offered(office: &Office) -> (String, String) {
    let (category, contact) = (Some("piers".parse().unwrap()), Some("081200000000".to_owned()));
    let report = Report { text: ROAD.into(), category, name: Some("Siti Aminah".into()), contact, ..Report::default() };
    let filed = office.file(report).await;
    let mut yusran = office.signed_in("yusran").await;
    assert_eq!(act(&mut yusran, &filed.number, "serah", &OFFER).await.status, 303);
    (filed.number, format!("/lacak/{}", filed.code))
}

/// The offer's operation, as the reporter's form names it.
pub async fn op_of(office: &Office, mine: &str) -> String {
    office.stranger().get(mine).await.hidden("op").expect("the form names the offer")
}

/// The reporter's answer.
pub async fn says(office: &Office, mine: &str, op: &str, word: &str) -> Page {
    office.stranger().post(&format!("{mine}/serah"), &[("op", op), ("jawab", word)]).await
}

async fn agreed(office: &Office) -> (String, String, String) {
    let (number, mine) = offered(office).await;
    let op = op_of(office, &mine).await;
    assert_eq!(says(office, &mine, &op, "ya").await.status, 303);
    (number, mine, op)
}

async fn hands(browser: &mut Browser, number: &str, op: &str) -> Page {
    let fields = [("op", op), ("tanggal", "2026-03-12"), ("cara", "Surat 620/114, diterima di loket.")];
    act(browser, number, "serah/tercatat", &fields).await
}

at_both_desks! {
    async fn the_reporter_sees_what_would_go_and_says_yes_and_it_is_handed_over(office) {
        let (number, mine) = offered(&office).await;
        let mut siti = office.stranger();
        let page = siti.get(&mine).await;
        for words in [AUTHORITY, WHY, "Yang akan diteruskan", ROAD, &number, "Tidak, jangan teruskan", "Tanjung Selor", "Siti Aminah"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(page.says("Kamis, 12 Maret 2026"), "the day of receipt goes along, so it is shown: {}", page.words());
        assert_eq!(office.case(&number).await.status, Status::Waiting);
        let mut yusran = office.signed_in("yusran").await;
        let sheet = format!("/meja/{number}/serah/berkas");
        assert_eq!(yusran.get(&sheet).await.status, 303, "there is nothing to hand over yet");
        assert_eq!(yusran.get(&format!("/meja/{number}/serah")).await.status, 303, "nor to offer once more");
        let op = op_of(&office, &mine).await;
        let page = says(&office, &mine, &op, "mungkin").await;
        assert!(page.status == 422 && page.says("Pilih dulu") && page.says("Ya, teruskan"), "{}", page.words());
        assert!(!yusran.get("/meja?lihat=balasan").await.says(&number));
        assert_eq!(says(&office, &mine, &op, "ya").await.status, 303);
        assert_eq!(office.case(&number).await.status, Status::InProgress);
        assert!(yusran.get("/meja?lihat=balasan").await.says(&number), "who said yes waits for the office");
        let page = yusran.get(&format!("/meja/{number}")).await;
        assert!(page.says("Pelapor setuju laporannya diteruskan") && !page.says("belum ditanggapi"), "{}", page.words());

        let page = yusran.get(&sheet).await;
        for words in [ROAD, AUTHORITY, &number, "Tidak disertakan", "Kamis, 12 Maret 2026"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        for secret in ["Siti", "Aminah", "0812", WHY] {
            assert!(!page.says(secret), "nobody agreed to {secret}: {}", page.words());
        }
        assert!(page.text().contains("no-referrer") || page.header("referrer-policy") == Some("no-referrer"));
        for (tanggal, cara) in [("2026-03-11", "Surat."), ("2026-03-13", "Surat."), ("", "Surat."), ("2026-03-12", " ")] {
            let page = act(&mut yusran, &number, "serah/tercatat", &[("op", &op), ("tanggal", tanggal), ("cara", cara)]).await;
            let field = if cara == " " { "Tulis dulu isinya" } else { "Tulis tanggal penyerahannya" };
            assert!(page.status == 422 && page.says(field), "{tanggal} {cara}: {}", page.words());
            assert!(page.text().contains(&format!("value=\"{tanggal}\"")) || tanggal.is_empty(), "what was typed stays");
        }
        assert_eq!(hands(&mut yusran, &number, &op).await.status, 303);
        let case = office.case(&number).await;
        assert_eq!((case.status, case.ending), (Status::Ended, Some(Ending::NotOurs)));
        let page = siti.get(&mine).await;
        for words in ["Diserahkan ke Balai", "pada Kamis, 12 Maret 2026", "620/114", "Ombudsman"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        let page = yusran.get(&format!("/meja/{number}")).await;
        assert!(page.says("12 Maret 2026 diserahkan kepada Balai") && page.says("620/114"), "{}", page.words());
        assert_eq!(yusran.get(&sheet).await.status, 303, "what was handed over is handed over");
        assert!(!yusran.get("/meja?lihat=balasan").await.says(&number));
    }

    async fn name_and_contact_are_in_the_file_only_where_that_was_ticked(office) {
        let (number, mine) = offered(&office).await;
        let op = op_of(&office, &mine).await;
        let fields = [("op", op.as_str()), ("jawab", "ya"), ("kontak", "ikut")];
        assert_eq!(office.stranger().post(&format!("{mine}/serah"), &fields).await.status, 303);
        let page = office.signed_in("yusran").await.get(&format!("/meja/{number}/serah/berkas")).await;
        assert!(page.says("Siti Aminah") && page.says("0812") && !page.says("Tidak disertakan"), "{}", page.words());
    }

    async fn a_no_and_silence_hand_nothing_over(office) {
        let (number, mine) = offered(&office).await;
        let op = op_of(&office, &mine).await;
        assert_eq!(says(&office, &mine, &op, "tidak").await.status, 303);
        assert_eq!(says(&office, &mine, &op, "tidak").await.status, 303, "pressed twice");
        assert_eq!(office.case(&number).await.ending, Some(Ending::NotOurs));
        assert!(office.stranger().get(&mine).await.says("Tidak ada yang kami teruskan"));

        let (silent, mine) = offered(&office).await;
        let op = op_of(&office, &mine).await;
        assert_eq!(office.cases.lapse_due().await.unwrap(), 0);
        office.wait(24 * 30);
        // The job has not come round yet, and still it is too late.
        let page = says(&office, &mine, &op, "ya").await;
        assert!(page.status == 422 && page.says(AUTHORITY), "{}", page.words());
        assert!(page.hidden("op").is_none(), "nothing is left to answer");
        assert_eq!(office.cases.lapse_due().await.unwrap(), 1);
        assert_eq!(office.cases.lapse_due().await.unwrap(), 0);
        assert_eq!(office.case(&silent).await.ending, Some(Ending::NotOurs));
        let page = office.stranger().get(&mine).await;
        assert!(page.says(AUTHORITY) && page.says("Tidak ada yang kami teruskan"), "{}", page.words());
        assert_eq!(says(&office, &mine, &op, "ya").await.status, 422);
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(yusran.get(&format!("/meja/{silent}/serah/berkas")).await.status, 303);
        assert!(yusran.get(&format!("/meja/{silent}")).await.says("Diakhiri: urusan Balai"));
    }

    async fn a_yes_is_taken_back_until_it_is_handed_over(office) {
        let (number, mine, op) = agreed(&office).await;
        assert!(office.stranger().get(&mine).await.says("Tarik persetujuan"));
        let mut yusran = office.signed_in("yusran").await;
        assert!(yusran.get(&format!("/meja/{number}/serah")).await.says("Catat sudah diserahkan"));
        assert_eq!(says(&office, &mine, &op, "tidak").await.status, 303);
        let page = hands(&mut yusran, &number, &op).await;
        assert!(page.status == 409 && page.says("sudah menarik persetujuannya"), "{}", page.words());
        assert!(page.says("Surat 620/114, diterima di loket."), "what was typed is not lost: {}", page.words());
        assert_eq!(yusran.get(&format!("/meja/{number}/serah/berkas")).await.status, 303);
        assert_eq!(office.case(&number).await.offer().unwrap().handed, None);
    }

    async fn only_who_may_end_a_report_offers_it_and_hands_it_over(office) {
        let filed = office.report("piers", ROAD).await;
        let (number, _, op) = agreed(&office).await;
        let paths = ["serah", "serah/berkas", "serah/tercatat"];
        // Another office's officer; one without the right; one of the circle, in which this is not; the administrator.
        for (name, status) in [("norma", 404), ("rahmawati", 403), ("andi", 403), ("marthen", 403), ("rizky", 403)] {
            let mut other = office.signed_in(name).await;
            let page = other.post(&format!("/meja/{}/serah", filed.number), &OFFER).await;
            assert_eq!(page.status, status, "{name}: {}", page.words());
            assert_eq!(hands(&mut other, &number, &op).await.status, status, "{name}");
            for path in &paths[..2] {
                let page = other.get(&format!("/meja/{number}/{path}")).await;
                assert!(page.status == status && !page.says("Mansapa"), "{name} {path}: {}", page.words());
            }
        }
        for path in paths {
            let page = office.stranger().post(&format!("/meja/{number}/{path}"), &OFFER).await;
            assert!(page.status == 405 || page.redirect().is_some_and(|to| to.starts_with("/masuk")), "{path}");
        }
        assert_eq!(office.case(&number).await.offer().unwrap().handed, None);
        assert!(office.case(&filed.number).await.offer().is_none());
        let mut darius = office.signed_in("darius").await;
        for field in ["lembaga", "alamat", "alasan"] {
            let fields = OFFER.map(|(name, value)| (name, if name == field { " " } else { value }));
            let page = act(&mut darius, &filed.number, "serah", &fields).await;
            assert!(page.status == 422 && page.text().contains(&format!("id=\"{field}")), "{field}: {}", page.words());
            for (_, typed) in fields.iter().filter(|(name, _)| *name != field) {
                assert!(page.text().contains(typed), "{typed} was typed: {}", page.text());
            }
        }
        let wrong = office.stranger().post("/lacak/7K4M-Q2XW-9RTW/serah", &[("op", &op), ("jawab", "ya")]).await;
        assert_eq!(wrong.status, 404, "another code answers nothing");
    }

    async fn a_form_sent_twice_does_it_once_and_a_second_offer_is_no_repetition(office) {
        let filed = office.report("piers", ROAD).await;
        let (number, mine) = (filed.number.as_str(), format!("/lacak/{}", filed.code));
        let mut yusran = office.signed_in("yusran").await;
        let stale = yusran.get(&format!("/meja/{number}/serah")).await.hidden("at").unwrap();
        let stale = [&[("at", stale.as_str())], OFFER.as_slice()].concat();
        let send = async |yusran: &mut Browser| yusran.post(&format!("/meja/{number}/serah"), &stale).await;
        let length = async || office.case(number).await.thread.len();
        // A question in the same words, asked since the form was opened, is not the offer.
        assert_eq!(act(&mut yusran, number, "tanya", &[("pertanyaan", WHY)]).await.status, 303);
        let page = send(&mut yusran).await;
        assert!(page.status == 422 && page.says("sudah menunggu jawaban pelapor"), "{}", page.words());
        assert_eq!(act(&mut yusran, number, "lanjut", &[]).await.status, 303);
        assert_eq!(send(&mut yusran).await.status, 303);
        let (first, long) = (op_of(&office, &mine).await, length().await);
        assert_eq!((send(&mut yusran).await.status.as_u16(), length().await), (303, long), "pressed twice");
        // Taken back, the same form is a wish of its own.
        assert_eq!(act(&mut yusran, number, "batal", &[("op", &first)]).await.status, 303);
        assert!(office.case(number).await.offer().is_none());
        assert_eq!(send(&mut yusran).await.status, 303);
        let second = op_of(&office, &mine).await;
        assert_ne!(first, second);
        let page = says(&office, &mine, &first, "ya").await;
        assert!(page.status == 422 && page.says("sudah tidak berlaku"), "an answer to what stands no longer: {}", page.words());
        assert_eq!(says(&office, &mine, &second, "ya").await.status, 303);
        let long = length().await;
        assert_eq!(says(&office, &mine, &second, "ya").await.status, 303);
        assert_eq!(length().await, long, "the reporter pressed twice");
        let seen = yusran.get(&format!("/meja/{number}/serah")).await.hidden("at").unwrap();
        let fields = [("at", seen.as_str()), ("op", &second), ("tanggal", "2026-03-12"), ("cara", "Surat 7.")];
        for _ in 0..2 {
            assert_eq!(yusran.post(&format!("/meja/{number}/serah/tercatat"), &fields).await.status, 303);
        }
        assert_eq!(length().await, long + 2, "it ended, and was handed over, once");
    }

    async fn a_closed_circle_takes_an_offer_away_and_shows_it_to_nobody_outside(office) {
        let (number, mine, op) = agreed(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let wish = [("kategori", "piers"), ("lingkaran", "misconduct")];
        assert_eq!(act(&mut yusran, &number, "golongkan", &wish).await.status, 303);
        for name in ["yusran", "darius", "norma", "sitti"] {
            let mut outside = office.signed_in(name).await;
            for path in ["serah", "serah/berkas"] {
                assert_eq!(outside.get(&format!("/meja/{number}/{path}")).await.status, 404, "{name} {path}");
            }
            assert_eq!(hands(&mut outside, &number, &op).await.status, 404, "{name}");
            assert_eq!(act(&mut outside, &number, "serah", &OFFER).await.status, 404, "{name}");
        }
        let mut marthen = office.signed_in("marthen").await;
        assert_eq!(hands(&mut marthen, &number, &op).await.status, 409, "who agreed knew nothing of the circle");
        let page = marthen.get(&format!("/meja/{number}/serah")).await;
        assert!(page.says("membahayakan pelapor"), "{}", page.words());
        assert_eq!(act(&mut marthen, &number, "serah", &OFFER).await.status, 303);
        let page = office.stranger().get(&mine).await;
        assert!(page.says("hanya dibaca petugas tertentu"), "{}", page.words());
        let again = op_of(&office, &mine).await;
        assert_ne!(again, op);
        assert_eq!(says(&office, &mine, &again, "ya").await.status, 303);
        assert_eq!(hands(&mut marthen, &number, &again).await.status, 303);
        for path in [format!("/laporan/{number}"), format!("/api/v1/cases/{number}")] {
            assert_eq!(office.stranger().get(&path).await.status, 404, "{path}");
        }
        // In a circle an offer lapses like any other.
        let (sealed, _) = offered(&office).await;
        assert_eq!(act(&mut yusran, &sealed, "golongkan", &wish).await.status, 303);
        assert_eq!(act(&mut marthen, &sealed, "lanjut", &[]).await.status, 303);
        assert_eq!(act(&mut marthen, &sealed, "serah", &OFFER).await.status, 303);
        office.wait(24 * 30);
        assert_eq!(office.cases.lapse_due().await.unwrap(), 1);
        assert_eq!(office.case(&sealed).await.ending, Some(Ending::NotOurs));
    }

    async fn the_public_reads_where_it_went_and_nothing_of_what_was_asked_and_answered(office) {
        let (category, visibility) = (Some("piers".parse().unwrap()), Some(Visibility::Public));
        let filed = office.file(Report { category, visibility, text: ROAD.into(), ..Report::default() }).await;
        let (number, mine) = (filed.number.as_str(), format!("/lacak/{}", filed.code));
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(act(&mut yusran, number, "terbitkan", &[("judul", "Jalan amblas")]).await.status, 303);
        assert_eq!(act(&mut yusran, number, "serah", &OFFER).await.status, 303);
        let outside = [format!("/laporan/{number}"), format!("/api/v1/cases/{number}")];
        let is_silent = async || {
            for path in &outside {
                let page = office.stranger().get(path).await;
                assert!(page.status == 200 && !page.text().contains("Balai") && !page.says("setuju"), "{path}: {}", page.text());
            }
        };
        is_silent().await;
        let op = op_of(&office, &mine).await;
        assert!(office.stranger().get(&mine).await.says("menunggu jawaban Bapak/Ibu sampai"));
        assert_eq!(says(&office, &mine, &op, "ya").await.status, 303);
        let page = office.stranger().get(&mine).await;
        assert!(page.says("menyerahkan laporan ini ke Balai") && page.says("menyerahkannya ke Balai"), "{}", page.words());
        is_silent().await;
        assert_eq!(hands(&mut yusran, number, &op).await.status, 303);
        let page = office.stranger().get(&outside[0]).await;
        assert!(page.says("Diserahkan ke Balai") && !page.says("setuju"), "{}", page.words());
    }

    async fn where_two_have_to_agree_a_no_leaves_it_to_them(office) {
        switch(&office, false, true).await;
        let (number, mine) = offered(&office).await;
        let page = office.stranger().get(&mine).await;
        assert!(page.says("kami melanjutkannya di sini"), "{}", page.words());
        let op = op_of(&office, &mine).await;
        assert_eq!(says(&office, &mine, &op, "tidak").await.status, 303);
        assert_eq!(office.case(&number).await.status, Status::InProgress);
        let mut yusran = office.signed_in("yusran").await;
        let fields = [("cara", "not_ours"), ("alasan", WHY)];
        assert_eq!(act(&mut yusran, &number, "akhiri", &fields).await.status, 303);
        let case = office.case(&number).await;
        let proposed = case.thread.last().unwrap().id.to_string();
        let mut darius = office.signed_in("darius").await;
        assert_eq!(act(&mut darius, &number, "setujui", &[("op", &proposed)]).await.status, 303);
        assert_eq!(office.case(&number).await.ending, Some(Ending::NotOurs));
        let page = office.stranger().get(&mine).await;
        assert!(page.says("melainkan Balai") && page.says("Tidak ada yang kami teruskan"), "{}", page.words());
        let (silent, _) = offered(&office).await;
        office.wait(24 * 30);
        assert_eq!(office.cases.lapse_due().await.unwrap(), 1);
        assert_eq!(office.case(&silent).await.status, Status::InProgress);
    }

    async fn ending_as_not_ours_leads_to_naming_the_authority(office) {
        let filed = office.report("piers", ROAD).await;
        let mut yusran = office.signed_in("yusran").await;
        assert!(yusran.get(&format!("/meja/{}/akhiri", filed.number)).await.says("ditulis di halaman berikutnya"));
        let fields = [("cara", "not_ours"), ("alasan", WHY)];
        let page = act(&mut yusran, &filed.number, "akhiri", &fields).await;
        assert!(page.status == 200 && page.says("Lembaga yang berwenang"), "{}", page.words());
        assert!(page.text().contains(WHY), "the reason goes along: {}", page.text());
        assert!(office.case(&filed.number).await.status.is_open(), "nothing has ended yet");
        let action = format!("/meja/{}", hadir_cases::address::exact(&filed.number, filed.id));
        let form = page.form(&format!("{action}/serah")).fill("lembaga", AUTHORITY).fill("alamat", "Tanjung Selor");
        assert_eq!(yusran.submit(&page, &form).await.status, 303);
        assert_eq!(office.case(&filed.number).await.open_offer().unwrap().authority, AUTHORITY);
        let page = act(&mut yusran, &filed.number, "akhiri", &fields).await;
        assert!(page.status == 422 && page.says("sudah menunggu jawaban pelapor"), "{}", page.words());
        // The office thinks better of waiting: whose matter it is has been said.
        assert_eq!(act(&mut yusran, &filed.number, "lanjut", &[]).await.status, 303);
        assert!(yusran.get(&format!("/meja/{}/akhiri", filed.number)).await.says("Pelapor sudah tahu bahwa ini urusan Balai"));
        assert_eq!(act(&mut yusran, &filed.number, "akhiri", &fields).await.status, 303);
        let page = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        assert!(page.says("melainkan Balai") && page.says(WHY) && page.says("Tidak ada yang kami teruskan"), "{}", page.words());
        let answered = office.report("piers", ROAD).await;
        act(&mut yusran, &answered.number, "jawab", &[("text", "Sudah."), ("sebagai", "jawaban")]).await;
        let page = act(&mut yusran, &answered.number, "akhiri", &fields).await;
        assert!(page.status == 422 && page.says("Buka kembali dulu") && page.text().contains(WHY), "{}", page.words());
    }
}

in_both_towns! {
    async fn only_the_photos_that_were_shown_go_along(town) {
        let token = town.citizen().get("/lapor").await.hidden("token").unwrap();
        let mut phone = town.citizen().with_header(ACCEPT, "application/json");
        let page = phone.post("/lapor", &[("token", &token), ("text", ROAD), ("category", "piers")]).await;
        let answer: serde_json::Value = serde_json::from_slice(&page.body).unwrap();
        let [mine, place] = ["url", "photos"].map(|name| answer[name].as_str().unwrap().to_owned());
        let (mine, number) = (mine.split('?').next().unwrap(), town.number(&mine).await);
        let mut send = async |n: u8| {
            phone.send(Method::PUT, &format!("{place}/{n}/0"), None, photo(n * 200)).await;
            assert_eq!(phone.post_json(&format!("{place}/{n}"), r#"{"pieces":1}"#).await.status, 204);
        };
        send(0).await;
        let mut yusran = town.office.signed_in("yusran").await;
        assert_eq!(act(&mut yusran, &number, "serah", &OFFER).await.status, 303);
        let op = op_of(&town.office, mine).await;
        assert!(town.citizen().get(mine).await.says("1 foto"));
        // What follows before the answer was not in what the reporter was asked about.
        send(1).await;
        assert_eq!(town.office.case(&number).await.photos().len(), 2);
        assert_eq!(town.citizen().post(mine, &[("text", "Ini dari sisi lain.")]).await.status, 303);
        assert_eq!(says(&town.office, mine, &op, "ya").await.status, 303);
        let page = yusran.get(&format!("/meja/{number}/serah/berkas")).await;
        assert!(page.says("1 foto") && page.text().contains("/foto/1\"") && !page.text().contains("/foto/2"), "{}", page.text());
        assert!(!page.says("sisi lain"), "later words do not go along: {}", page.words());
    }
}
