//! Showing a photo to the public, whole or with parts covered, and taking it back.

use hadir_org::Right;

use super::{Asking, Decided, Refusal};
use crate::events::{Area, CaseEvent, Photo, PhotoShown, PhotoShownWords, Privacy};
use crate::kinds::Visibility;
use crate::state::Case;

/// What the public is to see of a photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Showing {
    /// The photo, by its content's hash.
    pub photo: [u8; 32],
    /// The picture of it that is stored already; none to show nothing.
    pub picture: Option<Photo>,
    /// What is covered in that picture.
    pub covered: Vec<Area>,
    /// How often somebody had decided about the photo when the form was opened.
    pub knew: u32,
}

/// Decides what the public sees of a photo. The same decision again changes nothing.
///
/// # Errors
/// [`Refusal::NeverPublic`] and [`Refusal::Confidential`] as for the report itself; [`Refusal::NoPhoto`] where the case has no
/// such photo (any more); [`Refusal::PhotoDecided`] where a colleague decided since the form was opened.
pub fn show_photo(case: &Case, showing: Showing, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Publish, case)?;
    let Showing { photo, picture, covered, knew } = showing;
    if picture.is_some() && case.sensitivity.is_some() {
        return Err(Refusal::NeverPublic);
    }
    if picture.is_some() && case.visibility() == Visibility::Confidential {
        return Err(Refusal::Confidential);
    }
    let photos = case.photos();
    let at = photos.iter().position(|known| known.hash == photo).ok_or(Refusal::NoPhoto)?;
    let is_so = case.public_photos()[at] == picture.as_ref();
    if is_so && !case.is_photo_contested(photos[at]) {
        return Ok(Vec::new());
    }
    let after = case.decisions_on(photos[at]);
    if after != knew {
        return Err(Refusal::PhotoDecided);
    }
    let facts = PhotoShown { at: asking.at(), shows: picture.is_some(), after };
    let covered = picture.is_some().then_some(covered);
    let words = PhotoShownWords { photo, picture, covered };
    Ok(vec![CaseEvent::Privacy(Privacy::PhotoShown(facts, Some(words)))])
}
