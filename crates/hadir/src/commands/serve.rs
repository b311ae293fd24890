//! `hadir serve`: a node's pages, until the program is asked to stop.

use hadir_org::TrustedProxies;
use tokio::net::TcpListener;

use super::Answer;
use crate::app;
use crate::cli::{Serve, Switch};
use crate::node::{Failure, Node, Reach};
use crate::say;
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
    match tls {
        Some(acceptor) => {
            let listener = TlsListener::new(listener, acceptor)?;
            say::line(format_args!("Serving {name} at https://{address}"));
            app::serve(&node, listener).await?;
        }
        None => {
            say::line(format_args!("Serving {name} at http://{address}"));
            app::serve(&node, listener).await?;
        }
    }
    node.close().await;
    Ok(Answer::Yes)
}
