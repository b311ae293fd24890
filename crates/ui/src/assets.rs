//! Files a page links: styles of the desk, small scripts, pictures. Their address holds a hash of their bytes,
//! so a browser may keep them for ever and never holds a stale one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// Under what path assets are served.
pub const PATH: &str = "/aset";

/// Digits of the hash that stand in an address: 48 bits, far beyond an accident among a few dozen files.
const HASH_DIGITS: usize = 12;

/// One file with its address.
#[derive(Debug, Clone)]
pub struct Asset {
    name: Cow<'static, str>,
    mime: &'static str,
    bytes: Bytes,
    url: String,
}

impl Asset {
    /// A file by its `name` with extension (`report.js`), its content type and its bytes.
    pub fn new(name: impl Into<Cow<'static, str>>, mime: &'static str, bytes: &[u8]) -> Self {
        Self::of(name.into(), mime, Bytes::copy_from_slice(bytes))
    }

    /// A script module built into the program.
    pub fn script(name: &'static str, text: &'static str) -> Self {
        let bytes = Bytes::from_static(text.as_bytes());
        Self::of(name.into(), "text/javascript; charset=utf-8", bytes)
    }

    fn of(name: Cow<'static, str>, mime: &'static str, bytes: Bytes) -> Self {
        let hash = blake3::hash(&bytes).to_hex();
        let url = format!("{PATH}/{}", file_name(&name, &hash[..HASH_DIGITS]));
        Self { name, mime, bytes, url }
    }

    /// The name it was registered by, such as `desk.css`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it is served: `/aset/desk-0123456789ab.css`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its content.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn response(&self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, self.mime),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ];
        (headers, self.bytes.clone()).into_response()
    }
}

/// `desk.css` and a hash as `desk-0123456789ab.css`.
fn file_name(name: &str, hash: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    }
}

/// Every asset of every crate, put together once at start.
#[derive(Debug, Clone)]
pub struct Assets {
    by_url: Arc<HashMap<String, Asset>>,
}

impl Assets {
    /// Collects the assets of all crates; the desk's style sheet is always among them.
    ///
    /// # Panics
    /// If two different files have the same name: a page asking for one by name would get the other.
    pub fn new(assets: impl IntoIterator<Item = Asset>) -> Self {
        let own = crate::tokens::desk_asset().clone();
        let mut by_url: HashMap<String, Asset> = HashMap::new();
        for asset in assets.into_iter().chain([own]) {
            let is_taken = |other: &Asset| other.name == asset.name && other.url != asset.url;
            assert!(!by_url.values().any(is_taken), "two assets are named {}", asset.name);
            by_url.insert(asset.url.clone(), asset);
        }
        Self { by_url: Arc::new(by_url) }
    }

    /// Where the asset of this name is served, or none if there is none.
    pub fn url(&self, name: &str) -> Option<&str> {
        let found = self.by_url.values().find(|asset| asset.name == name)?;
        Some(found.url())
    }

    /// The routes that serve them. Compression is the server's layer.
    pub fn router<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let by_url = Arc::clone(&self.by_url);
        let serve = move |Path(file): Path<String>| {
            let found = by_url.get(&format!("{PATH}/{file}")).map(Asset::response);
            async move { found.unwrap_or_else(|| StatusCode::NOT_FOUND.into_response()) }
        };
        Router::new().route(&format!("{PATH}/{{file}}"), get(serve))
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt as _;

    use super::*;

    async fn fetch(assets: &Assets, url: &str) -> Response {
        let request = Request::get(url).body(Body::empty()).unwrap();
        assets.router::<()>().oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn an_asset_is_served_for_ever_under_the_hash_of_its_bytes() {
        let assets = Assets::new([Asset::script("report.js", "export {};")]);
        let url = assets.url("report.js").unwrap();
        assert!(url.starts_with("/aset/report-") && url.ends_with(".js"), "{url}");
        let answer = fetch(&assets, url).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "text/javascript; charset=utf-8");
        assert!(answer.headers()["cache-control"].to_str().unwrap().contains("immutable"));
    }

    #[tokio::test]
    async fn an_unknown_hash_is_not_found() {
        let assets = Assets::new([]);
        let answer = fetch(&assets, "/aset/desk-000000000000.css").await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        let desk = assets.url("desk.css").unwrap();
        assert_eq!(fetch(&assets, desk).await.status(), StatusCode::OK);
    }

    #[test]
    #[should_panic(expected = "two assets are named a.js")]
    fn two_files_of_one_name_are_refused() {
        Assets::new([Asset::script("a.js", "1"), Asset::script("a.js", "2")]);
    }
}
