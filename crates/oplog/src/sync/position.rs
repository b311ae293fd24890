//! How much of a sender's log a receiver has: spans of the sender's own count of arrivals.

use crate::canonical::{FormatError, Reader, Writer};

/// Spans a position can hold; a first sync that was cut often makes a few.
const SPANS_MAX: usize = 16;

/// One life of a node's database: eight random bytes, new after a restore. Counts of different lives say nothing about
/// each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Epoch(pub [u8; 8]);

/// Four random bytes drawn when a number is given to an arrival. A disk that is put back gives the same numbers once
/// more, to other arrivals, but all but once in 2³² not the same mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Mark(pub [u8; 4]);

/// Where a node's count of arrivals stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which life of the database.
    pub epoch: Epoch,
    /// The last number given; 0 when nothing has arrived.
    pub count: u64,
    /// The mark of that arrival; zeros when nothing has arrived.
    pub mark: Mark,
}

/// Arrivals after one number, up to and with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The number before the first one meant.
    pub after: u64,
    /// The last one meant.
    pub through: u64,
}

/// What a receiver has of one sender: everything it is entitled to out of these arrivals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    epoch: Epoch,
    seen: (u64, Mark),
    spans: Vec<Span>,
}

/// What taking in a parcel adds to a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Completed {
    /// Everything of these arrivals is here then.
    pub span: Span,
    /// Where the sender stood.
    pub place: Place,
    /// The mark of what the sender knew to be seen here when it packed.
    pub known: Option<Mark>,
}

impl Completed {
    /// A position with this added; one about another life of the sender, or none, begins anew.
    pub fn added_to(&self, position: Option<Position>) -> Position {
        let here = position.filter(|position| position.epoch == self.place.epoch);
        let mut position = here.unwrap_or_else(|| Position::nothing(self.place.epoch));
        position.add(self.span);
        position.see(self.place, self.known);
        position
    }
}

impl Span {
    /// How many arrivals it stands for.
    pub fn len(&self) -> u64 {
        self.through - self.after
    }

    /// Whether it stands for none.
    pub fn is_empty(&self) -> bool {
        self.through == self.after
    }
}

impl Position {
    /// Nothing yet of this life of a sender.
    pub fn nothing(epoch: Epoch) -> Self {
        Position { epoch, seen: (0, Mark::default()), spans: Vec::new() }
    }

    /// The life it speaks of.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// The last place of the sender that the receiver can vouch for: where it stood when it gave something.
    pub fn seen(&self) -> Place {
        let (count, mark) = self.seen;
        Place { epoch: self.epoch, count, mark }
    }

    /// Takes in that the sender gave something while it stood at `place`, packed for a position that had seen `known`. A
    /// sender that had not heard of what was seen here says nothing about it yet, so what was seen stays as it was.
    pub fn see(&mut self, place: Place, known: Option<Mark>) {
        let (count, mark) = self.seen;
        let goes_on = count == 0 || known == Some(mark);
        if place.epoch == self.epoch && goes_on && place.count > count {
            self.seen = (place.count, place.mark);
        }
    }

    /// What is had, ascending, with gaps between.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Takes in that everything of a span is here now.
    pub fn add(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        self.spans.push(span);
        self.spans.sort_unstable();
        let mut joined: Vec<Span> = Vec::with_capacity(self.spans.len());
        for span in self.spans.drain(..) {
            match joined.last_mut() {
                Some(last) if span.after <= last.through => last.through = last.through.max(span.through),
                _ => joined.push(span),
            }
        }
        // Too many pieces: the shortest is forgotten and comes again, which is harmless.
        while joined.len() > SPANS_MAX {
            let shortest = (0..joined.len()).min_by_key(|at| joined[*at].len()).expect("there are some");
            joined.remove(shortest);
        }
        self.spans = joined;
    }

    /// Whether an arrival is among what is had.
    pub fn has(&self, arrival: u64) -> bool {
        self.spans.iter().any(|span| span.after < arrival && arrival <= span.through)
    }

    /// What is missing of everything up to `place`, the newest first.
    pub fn missing(&self, place: Place) -> Vec<Span> {
        let mut missing = Vec::new();
        let mut after = 0;
        for span in self.spans.iter().filter(|_| place.epoch == self.epoch) {
            missing.push(Span { after, through: span.after.min(place.count) });
            after = span.through;
        }
        if after < place.count {
            missing.push(Span { after, through: place.count });
        }
        missing.retain(|span| span.after < span.through);
        missing.reverse();
        missing
    }

    /// Whether nothing is missing up to `place`.
    pub fn is_complete(&self, place: Place) -> bool {
        self.epoch == place.epoch && self.missing(place).is_empty()
    }

    /// Whether it knows of more than the sender itself: the sender's disk was put back to an earlier state. A sender that
    /// has since counted as far again finds that out by the mark of [`Position::seen`].
    pub fn is_ahead_of(&self, place: Place) -> bool {
        let through = self.spans.last().map_or(0, |span| span.through).max(self.seen.0);
        self.epoch == place.epoch && through > place.count
    }

    /// As bytes, for a column of a database.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        self.write(&mut w);
        w.finish()
    }

    /// Reads what [`Position::encode`] wrote.
    ///
    /// # Errors
    /// [`FormatError`] when the bytes say something else.
    pub fn decode(bytes: &[u8]) -> Result<Self, FormatError> {
        Position::read(&mut Reader::checked(bytes)?)
    }

    pub(super) fn write(&self, w: &mut Writer) {
        let (count, mark) = self.seen;
        w.array(3 + 2 * self.spans.len()).bytes(&self.epoch.0).uint(count).bytes(&mark.0);
        for span in &self.spans {
            w.uint(span.after).uint(span.through);
        }
    }

    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, FormatError> {
        const FIELD: &str = "position";
        let items = r.array(FIELD, 3 + 2 * SPANS_MAX)?;
        if items < 3 || items % 2 != 1 {
            return Err(FormatError::Field(FIELD));
        }
        let mut position = Position::nothing(Epoch(r.fixed(FIELD)?));
        position.seen = (r.uint(FIELD)?, Mark(r.fixed(FIELD)?));
        for _ in 0..(items - 3) / 2 {
            let span = Span { after: r.uint(FIELD)?, through: r.uint(FIELD)? };
            let follows = position.spans.last().is_none_or(|last| last.through < span.after);
            if span.after >= span.through || !follows {
                return Err(FormatError::Field(FIELD));
            }
            position.spans.push(span);
        }
        Ok(position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EPOCH: Epoch = Epoch([1; 8]);

    fn span(after: u64, through: u64) -> Span {
        Span { after, through }
    }

    fn mark(count: u64) -> Mark {
        Mark([count as u8; 4])
    }

    fn at(count: u64) -> Place {
        Place { epoch: EPOCH, count, mark: mark(count) }
    }

    #[test]
    fn spans_join_whatever_comes_first() {
        let mut position = Position::nothing(EPOCH);
        for piece in [span(5, 8), span(0, 3), span(8, 9), span(2, 5)] {
            position.add(piece);
        }
        assert_eq!(position.spans(), [span(0, 9)]);
        assert!(position.is_complete(at(9)));
        assert!(position.is_ahead_of(at(8)));
    }

    #[test]
    fn what_is_missing_comes_newest_first() {
        let mut position = Position::nothing(EPOCH);
        position.add(span(4, 6));
        assert_eq!(position.missing(at(10)), [span(6, 10), span(0, 4)]);
        assert!(position.has(5) && !position.has(4) && !position.has(7));
    }

    #[test]
    fn another_life_of_the_database_counts_for_nothing() {
        let mut position = Position::nothing(EPOCH);
        position.add(span(0, 6));
        let other = Place { epoch: Epoch([2; 8]), ..at(4) };
        assert_eq!(position.missing(other), [span(0, 4)]);
        assert!(!position.is_complete(other) && !position.is_ahead_of(other));
    }

    #[test]
    fn what_was_seen_moves_only_with_a_sender_that_knows_of_it() {
        let mut position = Position::nothing(EPOCH);
        position.see(at(9), None);
        assert_eq!(position.seen(), at(9));
        // Put back to 7 and grown to 12 since, the sender has heard of an earlier position, or of none.
        for known in [None, Some(mark(7))] {
            position.see(at(12), known);
            assert_eq!(position.seen(), at(9));
        }
        position.see(at(12), Some(mark(9)));
        assert_eq!(position.seen(), at(12));
        position.see(Place { epoch: Epoch([2; 8]), ..at(20) }, Some(mark(12)));
        position.see(at(3), Some(mark(12)));
        assert_eq!(position.seen(), at(12), "another life and an older stick change nothing");
        assert!(position.is_ahead_of(at(11)) && !position.is_ahead_of(at(12)));
    }

    #[test]
    fn too_many_pieces_only_mean_that_some_come_again() {
        let mut position = Position::nothing(EPOCH);
        for n in 0..40 {
            position.add(span(3 * n, 3 * n + 1 + n % 2));
        }
        assert_eq!(position.spans().len(), SPANS_MAX);
        assert_eq!(Position::decode(&position.encode()), Ok(position));
    }

    #[test]
    fn bytes_that_are_no_position_are_refused() {
        for spans in [vec![span(3, 3)], vec![span(5, 6), span(0, 2)], vec![span(0, 2), span(2, 4)]] {
            let position = Position { epoch: EPOCH, seen: (0, Mark::default()), spans };
            assert!(Position::decode(&position.encode()).is_err());
        }
    }
}
