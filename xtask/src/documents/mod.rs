//! Documents that a machine writes: `cargo xtask docs` writes them, the gate says which are stale.
//!
//! To add one, write a function that returns its text and list it in [`DOCUMENTS`].

mod third_party;

use std::error::Error;
use std::fs;

use crate::process;

/// A generated document.
struct Document {
    /// Relative to the root.
    path: &'static str,
    make: fn() -> Result<String, Box<dyn Error>>,
}

const DOCUMENTS: &[Document] = &[Document { path: "docs/third-party.md", make: third_party::make }];

/// Writes every document anew.
pub fn write() -> Result<(), Box<dyn Error>> {
    for document in DOCUMENTS {
        let path = process::root().join(document.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, (document.make)()?)?;
        println!("wrote {}", document.path);
    }
    Ok(())
}

/// Fails, naming them, when documents differ from what would be written now.
pub fn check() -> Result<(), Box<dyn Error>> {
    let mut stale = Vec::new();
    for document in DOCUMENTS {
        // A document that cannot be read is as stale as one can be.
        let written = fs::read_to_string(process::root().join(document.path)).unwrap_or_default();
        if written != (document.make)()? {
            stale.push(document.path);
        }
    }
    match stale.is_empty() {
        true => Ok(()),
        false => Err(format!("Stale: {}. `cargo xtask docs` writes them anew.", stale.join(", ")).into()),
    }
}
