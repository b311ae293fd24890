//! Sealing bytes to a node, so that nobody can read them on the way: age, with the node's own key.
//!
//! A node has one key pair, and signs with it (Ed25519). Read as a pair for agreeing on secrets (X25519), the same one
//! is what age encrypts to: the public point in its Montgomery form, and the first half of the secret's SHA-512.
//! `ssh-to-age` does the same, so a person with a node's key can open with `age` what was sealed to the node.
//!
//! Sealing says nothing about who sealed: whoever has to know that signs what is inside, or around it.

use std::io::{self, BufRead, Read, Write};
use std::iter;

use age::stream::{StreamReader, StreamWriter};
use age::{DecryptError, Decryptor, Encryptor, x25519};
use bech32::{Bech32, Hrp};
use curve25519_dalek::edwards::CompressedEdwardsY;
use curve25519_dalek::scalar::clamp_integer;
use hadir_oplog::{NodeId, NodeKey};
use sha2::{Digest, Sha512};
use zeroize::Zeroizing;

/// Why nothing was sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The bytes are no public key, or one that everybody could open.
    #[error("nothing can be sealed to {0}: it is not the key of a node")]
    NoKey(NodeId),
    /// What was sealed could not be written.
    #[error("what was sealed could not be written")]
    Io(#[from] io::Error),
}

/// Why something stayed sealed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It does not open with this key.
    #[error("this was sealed to another node, or altered on the way; ask for it again")]
    Closed,
    /// It could not be read.
    #[error("what was sealed could not be read")]
    Io(#[source] io::Error),
}

/// Seals bytes to a node: only the holder of its secret key opens them.
///
/// # Errors
/// [`SealError::NoKey`] when the identity is not a public key, or one of small order.
pub fn seal(to: &NodeId, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut stream = seal_into(to, Vec::new())?;
    stream.write_all(bytes)?;
    Ok(stream.finish()?)
}

/// Opens what was sealed to the node with this key.
///
/// # Errors
/// [`OpenError::Closed`] when it was sealed to another node, or altered.
pub fn open(key: &NodeKey, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::new();
    open_from(key, sealed)?.read_to_end(&mut bytes).map_err(refusal)?;
    Ok(bytes)
}

/// Seals to a node what is written into the stream. The stream has to be finished, or what it holds does not open.
pub fn seal_into<W: Write>(to: &NodeId, into: W) -> Result<StreamWriter<W>, SealError> {
    let recipient = recipient(to)?;
    let encryptor = Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient))
        .expect("one node is a complete set of recipients");
    Ok(encryptor.wrap_output(into)?)
}

/// Opens, as a stream, what was sealed to the node with this key. What comes out of it counts as it comes: each part is
/// authenticated before it is handed out, and that nothing is missing is known when it ended without an error.
pub fn open_from<R: BufRead>(key: &NodeKey, sealed: R) -> Result<StreamReader<R>, OpenError> {
    let identity = identity(key);
    let opened =
        Decryptor::new_buffered(sealed).and_then(|sealed| sealed.decrypt(iter::once(&identity as &dyn age::Identity)));
    opened.map_err(|error| match error {
        DecryptError::Io(source) => refusal(source),
        _ => OpenError::Closed,
    })
}

/// A node as age writes to it: `age1…`.
///
/// # Errors
/// [`SealError::NoKey`] as for [`seal`].
pub fn recipient(node: &NodeId) -> Result<x25519::Recipient, SealError> {
    let point = CompressedEdwardsY(*node.as_bytes()).decompress();
    // Written in another way than the one, or of small order, it would be a key with which many agree on one secret.
    let point = point.filter(|point| point.compress().as_bytes() == node.as_bytes() && !point.is_small_order());
    let point = point.ok_or(SealError::NoKey(*node))?;
    let text = bech32::encode::<Bech32>(Hrp::parse_unchecked("age"), point.to_montgomery().as_bytes());
    Ok(text.expect("32 bytes are short enough").parse().expect("age reads its own form of 32 bytes"))
}

/// A node's secret key as age reads with it: `AGE-SECRET-KEY-1…`.
fn identity(key: &NodeKey) -> x25519::Identity {
    let hash = Zeroizing::new(<[u8; 64]>::from(Sha512::digest(key.to_bytes())));
    let mut half = Zeroizing::new([0; 32]);
    half.copy_from_slice(&hash[..32]);
    let secret = Zeroizing::new(clamp_integer(*half));
    let text = bech32::encode_upper::<Bech32>(Hrp::parse_unchecked("age-secret-key-"), &*secret);
    let text = Zeroizing::new(text.expect("32 bytes are short enough"));
    text.parse().expect("age reads its own form of 32 bytes")
}

/// The disk's errors have a number of the system's; those that age makes of altered bytes have none.
fn refusal(error: io::Error) -> OpenError {
    if error.raw_os_error().is_some() { OpenError::Io(error) } else { OpenError::Closed }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(byte: u8) -> NodeKey {
        NodeKey::from_bytes([byte; 32])
    }

    #[test]
    fn only_the_node_it_was_sealed_to_opens_it() {
        let (sebatik, krayan) = (key(1), key(2));
        let sealed = seal(&sebatik.id(), b"the regency's key").unwrap();
        assert_eq!(open(&sebatik, &sealed).unwrap(), b"the regency's key");
        assert!(matches!(open(&krayan, &sealed), Err(OpenError::Closed)));
    }

    #[test]
    fn the_two_halves_of_a_key_are_the_two_halves_for_age() {
        for byte in 0..40 {
            assert_eq!(identity(&key(byte)).to_public(), recipient(&key(byte).id()).unwrap());
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let mut small_orders: Vec<[u8; 32]> =
            curve25519_dalek::constants::EIGHT_TORSION.iter().map(|point| point.compress().to_bytes()).collect();
        // The neutral element written with a sign, and a number that is not below the field's prime.
        let mut signed_one = [0; 32];
        (signed_one[0], signed_one[31]) = (1, 0x80);
        small_orders.extend([signed_one, [0xff; 32], [2; 32]]);
        for bytes in small_orders {
            let node = NodeId::from_bytes(bytes);
            assert!(matches!(seal(&node, b"x"), Err(SealError::NoKey(named)) if named == node), "{node}");
        }
    }

    #[test]
    fn cut_or_altered_bytes_stay_closed() {
        let node = key(7);
        let sealed = seal(&node.id(), &[5; 200]).unwrap();
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert!(open(&node, &altered).is_err(), "byte {at}");
            assert!(open(&node, &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_long_stream_is_sealed_and_opened_piece_by_piece() {
        let node = key(3);
        let bytes: Vec<u8> = (0..300_000_u32).map(|number| number as u8).collect();
        let mut stream = seal_into(&node.id(), Vec::new()).unwrap();
        bytes.chunks(1_000).for_each(|piece| stream.write_all(piece).unwrap());
        let sealed = stream.finish().unwrap();
        let mut opened = Vec::new();
        io::copy(&mut open_from(&node, &*sealed).unwrap(), &mut opened).unwrap();
        assert!(opened == bytes);
        let cut = &sealed[..sealed.len() - 70_000];
        assert!(io::copy(&mut open_from(&node, cut).unwrap(), &mut io::sink()).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_bytes_come_back_for_any_key(secret: [u8; 32], bytes: Vec<u8>) {
            let key = NodeKey::from_bytes(secret);
            let sealed = seal(&key.id(), &bytes).unwrap();
            prop_assert_eq!(open(&key, &sealed).unwrap(), bytes);
        }
    }
}
