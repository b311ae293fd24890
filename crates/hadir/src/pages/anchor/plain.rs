//! What the second listener says over plain HTTP: the certificate and how to install it, and for everything else the way to
//! HTTPS. Someone on the network could alter these pages; that is why people compare the fingerprint with the poster.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use hadir_org::web::not_found;
use tower_http::set_header::SetResponseHeaderLayer;

use super::{AnchorPages, routes};
use crate::authority::Address;
use crate::node::Node;

/// Where everything else is.
#[derive(Clone)]
struct Elsewhere {
    pages: AnchorPages,
    https_port: u16,
}

/// The pages, for a node that serves HTTPS at this port.
pub fn router(node: &Node, https_port: u16) -> Router {
    let pages = AnchorPages::of(node);
    let (router, _) = routes(&pages).finish();
    let elsewhere = Elsewhere { pages: pages.clone(), https_port };
    let nosniff = header::HeaderValue::from_static("nosniff");
    let nosniff = SetResponseHeaderLayer::if_not_present(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    router.with_state(pages).fallback(lead_on).with_state(elsewhere).layer(nosniff)
}

/// Leads to the same place by HTTPS: at the address that was typed if it is one of this node's, else at its first.
async fn lead_on(State(elsewhere): State<Elsewhere>, request: Request) -> Response {
    let Elsewhere { pages, https_port } = elsewhere;
    let Some(to) = pages.anchor.as_ref().and_then(|anchor| {
        let typed = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).and_then(host);
        anchor.addresses.iter().find(|address| Some(*address) == typed.as_ref()).or(anchor.addresses.first())
    }) else {
        return not_found(State(pages.platform), request).await;
    };
    let place = request.uri().path_and_query().map_or("/", |place| place.as_str());
    let port = if https_port == 443 { String::new() } else { format!(":{https_port}") };
    Redirect::temporary(&format!("https://{}{port}{place}", to.in_url())).into_response()
}

/// The host in a `Host` header, without its port.
fn host(text: &str) -> Option<Address> {
    let bare = match text.rsplit_once(':') {
        Some((bare, port)) if !port.ends_with(']') => bare,
        _ => text,
    };
    bare.parse().ok()
}
