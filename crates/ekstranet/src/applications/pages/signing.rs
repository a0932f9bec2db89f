//! Check-your-answers, and the page on which one reads and accepts the agreement texts before the fresh round through
//! Suomi.fi.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::id_of;
use super::waiting::{HalfSigned, half_signed};
use crate::agreements::{self, Meeting, Outcome};
use crate::applications::connecting::short_certificate;
use crate::applications::cosigning::{self, Signatures};
use crate::applications::drafting::state_of;
use crate::applications::facts::FoundOrganisation;
use crate::applications::obstacles::Obstacle;
use crate::applications::own_form::OwnForm;
use crate::applications::rules::{CaseStep, Side, State};
use crate::applications::shown::{add_confirmed_point, add_pharmacies, fault_text, show};
use crate::applications::submitting::{Whole, address, documents, is_submitted, load_whole};
use crate::applications::{ShownStep, content, own_form, pairing};
use crate::intermediaries::{self, ConnectionLine};
use crate::kernel::{ApplicationId, CaseLanguage, Language, Permission, Permissions};
use crate::mandates::{self, Intention};
use crate::services::{AskedForm, CustomerKind};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "applications/check.html")]
struct CheckPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    application: String,
    problems: Vec<(String, String)>,
    /// What stands in the way, whatever the answers are.
    obstacles: Vec<String>,
    /// That a register is silent which knows the applicant, or that the other party lacks the service.
    unverified: Vec<String>,
    /// The application, and the other one of its pair with what differs.
    parts: Vec<CheckPart>,
    may_apply: bool,
    may_sign: bool,
    /// That one has signed, and another one is awaited.
    half_signed: Option<HalfSigned>,
    /// Why it cannot be sent: it is on somebody else's form.
    other_form: Option<OtherForm>,
}

impl CheckPage {
    /// Whether the reader has signed already.
    fn is_own(&self) -> bool {
        self.half_signed.as_ref().is_some_and(|signed| signed.own)
    }
}

struct OtherForm {
    text: String,
    /// Whether one can go on with the own form now.
    may_begin: bool,
}

fn other_form(own: &OwnForm, t: &Texts) -> OtherForm {
    let is_pharmacy = matches!(own.form.profile.kind, CustomerKind::Pharmacist | CustomerKind::UniversityPharmacy);
    let text = if is_pharmacy { t.applications_own_form_pharmacist() } else { t.applications_own_form_other() };
    OtherForm { text, may_begin: own.may_begin }
}

/// An application that goes out, with its address and its request to an intermediary.
pub(super) struct Outgoing<'w> {
    pub base: String,
    pub whole: &'w Whole,
    pub line: Option<ConnectionLine>,
}

/// The answers of one application.
struct CheckPart {
    base: String,
    /// The service, where there are two.
    service: Option<String>,
    steps: Vec<ShownStep>,
}

/// What goes out in one turn: the application of the address, and the other one of its pair.
pub(in crate::applications) async fn load_turn(
    visit: &Visit,
    id: &ApplicationId,
) -> Result<Vec<(ApplicationId, Whole)>, Failure> {
    let whole = load_whole(visit, id).await?;
    let companion = pairing::open_companion(visit, &whole.application).await?;
    let mut turn = vec![(id.clone(), whole)];
    if let Some((other, _)) = companion {
        let whole = load_whole(visit, &other).await?;
        turn.push((other, whole));
    }
    Ok(turn)
}

/// `lead` is the form of the other application, where only what differs is shown.
fn check_part(visit: &Visit, part: &Outgoing<'_>, lead: Option<AskedForm>, paired: bool) -> CheckPart {
    let (t, whole) = (visit.texts(), part.whole);
    let names = content::names(&whole.answers, &whole.gathered);
    let mut steps = show(whole.form, &whole.answers, &names, t, visit.language, |_| Vec::new());
    add_confirmed_point(&mut steps, whole.form, part.line.as_ref(), t);
    add_pharmacies(&mut steps, whole.form, &content::pharmacies(whole.form, &whole.answers, &whole.gathered), t);
    if let Some(lead) = lead {
        steps
            .retain(|shown| whole.form.step(&shown.key).is_some_and(|step| pairing::asks_more(step, whole.form, lead)));
    }
    let service = paired.then(|| whole.form.service.name(t));
    CheckPart { base: part.base.clone(), service, steps }
}

pub(in crate::applications) async fn check(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let turn = load_turn(&visit, &id).await?;
    let base = address(&visit, id.as_str(), "")?;
    let Some((_, whole)) = turn.first() else { return Err(Failure::NotFound) };
    if state_of(&whole.application)? != State::Draft {
        return Ok(see_other(&base));
    }
    let mut parts = Vec::new();
    for (id, whole) in &turn {
        let line = intermediaries::find(&mut visit.app.db.read().await?, id).await?;
        parts.push(Outgoing { base: address(&visit, id.as_str(), "")?, whole, line });
    }
    let own = own_form::find(&visit, whole.form).await?;
    let half_signed = half_signed(&visit, &id).await?;
    check_pages(&visit, whole, parts.as_slice(), visit.acting()?.permissions, (own.as_ref(), half_signed))
}

pub(super) fn check_page(
    visit: &Visit,
    whole: &Whole,
    base: String,
    permissions: Permissions,
) -> Result<Response, Failure> {
    check_pages(visit, whole, &[Outgoing { base, whole, line: None }], permissions, (None, None))
}

/// The page for an application and what goes out with it, each with its address.
fn check_pages(
    visit: &Visit,
    whole: &Whole,
    turn: &[Outgoing<'_>],
    permissions: Permissions,
    (own, half_signed): (Option<&OwnForm>, Option<HalfSigned>),
) -> Result<Response, Failure> {
    let t = visit.texts();
    let (mut problems, mut obstacles, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    for (place, part) in turn.iter().enumerate() {
        let (at, service) = (&part.base, part.whole.form.service);
        let in_words = |obstacle: &Obstacle| obstacle.to_applicant(service, t, visit.language);
        obstacles.extend(part.whole.obstacles.iter().map(in_words));
        problems.extend(part.whole.problems.iter().map(|problem| {
            (
                format!("{at}/steps/{}#{}", problem.step, problem.field),
                fault_text(part.whole.form, problem, visit.language, t),
            )
        }));
        parts.push(check_part(visit, part, (place > 0).then_some(whole.form), turn.len() > 1));
    }
    let certificates = turn.iter().filter_map(|part| {
        let (whole, words) = (part.whole, (visit.language, t));
        short_certificate(whole.form, &whole.answers, &whole.gathered.facts.access_points, words)
    });
    let template = CheckPage {
        chrome: visit.chrome(t.applications_check_title()),
        t,
        application: t.applications_title(whole.form.service.name(t)),
        problems,
        obstacles,
        unverified: silent_registers(whole, t)
            .into_iter()
            .chain(lacking_parties(whole, t))
            .chain(certificates)
            .collect(),
        parts,
        may_apply: permissions.allow(Permission::DeployServices) && half_signed.is_none(),
        may_sign: permissions.allow(Permission::SignAgreements),
        half_signed,
        other_form: own.map(|own| other_form(own, t)),
        base: turn.first().map(|part| part.base.clone()).unwrap_or_default(),
    };
    page(StatusCode::OK, &template)
}

/// The registers in which the applicant stands, of those that the form asks about, that give no answer today; people go on
/// and the officer is told.
fn silent_registers(whole: &Whole, t: &Texts) -> Vec<String> {
    let gathered = &whole.gathered;
    let providers = matches!(gathered.organisation, FoundOrganisation::Down);
    let providers = providers.then(|| t.applications_check_unverified());
    let practitioners = matches!(gathered.organisation, FoundOrganisation::PractitionersDown);
    let practitioners = practitioners.then(|| t.applications_practitioners_down());
    let pharmacies = gathered.pharmacies_down.then(|| t.applications_check_unverified_pharmacy());
    providers.into_iter().chain(practitioners).chain(pharmacies).collect()
}

/// That the other party does not have the service in production which is extended; people go on and the officer is told.
fn lacking_parties(whole: &Whole, t: &Texts) -> Vec<String> {
    let lacking = whole.gathered.facts.others.iter().filter_map(|found| Some((found, found.lacks?)));
    let words = lacking.map(|(found, service)| {
        let id = found.organisation.to_string();
        let named = found.name.as_ref().map_or_else(|| id.clone(), |name| format!("{name} ({id})"));
        t.applications_check_other_lacks(named, service.name(t))
    });
    words.collect()
}

#[derive(askama::Template)]
#[template(path = "applications/sign.html")]
struct SignPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    lead: String,
    /// How many sign, and who has signed.
    rule: Vec<String>,
    /// The page where one sees and changes how many sign.
    signatories: String,
    again: String,
    button: String,
    /// Both services, where two are signed in one turn.
    pair: Option<String>,
    signatory: String,
    right: String,
    documents: Vec<DocumentView>,
    /// That the texts are in another language than the page, and where one changes that, with the words of the link.
    of_case: Option<(String, String, String)>,
    /// Where whoever does not sign what another person has signed says why.
    refuse: Option<String>,
    version: i64,
    errors: Vec<FieldError>,
    error: String,
}

struct DocumentView {
    title: String,
    version: &'static str,
    language: &'static str,
    language_name: String,
    sha256: String,
    html: String,
    /// The text in the language of the screen, when that is English: for understanding only.
    translation: Option<(&'static str, String)>,
}

pub(in crate::applications) async fn sign(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let turn = load_turn(&visit, &id).await?;
    match way(&visit, &id, &turn).await? {
        Way::Elsewhere(elsewhere) => Ok(see_other(&elsewhere)),
        Way::Here(signatures) => sign_page(&visit, &id, (&turn, &signatures), StatusCode::OK, "").await,
    }
}

/// Whether there is something to sign.
enum Way {
    Here(Signatures),
    /// Where to go when there is not: the receipt of a submitted application, the faults of a draft, or the page of one's own
    /// signature.
    Elsewhere(String),
}

async fn way(visit: &Visit, id: &ApplicationId, turn: &[(ApplicationId, Whole)]) -> Result<Way, Failure> {
    let Some((_, whole)) = turn.first() else { return Err(Failure::NotFound) };
    if is_submitted(&whole.application) {
        return address(visit, id.as_str(), "/receipt").map(Way::Elsewhere);
    }
    state_of(&whole.application)?.after(CaseStep::Submit, Side::Customer).map_err(|_| Failure::Stale)?;
    let is_whole = turn.iter().all(|(_, whole)| whole.may_go_out());
    if !is_whole || own_form::find(visit, whole.form).await?.is_some() {
        return address(visit, id.as_str(), "/check").map(Way::Elsewhere);
    }
    let signatures = cosigning::look(visit, turn).await?;
    if signatures.outcome() == Outcome::Own {
        return address(visit, id.as_str(), "/waiting").map(Way::Elsewhere);
    }
    Ok(Way::Here(signatures))
}

/// The texts of a turn, each once.
async fn turn_documents(
    visit: &Visit,
    turn: &[(ApplicationId, Whole)],
) -> Result<Vec<&'static agreements::Document>, Failure> {
    let mut all: Vec<&'static agreements::Document> = Vec::new();
    for (_, whole) in turn {
        let of_one = documents(visit, whole.form.service, whole.language()).await?;
        all.extend(
            of_one
                .into_iter()
                .filter(|document| all.iter().all(|known| known.sha256 != document.sha256))
                .collect::<Vec<_>>(),
        );
    }
    Ok(all)
}

/// Changes with every save of any of the applications.
fn turn_version(turn: &[(ApplicationId, Whole)]) -> i64 {
    turn.iter().map(|(_, whole)| whole.version()).sum()
}

async fn sign_page(
    visit: &Visit,
    id: &ApplicationId,
    (turn, signatures): (&[(ApplicationId, Whole)], &Signatures),
    status: StatusCode,
    error: &str,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let documents = turn_documents(visit, turn).await?;
    let names: Vec<String> = turn.iter().map(|(_, whole)| whole.form.service.name(t)).collect();
    let acting = visit.acting()?;
    let sends = signatures.outcome() == Outcome::Send;
    let name = acting.organisation_name.as_str();
    let title = if sends { t.applications_sign_title() } else { t.applications_sign_title_first() };
    let chrome = visit.chrome(title);
    let language = documents.first().map_or("", |document| document.language.code());
    let base = address(visit, id.as_str(), "")?;
    let of_case = (visit.language != Language::En && language != visit.language.code())
        .then(|| of_case(visit, &base, language, signatures));
    let errors = if error.is_empty() {
        Vec::new()
    } else {
        vec![FieldError { field: "accept".to_string(), text: error.to_string() }]
    };
    let template = SignPage {
        t,
        refuse: (signatures.meeting == Meeting::Other).then(|| format!("{base}/reopen")),
        base,
        of_case,
        lead: if sends { t.applications_sign_lead(name) } else { t.applications_sign_lead_first(name) },
        rule: rule_words(visit, signatures),
        signatories: format!("/o/{}/agreements/signatories", acting.organisation),
        again: if sends { t.applications_sign_again() } else { t.applications_sign_again_first() },
        button: if sends { t.applications_sign_button() } else { t.applications_sign_button_first() },
        signatory: visit.session()?.name.clone(),
        right: agreements::right_in_words(acting.basis, t),
        documents: documents.into_iter().map(|document| document_view(visit, document)).collect(),
        version: turn_version(turn),
        pair: match names.as_slice() {
            [first, second] if sends => Some(t.applications_pair_sign(first, second)),
            [first, second] => Some(t.applications_waiting_pair(first, second)),
            _ => None,
        },
        errors,
        error: error.to_string(),
        chrome,
    };
    page(status, &template)
}

/// Where the language of the texts is changed. The answers are locked while a signature waits, and opening them voids it.
fn of_case(visit: &Visit, base: &str, language: &str, signatures: &Signatures) -> (String, String, String) {
    let (t, words) = (visit.texts(), visit.texts().applications_sign_of_case(language));
    match &signatures.waiting {
        Some(one) => (
            format!("{words} {}", t.applications_sign_of_case_locked(one.signatory.as_str())),
            format!("{base}/reopen"),
            t.applications_reopen_link(),
        ),
        None => (words, format!("{base}/steps/organisation"), t.applications_sign_change_language()),
    }
}

/// What one signs with whom: nothing where one signature is enough and none waits.
fn rule_words(visit: &Visit, signatures: &Signatures) -> Vec<String> {
    let t = visit.texts();
    let (name, at) = match &signatures.waiting {
        Some(one) => (one.signatory.as_str(), format::moment(one.signed_at, visit.language)),
        None => ("", String::new()),
    };
    let first = || signatures.needs_two.then(|| t.applications_sign_first());
    match signatures.meeting {
        Meeting::Nobody => first().into_iter().collect(),
        Meeting::Other => vec![t.applications_sign_second(name, at)],
        Meeting::Changed => std::iter::once(t.applications_sign_changed(name, at)).chain(first()).collect(),
        Meeting::Own => vec![t.applications_sign_alone(at)],
    }
}

fn document_view(visit: &Visit, document: &'static agreements::Document) -> DocumentView {
    let t = visit.texts();
    let translated = (visit.language == Language::En).then(|| agreements::unofficial_translation(document)).flatten();
    DocumentView {
        title: document.title(t),
        version: document.version,
        language: document.language.code(),
        language_name: if document.language == Language::from(CaseLanguage::Sv) {
            t.applications_in_swedish()
        } else {
            t.applications_in_finnish()
        },
        sha256: document.sha256.clone(),
        html: document.html(),
        translation: translated.map(|translation| (translation.language.code(), translation.html())),
    }
}

/// Accepts the texts as they were shown and sends the browser to Suomi.fi to prove the right once more; the
/// submission itself is carried out on return.
pub(in crate::applications) async fn prove_and_submit(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let turn = load_turn(&visit, &id).await?;
    let signatures = match way(&visit, &id, &turn).await? {
        Way::Elsewhere(elsewhere) => return Ok(see_other(&elsewhere)),
        Way::Here(signatures) => signatures,
    };
    if form.text("accept") != "yes" {
        let error = visit.texts().applications_fault_accept();
        return sign_page(&visit, &id, (&turn, &signatures), StatusCode::UNPROCESSABLE_ENTITY, &error).await;
    }
    let shown: Vec<&str> = form.all("hash").collect();
    let current = turn_documents(&visit, &turn).await?;
    let same_texts =
        current.len() == shown.len() && current.iter().zip(&shown).all(|(document, hash)| document.sha256 == *hash);
    if !same_texts || form.text("version") != turn_version(&turn).to_string() {
        let error = visit.texts().applications_fault_changed();
        return sign_page(&visit, &id, (&turn, &signatures), StatusCode::CONFLICT, &error).await;
    }
    let payload = turn_payload(&visit, &turn).await?;
    mandates::prove_again(&visit, Intention { act: "applications.submit", subject: id.as_str(), payload }).await
}

/// What the submission is carried out with on return: for each application its version and the texts signed for it.
pub(in crate::applications) async fn turn_payload(
    visit: &Visit,
    turn: &[(ApplicationId, Whole)],
) -> Result<Value, Failure> {
    let mut payload = Value::Null;
    for (id, whole) in turn.iter().rev() {
        let texts = documents(visit, whole.form.service, whole.language()).await?;
        let hashes: Vec<&str> = texts.iter().map(|document| document.sha256.as_str()).collect();
        payload = json!({ "id": id.as_str(), "hashes": hashes, "version": whole.version(), "together": payload });
    }
    Ok(payload)
}
