//! Every list of the desk is read from its place in an index, and search looks at the newest matches: their cost does not
//! grow with the cases.

use hadir_cases::kinds::ReportKind;
use hadir_cases::queries::{self, Asked, NearAsked, NearPublicAsked, Reach, View};
use hadir_org::UnitCode;

use crate::meja_office::{Office, at_both_desks};

#[tokio::test]
async fn every_view_is_read_from_an_index_in_the_order_of_the_list() {
    let office = Office::on_sqlite().await;
    let unit = |code: &str| UnitCode::try_new(code).unwrap();
    let many = (0..60).map(|n| unit(&format!("unit-{n}"))).collect();
    let reaches = [
        Reach::All,
        Reach::Units(vec![unit("dishub")]),
        Reach::Units(vec![unit("dishub"), unit("pupr")]),
        Reach::Units(many),
    ];
    let staff = office.cases.platform().org().staff_by_name()[0].id;
    for reach in &reaches {
        for view in View::ALL {
            let asked = Asked { reach, staff, stands_in_for: &[], now: office.cases.now() };
            let plan = queries::plan(office.cases.platform().store().reads(), view, &asked, 50).await.unwrap();
            // One case by its key, where another table says which.
            let by = ["USING INDEX", "USING COVERING INDEX", "USING INTEGER PRIMARY KEY (rowid=?)"];
            let reads = |step: &&String| step.contains(" cases") && !by.iter().any(|way| step.contains(way));
            assert_eq!(plan.iter().find(reads), None, "{view:?} {reach:?}: {plan:#?}");
            assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{view:?} {reach:?}: {plan:#?}");
        }
    }
}

#[tokio::test]
async fn what_may_be_of_one_matter_is_read_from_its_place_in_two_indexes() {
    let office = Office::on_sqlite().await;
    let asked = NearAsked {
        reach: &Reach::Units(vec![UnitCode::try_new("dishub").unwrap()]),
        place_in_time: 9,
        category: Some("piers"),
        district: Some("65.03.10"),
        region: Some("65.03.10.2001"),
        since: 0,
    };
    for asked in [asked, NearAsked { district: None, region: None, ..asked }, NearAsked { category: None, ..asked }] {
        let plan = queries::near_plan(office.cases.platform().store().reads(), &asked).await.unwrap();
        let by = ["USING INDEX cases_near_", "USING INTEGER PRIMARY KEY (rowid=?)"];
        let reads = |step: &&String| step.contains(" cases") && !by.iter().any(|way| step.contains(way));
        assert_eq!(plan.iter().find(reads), None, "{asked:?}: {plan:#?}");
        assert!(plan.iter().any(|step| step.contains(by[0])), "{asked:?}: {plan:#?}");
    }
}

#[tokio::test]
async fn what_the_public_may_add_a_voice_to_and_who_did_is_read_from_its_own_index() {
    let office = Office::on_sqlite().await;
    let reads = office.cases.platform().store().reads();
    let asked = NearPublicAsked { kind: ReportKind::Complaint, district: "65.03.10", since: 0 };
    let plan = queries::near_public_plan(reads, &asked).await.unwrap();
    assert_eq!(plan, ["SEARCH cases USING INDEX cases_public_open (district=? AND kind=? AND place_in_time>?)"]);
    let plan = queries::joined_plan(reads, &[7; 16], &Reach::All, 3).await.unwrap();
    assert_eq!(plan, ["SEARCH cases USING INDEX cases_joins (joins=?)"]);
}

#[tokio::test]
async fn what_nobody_has_is_read_from_where_it_was_read_last() {
    let office = Office::on_sqlite().await;
    let unit = UnitCode::try_new("dishub").unwrap();
    let plan = queries::unheld_plan(office.cases.platform().store().reads(), &unit, (9, 9)).await.unwrap();
    assert_eq!(plan, ["SEARCH cases USING INDEX cases_unheld (unit=? AND touched_at>?)"]);
}

#[tokio::test]
async fn what_nobody_answered_in_time_is_read_from_an_index_of_what_waits() {
    let office = Office::on_sqlite().await;
    let now = office.cases.now().as_millisecond();
    let plan = queries::lapsed_plan(office.cases.platform().store().reads(), now).await.unwrap();
    let is_indexed =
        |step: &String| step.starts_with("SEARCH cases USING INDEX cases_lapse (lapses_at>? AND lapses_at<?)");
    assert!(plan.len() == 1 && plan.iter().all(is_indexed), "{plan:#?}");
}

at_both_desks! {
    async fn the_last_word_stands_for_its_continuations_only_where_it_does_not_fill_a_page(office) {
        let mut numbers = Vec::new();
        for word in ["zamrud", "zamrud", "zamrudiana"] {
            numbers.push(office.report("piers", &format!("Tolong lampu di depan kios {word} diperbaiki.")).await.number);
            office.wait(1);
        }
        let pool = office.cases.platform().store().reads();
        let found = async |before, limit| -> Vec<String> {
            let rows = queries::search(pool, "kios zamrud", &Reach::All, before, limit).await.unwrap();
            rows.into_iter().map(|row| row.number).collect()
        };
        assert_eq!(found(None, 2).await, [numbers[1].as_str(), &numbers[0]]);
        assert_eq!(found(None, 3).await, [numbers[2].as_str(), &numbers[1], &numbers[0]]);
        // The second page goes on as the first one began.
        let first = queries::search(pool, "kios zamrud", &Reach::All, None, 1).await.unwrap();
        assert_eq!(found(Some(first[0].place_in_time), 1).await, [numbers[0].as_str()]);
        // Who may see less decides by what they may see, on every page alike.
        let own = Reach::Units(vec![UnitCode::try_new("dishub").unwrap()]);
        let elsewhere = office.report("water", "Air keruh di kios zamrud sejak kemarin pagi.").await.number;
        assert_ne!(office.case(&elsewhere).await.unit, "dishub");
        let first = queries::search(pool, "kios zamrud", &own, None, 3).await.unwrap();
        assert_eq!(first.iter().map(|row| row.number.as_str()).collect::<Vec<_>>(), [&numbers[2], &numbers[1], &numbers[0]]);
        let second = queries::search(pool, "kios zamrud", &own, Some(first[0].place_in_time), 3).await.unwrap();
        assert_eq!(second.len(), 2);
        let beyond = office.report("piers", "Kios zamrudiana di dermaga ambruk.").await.number;
        let first = queries::search(pool, "kios zamrud", &own, None, 3).await.unwrap();
        assert_eq!(first[0].number, beyond, "three match in all, but only two within reach");
        let second = queries::search(pool, "kios zamrud", &own, Some(first[0].place_in_time), 3).await.unwrap();
        assert!(second.iter().any(|row| row.number == numbers[2]), "continuations are on the second page too");
        assert!(queries::search(pool, "zamrud", &Reach::Units(Vec::new()), None, 9).await.unwrap().is_empty());
    }
}
