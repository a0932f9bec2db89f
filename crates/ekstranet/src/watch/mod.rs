//! The register watch: what the registers say of customers is compared every night, and the customer and the officers
//! are told what has changed and who corrects it.

mod comparing;
mod pages;
mod pages_desk;
mod rules;
mod store;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod tests_given;

use db::Read;

use crate::applications::{CaseNote, CaseSpan, NotesFound};
use crate::kernel::{BusinessId, Instant, Language, Permission};
use crate::registers::last_day;
use crate::texts::Texts;
use crate::web::{Failure, Routes, Rule, Visit, format};

pub use comparing::{compare_due, keep_comparing};
pub use rules::ChangeKind;
use rules::Corrector;
pub(crate) use store::has_unseen;

/// The room's routes.
pub fn routes() -> Routes {
    Routes::new()
        .get("/o/{organisation}/register-changes", Rule::Acting(Permission::SeeOrganisation), pages::list)
        .post(
            "/o/{organisation}/register-changes/{change}/seen",
            Rule::Acting(Permission::MaintainData),
            pages::note_seen,
        )
        .get("/desk/register-changes", Rule::Officer, pages_desk::list)
        .post("/desk/register-changes/{change}/close", Rule::Officer, pages_desk::close)
}

/// A change in a register as pages show it.
#[derive(Clone, Debug)]
pub struct RegisterChange {
    pub id: String,
    pub version: i64,
    pub organisation: String,
    pub organisation_name: String,
    pub kind: ChangeKind,
    private: bool,
    subject: String,
    before: String,
    after: String,
    /// No mail about it went to the customer.
    untold: bool,
    pub found_at: Instant,
    /// When the customer saw it, and who.
    pub seen: Option<(Instant, String)>,
    pub is_closed: bool,
}

impl RegisterChange {
    /// What has changed, in one sentence.
    pub fn title(&self, language: Language, t: &Texts) -> String {
        let date = |stored: &str| format::stored_date(stored, language);
        let subject = self.subject.as_str();
        match self.kind {
            ChangeKind::NameChanged => t.watch_change_name(self.before.as_str(), self.after.as_str()),
            ChangeKind::CompanyNameChanged => t.watch_change_company_name(self.before.as_str(), self.after.as_str()),
            ChangeKind::ParallelNameChanged if self.before.is_empty() => {
                t.watch_change_parallel_name_new(self.after.as_str())
            }
            ChangeKind::ParallelNameChanged if self.after.is_empty() => {
                t.watch_change_parallel_name_gone(self.before.as_str())
            }
            ChangeKind::ParallelNameChanged => t.watch_change_parallel_name(self.before.as_str(), self.after.as_str()),
            ChangeKind::UnitEnded if self.has_come() => t.watch_change_unit_over(subject, date(&self.after)),
            ChangeKind::UnitEnded => t.watch_change_unit(subject, date(&self.after)),
            ChangeKind::PharmacyEnded => t.watch_change_pharmacy(subject, date(&self.after)),
            ChangeKind::RegistrationEnded => t.watch_change_registration(),
            ChangeKind::PracticeEnded => t.watch_change_practice(),
            ChangeKind::CompanyEnded => t.watch_change_company(),
            ChangeKind::TakeoverMoved => t.watch_change_takeover(subject, date(&self.before), date(&self.after)),
        }
    }

    /// Whether the last day had passed when it was found.
    fn has_come(&self) -> bool {
        last_day(&self.after) < self.found_at.date()
    }

    /// Where the customer does what it asks for, and in which words.
    fn guide(&self, t: &Texts) -> Option<(String, String)> {
        let closes = self.kind == ChangeKind::PharmacyEnded;
        closes.then(|| (format!("/o/{}/terminations", self.organisation), t.watch_guide_pharmacy()))
    }

    /// What it means for a case that is under way.
    pub fn follows(&self, t: &Texts) -> String {
        match self.kind {
            ChangeKind::NameChanged | ChangeKind::CompanyNameChanged | ChangeKind::ParallelNameChanged => {
                t.watch_follows_name()
            }
            ChangeKind::UnitEnded => t.watch_follows_unit(),
            ChangeKind::RegistrationEnded | ChangeKind::PracticeEnded => t.watch_follows_registration(),
            ChangeKind::CompanyEnded => t.watch_follows_company(),
            ChangeKind::TakeoverMoved => t.watch_follows_takeover(),
            ChangeKind::PharmacyEnded => t.watch_follows_pharmacy(),
        }
    }

    /// Who corrects it when it is wrong.
    pub fn corrector(&self, t: &Texts) -> String {
        match self.kind.corrector(self.private) {
            Corrector::Soteri => t.watch_corrected_by_soteri(),
            Corrector::Thl => t.watch_corrected_by_thl(),
            Corrector::Fimea => t.watch_corrected_by_fimea(),
            Corrector::CompanyRegister => t.watch_corrected_by_company_register(),
        }
    }
}

fn change(row: store::ChangeRow) -> Option<RegisterChange> {
    Some(RegisterChange {
        kind: ChangeKind::parse(&row.kind)?,
        id: row.id,
        version: row.version,
        organisation: row.organisation,
        organisation_name: row.organisation_name,
        private: row.private == 1,
        subject: row.subject,
        before: row.before_text,
        after: row.after_text,
        untold: row.told == Some(0),
        found_at: Instant::from_milliseconds(row.found_at),
        seen: row.seen_at.map(Instant::from_milliseconds).zip(row.seen_by_name),
        is_closed: row.closed_at.is_some(),
    })
}

/// The changes that an organisation has not seen, newest first; at most 100.
///
/// # Errors
/// What the database says.
pub async fn list_unseen(read: &mut Read, organisation: &BusinessId) -> Result<Vec<RegisterChange>, Failure> {
    Ok(store::list_unseen(read, organisation).await?.into_iter().filter_map(change).collect())
}

/// The changes that were found while a case was open, newest first.
///
/// # Errors
/// What the database says.
pub async fn list_during(read: &mut Read, span: &CaseSpan<'_>) -> Result<Vec<RegisterChange>, Failure> {
    let until = span.decided_at.unwrap_or(Instant::from_milliseconds(i64::MAX));
    let rows = store::list_between(read, span.organisation, (span.submitted_at, until)).await?;
    Ok(rows.into_iter().filter_map(change).collect())
}

/// What the customer's page of a case tells of the registers.
pub fn case_notes<'a>(read: &'a mut Read, visit: &'a Visit, span: &'a CaseSpan<'a>) -> NotesFound<'a> {
    Box::pin(async move {
        let (t, language) = (visit.texts(), visit.language);
        let changes = list_during(read, span).await?;
        let note = |change: &RegisterChange| CaseNote {
            title: change.title(language, t),
            lines: vec![
                change.follows(t),
                change.corrector(t),
                t.watch_found(format::moment(change.found_at, language)),
            ],
            link: Some(("register-changes", t.watch_title())),
        };
        Ok(changes.iter().map(note).collect())
    })
}

/// How many changes no officer has dealt with, counted at most to 1,001.
///
/// # Errors
/// What the database says.
pub async fn count_open(read: &mut Read) -> Result<i64, Failure> {
    Ok(store::count_open(read).await?)
}
