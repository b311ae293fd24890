//! Files that an officer sends along with an answer or a note: taken in with the form, kept through the page when something has to
//! be mended, and served at `/meja/{number}/lampiran/{op}/{n}` to whoever may see the case.
//!
//! A file that is stored travels back through the page as a sealed note, as a citizen's photo does. The seal covers the officer and
//! the case, so nobody can send along another's file by naming it.

use axum::extract::Path;
use axum::response::Response;
use hadir_oplog::AggregateId;
use hadir_org::{Access, Problem, Right, Routes};
use hadir_ui::components::{Choice, ChoiceGroup, Field, FileField, Mistakes};
use hadir_ui::lang::Lang;
use hadir_ui::{number, t};
use maud::{Markup, html};

use super::answer::AnswerForm;
use super::find::Instead;
use super::seat::Seat;
use crate::Cases;
use crate::attachments::{ATTACHMENTS_MAX, AttachmentError, Sizes, clean_name, take_in};
use crate::events::Attachment;
use crate::pages::attachments::serve;
use crate::pages::photos::Size;
use crate::pages::posted::{Posted, SentFile};

/// The field for new files.
pub(super) const FIELD: &str = "lampiran";
/// The field for those that are stored already.
const KEPT: &str = "lampiran_ada";
/// Kinds of files that a browser offers.
const ACCEPT: &str = "image/*,.pdf,application/pdf";

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    let access = Access::Needs(Right::ReadCases);
    Routes::new(cases.platform()).get("/meja/{number}/lampiran/{op}/{n}", access, show).get(
        "/meja/{number}/lampiran/{op}/{n}/kecil",
        access,
        show_small,
    )
}

async fn show(seat: Seat, Path((number, op, n)): Path<(String, String, usize)>) -> Result<Response, Instead> {
    give(&seat, &number, &op, n, Size::Whole).await
}

async fn show_small(seat: Seat, Path((number, op, n)): Path<(String, String, usize)>) -> Result<Response, Instead> {
    give(&seat, &number, &op, n, Size::Small).await
}

async fn give(seat: &Seat, number: &str, op: &str, n: usize, size: Size) -> Result<Response, Instead> {
    let open = seat.open(number).await?;
    let files = seat.cases.platform().store().files();
    serve(files, &open.case, (op, n), size, |_| true).await.map_err(Instead::Problem)
}

/// The form as it was sent, with its files stored. What is wrong with some of them is said at their field; the others are kept.
///
/// # Errors
/// What keeps the officer from seeing the case, before anything of theirs is stored.
pub(super) async fn taken(seat: &Seat, address: &str, mut posted: Posted) -> Result<(AnswerForm, Mistakes), Instead> {
    let mut form = AnswerForm::of(&posted);
    let files = std::mem::take(&mut posted.files);
    if files.is_empty() && posted.all(KEPT).next().is_none() {
        return Ok((form, Mistakes::default()));
    }
    let case = seat.open(address).await?.case.id;
    form.attached = posted.all(KEPT).filter_map(|text| unsealed(seat, case, text)).take(ATTACHMENTS_MAX).collect();
    let mut sentences = Vec::new();
    for file in files {
        if form.attached.len() >= ATTACHMENTS_MAX {
            sentences.push(t!(seat.lang, "meja-attach-too-many", most = ATTACHMENTS_MAX));
            break;
        }
        match store(seat, file).await? {
            Ok(file) => form.attached.push(file),
            Err(sentence) => sentences.push(sentence),
        }
    }
    let mistakes = if sentences.is_empty() { Mistakes::default() } else { Mistakes::one(FIELD, sentences.join(" ")) };
    Ok((form, mistakes))
}

/// Stores a file, or says what is wrong with it.
async fn store(seat: &Seat, file: SentFile) -> Result<Result<Attachment, String>, Problem> {
    let (lang, org) = (&seat.lang, seat.org());
    let regency = org.regency();
    let sizes = Sizes { photo: regency.photo_bytes_max.into(), document: regency.document_bytes_max.into() };
    let name = clean_name(&file.name);
    let taken = match file.content {
        Err(bytes) => Err(AttachmentError::TooLarge { bytes, bytes_max: sizes.photo.max(sizes.document) }),
        Ok(content) => take_in(seat.cases.platform().store().files(), &file.name, content, sizes).await,
    };
    Ok(match taken {
        Ok(file) => Ok(file),
        Err(AttachmentError::Store(fault)) => return Err(Problem::fault(fault)),
        Err(AttachmentError::TooLarge { bytes, bytes_max }) => {
            let (size, most) = (number::bytes(lang, bytes), number::bytes(lang, bytes_max));
            Err(t!(lang, "meja-attach-too-large", name = name, size = size, most = most))
        }
        Err(AttachmentError::Unknown) => Err(t!(lang, "meja-attach-unknown", name = name)),
    })
}

/// The field for files, beneath those that are kept already.
pub(super) fn field(seat: &Seat, case: AggregateId, typed: &AnswerForm, mistakes: &Mistakes) -> Markup {
    let lang = &seat.lang;
    let kept: Vec<_> = typed.attached.iter().map(|file| (sealed(seat, case, file), file)).collect();
    let choices = kept.iter().map(|(note, file)| Choice::new(note, &file.name, size(lang, file))).collect();
    let all = kept.iter().map(|(note, _)| note.clone()).collect::<Vec<_>>();
    let hint = t!(lang, "meja-attach.hint", most = ATTACHMENTS_MAX);
    html! {
        @if !kept.is_empty() {
            (all.into_iter().fold(ChoiceGroup::several(lang, KEPT, t!(lang, "meja-attach-kept"), choices), ChoiceGroup::chosen))
        }
        (Field::new(lang, FIELD, t!(lang, "meja-attach"), FileField::several(ACCEPT)).hint(hint).optional()
            .error(mistakes.at(FIELD)))
    }
}

fn size(lang: &Lang, file: &Attachment) -> String {
    let document = file.document.as_ref().map(|document| document.bytes);
    let bytes = document.or(file.photo.as_ref().map(|photo| photo.bytes)).unwrap_or_default();
    number::bytes(lang, bytes)
}

fn sealed(seat: &Seat, case: AggregateId, file: &Attachment) -> String {
    let note = minicbor::to_vec(file).expect("writing to memory does not fail");
    format!("{}.{}", hex::encode(&note), hex::encode(seal(seat, case, &note)))
}

fn unsealed(seat: &Seat, case: AggregateId, text: &str) -> Option<Attachment> {
    let (note, given) = text.split_once('.')?;
    let note = hex::decode(note).ok()?;
    if given != hex::encode(seal(seat, case, &note)) {
        return None;
    }
    minicbor::decode(&note).ok()
}

fn seal(seat: &Seat, case: AggregateId, note: &[u8]) -> [u8; 16] {
    let who = seat.staff.0.id;
    seat.cases.key().seal("file of answer", &[who.as_bytes().as_slice(), case.as_bytes(), note].concat())
}
