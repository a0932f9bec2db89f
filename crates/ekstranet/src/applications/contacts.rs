//! The contacts that a granted application names, for rooms that let the customer confirm and correct them.

use db::Read;

use super::answers::{ContactPerson, people};
use super::content::{Content, administrative};
use super::rules::State;
use super::{shown, store, store_turns};
use crate::kernel::{ApplicationId, BusinessId, Instant};
use crate::services::{Kind, Role};
use crate::texts::Texts;
use crate::web::Failure;

/// The persons of the newest granted application.
#[derive(Clone)]
pub struct GrantedContacts {
    pub persons: Vec<ContactPerson>,
    /// When the application was granted.
    pub granted_at: Instant,
    roles: &'static [Role],
}

impl GrantedContacts {
    /// As JSON, to be kept and compared.
    ///
    /// # Errors
    /// `Internal` when they cannot be written.
    pub fn kept(&self) -> Result<String, Failure> {
        serde_json::to_string(&self.persons).map_err(Failure::internal)
    }

    /// The same with persons as the customer has corrected them.
    #[must_use]
    pub fn with_persons(self, persons: Vec<ContactPerson>) -> Self {
        Self { persons, ..self }
    }

    /// The same with persons that were kept since.
    ///
    /// # Errors
    /// `Internal` when what was kept cannot be read.
    pub fn with_kept(self, kept: &str) -> Result<Self, Failure> {
        Ok(self.with_persons(serde_json::from_str(kept).map_err(Failure::internal)?))
    }

    /// One line for each person, in the reader's language.
    pub fn lines(&self, t: &Texts) -> Vec<String> {
        self.persons.iter().map(|person| shown::person_line(person, self.roles, t)).collect()
    }

    /// What a person is there for, in the reader's language.
    pub fn roles_of(&self, person: &ContactPerson, t: &Texts) -> String {
        shown::role_names(person, self.roles, t)
    }

    /// Where mails about what was granted go.
    pub fn recipients(&self) -> Vec<String> {
        administrative(&self.persons)
    }
}

/// The newest granted application of an organisation whose content is what is looked for, with its content and when it
/// was granted.
pub(super) async fn newest_granted(
    read: &mut Read,
    organisation: &BusinessId,
    is_wanted: impl Fn(&Content) -> bool,
) -> Result<Option<(ApplicationId, Content, Instant)>, Failure> {
    let rows = store::list(read, organisation).await?;
    for row in rows.iter().filter(|row| row.state == State::Approved.code()) {
        let Some(id) = ApplicationId::parse(&row.id) else { continue };
        let Some(frozen) = store_turns::find_content(read, &id).await? else { continue };
        let content = Content::parse(&frozen).map_err(Failure::internal)?;
        if is_wanted(&content) {
            // A decided application turns no more.
            return Ok(Some((id, content, Instant::from_milliseconds(row.changed_at))));
        }
    }
    Ok(None)
}

/// The persons whom an application names, and the roles that they may have.
fn persons_of(content: &Content) -> Option<(Vec<ContactPerson>, &'static [Role])> {
    let (step, question) = content.questions(|kind| matches!(kind, Kind::People { .. })).next()?;
    let (Kind::People { roles, .. }, Some(answers)) = (&question.kind, content.answers.get(step.key)) else {
        return None;
    };
    Some((people(answers, question.key).to_vec(), *roles)).filter(|(persons, _)| !persons.is_empty())
}

/// The contacts of an organisation; `None` while nothing that names contacts has been granted.
///
/// # Errors
/// What the database says.
pub async fn granted_contacts(read: &mut Read, organisation: &BusinessId) -> Result<Option<GrantedContacts>, Failure> {
    let found = newest_granted(read, organisation, |content| persons_of(content).is_some()).await?;
    Ok(found.and_then(|(_, content, granted_at)| {
        let (persons, roles) = persons_of(&content)?;
        Some(GrantedContacts { persons, granted_at, roles })
    }))
}
