//! Posted forms with files: `multipart/form-data`, as browsers send a form that has a file field. A form without files may
//! come in either shape.

use axum::extract::{FromRequest, Request};
use axum::http::header;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use multer::{Constraints, Multipart, SizeLimit};

use super::{App, Failure, Form};

/// The most bytes of all text fields together.
const TEXT_LIMIT: usize = 512 * 1024;
/// The most fields in one form.
const FIELD_LIMIT: usize = 2_000;
/// The most files in one form.
const FILE_LIMIT: usize = 10;
/// The field in which a file comes that a page of ours kept while its sender signed in again.
pub const KEPT_FILE: &str = "kept-file";

/// A file as it came; its name and content are the sender's word.
#[derive(Clone, Debug)]
pub struct UploadedFile {
    /// The name of the form field.
    pub field: String,
    pub name: String,
    pub content: Vec<u8>,
    /// Whether it was longer than is ever kept; the rest was thrown away.
    pub is_cut: bool,
}

impl UploadedFile {
    /// The file as the value of a field [`KEPT_FILE`]: the page holds it, so nothing is stored for somebody who is not signed
    /// in, and it comes back as any other file, to be looked at as such.
    pub fn as_kept(&self) -> String {
        [self.field.as_bytes(), self.name.as_bytes(), &self.content].map(|part| STANDARD.encode(part)).join(".")
    }

    /// The file that such a value holds.
    fn of_kept(value: &[u8]) -> Option<Self> {
        let mut parts = value.split(|byte| *byte == b'.').map(|part| STANDARD.decode(part).ok());
        let (field, name, content) = (parts.next()??, parts.next()??, parts.next()??);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
        let file = Self { field: text(field)?, name: text(name)?, content, is_cut: false };
        parts.next().is_none().then_some(file)
    }
}

/// A posted form with its files.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    pub form: Form,
    pub files: Vec<UploadedFile>,
}

impl FromRequest<App> for Upload {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let media =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let Ok(boundary) = multer::parse_boundary(media) else {
            return Ok(Self { form: Form::from_request(request, app).await?, files: Vec::new() });
        };
        let file_limit = app.config.attachments.limit_kilobytes.saturating_mul(1024);
        // One file that is too large is told at its field; a body that could hold many is cut off.
        let whole = file_limit.saturating_mul(2).saturating_add(TEXT_LIMIT);
        let limit = SizeLimit::new().whole_stream(u64::try_from(whole).unwrap_or(u64::MAX));
        let stream = request.into_body().into_data_stream();
        let parts = Multipart::with_constraints(stream, boundary, Constraints::new().size_limit(limit));
        read(parts, file_limit).await
    }
}

async fn read(mut parts: Multipart<'_>, file_limit: usize) -> Result<Upload, Failure> {
    let (mut fields, mut files, mut text_bytes): (Vec<(String, String)>, Vec<UploadedFile>, usize) =
        (Vec::new(), Vec::new(), 0);
    while let Some(mut part) = parts.next_field().await.map_err(|problem| failure(&problem))? {
        let field = part.name().unwrap_or_default().to_string();
        let file = part.file_name().map(str::to_string);
        let is_kept = file.is_none() && field == KEPT_FILE;
        let most = match file {
            Some(_) => file_limit,
            // Four letters for three bytes, and its names.
            None if is_kept => file_limit / 3 * 4 + 4_096,
            None => TEXT_LIMIT - text_bytes,
        };
        let (mut content, mut is_cut) = (Vec::new(), false);
        while let Some(chunk) = part.chunk().await.map_err(|problem| failure(&problem))? {
            let kept = chunk.len().min(most - content.len());
            is_cut |= kept < chunk.len();
            content.extend_from_slice(&chunk[..kept]);
        }
        match file {
            // A file field in which nothing was chosen.
            Some(name) if name.is_empty() && content.is_empty() => {}
            Some(name) => files.push(UploadedFile { field, name, content, is_cut }),
            None if is_cut => return Err(Failure::TooLarge),
            None if is_kept => {
                files.push(UploadedFile::of_kept(&content).ok_or(Failure::Malformed("a kept file cannot be read"))?);
            }
            None => {
                text_bytes += content.len();
                let value = String::from_utf8_lossy(&content).into_owned();
                if field.contains('\0') || value.contains('\0') {
                    return Err(Failure::Malformed("the form has a null character"));
                }
                fields.push((field, value));
            }
        }
        if fields.len() > FIELD_LIMIT || files.len() > FILE_LIMIT {
            return Err(Failure::Malformed("the form has too many fields"));
        }
    }
    Ok(Upload { form: Form::of_pairs(fields), files })
}

fn failure(problem: &multer::Error) -> Failure {
    match problem {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => Failure::TooLarge,
        _ => Failure::Malformed("the body is not a form with files"),
    }
}

#[cfg(test)]
mod tests {
    use super::UploadedFile;

    #[test]
    fn a_kept_file_comes_back_as_it_was() {
        let file = UploadedFile {
            field: "files".to_string(),
            name: "Käyttö \"1\" & <2>.pdf".to_string(),
            content: (0..=255).collect(),
            is_cut: false,
        };
        let back = UploadedFile::of_kept(file.as_kept().as_bytes()).expect("reads");
        assert_eq!((back.field, back.name, back.content), (file.field, file.name, file.content));
        let empty = UploadedFile { content: Vec::new(), name: "a".to_string(), field: "b".to_string(), is_cut: false };
        assert!(UploadedFile::of_kept(empty.as_kept().as_bytes()).expect("reads").content.is_empty());
        for wrong in ["", "YQ==.YQ==", "YQ==.YQ==.YQ==.YQ==", "YQ==.*.YQ==", "YQ==./w==.YQ==", "YQ==.AA==.YQ=="] {
            assert!(UploadedFile::of_kept(wrong.as_bytes()).is_none(), "{wrong}");
        }
    }
}
