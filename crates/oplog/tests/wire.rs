//! Batches on the wire: nothing is lost, nothing foreign gets in, and thin links pay for little but words.

#![expect(clippy::print_stdout, reason = "`--nocapture` shows the sizes that were measured")]

mod office;

use std::collections::BTreeMap;

use hadir_oplog::wire::{Dictionary, Effort, Packed, Packing, Run, ShortId, Signatures, WireError, pack};
use hadir_oplog::*;
use office::{Office, reply, report};

const THIN: Packing<'static> = Packing {
    dictionary: Dictionary::REPORTS,
    effort: Effort::Small,
    signatures: Signatures::Last,
    receiver_has: &|_| None,
};
const BUNDLE: Packing<'static> = Packing {
    dictionary: Dictionary::NONE,
    effort: Effort::Fast,
    signatures: Signatures::All,
    receiver_has: &|_| None,
};

fn unpack(packed: &[u8]) -> Result<wire::Batch, WireError> {
    Packed::open(packed)?.unpack(&BTreeMap::new())
}

/// The texts of the demonstration cases, to measure with words people would write.
fn texts() -> Vec<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/demo/nunukan/cases.jsonl");
    let cases = std::fs::read_to_string(file).unwrap();
    cases
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().to_owned())
        .collect()
}

/// A commit of eight operations in two scopes.
fn mixed_commit(office: &mut Office) -> PartialCommit {
    let operations: Vec<Operation> = (0..8)
        .map(|n| {
            let aggregate = office.aggregate();
            let scope = office::scope(if n < 4 || n == 6 { "rsud" } else { "dishub" });
            office.seal(Draft { scopes: vec![scope], ..report(aggregate, &format!("Laporan {n}")) })
        })
        .collect();
    PartialCommit::whole(office.commit(&operations), operations)
}

fn is_for(code: &'static str) -> impl Fn(&Operation) -> bool {
    move |operation| operation.header().scopes.contains(&office::scope(code))
}

#[test]
fn a_batch_arrives_as_it_was_sent() {
    let (mut one, mut other) = (Office::new(1), Office::new(2));
    let aggregate = one.aggregate();
    let first = one.seal(report(aggregate, "Papan lepas"));
    let mut erased = one.seal(report(aggregate, "Akan dihapus"));
    erased.erase(1);
    let answer = one.seal(reply(aggregate, vec![first.id(), erased.id()], "Terima kasih"));
    let stays = one.seal(Draft { bodies: vec![], ..reply(aggregate, vec![answer.id()], "") });
    let commit = one.commit(&[first.clone(), erased.clone(), answer.clone(), stays.clone()]);
    let runs = vec![
        Run { commits: vec![PartialCommit::whole(commit, [first, erased, answer, stays]), one.report("Dua")] },
        Run { commits: vec![other.report("Tiga")] },
        Run { commits: vec![mixed_commit(&mut other).only(is_for("dishub"))] },
    ];
    let batch = unpack(&pack(&runs, &BUNDLE).unwrap()).unwrap();
    assert_eq!(batch.foreign, vec![]);
    assert_eq!(batch.runs[..2], runs[..2]);
    let PartialCommit { commit, parts } = &batch.runs[2].commits[0];
    assert_eq!(commit, &runs[2].commits[0].commit);
    assert_eq!(parts.len(), 5, "the first four, withheld together, are one part");
    assert_eq!(unpack(&pack(&batch.runs, &BUNDLE).unwrap()).unwrap(), batch, "and can be passed on");

    let thin = unpack(&pack(&runs, &THIN).unwrap()).unwrap();
    assert_eq!(thin.runs[0].commits[0].commit.signature(), None);
    assert_eq!(thin.runs[0].commits[0].commit.hash(), runs[0].commits[0].commit.hash());
    assert_eq!(thin.runs[0].commits[1], runs[0].commits[1]);
}

#[test]
fn an_operation_that_two_pasts_share_travels_with_both() {
    let mut office = Office::new(1);
    let aggregate = office.aggregate();
    let shared = office.seal(report(aggregate, "Papan lepas"));
    let past = |office: &mut Office, text: &str| {
        let first = office.commit(std::slice::from_ref(&shared));
        let answer = office.seal(reply(aggregate, vec![shared.id()], text));
        let further = office.seal(reply(aggregate, vec![answer.id()], text));
        let second = office.commit(&[answer.clone(), further.clone()]);
        let commits =
            vec![PartialCommit::whole(first, [shared.clone()]), PartialCommit::whole(second, [answer, further])];
        Run { commits }
    };
    // The copy commits the same operation a little later.
    let mut copy = Office::new(1);
    copy.wait_ms(5_000);
    let runs = vec![past(&mut office, "Satu"), past(&mut copy, "Dua")];
    assert_eq!(runs[0].commits[0].commit.chain(), runs[1].commits[0].commit.chain());
    assert_ne!(runs[0].commits[0].commit.hash(), runs[1].commits[0].commit.hash());
    assert_eq!(unpack(&pack(&runs, &BUNDLE).unwrap()).unwrap().runs, runs);
}

#[test]
fn the_first_commit_of_an_incarnation_says_what_it_knew() {
    let (mut office, mut peer) = (Office::new(1), Office::new(2));
    let mut heads = vec![peer.report("Satu").commit.head(), office.report("Dua").commit.head()];
    let incarnation = Incarnation::from_bytes([42; 8]);
    office.chain.incarnation = incarnation;
    let aggregate = office.aggregate();
    let operation = office.seal(report(aggregate, "Sesudah pemulihan"));
    let stamp = Stamp::at_ms(office::MORNING_MS);
    let commit = Commit::sign(&office.key, incarnation, 0, None, stamp, &[operation.id()], heads.clone()).unwrap();
    heads.sort();
    assert_eq!(commit.knows(), heads);
    let runs = vec![Run { commits: vec![PartialCommit::whole(commit, [operation])] }];
    assert_eq!(unpack(&pack(&runs, &THIN).unwrap()).unwrap().runs, runs);
}

#[test]
fn every_flipped_bit_is_found_or_changes_nothing() {
    let mut office = Office::new(1);
    let runs =
        vec![Run { commits: vec![office.report("Papan lepas"), mixed_commit(&mut office).only(is_for("dishub"))] }];
    let packed = pack(&runs, &THIN).unwrap();
    let batch = unpack(&packed).unwrap();
    for bit in 0..packed.len() * 8 {
        let mut flipped = packed.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(unpack(&flipped).is_err_and(|_| true) || unpack(&flipped).unwrap() == batch, "bit {bit}");
    }
    for length in 0..packed.len() {
        assert!(unpack(&packed[..length]).is_err(), "cut off at {length}");
    }
}

#[test]
fn parents_the_receiver_has_travel_short() {
    let mut office = Office::new(1);
    let asked = office.report("Papan lepas");
    let question = asked.operations().next().unwrap().1.clone();
    let aggregate = question.header().aggregate;
    let answer = office.seal(reply(aggregate, vec![question.id()], "Besok kami pasang"));
    let runs =
        vec![Run { commits: vec![PartialCommit::whole(office.commit(std::slice::from_ref(&answer)), [answer])] }];

    let receiver_has = |id: &OpId| (*id == question.id()).then_some(aggregate);
    let packed = pack(&runs, &Packing { receiver_has: &receiver_has, ..THIN }).unwrap();
    let opened = Packed::open(&packed).unwrap();
    let short = ShortId::of(&question.id());
    assert_eq!(opened.wanted().unwrap(), vec![short]);
    assert_eq!(opened.unpack(&[(short, (question.id(), aggregate))].into()).unwrap().runs, runs);
    assert_eq!(opened.unpack(&BTreeMap::new()), Err(WireError::Unresolved(short)));
    let wrong = OpId::from_bytes([1; 32]);
    assert!(matches!(opened.unpack(&[(short, (wrong, aggregate))].into()), Err(WireError::Run { run: 0, .. })));
    assert!(packed.len() + 24 < pack(&runs, &THIN).unwrap().len());
}

#[test]
fn two_views_of_a_commit_make_one() {
    let mut office = Office::new(1);
    let whole = mixed_commit(&mut office);
    let (hospital, harbour) = (whole.clone().only(is_for("rsud")), whole.clone().only(is_for("dishub")));
    assert!(!hospital.is_whole());
    assert_eq!(hospital.operations().map(|(place, _)| place).collect::<Vec<_>>(), [0, 1, 2, 3, 6]);
    for (one, other) in [(&hospital, &harbour), (&harbour, &hospital), (&whole, &harbour), (&harbour, &whole)] {
        let sent = |view: &PartialCommit| {
            let packed = pack(&[Run { commits: vec![view.clone()] }], &BUNDLE).unwrap();
            unpack(&packed).unwrap().runs.remove(0).commits.remove(0)
        };
        assert_eq!(sent(one).merge(sent(other)).unwrap(), whole);
    }
    let another = mixed_commit(&mut office);
    assert_eq!(hospital.merge(another), Err(CommitError::WrongOperations));
}

#[test]
fn parts_that_do_not_fit_the_tree_are_refused() {
    let mut office = Office::new(1);
    let whole = mixed_commit(&mut office);
    let id = whole.operations().next().unwrap().1.id();
    for parts in [
        vec![],
        whole.parts[..7].to_vec(),
        [whole.parts.clone(), vec![Part::withheld(&id)]].concat(),
        vec![Part::Withheld { count: 0, hash: whole.commit.root() }],
        vec![Part::Withheld { count: 9, hash: whole.commit.root() }],
        vec![Part::withheld(&id); 8],
    ] {
        assert!(PartialCommit { commit: whole.commit.clone(), parts }.verify_parts().is_err());
    }
    let nothing_here = vec![Part::Withheld { count: 8, hash: whole.commit.root() }];
    PartialCommit { commit: whole.commit, parts: nothing_here }.verify_parts().unwrap();
}

#[test]
fn an_operation_of_another_chain_is_treated_as_withheld() {
    let (mut honest, mut thief) = (Office::new(1), Office::new(2));
    let stolen = honest.report("Papan lepas").operations().next().unwrap().1.clone();
    let aggregate = thief.aggregate();
    let own = thief.seal(report(aggregate, "Milik sendiri"));
    let commit = thief.commit(&[stolen.clone(), own.clone()]);
    let runs = vec![Run { commits: vec![PartialCommit::whole(commit.clone(), [stolen.clone(), own.clone()])] }];
    let batch = unpack(&pack(&runs, &THIN).unwrap()).unwrap();
    assert_eq!(batch.foreign, vec![stolen.id()]);
    assert_eq!(batch.runs[0].commits[0].parts, vec![Part::withheld(&stolen.id()), Part::Operation(own)]);
    assert_eq!(batch.runs[0].commits[0].commit, commit);
}

#[test]
fn a_sender_who_does_not_sign_is_found_and_named() {
    let mut office = Office::new(1);
    let mut runs = vec![Run { commits: vec![office.report("Satu")] }, Run { commits: vec![office.report("Dua")] }];
    let forged = {
        let mut packed = pack(&runs, &BUNDLE).unwrap();
        // The last 64 random bytes are the second run's signature.
        let noise = u32::from_le_bytes(packed[2..6].try_into().unwrap()) as usize;
        packed[10 + noise - 20] ^= 1;
        packed
    };
    let fault = RunError { index: 0, fault: RunFault::BadSignature };
    assert_eq!(unpack(&forged), Err(WireError::Run { run: 1, error: fault }));
    runs[0].commits[0].commit = runs[0].commits[0].commit.clone().without_signature();
    assert!(matches!(pack(&runs, &THIN), Err(WireError::Run { run: 0, .. })));
}

#[test]
fn sizes_that_lie_do_not_cost_memory() {
    let huge =
        |plain: u32| [vec![1, 0], 0_u32.to_le_bytes().to_vec(), plain.to_le_bytes().to_vec(), vec![0x28]].concat();
    assert!(matches!(unpack(&huge(u32::MAX)), Err(WireError::Format(FormatError::Limit(_)))));
    assert_eq!(unpack(&huge(1_000)), Err(WireError::Damaged));
    // A frame that decompresses to more than it says.
    let bomb = zstd::bulk::compress(&vec![0; 8_000_000], 19).unwrap();
    let packed = [vec![1, 0], 0_u32.to_le_bytes().to_vec(), 100_u32.to_le_bytes().to_vec(), bomb].concat();
    assert_eq!(unpack(&packed), Err(WireError::Damaged));
    assert_eq!(unpack(&[2; 10]), Err(WireError::UnknownVersion(2)));
    assert_eq!(unpack(&[1, 9, 0, 0, 0, 0, 0, 0, 0, 0]), Err(WireError::UnknownDictionary(9)));
    assert_eq!(unpack(&[]), Err(WireError::Damaged));
}

/// A batch of a few kilobytes whose operations each refer to 64 long scopes: what unfolds is bounded all the same.
#[test]
fn references_that_unfold_without_end_are_refused() {
    let mut plain = Vec::new();
    let mut encoder = minicbor::Encoder::new(&mut plain);
    encoder.array(6).unwrap().u8(1).unwrap().u8(0).unwrap().u8(1).unwrap().u8(0).unwrap().array(64).unwrap();
    for n in 0..64 {
        encoder.str(&format!("{n:032}")).unwrap();
    }
    encoder.array(1).unwrap().array(3).unwrap().u8(0).unwrap().u8(0).unwrap().array(8).unwrap();
    for commit in 0..8 {
        encoder.array(4).unwrap().u8(0).unwrap().u8(1).unwrap().u8(0).unwrap().array(2048).unwrap();
        for n in 0..2048 {
            let kind = commit * 2048 + n;
            encoder
                .array(7)
                .unwrap()
                .u32(kind)
                .unwrap()
                .u8(0)
                .unwrap()
                .u8(0)
                .unwrap()
                .null()
                .unwrap()
                .array(64)
                .unwrap();
            (0..64).for_each(|scope| drop(encoder.u8(scope).unwrap().ok()));
            encoder.array(0).unwrap().array(0).unwrap();
        }
    }
    let noise = [7; 40 + 16];
    let compressed = zstd::bulk::compress(&plain, 3).unwrap();
    let lengths = [(noise.len() as u32).to_le_bytes(), (plain.len() as u32).to_le_bytes()].concat();
    let packed = [vec![1, 0], lengths, noise.to_vec(), compressed].concat();
    assert!(packed.len() < 200_000, "{}", packed.len());
    let Err(WireError::Format(FormatError::Limit(limit))) = unpack(&packed) else { panic!("it unfolded") };
    assert_eq!(limit.what, "unpacked batch bytes");
}

/// The budget for a thin link: 100 reports, each in a commit of its own, cost at most 1.2 times the compressed bodies
/// plus 300 bytes. The bodies are compressed as a whole, salts included, which is the hardest reading of the budget.
#[test]
fn a_hundred_reports_stay_within_the_budget() {
    let mut office = Office::new(1);
    let commits: Vec<PartialCommit> = texts().iter().take(100).map(|text| office.report(text)).collect();
    let bodies: Vec<u8> = commits
        .iter()
        .flat_map(|c| c.operations().flat_map(|(_, o)| o.bodies()).flat_map(|b| b.bytes().to_vec()).collect::<Vec<_>>())
        .collect();
    let compressed = zstd::bulk::compress(&bodies, 19).unwrap().len();
    let packed = pack(&[Run { commits }], &THIN).unwrap().len();
    println!("100 reports: {} bytes of bodies, {compressed} compressed, {packed} packed", bodies.len());
    assert!(packed as f64 <= 1.2 * compressed as f64 + 300.0, "{packed} bytes for {compressed}");
}

/// The same for 100 replies to reports the receiver has.
#[test]
fn a_hundred_changed_cases_stay_within_the_budget() {
    let mut office = Office::new(1);
    let reports: Vec<Operation> =
        texts().iter().take(100).map(|text| office.report(text).operations().next().unwrap().1.clone()).collect();
    let replies: Vec<PartialCommit> = reports
        .iter()
        .zip(texts().iter().rev())
        .map(|(question, text)| {
            office.wait_ms(61_234);
            let answer = office.seal(reply(question.header().aggregate, vec![question.id()], text));
            PartialCommit::whole(office.commit(std::slice::from_ref(&answer)), [answer])
        })
        .collect();
    let bodies: Vec<u8> = replies
        .iter()
        .flat_map(|c| c.operations().flat_map(|(_, o)| o.bodies()).flat_map(|b| b.bytes().to_vec()).collect::<Vec<_>>())
        .collect();
    let compressed = zstd::bulk::compress(&bodies, 19).unwrap().len();
    let aggregates: BTreeMap<OpId, AggregateId> = reports.iter().map(|o| (o.id(), o.header().aggregate)).collect();
    let receiver_has = |id: &OpId| aggregates.get(id).copied();
    let packed = pack(&[Run { commits: replies }], &Packing { receiver_has: &receiver_has, ..THIN }).unwrap().len();
    println!("100 replies: {} bytes of bodies, {compressed} compressed, {packed} packed", bodies.len());
    assert!(packed as f64 <= 1.2 * compressed as f64 + 300.0, "{packed} bytes for {compressed}");
}
