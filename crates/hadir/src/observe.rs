//! Logging: one line an event on standard error, as text or JSON (`HADIR_LOG_FORMAT=json`), filtered by `HADIR_LOG`.
//!
//! What is never logged: secret codes, contacts, names, report texts, passwords, and paths (only route patterns).

use tracing_subscriber::EnvFilter;

/// Starts logging for the rest of the process.
pub fn start() {
    let filter = EnvFilter::try_from_env("HADIR_LOG").unwrap_or_else(|_| EnvFilter::new("warn,hadir=info,sqlx=error"));
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::env::var("HADIR_LOG_FORMAT").is_ok_and(|format| format == "json") {
        subscriber.json().init();
    } else {
        subscriber.init();
    }
}
