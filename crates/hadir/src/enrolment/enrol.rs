//! At the root: from a request to a certificate, recorded in the log and answered as a line.

use hadir_calendar::Zone;
use hadir_oplog::{Certificate, Cut, NodeId, NodeKey, Revocation, Rights, Scope, Signed, StatementError};
use hadir_org::{Directory, Regency, UnitCode};
use hadir_store::{Act, Store};
use jiff::Timestamp;
use jiff::civil::Date;

use super::answer::{Answer, is_address};
use super::request::Request;
use super::{Addresses, addresses, reach, validity};
use crate::authority::{Address, Authority, Grant, SignError};
use crate::fleet::{self, Fleet};
use crate::folder::NodeFolder;
use crate::node::Failure;
use crate::{prefix, sealed};

/// What the regency grants an office.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The unit whose node it is.
    pub unit: UnitCode,
    /// Units it may carry, each with its subtree; the unit's own if left out.
    pub read: Option<Vec<UnitCode>>,
    /// Units it may act in, each with its subtree; the unit's own if left out.
    pub write: Option<Vec<UnitCode>>,
    /// The last day of its certificate.
    pub until: Option<Date>,
    /// What its public numbers begin with, whatever the request says.
    pub prefix: Option<String>,
    /// Where the root can be reached.
    pub address: Option<String>,
    /// The node whose place the asking key takes, as people call it.
    pub replaces: Option<String>,
    /// Addresses that the node may have for HTTPS although they are the regency's own or another node's.
    pub allowed: Vec<Address>,
}

/// What was recorded and has to be handed over.
#[derive(Clone, Debug)]
pub struct Enrolled {
    /// The certificate.
    pub certificate: Certificate,
    /// The line for the office.
    pub line: String,
    /// The regency's zone, in which its days are counted.
    pub zone: Zone,
    /// Whether earlier certificates had to be ended because they allowed more.
    pub is_narrowed: bool,
    /// The key whose place this one took, and whose certificates ended.
    pub replaced: Option<NodeId>,
    /// What was settled about HTTPS.
    pub https: Https,
    /// The addresses that were asked for with it.
    pub addresses: Vec<String>,
}

/// What an enrolment settles about HTTPS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Https {
    /// The office did not ask.
    NotAsked,
    /// It asked, and the authority's key was not at hand.
    NoAuthority,
    /// It got a certificate that is valid until this instant, in milliseconds since 1970 (UTC).
    Until(i64),
}

/// Why an office was not enrolled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnrolError {
    /// The key is not the root of this node's regency.
    #[error("this root key is another regency's; the root of {0} is {1}")]
    OtherRoot(String, NodeId),
    /// The folder is an office's.
    #[error(
        "{0} is an office's node; enrolling and revoking are done at the regency's own node, the one made with `hadir init`"
    )]
    Office(String),
    /// No prefix can be made of the name.
    #[error("no number prefix can be made of the name {0:?}; choose two to four letters with --prefix")]
    NoPrefix(String),
    /// Numbers with this prefix are another node's.
    #[error("the prefix {prefix} is that of {holder}; choose another with --prefix")]
    PrefixInUse {
        /// The prefix.
        prefix: String,
        /// Whose it is.
        holder: String,
    },
    /// The key was revoked, and a new certificate would let count what was cut off.
    #[error(
        "the node {0} was revoked and its key is not trusted again; make a new node at the office with `hadir node new`"
    )]
    Revoked(String),
    /// The node is the regency's own.
    #[error("this is the key of the regency's own node, which needs no certificate from itself")]
    Own,
    /// The key has the place already.
    #[error("this key is {0} already; leave --replaces out to change its certificate")]
    InPlace(String),
    /// The address is none.
    #[error("{0}")]
    Address(&'static str),
    /// The certificate does not fit into the format.
    #[error(transparent)]
    Statement(#[from] StatementError),
}

/// Signs a certificate for the node that asks, records it, and writes the line for the office. With the authority's key at
/// hand, an office that asked gets a certificate for HTTPS as well.
pub async fn enrol(
    folder: &NodeFolder,
    store: &Store,
    root: &NodeKey,
    authority: Option<&Authority>,
    request: Request,
    wish: Wish,
) -> Result<Enrolled, Failure> {
    let regency = is_root(folder, store, root).await?;
    if request.node == store.node() {
        return Err(EnrolError::Own.into());
    }
    if let Some(address) = &wish.address {
        is_address(address).map_err(EnrolError::Address)?;
    }
    // First of all, so that nothing is recorded for a key to which nothing can be sealed.
    let sealed_key = sealed::seal(&request.node, &folder.regency_key()?)?;
    let org = Directory::snapshot(store).await?;
    let reach = reach::of(&org, &wish.unit, wish.read.as_deref(), wish.write.as_deref())?;
    let until = validity::end(wish.until, regency.zone, store.clock().now())?;
    let asked_for = request.https.iter().flat_map(|https| &https.addresses).map(ToString::to_string).collect();
    let replaced = replaced(store, root, &wish, request.node).await?;
    let replaced_node = replaced.as_ref().map(|(old, _)| old.node);
    if let Some(authority) = authority {
        are_free(folder, store, root, authority, &request, &wish, replaced_node).await?;
    }
    let (asked_https, grant) = (request.https.is_some(), grant(store, authority, &request, until)?);
    let signed_for = grant.as_ref().and(request.https.as_ref()).map(|https| https.addresses.clone());
    let cuts = store.cuts(request.node).await?;
    let draft = Draft { root: root.clone(), request, wish, reach, until_ms: until.as_millisecond(), cuts, replaced };
    let (address, zone) = (draft.wish.address.clone(), regency.zone);
    let (certificate, is_narrowed) = fleet::act(store, move |fleet, act| draft.record(fleet, act)).await?;
    let enrolled = certificate.statement().clone();
    if let Some(addresses) = signed_for {
        addresses::remember(store, enrolled.node, &addresses).await?;
    }
    if let Some(url) = &address {
        addresses::remember_host(store, url).await?;
    }
    let https = match &grant {
        Some(grant) => Https::Until(grant.valid_until_ms),
        None if asked_https => Https::NoAuthority,
        None => Https::NotAsked,
    };
    let Regency { name, region, .. } = regency;
    let answer = Answer { certificate, regency: name, region, zone, sealed_key, address, https: grant };
    let line = answer.line(root);
    Ok(Enrolled {
        certificate: enrolled,
        line,
        zone,
        is_narrowed,
        replaced: replaced_node,
        https,
        addresses: asked_for,
    })
}

/// The certificate of the node whose place is to be taken.
async fn replaced(
    store: &Store,
    root: &NodeKey,
    wish: &Wish,
    node: NodeId,
) -> Result<Option<(Certificate, Vec<Cut>)>, Failure> {
    let Some(asked) = &wish.replaces else { return Ok(None) };
    let old = Fleet::of(store).await?.find(root.id(), asked)?.certificate;
    if old.node == store.node() {
        return Err(EnrolError::Own.into());
    }
    if old.node == node {
        return Err(EnrolError::InPlace(old.name).into());
    }
    let cuts = store.cuts(old.node).await?;
    Ok(Some((old, cuts)))
}

/// That every address the node asks for is its own to have, or was said once more.
async fn are_free(
    folder: &NodeFolder,
    store: &Store,
    root: &NodeKey,
    authority: &Authority,
    request: &Request,
    wish: &Wish,
    replaced: Option<NodeId>,
) -> Result<(), Failure> {
    let (fleet, now_ms) = (Fleet::of(store).await?, store.clock().now_ms());
    let known = Addresses::of(store, folder, &fleet, root.id(), now_ms).await?;
    let known = known.with_domains(authority).with_host(wish.address.as_deref());
    let asked = request.https.as_ref().map(|https| https.addresses.as_slice()).unwrap_or_default();
    let taken =
        known.taken_from_office(asked, request.node, replaced).find(|taken| !wish.allowed.contains(taken.address()));
    taken.map_or(Ok(()), |taken| Err(taken.into()))
}

/// A certificate for HTTPS, where one is asked for and can be signed. It ends with the enrolment, or earlier.
fn grant(
    store: &Store,
    authority: Option<&Authority>,
    request: &Request,
    until: Timestamp,
) -> Result<Option<Grant>, SignError> {
    let Some((authority, wish)) = authority.zip(request.https.as_ref()) else { return Ok(None) };
    let (now, chance) = (store.clock().now(), store.chance());
    authority.sign(&request.name, &wish.point, &wish.addresses, now, until, chance).map(Some)
}

/// That this key is the root of the node's regency. Gives what the regency settled for itself.
pub(crate) async fn is_root(folder: &NodeFolder, store: &Store, root: &NodeKey) -> Result<Regency, Failure> {
    if folder.config().office.is_some() {
        return Err(EnrolError::Office(folder.config().name.clone()).into());
    }
    let fleet = Fleet::of(store).await?;
    let known = fleet::root(folder, &fleet, store.node());
    if known != Some(root.id()) {
        let (name, known) = (folder.config().name.clone(), known.unwrap_or(store.node()));
        return Err(EnrolError::OtherRoot(name, known).into());
    }
    Ok(Directory::snapshot(store).await?.regency().clone())
}

/// A certificate before it has a serial, which it gets when nobody else can.
struct Draft {
    root: NodeKey,
    request: Request,
    wish: Wish,
    reach: reach::Reach,
    until_ms: i64,
    /// What counts of the asking node if earlier certificates of its own end.
    cuts: Vec<Cut>,
    /// The node that is replaced, and what of it counts.
    replaced: Option<(Certificate, Vec<Cut>)>,
}

impl Draft {
    /// Signs and records the certificate, and ends earlier ones that allowed more: each that stands would go on counting.
    fn record(&self, fleet: &Fleet, act: &mut Act<'_>) -> Result<(Signed<Certificate>, bool), EnrolError> {
        let certificate = self.certificate(fleet, act.now.as_millisecond())?;
        let (root, node, serial) = (certificate.root, certificate.node, certificate.serial);
        let is_narrowed = fleet.standing(root, node).any(|earlier| !covers(&certificate, earlier));
        let signed = Signed::sign(&self.root, certificate)?;
        act.record(Fleet::enrolled(&signed));
        let narrowed = is_narrowed.then(|| (node, self.cuts.clone(), "a later certificate allows less"));
        // One that was revoked before is not ended twice.
        let replaced = self.replaced.as_ref().filter(|(old, _)| fleet.standing(root, old.node).next().is_some());
        let replaced = replaced.map(|(old, cuts)| (old.node, cuts.clone(), "its place was taken by a new key"));
        for (later, (node, cuts, reason)) in (serial + 1..).zip(narrowed.into_iter().chain(replaced)) {
            let (through, reason, issued_ms) = (serial - 1, reason.to_owned(), act.now.as_millisecond());
            let revocation = Revocation { serial: later, root, node, through, cuts, reason, issued_ms };
            act.record(Fleet::revoked(&Signed::sign(&self.root, revocation)?));
        }
        Ok((signed, is_narrowed))
    }

    fn certificate(&self, fleet: &Fleet, now_ms: i64) -> Result<Certificate, EnrolError> {
        let (root, request) = (self.root.id(), &self.request);
        let member = fleet.member(root, request.node);
        if member.as_ref().is_some_and(fleet::Member::is_revoked) {
            return Err(EnrolError::Revoked(request.name.clone()));
        }
        let present = member.map(|member| member.certificate.prefix);
        let inherited = present.or_else(|| self.replaced.as_ref().map(|(old, _)| old.prefix.clone()));
        let prefix = self.prefix(inherited.clone())?;
        let holder =
            fleet.holder_of_prefix(root, &prefix, request.node).filter(|_| inherited.as_ref() != Some(&prefix));
        if let Some(holder) = holder {
            return Err(EnrolError::PrefixInUse { prefix, holder: holder.name.clone() });
        }
        Ok(Certificate {
            serial: fleet.next_serial(root),
            root,
            node: request.node,
            name: request.name.clone(),
            prefix,
            unit: Scope::from(&self.wish.unit),
            reads: self.reach.reads.clone(),
            writes: self.reach.writes.clone(),
            rights: self.reach.rights,
            valid_from_ms: now_ms,
            valid_until_ms: self.until_ms,
        })
    }

    /// What the root says, else what the node has already, else what it asks for, else what can be made of its name.
    fn prefix(&self, present: Option<String>) -> Result<String, EnrolError> {
        let asked = self.wish.prefix.clone().or(present).or_else(|| self.request.prefix.clone());
        match asked {
            Some(prefix) => Ok(prefix),
            None => {
                let name = &self.request.name;
                prefix::read(&prefix::made_of(name)).map_err(|_| EnrolError::NoPrefix(name.clone()))
            }
        }
    }
}

/// Whether a certificate allows all that an earlier one allows.
fn covers(certificate: &Certificate, earlier: &Certificate) -> bool {
    // Beside a right to everything, the list of units says nothing.
    let all = |scopes: &[Scope], may: &dyn Fn(&Scope) -> bool| scopes.iter().all(may);
    let has = |right: Rights| certificate.rights.contains(right);
    all(&earlier.reads, &|scope| certificate.may_read(scope))
        && all(&earlier.writes, &|scope| certificate.may_write(scope))
        && has(earlier.rights)
        && earlier.valid_until_ms <= certificate.valid_until_ms
}
