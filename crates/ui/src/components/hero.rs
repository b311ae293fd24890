//! The harbour at the top of the home page: greeting, what can be done, and the sea beneath.

use maud::{Markup, PreEscaped, html};

/// The top of the home page. `actions` are buttons.
pub fn hero(heading: &str, lead: &str, actions: &Markup) -> Markup {
    html! {
        div.hero {
            div.stack {
                h1 { (heading) }
                p.lead { (lead) }
                p.row { (actions) }
            }
            (PreEscaped(SEA))
        }
    }
}

/// Low hills, a calm sea, one boat with its lamp lit. Decoration, so it is hidden from screen readers.
const SEA: &str = include_str!("sea.svg");
