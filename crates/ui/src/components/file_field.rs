//! A field for files.

use maud::{Markup, html};

use super::{Control, Wiring};

/// A field for files. Its form must be `enctype="multipart/form-data"`.
#[derive(Debug, Clone)]
pub struct FileField {
    accept: &'static str,
    multiple: bool,
}

impl FileField {
    /// Several photos, from the camera or the gallery.
    pub fn photos() -> Self {
        Self { accept: "image/*", multiple: true }
    }

    /// Several files of the kinds `accept` names.
    pub fn several(accept: &'static str) -> Self {
        Self { accept, multiple: true }
    }

    /// One file of the kinds `accept` names (`.csv,text/csv`).
    pub fn one(accept: &'static str) -> Self {
        Self { accept, multiple: false }
    }
}

impl Control for FileField {
    fn draw(&self, wiring: &Wiring<'_>) -> Markup {
        html! {
            input type="file" id=(wiring.name) name=(wiring.name) accept=(self.accept) multiple[self.multiple]
                aria-describedby=[wiring.described_by.as_ref()] aria-invalid=[wiring.invalid()];
        }
    }
}
