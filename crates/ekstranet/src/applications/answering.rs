//! What binds after the submission: the answer to a supplement request, and withdrawal. Both are carried out after the
//! right was proved again, like the submission.

use std::future::Future;
use std::pin::Pin;

use serde_json::{Value, json};

use super::contacts;
use super::content::Content;
use super::drafting::state_of;
use super::rules::{CaseStep, Side, State};
use super::store::ApplicationRow;
use super::store_turns::{self, Turn};
use super::submitting::{Whole, address, follow, follow_naming, form_of, freeze, load, load_whole, notify, tell};
use super::supplements;
use super::validation::Problem;
use crate::agreements;
use crate::audit::{self, Entry};
use crate::intermediaries;
use crate::kernel::{ApplicationId, CaseLanguage, Permission};
use crate::notices::Happening;
use crate::parties::{self, ApplicationSent, JoiningModel};
use crate::web::{Failure, Visit};

/// What an answer to a supplement request comes to.
pub(super) enum Weighed {
    Ready(Box<Ready>),
    /// The fields that are still wrong.
    Incomplete(Vec<Problem>),
    /// Nothing has been changed and nothing is said: the officer would learn nothing.
    Unchanged,
}

/// An answer that can be sent.
pub(super) struct Ready {
    pub whole: Whole,
    next: State,
    /// The fields that were asked for.
    asked: Vec<String>,
    content: Content,
}

/// Looks at what would be sent.
///
/// # Errors
/// `Stale` when nothing is asked for.
pub(super) async fn weigh(visit: &Visit, id: &ApplicationId, message: &str) -> Result<Weighed, Failure> {
    let whole = load_whole(visit, id).await?;
    let state = state_of(&whole.application)?;
    let next = state.after(CaseStep::AnswerSupplement, Side::Customer).map_err(|_| Failure::Stale)?;
    let asked = supplements::open_fields(&mut visit.app.db.read().await?, id).await?;
    let open = |problem: &&Problem| {
        let step = whole.form.step(problem.step);
        step.and_then(|step| step.question(problem.question).map(|question| (step, question)))
            .is_some_and(|(step, question)| supplements::is_open(step, question, &asked))
    };
    let mut problems: Vec<Problem> = whole.problems.iter().filter(open).cloned().collect();
    problems.extend(supplements::missing_documents(whole.form, &asked, &whole.answers));
    if !problems.is_empty() {
        return Ok(Weighed::Incomplete(problems));
    }
    let content = whole.content(visit)?;
    if message.trim().is_empty() {
        let sent = store_turns::find_content(&mut visit.app.db.read().await?, id).await?;
        let sent = sent.map(|sent| Content::parse(&sent)).transpose().map_err(Failure::internal)?;
        if sent.is_some_and(|sent| sent.answers == content.answers) {
            return Ok(Weighed::Unchanged);
        }
    }
    Ok(Weighed::Ready(Box::new(Ready { whole, next, asked, content })))
}

/// Keeps what was written to the officer, so that it is there again when the answer does not go out.
///
/// # Errors
/// `Stale` when nothing is asked for any more.
pub(super) async fn keep(visit: &Visit, id: &ApplicationId, message: &str) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    store_turns::keep_answer(&mut tx, id, message).await?;
    audit::record(&mut tx, visit, Entry::new("applications.answer_kept").subject(id.as_str())).await?;
    tx.commit().await?;
    Ok(())
}

/// The act `applications.answer`: answers a supplement request after the right was proved again, and returns the address
/// of the case. Carried out twice it answers once.
pub fn answer_act(
    visit: Visit,
    subject: String,
    payload: Value,
) -> Pin<Box<dyn Future<Output = Result<String, Failure>> + Send>> {
    Box::pin(async move {
        let id = ApplicationId::parse(&subject).ok_or(Failure::NotFound)?;
        let message = payload["message"].as_str().unwrap_or_default();
        let version = payload["version"].as_i64().ok_or_else(|| Failure::internal("an answer without a version"))?;
        match answer(&visit, &id, message, version).await {
            Ok(()) => {}
            // Somebody was first: when it was the same answer, its case is what there is to see.
            Err(Failure::Stale) => {
                visit.app.db.settle().await?;
                let requests = supplements::list(&mut visit.app.db.read().await?, &id).await?;
                let is_same = requests.last().is_some_and(|last| last.answer.as_deref() == Some(message));
                if !is_same {
                    return Err(Failure::Stale);
                }
            }
            Err(failure) => return Err(failure),
        }
        address(&visit, id.as_str(), "")
    })
}

async fn answer(visit: &Visit, id: &ApplicationId, message: &str, version: i64) -> Result<(), Failure> {
    if !visit.acting()?.permissions.allow(Permission::DeployServices) {
        return Err(Failure::Forbidden);
    }
    match weigh(visit, id, message).await? {
        Weighed::Ready(ready) if ready.whole.version() == version => send(visit, id, message, &ready).await,
        // A colleague, or a register, has changed what would be sent: it is read again before it goes.
        _ => Err(Failure::Stale),
    }
}

/// The case goes back to the officer who asked.
pub(super) async fn send(visit: &Visit, id: &ApplicationId, message: &str, ready: &Ready) -> Result<(), Failure> {
    let Ready { whole, next, asked, content } = ready;
    let application = &whole.application;
    let mut tx = visit.app.db.write().await?;
    let locked = store_turns::lock_steps(&mut tx, id).await?;
    if locked.iter().map(|(_, _, version)| version).sum::<i64>() != whole.version() {
        return Err(Failure::Stale);
    }
    turn(&mut tx, visit, application, id, (state_of(application)?, *next)).await?;
    // The decision and all later mails speak the language that the customer has asked for now.
    store_turns::update_language(&mut tx, id, whole.language().code()).await?;
    store_turns::update_answered(&mut tx, visit.now, id, message, visit.session()?).await?;
    let before = store_turns::find_content(&mut tx, id).await?.map(|sent| Content::parse(&sent)).transpose();
    let before = before.map_err(Failure::internal)?.map_or(JoiningModel::Direct, |sent| sent.joining_model());
    let frozen = freeze(&mut tx, visit, id, whole.form.service, content).await?;
    follow(&mut tx, visit, id, whole).await?;
    tell(&mut tx, visit, id, "supplement_answered").await?;
    let detail = json!({ "fields": asked, "content_sha256": frozen });
    audit::record(&mut tx, visit, Entry::new("applications.supplement_answered").subject(id.as_str()).detail(detail))
        .await?;
    let number = application.case_number.clone().unwrap_or_default();
    follow_naming(&mut tx, visit, id, (content, &number, whole.language())).await?;
    notify(&mut tx, visit, id, Happening::SupplementAnswered, &number, whole.language(), content).await?;
    let organisation = &visit.acting()?.organisation;
    let recipients = contacts::recipients_of(&mut tx, organisation, id, content).await?;
    let again = ApplicationSent {
        organisation,
        service: whole.form.service,
        model: content.joining_model(),
        case_number: &number,
        language: whole.language(),
        recipients: &recipients,
    };
    parties::sent_again(&mut tx, visit, &again, before).await?;
    tx.commit().await?;
    Ok(())
}

/// Turns a case from the customer's side; its officer stays.
async fn turn(
    tx: &mut db::Tx,
    visit: &Visit,
    application: &ApplicationRow,
    id: &ApplicationId,
    (from, to): (State, State),
) -> Result<(), Failure> {
    let turn = Turn {
        application: id,
        version: application.version,
        from,
        to,
        officer: application.officer_id.as_deref().zip(application.officer_name.as_deref()),
        supplement_deadline: None,
        decided: false,
    };
    Ok(store_turns::update_turn(tx, visit.now, &turn).await?)
}

/// The act `applications.withdraw`: withdraws an application after the right was proved again, and returns the address of
/// the case. Carried out twice it withdraws once.
pub fn withdraw_act(
    visit: Visit,
    subject: String,
    _payload: Value,
) -> Pin<Box<dyn Future<Output = Result<String, Failure>> + Send>> {
    Box::pin(async move {
        let id = ApplicationId::parse(&subject).ok_or(Failure::NotFound)?;
        if !visit.acting()?.permissions.allow(Permission::DeployServices) {
            return Err(Failure::Forbidden);
        }
        match withdraw(&visit, &id).await {
            Ok(()) => {}
            Err(Failure::Stale) => {
                visit.app.db.settle().await?;
                if state_of(&load(&visit, &id).await?)? != State::Withdrawn {
                    return Err(Failure::Stale);
                }
            }
            Err(failure) => return Err(failure),
        }
        address(&visit, id.as_str(), "")
    })
}

/// Withdraws a submitted application; its open commitment ends.
pub(super) async fn withdraw(visit: &Visit, id: &ApplicationId) -> Result<(), Failure> {
    let application = load(visit, id).await?;
    let state = state_of(&application)?;
    let next = state.after(CaseStep::Withdraw, Side::Customer).map_err(|_| Failure::Stale)?;
    let mut tx = visit.app.db.write().await?;
    turn(&mut tx, visit, &application, id, (state, next)).await?;
    let content =
        store_turns::find_content(&mut tx, id).await?.ok_or_else(|| Failure::internal("a case without content"))?;
    let content = Content::parse(&content).map_err(Failure::internal)?;
    agreements::end_open(&mut tx, visit, id).await?;
    intermediaries::end(&mut tx, visit, id).await?;
    parties::end_naming(&mut tx, visit, id, parties::Outcome::Withdrawn).await?;
    tell(&mut tx, visit, id, "withdrawn").await?;
    let service = form_of(&application)?.service;
    parties::came_to_nothing(&mut tx, visit, &visit.acting()?.organisation, service).await?;
    audit::record(&mut tx, visit, Entry::new("applications.withdrawn").subject(id.as_str())).await?;
    // Whoever withdrew it knows; the contacts may not.
    let language = CaseLanguage::parse(&application.case_language).unwrap_or_default();
    let number = application.case_number.clone().unwrap_or_default();
    notify(&mut tx, visit, id, Happening::ApplicationWithdrawn, &number, language, &content).await?;
    tx.commit().await?;
    Ok(())
}
