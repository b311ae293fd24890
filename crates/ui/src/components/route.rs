//! A case's way: every message and event, oldest first, and last what comes next.

use maud::{Markup, Render, html};

use crate::lang::Lang;
use crate::t;

/// A case's way from the first message to what comes next.
#[derive(Debug, Clone, Default)]
pub struct Route {
    stops: Vec<Stop>,
}

/// One stop of the way.
#[derive(Debug, Clone)]
pub struct Stop {
    port: Port,
    heading: String,
    when: Option<Markup>,
    said: Option<Said>,
    undone: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Port {
    /// Grey: the citizen, or something that happened.
    Event,
    /// Sea: the office.
    Us,
    /// The lamp: what comes next.
    Next,
}

/// What was said at a stop.
#[derive(Debug, Clone)]
pub struct Said {
    text: String,
    lang: Option<String>,
    internal: bool,
    after: Option<Markup>,
}

impl Said {
    /// A message as it was written; its line breaks stay.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: None, internal: false, after: None }
    }

    /// Written in another language than the page (a BCP 47 tag), so that it is read aloud rightly.
    #[must_use]
    pub fn lang(mut self, tag: impl Into<String>) -> Self {
        self.lang = Some(tag.into());
        self
    }

    /// An internal note: only the desk sees it.
    #[must_use]
    pub fn internal(mut self) -> Self {
        self.internal = true;
        self
    }

    /// What stands under the text: photos, a line on them.
    #[must_use]
    pub fn after(mut self, content: Markup) -> Self {
        self.after = Some(content);
        self
    }
}

impl Render for Said {
    fn render(&self) -> Markup {
        html! {
            div.said.inner[self.internal] lang=[self.lang.as_ref()] {
                @for line in self.text.lines().filter(|line| !line.trim().is_empty()) { p { (line) } }
                @if let Some(after) = &self.after { (after) }
            }
        }
    }
}

impl Stop {
    /// The citizen wrote, or something happened.
    pub fn event(heading: impl Into<String>) -> Self {
        Self::new(Port::Event, heading)
    }

    /// The office wrote.
    pub fn us(heading: impl Into<String>) -> Self {
        Self::new(Port::Us, heading)
    }

    /// What comes next. Stands last.
    pub fn next(heading: impl Into<String>) -> Self {
        Self::new(Port::Next, heading)
    }

    fn new(port: Port, heading: impl Into<String>) -> Self {
        Self { port, heading: heading.into(), when: None, said: None, undone: None }
    }

    /// When; usually [`crate::time::moment_mark`], with what else belongs there.
    #[must_use]
    pub fn when(mut self, when: impl Render) -> Self {
        self.when = Some(when.render());
        self
    }

    /// Struck through, because it was taken back since; `words` say so to whoever cannot see the stroke.
    #[must_use]
    pub fn undone(mut self, words: impl Into<String>) -> Self {
        self.undone = Some(words.into());
        self
    }

    /// What was said.
    #[must_use]
    pub fn said(mut self, said: Said) -> Self {
        self.said = Some(said);
        self
    }
}

impl Route {
    /// A way without stops.
    pub fn new() -> Self {
        Self::default()
    }

    /// One stop more, later than those before.
    #[must_use]
    pub fn stop(mut self, stop: Stop) -> Self {
        self.stops.push(stop);
        self
    }
}

impl Render for Route {
    fn render(&self) -> Markup {
        html! { ol.route { @for stop in &self.stops { (stop) } } }
    }
}

impl Render for Stop {
    fn render(&self) -> Markup {
        let class = match self.port {
            Port::Event => None,
            Port::Us => Some("us"),
            Port::Next => Some("next"),
        };
        html! {
            li class=[class] {
                h3 {
                    @match &self.undone {
                        Some(words) => { s { (self.heading) } " " (words) }
                        None => (self.heading),
                    }
                }
                @if let Some(when) = &self.when { " " p.when { (when) } }
                @if let Some(said) = &self.said { (said) }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    use crate::catalogue::instant;
    use crate::time::{day, moment_mark};
    let photo = |n: u32| super::Photo::new(t!(lang, "sample-photos", n = n), (4, 3)).small(super::photos::SAMPLE);
    let photos = super::Photos::new()
        .photo(photo(1).whole(super::photos::SAMPLE))
        .photo(photo(2).note(t!(lang, "sample-photos.follows")));
    let due = instant("2026-11-23T23:59");
    let route = Route::new()
        .stop(
            Stop::event(t!(lang, "sample-route-reported"))
                .when(moment_mark(lang, &instant("2026-11-16T08:14")))
                .said(Said::new(t!(lang, "sample-route-reported.said")).lang("id").after(photos.render())),
        )
        .stop(
            Stop::us(t!(lang, "sample-route-answered"))
                .when(moment_mark(lang, &instant("2026-11-16T09:40")))
                .said(Said::new(t!(lang, "sample-route-answered.said"))),
        )
        .stop(
            Stop::event(t!(lang, "sample-route-note"))
                .when(crate::time::desk_moment_mark(lang, &instant("2026-11-17T11:05")))
                .said(Said::new(t!(lang, "sample-route-note.said")).internal()),
        )
        .stop(
            Stop::event(t!(lang, "sample-route-undone"))
                .when(crate::time::desk_moment_mark(lang, &instant("2026-11-17T11:20")))
                .undone(t!(lang, "sample-route-undone.mark")),
        )
        .stop(Stop::next(t!(lang, "sample-route-next")).when(t!(
            lang,
            "sample-route-next.when",
            day = day(lang, due.date())
        )));
    html! { (route) }
}
