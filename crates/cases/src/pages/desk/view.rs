//! The views of the inbox: their names in addresses, their words, their links in the rail.

use hadir_org::Right;
use hadir_org::pages::desk::rail_link;
use hadir_ui::lang::Lang;
use hadir_ui::shell::RailLink;
use hadir_ui::{number, t};

use super::seat::Seat;
use crate::queries::{COUNT_MAX, Counts, View};

/// The scripts of the desk: keys and read-back; drafts; what is new; boxes over a photo.
pub(super) const SCRIPTS: [&str; 4] = ["meja.js", "meja_draf.js", "meja_kabar.js", "meja_foto.js"];

/// The view of a name in an address; the inbox for any other name.
pub(super) fn named(name: &str) -> View {
    View::ALL.into_iter().find(|view| name_of(*view) == name).unwrap_or(View::Inbox)
}

/// The name of a view in an address.
pub(super) fn name_of(view: View) -> &'static str {
    match view {
        View::Inbox => "masuk",
        View::Wrote => "balasan",
        View::Proposed => "persetujuan",
        View::Told => "diingatkan",
        View::Mentioned => "disebut",
        View::Mine => "saya",
        View::Overdue => "lewat",
        View::Waiting => "menunggu",
        View::Unassigned => "bebas",
        View::Done => "selesai",
        View::Sealed => "tertutup",
    }
}

/// What a view is called.
pub(super) fn title(lang: &Lang, view: View) -> String {
    match view {
        View::Inbox => t!(lang, "meja-view-inbox"),
        View::Wrote => t!(lang, "meja-view-wrote"),
        View::Proposed => t!(lang, "meja-view-proposed"),
        View::Told => t!(lang, "meja-view-told"),
        View::Mentioned => t!(lang, "meja-view-mentioned"),
        View::Mine => t!(lang, "meja-view-mine"),
        View::Overdue => t!(lang, "meja-view-overdue"),
        View::Waiting => t!(lang, "meja-view-waiting"),
        View::Unassigned => t!(lang, "meja-view-unassigned"),
        View::Done => t!(lang, "meja-view-done"),
        View::Sealed => t!(lang, "meja-view-sealed"),
    }
}

/// The address of a view.
pub(super) fn address(view: View) -> String {
    match view {
        View::Inbox => "/meja".to_owned(),
        _ => format!("/meja?lihat={}", name_of(view)),
    }
}

/// The views a person finds: closed circles are shown to those alone who may read them somewhere.
pub(super) fn of(seat: &Seat) -> impl Iterator<Item = View> {
    let sees_sealed = seat.staff.0.may_anywhere(Right::ReadSensitive);
    let agrees = seat.org().all_units().any(|unit| unit.answers_need_approval || unit.closing_needs_second);
    View::ALL.into_iter().filter(move |view| match view {
        View::Sealed => sees_sealed,
        // Where no unit asks for anybody's agreement, nothing ever waits for it.
        View::Proposed => agrees,
        _ => true,
    })
}

/// The views as links of the rail, with how many cases each holds where that was counted.
pub(super) fn rail(lang: &Lang, seat: &Seat, current: Option<View>, counts: Option<&Counts>) -> Vec<RailLink> {
    let link = |view| {
        let link = rail_link(title(lang, view), &address(view), current == Some(view));
        RailLink { count: counts.and_then(|counts| count(counts, view)).map(|count| short(lang, count)), ..link }
    };
    of(seat).map(link).collect()
}

/// How many cases a view holds; what is done is not counted, because it only grows.
pub(super) fn count(counts: &Counts, view: View) -> Option<i64> {
    match view {
        View::Inbox => Some(counts.inbox),
        View::Wrote => Some(counts.wrote),
        View::Proposed => Some(counts.proposed),
        View::Told => Some(counts.told),
        View::Mentioned => Some(counts.mentioned),
        View::Mine => Some(counts.mine),
        View::Overdue => Some(counts.overdue),
        View::Waiting => Some(counts.waiting),
        View::Unassigned => Some(counts.unassigned),
        View::Done => None,
        View::Sealed => Some(counts.sealed),
    }
}

/// A count for the rail: "27", "200+".
fn short(lang: &Lang, count: i64) -> String {
    if count > COUNT_MAX { t!(lang, "meja-count-more", count = COUNT_MAX) } else { number::whole(lang, count) }
}

/// A count in a sentence: "27 laporan", "lebih dari 200 laporan".
pub(super) fn counted(lang: &Lang, count: i64) -> String {
    if count > COUNT_MAX {
        t!(lang, "meja-reports-more", count = COUNT_MAX)
    } else {
        t!(lang, "meja-reports", count = count)
    }
}
