//! How the regency's nodes stand with each other, as this node knows it: who was met when, what is still to be sent,
//! and what is wrong. Read from certificates and meetings and kept for some seconds, so that no page waits for it.

use std::sync::Arc;

use hadir_oplog::{Certificate, NodeId, Revocation, Rights, Trust};
use hadir_store::{Fault, Peer, Store};
use tokio::sync::Mutex;

/// Clocks this far apart are worth a word: what happened when is read from them.
pub const CLOCK_OFF_MS: i64 = 2 * 60 * 1_000;
/// A certificate that ends within this time should be renewed.
pub const ENDS_SOON_MS: i64 = 30 * 24 * 60 * 60 * 1_000;
/// Less free space than this, in bytes, does not last long.
pub const DISK_LOW_BYTES: u64 = 1_000_000_000;
/// An office's node that met the regency within this time is up to date.
const FRESH_MS: i64 = 60 * 60 * 1_000;
/// How long what was read is kept.
const KEPT_MS: i64 = 5_000;

/// One node of the regency, as it is known here.
#[derive(Clone, Debug)]
pub struct NodeLink {
    /// Its latest certificate.
    pub certificate: Certificate,
    /// What ended that certificate.
    pub revocation: Option<Revocation>,
    /// Whether it is this node.
    pub is_own: bool,
    /// Whether two versions of its log exist.
    pub is_forked: bool,
    /// What is remembered of meetings with it.
    pub peer: Peer,
    /// Commits here that it has not said it has; not all of them may be for it.
    pub lacking: u64,
    /// After how many hours without a word it is called silent, if at all ([`Regency::silent_hours`]).
    ///
    /// [`Regency::silent_hours`]: crate::settings::Regency::silent_hours
    pub silent_hours: u32,
}

/// Something about a node that calls for a person, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// Two versions of its log exist.
    Forked,
    /// It had been in touch, and is no longer.
    Silent,
    /// Its certificate ran out.
    Ended,
    /// Its disk is nearly full.
    DiskLow,
    /// Its clock is ahead, or behind where negative, by so many milliseconds.
    ClockOff(i64),
    /// Its certificate ends soon.
    EndsSoon,
    /// The last try to call it failed.
    Unreached,
}

/// The regency's nodes.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// Every node that was ever enrolled: those with concerns first, revoked ones last.
    pub nodes: Vec<NodeLink>,
    /// Whether this node is an office's.
    pub is_office: bool,
    /// Every commit here, for a regency whose node is not known here yet.
    commits: u64,
}

/// How long ago an office's node met the regency, and what it has not sent since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freshness {
    /// When the two last spoke, in milliseconds since 1970 (UTC); nothing if never.
    pub met_at: Option<i64>,
    /// What has not been sent.
    pub unsent: u64,
}

impl NodeLink {
    /// Whether it is the regency's own node.
    pub fn is_regency(&self) -> bool {
        self.certificate.rights.contains(Rights::ADMINISTER)
    }

    /// Whether it had been in touch and has been silent for too long.
    pub fn is_silent(&self, now_ms: i64) -> bool {
        let is_expected = !self.is_own && self.revocation.is_none();
        let after_ms = i64::from(self.silent_hours) * 60 * 60 * 1_000;
        is_expected && after_ms > 0 && self.peer.met_at.is_some_and(|at| now_ms - at >= after_ms)
    }

    /// What calls for a person, the worst first. Nothing is asked of a node that was revoked.
    pub fn concerns(&self, now_ms: i64) -> Vec<Concern> {
        if self.revocation.is_some() {
            return Vec::new();
        }
        let left_ms = self.certificate.valid_until_ms.saturating_sub(now_ms);
        let ahead_ms = self.peer.clock_ahead_ms;
        let is_disk_low = self.peer.facts.as_ref().is_some_and(|facts| facts.disk_free < DISK_LOW_BYTES);
        let is_unreached = self.peer.trouble.is_some() && self.peer.tried_at > self.peer.met_at;
        let all = [
            (self.is_forked, Concern::Forked),
            (self.is_silent(now_ms), Concern::Silent),
            (left_ms <= 0, Concern::Ended),
            (is_disk_low, Concern::DiskLow),
            (ahead_ms.abs() > CLOCK_OFF_MS, Concern::ClockOff(ahead_ms)),
            ((1..=ENDS_SOON_MS).contains(&left_ms), Concern::EndsSoon),
            (is_unreached, Concern::Unreached),
        ];
        all.into_iter().filter(|(is_so, _)| *is_so).map(|(_, concern)| concern).collect()
    }
}

impl Links {
    async fn read(store: &Store, silent_hours: u32) -> Result<Self, Fault> {
        let standings = store.standings();
        let Some(trust) = standings.trust() else { return Ok(Self::default()) };
        let (place, forked, peers) = (store.place().await?, store.forked().await?, store.peers().await?);
        let own = store.node();
        let mut nodes = Vec::new();
        for node in trust.nodes() {
            let Some(certificate) = latest(trust, &node) else { continue };
            let ended = trust.revocations(&node).filter(|revocation| certificate.serial <= revocation.through);
            let revocation = ended.max_by_key(|revocation| revocation.serial).cloned();
            let known = peers.iter().find(|peer| peer.node == node);
            let peer = known.cloned().unwrap_or_else(|| Peer::unmet(node));
            let lacking = if node == own { 0 } else { store.lacking(&peer, place).await? };
            let is_forked = forked.contains(&node);
            nodes.push(NodeLink {
                certificate: certificate.clone(),
                revocation,
                is_own: node == own,
                is_forked,
                peer,
                lacking,
                silent_hours,
            });
        }
        let commits = store.lacking(&Peer::unmet(trust.root()), place).await?;
        let mut links = Self { nodes, is_office: is_office(store), commits };
        links.sort(store.clock().now_ms());
        Ok(links)
    }

    fn sort(&mut self, now_ms: i64) {
        self.nodes.sort_by_cached_key(|node| {
            let worst = node.concerns(now_ms).first().copied();
            (node.revocation.is_some(), worst.is_none(), worst, node.certificate.name.clone(), node.certificate.node)
        });
    }

    /// This node.
    pub fn own(&self) -> Option<&NodeLink> {
        self.nodes.iter().find(|node| node.is_own)
    }

    /// The nodes that have been silent for too long. An office's node meets the regency alone and cannot tell of others.
    pub fn silent(&self, now_ms: i64) -> Vec<&NodeLink> {
        self.nodes.iter().filter(|node| !self.is_office && node.is_silent(now_ms)).collect()
    }

    /// How this office's node stands with the regency; nothing at the regency itself.
    pub fn freshness(&self) -> Option<Freshness> {
        let regency = || self.nodes.iter().filter(|node| node.is_regency() && node.revocation.is_none());
        let met_at = regency().filter_map(|node| node.peer.met_at).max();
        let unsent = regency().map(|node| node.lacking).min().unwrap_or(self.commits);
        self.is_office.then_some(Freshness { met_at, unsent })
    }
}

impl Freshness {
    /// Whether there is nothing to say: met a moment ago, and all is sent.
    pub fn is_fresh(&self, now_ms: i64) -> bool {
        self.unsent == 0 && self.met_at.is_some_and(|at| now_ms - at < FRESH_MS)
    }
}

/// Whether a store is that of an office's node: it belongs to a regency and may not administer it.
pub(crate) fn is_office(store: &Store) -> bool {
    let (standings, own) = (store.standings(), store.node());
    let certificate = standings.trust().and_then(|trust| latest(trust, &own));
    certificate.is_some_and(|certificate| !certificate.rights.contains(Rights::ADMINISTER))
}

/// The name of a store's node, if it carries only some units' cases: what its pages count is a part of the regency.
pub(crate) fn part_carried(store: &Store) -> Option<String> {
    let (standings, own) = (store.standings(), store.node());
    let certificate = latest(standings.trust()?, &own)?;
    (!certificate.rights.contains(Rights::READ_ALL)).then(|| certificate.name.clone())
}

fn latest<'a>(trust: &'a Trust, node: &NodeId) -> Option<&'a Certificate> {
    trust.certificates(node).max_by_key(|certificate| certificate.serial)
}

/// The links as they were read a moment ago.
#[derive(Default)]
pub(crate) struct LinksAtHand(Mutex<Option<(i64, Arc<Links>)>>);

impl LinksAtHand {
    pub async fn get(&self, store: &Store, silent_hours: u32) -> Result<Arc<Links>, Fault> {
        let now_ms = store.clock().now_ms();
        let mut kept = self.0.lock().await;
        if let Some((at, links)) = kept.as_ref()
            && (0..KEPT_MS).contains(&(now_ms - at))
        {
            return Ok(links.clone());
        }
        let links = Arc::new(Links::read(store, silent_hours).await?);
        *kept = Some((now_ms, links.clone()));
        Ok(links)
    }
}
