//! Projection tables: declared once as data, from which both engines' definitions and bulk statements follow.
//!
//! A projection table is never migrated. When its declaration changes it is dropped and filled again from the log.

use std::fmt::Write;

use crate::db::Engine;
use crate::tally::Tally;
use crate::value::{Type, Value};

/// A table that pages read and that the log can fill anew at any time.
#[derive(Debug)]
pub struct Table {
    /// Its name in SQL.
    pub name: &'static str,
    /// Rises when the meaning of a column changes while its declaration does not.
    pub version: u32,
    /// Its columns; those of the key come first.
    pub columns: &'static [Column],
    /// How many of the first columns are the key.
    pub key: usize,
    /// Definitions of its indexes, each without `create index`: `name on table (columns) where …`.
    pub indexes: &'static [&'static str],
    /// What its rows are.
    pub form: Form,
}

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Rows as they are.
    Plain,
    /// Rows that are only ever added; a second row at one place is an error.
    Append,
    /// Sums: the columns behind the key add up what all aggregates contribute to it. A row of zeros means as much as no
    /// row.
    Tally,
    /// Two columns: a number that grows with time, and search terms found by it.
    FullText,
}

/// A column of a projection table.
#[derive(Debug)]
pub struct Column {
    /// Its name in SQL.
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
    /// Whether a value may be missing.
    pub null: bool,
}

/// A column that always has a value.
pub const fn column(name: &'static str, ty: Type) -> Column {
    Column { name, ty, null: false }
}

/// A column whose value may be missing.
pub const fn optional(name: &'static str, ty: Type) -> Column {
    Column { name, ty, null: true }
}

/// One row of one table; the values stand in the order of the table's columns.
#[derive(Clone, Debug)]
pub struct Row {
    /// The table it belongs to.
    pub table: &'static Table,
    /// One value a column.
    pub values: Vec<Value>,
}

impl Row {
    /// The values of the key.
    pub fn key(&self) -> &[Value] {
        &self.values[..self.table.key]
    }

    fn same_place(&self, other: &Row) -> bool {
        std::ptr::eq(self.table, other.table) && self.key() == other.key()
    }
}

/// The rows that one aggregate stands for: a pure function of its state.
#[derive(Clone, Debug, Default)]
pub struct Rows(Vec<Row>);

impl Rows {
    /// Adds a row; the values stand in the order of the table's columns.
    pub fn add(&mut self, table: &'static Table, values: Vec<Value>) {
        assert_eq!(values.len(), table.columns.len(), "a row of {} has one value a column", table.name);
        self.0.push(Row { table, values });
    }

    /// The rows themselves.
    pub fn iter(&self) -> impl Iterator<Item = &Row> {
        self.0.iter()
    }

    /// What to write, what to delete and what to add to sums so that `before` becomes `self`.
    pub(crate) fn since(self, before: Rows, tally: &mut Tally) -> (Vec<Row>, Vec<Row>) {
        let (after, before) = (self.tallied(1, tally), before.tallied(-1, tally));
        if before.is_empty() {
            return (after, Vec::new());
        }
        let unchanged = |new: &Row| before.iter().any(|old| new.same_place(old) && new.values == old.values);
        let kept: Vec<bool> = after.iter().map(unchanged).collect();
        let is_gone = |old: &Row| !after.iter().any(|new| new.same_place(old));
        let gone = before.iter().filter(|old| is_gone(old)).cloned().collect();
        let written = after.into_iter().zip(kept).filter(|(_, kept)| !kept).map(|(row, _)| row).collect();
        (written, gone)
    }

    /// The rows that stand for themselves; what contributes to sums is counted `times` times.
    pub(crate) fn tallied(self, times: i64, tally: &mut Tally) -> Vec<Row> {
        let (sums, rows): (Vec<_>, Vec<_>) = self.0.into_iter().partition(|row| row.table.form == Form::Tally);
        sums.into_iter().for_each(|row| tally.add(row, times));
        rows
    }
}

impl Table {
    /// The statements that make the table and its indexes.
    pub(crate) fn definition(&self, engine: Engine) -> Vec<String> {
        if self.form == Form::FullText {
            return self.full_text_definition(engine);
        }
        let alone = self.key == 1 && self.columns[0].ty == Type::Int;
        let mut sql = format!("create table if not exists {} (", self.name);
        for (at, column) in self.columns.iter().enumerate() {
            let ty = match (column.ty, engine, at) {
                (Type::Int, Engine::Sqlite, 0) if alone => "integer primary key",
                (Type::Int, ..) => "bigint",
                (Type::Text, ..) => "text",
                (Type::Bytes, ..) => "bytea",
                (Type::Bool, ..) => "boolean",
                (Type::Real, ..) => "double precision",
            };
            let null = if column.null { "" } else { " not null" };
            let _ = write!(sql, "{} {ty}{null}, ", column.name);
        }
        if alone && engine == Engine::Sqlite {
            sql.truncate(sql.len() - 2);
            sql.push(')');
        } else {
            let _ = write!(sql, "primary key ({}))", self.names(..self.key));
            if engine == Engine::Sqlite {
                sql.push_str(" without rowid");
            }
        }
        let indexes = self.indexes.iter().map(|index| match index.strip_prefix("unique ") {
            Some(index) => format!("create unique index if not exists {index}"),
            None => format!("create index if not exists {index}"),
        });
        std::iter::once(sql).chain(indexes).collect()
    }

    fn full_text_definition(&self, engine: Engine) -> Vec<String> {
        let (name, text) = (self.name, self.columns[1].name);
        match engine {
            Engine::Sqlite => vec![format!(
                "create virtual table if not exists {name} using fts5({text}, content='', contentless_delete=1, tokenize=\"unicode61 remove_diacritics 0\")"
            )],
            Engine::Postgres => vec![
                format!(
                    "create table if not exists {name} ({} bigint primary key, {text} tsvector not null)",
                    self.columns[0].name
                ),
                format!("create index if not exists {name}_terms on {name} using gin ({text})"),
            ],
        }
    }

    /// A mark that changes whenever the table has to be filled again.
    pub(crate) fn mark(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.version.to_le_bytes());
        for sql in self.definition(Engine::Sqlite).iter().chain(&self.definition(Engine::Postgres)) {
            hasher.update(sql.as_bytes());
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }

    fn names(&self, range: impl std::slice::SliceIndex<[Column], Output = [Column]>) -> String {
        self.columns[range].iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
    }

    /// The statement that writes `rows` rows at once.
    pub(crate) fn upsert(&self, rows: usize, engine: Engine) -> String {
        let width = self.columns.len();
        let (verb, names) = match (self.form, engine) {
            (Form::FullText, Engine::Sqlite) => ("insert or replace", format!("rowid, {}", self.columns[1].name)),
            // One that fails ends the transaction anyway, so that there is no need to copy every page beforehand.
            (Form::Append, Engine::Sqlite) => ("insert or fail", self.names(..)),
            _ => ("insert", self.names(..)),
        };
        let mut sql = format!("{verb} into {} ({names}) values ", self.name);
        match engine {
            // SQLite looks a parameter's name up in a list, which takes ever longer with hundreds of them.
            Engine::Sqlite => {
                let row = format!("({}), ", vec!["?"; width].join(", "));
                sql.push_str(row.repeat(rows).trim_end_matches(", "));
            }
            Engine::Postgres => sql.push_str(&self.numbered_rows(rows)),
        }
        if self.form == Form::Append || (self.form, engine) == (Form::FullText, Engine::Sqlite) {
            return sql;
        }
        let _ = write!(sql, " on conflict ({}) do ", self.names(..self.key));
        if self.key == width {
            sql.push_str("nothing");
        } else {
            let set = |column: &Column| match self.form {
                Form::Tally => format!("{0} = {1}.{0} + excluded.{0}", column.name, self.name),
                _ => format!("{0} = excluded.{0}", column.name),
            };
            let sets: Vec<_> = self.columns[self.key..].iter().map(set).collect();
            let _ = write!(sql, "update set {}", sets.join(", "));
        }
        sql
    }

    /// The places of so many rows' values as PostgreSQL names them.
    fn numbered_rows(&self, rows: usize) -> String {
        let width = self.columns.len();
        let value = |row: usize, at: usize| match (self.form, at) {
            (Form::FullText, 1) => format!("to_tsvector('simple', ${})", row * width + at + 1),
            _ => format!("${}", row * width + at + 1),
        };
        let row = |row| format!("({})", (0..width).map(|at| value(row, at)).collect::<Vec<_>>().join(", "));
        (0..rows).map(row).collect::<Vec<_>>().join(", ")
    }

    /// The query of the first `limit` rows in the order of the key, or of those after a key.
    pub(crate) fn page(&self, is_after: bool, limit: usize) -> String {
        let (all, key) = (self.names(..), self.names(..self.key));
        let after = crate::append::placeholders(1, self.key);
        let after = if is_after { format!(" where ({key}) > ({after})") } else { String::new() };
        format!("select {all} from {}{after} order by {key} limit {limit}", self.name)
    }

    /// The statement that deletes one row by its key.
    pub(crate) fn delete(&self, engine: Engine) -> String {
        if (self.form, engine) == (Form::FullText, Engine::Sqlite) {
            return format!("delete from {} where rowid = $1", self.name);
        }
        let wheres: Vec<_> = self.columns[..self.key]
            .iter()
            .enumerate()
            .map(|(at, column)| format!("{} = ${}", column.name, at + 1))
            .collect();
        format!("delete from {} where {}", self.name, wheres.join(" and "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static COUNTERS: Table = Table {
        name: "counters",
        version: 1,
        columns: &[column("office", Type::Text), column("counter", Type::Int), optional("note", Type::Text)],
        key: 2,
        indexes: &["counters_by_note on counters (note)"],
        form: Form::Plain,
    };

    fn row(counter: i64, note: &str) -> Vec<Value> {
        crate::params!["kec-sebatik", counter, note]
    }

    #[test]
    fn many_rows_go_in_one_statement() {
        assert_eq!(
            COUNTERS.upsert(2, Engine::Postgres),
            "insert into counters (office, counter, note) values ($1, $2, $3), ($4, $5, $6) \
             on conflict (office, counter) do update set note = excluded.note"
        );
    }

    #[test]
    fn only_what_changed_is_written_and_what_is_gone_is_deleted() {
        let (mut before, mut after) = (Rows::default(), Rows::default());
        for (counter, note) in [(1, "same"), (2, "old"), (3, "gone")] {
            before.add(&COUNTERS, row(counter, note));
        }
        for (counter, note) in [(1, "same"), (2, "new")] {
            after.add(&COUNTERS, row(counter, note));
        }
        let (written, gone) = after.since(before, &mut Tally::default());
        assert_eq!(written.iter().map(|r| r.values.clone()).collect::<Vec<_>>(), [row(2, "new")]);
        assert_eq!(gone.iter().map(|r| r.values.clone()).collect::<Vec<_>>(), [row(3, "gone")]);
    }
}
