//! Who may say that somebody is away, and who does their work then.

use hadir_oplog::ActorId;
use jiff::civil::date;

use super::*;
use crate::absence::Absences;
use crate::access::{Grant, Role};
use crate::organisation::{Parts, sample};

/// Wednesday, on the clock of the regency.
const NOW: &str = "2026-11-25T10:00:00+08:00";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn someone(name: &str, works_in: &str, roles: &[(Role, &str)]) -> Officer {
    let grant = |(role, unit): &(Role, &str)| Grant { role: *role, unit: unit.parse().unwrap() };
    Officer {
        id: ActorId::from_bytes(blake3::hash(name.as_bytes()).as_bytes()[..16].try_into().unwrap()),
        username: name.parse().unwrap(),
        name: name.to_owned(),
        unit: works_in.parse().unwrap(),
        grants: roles.iter().map(grant).collect(),
        password: None,
        is_suspended: false,
        sessions_since: None,
        absences: Absences::default(),
    }
}

/// A health centre with two handlers, a counter and a head, its agency with a head and a handler, the regent, and one in
/// another agency.
fn staff() -> Vec<Officer> {
    let (centre, agency) = ("pkm-sungai-nyamuk", "dinkes");
    vec![
        someone("asma", centre, &[(Role::Handler, centre)]),
        someone("budi", centre, &[(Role::Handler, centre)]),
        someone("counter", centre, &[(Role::FrontDesk, centre)]),
        someone("darius", centre, &[(Role::UnitHead, centre)]),
        someone("erna", agency, &[(Role::UnitHead, agency)]),
        someone("farid", agency, &[(Role::Handler, agency)]),
        someone("regent", "kab-nunukan", &[(Role::Leader, "kab-nunukan")]),
        someone("other", "pupr", &[(Role::Handler, "pupr")]),
        someone("admin", "kab-nunukan", &[(Role::Administrator, "kab-nunukan")]),
    ]
}

fn organisation(away: &[(&str, Absence)]) -> Organisation {
    let mut staff = staff();
    for (name, absence) in away {
        staff.iter_mut().find(|officer| officer.name == *name).unwrap().absences.add(*absence);
    }
    Organisation::new(Parts { staff, ..sample::parts() })
}

fn id(name: &str) -> ActorId {
    someone(name, "dinkes", &[]).id
}

fn days(first: i8, last: i8, deputy: Option<&str>) -> Absence {
    Absence { first: date(2026, 11, first), last: date(2026, 11, last), deputy: deputy.map(id) }
}

fn names(officers: Vec<&std::sync::Arc<Officer>>) -> Vec<&str> {
    officers.into_iter().map(|officer| officer.name.as_str()).collect()
}

fn says(org: &Organisation, by: &str, of: &str, wish: Absence) -> Result<bool, AbsenceRefusal> {
    let by = By::Officer(org.staff(id(by)).unwrap().actor());
    let record = StaffRecord::of(org.staff(id(of)).unwrap());
    go_away(&record, &wish, &by, org, now()).map(|event| event.is_some())
}

#[test]
fn people_say_it_for_themselves_and_their_heads_for_them() {
    let org = organisation(&[]);
    for by in ["asma", "darius", "erna"] {
        assert_eq!(says(&org, by, "asma", days(25, 27, Some("budi"))), Ok(true), "{by}");
    }
    for by in ["budi", "counter", "farid", "regent", "other", "admin"] {
        assert_eq!(says(&org, by, "asma", days(25, 27, Some("budi"))), Err(AbsenceRefusal::NotAllowed), "{by}");
    }
    assert_eq!(says(&org, "darius", "erna", days(25, 27, None)), Err(AbsenceRefusal::NotAllowed), "not upwards");
}

#[test]
fn days_that_cannot_be_are_refused() {
    let org = organisation(&[("asma", days(28, 30, None))]);
    let wish = |first, last| says(&org, "asma", "asma", days(first, last, None));
    assert_eq!(wish(27, 26), Err(AbsenceRefusal::Backwards));
    assert_eq!(wish(20, 24), Err(AbsenceRefusal::Past));
    assert_eq!(wish(20, 25), Ok(true), "of today, said late");
    assert_eq!(wish(28, 30), Ok(false), "said already");
    let years = Absence { last: date(2028, 11, 1), ..days(25, 25, None) };
    assert_eq!(says(&org, "asma", "asma", years), Err(AbsenceRefusal::TooLong));
    let many: Vec<_> = (1..=8)
        .map(|n| ("asma", Absence { first: date(2026, 12, n), last: date(2026, 12, n), deputy: None }))
        .collect();
    let org = organisation(&many);
    assert_eq!(says(&org, "asma", "asma", days(25, 25, None)), Err(AbsenceRefusal::TooMany));
}

#[test]
fn a_deputy_works_here_or_above_and_is_there_on_these_days() {
    let org = organisation(&[("farid", days(27, 30, None))]);
    let of = |name: &str| names(org.possible_deputies(org.staff(id(name)).unwrap()));
    assert_eq!(of("asma"), ["budi", "counter", "darius", "erna", "farid"], "whoever answers there");
    assert_eq!(of("regent"), Vec::<&str>::new());
    let wish = |deputy| says(&org, "asma", "asma", days(25, 27, Some(deputy)));
    assert_eq!(wish("budi"), Ok(true));
    assert_eq!(wish("farid"), Err(AbsenceRefusal::DeputyAway));
    for never in ["asma", "other", "admin", "regent"] {
        assert_eq!(wish(never), Err(AbsenceRefusal::Deputy), "{never}");
    }
    // Whoever was away on days that are over can do the work of those to come.
    let back = organisation(&[("farid", days(20, 24, None))]);
    assert_eq!(says(&back, "asma", "asma", days(22, 27, Some("farid"))), Ok(true));
}

#[test]
fn an_absence_without_end_that_somebody_forged_is_none() {
    let long = |last: &str| StaffAway { last: last.to_owned(), ..StaffAway::from(&days(25, 27, None)) };
    assert!(long("2027-12-29").absence().is_some_and(|absence| absence.is_bounded()));
    assert_eq!(long("2027-12-30").absence(), None);
    assert_eq!(long("9999-12-31").absence(), None);
}

#[test]
fn the_deputy_does_the_work_while_it_lasts_and_nothing_has_to_end_it() {
    let org = organisation(&[("asma", days(25, 27, Some("budi")))]);
    let at = |now: &str| names(org.stands_in_for(id("budi"), now.parse().unwrap()));
    assert_eq!(at("2026-11-24T23:59:00+08:00"), Vec::<&str>::new());
    assert_eq!(at("2026-11-25T00:00:00+08:00"), ["asma"]);
    assert_eq!(at("2026-11-27T23:59:00+08:00"), ["asma"]);
    assert_eq!(at("2026-11-28T00:00:00+08:00"), Vec::<&str>::new());
}

#[test]
fn where_the_deputy_is_away_too_the_head_does_it_and_no_chain_is_followed() {
    let chain = organisation(&[("asma", days(25, 27, Some("budi"))), ("budi", days(24, 26, Some("counter")))]);
    assert_eq!(names(chain.stand_ins(id("asma"), now())), ["darius"]);
    assert_eq!(names(chain.stands_in_for(id("counter"), now())), ["budi"], "not the work that budi does for asma");
    let ring = organisation(&[("asma", days(25, 27, Some("budi"))), ("budi", days(25, 27, Some("asma")))]);
    assert_eq!(names(ring.stands_in_for(id("darius"), now())), ["asma", "budi"]);
    let no_head = organisation(&[("asma", days(25, 27, None)), ("darius", days(25, 27, Some("budi")))]);
    assert_eq!(names(no_head.stand_ins(id("asma"), now())), ["erna"], "the nearest head above who is there");
    assert_eq!(names(no_head.stands_in_for(id("budi"), now())), ["darius"]);
    let nobody = organisation(&[("regent", days(25, 27, None))]);
    assert_eq!(names(nobody.stand_ins(id("regent"), now())), Vec::<&str>::new());
}

#[test]
fn a_deputy_who_left_or_moved_is_none() {
    let mut staff = staff();
    staff[0].absences.add(days(25, 27, Some("budi")));
    staff[1].is_suspended = true;
    let org = Organisation::new(Parts { staff: staff.clone(), ..sample::parts() });
    assert_eq!(names(org.stand_ins(id("asma"), now())), ["darius"]);
    staff[1] = someone("budi", "pupr", &[(Role::Handler, "pupr")]);
    let org = Organisation::new(Parts { staff, ..sample::parts() });
    assert_eq!(names(org.stand_ins(id("asma"), now())), ["darius"]);
}

#[test]
fn coming_back_ends_what_has_not_ended() {
    let org = organisation(&[("asma", days(24, 27, Some("budi"))), ("asma", days(1, 3, None))]);
    let back = |by: &str, first: i8| {
        let by = By::Officer(org.staff(id(by)).unwrap().actor());
        let record = StaffRecord::of(org.staff(id("asma")).unwrap());
        come_back(&record, date(2026, 11, first), &by, &org, now()).map(|event| event.is_some())
    };
    assert_eq!(back("asma", 24), Ok(true));
    assert_eq!(back("darius", 24), Ok(true));
    assert_eq!(back("asma", 25), Ok(false), "none begins then");
    assert_eq!(back("asma", 1), Ok(false), "it ended long ago");
    assert_eq!(back("budi", 24), Err(AbsenceRefusal::NotAllowed));
}
