//! Which node has which address in its certificate for HTTPS, so that the authority vouches for none twice.
//!
//! Whoever has a certificate for a name passes for the node of that name, to everyone who trusts the authority. So no
//! office gets the regency's own names, and none a name that another member has, unless whoever holds the root key says
//! the address once more. Two offices may well have the same IP address: private ones are given by each office's router,
//! and mean something behind it alone. The regency's own is kept for it all the same.
//!
//! Certificates of the log say nothing of addresses. What was signed is remembered in the settings of the regency's own
//! node, which a backup holds.

use std::collections::BTreeSet;

use hadir_oplog::NodeId;
use hadir_org::node_settings;
use hadir_store::{Fault, Store};

use crate::authority::{Address, Authority};
use crate::fleet::{Fleet, Member, MemberState};
use crate::folder::NodeFolder;

/// The setting under which the regency keeps the hosts at which offices reach it.
const REGENCY_HOSTS: &str = "https_hosts_of_regency";

/// An address that is somebody else's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressTaken {
    /// The regency's.
    #[error(
        "{0} is the regency's own address: with a certificate for it the office's node would pass for the regency's. Ask \
         the office for a request with another --address; or, if it is to have this one all the same, repeat it with \
         --allow-address {0}"
    )]
    Regency(Address),
    /// Another node's.
    #[error(
        "{address} is an address of {holder} already: with a certificate for it this node would pass for that one. Ask for \
         another --address; or, if both are to have it, repeat it with --allow-address {address}"
    )]
    Member {
        /// The address.
        address: Address,
        /// What people call the node that has it.
        holder: String,
    },
}

/// Who has which address.
pub(crate) struct Addresses {
    regency: BTreeSet<Address>,
    members: Vec<(NodeId, String, BTreeSet<Address>)>,
}

impl Addresses {
    /// What is known at the regency's own node, at an instant in milliseconds since 1970 (UTC). A node that was revoked,
    /// or whose enrolment ran out, has none any more.
    pub async fn of(
        store: &Store,
        folder: &NodeFolder,
        fleet: &Fleet,
        root: NodeId,
        now_ms: i64,
    ) -> Result<Self, Fault> {
        let own = folder.config().https.iter().flat_map(|https| https.addresses.iter().cloned());
        let regency = own.chain(remembered(store, REGENCY_HOSTS).await?).collect();
        let mut members = Vec::new();
        let has_some = |member: &Member| !matches!(member.state(now_ms), MemberState::Revoked | MemberState::Expired);
        for member in fleet.members(root).into_iter().filter(has_some) {
            let node = member.certificate.node;
            let addresses = remembered(store, &setting(node)).await?.into_iter().collect();
            members.push((node, member.certificate.name, addresses));
        }
        Ok(Self { regency, members })
    }

    /// The domains for which an authority vouches are the regency's as well, by themselves; what is below them is free.
    pub fn with_domains(mut self, authority: &Authority) -> Self {
        self.regency.extend(authority.territory.0.iter().map(|domain| Address::Name(domain.to_string())));
        self
    }

    /// And the host at which offices reach the regency.
    pub fn with_host(mut self, url: Option<&str>) -> Self {
        self.regency.extend(url.and_then(host));
        self
    }

    /// The first address that an office's node asks for and cannot have. `replaced` is the node whose place it takes.
    pub fn taken_from_office(
        &self,
        asked: &[Address],
        node: NodeId,
        replaced: Option<NodeId>,
    ) -> impl Iterator<Item = AddressTaken> {
        asked.iter().filter_map(move |address| {
            let of_regency = self.regency.contains(address).then(|| AddressTaken::Regency(address.clone()));
            of_regency.or_else(|| self.taken_from_regency(address, [Some(node), replaced]))
        })
    }

    /// Whether a node other than these has a name.
    pub fn taken_from_regency(&self, address: &Address, other_than: [Option<NodeId>; 2]) -> Option<AddressTaken> {
        let Address::Name(_) = address else { return None };
        let mut others = self.members.iter().filter(|(node, ..)| !other_than.contains(&Some(*node)));
        let (_, holder, _) = others.find(|(.., addresses)| addresses.contains(address))?;
        Some(AddressTaken::Member { address: address.clone(), holder: holder.clone() })
    }
}

impl AddressTaken {
    /// The address that is taken.
    pub fn address(&self) -> &Address {
        match self {
            Self::Regency(address) | Self::Member { address, .. } => address,
        }
    }
}

/// Remembers what was signed for a node, in the place of what was before.
pub(super) async fn remember(store: &Store, node: NodeId, addresses: &[Address]) -> Result<(), Fault> {
    node_settings::set(store, &setting(node), &line(addresses)).await
}

/// Remembers the host at which offices reach the regency; those of before stay its own.
pub(super) async fn remember_host(store: &Store, url: &str) -> Result<(), Fault> {
    let mut hosts: BTreeSet<_> = remembered(store, REGENCY_HOSTS).await?.into_iter().collect();
    let is_new = host(url).is_some_and(|host| hosts.insert(host));
    if is_new {
        node_settings::set(store, REGENCY_HOSTS, &line(&hosts.into_iter().collect::<Vec<_>>())).await?;
    }
    Ok(())
}

fn setting(node: NodeId) -> String {
    format!("https_addresses_of_{node}")
}

async fn remembered(store: &Store, setting: &str) -> Result<Vec<Address>, Fault> {
    let line = node_settings::get(store, setting).await?.unwrap_or_default();
    Ok(line.split(' ').filter_map(|address| address.parse().ok()).collect())
}

fn line(addresses: &[Address]) -> String {
    addresses.iter().map(Address::to_string).collect::<Vec<_>>().join(" ")
}

/// The host of a URL.
fn host(url: &str) -> Option<Address> {
    let uri: axum::http::Uri = url.parse().ok()?;
    uri.host()?.parse().ok()
}
