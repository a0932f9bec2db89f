//! The contacts that a granted application names, or that the customer has kept since, for the page where they are kept
//! and for rooms that let the customer confirm them.

use db::{Read, Tx};

use super::answers::{ContactPerson, people};
use super::content::{Content, administrative};
use super::rules::State;
use super::store_contacts::{self, KeptRow};
use super::{connecting, shown, store, store_turns};
use crate::audit::{self, Entry};
use crate::deployments;
use crate::intermediaries;
use crate::kernel::{ApplicationId, BusinessId, Instant};
use crate::parties;
use crate::services::{AskedForm, Kind, QuestionDefinition, Role, StepDefinition};
use crate::texts::Texts;
use crate::web::{Failure, Visit};

/// The persons of the newest granted application, or those whom the customer has kept since.
#[derive(Clone)]
pub struct GrantedContacts {
    pub persons: Vec<ContactPerson>,
    /// When the application was granted.
    pub granted_at: Instant,
    /// Whether the customer has kept them since.
    pub(super) kept: bool,
    pub(super) asked: Asked,
    roles: &'static [Role],
}

/// How an application asks for contacts.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub form: AskedForm,
    pub step: &'static StepDefinition,
    pub question: &'static QuestionDefinition,
}

impl GrantedContacts {
    /// As JSON, to be kept and compared.
    ///
    /// # Errors
    /// `Internal` when they cannot be written.
    pub fn kept(&self) -> Result<String, Failure> {
        serde_json::to_string(&self.persons).map_err(Failure::internal)
    }

    /// The same with persons that were kept since.
    fn with_kept(self, kept: &str) -> Result<Self, Failure> {
        Ok(Self { persons: serde_json::from_str(kept).map_err(Failure::internal)?, ..self })
    }

    /// One line for each person, in the reader's language.
    pub fn lines(&self, t: &Texts) -> Vec<String> {
        self.persons.iter().map(|person| shown::person_line(person, self.roles, t)).collect()
    }

    /// Each role that the application asks about, with who holds it.
    pub(super) fn holders(&self) -> impl Iterator<Item = (&'static Role, Vec<&ContactPerson>)> {
        let asked = self.roles.iter().filter(|role| role.audience.includes(self.asked.form.profile));
        asked.map(|role| {
            let holds = |person: &&ContactPerson| person.roles.iter().any(|held| held == role.key);
            (role, self.persons.iter().filter(holds).collect())
        })
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

/// The persons whom an application names, the roles that they may have, and how they were asked for.
fn persons_of(content: &Content) -> Option<(Vec<ContactPerson>, &'static [Role], Asked)> {
    let (step, question) = content.questions(|kind| matches!(kind, Kind::People { .. })).next()?;
    let (Kind::People { roles, .. }, Some(answers)) = (&question.kind, content.answers.get(step.key)) else {
        return None;
    };
    let asked = Asked { form: content.form()?, step, question };
    Some((people(answers, question.key).to_vec(), *roles, asked)).filter(|(persons, ..)| !persons.is_empty())
}

/// The contacts of an organisation; `None` while nothing that names contacts has been granted.
///
/// # Errors
/// What the database says.
pub async fn granted_contacts(read: &mut Read, organisation: &BusinessId) -> Result<Option<GrantedContacts>, Failure> {
    let kept = store_contacts::list(read, organisation).await?;
    contacts_with(read, organisation, kept.first()).await
}

/// The persons whom an organisation has kept in the place of those of its applications, as JSON. `lib.rs` hands this to
/// `deployments`, which lies above.
pub fn kept_persons<'a>(read: &'a mut Read, organisation: &'a BusinessId) -> deployments::KeptFound<'a> {
    Box::pin(async move {
        let kept = granted_contacts(read, organisation).await?.filter(|contacts| contacts.kept);
        kept.map(|contacts| serde_json::to_value(&contacts.persons)).transpose().map_err(Failure::internal)
    })
}

/// The contacts of an organisation, given what it saved last. A granted application counts for more where it has named its
/// persons later: what the customer saved while it was handled stays, whenever it is granted.
pub(super) async fn contacts_with(
    read: &mut Read,
    organisation: &BusinessId,
    kept: Option<&KeptRow>,
) -> Result<Option<GrantedContacts>, Failure> {
    let found = newest_granted(read, organisation, |content| persons_of(content).is_some()).await?;
    let Some((id, content, granted_at)) = found else { return Ok(None) };
    let granted = persons_of(&content).map(|(persons, roles, asked)| GrantedContacts {
        persons,
        granted_at,
        kept: false,
        asked,
        roles,
    });
    match (granted, kept) {
        (Some(granted), Some(kept)) if kept.saved_at >= named_at(read, &id).await? => {
            Ok(Some(GrantedContacts { kept: true, ..granted.with_kept(&kept.persons)? }))
        }
        (granted, _) => Ok(granted),
    }
}

/// Where mails about a case go: to the administrative contacts that the customer has kept since the case named its own, else
/// to these.
///
/// # Errors
/// What the database says.
pub(super) async fn recipients_of(
    read: &mut Read,
    organisation: &BusinessId,
    id: &ApplicationId,
    content: &Content,
) -> Result<Vec<String>, Failure> {
    let named = content.recipients();
    let Some(kept) = store_contacts::list(read, organisation).await?.into_iter().next() else { return Ok(named) };
    let persons: Vec<ContactPerson> = serde_json::from_str(&kept.persons).map_err(Failure::internal)?;
    let recipients = administrative(&persons);
    let is_newer = kept.saved_at > named_at(read, id).await?;
    Ok(if is_newer && !recipients.is_empty() { recipients } else { named })
}

/// Where mails about a request to an intermediary go, given whom the answers name now: as those about the case, once it was
/// sent. A draft, and a supplement that names others, tell those whom they name.
pub(super) async fn recipients_of_request(
    read: &mut Read,
    organisation: &BusinessId,
    id: &ApplicationId,
    named: Vec<String>,
) -> Result<Vec<String>, Failure> {
    let Some(frozen) = store_turns::find_content(read, id).await? else { return Ok(named) };
    let content = Content::parse(&frozen).map_err(Failure::internal)?;
    if content.recipients() == named { recipients_of(read, organisation, id, &content).await } else { Ok(named) }
}

/// The open applications whose requests to intermediaries go on telling those whom the answers name: drafts, and
/// supplements that name others than the case did.
async fn naming_their_own(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ApplicationId>, Failure> {
    let mut own = Vec::new();
    for row in store::list_open(read, organisation).await? {
        let Some(id) = ApplicationId::parse(&row.id) else { continue };
        let Some(frozen) = store_turns::find_content(read, &id).await? else {
            own.push(id);
            continue;
        };
        let content = Content::parse(&frozen).map_err(Failure::internal)?;
        let names_others = match content.form() {
            Some(form) => connecting::named_now(read, &id, form).await? != content.recipients(),
            None => false,
        };
        if names_others {
            own.push(id);
        }
    }
    Ok(own)
}

/// When a case named its contacts: a supplement that asked for something else freezes them once more and names nobody anew.
async fn named_at(read: &mut Read, id: &ApplicationId) -> Result<i64, Failure> {
    let (mut at, mut last) = (0, None);
    for version in store_turns::list_frozen(read, id).await?.iter().rev() {
        let content = Content::parse(&version.content).map_err(Failure::internal)?;
        let persons = persons_of(&content).map(|(persons, ..)| persons);
        if *last.get_or_insert_with(|| persons.clone()) != persons {
            break;
        }
        at = version.frozen_at;
    }
    Ok(at)
}

/// Saves contacts in the place of those that were shown: may, load, rule, save, tell. Mails about what is granted go to
/// the new ones from now on.
pub(super) async fn keep(visit: &Visit, shown: i64, persons: &[ContactPerson]) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    save(&mut tx, visit, shown, persons).await?;
    let entry = Entry::new("applications.contacts_kept").organisation(&visit.acting()?.organisation);
    audit::record(&mut tx, visit, entry.detail(serde_json::json!({ "number": shown + 1 }))).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn save(tx: &mut Tx, visit: &Visit, shown: i64, persons: &[ContactPerson]) -> Result<(), Failure> {
    let organisation = &visit.acting()?.organisation;
    let json = serde_json::to_string(persons).map_err(Failure::internal)?;
    store_contacts::insert(tx, visit.now, organisation, (shown, &json), visit.session()?).await?;
    // An approval holds its application too: what it opens is seen here, or it sees these contacts.
    store::hold_open(tx, organisation).await?;
    let recipients = administrative(persons);
    let own = naming_their_own(tx, organisation).await?;
    deployments::replace_recipients(tx, visit, organisation, &recipients).await?;
    intermediaries::replace_recipients(tx, visit, organisation, (&recipients, &own)).await?;
    parties::replace_recipients(tx, visit, organisation, &recipients).await
}
