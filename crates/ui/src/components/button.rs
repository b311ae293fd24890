//! Buttons: acts, named by a verb. One filled button per view; going somewhere in running text is a link.

use maud::{Markup, Render, html};

use crate::icon::{Icon, icon};
use crate::lang::Lang;
use crate::t;

/// A button that sends its form, or a link that looks like one.
#[derive(Debug, Clone)]
pub struct Button {
    label: String,
    does: Does,
    quiet: bool,
    mini: bool,
    icon: Option<Icon>,
}

#[derive(Debug, Clone)]
enum Does {
    Submit {
        name_and_value: Option<(&'static str, String)>,
        /// Where the form goes by this button, instead of its own way.
        to: Option<&'static str>,
    },
    /// Does something by script only; without one it would be dead, so it is put in place by the script.
    Scripted {
        action: &'static str,
    },
    Go {
        href: String,
        rel: Option<&'static str>,
    },
}

impl Button {
    /// Sends the form it stands in.
    pub fn submit(label: impl Into<String>) -> Self {
        Self::new(label, Does::Submit { name_and_value: None, to: None })
    }

    /// Leads to another page where an act begins or goes on.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::new(label, Does::Go { href: href.into(), rel: None })
    }

    /// Acts by script alone; the script finds it by `data-act`.
    pub fn scripted(label: impl Into<String>, action: &'static str) -> Self {
        Self::new(label, Does::Scripted { action })
    }

    fn new(label: impl Into<String>, does: Does) -> Self {
        Self { label: label.into(), does, quiet: false, mini: false, icon: None }
    }

    /// Outlined: for every act but the one that matters most on this page.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// Small, for a row on the desk. Quiet as well.
    #[must_use]
    pub fn mini(mut self) -> Self {
        self.mini = true;
        self.quiet()
    }

    /// With a mark before the words.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// What a submit button sends beside the fields, such as `solved=yes`. No effect on links.
    #[must_use]
    pub fn sends(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Does::Submit { name_and_value, .. } = &mut self.does {
            *name_and_value = Some((name, value.into()));
        }
        self
    }

    /// Where a submit button sends the form, if not where the form goes by itself. No effect on links.
    #[must_use]
    pub fn sends_to(mut self, path: &'static str) -> Self {
        if let Does::Submit { to, .. } = &mut self.does {
            *to = Some(path);
        }
        self
    }

    /// What a link's target is to this page, such as `next`. No effect on other buttons.
    #[must_use]
    pub fn rel(mut self, relation: &'static str) -> Self {
        if let Does::Go { rel, .. } = &mut self.does {
            *rel = Some(relation);
        }
        self
    }

    fn class(&self) -> &'static str {
        match (self.quiet, self.mini) {
            (_, true) => "btn quiet mini",
            (true, false) => "btn quiet",
            (false, false) => "btn",
        }
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let inner = html! { @if let Some(mark) = self.icon { (icon(mark)) } (self.label) };
        match &self.does {
            Does::Submit { name_and_value, to } => {
                let (name, value) = name_and_value.as_ref().map(|(name, value)| (*name, value.as_str())).unzip();
                html! { button class=(self.class()) name=[name] value=[value] formaction=[*to] { (inner) } }
            }
            Does::Scripted { action } => html! {
                button class=(self.class()) type="button" data-act=(action) { (inner) }
            },
            Does::Go { href, rel } => html! {
                a class=(self.class()) href=(href) rel=[*rel] { (inner) }
            },
        }
    }
}

/// Buttons in a row.
pub fn actions(buttons: &[Button]) -> Markup {
    html! { p.row { @for button in buttons { (button) } } }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let send = t!(lang, "sample-button-send");
    html! {
        p.row {
            (Button::link(&send, "#isi"))
            (Button::link(t!(lang, "sample-button-later"), "#isi").quiet())
            a.btn.ringed href="#isi" { (t!(lang, "sample-button-focused")) }
        }
        p.row {
            (Button::submit(&send).icon(Icon::Pen))
            (Button::submit(t!(lang, "sample-button-solved")).quiet().icon(Icon::Check).sends("solved", "yes"))
            (Button::scripted(t!(lang, "sample-button-later"), "sample").mini())
        }
    }
}
