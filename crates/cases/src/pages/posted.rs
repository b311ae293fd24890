//! What a form with files sent: fields and files, whether it came with files or without.

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{Form, FromRequest, Request};
use axum::http::header;
use hadir_org::Problem;

use crate::Cases;
use crate::draft::Draft;

/// Longest value of one field that is read, in bytes. Far more than any field takes: who wrote too much is told so, with
/// everything they typed still in the box.
const FIELD_BYTES_MAX: usize = 1024 * 1024;
/// Most fields that are read.
const FIELDS_MAX: usize = 64;

/// The largest form that is read at all, in bytes: every file a regency may allow, and the words.
pub(super) const FORM_BYTES_MAX: usize = 128 * 1024 * 1024;
/// Files that are looked at; more than any form takes.
const FILES_MAX: usize = 16;

/// A posted form.
#[derive(Debug, Default)]
pub(super) struct Posted {
    fields: Vec<(String, String)>,
    /// Files in the order they were chosen.
    pub files: Vec<SentFile>,
}

/// A file that was sent.
#[derive(Debug)]
pub(super) struct SentFile {
    /// What its sender calls it.
    pub name: String,
    /// What is in it; of a file larger than any may be, only its size in bytes.
    pub content: Result<Vec<u8>, u64>,
}

impl Posted {
    /// The first value of a field; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The report's fields as they were typed.
    pub fn draft(&self) -> Draft {
        let text = |name| self.text(name).to_owned();
        Draft {
            kind: text("kind"),
            text: text("text"),
            category: text("category"),
            place: text("place"),
            spot: text("spot"),
            lat: text("lat"),
            lon: text("lon"),
            name: text("name"),
            sapa: text("sapa"),
            contact: text("contact"),
            visibility: text("visibility"),
        }
    }

    async fn read(mut parts: Multipart, bytes_max: u64) -> Result<Self, Problem> {
        let mut posted = Self::default();
        while let Some(part) = parts.next_field().await.map_err(|_| Problem::bad_request())? {
            let name = part.name().unwrap_or_default().to_owned();
            if part.file_name().is_some() || name == "photo" {
                let file = read_file(part, bytes_max).await?;
                posted.files.extend(file.filter(|_| posted.files.len() < FILES_MAX));
            } else if posted.fields.len() < FIELDS_MAX {
                posted.fields.push((name, read_text(part).await?));
            }
        }
        Ok(posted)
    }
}

impl FromRequest<Cases> for Posted {
    type Rejection = Problem;

    async fn from_request(request: Request, cases: &Cases) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            let parts = Multipart::from_request(request, cases).await.map_err(|_| Problem::bad_request())?;
            let org = cases.platform().org();
            let regency = org.regency();
            return Self::read(parts, u64::from(regency.photo_bytes_max.max(regency.document_bytes_max))).await;
        }
        let Form(fields) = Form::from_request(request, cases).await.map_err(|_| Problem::bad_request())?;
        Ok(Self { fields, files: Vec::new() })
    }
}

async fn read_text(mut part: Field<'_>) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|_| Problem::bad_request())? {
        if bytes.len() + chunk.len() > FIELD_BYTES_MAX {
            return Err(Problem::bad_request());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A file within the limit, or the size of one beyond it. A browser sends an empty one where nothing was chosen.
async fn read_file(mut part: Field<'_>, bytes_max: u64) -> Result<Option<SentFile>, Problem> {
    let name = part.file_name().unwrap_or_default().to_owned();
    let (mut content, mut bytes) = (Vec::new(), 0_u64);
    while let Some(chunk) = part.chunk().await.map_err(|_| Problem::bad_request())? {
        bytes += chunk.len() as u64;
        if bytes <= bytes_max {
            content.extend_from_slice(&chunk);
        } else {
            content = Vec::new();
        }
    }
    Ok(match bytes {
        0 => None,
        bytes if bytes > bytes_max => Some(SentFile { name, content: Err(bytes) }),
        _ => Some(SentFile { name, content: Ok(content) }),
    })
}
