//! How a request stands with what the log knows: what the command would refuse, and whose place it may ask for.

use hadir_oplog::{Certificate, Rights};
use hadir_org::{Organisation, Problem, UnitCode};
use hadir_ui::components::{Note, Weight};
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::{Markup, html};

use super::Enrolling;
use crate::enrolment::{AddressTaken, Addresses, Request};
use crate::fleet::{Fleet, Member};
use crate::folder::NodeFolder;

/// What the log says of a request.
#[derive(Default)]
pub(super) struct Standing {
    /// Why the command would refuse it.
    pub trouble: Option<String>,
    /// The certificates of the members it looks like under a new key. It need be none of them: anyone can make a request
    /// with the name of an office.
    pub alike: Vec<Certificate>,
}

impl Standing {
    /// Looks a request up. `address` is where the regency is reached, as far as it was typed.
    pub async fn of(enrolling: &Enrolling, lang: &Lang, request: &Request, address: &str) -> Result<Self, Problem> {
        let store = enrolling.platform.store();
        let standings = store.standings();
        let Some(trust) = standings.trust() else { return Ok(Self::default()) };
        let (root, fleet) = (trust.root(), Fleet::of(store).await?);
        let troubled = |words| Ok(Self { trouble: Some(words), alike: Vec::new() });
        if request.node == store.node() {
            return troubled(t!(lang, "enrol-own"));
        }
        let member = fleet.member(root, request.node);
        if member.as_ref().is_some_and(Member::is_revoked) {
            return troubled(t!(lang, "enrol-revoked"));
        }
        let others = fleet.members(root).into_iter().filter(|other| other.certificate.node != store.node());
        let alike = others.filter(|other| member.is_none() && is_alike(request, other));
        let alike: Vec<_> = alike.map(|member| member.certificate).collect();
        let prefix = request.prefix.as_deref().filter(|_| alike.is_empty());
        let holder = prefix.and_then(|prefix| fleet.holder_of_prefix(root, prefix, request.node));
        let trouble = match holder {
            Some(holder) => {
                Some(t!(lang, "enrol-prefix-taken", prefix = holder.prefix.as_str(), name = holder.name.as_str()))
            }
            None => {
                let folder = NodeFolder::open(&enrolling.data).map_err(Problem::fault)?;
                let known = Addresses::of(store, &folder, &fleet, root, store.clock().now_ms()).await?;
                let known = known.with_host(Some(address));
                let asked = request.https.as_ref().map(|https| https.addresses.as_slice()).unwrap_or_default();
                let old = match alike.as_slice() {
                    [old] => Some(old.node),
                    _ => None,
                };
                known.taken_from_office(asked, request.node, old).next().map(|taken| of_another(lang, &taken))
            }
        };
        Ok(Self { trouble, alike })
    }
}

/// What is to know before a key is replaced.
pub(super) fn before_replacing(lang: &Lang, org: &Organisation, old: &Certificate) -> Markup {
    let words = html! {
        p { (t!(lang, "enrol-replaces-about", name = old.name.as_str(), prefix = old.prefix.as_str())) }
        p { (t!(lang, "enrol-replaces-before")) }
        @if let Some(units) = beyond_its_unit(lang, org, old) { p { (t!(lang, "enrol-replaces-reach", units = units)) } }
    };
    let title = t!(lang, "enrol-replaces-end", name = old.name.as_str());
    html! { (Note::new(Weight::Soon, title, words).in_section()) }
}

/// Whether a request looks like the one `hadir node new-key` makes at a member: the node's name, and the prefix it once
/// asked for.
fn is_alike(request: &Request, member: &Member) -> bool {
    let certificate = &member.certificate;
    let is_prefix = request.prefix.as_ref().is_none_or(|prefix| *prefix == certificate.prefix);
    !member.is_revoked() && certificate.name == request.name && is_prefix
}

fn of_another(lang: &Lang, taken: &AddressTaken) -> String {
    let address = taken.address().to_string();
    match taken {
        AddressTaken::Regency(_) => t!(lang, "enrol-address-regency", address = address),
        AddressTaken::Member { holder, .. } => {
            t!(lang, "enrol-address-taken", address = address, name = holder.as_str())
        }
    }
}

/// What a certificate reaches beside the subtree of its unit, in words: the command grants that subtree alone.
fn beyond_its_unit(lang: &Lang, org: &Organisation, old: &Certificate) -> Option<String> {
    if [Rights::READ_ALL, Rights::WRITE_ALL].into_iter().any(|all| old.rights.contains(all)) {
        return Some(t!(lang, "enrol-replaces-all"));
    }
    let own = UnitCode::try_new(old.unit.as_str()).map(|unit| org.subtree(&unit)).unwrap_or_default();
    let reached = old.reads.iter().chain(&old.writes).filter_map(|scope| UnitCode::try_new(scope.as_str()).ok());
    let beyond: std::collections::BTreeSet<_> = reached.filter(|unit| !own.contains(unit)).collect();
    let names: Vec<_> = beyond.iter().map(|unit| org.unit_name(unit).to_owned()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
