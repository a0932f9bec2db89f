//! Where a customer's invoices go: what it answered in the newest application that was granted and asked for it, or what it has
//! changed since on a page of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use db::{Read, Tx};

use super::answers::{self, ContactPerson, StepAnswers, applies};
use super::contacts::{granted_contacts, newest_granted};
use super::content::Content;
use super::store_billing::{self, BillingRow};
use super::{last_contacts, shown, store_turns};
use crate::audit::{self, Entry};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Language};
use crate::notices::{self, BillingNews, Happening, Notice};
use crate::services::{AskedForm, StepDefinition};
use crate::texts::Texts;
use crate::web::{Failure, Visit};

/// The step that asks for it, and the questions that say where invoices go.
const STEP: &str = "billing";
const ADDRESS: [&str; 7] =
    ["method", "e_invoice_address", "operator", "invoice_email", "street", "post_code", "post_office"];

/// What says where invoices go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BillingSource {
    Application(ApplicationId),
    /// The customer's own change, by its number.
    Kept(BusinessId, i64),
}

impl BillingSource {
    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('/') {
            Some((organisation, number)) => Some(Self::Kept(BusinessId::parse(organisation)?, number.parse().ok()?)),
            None => ApplicationId::parse(text).map(Self::Application),
        }
    }
}

impl fmt::Display for BillingSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Application(id) => write!(formatter, "{id}"),
            Self::Kept(organisation, number) => write!(formatter, "{organisation}/{number}"),
        }
    }
}

/// What says where invoices go now; `None` while no application that asks for it has been granted. A granted application
/// counts for more where it has told it later: what the customer changed while it was handled stays, whenever it is granted.
///
/// # Errors
/// What the database says.
pub async fn find_billing(read: &mut Read, organisation: &BusinessId) -> Result<Option<BillingSource>, Failure> {
    let Some((id, _)) = newest_with_billing(read, organisation).await? else { return Ok(None) };
    let kept = store_billing::list(read, organisation).await?;
    Ok(Some(match kept.first() {
        Some(kept) if kept.saved_at >= told_at(read, &id).await? => {
            BillingSource::Kept(organisation.clone(), kept.number)
        }
        _ => BillingSource::Application(id),
    }))
}

async fn newest_with_billing(
    read: &mut Read,
    organisation: &BusinessId,
) -> Result<Option<(ApplicationId, Content)>, Failure> {
    let asks = |content: &Content| content.answers.get(STEP).is_some_and(|answers| !answers.is_empty());
    Ok(newest_granted(read, organisation, asks).await?.map(|(id, content, _)| (id, content)))
}

/// Those of some organisations of which it is known where invoices go, in one statement for many.
///
/// # Errors
/// What the database says.
pub async fn list_with_billing(read: &mut Read, organisations: &[BusinessId]) -> Result<BTreeSet<String>, Failure> {
    // Of each the newest application that asks for it says how it is shown, also where the customer has changed it since.
    let mut told: BTreeMap<String, bool> = BTreeMap::new();
    for some in organisations.chunks(store_billing::AT_ONCE) {
        for (organisation, frozen) in store_billing::list_granted(read, some).await? {
            if told.contains_key(&organisation) {
                continue;
            }
            let content = Content::parse(&frozen).map_err(Failure::internal)?;
            if content.answers.get(STEP).is_some_and(|answers| !answers.is_empty()) {
                told.insert(organisation, content.form().is_some_and(|form| form.step(STEP).is_some()));
            }
        }
    }
    Ok(told.into_iter().filter(|(_, is_shown)| *is_shown).map(|(organisation, _)| organisation).collect())
}

/// When an application told it: a supplement that asked for something else freezes the same once more.
async fn told_at(read: &mut Read, id: &ApplicationId) -> Result<i64, Failure> {
    let (mut at, mut last) = (0, None);
    for version in store_turns::list_frozen(read, id).await?.iter().rev() {
        let content = Content::parse(&version.content).map_err(Failure::internal)?;
        let told = content.answers.get(STEP).cloned().unwrap_or_default();
        if *last.get_or_insert_with(|| told.clone()) != told {
            break;
        }
        at = version.frozen_at;
    }
    Ok(at)
}

/// Label and value of where invoices go by what says so, in the reader's language.
///
/// # Errors
/// What the database says.
pub async fn show_billing(
    read: &mut Read,
    source: &BillingSource,
    t: &Texts,
    language: Language,
) -> Result<Vec<(String, String)>, Failure> {
    let content = match source {
        BillingSource::Application(id) => store_turns::find_content(read, id).await?,
        BillingSource::Kept(organisation, number) => {
            let Some(kept) = store_billing::find(read, organisation, *number).await? else { return Ok(Vec::new()) };
            let Some((form, step)) = asked_by(&kept) else { return Ok(Vec::new()) };
            let answers = answers::parse(&kept.answers).map_err(Failure::internal)?;
            return Ok(lines(form, step, &answers, &shown::Names::new(), t, language));
        }
    };
    let Some(frozen) = content else { return Ok(Vec::new()) };
    let content = Content::parse(&frozen).map_err(Failure::internal)?;
    let Some((form, told)) = content.form().zip(content.answers.get(STEP)) else { return Ok(Vec::new()) };
    let Some(step) = form.step(STEP) else { return Ok(Vec::new()) };
    Ok(lines(form, step, told, &content.names, t, language))
}

fn lines(
    form: AskedForm,
    step: &StepDefinition,
    answers: &StepAnswers,
    names: &shown::Names,
    t: &Texts,
    language: Language,
) -> Vec<(String, String)> {
    let asked = step.questions.iter();
    let asked = asked.filter(|question| ADDRESS.contains(&question.key) && applies(question, form.profile, answers));
    let line = |question| shown::values(question, answers, names, t, language).join(", ");
    asked.map(|question| ((question.label)(t), line(question))).collect()
}

fn asked_by(kept: &BillingRow) -> Option<(AskedForm, &'static StepDefinition)> {
    let profile = crate::services::Profile::parse(&kept.profile)?;
    let form = crate::services::form(&kept.form, kept.form_version)?.asked(profile);
    Some((form, form.step(STEP)?))
}

/// The billing data of a customer with how they are asked, and what was changed, the newest first.
pub(super) struct OwnBilling {
    pub form: AskedForm,
    pub step: &'static StepDefinition,
    pub answers: StepAnswers,
    pub rows: Vec<BillingRow>,
    content: Content,
}

impl OwnBilling {
    /// The number of the newest change; 0 while there is none.
    pub fn number(&self) -> i64 {
        self.rows.first().map_or(0, |row| row.number)
    }
}

/// The billing data in force, to be changed: asked as the newest granted application asked them.
pub(super) async fn load_own(read: &mut Read, organisation: &BusinessId) -> Result<Option<OwnBilling>, Failure> {
    let Some((id, content)) = newest_with_billing(read, organisation).await? else { return Ok(None) };
    let Some((form, step)) = content.form().and_then(|form| Some((form, form.step(STEP)?))) else { return Ok(None) };
    let rows = store_billing::list(read, organisation).await?;
    let answers = match rows.first() {
        Some(kept) if kept.saved_at >= told_at(read, &id).await? => {
            answers::parse(&kept.answers).map_err(Failure::internal)?
        }
        _ => content.answers.get(STEP).cloned().unwrap_or_default(),
    };
    Ok(Some(OwnBilling { form, step, answers, rows, content }))
}

/// Saves billing data in the place of those that were shown: may, load, rule, save, tell. They count at once.
pub(super) async fn keep_own(visit: &Visit, own: &OwnBilling, shown: i64, posted: &StepAnswers) -> Result<(), Failure> {
    let organisation = &visit.acting()?.organisation;
    let applying = own.step.questions.iter().filter(|question| applies(question, own.form.profile, posted));
    let kept: StepAnswers = applying
        .filter_map(|question| posted.get(question.key).map(|answer| (question.key.to_string(), answer.clone())))
        .collect();
    let is_other = kept != own.answers;
    // The language of the mails: nothing that is looked up holds the transaction.
    let (_, language) = last_contacts::find_contacts(visit.app.clone(), organisation.clone()).await?;
    let content = Content { form: own.form.code.to_string(), profile: own.form.profile.code(), ..own.content.clone() };
    let mut tx = visit.app.db.write().await?;
    let row = answers::to_row(&kept);
    store_billing::insert(&mut tx, visit.now, organisation, (shown, &content, &row), visit.session()?).await?;
    let entry = Entry::new("applications.billing_kept").organisation(organisation);
    audit::record(&mut tx, visit, entry.detail(serde_json::json!({ "number": shown + 1 }))).await?;
    if is_other {
        tell_changed(&mut tx, visit, organisation, language).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Tells those who look after invoices, and the administrative contacts, that somebody has changed where invoices go: the mail
/// names neither.
async fn tell_changed(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    language: CaseLanguage,
) -> Result<(), Failure> {
    let administrative = granted_contacts(tx, organisation).await?.map(|contacts| contacts.recipients());
    let looking_after = billing_recipients(tx, organisation).await?;
    let notice = Notice {
        happening: Happening::Billing(BillingNews::DataChanged),
        service: notices::NO_SERVICE,
        organisation,
        case_number: organisation.as_str(),
        recipients: looking_after.into_iter().chain(administrative.unwrap_or_default()).collect(),
        language,
        link: format!("/o/{organisation}/billing"),
    };
    notices::plan(tx, visit, &notice).await
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
