//! Issue 4, quality bar: every field has limits and a clear message in three languages. Generated from the catalogue.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use db::testing::Scratch;

use super::kinds_tests::{Posted, become_company, become_pharmacy, empty, in_production, right_answers};
use super::{Clinic, PHARMACY, TRADER, address};
use crate::kernel::{ApplicationId, Language};
use crate::services::{AskedForm, CustomerKind, Kind, KnownFact, Profile, QuestionDefinition, Service, newest_form};
use crate::testing::{Browser, between};

/// What is posted instead of a right answer, and the field at which the page must say what is wrong.
struct Wrong {
    how: &'static str,
    posted: Posted,
    field: String,
}

/// Wrong answers to a question: nothing, another kind, too much. Nothing for files, which have tests of their own.
fn wrong_answers(question: &QuestionDefinition) -> Vec<Wrong> {
    let key = question.key;
    let one =
        |how, value: &str| Wrong { how, posted: vec![(key.to_string(), value.to_string())], field: key.to_string() };
    let nothing = || Wrong { how: "missing", posted: Vec::new(), field: key.to_string() };
    let long = "x".repeat(5_000);
    let mut wrong = match &question.kind {
        Kind::Attachment { .. } => return Vec::new(),
        Kind::People { most, .. } => return wrong_people(key, *most),
        Kind::Confirm => vec![nothing(), one("another value", "no")],
        Kind::Choice(_) | Kind::JoiningModel { .. } | Kind::RunningService => {
            vec![nothing(), one("no such choice", "xyzzy"), one("too long", &long)]
        }
        Kind::Text { limit } => {
            vec![nothing(), one("too long", &"x".repeat(limit + 1)), one("an identity code", "150668-917M")]
        }
        Kind::Date { .. } => {
            vec![
                nothing(),
                one("no day", "31.2.2027"),
                one("past", "1.1.2020"),
                one("too far", "1.1.2099"),
                one("too long", &long),
            ]
        }
        Kind::Units => {
            vec![nothing(), one("no such unit", "1.2.246.10.99002267.10.999"), one("no identifier", "xyzzy")]
        }
        Kind::UnitSubset { .. } => vec![one("not chosen before", "1.2.246.10.99002267.10.999")],
        Kind::Email
        | Kind::BusinessId
        | Kind::PostCode
        | Kind::EInvoiceAddress
        | Kind::OperatorCode
        | Kind::System(_)
        | Kind::AccessPoint => vec![nothing(), one("another kind", "xyzzy"), one("too long", &long)],
    };
    wrong.retain(|wrong| wrong.how != "missing" || !question.optional);
    wrong
}

fn wrong_people(key: &str, most: usize) -> Vec<Wrong> {
    let person = |row: usize, name: &str, email: &str, phone: &str, roles: &[&str]| {
        let mut posted = vec![
            (format!("{key}-{row}-name"), name.to_string()),
            (format!("{key}-{row}-email"), email.to_string()),
            (format!("{key}-{row}-phone"), phone.to_string()),
        ];
        posted.extend(roles.iter().map(|role| (format!("{key}-{row}-roles"), (*role).to_string())));
        posted
    };
    let sound = |row| person(row, "Matti", "matti@rantapolku.example", "0401234567", &["administrative"]);
    let at = |how, posted, part: &str| Wrong { how, posted, field: format!("{key}-0-{part}") };
    let (email, phone, roles) = ("matti@rantapolku.example", "0401234567", &["administrative"][..]);
    vec![
        at("missing", Vec::new(), "name"),
        at("no name", person(0, "", email, phone, roles), "name"),
        at("too long a name", person(0, &"x".repeat(201), email, phone, roles), "name"),
        at("no address", person(0, "Matti", "xyzzy", phone, roles), "email"),
        at("too long an address", person(0, "Matti", &format!("{}@x.example", "x".repeat(201)), phone, roles), "email"),
        at("no number", person(0, "Matti", email, "xyzzy", roles), "phone"),
        at("too long a number", person(0, "Matti", email, &"1".repeat(40), roles), "phone"),
        at("no such role", person(0, "Matti", email, phone, &["xyzzy"]), "roles"),
        Wrong { how: "too many", posted: (0..=most).flat_map(sound).collect(), field: format!("{key}-{most}-name") },
    ]
}

/// The version of a step as a page would carry it.
async fn version(clinic: &Clinic, id: &ApplicationId, step: &str) -> i64 {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let sql = "select version from application_step where application = $1 and step = $2";
    let (version,): (i64,) = read.one(sql, db::values![id.as_str(), step]).await.expect("a step");
    version
}

/// Posts every wrong answer to every question that was not tried yet, in three languages; returns how many fields.
async fn try_form(clinic: &Clinic, browsers: &[Browser<'_>; 3], form: AskedForm, seen: &mut BTreeSet<String>) -> usize {
    let id = clinic.begin_for(&browsers[0], form.service).await;
    let mut tried = 0;
    for (step, question) in form.questions() {
        let all = wrong_answers(question);
        if all.is_empty() || !seen.insert(format!("{}.{}", step.key, question.key)) {
            continue;
        }
        tried += 1;
        let mut others = right_answers(form, step);
        others.retain(|(name, _)| name != question.key && !name.starts_with(&format!("{}-", question.key)));
        for (when, is) in question.when.iter().filter_map(|when| Some((when, when.is.first()?))) {
            others.retain(|(name, _)| name != when.question);
            others.push((when.question.to_string(), (*is).to_string()));
        }
        for wrong in all {
            let mut told = BTreeSet::new();
            for (browser, language) in browsers.iter().zip(Language::ALL) {
                let what = format!("{}.{} {}, {language:?}", step.key, question.key, wrong.how);
                let mut fields = vec![
                    ("version".to_string(), version(clinic, &id, step.key).await.to_string()),
                    ("form".to_string(), format!("{}-{}", form.code, form.version)),
                    ("profile".to_string(), form.profile.code()),
                ];
                fields.extend(others.clone());
                fields.extend(wrong.posted.clone());
                let fields: Vec<(&str, &str)> =
                    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                let page = browser.post(&address(&id, &format!("/steps/{}", step.key)), &fields).await;
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {}", page.body);
                page.is_a_proper_page(language);
                let link = format!("href=\"#{}\">", wrong.field);
                assert!(page.shows(&link), "{what}: the summary links to the field: {}", page.body);
                let text = between(&page.body, &link, "</a>").to_string();
                assert!(!text.trim().is_empty(), "{what}");
                assert!(page.body.matches(text.as_str()).count() >= 2, "{what}: it stands at the field too: {text}");
                assert!(page.shows(&format!("id=\"{}", wrong.field)), "{what}: the field is there");
                assert!(!page.shows("150668-917M"), "{what}: an identity code is not shown again");
                told.insert(text);
            }
            assert_eq!(told.len(), 3, "{}.{}: a message in each language: {told:?}", step.key, question.key);
        }
    }
    browsers[0].post(&address(&id, "/discard"), &[]).await.redirects();
    tried
}

async fn every_field_of_the_catalogue_says_in_three_languages_what_is_wrong(scratch: &Scratch) {
    let mut seen = BTreeSet::new();
    let mut tried = 0;
    let clinic = Clinic::open(scratch).await;
    let matti = async |language| clinic.world.matti().await.speaking(language);
    let browsers = [matti(Language::Fi).await, matti(Language::Sv).await, matti(Language::En).await];
    for (legal_form, other_name, kind) in [
        ("hyvinvointialue", Some("Strandstigens välfärdsområde"), CustomerKind::Public),
        ("16", None, CustomerKind::Private),
        ("hyvinvointialue", None, CustomerKind::HospitalPharmacy),
    ] {
        let mut profile = Profile::of(kind).with(KnownFact::Units);
        if other_name.is_some() {
            profile = profile.with(KnownFact::Bilingual);
        }
        for service in Service::ALL {
            let Some(form) = newest_form(service, kind) else { continue };
            let form = form.asked(profile);
            empty(&clinic).await;
            become_company(&clinic, legal_form, other_name).await;
            if kind == CustomerKind::HospitalPharmacy {
                become_pharmacy(&clinic, kind).await;
            }
            in_production(&clinic, form).await;
            tried += try_form(&clinic, &browsers, form, &mut seen).await;
        }
    }
    let asked: BTreeSet<String> = Service::ALL
        .into_iter()
        .flat_map(|service| CustomerKind::ALL.map(|kind| (service, kind)))
        .filter(|(_, kind)| !kind.keeps_only_pharmacies())
        .filter_map(|(service, kind)| newest_form(service, kind))
        .flat_map(|form| form.groups)
        .flat_map(|group| group.steps)
        .flat_map(|step| step.questions.iter().map(move |question| (step, question)))
        .filter(|(_, question)| !matches!(question.kind, Kind::Attachment { .. }))
        .map(|(step, question)| format!("{}.{}", step.key, question.key))
        .collect();
    let missed: Vec<&String> = asked.difference(&seen).collect();
    assert!(missed.is_empty() && tried > 30, "{tried} tried, not tried: {missed:?}");
}

async fn every_field_of_a_pharmacist_says_in_three_languages_what_is_wrong(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, PHARMACY).await;
    let matti = async |language| clinic.world.matti().await.speaking(language);
    let browsers = [matti(Language::Fi).await, matti(Language::Sv).await, matti(Language::En).await];
    // What is extended runs already, so it comes last.
    for (service, least) in [(Service::Prescription, 10), (Service::ExtensionOfUse, 6)] {
        let form = newest_form(service, CustomerKind::Pharmacist).expect("a form");
        let form = form.asked(Profile::of(CustomerKind::Pharmacist).with(KnownFact::Units));
        in_production(&clinic, form).await;
        let tried = try_form(&clinic, &browsers, form, &mut BTreeSet::new()).await;
        assert!(tried > least, "{service:?}: {tried}");
    }
}

db::testing::on_both![
    every_field_of_the_catalogue_says_in_three_languages_what_is_wrong,
    every_field_of_a_pharmacist_says_in_three_languages_what_is_wrong,
];
