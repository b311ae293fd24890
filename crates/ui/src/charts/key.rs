//! What the marks of a chart mean, in one line under it; three at most.

use maud::{Markup, html};

/// A mark of a chart.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mark {
    /// A filled column.
    Column,
    /// The ink line with its points.
    Line,
    /// A broken line.
    Dashes,
}

/// Marks with what they mean.
pub(super) fn key(marks: &[(Mark, &str)]) -> Markup {
    html! {
        figcaption.key {
            @for (mark, words) in marks { span { (drawing(*mark)) " " (words) } }
        }
    }
}

fn drawing(mark: Mark) -> Markup {
    html! {
        svg.chart viewBox="0 0 20 14" aria-hidden="true" {
            @match mark {
                Mark::Column => { rect.a x="3" width="14" height="14" {} },
                Mark::Line => { path.line d="M0 7h20" {} circle.dot cx="10" cy="7" r="4" {} },
                Mark::Dashes => { path.dash d="M0 7h20" {} },
            }
        }
    }
}
