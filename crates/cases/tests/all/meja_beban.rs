//! How much work each has: the head's page, one's own line, and figures that are those of the lists behind them.

use hadir_cases::Case;
use hadir_cases::commands::{Asking, Assign, assign};
use hadir_cases::queries::{self, Asked, DeskFilter, Handler, Load, LoadAsked, Reach, View};
use hadir_org::By;
use hadir_testkit::http::Page;

use crate::meja_office::{Office, act, at_both_desks};

const HERE: &str = "/meja/beban";
const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";

async fn gives(office: &Office, count: usize, to: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    for _ in 0..count {
        let filed = office.report("piers", PIER).await;
        let org = office.cases.platform().org();
        let officer = org.staff_by_username(&to.parse().unwrap()).unwrap();
        let to = Assign { unit: "dishub".parse().unwrap(), staff: Some(officer.id), why: String::new() };
        let act = move |case: &Case, asking: &Asking<'_>| assign(case, &to, asking);
        office.cases.as_officer(filed.id, By::Console, act).await.unwrap();
        numbers.push(filed.number);
    }
    numbers
}

/// The links behind the figures of one person, each with its figure, in the order of the columns.
fn figures(page: &Page, name: &str) -> Vec<(String, String)> {
    let row = page
        .text()
        .split("<tr")
        .skip(1)
        .find(|row| row.contains(&format!(">{name}<")))
        .unwrap_or_else(|| panic!("{name}: {}", page.words()));
    let links = row.split("<a href=\"").skip(1).filter(|link| link.contains("lihat=") && !link.contains("banyak"));
    let links = links.map(|link| {
        let (href, rest) = link.split_once('"').unwrap();
        (href.replace("&amp;", "&"), rest.split_once('>').unwrap().1.split('<').next().unwrap().to_owned())
    });
    links.collect()
}

at_both_desks! {
    async fn the_head_sees_each_by_name_and_each_figure_is_that_of_its_list(office) {
        let hasnah = gives(&office, 4, "hasnah").await;
        let early = gives(&office, 2, "yusran").await;
        office.wait(24 * 40);
        gives(&office, 1, "yusran").await;
        let mut browser = office.signed_in("hasnah").await;
        assert_eq!(act(&mut browser, &hasnah[0], "tanya", &[("pertanyaan", "Papan yang mana?")]).await.status, 303);
        let answer = [("text", "Sudah diganti."), ("sebagai", "jawaban"), ("pokok", "ya")];
        assert_eq!(act(&mut browser, &hasnah[1], "jawab", &answer).await.status, 303);
        office.report("piers", PIER).await;

        let mut darius = office.signed_in("darius").await;
        let page = darius.get(HERE).await;
        let words = page.words();
        assert!(words.contains("4 orang memegang 6 laporan terbuka di Dinas Perhubungan."), "{words}");
        assert!(words.contains("4 di antaranya sudah lewat batas waktu.") && words.contains("termasuk di unit bawahannya: 1."), "{words}");
        let order: Vec<_> = ["Darius Belawan", "Hasnah Daud", "Rahmawati", "Yusran Tahir"].iter().map(|name| words.rfind(name).unwrap()).collect();
        assert!(order.is_sorted(), "by name and by nothing else");
        for (name, expected) in [("Hasnah Daud", ["3", "2", "1", "1"].as_slice()), ("Yusran Tahir", &["3", "2"])] {
            let links = figures(&page, name);
            assert_eq!(links.iter().map(|(_, count)| count.as_str()).collect::<Vec<_>>(), expected, "{name}: {links:?}");
            for (href, count) in links {
                let list = darius.get(&href).await;
                let rows = list.text().matches("name=\"l\"").count();
                assert_eq!(rows.to_string(), count, "{href}");
            }
        }
        // One press leads to handing on what one person has.
        let at = page.text().split("href=\"/meja/banyak?").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
        let many = darius.get(&format!("/meja/banyak?{at}")).await;
        assert!(many.says("Teruskan: 3 laporan") && !many.says(&early[0]), "{}", many.words());
        assert_eq!(many.text().matches("name=\"l\"").count(), 3);
    }

    async fn what_is_due_soon_is_that_of_its_list(office) {
        gives(&office, 2, "hasnah").await;
        let mut hours = 0;
        let links = loop {
            office.wait(24);
            hours += 24;
            assert!(hours < 24 * 40, "its limit never comes near");
            let links = figures(&office.signed_in("darius").await.get(HERE).await, "Hasnah Daud");
            if links.len() > 1 { break links }
        };
        let (href, count) = &links[1];
        assert!(href.contains("&batas=2026-") && count == "2", "{links:?}");
        let list = office.signed_in("darius").await.get(href).await;
        assert_eq!(list.text().matches("name=\"l\"").count(), 2, "{}", list.words());
        assert!(list.says("batas waktunya sampai"), "{}", list.words());
    }

    async fn officers_see_their_own_line_and_others_their_own_units(office) {
        gives(&office, 2, "hasnah").await;
        let page = office.signed_in("hasnah").await.get(HERE).await;
        assert!(page.says("Anda memegang 2 laporan terbuka") && !page.says("Yusran"), "{}", page.words());
        for (name, unit) in [("hasnah", "dishub"), ("darius", "pupr"), ("darius", "kab-nunukan"), ("norma", "dishub"), ("marthen", "dishub"), ("darius", "tidak-ada")] {
            let status = office.signed_in(name).await.get(&format!("{HERE}?unit={unit}")).await.status;
            assert_eq!(status, 403, "{name} {unit}");
        }
        let page = office.signed_in("norma").await.get(HERE).await;
        assert!(page.says("Anda memegang 0 laporan terbuka") && !page.says("Hasnah"), "{}", page.words());
        assert!(office.signed_in("andi").await.get(&format!("{HERE}?unit=dishub")).await.says("Hasnah Daud"), "those above");
        let below = office.signed_in("darius").await.get(&format!("{HERE}?unit=dishub-dermaga")).await;
        assert!(below.status == 200 && below.says("Belum ada petugas di Seksi Dermaga"), "{}", below.words());
        assert_eq!(office.signed_in("rizky").await.get(HERE).await.status, 403, "whoever reads no report sees none of it");
        assert_eq!(office.stranger().get(HERE).await.status, 303);
    }

    async fn whoever_is_away_is_marked_and_a_closed_circle_counts_nowhere(office) {
        gives(&office, 1, "hasnah").await;
        let sealed = office.report("levy", "Petugas dermaga meminta uang tanpa karcis, itu pungli.").await;
        let mut marthen = office.signed_in("marthen").await;
        let to = office.officer("hasnah");
        assert_eq!(act(&mut marthen, &sealed.number, "teruskan", &[("kepada", to.as_str())]).await.status, 303);
        for name in ["darius", "hasnah"] {
            let page = office.signed_in(name).await.get(HERE).await;
            assert_eq!(figures(&page, "Hasnah Daud").iter().map(|(_, count)| count.as_str()).collect::<Vec<_>>(), ["1"], "{name}");
        }
        let fields = [("mulai", "2026-03-12"), ("sampai", "2026-03-16"), ("pengganti", "")];
        assert_eq!(office.signed_in("hasnah").await.post("/meja/tidak-masuk", &fields).await.status, 303);
        let page = office.signed_in("darius").await.get(HERE).await;
        assert!(page.says("s.d. 16 Mar"), "{}", page.words());
        let org = office.cases.platform().org();
        let hasnah = org.staff_by_username(&"hasnah".parse().unwrap()).unwrap().id;
        let now = office.cases.now();
        for (reach, open) in [(Reach::All, 1), (Reach::Units(vec!["dishub".parse().unwrap()]), 1), (Reach::Units(Vec::new()), 0)] {
            let asked = LoadAsked { reach: &reach, now, soon_before: i64::MAX, answered_from: 0 };
            let loads = queries::loads(office.cases.platform().store().reads(), &[hasnah], &asked).await.unwrap();
            assert_eq!(loads, [Load { open, soon: open, ..Load::default() }]);
        }
    }
}

#[tokio::test]
async fn each_is_counted_from_their_place_in_the_index() {
    let office = Office::on_sqlite().await;
    let staff: Vec<_> = office.cases.platform().org().staff_by_name().iter().map(|officer| officer.id).collect();
    for reach in [Reach::All, Reach::Units(vec!["dishub".parse().unwrap(), "pupr".parse().unwrap()])] {
        let asked = LoadAsked { reach: &reach, now: office.cases.now(), soon_before: 1, answered_from: 0 };
        let plan = queries::load_plan(office.cases.platform().store().reads(), &staff[..3], &asked).await.unwrap();
        let reads = |index: &str| plan.iter().filter(|step| step.contains("SEARCH") && step.contains(index)).count();
        assert_eq!((reads("cases_of_staff"), reads("cases_answered_by")), (3, 3), "{plan:#?}");
        assert!(!plan.iter().any(|step| step.contains("SCAN cases")), "{plan:#?}");
    }
}

#[tokio::test]
async fn the_list_behind_a_figure_looks_at_that_persons_cases_alone() {
    let office = Office::on_sqlite().await;
    let person = office.cases.platform().org().staff_by_name()[0].id;
    let two = Reach::Units(vec!["dishub".parse().unwrap(), "pupr".parse().unwrap()]);
    for reach in [Reach::All, two] {
        for (view, index) in [
            (View::Inbox, "cases_of_staff"),
            (View::Overdue, "cases_of_staff"),
            (View::Waiting, "cases_of_staff"),
            (View::Done, "cases_answered_by"),
        ] {
            let asked = Asked { reach: &reach, staff: person, stands_in_for: &[], now: office.cases.now() };
            let handler = Some(Handler::Person(person));
            let filter = DeskFilter { handler, answered_from: Some(5), ..DeskFilter::default() };
            let plan = queries::listed_plan(office.cases.platform().store().reads(), view, &asked, &filter).await;
            let plan = plan.unwrap();
            let reads: Vec<_> = plan.iter().filter(|step| step.contains(" cases")).collect();
            assert!(reads.len() == 1 && reads[0].contains(index), "{view:?} {plan:#?}");
        }
    }
}
