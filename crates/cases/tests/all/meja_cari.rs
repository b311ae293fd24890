//! Searching at the desk with conditions: exactly what matches is found, nobody finds what they may not see, and the cost
//! of a page does not grow with the cases.

use hadir_cases::commands::Report;
use hadir_cases::kinds::{Channel, ReportKind, Status};
use hadir_cases::queries::{self, DeskFilter, Handler, Reach, Sought, Standing};
use hadir_org::UnitCode;
use hadir_testkit::http::Page;

use crate::meja_office::{MORNING, Office, act, at_both_desks};
use crate::town::in_both_towns;

const DAY: u64 = 24;

/// Twelve reports a day apart, alternating between piers and roads, by two ways.
async fn filed(office: &Office) -> Vec<String> {
    let mut numbers = Vec::new();
    for n in 0..12 {
        let report = Report {
            kind: Some(if n % 3 == 0 { ReportKind::Question } else { ReportKind::Complaint }),
            place: (n % 4 == 0).then(|| "65.03.10.2001".to_owned()),
            channel: Some(if n % 4 == 1 { Channel::Whatsapp } else { Channel::Web }),
            category: ["piers", "roads"][n % 2].parse().ok(),
            text: format!("Papan nomor {n} lepas di ujung gang."),
            ..Report::default()
        };
        numbers.push(office.file(report).await.number);
        office.wait(DAY);
    }
    numbers
}

/// Which of the reports a page lists, by their places.
fn listed(page: &Page, numbers: &[String]) -> Vec<usize> {
    assert_eq!(page.status, 200);
    (0..numbers.len()).filter(|n| page.text().contains(&format!("href=\"/meja/{}\"", numbers[*n]))).collect()
}

fn asked(typed: &str) -> String {
    format!("/meja?q={}", typed.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>())
}

in_both_towns! {
    async fn every_condition_finds_exactly_what_it_says(town) {
        let office = &town.office;
        let numbers = filed(office).await;
        let mut andi = office.signed_in("andi").await;
        act(&mut andi, &numbers[2], "ambil", &[]).await;
        let mut yusran = office.signed_in("yusran").await;
        act(&mut yusran, &numbers[0], "ambil", &[]).await;
        act(&mut yusran, &numbers[4], "jawab", &[("text", "Sudah kami ganti."), ("sebagai", "jawaban"), ("pokok", "ya")]).await;
        for (typed, wanted) in [
            ("kategori:roads", vec![1, 3, 5, 7, 9, 11]),
            ("kategori:jalan", vec![1, 3, 5, 7, 9, 11]),
            ("papan kategori:jal", vec![1, 3, 5, 7, 9, 11]),
            ("dari:whatsapp", vec![1, 5, 9]),
            ("jenis:pertanyaan", vec![0, 3, 6, 9]),
            ("tempat:\"sungai nyamuk\"", vec![0, 4, 8]),
            ("tempat:\"Sebatik Timur\" -nomor8", vec![]),
            ("tempat:\"Sebatik Timur\"", vec![0, 4, 8]),
            ("unit:dishub", vec![0, 2, 4, 6, 8, 10]),
            ("unit:\"Dinas Pekerjaan\" dari:whatsapp", vec![1, 5, 9]),
            ("petugas:yusran", vec![0]),
            ("petugas:belum sebelum:16/3/2026", vec![1, 2, 3]),
            ("status:dijawab", vec![4]),
            ("status:terbuka sampai:16/3/2026", vec![0, 1, 2, 3]),
            ("sebelum:14/3/2026", vec![0, 1]),
            ("sesudah:2026-03-20", vec![9, 10, 11]),
            ("sejak:20/3/2026 sampai:21/3/2026", vec![8, 9]),
            ("papan sejak:3/2026 sebelum:14/3/2026 kategori:dermaga", vec![0]),
            ("sebelum:2026", vec![]),
        ] {
            let page = andi.get(&asked(typed)).await;
            assert_eq!(listed(&page, &numbers), wanted, "{typed}: {}", page.words());
        }
        let page = andi.get(&asked("kategori:jalan sebelum:15/3/2026")).await;
        assert!(page.says("Disaring: Jalan, sebelum 15 Maret 2026."), "{}", page.words());
        assert!(page.says("Contoh: jalan kategori:jalan sebelum:1/11/2026"));
    }

    async fn what_is_not_understood_is_said_and_narrows_nothing(town) {
        let numbers = filed(&town.office).await;
        let mut andi = town.office.signed_in("andi").await;
        let page = andi.get(&asked("papan kategori:bulan")).await;
        assert!(page.says("“kategori:bulan” tidak dikenal, jadi tidak menyaring apa pun."), "{}", page.words());
        assert_eq!(listed(&page, &numbers).len(), 12);
        let page = andi.get(&asked("papan tempat:sebatik sebelum:besok")).await;
        assert!(page.says("bisa berarti Sebatik Tengah; Sebatik Timur, jadi belum menyaring apa pun. Tulis lebih lengkap."), "{}", page.words());
        assert!(page.says("“sebelum:besok” bukan tanggal, jadi tidak menyaring apa pun."));
        let page = andi.get(&asked("papan status:baru status:selesai")).await;
        assert!(page.says("“status:selesai” tidak dipakai; dari syarat yang sejenis hanya yang pertama menyaring."), "{}", page.words());
        assert!(page.says("Disaring: baru.") && listed(&page, &numbers).len() == 12, "{}", page.words());
        // No name of ours: searched for as words, like everything else.
        assert_eq!(listed(&andi.get(&asked("papan prioritas:tinggi")).await, &numbers), [0; 0]);
        assert_eq!(listed(&andi.get(&asked("unit:tidakada")).await, &numbers), [0; 0]);
        for odd in ["kategori:'; drop table cases; --", "unit:%", "tempat:\"", "::::", "status:\u{0}", "sebelum:9999", "sesudah:9999", "dari:_"] {
            assert_eq!(andi.get(&asked(odd)).await.status, 200, "{odd}");
        }
        assert_eq!(listed(&andi.get(&asked("papan")).await, &numbers).len(), 12);
    }
}

at_both_desks! {
    async fn nobody_finds_by_a_condition_what_they_may_not_see(office) {
        let numbers = filed(&office).await;
        let levy = office.report("levy", "Petugas meminta uang tanpa karcis, itu pungli.").await.number;
        let mut norma = office.signed_in("norma").await;
        for typed in ["unit:dishub", "kategori:dermaga", "papan unit:dishub", "petugas:yusran"] {
            assert_eq!(listed(&norma.get(&asked(typed)).await, &numbers), [0; 0], "{typed}");
        }
        assert_eq!(listed(&norma.get(&asked("status:terbuka")).await, &numbers), [1, 3, 5, 7, 9, 11]);
        for name in ["norma", "andi", "marthen", "yusran"] {
            let mut browser = office.signed_in(name).await;
            for typed in ["kategori:levy", "unit:inspektorat", "sejak:2026", "pungli status:terbuka"] {
                assert!(!browser.get(&asked(typed)).await.says(&levy), "{name} {typed}");
            }
        }
    }

    async fn the_index_of_words_holds_nothing_of_a_closed_circle(office) {
        let numbers = filed(&office).await;
        let indexed = async || -> i64 {
            let pool = office.cases.platform().store().reads();
            let (count,): (i64,) = pool.one("select cast(count(*) as bigint) from case_search", Vec::new()).await.unwrap();
            count
        };
        assert_eq!(indexed().await, 12);
        office.report("levy", "Petugas meminta uang papan tanpa karcis, itu pungli.").await;
        assert_eq!(indexed().await, 12, "sealed from the first moment");
        let mut andi = office.signed_in("andi").await;
        assert_eq!(listed(&andi.get(&asked("papan")).await, &numbers).len(), 12);
        act(&mut andi, &numbers[0], "golongkan", &[("kategori", "piers"), ("lingkaran", "violence")]).await;
        assert_eq!(indexed().await, 11, "and what came into the circle later");
    }

    async fn who_sees_one_unit_finds_its_reports_whatever_else_matches(office) {
        let numbers = filed(&office).await;
        let pool = office.cases.platform().store().reads();
        let own = Reach::Units(vec![UnitCode::try_new("dishub").unwrap()]);
        // As many are read as are asked for, and all of them are the unit's: others that match are not even looked at.
        let places = queries::search(pool, "papan", &own, None, 6).await.unwrap();
        let wanted: Vec<_> = (0..12).rev().filter(|n| n % 2 == 0).map(|n| numbers[n].clone()).collect();
        assert_eq!(places.iter().map(|row| row.number.clone()).collect::<Vec<_>>(), wanted);
        // A report handed on is found by those who have it now.
        let mut andi = office.signed_in("andi").await;
        act(&mut andi, &numbers[0], "teruskan", &[("kepada", "pupr"), ("alasan", "Bagian mereka.")]).await;
        let found = async |unit: &str| {
            let reach = Reach::Units(vec![UnitCode::try_new(unit).unwrap()]);
            let rows = queries::search(pool, "papan nomor", &reach, None, 20).await.unwrap();
            rows.iter().any(|row| row.number == numbers[0])
        };
        assert!(found("pupr").await && !found("dishub").await);
    }

    async fn a_page_goes_on_where_the_last_one_ended(office) {
        let numbers = filed(&office).await;
        let pool = office.cases.platform().store().reads();
        let filter = DeskFilter { category: Some("roads".into()), ..DeskFilter::default() };
        for words in ["", "papan"] {
            let sought = Sought { words, filter: &filter, reach: &Reach::All, now: office.cases.now() };
            let (mut found, mut before) = (Vec::new(), None);
            loop {
                let (rows, next) = queries::searched(pool, &sought, before, 4).await.unwrap();
                found.extend(rows.into_iter().map(|row| row.number));
                before = next;
                if before.is_none() { break }
            }
            let wanted: Vec<_> = (0..12).rev().filter(|n| n % 2 == 1).map(|n| numbers[n].clone()).collect();
            assert_eq!(found, wanted, "{words:?}");
        }
        let nowhere = Sought { words: "", filter: &filter, reach: &Reach::Units(Vec::new()), now: office.cases.now() };
        assert_eq!(queries::searched(pool, &nowhere, None, 4).await.unwrap(), (Vec::new(), None));
    }

    async fn what_silence_closed_is_closed(office) {
        let filed = office.report("piers", "Papan dermaga patah.").await;
        let mut yusran = office.signed_in("yusran").await;
        act(&mut yusran, &filed.number, "jawab", &[("text", "Sudah kami ganti."), ("sebagai", "jawaban"), ("pokok", "ya")]).await;
        let is_found = async |status| {
            let filter = DeskFilter { standing: Some(Standing::Is(status)), ..DeskFilter::default() };
            let sought = Sought { words: "", filter: &filter, reach: &Reach::All, now: office.cases.now() };
            let pool = office.cases.platform().store().reads();
            !queries::searched(pool, &sought, None, 4).await.unwrap().0.is_empty()
        };
        assert!(is_found(Status::Answered).await && !is_found(Status::Closed).await);
        office.wait(60 * DAY);
        assert!(!is_found(Status::Answered).await && is_found(Status::Closed).await);
    }
}

#[tokio::test]
async fn no_search_goes_through_a_table() {
    let office = Office::on_sqlite().await;
    let staff = office.cases.platform().org().staff_by_name()[0].id;
    let received = MORNING.parse::<jiff::Timestamp>().unwrap().as_millisecond();
    let filters = [
        DeskFilter { category: Some("roads".into()), standing: Some(Standing::Overdue), ..DeskFilter::default() },
        DeskFilter { from: Some(received), before: Some(received + 1), ..DeskFilter::default() },
        DeskFilter { handler: Some(Handler::Person(staff)), place: Some("65.03".into()), ..DeskFilter::default() },
    ];
    let reaches = [Reach::All, Reach::Units(vec![UnitCode::try_new("dishub").unwrap()])];
    for filter in &filters {
        for (reach, words) in reaches.iter().flat_map(|reach| [(reach, ""), (reach, "papan patah")]) {
            let sought = Sought { words, filter, reach, now: office.cases.now() };
            let pool = office.cases.platform().store().reads();
            let plan = queries::searched_plan(pool, &sought, 51).await.unwrap();
            let by_key = "USING INTEGER PRIMARY KEY";
            let goes_through = |step: &&String| {
                let is_cases = step.contains(" cases") && !step.contains("case_search");
                is_cases && !step.contains(by_key)
            };
            assert_eq!(plan.iter().find(goes_through), None, "{words:?} {filter:?}: {plan:#?}");
        }
    }
}
