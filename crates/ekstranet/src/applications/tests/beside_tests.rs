//! What officers and customers read of a whole case: each finding stands beside its field, and hundreds of units make no
//! page slow to load.

use std::fmt::Write as _;

use db::testing::Scratch;

use super::{ACCESS_POINT, Clinic, address, answers, save};
use crate::applications::{Severity, ShownStep, load_case, show_answers};
use crate::kernel::{ApplicationId, Language};
use crate::services::Service;
use crate::testing::{Browser, between};
use crate::texts::texts;

/// What the registers say since the case was sent: another name, and the unit that was ticked has ended.
const SINCE: &str = r#"{"business_id":"9900226-7","oid":"1.2.246.10.99002267.10.0","name":"Rantapolun Terveys Oy","sector":"2",
 "street_address":"Rantapolku 1","post_code":"00000","post_office":"RANTALA","health":true,"social":false,
 "units":[{"oid":"1.2.246.10.99002267.10.1","name":"Rannan vastaanotto","begins_on":"2020-01-01","ends_on":"2026-11-20"}]}"#;

async fn steps_of(clinic: &Clinic, vilma: &Browser<'_>, id: &ApplicationId) -> Vec<ShownStep> {
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case");
    show_answers(&clinic.visit(vilma), &case, texts(Language::Fi)).await.expect("shown")
}

fn escaped(text: &str) -> String {
    let escape = |letter: char| match letter {
        '<' | '>' | '&' | '"' | '\'' => format!("&#{};", u32::from(letter)),
        other => other.to_string(),
    };
    text.chars().map(escape).collect()
}

/// What the officer reads of an access point that closes before the planned day, whichever was agreed.
async fn an_officer_reads_that_the_access_point_closes_before_the_planned_day(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    let found = async || {
        let steps = steps_of(&clinic, &vilma, &id).await;
        let mut answers = steps.into_iter().flat_map(|step| step.answers);
        let point = answers.find(|answer| answer.field == "access_point.access_point").expect("an answer");
        point.findings.into_iter().map(|finding| (finding.severity, finding.text)).collect::<Vec<_>>()
    };
    let tells = |found: &[(Severity, String)], what: &str| {
        found.iter().any(|(severity, text)| *severity == Severity::Wrong && text.contains(what))
    };
    let (chosen, agreed) = ("Liityntäpiste ei ole käytössä suunniteltuna", "Liityntäpisteen käyttö päättyy ennen");
    let before = found().await;
    assert!(!tells(&before, chosen) && !tells(&before, agreed), "{before:?}");
    let closes = "update access_point set valid_until = '2026-12-01' where oid = $1";
    clinic.world.meddle(closes, db::values![ACCESS_POINT]).await;
    assert!(tells(&found().await, chosen), "{:?}", found().await);
    // The intermediary has confirmed another of its points, and that one closes.
    clinic.world.meddle("update access_point set valid_until = null where oid = $1", db::values![ACCESS_POINT]).await;
    let other = "insert into access_point (oid, name, owner, owner_name, certificate_until, valid_until)
                 select '1.2.246.10.99001918.18.9', name, owner, owner_name, certificate_until, '2026-12-01'
                 from access_point where oid = $1";
    clinic.world.meddle(other, db::values![ACCESS_POINT]).await;
    let confirmed =
        "update connection set point = '1.2.246.10.99001918.18.9', point_name = 'Toinen', state = 'confirmed',
                            answered_at = requested_at, answered_by_name = 'Ville' where application = $1";
    clinic.world.meddle(confirmed, db::values![id.as_str()]).await;
    let after = found().await;
    assert!(tells(&after, agreed) && !tells(&after, chosen), "{after:?}");
}

async fn item_15_each_finding_stands_between_the_label_of_its_field_and_the_next(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    let sql = "update register_copy set content = $1, fetched_at = $2 where source = 'organisation'";
    clinic.world.meddle(sql, db::values![SINCE, clinic.world.app.clock.now().milliseconds()]).await;
    let steps = steps_of(&clinic, &vilma, &id).await;
    let case = vilma.page(&format!("/desk/cases/{id}")).await;
    let mut found = 0;
    for step in &steps {
        let section = between(&case.body, &format!("id=\"step-{}\"", step.key), "</section>");
        for answer in &step.answers {
            let label = format!("<dt>{}</dt>", escaped(&answer.label));
            assert_eq!(section.matches(&label).count(), 1, "{label}: {section}");
            let after = section.split_once(&label).map(|(_, after)| after).unwrap_or_default();
            let beside = after.split("<dt>").next().unwrap_or_default();
            assert_eq!(beside.matches("class=\"finding\"").count(), answer.findings.len(), "{label}: {beside}");
            for finding in &answer.findings {
                assert!(beside.contains(&escaped(&finding.text)), "{label}: {} in {beside}", finding.text);
            }
            found += answer.findings.len();
        }
    }
    assert_eq!(case.body.matches("class=\"finding\"").count(), found, "and nowhere else");
    let of = |field: &str| {
        let mut answers = steps.iter().flat_map(|step| &step.answers);
        let answer = answers.find(|answer| answer.field == field).expect("an answer");
        answer.findings.iter().map(|finding| (finding.severity, finding.text.as_str())).collect::<Vec<_>>()
    };
    let says = |field: &str, severity: Severity, text: &str| {
        let found = of(field);
        assert!(found.iter().any(|(how, found)| *how == severity && found.contains(text)), "{field}: {found:?}");
    };
    says("organisation.confirmed", Severity::Look, "nimi oli Rantapolun Lääkäriasema Oy");
    says("units.units", Severity::Wrong, "ei ole voimassa rekisterissä");
    says("information_system.system", Severity::Fine, "Luokka A2");
    says("access_point.access_point", Severity::Fine, "Ylläpitäjä Virtalähde");
    assert_eq!(of("billing.street"), [], "a field of which nothing is to be said");
}

/// A clinic with so many units.
async fn with_units(scratch: &Scratch, number: usize) -> Clinic {
    let unit = |number: usize| {
        format!(
            r#"{{"conceptCodeId":"1.2.246.10.99002267.10.{number}","beginDate":"2020-01-01","expirationDate":"2100-12-31","attributes":[{{"attributeName":"LongName","attributeValue":["Rantapolun Lääkäriasema Oy, Lähiklinikka {number}"]}}]}}"#
        )
    };
    let all: Vec<String> = (1..=number).map(unit).collect();
    let units = format!(r#"{{"conceptCodes":[{}],"totalItems":{number},"totalPages":1}}"#, all.join(","));
    Clinic::with_units(scratch, Box::leak(units.into_boxed_str())).await
}

/// A case of the Prescription service with all units ticked in both of its lists.
async fn sent_with_all_units(clinic: &Clinic, matti: &Browser<'_>, number: usize) -> ApplicationId {
    let id = clinic.begin_for(matti, Service::Prescription).await;
    for (step, fields) in answers() {
        if step != "units" {
            save(matti, &id, step, 0, &fields).await.redirects();
        }
    }
    let all: Vec<String> = (1..=number).map(|number| format!("1.2.246.10.99002267.10.{number}")).collect();
    let ticked = all.iter().flat_map(|unit| [("units", unit.as_str()), ("renewal_units", unit.as_str())]);
    save(matti, &id, "units", 0, &ticked.collect::<Vec<_>>()).await.redirects();
    id
}

async fn five_hundred_units_of_prescription_are_on_every_page_once_and_each_in_few_bytes(scratch: &Scratch) {
    const MANY: usize = 500;
    // What a unit may take on a page, with its name of forty letters and its identifier.
    const BYTES: usize = 220;
    let clinic = with_units(scratch, MANY).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = sent_with_all_units(&clinic, &matti, MANY).await;
    let step = matti.get(&address(&id, "/steps/units")).await;
    // Of a long list of those that were ticked the first are shown; the others stay ticked.
    assert!(step.body.matches(" checked>").count() > MANY && step.body.len() < 120_000, "{} bytes", step.body.len());
    let check = matti.get(&address(&id, "/check")).await;
    let print = matti.get(&address(&id, "/print")).await;
    clinic.submit(&matti, &id).await.expect("submitted");
    let desk = vilma.get(&format!("/desk/cases/{id}")).await;
    let mut sizes = String::new();
    for (name, page, lists) in [("check", &check, 2), ("print", &print, 2), ("desk", &desk, 2)] {
        let _ = write!(sizes, "{name} {} ", page.body.len());
        for number in [1, 499, 500] {
            let shown = page.body.matches(&format!("Lähiklinikka {number}<")).count()
                + page.body.matches(&format!("Lähiklinikka {number} (")).count();
            assert_eq!(shown, lists, "{name}, unit {number}");
        }
        assert!(page.body.len() < 40_000 + lists * MANY * BYTES, "{sizes}");
    }
}

db::testing::on_both![
    an_officer_reads_that_the_access_point_closes_before_the_planned_day,
    item_15_each_finding_stands_between_the_label_of_its_field_and_the_next,
    five_hundred_units_of_prescription_are_on_every_page_once_and_each_in_few_bytes,
];
