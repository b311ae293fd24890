//! How much work people have: figures of several persons in one trip, each read from that person's own place in two indexes
//! and no further than a bound, so that they cost what the people have and not what the regency has.

use hadir_oplog::ActorId;
use hadir_store::{Fault, Pool, Value};
use jiff::Timestamp;
use sqlx::AssertSqlSafe;

use super::{Reach, desk};

/// Open cases, and answered ones, of one person that are looked at.
pub const HELD_MAX: i64 = 1_000;

/// People whose work is read in one trip.
pub const LOADS_AT_ONCE: usize = 100;

/// Which cases are counted, and what counts as soon.
#[derive(Clone, Copy)]
pub struct LoadAsked<'a> {
    /// The units whose cases are counted. What is in a closed circle counts for nobody.
    pub reach: &'a Reach,
    /// Now.
    pub now: Timestamp,
    /// A limit before this instant is near, in milliseconds since 1970, UTC.
    pub soon_before: i64,
    /// Answers count from this instant on, in the same measure.
    pub answered_from: i64,
}

/// The work of one person. Each figure is that of the list which the same view and filter show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Load {
    /// Open cases; [`HELD_MAX`] means as many or more, and that the three figures beneath are of the first by their limits.
    pub open: i64,
    /// Of these, those whose limit is near.
    pub soon: i64,
    /// Of these, those whose limit has passed while the clock runs.
    pub late: i64,
    /// Of these, those that wait for the citizen.
    pub waiting: i64,
    /// Cases that were first answered since the instant asked for; [`HELD_MAX`] means as many or more.
    pub answered: i64,
}

/// The work of some people, in their order.
pub async fn loads(pool: &Pool, staff: &[ActorId], asked: &LoadAsked<'_>) -> Result<Vec<Load>, Fault> {
    match statement(staff, asked) {
        Some((sql, params)) => Ok(pool.all(AssertSqlSafe(sql), params).await?),
        None => Ok(vec![Load::default(); staff.len()]),
    }
}

/// How the figures are read; for the test that proves that indexes are used.
pub async fn load_plan(pool: &Pool, staff: &[ActorId], asked: &LoadAsked<'_>) -> Result<Vec<String>, Fault> {
    let Some((sql, params)) = statement(staff, asked) else { return Ok(Vec::new()) };
    Ok(pool.plan(&sql, params).await?)
}

fn statement(staff: &[ActorId], asked: &LoadAsked<'_>) -> Option<(String, Vec<Value>)> {
    // Before anything is bound: a value that no part of a statement names is refused by PostgreSQL.
    if staff.is_empty() || asked.reach.is_empty() {
        return None;
    }
    let mut params = Vec::new();
    let mut bind = |value: Value| {
        params.push(value);
        format!("${}", params.len())
    };
    let units = match asked.reach {
        Reach::All => String::new(),
        Reach::Units(units) => format!(" and unit in {}", desk::list_of(units, &mut bind)),
    };
    let instants = [asked.now.as_millisecond(), asked.soon_before, asked.answered_from, HELD_MAX];
    let [now, soon, since, most] = instants.map(|instant| bind(Value::Int(instant)));
    let of_one = |(place, id): (usize, &ActorId)| {
        let staff = bind(Value::Bytes(id.as_bytes().to_vec()));
        let answered = format!(
            "select answered_at from cases where staff = {staff} and answered_at >= {since} \
             and not is_open and not is_sealed{units} limit {most}"
        );
        let held = format!(
            "select due_at, paused_since, status from cases where staff = {staff} and {} \
             and is_open and not is_sealed{units} order by due_at, place_in_time limit {most}",
            desk::WAITS
        );
        let sum =
            |condition: String| format!("cast(coalesce(sum(case when {condition} then 1 else 0 end), 0) as bigint)");
        format!(
            "select {place} as place, cast(count(*) as bigint) as open, {} as soon, {} as late, {} as waiting, \
             (select cast(count(*) as bigint) from ({answered}) as answered) as answered from ({held}) as held",
            sum(format!("paused_since is null and due_at >= {now} and due_at < {soon}")),
            sum(format!("paused_since is null and due_at < {now}")),
            sum("status = 'waiting'".to_owned()),
        )
    };
    let all = staff.iter().enumerate().map(of_one).collect::<Vec<_>>().join(" union all ");
    Some((format!("select open, soon, late, waiting, answered from ({all}) as loads order by place"), params))
}
