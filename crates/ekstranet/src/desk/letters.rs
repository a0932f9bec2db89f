//! Templates of the letters that decisions begin with, in the languages of cases: every version is kept, the newest is
//! used, and an approver writes the next one.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use db::Read;
use serde_json::json;

use super::rules::{Fault, has_gap, text_fault};
use super::store::{self, TemplateRow};
use super::words::errors;
use crate::applications::{Case, DecisionWords};
use crate::audit::{self, Entry};
use crate::kernel::{CaseLanguage, Instant, Language, SessionKind, without_identity_code};
use crate::texts::{Texts, texts};
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

/// What a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    /// The reasons of a rejection.
    Reasons,
    /// The hearing, when a supplement was requested, and when not.
    Heard,
    NotHeard,
    /// How one asks for a review: it goes into every rejection as it is.
    Instructions,
}

impl Letter {
    pub(super) const ALL: [Self; 4] = [Self::Reasons, Self::Heard, Self::NotHeard, Self::Instructions];

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Reasons => "reasons",
            Self::Heard => "heard",
            Self::NotHeard => "not_heard",
            Self::Instructions => "instructions",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|letter| letter.code() == code)
    }

    fn name(self, t: &Texts) -> String {
        match self {
            Self::Reasons => t.desk_letters_reasons(),
            Self::Heard => t.desk_letters_heard(),
            Self::NotHeard => t.desk_letters_not_heard(),
            Self::Instructions => t.desk_letters_instructions(),
        }
    }

    /// The portal's own text, used until an approver writes another.
    fn own(self, language: CaseLanguage) -> String {
        let t = texts(Language::from(language));
        match self {
            Self::Reasons => t.desk_letter_reasons(Mark::Service.in_text(t)),
            Self::Heard => t.desk_letter_heard(Mark::Date.in_text(t)),
            Self::NotHeard => t.desk_letter_not_heard(),
            Self::Instructions => t.desk_letter_instructions(Mark::Website.in_text(t), Mark::Operator.in_text(t)),
        }
    }
}

/// A place in a template that a fact of the case replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Case,
    Service,
    Date,
    Operator,
    Website,
}

impl Mark {
    /// As the first templates have it, whatever their language.
    fn code(self) -> &'static str {
        match self {
            Self::Case => "(case)",
            Self::Service => "(service)",
            Self::Date => "(date)",
            Self::Operator => "(operator)",
            Self::Website => "(website)",
        }
    }

    /// In the language of the template.
    fn in_text(self, t: &Texts) -> String {
        match self {
            Self::Case => t.desk_letters_mark_case(),
            Self::Service => t.desk_letters_mark_service(),
            Self::Date => t.desk_letters_mark_date(),
            Self::Operator => t.desk_letters_mark_operator(),
            Self::Website => t.desk_letters_mark_website(),
        }
    }

    fn replace(self, text: &str, t: &Texts, fact: &str) -> String {
        text.replace(&self.in_text(t), fact).replace(self.code(), fact)
    }
}

async fn newest_text(read: &mut Read, letter: Letter, language: CaseLanguage) -> Result<String, Failure> {
    let row = store::find_newest(read, letter, language).await?;
    Ok(row.map_or_else(|| letter.own(language), |row| row.content))
}

/// The words of a rejection to begin with, in the language of the case.
pub(super) async fn rejection(visit: &Visit, case: &Case) -> Result<DecisionWords, Failure> {
    let language = Language::from(case.language);
    let mut read = visit.app.db.read().await?;
    // What an officer took back gave no chance to answer.
    let heard = case.supplements.iter().rfind(|supplement| supplement.recalled_at.is_none());
    let hearing = match heard {
        Some(supplement) => {
            let text = newest_text(&mut read, Letter::Heard, case.language).await?;
            Mark::Date.replace(&text, texts(language), &format::date(supplement.asked_at.date(), language))
        }
        None => newest_text(&mut read, Letter::NotHeard, case.language).await?,
    };
    let reason = newest_text(&mut read, Letter::Reasons, case.language).await?;
    let instructions = newest_text(&mut read, Letter::Instructions, case.language).await?;
    let operator = &visit.app.config.operator;
    let (of_case, service) = (texts(language), case.service.name(texts(language)));
    let facts = [
        (Mark::Case, case.case_number.as_str()),
        (Mark::Service, service.as_str()),
        (Mark::Operator, operator.name.get(language)),
        (Mark::Website, operator.website.get(language)),
    ];
    let filled =
        |text: &str| facts.iter().fold(text.to_string(), |text, (mark, fact)| mark.replace(&text, of_case, fact));
    Ok(DecisionWords {
        reason: filled(&reason),
        hearing: filled(&hearing),
        instructions: filled(&instructions),
        ..DecisionWords::default()
    })
}

#[derive(askama::Template)]
#[template(path = "desk/letters.html")]
struct LettersPage {
    chrome: Chrome,
    t: &'static Texts,
    lines: Vec<LetterLine>,
}

struct LetterLine {
    address: String,
    name: String,
    language: String,
    about: String,
}

/// `GET /desk/letters`
pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let mut read = visit.app.db.read().await?;
    let mut lines = Vec::new();
    for letter in Letter::ALL {
        for language in CaseLanguage::ALL {
            let row = store::find_newest(&mut read, letter, language).await?;
            lines.push(LetterLine {
                address: address(letter, language),
                name: letter.name(t),
                language: super::case::language_name(language, t),
                about: about(&visit, row.as_ref()),
            });
        }
    }
    page(StatusCode::OK, &LettersPage { chrome: visit.chrome(t.desk_letters_title()), t, lines })
}

fn address(letter: Letter, language: CaseLanguage) -> String {
    format!("/desk/letters/{}/{}", letter.code(), language.code())
}

fn about(visit: &Visit, row: Option<&TemplateRow>) -> String {
    let t = visit.texts();
    row.map_or_else(
        || t.desk_letters_own(),
        |row| {
            let at = format::moment(Instant::from_milliseconds(row.saved_at), visit.language);
            t.desk_letters_version(row.version, &row.saved_by_name, at)
        },
    )
}

#[derive(askama::Template)]
#[template(path = "desk/letter.html")]
struct LetterPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    case_language: &'static str,
    language: String,
    about: String,
    hint: String,
    text: String,
    version: i64,
    may_change: bool,
    errors: Vec<FieldError>,
    stale: bool,
}

impl LetterPage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

fn key(path: &(String, String)) -> Result<(Letter, CaseLanguage), Failure> {
    Letter::parse(&path.0).zip(CaseLanguage::parse(&path.1)).ok_or(Failure::NotFound)
}

fn is_approver(visit: &Visit) -> Result<bool, Failure> {
    Ok(visit.session()?.kind == SessionKind::Officer { approver: true })
}

/// `GET /desk/letters/{letter}/{language}`
pub(super) async fn show(visit: Visit, Path(path): Path<(String, String)>) -> Result<Response, Failure> {
    letter_page(&visit, key(&path)?, StatusCode::OK, None, Vec::new()).await
}

async fn letter_page(
    visit: &Visit,
    (letter, language): (Letter, CaseLanguage),
    status: StatusCode,
    typed: Option<String>,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let row = store::find_newest(&mut visit.app.db.read().await?, letter, language).await?;
    let mark = |mark: Mark| mark.in_text(texts(Language::from(language)));
    let (case, service, operator) = (mark(Mark::Case), mark(Mark::Service), mark(Mark::Operator));
    let hint = match letter {
        Letter::Reasons => t.desk_letters_hint_reasons(case, service, operator),
        Letter::Heard | Letter::NotHeard => t.desk_letters_hint_hearing(mark(Mark::Date)),
        Letter::Instructions => t.desk_letters_hint_instructions(case, service, operator, mark(Mark::Website)),
    };
    let newest = row.as_ref().map_or_else(|| letter.own(language), |row| row.content.clone());
    let template = LetterPage {
        chrome: visit.chrome(letter.name(t)),
        t,
        address: address(letter, language),
        case_language: language.code(),
        language: match language {
            CaseLanguage::Fi => t.desk_letters_in_finnish(),
            CaseLanguage::Sv => t.desk_letters_in_swedish(),
        },
        about: about(visit, row.as_ref()),
        hint,
        text: typed.unwrap_or(newest),
        version: row.map_or(0, |row| row.version),
        may_change: is_approver(visit)?,
        errors,
        stale: status == StatusCode::CONFLICT,
    };
    page(status, &template)
}

/// `POST /desk/letters/{letter}/{language}`
pub(super) async fn save(visit: Visit, Path(path): Path<(String, String)>, form: Form) -> Result<Response, Failure> {
    let key = key(&path)?;
    if !is_approver(&visit)? {
        return Err(Failure::Forbidden);
    }
    let text = form.text("text").replace("\r\n", "\n").trim().to_string();
    let before: i64 = form.text("version").parse().map_err(|_| Failure::Malformed("the form has no version"))?;
    let faults = fault(key.0, &text, visit.texts());
    if let Some(error) = faults {
        let shown = Some(without_identity_code(&text));
        return letter_page(&visit, key, StatusCode::UNPROCESSABLE_ENTITY, shown, vec![error]).await;
    }
    let mut tx = visit.app.db.write().await?;
    let new = store::NewTemplate { key, version: before + 1, text: &text, by: visit.session()? };
    if !store::insert(&mut tx, visit.now, &new).await? {
        tx.commit().await?;
        return letter_page(&visit, key, StatusCode::CONFLICT, Some(text), Vec::new()).await;
    }
    let detail = json!({ "kind": key.0.code(), "language": key.1.code(), "version": before + 1 });
    audit::record(&mut tx, &visit, Entry::new("desk.letter_saved").detail(detail)).await?;
    tx.commit().await?;
    Ok(see_other("/desk/letters"))
}

fn fault(letter: Letter, text: &str, t: &Texts) -> Option<FieldError> {
    let error = |text: String| FieldError { field: "text".to_string(), text };
    if text.is_empty() {
        return Some(error(t.desk_letters_fault_empty()));
    }
    // Nobody fills the instructions in: they go into each rejection as they are.
    let gap = (letter == Letter::Instructions && has_gap(text)).then_some(Fault::GapLeft);
    errors(text_fault(text).or(gap).map(|fault| ("text".to_string(), fault)).into_iter().collect(), t).pop()
}
