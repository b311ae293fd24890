//! Passwords and passphrases from files, or asked for on a terminal.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

use crate::folder::{FolderError, io};

/// The first line of a file, without its end. An empty one is refused.
pub fn from_file(path: &Path) -> Result<String, FolderError> {
    let text = fs::read_to_string(path).map_err(io(path))?;
    let line = text.lines().next().unwrap_or_default().to_owned();
    if line.is_empty() {
        return Err(FolderError::Content { path: path.to_owned(), what: "a passphrase in its first line" });
    }
    Ok(line)
}

/// Asks for a passphrase twice on the terminal; nothing where no one sits at one.
pub fn asked(what: &str) -> io::Result<Option<String>> {
    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    loop {
        let first = rpassword::prompt_password(format!("{what}: "))?;
        let again = rpassword::prompt_password("Once more: ")?;
        if !first.is_empty() && first == again {
            return Ok(Some(first));
        }
        crate::say::remark("The two are not the same; please try again.");
    }
}
