//! Several nodes of one regency in one process: what their root states of them, and their meetings.

use hadir_oplog::sync::Side;
use hadir_oplog::{Certificate, NodeKey, Rights, Scope, Signed, Statement};
use hadir_store::{Event, Peer, Step, Store, Syncing};
use hadir_testkit::roll::Roll;

use crate::meja_office::Office;

/// What the regency's own node may do.
pub const EVERYTHING: Rights = Rights(Rights::ADMINISTER.0 | Rights::READ_ALL.0 | Rights::WRITE_ALL.0);

/// The certificate of a node that carries some units and acts in them; the first is its own.
pub fn certificate(office: &Office, name: &str, units: &[&str], rights: Rights) -> Signed<Certificate> {
    let root = NodeKey::from_bytes([99; 32]);
    let mut scopes: Vec<_> = units.iter().map(|unit| Scope::try_new(*unit).unwrap()).collect();
    let unit = scopes[0].clone();
    scopes.sort_unstable();
    let node = store(office).node();
    let certificate = Certificate {
        serial: u64::from(node.as_bytes()[0]) + 1,
        root: root.id(),
        node,
        name: name.to_owned(),
        prefix: office.cases.platform().number_prefix(2026),
        unit,
        reads: scopes.clone(),
        writes: scopes,
        rights,
        valid_from_ms: 0,
        valid_until_ms: i64::MAX,
    };
    Signed::sign(&root, certificate).unwrap()
}

/// Records a certificate at a node.
pub async fn record(at: &Office, certificate: &Signed<Certificate>) {
    let event =
        Event { kind: Certificate::KIND, must_understand: false, scopes: Vec::new(), bodies: vec![certificate.body()] };
    let recorded = store(at).act::<Roll, (), ()>(Roll::ID, None, move |_, act| {
        act.record(event.clone());
        Ok(())
    });
    recorded.await.unwrap();
    store(at).refresh_standings().await.unwrap();
}

/// Lets one node call another until both have what the other had for it.
pub async fn sync(calls: (&Office, &Signed<Certificate>), called: (&Office, &Signed<Certificate>)) {
    let (caller, host) = (store(calls.0), store(called.0));
    let mut calling = begin(caller, Side::Calls, host, called.1).await;
    loop {
        let Step::Send(exchange) = calling.next().await.unwrap() else { break };
        let mut answering = begin(host, Side::Called, caller, calls.1).await;
        answering.heard(*exchange).await.unwrap();
        let Step::Send(reply) = answering.next().await.unwrap() else { panic!("who is called answers") };
        calling.heard(*reply).await.unwrap();
    }
    assert!(calling.done().is_complete);
    for office in [calls.0, called.0] {
        store(office).refresh_standings().await.unwrap();
        office.cases.platform().directory().refresh().await.unwrap();
    }
}

async fn begin(own: &Store, side: Side, other: &Store, certificate: &Signed<Certificate>) -> Syncing {
    let peer = own.peer(other.node()).await.unwrap().unwrap_or_else(|| Peer::unmet(other.node()));
    Syncing::begin(own, side, &peer, certificate.statement().clone(), 1 << 20, None).await.unwrap()
}

fn store(office: &Office) -> &Store {
    office.cases.platform().store()
}
