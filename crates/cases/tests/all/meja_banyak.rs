//! One act on several reports: shown before it happens, done to each that allows it, once, and taken back from those that
//! nobody has moved since.

use hadir_cases::Filed;
use hadir_cases::commands::reply;
use hadir_cases::events::CaseEvent;
use hadir_testkit::http::{Browser, Page};

use crate::meja_office::{Office, act, at_both_desks};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";

async fn piers(office: &Office, count: usize) -> Vec<Filed> {
    let mut filed = Vec::new();
    for _ in 0..count {
        filed.push(office.report("piers", PIER).await);
    }
    filed
}

fn address(filed: &[Filed], rest: &str) -> String {
    let chosen: String = filed.iter().map(|filed| format!("l={}&", filed.number)).collect();
    format!("/meja/banyak?{chosen}{rest}")
}

/// What the fields of this name hold on a page: the ticked boxes, or a hidden field.
fn values(page: &Page, name: &str) -> Vec<String> {
    let begin = format!("name=\"{name}\" value=\"");
    let pieces = page.text().split(&begin).skip(1);
    pieces.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// Sends the form of a page again, with its ticks and some fields.
async fn send(browser: &mut Browser, page: &Page, fields: &[(&str, &str)]) -> Page {
    let (ticked, key) = (values(page, "l"), values(page, "kunci"));
    let ticked = ticked.iter().map(|value| ("l", value.as_str()));
    let key = key.iter().map(|value| ("kunci", value.as_str()));
    let fields: Vec<_> = ticked.chain(key).chain(fields.iter().copied()).collect();
    browser.post("/meja/banyak", &fields).await
}

const HAND_ON: [(&str, &str); 3] = [("aksi", "teruskan"), ("kepada", "pupr"), ("alasan", "Tiangnya urusan mereka.")];

/// Shows what handing on would do, then does it; gives what the preview and the answer say.
async fn hand_on(browser: &mut Browser, filed: &[Filed]) -> (Page, Page) {
    let page = browser.get(&address(filed, "aksi=teruskan")).await;
    let preview = send(browser, &page, &HAND_ON).await;
    let fields = [&HAND_ON[..], &[("langkah", "jalankan")]].concat();
    let answer = send(browser, &preview, &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    (preview, answer)
}

async fn assignments(office: &Office, filed: &[Filed]) -> usize {
    let mut count = 0;
    for filed in filed {
        let case = office.case(&filed.number).await;
        count += case.thread.iter().filter(|moment| matches!(moment.event, CaseEvent::Assigned(..))).count();
    }
    count
}

async fn units(office: &Office, filed: &[Filed]) -> Vec<String> {
    let mut units = Vec::new();
    for filed in filed {
        units.push(office.case(&filed.number).await.unit);
    }
    units
}

async fn takes_back(browser: &mut Browser, done: &Page) -> Page {
    let key = done.hidden("kunci").unwrap_or_else(|| panic!("no way back: {}", done.words()));
    let answer = browser.post("/meja/banyak/batal", &[("kunci", key.as_str())]).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    browser.follow(answer).await
}

at_both_desks! {
    async fn several_reports_are_handed_on_and_taken_back_as_far_as_nobody_moved_them(office) {
        let filed = piers(&office, 4).await;
        let mut yusran = office.signed_in("yusran").await;
        act(&mut yusran, &filed[3].number, "akhiri", &[("cara", "rejected"), ("alasan", "Ini urusan provinsi.")]).await;
        let inbox = yusran.get("/meja").await;
        assert!(inbox.text().contains(&format!("name=\"l\" value=\"{}\"", filed[0].number)), "{}", inbox.words());

        let (preview, answer) = hand_on(&mut yusran, &filed).await;
        assert!(preview.says("Teruskan: 3 laporan") && preview.says("1 laporan tidak bisa ikut"), "{}", preview.words());
        assert!(preview.says("Diteruskan ke Dinas Pekerjaan Umum") && preview.says("Laporan ini sudah selesai."));
        assert_eq!(values(&preview, "l").len(), 3, "who cannot take part is not ticked");
        let done = yusran.follow(answer).await;
        assert!(done.says("3 laporan diteruskan") && done.says("Batalkan"), "{}", done.words());
        assert_eq!(units(&office, &filed).await, ["pupr", "pupr", "pupr", "dishub"]);
        let own = office.stranger().get(&format!("/lacak/{}", filed[0].code)).await;
        assert!(own.says("Tiangnya urusan mereka."), "{}", own.words());

        office.wait(1);
        act(&mut office.signed_in("norma").await, &filed[1].number, "ambil", &[]).await;
        let back = takes_back(&mut yusran, &done).await;
        assert!(back.says("2 laporan dikembalikan seperti semula"), "{}", back.words());
        assert!(back.says(&format!("1 laporan tidak dikembalikan: {}", filed[1].number)), "{}", back.words());
        assert_eq!(units(&office, &filed).await, ["dishub", "pupr", "dishub", "dishub"]);
        // Once more changes nothing, and nobody else reads or takes back what this officer did.
        assert!(back.hidden("kunci").is_none());
        let key = done.hidden("kunci").unwrap();
        let mut hasnah = office.signed_in("hasnah").await;
        assert!(hasnah.get(&format!("/meja/banyak?kunci={key}")).await.says("tidak dikenal lagi"));
        let before = office.case(&filed[0].number).await.thread.len();
        for browser in [&mut hasnah, &mut yusran] {
            assert_eq!(browser.post("/meja/banyak/batal", &[("kunci", key.as_str())]).await.status, 303);
        }
        assert_eq!(office.case(&filed[0].number).await.thread.len(), before);
        // After a day it is forgotten as soon as somebody does something else.
        office.wait(25);
        let mut yusran = office.signed_in("yusran").await;
        hand_on(&mut yusran, &filed[2..3]).await;
        assert!(yusran.get(&format!("/meja/banyak?kunci={key}")).await.says("tidak dikenal lagi"));
    }

    async fn pressing_twice_acts_once(office) {
        let filed = piers(&office, 12).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&address(&filed, "aksi=teruskan")).await;
        let preview = send(&mut yusran, &page, &HAND_ON).await;
        let fields = [&HAND_ON[..], &[("langkah", "jalankan")]].concat();
        let mut again = office.signed_in("yusran").await;
        let (one, other) = tokio::join!(send(&mut yusran, &preview, &fields), send(&mut again, &preview, &fields));
        assert_eq!((one.redirect(), one.status.as_u16()), (other.redirect(), 303));
        let third = send(&mut yusran, &preview, &fields).await;
        assert!(yusran.follow(third).await.says("12 laporan diteruskan"));
        assert_eq!(assignments(&office, &filed).await, 12);
        // What came into a closed circle since was done with the first press all the same.
        let mut andi = office.signed_in("andi").await;
        act(&mut andi, &filed[0].number, "golongkan", &[("kategori", "piers"), ("lingkaran", "violence")]).await;
        let later = send(&mut yusran, &preview, &fields).await;
        let page = yusran.follow(later).await;
        assert!(page.says("12 laporan diteruskan") && !page.says("dibiarkan"), "{}", page.words());
    }

    async fn what_needs_no_answer_is_marked_as_read_together(office) {
        let filed = piers(&office, 3).await;
        let mut yusran = office.signed_in("yusran").await;
        for filed in &filed[..2] {
            let posted = [("text", "Tukang datang Kamis."), ("pokok", "kabar")];
            assert_eq!(act(&mut yusran, &filed.number, "jawab", &posted).await.status, 303);
            let thanks = |case: &_, org: &_, now| reply(case, "Terima kasih banyak.", org, now);
            office.cases.as_reporter(&filed.code, thanks).await.unwrap();
        }
        let is_listed = |page: &Page, filed: &Filed| page.text().contains(&format!("\"/meja/{}\"", filed.number));
        let page = yusran.get("/meja?lihat=balasan").await;
        assert!(is_listed(&page, &filed[0]) && is_listed(&page, &filed[1]) && page.says("Tandai sudah dibaca"), "{}", page.words());
        let preview = yusran.get(&address(&filed, "aksi=dibaca")).await;
        assert!(preview.says("Balasan pelapor sudah dibaca") && preview.says("Sudah begitu"), "{}", preview.words());
        assert!(!preview.says("Ubah"), "there is nothing to fill in");
        let answer = send(&mut yusran, &preview, &[("aksi", "dibaca"), ("langkah", "jalankan")]).await;
        let done = yusran.follow(answer).await;
        assert!(done.says("Balasan pada 2 laporan ditandai sudah dibaca") && done.hidden("kunci").is_none(), "{}", done.words());
        let page = yusran.get("/meja?lihat=balasan").await;
        assert!(!filed.iter().any(|filed| is_listed(&page, filed)), "{}", page.words());
    }

    async fn what_goes_together_shares_commits(office) {
        let filed = piers(&office, 40).await;
        let mut yusran = office.signed_in("yusran").await;
        let commits = async || {
            let sql = "select cast(count(*) as bigint) from commits";
            let (count,): (i64,) = office.cases.platform().store().reads().one(sql, Vec::new()).await.unwrap();
            count
        };
        let before = commits().await;
        let (_, answer) = hand_on(&mut yusran, &filed).await;
        let after = commits().await;
        assert!(after - before <= 20, "40 reports in {} commits", after - before);
        assert!(yusran.follow(answer).await.says("40 laporan diteruskan"));
        assert_eq!(units(&office, &filed).await, ["pupr"; 40]);
    }

    async fn nobody_does_to_many_what_they_may_not_do_to_one(office) {
        let filed = piers(&office, 2).await;
        let levy = office.report("levy", "Petugas meminta uang tanpa karcis, itu pungli.").await;
        let mut norma = office.signed_in("norma").await;
        let page = norma.get(&address(&filed, "aksi=ambil")).await;
        assert!(page.says("Belum ada laporan yang dipilih"), "{}", page.words());
        // Sent by hand: each is refused as if it were not there.
        let key = "00112233445566778899aabbccddeeff";
        let mut fields = vec![("aksi", "ambil"), ("langkah", "jalankan"), ("kunci", key)];
        let values: Vec<_> = filed.iter().chain([&levy]).map(|filed| format!("{}.1", filed.number)).collect();
        fields.extend(values.iter().map(|value| ("l", value.as_str())));
        let answer = norma.post("/meja/banyak", &fields).await;
        let done = norma.follow(answer).await;
        assert!(done.says("3 laporan tidak ikut") && done.says("Laporan ini tidak ada."), "{}", done.words());
        assert!(!done.says("Batalkan"));
        for filed in &filed {
            assert_eq!(office.case(&filed.number).await.staff, None);
        }
        // Who may read a report but not hand it on reads that beforehand.
        let mut rahmawati = office.signed_in("rahmawati").await;
        let page = rahmawati.get(&address(&filed, "aksi=teruskan")).await;
        let preview = send(&mut rahmawati, &page, &HAND_ON).await;
        assert!(preview.says("Anda tidak berhak melakukan ini.") && values_are_none(&preview), "{}", preview.words());
        let taken = rahmawati.get(&address(&filed, "aksi=ambil")).await;
        assert!(taken.says("Ambil: 2 laporan") && taken.says("Ditangani Rahmawati"), "{}", taken.words());
    }

    async fn topics_and_notes_go_to_many_too(office) {
        let filed = piers(&office, 3).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&address(&filed, "aksi=topik")).await;
        let refused = send(&mut yusran, &page, &[("aksi", "topik"), ("kategori", "bulan")]).await;
        assert!(refused.status == 422 && refused.says("Pilih dari daftar."), "{}", refused.words());
        for (fields, says) in [
            (vec![("aksi", "topik"), ("kategori", "roads")], "Topik 3 laporan diperbaiki"),
            (vec![("aksi", "catatan"), ("text", "Rapat hari Senin,\r\npukul 09.00.")], "Catatan tersimpan pada 3 laporan"),
        ] {
            let preview = send(&mut yusran, &page, &fields).await;
            let answer = send(&mut yusran, &preview, &[&fields[..], &[("langkah", "jalankan")]].concat()).await;
            let done = yusran.follow(answer).await;
            assert!(done.says(says), "{}", done.words());
        }
        let case = office.case(&filed[2].number).await;
        assert_eq!(case.category.as_deref(), Some("roads"));
        assert!(case.thread.iter().any(|moment| moment.event.words().is_some_and(|words| words.text == "Rapat hari Senin,\npukul 09.00.")));
        // Nothing changes where it is so already.
        let page = yusran.get(&address(&filed, "aksi=topik")).await;
        let preview = send(&mut yusran, &page, &[("aksi", "topik"), ("kategori", "roads")]).await;
        assert!(preview.says("Sudah begitu") && values_are_none(&preview), "{}", preview.words());
    }

    async fn a_whole_list_is_chosen_up_to_a_bound_and_addresses_hold_anything(office) {
        let filed = piers(&office, 3).await;
        office.report("levy", "Petugas meminta uang tanpa karcis, itu pungli.").await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get("/meja/banyak?semua=ya&lihat=masuk&jenis=complaint").await;
        assert!(page.says("3 laporan dipilih"), "{}", page.words());
        assert!(yusran.get("/meja/banyak?semua=ya&lihat=masuk&jenis=praise").await.says("Belum ada laporan yang dipilih"));
        let many: String = (0..300).map(|n| format!("l=SBT-26-{n:04}&")).collect();
        let page = yusran.get(&format!("/meja/banyak?{many}")).await;
        assert!(page.says("3 laporan dipilih") && page.says("197 laporan yang dipilih tidak ada"), "{}", page.words());
        let twice = [&filed[..1], &filed[..1]].concat();
        assert!(yusran.get(&address(&twice, "")).await.says("1 laporan dipilih"));
        for odd in ["", "kunci=zz", "kunci=00", "l=%00", "l=..%2F..&aksi=x", "aksi=teruskan", "semua=ya&lihat=tertutup"] {
            assert_eq!(yusran.get(&format!("/meja/banyak?{odd}")).await.status, 200, "{odd}");
        }
        for odd in [vec![], vec![("aksi", "teruskan")], vec![("langkah", "jalankan"), ("aksi", "ambil")], vec![("l", "x.y"), ("aksi", "catatan")]] {
            assert!(!yusran.post("/meja/banyak", &odd).await.status.is_server_error(), "{odd:?}");
        }
    }
}

fn values_are_none(page: &Page) -> bool {
    values(page, "l").is_empty()
}
