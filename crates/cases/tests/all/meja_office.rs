//! A small regency with its desks, for the tests of the staff's side: two offices, the inspectorate, people in each role.

use std::sync::LazyLock;
use std::time::Duration;

use axum::Router;
use axum::http::header::AUTHORIZATION;
use hadir_cases::address::exact;
use hadir_cases::code::CodeKey;
use hadir_cases::commands::Report;
use hadir_cases::{Case, CaseSettings, Cases, Filed, Kit, Token};
use hadir_oplog::{ActorId, Incarnation, NodeKey};
use hadir_org::commands::program;
use hadir_org::sign_in::{password, token};
use hadir_org::{By, ProgramRecord, Right, commands, ids};
use hadir_org::{PasswordHash, Platform, PlatformParts, Regency, RouteInfo, TrustedProxies, node_settings, seed, web};
use hadir_store::{Chance, Clock, Family, Files, Identity, Location, Options, Store};
use hadir_testkit::http::{Browser, Page};
use hadir_testkit::postgres::Database;
use hadir_testkit::roll::Roll;
use hadir_ui::assets::Assets;
use hadir_ui::lang::Languages;
use tempfile::TempDir;

const PASSWORD: &str = "perahu biru laut tenang";
static HASH: LazyLock<PasswordHash> = LazyLock::new(|| password::hash(PASSWORD, &[7; 16]));

/// Thursday morning, on the clock of the regency.
pub const MORNING: &str = "2026-03-12T09:30:00+08:00";

const UNITS: &str = "\
code,name,parent,zone,kind,region,hours
kab-nunukan,Pemerintah Kabupaten Nunukan,,Asia/Makassar,regency,65.03,
diskominfo,Dinas Komunikasi dan Informatika,kab-nunukan,,agency,,
inspektorat,Inspektorat Daerah,kab-nunukan,,inspectorate,,
dishub,Dinas Perhubungan,kab-nunukan,,agency,,
dishub-dermaga,Seksi Dermaga,dishub,,office,,
pupr,Dinas Pekerjaan Umum,kab-nunukan,,agency,,
";

const STAFF: &str = "\
username,name,unit,roles
rizky,Rizky Pratomo,diskominfo,administrator
yusran,Yusran Tahir,dishub,handler
hasnah,Hasnah Daud,dishub,handler
rahmawati,Rahmawati,dishub,front_desk
darius,Darius Belawan,dishub,unit_head
norma,Norma Yunita,pupr,handler
marthen,Marthen Balang,inspektorat,inspector
sitti,Sitti Hajar,inspektorat,handler
andi,Andi Sulaiman,kab-nunukan,leader
";

const CATEGORIES: &str = "\
code,name_id,name_en,usual_unit,example_words
piers,Dermaga,Piers,dishub,dermaga; perahu
roads,Jalan,Roads,pupr,jalan rusak; berlubang
levy,Pungutan liar,Illegal levies,inspektorat,pungli
";

/// Offices that can be visited.
pub struct Office {
    pub cases: Cases,
    pub clock: Clock,
    pub inventory: Vec<RouteInfo>,
    pub router: Router,
    _folder: TempDir,
    _database: Option<Database>,
}

impl Office {
    pub async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::Sqlite(folder.path().join("hadir.db"));
        Self::open(folder, location, None).await
    }

    pub async fn on_postgres(database: Database) -> Self {
        let location = Location::Postgres(database.url().to_owned());
        Self::open(tempfile::tempdir().unwrap(), location, Some(database)).await
    }

    async fn open(folder: TempDir, location: Location, database: Option<Database>) -> Self {
        let clock = Clock::frozen(MORNING.parse().unwrap());
        let office = Self::open_node(1, clock, "SBT", folder, location, database).await;
        let report = seed::install(office.cases.platform().directory(), seed(), |_| ()).await.unwrap();
        assert_eq!(report.bad, []);
        office
    }

    /// Another node by the same clock, whose database holds nothing yet.
    pub async fn another_node(&self, key: u8, prefix: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::Sqlite(folder.path().join("hadir.db"));
        Self::open_node(key, self.clock.clone(), prefix, folder, location, None).await
    }

    async fn open_node(
        key: u8,
        clock: Clock,
        prefix: &str,
        folder: TempDir,
        location: Location,
        database: Option<Database>,
    ) -> Self {
        let mut families = hadir_org::families();
        families.extend([Family::of::<Case>(), Family::of::<Kit>(), Family::of::<Roll>()]);
        let identity = Identity { key: NodeKey::from_bytes([key; 32]), incarnation: Incarnation::from_bytes([2; 8]) };
        let files = Files::in_folder(&folder.path().join("files")).unwrap();
        let chance = Chance::seeded(key.into());
        let options = Options { location, files, identity, clock: clock.clone(), chance, families, vfs: None };
        let store = Store::open(options).await.unwrap();
        node_settings::set(&store, node_settings::NUMBER_PREFIX, prefix).await.unwrap();
        let words = [hadir_ui::sources(), hadir_org::sources(), hadir_cases::sources()].concat();
        let parts = PlatformParts {
            store,
            languages: Languages::load(words, Vec::new()).unwrap(),
            assets: Assets::new(hadir_cases::assets()),
            nav: Vec::new(),
            rooms: Vec::new(),
            trusted_proxies: TrustedProxies::default(),
            is_served_by_tls: false,
            is_public_rate_limited: true,
            https_until_ms: None,
            regency_address: (key != 1).then(|| "https://hadir.nunukankab.example".to_owned()),
        };
        let platform = Platform::open(parts).await.unwrap();
        let cases = Cases::new(&platform, CaseSettings { key: CodeKey::new([3; 32]) });
        let (of_org, _) = hadir_org::pages::routes(&platform).finish();
        let (of_cases, inventory) = hadir_cases::routes(&cases).finish();
        let router =
            of_org.fallback(web::not_found).with_state(platform.clone()).merge(of_cases.with_state(cases.clone()));
        Self { cases, clock, inventory, router, _folder: folder, _database: database }
    }

    /// The browser of a stranger who reads Indonesian.
    pub fn stranger(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// The browser of someone who has signed in.
    pub async fn signed_in(&self, username: &str) -> Browser {
        let mut browser = self.stranger();
        let fields = [("username", username), ("password", PASSWORD), ("ke", "")];
        let page = browser.post("/masuk", &fields).await;
        let first = page.redirect().unwrap_or_else(|| panic!("not signed in: {}", page.words()));
        assert_eq!(browser.get(&first).await.status, 200, "{username} may work at {first}");
        browser
    }

    /// A program that bears a token with some rights in a unit.
    pub async fn program(&self, unit: &str, rights: &[Right]) -> Browser {
        self.bearing(&self.program_token(unit, rights).await.1)
    }

    /// A program that bears a token, from wherever it has it.
    pub fn bearing(&self, token: &str) -> Browser {
        self.stranger().with_header(AUTHORIZATION, &format!("Bearer {token}"))
    }

    /// Lets a program in; gives its identity and its token.
    pub async fn program_token(&self, unit: &str, rights: &[Right]) -> (ActorId, String) {
        let platform = self.cases.platform();
        let id = ActorId::from_bytes(platform.store().chance().bytes());
        let (token, hash) = token::make(platform.store().chance());
        let (org, today) = (platform.org(), platform.org().regency().zone.date_at(self.cases.now()));
        let through = today.checked_add(jiff::Span::new().days(365)).unwrap();
        let wish = program::Wish {
            name: "Kanal nasional".into(),
            unit: unit.parse().unwrap(),
            rights: rights.to_vec(),
            through,
        };
        let describe = move |record: &ProgramRecord, act: &mut hadir_store::Act<'_>| {
            commands::record(act, program::describe(record, &wish, &By::Console, &org, today))
        };
        platform.directory().change(ids::of_program(id), &By::Console, describe).await.unwrap();
        let org = platform.org();
        let make = move |record: &ProgramRecord, act: &mut hadir_store::Act<'_>| {
            act.record(program::make_token(record, hash, &By::Console, &org, today)?);
            Ok::<_, program::ProgramRefusal>(())
        };
        platform.directory().change(ids::of_program(id), &By::Console, make).await.unwrap();
        (id, token)
    }

    /// A citizen reports something about a category.
    pub async fn report(&self, category: &str, text: &str) -> Filed {
        let category = Some(category.parse().unwrap());
        self.file(Report { category, text: text.to_owned(), ..Report::default() }).await
    }

    /// Takes in a report.
    pub async fn file(&self, report: Report) -> Filed {
        let token: Token = self.cases.new_token();
        self.cases.file(report, &token).await.unwrap()
    }

    /// The one case of an address.
    pub async fn case(&self, address: &str) -> Case {
        let mut cases = self.cases.at(address).await.unwrap();
        assert_eq!(cases.len(), 1, "{address}");
        cases.remove(0)
    }

    /// Lets time pass.
    pub fn wait(&self, hours: u64) {
        self.clock.advance(Duration::from_secs(hours * 60 * 60));
    }

    /// The identity of a member of staff, as forms carry it.
    pub fn officer(&self, username: &str) -> String {
        let org = self.cases.platform().org();
        let officer = org.staff_by_username(&username.parse().unwrap()).unwrap();
        format!("{}/{}", officer.unit, hex::encode(officer.id.as_bytes()))
    }
}

/// Where the form of an act on a case is sent.
pub fn form_path(filed: &Filed, act: &str) -> String {
    format!("/meja/{}/{act}", exact(&filed.number, filed.id))
}

/// Opens a case and sends its form to `act` with some fields filled in; gives the first answer.
pub async fn act(browser: &mut Browser, number: &str, act: &str, fields: &[(&str, &str)]) -> Page {
    let seen = browser.get(&format!("/meja/{number}")).await.hidden("at").unwrap_or_default();
    let fields = [&[("at", seen.as_str())], fields].concat();
    let page = browser.post(&format!("/meja/{number}/{act}"), &fields).await;
    assert_ne!(page.redirect().as_deref(), Some("/masuk"), "the sign-in has ended");
    page
}

fn seed() -> seed::Seed {
    let regency = Regency {
        name: "Kabupaten Nunukan".into(),
        region: "65.03".into(),
        zone: hadir_calendar::Zone::Wita,
        forms_of_address: ["Bapak", "Ibu"].map(str::to_owned).to_vec(),
        ..Regency::default()
    };
    seed::Seed {
        units: seed::read_units(UNITS),
        staff: seed::read_staff(STAFF),
        password: Some(HASH.clone()),
        categories: seed::read_categories(CATEGORIES),
        regency: Some(regency),
        ..seed::national_settings()
    }
}

/// Declares a test that gets an office on SQLite, and the same test on PostgreSQL.
macro_rules! at_both_desks {
    ($(async fn $name:ident($office:ident) $body:block)*) => {$(
        async fn $name($office: crate::meja_office::Office) $body

        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                super::$name(crate::meja_office::Office::on_sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let Some(postgres) = hadir_testkit::postgres::Postgres::shared() else {
                    hadir_testkit::skip!("PostgreSQL is not installed here")
                };
                super::$name(crate::meja_office::Office::on_postgres(postgres.fresh_database()).await).await;
            }
        }
    )*};
}
pub(crate) use at_both_desks;
