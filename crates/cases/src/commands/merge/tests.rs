//! Two reports become one and are parted again: exactly as before, on both, and by those alone who may.

use hadir_oplog::OpId;
use hadir_org::{By, Role};
use hadir_testkit::random::Seeded;

use super::super::tests::{Way, officer};
use super::*;
use crate::commands::{answer, assign, classify, close, note, reopen, reply, solved, unsolved};
use crate::events::Speaker;
use crate::kinds::{Ending, Sensitivity, Status};
use crate::state::Stay;

/// Two reports of one matter, and the officers of the unit that has both.
struct Two {
    duplicate: Way,
    target: Way,
}

fn handler() -> By {
    officer(Role::Handler, "dishub")
}

fn asking<'a>(by: &'a By, way: &'a Way) -> Asking<'a> {
    Asking { by, org: &way.org, now: way.now }
}

impl Two {
    fn of(duplicate: Way, target: Way) -> Self {
        let mut two = Self { duplicate, target };
        two.at("2026-11-17T09:00:00+08:00");
        two
    }

    fn piers() -> Self {
        Self::of(Way::another(13), Way::pier())
    }

    fn at(&mut self, now: &str) -> &mut Self {
        self.duplicate.at(now);
        self.target.at(now);
        self
    }

    fn record(&mut self, [on_duplicate, on_target]: [Vec<CaseEvent>; 2], by: &By) {
        self.duplicate.record(on_duplicate, by.actor_id());
        self.target.record(on_target, by.actor_id());
    }

    fn merge(&mut self, by: &By) -> Result<(), Refusal> {
        let events = merge(&self.duplicate.case, &self.target.case, "", &asking(by, &self.target))?;
        self.record(events, by);
        Ok(())
    }

    /// Does something with the duplicate, or from the other side with the target, and what follows on the other.
    fn acts(&mut self, from_target: bool, by: &By, act: impl Fn(&Case, &Asking<'_>) -> Decided) -> Result<(), Refusal> {
        let (one, other) = if from_target { (&self.target, &self.duplicate) } else { (&self.duplicate, &self.target) };
        let events = act(&one.case, &asking(by, one))?;
        let untied = Untied::by(&one.case, &events);
        assert_eq!(untied.map(|untied| untied.other), untied.map(|_| other.case.id));
        let follows =
            untied.map_or(Ok(Vec::new()), |untied| untied.follows(&one.case, &other.case, &asking(by, one)))?;
        self.record(if from_target { [follows, events] } else { [events, follows] }, by);
        Ok(())
    }

    fn undoes(&mut self, from_target: bool, by: &By) -> Result<(), Refusal> {
        let (one, other) = if from_target { (&self.target, &self.duplicate) } else { (&self.duplicate, &self.target) };
        let op = tie(one, other).expect("a tie to take back");
        self.acts(from_target, by, |case, asking| undo(case, op, asking))
    }

    fn states(&self) -> [String; 2] {
        [&self.duplicate, &self.target].map(|way| format!("{:#?}", way.case.without_history()))
    }
}

/// The last act that tied a case to another.
fn tie(way: &Way, other: &Way) -> Option<OpId> {
    let is_tie = |event: &CaseEvent| match event {
        CaseEvent::Bond(bond) => bond.other() == other.case.id && !matches!(bond, Bond::Parted(_)),
        _ => false,
    };
    way.case.thread.iter().rfind(|moment| is_tie(&moment.event)).map(|moment| moment.id)
}

fn hand_on(case: &Case, asking: &Asking<'_>) -> Decided {
    let to = super::super::Assign { unit: "kec-sebatik-timur".parse().unwrap(), staff: None, why: String::new() };
    assign(case, &to, asking)
}

#[test]
fn both_say_so_and_one_goes_on() {
    let mut two = Two::piers();
    two.merge(&handler()).unwrap();
    let (duplicate, target) = (&two.duplicate.case, &two.target.case);
    assert_eq!((duplicate.status, duplicate.ending), (Status::Ended, Some(Ending::Merged)));
    assert_eq!(duplicate.goes_on_in, Some(target.id));
    assert_eq!(duplicate.merged_into, Some(exact(target.number(), target.id)));
    assert_eq!((target.status, target.voices(), duplicate.voices()), (Status::Verified, 2, 1));
    assert_eq!(target.joined.iter().map(|joint| joint.id).collect::<Vec<_>>(), [duplicate.id]);
    assert!(!duplicate.is_overdue("2030-01-01T00:00:00Z".parse().unwrap()), "nothing is owed on it any more");
    assert_eq!(
        target.tie_with(duplicate.id, two.target.now.as_millisecond()).map(|moment| moment.id),
        tie(&two.target, &two.duplicate)
    );
}

#[test]
fn what_is_undone_from_either_side_leaves_both_as_they_were() {
    type Step = fn(&mut Two);
    let before: [Step; 4] = [
        |_| {},
        |two| two.duplicate.does(&handler(), keep).unwrap(),
        |two| two.target.does(&handler(), |case, asking| answer(case, "Sedang kami cek.", false, asking)).unwrap(),
        |two| {
            let question =
                |case: &Case, asking: &Asking<'_>| super::super::ask_citizen(case, "Papan yang mana?", asking);
            two.duplicate.does(&handler(), question).unwrap();
            two.target.does(&handler(), question).unwrap();
        },
    ];
    // What does not stand in the way: words among colleagues, and that the case that goes on is handed on.
    let meanwhile: [Step; 3] = [
        |_| {},
        |two| two.duplicate.does(&handler(), |case, asking| note(case, "Ditelepon.", asking)).unwrap(),
        |two| two.target.does(&handler(), |case, asking| note(case, "Sudah dicek.", asking)).unwrap(),
    ];
    for from_target in [false, true] {
        for (n, prepare) in before.into_iter().enumerate() {
            for (m, then) in meanwhile.into_iter().enumerate() {
                let mut two = Two::piers();
                prepare(&mut two);
                let states = two.at("2026-11-17T10:00:00+08:00").states();
                two.merge(&handler()).unwrap();
                let merged = two.states();
                assert!(merged[0] != states[0] && merged[1] != states[1], "{n} {m}");
                then(two.at("2026-11-17T10:05:00+08:00"));
                two.at("2026-11-17T10:10:00+08:00").undoes(from_target, &handler()).unwrap();
                assert_eq!(two.states(), states, "{n} {m} from the target: {from_target}");
                assert_eq!(two.undoes(!from_target, &handler()), Err(Refusal::Superseded), "on both at once");
            }
        }
    }
}

/// Read, and left with its own unit.
fn keep(case: &Case, asking: &Asking<'_>) -> Decided {
    assign(case, &super::super::Assign { unit: "dishub".parse().unwrap(), staff: None, why: String::new() }, asking)
}

#[test]
fn what_the_other_reporter_may_have_read_is_not_unsaid_and_parting_stays() {
    let mut two = Two::piers();
    two.merge(&handler()).unwrap();
    two.at("2026-11-17T10:00:00+08:00");
    two.target.does(&handler(), |case, asking| answer(case, "Papan sudah diganti.", true, asking)).unwrap();
    for from_target in [false, true] {
        assert_eq!(two.undoes(from_target, &handler()), Err(Refusal::Superseded));
    }
    // The case that goes on may be handed on; that says nothing to the other's reporter.
    let mut two = Two::piers();
    two.merge(&handler()).unwrap();
    two.target.does(&handler(), hand_on).unwrap();
    assert_eq!(two.undoes(false, &handler()), Err(Refusal::Apart(Apart::NotAllowed)), "it is another unit's now");
    let above = officer(Role::UnitHead, "kab-nunukan");
    two.undoes(false, &above).unwrap();
    assert_eq!((two.duplicate.case.status, two.target.case.voices()), (Status::New, 1));
    assert_eq!(two.target.case.unit, "kec-sebatik-timur", "later moves of the case that goes on stay");
}

#[test]
fn whoever_opens_the_merged_case_again_parts_the_two() {
    for by_reporter in [true, false] {
        let mut two = Two::piers();
        two.merge(&handler()).unwrap();
        two.at("2026-11-18T09:00:00+08:00");
        two.target.does(&handler(), hand_on).unwrap();
        if by_reporter {
            let again = |case: &Case, asking: &Asking<'_>| unsolved(case, "Bukan dermaga itu.", asking.org, asking.now);
            two.acts(false, &By::Console, again).unwrap();
        } else {
            two.acts(false, &handler(), |case, asking| reopen(case, "Ternyata lain.", asking)).unwrap();
        }
        let (duplicate, target) = (&two.duplicate.case, &two.target.case);
        assert_eq!((duplicate.status, duplicate.goes_on_in, &duplicate.merged_into), (Status::InProgress, None, &None));
        assert_eq!((target.voices(), target.joined.len()), (1, 0));
        assert_eq!(two.undoes(true, &By::Console), Err(Refusal::Superseded), "they are parted already");
        let merged_at = "2026-11-17T09:00:00+08:00".parse::<jiff::Timestamp>().unwrap().as_millisecond();
        let until = Some(two.duplicate.now.as_millisecond());
        assert_eq!(two.duplicate.case.stays(), [Stay { other: two.target.case.id, from: merged_at, until }]);
    }
}

#[test]
fn an_act_that_touches_no_tie_says_nothing_on_the_other() {
    let mut two = Two::piers();
    two.merge(&handler()).unwrap();
    let said = two.target.case.thread.len();
    two.acts(false, &By::Console, |case, asking| reply(case, "Terima kasih.", asking.org, asking.now)).unwrap();
    two.acts(false, &handler(), |case, asking| note(case, "Dibaca.", asking)).unwrap();
    assert_eq!(two.target.case.thread.len(), said);
    assert!(two.duplicate.case.wrote_at().is_some(), "what a merged reporter writes waits on their own case");
}

#[test]
fn what_cannot_become_one_says_why() {
    let refused = |two: &mut Two, by: &By| match two.merge(by) {
        Err(Refusal::Apart(why)) => Some(why),
        other => panic!("{other:?}"),
    };
    let mut two = Two::of(Way::pier(), Way::pier());
    assert_eq!(refused(&mut two, &handler()), Some(Apart::Itself));

    let mut two = Two::piers();
    two.duplicate.citizen(|case, _, now| solved(case, now)).unwrap();
    assert_eq!(refused(&mut two, &handler()), Some(Apart::Done));
    let mut two = Two::piers();
    let told = super::super::Word::Spoken(crate::kinds::Channel::Phone);
    two.target.does(&handler(), |case, asking| close(case, told, "Sudah bagus.", asking)).unwrap();
    assert_eq!(refused(&mut two, &handler()), Some(Apart::Done));

    let seal = |why| move |case: &Case, asking: &Asking<'_>| classify(case, None, Some(why), asking);
    let mut two = Two::piers();
    two.target.does(&By::Console, seal(Sensitivity::Levy)).unwrap();
    assert_eq!(refused(&mut two, &handler()), Some(Apart::NotAllowed), "as little as of one that is not there");
    assert_eq!(refused(&mut two, &By::Console), Some(Apart::Circles));
    two.duplicate.does(&By::Console, seal(Sensitivity::Violence)).unwrap();
    assert_eq!(refused(&mut two, &By::Console), Some(Apart::Circles));
    let mut two = Two::piers();
    two.target.does(&By::Console, seal(Sensitivity::Levy)).unwrap();
    two.duplicate.does(&By::Console, seal(Sensitivity::Levy)).unwrap();
    two.merge(&officer(Role::Inspector, "inspektorat")).unwrap();

    let mut two = Two::piers();
    two.target.does(&handler(), hand_on).unwrap();
    assert_eq!(refused(&mut two, &handler()), Some(Apart::NotAllowed));
    assert_eq!(two.merge(&officer(Role::FrontDesk, "kab-nunukan")), Err(Refusal::NotAllowed));
    assert_eq!(two.merge(&officer(Role::Handler, "inspektorat")), Err(Refusal::Unknown));
    two.merge(&officer(Role::UnitHead, "kab-nunukan")).unwrap();
    std::mem::swap(&mut two.duplicate, &mut two.target);
    assert_eq!(refused(&mut two, &By::Console), Some(Apart::Circle));
    two.duplicate = Way::another(14);
    assert_eq!(refused(&mut two, &By::Console), Some(Apart::Elsewhere));
}

#[test]
fn a_chain_brings_all_its_voices_along() {
    let mut first = Two::piers();
    first.merge(&handler()).unwrap();
    let mut then = Two::of(first.target, Way::another(14));
    then.merge(&handler()).unwrap();
    assert_eq!((then.target.case.voices(), then.duplicate.case.voices()), (3, 2));
    // The first is beneath the second now: what the third case says is read by all of them.
    let mut first = Two { duplicate: first.duplicate, target: then.duplicate };
    assert_eq!(first.undoes(true, &handler()), Err(Refusal::Superseded));
    let mut then = Two { duplicate: first.target, target: then.target };
    then.undoes(false, &handler()).unwrap();
    first.target = then.duplicate;
    first.undoes(true, &handler()).unwrap();
    assert_eq!((first.target.case.voices(), then.target.case.voices()), (1, 1));
}

/// Two offices that merge two cases into each other: what each of both cases gets, the earlier act first.
fn into_each_other() -> Two {
    let mut two = Two::piers();
    let roots = [two.duplicate.last(), two.target.last()].map(|last| last.into_iter().collect::<Vec<_>>());
    let here = merge(&two.duplicate.case, &two.target.case, "", &asking(&handler(), &two.target)).unwrap();
    two.at("2026-11-17T09:30:00+08:00");
    let there = merge(&two.target.case, &two.duplicate.case, "", &asking(&handler(), &two.target)).unwrap();
    let [there_on_target, there_on_duplicate] = there;
    let [here_on_duplicate, here_on_target] = here;
    let actor = handler().actor_id();
    let mut seen = [Vec::new(), Vec::new()];
    let mut records = |way: &mut Way, events: Vec<CaseEvent>, at: usize| {
        let mut parents = roots[at].clone();
        for event in events {
            way.record_after(event, actor, parents);
            parents = way.last().into_iter().collect();
        }
        seen[at].extend(parents);
    };
    records(&mut two.duplicate, here_on_duplicate, 0);
    records(&mut two.duplicate, there_on_duplicate, 0);
    records(&mut two.target, here_on_target, 1);
    records(&mut two.target, there_on_target, 1);
    // Then the offices meet, and somebody notes it who has seen both.
    for (way, seen) in [&mut two.duplicate, &mut two.target].into_iter().zip(seen) {
        let noted = crate::events::Noted::in_words(way.now.as_millisecond());
        way.record_after(CaseEvent::Noted(noted, None), actor, seen);
    }
    two
}

#[test]
fn two_that_were_merged_into_each_other_follow_the_later_act_on_both_sides() {
    let mut two = into_each_other();
    let (duplicate, target) = (&two.duplicate.case, &two.target.case);
    assert_eq!((target.goes_on_in, target.status, target.voices()), (Some(duplicate.id), Status::Ended, 1));
    assert_eq!((duplicate.goes_on_in, duplicate.status, duplicate.voices()), (None, Status::Verified, 2));
    assert_eq!((duplicate.ending, duplicate.closed_at), (None, None), "as if the earlier act had never been done");
    for case in [duplicate, target] {
        assert_eq!(case.conflicts().len(), 1);
        assert!(case.open_conflict().is_some());
        assert_eq!(case.thread.iter().filter(|moment| moment.is_undone).count(), 1, "it stays to be seen");
    }
    // Opened again by someone who knows both, the one that was merged in the end is parted, which settles it there.
    two.at("2026-11-17T10:00:00+08:00");
    let mut two = Two { duplicate: two.target, target: two.duplicate };
    two.acts(false, &handler(), |case, asking| reopen(case, "Keduanya jalan sendiri.", asking)).unwrap();
    assert!(two.duplicate.case.open_conflict().is_none());
    assert_eq!((two.duplicate.case.goes_on_in, two.target.case.voices()), (None, 1));
    two.target.does(&handler(), hand_on).unwrap();
    assert!(two.target.case.open_conflict().is_none(), "the next move settles it here");
}

#[test]
fn an_undone_tie_takes_the_conflict_with_it() {
    let two = into_each_other();
    let mut two = Two { duplicate: two.target, target: two.duplicate };
    two.at("2026-11-17T10:00:00+08:00").undoes(true, &handler()).unwrap();
    for (way, status) in [(&two.duplicate, Status::Verified), (&two.target, Status::New)] {
        // That the earlier office had read the one that should have gone on there remains true.
        assert_eq!((way.case.goes_on_in, way.case.status, way.case.voices()), (None, status, 1));
        assert!(way.case.open_conflict().is_none());
    }
}

#[test]
fn what_another_office_did_meanwhile_with_the_case_that_goes_on_excludes_nothing() {
    let mut two = Two::piers();
    let root: Vec<_> = two.target.last().into_iter().collect();
    let handed = hand_on(&two.target.case, &asking(&handler(), &two.target)).unwrap();
    two.merge(&handler()).unwrap();
    let mut parents = root;
    for event in handed {
        two.target.record_after(event, handler().actor_id(), parents);
        parents = two.target.last().into_iter().collect();
    }
    assert_eq!(two.target.case.conflicts(), []);
    assert_eq!((two.target.case.unit.as_str(), two.target.case.voices()), ("kec-sebatik-timur", 2));
    assert!(
        two.target
            .case
            .thread
            .iter()
            .all(|moment| !matches!(&moment.event, CaseEvent::Said(said, _) if said.by == Speaker::Office))
    );
}

/// Whatever officers and reporters do, in whichever order: each side says the same of the tie, and what is merged and taken
/// back at once leaves both as they were.
#[test]
fn both_sides_always_agree() {
    let mut merged = 0;
    for seed in 0..150 {
        let mut chance = Seeded::new(seed);
        let mut two = Two::piers();
        for step in 0..14 {
            let minute = 10 + step;
            two.at(&format!("2026-11-17T09:{minute}:00+08:00"));
            if chance.below(4) == 0 {
                std::mem::swap(&mut two.duplicate, &mut two.target);
            }
            let done = any_act(&mut two, chance.below(9));
            let [one, other] = [&two.duplicate.case, &two.target.case];
            for (one, other) in [(one, other), (other, one)] {
                let joined = other.joined.iter().any(|joint| joint.id == one.id);
                assert_eq!(one.goes_on_in == Some(other.id), joined, "seed {seed}, step {step}: {done:?}");
                assert_eq!(one.voices(), 1 + one.joined.len() as u64);
                assert!(one.goes_on_in.is_none() || one.joined.is_empty(), "neither goes on in the other");
                assert_eq!(one.goes_on_in.is_some(), one.ending == Some(Ending::Merged));
            }
            let before = two.states();
            if two.merge(&handler()).is_ok() {
                merged += 1;
                two.undoes(chance.below(2) == 0, &handler()).unwrap();
                assert_eq!(two.states(), before, "seed {seed}, step {step}");
            }
        }
    }
    assert!(merged > 300, "{merged} merges were tried and taken back");
}

fn any_act(two: &mut Two, which: u64) -> Result<(), Refusal> {
    let handler = handler();
    match which {
        0 | 1 => two.merge(&handler),
        2 => {
            let is_tied = tie(&two.duplicate, &two.target).is_some();
            if is_tied { two.undoes(false, &handler) } else { Ok(()) }
        }
        3 => two.acts(false, &By::Console, |case, asking| unsolved(case, "Belum.", asking.org, asking.now)),
        4 => two.acts(false, &By::Console, |case, asking| reply(case, "Masih sama.", asking.org, asking.now)),
        5 => two.acts(false, &handler, |case, asking| answer(case, "Jumat.", false, asking)),
        6 => two.acts(false, &handler, |case, asking| answer(case, "Sudah diganti.", true, asking)),
        7 => two.acts(false, &handler, |case, asking| super::super::ask_citizen(case, "Yang mana?", asking)),
        _ => two.acts(false, &handler, |case, asking| note(case, "Dicek.", asking)),
    }
}
