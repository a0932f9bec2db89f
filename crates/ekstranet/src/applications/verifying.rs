//! What a register could not tell when an application was sent is noted, and a job looks again until the register
//! answers; what it finds stands beside the answers for the officer.

use std::convert::Infallible;
use std::time::Duration;

use serde_json::json;

use super::content::Content;
use super::facts::{FoundOrganisation, Gathered};
use super::store_unverified::{self as store, UnverifiedRow};
use super::{Finding, Severity, answers, moving, store_turns};
use crate::audit::{self, Entry};
use crate::kernel::{ApplicationId, AuditId, BusinessId, Date, Instant, Language};
use crate::registers::{self, Company, Looked, Organisation, Pharmacy, Takeover};
use crate::services::{AskedForm, CustomerKind, Kind, Profile};
use crate::texts::Texts;
use crate::web::{App, Failure, Outside, Visit, format, skip_row};

/// The source that tells of a pharmacist's pharmacies.
pub(super) const PHARMACIES: &str = "pharmacies";

/// How often it is looked whether something waits, and how long a register that is down is left alone.
const ROUND: Duration = Duration::from_mins(2);
const PAUSE_SECONDS: i64 = 15 * 60;

/// Looks again for ever, while something waits.
pub async fn keep_verifying(app: App) -> Infallible {
    loop {
        if let Err(failure) = verify_due(&app).await {
            tracing::warn!(?failure, "what was not verified could not be looked at; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// A register that did not answer at the moment of sending.
#[derive(Clone, Copy)]
pub(super) struct Silence {
    /// When it had told last; `None` when it never had.
    known_at: Option<Instant>,
}

/// Whether the company register answers at the moment of sending; `None` when it does.
pub(super) async fn ask_company(visit: &Visit, applicant: &BusinessId) -> Result<Option<Silence>, Failure> {
    match registers::find_company(&visit.app, visit.now, applicant).await {
        Ok(Some(looked)) if looked.stale => Ok(Some(Silence { known_at: Some(looked.fetched_at) })),
        Ok(_) => Ok(None),
        Err(Failure::Outage(system, _)) if system != Outside::Database => Ok(Some(Silence { known_at: None })),
        Err(failure) => Err(failure),
    }
}

/// Notes what was not verified, in the transaction of the submission.
pub(super) async fn note(
    tx: &mut db::Tx,
    visit: &Visit,
    id: &ApplicationId,
    (form, gathered): (AskedForm, &Gathered),
    company: Option<Silence>,
) -> Result<(), Failure> {
    let organisation = match &gathered.organisation {
        FoundOrganisation::Known(looked) if looked.stale => Some(Silence { known_at: Some(looked.fetched_at) }),
        FoundOrganisation::Practitioner(looked) if looked.stale => Some(Silence { known_at: Some(looked.fetched_at) }),
        FoundOrganisation::Down | FoundOrganisation::PractitionersDown => Some(Silence { known_at: None }),
        FoundOrganisation::Known(_)
        | FoundOrganisation::Practitioner(_)
        | FoundOrganisation::Ended(_)
        | FoundOrganisation::Unknown
        | FoundOrganisation::NotAsked => None,
    };
    let pharmacies = match &gathered.pharmacies {
        Some(looked) if looked.stale => Some(Silence { known_at: Some(looked.fetched_at) }),
        None if gathered.pharmacies_down => Some(Silence { known_at: None }),
        _ => None,
    };
    let pharmacies = pharmacies.filter(|_| form.steps().any(|step| step.shows_pharmacies));
    for (source, silence) in [("organisation", organisation), ("company", company), (PHARMACIES, pharmacies)] {
        if let Some(silence) = silence {
            store::insert(tx, visit.now, id, source, silence.known_at).await?;
        }
    }
    Ok(())
}

/// Looks again at what waits; returns how many things have been verified.
///
/// # Errors
/// What the database says.
pub async fn verify_due(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let waiting = store::list_waiting(&mut app.db.read().await?, visit.now).await?;
    let mut verified = 0;
    for (application, organisation, source) in &waiting {
        match verify(&visit, application, organisation, source).await {
            Ok(true) => {
                verified += 1;
                continue;
            }
            Ok(false) => {}
            Err(failure) => skip_row("applications.verify", application, failure)?,
        }
        // What cannot be read is put off too, so that it does not stand before the others for ever.
        let mut tx = app.db.write().await?;
        store::put_off(&mut tx, visit.now.plus_seconds(PAUSE_SECONDS), application, source).await?;
        tx.commit().await?;
    }
    Ok(verified)
}

/// `false` when the register still does not answer.
async fn verify(visit: &Visit, application: &str, organisation: &str, source: &str) -> Result<bool, Failure> {
    let unreadable = || Failure::internal("a row of what was not verified cannot be read");
    let id = ApplicationId::parse(application).ok_or_else(unreadable)?;
    let organisation = BusinessId::parse(organisation).ok_or_else(unreadable)?;
    let Some(outcome) = ask_again(visit, &id, &organisation, source).await? else { return Ok(false) };
    let mut tx = visit.app.db.write().await?;
    store::keep(&mut tx, visit.now, &id, source, outcome).await?;
    let event = AuditId::new(visit.now, &visit.app.random);
    store_turns::insert_event(&mut tx, event.as_str(), visit.now, &id, "verified_later", None).await?;
    let entry = Entry::new("applications.verified_later").organisation(&organisation).subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "source": source, "outcome": outcome }))).await?;
    tx.commit().await?;
    Ok(true)
}

/// What is found when a register is asked again; `None` when it still does not answer.
async fn ask_again(
    visit: &Visit,
    id: &ApplicationId,
    organisation: &BusinessId,
    source: &str,
) -> Result<Option<&'static str>, Failure> {
    if source == "company" {
        let said = said(registers::find_company(&visit.app, visit.now, organisation).await)?;
        return Ok(said.outcome(of_company));
    }
    let mut read = visit.app.db.read().await?;
    let frozen = store_turns::find_content(&mut read, id).await?;
    let frozen = frozen.ok_or_else(|| Failure::internal("a case without content"))?;
    let content = Content::parse(&frozen).map_err(Failure::internal)?;
    if source == PHARMACIES {
        let wished = moving::wished_date(&mut read, id, &content).await?;
        drop(read);
        let said = said(registers::find_pharmacies(&visit.app, visit.now, organisation).await)?;
        let takes_over = content.form().is_none_or(|form| form.profile.kind.keeps_only_pharmacies());
        return Ok(said.outcome(|pharmacies| match of_pharmacies(wished.as_deref(), pharmacies, visit) {
            // A hospital's pharmacy is there or is not; nothing waits for its first day.
            _ if !takes_over => {
                if pharmacies.is_empty() {
                    "differs"
                } else {
                    "same"
                }
            }
            outcome => outcome,
        }));
    }
    drop(read);
    let found = said(registers::find_organisation(&visit.app, visit.now, organisation).await)?;
    // A practitioner stands in the older register alone, and so may a trader whose draft was begun while it was silent.
    let may_practise = |profile: Profile| profile.only_practises() || profile.kind == CustomerKind::SoleTrader;
    if matches!(found, Said::Unknown) && content.form().is_some_and(|form| may_practise(form.profile)) {
        let practitioner = said(registers::find_practitioner(&visit.app, visit.now, organisation).await)?;
        return Ok(practitioner.outcome(|_| "same"));
    }
    Ok(found.outcome(|found| of_organisation(&content, found, visit)))
}

/// What a register says now.
enum Said<T> {
    /// It does not answer.
    Nothing,
    Unknown,
    Known(T),
}

impl<T> Said<T> {
    fn outcome(&self, of_known: impl FnOnce(&T) -> &'static str) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Unknown => Some("unknown"),
            Self::Known(known) => Some(of_known(known)),
        }
    }
}

fn said<T>(answer: Result<Option<Looked<T>>, Failure>) -> Result<Said<T>, Failure> {
    match answer {
        Ok(Some(looked)) if looked.stale => Ok(Said::Nothing),
        Ok(Some(looked)) => Ok(Said::Known(looked.value)),
        Ok(None) => Ok(Said::Unknown),
        Err(Failure::Outage(system, _)) if system != Outside::Database => Ok(Said::Nothing),
        Err(failure) => Err(failure),
    }
}

fn of_company(company: &Company) -> &'static str {
    if company.registered { "same" } else { "differs" }
}

/// Whether the register knows the applicant by the name and with the units that were sent.
fn of_organisation(content: &Content, found: &Organisation, visit: &Visit) -> &'static str {
    let today = visit.now.date();
    let valid = |oid: &String| found.units.iter().any(|unit| unit.oid == *oid && !unit.is_over(today));
    let is_sound = content.form().is_none_or(|form| {
        form.questions().filter(|(_, question)| matches!(question.kind, Kind::Units)).all(|(step, question)| {
            content.answers.get(step.key).is_none_or(|of_step| answers::many(of_step, question.key).iter().all(valid))
        })
    });
    let is_same = is_sound && found.name == content.applicant.name && !found.has_ended(today);
    if is_same { "same" } else { "differs" }
}

/// Whether the pharmacy is the applicant's, or becomes theirs soon enough and before the day on which they wish to begin, as
/// that day stands now.
fn of_pharmacies(wished: Option<&str>, pharmacies: &[Pharmacy], visit: &Visit) -> &'static str {
    let wished = wished.and_then(|day| day.parse::<Date>().ok());
    match registers::takeover(pharmacies, visit.now.date()) {
        Takeover::Begun { .. } => "same",
        Takeover::Open { takeover, .. } if wished.is_none_or(|day| takeover <= day) => "same",
        Takeover::Open { .. } | Takeover::TooEarly { .. } | Takeover::Unknown => "differs",
    }
}

/// What was unverified when the application was sent, and what was found since, beside the answers.
pub(super) fn findings(rows: &[UnverifiedRow], source: &str, t: &Texts, language: Language) -> Vec<Finding> {
    let moment = |at: i64| format::moment(Instant::from_milliseconds(at), language);
    let Some(row) = rows.iter().find(|row| row.source == source) else { return Vec::new() };
    let sent = match row.known_at {
        Some(at) => t.applications_unverified_known(moment(at)),
        None => t.applications_finding_unverified(),
    };
    let mut findings = vec![Finding { severity: Severity::Look, text: sent }];
    let at = moment(row.verified_at.unwrap_or_default());
    findings.extend(row.outcome.as_deref().map(|outcome| match outcome {
        "same" => Finding { severity: Severity::Fine, text: t.applications_verified_same(at) },
        "differs" => Finding { severity: Severity::Wrong, text: t.applications_verified_differs(at) },
        _ => Finding { severity: Severity::Wrong, text: t.applications_verified_unknown(at) },
    }));
    findings
}
