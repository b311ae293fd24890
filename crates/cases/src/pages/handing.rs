//! What of a report would be handed over to another authority, as its reporter is asked and as the authority reads it: the
//! same words in both places.

use hadir_org::Organisation;
use hadir_ui::components::{Facts, Said};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use maud::{Markup, html};

use crate::events::HandedOver;
use crate::pages::wording;
use crate::places::Places;
use crate::state::{Case, Offer};

/// Number, day of receipt, words, place and how many photos.
pub(super) fn what(lang: &Lang, case: &Case, offer: &Offer, org: &Organisation, places: &Places) -> Markup {
    let words = case.words.as_ref();
    let code = case.received.as_ref().and_then(|received| received.place.as_deref());
    let place = code.map(|code| places.name(code).unwrap_or(code).to_owned());
    let position = words.and_then(|words| Some(format!("{:.5}, {:.5}", words.lat?, words.lon?)));
    let parts = [words.and_then(|words| words.spot.clone()), place, position];
    let place = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let place = if place.is_empty() { t!(lang, "handing-place-none") } else { place };
    let photos = match offer.photos() {
        0 => t!(lang, "handing-photos-none"),
        count => t!(lang, "handing-photos", count = count),
    };
    let received = wording::local(org, &case.unit, case.received_at());
    let facts = Facts::new()
        .row(t!(lang, "handing-number"), html! { span.num { (case.number()) } })
        .row(t!(lang, "handing-received"), time::day_and_year(lang, received.date()))
        .row(t!(lang, "fact-place"), place)
        .row(t!(lang, "fact-photos"), photos);
    let text = words.map_or_else(|| t!(lang, "handing-erased"), |words| words.text.clone());
    html! { (facts) p { b { (t!(lang, "handing-words")) } } (Said::new(text).lang("id")) }
}

/// The day on which a report was handed over, as the officer wrote it.
pub(super) fn day(lang: &Lang, facts: &HandedOver) -> String {
    facts.day().map_or_else(|| facts.on.clone(), |day| time::day_and_year(lang, day))
}
