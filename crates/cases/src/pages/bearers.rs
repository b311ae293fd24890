//! The reports that bear one number, to choose from; see [`crate::address`] for how that comes about.
//!
//! Whoever asks has looked already which of them the reader may see: the others are not named and not counted.

use hadir_org::Organisation;
use hadir_ui::components::LinkList;
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::Timestamp;
use maud::html;

use super::wording::{self, Standing, local};
use crate::places::Places;
use crate::state::Case;

/// With what the list is read.
pub(super) struct Bearers<'a> {
    pub lang: &'a Lang,
    pub org: &'a Organisation,
    pub places: &'a Places,
    pub now: Timestamp,
}

impl Bearers<'_> {
    /// "Dua laporan memakai nomor SBT-26-0412".
    pub fn heading(&self, cases: &[(Case, String)]) -> String {
        let number = cases.first().map_or("", |(case, _)| case.number());
        t!(self.lang, "number-shared", count = cases.len(), number = number)
    }

    /// Each with its title, what kind it is, where, since when, and how it stands, under its exact address; `base` is what
    /// stands before addresses.
    pub fn list(&self, base: &str, cases: &[(Case, String)], title: impl Fn(&Case) -> String) -> LinkList {
        cases.iter().fold(LinkList::new(), |list, (case, address)| {
            let about = html! {
                p { (self.about(case)) }
                p { (Standing::of(case, self.now).state(self.lang)) }
                p.soft.num { (address) }
            };
            list.page(format!("{base}/{address}"), title(case), about)
        })
    }

    /// "Pengaduan. Sungai Nyamuk. Diterima Senin, 9 Maret 2026."
    fn about(&self, case: &Case) -> String {
        let Some(received) = &case.received else { return String::new() };
        let kind = wording::kind(self.lang, received.kind);
        let day = time::day(self.lang, local(self.org, &case.unit, received.at).date());
        match received.place.as_deref().and_then(|code| self.places.name(code)) {
            Some(place) => t!(self.lang, "number-shared-item", kind = kind, place = place, day = day),
            None => t!(self.lang, "number-shared-item.anywhere", kind = kind, day = day),
        }
    }
}
