//! Files that officers sent along, as pages show them and as they are served: a photo small, a document as a download alone.
//!
//! Who may see the case is asked before any of this; which words of it somebody reads is asked here.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hadir_oplog::{Hash, OpId};
use hadir_org::Problem;
use hadir_store::Files;
use hadir_ui::components::{Photo, Photos};
use hadir_ui::lang::Lang;
use hadir_ui::{number, t};
use maud::{Markup, Render, html};

use super::photos::Size;
use crate::events::{Attachment, Words};
use crate::{Case, photos};

/// The files of one text, each leading to where it is served; nothing where there are none.
pub(super) fn list(lang: &Lang, base: &str, op: OpId, words: Option<&Words>) -> Markup {
    let all = words.map_or(&[][..], Words::attached);
    if all.is_empty() {
        return html! {};
    }
    let at = |n: usize| format!("{base}/lampiran/{op}/{}", n + 1);
    let photos = all.iter().enumerate().filter_map(|(n, file)| Some((n, file, file.photo.as_ref()?)));
    let shown = photos.fold(Photos::new(), |shown, (n, file, photo)| {
        let frame = (photo.width, photo.height);
        let small = format!("{}/kecil", at(n));
        let picture = Photo::new(t!(lang, "attached-photo", name = file.name.as_str()), frame).whole(at(n));
        shown.photo(if photos::small(photo).is_some() { picture.small(small) } else { picture })
    });
    let documents: Vec<_> = all.iter().enumerate().filter(|(_, file)| file.photo.is_none()).collect();
    html! {
        (shown.render())
        @if !documents.is_empty() {
            ul.list {
                @for (n, file) in documents {
                    li { (document(lang, file, &at(n))) }
                }
            }
        }
    }
}

fn document(lang: &Lang, file: &Attachment, at: &str) -> Markup {
    match &file.document {
        Some(document) => html! {
            a href=(at) { (file.name) } " " span.soft { (t!(lang, "attached-pdf", size = number::bytes(lang, document.bytes))) }
        },
        None => html! { (file.name) " " span.soft { (t!(lang, "attached-beyond")) } },
    }
}

/// A file of a text, counted from 1, that `may_read` says the reader reads; kept by nobody but their own browser.
///
/// # Errors
/// Not found, for whatever is not there and whatever is not for this reader.
pub(crate) async fn serve(
    files: &Files,
    case: &Case,
    (op, n): (&str, usize),
    size: Size,
    may_read: impl Fn(&crate::state::Moment) -> bool,
) -> Result<Response, Problem> {
    let op: OpId = op.parse().map_err(|_| Problem::not_found())?;
    let moment = case.thread.iter().find(|moment| moment.id == op).filter(|moment| may_read(moment));
    let words = moment.and_then(|moment| moment.event.words()).ok_or_else(Problem::not_found)?;
    let file = n.checked_sub(1).and_then(|at| words.attached().get(at)).ok_or_else(Problem::not_found)?;
    let (hash, kind) = named(file, size).ok_or_else(Problem::not_found)?;
    let bytes = files.get(hash).await.map_err(Problem::fault)?.ok_or_else(Problem::not_found)?;
    let mut answer = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "private, max-age=3600"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if file.document.is_some() {
        headers.insert(header::CONTENT_DISPOSITION, disposition(&file.name));
    }
    Ok(answer)
}

fn named(file: &Attachment, size: Size) -> Option<(Hash, &'static str)> {
    match (&file.photo, &file.document, size) {
        (Some(photo), _, Size::Small) => Some((photos::small(photo)?, "image/jpeg")),
        (Some(photo), _, Size::Whole) => Some((Hash::from_bytes(photo.hash), "image/jpeg")),
        (None, Some(document), Size::Whole) => Some((Hash::from_bytes(document.hash), "application/pdf")),
        (None, ..) => None,
    }
}

/// Under which name a browser saves it (RFC 6266, RFC 8187): for old ones in ASCII, for all others as it is. Nothing in it can end
/// the header or open it in the page.
fn disposition(name: &str) -> HeaderValue {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || " -_.()".contains(letter);
    let plain: String = name.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    let is_kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let mut whole = String::new();
    for byte in name.bytes() {
        if is_kept(byte) { whole.push(byte.into()) } else { whole.push_str(&format!("%{byte:02X}")) }
    }
    let value = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}");
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_leaves_its_header() {
        let header = disposition("Surat \"balasan\"; x=1\r\nEvil: é.pdf");
        let text = header.to_str().unwrap();
        assert!(text.starts_with("attachment; filename=\"Surat _balasan__ x_1__Evil_ _.pdf\""), "{text}");
        assert!(text.contains("filename*=UTF-8''Surat%20%22balasan%22%3B%20x%3D1%0D%0AEvil%3A%20%C3%A9.pdf"), "{text}");
    }
}
