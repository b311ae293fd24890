//! A running node: its folder, its store, its organisation, its cases, all opened together.

use std::path::Path;

use hadir_cases::code::CodeKey;
use hadir_cases::{Case, CaseSettings, Cases, Kit};
use hadir_org::{Platform, PlatformParts, Right, Room, TrustedProxies};
use hadir_store::{Chance, Clock, Family, Files, Identity, Location, Options, Store};
use hadir_ui::assets::Assets;
use hadir_ui::lang::{Languages, Source};
use hadir_ui::shell::{Here, NavLink};
use hadir_ui::t;
use hadir_ui::tokens::desk_asset;

use crate::fleet::Fleet;
use crate::folder::NodeFolder;
use crate::{https, pages};

/// Why something could not be done.
pub type Failure = Box<dyn std::error::Error>;

/// A node with everything open.
pub struct Node {
    /// Its folder.
    pub folder: NodeFolder,
    /// The platform of its pages.
    pub platform: Platform,
    /// Its cases.
    pub cases: Cases,
    /// The port that offers the authority's certificate over plain HTTP, if one does.
    pub plain_port: Option<u16>,
}

/// How the node is reached, which only serving needs to know.
#[derive(Default)]
pub struct Reach {
    /// Networks whose forwarded headers count.
    pub trusted_proxies: TrustedProxies,
    /// Whether the public limit on reports is lifted.
    pub is_public_rate_off: bool,
    /// Whether people reach the node by HTTPS.
    pub is_https: bool,
    /// Whether it serves HTTPS with the certificate that the regency's authority signed for it.
    pub is_by_authority: bool,
    /// The port that offers the authority's certificate over plain HTTP, if one does.
    pub plain_port: Option<u16>,
}

/// The store of a node that belongs to a regency.
pub async fn open_store(folder: &NodeFolder, database: Option<String>) -> Result<Store, Failure> {
    folder.is_enrolled()?;
    open_store_by(folder, database, Clock::System).await
}

/// The store of any node, by another clock than the machine's.
pub async fn open_store_by(folder: &NodeFolder, database: Option<String>, clock: Clock) -> Result<Store, Failure> {
    let chance = Chance::System;
    let location = match database.or_else(|| folder.config().database.clone()) {
        Some(url) => Location::Postgres(url),
        None => Location::Sqlite(folder.database_file()),
    };
    let identity = Identity { key: folder.node_key()?, incarnation: folder.incarnation(chance.bytes())? };
    let files = Files::in_folder(&folder.files())?;
    let mut families = hadir_org::families().to_vec();
    families.extend([Family::of::<Case>(), Family::of::<Kit>(), Family::of::<Fleet>()]);
    let options = Options { location, files, identity, clock, chance, families, vfs: None };
    Ok(Store::open(options).await?)
}

impl Node {
    /// Opens the node in a folder.
    pub async fn open(path: &Path, database: Option<String>, reach: Reach) -> Result<Self, Failure> {
        let folder = NodeFolder::open(path)?;
        let store = open_store(&folder, database).await?;
        Self::with_store(folder, store, reach).await
    }

    /// A node whose store is open already.
    pub async fn with_store(folder: NodeFolder, store: Store, reach: Reach) -> Result<Self, Failure> {
        let parts = PlatformParts {
            store,
            languages: languages(&folder)?,
            assets: Assets::new(std::iter::once(desk_asset().clone()).chain(hadir_cases::assets())),
            nav: nav(&folder),
            rooms: hadir_cases::rooms().into_iter().chain([administration()]).collect(),
            trusted_proxies: reach.trusted_proxies,
            is_served_by_tls: reach.is_https,
            is_public_rate_limited: !reach.is_public_rate_off,
            https_until_ms: https_until_ms(&folder).filter(|_| reach.is_by_authority),
            regency_address: folder.config().regency.as_ref().and_then(|regency| regency.address.clone()),
        };
        let platform = Platform::open(parts).await?;
        let cases = Cases::new(&platform, CaseSettings { key: CodeKey::new(folder.regency_key()?) });
        Ok(Self { folder, platform, cases, plain_port: reach.plain_port })
    }

    /// Waits until everything accepted is on disk and closes the store.
    pub async fn close(self) {
        let store = self.platform.store().clone();
        self.platform.directory().close().await;
        drop((self.platform, self.cases));
        store.close().await;
    }
}

/// The links of public pages: those of the cases, and the authority's certificate where there is one.
fn nav(folder: &NodeFolder) -> Vec<NavLink> {
    let certificate = https::anchor(folder.path()).map(|_| NavLink::to(Here::Certificate));
    hadir_cases::nav().into_iter().chain(certificate).collect()
}

/// Until when the node's certificate for HTTPS is valid, in milliseconds since 1970 (UTC).
fn https_until_ms(folder: &NodeFolder) -> Option<i64> {
    folder.config().https.as_ref().and_then(|https| https.valid_until_ms)
}

/// The room in which the organisation is kept in order.
fn administration() -> Room {
    Room { path: "/kelola", label: |lang| t!(lang, "manage-title"), right: Some(Right::ManageStaff) }
}

/// Every language built in, and those dropped into the folder's `lang/` as `<tag>.ftl` or `<tag>_<anything>.ftl`.
fn languages(folder: &NodeFolder) -> Result<Languages, Failure> {
    let built_in: Vec<Source> =
        [hadir_ui::sources(), hadir_org::sources(), hadir_cases::sources(), pages::sources()].concat();
    let mut dropped_in = Vec::new();
    let place = folder.path().join("lang");
    if place.is_dir() {
        for entry in std::fs::read_dir(&place)? {
            let path = entry?.path();
            let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            if path.extension().is_some_and(|extension| extension == "ftl") {
                let lang = stem.split('_').next().unwrap_or(stem).to_owned();
                let (name, text) = (path.display().to_string(), std::fs::read_to_string(&path)?);
                dropped_in.push(Source { lang: lang.into(), name: name.into(), text: text.into() });
            }
        }
    }
    Ok(Languages::load(built_in, dropped_in)?)
}
