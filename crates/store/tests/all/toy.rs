//! A ledger: an amount, a public number, words that can be erased, a search index over them, and pictures.

use std::collections::BTreeSet;

use hadir_oplog::{AggregateId, Hash, Kind, Scope};
use hadir_store::outbox::Message;
use hadir_store::table::{column, optional};
use hadir_store::{
    Act, ActError, Aggregate, Chance, Entry, Event, FileRank, Form, NamedFile, Rows, Store, Table, Type, params,
};

const OPENED: Kind = Kind(1_000);
const ADDED: Kind = Kind(1_001);
const NOTED: Kind = Kind(1_002);
const CLOSED: Kind = Kind(1_003);
/// What no row can be made of, to see what happens then.
const UNSPEAKABLE: Kind = Kind(1_004);
const PICTURED: Kind = Kind(1_005);

pub static LEDGERS: Table = Table {
    name: "ledgers",
    version: 1,
    columns: &[
        column("id", Type::Bytes),
        optional("number", Type::Int),
        column("amount", Type::Int),
        column("is_closed", Type::Bool),
        optional("share", Type::Real),
    ],
    key: 1,
    indexes: &["unique ledgers_by_number on ledgers (number)", "ledgers_open on ledgers (amount) where not is_closed"],
    form: Form::Plain,
};

pub static NOTES: Table = Table {
    name: "ledger_notes",
    version: 1,
    columns: &[column("ledger", Type::Bytes), column("place", Type::Int), column("words", Type::Text)],
    key: 2,
    indexes: &[],
    form: Form::Plain,
};

/// How many ledgers are open and closed, and what they hold together.
pub static SUMS: Table = Table {
    name: "ledger_sums",
    version: 1,
    columns: &[column("is_closed", Type::Bool), column("ledgers", Type::Int), column("amount", Type::Int)],
    key: 1,
    indexes: &[],
    form: Form::Tally,
};

pub static WORDS: Table = Table {
    name: "ledger_words",
    version: 1,
    columns: &[column("number", Type::Int), column("words", Type::Text)],
    key: 1,
    indexes: &[],
    form: Form::FullText,
};

#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    pub id: AggregateId,
    pub number: Option<i64>,
    pub amount: i64,
    pub notes: Vec<Option<String>>,
    pub is_closed: bool,
    pub folded: usize,
    /// Units that are entitled to it by what counts.
    pub scopes: BTreeSet<Scope>,
    pub is_unspeakable: bool,
    pub pictures: Vec<NamedFile>,
}

impl Aggregate for Ledger {
    const FAMILY: &'static str = "ledger";
    const TABLES: &'static [&'static Table] = &[&LEDGERS, &NOTES, &SUMS, &WORDS];

    const NUMBERED_BY: Option<Kind> = Some(OPENED);

    fn new(id: AggregateId) -> Self {
        let (number, notes) = (None, Vec::new());
        let (scopes, pictures) = (BTreeSet::new(), Vec::new());
        Self { id, number, amount: 0, notes, is_closed: false, folded: 0, scopes, is_unspeakable: false, pictures }
    }

    fn understands(kind: Kind) -> bool {
        [OPENED, ADDED, NOTED, CLOSED, UNSPEAKABLE, PICTURED].contains(&kind)
    }

    fn begins_with(kind: Kind) -> bool {
        kind == OPENED
    }

    fn series(facts: Option<&[u8]>) -> Option<String> {
        let text = std::str::from_utf8(facts?.get(8..)?).ok()?;
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn apply(&mut self, entry: &Entry) {
        self.folded += 1;
        self.scopes.extend(entry.operation.header().scopes.iter().cloned());
        let fact = entry.body(0).and_then(|body| body.first_chunk()).map(|fact| i64::from_le_bytes(*fact));
        match (entry.kind(), fact) {
            (OPENED, number) => self.number = number,
            (ADDED, Some(amount)) => self.amount += amount,
            (NOTED, _) => self.notes.push(entry.body(1).map(|words| String::from_utf8_lossy(words).into_owned())),
            (CLOSED, _) => self.is_closed = true,
            (PICTURED, _) => self.pictures.extend(entry.body(1).and_then(|body| picture(body, entry.stamp.ms()))),
            (UNSPEAKABLE, _) => self.is_unspeakable = true,
            _ => {}
        }
    }

    fn files(&self) -> Vec<NamedFile> {
        self.pictures.clone()
    }

    fn rows(&self, into: &mut Rows) {
        assert!(!self.is_unspeakable, "this ledger has no row");
        let id = *self.id.as_bytes();
        let share = (self.amount != 0).then(|| 1.0 / self.amount as f64);
        into.add(&LEDGERS, params![id, self.number, self.amount, self.is_closed, share]);
        into.add(&SUMS, params![self.is_closed, 1_i64, self.amount]);
        let words = self.notes.iter().enumerate().filter_map(|(place, words)| Some((place, words.as_ref()?)));
        // A closed ledger shows no notes, so that rows are deleted too.
        for (place, words) in words.clone().filter(|_| !self.is_closed) {
            into.add(&NOTES, params![id, place as i64, words]);
        }
        let all: Vec<_> = words.map(|(_, words)| words.as_str()).collect();
        if let Some(number) = self.number.filter(|_| !all.is_empty()) {
            into.add(&WORDS, params![number, all.join(" ")]);
        }
    }
}

/// Why a ledger says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    OpenAlready,
    NotEnough,
}

pub fn opened(number: i64) -> Event {
    Event::new(OPENED, number.to_le_bytes().to_vec())
}

/// Opens a ledger whose number is of a series.
pub fn opened_in(series: &str, number: i64) -> Event {
    Event::new(OPENED, [&number.to_le_bytes(), series.as_bytes()].concat())
}

pub fn added(amount: i64) -> Event {
    Event::new(ADDED, amount.to_le_bytes().to_vec())
}

pub fn noted(words: &str) -> Event {
    Event::new(NOTED, Vec::new()).with_words(words.as_bytes().to_vec())
}

/// A picture, whose name can be erased.
pub fn pictured(rank: FileRank, hash: Hash) -> Event {
    let body = [&[rank as u8][..], hash.as_bytes()].concat();
    Event::new(PICTURED, Vec::new()).with_words(body)
}

fn picture(body: &[u8], at_ms: i64) -> Option<NamedFile> {
    let (rank, hash) = body.split_first()?;
    let rank = if *rank == 0 { FileRank::Preview } else { FileRank::Whole };
    Some(NamedFile { rank, at_ms, hash: Hash::from_bytes(hash.try_into().ok()?) })
}

pub fn closed() -> Event {
    Event::new(CLOSED, Vec::new())
}

pub fn unspeakable() -> Event {
    Event::new(UNSPEAKABLE, Vec::new())
}

/// What only a later version of the program knows.
pub fn from_the_future(must_understand: bool) -> Event {
    Event { must_understand, ..Event::new(Kind(1_900), Vec::new()) }
}

pub fn fresh_id() -> AggregateId {
    AggregateId::from_bytes(Chance::System.bytes())
}

/// Opens a ledger under the next number of 2026 and notes words in it.
pub async fn open_ledger(store: &Store, id: AggregateId, words: &'static str) -> Result<i64, ActError<No>> {
    let decide = move |ledger: &Ledger, act: &mut Act<'_>| {
        let number = act.next_number();
        if ledger.number.is_some() {
            return Err(No::OpenAlready);
        }
        act.record(opened(number));
        act.record(noted(words));
        Ok(number)
    };
    store.act_numbered(id, None, 2026, decide).await
}

/// Adds to a ledger, or takes from it if there is enough, and says what is in it then.
pub async fn add(store: &Store, id: AggregateId, amount: i64) -> Result<i64, ActError<No>> {
    let decide = move |ledger: &Ledger, act: &mut Act<'_>| {
        let amount_after = ledger.amount + amount;
        if amount_after < 0 {
            return Err(No::NotEnough);
        }
        act.record(added(amount));
        Ok(amount_after)
    };
    store.act(id, None, decide).await
}

/// Records events without any question.
pub async fn record(store: &Store, id: AggregateId, events: Vec<Event>) -> Result<(), ActError<No>> {
    let decide = move |_: &Ledger, act: &mut Act<'_>| {
        events.iter().for_each(|event| act.record(event.clone()));
        Ok(())
    };
    store.act(id, None, decide).await
}

/// Notes words and tells somebody.
pub async fn note_and_tell(store: &Store, id: AggregateId, to: &'static str) -> Result<(), ActError<No>> {
    let decide = move |_: &Ledger, act: &mut Act<'_>| {
        act.record(noted("Papan dermaga lepas"));
        let (recipient, content) = (to.to_owned(), "Laporan Anda sudah kami terima.".to_owned());
        act.send(Message { channel: "sms", recipient, content, due_at: act.now.as_millisecond() });
        Ok(())
    };
    store.act(id, None, decide).await
}

/// What the live row of a ledger says of its amount.
pub async fn amount_in_row(store: &Store, id: AggregateId) -> Option<i64> {
    let sql = "select amount from ledgers where id = $1";
    let row: Option<(i64,)> = store.reads().optional(sql, params![*id.as_bytes()]).await.unwrap();
    row.map(|(amount,)| amount)
}

/// Asserts what has to hold at any time: the log is as it was signed, and the rows are what it stands for.
pub async fn assert_sound(store: &Store) {
    let verified = store.verify(|_| ()).await.unwrap();
    assert_eq!(verified.first_bad, None);
    assert_eq!(verified.operations, store.operations().await.unwrap());
    let rebuilt = store.rebuild(|_| ()).await.unwrap();
    assert!(rebuilt.was_equal(), "{rebuilt:?}");
}
