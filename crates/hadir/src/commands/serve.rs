//! `hadir serve`: a node's pages, until the program is asked to stop.

use std::os::unix::process::CommandExt;

use hadir_oplog::sync::Binding;
use hadir_org::TrustedProxies;
use tokio::net::TcpListener;

use super::Answer;
use crate::app::{self, Ended};
use crate::cli::{Serve, Switch};
use crate::node::{Failure, Node, Reach};
use crate::say;
use crate::sync::begin_anew;
use crate::tls::{self, TlsListener};

/// Serves the node.
pub async fn run(asked: Serve) -> Result<Answer, Failure> {
    let networks: Result<Vec<_>, _> = asked.trusted_proxies.iter().map(|network| network.parse()).collect();
    let reach = Reach {
        trusted_proxies: TrustedProxies::new(networks?),
        is_public_rate_off: asked.public_rate == Switch::Off,
        is_https: asked.https || asked.tls_cert.is_some(),
    };
    // Before anything is opened: a certificate that cannot be used is the most common slip here.
    let tls = match asked.tls_cert.zip(asked.tls_key) {
        Some((certificate, key)) => Some(tls::acceptor(&certificate, &key)?),
        None => None,
    };
    let node = Node::open(&asked.folder.data, asked.database, reach).await?;
    let listener = TcpListener::bind(asked.listen).await?;
    let (name, address) = (&node.folder.config().name, listener.local_addr()?);
    let ended = match tls {
        Some((acceptor, binding)) => {
            let listener = TlsListener::new(listener, acceptor)?;
            say::line(format_args!("Serving {name} at https://{address}"));
            app::serve(&node, listener, binding).await?
        }
        None => {
            say::line(format_args!("Serving {name} at http://{address}"));
            app::serve(&node, listener, Binding::default()).await?
        }
    };
    if ended == Ended::PutBack {
        return begin_again(node).await;
    }
    node.close().await;
    Ok(Answer::Yes)
}

/// Begins a new line of the log, and serves on as the program that was started.
async fn begin_again(node: Node) -> Result<Answer, Failure> {
    tracing::warn!("this disk was put back to an earlier state; the node begins a new line of its log and serves on");
    begin_anew(&node.folder, node.platform.store()).await?;
    node.close().await;
    let mut program = std::process::Command::new(std::env::current_exe()?);
    Err(program.args(std::env::args_os().skip(1)).exec().into())
}
