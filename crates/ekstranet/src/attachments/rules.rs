//! What a file really is, and a name that can be kept. Pure: bytes in, verdicts out. The name and the media type that a
//! browser tells are never believed.

use crate::kernel::{Language, holds_typed_identity_code};
use crate::services::FileType;
use crate::web::format;

/// A checked file.
#[derive(Clone, Debug)]
pub struct Received {
    pub name: String,
    pub kind: FileType,
    pub content: Vec<u8>,
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    Empty,
    TooLarge,
    /// Not one of the types that are asked for, or several at once, or damaged.
    Type,
}

/// Checks a file: its size, and that it is wholly one of the types that are asked for.
///
/// # Errors
/// The first fault.
pub fn check(name: &str, content: Vec<u8>, types: &[FileType], limit_bytes: usize) -> Result<Received, FileFault> {
    if content.is_empty() {
        return Err(FileFault::Empty);
    }
    if content.len() > limit_bytes {
        return Err(FileFault::TooLarge);
    }
    let kind = detect(&content).filter(|kind| types.contains(kind)).ok_or(FileFault::Type)?;
    Ok(Received { name: clean_name(name, kind), kind, content })
}

/// The type of a file from its bytes. A file must begin and end as its type does: what is hung on before or after could be
/// read as something else by another program.
pub(super) fn detect(bytes: &[u8]) -> Option<FileType> {
    match infer::get(bytes).map(|found| found.mime_type())? {
        "application/pdf" if is_whole_pdf(bytes) => Some(FileType::Pdf),
        "image/png" if bytes.ends_with(b"IEND\xaeB`\x82") && !holds_archive(bytes) => Some(FileType::Png),
        "image/jpeg" if bytes.ends_with(&[0xff, 0xd9]) && !holds_archive(bytes) => Some(FileType::Jpeg),
        _ if bytes.starts_with(b"PK\x03\x04") => office(&entries(bytes)?),
        _ => None,
    }
}

/// Begins with its header, ends with its end mark and a line end, and has no archive in its tail.
fn is_whole_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF") && !holds_archive(bytes)
}

/// Whether a reader of ZIP archives would find one here: it looks for this mark from the end.
fn holds_archive(bytes: &[u8]) -> bool {
    end_record(bytes).is_some()
}

const END_RECORD: usize = 22;

/// Where the end record of a ZIP archive begins.
fn end_record(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_RECORD)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))
}

fn number(bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    let field = bytes.get(at..at.checked_add(width)?)?;
    Some(field.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// The names of the entries of an archive, from its central directory; nothing when it is damaged or something stands
/// before or after it. Nothing is unpacked.
fn entries(bytes: &[u8]) -> Option<Vec<String>> {
    let end = end_record(bytes)?;
    let (count, size, start) = (number(bytes, end + 10, 2)?, number(bytes, end + 12, 4)?, number(bytes, end + 16, 4)?);
    // The directory stands right before its end record, counted from the first byte, and no comment follows.
    if start.checked_add(size)? != end || end + END_RECORD != bytes.len() {
        return None;
    }
    let (mut names, mut at) = (Vec::new(), start);
    for _ in 0..count {
        if number(bytes, at, 4)? != 0x0201_4b50 {
            return None;
        }
        let (name, extra, comment) =
            (number(bytes, at + 28, 2)?, number(bytes, at + 30, 2)?, number(bytes, at + 32, 2)?);
        names.push(std::str::from_utf8(bytes.get(at + 46..at + 46 + name)?).ok()?.to_string());
        at = at + 46 + name + extra + comment;
    }
    (at == end).then_some(names)
}

/// The office document that an archive is; one with macros or with two natures is none.
fn office(names: &[String]) -> Option<FileType> {
    let has = |name: &str| names.iter().any(|found| found == name);
    let climbs =
        |name: &String| name.starts_with('/') || name.contains('\\') || name.split('/').any(|part| part == "..");
    let has_macros = names.iter().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin"))
        || names.iter().any(|name| name.starts_with("Basic/") || name.starts_with("Scripts/"));
    if has_macros || names.iter().any(climbs) {
        return None;
    }
    let natures = [
        (FileType::Docx, has("[Content_Types].xml") && has("word/document.xml")),
        (FileType::Xlsx, has("[Content_Types].xml") && has("xl/workbook.xml")),
        (
            FileType::Odt,
            names.first().is_some_and(|name| name == "mimetype") && has("content.xml") && has("META-INF/manifest.xml"),
        ),
    ];
    let mut found = natures.into_iter().filter(|(_, is)| *is).map(|(kind, _)| kind);
    found.next().filter(|_| found.next().is_none())
}

/// The longest name that is kept without its ending, in characters.
const NAME: usize = 80;

/// A name that can be kept and shown: without folders, control characters and what file systems do not like, with the
/// ending of what the file is. A name with an identity code is not kept.
pub(super) fn clean_name(name: &str, kind: FileType) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let kept: String = stem
        .chars()
        .map(|letter| if letter.is_control() || "\"<>:|?*%;".contains(letter) { ' ' } else { letter })
        .filter(|letter| !is_invisible(*letter))
        .collect();
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept: String = kept.trim_matches('.').chars().take(NAME).collect();
    let kept = kept.trim();
    let is_fit = !kept.is_empty() && !holds_typed_identity_code(kept) && !holds_typed_identity_code(name);
    format!("{}.{}", if is_fit { kept } else { "liite" }, kind.code())
}

/// Marks that turn the direction of writing or join letters: a name could look like another.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The name in ASCII, for readers that know no other.
pub(super) fn plain_name(name: &str) -> String {
    name.chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || "._- ".contains(letter) { letter } else { '_' })
        .collect()
}

/// A size as people read it: 12 kB, 1 234 kB.
pub fn shown_size(bytes: i64, language: Language) -> String {
    format!("{}\u{a0}kB", format::count((bytes + 1023) / 1024, language))
}
