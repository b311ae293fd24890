//! Bytes from outside never make the program panic: real rows and texts, and the same damaged in every way. The fuzz
//! target `parse` in `fuzz/` runs the same function for as long as one likes.

use hadir_testkit::random::Seeded;

use crate::parse_everything::parse_everything;

/// Damaged copies of each seed.
const ROUNDS: usize = 60;

/// One real example of everything that is read.
fn seeds() -> Vec<&'static [u8]> {
    let files: [&'static str; 5] = [
        include_str!("../../../../data/demo/nunukan/units.csv"),
        include_str!("../../../../data/demo/nunukan/staff.csv"),
        include_str!("../../../../data/categories/categories.csv"),
        include_str!("../../../calendar/tests/data/deadline_examples.csv"),
        include_str!("../../../../data/services/services.json"),
    ];
    let row = br#"{"external_id":"a1","received_at":"2026-03-12T09:30:00+08:00","kind":"complaint","place":"65.03.10","text":"Lampu mati, ada kabel putus di jalan","messages":[{"at":"2026-03-13T09:30:00+08:00","from":"staff","text":"Diganti besok."}],"events":[{"at":"2026-03-12T10:00:00+08:00","event":"assigned","to":"pupr","officer":"irman.pupr","why":null}],"status":"closed"}"#;
    let texts: [&'static [u8]; 4] = [
        "Petugas minta uang rokok 50.000, hub. 0812-3456-7890 atau siti@contoh.id 🙏".as_bytes(),
        b"7K4M-Q2XW-9RTW",
        b"SBT-26-0412",
        b"0123456789ab07070707070707070707",
    ];
    let short = files.into_iter().map(|file| &file.as_bytes()[..file.len().min(3_000)]);
    short.chain([row.as_slice()]).chain(texts).collect()
}

#[test]
fn no_bytes_from_outside_make_a_parser_panic() {
    let mut random = Seeded::new(7);
    for seed in seeds() {
        parse_everything(seed);
        for _ in 0..ROUNDS {
            parse_everything(&random.damaged(seed, 6, b'"'));
        }
    }
}
