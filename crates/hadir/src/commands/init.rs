//! `hadir init`: a new root node: its folder, its keys, its first certificate, its first administrator.

use std::convert::Infallible;
use std::path::Path;

use hadir_calendar::Zone;
use hadir_oplog::{Certificate, NodeKey, Rights, Scope, Signed};
use hadir_org::seed::{self, Read, Seed, StaffRow};
use hadir_org::sign_in::password;
use hadir_org::{Directory, Regency, Role, Unit, UnitCode, UnitKind, Username, node_settings, regions};
use hadir_store::{Chance, Store};

use super::Answer;
use crate::cli::Init;
use crate::fleet::{self, Fleet};
use crate::folder::{Membership, NodeConfig, NodeFolder};
use crate::node::{Failure, open_store};
use crate::{passphrase, prefix, progress, root_key, say};

/// Every region of Indonesia, compressed (`data/regions/`, ODbL).
pub const REGIONS: &[u8] = include_bytes!("../../../../data/regions/regions.csv.zst");
/// Regions in that file, for the progress bar.
const REGIONS_COUNT: u64 = 91_599;
/// Categories every regency starts with (`data/categories/`).
pub const CATEGORIES: &str = include_str!("../../../../data/categories/categories.csv");
/// A certificate of the root node is renewed by the root key itself, so it may last; ten years in milliseconds.
const CERTIFICATE_MS: i64 = 10 * 365 * 86_400_000;

/// What a root node is founded with.
pub struct Founding<'a> {
    /// The regency's name.
    pub name: &'a str,
    /// Its Kemendagri code.
    pub region: &'a str,
    /// The code of its topmost unit.
    pub unit: UnitCode,
    /// Its zone.
    pub zone: Zone,
    /// What its case numbers begin with.
    pub prefix: &'a str,
    /// Another database than the embedded one.
    pub database: Option<String>,
    /// Where the root key goes, and its passphrase.
    pub root: (&'a Path, String),
}

/// Makes the node.
pub async fn run(asked: Init) -> Result<Answer, Failure> {
    let data = asked.folder.data;
    let zone: Zone = asked.zone.parse()?;
    let password = passphrase::from_file(&asked.admin_password_file)?;
    let root_passphrase = match &asked.root_passphrase_file {
        Some(file) => passphrase::from_file(file)?,
        None => passphrase::asked("Passphrase of the root key")?.unwrap_or_else(|| password.clone()),
    };
    let prefix = asked.prefix.unwrap_or_else(|| prefix::made_of(&asked.name));
    let place = asked.root_key.unwrap_or_else(|| root_key::default_place(&data));
    let unit = UnitCode::try_new(&format!("kab-{}", asked.region.replace('.', "-")))?;
    let founding = Founding {
        name: &asked.name,
        region: &asked.region,
        unit: unit.clone(),
        zone,
        prefix: &prefix,
        database: asked.database,
        root: (&place, root_passphrase),
    };
    let (_folder, store) = found(&data, founding).await?;
    let directory = Directory::open(&store).await?;
    let categories = seed::read_categories(CATEGORIES);
    let units = Read { rows: vec![(0, top_unit(&unit, &asked.name, &asked.region))], ..Read::default() };
    seed::install(&directory, Seed { units, ..Seed::default() }, |_| ()).await?;
    seed::install(&directory, Seed { categories, ..seed::national_settings() }, |_| ()).await?;
    add_administrator(&directory, &asked.admin, &password, &unit).await?;
    directory.close().await;
    store.close().await;
    say::line(format_args!("Made the node of {} in {}.", asked.name, data.display()));
    say::line(format_args!(
        "The root key is in {}. Keep it, and its passphrase, away from this machine.",
        place.display()
    ));
    say::line(format_args!("Next: hadir serve --data {} --listen 127.0.0.1:8080", data.display()));
    Ok(Answer::Yes)
}

/// Makes a root node's folder, keys and certificate, and fills in what every regency has: its settings and regions.
pub async fn found(data: &Path, founding: Founding<'_>) -> Result<(NodeFolder, Store), Failure> {
    let chance = Chance::System;
    let root = NodeKey::from_bytes(chance.bytes());
    let node_key = chance.bytes();
    let regency = Membership {
        root: root.id(),
        name: founding.name.to_owned(),
        region: founding.region.to_owned(),
        zone: founding.zone,
        address: None,
    };
    let (name, database) = (founding.name.to_owned(), founding.database);
    let config = NodeConfig { name, database, office: None, regency: Some(regency), https: None };
    NodeFolder::is_free(data)?;
    root_key::write(founding.root.0, &root, founding.root.1)?;
    let folder = NodeFolder::create(data, config, node_key, chance.bytes())?;
    let store = open_store(&folder, None).await?;
    let now = store.clock().now_ms();
    let certificate = Signed::sign(
        &root,
        Certificate {
            serial: 1,
            root: root.id(),
            node: store.node(),
            name: founding.name.to_owned(),
            prefix: founding.prefix.to_owned(),
            unit: Scope::from(&founding.unit),
            reads: vec![Scope::from(&founding.unit)],
            writes: vec![Scope::from(&founding.unit)],
            rights: Rights::ADMINISTER | Rights::READ_ALL | Rights::WRITE_ALL,
            valid_from_ms: now,
            valid_until_ms: now + CERTIFICATE_MS,
        },
    )?;
    fleet::act(&store, move |_, act| {
        act.record(Fleet::enrolled(&certificate));
        Ok::<_, Infallible>(())
    })
    .await?;
    node_settings::set(&store, node_settings::NUMBER_PREFIX, founding.prefix).await?;
    let directory = Directory::open(&store).await?;
    let regency = Regency {
        name: founding.name.to_owned(),
        region: founding.region.to_owned(),
        zone: founding.zone,
        ..Regency::default()
    };
    let seed = Seed { regency: Some(regency), ..seed::national_settings() };
    seed::install(&directory, seed, |_| ()).await?;
    directory.close().await;
    load_regions(&store).await?;
    Ok((folder, store))
}

/// Fills in the regions of all Indonesia, unless they are there.
pub async fn load_regions(store: &Store) -> Result<(), Failure> {
    let bar = progress::bar("Regions", REGIONS_COUNT);
    regions::load(store, REGIONS, |done| bar.set_position(done as u64)).await?;
    bar.finish_and_clear();
    Ok(())
}

/// The unit at the top of a regency's tree.
fn top_unit(code: &UnitCode, name: &str, region: &str) -> Unit {
    Unit {
        code: code.clone(),
        name: format!("Pemerintah {name}"),
        parent: None,
        zone: None,
        kind: UnitKind::Regency,
        region: Some(region.to_owned()),
        hours: None,
        phone: None,
        address: None,
        answers_need_approval: false,
        closing_needs_second: false,
        is_retired: false,
    }
}

async fn add_administrator(
    directory: &Directory,
    username: &str,
    secret: &str,
    unit: &UnitCode,
) -> Result<(), Failure> {
    let username = Username::try_new(username)?;
    password_fits(secret, &username)?;
    let row = StaffRow {
        name: username.as_str().to_owned(),
        username,
        unit: unit.clone(),
        roles: vec![(Role::Administrator, None)],
    };
    let staff = Read { rows: vec![(0, row)], ..Read::default() };
    let hash = password::hash(secret, &directory.store().chance().bytes());
    let report = seed::install(directory, Seed { staff, password: Some(hash), ..Seed::default() }, |_| ()).await?;
    match report.bad.first() {
        Some((_, row)) => Err(format!("the administrator could not be added: {}", row.reason).into()),
        None => Ok(()),
    }
}

fn password_fits(secret: &str, username: &Username) -> Result<(), Failure> {
    let refusal = hadir_org::sign_in::password_rules::check(secret, secret, username);
    refusal.map_err(|refusal| format!("the administrator's password is refused: {refusal:?}").into())
}
