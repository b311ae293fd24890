//! Photos in a row, each small and leading to the whole one; what has not arrived yet is said.

use maud::{Markup, Render, html};

/// Photos in a row.
#[derive(Debug, Clone, Default)]
pub struct Photos {
    photos: Vec<Photo>,
}

/// One photo: as much of it as there is to show.
#[derive(Debug, Clone)]
pub struct Photo {
    name: String,
    frame: (u32, u32),
    small: Option<String>,
    whole: Option<String>,
    note: Option<String>,
}

impl Photo {
    /// A photo with its name ("Foto 1"), and width and height of the whole one in pixels: its place is kept free for it.
    pub fn new(name: impl Into<String>, frame: (u32, u32)) -> Self {
        Self { name: name.into(), frame, small: None, whole: None, note: None }
    }

    /// The address of a small picture of it.
    #[must_use]
    pub fn small(mut self, address: impl Into<String>) -> Self {
        self.small = Some(address.into());
        self
    }

    /// The address of the whole photo.
    #[must_use]
    pub fn whole(mut self, address: impl Into<String>) -> Self {
        self.whole = Some(address.into());
        self
    }

    /// What is still to come of it.
    #[must_use]
    pub fn note(mut self, words: impl Into<String>) -> Self {
        self.note = Some(words.into());
        self
    }
}

impl Render for Photo {
    fn render(&self) -> Markup {
        let (width, height) = self.frame;
        html! {
            li {
                @match (&self.small, self.whole.as_ref().or(self.small.as_ref())) {
                    (Some(small), Some(address)) => {
                        a href=(address) { img src=(small) width=(width) height=(height) alt=(self.name) loading="lazy"; }
                    }
                    (None, Some(address)) => { a href=(address) { (self.name) } }
                    _ => {}
                }
                @if let Some(note) = &self.note { p.soft { (note) } }
            }
        }
    }
}

impl Photos {
    /// No photos yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One photo more.
    #[must_use]
    pub fn photo(mut self, photo: Photo) -> Self {
        self.photos.push(photo);
        self
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.photos.is_empty()
    }
}

impl Render for Photos {
    fn render(&self) -> Markup {
        html! { @if !self.is_empty() { ul.photos { @for photo in &self.photos { (photo) } } } }
    }
}

/// A picture for the catalogue: a pier on the sea.
pub(super) const SAMPLE: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 6'%3E\
%3Cpath fill='%23cfe3ee' d='M0 0h8v3H0z'/%3E%3Cpath fill='%230b5a75' d='M0 3h8v3H0z'/%3E\
%3Cpath fill='%238a6a45' d='M0 4h5v1H0z'/%3E%3C/svg%3E";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_shows_what_there_is_of_it() {
        let photo = || Photo::new("Foto 1", (1_600, 1_200));
        let shown = |photo: Photo| Photos::new().photo(photo).render().into_string();
        let whole = shown(photo().small("/1/kecil").whole("/1"));
        assert!(
            whole.contains(r#"<a href="/1"><img src="/1/kecil" width="1600" height="1200" alt="Foto 1""#),
            "{whole}"
        );
        let small = shown(photo().small("/1/kecil").note("Foto lengkap menyusul."));
        assert!(small.contains(r#"<a href="/1/kecil"><img src="/1/kecil""#), "{small}");
        assert!(small.contains("<p class=\"soft\">Foto lengkap menyusul.</p>"), "{small}");
        assert!(shown(photo().whole("/1")).contains(r#"<a href="/1">Foto 1</a>"#));
        let nothing = shown(photo().note("Foto 1 menyusul."));
        assert!(!nothing.contains("<a") && !nothing.contains("<img"), "{nothing}");
        assert_eq!(Photos::new().render().into_string(), "");
    }
}
