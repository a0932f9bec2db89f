//! Submission with its signature: what is judged, signed, frozen and told. What follows it is in `answering`.

use std::future::Future;
use std::pin::Pin;

use serde_json::{Value, json};

use super::answers::{self, AllAnswers};
use super::attaching;
use super::connecting::{self, Applicant};
use super::contacts;
use super::content::{Content, case_language};
use super::cosigning::{self, Locked};
use super::drafting::state_of;
use super::facts::{Gathered, gather};
use super::obstacles::{self, Obstacle};
use super::other_party;
use super::own_form;
use super::rules::{CaseStep, Side, case_number};
use super::store::{self, ApplicationRow, StepRow};
use super::store_turns::{self, FrozenVersion, Submission};
use super::validation::{Problem, check_all};
use super::verifying;
use crate::agreements::{self, Outcome};
use crate::audit::{self, Entry};
use crate::kernel::{ApplicationId, AuditId, BusinessId, CaseLanguage, Instant, Permission};
use crate::notices::{self, Happening, Notice};
use crate::parties::{self, ApplicationSent, JoiningModel, Naming};
use crate::services::{AskedForm, Service, form};
use crate::web::{Failure, Visit};

/// A draft with everything that judging it needs.
pub(super) struct Whole {
    pub application: ApplicationRow,
    pub form: AskedForm,
    pub steps: Vec<StepRow>,
    pub answers: AllAnswers,
    pub gathered: Gathered,
    pub problems: Vec<Problem>,
    /// What stands in the way of a draft of the organisation, whatever its answers are.
    pub obstacles: Vec<Obstacle>,
}

impl Whole {
    /// Changes with every save of any step: what the signer saw is what is submitted.
    pub fn version(&self) -> i64 {
        self.steps.iter().map(|step| step.version).sum()
    }

    /// Whether nothing is wrong in the answers and nothing stands in the way.
    pub fn may_go_out(&self) -> bool {
        self.problems.is_empty() && self.obstacles.is_empty()
    }

    pub fn language(&self) -> CaseLanguage {
        case_language(&self.answers)
            .or_else(|| CaseLanguage::parse(&self.application.case_language))
            .unwrap_or_default()
    }

    pub fn content(&self, visit: &Visit) -> Result<Content, Failure> {
        let acting = visit.acting()?;
        Ok(Content::gathered(self.form, &acting.organisation, &acting.organisation_name, &self.answers, &self.gathered))
    }
}

/// The form that an application was begun with, for the customer that it was begun for.
pub(super) fn form_of(application: &ApplicationRow) -> Result<AskedForm, Failure> {
    form(application.form(), application.catalogue_version)
        .zip(application.profile())
        .map(|(form, profile)| form.asked(profile))
        .ok_or_else(|| Failure::internal("the form of an application is not in the catalogue"))
}

/// An application of the visit's organisation.
pub(super) async fn load(visit: &Visit, id: &ApplicationId) -> Result<ApplicationRow, Failure> {
    let organisation = &visit.acting()?.organisation;
    store::find(&mut visit.app.db.read().await?, organisation, id).await?.ok_or(Failure::NotFound)
}

/// Loads an application with its answers and judges them, asking the registers again.
pub(super) async fn load_whole(visit: &Visit, id: &ApplicationId) -> Result<Whole, Failure> {
    let organisation = &visit.acting()?.organisation;
    let mut read = visit.app.db.read().await?;
    let application = store::find(&mut read, organisation, id).await?.ok_or(Failure::NotFound)?;
    let steps = store::list_steps(&mut read, id).await?;
    drop(read);
    let mut whole = judged(visit, organisation, id, application, steps).await?;
    if obstacles::matters(&whole.application) {
        // A register that does not answer holds nobody back, whatever its old copy says; the officer sees both.
        let fresh = whole.gathered.pharmacies.as_ref().filter(|looked| !looked.stale);
        whole.obstacles = obstacles::list(visit, organisation, whole.form, fresh).await?;
    }
    Ok(whole)
}

/// An application or a prepared draft with its answers, judged by what the registers say now.
pub(super) async fn judged(
    visit: &Visit,
    organisation: &BusinessId,
    id: &ApplicationId,
    application: ApplicationRow,
    steps: Vec<StepRow>,
) -> Result<Whole, Failure> {
    let form = form_of(&application)?;
    let mut answers = AllAnswers::new();
    for step in &steps {
        answers.insert(step.step.clone(), answers::parse(&step.answers).map_err(Failure::internal)?);
    }
    let mut gathered = gather(visit, organisation, form, form.steps()).await?;
    if visit.acting.is_some() {
        attaching::add_files(visit, id, form.steps(), &mut gathered).await?;
    }
    for step in form.steps() {
        if let Some(answers) = answers.get(step.key) {
            other_party::look(visit, &mut gathered, step, answers).await?;
        }
    }
    gathered.facts.sent_on = application.submitted_at.map(|at| Instant::from_milliseconds(at).date());
    let problems = check_all(form, &answers, &gathered.facts);
    Ok(Whole { application, form, steps, answers, gathered, problems, obstacles: Vec::new() })
}

/// The texts to sign for an application, binding ones in the language of the case.
pub(super) async fn documents(
    visit: &Visit,
    service: Service,
    language: CaseLanguage,
) -> Result<Vec<&'static agreements::Document>, Failure> {
    let organisation = &visit.acting()?.organisation;
    let first = !agreements::is_in_force(&mut visit.app.db.read().await?, organisation).await?;
    Ok(agreements::documents_for(service, language, first))
}

/// The address of a page of an application.
pub(super) fn address(visit: &Visit, id: &str, page: &str) -> Result<String, Failure> {
    Ok(format!("/o/{}/applications/{id}{page}", visit.acting()?.organisation))
}

/// The act `applications.submit`: signs and submits after the right was proved again, and returns the address of the
/// receipt. Carried out twice it makes one case and ends at the same receipt. Where two sign, the first signature waits and
/// its page is returned.
pub fn submit_act(
    visit: Visit,
    subject: String,
    payload: Value,
) -> Pin<Box<dyn Future<Output = Result<String, Failure>> + Send>> {
    Box::pin(async move {
        let id = ApplicationId::parse(&subject).ok_or(Failure::NotFound)?;
        // Looked at first and cheaply: who submits again, from another tab or with the back button, gets the receipt.
        if is_submitted(&load(&visit, &id).await?) {
            return address(&visit, id.as_str(), "/receipt");
        }
        match submit(&visit, &id, &payload).await {
            Ok(Outcome::Send) => address(&visit, id.as_str(), "/receipt"),
            Ok(Outcome::Wait | Outcome::Own) => address(&visit, id.as_str(), "/waiting"),
            // Somebody was first: when it was the same submission, its receipt is the answer.
            Err(Failure::Stale) => {
                visit.app.db.settle().await?;
                if is_submitted(&load(&visit, &id).await?) {
                    address(&visit, id.as_str(), "/receipt")
                } else if cosigning::is_own(&visit, &id, payload["version"].as_i64().unwrap_or_default()).await? {
                    address(&visit, id.as_str(), "/waiting")
                } else {
                    Err(Failure::Stale)
                }
            }
            Err(failure) => Err(failure),
        }
    })
}

pub(super) fn is_submitted(application: &ApplicationRow) -> bool {
    application.case_number.is_some()
}

/// One application of a submission, judged, with what was signed for it.
pub(super) struct Sending {
    pub id: ApplicationId,
    pub whole: Whole,
    pub language: CaseLanguage,
    content: Content,
    /// The version on the page that was signed.
    pub signed_version: i64,
    pub hashes: Vec<String>,
}

impl Sending {
    async fn load(visit: &Visit, id: &ApplicationId, payload: &Value) -> Result<Self, Failure> {
        let whole = load_whole(visit, id).await?;
        let state = state_of(&whole.application)?;
        state.after(CaseStep::Submit, Side::Customer).map_err(|_| Failure::Stale)?;
        let hashes = payload["hashes"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let hashes = hashes.map(str::to_string).collect();
        let signed_version =
            payload["version"].as_i64().ok_or_else(|| Failure::internal("a submission without a version"))?;
        let waiting = agreements::find_waiting(&mut visit.app.db.read().await?, id).await?;
        let is_same = |now| signed_version == now || waiting.is_some_and(|one| one.is_same(signed_version, now));
        if !is_same(whole.version()) || !whole.may_go_out() {
            return Err(Failure::Stale);
        }
        // The registers may have come to know it since it was checked.
        if own_form::find(visit, whole.form).await?.is_some() {
            return Err(Failure::Stale);
        }
        let (language, content) = (whole.language(), whole.content(visit)?);
        Ok(Self { id: id.clone(), whole, language, content, signed_version, hashes })
    }

    fn companion(&self) -> Option<&str> {
        self.whole.application.companion.as_deref()
    }
}

/// What goes out: the application, and with it the other one of its pair. Half a pair does not.
async fn load_sendings(visit: &Visit, id: &ApplicationId, payload: &Value) -> Result<Vec<Sending>, Failure> {
    let mut sendings = vec![Sending::load(visit, id, payload).await?];
    let together = &payload["together"];
    if let Some(other) = together["id"].as_str().and_then(ApplicationId::parse) {
        sendings.push(Sending::load(visit, &other, together).await?);
    }
    let is_whole = match sendings.as_slice() {
        [one] => one.companion().is_none(),
        [one, other] => one.companion() == Some(other.id.as_str()) && other.companion() == Some(one.id.as_str()),
        _ => false,
    };
    if !is_whole {
        return Err(Failure::Stale);
    }
    // Always in the same order, from whichever side they are sent: who begun first has the lower number.
    sendings.sort_by(|one, other| one.id.as_str().cmp(other.id.as_str()));
    Ok(sendings)
}

async fn submit(visit: &Visit, id: &ApplicationId, payload: &Value) -> Result<Outcome, Failure> {
    let acting = visit.acting()?;
    if !acting.permissions.allow(Permission::SignAgreements) || !acting.permissions.allow(Permission::DeployServices) {
        return Err(Failure::Forbidden);
    }
    let sendings = load_sendings(visit, id, payload).await?;
    let company = verifying::ask_company(visit, &acting.organisation).await?;
    let mut tx = visit.app.db.write().await?;
    // Looked at once more inside the transaction: what was sent a moment ago may not be visible to readers yet.
    if store::find(&mut tx, &acting.organisation, id).await?.as_ref().is_some_and(is_submitted) {
        tx.commit().await?;
        return Ok(Outcome::Send);
    }
    let first = !agreements::is_in_force(&mut tx, &acting.organisation).await?;
    // Before anything else that is held, and in one order for everybody: a list may be saved for both services meanwhile.
    let services: Vec<Service> = sendings.iter().map(|sending| sending.whole.form.service).collect();
    parties::hold_main_joiners(&mut tx, &acting.organisation, &services).await?;
    let mut locked = Vec::new();
    for sending in &sendings {
        locked.push(lock(&mut tx, sending).await?);
    }
    let outcome = cosigning::weigh(&mut tx, visit, &sendings, &locked).await?;
    match outcome {
        // Nothing is committed: the answers stay as they were signed.
        Outcome::Own => return Ok(outcome),
        Outcome::Wait => cosigning::keep(&mut tx, visit, &sendings, (&locked, first)).await?,
        Outcome::Send => {
            for sending in &sendings {
                send(&mut tx, visit, sending, first).await?;
                let whole = &sending.whole;
                verifying::note(&mut tx, visit, &sending.id, (whole.form, &whole.gathered), company).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(outcome)
}

/// Locks the answers of a sending, which must be those that were signed. A first signature that was given at this moment has
/// changed nothing but their version.
async fn lock(tx: &mut db::Tx, sending: &Sending) -> Result<Locked, Failure> {
    let steps = store_turns::lock_steps(tx, &sending.id).await?;
    let before: i64 = steps.iter().map(|(_, _, version)| version).sum();
    let after = before + i64::try_from(steps.len()).unwrap_or_default();
    let is_signed = before == sending.signed_version
        || agreements::find_waiting(tx, &sending.id)
            .await?
            .is_some_and(|one| one.is_same(sending.signed_version, before));
    if is_signed { Ok(Locked { before, after }) } else { Err(Failure::Stale) }
}

/// Turns one draft into a case, in the transaction of its submission.
async fn send(tx: &mut db::Tx, visit: &Visit, sending: &Sending, first: bool) -> Result<(), Failure> {
    let acting = visit.acting()?;
    let Sending { id, whole, language, content, hashes, .. } = sending;
    let year = visit.now.date().year();
    let number = case_number(year, store_turns::next_case_number(tx, year).await?);
    let submission = Submission {
        application: id,
        organisation: &acting.organisation,
        version: whole.application.version,
        case_number: &number,
        case_language: language.code(),
        by: visit.session()?,
        basis: &acting.basis.code(),
        companion: sending.companion().unwrap_or_default(),
    };
    store_turns::update_submitted(tx, visit.now, &submission).await?;
    let signing =
        agreements::Signing { application: id, service: whole.form.service, language: *language, hashes, whole: first };
    agreements::sign_whole_or_part(tx, visit, acting, &signing).await?;
    let frozen = freeze(tx, visit, id, whole.form.service, content).await?;
    follow(tx, visit, id, whole).await?;
    follow_naming(tx, visit, id, (content, &number, *language)).await?;
    tell(tx, visit, id, "submitted").await?;
    let detail = json!({ "case_number": number, "content_sha256": frozen,
        "verified": content.applicant.verified_at.is_some(), "together_with": sending.companion() });
    audit::record(tx, visit, Entry::new("applications.submitted").subject(id.as_str()).detail(detail)).await?;
    notify(tx, visit, id, Happening::ApplicationSubmitted, &number, *language, content).await?;
    let sent = ApplicationSent {
        organisation: &acting.organisation,
        service: whole.form.service,
        model: content.joining_model(),
        case_number: &number,
        language: *language,
        recipients: &content.recipients(),
    };
    parties::sent(tx, visit, &sent).await
}

/// What was sent is what the intermediary is asked for, also where a page has saved itself since the last button.
pub(super) async fn follow(tx: &mut db::Tx, visit: &Visit, id: &ApplicationId, whole: &Whole) -> Result<(), Failure> {
    let acting = visit.acting()?;
    let (organisation, name) = (&acting.organisation, acting.organisation_name.as_str());
    let applicant = Applicant { id, organisation, name, language: whole.language() };
    connecting::follow(tx, visit, &applicant, whole.form).await
}

/// Whom the content names as the other party is told of it, with the case that names it.
pub(super) async fn follow_naming(
    tx: &mut db::Tx,
    visit: &Visit,
    id: &ApplicationId,
    (content, case_number, language): (&Content, &str, CaseLanguage),
) -> Result<(), Failure> {
    let acting = visit.acting()?;
    let recipients = contacts::recipients_of(tx, &acting.organisation, id, content).await?;
    let naming = Naming {
        application: id,
        organisation: &acting.organisation,
        organisation_name: &content.applicant.name,
        case_number,
        // An extension is agreed on for the service that it extends.
        service: (content.extended_service().or_else(|| Service::parse(&content.service)))
            .ok_or_else(|| Failure::internal("the service of a case is unknown"))?,
        units: &content.unit_names(),
        planned_on: content.wished_date(),
        language,
        recipients: &recipients,
        other: content.other_party(),
    };
    parties::follow_naming(tx, visit, &naming).await
}

/// Freezes the next version of the content, with the parties of a main joiner as they stand; returns its hash.
pub(super) async fn freeze(
    tx: &mut db::Tx,
    visit: &Visit,
    id: &ApplicationId,
    service: Service,
    content: &Content,
) -> Result<String, Failure> {
    let mut content = content.clone();
    if content.joining_model() == JoiningModel::Joint {
        content.parties = Some(parties::list_parties(tx, &visit.acting()?.organisation, service).await?);
    }
    let (text, sha256) = content.frozen();
    let version = FrozenVersion { application: id, content: &text, sha256: &sha256, by: visit.session()? };
    store_turns::insert_version(tx, visit.now, &version).await?;
    Ok(sha256)
}

/// Adds an event that a representative caused.
pub(super) async fn tell(tx: &mut db::Tx, visit: &Visit, id: &ApplicationId, what: &str) -> Result<(), Failure> {
    let event = AuditId::new(visit.now, &visit.app.random);
    let by = Some(visit.session()?.name.as_str());
    Ok(store_turns::insert_event(tx, event.as_str(), visit.now, id, what, by).await?)
}

pub(super) async fn notify(
    tx: &mut db::Tx,
    visit: &Visit,
    id: &ApplicationId,
    happening: Happening,
    case_number: &str,
    language: CaseLanguage,
    content: &Content,
) -> Result<(), Failure> {
    let service =
        Service::parse(&content.service).ok_or_else(|| Failure::internal("the service of a case is unknown"))?;
    let notice = Notice {
        happening,
        service,
        organisation: &visit.acting()?.organisation,
        case_number,
        recipients: contacts::recipients_of(tx, &visit.acting()?.organisation, id, content).await?,
        language,
        link: address(visit, id.as_str(), "")?,
    };
    notices::plan(tx, visit, &notice).await
}
