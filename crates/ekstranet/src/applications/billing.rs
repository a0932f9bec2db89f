//! Where a customer's invoices go: what it answered in the newest application that was granted and asked for it.

use db::Read;

use super::answers::{ContactPerson, applies};
use super::contacts::{granted_contacts, newest_granted};
use super::content::Content;
use super::{shown, store_turns};
use crate::kernel::{ApplicationId, BusinessId, Language};
use crate::texts::Texts;
use crate::web::Failure;

/// The step that asks for it, and the questions that say where invoices go.
const STEP: &str = "billing";
const ADDRESS: [&str; 7] =
    ["method", "e_invoice_address", "operator", "invoice_email", "street", "post_code", "post_office"];

/// The application that says where invoices go now; `None` while none that asks for it has been granted.
///
/// # Errors
/// What the database says.
pub async fn find_billing(read: &mut Read, organisation: &BusinessId) -> Result<Option<ApplicationId>, Failure> {
    let asks = |content: &Content| content.answers.get(STEP).is_some_and(|answers| !answers.is_empty());
    Ok(newest_granted(read, organisation, asks).await?.map(|(id, ..)| id))
}

/// Label and value of where an application sends invoices, in the reader's language.
///
/// # Errors
/// What the database says.
pub async fn show_billing(
    read: &mut Read,
    id: &ApplicationId,
    t: &Texts,
    language: Language,
) -> Result<Vec<(String, String)>, Failure> {
    let Some(frozen) = store_turns::find_content(read, id).await? else { return Ok(Vec::new()) };
    let content = Content::parse(&frozen).map_err(Failure::internal)?;
    let Some((form, answers)) = content.form().zip(content.answers.get(STEP)) else { return Ok(Vec::new()) };
    let asked = form.step(STEP).into_iter().flat_map(|step| step.questions);
    let asked = asked.filter(|question| ADDRESS.contains(&question.key) && applies(question, form.profile, answers));
    let line = |question| shown::values(question, answers, &content.names, t, language).join(", ");
    Ok(asked.map(|question| ((question.label)(t), line(question))).collect())
}

/// The role of those who answer questions about invoices.
const ROLE: &str = "billing";

/// The e-mail addresses of those whom an organisation has named for questions about invoices, else of its administrative
/// contacts; nobody's while nothing that names contacts has been granted.
///
/// # Errors
/// What the database says.
pub async fn billing_recipients(read: &mut Read, organisation: &BusinessId) -> Result<Vec<String>, Failure> {
    let Some(contacts) = granted_contacts(read, organisation).await? else { return Ok(Vec::new()) };
    let holds = |person: &&ContactPerson| person.roles.iter().any(|role| role == ROLE);
    let named: Vec<String> = contacts.persons.iter().filter(holds).map(|person| person.email.clone()).collect();
    Ok(if named.is_empty() { contacts.recipients() } else { named })
}
