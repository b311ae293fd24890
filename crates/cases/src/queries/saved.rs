//! Lists of the desk that are kept under a name: somebody's own, and those of a unit. They are this node's alone, as
//! sign-ins are. Their counts look at so much of a list and no further.

use hadir_oplog::ActorId;
use hadir_org::UnitCode;
use hadir_store::{Fault, Pool, Value, params};
use sqlx::AssertSqlSafe;

use super::desk::{Asked, View, statement_with};
use super::filter::{DeskFilter, LOOKED_MAX};

/// Lists that one person can keep, and lists that one unit can.
pub const SAVED_MAX: usize = 20;

/// A list under a name.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SavedView {
    /// Its identity, 16 bytes.
    pub id: Vec<u8>,
    /// Whose it is: a unit's code, or nothing for whoever reads.
    pub unit: String,
    /// Its name.
    pub name: String,
    /// View and filter, as an address holds them.
    pub query: String,
}

/// What a person finds in the side list: their unit's first, then their own, each by name.
pub async fn saved(pool: &Pool, staff: ActorId, unit: &UnitCode) -> Result<Vec<SavedView>, Fault> {
    let (sql, params) = finds(staff, unit);
    let mut views: Vec<SavedView> = pool.all(AssertSqlSafe(sql), params).await?;
    views.sort_by(|one, other| (&other.unit, one.name.to_lowercase()).cmp(&(&one.unit, other.name.to_lowercase())));
    Ok(views)
}

fn finds(staff: ActorId, unit: &UnitCode) -> (String, Vec<Value>) {
    let columns = "id, unit, name, query";
    let own = format!("select {columns} from desk_views where unit = '' and staff = $1 order by name limit $3");
    let units = format!("select {columns} from desk_views where unit = $2 order by staff, name limit $3");
    let sql = format!("select {columns} from ({own}) as own union all select {columns} from ({units}) as units");
    (sql, params![*staff.as_bytes(), unit.as_str(), SAVED_MAX as i64])
}

/// How the side list is found; for the test that proves that an index is used.
pub async fn saved_plan(pool: &Pool, staff: ActorId, unit: &UnitCode) -> Result<Vec<String>, Fault> {
    let (sql, params) = finds(staff, unit);
    Ok(pool.plan(&sql, params).await?)
}

/// What a filter reads of a row.
const FILTERED: &str = "place_in_time, due_at, kind, channel, category, region, staff, status, received_at, paused_since, closes_at, \
    answered_at";

/// A list to be counted: its view, whose, and what narrows it.
pub type Counted<'a> = (View, Asked<'a>, DeskFilter);

/// How many cases of each list its filter lets through, of the first [`LOOKED_MAX`], and whether there may be more behind
/// them; all lists in one trip.
pub async fn matches(pool: &Pool, lists: &[Counted<'_>]) -> Result<Vec<(i64, bool)>, Fault> {
    let (mut params, mut counts) = (Vec::new(), Vec::new());
    for (place, (view, asked, filter)) in lists.iter().enumerate() {
        let only = filter.only(*view);
        counts.push(match statement_with(&mut params, *view, asked, only, None, LOOKED_MAX, &columns(*view)) {
            None => format!("select {place} as place, cast(0 as bigint) as looked_at, cast(0 as bigint) as matching"),
            Some(looked) => {
                let wanted = filter.condition(asked.now, &mut |value: Value| {
                    params.push(value);
                    format!("${}", params.len())
                });
                format!(
                    "select {place} as place, cast(count(*) as bigint) as looked_at, \
                     cast(coalesce(sum(case when {wanted} then 1 else 0 end), 0) as bigint) as matching \
                     from ({looked}) as looked"
                )
            }
        });
    }
    if counts.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("select looked_at, matching from ({}) as counts order by place", counts.join(" union all "));
    let counts: Vec<(i64, i64)> = pool.all(AssertSqlSafe(sql), params).await?;
    Ok(counts.into_iter().map(|(looked_at, matching)| (matching, looked_at == LOOKED_MAX)).collect())
}

/// With what the view is in order of: each branch of a union has to have it.
fn columns(view: View) -> String {
    match super::desk::order_of(view).0 {
        "due_at" => FILTERED.to_owned(),
        order => format!("{FILTERED}, {order}"),
    }
}

/// Keeps a list; gives whether there was room. The same identity once more changes nothing. Counting and keeping are
/// one statement, so that nobody comes in between.
pub async fn keep_view(pool: &Pool, staff: ActorId, view: &SavedView) -> Result<bool, Fault> {
    let among = if view.unit.is_empty() { "unit = $3 and staff = $2" } else { "unit = $3" };
    let sql = format!(
        "insert into desk_views (id, staff, unit, name, query) select $1, $2, $3, $4, $5 \
         where (select count(*) from desk_views where {among} and id <> $1) < $6 on conflict (id) do nothing"
    );
    let values = params![
        view.id.clone(),
        *staff.as_bytes(),
        view.unit.as_str(),
        view.name.as_str(),
        view.query.as_str(),
        SAVED_MAX as i64
    ];
    if pool.run(AssertSqlSafe(sql), values).await? > 0 {
        return Ok(true);
    }
    let there: Option<(i64,)> =
        pool.optional("select cast(1 as bigint) from desk_views where id = $1", params![view.id.clone()]).await?;
    Ok(there.is_some())
}

/// A list of this identity, as far as it is this person's own or of this unit.
pub async fn saved_view(pool: &Pool, id: &[u8], staff: ActorId, unit: &UnitCode) -> Result<Option<SavedView>, Fault> {
    let sql = "select id, unit, name, query from desk_views where id = $1 and (unit = '' and staff = $2 or unit = $3)";
    Ok(pool.optional(sql, params![id.to_vec(), *staff.as_bytes(), unit.as_str()]).await?)
}

/// Gives a list another name.
pub async fn rename_view(pool: &Pool, id: &[u8], name: &str) -> Result<(), Fault> {
    pool.run("update desk_views set name = $1 where id = $2", params![name, id.to_vec()]).await?;
    Ok(())
}

/// Keeps a list no longer.
pub async fn drop_view(pool: &Pool, id: &[u8]) -> Result<(), Fault> {
    pool.run("delete from desk_views where id = $1", params![id.to_vec()]).await?;
    Ok(())
}
