//! The root key shared out to several holders and made again, with the program itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use crate::regency::{hadir, hadir_says, init, path};

/// A regency, and room for shares of its root key, which opens with the administrator's password.
struct Regency {
    folder: TempDir,
}

impl Regency {
    fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn split(&self, out: &str, more: &[&str]) -> Output {
        let (key, passphrase, out) = (self.place("node-root.age"), self.place("password"), self.place(out));
        let asked = [
            "root",
            "split",
            "--root-key",
            path(&key),
            "--root-passphrase-file",
            path(&passphrase),
            "--out",
            path(&out),
        ];
        hadir(&[&asked[..], more].concat())
    }

    fn recover(&self, shares: &[&str]) -> Output {
        let (out, passphrase) = (self.place("new.age"), self.place("new-passphrase"));
        let asked = ["root", "recover", "--out", path(&out), "--new-passphrase-file", path(&passphrase)];
        hadir(&[&asked[..], shares].concat())
    }
}

fn assert_refused(output: &Output, because: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with("hadir: ") && said.contains(because), "{said}");
}

fn line_of(share: &Path) -> String {
    let page = fs::read_to_string(share).unwrap();
    page.lines().find(|line| line.starts_with("hadir-share-1")).unwrap().to_owned()
}

#[test]
fn three_of_five_holders_make_a_lost_root_key_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = init(&folder);
    let regency = Regency { folder };
    fs::write(regency.place("new-passphrase"), "ombak tenang di teluk").unwrap();
    let said = regency.split("shares", &[]);
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let files: Vec<_> = (1..=5).map(|number| regency.place(&format!("shares/share-{number}-of-5.txt"))).collect();
    let page = fs::read_to_string(&files[1]).unwrap();
    assert!(page.contains("BAGIAN KUNCI INDUK 2 DARI 5") && page.contains("Any 3 of the shares"), "{page}");
    assert_refused(&regency.split("shares", &[]), "choose an empty folder");
    assert_refused(&regency.split("few", &["--shares", "2"]), "2 holders cannot bring 3 shares together");
    assert_eq!(regency.split("few", &["--threshold", "1"]).status.code(), Some(2));

    let typed = line_of(&files[4]).to_uppercase();
    let mut mistyped = line_of(&files[3]);
    mistyped.replace_range(40..41, if &mistyped[40..41] == "q" { "p" } else { "q" });
    let [first, third] = [path(&files[0]), path(&files[2])];
    assert_refused(&regency.recover(&[first, third]), "3 shares are needed together, and there are 2");
    assert_refused(&regency.recover(&[first, third, first]), "the same share");
    assert_refused(&regency.recover(&[first, third, &mistyped]), "the share in argument 3 is mistyped");
    assert_refused(&regency.recover(&[first, third, "apa saja"]), "argument 3 holds no share");
    assert!(regency.split("again", &[]).status.success());
    let foreign = regency.place("again/share-2-of-5.txt");
    assert_refused(&regency.recover(&[first, third, path(&foreign)]), "does not belong with");
    assert!(!regency.place("new.age").exists());

    let good = regency.recover(&[first, third, &typed]);
    assert!(good.status.success(), "{}", String::from_utf8_lossy(&good.stderr));
    assert_refused(&regency.recover(&[first, third, &typed]), "exists already");

    // What was made again enrols offices as the lost one did.
    let office = regency.place("office");
    let request = hadir_says(&["node", "new", "--data", path(&office), "--name", "Krayan", "--zone", "Asia/Makassar"]);
    let (key, passphrase) = (regency.place("new.age"), regency.place("new-passphrase"));
    let with_root = ["--root-key", path(&key), "--root-passphrase-file", path(&passphrase)];
    let asked = [&["node", "enrol", "--data", path(&data)][..], &with_root, &["--unit", "kab-65-03", request.trim()]];
    hadir_says(&asked.concat());
}
