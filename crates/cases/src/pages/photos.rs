//! Photos of a case as pages show them and as they are served. A photo can reach a node later than the case that names
//! it, and its preview before it: pages show what is here, and say what follows.
//!
//! Who may see a case is asked before any of this; the small picture goes to nobody else than the whole one.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use hadir_oplog::{Hash, OpId};
use hadir_org::Problem;
use hadir_store::Files;
use hadir_ui::components::{Photo, Photos};
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::Markup;

use super::attachments;
use crate::events::Words;
use crate::{Case, events, photos};

/// Which picture of a photo is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// A few kilobytes.
    Small,
    /// The photo itself.
    Whole,
}

/// The photos of a case, with what is here of each.
pub(super) struct Album {
    base: String,
    sights: Vec<Sight>,
}

/// What is here of a photo.
struct Sight {
    frame: (u32, u32),
    has_small: bool,
    has_whole: bool,
}

impl Album {
    /// Looks which files are here. Photos are served below the address of the page, at `foto`, a slash
    /// and their number from 1.
    pub async fn open(files: &Files, case: &Case, base: String) -> Self {
        let mut sights = Vec::new();
        for photo in case.photos() {
            let has_whole = is_here(files, Hash::from_bytes(photo.hash)).await;
            let has_small = match photos::small(photo) {
                Some(small) => is_here(files, small).await,
                None => false,
            };
            sights.push(Sight { frame: (photo.width, photo.height), has_small, has_whole });
        }
        Self { base, sights }
    }

    /// No photos, for whoever may not see them.
    pub const fn empty() -> Self {
        Self { base: String::new(), sights: Vec::new() }
    }

    /// So many photos, `first` of [`Case::photos`] being the first of them.
    pub fn show(&self, lang: &Lang, first: usize, count: usize) -> Photos {
        let shown = self.sights.iter().enumerate().skip(first).take(count);
        shown.fold(Photos::new(), |photos, (at, sight)| photos.photo(self.photo(lang, at + 1, sight)))
    }

    /// Files that an officer sent along with some words.
    pub fn attached(&self, lang: &Lang, op: OpId, words: Option<&Words>) -> Markup {
        attachments::list(lang, &self.base, op, words.filter(|_| !self.base.is_empty()))
    }

    /// One of them as large as it is, for paper.
    pub fn large(&self, lang: &Lang, n: usize) -> Photos {
        let shown = self.sights.get(n).map(|sight| {
            let photo = self.photo(lang, n + 1, sight);
            if sight.has_whole { photo.small(format!("{}/foto/{}", self.base, n + 1)) } else { photo }
        });
        shown.into_iter().fold(Photos::new(), Photos::photo)
    }

    fn photo(&self, lang: &Lang, n: usize, sight: &Sight) -> Photo {
        let mut photo = Photo::new(t!(lang, "thread-photo", n = n), sight.frame);
        if sight.has_small {
            photo = photo.small(format!("{}/foto/{n}/kecil", self.base));
        }
        match (sight.has_whole, sight.has_small) {
            (true, _) => photo.whole(format!("{}/foto/{n}", self.base)),
            (false, true) => photo.note(t!(lang, "thread-photo.follows")),
            (false, false) => photo.note(t!(lang, "thread-photo.missing", n = n)),
        }
    }
}

/// Whether a file is here. Where the disk cannot say, it is not: the page with the words is worth more than its photos.
async fn is_here(files: &Files, hash: Hash) -> bool {
    files.has(hash).await.unwrap_or_else(|fault| {
        tracing::warn!(error = &fault as &dyn std::error::Error, "cannot tell whether a photo is here");
        false
    })
}

/// A photo of a case, counted from 1, for someone who may see the case; kept by nobody but their own browser.
pub(super) async fn serve(files: &Files, case: &Case, n: usize, size: Size) -> Result<Response, Problem> {
    let photos = case.photos();
    let photo = n.checked_sub(1).and_then(|at| photos.get(at)).ok_or_else(Problem::not_found)?;
    let hash = named(photo, size).ok_or_else(Problem::not_found)?;
    let jpeg = files.get(hash).await.map_err(Problem::fault)?.ok_or_else(Problem::not_found)?;
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "private, max-age=3600"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'"),
    ];
    Ok((headers, jpeg).into_response())
}

fn named(photo: &events::Photo, size: Size) -> Option<Hash> {
    match size {
        Size::Small => photos::small(photo),
        Size::Whole => Some(Hash::from_bytes(photo.hash)),
    }
}
