//! The line of a page that brings itself up to date. It is there and empty until something is new, so that nothing moves
//! when it speaks; without a script it stays empty.

use jiff::Zoned;
use maud::{Markup, Render, html};

use super::Button;
use crate::lang::Lang;
use crate::{t, time};

/// Where a page hears what is new, and what it shows so far. What is brought up to date are the elements with `data-live`,
/// each by its `id`.
#[derive(Debug, Clone)]
pub struct Live {
    at: String,
    mark: String,
    new: String,
    lost: String,
    show: String,
}

impl Live {
    /// A page that was made at `as_of`, bears `mark`, and hears of another mark at the address `at`. `new` says that there is
    /// something new where the office does not say what.
    pub fn new(
        lang: &Lang,
        at: impl Into<String>,
        mark: impl Into<String>,
        new: impl Into<String>,
        as_of: &Zoned,
    ) -> Self {
        Self {
            at: at.into(),
            mark: mark.into(),
            new: new.into(),
            lost: t!(lang, "live-lost", clock = time::clock(lang, as_of)),
            show: t!(lang, "live-show"),
        }
    }
}

impl Render for Live {
    fn render(&self) -> Markup {
        html! {
            div.live #kabar data-at=(self.at) data-mark=(self.mark) data-new=(self.new) data-lost=(self.lost) {
                span role="status" {}
                span hidden { " " (Button::scripted(&self.show, "kabar").quiet().mini()) }
            }
        }
    }
}

/// The line as the script writes it: something is new, and nothing is heard any more.
pub(crate) fn sample(lang: &Lang) -> Markup {
    let at: Zoned = "2026-03-12T10:05:00+08:00[Asia/Makassar]".parse().expect("a fixed instant is well formed");
    let quiet = Live::new(lang, "", "", "", &at);
    html! {
        div.stack {
            div.live { span { (t!(lang, "sample-live-new")) } " " (Button::scripted(&quiet.show, "kabar").quiet().mini()) }
            div.live { span { (quiet.lost) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn it_is_there_and_says_nothing_until_the_script_has_something_to_say() {
        let id = sample::id();
        let at: Zoned = "2026-03-12T10:05:00+08:00[Asia/Makassar]".parse().unwrap();
        let line = Live::new(&id, "/meja/kabar?lihat=lewat&unit=a", "0f", "Ada yang baru.", &at).render().into_string();
        assert!(
            line.contains(
                "data-at=\"/meja/kabar?lihat=lewat&amp;unit=a\" data-mark=\"0f\" data-new=\"Ada yang baru.\""
            ),
            "{line}"
        );
        assert!(line.contains("pukul 10.05 WITA") && line.contains("<span role=\"status\"></span>"), "{line}");
    }
}
