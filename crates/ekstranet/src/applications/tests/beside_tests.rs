//! What officers read of a whole case: each finding stands beside its field.

use db::testing::Scratch;

use super::Clinic;
use crate::applications::{Severity, ShownStep, load_case, show_answers};
use crate::kernel::{ApplicationId, Language};
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

async fn each_finding_stands_between_the_label_of_its_field_and_the_next(scratch: &Scratch) {
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

db::testing::on_both![each_finding_stands_between_the_label_of_its_field_and_the_next,];
