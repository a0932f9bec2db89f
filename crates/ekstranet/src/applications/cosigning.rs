//! An application that two sign: the first signature waits, the answers are locked, and the second one sends it.

use std::future::Future;
use std::pin::Pin;

use db::{Read, Tx};

use super::ApplicationLine;
use super::answers::{self, Answer};
use super::content::administrative;
use super::forgetting::savers;
use super::pairing;
use super::rules::State;
use super::store::{self, LineRow, StepRow};
use super::submitting::{Sending, Whole, address, documents, load, tell};
use crate::agreements::{self, Meeting, Outcome, Signing, VoidReason, WaitingSignature};
use crate::deployments;
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Instant, PersonId};
use crate::mandates::{self, ContactsFound};
use crate::notices::{self, Happening, Notice};
use crate::services::Service;
use crate::web::{App, Failure, Visit};

/// How it stands with the signatures of what goes out in one turn, for whoever looks at it.
pub(super) struct Signatures {
    pub needs_two: bool,
    /// The signature that waits.
    pub waiting: Option<WaitingSignature>,
    pub meeting: Meeting,
}

impl Signatures {
    /// What the signature of whoever looks would come to.
    pub fn outcome(&self) -> Outcome {
        agreements::outcome(self.needs_two, self.meeting)
    }
}

/// Looks at a turn as it would be signed now.
pub(super) async fn look(visit: &Visit, turn: &[(ApplicationId, Whole)]) -> Result<Signatures, Failure> {
    let person = &visit.session()?.person;
    let mut texts = Vec::new();
    for (_, whole) in turn {
        let of_one = documents(visit, whole.form.service, whole.language()).await?;
        texts.push(of_one.iter().map(|document| document.sha256.clone()).collect::<Vec<_>>());
    }
    let mut read = visit.app.db.read().await?;
    let needs_two = agreements::needs_two(&mut read, &visit.acting()?.organisation).await?;
    let mut found = Signatures { needs_two, waiting: None, meeting: Meeting::Nobody };
    for ((id, whole), hashes) in turn.iter().zip(&texts) {
        let waiting = agreements::find_waiting(&mut read, id).await?;
        let meeting = WaitingSignature::meeting(waiting.as_ref(), person, hashes, whole.version());
        // What one of a pair was not signed for, neither was.
        if found.waiting.is_none() || meeting == Meeting::Changed {
            (found.waiting, found.meeting) = (waiting, meeting);
        }
    }
    Ok(found)
}

/// The answers of one sending as they were locked: the sums of their versions before and after.
pub(super) struct Locked {
    pub before: i64,
    pub after: i64,
}

/// What the signature comes to that is about to be given, in its transaction and after the answers were locked. A signature
/// that was given for something else is voided.
pub(super) async fn weigh(
    tx: &mut Tx,
    visit: &Visit,
    sendings: &[Sending],
    locked: &[Locked],
) -> Result<Outcome, Failure> {
    let person = &visit.session()?.person;
    let needs_two = agreements::needs_two(tx, &visit.acting()?.organisation).await?;
    let mut meetings = Vec::new();
    for (sending, locked) in sendings.iter().zip(locked) {
        let waiting = agreements::find_waiting(tx, &sending.id).await?;
        meetings.push(WaitingSignature::meeting(waiting.as_ref(), person, &sending.hashes, locked.before));
    }
    let Some(first) = meetings.first().copied() else { return Err(Failure::Stale) };
    let is_one = meetings.iter().all(|meeting| *meeting == first);
    let meeting = if is_one { first } else { Meeting::Changed };
    if meeting == Meeting::Changed {
        let mut is_void = false;
        for sending in sendings {
            is_void |= void(tx, visit, &sending.id, (VoidReason::Changed, "")).await?;
        }
        if let Some(sending) = sendings.first().filter(|_| is_void) {
            plan(tx, visit, Happening::SignatureVoided, &sending.id, &sending.whole).await?;
        }
    }
    Ok(agreements::outcome(needs_two, meeting))
}

/// Keeps the first signature of a turn.
pub(super) async fn keep(
    tx: &mut Tx,
    visit: &Visit,
    sendings: &[Sending],
    (locked, first): (&[Locked], bool),
) -> Result<(), Failure> {
    for (sending, locked) in sendings.iter().zip(locked) {
        let signing = Signing {
            application: &sending.id,
            service: sending.whole.form.service,
            language: sending.language,
            hashes: &sending.hashes,
            whole: first,
        };
        agreements::keep_waiting(tx, visit, &signing, (sending.signed_version, locked.after)).await?;
        tell(tx, visit, &sending.id, "signed_first").await?;
    }
    let Some(sending) = sendings.first() else { return Err(Failure::Stale) };
    plan(tx, visit, Happening::SignatureAwaited, &sending.id, &sending.whole).await
}

/// Whether the visitor's own signature of what a page showed waits already: a double click, or the back button.
pub(super) async fn is_own(visit: &Visit, id: &ApplicationId, shown: i64) -> Result<bool, Failure> {
    let mut read = visit.app.db.read().await?;
    let Some(waiting) = agreements::find_waiting(&mut read, id).await? else { return Ok(false) };
    let now: i64 = store::list_steps(&mut read, id).await?.iter().map(|step| step.version).sum();
    Ok(waiting.person == visit.session()?.person.as_str() && (waiting.is_same(shown, now) || shown == now))
}

/// Refuses what would change an application while a signature waits, in the transaction that has taken its turn.
///
/// # Errors
/// `Stale` while one waits.
pub(super) async fn refuse_half_signed(tx: &mut Tx, id: &ApplicationId) -> Result<(), Failure> {
    if agreements::find_waiting(tx, id).await?.is_some() { Err(Failure::Stale) } else { Ok(()) }
}

/// Opens the answers again: the signature that waits does not count any more. Whoever gave it takes it back so; somebody else
/// says why. Done twice it is done once.
///
/// # Errors
/// `Stale` when the application has been sent, or its pair was made or taken apart, at this moment, or when the signature has
/// become another person's and no reason was asked for.
pub(super) async fn reopen(visit: &Visit, id: &ApplicationId, reason: &str) -> Result<(), Failure> {
    let application = load(visit, id).await?;
    let companion = pairing::companion_of(&application)?;
    let mut tx = visit.app.db.write().await?;
    pairing::take_turns(&mut tx, &application, id).await?;
    let now = store::find(&mut tx, &visit.acting()?.organisation, id).await?.ok_or(Failure::NotFound)?;
    if now.state != State::Draft.code() || now.companion != application.companion {
        return Err(Failure::Stale);
    }
    let Some(waiting) = agreements::find_waiting(&mut tx, id).await? else { return Ok(()) };
    let is_own = waiting.person == visit.session()?.person.as_str();
    if !is_own && reason.is_empty() {
        return Err(Failure::Stale);
    }
    let why = if is_own { (VoidReason::TakenBack, "") } else { (VoidReason::Reopened, reason) };
    for one in std::iter::once(id).chain(&companion) {
        void(&mut tx, visit, one, why).await?;
    }
    let steps = store::list_steps(&mut tx, id).await?;
    let notice = Planned {
        happening: Happening::SignatureVoided,
        id,
        service: Service::parse(&now.service)
            .ok_or_else(|| Failure::internal("the service of an application is unknown"))?,
        language: super::content::case_language(&parsed(&steps)?)
            .or_else(|| CaseLanguage::parse(&now.case_language))
            .unwrap_or_default(),
        steps: &steps,
        signatory: PersonId::parse(&waiting.person).filter(|_| !is_own),
    };
    notice.plan(&mut tx, visit).await?;
    tx.commit().await?;
    Ok(())
}

fn parsed(steps: &[StepRow]) -> Result<answers::AllAnswers, Failure> {
    let read = |step: &StepRow| Ok((step.step.clone(), answers::parse(&step.answers).map_err(Failure::internal)?));
    steps.iter().map(read).collect()
}

async fn void(
    tx: &mut Tx,
    visit: &Visit,
    id: &ApplicationId,
    (why, reason): (VoidReason, &str),
) -> Result<bool, Failure> {
    let is_void = agreements::void_waiting(tx, visit, id, why, reason).await?;
    if is_void {
        tell(tx, visit, id, "signature_voided").await?;
    }
    Ok(is_void)
}

async fn plan(
    tx: &mut Tx,
    visit: &Visit,
    happening: Happening,
    id: &ApplicationId,
    whole: &Whole,
) -> Result<(), Failure> {
    let (service, language) = (whole.form.service, whole.language());
    Planned { happening, id, service, language, steps: &whole.steps, signatory: None }.plan(tx, visit).await
}

/// A mail about a signature.
struct Planned<'a> {
    happening: Happening,
    id: &'a ApplicationId,
    service: Service,
    language: CaseLanguage,
    steps: &'a [StepRow],
    /// Whose signature somebody else has voided: they may have filled in nothing.
    signatory: Option<PersonId>,
}

impl Planned<'_> {
    /// To the administrative contacts of the draft, to the contacts of what the organisation has in use, and to those who filled
    /// it in: whose signature is awaited, nobody knows.
    async fn plan(self, tx: &mut Tx, visit: &Visit) -> Result<(), Failure> {
        let organisation = &visit.acting()?.organisation;
        let mut recipients = administrative_of(self.steps)?;
        recipients.extend(deployments::contacts(tx, organisation).await?.addresses);
        let notice = Notice {
            happening: self.happening,
            service: self.service,
            organisation,
            case_number: "",
            recipients,
            language: self.language,
            link: address(visit, self.id.as_str(), "")?,
        };
        let mut people = savers(tx, visit, self.steps, organisation).await?;
        let since = notices::right_believed_since(&visit.app, visit.now);
        if let Some(person) = self.signatory.filter(|person| !people.contains(person))
            && mandates::is_right_seen(tx, &person, organisation, since).await?
        {
            people.push(person);
        }
        notices::plan_with_people(tx, visit, &notice, &people).await?;
        Ok(())
    }
}

/// The addresses of the administrative contacts that a draft names.
fn administrative_of(steps: &[StepRow]) -> Result<Vec<String>, Failure> {
    let mut people = Vec::new();
    for answer in parsed(steps)?.into_values().flat_map(std::collections::BTreeMap::into_values) {
        if let Answer::People(found) = answer {
            people.extend(found.into_iter().filter(|person| person.email.contains('@')));
        }
    }
    Ok(administrative(people.iter()))
}

/// Whom to tell that another number of people sign for an organisation: the contacts that it keeps or gave last, and those that
/// its drafts name.
#[must_use]
pub fn find_signing_contacts(
    app: App,
    organisation: BusinessId,
) -> Pin<Box<dyn Future<Output = ContactsFound> + Send>> {
    Box::pin(async move {
        let (mut recipients, mut language) =
            super::last_contacts::find_contacts(app.clone(), organisation.clone()).await?;
        let mut read = app.db.read().await?;
        let is_new = recipients.is_empty();
        for (id, language_of_case) in drafts(&mut read, &organisation).await? {
            recipients.extend(administrative_of(&store::list_steps(&mut read, &id).await?)?);
            language = if is_new { language_of_case } else { language };
        }
        Ok((recipients, language))
    })
}

async fn drafts(read: &mut Read, organisation: &BusinessId) -> Result<Vec<(ApplicationId, CaseLanguage)>, Failure> {
    let mut found = Vec::new();
    for row in store::list_open(read, organisation).await?.into_iter().filter(|row| row.state == State::Draft.code()) {
        let Some(id) = ApplicationId::parse(&row.id) else { continue };
        let Some(application) = store::find(read, organisation, &id).await? else { continue };
        found.push((id, CaseLanguage::parse(&application.case_language).unwrap_or_default()));
    }
    Ok(found)
}

/// Who has signed a draft that waits for another signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstSignature {
    /// The person's id.
    pub person: String,
    pub name: String,
    pub at: Instant,
    /// Whether one signature is enough meanwhile, so that whoever signs next sends the application.
    pub is_enough: bool,
}

impl FirstSignature {
    pub(super) fn of(row: &LineRow) -> Option<Self> {
        Some(Self {
            person: row.first_signatory.clone()?,
            name: row.first_signatory_name.clone()?,
            at: Instant::from_milliseconds(row.first_signed_at?),
            is_enough: false,
        })
    }

    /// Whether the reader gave it and can do nothing more: another person is awaited.
    #[must_use]
    pub fn is_awaiting_others(&self, visit: &Visit) -> bool {
        !self.is_enough && self.is_of_reader(visit)
    }

    /// Whether it is the reader's own.
    #[must_use]
    pub fn is_of_reader(&self, visit: &Visit) -> bool {
        visit.session.as_ref().is_some_and(|session| session.person.as_str() == self.person)
    }
}

/// Who opened the answers of a draft again that somebody had signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopened {
    pub by: String,
    pub at: Instant,
}

impl Reopened {
    /// Nothing when somebody has saved answers since: then the draft goes on.
    pub(super) fn of(row: &LineRow) -> Option<Self> {
        let (by, at) = (row.reopened_by.clone()?, row.reopened_at?);
        let goes_on = row.state != State::Draft.code() || row.last_saved_at.is_some_and(|saved| saved > at);
        (!goes_on).then(|| Self { by, at: Instant::from_milliseconds(at) })
    }
}

/// Says of drafts with a signature that waits whether one is enough meanwhile; nothing is asked where none waits.
///
/// # Errors
/// What the database says.
pub async fn weigh_waiting(
    read: &mut Read,
    organisation: &BusinessId,
    lines: &mut [ApplicationLine],
) -> Result<(), Failure> {
    if lines.iter().all(|line| line.first_signature.is_none()) {
        return Ok(());
    }
    let is_enough = !agreements::needs_two(read, organisation).await?;
    for signature in lines.iter_mut().filter_map(|line| line.first_signature.as_mut()) {
        signature.is_enough = is_enough;
    }
    Ok(())
}
