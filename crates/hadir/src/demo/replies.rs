//! The templates of replies that the offices of a demo regency keep.

use serde::Deserialize;

use super::regency::Regency;

/// A template of a demo office.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DemoReply {
    /// The unit that keeps it, by its short code; the regency itself where none is named.
    #[serde(default)]
    pub unit: Option<String>,
    /// What colleagues call it.
    pub name: String,
    /// `complaint`, `question`, `request`, `aspiration` or `praise`; for every kind where none is named.
    #[serde(default)]
    pub kind: Option<String>,
    /// The text with its fields.
    pub text: String,
}

/// The templates, each with the unit of this regency that keeps it.
pub fn replies(regency: Regency) -> Vec<(String, DemoReply)> {
    let all: Vec<DemoReply> = serde_json::from_str(include_str!("../../../../data/demo/replies.json"))
        .expect("the file is part of the program and read by its tests");
    let keeper = |reply: &DemoReply| reply.unit.clone().unwrap_or_else(|| regency.root_unit().to_owned());
    all.into_iter().map(|reply| (keeper(&reply), reply)).collect()
}
