//! The commands as scripts see them: what they print, their exit codes, and that running them again changes nothing.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::regency::{hadir, hadir_says, init, path};

#[test]
fn wrong_use_is_told_apart_from_a_no() {
    assert_eq!(hadir(&["serve"]).status.code(), Some(2));
    assert_eq!(hadir(&["log", "verify", "--data", "/nowhere"]).status.code(), Some(1));
    for prefix in ["A", "ABCDE", "A-1", "Ä"] {
        let refused = hadir(&["init", "--prefix", prefix]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&refused.stderr).contains("two to four letters"), "{prefix}");
    }
}

#[test]
fn deadlines_come_out_to_the_minute() {
    let examples = include_str!("../../../calendar/tests/data/deadline_examples.csv");
    let mut program = Command::new(env!("CARGO_BIN_EXE_hadir"))
        .arg("deadlines")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = program.stdin.take().unwrap();
    let given = examples.to_owned();
    let writing = std::thread::spawn(move || input.write_all(given.as_bytes()).unwrap());
    let output = program.wait_with_output().unwrap();
    writing.join().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n"), examples.replace("\r\n", "\n"));
}

#[test]
fn a_row_that_cannot_be_read_is_named_and_the_others_land() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_hadir"))
        .arg("deadlines")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let rows =
        "received_at,office_zone,deadline_type\n2026-03-12T09:30+08:00,WITA,info_request\nkemarin,WITA,info_request\n";
    program.stdin.take().unwrap().write_all(rows.as_bytes()).unwrap();
    let output = program.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("2026-03-26T23:59+08:00"));
    assert!(String::from_utf8_lossy(&output.stderr).contains('3'), "the line is named");
}

#[test]
fn cases_are_taken_over_once_and_the_log_stays_as_it_was_signed() {
    let folder = tempfile::tempdir().unwrap();
    let data = init(&folder);
    let rows = folder.path().join("cases.jsonl");
    std::fs::write(
        &rows,
        concat!(
            r#"{"external_id": "a", "received_at": "2026-03-12T09:30:00+08:00", "text": "Lampu jalan mati sejak Senin"}"#,
            "\n",
            r#"{"external_id": "b", "text": "Pembuatan KTP berapa lama?", "kind": "question", "status": "closed", "#,
            r#""received_at": "2026-03-12T09:31:00+08:00", "#,
            r#""messages": [{"at": "2026-03-13T10:00:00+08:00", "from": "staff", "text": "Satu hari, Bu."}]}"#,
            "\n",
            r#"{"external_id": "c", "text": "Kategori aneh", "category": "tidak-ada"}"#,
            "\n",
        ),
    )
    .unwrap();
    let import = ["import", "cases", "--data", path(&data), path(&rows)];

    let first = hadir(&import);
    assert_eq!(first.status.code(), Some(1), "one row is refused");
    assert!(String::from_utf8_lossy(&first.stderr).contains("line 3: category"));
    assert!(String::from_utf8_lossy(&first.stdout).contains("2 recorded, 0 known already, 1 refused"));
    let second = hadir(&import);
    assert!(String::from_utf8_lossy(&second.stdout).contains("0 recorded, 2 known already, 1 refused"));

    assert!(hadir_says(&["log", "verify", "--data", path(&data)]).starts_with("Good:"));
    let rebuilt = hadir_says(&["log", "rebuild", "--data", path(&data)]);
    assert!(rebuilt.contains("cases: 2 rows, as before"), "{rebuilt}");
    assert_eq!(hadir_says(&["log", "head", "--data", path(&data)]).lines().count(), 1, "one process, one chain");

    let exported = hadir_says(&["export", "cases", "--data", path(&data), "--format", "csv"]);
    assert!(exported.contains("2026-03-12T09:30:00+08:00"), "{exported}");
    assert!(!exported.contains("Lampu"), "an export holds no words");
    let workbook = folder.path().join("cases.xlsx");
    hadir_says(&["export", "cases", "--data", path(&data), "--format", "xlsx", "--out", path(&workbook)]);
    let mut workbook = zip::ZipArchive::new(std::fs::File::open(workbook).unwrap()).unwrap();
    let sheet = std::io::read_to_string(workbook.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(sheet.contains("2026-03-12T09:30:00+08:00") && sheet.matches("<row ").count() == 3, "{sheet}");
    let shown = hadir_says(&["node", "show", "--data", path(&data), "--json"]);
    assert!(shown.contains(r#""prefix":"NNK""#), "{shown}");
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&data).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o700, "what people wrote is for the program's owner alone");
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = init(&folder);
    let before = std::fs::read(data.join("keys/node.key")).unwrap();
    let password = folder.path().join("password");
    let again = [
        "init",
        "--name",
        "Lain",
        "--region",
        "81.02",
        "--zone",
        "Asia/Jayapura",
        "--admin",
        "kepala",
        "--data",
        path(&data),
        "--admin-password-file",
        path(&password),
    ];
    let refused = hadir(&again);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("choose an empty folder"));
    assert_eq!(std::fs::read(data.join("keys/node.key")).unwrap(), before);
}
