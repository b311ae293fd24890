//! A small regency with its database, its clock and its routes, for every test of this crate.

use std::sync::LazyLock;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use hadir_oplog::{Incarnation, NodeKey};
use hadir_org::sign_in::password;
use hadir_org::{
    PasswordHash, Platform, PlatformParts, Regency, RouteInfo, TrustedProxies, families, pages, seed, sources, web,
};
use hadir_store::{Chance, Clock, Family, Files, Location, Options, Store};
use hadir_testkit::http::{Browser, Page};
use hadir_testkit::postgres::Database;
use hadir_testkit::roll::Roll;
use hadir_ui::assets::Assets;
use hadir_ui::lang::Languages;
use tempfile::TempDir;

/// The password of everyone in the office.
pub const PASSWORD: &str = "perahu biru laut tenang";

static HASH: LazyLock<PasswordHash> = LazyLock::new(|| password::hash(PASSWORD, &[7; 16]));

const UNITS: &str = "\
code,name,parent,zone,kind,region,hours
kab-nunukan,Pemerintah Kabupaten Nunukan,,Asia/Makassar,regency,65.03,
diskominfo,Dinas Komunikasi dan Informatika,kab-nunukan,,agency,,
inspektorat,Inspektorat Daerah,kab-nunukan,,inspectorate,,
dinkes,Dinas Kesehatan,kab-nunukan,,agency,,
pkm-sungai-nyamuk,Puskesmas Sungai Nyamuk,dinkes,,health_centre,,24h
pupr,Dinas Pekerjaan Umum,kab-nunukan,,agency,,
";

const STAFF: &str = "\
username,name,unit,roles
rizky,Rizky Pratomo,diskominfo,administrator
maria,Maria Lawai,dinkes,unit_head;administrator@dinkes
yusran,Yusran Tahir,pupr,handler
norma,Norma Yunita,pupr,front_desk
marthen,Marthen Balang,inspektorat,inspector;administrator@inspektorat
andi,Andi Sulaiman,kab-nunukan,leader
";

const CATEGORIES: &str = "\
code,name_id,name_en,usual_unit,example_words
roads,Jalan,Roads,pupr,jalan rusak; berlubang
health,Kesehatan,Health,dinkes,puskesmas
";

const SERVICES: &str = r#"{"services": [
  {"id": "akta-kelahiran", "name": "Akta kelahiran", "unit": "dinkes", "requirements": ["Kartu Keluarga"],
   "steps": ["Serahkan berkas"], "time_limit_text": "5 hari kerja", "time_limit": {"max": 5, "unit": "working_day"},
   "fee_idr": 0, "product": "Kutipan akta kelahiran", "decree": null, "source_url": "https://example.org/standar"},
  {"id": "izin-galian", "name": "Izin galian jalan", "unit": "pupr"}
]}"#;

/// An office that can be visited.
pub struct Office {
    pub platform: Platform,
    pub clock: Clock,
    pub inventory: Vec<RouteInfo>,
    router: Router,
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
        let clock = Clock::frozen("2026-03-12T09:30:00+08:00".parse().unwrap());
        let store = Store::open(Options {
            location,
            files: Files::in_folder(&folder.path().join("files")).unwrap(),
            identity: hadir_store::Identity {
                key: NodeKey::from_bytes([1; 32]),
                incarnation: Incarnation::from_bytes([2; 8]),
            },
            clock: clock.clone(),
            chance: Chance::seeded(1),
            families: [families(), vec![Family::of::<Roll>()]].concat(),
            vfs: None,
        })
        .await
        .unwrap();
        let languages = Languages::load([hadir_ui::sources(), sources()].concat(), Vec::new()).unwrap();
        let parts = PlatformParts {
            store,
            languages,
            assets: Assets::new([]),
            nav: Vec::new(),
            rooms: Vec::new(),
            trusted_proxies: TrustedProxies::default(),
            is_served_by_tls: false,
            is_public_rate_limited: true,
            https_until_ms: None,
            regency_address: None,
        };
        let platform = Platform::open(parts).await.unwrap();
        let report = seed::install(platform.directory(), seed(), |_| ()).await.unwrap();
        assert_eq!(report.bad, []);
        let (router, inventory) = pages::routes(&platform).finish();
        let router = router
            .route("/meja", get(|staff: hadir_org::Staff| async move { staff.0.name }))
            .fallback(web::not_found)
            .with_state(platform.clone());
        Self { platform, clock, inventory, router, _folder: folder, _database: database }
    }

    /// The browser of a stranger who reads Indonesian.
    pub fn stranger(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// The browser of someone who has signed in.
    pub async fn signed_in(&self, username: &str) -> Browser {
        let mut browser = self.stranger();
        let page = self.sign_in(&mut browser, username, PASSWORD).await;
        let first = page.redirect().unwrap_or_else(|| panic!("not signed in: {}", page.words()));
        assert_eq!(browser.get(&first).await.status, 200, "{username} may work at {first}");
        browser
    }

    /// Fills in the sign-in form and sends it.
    pub async fn sign_in(&self, browser: &mut Browser, username: &str, password: &str) -> Page {
        browser.post("/masuk", &[("username", username), ("password", password), ("ke", "")]).await
    }

    /// Lets time pass.
    pub fn wait(&self, duration: Duration) {
        self.clock.advance(duration);
    }

    /// Where a program is managed that was just let in, reading and answering for the agency of public works.
    pub async fn program_path(&self, administrator: &mut Browser) -> String {
        let fields = [
            ("name", "Kanal nasional"),
            ("unit", "pupr"),
            ("rights", "answer"),
            ("rights", "see-contact"),
            ("through", "2027-03-12"),
        ];
        let page = administrator.post("/kelola/aplikasi/baru", &fields).await;
        let to = page.redirect().unwrap_or_else(|| panic!("not let in: {}", page.words()));
        to.split('?').next().unwrap().to_owned()
    }

    /// Where a member of staff is managed.
    pub fn officer_path(&self, username: &str) -> String {
        let org = self.platform.org();
        format!("/kelola/staf/{}", org.staff_by_username(&username.parse().unwrap()).unwrap().id)
    }
}

/// What the office starts with.
pub fn seed() -> seed::Seed {
    let regency = Regency {
        name: "Kabupaten Nunukan".into(),
        region: "65.03".into(),
        zone: hadir_calendar::Zone::Wita,
        ..Regency::default()
    };
    seed::Seed {
        units: seed::read_units(UNITS),
        staff: seed::read_staff(STAFF),
        password: Some(HASH.clone()),
        services: seed::read_services(SERVICES),
        categories: seed::read_categories(CATEGORIES),
        regency: Some(regency),
        ..seed::national_settings()
    }
}
