//! Runs one test on both engines.

/// Declares a test that gets an office on SQLite, and the same test on PostgreSQL.
macro_rules! on_both_engines {
    ($(async fn $name:ident($office:ident) $body:block)*) => {$(
        async fn $name($office: crate::office::Office) $body

        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                super::$name(crate::office::Office::on_sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let Some(postgres) = hadir_testkit::postgres::Postgres::shared() else {
                    hadir_testkit::skip!("PostgreSQL is not installed here")
                };
                super::$name(crate::office::Office::on_postgres(postgres.fresh_database()).await).await;
            }
        }
    )*};
}
pub(crate) use on_both_engines;
