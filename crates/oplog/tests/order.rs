//! Arrival order never matters: any permutation of deliveries folds to the same state, conflicts included.

use std::collections::{BTreeMap, BTreeSet};

use hadir_oplog::*;
use proptest::prelude::*;

/// What offices do to one toy case: write notes, or hand it to one unit, which excludes any other hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    Note,
    Assign(u8),
}

#[derive(Debug, Clone)]
struct Log {
    placed: Vec<Placed>,
    events: BTreeMap<OpId, Event>,
}

/// The folded case.
#[derive(Debug, PartialEq, Eq)]
struct Case {
    notes: Vec<OpId>,
    holder: Option<u8>,
    conflicts: Vec<(OpId, OpId)>,
    waiting: BTreeMap<OpId, Vec<OpId>>,
}

fn fold(placed: &[Placed], events: &BTreeMap<OpId, Event>) -> Case {
    let CausalOrder { order, waiting } = causal_order(placed);
    let ready: Vec<Placed> = order.iter().map(|&index| placed[index].clone()).collect();
    let mut case = Case { notes: vec![], holder: None, conflicts: vec![], waiting: BTreeMap::new() };
    for operation in &ready {
        match events[&operation.id] {
            Event::Note => case.notes.push(operation.id),
            Event::Assign(unit) => case.holder = Some(unit),
        }
    }
    case.conflicts = History::new(&ready).conflicts(
        |a, b| matches!((events[&ready[a].id], events[&ready[b].id]), (Event::Assign(a), Event::Assign(b)) if a != b),
    );
    case.waiting = waiting.into_iter().map(|waiting| (placed[waiting.index].id, waiting.missing)).collect();
    case
}

/// One step of an office: what it does, what it has heard of before (a mask over earlier operations), and how wrong
/// its clock is at that moment.
type Step = (u8, bool, u8, u64, i64);

/// Offices write a log together. Each names the heads of what it has heard of, closed under ancestors.
fn write(steps: &[Step]) -> Log {
    let mut log = Log { placed: vec![], events: BTreeMap::new() };
    let mut seen = vec![BTreeSet::<OpId>::new(); 4];
    let mut clocks = vec![HybridClock::new(None); 4];
    for (n, &(office, is_note, unit, heard, clock_ms)) in steps.iter().enumerate() {
        let office = usize::from(office % 4);
        let history = History::new(&log.placed);
        for (earlier, operation) in log.placed.iter().enumerate() {
            if heard >> (earlier % 64) & 1 == 1 && !seen[office].contains(&operation.id) {
                let known = log.placed.iter().map(|o| o.id).filter(|id| history.knew(&operation.id, id));
                seen[office].extend(known.chain([operation.id]));
            }
        }
        let visible: Vec<Placed> = log.placed.iter().filter(|o| seen[office].contains(&o.id)).cloned().collect();
        let id = OpId::of_header(&n.to_be_bytes());
        let chain =
            ChainId { node: NodeId::from_bytes([office as u8; 32]), incarnation: Incarnation::from_bytes([0; 8]) };
        let stamp = clocks[office].tick(clock_ms);
        log.placed.push(Placed { id, parents: heads(&visible), stamp, chain, index: 0 });
        log.events.insert(id, if is_note { Event::Note } else { Event::Assign(unit % 3) });
        seen[office].insert(id);
    }
    log
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let clock_ms = prop_oneof![0..100_000_i64, Just(4_000_000_000_000)];
    prop::collection::vec((any::<u8>(), any::<bool>(), any::<u8>(), any::<u64>(), clock_ms), 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_arrival_folds_to_one_state(
        (steps, shuffle) in steps().prop_flat_map(|steps| {
            let places: Vec<usize> = (0..steps.len()).collect();
            (Just(steps), Just(places).prop_shuffle())
        })
    ) {
        let log = write(&steps);
        let shuffled: Vec<Placed> = shuffle.iter().map(|&place| log.placed[place].clone()).collect();
        let twice = [shuffled.clone(), log.placed.clone()].concat();
        let case = fold(&log.placed, &log.events);
        prop_assert!(case.waiting.is_empty());
        prop_assert_eq!(&case, &fold(&shuffled, &log.events));
        prop_assert_eq!(&case, &fold(&twice, &log.events), "receiving twice is normal");
    }

    #[test]
    fn what_an_author_had_seen_comes_first(steps in steps()) {
        let log = write(&steps);
        let order = causal_order(&log.placed).order;
        let history = History::new(&log.placed);
        for (late, &later) in order.iter().enumerate() {
            for &earlier in &order[..late] {
                prop_assert!(!history.knew(&log.placed[earlier].id, &log.placed[later].id));
            }
        }
        prop_assert_eq!(order.len(), log.placed.len());
    }

    #[test]
    fn what_misses_a_parent_waits_and_says_for_whom((steps, gone) in (steps(), any::<prop::sample::Index>())) {
        let log = write(&steps);
        let gone = log.placed[gone.index(log.placed.len())].id;
        let history = History::new(&log.placed);
        let rest: Vec<Placed> = log.placed.iter().filter(|o| o.id != gone).cloned().collect();
        let case = fold(&rest, &log.events);
        for operation in &rest {
            let waits = case.waiting.get(&operation.id);
            prop_assert_eq!(waits.is_some(), history.knew(&operation.id, &gone));
            if operation.parents.contains(&gone) {
                prop_assert_eq!(waits, Some(&vec![gone]));
            }
        }
    }
}

#[test]
fn two_concurrent_assignments_are_a_conflict_and_a_later_one_settles_it() {
    let log = write(&[(0, true, 0, 0, 10), (1, false, 1, 1, 20), (2, false, 2, 1, 20), (3, false, 0, 0b111, 30)]);
    let ids: Vec<OpId> = log.placed.iter().map(|o| o.id).collect();
    let case = fold(&log.placed, &log.events);
    assert_eq!(case.conflicts, vec![(ids[1].min(ids[2]), ids[1].max(ids[2]))]);
    assert_eq!(case.holder, Some(0), "the one who had seen both decides");
    assert_eq!(heads(&log.placed), vec![ids[3]]);
    assert!(concurrent(&log.placed, &ids[1], &ids[2]));
    assert!(!concurrent(&log.placed, &ids[1], &ids[3]) && !concurrent(&log.placed, &ids[1], &ids[1]));
}

#[test]
fn a_clock_that_is_wrong_by_years_does_not_undo_what_came_after() {
    let year_2096_ms = 4_000_000_000_000;
    let log = write(&[(0, false, 1, 0, year_2096_ms), (1, false, 2, 1, 1_000)]);
    let case = fold(&log.placed, &log.events);
    assert_eq!((case.holder, case.conflicts), (Some(2), vec![]));
}
