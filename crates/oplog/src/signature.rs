//! Ed25519 verification, singly and in batches, with one answer.
//!
//! RFC 8032 (5.1.7) states the check as `[8][S]B = [8]R + [8][k]A` and allows the stricter form without the factor.
//! Libraries mostly do the strict form, and their batch check agrees with it for honest signers only: a signer who
//! adds a point of small order to `R` gets a signature that some batches accept and the single check refuses. Offices
//! would then disagree for ever about whether a commit exists. So this crate uses the RFC's first form everywhere,
//! where a batch of one and a batch of thousands cannot differ. Signing is plain ed25519-dalek.

use std::collections::BTreeMap;

use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::{IsIdentity, VartimeMultiscalarMul};
use ed25519_dalek::{Digest, Sha512};

use crate::hash::Domain;
use crate::ids::NodeId;

/// A signature: `R`, then `S`, 64 bytes.
pub type SignatureBytes = [u8; 64];

/// One claim: this key signed this message.
pub(crate) struct Claim<'a> {
    pub(crate) key: &'a NodeId,
    pub(crate) message: Vec<u8>,
    pub(crate) signature: &'a SignatureBytes,
}

/// A claim with its numbers unpacked: it holds when `8(S·B − R − k·A)` is the neutral element.
struct Equation {
    r: EdwardsPoint,
    s: Scalar,
    k: Scalar,
}

impl Claim<'_> {
    /// `None` when the parts are not even of the right form.
    fn equation(&self) -> Option<Equation> {
        let (r_bytes, s_bytes) = self.signature.split_at(32);
        let s: [u8; 32] = s_bytes.try_into().ok()?;
        let hash = Sha512::new().chain_update(r_bytes).chain_update(self.key.as_bytes()).chain_update(&self.message);
        Some(Equation {
            r: point(r_bytes.try_into().ok()?)?,
            s: Option::from(Scalar::from_canonical_bytes(s))?,
            k: Scalar::from_bytes_mod_order_wide(&hash.finalize().into()),
        })
    }
}

/// Unpacks a point. An encoding that is not canonical is refused, as RFC 8032 (5.1.3) asks.
fn point(bytes: [u8; 32]) -> Option<EdwardsPoint> {
    let point = CompressedEdwardsY(bytes).decompress()?;
    // Where x is 0, which is where twice the point is nothing, a sign bit would be a second way to write it.
    let is_negative_zero = bytes[31] >> 7 == 1 && (point + point).is_identity();
    (is_reduced(&bytes) && !is_negative_zero).then_some(point)
}

/// Whether the y coordinate is below the field's prime, 2^255 − 19.
fn is_reduced(bytes: &[u8; 32]) -> bool {
    let all_ones = bytes[31] & 0x7f == 0x7f && bytes[1..31].iter().all(|&byte| byte == 0xff);
    !(all_ones && bytes[0] >= 0xed)
}

/// Unpacks a public key. One of small order is refused: with it, one signature fits many messages.
fn key_point(key: &NodeId) -> Option<EdwardsPoint> {
    point(*key.as_bytes()).filter(|point| !point.is_small_order())
}

/// Whether one claim holds.
pub(crate) fn verify(claim: &Claim<'_>) -> bool {
    let Some((key, Equation { r, s, k })) = key_point(claim.key).zip(claim.equation()) else {
        return false;
    };
    (EdwardsPoint::vartime_double_scalar_mul_basepoint(&-k, &key, &s) - r).is_small_order()
}

/// Whether all claims hold: a random combination of their equations, in which one false claim cannot hide except
/// with a probability of about 2^-125. Claims under one key share one term, so long runs by few nodes are cheapest.
pub(crate) fn verify_all(claims: &[Claim<'_>]) -> bool {
    combine(claims).is_some_and(|sum| sum.is_small_order())
}

/// `Σ zᵢ(Sᵢ·B − Rᵢ − kᵢ·Aᵢ)`; `None` when a claim is malformed.
fn combine(claims: &[Claim<'_>]) -> Option<EdwardsPoint> {
    let mut factors = factors(claims);
    let mut base = Scalar::ZERO;
    let mut by_key = BTreeMap::<&NodeId, Scalar>::new();
    let mut terms = Vec::with_capacity(claims.len() + 2);
    for claim in claims {
        let Equation { r, s, k } = claim.equation()?;
        let z = factors();
        base += z * s;
        *by_key.entry(claim.key).or_insert(Scalar::ZERO) -= z * k;
        terms.push((-z, r));
    }
    for (key, factor) in by_key {
        terms.push((factor, key_point(key)?));
    }
    terms.push((base, curve25519_dalek::constants::ED25519_BASEPOINT_POINT));
    Some(EdwardsPoint::vartime_multiscalar_mul(terms.iter().map(|t| t.0), terms.iter().map(|t| t.1)))
}

/// Random factors of 128 bits that depend on every byte of every claim, so that nobody can choose claims to fit them
/// and no random source is needed.
fn factors(claims: &[Claim<'_>]) -> impl FnMut() -> Scalar {
    let mut hasher = Domain::Batch.hasher();
    for claim in claims {
        hasher.update(claim.key.as_bytes()).update(claim.signature);
        hasher.update(&(claim.message.len() as u64).to_le_bytes()).update(&claim.message);
    }
    let mut stream = hasher.finalize_xof();
    move || {
        let mut bytes = [0; 16];
        stream.fill(&mut bytes);
        Scalar::from(u128::from_le_bytes(bytes))
    }
}

#[cfg(test)]
mod tests {
    use curve25519_dalek::constants::EIGHT_TORSION;
    use ed25519_dalek::{Signer, SigningKey, VerifyingKey};

    use super::*;

    fn signed(seed: u8, message: &[u8]) -> (NodeId, Vec<u8>, SignatureBytes) {
        let key = SigningKey::from_bytes(&[seed; 32]);
        (NodeId(key.verifying_key().to_bytes()), message.to_vec(), key.sign(message).to_bytes())
    }

    fn claim((key, message, signature): &(NodeId, Vec<u8>, SignatureBytes)) -> Claim<'_> {
        Claim { key, message: message.clone(), signature }
    }

    #[test]
    fn honest_signatures_hold_singly_and_together() {
        let signed: Vec<_> = (1..20).map(|n| signed(n % 3 + 1, &[n])).collect();
        assert!(signed.iter().all(|s| verify(&claim(s))));
        assert!(verify_all(&signed.iter().map(claim).collect::<Vec<_>>()));
    }

    #[test]
    fn every_flipped_bit_is_found_singly_and_together() {
        let good = signed(1, b"kapal");
        for bit in 0..512 {
            let mut bad = good.clone();
            bad.2[bit / 8] ^= 1 << (bit % 8);
            assert!(!verify(&claim(&bad)), "bit {bit}");
            assert!(!verify_all(&[claim(&good), claim(&bad)]), "bit {bit}");
        }
    }

    /// The signer adds a point of order two to `R` and answers the challenge honestly: the strict check refuses it and
    /// dalek's batch check accepts some batches. Here both forms accept it, always.
    #[test]
    fn a_crafted_signature_gets_the_same_answer_singly_and_together() {
        let signing = SigningKey::from_bytes(&[7; 32]);
        let key = NodeId(signing.verifying_key().to_bytes());
        let nonce = Scalar::from(123_456_789_u64);
        let r = (EdwardsPoint::mul_base(&nonce) + EIGHT_TORSION[4]).compress();
        for message in 0..32_u8 {
            let hash = Sha512::new().chain_update(r.as_bytes()).chain_update(key.as_bytes()).chain_update([message]);
            let s = nonce + Scalar::from_bytes_mod_order_wide(&hash.finalize().into()) * signing.to_scalar();
            let mut signature = [0; 64];
            signature[..32].copy_from_slice(r.as_bytes());
            signature[32..].copy_from_slice(s.as_bytes());
            let claim = || Claim { key: &key, message: vec![message], signature: &signature };
            assert!(verify(&claim()) && verify_all(&[claim(), claim()]));
            let strict = VerifyingKey::from_bytes(key.as_bytes()).unwrap();
            assert!(strict.verify_strict(&[message], &signature.into()).is_err());
        }
    }

    #[test]
    fn keys_of_small_order_and_odd_encodings_are_refused() {
        for torsion in EIGHT_TORSION {
            assert!(key_point(&NodeId(torsion.compress().to_bytes())).is_none());
        }
        let mut not_reduced = [0xff; 32];
        not_reduced[0] = 0xee;
        not_reduced[31] = 0x7f;
        assert!(point(not_reduced).is_none(), "p + 1, a second way to write 1");
        let mut negative_zero = [0; 32];
        negative_zero[0] = 1;
        negative_zero[31] = 0x80;
        assert!(point(negative_zero).is_none(), "the neutral element with a sign");
    }
}
