//! Early warning: a rise is seen by whoever may see the figures of its unit, with the cases behind it; a quiet week shows
//! nothing, and a closed circle never does.

use hadir_cases::commands::Report;
use hadir_cases::queries::{self, Reach};
use hadir_org::UnitCode;

use crate::meja_office::{Office, act, at_both_desks};

async fn told(office: &Office, category: &str, place: &str, text: String) -> String {
    let report = Report { category: category.parse().ok(), place: Some(place.to_owned()), text, ..Report::default() };
    office.file(report).await.number
}

/// Fifteen weeks as usual: two reports about piers and two about roads each.
async fn usual(office: &Office) {
    for week in 0..15 {
        for n in 0..2 {
            told(office, "piers", "65.03.10.2001", format!("Papan dermaga nomor {week}{n} lepas sejak kemarin.")).await;
            told(office, "roads", "65.03.12", format!("Jalan nomor {week}{n} berlubang di depan pasar.")).await;
            office.wait(84);
        }
    }
}

at_both_desks! {
    async fn a_rise_is_shown_with_the_cases_behind_it(office) {
        usual(&office).await;
        let quiet = office.signed_in("andi").await.get("/meja/dini").await;
        assert!(quiet.says("Tidak ada yang di luar kebiasaan") && quiet.says("Tidak ada kata baru"), "{}", quiet.words());
        let mut numbers = Vec::new();
        for n in 0..14 {
            numbers.push(told(&office, "piers", "65.03.10.2001", format!("Ada buaya dekat tangga nomor {n}.")).await);
            office.wait(1);
        }
        let hidden = numbers.pop().unwrap();
        let mut yusran = office.signed_in("yusran").await;
        let wish = [("kategori", "piers"), ("lingkaran", "violence")];
        assert_eq!(act(&mut yusran, &hidden, "golongkan", &wish).await.status, 303);
        for who in ["andi", "darius", "marthen"] {
            let mut browser = office.signed_in(who).await;
            let page = browser.get("/meja/dini").await;
            assert!(page.says("Dermaga, 65.03.10: 14 laporan dalam tujuh hari; biasanya 2"), "{who}: {}", page.words());
            assert!(page.says("Sangat tidak biasa: paling sering 1 dari") && !page.says("Jalan,"), "{who}: {}", page.words());
            let list = browser.get(&page.link("Dermaga").href).await;
            assert!(list.says(&numbers[12]) && !list.says(&hidden), "{who}: {}", list.words());
            // One office alone has too few reports to measure words by.
            assert_eq!(page.says("buaya"), who != "darius", "{who}: {}", page.words());
            if who != "darius" {
                let list = browser.get(&page.link("buaya").href).await;
            assert!(list.says(&numbers[0]) && list.says(&numbers[12]) && !list.says(&hidden), "{who}: {}", list.words());
            }
        }
        // An administrator reads figures and no words.
        let page = office.signed_in("rizky").await.get("/meja/dini").await;
        assert!(page.says("Sangat tidak biasa") && !page.says("buaya") && !page.text().contains("href=\"/meja?"), "{}", page.words());
    }

    async fn nobody_is_warned_of_what_they_may_not_see(office) {
        usual(&office).await;
        for n in 0..14 {
            told(&office, "levy", "65.03.10", format!("Petugas nomor {n} meminta uang tanpa karcis, itu pungli.")).await;
        }
        for who in ["andi", "marthen", "darius"] {
            let page = office.signed_in(who).await.get("/meja/dini").await;
            assert!(page.says("Tidak ada yang di luar kebiasaan"), "{who}: {}", page.words());
            assert!(!page.says("pungli") && !page.says("karcis"), "{who}: {}", page.words());
        }
        for n in 0..14 {
            told(&office, "roads", "65.03.12", format!("Jembatan nomor {n} runtuh di hulu.")).await;
        }
        assert!(office.signed_in("andi").await.get("/meja/dini").await.says("Jalan, 65.03.12"));
        let page = office.signed_in("darius").await.get("/meja/dini").await;
        assert!(page.says("Tidak ada yang di luar kebiasaan") && !page.says("runtuh"), "another unit's: {}", page.words());
        assert!(office.stranger().get("/meja/dini").await.redirect().unwrap().starts_with("/masuk"));
        assert_eq!(office.signed_in("yusran").await.get("/meja/dini").await.status, 403);
    }

    async fn a_young_regency_is_told_to_wait(office) {
        office.report("piers", "Papan dermaga nomor dua lepas sejak kemarin.").await;
        let page = office.signed_in("darius").await.get("/meja/dini").await;
        assert!(page.says("Catatan belum cukup panjang") && page.link("Buka ringkasan").href == "/meja/ringkasan", "{}", page.words());
    }
}

#[tokio::test]
async fn no_more_cases_are_read_than_came_in_these_days() {
    let office = Office::on_sqlite().await;
    let unit = |code: &str| UnitCode::try_new(code).unwrap();
    for reach in [Reach::All, Reach::Units(vec![unit("dishub"), unit("pupr")])] {
        let since = office.cases.now().as_millisecond();
        let plan = queries::surges_plan(office.cases.platform().store().reads(), &reach, since).await.unwrap();
        let reads: Vec<_> = plan.iter().filter(|step| step.contains(" cases")).collect();
        let by_time = |step: &&String| step.contains("SEARCH cases USING INTEGER PRIMARY KEY (rowid>?");
        assert!(reads.len() == 2 && reads.iter().all(by_time), "{plan:#?}");
    }
}
