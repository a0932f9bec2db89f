//! The page of two colleagues who changed the same step, and that of answers which came when their application took none.

use axum::http::StatusCode;
use axum::response::Response;

use super::stepping::form_name;
use super::{only, organisation_of};
use crate::agreements;
use crate::applications::ShownAnswer;
use crate::applications::answers::{self, StepAnswers};
use crate::applications::attaching;
use crate::applications::closing::{Closing, Lost};
use crate::applications::content;
use crate::applications::facts::{Gathered, gather};
use crate::applications::shown::show;
use crate::applications::store::{ApplicationRow, StepRow};
use crate::applications::submitting::{address, form_of, load};
use crate::kernel::{ApplicationId, BusinessId, Instant};
use crate::services::{AskedForm, StepDefinition};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "applications/conflict.html")]
struct ConflictPage {
    chrome: Chrome,
    t: &'static Texts,
    /// The other version is of the same person, from another window.
    own: bool,
    address: String,
    step: String,
    saved: String,
    form: String,
    profile: String,
    version: i64,
    fields: Vec<(String, String)>,
    rows: Vec<ConflictRow>,
}

/// One question with both answers.
pub(super) struct ConflictRow {
    pub label: String,
    pub theirs: Vec<String>,
    pub mine: Vec<String>,
}

/// The questions of both versions: one may apply in only one of them.
pub(super) fn conflict_rows(theirs: &[ShownAnswer], mine: &[ShownAnswer]) -> Vec<ConflictRow> {
    let fields: Vec<String> = theirs.iter().chain(mine).map(|answer| answer.field.clone()).collect();
    let mut rows: Vec<(String, ConflictRow)> = Vec::new();
    for field in fields {
        if rows.iter().any(|(known, _)| *known == field) {
            continue;
        }
        let of = |answers: &[ShownAnswer]| answers.iter().find(|answer| answer.field == field).cloned();
        let (other, own) = (of(theirs), of(mine));
        let label = other.as_ref().or(own.as_ref()).map(|answer| answer.label.clone()).unwrap_or_default();
        let values = |answer: Option<ShownAnswer>| answer.map(|answer| answer.values).unwrap_or_default();
        rows.push((field.clone(), ConflictRow { label, theirs: values(other), mine: values(own) }));
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Both versions side by side; nothing of either is lost until somebody chooses.
pub(super) async fn conflict_page(
    visit: &Visit,
    id: &ApplicationId,
    step: &'static StepDefinition,
    theirs: &StepRow,
    mine: &StepAnswers,
) -> Result<Response, Failure> {
    let application = load(visit, id).await?;
    conflict_page_of(visit, (id, &application), &address(visit, id.as_str(), "")?, step, theirs, mine).await
}

/// The same for any draft, whose pages are below `base`.
pub(super) async fn conflict_page_of(
    visit: &Visit,
    (id, application): (&ApplicationId, &ApplicationRow),
    base: &str,
    step: &'static StepDefinition,
    theirs: &StepRow,
    mine: &StepAnswers,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let form = form_of(application)?;
    let stored = answers::parse(&theirs.answers).map_err(Failure::internal)?;
    let gathered = gathered_for(visit, id, (&organisation_of(application)?, form), step).await?;
    let shown = |answers: &StepAnswers| shown(visit, form, step.key, answers, &gathered);
    let at =
        theirs.saved_at.map(|at| format::moment(Instant::from_milliseconds(at), visit.language)).unwrap_or_default();
    let own = theirs.saved_by.as_deref() == Some(visit.session()?.person.as_str());
    let title = if own { t.applications_conflict_title_own() } else { t.applications_conflict_title() };
    let template = ConflictPage {
        chrome: visit.chrome(title),
        own,
        t,
        address: format!("{base}/steps/{}", step.key),
        step: (step.title)(t),
        saved: t.applications_saved_by(theirs.saved_by_name.as_deref().unwrap_or_default(), at),
        form: form_name(form),
        profile: form.profile.code(),
        version: theirs.version,
        fields: answers::to_fields(step, mine),
        rows: conflict_rows(&shown(&stored), &shown(mine)),
    };
    page(StatusCode::CONFLICT, &template)
}

/// What the registers tell of a step, with its files where somebody acts for the applicant.
async fn gathered_for(
    visit: &Visit,
    id: &ApplicationId,
    (organisation, form): (&BusinessId, AskedForm),
    step: &'static StepDefinition,
) -> Result<Gathered, Failure> {
    let mut gathered = gather(visit, organisation, form, std::iter::once(step)).await?;
    if visit.acting.is_some() {
        attaching::add_files(visit, id, std::iter::once(step), &mut gathered).await?;
    }
    Ok(gathered)
}

/// The answers of a step as people read them.
pub(super) fn shown(
    visit: &Visit,
    form: AskedForm,
    step: &str,
    answers: &StepAnswers,
    gathered: &Gathered,
) -> Vec<ShownAnswer> {
    let all = only(step, answers);
    let names = content::names(&all, gathered);
    let steps = show(form, &all, &names, visit.texts(), visit.language, |_| Vec::new());
    steps.into_iter().find(|shown| shown.key == step).map(|shown| shown.answers).unwrap_or_default()
}

#[derive(askama::Template)]
#[template(path = "applications/closed.html")]
struct ClosedPage {
    chrome: Chrome,
    t: &'static Texts,
    /// Where to go on, and the words of that link.
    link: (String, String),
    lead: String,
    /// Whether there is another version to look at.
    has_theirs: bool,
    rows: Vec<ConflictRow>,
    /// How the answers are opened again, while a signature waits.
    more: Option<(String, String)>,
}

/// What a save is answered with that came when the application took no more answers: with the case where nothing is lost, else
/// with both versions, to be read. Where the draft is not there any more, one goes on at the list.
pub(super) async fn too_late(
    visit: &Visit,
    id: &ApplicationId,
    step: &'static StepDefinition,
    lost: Option<Box<Lost>>,
) -> Result<Response, Failure> {
    let base = address(visit, id.as_str(), "")?;
    let Some(lost) = lost else { return Ok(see_other(&base)) };
    let organisation = &visit.acting()?.organisation;
    let applications = format!("/o/{organisation}/applications");
    let (base, words, status) = match lost.why {
        Closing::Discarded => (applications, visit.texts().applications_list_title(), StatusCode::NOT_FOUND),
        Closing::HalfSigned => (base, visit.texts().applications_back_to_tasks(), StatusCode::CONFLICT),
        _ => (base, visit.texts().applications_back_to_case(), StatusCode::CONFLICT),
    };
    closed_page_of(visit, (id, organisation), (base, words), step, (&lost, status)).await
}

/// The same for any draft; `link` is where one goes on, and the words of that link.
pub(super) async fn closed_page_of(
    visit: &Visit,
    (id, organisation): (&ApplicationId, &BusinessId),
    link: (String, String),
    step: &'static StepDefinition,
    (lost, status): (&Lost, StatusCode),
) -> Result<Response, Failure> {
    let t = visit.texts();
    // A draft that is not there has no files, and another's are nobody else's.
    let gathered = match lost.why {
        Closing::Discarded => gather(visit, organisation, lost.form, std::iter::once(step)).await?,
        _ => gathered_for(visit, id, (organisation, lost.form), step).await?,
    };
    let shown = |answers: &StepAnswers| shown(visit, lost.form, step.key, answers, &gathered);
    let waiting = agreements::find_waiting(&mut visit.app.db.read().await?, id).await?;
    let signatory = waiting.map(|waiting| waiting.signatory).unwrap_or_default();
    let (title, why) = closing_words(lost.why, &signatory, t);
    let more = (lost.why == Closing::HalfSigned).then(|| (format!("{}/reopen", link.0), t.applications_reopen_link()));
    let template = ClosedPage {
        chrome: visit.chrome(title),
        t,
        link,
        more,
        lead: format!("{} {why}", t.applications_closed_part((step.title)(t))),
        has_theirs: !matches!(lost.why, Closing::Gone | Closing::Discarded),
        rows: conflict_rows(&shown(&lost.theirs), &shown(&lost.mine)),
    };
    page(status, &template)
}

/// The heading and what happened.
fn closing_words(why: Closing, signatory: &str, t: &Texts) -> (String, String) {
    match why {
        Closing::Sent => (t.applications_closed_sent(), t.applications_closed_sent_text()),
        Closing::HalfSigned => (t.applications_closed_half_signed(), t.applications_closed_half_signed_text(signatory)),
        Closing::Answered => (t.applications_closed_answered(), t.applications_closed_answered_text()),
        Closing::Recalled => (t.applications_closed_recalled(), t.applications_closed_recalled_text()),
        Closing::Ended => (t.applications_closed_ended(), t.applications_closed_ended_text()),
        Closing::Gone => (t.applications_closed_gone(), t.applications_closed_gone_text()),
        Closing::Discarded => (t.applications_closed_discarded(), t.applications_closed_discarded_text()),
    }
}
