//! Who hears of a limit, when, and that nobody hears anything twice or at night.

use hadir_org::absence::{Absence, Absences};
use hadir_org::{Grant, Parts, Settings, Username};
use jiff::{SignedDuration, ToSpan};

use super::super::tests::{Way, officer, organisation_with, settings};
use super::*;
use crate::commands::{Assign, answer, ask_citizen, assign, classify, regard, reopen, reply, undo};
use crate::kinds::{Procedure, Sensitivity};

fn someone(name: &str, works_in: &str, roles: &[(Role, &str)]) -> Officer {
    let grant = |(role, unit): &(Role, &str)| Grant { role: *role, unit: unit.parse().unwrap() };
    Officer {
        id: ActorId::from_bytes(blake3::hash(name.as_bytes()).as_bytes()[..16].try_into().unwrap()),
        username: name.parse::<Username>().unwrap(),
        name: name.to_owned(),
        unit: works_in.parse().unwrap(),
        grants: roles.iter().map(grant).collect(),
        password: None,
        is_suspended: false,
        sessions_since: None,
        absences: Default::default(),
    }
}

/// Two who handle, their head, the secretary and the regent, an inspector; the secretariat is its own unit.
fn staffed(settings: Settings) -> Organisation {
    let units = organisation_with(settings.clone());
    let secretariat = Unit {
        code: "setda".parse().unwrap(),
        kind: UnitKind::Secretariat,
        ..units.unit(&"diskominfo".parse().unwrap()).unwrap().clone()
    };
    let staff = vec![
        someone("yusran", "dishub", &[(Role::Handler, "dishub")]),
        someone("hasnah", "dishub", &[(Role::Handler, "dishub")]),
        Officer { is_suspended: true, ..someone("gone", "dishub", &[(Role::Handler, "dishub")]) },
        someone("counter", "dishub", &[(Role::FrontDesk, "dishub")]),
        someone("darius", "dishub", &[(Role::UnitHead, "dishub")]),
        someone("stranger", "kec-sebatik-timur", &[(Role::UnitHead, "kec-sebatik-timur")]),
        someone("sekda", "setda", &[(Role::Leader, "kab-nunukan")]),
        someone("bupati", "kab-nunukan", &[(Role::Leader, "kab-nunukan")]),
        someone("marthen", "inspektorat", &[(Role::Inspector, "kab-nunukan")]),
    ];
    let units = units.all_units().cloned().chain([secretariat]).collect();
    Organisation::new(Parts {
        units,
        staff,
        services: Vec::new(),
        categories: units_categories(),
        programs: Vec::new(),
        settings,
    })
}

fn units_categories() -> Vec<hadir_org::Category> {
    organisation_with(settings()).categories().to_vec()
}

fn way() -> Way {
    let mut way = Way::pier();
    way.org = staffed(settings());
    way
}

fn name(org: &Organisation, id: ActorId) -> String {
    org.staff(id).unwrap().name.clone()
}

/// Lets minutes pass until an instant, looking only when [`look_again`] says so, and gives what was told to whom.
fn let_pass(way: &mut Way, until: &str) -> Vec<(String, Stage, Vec<String>)> {
    let (until, mut heard) = (until.parse::<Timestamp>().unwrap(), Vec::new());
    while way.now < until {
        let events = tell(&way.case, &way.org, way.now).unwrap();
        for event in &events {
            let CaseEvent::Told(told) = event else { panic!("{event:?}") };
            let mut names: Vec<_> = told.to().map(|id| name(&way.org, id)).collect();
            names.sort();
            let at = way.now.to_zoned(hadir_calendar::Zone::Wita.time_zone()).strftime("%m-%d %H:%M").to_string();
            heard.push((at, told.stage().unwrap(), names));
        }
        way.record(events, None);
        assert_eq!(tell(&way.case, &way.org, way.now), Ok(Vec::new()), "told once");
        let Some(next) = look_again(&way.case, &way.org, way.now) else { break };
        assert!(next > way.now, "{next} is not after {}", way.now);
        way.now = next;
    }
    way.now = until;
    heard
}

fn names(all: &[&str]) -> Vec<String> {
    all.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn each_hears_what_is_theirs_once_and_in_office_hours() {
    // Received Monday 08.14, due Friday 4 December at the end of the day: 406 minutes and 14 days of 450, 6,706 in all. Half
    // of them, 3,353, are 406, six days, and 247 minutes of Wednesday; 80 of 100 are 9 minutes into the eleventh day after.
    let mut way = way();
    let heard = let_pass(&mut way, "2027-02-01T00:00:00+08:00");
    let both = names(&["hasnah", "yusran"]);
    assert_eq!(
        heard,
        [
            ("11-25 11:37".to_owned(), Stage::Used(50), both.clone()),
            ("12-02 07:39".to_owned(), Stage::Used(80), both.clone()),
            ("12-07 07:30".to_owned(), Stage::Passed, both),
            ("12-07 07:30".to_owned(), Stage::Head, names(&["darius"])),
            ("12-07 07:30".to_owned(), Stage::Secretary, names(&["sekda"])),
            ("12-09 07:30".to_owned(), Stage::Leader, names(&["bupati"])),
        ]
    );
}

#[test]
fn looking_only_when_it_may_be_time_misses_nothing() {
    let mut every_minute = way();
    let mut heard = Vec::new();
    while every_minute.now < "2026-12-10T00:00:00+08:00".parse().unwrap() {
        let events = tell(&every_minute.case, &every_minute.org, every_minute.now).unwrap();
        heard.extend(events.iter().map(|_| every_minute.now));
        every_minute.record(events, None);
        every_minute.now = every_minute.now.checked_add(1.minute()).unwrap();
    }
    let mut when_due = way();
    let_pass(&mut when_due, "2026-12-10T00:00:00+08:00");
    let told: Vec<_> =
        when_due.case.thread.iter().filter(|moment| matches!(moment.event, CaseEvent::Told(_))).collect();
    assert_eq!(told.len(), heard.len());
    for (moment, minute) in told.iter().zip(heard) {
        let at = Timestamp::from_millisecond(moment.at).unwrap();
        assert!(at.duration_since(minute).abs() < SignedDuration::from_mins(21), "{at} and {minute}");
    }
}

#[test]
fn whoever_handles_it_hears_alone_and_the_head_where_nobody_handles() {
    let mut way = way();
    let hasnah = way.org.staff_by_username(&"hasnah".parse().unwrap()).unwrap().id;
    let to = Assign { unit: "dishub".parse().unwrap(), staff: Some(hasnah), why: String::new() };
    way.does(&hadir_org::By::Console, |case, asking| assign(case, &to, asking)).unwrap();
    assert_eq!(let_pass(&mut way, "2026-11-27T00:00:00+08:00")[0].2, names(&["hasnah"]));
    let to = Assign { unit: "kec-sebatik-timur".parse().unwrap(), staff: None, why: "Lebih dekat.".into() };
    way.does(&hadir_org::By::Console, |case, asking| assign(case, &to, asking)).unwrap();
    assert_eq!(
        let_pass(&mut way, "2026-11-28T00:00:00+08:00")[0].2,
        names(&["stranger"]),
        "its new unit hears at once"
    );
}

#[test]
fn after_two_weeks_without_power_each_hears_the_latest_alone() {
    let mut way = way();
    way.at("2026-12-20T03:00:00+08:00");
    let heard = let_pass(&mut way, "2026-12-31T00:00:00+08:00");
    let at: BTreeSet<_> = heard.iter().map(|(at, ..)| at.as_str()).collect();
    assert_eq!(at, BTreeSet::from(["12-21 07:30"]), "it is Sunday");
    let told: Vec<_> = heard.iter().map(|(_, stage, names)| (*stage, names.len())).collect();
    assert_eq!(told, [(Stage::Passed, 2), (Stage::Head, 1), (Stage::Secretary, 1), (Stage::Leader, 1)]);
}

#[test]
fn nobody_hears_of_a_limit_that_does_not_run() {
    let mut way = way();
    let console = hadir_org::By::Console;
    way.does(&console, |case, asking| ask_citizen(case, "Papan yang mana, Bu?", asking)).unwrap();
    assert_eq!(let_pass(&mut way, "2027-03-01T00:00:00+08:00"), []);
    way.citizen(|case, org, now| reply(case, "Yang kiri.", org, now)).unwrap();
    assert_eq!(let_pass(&mut way, "2027-03-04T00:00:00+08:00"), [], "the time of waiting counts for nothing");
    way.does(&console, |case, asking| answer(case, "Sudah diganti.", true, asking)).unwrap();
    assert_eq!(let_pass(&mut way, "2027-06-01T00:00:00+08:00"), []);
    way.does(&console, |case, asking| reopen(case, "Patah lagi.", asking)).unwrap();
    let again = let_pass(&mut way, "2027-08-01T00:00:00+08:00");
    assert_eq!(again.first().unwrap().1, Stage::Used(50), "a case that begins anew is told of anew");
    assert_eq!(again.last().unwrap().1, Stage::Leader);
}

#[test]
fn of_a_closed_circle_nobody_hears_who_is_outside() {
    let mut way = way();
    way.does(&hadir_org::By::Console, |case, asking| classify(case, None, Some(Sensitivity::Levy), asking)).unwrap();
    let heard = let_pass(&mut way, "2027-02-01T00:00:00+08:00");
    assert!(!heard.is_empty());
    assert!(heard.iter().all(|(_, stage, to)| *stage == Stage::Head && *to == names(&["marthen"])), "{heard:?}");
}

#[test]
fn a_regency_settles_its_own_steps() {
    let mut settings = settings();
    settings.regency.warnings = Vec::new();
    (settings.regency.secretary_after_days, settings.regency.leader_after_days) = (0, 0);
    let mut way = way();
    way.org = staffed(settings);
    let heard = let_pass(&mut way, "2027-02-01T00:00:00+08:00");
    assert!(heard.iter().all(|(at, ..)| at == "12-07 07:30"), "{heard:?}");
    assert_eq!(heard.len(), 4);
}

#[test]
fn of_a_later_limit_everybody_hears_anew() {
    let mut way = way();
    assert_eq!(let_pass(&mut way, "2026-12-15T00:00:00+08:00").len(), 6);
    let console = hadir_org::By::Console;
    way.does(&console, |case, asking| regard(case, Procedure::Supervisory, None, asking)).unwrap();
    let heard = let_pass(&mut way, "2027-06-01T00:00:00+08:00");
    let stages: Vec<_> = heard.iter().map(|(_, stage, _)| *stage).collect();
    let all = [Stage::Used(50), Stage::Used(80), Stage::Passed, Stage::Head, Stage::Secretary, Stage::Leader];
    assert_eq!(stages, all);
}

#[test]
fn a_unit_that_is_handed_what_is_late_hears_of_it() {
    let mut way = way();
    let_pass(&mut way, "2026-12-15T00:00:00+08:00");
    let to = Assign { unit: "kec-sebatik-timur".parse().unwrap(), staff: None, why: "Lebih dekat.".into() };
    way.does(&hadir_org::By::Console, |case, asking| assign(case, &to, asking)).unwrap();
    let heard = let_pass(&mut way, "2026-12-17T00:00:00+08:00");
    assert_eq!(heard, [("12-15 07:30".to_owned(), Stage::Head, names(&["stranger"]))]);
}

#[test]
fn a_reminder_keeps_nothing_from_being_undone() {
    let mut way = way();
    let head = officer(Role::UnitHead, "dishub");
    let to = Assign { unit: "kec-sebatik-timur".parse().unwrap(), staff: None, why: "Lebih dekat.".into() };
    way.at("2026-11-30T10:00:00+08:00").does(&head, |case, asking| assign(case, &to, asking)).unwrap();
    let op = way.last().unwrap();
    assert!(!let_pass(&mut way, "2026-12-01T00:00:00+08:00").is_empty());
    way.does(&head, |case, asking| undo(case, op, asking)).unwrap();
    assert_eq!(way.case.unit, "dishub");
}

#[test]
fn whoever_stands_in_hears_meanwhile_and_the_handler_once_they_are_back() {
    let mut way = way();
    let id = |org: &Organisation, name: &str| org.staff_by_username(&name.parse().unwrap()).unwrap().id;
    let hasnah = id(&way.org, "hasnah");
    let to = Assign { unit: "dishub".parse().unwrap(), staff: Some(hasnah), why: String::new() };
    way.does(&hadir_org::By::Console, |case, asking| assign(case, &to, asking)).unwrap();
    let absent = |people: &[&str]| {
        let staffed = staffed(settings());
        let mut staff: Vec<Officer> = staffed.all_staff().cloned().collect();
        for officer in staff.iter_mut().filter(|officer| people.contains(&&*officer.name)) {
            let day = |day| jiff::civil::date(2026, 11, day);
            officer.absences =
                Absences::of([Absence { first: day(25), last: day(26), deputy: Some(id(&staffed, "yusran")) }]);
        }
        let units = staffed.all_units().cloned().collect();
        Organisation::new(Parts {
            units,
            staff,
            services: Vec::new(),
            categories: Vec::new(),
            programs: Vec::new(),
            settings: settings(),
        })
    };
    let hears = |way: &Way| {
        let progress = Progress::of(&way.case, &way.org, way.now).unwrap();
        progress.to_hear(way.org.regency()).map(|(officer, _)| officer.name.clone()).collect::<BTreeSet<_>>()
    };
    way.at("2026-11-26T10:00:00+08:00");
    for (away, expected) in [(&["hasnah"][..], "yusran"), (&["hasnah", "yusran"], "darius"), (&["darius"], "hasnah")] {
        way.org = absent(away);
        assert_eq!(hears(&way), BTreeSet::from([expected.to_owned()]), "{away:?}");
    }
    // In a closed circle nobody hears in the place of a handler but its inspectors.
    way.org = absent(&["hasnah"]);
    let sealed =
        |case: &Case, asking: &crate::commands::Asking<'_>| classify(case, None, Some(Sensitivity::Levy), asking);
    way.does(&hadir_org::By::Console, sealed).unwrap();
    let to = Assign { unit: "dishub".parse().unwrap(), staff: Some(hasnah), why: String::new() };
    way.does(&hadir_org::By::Console, |case, asking| assign(case, &to, asking)).unwrap();
    assert_eq!(hears(&way), BTreeSet::from(["marthen".to_owned()]));
    way.at("2026-11-27T10:00:00+08:00");
    assert_eq!(hears(&way), BTreeSet::from(["hasnah".to_owned()]));
}
