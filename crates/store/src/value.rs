//! Values that travel to and from either database, with the engine-neutral types of columns.

/// The column types both engines understand alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// 64-bit integer; instants are milliseconds since 1970, UTC.
    Int,
    /// UTF-8 text.
    Text,
    /// Bytes.
    Bytes,
    /// Truth value.
    Bool,
    /// 64-bit floating point.
    Real,
}

/// One value bound to a statement. A missing value knows its type, since PostgreSQL asks for it.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is the type of the same name")]
pub enum Value {
    Null(Type),
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
    Bool(bool),
    Real(f64),
}

macro_rules! from {
    ($($from:ty => $variant:ident, $ty:ident, |$v:ident| $make:expr;)*) => {$(
        impl From<$from> for Value {
            fn from($v: $from) -> Self { Self::$variant($make) }
        }
        impl From<Option<$from>> for Value {
            fn from(v: Option<$from>) -> Self { v.map_or(Self::Null(Type::$ty), Self::from) }
        }
    )*};
}

from! {
    i64 => Int, Int, |v| v;
    i32 => Int, Int, |v| i64::from(v);
    u32 => Int, Int, |v| i64::from(v);
    u8 => Int, Int, |v| i64::from(v);
    String => Text, Text, |v| v;
    &str => Text, Text, |v| v.to_owned();
    &String => Text, Text, |v| v.clone();
    Vec<u8> => Bytes, Bytes, |v| v;
    &[u8] => Bytes, Bytes, |v| v.to_vec();
    [u8; 8] => Bytes, Bytes, |v| v.to_vec();
    [u8; 16] => Bytes, Bytes, |v| v.to_vec();
    [u8; 32] => Bytes, Bytes, |v| v.to_vec();
    &[u8; 16] => Bytes, Bytes, |v| v.to_vec();
    &[u8; 32] => Bytes, Bytes, |v| v.to_vec();
    bool => Bool, Bool, |v| v;
    f64 => Real, Real, |v| v;
    jiff::Timestamp => Int, Int, |v| v.as_millisecond();
}

impl Value {
    /// The value as a person who compares two tables wants to see it.
    pub(crate) fn in_words(&self) -> String {
        match self {
            Self::Null(_) => "-".to_owned(),
            Self::Int(v) => v.to_string(),
            Self::Text(v) => v.clone(),
            Self::Bytes(v) => hex::encode(v),
            Self::Bool(v) => v.to_string(),
            Self::Real(v) => v.to_string(),
        }
    }

    /// Appends bytes that are the same for equal values only, whatever follows.
    pub(crate) fn append_to(&self, into: &mut Vec<u8>) {
        self.tagged(|tag, bytes| {
            into.push(tag);
            into.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
            into.extend_from_slice(bytes);
        });
    }

    /// Feeds the value to a hash, so that rows can be compared without keeping them.
    pub(crate) fn digest(&self, into: &mut blake3::Hasher) {
        self.tagged(|tag, bytes| {
            into.update(&[tag]).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
        });
    }

    fn tagged(&self, take: impl FnOnce(u8, &[u8])) {
        match self {
            Self::Null(_) => take(0, &[]),
            Self::Int(v) => take(1, &v.to_le_bytes()),
            Self::Text(v) => take(2, v.as_bytes()),
            Self::Bytes(v) => take(3, v),
            Self::Bool(v) => take(4, &[u8::from(*v)]),
            Self::Real(v) => take(5, &v.to_le_bytes()),
        }
    }
}

/// Builds the parameter list of a statement: `params![id, "open", None::<i64>]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { vec![$($crate::Value::from($value)),*] };
}
