//! `hadir demo`: a regency with real places and invented people, a year of cases behind it, served at once.

use std::path::{Path, PathBuf};

use hadir_calendar::Zone;
use hadir_cases::import::ImportedCase;
use hadir_cases::kinds::ReportKind;
use hadir_cases::kit::{TemplateId, Wish};
use hadir_oplog::sync::Binding;
use hadir_org::seed::{self, Seed};
use hadir_org::sign_in::password;
use hadir_org::{By, Directory, Organisation, UnitCode};
use tokio::net::TcpListener;

use super::Answer;
use super::init::{CATEGORIES, Founding, found};
use crate::cli::{Demo, DemoRegion};
use crate::demo::{self, Regency};
use crate::folder::NodeFolder;
use crate::node::{Failure, Node, Reach};
use crate::{app, progress, root_key, say};

/// The password of everyone in the demo.
const PASSWORD: &str = "hadir tanggap dipercaya demo";
/// The services of the demo (`data/services/`).
const SERVICES: &str = include_str!("../../../../data/services/services.json");
/// Always the same year of cases, but for its dates.
const SEED: u64 = 20;
/// Cases on their way to the writer at once.
const AT_ONCE: usize = 128;

/// Makes the demo if its folder is new, and serves it.
pub async fn run(asked: Demo) -> Result<Answer, Failure> {
    let regency = match asked.region {
        DemoRegion::Nunukan => Regency::Nunukan,
        DemoRegion::MalukuTenggara => Regency::MalukuTenggara,
    };
    let temporary = Temporary::unless(asked.data.as_deref())?;
    let data = asked.data.unwrap_or_else(|| temporary.place());
    let is_new = NodeFolder::open(&data).is_err();
    if is_new {
        make(&data, regency).await?;
    }
    let node = Node::open(&data, None, Reach::default()).await?;
    if is_new {
        fill(&node, regency).await?;
    }
    let listener = TcpListener::bind(asked.listen).await?;
    welcome(&node, regency, &format!("http://{}", listener.local_addr()?));
    app::serve(&node, listener, Binding::default()).await?;
    node.close().await;
    Ok(Answer::Yes)
}

async fn make(data: &Path, regency: Regency) -> Result<(), Failure> {
    let unit = UnitCode::try_new(regency.root_unit())?;
    let zone: Zone = regency.zone_name().parse()?;
    let prefix = match regency {
        Regency::Nunukan => "NNK",
        Regency::MalukuTenggara => "MLR",
    };
    let place = root_key::default_place(data);
    let root = (place.as_path(), PASSWORD.to_owned());
    let founding =
        Founding { name: regency.name(), region: regency.region_code(), unit, zone, prefix, database: None, root };
    let (_folder, store) = found(data, founding).await?;
    let directory = Directory::open(&store).await?;
    let seed = Seed {
        units: seed::read_units(regency.units_csv()),
        staff: seed::read_staff(regency.staff_csv()),
        services: seed::read_services(SERVICES),
        categories: seed::read_categories(CATEGORIES),
        password: Some(password::hash(PASSWORD, &store.chance().bytes())),
        regency: Some(regency_settings(&directory)),
        ..Seed::default()
    };
    let installed = seed::install(&directory, seed, |_| ()).await?;
    for (part, row) in &installed.bad {
        tracing::debug!(part, line = row.line, reason = row.reason, "a row of the demo was left out");
    }
    directory.close().await;
    store.close().await;
    Ok(())
}

/// The demo shows officers' names and an emergency number, which real regencies decide for themselves.
fn regency_settings(directory: &Directory) -> hadir_org::Regency {
    let mut regency = directory.current().regency().clone();
    regency.emergency = Some("112".to_owned());
    regency.are_officer_names_public = true;
    regency
}

/// A year of cases, told to the node as any other system's would be.
async fn fill(node: &Node, regency: Regency) -> Result<(), Failure> {
    // Everything from here on counts by the calendar that was just seeded.
    node.cases.redate_open().await?;
    keep_templates(node, regency).await?;
    let cases = demo::cases(regency, node.cases.now(), SEED);
    let org = node.platform.org();
    let bar = progress::bar("A year of cases", cases.len() as u64);
    let (merged, whole): (Vec<_>, Vec<_>) = cases.iter().partition(|case| case.duplicate_of.is_some());
    // A case that was merged names the one that goes on, which has to be there before it.
    for group in [whole, merged] {
        for chunk in group.chunks(AT_ONCE) {
            let rows: Result<Vec<ImportedCase>, _> = chunk.iter().map(|case| imported(case, &org)).collect();
            let rows = rows?;
            let mut tasks = tokio::task::JoinSet::new();
            for row in rows {
                let cases = node.cases.clone();
                tasks.spawn(async move { cases.import(&row).await.map(|_| ()) });
            }
            while let Some(done) = tasks.join_next().await {
                done??;
                bar.inc(1);
            }
        }
    }
    bar.finish_and_clear();
    Ok(())
}

/// The templates of replies that its offices keep.
async fn keep_templates(node: &Node, regency: Regency) -> Result<(), Failure> {
    for (place, (unit, reply)) in (0_u64..).zip(demo::replies(regency)) {
        let kind = reply.kind.as_deref().and_then(ReportKind::from_name);
        let wish = Wish { name: reply.name, text: reply.text, kind };
        let id = TemplateId(place.to_be_bytes());
        node.cases.set_template(&UnitCode::try_new(&unit)?, id, wish, By::Console).await?;
    }
    Ok(())
}

/// A demo case as a row of the import; those a reporter let everyone see were released once someone had looked at them,
/// and most of those that were handed to a unit have someone there who handles them.
fn imported(case: &demo::DemoCase, org: &Organisation) -> Result<ImportedCase, Failure> {
    let mut row = serde_json::to_value(case)?;
    for event in row.get_mut("events").and_then(serde_json::Value::as_array_mut).into_iter().flatten() {
        let unit = event.get("to").and_then(serde_json::Value::as_str).map(str::to_owned);
        if let Some(officer) = unit.and_then(|unit| handler(case, &unit, org)) {
            event["officer"] = serde_json::json!(officer);
        }
    }
    let is_for_all = case.visibility != "confidential" && case.sensitive.is_none();
    let looked_at = case.events.iter().find(|event| event.event == demo::case::Happening::Verified);
    let is_released = case.events.iter().any(|event| event.event == demo::case::Happening::Published);
    if let (true, Some(verified), false, Some(events)) =
        (is_for_all, looked_at, is_released, row.get_mut("events").and_then(serde_json::Value::as_array_mut))
    {
        events.push(serde_json::json!({ "at": verified.at, "event": "published", "to": null, "why": null }));
    }
    Ok(serde_json::from_value(row)?)
}

/// Who handles a case in a unit; one case in five has not been taken up by anyone.
fn handler<'a>(case: &demo::DemoCase, unit: &str, org: &'a Organisation) -> Option<&'a str> {
    let lot = usize::from(*blake3::hash(case.text.as_bytes()).as_bytes().first()?);
    let officers: Vec<_> = org.staff_by_name().into_iter().filter(|officer| officer.unit.as_str() == unit).collect();
    let officer = officers.get(lot % officers.len().max(1)).filter(|_| !lot.is_multiple_of(5))?;
    Some(officer.username.as_str())
}

fn welcome(node: &Node, regency: Regency, address: &str) {
    let org = node.platform.org();
    say::line("");
    say::line(format_args!("{} is open at {address}", regency.name()));
    say::line("");
    for (path, what) in [
        ("/", "the citizen's first page"),
        ("/lapor", "report or ask"),
        ("/laporan", "what others reported"),
        ("/terbuka", "does the government keep its word?"),
        ("/masuk", "staff sign-in"),
        ("/meja", "the desk"),
        ("/kelola", "administration"),
    ] {
        say::line(format_args!("  {address}{path:<10} {what}"));
    }
    say::line("");
    say::line(format_args!("Everyone's password: {PASSWORD}"));
    for role in hadir_org::Role::ALL {
        let holder =
            org.staff_by_name().into_iter().find(|officer| officer.grants.iter().any(|grant| grant.role == role));
        if let Some(officer) = holder {
            say::line(format_args!(
                "  {:<14} {} ({})",
                role.as_str(),
                officer.username.as_str(),
                org.unit_name(&officer.unit)
            ));
        }
    }
    say::line("");
    say::line("Stop with Ctrl+C.");
}

/// A folder that goes away with the demo, when nobody named one to keep.
struct Temporary(Option<PathBuf>);

impl Temporary {
    fn unless(kept: Option<&Path>) -> Result<Self, Failure> {
        if kept.is_some() {
            return Ok(Self(None));
        }
        let name = format!("hadir-demo-{}", hex::encode(hadir_store::Chance::System.bytes::<6>()));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path)?;
        Ok(Self(Some(path)))
    }

    /// Where the node goes: a folder within, so that the root key beside it goes away too.
    fn place(&self) -> PathBuf {
        self.0.as_deref().map(|path| path.join("node")).unwrap_or_default()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // What cannot be removed is in the folder for temporary things, where the system sweeps.
            let _ = std::fs::remove_dir_all(path);
        }
    }
}
