//! What operations of the format's own kinds carry: above all, what a root key states about its regency, in signed
//! bytes that are kept as they came.

use crate::canonical::{FormatError, Reader, Writer};
use crate::hash::{Domain, Hash};
use crate::ids::{Kind, NodeId};
use crate::key::NodeKey;
use crate::limits::{NAME_BYTES_MAX, STATEMENT_BYTES_MAX, at_most};
use crate::operation::{DraftBody, Operation};
use crate::signature::{self, Claim, SignatureBytes};

/// The slot in which operations of the kinds 1 to 99 carry what they say. It stays, or nobody could obey it later.
pub const STATEMENT_SLOT: u8 = 0;

/// A body that carries `bytes` as a statement.
pub(crate) fn body_of(bytes: Vec<u8>) -> DraftBody {
    DraftBody { slot: STATEMENT_SLOT, erasable: false, bytes }
}

/// What an operation of this kind states.
pub(crate) fn statement_of<'a>(
    operation: &'a Operation,
    kind: Kind,
    what: &'static str,
) -> Result<&'a [u8], FormatError> {
    let is_kind = operation.header().kind == kind;
    operation.body(STATEMENT_SLOT).filter(|_| is_kind).ok_or(FormatError::Field(what))
}

/// A kind of statement. Its fields are CBOR of the format's profile; each kind has a domain of its own.
pub trait Statement: Sized + sealed::Sealed {
    /// The kind of the operations that carry it.
    const KIND: Kind;

    /// The root key that states it.
    fn root(&self) -> NodeId;
}

pub(crate) mod sealed {
    use super::{Domain, FormatError, Reader, Writer};

    /// How a statement is written, which is this crate's matter alone.
    pub trait Sealed {
        #[doc(hidden)]
        #[expect(private_interfaces, reason = "only this crate implements and calls it")]
        const DOMAIN: Domain;

        #[doc(hidden)]
        #[expect(private_interfaces, reason = "only this crate implements and calls it")]
        fn write(&self, w: &mut Writer);

        #[doc(hidden)]
        #[expect(private_interfaces, reason = "only this crate implements and calls it")]
        fn read(r: &mut Reader<'_>) -> Result<Self, FormatError>
        where
            Self: Sized;
    }
}

/// Why a statement does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// It cannot be read, or what it says does not fit into the format.
    #[error("the statement cannot be read")]
    Format(#[from] FormatError),
    /// The signature is not the root key's.
    #[error("the signature does not match the statement")]
    BadSignature,
    /// The key that should sign is not the root the statement names.
    #[error("the key is not the root that the statement names")]
    WrongKey,
}

/// A statement with the root key's signature, which held when this was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed<T> {
    statement: T,
    bytes: Vec<u8>,
    signature: SignatureBytes,
}

impl<T: Statement> Signed<T> {
    /// Signs a statement with the root key.
    ///
    /// # Errors
    /// [`StatementError::WrongKey`] for another key than the statement's root, [`StatementError::Format`] when the
    /// statement does not fit into the format.
    pub fn sign(key: &NodeKey, statement: T) -> Result<Self, StatementError> {
        if key.id() != statement.root() {
            return Err(StatementError::WrongKey);
        }
        let mut w = Writer::new();
        statement.write(&mut w);
        let bytes = w.finish();
        // Read back, so that nothing is signed that others refuse.
        let statement = read::<T>(&bytes)?;
        let signature = key.sign(T::DOMAIN, &T::DOMAIN.hash(&bytes));
        Ok(Signed { statement, bytes, signature })
    }

    /// What it states.
    pub fn statement(&self) -> &T {
        &self.statement
    }

    /// Its identity: the hash of the statement's bytes.
    pub fn id(&self) -> Hash {
        T::DOMAIN.hash(&self.bytes)
    }

    /// The body of an operation of kind [`Statement::KIND`].
    pub fn body(&self) -> DraftBody {
        body_of(self.encode())
    }

    /// What an operation of that kind carries, verified.
    ///
    /// # Errors
    /// [`StatementError`] when it is of another kind, cannot be read or does not hold.
    pub fn read(operation: &Operation) -> Result<Self, StatementError> {
        Signed::decode(statement_of(operation, T::KIND, "statement")?)
    }

    /// One byte string for statement and signature.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(2).bytes(&self.bytes).bytes(&self.signature);
        w.finish()
    }

    /// Reads what [`Signed::encode`] wrote and verifies the signature. Whether its root is *our* root is for
    /// [`crate::Trust`] to say.
    ///
    /// # Errors
    /// [`StatementError`] when it cannot be read or does not hold.
    pub fn decode(encoded: &[u8]) -> Result<Self, StatementError> {
        at_most("statement bytes", encoded.len(), STATEMENT_BYTES_MAX + 128).map_err(FormatError::from)?;
        let mut r = Reader::checked(encoded)?;
        if r.array("statement", 2)? != 2 {
            return Err(FormatError::Field("statement").into());
        }
        let bytes = r.bytes("statement")?.to_vec();
        let signature = r.fixed("signature")?;
        let statement = read::<T>(&bytes)?;
        let message = T::DOMAIN.message(&T::DOMAIN.hash(&bytes));
        if !signature::verify(&Claim { key: &statement.root(), message, signature: &signature }) {
            return Err(StatementError::BadSignature);
        }
        Ok(Signed { statement, bytes, signature })
    }
}

/// Reads a statement's own bytes.
fn read<T: Statement>(bytes: &[u8]) -> Result<T, FormatError> {
    at_most("statement bytes", bytes.len(), STATEMENT_BYTES_MAX)?;
    T::read(&mut Reader::checked(bytes)?)
}

/// A text of at most [`NAME_BYTES_MAX`] bytes.
pub(crate) fn name(r: &mut Reader<'_>, field: &'static str) -> Result<String, FormatError> {
    let name = r.text(field)?;
    at_most(field, name.len(), NAME_BYTES_MAX)?;
    Ok(name.to_owned())
}

/// The first statement of a regency: this key is its root. Signed by the key itself; whether to believe it is decided
/// outside the log, where people compare the key's digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootStatement {
    /// The root key.
    pub root: NodeId,
    /// The regency's official region code, for example `65.03`.
    pub region: String,
    /// The regency's name.
    pub name: String,
    /// When the root was made, in milliseconds since 1970 (UTC).
    pub created_ms: i64,
}

impl Statement for RootStatement {
    const KIND: Kind = Kind::ROOT;

    fn root(&self) -> NodeId {
        self.root
    }
}

#[expect(private_interfaces, reason = "only this crate implements and calls it")]
impl sealed::Sealed for RootStatement {
    const DOMAIN: Domain = Domain::Root;

    fn write(&self, w: &mut Writer) {
        w.map(4).uint(1).bytes(self.root.as_bytes()).uint(2).text(&self.region);
        w.uint(3).text(&self.name).uint(4).int(self.created_ms);
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, FormatError> {
        let (mut root, mut region, mut regency, mut created_ms) = (None, None, None, None);
        r.fields("root statement", |r, key| {
            match key {
                1 => root = Some(NodeId(r.fixed("root")?)),
                2 => region = Some(name(r, "region")?),
                3 => regency = Some(name(r, "name")?),
                4 => created_ms = Some(r.int("creation instant")?),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(RootStatement {
            root: root.ok_or(FormatError::Field("root"))?,
            region: region.ok_or(FormatError::Field("region"))?,
            name: regency.ok_or(FormatError::Field("name"))?,
            created_ms: created_ms.ok_or(FormatError::Field("creation instant"))?,
        })
    }
}
