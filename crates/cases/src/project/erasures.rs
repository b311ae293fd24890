//! The rows of what people want erased, of what is erased, and of the files that reports name.

use hadir_store::Type::{Bool, Bytes, Int, Text};
use hadir_store::params;
use hadir_store::table::{Form, Rows, Table, column, optional};

use crate::state::Case;

/// Reports whose reporters want the words erased, and those whose words are erased, with what is left to do.
pub static CASE_ERASURES: Table = Table {
    name: "case_erasures",
    version: 1,
    columns: &[
        column("id", Bytes),
        column("number", Text),
        column("unit", Text),
        // In a closed circle no list names it.
        column("is_sealed", Bool),
        // When its reporter asked, and by when the office answers, while it owes that.
        optional("asked_at", Int),
        optional("due_at", Int),
        optional("erased_at", Int),
        // Whether words are still here although they are erased.
        column("is_half", Bool),
    ],
    key: 1,
    indexes: &[
        "case_erasures_asked on case_erasures (unit, asked_at) where asked_at is not null and not is_sealed",
        "case_erasures_half on case_erasures (id) where is_half",
    ],
    form: Form::Plain,
};

/// Reports that nobody works on any more, by the rule that says how long their words are kept, and since when.
pub static CASE_RESTS: Table = Table {
    name: "case_rests",
    version: 1,
    columns: &[column("rule", Text), column("rests_at", Int), column("id", Bytes), column("number", Text)],
    key: 3,
    indexes: &[],
    form: Form::Plain,
};

/// The files that reports name, by hash.
pub static CASE_FILES: Table = Table {
    name: "case_files",
    version: 1,
    columns: &[column("hash", Bytes), column("id", Bytes)],
    key: 2,
    indexes: &[],
    form: Form::Plain,
};

/// Writes the rows of a case.
pub(super) fn rows(case: &Case, number: &str, into: &mut Rows) {
    let wish = case.open_erasure_wish();
    if wish.is_some() || case.is_erased() {
        into.add(
            &CASE_ERASURES,
            params![
                case.id.as_bytes(),
                number,
                case.unit.as_str(),
                case.sensitivity.is_some(),
                wish.map(|wish| wish.at),
                wish.and_then(|wish| wish.due.as_ref()).map(|due| due.due_at),
                case.erased().map(|gone| gone.at),
                !case.still_worded().is_empty(),
            ],
        );
    }
    if let Some(since) = case.rests_since() {
        into.add(&CASE_RESTS, params![case.retention_rule(), since, case.id.as_bytes(), number]);
    }
    let mut hashes: Vec<_> =
        hadir_store::Aggregate::files(case).into_iter().map(|file| *file.hash.as_bytes()).collect();
    hashes.sort_unstable();
    hashes.dedup();
    for hash in hashes {
        into.add(&CASE_FILES, params![hash, case.id.as_bytes()]);
    }
}
