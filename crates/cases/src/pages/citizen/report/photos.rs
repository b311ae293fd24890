//! Photos that came with the form: stored at once, and kept for the next try when something else has to be mended.
//!
//! A stored photo travels back through the page as a sealed note. The seal covers the form's token, so nobody can put
//! another's photo into a report by naming it.

use hadir_org::Problem;
use hadir_ui::lang::Lang;
use hadir_ui::{number, t};

use crate::code::CodeKey;
use crate::events::Photo;
use crate::pages::posted::SentFile;
use crate::photos::{PhotoError, take_in};
use crate::{Cases, Token};

/// A stored photo as a hidden field carries it.
pub(super) fn sealed(key: &CodeKey, token: &Token, photo: &Photo) -> String {
    let note = minicbor::to_vec(photo).expect("writing to memory does not fail");
    format!("{}.{}", hex::encode(&note), hex::encode(seal(key, token, &note)))
}

/// The photo of a hidden field, if the seal is ours and belongs to this form.
pub(super) fn unsealed(key: &CodeKey, token: &Token, text: &str) -> Option<Photo> {
    let (note, given) = text.split_once('.')?;
    let note = hex::decode(note).ok()?;
    if given != hex::encode(seal(key, token, &note)) {
        return None;
    }
    minicbor::decode(&note).ok()
}

fn seal(key: &CodeKey, token: &Token, note: &[u8]) -> [u8; 16] {
    key.seal("photo of form", &[token.as_bytes(), note].concat())
}

/// Stores the photos that can be taken. What is wrong with the others is said, one sentence each.
pub(super) async fn store(
    cases: &Cases,
    lang: &Lang,
    kept: &mut Vec<Photo>,
    files: Vec<SentFile>,
) -> Result<Vec<String>, Problem> {
    let org = cases.platform().org();
    let (most, bytes_max) = (org.regency().photos_max as usize, u64::from(org.regency().photo_bytes_max));
    let mut sentences = Vec::new();
    for (at, file) in files.into_iter().enumerate() {
        if kept.len() >= most {
            sentences.push(t!(lang, "report-photo-too-many", most = most));
            break;
        }
        let taken = match file.content {
            Err(bytes) => Err(PhotoError::TooLarge { bytes, bytes_max }),
            Ok(content) => take_in(cases.platform().store().files(), content, bytes_max).await,
        };
        match taken {
            Ok(photo) if kept.iter().all(|kept| kept.hash != photo.hash) => kept.push(photo),
            Ok(_) => {}
            Err(PhotoError::Store(fault)) => return Err(Problem::fault(fault)),
            Err(PhotoError::TooLarge { bytes, bytes_max }) => {
                let (size, most) = (number::bytes(lang, bytes), number::bytes(lang, bytes_max));
                sentences.push(t!(lang, "report-photo-too-large", n = at + 1, size = size, most = most));
            }
            Err(PhotoError::Unreadable) => sentences.push(t!(lang, "report-photo-unreadable", n = at + 1)),
        }
    }
    Ok(sentences)
}
