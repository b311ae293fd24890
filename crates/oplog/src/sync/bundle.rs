//! What one node has for another, on its way in a file: the same parcels as over a line, signed by their sender as a
//! whole, because nobody is there to ask. Each piece stands for itself, so that pieces may come in any order, twice, or
//! not at all.

use crate::canonical::{FormatError, Reader, Writer};
use crate::ids::NodeId;
use crate::key::NodeKey;
use crate::limits::STATEMENT_BYTES_MAX;
use crate::sync::message::{
    MESSAGE_BYTES_MAX, MessageError, Parcel, parcels, place, short, write_parcels, write_place,
};
use crate::sync::position::{Mark, Place, Position};
use crate::sync::wished_file::{FilePiece, FileWish, pieces, wishes, write_pieces, write_wishes};

const CONTEXT: &str = "hadir sync 1 bundle";
/// What a bundle begins with.
const MAGIC: &[u8] = b"hadir bundle 1\n";

/// One piece of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Who made it.
    pub from: NodeId,
    /// Its certificate ([`crate::Signed::encode`]), for a node that has not heard of it yet.
    pub certificate: Vec<u8>,
    /// For whom.
    pub to: NodeId,
    /// Where the maker's count of arrivals stood.
    pub place: Place,
    /// What the maker has of the receiver's log.
    pub have: Option<Position>,
    /// The mark of the maker's place that the receiver's position had seen, as far as the maker knew of it.
    pub known: Option<Mark>,
    /// Which piece this is, from 1; how many there are is not known when the first is made.
    pub number: u64,
    /// Operations.
    pub parcels: Vec<Parcel>,
    /// Pieces of files.
    pub files: Vec<FilePiece>,
    /// Files the maker lacks, in its first piece alone.
    pub wishes: Vec<FileWish>,
}

impl Bundle {
    /// As signed bytes.
    pub fn sign(&self, key: &NodeKey) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(9 + usize::from(!self.wishes.is_empty()))
            .bytes(self.from.as_bytes())
            .bytes(&self.certificate)
            .bytes(self.to.as_bytes());
        write_place(&mut w, self.place);
        match &self.have {
            Some(have) => have.write(&mut w),
            None => drop(w.null()),
        }
        match &self.known {
            Some(known) => drop(w.bytes(&known.0)),
            None => drop(w.null()),
        }
        w.uint(self.number);
        write_parcels(&mut w, &self.parcels);
        write_pieces(&mut w, &self.files);
        if !self.wishes.is_empty() {
            write_wishes(&mut w, &self.wishes);
        }
        let content = w.finish();
        let signature = key.sign_other(CONTEXT, blake3::hash(&content).as_bytes());
        [MAGIC, &signature, &content].concat()
    }

    /// Reads what [`Bundle::sign`] wrote and checks who signed it. Whether that node may is for the caller to say.
    ///
    /// # Errors
    /// [`MessageError`] unless it is a whole bundle, signed by the node it names.
    pub fn read(bytes: &[u8]) -> Result<Self, MessageError> {
        const FIELD: &str = "bundle";
        crate::limits::at_most("bundle bytes", bytes.len(), MESSAGE_BYTES_MAX)?;
        let rest = bytes.strip_prefix(MAGIC).ok_or(FormatError::Field(FIELD))?;
        let (signature, content) = rest.split_first_chunk::<64>().ok_or(FormatError::Field(FIELD))?;
        let mut r = Reader::lenient(content);
        let items = r.array(FIELD, 10)?;
        if items < 9 {
            return Err(FormatError::Field(FIELD).into());
        }
        let from = NodeId::from_bytes(r.fixed("node")?);
        if !from.verify_other(CONTEXT, blake3::hash(content).as_bytes(), signature) {
            return Err(FormatError::Field("signature of a bundle").into());
        }
        let certificate = short(&mut r, "certificate", STATEMENT_BYTES_MAX + 128)?;
        let to = NodeId::from_bytes(r.fixed("node")?);
        let place = place(&mut r)?;
        let have = unless_null(&mut r, Position::read)?;
        let known = unless_null(&mut r, |r| Ok(Mark(r.fixed(FIELD)?)))?;
        let number = r.uint(FIELD)?;
        let (parcels, files) = (parcels(&mut r)?, pieces(&mut r)?);
        let wishes = if items == 10 { wishes(&mut r)? } else { Vec::new() };
        let bundle = Bundle { from, certificate, to, place, have, known, number, parcels, files, wishes };
        if r.rest().is_empty() { Ok(bundle) } else { Err(FormatError::Field("end of bundle").into()) }
    }
}

/// A value, or nothing where null stands in its place.
fn unless_null<T>(
    r: &mut Reader<'_>,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T, FormatError>,
) -> Result<Option<T>, FormatError> {
    match r.peek("bundle")? {
        minicbor::data::Type::Null => r.skip("bundle").map(|()| None),
        _ => read(r).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Hash;
    use crate::sync::position::{Epoch, Span};

    fn bundle(key: &NodeKey) -> Bundle {
        let place = Place { epoch: Epoch([7; 8]), count: 9, mark: Mark([8; 4]) };
        Bundle {
            from: key.id(),
            certificate: vec![1; 90],
            to: NodeKey::from_bytes([2; 32]).id(),
            place,
            have: Some(Position::nothing(place.epoch)),
            known: Some(place.mark),
            number: 3,
            parcels: vec![Parcel { completes: Span { after: 2, through: 9 }, batch: b"batch".to_vec() }],
            files: vec![FilePiece { hash: Hash::from_bytes([4; 32]), from: 0, total: 2, bytes: vec![1, 2] }],
            wishes: vec![FileWish { hash: Hash::from_bytes([6; 32]), from: 70_000 }],
        }
    }

    #[test]
    fn a_bundle_goes_there_and_back() {
        let key = NodeKey::from_bytes([1; 32]);
        let bare = Bundle { have: None, known: None, parcels: vec![], files: vec![], ..bundle(&key) };
        for bundle in [bundle(&key), Bundle { wishes: vec![], ..bare.clone() }, bare] {
            assert_eq!(Bundle::read(&bundle.sign(&key)), Ok(bundle));
        }
    }

    #[test]
    fn a_bundle_that_was_cut_or_altered_is_refused() {
        let key = NodeKey::from_bytes([1; 32]);
        let bytes = bundle(&key).sign(&key);
        for at in 0..bytes.len() {
            let mut altered = bytes.clone();
            altered[at] ^= 1;
            assert!(Bundle::read(&altered).is_err() && Bundle::read(&bytes[..at]).is_err(), "byte {at}");
        }
        assert!(Bundle::read(&bundle(&key).sign(&NodeKey::from_bytes([5; 32]))).is_err(), "another key signed it");
    }
}
