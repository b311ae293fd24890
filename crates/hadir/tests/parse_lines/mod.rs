//! Every line that another office or a person's hand brings, one parser after the other.

use hadir::enrolment::{Answer, Request};
use hadir::root_share::Share;

/// Parses the bytes as every line they might be. None of it panics, and what was understood is whole.
pub fn parse_lines(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(request) = Request::read(&text) {
        assert!(!request.name.is_empty() && text.trim().len() < 600, "{request:?}");
    }
    if let Ok(answer) = Answer::read(&text) {
        let line = text.trim();
        assert!(line.starts_with("hadir-certificate-1.") && answer.sealed_key.len() <= 1_024, "{line}");
    }
    if let Ok(share) = Share::read(&text, "paper") {
        assert!(Share::read(&share.line(), "paper") == Ok(share), "a share is the same when it is read again");
    }
}
