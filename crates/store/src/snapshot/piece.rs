//! The bytes of pieces: CBOR, read with no trust in what they claim.
//!
//! A piece of a table is an array of the column names and an array of rows, each an array of values in the order of
//! the columns. A piece of the log is a sequence of records, each an array that begins with its kind: 0 a chain (node,
//! incarnation, number of commits, hash of the last), 1 a commit of that chain, 2 an operation of that commit (header,
//! and the bodies that are kept as the log's own column holds them).
//!
//! Of another node's chain often only some is here. Such a chain has two items more, its branch and how many of its
//! commits follow; a commit of which not all is here has one more, the hashes that stand for the rest as the log's own
//! column holds them. What is whole is written without these, as it was before nodes synced.

use minicbor::decode::Error;
use minicbor::{Decoder, Encoder};

use super::check::Damage;
use crate::table::Table;
use crate::value::{Type, Value};

const NEVER: &str = "writing to memory does not fail";

/// One entry of the log part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Record {
    Chain { node: Vec<u8>, incarnation: Vec<u8>, commits: i64, head: Vec<u8>, partial: Option<Partial> },
    Commit { bytes: Vec<u8>, withheld: Option<Vec<u8>> },
    Operation { header: Vec<u8>, bodies: Vec<u8> },
}

/// What is here of a chain that is not whole, or not the only one of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Partial {
    /// Which branch of the chain, where a fork made several.
    pub branch: i64,
    /// How many of its commits are here.
    pub held: i64,
}

impl Record {
    /// Adds the record to a piece.
    pub fn write(&self, into: &mut Vec<u8>) {
        let mut into = Encoder::new(into);
        match self {
            Self::Chain { node, incarnation, commits, head, partial } => {
                into.array(if partial.is_some() { 7 } else { 5 }).expect(NEVER).u8(0).expect(NEVER);
                into.bytes(node).expect(NEVER).bytes(incarnation).expect(NEVER);
                into.i64(*commits).expect(NEVER).bytes(head).expect(NEVER);
                if let Some(Partial { branch, held }) = partial {
                    into.i64(*branch).expect(NEVER).i64(*held).expect(NEVER);
                }
            }
            Self::Commit { bytes, withheld } => {
                into.array(if withheld.is_some() { 3 } else { 2 }).expect(NEVER);
                into.u8(1).expect(NEVER).bytes(bytes).expect(NEVER);
                if let Some(withheld) = withheld {
                    into.bytes(withheld).expect(NEVER);
                }
            }
            Self::Operation { header, bodies } => {
                into.array(3).expect(NEVER).u8(2).expect(NEVER).bytes(header).expect(NEVER).bytes(bodies).expect(NEVER);
            }
        }
    }

    fn read(from: &mut Decoder<'_>) -> Result<Self, Error> {
        let length = from.array()?;
        Ok(match (from.u8()?, length) {
            (0, Some(length @ (5 | 7))) => Self::Chain {
                node: from.bytes()?.to_vec(),
                incarnation: from.bytes()?.to_vec(),
                commits: from.i64()?,
                head: from.bytes()?.to_vec(),
                partial: match length {
                    5 => None,
                    _ => Some(Partial { branch: from.i64()?, held: from.i64()? }),
                },
            },
            (1, Some(2)) => Self::Commit { bytes: from.bytes()?.to_vec(), withheld: None },
            (1, Some(3)) => Self::Commit { bytes: from.bytes()?.to_vec(), withheld: Some(from.bytes()?.to_vec()) },
            (2, Some(3)) => Self::Operation { header: from.bytes()?.to_vec(), bodies: from.bytes()?.to_vec() },
            _ => return Err(Error::message("an unknown record")),
        })
    }
}

/// Every record of a piece of the log.
pub(super) fn read_records(piece: &[u8]) -> Result<Vec<Record>, Damage> {
    let mut from = Decoder::new(piece);
    let mut records = Vec::new();
    while from.position() < piece.len() {
        records.push(Record::read(&mut from).map_err(|_| unreadable("log"))?);
    }
    Ok(records)
}

/// A piece of a table.
pub(super) fn write_rows(table: &Table, rows: &[Vec<Value>]) -> Vec<u8> {
    let mut into = Encoder::new(Vec::new());
    into.array(2).expect(NEVER).array(table.columns.len() as u64).expect(NEVER);
    for column in table.columns {
        into.str(column.name).expect(NEVER);
    }
    into.array(rows.len() as u64).expect(NEVER);
    for row in rows {
        into.array(row.len() as u64).expect(NEVER);
        row.iter().for_each(|value| write_value(&mut into, value));
    }
    into.into_writer()
}

fn write_value(into: &mut Encoder<Vec<u8>>, value: &Value) {
    match value {
        Value::Null(_) => into.null(),
        Value::Int(v) => into.i64(*v),
        Value::Text(v) => into.str(v),
        Value::Bytes(v) => into.bytes(v),
        Value::Bool(v) => into.bool(*v),
        Value::Real(v) => into.f64(*v),
    }
    .expect(NEVER);
}

/// The rows of a piece of a table.
pub(super) fn read_rows(table: &Table, piece: &[u8]) -> Result<Vec<Vec<Value>>, Damage> {
    let mut from = Decoder::new(piece);
    let rows = rows(table, &mut from)?;
    if from.position() == piece.len() { Ok(rows) } else { Err(unreadable(table.name)) }
}

fn rows(table: &Table, from: &mut Decoder<'_>) -> Result<Vec<Vec<Value>>, Damage> {
    let bad = |_: Error| unreadable(table.name);
    let length = |from: &mut Decoder<'_>| from.array().map_err(bad)?.ok_or_else(|| unreadable(table.name));
    if length(from)? != 2 {
        return Err(unreadable(table.name));
    }
    let columns = (0..length(from)?).map(|_| from.str()).collect::<Result<Vec<_>, _>>().map_err(bad)?;
    if !columns.iter().copied().eq(table.columns.iter().map(|column| column.name)) {
        return Err(Damage(format!("the table \"{}\" has columns this version does not know", table.name)));
    }
    let mut rows = Vec::new();
    for _ in 0..length(from)? {
        if length(from)? != table.columns.len() as u64 {
            return Err(unreadable(table.name));
        }
        let values = table.columns.iter().map(|column| read_value(from, column.ty, column.null));
        rows.push(values.collect::<Result<_, _>>().map_err(bad)?);
    }
    Ok(rows)
}

fn read_value(from: &mut Decoder<'_>, ty: Type, may_be_null: bool) -> Result<Value, Error> {
    if may_be_null && from.datatype()? == minicbor::data::Type::Null {
        from.null()?;
        return Ok(Value::Null(ty));
    }
    Ok(match ty {
        Type::Int => Value::Int(from.i64()?),
        Type::Text => Value::Text(from.str()?.to_owned()),
        Type::Bytes => Value::Bytes(from.bytes()?.to_vec()),
        Type::Bool => Value::Bool(from.bool()?),
        Type::Real => Value::Real(from.f64()?),
    })
}

fn unreadable(what: &str) -> Damage {
    Damage(format!("the part \"{what}\" is not in the form the program writes"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::Part;

    #[test]
    fn rows_are_read_back_as_they_were_written() {
        let table = Part::Settings.table().unwrap();
        let rows = vec![crate::params!["number_prefix", "NNK"], crate::params!["b", ""]];
        let piece = write_rows(table, &rows);
        assert_eq!(read_rows(table, &piece).unwrap(), rows);
        for cut in 0..piece.len() {
            assert!(read_rows(table, &piece[..cut]).is_err(), "cut after {cut} bytes");
        }
        assert!(read_rows(Part::Series.table().unwrap(), &piece).unwrap_err().0.contains("does not know"));
    }

    #[test]
    fn records_are_read_back_as_they_were_written() {
        let chain = |partial| {
            let (node, incarnation, head) = (vec![1; 32], vec![2; 8], vec![3; 32]);
            Record::Chain { node, incarnation, commits: 1, head, partial }
        };
        let records = vec![
            chain(None),
            Record::Commit { bytes: vec![4; 100], withheld: None },
            Record::Operation { header: vec![5; 60], bodies: vec![] },
            chain(Some(Partial { branch: 1, held: 1 })),
            Record::Commit { bytes: vec![4; 100], withheld: Some(vec![6; 40]) },
        ];
        let mut piece = Vec::new();
        records.iter().for_each(|record| record.write(&mut piece));
        assert_eq!(read_records(&piece).unwrap(), records);
        assert!(read_records(&piece[..piece.len() - 1]).is_err());
    }

    #[test]
    fn a_piece_that_claims_more_than_it_holds_costs_nothing() {
        let mut piece = vec![0x82, 0x82, 0x64];
        piece.extend(b"year\x64last\x9b\xff\xff\xff\xff\xff\xff\xff\xff");
        assert!(read_rows(Part::Series.table().unwrap(), &piece).is_err());
    }
}
