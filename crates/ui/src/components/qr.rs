//! QR codes, drawn as one path so that they cost little.

use std::fmt::Write as _;

use fast_qr::QRBuilder;
use fast_qr::qr::QRCodeError;
use maud::{Markup, html};

/// A QR code of an address or a code; `label` says what it leads to.
///
/// # Errors
/// If the text is too long for a QR code (over about 2 kB).
pub fn qr(text: &str, label: &str) -> Result<Markup, QRCodeError> {
    // Low error correction: it is read from a screen or a fresh slip, and every module costs bytes.
    let code = QRBuilder::new(text).ecl(fast_qr::ECL::L).build()?;
    let rows: Vec<Vec<bool>> =
        (0..code.size).map(|row| code[row].iter().map(|module| module.value()).collect()).collect();
    Ok(html! {
        svg.qr viewBox={ "0 0 " (code.size) " " (code.size) } shape-rendering="crispEdges" role="img"
            aria-label=(label)
        { path d=(path(&rows)) {} }
    })
}

/// Every run of dark modules as a rectangle of height one.
fn path(rows: &[Vec<bool>]) -> String {
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, other| one == other) {
            if run[0] {
                write!(path, "M{x} {y}h{0}v1h-{0}z", run.len()).expect("a String takes all writes");
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_become_rectangles() {
        let rows = [vec![true, true, false], vec![false, true, true]];
        assert_eq!(path(&rows), "M0 0h2v1h-2zM1 1h2v1h-2z");
    }

    #[test]
    fn a_code_is_small_and_a_text_without_end_is_refused() {
        let code = qr("https://hadir.example/lacak/7K4M-Q2XW-9RTW", "x").unwrap().0;
        assert!(code.len() < 4_000, "{}", code.len());
        assert!(qr(&"x".repeat(5_000), "x").is_err());
    }
}
