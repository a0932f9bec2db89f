//! What the registers tell, on a step that shows it.

use crate::applications::facts::{FoundOrganisation, Gathered};
use crate::services::StepDefinition;
use crate::web::Visit;
use crate::web::format::{self, stored_date};

/// What the register tells of the organisation, shown and never typed.
pub(super) struct RegisterView {
    pub facts: Vec<RegisterFact>,
    pub note: String,
    /// Whether the note is about trouble.
    pub trouble: bool,
}

/// One line of what the register tells.
pub(super) struct RegisterFact {
    pub label: String,
    pub value: String,
    /// Whether the value is a name or an address in whatever language the register has it.
    pub registered: bool,
}

impl RegisterFact {
    pub(super) fn number(label: String, value: String) -> Self {
        Self { label, value, registered: false }
    }

    pub(super) fn name(label: String, value: String) -> Self {
        Self { label, value, registered: true }
    }
}

/// What the pharmacy register knows: each place, and from when it is the applicant's.
fn pharmacies_view(visit: &Visit, gathered: &Gathered) -> RegisterView {
    let (t, language) = (visit.texts(), visit.language);
    let mut facts = vec![RegisterFact::number(t.applications_fact_business_id(), gathered.facts.applicant.to_string())];
    let Some(looked) = &gathered.pharmacies else {
        return RegisterView { facts, note: t.applications_pharmacies_down(), trouble: true };
    };
    let takes_over = gathered.facts.profile.kind.keeps_only_pharmacies();
    for pharmacy in looked.value.iter().filter(|pharmacy| pharmacy.ends_on >= gathered.facts.today) {
        let label = match (pharmacy.is_branch(), takes_over) {
            (true, _) => t.applications_pharmacy_branch(),
            (false, true) => t.applications_pharmacy_main(),
            (false, false) => t.pharmacies_hospital(),
        };
        facts.push(RegisterFact::name(label, pharmacy.name.clone()));
        if takes_over && !pharmacy.is_branch() {
            let day = pharmacy.takeover_date().map(|date| format::date(date, language));
            let day = day.unwrap_or_else(|| t.pharmacies_no_day());
            facts.push(RegisterFact::number(t.applications_pharmacy_takeover(), day));
        }
    }
    let at = format::moment(looked.fetched_at, language);
    let note = if looked.stale { t.applications_pharmacies_stale(at) } else { t.applications_pharmacies_fresh(at) };
    RegisterView { facts, note, trouble: looked.stale }
}

/// What the register knows, on a step that shows it.
pub(super) fn register_view(
    visit: &Visit,
    step: &StepDefinition,
    gathered: &Gathered,
    parallel_name: Option<String>,
) -> Option<RegisterView> {
    if step.shows_pharmacies {
        return Some(pharmacies_view(visit, gathered));
    }
    if !step.shows_register {
        return None;
    }
    let (t, language) = (visit.texts(), visit.language);
    let applicant = &gathered.facts.applicant;
    let mut facts = vec![RegisterFact::number(t.applications_fact_business_id(), applicant.to_string())];
    let (note, trouble) = match &gathered.organisation {
        FoundOrganisation::Known(looked) => {
            let organisation = &looked.value;
            let address =
                format!("{}, {} {}", organisation.street_address, organisation.post_code, organisation.post_office);
            facts.insert(0, RegisterFact::name(t.applications_fact_name(), organisation.name.clone()));
            if let Some(name) = parallel_name {
                facts.insert(1, RegisterFact::name(t.applications_fact_name_other(), name));
            }
            facts.push(RegisterFact::number(t.applications_fact_oid(), organisation.oid.clone()));
            facts.push(RegisterFact::name(t.applications_fact_address(), address));
            let today = gathered.facts.today;
            let valid = organisation.units.iter().filter(|unit| unit.covers(today)).count();
            let later = organisation.units.iter().filter(|unit| !unit.covers(today) && !unit.is_over(today)).count();
            let count = valid.to_string();
            let count = if later > 0 { t.applications_fact_units_later(count, later.to_string()) } else { count };
            facts.push(RegisterFact::number(t.applications_fact_units(), count));
            let at = format::moment(looked.fetched_at, language);
            let note = if looked.stale { t.applications_register_stale(at) } else { t.applications_register_fresh(at) };
            (note, looked.stale)
        }
        FoundOrganisation::Practitioner(looked) => {
            facts.push(RegisterFact::number(t.applications_fact_oid(), looked.value.oid.clone()));
            let (at, stale) = (format::moment(looked.fetched_at, language), looked.stale);
            (if stale { t.applications_practitioner_stale(at) } else { t.applications_practitioner_fresh(at) }, stale)
        }
        FoundOrganisation::Ended(it) => (t.applications_register_ended(stored_date(&it.value.ends_on, language)), true),
        FoundOrganisation::PractitionersDown => (t.applications_practitioners_down(), true),
        _ if gathered.facts.lacks_registration => (super::step_notes::no_registration(gathered.facts.profile, t), true),
        FoundOrganisation::Unknown => (t.applications_register_unknown(), true),
        FoundOrganisation::Down | FoundOrganisation::NotAsked => (t.applications_register_down(), true),
    };
    // The register that has the name has not told it: the applicant still sees whom it confirms.
    let told = matches!(gathered.organisation, FoundOrganisation::Known(_));
    if let Some(acting) = visit.acting.as_ref().filter(|_| !told) {
        facts.insert(0, RegisterFact::name(t.applications_fact_name(), acting.organisation_name.clone()));
    }
    Some(RegisterView { facts, note, trouble })
}
