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
pub(crate) enum Size {
    /// A few kilobytes.
    Small,
    /// The photo itself.
    Whole,
}

/// The photos of a case, with what is here of each.
pub(super) struct Album {
    base: String,
    /// By the place of each photo in the case; nothing for one that its readers do not see.
    sights: Vec<Option<Sight>>,
    /// Whether its readers get the files that an officer sent along.
    has_files: bool,
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
        let photos = case.photos().into_iter().map(Some).collect();
        Self { base, sights: sights(files, photos).await, has_files: true }
    }

    /// What everyone sees of a case that is public: pictures that an officer looked over.
    pub async fn public(files: &Files, case: &Case, base: String) -> Self {
        Self { base, sights: sights(files, case.public_photos()).await, has_files: false }
    }

    /// No photos, for whoever may not see them.
    pub const fn empty() -> Self {
        Self { base: String::new(), sights: Vec::new(), has_files: false }
    }

    /// The photos at some places of [`Case::photos`], counted from 0; of those only what is in the album.
    pub fn show(&self, lang: &Lang, places: impl IntoIterator<Item = usize>) -> Photos {
        let shown = places.into_iter().filter_map(|at| Some((at, self.sights.get(at)?.as_ref()?)));
        shown.fold(Photos::new(), |photos, (at, sight)| photos.photo(self.photo(lang, at + 1, sight)))
    }

    /// Files that an officer sent along with some words.
    pub fn attached(&self, lang: &Lang, op: OpId, words: Option<&Words>) -> Markup {
        attachments::list(lang, &self.base, op, words.filter(|_| self.has_files))
    }

    /// One of them as large as it is, for paper.
    pub fn large(&self, lang: &Lang, n: usize) -> Photos {
        let shown = self.sights.get(n).and_then(Option::as_ref).map(|sight| {
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

/// What is here of some photos.
async fn sights(files: &Files, photos: Vec<Option<&events::Photo>>) -> Vec<Option<Sight>> {
    let mut sights = Vec::with_capacity(photos.len());
    for photo in photos {
        let Some(photo) = photo else {
            sights.push(None);
            continue;
        };
        let has_whole = is_here(files, Hash::from_bytes(photo.hash)).await;
        let has_small = match photos::small(photo) {
            Some(small) => is_here(files, small).await,
            None => false,
        };
        sights.push(Some(Sight { frame: (photo.width, photo.height), has_small, has_whole }));
    }
    sights
}

/// Whether a file is here. Where the disk cannot say, it is not: the page with the words is worth more than its photos.
async fn is_here(files: &Files, hash: Hash) -> bool {
    files.has(hash).await.unwrap_or_else(|fault| {
        tracing::warn!(error = &fault as &dyn std::error::Error, "cannot tell whether a photo is here");
        false
    })
}

/// A photo of a case, counted from 1, for someone who may see the case; kept by nobody but their own browser.
pub(crate) async fn serve(files: &Files, case: &Case, n: usize, size: Size) -> Result<Response, Problem> {
    let photos = case.photos();
    let photo = n.checked_sub(1).and_then(|at| photos.get(at)).ok_or_else(Problem::not_found)?;
    give(files, photo, size, "private, max-age=3600").await
}

/// What everyone sees of a photo of a case that is public, counted as above. Nobody keeps it: it may be taken back.
pub(super) async fn serve_public(files: &Files, case: &Case, n: usize, size: Size) -> Result<Response, Problem> {
    let photos = case.public_photos();
    let photo = n.checked_sub(1).and_then(|at| *photos.get(at)?).ok_or_else(Problem::not_found)?;
    give(files, photo, size, "no-store").await
}

async fn give(files: &Files, photo: &events::Photo, size: Size, kept: &'static str) -> Result<Response, Problem> {
    let hash = named(photo, size).ok_or_else(Problem::not_found)?;
    let jpeg = files.get(hash).await.map_err(Problem::fault)?.ok_or_else(Problem::not_found)?;
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, kept),
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
