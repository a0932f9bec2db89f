//! The agreement texts, embedded, with their hashes and their form as a page.

use std::sync::LazyLock;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd, html};

use crate::kernel::{CaseLanguage, Language, sha256};
use crate::services::Service;
use crate::texts::Texts;

/// One agreement text.
#[derive(Debug)]
pub struct Document {
    /// `commitment`, `general_terms` or `service_description_{service}`.
    pub kind: &'static str,
    pub version: &'static str,
    pub language: Language,
    /// Markdown, exactly the bytes that are hashed.
    pub text: &'static str,
    /// SHA-256 of the text in lower-case hexadecimal.
    pub sha256: String,
}

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| include!(concat!(env!("OUT_DIR"), "/documents.rs")));

fn document(kind: &'static str, version: &'static str, language: Language, text: &'static str) -> Document {
    Document { kind, version, language, text, sha256: sha256(text.as_bytes()) }
}

impl Document {
    /// What kind of text it is, in the language of the screen.
    pub fn title(&self, t: &Texts) -> String {
        title(self.kind, t)
    }

    /// The text as HTML without raw HTML, headings from `<h2>` downwards.
    pub fn html(&self) -> String {
        as_html(self.text)
    }
}

/// What kind of text it is, in the language of the screen.
pub(super) fn title(kind: &str, t: &Texts) -> String {
    match kind {
        "commitment" => t.agreements_commitment(),
        "general_terms" => t.agreements_general_terms(),
        other => {
            let service = other.strip_prefix("service_description_").and_then(Service::parse);
            service.map_or_else(|| other.to_string(), |service| t.agreements_service_description(service.name(t)))
        }
    }
}

/// Markdown as HTML: raw HTML stays text, the first heading becomes `<h2>`.
pub(super) fn as_html(markdown: &str) -> String {
    let lower = |level: HeadingLevel| match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        _ => HeadingLevel::H4,
    };
    let events = Parser::new(markdown).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: lower(level), id, classes, attrs })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        other => other,
    });
    let mut page = String::new();
    html::push_html(&mut page, events);
    page
}

/// What an organisation has to sign to take a service into use: commitment, general terms and service description with
/// the first service, only the service description afterwards (domain sheet 4). Empty when the service has no text yet.
pub fn documents_for(service: Service, language: CaseLanguage, first: bool) -> Vec<&'static Document> {
    let description = format!("service_description_{}", service.code());
    let wanted = |kind: &str| newest(kind, language.into());
    match (wanted(&description), first) {
        (None, _) => Vec::new(),
        (Some(description), false) => vec![description],
        (Some(description), true) => {
            ["commitment", "general_terms"].into_iter().filter_map(wanted).chain([description]).collect()
        }
    }
}

/// The same text as an unofficial translation for a screen in English; the binding one stays as it is.
pub fn unofficial_translation(document: &Document) -> Option<&'static Document> {
    DOCUMENTS.iter().find(|other| {
        other.kind == document.kind && other.version == document.version && other.language == Language::En
    })
}

fn newest(kind: &str, language: Language) -> Option<&'static Document> {
    DOCUMENTS
        .iter()
        .filter(|document| document.kind == kind && document.language == language)
        .max_by_key(|document| parts(document.version))
}

/// The parts of a version as numbers: `2026-10` is newer than `2026-9`.
fn parts(version: &str) -> Vec<u32> {
    version.split('-').map(|part| part.parse().unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENTS, as_html, documents_for, newest, parts, unofficial_translation};
    use crate::kernel::{CaseLanguage, Language};
    use crate::services::Service;

    #[test]
    fn the_first_service_brings_the_whole_commitment_and_later_ones_their_description() {
        for language in CaseLanguage::ALL {
            let first = documents_for(Service::Prescription, language, true);
            let kinds: Vec<&str> = first.iter().map(|document| document.kind).collect();
            assert_eq!(kinds, ["commitment", "general_terms", "service_description_prescription"]);
            assert!(
                first
                    .iter()
                    .all(|document| document.language == Language::from(language) && document.sha256.len() == 64)
            );
            assert_eq!(documents_for(Service::Prescription, language, false).len(), 1);
            assert!(first.iter().all(|document| unofficial_translation(document).is_some()));
        }
    }

    #[test]
    fn every_service_of_the_catalogue_has_a_description_in_three_languages() {
        for (service, language) in
            Service::ALL.into_iter().flat_map(|service| Language::ALL.map(|language| (service, language)))
        {
            let kind = format!("service_description_{}", service.code());
            assert!(newest(&kind, language).is_some(), "{kind}-….{}.md is missing", language.code());
        }
    }

    #[test]
    fn every_text_says_the_same_sections_in_its_three_languages() {
        for document in DOCUMENTS.iter() {
            let sections = |text: &str| text.lines().filter(|line| line.starts_with("## ")).count();
            let finnish = DOCUMENTS.iter().find(|other| other.kind == document.kind && other.language == Language::Fi);
            assert_eq!(
                sections(document.text),
                sections(finnish.expect("Finnish").text),
                "{} {:?}",
                document.kind,
                document.language
            );
        }
    }

    #[test]
    fn the_tenth_version_of_a_year_is_newer_than_the_ninth() {
        assert!(parts("2026-10") > parts("2026-9") && parts("2027-1") > parts("2026-10"));
        let all_numbers =
            |version: &str| version.split('-').all(|part| part.parse::<u32>().is_ok_and(|number| number > 0));
        assert!(DOCUMENTS.iter().all(|document| all_numbers(document.version)));
    }

    #[test]
    fn raw_html_in_a_text_stays_text() {
        let page = as_html("# A\n\n<script>x</script> & b\n\n- <b>c</b>");
        assert!(page.contains("<h2>A</h2>") && page.contains("&lt;script&gt;") && !page.contains("<b>"), "{page}");
    }
}
