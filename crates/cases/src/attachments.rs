//! Files that officers send along: photos, which are made anew as those of citizens are, and PDF documents, which are kept as
//! they are and only ever given away as a download.

use hadir_oplog::Hash;
use hadir_store::{FileRank, Files, NamedFile};

use crate::events::{Attachment, Document};
use crate::photos::{self, PhotoError};

/// Files that go with one text.
pub const ATTACHMENTS_MAX: usize = 5;
/// Longest name of a file, in characters.
pub const NAME_CHARS_MAX: usize = 80;
/// How a PDF file begins, within its first bytes (ISO 32000-1, 7.5.2 and annex H).
const PDF_BEGINS: &[u8] = b"%PDF-";
const PDF_BEGINS_WITHIN: usize = 1_024;
/// How it ends, within its last bytes (ISO 32000-1, 7.5.5).
const PDF_ENDS: &[u8] = b"%%EOF";
const PDF_ENDS_WITHIN: usize = 2_048;

/// Why a file was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum AttachmentError {
    /// It is larger than allowed.
    #[error("the file has {bytes} bytes; at most {bytes_max} are taken")]
    TooLarge {
        /// What it has.
        bytes: u64,
        /// What is allowed.
        bytes_max: u64,
    },
    /// It is neither a photo nor a whole PDF document.
    #[error("the file is neither a photo nor a PDF document")]
    Unknown,
    /// It could not be stored.
    #[error("the file could not be stored")]
    Store(#[from] hadir_store::FileFault),
}

/// How large a photo and a document may be, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// A photo.
    pub photo: u64,
    /// A document.
    pub document: u64,
}

/// Takes in a file: looked at, cleaned, and stored before anything names it.
///
/// # Errors
/// See [`AttachmentError`].
pub async fn take_in(files: &Files, name: &str, content: Vec<u8>, sizes: Sizes) -> Result<Attachment, AttachmentError> {
    let (name, bytes) = (clean_name(name), content.len() as u64);
    if is_pdf(&content) {
        if bytes > sizes.document {
            return Err(AttachmentError::TooLarge { bytes, bytes_max: sizes.document });
        }
        let hash = *files.put(content).await?.as_bytes();
        return Ok(Attachment { name, photo: None, document: Some(Document { hash, bytes }) });
    }
    match photos::take_in(files, content, sizes.photo).await {
        Ok(photo) => Ok(Attachment { name, photo: Some(photo), document: None }),
        Err(PhotoError::TooLarge { bytes, bytes_max }) => Err(AttachmentError::TooLarge { bytes, bytes_max }),
        Err(PhotoError::Unreadable) => Err(AttachmentError::Unknown),
        Err(PhotoError::Store(fault)) => Err(fault.into()),
    }
}

/// Whether bytes begin and end as a PDF file does: what was cut off on its way is none.
pub fn is_pdf(content: &[u8]) -> bool {
    let has = |part: &[u8], mark: &[u8]| part.windows(mark.len()).any(|window| window == mark);
    let begins = has(&content[..content.len().min(PDF_BEGINS_WITHIN)], PDF_BEGINS);
    begins && has(&content[content.len().saturating_sub(PDF_ENDS_WITHIN)..], PDF_ENDS)
}

/// A name that is safe to show and to save under: no folders, nothing that cannot be seen or that turns the direction of writing,
/// and not too long. What is left of nothing is called "berkas".
pub fn clean_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_shown = |letter: &char| !letter.is_control() && !is_invisible(*letter) && !"\"<>:|?*".contains(*letter);
    let name: String = last.chars().filter(is_shown).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_start_matches(['.', ' ']);
    let letters = name.chars().count();
    match letters {
        0 => "berkas".to_owned(),
        1..=NAME_CHARS_MAX => name.to_owned(),
        _ => {
            // What a file is stands at the end of its name.
            let end: String = name.rsplit_once('.').map(|(_, end)| end.chars().take(8).collect()).unwrap_or_default();
            let keep = NAME_CHARS_MAX - end.chars().count() - 1;
            let begin: String = name.chars().take(keep).collect();
            // Where it is cut there may be a space.
            let cut = if end.is_empty() { begin } else { format!("{begin}.{end}") };
            cut.trim_end().to_owned()
        }
    }
}

/// Marks of direction, joiners and the like (Unicode, format characters).
const fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{00ad}' | '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The stored files of an attachment that was named at an instant, in milliseconds since 1970, UTC.
pub(crate) fn files(attachment: &Attachment, at_ms: i64) -> Vec<NamedFile> {
    let document = attachment.document.as_ref().map(|document| NamedFile {
        rank: FileRank::Whole,
        at_ms,
        hash: Hash::from_bytes(document.hash),
    });
    let photo = attachment.photo.as_ref().into_iter().flat_map(|photo| photos::files(photo, at_ms));
    photo.chain(document).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_begins_and_ends_as_one() {
        let whole = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n";
        assert!(is_pdf(whole));
        assert!(is_pdf(&[b"\xef\xbb\xbf\r\n".as_slice(), whole].concat()), "some write a mark before it");
        for broken in [&whole[..whole.len() - 8], &whole[5..], b"", b"%PDF-", b"%%EOF", b"PK\x03\x04 %PDF %%EOF"] {
            assert!(!is_pdf(broken), "{broken:?}");
        }
        let late = [vec![b' '; 2_000], whole.to_vec()].concat();
        assert!(!is_pdf(&late));
        assert!(!is_pdf(&[whole.to_vec(), vec![b' '; 4_000]].concat()));
    }

    #[test]
    fn a_name_is_safe_to_show_and_to_save_under() {
        for (given, clean) in [
            ("Surat balasan.pdf", "Surat balasan.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\Sitti\\surat.pdf", "surat.pdf"),
            ("surat\r\nX-Evil: 1.pdf", "suratX-Evil 1.pdf"),
            ("gaji\u{202e}fdp.exe", "gajifdp.exe"),
            ("\u{200b}\u{feff}", "berkas"),
            ("", "berkas"),
            ("...", "berkas"),
            (". x", "x"),
            (".htaccess", "htaccess"),
            ("a\"b<c>d|e?f*g.pdf", "abcdefg.pdf"),
            ("  dua   spasi .pdf ", "dua spasi .pdf"),
            ("surat 📄.pdf", "surat 📄.pdf"),
            ("رسالة.pdf", "رسالة.pdf"),
        ] {
            assert_eq!(clean_name(given), clean, "{given:?}");
        }
        let long = clean_name(&format!("{}.pdf", "x".repeat(300)));
        assert_eq!((long.chars().count(), long.ends_with("xx.pdf")), (NAME_CHARS_MAX, true));
        assert_eq!(clean_name(&"é".repeat(300)).chars().count(), NAME_CHARS_MAX - 1);
    }
}
