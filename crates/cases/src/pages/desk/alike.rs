//! Which other reports are probably of the same matter, on a case's page, each with the reasons and the way to the page that
//! compares the two. Nothing is offered that could not be merged: of a closed circle, done with, or out of reach.

use hadir_org::Right;
use hadir_store::Fault;
use hadir_ui::components::{LinkList, Panel};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use maud::{Markup, html};

use super::seat::{OpenCase, Seat};
use crate::address::exact;
use crate::kinds::Status;
use crate::likeness::{About, DAYS_MOST, Likeness, Near, Subject};
use crate::pages::wording;
use crate::places::Places;
use crate::project::{district, excerpt, place_in_time};
use crate::queries::{self, NearAsked, NearRow, Reach};

/// Reports that are shown.
const SHOWN: usize = 3;
const DAY_MS: i64 = 86_400_000;

/// The panel of reports that are probably of the same matter; nothing where there are none.
pub(super) async fn panel(seat: &Seat, open: &OpenCase, places: &Places) -> Result<Markup, Fault> {
    let found = found(seat, open, places).await?;
    let link = |list: LinkList, (likeness, near): &(Likeness, NearRow)| {
        let row = &near.row;
        let title = if row.title.is_empty() { &row.excerpt } else { &row.title };
        let path = format!("{}/gabung?ke={}", open.path(), exact_of(near));
        list.page(path, title, about(&seat.lang, open, places, likeness, near))
    };
    Ok(html! { @if !found.is_empty() {
        (Panel::new(t!(seat.lang, "meja-alike"), found.iter().fold(LinkList::new(), link)))
    } })
}

/// The likeliest first.
async fn found(seat: &Seat, open: &OpenCase, places: &Places) -> Result<Vec<(Likeness, NearRow)>, Fault> {
    let (Some(subject), Some(asked_place)) = (subject(open, places), own_place(open)) else { return Ok(Vec::new()) };
    let reach = Reach::of(&seat.staff.0, Right::Close, &open.org);
    let region = open.case.received.as_ref().and_then(|received| received.place.as_deref());
    let asked = NearAsked {
        reach: &reach,
        place_in_time: asked_place,
        category: open.case.category.as_deref(),
        district: region.and_then(district),
        region,
        since: open.case.received_at() - i64::from(DAYS_MOST) * DAY_MS,
    };
    let rows = queries::near(seat.cases.platform().store().reads(), &asked).await?;
    let likeness = |row: NearRow| subject.likeness(of_row(&row, places)).map(|likeness| (likeness, row));
    let mut found: Vec<_> = rows.into_iter().filter_map(likeness).collect();
    found.sort_by(|one, other| other.0.points.total_cmp(&one.0.points));
    found.truncate(SHOWN);
    Ok(found)
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

/// The address that means this row and, but for an accident, no other: the page it leads to asks where it means two.
fn exact_of(near: &NearRow) -> String {
    let id = near.row.id.as_slice().try_into().map(hadir_oplog::AggregateId::from_bytes);
    id.map_or_else(|_| near.row.number.clone(), |id| exact(&near.row.number, id))
}

/// Number and day, then why: the same words, the place, the topic, the days between.
fn about(lang: &Lang, open: &OpenCase, places: &Places, likeness: &Likeness, near: &NearRow) -> Markup {
    let row = &near.row;
    let day = open.local(row.received_at).date();
    let place = row.region.as_deref().and_then(|code| places.name(code));
    let reasons = reasons(lang, open, likeness, near).join("; ");
    html! {
        p.soft {
            span.num { (row.number) } " · " (t!(lang, "meja-merge-received", date = time::short(lang, day)))
            @if let Some(place) = place { " · " (place) }
        }
        p.soft { (t!(lang, "meja-alike-why", reasons = reasons)) }
    }
}

fn reasons(lang: &Lang, open: &OpenCase, likeness: &Likeness, near: &NearRow) -> Vec<String> {
    let words = t!(lang, "meja-alike-words", words = likeness.words.join(", "));
    let place = likeness.near.map(|near| match near {
        Near::Metres(metres) => t!(lang, "meja-alike-metres", metres = metres.div_ceil(10) * 10),
        Near::Village => t!(lang, "meja-alike-village"),
        Near::District => t!(lang, "meja-alike-district"),
    });
    let topic = open.case.category.as_deref().filter(|_| likeness.is_same_topic);
    let topic = topic.and_then(|code| wording::category_name(&open.org, lang, code));
    let topic = topic.map(|topic| t!(lang, "meja-alike-topic", topic = topic));
    let [own, other] = [open.case.received_at(), near.row.received_at].map(|at| open.local(at).date());
    let days = (own - other).get_days();
    let when = match days {
        0 => t!(lang, "meja-alike-same-day"),
        1.. => t!(lang, "meja-alike-earlier", days = days),
        _ => t!(lang, "meja-alike-later", days = -days),
    };
    [Some(words), place, topic, Some(when)].into_iter().flatten().collect()
}
