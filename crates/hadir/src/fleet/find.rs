//! Finding a node by what people call it.

use hadir_oplog::NodeId;

use super::{Fleet, Member};

/// Fewest digits of a node's key that are taken for its beginning.
const DIGITS_MIN: usize = 4;

/// Why no one node was found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// None fits.
    #[error(
        "no node here is called {0:?}: name its prefix, its whole name, or at least four digits its key begins with"
    )]
    None(String),
    /// More than one fits.
    #[error("{asked:?} may be any of these: {found}; name one by its prefix or more digits of its key")]
    Several {
        /// What was asked for.
        asked: String,
        /// Prefix, name and first digits of each.
        found: String,
    },
}

impl Fleet {
    /// The one node under a root with this prefix or, if there is none, this name or, if there is none, a key that
    /// begins so.
    pub fn find(&self, root: NodeId, asked: &str) -> Result<Member, FindError> {
        let (ended, standing): (Vec<_>, Vec<_>) = self.members(root).into_iter().partition(Member::is_revoked);
        // A node that was replaced is called like the one in its place.
        match find_among(&standing, asked) {
            Err(FindError::None(_)) => find_among(&ended, asked),
            found => found,
        }
    }
}

fn find_among(members: &[Member], asked: &str) -> Result<Member, FindError> {
    let digits = asked.to_ascii_lowercase();
    let named: [&dyn Fn(&Member) -> bool; 3] = [
        &|member| member.certificate.prefix.eq_ignore_ascii_case(asked),
        &|member| member.certificate.name.to_lowercase() == asked.to_lowercase(),
        &|member| digits.len() >= DIGITS_MIN && member.certificate.node.to_string().starts_with(&digits),
    ];
    for fits in named {
        match members.iter().filter(|member| fits(member)).collect::<Vec<_>>().as_slice() {
            [] => {}
            [one] => return Ok((*one).clone()),
            several => {
                let found: Vec<_> = several.iter().map(|member| in_short(member)).collect();
                return Err(FindError::Several { asked: asked.to_owned(), found: found.join(", ") });
            }
        }
    }
    Err(FindError::None(asked.to_owned()))
}

fn in_short(member: &Member) -> String {
    let certificate = &member.certificate;
    format!("{} ({}, {})", certificate.prefix, certificate.name, &certificate.node.to_string()[..8])
}
