//! The icons, drawn on a 24 by 24 grid, and the sprite that carries those a page uses.

use std::collections::BTreeSet;

use maud::{Markup, PreEscaped, html};

/// One icon. Words always stand beside it; an icon alone says nothing (see [`labelled`] for the exception).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// The brand: a boat with its lamp lit.
    Mark,
    /// Write something.
    Pen,
    /// Search.
    Search,
    /// Due soon, or a matter of time.
    Clock,
    /// Done.
    Check,
    /// Overdue, or an error.
    Late,
    /// Waiting for the citizen.
    Pause,
    /// Being worked on.
    Half,
    /// New, nothing done yet.
    Ring,
    /// A place.
    Pin,
    /// Locked, for few eyes.
    Lock,
    /// Leads on.
    Next,
    /// Opens below, or downloads.
    Down,
    /// Open now.
    Door,
    /// Closed.
    Shut,
    /// A phone.
    Phone,
    /// Print.
    Print,
    /// Good to know.
    Info,
    /// An arrow to what is linked.
    Link,
    /// Several people.
    People,
    /// Something said.
    Talk,
    /// No news; the network is broken.
    Off,
    /// It worked.
    Ok,
}

impl Icon {
    /// Every icon.
    pub const ALL: [Self; 23] = [
        Self::Mark,
        Self::Pen,
        Self::Search,
        Self::Clock,
        Self::Check,
        Self::Late,
        Self::Pause,
        Self::Half,
        Self::Ring,
        Self::Pin,
        Self::Lock,
        Self::Next,
        Self::Down,
        Self::Door,
        Self::Shut,
        Self::Phone,
        Self::Print,
        Self::Info,
        Self::Link,
        Self::People,
        Self::Talk,
        Self::Off,
        Self::Ok,
    ];

    /// The id of its `<symbol>`.
    const fn id(self) -> &'static str {
        match self {
            Self::Mark => "i-mark",
            Self::Pen => "i-pen",
            Self::Search => "i-search",
            Self::Clock => "i-clock",
            Self::Check => "i-check",
            Self::Late => "i-late",
            Self::Pause => "i-pause",
            Self::Half => "i-half",
            Self::Ring => "i-ring",
            Self::Pin => "i-pin",
            Self::Lock => "i-lock",
            Self::Next => "i-next",
            Self::Down => "i-down",
            Self::Door => "i-door",
            Self::Shut => "i-shut",
            Self::Phone => "i-phone",
            Self::Print => "i-print",
            Self::Info => "i-info",
            Self::Link => "i-link",
            Self::People => "i-people",
            Self::Talk => "i-talk",
            Self::Off => "i-off",
            Self::Ok => "i-ok",
        }
    }

    const fn drawing(self) -> &'static str {
        match self {
            Self::Mark => {
                r##"<g stroke="none"><path fill="currentColor" d="M2 14.2c6.2 2.2 13.8 2.2 20 0l-2.6 5.3c-.3.6-.8.9-1.4.9H6c-.6 0-1.1-.3-1.4-.9z"/><circle cx="12" cy="7.5" r="3.6" fill="#ffbe3d"/></g>"##
            }
            Self::Pen => r##"<path d="M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5L17.5 10"/>"##,
            Self::Search => r##"<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>"##,
            Self::Clock => r##"<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>"##,
            Self::Check => r##"<path d="M4.5 12.5l5 5L19.5 7"/>"##,
            Self::Late => r##"<path d="M12 3.5L22 20.5H2zM12 10v5M12 17.9v.1"/>"##,
            Self::Pause => r##"<circle cx="12" cy="12" r="9"/><path d="M10 9v6M14 9v6"/>"##,
            Self::Half => r##"<circle cx="12" cy="12" r="9"/><path fill="currentColor" d="M12 3a9 9 0 0 0 0 18z"/>"##,
            Self::Ring => r##"<circle cx="12" cy="12" r="8.5"/>"##,
            Self::Pin => {
                r##"<path d="M12 21.5s7-6.2 7-11.5a7 7 0 0 0-14 0c0 5.3 7 11.5 7 11.5z"/><circle cx="12" cy="10" r="2.5"/>"##
            }
            Self::Lock => r##"<path d="M5 11h14v10H5zM8 11V7.5a4 4 0 0 1 8 0V11"/>"##,
            Self::Next => r##"<path d="M9 5l7 7-7 7"/>"##,
            Self::Down => r##"<path d="M5 9l7 7 7-7"/>"##,
            Self::Door => r##"<path d="M4 21h16M6.5 21V3.5h11V21M14 12v1"/>"##,
            Self::Shut => r##"<circle cx="12" cy="12" r="9"/><path d="M7 12h10"/>"##,
            Self::Phone => r##"<path d="M7 2.5h10v19H7zM11 18.5h2"/>"##,
            Self::Print => r##"<path d="M7 9V3h10v6M7 17H3.5V9h17v8H17M7 14h10v7H7z"/>"##,
            Self::Info => r##"<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.1"/>"##,
            Self::Link => r##"<path d="M4 12h15M13 6l6 6-6 6"/>"##,
            Self::People => {
                r##"<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 5a3.5 3.5 0 0 1 0 6.5M18.5 14.5c1.8.9 2.8 2.7 3 5.5"/>"##
            }
            Self::Talk => r##"<path d="M3.5 4.5h17v12H10l-4.5 4v-4h-2z"/>"##,
            Self::Off => {
                r##"<path d="M2 8.5a15 15 0 0 1 6-3.4M22 8.5a15 15 0 0 0-9-4.4M6 13a9 9 0 0 1 3-2M18 13a9 9 0 0 0-2.5-1.8M12 18.5v.1M4 3l16 18"/>"##
            }
            Self::Ok => r##"<circle cx="12" cy="12" r="9"/><path d="M8 12.5l3 3 5.5-6.5"/>"##,
        }
    }
}

/// An icon beside words; hidden from screen readers.
pub fn icon(icon: Icon) -> Markup {
    html! { svg.i aria-hidden="true" { use href={ "#" (icon.id()) } {} } }
}

/// An icon that stands for words itself: `label` is what a screen reader says.
pub fn labelled(icon: Icon, label: &str) -> Markup {
    html! { svg.i role="img" aria-label=(label) { use href={ "#" (icon.id()) } {} } }
}

/// The drawings of exactly those icons that `body` uses, for the end of the page.
pub fn sprite(body: &str) -> Markup {
    let used = used_ids(body);
    html! {
        svg hidden {
            defs {
                @for icon in Icon::ALL.into_iter().filter(|icon| used.contains(icon.id())) {
                    symbol id=(icon.id()) viewBox="0 0 24 24" { (PreEscaped(icon.drawing())) }
                }
            }
        }
    }
}

/// One pass over the page, because looking for each icon by itself would read a long inbox two dozen times.
fn used_ids(body: &str) -> BTreeSet<&str> {
    let uses = body.split("<use href=\"#").skip(1);
    uses.filter_map(|rest| Some(rest.split_once('"')?.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sprite_holds_the_icons_of_the_page_and_no_other() {
        let body = html! { (icon(Icon::Pen)) (labelled(Icon::Late, "x")) a href="#i-lock" {} }.0;
        let sprite = sprite(&body).0;
        assert_eq!(sprite.matches("<symbol").count(), 2);
        assert!(sprite.contains("i-pen") && sprite.contains("i-late"));
    }
}
