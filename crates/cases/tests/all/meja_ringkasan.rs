//! The figures of the desk: every sum is what counting the cases one by one gives, for whom it may be shown, and no case is
//! read for it.

use hadir_cases::Case;
use hadir_cases::commands::{self, Assign, Report, assign};
use hadir_cases::queries::{self, Reach};
use hadir_org::{By, UnitCode};
use hadir_testkit::random::Seeded;

use crate::meja_office::{Office, at_both_desks};

const WEEK_MS: i64 = 7 * 24 * 60 * 60 * 1_000;
/// Monday, 5 January 1970, 00.00 WITA.
const FIRST_MONDAY_MS: i64 = (4 * 24 - 8) * 60 * 60 * 1_000;

/// The week of an instant, counted from that Monday.
fn week(at: i64) -> i64 {
    (at - FIRST_MONDAY_MS).div_euclid(WEEK_MS) + 1
}

/// Sixty cases over fourteen weeks, some answered, early or late, some asked back, some handed on, some in a closed circle.
async fn filed(office: &Office) -> Vec<String> {
    let mut random = Seeded::new(20_260_401);
    let mut numbers = Vec::new();
    let mut open = Vec::new();
    for n in 0..60 {
        let report = Report {
            category: random.pick(&["piers", "roads", "levy"]).parse().ok(),
            place: random.pick(&[None, Some("65.03.10"), Some("65.03.10.2001"), Some("65.03.12")]).map(str::to_owned),
            text: format!("Laporan nomor {n} tentang papan yang rusak."),
            ..Report::default()
        };
        let filed = office.file(report).await;
        numbers.push(filed.number);
        open.push(filed.id);
        office.wait(random.below(80));
        let id = *random.pick(&open);
        match random.below(5) {
            0 | 1 => {
                let told = |case: &Case, asking: &commands::Asking<'_>| commands::answer(case, "Sudah.", true, asking);
                let _ = office.cases.as_officer(id, By::Console, told).await;
            }
            2 => {
                let ask =
                    |case: &Case, asking: &commands::Asking<'_>| commands::ask_citizen(case, "Yang mana?", asking);
                let _ = office.cases.as_officer(id, By::Console, ask).await;
            }
            3 => {
                let to = Assign { unit: "pupr".parse().unwrap(), staff: None, why: String::new() };
                let _ = office.cases.as_officer(id, By::Console, move |case, asking| assign(case, &to, asking)).await;
            }
            _ => {}
        }
    }
    numbers
}

/// What counting one by one gives for a week: received, done, late at its end.
fn counted(cases: &[Case], week_at: i64) -> (u64, u64, u64) {
    let count = |is: &dyn Fn(&Case) -> bool| cases.iter().filter(|case| is(case)).count() as u64;
    let done_at = |case: &Case| case.first_answer.map(|answer| answer.at).or(case.closed_at);
    let received = count(&|case| week(case.received_at()) == week_at);
    let done = count(&|case| !case.status.is_open() && done_at(case).is_some_and(|at| week(at) == week_at));
    let late = count(&|case| {
        let is_due = case.due_at().is_some_and(|due| week(due) <= week_at);
        let was_late = done_at(case).is_none_or(|at| case.due_at().is_some_and(|due| at > due));
        let is_settled = !case.status.is_open() && done_at(case).is_some_and(|at| week(at) <= week_at);
        is_due && was_late && !case.is_waiting() && !is_settled
    });
    (received, done, late)
}

at_both_desks! {
    async fn sums_are_what_counting_one_by_one_gives(office) {
        let numbers = filed(&office).await;
        let mut cases = Vec::new();
        for number in &numbers {
            cases.push(office.case(number).await);
        }
        assert!(cases.iter().any(|case| case.sensitivity.is_some()));
        cases.retain(|case| case.sensitivity.is_none());
        let (pool, this_week) = (office.cases.platform().store().reads(), week(office.cases.now().as_millisecond()));
        let from = this_week - 11;
        for units in [vec![], vec!["dishub"], vec!["dishub", "pupr"]] {
            let reach = match units.as_slice() {
                [] => Reach::All,
                units => Reach::Units(units.iter().map(|unit| UnitCode::try_new(unit).unwrap()).collect()),
            };
            let within: Vec<_> =
                cases.iter().filter(|case| units.is_empty() || units.contains(&case.unit.as_str())).cloned().collect();
            let weeks = queries::weeks(pool, &reach, from, this_week).await.unwrap();
            for (at, week) in (from..).zip(&weeks) {
                assert_eq!((week.received, week.done, week.late), counted(&within, at), "{units:?} {at}");
            }
            let places = queries::by_place(pool, &reach, Some("piers"), from, this_week).await.unwrap();
            for (code, share) in &places {
                let here = |case: &&Case| {
                    let place = case.received.as_ref().unwrap().place.as_deref().unwrap_or_default();
                    case.category.as_deref() == Some("piers") && place.get(..8).unwrap_or_default() == code
                };
                let open = within.iter().filter(here).filter(|case| case.status.is_open()).count() as u64;
                let received = within.iter().filter(here).filter(|case| week(case.received_at()) >= from).count() as u64;
                assert_eq!((share.received, share.open), (received, open), "{units:?} {code}");
            }
            let of_units = queries::by_unit(pool, &reach, from, this_week).await.unwrap();
            assert_eq!(of_units.values().map(|share| share.received).sum::<u64>(), weeks.iter().map(|week| week.received).sum::<u64>());
        }
        assert_eq!(queries::by_unit(pool, &Reach::Units(Vec::new()), from, this_week).await.unwrap().len(), 0);
    }

    async fn who_heads_a_unit_reads_its_figures_and_a_name_leads_to_the_list_behind_it(office) {
        let (mut piers, mut roads) = (Vec::new(), Vec::new());
        for n in 0..3 {
            piers.push(office.report("piers", &format!("Papan dermaga nomor {n} lepas sejak kemarin.")).await.number);
        }
        roads.push(office.report("roads", "Jalan Ahmad Yani berlubang besar di depan pasar.").await.number);
        office.report("levy", "Petugas dermaga meminta uang dua puluh ribu tanpa karcis, itu pungli.").await;
        let mut darius = office.signed_in("darius").await;
        let page = darius.get("/meja/ringkasan").await;
        assert_eq!(page.status, 200);
        assert!(page.says("3 laporan masuk, 0 dijawab atau selesai"), "{}", page.words());
        let href = page.link("9 Maret 2026").href;
        let list = darius.get(&href).await;
        assert!(piers.iter().all(|number| list.says(number)) && !list.says(&roads[0]), "{href}: {}", list.words());
        // The whole regency, without what is in a closed circle.
        let mut andi = office.signed_in("andi").await;
        let page = andi.get("/meja/ringkasan?masa=bulan").await;
        assert!(page.says("4 laporan masuk; 0 di antaranya"), "{}", page.words());
        assert!(page.says("Terbanyak di Dinas Perhubungan: 3"), "{}", page.words());
        let page = andi.get("/meja/ringkasan?unit=pupr").await;
        assert!(page.says("1 laporan masuk, 0 dijawab"), "{}", page.words());
        assert!(office.signed_in("marthen").await.get("/meja/ringkasan").await.says("4 laporan masuk, 0"), "not for the circle either");
        // Another's unit is none of the head's.
        let page = darius.get("/meja/ringkasan?unit=pupr").await;
        assert!(page.says("Belum ada laporan dalam rentang ini"), "{}", page.words());
        // Limits pass.
        office.wait(24 * 60);
        let mut darius = office.signed_in("darius").await;
        let page = darius.get("/meja/ringkasan").await;
        assert!(page.says("3 laporan yang lewat batas") && page.link("Lihat yang lewat batas sekarang").href == "/meja?lihat=lewat", "{}", page.words());
    }

    async fn figures_are_for_those_who_may_see_them(office) {
        office.report("piers", "Papan dermaga nomor dua lepas sejak kemarin.").await;
        assert!(office.stranger().get("/meja/ringkasan").await.redirect().unwrap().starts_with("/masuk"));
        for handler in ["yusran", "norma", "rahmawati"] {
            assert_eq!(office.signed_in(handler).await.get("/meja/ringkasan").await.status, 403, "{handler}");
        }
        // Who reads figures and no cases is led to no list.
        let page = office.signed_in("rizky").await.get("/meja/ringkasan").await;
        assert_eq!(page.status, 200);
        assert!(!page.text().contains("href=\"/meja?"), "{}", page.text());
    }
}

#[tokio::test]
async fn no_case_is_read_for_a_sum() {
    let office = Office::on_sqlite().await;
    let unit = |code: &str| UnitCode::try_new(code).unwrap();
    for reach in [Reach::All, Reach::Units(vec![unit("dishub"), unit("pupr")])] {
        let pool = office.cases.platform().store().reads();
        let plan = queries::weeks_plan(pool, &reach, 2_900, 2_912).await.unwrap();
        // Sums of what is open are as many as there are districts, categories and units, whatever there was before.
        let by = [" case_weeks USING PRIMARY KEY (week", " case_places USING PRIMARY KEY (week", "SCAN case_open"];
        let reads = |step: &&String| {
            let is_read = step.starts_with("SCAN") || step.starts_with("SEARCH");
            is_read && !by.iter().any(|way| step.contains(way))
        };
        assert_eq!(plan.iter().find(reads), None, "{plan:#?}");
    }
}
