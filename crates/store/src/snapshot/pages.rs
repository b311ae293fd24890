//! Reading a snapshot's parts page by page, so that neither a long table nor a long log has to fit into memory.

use std::collections::{HashMap, VecDeque};

use hadir_oplog::ChainId;
use sqlx::AssertSqlSafe;

use super::Piece;
use super::piece::{Partial, Record, write_rows};
use crate::db::Tx;
use crate::table::Table;
use crate::value::Value;
use crate::{Fault, params};

/// Rows of a table read at once.
const ROWS: usize = 512;
/// A piece is closed once it has this many bytes.
const PIECE_BYTES: usize = 1024 * 1024;
/// Commits, and operations, read at once. An operation has four mebibytes at most and a kibibyte as a rule.
const LOG_ROWS: usize = 128;

/// The rows of one table in the order of its key.
pub(super) struct TablePages {
    table: &'static Table,
    filter: Option<&'static str>,
    after: Option<Vec<Value>>,
    is_done: bool,
}

impl TablePages {
    pub fn new(table: &'static Table, filter: Option<&'static str>) -> Self {
        Self { table, filter, after: None, is_done: false }
    }

    pub async fn next(&mut self, tx: &mut Tx) -> Result<Option<Piece>, Fault> {
        if self.is_done {
            return Ok(None);
        }
        let (sql, after) = (AssertSqlSafe(self.sql()), self.after.take().unwrap_or_default());
        let mut rows = tx.rows(sql, after, self.table.columns).await?;
        let fitting = fitting(&rows);
        self.is_done = rows.len() < ROWS && fitting == rows.len();
        rows.truncate(fitting);
        let Some(last) = rows.last() else { return Ok(None) };
        self.after = Some(last[..self.table.key].to_vec());
        Ok(Some(Piece { bytes: write_rows(self.table, &rows), operations: 0 }))
    }

    fn sql(&self) -> String {
        let names = |columns: &[crate::Column]| columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
        let (columns, keys) = (names(self.table.columns), names(&self.table.columns[..self.table.key]));
        let after =
            self.after.as_ref().map(|key| format!("({keys}) > ({})", crate::append::placeholders(1, key.len())));
        let conditions: Vec<_> = after.into_iter().chain(self.filter.map(str::to_owned)).collect();
        let wheres = if conditions.is_empty() { String::new() } else { format!("where {} ", conditions.join(" and ")) };
        format!("select {columns} from {} {wheres}order by {keys} limit {ROWS}", self.table.name)
    }
}

/// How many of these rows go into one piece: one at least, and as many as there are unless they are long.
fn fitting(rows: &[Vec<Value>]) -> usize {
    let mut bytes = 0;
    for (at, row) in rows.iter().enumerate() {
        bytes += row.iter().map(bytes_of).sum::<usize>();
        if bytes >= PIECE_BYTES {
            return at + 1;
        }
    }
    rows.len()
}

fn bytes_of(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::Null(_) | Value::Int(_) | Value::Bool(_) | Value::Real(_) => 8,
    }
}

/// A chain as its row says, and how much of it is here.
#[derive(sqlx::FromRow)]
struct ChainRow {
    id: i64,
    node: Vec<u8>,
    incarnation: Vec<u8>,
    commits: i64,
    head_hash: Vec<u8>,
    held: i64,
    withheld: i64,
}

impl ChainRow {
    /// The chain's record. The chain that this program writes itself has to be whole, so that it is noticed if it is
    /// not.
    fn record(self, branch: i64, own: &ChainId) -> Record {
        let is_own =
            branch == 0 && self.node == own.node.as_bytes()[..] && self.incarnation == own.incarnation.as_bytes()[..];
        let is_whole = branch == 0 && self.held == self.commits && self.withheld == 0;
        let partial = (!is_own && !is_whole).then_some(Partial { branch, held: self.held });
        let Self { node, incarnation, commits, head_hash: head, .. } = self;
        Record::Chain { node, incarnation, commits, head, partial }
    }
}

/// A commit: its number, its bytes, and what is not here of it.
type CommitRow = (i64, Vec<u8>, Option<Vec<u8>>);
/// An operation: its commit, its place there, header, bodies.
type OperationRow = (i64, i64, Vec<u8>, Vec<u8>);

/// Every chain, each with its commits, each with its operations.
pub(super) struct LogPages {
    own: ChainId,
    chains: VecDeque<ChainRow>,
    /// How many branches of each chain were given out.
    branches: HashMap<(Vec<u8>, Vec<u8>), i64>,
    chain: i64,
    commits: Rows<CommitRow>,
    commit: i64,
    operations: Rows<OperationRow>,
}

/// Rows read ahead, and whether there are more behind them.
struct Rows<T> {
    ahead: VecDeque<T>,
    are_all_read: bool,
}

impl<T> Rows<T> {
    fn none() -> Self {
        Self { ahead: VecDeque::new(), are_all_read: true }
    }

    fn unread() -> Self {
        Self { ahead: VecDeque::new(), are_all_read: false }
    }

    fn want_more(&self) -> bool {
        self.ahead.is_empty() && !self.are_all_read
    }

    fn fill(&mut self, rows: Vec<T>) {
        self.are_all_read = rows.len() < LOG_ROWS;
        self.ahead = rows.into();
    }
}

impl LogPages {
    pub async fn new(tx: &mut Tx, own: ChainId) -> Result<Self, Fault> {
        let sql = "select id, node, incarnation, commits, head_hash, \
                   (select cast(count(*) as bigint) from commits k where k.chain = chains.id) as held, \
                   (select cast(count(*) as bigint) from withheld w where w.chain = chains.id) as withheld \
                   from chains where commits > 0 order by id";
        let chains = tx.all::<ChainRow>(sql, params![]).await?.into();
        let (commits, operations, branches) = (Rows::none(), Rows::none(), HashMap::new());
        Ok(Self { own, chains, branches, chain: 0, commits, commit: -1, operations })
    }

    pub async fn next(&mut self, tx: &mut Tx) -> Result<Option<Piece>, Fault> {
        let mut piece = Piece { bytes: Vec::new(), operations: 0 };
        while piece.bytes.len() < PIECE_BYTES {
            let Some(record) = self.next_record(tx).await? else { break };
            piece.operations += u64::from(matches!(record, Record::Operation { .. }));
            record.write(&mut piece.bytes);
        }
        Ok((!piece.bytes.is_empty()).then_some(piece))
    }

    async fn next_record(&mut self, tx: &mut Tx) -> Result<Option<Record>, Fault> {
        if let Some((header, bodies)) = self.next_operation(tx).await? {
            return Ok(Some(Record::Operation { header, bodies }));
        }
        if let Some((bytes, withheld)) = self.next_commit(tx).await? {
            return Ok(Some(Record::Commit { bytes, withheld }));
        }
        if !self.operations.ahead.is_empty() {
            return Err(Fault::corrupt("operations without a commit"));
        }
        let Some(chain) = self.chains.pop_front() else { return Ok(None) };
        (self.chain, self.commit) = (chain.id, -1);
        (self.commits, self.operations) = (Rows::unread(), Rows::unread());
        let branches = self.branches.entry((chain.node.clone(), chain.incarnation.clone())).or_default();
        let branch = *branches;
        *branches += 1;
        Ok(Some(chain.record(branch, &self.own)))
    }

    /// The next operation of the commit that was given out last.
    async fn next_operation(&mut self, tx: &mut Tx) -> Result<Option<(Vec<u8>, Vec<u8>)>, Fault> {
        if self.commit < 0 {
            return Ok(None);
        }
        if self.operations.want_more() {
            self.read_operations(tx, (self.commit, -1)).await?;
        }
        let Some((_, place, header, bodies)) = self.operations.ahead.pop_front_if(|row| row.0 == self.commit) else {
            return Ok(None);
        };
        if self.operations.want_more() {
            self.read_operations(tx, (self.commit, place)).await?;
        }
        Ok(Some((header, bodies)))
    }

    async fn read_operations(&mut self, tx: &mut Tx, after: (i64, i64)) -> Result<(), Fault> {
        let sql = "select seq, place, header, bodies from operations where chain = $1 and (seq, place) > ($2, $3) \
                   order by seq, place limit $4";
        let rows = tx.all(sql, params![self.chain, after.0, after.1, LOG_ROWS as i64]).await?;
        self.operations.fill(rows);
        Ok(())
    }

    async fn next_commit(&mut self, tx: &mut Tx) -> Result<Option<(Vec<u8>, Option<Vec<u8>>)>, Fault> {
        if self.commits.want_more() {
            let sql = "select c.seq, c.bytes, w.parts from commits c \
                       left join withheld w on w.chain = c.chain and w.seq = c.seq \
                       where c.chain = $1 and c.seq > $2 order by c.seq limit $3";
            let rows = tx.all(sql, params![self.chain, self.commit, LOG_ROWS as i64]).await?;
            self.commits.fill(rows);
        }
        let Some((seq, bytes, withheld)) = self.commits.ahead.pop_front() else { return Ok(None) };
        self.commit = seq;
        Ok(Some((bytes, withheld)))
    }
}
