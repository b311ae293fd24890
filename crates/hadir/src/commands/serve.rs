//! `hadir serve`: a node's pages, until the program is asked to stop.

use std::os::unix::process::CommandExt;

use axum::Router;
use hadir_oplog::sync::Binding;
use hadir_org::TrustedProxies;
use tokio::net::TcpListener;

use super::Answer;
use crate::app::{self, Ended};
use crate::cli::{Serve, Switch};
use crate::folder::NodeFolder;
use crate::node::{Failure, Node, Reach};
use crate::pages::plain_router;
use crate::sync::begin_anew;
use crate::tls::{self, TlsListener};
use crate::{https, say};

/// Serves the node.
pub async fn run(asked: Serve) -> Result<Answer, Failure> {
    let networks: Result<Vec<_>, _> = asked.trusted_proxies.iter().map(|network| network.parse()).collect();
    let reach = Reach {
        trusted_proxies: TrustedProxies::new(networks?),
        is_public_rate_off: asked.public_rate == Switch::Off,
        is_https: asked.https || asked.tls_cert.is_some() || asked.tls,
        is_by_authority: asked.tls,
        plain_port: None,
    };
    let own = if asked.tls { Some(https::files(&NodeFolder::open(&asked.folder.data)?)?) } else { None };
    // Before anything is opened: a certificate that cannot be used is the most common slip here.
    let tls = match own.or(asked.tls_cert.zip(asked.tls_key)) {
        Some((certificate, key)) => Some(tls::acceptor(&certificate, &key)?),
        None => None,
    };
    let plain = match asked.listen_plain {
        Some(address) => Some(TcpListener::bind(address).await?),
        None => None,
    };
    let plain_port = plain.as_ref().map(TcpListener::local_addr).transpose()?.map(|address| address.port());
    let node = Node::open(&asked.folder.data, asked.database, Reach { plain_port, ..reach }).await?;
    let listener = TcpListener::bind(asked.listen).await?;
    let (name, address) = (&node.folder.config().name, listener.local_addr()?);
    let ended = match tls {
        Some((acceptor, binding)) => {
            let listener = TlsListener::new(listener, acceptor)?;
            say::line(format_args!("Serving {name} at https://{address}"));
            if let Some(plain) = plain {
                say::line(format_args!("The authority's certificate is at http://{}/sertifikat", plain.local_addr()?));
                offer(plain, plain_router(&node, address.port()));
            }
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

/// Offers the authority's certificate over plain HTTP, for as long as the program runs.
fn offer(listener: TcpListener, router: Router) {
    tokio::spawn(async move {
        let served = axum::serve(listener, router).await;
        tracing::warn!(?served, "the certificate is offered over plain HTTP no longer");
    });
}

/// Begins a new line of the log, and serves on as the program that was started.
async fn begin_again(node: Node) -> Result<Answer, Failure> {
    tracing::warn!("this disk was put back to an earlier state; the node begins a new line of its log and serves on");
    begin_anew(&node.folder, node.platform.store()).await?;
    node.close().await;
    let mut program = std::process::Command::new(std::env::current_exe()?);
    Err(program.args(std::env::args_os().skip(1)).exec().into())
}
