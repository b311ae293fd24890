//! The keys of a desk page, in a line at its foot. Hidden on phones.

use maud::{Markup, Render, html};

use crate::lang::Lang;
use crate::t;

/// Keys with what each does.
#[derive(Debug, Clone, Default)]
pub struct KeyHints {
    hints: Vec<(Vec<&'static str>, String)>,
}

impl KeyHints {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One or more keys that do one thing.
    #[must_use]
    pub fn hint(mut self, keys: &[&'static str], does: impl Into<String>) -> Self {
        self.hints.push((keys.to_vec(), does.into()));
        self
    }
}

impl Render for KeyHints {
    fn render(&self) -> Markup {
        html! {
            p.keys {
                @for (keys, does) in &self.hints {
                    span { @for key in keys { kbd { (key) } } (does) }
                }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let hints =
        KeyHints::new().hint(&["J", "K"], t!(lang, "sample-key-move")).hint(&["Enter"], t!(lang, "sample-key-open"));
    html! { (hints) }
}
