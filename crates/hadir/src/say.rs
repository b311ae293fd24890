//! What the program says on a terminal: plain lines on standard output, what went wrong on standard error.
//!
//! Commands are for administrators and scripts and speak English, as their `--help` does; pages speak to people.

use std::io::Write;
use std::process::ExitCode;

use fast_qr::{ECL, QRBuilder};

/// Prints a line. A reader that went away (`| head`) is no reason to fail.
pub fn line(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{text}");
    let _ = std::io::stdout().flush();
}

/// Prints a remark on standard error.
pub fn remark(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Shows a line as a QR code on standard error, so that standard output stays the line alone.
pub fn qr(line: &str) {
    match QRBuilder::new(line).ecl(ECL::L).build() {
        Ok(code) => remark(code.to_str()),
        Err(_) => remark("The line is too long for a QR code; send it as text."),
    }
}

/// An error with its causes.
pub fn in_words(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(&format!(": {next}"));
        cause = next.source();
    }
    text
}

/// Prints an error with its causes and gives the exit code.
pub fn failed(error: &(dyn std::error::Error + 'static)) -> ExitCode {
    remark(format_args!("hadir: {}", in_words(error)));
    ExitCode::from(1)
}
