//! The desk's lists: keyset pages over partial indexes, each branch of one unit read from its own place in the index.

use hadir_oplog::ActorId;
use hadir_org::UnitCode;
use hadir_store::{Fault, Pool, Value, params};
use jiff::Timestamp;
use sqlx::AssertSqlSafe;

use super::Reach;

/// Which cases a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Everything that is open.
    Inbox,
    /// What the citizen wrote about and the office has not taken up yet, the longest waiting first.
    Wrote,
    /// What waits for a colleague to agree to it, the longest waiting first.
    Proposed,
    /// What the person reading handles.
    Mine,
    /// What the person reading was told of: its limit comes near or has passed.
    Told,
    /// Where a colleague mentioned the person reading, and they have not seen it yet.
    Mentioned,
    /// What is past its limit.
    Overdue,
    /// What waits for the citizen.
    Waiting,
    /// What no one handles yet.
    Unassigned,
    /// What is done, the latest first.
    Done,
    /// What only a closed circle may see.
    Sealed,
}

impl View {
    /// Every view, in the order people are shown them.
    pub const ALL: [Self; 11] = [
        Self::Inbox,
        Self::Wrote,
        Self::Proposed,
        Self::Told,
        Self::Mentioned,
        Self::Mine,
        Self::Overdue,
        Self::Waiting,
        Self::Unassigned,
        Self::Done,
        Self::Sealed,
    ];
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Hash, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns are described at the projection")]
pub struct Row {
    pub place_in_time: i64,
    pub id: Vec<u8>,
    pub number: String,
    pub kind: String,
    pub channel: String,
    pub category: Option<String>,
    pub region: Option<String>,
    pub unit: String,
    pub staff: Option<Vec<u8>>,
    pub status: String,
    pub is_danger: bool,
    pub title: String,
    pub excerpt: String,
    pub received_at: i64,
    pub due_at: i64,
    pub paused_since: Option<i64>,
    pub closes_at: Option<i64>,
    pub escalated_at: Option<i64>,
    pub touched_at: i64,
    pub wrote_at: Option<i64>,
    pub voices: i64,
    pub proposed_at: Option<i64>,
    pub send_at: Option<i64>,
}

pub(super) const COLUMNS: &str = "place_in_time, id, number, kind, channel, category, region, unit, staff, status, is_danger, \
     title, excerpt, received_at, due_at, paused_since, closes_at, escalated_at, touched_at, wrote_at, voices, proposed_at, send_at";

/// Where a page of a list begins: after the row with this order value and place in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeskPlace {
    /// The limit, in milliseconds; for what is done the latest change, for what the citizen wrote about when they did.
    pub order: i64,
    /// The row's place in time.
    pub place: i64,
}

impl DeskPlace {
    /// The place of a row in a view.
    pub fn of(row: &Row, view: View) -> Self {
        let order = match view {
            View::Done => row.touched_at,
            View::Wrote => row.wrote_at.unwrap_or_default(),
            View::Proposed => row.proposed_at.unwrap_or_default(),
            _ => row.due_at,
        };
        Self { order, place: row.place_in_time }
    }
}

/// Whose list, at which moment.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The units whose cases may be shown.
    pub reach: &'a Reach,
    /// The person reading.
    pub staff: ActorId,
    /// Whose work they do meanwhile, because those are away; of more than [`STOOD_IN_MAX`] the first.
    pub stands_in_for: &'a [ActorId],
    /// Now.
    pub now: Timestamp,
}

/// One person whose cases alone are read, from their own place in an index.
#[derive(Clone, Copy)]
pub(super) struct Only {
    /// The person.
    pub staff: ActorId,
    /// Of what is done: first answered from this instant on, in milliseconds since 1970, UTC.
    pub answered_from: i64,
}

/// People whose work one person is shown at once.
pub const STOOD_IN_MAX: usize = 60;
/// Units that are read each from its own place in the index; beyond, one index over all units is filtered.
pub(super) const BRANCHES_MAX: usize = 48;
/// Counts stop one beyond this; a page then says "more than".
pub const COUNT_MAX: i64 = 200;

/// A page of a list, and the reading place of the next one's beginning is its last row.
pub async fn list(
    pool: &Pool,
    view: View,
    asked: &Asked<'_>,
    after: Option<DeskPlace>,
    limit: i64,
) -> Result<Vec<Row>, Fault> {
    let Some((sql, params)) = statement(view, asked, None, after, limit, COLUMNS) else { return Ok(Vec::new()) };
    Ok(pool.all(AssertSqlSafe(sql), params).await?)
}

/// Cases that two offices moved at once and that someone in reach is asked about, nearest limit first.
pub async fn contested(pool: &Pool, reach: &Reach, limit: i64) -> Result<Vec<Row>, Fault> {
    let mut params = Vec::new();
    let mut bind = |value: Value| {
        params.push(value);
        format!("${}", params.len())
    };
    let within = match reach {
        Reach::All => String::new(),
        Reach::Units(units) if units.is_empty() => return Ok(Vec::new()),
        Reach::Units(units) => format!(" where unit in {}", list_of(units, &mut bind)),
    };
    let limit = bind(Value::Int(limit));
    let sql = format!(
        "select {COLUMNS} from cases where place_in_time in (select place_in_time from case_conflicts{within}) \
         order by due_at, place_in_time limit {limit}"
    );
    Ok(pool.all(AssertSqlSafe(sql), params).await?)
}

/// Open cases of a unit that are looked at for those of one topic.
const ALIKE_LOOKED_AT: i64 = 200;

/// Open cases of one unit and topic, in no closed circle, the newest first; among those whose limit is farthest, which are
/// nearly always the newest.
pub async fn alike(pool: &Pool, unit: &str, category: &str, limit: i64) -> Result<Vec<Row>, Fault> {
    let sql = format!(
        "select {COLUMNS} from (select {COLUMNS} from cases where unit = $1 and is_open and not is_sealed \
         order by due_at desc, place_in_time desc limit $2) as latest \
         where category = $3 order by place_in_time desc limit $4"
    );
    Ok(pool.all(AssertSqlSafe(sql), params![unit, ALIKE_LOOKED_AT, category, limit]).await?)
}

/// How the list's statement is carried out; for the test that proves that an index is used.
pub async fn plan(pool: &Pool, view: View, asked: &Asked<'_>, limit: i64) -> Result<Vec<String>, Fault> {
    let Some((sql, params)) = statement(view, asked, None, None, limit, COLUMNS) else { return Ok(Vec::new()) };
    Ok(pool.plan(&sql, params).await?)
}

/// How many cases the views hold; one more than [`COUNT_MAX`] means more than that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow, Hash)]
#[expect(missing_docs, reason = "the names are those of the views")]
pub struct Counts {
    pub inbox: i64,
    pub wrote: i64,
    pub proposed: i64,
    pub mine: i64,
    pub told: i64,
    pub mentioned: i64,
    pub overdue: i64,
    pub waiting: i64,
    pub unassigned: i64,
    pub sealed: i64,
}

/// Counts the views, all in one trip. `sealed` only for those who may see that there are any.
pub async fn counts(pool: &Pool, asked: &Asked<'_>, sealed: Option<&Reach>) -> Result<Counts, Fault> {
    let (sql, params) = counting(asked, sealed);
    Ok(pool.one(AssertSqlSafe(sql), params).await?)
}

/// The statement that counts the views, each under the name of its field.
fn counting(asked: &Asked<'_>, sealed: Option<&Reach>) -> (String, Vec<Value>) {
    let mut params = Vec::new();
    let mut count = |name: &str, view, asked: Option<&Asked<'_>>| {
        let columns = "due_at, wrote_at, proposed_at, place_in_time";
        match asked.and_then(|asked| statement_with(&mut params, view, asked, None, None, COUNT_MAX + 1, columns)) {
            Some(inner) => format!("(select cast(count(*) as bigint) from ({inner}) as counted) as {name}"),
            None => format!("cast(0 as bigint) as {name}"),
        }
    };
    let circle = sealed.map(|reach| Asked { reach, ..*asked });
    let counts = [
        count("inbox", View::Inbox, Some(asked)),
        count("wrote", View::Wrote, Some(asked)),
        count("proposed", View::Proposed, Some(asked)),
        count("mine", View::Mine, Some(asked)),
        count("told", View::Told, Some(asked)),
        count("mentioned", View::Mentioned, Some(asked)),
        count("overdue", View::Overdue, Some(asked)),
        count("waiting", View::Waiting, Some(asked)),
        count("unassigned", View::Unassigned, Some(asked)),
        count("sealed", View::Sealed, circle.as_ref()),
    ];
    (format!("select {}", counts.join(", ")), params)
}

/// The column a view is in order of, and which way; cases of one value by their place in time, the same way.
pub(super) const fn order_of(view: View) -> (&'static str, &'static str) {
    match view {
        View::Done => ("touched_at", "desc"),
        View::Wrote => ("wrote_at", "asc"),
        View::Proposed => ("proposed_at", "asc"),
        _ => ("due_at", "asc"),
    }
}

/// The statement of a view: one branch a unit, each read in order from its own place in the index and merged.
pub(super) fn statement(
    view: View,
    asked: &Asked<'_>,
    only: Option<Only>,
    after: Option<DeskPlace>,
    limit: i64,
    columns: &str,
) -> Option<(String, Vec<Value>)> {
    let mut params = Vec::new();
    let sql = statement_with(&mut params, view, asked, only, after, limit, columns)?;
    Some((sql, params))
}

/// The same as a part of a larger statement, its values behind those that are there.
pub(super) fn statement_with(
    params: &mut Vec<Value>,
    view: View,
    asked: &Asked<'_>,
    only: Option<Only>,
    after: Option<DeskPlace>,
    limit: i64,
    columns: &str,
) -> Option<String> {
    // What someone handles is found by the person, not by the unit.
    let is_persons = matches!(view, View::Mine | View::Told | View::Mentioned);
    // Before anything is bound: a value that no part of a statement names is refused by PostgreSQL.
    if asked.reach.is_empty() && !is_persons {
        return None;
    }
    let (order, direction) = order_of(view);
    let compare = if direction == "asc" { ">" } else { "<" };
    let table = table_of(view);
    let (order, place) = if table.is_some() { ("told_due_at", "told_place") } else { (order, "place_in_time") };
    let mut bind = |value: Value| {
        params.push(value);
        format!("${}", params.len())
    };
    let limit = bind(Value::Int(limit));
    let wanted = conditions(view, asked, &mut bind);
    let after = after.map_or_else(String::new, |after| {
        let (order_value, place_value) = (bind(Value::Int(after.order)), bind(Value::Int(after.place)));
        format!(" and ({order}, {place}) {compare} ({order_value}, {place_value})")
    });
    let by = format!("order by {order} {direction}, {place} {direction} limit {limit}");
    let from = table.map_or_else(|| "cases".to_owned(), told_in);
    let select = |wanted: String| format!("select {columns} from {from} where {wanted}{after}");
    let branches: Vec<String> = match asked.reach {
        _ if let Some(only) = only => {
            let held = held_by(only, view, asked.reach, &mut bind);
            wanted.into_iter().map(|wanted| format!("{held} and {wanted}")).collect()
        }
        Reach::Units(units) if !is_persons && units.len() <= BRANCHES_MAX => {
            let units = units.iter().map(|unit| bind(Value::Text(unit.as_str().to_owned())));
            units.flat_map(|unit| wanted.iter().map(move |wanted| format!("unit = {unit} and {wanted}"))).collect()
        }
        // An expression keeps the engine from gathering the cases of each unit, which it would have to sort.
        Reach::Units(units) if !is_persons => {
            let units = list_of(units, &mut bind);
            wanted.into_iter().map(|wanted| format!("coalesce(unit, '') in {units} and {wanted}")).collect()
        }
        _ => wanted,
    };
    let selects = branches.into_iter().map(select).collect::<Vec<_>>().join(" union all ");
    Some(format!("{selects} {by}"))
}

/// What one person has of a view, at their place in an index.
fn held_by(only: Only, view: View, reach: &Reach, bind: &mut impl FnMut(Value) -> String) -> String {
    let staff = bind(Value::Bytes(only.staff.as_bytes().to_vec()));
    let held = match view {
        View::Done => format!("staff = {staff} and answered_at >= {}", bind(Value::Int(only.answered_from))),
        _ => format!("staff = {staff} and {WAITS}"),
    };
    match reach {
        Reach::All => held,
        // An expression, so that the person's place in an index is used and not the units'.
        Reach::Units(units) => format!("{held} and coalesce(unit, '') in {}", list_of(units, bind)),
    }
}

/// The table that names the cases of a view for each person, where there is one.
const fn table_of(view: View) -> Option<&'static str> {
    match view {
        View::Told => Some("case_told"),
        View::Mentioned => Some("case_mentions"),
        _ => None,
    }
}

/// What such a table names, in the order of the limits, with the cases.
fn told_in(table: &str) -> String {
    format!(
        "(select staff as told_staff, due_at as told_due_at, place_in_time as told_place from {table}) as told \
         join cases on place_in_time = told_place"
    )
}

/// Units as the list of an `in`.
pub(super) fn list_of(units: &[UnitCode], bind: &mut impl FnMut(Value) -> String) -> String {
    let units: Vec<_> = units.iter().map(|unit| bind(Value::Text(unit.as_str().to_owned()))).collect();
    format!("({})", units.join(", "))
}

/// What waits for somebody: it is open, or it is done and the citizen has written since.
pub(super) const WAITS: &str = "(is_open or wrote_at is not null)";

/// What a view holds; where that is read from several places in an index, one condition for each.
fn conditions(view: View, asked: &Asked<'_>, bind: &mut impl FnMut(Value) -> String) -> Vec<String> {
    let own = condition(view, asked, bind);
    if view != View::Mine || asked.reach.is_empty() {
        return vec![own];
    }
    let within = match asked.reach {
        Reach::Units(units) if !asked.stands_in_for.is_empty() => format!(" and unit in {}", list_of(units, bind)),
        _ => String::new(),
    };
    // What those who are away have in a closed circle is shown to nobody in their place.
    let others = asked.stands_in_for.iter().take(STOOD_IN_MAX).filter(|id| **id != asked.staff);
    let others = others.map(|id| format!("{} and not is_sealed{within}", handled_by(*id, bind))).collect::<Vec<_>>();
    std::iter::once(own).chain(others).collect()
}

/// What waits for somebody at one person's place in the index.
fn handled_by(id: ActorId, bind: &mut impl FnMut(Value) -> String) -> String {
    format!("staff = {} and {WAITS}", bind(Value::Bytes(id.as_bytes().to_vec())))
}

fn condition(view: View, asked: &Asked<'_>, bind: &mut impl FnMut(Value) -> String) -> String {
    match view {
        View::Inbox => "is_open and not is_sealed".to_owned(),
        View::Mine => {
            let mine = handled_by(asked.staff, bind);
            // Whoever is given a case of a closed circle sees it; any other case only where they still read cases.
            match asked.reach {
                Reach::All => mine,
                Reach::Units(units) if units.is_empty() => format!("{mine} and is_sealed"),
                Reach::Units(units) => format!("{mine} and (is_sealed or unit in {})", list_of(units, bind)),
            }
        }
        View::Told => {
            let staff = bind(Value::Bytes(asked.staff.as_bytes().to_vec()));
            let told = format!("told_staff = {staff}");
            // Somebody may have been told before the case was put into a closed circle, which then is not theirs.
            match asked.reach {
                Reach::All => format!("{told} and (not is_sealed or staff = {staff})"),
                Reach::Units(units) if units.is_empty() => format!("{told} and is_sealed and staff = {staff}"),
                Reach::Units(units) => {
                    let units = list_of(units, bind);
                    format!("{told} and (not is_sealed and unit in {units} or is_sealed and staff = {staff})")
                }
            }
        }
        View::Mentioned => {
            let mentioned =
                format!("told_staff = {} and not is_sealed", bind(Value::Bytes(asked.staff.as_bytes().to_vec())));
            match asked.reach {
                Reach::All => mentioned,
                // Whoever reads no unit's cases any more finds none; the list of no unit would be no statement.
                Reach::Units(units) if units.is_empty() => format!("{mentioned} and false"),
                Reach::Units(units) => format!("{mentioned} and unit in {}", list_of(units, bind)),
            }
        }
        View::Overdue => {
            let now = bind(Value::Int(asked.now.as_millisecond()));
            format!("is_open and not is_sealed and due_at < {now} and paused_since is null")
        }
        View::Waiting => "status = 'waiting' and not is_sealed".to_owned(),
        View::Unassigned => "is_open and not is_sealed and staff is null".to_owned(),
        View::Done => "not is_open and not is_sealed".to_owned(),
        View::Wrote => "wrote_at is not null and not is_sealed".to_owned(),
        View::Proposed => "proposed_at is not null and not is_sealed".to_owned(),
        View::Sealed => format!("{WAITS} and is_sealed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_read_from_its_own_place_in_the_index() {
        let reach = Reach::Units(["dishub", "pupr"].map(|code| UnitCode::try_new(code).unwrap()).to_vec());
        let asked = Asked {
            reach: &reach,
            staff: ActorId::from_bytes([1; 16]),
            stands_in_for: &[],
            now: Timestamp::UNIX_EPOCH,
        };
        let after = Some(DeskPlace { order: 5, place: 6 });
        let (sql, params) = statement(View::Inbox, &asked, None, after, 50, "number").unwrap();
        let branch = |n| {
            format!(
                "select number from cases where unit = ${n} and is_open and not is_sealed \
                 and (due_at, place_in_time) > ($2, $3)"
            )
        };
        assert_eq!(
            sql,
            format!("{} union all {} order by due_at asc, place_in_time asc limit $1", branch(4), branch(5))
        );
        assert_eq!(params.len(), 5);
    }

    #[test]
    fn who_may_see_no_unit_sees_nothing_and_nothing_is_bound_for_it() {
        let reach = Reach::Units(Vec::new());
        let asked = Asked {
            reach: &reach,
            staff: ActorId::from_bytes([1; 16]),
            stands_in_for: &[],
            now: Timestamp::UNIX_EPOCH,
        };
        assert!(statement(View::Inbox, &asked, None, None, 50, "number").is_none());
        let (sql, params) = counting(&asked, None);
        for place in 1..=params.len() {
            assert!(sql.contains(&format!("${place}")), "${place} of {}: {sql}", params.len());
        }
    }
}
