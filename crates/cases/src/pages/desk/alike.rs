//! Which other reports are probably of the same matter, on a case's page, because a reporter says so or their words are
//! alike, each with the reasons and the way to the page that compares the two. Nothing is offered that could not be merged: of a closed circle, done with, or out of reach.

use hadir_oplog::AggregateId;
use hadir_org::Right;
use hadir_store::Fault;
use hadir_ui::components::{LinkList, Panel};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use maud::{Markup, html};

use super::seat::{OpenCase, Seat};
use crate::Case;
use crate::address::exact;
use crate::kinds::Status;
use crate::likeness::{About, DAYS_MOST, Likeness, Near, Subject};
use crate::places::Places;
use crate::project::{district, excerpt, place_in_time};
use crate::queries::{self, NearAsked, NearRow, Reach};

/// Reports that are shown: first what reporters say, then what words tell.
const SHOWN: usize = 3;
const DAY_MS: i64 = 86_400_000;

/// Another report and why it is shown.
struct Proposal {
    id: AggregateId,
    number: String,
    title: String,
    region: Option<String>,
    received_at: i64,
    why: Vec<String>,
}

/// The panel of reports that are probably of the same matter; nothing where there are none.
pub(super) async fn panel(seat: &Seat, open: &OpenCase, places: &Places) -> Result<Markup, Fault> {
    let Some(subject) = subject(open, places) else { return Ok(html! {}) };
    let reach = Reach::of(&seat.staff.0, Right::Close, &open.org);
    let mut shown: Vec<Proposal> = named(seat, open).await?.into_iter().collect();
    let voices = named_by(seat, open, &reach).await?;
    let has_several = voices.len() > 1;
    shown.extend(voices);
    let alike = match shown.len() < SHOWN {
        true => alike(seat, open, &reach, &subject, places).await?,
        false => Vec::new(),
    };
    let is_new = |proposal: &Proposal| shown.iter().all(|other| other.id != proposal.id);
    let alike: Vec<_> = alike.into_iter().filter(is_new).collect();
    shown.extend(alike);
    shown.truncate(SHOWN);
    let link = |list: LinkList, proposal: &Proposal| {
        let path = format!("{}/gabung?ke={}", open.path(), exact(&proposal.number, proposal.id));
        let title = if proposal.title.is_empty() { t!(seat.lang, "meja-erased") } else { proposal.title.clone() };
        list.page(path, title, about(&seat.lang, open, places, proposal))
    };
    let panel = html! {
        (shown.iter().fold(LinkList::new(), link))
        @if has_several { p { a href={ (open.path()) "/suara" } { (t!(seat.lang, "meja-suara")) } } }
    };
    Ok(html! { @if !shown.is_empty() { (Panel::new(t!(seat.lang, "meja-alike"), panel)) } })
}

/// The report that this one's reporter took it to be the same as, if it could be merged with it.
async fn named(seat: &Seat, open: &OpenCase) -> Result<Option<Proposal>, Fault> {
    let id = open.case.received.as_ref().and_then(|received| received.joins).map(AggregateId::from_bytes);
    let other = match id.filter(|id| *id != open.case.id) {
        Some(id) => seat.cases.of_ids(vec![id]).await?.pop(),
        None => None,
    };
    let may_be_merged = |case: &Case| {
        let is_done = matches!(case.status_at(open.now), Status::Closed | Status::Ended);
        !is_done && !case.is_beyond && case.sensitivity.is_none() && open.asking().may(Right::Close, case)
    };
    Ok(other.filter(may_be_merged).and_then(|other| {
        let received = other.received.as_ref()?;
        Some(Proposal {
            id: other.id,
            number: received.number.clone(),
            title: other.title().to_owned(),
            region: received.place.clone(),
            received_at: received.at,
            why: vec![t!(seat.lang, "meja-alike-named")],
        })
    }))
}

/// Those whose reporters took them to be the same as this one.
async fn named_by(seat: &Seat, open: &OpenCase, reach: &Reach) -> Result<Vec<Proposal>, Fault> {
    let rows =
        queries::joined(seat.cases.platform().store().reads(), open.case.id.as_bytes(), reach, SHOWN as i64).await?;
    Ok(rows.into_iter().filter_map(|row| Proposal::of(row, vec![t!(seat.lang, "meja-alike-named-by")])).collect())
}

/// Those of the same words, the likeliest first.
async fn alike(
    seat: &Seat,
    open: &OpenCase,
    reach: &Reach,
    subject: &Subject<'_>,
    places: &Places,
) -> Result<Vec<Proposal>, Fault> {
    let Some(own_place) = own_place(open) else { return Ok(Vec::new()) };
    let region = open.case.received.as_ref().and_then(|received| received.place.as_deref());
    let asked = NearAsked {
        reach,
        place_in_time: own_place,
        category: open.case.category.as_deref(),
        district: region.and_then(district),
        region,
        since: open.case.received_at() - i64::from(DAYS_MOST) * DAY_MS,
    };
    let rows = queries::near(seat.cases.platform().store().reads(), &asked).await?;
    let likeness = |row: NearRow| subject.likeness(&of_row(&row, places)).map(|likeness| (likeness, row));
    let mut found: Vec<_> = rows.into_iter().filter_map(likeness).collect();
    found.sort_by(|one, other| other.0.points.total_cmp(&one.0.points));
    let proposal = |(likeness, near): (Likeness, NearRow)| {
        let why = reasons(&seat.lang, open, &likeness, near.row.received_at);
        Proposal::of(near, why)
    };
    Ok(found.into_iter().filter_map(proposal).collect())
}

impl Proposal {
    /// Of a row; nothing if what stands there is no case.
    fn of(near: NearRow, why: Vec<String>) -> Option<Self> {
        let row = near.row;
        Some(Self {
            id: row.id.as_slice().try_into().map(AggregateId::from_bytes).ok()?,
            number: row.number,
            title: if row.title.is_empty() { row.excerpt } else { row.title },
            region: row.region,
            received_at: row.received_at,
            why,
        })
    }
}

/// What the case is about, if it could be merged.
fn subject<'a>(open: &'a OpenCase, places: &'a Places) -> Option<Subject<'a>> {
    let case = &open.case;
    let is_done = matches!(case.status_at(open.now), Status::Closed | Status::Ended);
    if is_done || case.is_beyond || case.sensitivity.is_some() || !open.may(Right::Close) {
        return None;
    }
    let (received, words) = (case.received.as_ref()?, case.words.as_ref()?);
    let text = format!("{} {}", excerpt(&words.text), words.spot.as_deref().unwrap_or_default());
    let place = received.place.as_deref();
    Some(Subject::new(About {
        text: text.into(),
        category: case.category.as_deref(),
        place,
        place_name: place.and_then(|code| places.name(code)).unwrap_or_default(),
        position: words.lat.zip(words.lon),
        at: received.at,
    }))
}

fn own_place(open: &OpenCase) -> Option<i64> {
    let received = open.case.received.as_ref()?;
    Some(place_in_time(&open.case.id, &received.number, received.at))
}

fn of_row<'a>(near: &'a NearRow, places: &'a Places) -> About<'a> {
    let place = near.row.region.as_deref();
    About {
        text: near.row.excerpt.as_str().into(),
        category: near.row.category.as_deref(),
        place,
        place_name: place.and_then(|code| places.name(code)).unwrap_or_default(),
        position: near.lat.zip(near.lon),
        at: near.row.received_at,
    }
}

/// Number and day, then why: the reporter's word, or the same words, the place, the topic, the days between.
fn about(lang: &Lang, open: &OpenCase, places: &Places, proposal: &Proposal) -> Markup {
    let day = open.local(proposal.received_at).date();
    let place = proposal.region.as_deref().and_then(|code| places.name(code));
    html! {
        p.soft {
            span.num { (proposal.number) } " · " (t!(lang, "meja-merge-received", date = time::short(lang, day)))
            @if let Some(place) = place { " · " (place) }
        }
        p.soft { (t!(lang, "meja-alike-why", reasons = proposal.why.join("; "))) }
    }
}

fn reasons(lang: &Lang, open: &OpenCase, likeness: &Likeness, received_at: i64) -> Vec<String> {
    let words = t!(lang, "meja-alike-words", words = likeness.words.join(", "));
    let place = likeness.near.map(|near| match near {
        Near::Metres(metres) => t!(lang, "meja-alike-metres", metres = metres.div_ceil(10) * 10),
        Near::Village => t!(lang, "meja-alike-village"),
        Near::District => t!(lang, "meja-alike-district"),
    });
    let topic = likeness.is_same_topic.then(|| t!(lang, "meja-alike-topic"));
    let [own, other] = [open.case.received_at(), received_at].map(|at| open.local(at).date());
    let days = (own - other).get_days();
    let when = match days {
        0 => t!(lang, "meja-alike-same-day"),
        1.. => t!(lang, "meja-alike-earlier", days = days),
        _ => t!(lang, "meja-alike-later", days = -days),
    };
    [Some(words), place, topic, Some(when)].into_iter().flatten().collect()
}
