//! The case page proposes other reports that are probably of the same matter, with the reason, and leads to merging them.

use hadir_cases::Filed;
use hadir_cases::commands::Report;
use hadir_testkit::http::Page;

use crate::meja_office::{Office, act, at_both_desks, form_path};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const HOLE: &str = "Dermaga bolong, papannya patah dekat tangga, anak saya terperosok.";
const BOX: &str = "Mungkin laporan yang sama";

async fn report(office: &Office, category: &str, text: &str, place: &str) -> Filed {
    let (category, place) = (Some(category.parse().unwrap()), Some(place.to_owned()));
    office.file(Report { category, place, text: text.to_owned(), ..Report::default() }).await
}

/// Two reports of the same pier, two days apart.
async fn two(office: &Office) -> [Filed; 2] {
    let older = report(office, "piers", PIER, "65.03.10.2001").await;
    office.wait(48);
    [older, report(office, "piers", HOLE, "65.03.10.2001").await]
}

async fn page(office: &Office, username: &str, filed: &Filed) -> Page {
    office.signed_in(username).await.get(&format!("/meja/{}", filed.number)).await
}

at_both_desks! {
    async fn the_page_proposes_the_other_report_with_the_reason_and_leads_to_merging(office) {
        let [older, younger] = two(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&format!("/meja/{}", younger.number)).await;
        assert!(page.says(BOX), "{}", page.words());
        let why = "Alasannya: kata yang sama: patah, dermaga, papan; desa atau kelurahan yang sama; topik yang sama; \
                   2 hari lebih dahulu.";
        assert!(page.says(why), "{}", page.words());
        let link = page.links().into_iter().find(|link| link.href.contains("/gabung?ke=")).unwrap();
        assert!(link.href.contains(&older.number) && link.words.contains("Papan dermaga"), "{link:?}");
        let page = yusran.get(&link.href).await;
        assert!(page.says(PIER) && page.says(HOLE), "{}", page.words());
        let answer = yusran.submit(&page, &page.form(&form_path(&younger, "gabung"))).await;
        assert_eq!(answer.status, 303, "{}", answer.words());
        // What is merged is not proposed any more, on neither page.
        for filed in [&older, &younger] {
            let page = yusran.get(&format!("/meja/{}", filed.number)).await;
            assert!(page.status == 200 && !page.says(BOX), "{}", page.words());
        }
    }

    async fn the_older_page_proposes_the_later_one_and_nothing_unlike(office) {
        let [older, younger] = two(&office).await;
        let lamp = report(&office, "piers", "Lampu di ujung pelabuhan mati sejak Ahad.", "65.03.10.2001").await;
        let page = page(&office, "yusran", &older).await;
        assert!(page.says("2 hari sesudahnya") && page.says(&younger.number), "{}", page.words());
        assert!(!page.says(&lamp.number), "{}", page.words());
        assert!(!self::page(&office, "yusran", &lamp).await.says(BOX));
    }

    async fn nothing_is_proposed_out_of_reach_or_to_who_may_not_merge(office) {
        let [older, younger] = two(&office).await;
        let fields = [("kepada", "pupr"), ("alasan", "Dermaga kayu dikerjakan dinas itu.")];
        let mut darius = office.signed_in("darius").await;
        assert_eq!(act(&mut darius, &older.number, "teruskan", &fields).await.status, 303);
        assert_eq!(office.case(&older.number).await.unit, "pupr");
        for (username, filed) in [("yusran", &younger), ("norma", &older)] {
            let page = page(&office, username, filed).await;
            assert!(page.status == 200 && !page.says(BOX), "{username}: {}", page.words());
        }
        let all = page(&office, "andi", &younger).await;
        assert_eq!(all.says(BOX), all.says("Gabungkan"), "who may merge is told: {}", all.words());
    }

    async fn nothing_of_a_closed_circle_is_proposed_and_there_nothing_is_either(office) {
        let [older, younger] = two(&office).await;
        let fields = [("kategori", "levy"), ("lingkaran", "levy")];
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(act(&mut yusran, &older.number, "golongkan", &fields).await.status, 303);
        let open = page(&office, "yusran", &younger).await;
        assert!(!open.says(BOX) && !open.says(&older.number), "{}", open.words());
        assert_eq!(office.case(&older.number).await.unit, "inspektorat");
        let sealed = page(&office, "marthen", &older).await;
        assert!(sealed.status == 200 && !sealed.says(BOX), "{}", sealed.words());
    }

    async fn what_is_done_with_or_long_ago_is_not_proposed(office) {
        let older = report(&office, "piers", PIER, "65.03.10.2001").await;
        office.wait(24 * 91);
        let younger = report(&office, "piers", HOLE, "65.03.10.2001").await;
        assert!(!page(&office, "yusran", &younger).await.says(BOX), "{}", older.number);
    }
}

/// So many reports whose reporters added their voice to one.
async fn voices(office: &Office, count: usize) -> (Filed, Vec<Filed>) {
    let matter = report(office, "piers", PIER, "65.03.10.2001").await;
    let mut all = Vec::new();
    for n in 0..count {
        office.wait(1);
        let text = format!("{HOLE} Ini laporan ke-{n}.");
        let (category, joins) = (Some("piers".parse().unwrap()), Some(matter.id));
        all.push(office.file(Report { category, joins, text, ..Report::default() }).await);
    }
    (matter, all)
}

at_both_desks! {
    async fn voices_are_merged_at_once_but_those_that_are_of_another_matter(office) {
        let (matter, all) = voices(&office, 3).await;
        let mut yusran = office.signed_in("yusran").await;
        let case = yusran.get(&format!("/meja/{}", matter.number)).await;
        let link = case.link("Gabungkan suara sekaligus").href;
        let page = yusran.get(&link).await;
        for filed in &all {
            assert!(page.says(&filed.number), "{}", page.words());
        }
        assert_eq!(page.text().matches(" checked").count(), 3, "all are chosen until somebody says otherwise");
        let form = page.form(&form_path(&matter, "suara"));
        let values: Vec<_> = page.text().split("name=\"l\"").skip(1).map(|part| {
            part.split_once("value=\"").unwrap().1.split_once('"').unwrap().0.to_owned()
        }).collect();
        let two: Vec<_> = values.iter().take(2).map(|value| ("l", value.as_str())).chain([("alasan", "Terima kasih, kami kerjakan bersama.")]).collect();
        let path = form.action.clone();
        let done = yusran.post(&path, &two).await;
        let after = yusran.get(&done.redirect().unwrap()).await;
        assert!(after.says("2 laporan digabung ke sini") && after.says(&all[2].number) && !after.says(&all[0].number), "{}", after.words());
        assert_eq!(office.case(&matter.number).await.voices(), 3);
        assert_eq!(office.case(&all[2].number).await.goes_on_in, None);
        let own = office.stranger().get(&format!("/lacak/{}", all[0].code)).await;
        assert!(own.says("Terima kasih, kami kerjakan bersama.") && own.says("digabung dengan laporan"), "{}", own.words());
        // The same press once more merges nothing twice.
        let again = yusran.post(&path, &two).await;
        assert_eq!(again.status, 303, "{}", again.words());
        assert_eq!(office.case(&matter.number).await.voices(), 3);
        let none = yusran.post(&path, &[("alasan", "Halo.")]).await;
        assert!(none.status == 422 && none.says("Centang dulu laporan yang digabung.") && none.says("Halo."), "{}", none.words());
    }

    async fn voices_are_merged_by_who_may_merge_and_only_what_named_the_report(office) {
        let (matter, all) = voices(&office, 2).await;
        let other = report(&office, "piers", "Lampu di ujung pelabuhan mati sejak Ahad.", "65.03.10.2001").await;
        let path = format!("/meja/{}/suara", matter.number);
        assert_eq!(office.stranger().get(&path).await.status, 303);
        for name in ["norma", "rizky", "rahmawati", "marthen"] {
            let mut browser = office.signed_in(name).await;
            assert!([403, 404].contains(&browser.get(&path).await.status.as_u16()), "{name}");
            assert!([403, 404].contains(&browser.post(&path, &[("l", &all[0].number)]).await.status.as_u16()), "{name}");
        }
        let mut yusran = office.signed_in("yusran").await;
        for address in [other.number.as_str(), "SBT-26-9999", ""] {
            assert_eq!(yusran.post(&path, &[("l", address)]).await.status, 303);
        }
        assert_eq!(office.case(&matter.number).await.voices(), 1);
        let page = yusran.get(&format!("/meja/{}/suara", other.number)).await;
        assert!(page.says("Tidak ada suara yang menunggu"), "{}", page.words());
    }
}
