//! Every parser of bytes that people, programs and other systems hand in, one after the other.

use hadir_calendar::{deadline_csv, holiday_csv, seed as calendar};
use hadir_cases::attachments::{NAME_CHARS_MAX, clean_name, is_pdf};
use hadir_cases::code::SecretCode;
use hadir_cases::import::ImportedCase;
use hadir_cases::number::CaseNumber;
use hadir_cases::{Token, masking};
use hadir_org::seed;

/// Parses the bytes as everything they might be. None of it panics, and what was understood is the same again.
pub fn parse_everything(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = ImportedCase::from_line(&text);
    let _ = holiday_csv::read(bytes);
    let (rules, hours, days) = (calendar::rules(), calendar::hours(), calendar::calendar());
    let _ = deadline_csv::fill(bytes, Vec::new(), &rules, &hours, &days);
    let _ =
        (seed::read_units(&text), seed::read_staff(&text), seed::read_categories(&text), seed::read_services(&text));
    if let Ok(code) = text.parse::<SecretCode>() {
        assert!(code.to_string().parse() == Ok(code), "a code is the same when it is read again");
    }
    if let Ok(number) = text.parse::<CaseNumber>() {
        assert!(number.to_string().parse() == Ok(number), "a number is the same when it is read again");
    }
    if let Some(token) = Token::try_new(&text) {
        assert!(Token::try_new(&token.to_form()) == Some(token), "a token is the same when it is read again");
    }
    let name = clean_name(&text);
    assert!((1..=NAME_CHARS_MAX).contains(&name.chars().count()), "a file has a name of some length");
    assert!(!name.contains(['/', '\\', '"']) && !name.starts_with('.') && clean_name(&name) == name, "{name:?}");
    is_pdf(bytes);
    words(&text);
}

/// What is done to every text before anyone has looked at it.
fn words(text: &str) {
    masking::for_public(text, Some("Siti Aminah"), &["papan".to_owned(), text.chars().take(9).collect()]);
    hadir_language::normalise(text);
    hadir_language::index_terms(text);
    hadir_language::query_terms(text);
    hadir_language::title(text);
    let (danger, sensitive) = hadir_language::safety(text);
    let spans = danger.map(|found| found.words).into_iter().chain(sensitive.map(|found| found.words));
    for (start, end) in spans.flatten() {
        assert!(text.get(start..end).is_some(), "what is shown as a reason lies between two letters");
    }
}
