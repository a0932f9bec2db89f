//! What the registers say beside each answer of a case, for the officer. A register that is down is a finding.

use super::answers::{AllAnswers, StepAnswers, many, text};
use super::content::Content;
use super::facts::{FoundOrganisation, Gathered, gather};
use super::obstacles::{self, Obstacle};
use super::other_party::{self, OtherParty};
use super::shown::{add_confirmed_point, add_parties, add_pharmacies, fault_text, party_text, show};
use super::store_unverified::UnverifiedRow;
use super::validation::check_all;
use super::{
    Case, Finding, MovedDate, Severity, ShownAnswer, ShownStep, connecting, moving, store_turns, store_unverified,
    verifying,
};
use crate::deployments;
use crate::intermediaries::{ConnectionLine, ConnectionState};
use crate::kernel::{Date, Language};
use crate::parties::{self, JoiningModel, PartyThen};
use crate::registers::{self, Company, Looked};
use crate::services::{CustomerKind, Kind, KnownFact, QuestionDefinition, Service, StepDefinition};
use crate::texts::Texts;
use crate::web::{Failure, Outside, Visit, format};

/// A certificate that ends within so many days deserves a look.
const SOON_DAYS: i64 = 60;

/// What the registers told of a case.
struct Told {
    content: Content,
    gathered: Gathered,
    company: Asked<Company>,
    connection: Option<ConnectionLine>,
    /// How the wished date has moved with the takeover.
    moved: Vec<MovedDate>,
    /// What was not verified at the time of sending.
    unverified: Vec<UnverifiedRow>,
    /// How many parties the applicant has as a main joiner, and through whom it is joined itself.
    parties: Vec<PartyThen>,
    /// What is known of the other party that the answers name.
    other: Option<OtherParty>,
    joined_through: Vec<String>,
    /// Who wrote why an applicant without a registration is approved, and the reason.
    registration: Option<(String, String)>,
    /// What stands in the way of a case that is not decided.
    obstacles: Vec<Obstacle>,
    /// What the service requires and the applicant uses only through these main joiners.
    required_jointly: Vec<(Service, String)>,
    /// The granted units that are not open on the agreed day, in words.
    closed_units: Option<String>,
}

/// An answer of a register that may be down.
enum Asked<T> {
    Known(Looked<T>),
    Unknown,
    Down,
}

pub(super) async fn show_answers(visit: &Visit, case: &Case, t: &Texts) -> Result<Vec<ShownStep>, Failure> {
    let frozen = store_turns::find_content(&mut visit.app.db.read().await?, &case.id).await?;
    let frozen = frozen.ok_or_else(|| Failure::internal("a case without content"))?;
    let content = Content::parse(&frozen).map_err(Failure::internal)?;
    let form = content.form().ok_or_else(|| Failure::internal("the form of a case is not in the catalogue"))?;
    let mut gathered = gather(visit, &case.organisation, form, form.steps()).await?;
    gathered.facts.sent_on = Some(case.submitted_at.date());
    let company = asked(registers::find_company(&visit.app, visit.now, &case.organisation).await)?;
    let mut read = visit.app.db.read().await?;
    let unverified = store_unverified::list(&mut read, &case.id).await?;
    let moved = moving::list_moved_dates(&mut read, &case.id).await?;
    let parties = parties::list_parties(&mut read, &case.organisation, case.service).await?;
    let joined_through = parties::main_joiners_of(&mut read, &case.organisation, case.service).await?;
    let in_use = obstacles::list_in_use(&mut read, visit, &case.organisation).await?;
    drop(read);
    let other = other_party::of_case(visit, case, &content, &mut gathered).await?;
    let connection = case.connection.clone();
    let registration = registration_reason(case);
    let obstacles = match case.decision {
        None => obstacles::list(visit, &case.organisation, form, gathered.pharmacies.as_ref()).await?,
        Some(_) => Vec::new(),
    };
    let told = Told {
        content,
        gathered,
        company,
        connection,
        moved,
        unverified,
        parties,
        other,
        joined_through,
        registration,
        obstacles,
        required_jointly: in_use.jointly_required(&form),
        closed_units: deployments::closed_units(visit, &case.id).await?,
    };
    let problems = check_all(form, &told.answers_as_they_stand(), &told.gathered.facts);
    let findings = |field: &str| {
        let here = problems.iter().filter(|problem| field.split_once('.') == Some((problem.step, problem.question)));
        let mut findings: Vec<Finding> =
            here.map(|problem| wrong(fault_text(form, problem, visit.language, t))).collect();
        if let Some((step, question)) = form.question(field) {
            findings.extend(told.findings(step, question, findings.is_empty(), t, visit.language));
        }
        findings
    };
    let mut steps = show(form, &told.content.answers, &told.content.names, t, visit.language, findings);
    add_parties(&mut steps, &told.content, t);
    add_pharmacies(&mut steps, form, &told.content.pharmacies, t);
    compare(visit, case, &mut steps, t).await?;
    add_confirmed_point(&mut steps, form, case.connection.as_ref(), t);
    Ok(steps)
}

/// Who wrote the reason in the decision, else in the proposal that waits, and the reason.
fn registration_reason(case: &Case) -> Option<(String, String)> {
    let decided = case.decision.as_ref().map(|decision| (&decision.officer_name, &decision.words));
    let proposed = || case.proposal.as_ref().map(|proposal| (&proposal.officer_name, &proposal.words));
    let (officer, words) = decided.or_else(proposed)?;
    (!words.registration.is_empty()).then(|| (officer.clone(), words.registration.clone()))
}

/// Sets beside each answer what the first submission said, where a supplement has changed it; and where the last of several
/// has, what it said before that one.
async fn compare(visit: &Visit, case: &Case, steps: &mut [ShownStep], t: &Texts) -> Result<(), Failure> {
    let answered = case.supplements.iter().filter(|supplement| supplement.answered_at.is_some()).count();
    if answered == 0 {
        return Ok(());
    }
    let mut read = visit.app.db.read().await?;
    let first = store_turns::find_first_content(&mut read, &case.id).await?;
    let previous = if answered > 1 { store_turns::find_previous_content(&mut read, &case.id).await? } else { None };
    drop(read);
    let first = first.ok_or_else(|| Failure::internal("a case without content"))?;
    let first = answers_then(&first, t, visit.language)?;
    let previous = previous.map(|previous| answers_then(&previous, t, visit.language)).transpose()?;
    for answer in steps.iter_mut().flat_map(|step| &mut step.answers) {
        answer.before = before(&first, answer, t);
        answer.previously = previous.as_ref().map(|previous| before(previous, answer, t)).unwrap_or_default();
        // Told once where the earlier answers have left it as it was.
        if answer.before == answer.previously {
            answer.before.clear();
        }
    }
    Ok(())
}

/// The answers of a frozen version as officers read them.
fn answers_then(frozen: &str, t: &Texts, language: Language) -> Result<Vec<ShownAnswer>, Failure> {
    let content = Content::parse(frozen).map_err(Failure::internal)?;
    let form = content.form().ok_or_else(|| Failure::internal("the form of a case is not in the catalogue"))?;
    let mut shown = show(form, &content.answers, &content.names, t, language, |_| Vec::new());
    add_parties(&mut shown, &content, t);
    add_pharmacies(&mut shown, form, &content.pharmacies, t);
    Ok(shown.into_iter().flat_map(|step| step.answers).collect())
}

/// What a version says of an answer, where that is not the same.
fn before(version: &[ShownAnswer], answer: &ShownAnswer, t: &Texts) -> Vec<String> {
    match version.iter().find(|earlier| earlier.field == answer.field) {
        Some(earlier) if earlier.values == answer.values => Vec::new(),
        Some(earlier) => earlier.values.clone(),
        None => vec![t.applications_no_answer()],
    }
}

fn asked<T>(answer: Result<Option<Looked<T>>, Failure>) -> Result<Asked<T>, Failure> {
    match answer {
        Ok(Some(looked)) => Ok(Asked::Known(looked)),
        Ok(None) => Ok(Asked::Unknown),
        Err(Failure::Outage(system, _)) if system != Outside::Database => Ok(Asked::Down),
        Err(failure) => Err(failure),
    }
}

pub(super) fn fine(text: String) -> Finding {
    Finding { severity: Severity::Fine, text }
}

pub(super) fn look(text: String) -> Finding {
    Finding { severity: Severity::Look, text }
}

pub(super) fn wrong(text: String) -> Finding {
    Finding { severity: Severity::Wrong, text }
}

impl Told {
    fn findings(
        &self,
        step: &StepDefinition,
        question: &QuestionDefinition,
        sound: bool,
        t: &Texts,
        language: Language,
    ) -> Vec<Finding> {
        let none = StepAnswers::new();
        let answers = self.content.answers.get(step.key).unwrap_or(&none);
        let value = text(answers, question.key);
        match question.kind {
            Kind::Confirm if question.audience.facts.contains(&(KnownFact::Bilingual, true)) => {
                vec![self.about_names(t)]
            }
            Kind::Confirm if step.shows_register => {
                let mut findings = self.about_organisation(t, language);
                let requires = |obstacle: &&Obstacle| matches!(obstacle, Obstacle::Requires(_));
                findings.extend(self.about_obstacles(requires, t, language));
                let jointly = self.required_jointly.iter();
                findings.extend(jointly.map(|(service, main_joiner)| {
                    fine(t.applications_finding_required_jointly(service.name(t), main_joiner))
                }));
                findings.extend(self.about_company(t));
                // A trader whom neither the register of providers nor that of pharmacies knew when it began.
                let is_silent = matches!(self.gathered.organisation, FoundOrganisation::PractitionersDown);
                let is_unknown = self.gathered.facts.profile.kind == CustomerKind::SoleTrader && !is_silent;
                findings.extend(is_unknown.then(|| look(t.applications_finding_trader_unknown())));
                findings.extend(self.about_silence("company", t, language));
                findings
            }
            Kind::Attachment { .. } if sound && many(answers, question.key).is_empty() => {
                vec![self.about_missing_document(step, question, t)]
            }
            Kind::Confirm if step.shows_company => {
                self.about_company(t).into_iter().chain(self.about_silence("company", t, language)).collect()
            }
            Kind::Confirm if step.shows_pharmacies => {
                let silence = self.about_silence(verifying::PHARMACIES, t, language);
                self.about_pharmacies(t, language).into_iter().chain(silence).collect()
            }
            Kind::Units if self.closed_units.is_some() => self.closed_units.clone().map(look).into_iter().collect(),
            Kind::Units if sound && self.gathered.facts.organisation.is_some() => {
                vec![fine(t.applications_finding_units(many(answers, question.key).len()))]
            }
            Kind::Units if self.gathered.facts.lacks_registration => vec![look(t.applications_finding_no_units())],
            Kind::Units => vec![look(t.applications_finding_units_unverified())],
            Kind::System(_) if sound => self.about_system(value, t, language),
            Kind::AccessPoint if sound => self.about_access_point(value, t, language),
            Kind::JoiningModel { .. } => self.about_joining(value, t),
            Kind::BusinessId if sound => self.other.iter().flat_map(|other| other.findings(t, language)).collect(),
            Kind::Date { until: None, .. } => self.about_moved_date(t, language),
            Kind::EInvoiceAddress if value.starts_with("0037") => {
                let own = value.starts_with(&self.gathered.facts.applicant.e_invoice_address());
                if own { Vec::new() } else { vec![look(t.applications_finding_e_invoice_other())] }
            }
            _ => Vec::new(),
        }
    }

    /// A document that need not be attached: it comes with the set-up, or an officer has it already or asks for it.
    fn about_missing_document(&self, step: &StepDefinition, question: &QuestionDefinition, t: &Texts) -> Finding {
        let form = self.content.form();
        if form.is_some_and(|form| form.deployment.takes_later(step.key, question.key)) {
            fine(t.applications_finding_papers_later())
        } else {
            look(t.applications_finding_no_document())
        }
    }

    fn about_organisation(&self, t: &Texts, language: Language) -> Vec<Finding> {
        let mut findings = Vec::new();
        match &self.gathered.organisation {
            FoundOrganisation::Known(looked) => {
                let at = format::moment(looked.fetched_at, language);
                findings.push(if looked.stale {
                    look(t.applications_finding_register_stale(at))
                } else {
                    fine(t.applications_finding_register(&looked.value.name, &looked.value.oid, at))
                });
                if looked.value.name != self.content.applicant.name {
                    findings.push(look(t.applications_finding_name_changed(&self.content.applicant.name)));
                }
            }
            FoundOrganisation::Practitioner(looked) => {
                let at = format::moment(looked.fetched_at, language);
                findings.push(if looked.stale {
                    look(t.applications_finding_practitioner_stale(at))
                } else {
                    fine(t.applications_finding_practitioner(&looked.value.oid, at))
                });
            }
            FoundOrganisation::Ended(looked) => {
                let day = format::stored_date(&looked.value.ends_on, language);
                findings.push(wrong(t.applications_finding_register_ended(day, &looked.value.name)));
            }
            FoundOrganisation::PractitionersDown => findings.push(look(t.applications_finding_practitioners_down())),
            FoundOrganisation::Unknown => findings.push(wrong(t.applications_finding_register_unknown())),
            FoundOrganisation::Down | FoundOrganisation::NotAsked => {
                findings.push(look(t.applications_finding_register_down()));
            }
        }
        if let Some((officer, reason)) = &self.registration {
            findings.push(look(t.applications_finding_registration_reason(officer, reason)));
        } else if self.gathered.facts.lacks_registration {
            let is_public = self.gathered.facts.profile.kind.is_public();
            findings.push(look(if is_public {
                t.applications_finding_registration_needs_reason_public()
            } else {
                t.applications_finding_registration_needs_reason()
            }));
        }
        let unverified = self.about_silence("organisation", t, language);
        if !unverified.is_empty() {
            findings.extend(unverified);
            return findings;
        }
        match self.content.applicant.verified_at() {
            // The register answered already: it does not know the applicant, which is said above.
            None if self.gathered.facts.lacks_registration => {}
            None => findings.push(look(t.applications_finding_unverified())),
            Some(at) => findings.push(fine(t.applications_finding_verified(format::moment(at, language)))),
        }
        findings
    }

    /// The places that the register of pharmacies knows of the applicant, and from when they are theirs.
    fn about_pharmacies(&self, t: &Texts, language: Language) -> Vec<Finding> {
        let Some(looked) = &self.gathered.pharmacies else {
            let is_down = self.gathered.pharmacies_down;
            let down = || look(t.applications_finding_pharmacies_down());
            return vec![if is_down { down() } else { wrong(t.applications_finding_no_pharmacy()) }];
        };
        let there = looked.value.iter().filter(|pharmacy| pharmacy.ends_on >= self.gathered.facts.today);
        let takes_over = self.gathered.facts.profile.kind.keeps_only_pharmacies();
        let mut findings: Vec<Finding> = there
            .map(|pharmacy| {
                let (name, oid) = (pharmacy.name.as_str(), pharmacy.oid.as_str());
                match pharmacy.takeover_date() {
                    _ if pharmacy.is_branch() => fine(t.applications_finding_branch(name, oid)),
                    _ if !takes_over => fine(t.applications_finding_hospital_pharmacy(name, oid)),
                    Some(day) => fine(t.applications_finding_pharmacy(name, oid, format::date(day, language))),
                    None => look(t.applications_finding_pharmacy(name, oid, t.pharmacies_no_day())),
                }
            })
            .collect();
        if findings.is_empty() {
            findings.push(wrong(t.applications_finding_no_pharmacy()));
        } else {
            let of_takeover = |obstacle: &&Obstacle| !matches!(obstacle, Obstacle::Requires(_));
            findings.extend(self.about_obstacles(of_takeover, t, language));
        }
        let at = format::moment(looked.fetched_at, language);
        findings.extend(looked.stale.then(|| look(t.applications_pharmacies_stale(at))));
        findings
    }

    /// That a register was silent when the case was sent, and what it has said since.
    fn about_silence(&self, source: &str, t: &Texts, language: Language) -> Vec<Finding> {
        verifying::findings(&self.unverified, source, t, language)
    }

    fn about_obstacles(
        &self,
        which: impl Fn(&&Obstacle) -> bool,
        t: &Texts,
        language: Language,
    ) -> impl Iterator<Item = Finding> {
        self.obstacles.iter().filter(which).map(move |obstacle| wrong(obstacle.to_officer(t, language)))
    }

    fn about_company(&self, t: &Texts) -> Vec<Finding> {
        match &self.company {
            Asked::Known(looked) if !looked.value.registered => vec![wrong(t.applications_finding_company_ended())],
            Asked::Known(looked) if looked.value.is_public() != self.gathered.facts.profile.kind.is_public() => {
                vec![look(t.applications_finding_company_kind(&looked.value.name))]
            }
            Asked::Known(looked) => vec![fine(t.applications_finding_company(&looked.value.name))],
            Asked::Unknown => vec![look(t.applications_finding_company_unknown())],
            Asked::Down => vec![look(t.applications_finding_company_down())],
        }
    }

    /// Both registered names, which the commitment and the decision use.
    fn about_names(&self, t: &Texts) -> Finding {
        let known = match &self.company {
            Asked::Known(looked) => looked.value.parallel_name.as_ref().map(|other| (&looked.value.name, other)),
            Asked::Unknown | Asked::Down => None,
        };
        known.map_or_else(
            || look(t.applications_finding_no_names()),
            |(name, other)| fine(t.applications_finding_names(name, other)),
        )
    }

    /// The answers with the wished date where the takeover has moved it.
    fn answers_as_they_stand(&self) -> AllAnswers {
        match self.moved.last() {
            Some(moved) => self.content.answers_wishing(&moved.to),
            None => self.content.answers.clone(),
        }
    }

    fn about_moved_date(&self, t: &Texts, language: Language) -> Vec<Finding> {
        let day = |date: &str| format::stored_date(date, language);
        let moved = self.moved.last();
        moved
            .map(|moved| look(t.applications_finding_date_moved(day(&moved.from), day(&moved.to))))
            .into_iter()
            .collect()
    }

    fn about_joining(&self, answer: &str, t: &Texts) -> Vec<Finding> {
        let mut findings = Vec::new();
        if JoiningModel::of_answer(answer) == Some(JoiningModel::Joint) {
            findings.push(match self.parties.len() {
                0 => look(t.applications_finding_no_parties()),
                number => fine(t.applications_finding_parties(number)),
            });
            findings.extend(self.about_changed_parties(t));
        } else if !self.parties.is_empty() {
            findings.push(look(t.applications_finding_parties_besides(self.parties.len())));
        }
        if !self.joined_through.is_empty() {
            findings.push(look(t.applications_finding_joined(self.joined_through.join(", "))));
        }
        findings
    }

    /// What has changed in the parties since the case was sent.
    fn about_changed_parties(&self, t: &Texts) -> Vec<Finding> {
        let Some(sent) = &self.content.parties else { return Vec::new() };
        let missing = |of: &[PartyThen], from: &[PartyThen]| -> Vec<String> {
            let known = |party: &&PartyThen| from.iter().all(|other| other.business_id != party.business_id);
            of.iter().filter(known).map(party_text).collect()
        };
        let (added, ended) = (missing(&self.parties, sent), missing(sent, &self.parties));
        let mut findings = Vec::new();
        if !added.is_empty() {
            findings.push(look(t.applications_finding_parties_added(added.join(", "))));
        }
        if !ended.is_empty() {
            findings.push(look(t.applications_finding_parties_ended(ended.join(", "))));
        }
        findings
    }

    fn about_system(&self, id: &str, t: &Texts, language: Language) -> Vec<Finding> {
        let system = self.gathered.facts.systems.iter().find(|system| system.id == id);
        system.map_or_else(Vec::new, |system| {
            let until = format::stored_date(&system.certified_until, language);
            vec![self.about_certificate(
                &system.certified_until,
                t.applications_finding_system(&system.class, &system.supplier, until),
            )]
        })
    }

    fn about_access_point(&self, oid: &str, t: &Texts, language: Language) -> Vec<Finding> {
        // The intermediary may have confirmed another one than was asked for, or an officer have settled on one with the
        // customer; that is the one which will be used.
        let agreed = self.connection.as_ref().and_then(|connection| connection.point.as_ref());
        let oid = agreed.map_or(oid, |(oid, _)| oid.as_str());
        let point = self.gathered.facts.access_points.iter().find(|point| point.oid == oid);
        let wished = self.content.wished_date().and_then(|date| date.parse::<Date>().ok());
        let closes = point.zip(wished).is_some_and(|(point, day)| !point.is_open(day));
        let day = |day: &str| format::stored_date(day, language);
        let closing = match point.and_then(|point| point.valid_until.as_deref()) {
            _ if closes => Some(wrong(t.applications_finding_access_point_closes())),
            last => last.map(|last| look(t.applications_finding_access_point_closes_on(day(last)))),
        };
        let planned = self.answers_as_they_stand();
        let planned = self.content.form().zip(point).and_then(|(form, point)| {
            let (_, planned) = connecting::planned(form, &planned);
            planned.filter(|planned| point.is_uncertified_on(planned))
        });
        let short = planned.map(|planned| look(t.applications_finding_certificate_short(day(&planned))));
        let certificate = point.map(|point| {
            let until = format::stored_date(&point.certificate_until, language);
            let text = t.applications_finding_access_point(&point.owner_name, until);
            self.about_certificate(&point.certificate_until, text)
        });
        certificate.into_iter().chain(short).chain(closing).chain(self.about_connection(t, language)).collect()
    }

    /// Who is awaited since when, or what the intermediary answered.
    fn about_connection(&self, t: &Texts, language: Language) -> Option<Finding> {
        let connection = self.connection.as_ref()?;
        let (_, _, text) = connection.describe(language, t);
        Some(match connection.state {
            ConnectionState::Confirmed => fine(text),
            ConnectionState::Awaited => look(text),
            ConnectionState::Declined if connection.handled.is_some() => fine(text),
            ConnectionState::Declined | ConnectionState::Withdrawn => wrong(text),
        })
    }

    /// Fine, or worth a look when the certificate ends soon or before the wished production date.
    fn about_certificate(&self, last_day: &str, text: String) -> Finding {
        let soon = self
            .gathered
            .facts
            .today
            .checked_add(jiff::Span::new().days(SOON_DAYS))
            .unwrap_or(self.gathered.facts.today);
        let wished = self.content.wished_date().and_then(|date| date.parse::<Date>().ok()).unwrap_or(soon);
        let ends = last_day.parse::<Date>().unwrap_or(self.gathered.facts.today);
        if ends <= soon.max(wished) { look(text) } else { fine(text) }
    }
}
