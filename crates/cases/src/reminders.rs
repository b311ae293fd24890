//! Finding the open cases whose limits somebody has to hear of, without reading them all again and again.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use futures_util::future::join_all;
use hadir_oplog::{ActorId, AggregateId};
use hadir_org::{By, Officer, Organisation, UnitCode};
use hadir_store::{Fault, params};
use jiff::{SignedDuration, Timestamp};
use tokio::time::sleep;

use crate::cases::{Cases, Failure};
use crate::commands::{look_again, tell};
use crate::state::Case;

/// After how long a case is looked at again about which nothing can be recorded now.
const LATER: SignedDuration = SignedDuration::from_mins(20);
/// Rows of a list that are read at once.
const CHUNK: i64 = 1_000;
/// Open cases, each list out of its own index alone.
const OPEN: &str = "select place_in_time, due_at, paused_since, unit from cases \
                    where is_open and not is_sealed and (due_at, place_in_time) > ($1, $2) \
                    order by due_at, place_in_time limit $3";
const SEALED: &str = "select place_in_time, due_at, paused_since, unit from cases \
                      where (is_open or wrote_at is not null) and is_sealed and is_open \
                      and (due_at, place_in_time) > ($1, $2) order by due_at, place_in_time limit $3";

/// A row of them: place in time, limit, since when it stands still, unit.
type Row = (i64, i64, Option<i64>, String);
/// Cases that are told of at once, and the pause after them: after a start every open case is looked at once, and whoever asks
/// for a page meanwhile is not to wait for that.
const AT_ONCE: usize = 64;
const PAUSE: Duration = Duration::from_millis(500);

/// What decides, beside the case's own limit, who is concerned: the limit, since when it stood still, the unit, whether
/// the case is in a closed circle, and who of that unit and those above is away. Only its hash is kept: there is one for
/// every open case.
type Of<'a> = (i64, Option<i64>, &'a str, bool, u64);

/// When each open case has to be looked at next; kept in memory, because everything it follows from is in the rows.
#[derive(Debug, Default)]
pub struct Reminders {
    /// For which calendar, hours and settings this was worked out.
    edition: String,
    /// The cases by their place in time.
    looks: HashMap<i64, Look>,
    /// Which pass over all open cases this is.
    pass: u32,
}

/// 24 bytes, for every open case.
#[derive(Clone, Copy, Debug)]
struct Look {
    /// For what it was worked out: the hash of [`Of`].
    of: u64,
    /// From when on, in milliseconds since 1970, UTC; [`i64::MAX`] if never.
    from: i64,
    /// The last pass that found the case open.
    pass: u32,
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Who is away during one pass and who does their work, as far as it concerns a unit.
struct Away<'a> {
    org: &'a Organisation,
    all: Vec<(&'a Officer, Vec<ActorId>)>,
    /// By the codes of units.
    known: HashMap<String, u64>,
}

impl<'a> Away<'a> {
    fn of(org: &'a Organisation, now: Timestamp) -> Self {
        let stand_ins = |id| org.stand_ins(id, now).into_iter().map(|other| other.id).collect();
        let mut all: Vec<_> = org.all_away(now).map(|officer| (&**officer, stand_ins(officer.id))).collect();
        all.sort_by_key(|(officer, _)| officer.id);
        Self { org, all, known: HashMap::new() }
    }

    /// Names those of them who work for a unit, or hold a role in it or above: with it, it changes who has to hear.
    fn concerning(&mut self, unit: &str) -> u64 {
        if let Some(known) = self.known.get(unit) {
            return *known;
        }
        let path = UnitCode::try_new(unit).map(|unit| self.org.unit_path(&unit)).unwrap_or_default();
        let is_on_path = |unit: &UnitCode| path.iter().any(|other| other.code == *unit);
        let concerned = self.all.iter().filter(|(officer, _)| {
            is_on_path(&officer.unit) || officer.grants.iter().any(|grant| is_on_path(&grant.unit))
        });
        let found = hash(&concerned.map(|(officer, others)| (officer.id, others)).collect::<Vec<_>>());
        self.known.insert(unit.to_owned(), found);
        found
    }
}

impl Cases {
    /// Tells whoever has to hear by now that a limit comes near or has passed, in the cases whose home is this node. Says how
    /// often somebody was told. Doing it in two processes at once tells nobody twice.
    pub async fn remind(&self, reminders: &mut Reminders) -> Result<u64, Fault> {
        let edition = self.edition_of_steps();
        if reminders.edition != edition {
            *reminders = Reminders { edition, ..Reminders::default() };
        }
        reminders.pass = reminders.pass.wrapping_add(1);
        let org = self.platform().org();
        let (mut told, mut away) = (0, Away::of(&org, self.now()));
        for (list, is_sealed) in [(OPEN, false), (SEALED, true)] {
            let mut after = (i64::MIN, i64::MIN);
            loop {
                let chunk: Vec<Row> =
                    self.platform().store().reads().all(list, params![after.0, after.1, CHUNK]).await?;
                let Some((place, due_at, ..)) = chunk.last() else { break };
                after = (*due_at, *place);
                told += self.look_at(reminders, chunk, is_sealed, &mut away).await?;
            }
        }
        let pass = reminders.pass;
        reminders.looks.retain(|_, look| look.pass == pass);
        Ok(told)
    }

    /// Looks at rows of a list, and at a case only if it is time. Several cases wait for the writer together and so share
    /// its commits, also where a thousand limits pass with one midnight.
    async fn look_at(
        &self,
        reminders: &mut Reminders,
        rows: Vec<Row>,
        is_sealed: bool,
        away: &mut Away<'_>,
    ) -> Result<u64, Fault> {
        let (now, pass) = (self.now().as_millisecond(), reminders.pass);
        let mut due = Vec::new();
        for (place, due_at, paused_since, unit) in rows {
            let of: Of<'_> = (due_at, paused_since, &unit, is_sealed, away.concerning(&unit));
            let of = hash(&of);
            match reminders.looks.get_mut(&place).filter(|look| look.of == of && look.from > now) {
                Some(look) => look.pass = pass,
                None => due.push((place, of)),
            }
        }
        let mut told = 0;
        for (at, some) in due.chunks(AT_ONCE).enumerate() {
            if at > 0 {
                sleep(PAUSE).await;
            }
            let reminding = some.iter().map(async |(place, of)| (*place, *of, self.remind_of(*place).await));
            for (place, of, reminded) in join_all(reminding).await {
                // One case that cannot be read is no reason to tell nobody of the others.
                let (is_told, from) = reminded.unwrap_or_else(|fault| {
                    tracing::warn!(error = &fault as &dyn std::error::Error, "a limit could not be told of");
                    (false, self.now().checked_add(LATER).ok())
                });
                told += u64::from(is_told);
                let from = from.map_or(i64::MAX, Timestamp::as_millisecond);
                reminders.looks.insert(place, Look { of, from, pass });
            }
        }
        Ok(told)
    }

    /// Names everything besides a case from which it follows who has to hear and when, but for who works where.
    fn edition_of_steps(&self) -> String {
        let org = self.platform().org();
        let regency = org.regency();
        let steps = (&regency.warnings, regency.secretary_after_days, regency.leader_after_days);
        format!("{} {steps:?}", self.edition())
    }

    /// Tells whoever has to hear of one case; says whether anybody had to, and when to look at it again.
    async fn remind_of(&self, place: i64) -> Result<(bool, Option<Timestamp>), Fault> {
        let store = self.platform().store();
        let found: Option<Case> =
            store.find("select id from cases where place_in_time = $1", params![place]).await?.pop();
        let Some(case) = found.filter(|case| self.is_home_of(case)) else { return Ok((false, None)) };
        let (org, now) = (self.platform().org(), self.now());
        if tell(&case, &org, now).is_ok_and(|events| events.is_empty()) {
            return Ok((false, look_again(&case, &org, now)));
        }
        Ok((true, self.remind_one(case.id).await?))
    }

    async fn remind_one(&self, id: AggregateId) -> Result<Option<Timestamp>, Fault> {
        match self.act(id, By::Console, |case, asking| tell(case, asking.org, asking.now)).await {
            Ok(case) => Ok(look_again(&case, &self.platform().org(), self.now())),
            Err(Failure::Refused(_)) => Ok(None),
            // A later version did something here, or it is another node's: that is no reason to tell nobody of the others.
            Err(Failure::Fault(Fault::Beyond | Fault::OutsideRights)) => Ok(self.now().checked_add(LATER).ok()),
            Err(Failure::Fault(fault)) => Err(fault),
        }
    }
}
