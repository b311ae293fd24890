//! The way of a case through its commands, without a database: what happened goes in, what follows comes out.

use hadir_oplog::{ActorId, AggregateId, ChainId, Draft, Incarnation, NodeKey, OpId, Stamp};
use hadir_org::{
    Actor, By, Category, CategoryCode, Grant, Organisation, Parts, Power, Regency, Role, Settings, Unit, UnitCode,
    UnitKind,
};
use hadir_store::{Aggregate, Entry};
use jiff::Timestamp;

use super::*;
use crate::events::Speaker;
use crate::kinds::{Ending, ReportKind, Sensitivity, Visibility};
use crate::number::CaseNumber;

fn unit(code: &str, parent: Option<&str>, region: Option<&str>) -> Unit {
    Unit {
        code: code.parse().unwrap(),
        name: code.to_owned(),
        parent: parent.map(|parent| parent.parse().unwrap()),
        zone: None,
        kind: UnitKind::Office,
        region: region.map(str::to_owned),
        hours: None,
        phone: None,
        address: None,
        answers_need_approval: false,
        closing_needs_second: false,
        is_retired: false,
    }
}

fn organisation() -> Organisation {
    organisation_with(settings())
}

pub(crate) fn settings() -> Settings {
    Settings {
        regency: Regency { zone: hadir_calendar::Zone::Wita, ..Regency::default() },
        calendar: hadir_calendar::seed::calendar().data().clone(),
        rules: hadir_calendar::seed::rules().data().clone(),
        hours: Some(hadir_calendar::seed::hours()),
    }
}

pub(crate) fn organisation_with(settings: Settings) -> Organisation {
    let units = vec![
        unit("kab-nunukan", None, Some("65.03")),
        unit("inspektorat", Some("kab-nunukan"), None),
        unit("diskominfo", Some("kab-nunukan"), None),
        unit("dishub", Some("kab-nunukan"), None),
        unit("kec-sebatik-timur", Some("kab-nunukan"), Some("65.03.10")),
    ];
    let category = |code: &str, unit: &str| Category {
        code: code.parse().unwrap(),
        names: Vec::new(),
        usual_unit: Some(unit.parse().unwrap()),
        example_words: Vec::new(),
        place: 0,
    };
    let categories = vec![category("sea_transport", "dishub"), category("levy", "inspektorat")];
    Organisation::new(Parts {
        units,
        staff: Vec::new(),
        services: Vec::new(),
        categories,
        programs: Vec::new(),
        settings,
    })
}

pub(crate) fn officer(role: Role, unit: &str) -> By {
    let unit: UnitCode = unit.parse().unwrap();
    By::Officer(Actor {
        id: ActorId::from_bytes([unit.as_str().len() as u8; 16]),
        name: "Sitti".into(),
        unit: unit.clone(),
        powers: vec![Power::from(&Grant { role, unit })],
    })
}

/// A case on its way: each step folds what the command decided, as the operations that it becomes.
pub(crate) struct Way {
    pub org: Organisation,
    pub case: Case,
    pub now: Timestamp,
}

impl Way {
    fn begins(report: Report, at: &str) -> Self {
        Self::begins_as(7, 412, report, at)
    }

    fn begins_as(id: u8, count: u64, report: Report, at: &str) -> Self {
        let org = organisation();
        let case = Case::new(AggregateId::from_bytes([id; 16]));
        let given = || Given { number: CaseNumber::new("SBT", 2026, count), code: [id; 16] };
        let now: Timestamp = at.parse().unwrap();
        let events = receive(&case, &ReadReport::new(report), given, &org, now);
        let mut way = Self { org, case, now };
        way.record(events, None);
        way
    }

    pub fn pier() -> Self {
        Self::begins(about("Papan dermaga lepas tiga lembar"), "2026-11-16T08:14:00+08:00")
    }

    /// Another report of the same matter, by somebody else.
    pub fn another(id: u8) -> Self {
        let report = Report { name: Some("Siti Aminah".into()), ..about("Dermaga bolong, papannya lepas") };
        Self::begins_as(id, 400 + u64::from(id), report, "2026-11-16T08:40:00+08:00")
    }

    pub fn at(&mut self, now: &str) -> &mut Self {
        self.now = now.parse().unwrap();
        self
    }

    pub fn does(&mut self, by: &By, act: impl Fn(&Case, &Asking<'_>) -> Decided) -> Result<(), Refusal> {
        let events = act(&self.case, &Asking { by, org: &self.org, now: self.now })?;
        self.record(events, by.actor_id());
        Ok(())
    }

    /// Folds events as operations of their own, each following the one before.
    pub fn record(&mut self, events: Vec<CaseEvent>, actor: Option<ActorId>) {
        for event in events {
            let parents = self.last().into_iter().collect();
            self.record_after(event, actor, parents);
        }
    }

    /// Folds an event as an operation whose author had seen these.
    pub fn record_after(&mut self, event: CaseEvent, actor: Option<ActorId>, parents: Vec<OpId>) {
        let chain = ChainId { node: NodeKey::from_bytes([1; 32]).id(), incarnation: Incarnation::from_bytes([1; 8]) };
        let (event, number) = (event.into_event(), self.case.thread.len() as u64);
        let draft = Draft {
            kind: event.kind,
            must_understand: event.must_understand,
            aggregate: self.case.id,
            actor,
            scopes: event.scopes,
            parents,
            bodies: event.bodies,
        };
        let operation = draft.seal(&chain, &mut || [number as u8; 16]).unwrap();
        let stamp = Stamp::at_ms(self.now.as_millisecond());
        self.case.apply(&Entry::new(operation, stamp, chain, (number, 0)));
    }

    /// The latest operation.
    pub fn last(&self) -> Option<OpId> {
        self.case.thread.last().map(|moment| moment.id)
    }

    pub fn citizen(&mut self, act: impl Fn(&Case, &Organisation, Timestamp) -> Decided) -> Result<(), Refusal> {
        let events = act(&self.case, &self.org, self.now)?;
        self.record(events, None);
        Ok(())
    }

    fn sees(&self, by: &By) -> bool {
        Asking { by, org: &self.org, now: self.now }.may_see(&self.case)
    }

    pub fn due(&self) -> String {
        let due = Timestamp::from_millisecond(self.case.due_at().unwrap()).unwrap();
        let zone = hadir_calendar::Zone::Wita.time_zone();
        due.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string()
    }
}

fn about(text: &str) -> Report {
    Report { text: text.into(), category: "sea_transport".parse().ok(), ..Report::default() }
}

#[test]
fn the_kind_of_a_report_decides_its_limit() {
    let due = |kind| {
        Way::begins(Report { kind: Some(kind), ..about("Papan dermaga lepas") }, "2026-11-16T08:14:00+08:00").due()
    };
    assert_eq!(due(ReportKind::Question), "2026-11-23 23:59");
    assert_eq!(due(ReportKind::Complaint), "2026-12-04 23:59");
    assert_eq!(due(ReportKind::Praise), "2026-11-19 23:59");
}

#[test]
fn a_report_finds_its_unit_by_category_then_by_place_then_at_the_office_that_sorts() {
    let unit = |report: Report| Way::begins(report, "2026-11-16T08:14:00+08:00").case.unit;
    let nowhere = Report { text: "Saya mau bertanya soal sesuatu".into(), ..Report::default() };
    assert_eq!(unit(about("Papan dermaga lepas")), "dishub");
    assert_eq!(unit(Report { place: Some("65.03.10.2001".into()), ..nowhere.clone() }), "kec-sebatik-timur");
    assert_eq!(unit(nowhere), "diskominfo");
}

#[test]
fn a_report_sent_again_is_the_same_report() {
    let way = Way::pier();
    let given = || unreachable!("a known report gets no second number");
    assert!(receive(&way.case, &ReadReport::new(about("Lain")), given, &way.org, way.now).is_empty());
}

#[test]
fn a_levy_report_is_hidden_from_the_unit_it_names_and_open_to_the_inspector() {
    let text = "Petugas kecamatan minta uang rokok lima puluh ribu untuk surat pengantar";
    let report = Report { text: text.into(), unit: "kec-sebatik-timur".parse().ok(), ..Report::default() };
    let mut way = Way::begins(report, "2026-11-16T08:14:00+08:00");
    assert_eq!(way.case.sensitivity, Some(Sensitivity::Levy));
    assert_eq!(way.case.unit, "inspektorat");
    for (role, unit) in [
        (Role::UnitHead, "kec-sebatik-timur"),
        (Role::UnitHead, "kab-nunukan"),
        (Role::Administrator, "kab-nunukan"),
        (Role::Handler, "inspektorat"),
    ] {
        assert!(!way.sees(&officer(role, unit)), "{role:?} of {unit}");
    }
    let inspector = officer(Role::Inspector, "inspektorat");
    assert!(way.sees(&inspector));
    assert_eq!(way.does(&inspector, |case, asking| publish(case, "Judul", asking)), Err(Refusal::NeverPublic));
}

#[test]
fn an_officer_of_another_unit_does_not_learn_that_the_case_exists() {
    let mut way = Way::pier();
    let stranger = officer(Role::Handler, "kec-sebatik-timur");
    assert_eq!(way.does(&stranger, |case, asking| answer(case, "Baik", true, asking)), Err(Refusal::Unknown));
    assert!(way.sees(&officer(Role::Handler, "dishub")));
    assert!(way.sees(&officer(Role::Leader, "kab-nunukan")));
}

#[test]
fn the_clock_stands_still_while_the_office_waits_and_runs_on_exactly_where_it_stopped() {
    let mut way = Way::pier();
    let handler = officer(Role::Handler, "dishub");
    way.at("2026-11-17T10:00:00+08:00")
        .does(&handler, |case, asking| ask_citizen(case, "Foto dari sisi kiri?", asking))
        .unwrap();
    assert_eq!(way.case.status, Status::Waiting);
    assert!(!way.case.is_overdue("2027-06-01T00:00:00+08:00".parse().unwrap()));
    // Tuesday, Wednesday and Thursday close inside the pause: three working days more.
    way.at("2026-11-20T09:00:00+08:00").citizen(|case, org, now| reply(case, "Ini fotonya", org, now)).unwrap();
    assert_eq!(way.case.status, Status::InProgress);
    assert_eq!(way.due(), "2026-12-09 23:59");
}

#[test]
fn an_answer_closes_by_silence_and_the_citizen_can_open_it_again() {
    let mut way = Way::pier();
    let handler = officer(Role::Handler, "dishub");
    way.at("2026-11-18T10:00:00+08:00")
        .does(&handler, |case, asking| answer(case, "Papan sudah diganti", true, asking))
        .unwrap();
    let first = way.case.first_answer.unwrap();
    assert!(first.was_in_time);
    // Monday 08:14 to Wednesday 10:00: 406 + 450 + 150 working minutes.
    assert_eq!(first.working_minutes, 1_006);
    let (before, after) = ("2026-11-28T09:59:00+08:00".parse().unwrap(), "2026-11-28T10:00:00+08:00".parse().unwrap());
    assert_eq!(way.case.status_at(before), Status::Answered);
    assert_eq!(way.case.status_at(after), Status::Closed);

    way.at("2026-12-01T08:00:00+08:00").citizen(|case, org, now| unsolved(case, "Lepas lagi", org, now)).unwrap();
    assert_eq!(way.case.status, Status::InProgress);
    assert_eq!(way.due(), "2026-12-21 23:59");
    assert_eq!(way.case.first_answer.unwrap(), first, "the first answer stays what it was");
}

#[test]
fn a_message_that_only_keeps_the_citizen_posted_does_not_stop_the_clock() {
    let mut way = Way::pier();
    let handler = officer(Role::Handler, "dishub");
    way.does(&handler, |case, asking| answer(case, "Kayu sedang dikirim", false, asking)).unwrap();
    assert_eq!(way.case.status, Status::Verified);
    assert_eq!(way.case.first_answer, None);
}

#[test]
fn a_case_that_is_done_takes_no_answer_until_it_is_opened_again() {
    let mut way = Way::pier();
    let handler = officer(Role::Handler, "dishub");
    way.does(&handler, |case, asking| close(case, Word::Spoken(crate::kinds::Channel::Phone), "Sudah baik.", asking))
        .unwrap();
    assert_eq!(way.does(&handler, |case, asking| answer(case, "Tambahan", true, asking)), Err(Refusal::Closed));
    assert_eq!(way.does(&handler, |case, asking| reopen(case, "", asking)), Err(Refusal::ReasonMissing));
    way.does(&handler, |case, asking| reopen(case, "Salah tutup", asking)).unwrap();
    way.does(&handler, |case, asking| answer(case, "Tambahan", true, asking)).unwrap();
}

#[test]
fn handing_on_gives_the_case_to_the_other_unit_and_takes_it_from_this_one() {
    let mut way = Way::pier();
    let handler = officer(Role::Handler, "dishub");
    let to = |unit: &str| Assign { unit: unit.parse().unwrap(), staff: None, why: "Diurus kecamatan".into() };
    let unknown = to("dinas-tidak-ada");
    assert_eq!(way.does(&handler, |case, asking| assign(case, &unknown, asking)), Err(Refusal::UnknownUnit));
    way.does(&handler, |case, asking| assign(case, &to("kec-sebatik-timur"), asking)).unwrap();
    assert!(!way.sees(&handler));
    assert!(way.sees(&officer(Role::FrontDesk, "kec-sebatik-timur")));
}

#[test]
fn what_the_reporter_kept_confidential_is_never_published() {
    let mut way = Way::begins(
        Report { visibility: Some(Visibility::Confidential), ..about("Papan lepas di dermaga") },
        "2026-11-16T08:14:00+08:00",
    );
    let handler = officer(Role::Handler, "dishub");
    assert_eq!(way.does(&handler, |case, asking| publish(case, "Judul", asking)), Err(Refusal::Confidential));
}

#[test]
fn putting_a_published_case_into_a_closed_circle_takes_it_from_the_public_and_from_the_unit_complained_about() {
    let mut way = Way::pier();
    let (head, handler) = (officer(Role::UnitHead, "dishub"), officer(Role::Handler, "dishub"));
    way.does(&head, |case, asking| publish(case, "Papan dermaga lepas", asking)).unwrap();
    way.case.staff = handler.actor_id();
    way.does(&head, |case, asking| classify(case, None, Some(Sensitivity::Misconduct), asking)).unwrap();
    assert_eq!((way.case.unit.as_str(), way.case.staff, way.case.published.is_some()), ("inspektorat", None, false));
    for former in [&head, &handler] {
        assert!(!way.sees(former));
        assert_eq!(way.does(former, |case, asking| note(case, "Halo", asking)), Err(Refusal::Unknown));
    }
    assert!(way.sees(&officer(Role::Inspector, "inspektorat")));
}

#[test]
fn a_category_that_calls_for_a_circle_closes_it_and_an_inspector_can_lift_it() {
    let mut way = Way::pier();
    let levy: CategoryCode = "levy".parse().unwrap();
    way.does(&officer(Role::Handler, "dishub"), |case, asking| classify(case, Some(&levy), None, asking)).unwrap();
    assert_eq!((way.case.sensitivity, way.case.unit.as_str()), (Some(Sensitivity::Levy), "inspektorat"));
    let inspector = officer(Role::Inspector, "inspektorat");
    way.does(&inspector, |case, asking| classify(case, Some(&levy), None, asking)).unwrap();
    assert_eq!((way.case.sensitivity, way.case.unit.as_str()), (None, "inspektorat"));
}

#[test]
fn a_circle_looked_after_by_the_same_unit_leaves_the_case_with_whom_an_inspector_gave_it_to() {
    let mut way = Way::pier();
    let handler = officer(Role::Handler, "dishub");
    way.does(&handler, |case, asking| classify(case, None, Some(Sensitivity::Levy), asking)).unwrap();
    way.case.staff = officer(Role::Handler, "inspektorat").actor_id();
    let inspector = officer(Role::Inspector, "inspektorat");
    way.does(&inspector, |case, asking| classify(case, None, Some(Sensitivity::Misconduct), asking)).unwrap();
    assert_eq!(way.case.staff, officer(Role::Handler, "inspektorat").actor_id());
}

#[test]
fn an_ending_needs_a_reason_and_a_merge_another_case() {
    let mut way = Way::pier();
    let handler = officer(Role::Handler, "dishub");
    let with = |how, why: &str, into: Option<&str>| End { into: into.map(str::to_owned), ..End::plain(how, why) };
    let cases = [
        (with(Ending::Rejected, " ", None), Refusal::ReasonMissing),
        (with(Ending::Merged, "Sama", None), Refusal::UnknownTarget),
        (with(Ending::Merged, "Sama", Some("SBT-26-0412")), Refusal::UnknownTarget),
        (with(Ending::Withdrawn, "Ditarik", None), Refusal::NotAllowed),
    ];
    for (wish, refusal) in cases {
        assert_eq!(way.does(&handler, |case, asking| end(case, &wish, asking)), Err(refusal), "{wish:?}");
    }
    way.does(&handler, |case, asking| end(case, &with(Ending::Merged, "Sama", Some("SBT-26-0400")), asking)).unwrap();
    assert_eq!((way.case.status, way.case.merged_into.as_deref()), (Status::Ended, Some("SBT-26-0400")));
}

#[test]
fn what_the_citizen_withdrew_stays_withdrawn() {
    let mut way = Way::pier();
    way.citizen(|case, _, now| withdraw(case, now)).unwrap();
    assert_eq!(way.citizen(|case, org, now| unsolved(case, "", org, now)), Err(Refusal::NotClosed));
    assert_eq!(way.citizen(|case, org, now| reply(case, "Halo", org, now)), Err(Refusal::Closed));
}

#[test]
fn asking_a_superior_names_the_unit_above() {
    let mut way = Way::pier();
    way.citizen(ask_superior).unwrap();
    let asked = way.citizen(|case, org, now| {
        let events = ask_superior(case, org, now)?;
        let [CaseEvent::Escalated(facts, None)] = events.as_slice() else { panic!("one event") };
        assert_eq!((facts.unit.as_str(), facts.by), ("kab-nunukan", Speaker::Citizen));
        Ok(Vec::new())
    });
    assert_eq!(asked, Ok(()));
}

#[test]
fn a_holiday_decreed_later_moves_the_limit_of_an_open_case_and_keeps_the_old_one() {
    let mut way = Way::pier();
    let announced = way.due();
    let mut calendar = way.org.calendar().data().clone();
    calendar.version = "with a day more".into();
    calendar.holidays.push(hadir_calendar::Holiday {
        date: "2026-11-18".parse().unwrap(),
        name: "Cuti bersama tambahan".into(),
        kind: hadir_calendar::HolidayKind::CollectiveLeave,
        source: "keputusan".into(),
    });
    let settings = Settings { calendar, ..way.org.settings().clone() };
    way.org = organisation_with(settings);

    let events = redate(&way.case, &way.org, way.now).unwrap();
    let [CaseEvent::Redated(facts, None)] = events.as_slice() else { panic!("one event, not {events:?}") };
    assert!(facts.limits.used.holidays.iter().any(|(date, _)| date == "2026-11-18"));
    way.citizen(redate).unwrap();
    assert_eq!((announced.as_str(), way.due().as_str()), ("2026-12-04 23:59", "2026-12-07 23:59"));
    assert_eq!(redate(&way.case, &way.org, way.now), Ok(Vec::new()), "counting again moves nothing twice");
}

#[test]
fn words_have_a_length() {
    let mut way = Way::pier();
    let handler = officer(Role::Handler, "dishub");
    let long = "a".repeat(MESSAGE_CHARS_MAX + 1);
    assert_eq!(way.does(&handler, |case, asking| note(case, &long, asking)), Err(Refusal::TooLong(MESSAGE_CHARS_MAX)));
    assert_eq!(way.does(&handler, |case, asking| note(case, " \n ", asking)), Err(Refusal::Empty));
    let category: Option<CategoryCode> = None;
    assert_eq!(way.does(&handler, |case, asking| classify(case, category.as_ref(), None, asking)), Ok(()));
}
