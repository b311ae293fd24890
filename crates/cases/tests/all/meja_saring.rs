//! A list narrowed by its address: exactly the cases that match, page by page, whatever the address holds.

use hadir_cases::commands::{Assign, Report, assign};
use hadir_cases::kinds::{Channel, ReportKind};
use hadir_cases::queries::{self, Asked, DeskFilter, Handler, Reach, View, filtered};
use hadir_org::By;

use crate::meja_office::{Office, at_both_desks};

const KINDS: [ReportKind; 3] = [ReportKind::Complaint, ReportKind::Question, ReportKind::Praise];
const PLACES: [Option<&str>; 4] = [None, Some("65.03.10"), Some("65.03.10.2001"), Some("65.03.100.2001")];

/// Reports of each kind about each place, by two ways, an hour apart; every third is somebody's.
async fn filed(office: &Office) -> Vec<String> {
    let org = office.cases.platform().org();
    let yusran = org.staff_by_username(&"yusran".parse().unwrap()).unwrap().id;
    let mut numbers = Vec::new();
    for n in 0..24 {
        let report = Report {
            kind: Some(KINDS[n % 3]),
            place: PLACES[n % 4].map(str::to_owned),
            channel: Some(if n % 2 == 0 { Channel::Web } else { Channel::Phone }),
            category: ["piers", "roads"][n / 12].parse().ok(),
            text: format!("Papan nomor {n} di dermaga lepas."),
            ..Report::default()
        };
        let filed = office.file(report).await;
        if n % 3 == 0 && n < 12 {
            let to = Assign { unit: "dishub".parse().unwrap(), staff: Some(yusran), why: String::new() };
            let act =
                move |case: &hadir_cases::Case, asking: &hadir_cases::commands::Asking<'_>| assign(case, &to, asking);
            office.cases.as_officer(filed.id, By::Console, act).await.unwrap();
        }
        numbers.push(filed.number);
        office.wait(1);
    }
    numbers
}

at_both_desks! {
    async fn a_filter_shows_exactly_what_matches_page_by_page(office) {
        let numbers = filed(&office).await;
        let org = office.cases.platform().org();
        let yusran = org.staff_by_username(&"yusran".parse().unwrap()).unwrap().id;
        let pool = office.cases.platform().store().reads();
        let two = Reach::Units(vec!["dishub".parse().unwrap(), "pupr".parse().unwrap()]);
        let mut cases = Vec::new();
        for number in &numbers {
            cases.push(office.case(number).await);
        }
        let begin = cases[0].received_at();
        let hour = 3_600_000;
        let filters = [
            DeskFilter { kind: Some(ReportKind::Question), ..DeskFilter::default() },
            DeskFilter { category: Some("roads".into()), channel: Some(Channel::Phone), ..DeskFilter::default() },
            DeskFilter { place: Some("65.03.10".into()), ..DeskFilter::default() },
            DeskFilter { place: Some("65.03.10.2001".into()), kind: Some(ReportKind::Praise), ..DeskFilter::default() },
            DeskFilter { handler: Some(Handler::Person(yusran)), ..DeskFilter::default() },
            DeskFilter { handler: Some(Handler::Nobody), from: Some(begin + 5 * hour), before: Some(begin + 15 * hour), ..DeskFilter::default() },
            DeskFilter { category: Some("tidak-ada".into()), ..DeskFilter::default() },
        ];
        for reach in [Reach::All, two] {
            for filter in &filters {
                let asked = Asked { reach: &reach, staff: yusran, stands_in_for: &[], now: office.cases.now() };
                let all = queries::list(pool, View::Inbox, &asked, None, 100).await.unwrap();
                let wanted: Vec<String> = all.iter().map(|row| row.number.clone()).filter(|number| {
                    let case = cases.iter().find(|case| case.number() == number).unwrap();
                    let received = case.received.as_ref().unwrap();
                    filter.kind.is_none_or(|kind| case.kind() == kind)
                        && filter.category.as_ref().is_none_or(|category| case.category.as_ref() == Some(category))
                        && filter.channel.is_none_or(|channel| received.channel == channel)
                        && filter.place.as_ref().is_none_or(|place| received.place.as_ref().is_some_and(|is| is == place || is.starts_with(&format!("{place}."))))
                        && filter.handler.is_none_or(|handler| match handler { Handler::Nobody => case.staff.is_none(), Handler::Person(id) => case.staff == Some(id) })
                        && filter.from.is_none_or(|from| received.at >= from)
                        && filter.before.is_none_or(|before| received.at < before)
                }).collect();
                let (mut found, mut after, mut looked) = (Vec::new(), None, 0);
                loop {
                    let page = filtered(pool, View::Inbox, &asked, filter, after, 2).await.unwrap();
                    assert!(page.rows.len() <= 2);
                    found.extend(page.rows.into_iter().map(|row| row.number));
                    looked += page.looked_at;
                    after = page.next;
                    if after.is_none() { break }
                }
                assert_eq!(found, wanted, "{filter:?}");
                let is_of_one = matches!(filter.handler, Some(Handler::Person(_)));
                assert_eq!(looked, if is_of_one { wanted.len() } else { all.len() }, "{filter:?}");
            }
        }
    }

    async fn the_address_holds_the_filter_and_says_what_it_found(office) {
        let numbers = filed(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get("/meja?lihat=masuk&jenis=question&tempat=65.03.10.2001").await;
        assert!(page.says("1 laporan cocok") && page.says(&numbers[10]), "{}", page.words());
        assert!(page.says("Hapus saringan"));
        let mine = yusran.get("/meja?petugas=saya").await;
        assert!(mine.says("4 laporan cocok") && mine.says(&numbers[9]) && !mine.says(&numbers[10]), "{}", mine.words());
        assert!(yusran.get("/meja?jenis=praise&saluran=sms").await.says("Tidak ada laporan yang cocok"));
        let day = yusran.get("/meja?sejak=2026-03-12&sampai=2026-03-12").await;
        assert!(day.says("12 laporan cocok"), "{}", day.words());
        // What is on no list narrows nothing, and nothing of it comes back as it came.
        for odd in ["jenis=%22%3E%3Cb%3E", "tempat=x'--", "sejak=kemarin", "petugas=../..", "saluran=pigeon"] {
            let page = yusran.get(&format!("/meja?{odd}")).await;
            assert_eq!(page.status, 200, "{odd}");
            assert!(page.says(&numbers[0]) && !page.says("cocok"), "{odd}: {}", page.words());
        }
    }
}
