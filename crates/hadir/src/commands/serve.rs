//! `hadir serve`: a node's pages, until the program is asked to stop.

use hadir_org::TrustedProxies;
use tokio::net::TcpListener;

use super::Answer;
use crate::app;
use crate::cli::{Serve, Switch};
use crate::node::{Failure, Node, Reach};
use crate::say;

/// Serves the node.
pub async fn run(asked: Serve) -> Result<Answer, Failure> {
    let networks: Result<Vec<_>, _> = asked.trusted_proxies.iter().map(|network| network.parse()).collect();
    let reach = Reach {
        trusted_proxies: TrustedProxies::new(networks?),
        is_public_rate_off: asked.public_rate == Switch::Off,
        is_https: asked.https,
    };
    let node = Node::open(&asked.folder.data, asked.database, reach).await?;
    let listener = TcpListener::bind(asked.listen).await?;
    say::line(format_args!("Serving {} at http://{}", node.folder.config().name, listener.local_addr()?));
    app::serve(&node, listener).await?;
    node.close().await;
    Ok(Answer::Yes)
}
