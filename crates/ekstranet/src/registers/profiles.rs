//! What kind of customer an organisation is, from all registers together: by legal form, and for traders and public
//! bodies by what they keep or practise. A register that does not answer leaves open what only it knows.

use std::time::Duration;

use super::{Company, Inquiry, Looked, Organisation, Pharmacy};
use crate::kernel::{BusinessId, Date, Instant};
use crate::services::{CustomerKind, KnownFact, Profile};
use crate::web::{App, Failure, Outside};

/// How long the registers are waited for, all together, so that the page comes before its request ends.
const PROFILE_TIME: Duration = Duration::from_secs(20);

/// `None` when a register does not answer and nothing is known from before.
fn answered<T>(asked: Result<Option<Looked<T>>, Failure>) -> Result<Option<T>, Failure> {
    match asked {
        Ok(looked) => Ok(looked.map(|looked| looked.value)),
        Err(Failure::Outage(register, problem)) if register != Outside::Database => {
            tracing::warn!(?register, %problem, "a register does not tell the kind of an organisation");
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}

pub(super) fn keeps_one(pharmacies: Option<&Vec<Pharmacy>>, today: Date) -> bool {
    pharmacies.is_some_and(|kept| kept.iter().any(|pharmacy| pharmacy.ends_on >= today))
}

/// What a sole trader is, by their business ID in the registers of pharmacies, providers and practitioners.
///
/// # Errors
/// What the database says.
pub async fn find_trade(
    inquiry: &mut Inquiry,
    app: &App,
    now: Instant,
    trader: &BusinessId,
) -> Result<CustomerKind, Failure> {
    let pharmacies = answered(inquiry.find_pharmacies(app, now, trader).await)?;
    if keeps_one(pharmacies.as_ref(), now.date()) {
        return Ok(CustomerKind::Pharmacist);
    }
    let provider = answered(inquiry.find_organisation(app, now, trader).await)?;
    if provider.is_some_and(|provider| !provider.has_ended(now.date()))
        || answered(inquiry.find_practitioner(app, now, trader).await)?.is_some()
    {
        return Ok(CustomerKind::SelfEmployed);
    }
    Ok(CustomerKind::SoleTrader)
}

/// As what an organisation applies. One that no register tells of is taken for a private one with units: people go on
/// and the officer judges. A register that is silent is asked once.
///
/// # Errors
/// What the database says.
pub async fn find_profile(app: &App, now: Instant, id: &BusinessId) -> Result<Profile, Failure> {
    let mut inquiry = Inquiry::new(PROFILE_TIME);
    let company = answered(inquiry.find_company(app, now, id).await)?;
    let asked = inquiry.find_organisation(app, now, id).await;
    let silent = asked.is_err();
    let organisation = answered(asked)?;
    let kind = match &company {
        Some(company) if company.is_sole_trader() => find_trade(&mut inquiry, app, now, id).await?,
        Some(company) if company.is_public() => {
            let pharmacies = answered(inquiry.find_pharmacies(app, now, id).await)?;
            // A silent register of providers makes no university of a hospital's owner.
            public_kind(keeps_one(pharmacies.as_ref(), now.date()), silent || organisation.is_some())
        }
        Some(company) if company.is_of_other_form() => {
            let pharmacies = answered(inquiry.find_pharmacies(app, now, id).await)?;
            other_kind(company, keeps_one(pharmacies.as_ref(), now.date()))
        }
        other => plain_kind(other.as_ref()),
    };
    let only_practises = kind == CustomerKind::SelfEmployed
        && organisation.is_none()
        && !silent
        && answered(inquiry.find_practitioner(app, now, id).await)?.is_some();
    Ok(profile(kind, company.as_ref(), organisation.as_ref(), !only_practises))
}

pub(super) fn public_kind(keeps_pharmacy: bool, is_provider: bool) -> CustomerKind {
    match (keeps_pharmacy, is_provider) {
        (false, _) => CustomerKind::Public,
        (true, true) => CustomerKind::HospitalPharmacy,
        (true, false) => CustomerKind::UniversityPharmacy,
    }
}

/// A pharmacist's estate keeps the pharmacy until it is sold; nobody else of such a form has one.
pub(super) fn other_kind(company: &Company, keeps_pharmacy: bool) -> CustomerKind {
    if keeps_pharmacy { CustomerKind::Pharmacist } else { plain_kind(Some(company)) }
}

/// By legal form alone.
pub(super) fn plain_kind(company: Option<&Company>) -> CustomerKind {
    match company {
        Some(company) if company.is_sole_trader() => CustomerKind::SoleTrader,
        Some(company) if company.is_foundation() => CustomerKind::Foundation,
        Some(company) if company.is_public() => CustomerKind::Public,
        _ => CustomerKind::Private,
    }
}

fn profile(kind: CustomerKind, company: Option<&Company>, organisation: Option<&Organisation>, units: bool) -> Profile {
    let facts = [
        (KnownFact::Units, units),
        (KnownFact::Bilingual, company.is_some_and(|company| company.parallel_name.is_some())),
        (KnownFact::Health, organisation.is_some_and(|organisation| organisation.health)),
        (KnownFact::Social, organisation.is_some_and(|organisation| organisation.social)),
    ];
    let holding = facts.into_iter().filter(|(_, holds)| *holds);
    holding.fold(Profile::of(kind), |profile, (fact, _)| profile.with(fact))
}

#[cfg(test)]
mod tests {
    use super::{other_kind, plain_kind, profile, public_kind};
    use crate::registers::{Company, rules};
    use crate::services::CustomerKind;

    fn company(form: &str) -> Company {
        Company {
            business_id: "9900226-7".to_string(),
            name: "A".to_string(),
            parallel_name: (form == "hyvinvointialue").then(|| "B".to_string()),
            form: form.to_string(),
            registered: true,
            private: rules::is_private_form(form),
        }
    }

    #[test]
    fn the_kind_goes_by_the_legal_form() {
        for (form, expected) in [
            ("16", CustomerKind::Private),
            ("14", CustomerKind::Private),
            ("13", CustomerKind::Private),
            ("5", CustomerKind::Private),
            ("29", CustomerKind::Private),
            ("26", CustomerKind::SoleTrader),
            ("18", CustomerKind::Foundation),
            ("hyvinvointialue", CustomerKind::Public),
            ("41", CustomerKind::Public),
            ("49", CustomerKind::Public),
            // A branch of a foreign company and an estate are asked what private ones are asked.
            ("19", CustomerKind::Private),
            ("53", CustomerKind::Private),
        ] {
            assert_eq!(plain_kind(Some(&company(form))), expected, "{form}");
        }
        assert_eq!(plain_kind(None), CustomerKind::Private, "people go on and the officer judges");
    }

    #[test]
    fn whoever_keeps_a_pharmacy_in_a_form_that_nobody_names_is_asked_as_a_pharmacist() {
        assert_eq!(other_kind(&company("53"), true), CustomerKind::Pharmacist);
        assert_eq!(other_kind(&company("53"), false), CustomerKind::Private);
        assert!(company("53").is_of_other_form() && !company("16").is_of_other_form());
    }

    #[test]
    fn a_public_body_with_a_pharmacy_is_a_hospital_or_a_university() {
        assert_eq!(public_kind(false, true), CustomerKind::Public);
        assert_eq!(public_kind(true, true), CustomerKind::HospitalPharmacy);
        assert_eq!(public_kind(true, false), CustomerKind::UniversityPharmacy);
    }

    #[test]
    fn a_parallel_name_makes_it_bilingual() {
        let of = |form| profile(CustomerKind::Public, Some(&company(form)), None, true).code();
        assert_eq!(of("hyvinvointialue"), "public units bilingual");
        assert_eq!(of("41"), "public units");
    }
}
