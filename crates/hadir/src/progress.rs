//! Progress bars for long work, on standard error and only where someone watches.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over a file that is read.
pub fn bytes(what: &'static str, total: u64) -> ProgressBar {
    let bar = bar(what, total);
    let template = "{msg:<24} {wide_bar} {bytes}/{total_bytes}  {eta}";
    bar.set_style(ProgressStyle::with_template(template).expect("the template is fixed"));
    bar
}

/// A bar over a known number of things.
pub fn bar(what: &'static str, total: u64) -> ProgressBar {
    let bar = ProgressBar::new(total);
    let style = ProgressStyle::with_template("{msg:<24} {wide_bar} {pos}/{len}  {eta}").expect("the template is fixed");
    bar.set_style(style);
    bar.set_message(what);
    bar
}
