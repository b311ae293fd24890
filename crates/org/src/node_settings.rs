//! Settings of this node alone, kept in its own tables: they are not operations and never reach another node.

use hadir_store::{Fault, Store, params};

/// The name under which a node keeps the prefix of the public numbers it gives.
pub const NUMBER_PREFIX: &str = "number_prefix";

/// The value of a setting, if it was ever set.
pub async fn get(store: &Store, name: &str) -> Result<Option<String>, Fault> {
    let found: Option<(String,)> =
        store.reads().optional("select value from settings where name = $1", params![name]).await?;
    Ok(found.map(|(value,)| value))
}

/// Sets a setting.
pub async fn set(store: &Store, name: &str, value: &str) -> Result<(), Fault> {
    let sql =
        "insert into settings (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";
    store.node_tables().run(sql, params![name, value]).await?;
    Ok(())
}
