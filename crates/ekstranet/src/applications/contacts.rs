//! The contacts that a granted application names, for rooms that let the customer confirm them.

use db::Read;

use super::answers::people;
use super::content::Content;
use super::rules::State;
use super::{shown, store, store_turns};
use crate::kernel::{ApplicationId, BusinessId, Language};
use crate::services::Kind;
use crate::texts::Texts;
use crate::web::Failure;

/// The persons of the newest granted application.
#[derive(Clone, Debug)]
pub struct GrantedContacts {
    /// As JSON, to be kept and compared.
    pub kept: String,
    /// One line for each person, in the reader's language.
    pub lines: Vec<String>,
}

/// The contacts of an organisation; `None` while nothing that names contacts has been granted.
///
/// # Errors
/// What the database says.
pub async fn granted_contacts(
    read: &mut Read,
    organisation: &BusinessId,
    t: &Texts,
    language: Language,
) -> Result<Option<GrantedContacts>, Failure> {
    let rows = store::list(read, organisation).await?;
    for row in rows.iter().filter(|row| row.state == State::Approved.code()) {
        let Some(id) = ApplicationId::parse(&row.id) else { continue };
        let Some(frozen) = store_turns::find_content(read, &id).await? else { continue };
        let content = Content::parse(&frozen).map_err(Failure::internal)?;
        let asked = content.questions(|kind| matches!(kind, Kind::People { .. })).next();
        let Some((step, question)) = asked else { continue };
        let Some(answers) = content.answers.get(step.key) else { continue };
        let persons = people(answers, question.key);
        if !persons.is_empty() {
            let kept = serde_json::to_string(persons).map_err(Failure::internal)?;
            let lines = shown::values(question, answers, &content.names, t, language);
            return Ok(Some(GrantedContacts { kept, lines }));
        }
    }
    Ok(None)
}
