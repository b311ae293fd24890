//! Which photos of a case the public sees, and how.

use std::collections::BTreeMap;

use super::Case;
use crate::events::{Area, Photo, PhotoShown, PhotoShownWords};

/// What was decided about the photos of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PublicPhotos {
    decided: BTreeMap<[u8; 32], Decided>,
    /// Something was decided of which nobody knows any more about which photo: then none is shown.
    is_lost: bool,
}

/// What was decided about one photo.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Decided {
    /// How often somebody decided.
    acts: u32,
    /// What the public sees of it.
    picture: Option<Photo>,
    /// What is covered, or was when it was shown last.
    covered: Vec<Area>,
    /// Two offices decided without knowing of each other: it is not shown until somebody decides who knows of both.
    is_contested: bool,
}

impl PublicPhotos {
    /// Takes in a decision.
    pub(super) fn take_in(&mut self, facts: &PhotoShown, words: Option<PhotoShownWords>) {
        let Some(words) = words else {
            self.is_lost = true;
            return;
        };
        let decided = self.decided.entry(words.photo).or_default();
        decided.is_contested = facts.after < decided.acts;
        decided.acts += 1;
        decided.picture = words.picture.filter(|_| facts.shows && !decided.is_contested);
        if let Some(covered) = words.covered {
            decided.covered = covered;
        }
    }

    /// Shows nothing any more, until somebody decides anew.
    pub(super) fn take_back(&mut self) {
        self.decided.values_mut().for_each(|decided| decided.picture = None);
    }

    /// The pictures that are shown, for what carries files to other nodes.
    pub(super) fn pictures(&self) -> impl Iterator<Item = &Photo> {
        self.decided.values().filter_map(|decided| decided.picture.as_ref())
    }
}

impl Case {
    /// What the public sees of its photos, in the order of [`Case::photos`]: a picture, or nothing. Whether it sees the case at
    /// all is another question.
    pub fn public_photos(&self) -> Vec<Option<&Photo>> {
        let shown = |photo: &Photo| self.public_photos.decided.get(&photo.hash)?.picture.as_ref();
        let shown = |photo| shown(photo).filter(|_| !self.public_photos.is_lost);
        self.photos().into_iter().map(shown).collect()
    }

    /// How often somebody decided about a photo.
    pub(crate) fn decisions_on(&self, photo: &Photo) -> u32 {
        self.public_photos.decided.get(&photo.hash).map_or(0, |decided| decided.acts)
    }

    /// What is covered of a photo, or was when it was shown last.
    pub(crate) fn covered_areas(&self, photo: &Photo) -> &[Area] {
        self.public_photos.decided.get(&photo.hash).map_or(&[], |decided| &decided.covered)
    }

    /// Whether two offices decided about a photo without knowing of each other.
    pub(crate) fn is_photo_contested(&self, photo: &Photo) -> bool {
        self.public_photos.decided.get(&photo.hash).is_some_and(|decided| decided.is_contested)
    }
}

#[cfg(test)]
mod tests {
    use hadir_oplog::AggregateId;
    use hadir_store::Aggregate;

    use super::*;

    fn photo(byte: u8) -> Photo {
        Photo { hash: [byte; 32], width: 40, height: 30, bytes: 900, preview: None }
    }

    fn act(shows: bool, after: u32, picture: Option<u8>) -> (PhotoShown, Option<PhotoShownWords>) {
        let words = PhotoShownWords { photo: [1; 32], picture: picture.map(photo), covered: None };
        (PhotoShown { at: 7, shows, after }, Some(words))
    }

    fn after(acts: &[(PhotoShown, Option<PhotoShownWords>)]) -> PublicPhotos {
        let mut photos = PublicPhotos::default();
        acts.iter().for_each(|(facts, words)| photos.take_in(facts, words.clone()));
        photos
    }

    #[test]
    fn the_last_decision_counts_of_those_that_knew_of_each_other() {
        let shown = |acts: &[_]| after(acts).pictures().next().map(|photo| photo.hash[0]);
        let (plain, covered, hidden) = (act(true, 0, Some(1)), act(true, 1, Some(2)), act(false, 1, None));
        assert_eq!(shown(std::slice::from_ref(&plain)), Some(1));
        assert_eq!(shown(&[plain.clone(), covered.clone()]), Some(2));
        assert_eq!(shown(&[plain.clone(), hidden.clone()]), None);
        assert_eq!(shown(&[plain.clone(), covered.clone(), act(true, 0, Some(3))]), None, "it knew of none of them");
        assert_eq!(shown(&[plain.clone(), hidden, act(true, 1, Some(3))]), None, "that it was taken back, above all");
        assert_eq!(
            shown(&[plain, covered, act(true, 0, Some(3)), act(true, 3, Some(4))]),
            Some(4),
            "who knows of all settles"
        );
    }

    #[test]
    fn where_a_decision_was_erased_nothing_is_shown_any_more() {
        let mut case: Case = Aggregate::new(AggregateId::from_bytes([7; 16]));
        case.public_photos = after(&[act(true, 0, Some(1)), (PhotoShown { at: 8, shows: false, after: 1 }, None)]);
        assert!(case.public_photos.is_lost);
        assert!(case.public_photos().iter().all(Option::is_none));
    }
}
