//! Bodies that a node lacks although no tombstone that counts names them: how it asks for them, and what it is told.

use std::fmt;

use minicbor::data::Type;

use crate::canonical::{FormatError, Reader, Writer};
use crate::ids::{ChainId, Incarnation, NodeId};
use crate::limits::{BODY_BYTES_MAX, COMMIT_OPERATIONS_MAX};
use crate::sync::message::{short, tuple};

/// Bodies wished for, and answers to such wishes, in one exchange.
pub const BODIES_MAX: usize = 64;

/// A body that is wanted: where its operation stands, which no node can have put elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyWish {
    /// The asking node's own number of the wish, which the answer repeats.
    pub number: u64,
    /// The chain of the commit that holds the operation.
    pub chain: ChainId,
    /// The commit's number in the chain.
    pub seq: u64,
    /// The operation's place in the commit.
    pub place: usize,
    /// The body's slot.
    pub slot: u8,
}

/// What is said to a wish. There may be several of one number: a chain that forked has several commits of one number.
#[derive(Clone, PartialEq, Eq)]
pub struct BodyAnswer {
    /// The number of the wish.
    pub number: u64,
    /// The body with its salt; nothing where it is not there, or not for whoever asks.
    pub bytes: Option<Vec<u8>>,
}

/// Bodies hold what citizens wrote, so their words stay out of every log.
impl fmt::Debug for BodyAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BodyAnswer {{ number: {}, bytes: {:?} }}", self.number, self.bytes.as_ref().map(Vec::len))
    }
}

pub(super) fn write_wishes(w: &mut Writer, wishes: &[BodyWish]) {
    w.array(wishes.len());
    for BodyWish { number, chain, seq, place, slot } in wishes {
        w.array(6).uint(*number).bytes(chain.node.as_bytes()).bytes(chain.incarnation.as_bytes());
        w.uint(*seq).uint(*place as u64).uint((*slot).into());
    }
}

pub(super) fn write_answers(w: &mut Writer, answers: &[BodyAnswer]) {
    w.array(answers.len());
    for BodyAnswer { number, bytes } in answers {
        w.array(2).uint(*number);
        match bytes {
            Some(bytes) => w.bytes(bytes),
            None => w.null(),
        };
    }
}

pub(super) fn wishes(r: &mut Reader<'_>) -> Result<Vec<BodyWish>, FormatError> {
    r.list("wished bodies", BODIES_MAX, wish)
}

pub(super) fn answers(r: &mut Reader<'_>) -> Result<Vec<BodyAnswer>, FormatError> {
    r.list("bodies", BODIES_MAX, answer)
}

fn wish(r: &mut Reader<'_>) -> Result<BodyWish, FormatError> {
    const WHAT: &str = "wished body";
    tuple(r, WHAT, 6)?;
    let number = r.uint(WHAT)?;
    let (node, incarnation) = (NodeId::from_bytes(r.fixed(WHAT)?), Incarnation::from_bytes(r.fixed(WHAT)?));
    let (seq, place, slot) = (r.uint(WHAT)?, r.uint(WHAT)?, r.uint(WHAT)?);
    let place = usize::try_from(place).ok().filter(|place| *place < COMMIT_OPERATIONS_MAX);
    let slot = u8::try_from(slot).map_err(|_| FormatError::Field(WHAT))?;
    let chain = ChainId { node, incarnation };
    Ok(BodyWish { number, chain, seq, place: place.ok_or(FormatError::Field(WHAT))?, slot })
}

fn answer(r: &mut Reader<'_>) -> Result<BodyAnswer, FormatError> {
    tuple(r, "body", 2)?;
    let number = r.uint("body")?;
    let bytes = match r.peek("body")? {
        Type::Null => {
            r.skip("body")?;
            None
        }
        _ => Some(short(r, "body", BODY_BYTES_MAX)?),
    };
    Ok(BodyAnswer { number, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wished(number: u64) -> BodyWish {
        let chain = ChainId { node: NodeId::from_bytes([1; 32]), incarnation: Incarnation::from_bytes([2; 8]) };
        BodyWish { number, chain, seq: 70_000, place: COMMIT_OPERATIONS_MAX - 1, slot: 255 }
    }

    fn written(write: impl FnOnce(&mut Writer)) -> Vec<u8> {
        let mut w = Writer::new();
        write(&mut w);
        w.finish()
    }

    fn read_wishes(bytes: &[u8]) -> Result<Vec<BodyWish>, FormatError> {
        wishes(&mut Reader::lenient(bytes))
    }

    fn read_answers(bytes: &[u8]) -> Result<Vec<BodyAnswer>, FormatError> {
        answers(&mut Reader::lenient(bytes))
    }

    #[test]
    fn wishes_and_answers_go_there_and_back() {
        let asked: Vec<_> = (0..BODIES_MAX as u64).map(wished).collect();
        assert_eq!(read_wishes(&written(|w| write_wishes(w, &asked))), Ok(asked));
        let body = |number, bytes| BodyAnswer { number, bytes };
        let said = vec![body(1, None), body(u64::MAX, Some(vec![])), body(2, Some(vec![7; BODY_BYTES_MAX]))];
        assert_eq!(read_answers(&written(|w| write_answers(w, &said))), Ok(said));
    }

    #[test]
    fn what_is_beyond_a_limit_is_refused() {
        let many: Vec<_> = (0..=BODIES_MAX as u64).map(wished).collect();
        assert!(read_wishes(&written(|w| write_wishes(w, &many))).is_err());
        let far = BodyWish { place: COMMIT_OPERATIONS_MAX, ..wished(1) };
        assert!(read_wishes(&written(|w| write_wishes(w, &[far]))).is_err());
        let none = BodyAnswer { number: 1, bytes: None };
        assert!(read_answers(&written(|w| write_answers(w, &vec![none; BODIES_MAX + 1]))).is_err());
        let long = BodyAnswer { number: 1, bytes: Some(vec![7; BODY_BYTES_MAX + 1]) };
        assert!(read_answers(&written(|w| write_answers(w, &[long]))).is_err());
    }

    #[test]
    fn what_is_neither_a_body_nor_nothing_is_refused() {
        for (bad, why) in [
            ("8181f6", "an answer without a number"),
            ("81820105", "a number for a body"),
            ("818201f5", "true for a body"),
            ("81820161ff", "text for a body"),
            ("818201", "an answer that is cut off"),
            ("9f8201f6ff", "answers without a length"),
        ] {
            assert!(read_answers(&hex::decode(bad).unwrap()).is_err(), "{why}");
        }
        let good = written(|w| write_wishes(w, &[wished(1)]));
        assert!((0..good.len()).all(|end| read_wishes(&good[..end]).is_err()), "a wish that is cut off");
        let slot = [&good[..good.len() - 2], &[0x19, 1, 0]].concat();
        assert!(read_wishes(&slot).is_err(), "a slot beyond 255");
    }

    #[test]
    fn words_stay_out_of_every_log() {
        let body = BodyAnswer { number: 3, bytes: Some(b"Pak Jubaedi".to_vec()) };
        assert_eq!(format!("{body:?}"), "BodyAnswer { number: 3, bytes: Some(11) }");
    }
}
