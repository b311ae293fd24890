//! What a list is narrowed to besides its view and units. There is no index for each combination, so a page looks at so
//! many of the list's cases in its order, or of those that one person has of it, shows those that match, and says how far it
//! looked.

use hadir_oplog::ActorId;
use hadir_store::{Fault, Pool, Value};
use jiff::Timestamp;
use sqlx::AssertSqlSafe;

use super::desk::{Asked, COLUMNS, DeskPlace, Only, Row, View, order_of, statement};
use crate::kinds::{Channel, ReportKind, Status};

/// Cases of a list that one page looks at.
pub const LOOKED_MAX: i64 = 2_000;

/// Who handles the cases that are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handler {
    /// Nobody yet.
    Nobody,
    /// This person.
    Person(ActorId),
}

/// How the cases stand that are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The office still owes something.
    Open,
    /// Open and past the limit, while the clock runs.
    Overdue,
    /// The office owes nothing on the matter any more.
    Done,
    /// Exactly so; what silence has closed counts as closed.
    Is(Status),
}

/// What the cases of a list have in common; nothing of it means every case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskFilter {
    /// What they ask for.
    pub kind: Option<ReportKind>,
    /// Their category, by its code.
    pub category: Option<String>,
    /// The district or village they are about, by its code.
    pub place: Option<String>,
    /// The way they came.
    pub channel: Option<Channel>,
    /// Who handles them.
    pub handler: Option<Handler>,
    /// How they stand.
    pub standing: Option<Standing>,
    /// When they were received: from this instant on, in milliseconds since 1970, UTC.
    pub from: Option<i64>,
    /// When they were received: before this instant, in the same measure.
    pub before: Option<i64>,
    /// Their limit is still to come and before this instant, in the same measure, and runs.
    pub due_before: Option<i64>,
    /// Their limit is before this instant, in the same measure, whether it has passed or not, and runs.
    pub owed_before: Option<i64>,
    /// When they were first answered: from this instant on, in the same measure.
    pub answered_from: Option<i64>,
}

/// A page of a filtered list.
#[derive(Clone, Debug, PartialEq)]
pub struct Filtered {
    /// The cases that match, in the order of the list.
    pub rows: Vec<Row>,
    /// How many cases were looked at.
    pub looked_at: usize,
    /// After which place the next page begins, if there is anything there.
    pub next: Option<DeskPlace>,
}

impl DeskFilter {
    /// Whether it lets every case through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The person whose cases alone are wanted, where an index leads to what they have of a view. The page then looks at
    /// theirs, and not at those of everybody.
    pub(super) fn only(&self, view: View) -> Option<Only> {
        let Some(Handler::Person(staff)) = self.handler else { return None };
        let answered_from = match view {
            View::Inbox | View::Overdue | View::Waiting => 0,
            View::Done => self.answered_from?,
            _ => return None,
        };
        Some(Only { staff, answered_from })
    }

    /// The condition on a row, its values bound in turn.
    pub(super) fn condition(&self, now: Timestamp, bind: &mut impl FnMut(Value) -> String) -> String {
        let mut all = Vec::new();
        let text = |value: &str| Value::Text(value.to_owned());
        if let Some(kind) = self.kind {
            all.push(format!("kind = {}", bind(text(kind.as_str()))));
        }
        if let Some(category) = &self.category {
            all.push(format!("category = {}", bind(text(category))));
        }
        if let Some(place) = &self.place {
            let (code, below) = (bind(text(place)), bind(text(&format!("{place}."))));
            all.push(format!("(region = {code} or substr(region, 1, {}) = {below})", place.len() + 1));
        }
        if let Some(channel) = self.channel {
            all.push(format!("channel = {}", bind(text(channel.as_str()))));
        }
        match self.handler {
            Some(Handler::Nobody) => all.push("staff is null".to_owned()),
            Some(Handler::Person(id)) => {
                all.push(format!("staff = {}", bind(Value::Bytes(id.as_bytes().to_vec()))));
            }
            None => {}
        }
        if let Some(standing) = self.standing {
            all.push(standing_of(standing, now, bind));
        }
        if let Some(from) = self.from {
            all.push(format!("received_at >= {}", bind(Value::Int(from))));
        }
        if let Some(before) = self.before {
            all.push(format!("received_at < {}", bind(Value::Int(before))));
        }
        if let Some(before) = self.due_before {
            let now = bind(Value::Int(now.as_millisecond()));
            all.push(format!("paused_since is null and due_at >= {now} and due_at < {}", bind(Value::Int(before))));
        }
        if let Some(before) = self.owed_before {
            all.push(format!("paused_since is null and due_at < {}", bind(Value::Int(before))));
        }
        if let Some(from) = self.answered_from {
            all.push(format!("answered_at >= {}", bind(Value::Int(from))));
        }
        if all.is_empty() { "1 = 1".to_owned() } else { all.join(" and ") }
    }
}

/// The condition on how a row stands now.
fn standing_of(standing: Standing, now: Timestamp, bind: &mut impl FnMut(Value) -> String) -> String {
    let open = Status::ALL.iter().filter(|status| status.is_open()).map(|status| format!("'{}'", status.as_str()));
    let open = format!("status in ({})", open.collect::<Vec<_>>().join(", "));
    let mut now = || bind(Value::Int(now.as_millisecond()));
    match standing {
        Standing::Open => open,
        Standing::Done => format!("not {open}"),
        Standing::Overdue => format!("{open} and paused_since is null and due_at < {}", now()),
        Standing::Is(Status::Answered) => {
            format!("status = 'answered' and (closes_at is null or closes_at > {})", now())
        }
        Standing::Is(Status::Closed) => {
            format!("(status = 'closed' or status = 'answered' and closes_at <= {})", now())
        }
        Standing::Is(status) => format!("status = {}", bind(Value::Text(status.as_str().to_owned()))),
    }
}

/// A page of a list, narrowed. It may hold fewer cases than asked for, even none, while there is a next page.
pub async fn filtered(
    pool: &Pool,
    view: View,
    asked: &Asked<'_>,
    filter: &DeskFilter,
    after: Option<DeskPlace>,
    limit: usize,
) -> Result<Filtered, Fault> {
    let nothing = Filtered { rows: Vec::new(), looked_at: 0, next: None };
    let Some((sql, params)) = narrowed(view, asked, filter, after, limit as i64 + 1) else { return Ok(nothing) };
    let mut rows: Vec<Row> = pool.all(AssertSqlSafe(sql), params).await?;
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let order = order_of(view).0;
    let Some((sql, params)) =
        statement(view, asked, filter.only(view), after, LOOKED_MAX, &format!("{order}, place_in_time"))
    else {
        return Ok(nothing);
    };
    let looked: Vec<(i64, i64)> = pool.all(AssertSqlSafe(sql), params).await?;
    let last_looked = looked.last().map(|(order, place)| DeskPlace { order: *order, place: *place });
    let (looked_at, next) = match rows.last().filter(|_| has_more) {
        Some(last) => {
            let place = DeskPlace::of(last, view);
            let until = looked.iter().position(|(_, row)| *row == place.place).map_or(looked.len(), |at| at + 1);
            (until, Some(place))
        }
        None => (looked.len(), last_looked.filter(|_| looked.len() as i64 == LOOKED_MAX)),
    };
    Ok(Filtered { rows, looked_at, next })
}

/// The statement of a filtered list: the filter reads the rows that the list's own statement looks at.
fn narrowed(
    view: View,
    asked: &Asked<'_>,
    filter: &DeskFilter,
    after: Option<DeskPlace>,
    limit: i64,
) -> Option<(String, Vec<Value>)> {
    let (looked, mut params) =
        statement(view, asked, filter.only(view), after, LOOKED_MAX, &format!("{COLUMNS}, answered_at"))?;
    let mut bind = |value: Value| {
        params.push(value);
        format!("${}", params.len())
    };
    let wanted = filter.condition(asked.now, &mut bind);
    let limit = bind(Value::Int(limit));
    let (order, direction) = order_of(view);
    let sql = format!(
        "select {COLUMNS} from ({looked}) as looked where {wanted} \
         order by {order} {direction}, place_in_time {direction} limit {limit}"
    );
    Some((sql, params))
}
