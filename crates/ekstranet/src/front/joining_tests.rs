//! Every combination of answers has advice, and the advice is what the law says.

use proptest::prelude::*;

use super::{Answers, Duty, FACTS, FeeBasis, Model, Owner, Paper, Place, Records, Register, Sector};
use crate::kernel::Date;
use crate::services::{Need, Service};
use crate::web::Form;

/// The day of the demo world.
const TODAY: Date = jiff::civil::date(2026, 11, 21);

fn answers(sector: Sector, owner: Owner) -> Answers {
    Answers { sector, owner, records: Records::System, place: Place::Mainland, register: Register::Own, volume: None }
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let one = |count: usize| 0..count;
    let places = (one(Sector::ALL.len()), one(2), one(2), one(2), one(Register::ALL.len()));
    (places, proptest::option::of(0..=super::VOLUME_LIMIT)).prop_map(
        |((sector, owner, records, place, register), volume)| Answers {
            sector: Sector::ALL[sector],
            owner: Owner::ALL[owner],
            records: Records::ALL[records],
            place: Place::ALL[place],
            register: Register::ALL[register],
            volume,
        },
    )
}

proptest! {
    #[test]
    fn every_combination_gives_an_answer(answers in any_answers()) {
        let advice = answers.advise(TODAY);
        prop_assert!(advice.services.iter().any(|needed| needed.need == Need::Always));
        prop_assert!(advice.models.contains(&Model::Direct));
        prop_assert!(advice.papers.contains(&Paper::SecurityPlan) && advice.papers.contains(&Paper::Application));
        prop_assert_eq!(advice.fees.is_empty(), answers.sector == Sector::Social && answers.owner == Owner::Private);
        for fee in &advice.fees {
            prop_assert_eq!(fee.estimate_cents.is_some(), answers.volume.is_some());
            prop_assert!(fee.estimate_cents.is_none_or(|cents| cents >= fee.minimum_cents));
        }
        prop_assert_eq!(advice.duty == Duty::Voluntary, answers.place == Place::Aland);
        prop_assert!(answers.owner == Owner::Private || advice.duty != Duty::OnlyWithSystem);
    }

    #[test]
    fn answers_are_read_back_from_their_address(answers in any_answers()) {
        let volume = answers.volume.map(|volume| volume.to_string()).unwrap_or_default();
        let address = format!(
            "sector={}&owner={}&records={}&aland={}&register={}&volume={volume}",
            answers.sector.code(), answers.owner.code(), answers.records.code(), answers.place.code(),
            answers.register.code()
        );
        prop_assert_eq!(Answers::read(&Form::read(address.as_bytes())), Ok(answers));
    }

    #[test]
    fn no_address_makes_it_fall(query in "\\PC{0,80}") {
        let _ = Answers::read(&Form::read(query.as_bytes())).map(|answers| answers.advise(TODAY));
        let _ = Answers::read(&Form::read(format!("volume={query}").as_bytes()));
    }
}

#[test]
fn the_unanswered_questions_are_named() {
    let read = |query: &str| Answers::read(&Form::read(query.as_bytes())).expect_err("something is missing");
    assert_eq!(read(""), ["sector", "owner", "records", "aland", "register"]);
    assert_eq!(read("sector=health&owner=private&records=system&aland=no"), ["register"]);
    assert_eq!(read("sector=health&owner=private&records=system&aland=no&register=own&volume=many"), ["volume"]);
    assert_eq!(read("sector=health&owner=private&records=system&aland=no&register=own&volume=-1"), ["volume"]);
}

#[test]
fn the_duty_follows_the_law() {
    let duty = |answers: Answers| answers.advise(TODAY).duty;
    let private = answers(Sector::Health, Owner::Private);
    assert_eq!(duty(private), Duty::Must);
    assert_eq!(duty(Answers { records: Records::Paper, ..private }), Duty::OnlyWithSystem);
    assert_eq!(duty(Answers { records: Records::Paper, ..answers(Sector::Health, Owner::Public) }), Duty::Must);
    assert_eq!(duty(Answers { records: Records::Paper, ..answers(Sector::Pharmacy, Owner::Private) }), Duty::Must);
    assert_eq!(duty(Answers { place: Place::Aland, ..private }), Duty::Voluntary);
}

#[test]
fn services_models_and_papers_follow_the_answers() {
    let services = |answers: Answers| -> Vec<Service> {
        answers.advise(TODAY).services.iter().map(|needed| needed.service).collect()
    };
    assert_eq!(services(answers(Sector::Pharmacy, Owner::Private)), [Service::Prescription]);
    assert_eq!(services(answers(Sector::Social, Owner::Public)), [Service::SocialData]);
    assert_eq!(services(answers(Sector::Both, Owner::Private)).len(), 4);
    let since = answers(Sector::Social, Owner::Private).advise(TODAY).services[0].since;
    assert_eq!(since.map(|date| date.to_string()).as_deref(), Some("2026-09-01"));
    assert_eq!(answers(Sector::Health, Owner::Public).advise(TODAY).models, [Model::Direct]);
    assert_eq!(answers(Sector::Pharmacy, Owner::Private).advise(TODAY).models, [Model::Direct]);
    let social = answers(Sector::Social, Owner::Private).advise(TODAY).models;
    assert_eq!(social, [Model::Direct, Model::Joint, Model::Parallel]);
    let produced = Answers { register: Register::Other, ..answers(Sector::Both, Owner::Private) }.advise(TODAY).papers;
    assert!(produced.contains(&Paper::OutsourcedService) && produced.contains(&Paper::RegisterAccess));
    assert!(!answers(Sector::Both, Owner::Private).advise(TODAY).papers.contains(&Paper::RegisterAccess));
    assert!(answers(Sector::Health, Owner::Public).advise(TODAY).papers.contains(&Paper::SigningRight));
}

#[test]
fn the_yearly_fee_is_the_decree_s() {
    let estimate = |sector, owner, volume| -> Vec<(FeeBasis, i64)> {
        let answers = Answers { volume: Some(volume), ..answers(sector, owner) };
        answers.advise(TODAY).fees.iter().map(|fee| (fee.basis, fee.estimate_cents.unwrap_or_default())).collect()
    };
    assert_eq!(estimate(Sector::Health, Owner::Private, 0), [(FeeBasis::Issued, 12_000)], "the minimum");
    assert_eq!(estimate(Sector::Health, Owner::Private, 1_000), [(FeeBasis::Issued, 58_200)]);
    assert_eq!(estimate(Sector::Pharmacy, Owner::Private, 100_001), [(FeeBasis::Dispensed, 570_006)], "rounded");
    assert_eq!(
        estimate(Sector::Both, Owner::Public, 200_000),
        [(FeeBasis::HealthResidents, 63_460_000), (FeeBasis::SocialResidents, 10_380_000)]
    );
    assert_eq!(estimate(Sector::Social, Owner::Private, 1_000), []);
}

#[test]
fn the_data_file_reads_and_its_dates_are_in_order() {
    assert!(FACTS.changes.windows(2).all(|pair| pair[0].date <= pair[1].date));
    assert!(FACTS.changes.iter().all(|change| Sector::ALL.iter().any(|sector| change.concerns(*sector))));
}

/// What is paid now is foreseen for as long as no other price is known, and the page says on which days it is in force.
#[test]
fn prices_are_those_of_the_day() {
    let mills = |sector, owner, day: &str| -> Vec<i64> {
        let advice = answers(sector, owner).advise(day.parse().expect("a day"));
        advice.fees.iter().map(|fee| fee.mills).collect()
    };
    assert_eq!(mills(Sector::Pharmacy, Owner::Private, "2025-12-31"), [53]);
    assert_eq!(mills(Sector::Pharmacy, Owner::Private, "2026-01-01"), [57]);
    assert_eq!(mills(Sector::Both, Owner::Public, "2026-06-01"), [3_173, 519], "social welfare from 2027");
    assert_eq!(mills(Sector::Health, Owner::Private, "2029-01-01"), [582]);
}

#[test]
fn every_service_of_the_catalogue_is_advised_to_somebody() {
    let advised: Vec<Service> = Sector::ALL
        .iter()
        .flat_map(|sector| Owner::ALL.iter().map(|owner| answers(*sector, *owner).advise(TODAY)))
        .flat_map(|advice| advice.services.into_iter().map(|needed| needed.service).collect::<Vec<_>>())
        .collect();
    // Whoever has a service reads on its page how it is extended.
    for service in Service::ALL.into_iter().filter(|service| !service.is_extension()) {
        assert!(advised.contains(&service), "{}: its data file advises nobody to take it", service.code());
    }
}
