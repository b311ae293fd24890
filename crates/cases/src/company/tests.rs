//! When it is written down that someone has a case open, and when a draft is one no more.

use hadir_oplog::OpId;

use super::*;
use crate::events::{Noted, Words};
use crate::state::Moment;
use hadir_store::Aggregate;

const fn pair(case: u8, staff: u8) -> Pair {
    (AggregateId::from_bytes([case; 16]), ActorId::from_bytes([staff; 16]))
}

#[test]
fn a_pair_is_put_down_at_most_once_a_minute_and_one_writer_takes_all() {
    let mut seen = Seen::default();
    assert!(seen.put_down(pair(1, 1), 0), "whoever comes first has to write");
    assert!(!seen.put_down(pair(1, 1), 59_999), "within the minute nothing is put down");
    assert!(!seen.put_down(pair(1, 2), 10), "someone is writing already");
    assert_eq!(seen.take(), [(pair(1, 1), 0), (pair(1, 2), 10)]);
    assert!(!seen.put_down(pair(1, 1), 60_000), "who writes looks again");
    assert_eq!(seen.take(), [(pair(1, 1), 60_000)]);
    assert_eq!(seen.take(), []);
    assert!(seen.put_down(pair(2, 1), 60_001), "nobody is writing any more");
}

#[test]
fn what_is_remembered_stays_bounded_and_room_comes_back_after_a_minute() {
    let mut seen = Seen::default();
    for case in 0..PAIRS_MAX as u64 + 5 {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&case.to_be_bytes());
        seen.put_down((AggregateId::from_bytes(bytes), pair(0, 1).1), 0);
    }
    assert_eq!((seen.put_down.len(), seen.take().len()), (PAIRS_MAX, PAIRS_MAX));
    seen.put_down(pair(9, 9), WRITTEN_EVERY_MS);
    assert_eq!(seen.put_down.len(), 1);
}

#[test]
fn a_draft_is_none_once_its_author_has_said_what_it_holds() {
    let (id, author) = pair(1, 1);
    let said = |actor, at, text: &str| Moment {
        id: OpId::from_bytes([4; 32]),
        at,
        actor: Some(actor),
        event: CaseEvent::Noted(Noted::in_words(at), Some(Words::of(text))),
        is_undone: false,
    };
    let draft = Draft { staff: author, text: "Papan kami ".into(), saved_at: 500_000 };
    let mut case = Case::new(id);
    assert!(!draft.is_sent(&case));
    case.thread = vec![said(pair(1, 2).1, 500_000, "Papan kami ganti.")];
    assert!(!draft.is_sent(&case), "a colleague said it");
    case.thread = vec![said(author, 439_999, "Papan kami ganti.")];
    assert!(!draft.is_sent(&case), "begun anew long after it was said");
    case.thread = vec![said(author, 440_000, "Papan kami ganti.")];
    assert!(draft.is_sent(&case), "the draft came a little late");
    case.thread = vec![said(author, 600_000, "Terima kasih.")];
    assert!(!draft.is_sent(&case), "something else was said");
}
