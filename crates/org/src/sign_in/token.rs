//! Tokens of programs: what stands behind `Bearer` in the header `Authorization` (RFC 6750 §2.1).

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use hadir_store::Chance;

use super::secret::{Purpose, Secret};
use crate::organisation::Organisation;
use crate::program::{Program, TokenHash};

/// How every token begins, so that programs that look for secrets in other people's files know one.
const PREFIX: &str = "hadir_";

/// A new token as its program holds it, and what it is recognised by.
pub fn make(chance: &Chance) -> (String, TokenHash) {
    let text = format!("{PREFIX}{}", Secret::new(chance).expose());
    let hash = hash(&text);
    (text, hash)
}

/// The program whose token a request bears, for as long as the token counts.
pub fn find<'a>(org: &'a Organisation, headers: &HeaderMap, now: jiff::Timestamp) -> Option<&'a Arc<Program>> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    org.program_of(hash(token.trim()), now)
}

fn hash(token: &str) -> TokenHash {
    let hash = Secret::presented(token).hash(Purpose::Token);
    TokenHash::from_bytes(hash.try_into().expect("a hash has 32 bytes"))
}
