//! A limit that comes near lies on the desk of whoever handles the case; one that passed, on their superiors' desks too.

use std::collections::BTreeSet;

use hadir_cases::commands::{Asking, Assign, assign, classify, reply};
use hadir_cases::events::{CaseEvent, Stage};
use hadir_cases::kinds::Sensitivity;
use hadir_cases::queries::{self, Asked, Reach, View};
use hadir_cases::{Case, Filed, Reminders};
use hadir_org::{By, Organisation};
use jiff::{Timestamp, Zoned};

use crate::meja_office::{Office, act, at_both_desks};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const LIST: &str = "/meja?lihat=diingatkan";

/// What was told of a case: when, on the clock of the regency, and how far the limit had come.
fn told(case: &Case) -> Vec<(Zoned, Stage)> {
    let local = |at| Timestamp::from_millisecond(at).unwrap().in_tz("Asia/Makassar").unwrap();
    let told = case.thread.iter().filter_map(|moment| match &moment.event {
        CaseEvent::Told(told) => Some((local(moment.at), told.stage().unwrap())),
        _ => None,
    });
    told.collect()
}

/// Lets hours pass, the job running in each.
async fn let_pass(office: &Office, reminders: &mut Reminders, hours: usize) {
    for _ in 0..hours {
        office.wait(1);
        office.cases.remind(reminders).await.unwrap();
    }
}

/// Whether a person finds the report among what they were reminded of.
async fn is_reminded(office: &Office, name: &str, filed: &Filed) -> bool {
    let page = office.signed_in(name).await.get(LIST).await;
    assert_eq!(page.status, 200);
    page.says(&filed.number)
}

async fn who_is_reminded(office: &Office, filed: &Filed) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    for name in ["yusran", "hasnah", "darius", "andi", "norma", "marthen"] {
        if is_reminded(office, name, filed).await {
            found.insert(name);
        }
    }
    found
}

at_both_desks! {
    async fn a_limit_is_told_step_by_step_in_office_hours(office) {
        let filed = office.report("piers", PIER).await;
        let mut reminders = Reminders::default();
        assert_eq!(office.cases.remind(&mut reminders).await.unwrap(), 0);
        assert_eq!(who_is_reminded(&office, &filed).await, BTreeSet::new());
        let due = Timestamp::from_millisecond(office.case(&filed.number).await.due_at().unwrap()).unwrap();
        while office.cases.now() < due {
            let_pass(&office, &mut reminders, 1).await;
        }
        assert_eq!(told(&office.case(&filed.number).await).into_iter().map(|(_, stage)| stage).collect::<Vec<_>>(), [Stage::Used(50), Stage::Used(80)]);
        assert_eq!(who_is_reminded(&office, &filed).await, BTreeSet::from(["yusran", "hasnah"]));
        let page = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        assert!(!page.says("diberi tahu") && !page.says("diingatkan"), "{}", page.words());

        let_pass(&office, &mut reminders, 24 * 9).await;
        let case = office.case(&filed.number).await;
        let stages: Vec<_> = told(&case).into_iter().map(|(_, stage)| stage).collect();
        assert_eq!(stages, [Stage::Used(50), Stage::Used(80), Stage::Passed, Stage::Head, Stage::Leader]);
        for (at, stage) in told(&case) {
            let is_in_hours = (7..16).contains(&at.hour()) && at.weekday().to_monday_one_offset() <= 5;
            assert!(is_in_hours, "{stage:?} at {at}");
        }
        assert_eq!(who_is_reminded(&office, &filed).await, BTreeSet::from(["yusran", "hasnah", "darius", "andi"]));
        let page = office.signed_in("darius").await.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("80 persen waktunya sudah terpakai"), "{}", page.words());
        assert!(page.says("Batas waktu lewat. Darius Belawan diberi tahu"), "{}", page.words());
        let page = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        assert!(page.says("Pimpinan Dinas Perhubungan sudah diberi tahu"), "{}", page.words());
        assert!(!page.says("persen waktunya"), "{}", page.words());

        // A program that starts anew, or a second one, tells nobody again.
        assert_eq!(office.cases.remind(&mut Reminders::default()).await.unwrap(), 0);
        let mut yusran = office.signed_in("yusran").await;
        let fields = [("text", "Papan kami ganti Jumat, Bu."), ("pokok", "ya"), ("sebagai", "jawaban")];
        assert_eq!(act(&mut yusran, &filed.number, "jawab", &fields).await.status, 303);
        assert_eq!(who_is_reminded(&office, &filed).await, BTreeSet::new(), "an answered case lies on no desk");
        let_pass(&office, &mut reminders, 48).await;
        assert_eq!(told(&office.case(&filed.number).await).len(), 5);
    }

    async fn limits_that_pass_together_are_told_in_few_commits(office) {
        let mut filed = Vec::new();
        for _ in 0..40 {
            filed.push(office.report("piers", PIER).await);
        }
        let commits = async || {
            let sql = "select cast(count(*) as bigint) from commits";
            let (count,): (i64,) = office.cases.platform().store().reads().one(sql, Vec::new()).await.unwrap();
            count
        };
        while told(&office.case(&filed[0].number).await).is_empty() {
            office.wait(1);
            let before = commits().await;
            let count = office.cases.remind(&mut Reminders::default()).await.unwrap();
            let used = commits().await - before;
            assert!(used <= 20 && [0, 40].contains(&count), "{count} in {used} commits");
        }
        for filed in &filed {
            assert_eq!(told(&office.case(&filed.number).await).len(), 1);
        }
    }

    async fn two_processes_at_once_tell_nobody_twice(office) {
        let filed = office.report("piers", PIER).await;
        office.wait(24 * 60);
        let (mut one, mut other) = (Reminders::default(), Reminders::default());
        let (first, second) = tokio::join!(office.cases.remind(&mut one), office.cases.remind(&mut other));
        first.unwrap();
        second.unwrap();
        let stages: Vec<_> = told(&office.case(&filed.number).await).into_iter().map(|(_, stage)| stage).collect();
        assert_eq!(stages, [Stage::Passed, Stage::Head, Stage::Leader]);
    }

    async fn the_time_the_office_waits_for_the_citizen_brings_no_limit_near(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(act(&mut yusran, &filed.number, "tanya", &[("pertanyaan", "Papan yang mana, Bu?")]).await.status, 303);
        let mut reminders = Reminders::default();
        let_pass(&office, &mut reminders, 24 * 40).await;
        assert!(told(&office.case(&filed.number).await).is_empty());
        let more = |case: &Case, org: &Organisation, now| reply(case, "Yang kiri.", org, now);
        office.cases.as_reporter(&filed.code, more).await.unwrap();
        let_pass(&office, &mut reminders, 24 * 14).await;
        assert_eq!(told(&office.case(&filed.number).await).first().unwrap().1, Stage::Used(50));
    }

    async fn of_a_closed_circle_no_list_tells_who_was_reminded_before(office) {
        let filed = office.report("piers", PIER).await;
        office.wait(24 * 60);
        office.cases.remind(&mut Reminders::default()).await.unwrap();
        assert!(is_reminded(&office, "darius", &filed).await);
        let seal = |case: &Case, asking: &Asking<'_>| classify(case, None, Some(Sensitivity::Violence), asking);
        office.cases.as_officer(filed.id, By::Console, seal).await.unwrap();
        office.cases.remind(&mut Reminders::default()).await.unwrap();
        let told = told(&office.case(&filed.number).await);
        assert_eq!(told.last().unwrap().1, Stage::Head, "the inspector hears of it");
        assert_eq!(who_is_reminded(&office, &filed).await, BTreeSet::new());
        let org = office.cases.platform().org();
        let yusran = org.staff_by_username(&"yusran".parse().unwrap()).unwrap().id;
        let to = Assign { unit: "dishub".parse().unwrap(), staff: Some(yusran), why: String::new() };
        office.cases.as_officer(filed.id, By::Console, move |case, asking| assign(case, &to, asking)).await.unwrap();
        assert_eq!(who_is_reminded(&office, &filed).await, BTreeSet::from(["yusran"]));
        let nowhere = Reach::Units(Vec::new());
        let asked = Asked { reach: &nowhere, staff: yusran, stands_in_for: &[], now: office.cases.now() };
        let pool = office.cases.platform().store().reads();
        assert_eq!(queries::list(pool, View::Told, &asked, None, 5).await.unwrap().len(), 1);
        assert_eq!(queries::counts(pool, &asked, None).await.unwrap().told, 1);
    }
}
