//! Fills in any form of the catalogue: what a question is answered with goes by its kind.

use anyhow::Context as _;

use super::acting::{Worker, hidden, organisation, told};
use super::people::Typed;
use crate::kernel::{ApplicationId, Date};
use crate::registers::{self, InformationSystem, Unit};
use crate::services::{AskedForm, Kind, Profile, QuestionDefinition, Role, Service, StepDefinition, newest_form};

type Fields = Vec<(String, String)>;

/// Begins an application, or finds the one that is open.
pub(super) async fn begin(worker: &Worker<'_>, service: Service) -> anyhow::Result<ApplicationId> {
    let fields = [("service".to_string(), service.code().to_string())];
    let address = worker.post(&worker.own("applications"), &fields).await?;
    let id = address.split(['?', '#']).next().and_then(|path| path.split('/').nth(4)).and_then(ApplicationId::parse);
    id.with_context(|| format!("{} cannot apply for {}: {address}", worker.who.organisation_name, service.code()))
}

/// Fills in the steps of an application, all but those left out. `chosen` names answers by `step.question`.
pub(super) async fn fill(
    (worker, typed): (&Worker<'_>, &Typed),
    id: &ApplicationId,
    service: Service,
    chosen: &[(&str, &str)],
    left_out: &[&str],
) -> anyhow::Result<()> {
    let (now, own) = (worker.app.clock.now(), organisation(worker.who)?);
    let profile = told(registers::find_profile(worker.app, now, &own).await)?;
    let form = newest_form(service, profile.kind).context("a form of the catalogue")?.asked(profile);
    let units = told(registers::find_organisation(worker.app, now, &own).await)?;
    let units: Vec<Unit> = units.map(|looked| looked.value.units).unwrap_or_default();
    let systems = told(registers::list_systems(worker.app, service.code()).await)?;
    let valid = |until: &str| until.parse::<Date>().is_ok_and(|day| day > now.date());
    let systems = systems.into_iter().filter(|system| valid(&system.certified_until)).collect();
    let point = told(registers::list_access_points(worker.app, now.date()).await)?.into_iter().next();
    let known = Known {
        worker,
        typed,
        profile,
        units,
        systems,
        point: point.map(|point| point.oid).unwrap_or_default(),
        chosen,
    };
    for step in form.steps().filter(|step| !left_out.contains(&step.key)) {
        let address = worker.own(&format!("applications/{id}/steps/{}", step.key));
        let page = worker.page(&address).await?;
        let mut fields = hidden(&page);
        fields.extend(known.answers(form, step));
        worker.post(&address, &fields).await?;
    }
    Ok(())
}

/// What answers are made of.
struct Known<'a> {
    worker: &'a Worker<'a>,
    typed: &'a Typed,
    profile: Profile,
    units: Vec<Unit>,
    /// Those that are certified for the service.
    systems: Vec<InformationSystem>,
    point: String,
    chosen: &'a [(&'a str, &'a str)],
}

impl Known<'_> {
    fn answers(&self, form: AskedForm, step: &'static StepDefinition) -> Fields {
        let mut fields = Fields::new();
        for question in step.questions_for(form.profile) {
            let given = |key: &str| fields.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value.as_str());
            if question.is_called_for(given) {
                fields.extend(self.answer(step, question));
            }
        }
        fields
    }

    fn answer(&self, step: &StepDefinition, question: &QuestionDefinition) -> Fields {
        let one = |value: String| vec![(question.key.to_string(), value)];
        let field = format!("{}.{}", step.key, question.key);
        if let Some((_, value)) = self.chosen.iter().find(|(name, _)| *name == field) {
            return one((*value).to_string());
        }
        let (who, today) = (self.worker.who, self.worker.app.clock.now().date());
        match &question.kind {
            Kind::Confirm => one("yes".to_string()),
            Kind::Choice(choices) => {
                let language = if who.swedish { "sv" } else { "fi" };
                let own = choices.iter().find(|choice| choice.key == language).or(choices.first());
                own.map(|choice| one(choice.key.to_string())).unwrap_or_default()
            }
            Kind::JoiningModel { choices, .. } => {
                choices.first().map(|choice| one(choice.key.to_string())).unwrap_or_default()
            }
            Kind::Email => one(self.email("laskut")),
            Kind::Date { within_days, until, .. } => {
                // What comes before another day comes a week before it.
                let days = (*within_days).min(if until.is_some() { 23 } else { 30 });
                let days = jiff::Span::new().days(days);
                one(today.saturating_add(days).to_string())
            }
            Kind::BusinessId => one(other_party(&who.organisation).to_string()),
            Kind::PostCode => one("00000".to_string()),
            Kind::EInvoiceAddress => one(format!("0037{}", who.organisation.replace('-', ""))),
            Kind::OperatorCode => one("TESTFI22".to_string()),
            Kind::Units => {
                // Open now and on the day of production.
                let begun = today.saturating_add(jiff::Span::new().days(40));
                let covering = self.units.iter().filter(|unit| unit.covers(today) && unit.covers(begun));
                covering.map(|unit| (question.key.to_string(), unit.oid.clone())).collect()
            }
            Kind::System(kinds) => {
                // The one of its kind that is certified the longest.
                let of_kind = self.systems.iter().filter(|system| kinds.iter().any(|kind| kind.code() == system.kind));
                let system = of_kind.max_by_key(|system| &system.certified_until);
                system.map(|system| one(system.id.clone())).unwrap_or_default()
            }
            Kind::AccessPoint => one(self.point.clone()),
            Kind::People { roles, .. } => self.people(question.key, roles),
            Kind::Text { .. } if question.optional => Vec::new(),
            Kind::Text { .. } => one(self.text(question.key)),
            _ => Vec::new(),
        }
    }

    fn text(&self, question: &str) -> String {
        match question {
            "street" => self.typed.street.clone(),
            "post_office" => self.typed.post_office.clone(),
            _ => self.typed.free_text.clone(),
        }
    }

    /// Two contact persons: whoever acts holds what is required, somebody of the office the technical roles.
    fn people(&self, question: &str, roles: &[Role]) -> Fields {
        let name = |person: usize, field: &str| format!("{question}-{person}-{field}");
        let mut fields = vec![
            (name(0, "name"), self.worker.who.name.clone()),
            (name(0, "email"), self.email("hallinto")),
            (name(0, "phone"), "+358 00 000 0001".to_string()),
        ];
        let technical = |role: &&Role| role.key.contains("technical");
        let theirs = |role: &&Role| role.audience.includes(self.profile);
        let held = roles.iter().filter(|role| role.required && theirs(role) && !technical(role));
        fields.extend(held.map(|role| (name(0, "roles"), role.key.to_string())));
        fields.extend([
            (name(1, "name"), self.typed.second_contact.clone()),
            (name(1, "email"), self.email("tekniikka")),
            (name(1, "phone"), "+358 00 000 0002".to_string()),
        ]);
        fields.extend(roles.iter().filter(technical).map(|role| (name(1, "roles"), role.key.to_string())));
        fields
    }

    fn email(&self, name: &str) -> String {
        format!("{name}@{}.example", self.worker.who.organisation.replace('-', ""))
    }
}

/// Whom an organisation of the demo world names as the other party: the wellbeing services county, which names the city.
fn other_party(own: &str) -> &'static str {
    if own == "9900101-0" { "9900108-8" } else { "9900101-0" }
}

#[cfg(test)]
mod tests {
    use super::other_party;
    use crate::kernel::BusinessId;

    #[test]
    fn nobody_names_itself_as_the_other_party() {
        for own in ["9900101-0", "9900116-8"] {
            let other = BusinessId::parse(other_party(own)).expect("a business ID");
            assert_ne!(other.as_str(), own);
        }
    }
}
