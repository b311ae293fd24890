//! A small regency as citizens meet it: an emergency number, villages to choose from, offices that answer.

use hadir_org::Regency;
use hadir_org::seed::{self, Seed};
use hadir_store::params;
use hadir_testkit::http::{Browser, Page};
use hadir_testkit::postgres::Database;

use crate::meja_office::Office;

/// A report that is in order.
pub const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";

/// A town to live in.
pub struct Town {
    pub office: Office,
}

impl Town {
    pub async fn on_sqlite() -> Self {
        Self::around(Office::on_sqlite().await).await
    }

    pub async fn on_postgres(database: Database) -> Self {
        Self::around(Office::on_postgres(database).await).await
    }

    async fn around(office: Office) -> Self {
        let platform = office.cases.platform();
        let regency = Regency {
            emergency: Some("112".to_owned()),
            reports_per_hour: 5,
            photo_bytes_max: 200_000,
            ..platform.org().regency().clone()
        };
        seed::install(platform.directory(), Seed { regency: Some(regency), ..Seed::default() }, |_| ()).await.unwrap();
        let regions = [
            ("65.03.10", "65.03", "Sebatik Timur"),
            ("65.03.10.2001", "65.03.10", "Sungai Nyamuk"),
            ("65.03.12", "65.03", "Sebatik Tengah"),
            ("65.03.12.2003", "65.03.12", "Aji Kuning"),
        ];
        for (code, parent, name) in regions {
            let sql = "insert into regions (code, parent, name) values ($1, $2, $3)";
            platform.store().node_tables().run(sql, params![code, parent, name]).await.unwrap();
        }
        Self { office }
    }

    /// A citizen's browser.
    pub fn citizen(&self) -> Browser {
        self.office.stranger()
    }

    /// Fills in the form of `/lapor` with these fields and sends it.
    pub async fn send(&self, browser: &mut Browser, fields: &[(&str, &str)]) -> Page {
        let page = browser.get("/lapor").await;
        let form = fields.iter().fold(page.form("/lapor"), |form, (name, value)| form.fill(name, value));
        browser.submit(&page, &form).await
    }

    /// A citizen's report with these fields; gives the address that opens it.
    pub async fn reported(&self, fields: &[(&str, &str)]) -> String {
        let page = self.send(&mut self.citizen(), fields).await;
        page.redirect().unwrap_or_else(|| panic!("not filed: {}", page.words()))
    }

    /// The public number of the report behind an address.
    pub async fn number(&self, address: &str) -> String {
        let page = self.citizen().get(address).await;
        let words = page.words();
        let start = words.find("SBT-").unwrap_or_else(|| panic!("no number: {words}"));
        words[start..].split_whitespace().next().unwrap().to_owned()
    }
}

/// Declares a test that gets a town on SQLite, and the same test on PostgreSQL.
macro_rules! in_both_towns {
    ($(async fn $name:ident($town:ident) $body:block)*) => {$(
        async fn $name($town: crate::town::Town) $body

        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                super::$name(crate::town::Town::on_sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let Some(postgres) = hadir_testkit::postgres::Postgres::shared() else {
                    hadir_testkit::skip!("PostgreSQL is not installed here")
                };
                super::$name(crate::town::Town::on_postgres(postgres.fresh_database()).await).await;
            }
        }
    )*};
}
pub(crate) use in_both_towns;
