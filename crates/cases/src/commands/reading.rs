//! Reading a report before it is taken in: what its words tell, and a title.

use super::Report;
use super::classify::circle_of;
use crate::kinds::{ReportKind, Sensitivity};

/// A report with what its own words tell. Reading takes longer than deciding, and the writer decides for everybody, so
/// reading is done before a report is handed to it.
#[derive(Clone, Debug)]
pub struct ReadReport {
    /// The report.
    pub report: Report,
    /// Its title: the one somebody wrote, or one made from its words.
    pub title: String,
    /// Whether it speaks of danger to life.
    pub danger: bool,
    /// The closed circle it belongs into, by its category or its words.
    pub sensitivity: Option<Sensitivity>,
}

impl ReadReport {
    /// Reads a report.
    pub fn new(report: Report) -> Self {
        let (danger, sensitive) = hadir_language::safety(&report.text);
        Self {
            title: report.title.clone().unwrap_or_else(|| hadir_language::title(&report.text)),
            danger: danger.is_some(),
            sensitivity: report.sensitivity.or_else(|| sensitivity_of(&report, sensitive.map(|found| found.kind))),
            report,
        }
    }
}

/// Whether a report belongs into a closed circle: by its category, or by its words.
fn sensitivity_of(report: &Report, words: Option<hadir_language::SensitiveKind>) -> Option<Sensitivity> {
    if let Some(sensitivity) = report.category.as_ref().and_then(circle_of) {
        return Some(sensitivity);
    }
    // Praise that names a levy thanks for its absence; everything else is read with care.
    if report.kind == Some(ReportKind::Praise) {
        return None;
    }
    Some(match words? {
        hadir_language::SensitiveKind::SelfHarm => Sensitivity::SelfHarm,
        hadir_language::SensitiveKind::Violence => Sensitivity::Violence,
        hadir_language::SensitiveKind::Levy => Sensitivity::Levy,
    })
}
