//! Whether what somebody is about to report was reported already, so that they can add their voice to it.
//!
//! What is compared are the words that everyone may read, and the village: neither exact positions nor words that were
//! taken out, or somebody could feel their way to them by trying. Nothing is proposed to somebody in danger, and nothing
//! where the words belong into a closed circle.

use hadir_oplog::AggregateId;
use hadir_org::{CategoryCode, Organisation};
use hadir_store::Fault;
use hadir_ui::components::{Choice, ChoiceGroup};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::Timestamp;
use maud::{Markup, html};

use crate::Cases;
use crate::address::exact;
use crate::commands::{TEXT_CHARS_MIN, circle_of};
use crate::draft::Draft;
use crate::kinds::{ReportKind, Status};
use crate::likeness::{About, DAYS_MOST, Subject};
use crate::pages::citizen::published_case::find_public;
use crate::pages::wording::local;
use crate::places::Places;
use crate::project::{district, excerpt};
use crate::queries::{self, NearPublicAsked, NearPublicRow};

/// Reports that are shown.
const SHOWN: usize = 3;
const DAY_MS: i64 = 86_400_000;

/// What came of looking.
#[derive(Clone, Debug, Default)]
pub(super) enum Look {
    /// Nobody has looked.
    #[default]
    NotYet,
    /// Words or place are missing.
    Lacking,
    /// These are probably of the same matter, the likeliest first.
    Found(Vec<Alike>),
}

/// A report that everyone may read.
#[derive(Clone, Debug)]
pub(super) struct Alike {
    /// The address that means it and no other.
    address: String,
    number: String,
    title: String,
    /// Where, since when, and how many reported it.
    about: String,
}

/// Looks for reports of the same matter as what was typed so far.
pub(super) async fn look(cases: &Cases, lang: &Lang, draft: &Draft) -> Result<Look, Fault> {
    let (places, now) = (cases.places().await?, cases.now());
    let place = draft.place.trim();
    let Some(district) = district(place) else { return Ok(Look::Lacking) };
    if draft.text.trim().chars().count() < TEXT_CHARS_MIN {
        return Ok(Look::Lacking);
    }
    let kind = ReportKind::from_name(&draft.kind).unwrap_or(ReportKind::Complaint);
    if !matches!(kind, ReportKind::Complaint | ReportKind::Aspiration) || is_apart(draft) {
        return Ok(Look::Found(Vec::new()));
    }
    let since = now.as_millisecond() - i64::from(DAYS_MOST) * DAY_MS;
    let asked = NearPublicAsked { kind, district, since };
    let rows = queries::near_public(cases.platform().store().reads(), &asked).await?;
    let category = draft.category.trim();
    let subject = Subject::new(About {
        text: format!("{} {}", excerpt(&draft.text), draft.spot).into(),
        category: (!category.is_empty()).then_some(category),
        place: Some(place),
        place_name: places.name(place).unwrap_or_default(),
        position: None,
        at: now.as_millisecond(),
    });
    let likeness = |row: NearPublicRow| {
        let likeness = subject.likeness(&of_row(&row, &places))?;
        Some((likeness.points, row))
    };
    let mut found: Vec<_> = rows.into_iter().filter_map(likeness).collect();
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    let org = cases.platform().org();
    let alike = found.iter().take(SHOWN).filter_map(|(_, row)| Alike::of(row, lang, &org, &places));
    Ok(Look::Found(alike.collect()))
}

/// Whether the words speak of danger, or belong into a closed circle.
fn is_apart(draft: &Draft) -> bool {
    let (danger, sensitive) = hadir_language::safety(&draft.text);
    let is_of_circle =
        CategoryCode::try_new(draft.category.trim()).is_ok_and(|category| circle_of(&category).is_some());
    danger.is_some() || sensitive.is_some() || is_of_circle
}

fn of_row<'a>(row: &'a NearPublicRow, places: &'a Places) -> About<'a> {
    let place = row.region.as_deref();
    About {
        text: format!("{} {}", row.public_title, row.public_excerpt).into(),
        category: row.category.as_deref(),
        place,
        place_name: place.and_then(|code| places.name(code)).unwrap_or_default(),
        position: None,
        at: row.received_at,
    }
}

impl Alike {
    fn of(row: &NearPublicRow, lang: &Lang, org: &Organisation, places: &Places) -> Option<Self> {
        let id = row.id.as_slice().try_into().map(AggregateId::from_bytes).ok()?;
        let place = row.region.as_deref().and_then(|code| places.name(code)).map(str::to_owned);
        let at = Timestamp::from_millisecond(row.received_at).ok()?;
        let day = time::day(lang, local(org, &row.unit, at.as_millisecond()).date());
        let voices = (row.voices > 1).then(|| t!(lang, "report-alike-voices", count = row.voices));
        let about = [place, Some(t!(lang, "report-alike-since", day = day)), voices];
        Some(Self {
            address: exact(&row.number, id),
            number: row.number.clone(),
            title: if row.public_title.is_empty() { t!(lang, "follow-untitled") } else { row.public_title.clone() },
            about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        })
    }
}

/// The choice between adding one's voice and reporting something else.
pub(super) fn panel(lang: &Lang, look: &Look, chosen: &str) -> Markup {
    match look {
        Look::NotYet => html! {},
        Look::Lacking => html! { p.soft { (t!(lang, "report-alike-lacking")) } },
        Look::Found(found) if found.is_empty() => html! { p.soft { (t!(lang, "report-alike-none")) } },
        Look::Found(found) => choices(lang, found, chosen),
    }
}

/// The same for a script that looks while somebody types: nothing as long as there is nothing to choose.
pub(super) fn part(lang: &Lang, look: &Look, chosen: &str) -> Markup {
    match look {
        Look::Found(found) if !found.is_empty() => choices(lang, found, chosen),
        _ => html! {},
    }
}

fn choices(lang: &Lang, found: &[Alike], chosen: &str) -> Markup {
    let other = Choice::new("", t!(lang, "report-alike-other"), "");
    let add = |alike: &Alike| {
        Choice::new(&alike.address, t!(lang, "report-alike-add", title = alike.title.as_str()), &alike.about)
    };
    let all: Vec<_> = std::iter::once(other).chain(found.iter().map(add)).collect();
    let is_there = found.iter().any(|alike| alike.address == chosen);
    let group = ChoiceGroup::one(lang, "joins", t!(lang, "report-alike"), all)
        .hint(t!(lang, "report-alike.hint"))
        .chosen(if is_there { chosen } else { "" });
    html! {
        div.stack {
            (group)
            p.soft {
                (t!(lang, "report-alike-read"))
                @for alike in found {
                    " " a href={ "/laporan/" (alike.address) } target="_blank" rel="noopener" { span.num { (alike.number) } }
                }
            }
        }
    }
}

/// The case that was chosen, as long as everyone may read it and it is open; otherwise the report stands for itself.
pub(super) async fn chosen(cases: &Cases, address: &str) -> Result<Option<AggregateId>, Fault> {
    if address.is_empty() {
        return Ok(None);
    }
    let found = find_public(cases, address).await?;
    let [case] = found.as_slice() else { return Ok(None) };
    let is_done = matches!(case.status_at(cases.now()), Status::Closed | Status::Ended);
    Ok((!is_done).then_some(case.id))
}
