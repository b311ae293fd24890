//! `hadir node show`: what this node is.

use serde_json::json;

use super::Answer;
use crate::cli::{Node, Show};
use crate::fleet::Fleet;
use crate::folder::NodeFolder;
use crate::node::{Failure, open_store};
use crate::say;

/// Shows the node.
pub async fn run(asked: Node) -> Result<Answer, Failure> {
    let Node::Show(Show { folder, json }) = asked;
    let folder = NodeFolder::open(&folder.data)?;
    let store = open_store(&folder, None).await?;
    let fleet: Option<Fleet> = store.state(Fleet::id()).await?;
    let certificate = fleet.as_ref().and_then(|fleet| fleet.certificate(store.node()));
    let heads = store.heads().await?;
    if json {
        let chains: Vec<_> = heads
            .iter()
            .map(|head| {
                json!({
                    "node": head.chain.node.to_string(), "incarnation": head.chain.incarnation.to_string(),
                    "seq": head.seq, "hash": head.hash.to_string(),
                })
            })
            .collect();
        let certificate = certificate.map(|certificate| {
            json!({
                "serial": certificate.serial, "root": certificate.root.to_string(), "name": certificate.name,
                "prefix": certificate.prefix, "unit": certificate.unit.as_str(),
                "valid_from_ms": certificate.valid_from_ms, "valid_until_ms": certificate.valid_until_ms,
            })
        });
        let name = &folder.config().name;
        say::line(
            json!({ "node": store.node().to_string(), "name": name, "certificate": certificate, "chains": chains }),
        );
        return Ok(Answer::Yes);
    }
    say::line(format_args!("Name         {}", folder.config().name));
    say::line(format_args!("Node         {}", store.node()));
    if let Some(certificate) = certificate {
        say::line(format_args!("Root         {}", certificate.root));
        say::line(format_args!("Unit         {}", certificate.unit.as_str()));
        say::line(format_args!("Prefix       {}", certificate.prefix));
    }
    for head in heads {
        say::line(format_args!("Chain        {} {} at {}", head.chain.node, head.chain.incarnation, head.seq));
    }
    Ok(Answer::Yes)
}
