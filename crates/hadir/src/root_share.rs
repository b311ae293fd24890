//! The root key in the hands of several: any `threshold` of them make it again, fewer learn nothing (Shamir's secret
//! sharing over bytes).
//!
//! A share is one line of letters and digits that can be printed, read aloud and typed: Bech32m, whose checksum finds
//! every mistyping of up to three letters and all but one in a billion of the others. It says which key and which
//! sharing-out it belongs to, so that shares that do not belong together are told apart before anything is tried.

use std::convert::Infallible;

use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32m, Hrp};
use hadir_oplog::{NodeId, NodeKey};
use hadir_store::Chance;
use rand_core::{TryCryptoRng, TryRng};
use vsss_rs::Gf256;
use zeroize::Zeroizing;

/// What every share begins with, before the `1` that ends it.
const MARK: Hrp = Hrp::parse_unchecked("hadir-share-");
/// The version of the form.
const VERSION: u8 = 1;
/// Bytes of the root's public key that name it.
const ROOT_BYTES: usize = 8;
/// Bytes that name one sharing-out.
const SET_BYTES: usize = 4;
/// The words around a share.
const PAGE: &str = include_str!("root_share.txt");

/// One holder's share.
#[derive(Clone, PartialEq, Eq)]
pub struct Share {
    root: [u8; ROOT_BYTES],
    set: [u8; SET_BYTES],
    threshold: u8,
    count: u8,
    place: u8,
    value: Zeroizing<[u8; 32]>,
}

/// Why shares make no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// There is no share in it.
    #[error("{0} holds no share: a share is a line that begins with hadir-share-1")]
    None(String),
    /// It was mistyped.
    #[error("the share in {0} is mistyped or cut off; compare it with the paper, letter by letter")]
    Mistyped(String),
    /// A later version wrote it.
    #[error("the share in {0} was written by a later version of Hadir; bring this program up to date")]
    Version(String),
    /// It belongs to another key, or to another sharing-out of the same.
    #[error("the share in {0} does not belong with {1}: it is of another root key, or of another sharing-out")]
    Foreign(String, String),
    /// One stands for two.
    #[error("{0} and {1} hold the same share; each holder has another one")]
    Twice(String, String),
    /// More holders are needed.
    #[error("{threshold} shares are needed together, and there are {given}")]
    TooFew {
        /// How many are needed.
        threshold: u8,
        /// How many there are.
        given: usize,
    },
    /// They do not make the key they name.
    #[error("these shares do not make the key they name; one of them is not what was handed out")]
    Wrong,
}

/// Shares a root key out to `count` holders, of whom any `threshold` make it again.
///
/// # Panics
/// When not `2 <= threshold <= count <= 255`.
pub fn split(root: &NodeKey, count: u8, threshold: u8, chance: &Chance) -> Vec<Share> {
    assert!((2..=count).contains(&threshold), "the command line was checked");
    let secret = root.to_bytes();
    let values = Gf256::split_bytes(threshold.into(), count.into(), *secret, Randomness(chance));
    let values = Zeroizing::new(values.expect("32 bytes can be shared out to so many"));
    let (root, set) = (beginning(&root.id()), chance.bytes());
    let share = |value: &Vec<u8>| {
        let (place, value) = value.split_first().expect("a share's value begins with its place");
        let value = Zeroizing::new(value.try_into().expect("a share is as long as the secret"));
        Share { root, set, threshold, count, place: *place, value }
    };
    values.iter().map(share).collect()
}

/// Makes the root key again. Each share comes with what to call the place it was read from.
pub fn combine(shares: &[(String, Share)]) -> Result<NodeKey, ShareError> {
    let Some((_, first)) = shares.first() else { return Err(ShareError::TooFew { threshold: 2, given: 0 }) };
    belong_together(shares)?;
    if shares.len() < first.threshold.into() {
        return Err(ShareError::TooFew { threshold: first.threshold, given: shares.len() });
    }
    let values: Vec<_> = shares.iter().map(|(_, share)| [&[share.place], share.value.as_slice()].concat()).collect();
    let values = Zeroizing::new(values);
    let secret = Zeroizing::new(Gf256::combine_bytes(&*values).map_err(|_| ShareError::Wrong)?);
    let key = NodeKey::from_bytes(secret.as_slice().try_into().map_err(|_| ShareError::Wrong)?);
    if beginning(&key.id()) == first.root { Ok(key) } else { Err(ShareError::Wrong) }
}

/// That all shares are of one sharing-out, and none is there twice.
fn belong_together(shares: &[(String, Share)]) -> Result<(), ShareError> {
    for (at, (place, share)) in shares.iter().enumerate() {
        let (first_place, first) = &shares[0];
        if !share.is_of_one_set(first) {
            return Err(ShareError::Foreign(place.clone(), first_place.clone()));
        }
        if let Some((earlier, _)) = shares[..at].iter().find(|(_, earlier)| earlier.place == share.place) {
            return Err(ShareError::Twice(earlier.clone(), place.clone()));
        }
    }
    Ok(())
}

impl Share {
    /// Which of the shares it is, from 1.
    pub fn place(&self) -> u8 {
        self.place
    }

    /// The share as a line.
    pub fn line(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(vec![VERSION]);
        bytes.extend_from_slice(&self.root);
        bytes.extend_from_slice(&self.set);
        bytes.extend_from_slice(&[self.threshold, self.count, self.place]);
        bytes.extend_from_slice(self.value.as_slice());
        Zeroizing::new(bech32::encode::<Bech32m>(MARK, &bytes).expect("a share is short enough"))
    }

    /// The page to print for its holder; `key` is what people call the root key.
    pub fn page(&self, key: &str) -> Zeroizing<String> {
        let page = PAGE
            .replace("{place}", &self.place.to_string())
            .replace("{count}", &self.count.to_string())
            .replace("{threshold}", &self.threshold.to_string())
            .replace("{root}", &hex::encode(self.root))
            .replace("{key}", key);
        Zeroizing::new(page.replace("{line}", &self.line()))
    }

    /// Reads the share in a text: its line alone, or the page around it. `place` is what to call the text.
    pub fn read(text: &str, place: &str) -> Result<Self, ShareError> {
        let line = text.lines().map(str::trim).find(|line| is_share(line));
        let line = line.ok_or_else(|| ShareError::None(place.to_owned()))?;
        let line = Zeroizing::new(line.split_whitespace().collect::<String>());
        let mistyped = || ShareError::Mistyped(place.to_owned());
        let checked = CheckedHrpstring::new::<Bech32m>(&line).map_err(|_| mistyped())?;
        let bytes = Zeroizing::new(checked.byte_iter().collect::<Vec<_>>());
        let (version, rest) = bytes.split_first().ok_or_else(mistyped)?;
        if *version != VERSION {
            return Err(ShareError::Version(place.to_owned()));
        }
        Self::of(rest).filter(|_| checked.hrp() == MARK).ok_or_else(mistyped)
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        let (root, rest) = bytes.split_first_chunk()?;
        let (set, rest) = rest.split_first_chunk()?;
        let ([threshold, count, place], value) = rest.split_first_chunk()?;
        let is_possible = (2..=*count).contains(threshold) && *place != 0;
        let value = Zeroizing::new(value.try_into().ok()?);
        let share = Self { root: *root, set: *set, threshold: *threshold, count: *count, place: *place, value };
        is_possible.then_some(share)
    }

    fn is_of_one_set(&self, other: &Self) -> bool {
        let of = |share: &Self| (share.root, share.set, share.threshold, share.count);
        of(self) == of(other)
    }
}

/// Whether a line looks like a share, typed in small letters or capitals.
fn is_share(line: &str) -> bool {
    let mark = "hadir-share-1";
    line.get(..mark.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(mark))
}

fn beginning(root: &NodeId) -> [u8; ROOT_BYTES] {
    *root.as_bytes().first_chunk().expect("a key is longer than its beginning")
}

/// The program's randomness by the trait that the sharing-out asks for.
struct Randomness<'a>(&'a Chance);

impl TryRng for Randomness<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(self.0.bytes()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(self.0.bytes()))
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Infallible> {
        for byte in into {
            [*byte] = self.0.bytes();
        }
        Ok(())
    }
}

/// The operating system's is; a seeded one is for tests.
impl TryCryptoRng for Randomness<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    impl std::fmt::Debug for Share {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "Share {}", self.place)
        }
    }

    fn key() -> NodeKey {
        NodeKey::from_bytes([11; 32])
    }

    fn named(shares: &[Share], which: &[usize]) -> Vec<(String, Share)> {
        which.iter().map(|at| (format!("share {at}"), shares[*at].clone())).collect()
    }

    #[test]
    fn any_three_of_five_make_the_key_and_two_do_not() {
        let shares = split(&key(), 5, 3, &Chance::seeded(1));
        for a in 0..5 {
            for b in a + 1..5 {
                let two = combine(&named(&shares, &[a, b]));
                assert_eq!(two.unwrap_err(), ShareError::TooFew { threshold: 3, given: 2 });
                for c in b + 1..5 {
                    assert_eq!(combine(&named(&shares, &[c, a, b])).unwrap().id(), key().id());
                }
            }
        }
        assert_eq!(combine(&named(&shares, &[0, 1, 2, 3, 4])).unwrap().id(), key().id());
    }

    #[test]
    fn two_shares_that_say_two_are_enough_make_another_key_and_are_refused() {
        let mut shares = split(&key(), 5, 3, &Chance::seeded(1));
        shares.iter_mut().for_each(|share| share.threshold = 2);
        assert_eq!(combine(&named(&shares, &[0, 1])).unwrap_err(), ShareError::Wrong);
    }

    #[test]
    fn a_share_is_read_from_its_line_its_page_and_a_hand_that_left_gaps() {
        for share in split(&key(), 4, 2, &Chance::seeded(2)) {
            let line = share.line();
            let gaps = format!("{} {}", &line[..40], &line[40..]).to_uppercase();
            for text in [line.as_str(), &share.page("nunukan-root"), &gaps] {
                assert!(Share::read(text, "paper") == Ok(share.clone()), "{text}");
            }
        }
    }

    #[test]
    fn every_mistyped_letter_is_noticed() {
        let line = split(&key(), 3, 2, &Chance::seeded(3))[0].line();
        for at in "hadir-share-1".len()..line.len() {
            let other = if line.as_bytes()[at] == b'q' { "p" } else { "q" };
            let typed = format!("{}{other}{}", &line[..at], &line[at + 1..]);
            assert_eq!(Share::read(&typed, "paper"), Err(ShareError::Mistyped("paper".into())), "{typed}");
            assert!(Share::read(&line[..at], "paper").is_err());
        }
        assert_eq!(Share::read("bagian saya", "paper"), Err(ShareError::None("paper".into())));
    }

    #[test]
    fn foreign_and_doubled_shares_are_named() {
        let ours = split(&key(), 3, 2, &Chance::seeded(4));
        let theirs = split(&NodeKey::from_bytes([12; 32]), 3, 2, &Chance::seeded(4));
        let again = split(&key(), 3, 2, &Chance::seeded(5));
        let pair = |b: &Share| combine(&[("a".into(), ours[0].clone()), ("b".into(), b.clone())]);
        for foreign in [&theirs[1], &again[1]] {
            assert_eq!(pair(foreign).unwrap_err(), ShareError::Foreign("b".into(), "a".into()));
        }
        assert_eq!(pair(&ours[0]).unwrap_err(), ShareError::Twice("a".into(), "b".into()));
        let mut forged = ours[1].clone();
        forged.value[0] ^= 1;
        assert_eq!(pair(&forged).unwrap_err(), ShareError::Wrong);
        assert_eq!(combine(&[]).unwrap_err(), ShareError::TooFew { threshold: 2, given: 0 });
    }
}
