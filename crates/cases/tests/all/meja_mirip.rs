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
