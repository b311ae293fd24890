//! At the office: taking the certificate.

use hadir_oplog::{Certificate, NodeId};
use hadir_org::node_settings;
use hadir_store::{Clock, Store};
use jiff::Timestamp;

use super::answer::Answer;
use crate::commands::init::load_regions;
use crate::fleet::{self, Fleet};
use crate::folder::{Membership, NodeFolder};
use crate::node::{Failure, open_store, open_store_by};
use crate::sync::begin_anew;

/// What the node is now.
#[derive(Clone, Debug)]
pub struct Joined {
    /// Its certificate.
    pub certificate: Certificate,
    /// Its regency.
    pub regency: Membership,
    /// Whether it had this very certificate before.
    pub is_known: bool,
    /// Until when its certificate for HTTPS is valid, if it came with one; in milliseconds since 1970 (UTC).
    pub https_until_ms: Option<i64>,
}

/// Why a certificate was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    /// The folder is a founder's.
    #[error("the node in this folder founded its regency and needs no certificate")]
    Founder,
    /// The certificate is another node's.
    #[error(
        "this certificate is for the node {name} ({found}), and the node in this folder is {own}; check which is which"
    )]
    OtherNode {
        /// The name in the certificate.
        name: String,
        /// The key in the certificate.
        found: NodeId,
        /// The key in the folder.
        own: NodeId,
    },
    /// It is another regency's.
    #[error("this certificate is by the root {found}, and this node belongs to the regency of the root {own}")]
    OtherRoot {
        /// Who signed it.
        found: NodeId,
        /// The root of this node's regency.
        own: NodeId,
    },
    /// A later one is here.
    #[error(
        "this certificate (number {found}) is older than the one this node has (number {own}); use the latest line"
    )]
    Older {
        /// Its serial.
        found: u64,
        /// That of the one that is here.
        own: u64,
    },
    /// The root ended it.
    #[error("this certificate was revoked; make a new node with `hadir node new` and have it enrolled")]
    Revoked,
}

/// Takes a certificate line into a node's folder. Doing it again changes nothing, so that one that was cut off by the
/// power can simply be done again.
///
/// A clock that is behind the certificate is raised: the certificate is recorded at the instant from which it is valid,
/// and no stamp of a node is ever before an earlier one of its own.
pub async fn join(folder: &mut NodeFolder, line: &str, clock: Clock) -> Result<Joined, Failure> {
    let answer = Answer::read(line)?;
    let certificate = answer.certificate.statement().clone();
    if let Some(next) = folder.waiting_key()?.filter(|next| next.id() == certificate.node) {
        // Whatever can be wrong with the line is found before the old key is given up.
        is_for(folder, &certificate, next.id())?;
        let regency_key = answer.regency_key(&next)?;
        folder.fits(&regency_key)?;
        go_on_under_next_key(folder).await?;
    }
    let key = folder.node_key()?;
    is_for(folder, &certificate, key.id())?;
    let regency_key = answer.regency_key(&key)?;
    let clock = not_before(clock, certificate.valid_from_ms)?;
    let now_ms = clock.now_ms();
    let store = open_store_by(folder, None, clock).await?;
    let taken = take(&store, &answer).await;
    store.close().await;
    let is_known = taken?;
    let Answer { regency: name, region, zone, address, https, .. } = answer;
    let regency = Membership { root: certificate.root, name, region, zone, address };
    // After everything in the log: from now on the folder is that of a node that has joined.
    folder.join(regency.clone(), &regency_key)?;
    if let Some(grant) = &https {
        crate::https::take(folder, grant, now_ms)?;
    }
    let https_until_ms = https.map(|grant| grant.valid_until_ms);
    Ok(Joined { certificate, regency, is_known, https_until_ms })
}

/// Everything the node held stays; its log, its count of arrivals and its numbers begin anew under the key that waited.
/// The key is changed last, so that an interrupted change is made again.
async fn go_on_under_next_key(folder: &NodeFolder) -> Result<(), Failure> {
    let store = open_store(folder, None).await?;
    let begun = begin_anew(folder, &store).await;
    let forgotten = store.forget_tickets().await;
    store.close().await;
    begun?;
    forgotten?;
    Ok(folder.take_next_key()?)
}

fn is_for(folder: &NodeFolder, certificate: &Certificate, own: NodeId) -> Result<(), JoinError> {
    if folder.config().office.is_none() {
        return Err(JoinError::Founder);
    }
    if certificate.node != own {
        return Err(JoinError::OtherNode { name: certificate.name.clone(), found: certificate.node, own });
    }
    match &folder.config().regency {
        Some(regency) if regency.root != certificate.root => {
            Err(JoinError::OtherRoot { found: certificate.root, own: regency.root })
        }
        _ => Ok(()),
    }
}

/// The machine's clock, or one that stands at the certificate's beginning where the machine's is before it.
fn not_before(clock: Clock, valid_from_ms: i64) -> Result<Clock, Failure> {
    if clock.now_ms() >= valid_from_ms {
        return Ok(clock);
    }
    Ok(Clock::frozen(Timestamp::from_millisecond(valid_from_ms)?))
}

/// Records the certificate and settles what follows from it. Says whether it was here already.
async fn take(store: &Store, answer: &Answer) -> Result<bool, Failure> {
    let signed = answer.certificate.clone();
    let is_known = fleet::act(store, move |fleet, act| {
        let certificate = signed.statement();
        let (root, node) = (certificate.root, certificate.node);
        if let Some(member) = fleet.member(root, node) {
            let (found, own) = (certificate.serial, member.certificate.serial);
            if found < own {
                return Err(JoinError::Older { found, own });
            }
            if member.revocation.is_some_and(|revocation| found <= revocation.through) {
                return Err(JoinError::Revoked);
            }
        }
        let is_known = fleet.is_taken(&signed);
        if !is_known {
            act.record(Fleet::enrolled(&signed));
        }
        Ok(is_known)
    });
    let is_known = is_known.await?;
    if !is_known {
        // It may carry more now than what it asked others for.
        store.ask_anew().await?;
    }
    let prefix = &answer.certificate.statement().prefix;
    node_settings::set(store, node_settings::NUMBER_PREFIX, prefix).await?;
    load_regions(store).await?;
    Ok(is_known)
}
