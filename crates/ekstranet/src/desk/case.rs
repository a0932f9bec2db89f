//! A case on the desk: what was answered, what the registers say beside it, what was signed, what happened.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::arrived::{Arrived, arrived};
use super::case_news::{self, News};
use super::history::{self, Happened};
use super::remaining::{Remaining, remaining};
use super::rules::days_between;
use super::words::{state_class, state_word};
use crate::agreements::{self, Footing};
use crate::applications::{self, Case, Proposal, Severity, ShownStep, State};
use crate::attachments;
use crate::audit::{self, Entry};
use crate::deployments;
use crate::intermediaries::ConnectionLine;
use crate::intermediaries::ConnectionState;
use crate::kernel::{ApplicationId, AttachmentId, CaseLanguage, Instant, Session, SessionKind};
use crate::notices;
use crate::parties;
use crate::texts::{Texts, texts};
use crate::web::{Chrome, Failure, FieldError, Visit, format, page};

/// The commitment of the case.
struct Signed {
    address: String,
    /// Who signed and when, in order.
    signatories: Vec<String>,
}

/// A supplement request and its answer.
struct SupplementView {
    asked: String,
    deadline: String,
    message: String,
    /// What was asked of which field, and what was suggested as its answer.
    items: Vec<(String, String, Option<String>)>,
    /// Who answered when, and what they wrote.
    answered: Option<(String, String)>,
}

/// A decision as made.
struct DecisionView {
    approved: bool,
    who: String,
    when: String,
    /// Headings and texts, in the language of the case.
    parts: Vec<(String, String)>,
}

#[derive(askama::Template)]
#[template(path = "desk/case.html")]
struct CasePage {
    chrome: Chrome,
    t: &'static Texts,
    id: String,
    version: i64,
    organisation: String,
    business_id: String,
    service: String,
    state: String,
    class: &'static str,
    submitted: String,
    age: String,
    case_language: String,
    officer: String,
    steps: Vec<ShownStep>,
    signed: Option<Signed>,
    /// Where a main joiner's parties are, and how many.
    parties: Option<(String, i64)>,
    /// Where papers and tests of the deployment are read.
    deployment: Option<String>,
    /// Where what was settled after a late decline can still be settled otherwise.
    correction: Option<String>,
    supplements: Vec<SupplementView>,
    /// What has changed in the registers while the case was open.
    news: News,
    decision: Option<DecisionView>,
    decision_language: &'static str,
    history: Vec<Happened>,
    open: Vec<&'static str>,
    /// The findings that somebody has to look at before it is approved.
    remaining: Vec<Remaining>,
    /// Another officer who has the case.
    colleague: Option<String>,
    /// The supplement that came last.
    arrived: Option<Arrived>,
    /// Why it cannot be approved though it waits, and what follows.
    blocked: Option<String>,
    proposal: Option<ProposalView>,
    /// What an approver said when returning the last proposal: who and when, and why.
    returned: Option<(String, String)>,
    /// What was typed as the reason to return a proposal, when it was not enough.
    remark: String,
    /// The last day to answer the open request as a form has it.
    deadline: String,
    /// What is wrong with what was typed.
    errors: Vec<FieldError>,
}

/// A proposed decision.
struct ProposalView {
    what: String,
    /// Headings and texts, in the language of the case.
    parts: Vec<(String, String)>,
    /// Whether the reader may confirm or return it.
    mine: bool,
    /// Whether it can be confirmed at all.
    stands: bool,
}

impl CasePage {
    /// Whether a supplement has been asked for and has not come.
    fn is_waited_for(&self) -> bool {
        self.supplements.iter().any(|supplement| supplement.answered.is_none())
    }

    fn may(&self, step: &str) -> bool {
        self.open.contains(&step)
    }

    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

/// Shows a case. Every view is in the audit log, so nothing is shown when the log cannot be written.
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    show_with(&visit, &id, StatusCode::OK, Tried::default()).await
}

/// What was typed on the page of a case and not accepted.
#[derive(Default)]
pub(super) struct Tried {
    /// A remark with which a proposal was to be returned.
    pub remark: String,
    /// A last day to answer.
    pub deadline: Option<String>,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// The page of a case, perhaps with what was not accepted.
pub(super) async fn show_with(visit: &Visit, id: &str, status: StatusCode, tried: Tried) -> Result<Response, Failure> {
    let case = load_seen(visit, id).await?;
    let steps = applications::show_answers(visit, &case, visit.texts()).await?;
    let mut read = visit.app.db.read().await?;
    let signed = agreements::find_signed(&mut read, &case.id).await?;
    let brought_in = parties::count_parties(&mut read, &case.organisation, case.service).await?;
    let mails = notices::list_for_case(&mut read, &case.case_number).await?;
    let events = history::load(visit, &mut read, &case).await?;
    let news = case_news::load(visit, &mut read, &case).await?;
    let deployment = deployments::find_of(&mut read, &case.id).await?;
    drop(read);
    let signed = signed.map(|line| Signed {
        address: format!("/desk/agreements/{}", line.id),
        signatories: line
            .signatories
            .into_iter()
            .map(|one| visit.texts().desk_case_signed(one.name, format::moment(one.signed_at, visit.language)))
            .collect(),
    });
    let history = history::lines(visit, events, &mails);
    let brought_in: i64 = brought_in.iter().map(|(_, number)| number).sum();
    let parties = format!("/desk/parties/of/{}/{}", case.organisation, case.service.code());
    let suggested = applications::list_suggested(visit, &case).await?;
    let supplements = supplements(visit, &case, &steps, &suggested);
    let mut template = view(visit, case, steps, signed, history, news);
    template.supplements = supplements;
    (template.remark, template.errors) = (tried.remark, tried.errors);
    if let Some(typed) = tried.deadline {
        template.deadline = typed;
    }
    template.deployment = deployment.map(|id| format!("/desk/deployments/{id}"));
    template.parties = (brought_in > 0).then_some((parties, brought_in));
    page(status, &template)
}

/// Hands a file of a case out to an officer; each time is in the audit log.
pub(super) async fn attachment(
    visit: Visit,
    Path((id, attachment)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let case = load(&visit, &id).await?;
    let attachment = AttachmentId::parse(&attachment).ok_or(Failure::NotFound)?;
    let answer = attachments::hand_out(&visit, case.id.as_str(), &attachment).await?;
    let entry = Entry::new("desk.attachment_opened").subject(case.id.as_str()).organisation(&case.organisation);
    let detail = serde_json::json!({ "attachment": attachment.as_str() });
    audit::record_view(&visit, entry.detail(detail)).await?;
    Ok(answer)
}

/// The case of an address for a page that shows what the customer has answered; the view is in the audit log.
pub(super) async fn load_seen(visit: &Visit, id: &str) -> Result<Case, Failure> {
    let case = load(visit, id).await?;
    let entry = Entry::new("desk.case_viewed").subject(case.id.as_str()).organisation(&case.organisation);
    audit::record_view(visit, entry).await?;
    Ok(case)
}

/// The case of an address.
pub(super) async fn load(visit: &Visit, id: &str) -> Result<Case, Failure> {
    let id = ApplicationId::parse(id).ok_or(Failure::NotFound)?;
    applications::load_case(&mut visit.app.db.read().await?, &id).await
}

fn view(
    visit: &Visit,
    case: Case,
    steps: Vec<ShownStep>,
    signed: Option<Signed>,
    history: Vec<Happened>,
    news: News,
) -> CasePage {
    let (t, language) = (visit.texts(), visit.language);
    let open = applications::open_officer_steps(&case);
    let deadline = case.supplements.last().map(|last| format::typed_date(&last.deadline)).unwrap_or_default();
    let proposal = case.proposal.as_ref().map(|proposal| proposal_view(visit, proposal, &case));
    let returned = case.returned.as_ref().filter(|_| !open.is_empty() && proposal.is_none()).map(|returned| {
        (
            t.desk_proposal_returned(&returned.officer_name, format::moment(returned.at, language)),
            returned.remark.clone(),
        )
    });
    let lacks_words = case.proposal.as_ref().is_some_and(|proposal| lacks_words(&case, proposal));
    let blocked = blocked(&case, t).or_else(|| lacks_words.then(|| t.desk_proposal_lacks()));
    // Also where it cannot be approved yet: what else is to be asked for stands here.
    let may_become_approved = case.state == State::InReview && case.proposal.as_ref().is_none_or(|one| one.approved);
    let remaining = if may_become_approved { remaining(&steps, t) } else { Vec::new() };
    let colleague = colleague(visit, &case, &open);
    let arrived = arrived(visit, &case, &steps);
    let age = days_between(case.submitted_at, ended_at(&case).unwrap_or(visit.now));
    CasePage {
        chrome: visit.chrome(t.desk_case_title(&case.case_number)),
        t,
        id: case.id.to_string(),
        version: case.version,
        organisation: case.organisation_name,
        business_id: case.organisation.to_string(),
        service: case.service.name(t),
        state: state_word(case.state, t),
        class: state_class(case.state),
        submitted: format::moment(case.submitted_at, language),
        age: t.desk_days(age),
        case_language: language_name(case.language, t),
        officer: case.officer.map_or_else(|| t.desk_case_no_officer(), |(_, name)| name),
        steps,
        signed,
        parties: None,
        deployment: None,
        correction: case.connection.as_ref().and_then(ConnectionLine::correction),
        supplements: Vec::new(),
        news,
        decision: case.decision.map(|decision| DecisionView {
            approved: decision.approved,
            who: decision.officer_name,
            when: format::moment(decision.decided_at, language),
            parts: decision.words.parts(texts(case.language.into())),
        }),
        decision_language: case.language.code(),
        history,
        open,
        remaining,
        colleague,
        arrived,
        blocked,
        proposal,
        returned,
        remark: String::new(),
        deadline,
        errors: Vec::new(),
    }
}

/// What the commitment behind the case lacks, or else the request to the intermediary.
fn blocked(case: &Case, t: &Texts) -> Option<String> {
    match case.footing {
        Footing::Firm => {
            let is_waited_for = matches!(case.state, State::Submitted | State::InReview);
            let lacking = case.connection.as_ref().filter(|line| is_waited_for && !line.is_point_known())?;
            Some(if lacking.state == ConnectionState::Awaited {
                t.desk_case_point_awaited()
            } else {
                t.desk_case_point_declined(&lacking.intermediary, lacking.reason.as_deref().unwrap_or_default())
            })
        }
        Footing::Awaited => Some(t.desk_case_commitment_awaited()),
        Footing::Gone => Some(t.desk_case_commitment_gone()),
    }
}

/// Another officer who has the case, and what becomes of that when the reader does something.
fn colleague(visit: &Visit, case: &Case, open: &[&'static str]) -> Option<String> {
    let (own, t) = (visit.session().map(|session| session.person.as_str()).unwrap_or_default(), visit.texts());
    let (_, name) = case.officer.as_ref().filter(|(officer, _)| officer != own && !open.is_empty())?;
    let judges = case.proposal.as_ref().is_some_and(|proposal| may_judge(visit, proposal));
    Some(if judges { t.desk_case_colleague_proposed(name) } else { t.desk_case_colleague(name) })
}

/// Whether the reader may confirm or return a proposal: an approver who has not made it.
pub(super) fn may_judge(visit: &Visit, proposal: &Proposal) -> bool {
    let is_other = |session: &Session| {
        session.kind == SessionKind::Officer { approver: true } && session.person.as_str() != proposal.officer_id
    };
    visit.session().is_ok_and(is_other)
}

/// Whether an approval is proposed without words that it has come to need.
fn lacks_words(case: &Case, proposal: &Proposal) -> bool {
    let is_unsaid = |text: &str| text.trim().is_empty();
    let lacks_registration = case.lacks_registration && is_unsaid(&proposal.words.registration);
    let lacks_agreement = case.lacks_other_party() && is_unsaid(&proposal.words.reason);
    proposal.approved && (lacks_registration || lacks_agreement)
}

/// Whether a proposal can be confirmed as things stand.
pub(super) fn may_be_confirmed(case: &Case, proposal: &Proposal) -> bool {
    !proposal.approved || (applications::may_be_approved(case) && !lacks_words(case, proposal))
}

/// Who proposes what since when.
pub(super) fn proposed_words(visit: &Visit, proposal: &Proposal) -> String {
    let (t, when) = (visit.texts(), format::moment(proposal.proposed_at, visit.language));
    if proposal.approved {
        t.desk_proposal_approve(&proposal.officer_name, when)
    } else {
        t.desk_proposal_reject(&proposal.officer_name, when)
    }
}

fn proposal_view(visit: &Visit, proposal: &Proposal, case: &Case) -> ProposalView {
    ProposalView {
        what: proposed_words(visit, proposal),
        parts: proposal.words.parts(texts(case.language.into())),
        stands: may_be_confirmed(case, proposal),
        mine: may_judge(visit, proposal),
    }
}

/// When a decided case stopped waiting.
fn ended_at(case: &Case) -> Option<Instant> {
    case.decision.as_ref().map(|decision| decision.decided_at)
}

/// The name of the language of a case.
pub(super) fn language_name(language: CaseLanguage, t: &Texts) -> String {
    match language {
        CaseLanguage::Fi => t.desk_language_fi(),
        CaseLanguage::Sv => t.desk_language_sv(),
    }
}

fn supplements(
    visit: &Visit,
    case: &Case,
    steps: &[ShownStep],
    suggested: &BTreeMap<(String, String), String>,
) -> Vec<SupplementView> {
    let label = |field: &str| {
        let answers = steps.iter().flat_map(|step| &step.answers);
        answers
            .into_iter()
            .find(|answer| answer.field == field)
            .map_or_else(|| field.to_string(), |answer| answer.label.clone())
    };
    let item = |supplement: &applications::Supplement, field: &String, asked: &String| {
        let suggested = suggested.get(&(supplement.id.clone(), field.clone())).cloned();
        (label(field), asked.clone(), suggested)
    };
    let show = |supplement: &applications::Supplement| SupplementView {
        asked: format::moment(supplement.asked_at, visit.language),
        deadline: format::stored_date(&supplement.deadline, visit.language),
        message: supplement.message.clone(),
        items: supplement.items.iter().map(|(field, asked)| item(supplement, field, asked)).collect(),
        answered: supplement.answered_at.map(|at| {
            let (t, when) = (visit.texts(), format::moment(at, visit.language));
            let who = supplement.answered_by.as_deref().unwrap_or(&case.organisation_name);
            let is_recalled = supplement.recalled_at.is_some();
            let line =
                if is_recalled { t.desk_supplement_recalled(when) } else { t.desk_supplement_answered(who, when) };
            (line, supplement.answer.clone().unwrap_or_default())
        }),
    };
    case.supplements.iter().map(show).collect()
}

/// The class of a finding's colour.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand their values over by reference")]
pub(super) fn finding_class(severity: &Severity) -> &'static str {
    match severity {
        Severity::Fine => "good",
        Severity::Look => "wait",
        Severity::Wrong => "stop",
    }
}

/// The word of a finding: never the colour alone.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand their values over by reference")]
pub(super) fn finding_word(severity: &Severity, t: &Texts) -> String {
    match severity {
        Severity::Fine => t.desk_finding_fine(),
        Severity::Look => t.desk_finding_look(),
        Severity::Wrong => t.desk_finding_wrong(),
    }
}
