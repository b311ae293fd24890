//! `hadir node show`: what this node is.

use hadir_calendar::Zone;
use hadir_oplog::{Certificate, Head, NodeId, Rights};
use hadir_org::Directory;
use hadir_store::{Clock, Store};
use serde_json::{Value, json};

use super::super::Answer;
use super::enrol::units;
use crate::cli::Show;
use crate::enrolment::{day, last_day};
use crate::fleet::{self, Fleet, Member};
use crate::folder::{Https, NodeFolder};
use crate::node::{Failure, open_store};
use crate::say;

/// What there is to show.
struct Shown {
    name: String,
    node: NodeId,
    member: Option<Member>,
    heads: Vec<Head>,
    zone: Zone,
    now_ms: i64,
    request: Option<String>,
    https: Option<Https>,
}

/// Shows the node.
pub async fn run(asked: Show) -> Result<Answer, Failure> {
    let folder = NodeFolder::open(&asked.folder.data)?;
    let now_ms = Clock::System.now_ms();
    let (name, node) = (folder.config().name.clone(), folder.node_key()?.id());
    let request = super::request(&folder, now_ms)?;
    let https = folder.config().https.clone();
    let mut shown = Shown { name, node, member: None, heads: Vec::new(), zone: Zone::Wib, now_ms, request, https };
    // A node that waits has recorded nothing; its database may not even be there.
    if !folder.config().is_waiting() {
        let store = open_store(&folder, None).await?;
        let fleet = Fleet::of(&store).await?;
        shown.member = fleet::root(&folder, &fleet, node).and_then(|root| fleet.member(root, node));
        shown.heads = store.heads().await?;
        shown.zone = zone(&folder, &store).await?;
        store.close().await;
    }
    if asked.json {
        say::line(shown.json())
    } else {
        shown.print()
    }
    Ok(Answer::Yes)
}

async fn zone(folder: &NodeFolder, store: &Store) -> Result<Zone, Failure> {
    match &folder.config().regency {
        Some(regency) => Ok(regency.zone),
        None => Ok(Directory::snapshot(store).await?.regency().zone),
    }
}

impl Shown {
    fn state(&self) -> &'static str {
        self.member.as_ref().map_or("new", |member| member.state(self.now_ms).as_str())
    }

    fn json(&self) -> Value {
        let chain = |head: &Head| {
            json!({
                "node": head.chain.node.to_string(), "incarnation": head.chain.incarnation.to_string(),
                "seq": head.seq, "hash": head.hash.to_string(),
            })
        };
        json!({
            "node": self.node.to_string(), "name": self.name, "state": self.state(),
            "certificate": self.member.as_ref().map(|member| self.certificate(&member.certificate)),
            "revoked": self.member.as_ref().and_then(|member| member.revocation.as_ref()).map(|revocation| json!({
                "serial": revocation.serial, "reason": revocation.reason,
                "on": day(revocation.issued_ms, self.zone).to_string(),
            })),
            "chains": self.heads.iter().map(chain).collect::<Vec<_>>(),
            "request": self.request,
            "https": self.https.as_ref().map(|https| json!({
                "addresses": https.addresses,
                "valid_until": https.valid_until_ms.map(|ms| last_day(ms, self.zone).to_string()),
                "valid_until_ms": https.valid_until_ms,
            })),
        })
    }

    fn certificate(&self, certificate: &Certificate) -> Value {
        let codes =
            |scopes: &[hadir_oplog::Scope]| scopes.iter().map(|scope| scope.as_str().to_owned()).collect::<Vec<_>>();
        json!({
            "serial": certificate.serial, "root": certificate.root.to_string(), "name": certificate.name,
            "prefix": certificate.prefix, "unit": certificate.unit.as_str(),
            "reads": codes(&certificate.reads), "writes": codes(&certificate.writes),
            "rights": rights(certificate.rights),
            "valid_from": day(certificate.valid_from_ms, self.zone).to_string(),
            "valid_until": last_day(certificate.valid_until_ms, self.zone).to_string(),
            "valid_from_ms": certificate.valid_from_ms, "valid_until_ms": certificate.valid_until_ms,
        })
    }

    fn print(&self) {
        say::line(format_args!("Name         {}", self.name));
        say::line(format_args!("Node         {}", self.node));
        say::line(format_args!("State        {}", self.state()));
        if let Some(member) = &self.member {
            self.print_member(member);
        }
        for head in &self.heads {
            say::line(format_args!("Chain        {} {} at {}", head.chain.node, head.chain.incarnation, head.seq));
        }
        if let Some(https) = &self.https {
            let addresses: Vec<_> = https.addresses.iter().map(ToString::to_string).collect();
            let until = https.valid_until_ms.map(|ms| format!("to the end of {}", last_day(ms, self.zone)));
            let until = until.unwrap_or_else(|| "no certificate yet".to_owned());
            say::line(format_args!("HTTPS        {}, {until}", addresses.join(", ")));
        }
        if let Some(request) = &self.request {
            say::line(format_args!("Request      {request}"));
        }
    }

    fn print_member(&self, member: &Member) {
        let certificate = &member.certificate;
        say::line(format_args!("Root         {}", certificate.root));
        say::line(format_args!("Certificate  {}", certificate.serial));
        say::line(format_args!("Unit         {}", certificate.unit.as_str()));
        say::line(format_args!("Prefix       {}", certificate.prefix));
        say::line(format_args!("Carries      {}", units(certificate, Rights::READ_ALL)));
        say::line(format_args!("Acts in      {}", units(certificate, Rights::WRITE_ALL)));
        if certificate.rights.contains(Rights::ADMINISTER) {
            say::line("Rights       administers the regency");
        }
        let (from, last) = (day(certificate.valid_from_ms, self.zone), last_day(certificate.valid_until_ms, self.zone));
        say::line(format_args!("Valid        {from} to the end of {last} ({})", self.zone.abbreviation()));
        if let Some(revocation) = &member.revocation {
            let why = if revocation.reason.is_empty() { "no reason given" } else { &revocation.reason };
            say::line(format_args!("Revoked      {}, {why}", day(revocation.issued_ms, self.zone)));
        }
    }
}

/// The rights beyond units, by name.
fn rights(rights: Rights) -> Vec<&'static str> {
    let named = [(Rights::ADMINISTER, "administer"), (Rights::READ_ALL, "read_all"), (Rights::WRITE_ALL, "write_all")];
    named.into_iter().filter(|(right, _)| rights.contains(*right)).map(|(_, name)| name).collect()
}
