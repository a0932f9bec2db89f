//! An application as somebody fills it in, step by step over the wire.

use anyhow::Context as _;

use crate::load::{Connection, form, get, post};
use crate::portal::Portal;
use crate::provider::between;
use crate::world::{ACCESS_POINT, Person, SYSTEM, unit};

/// The contact persons, the longest step.
pub const CONTACTS: [(&str, &str); 12] = [
    ("people-0-name", "Maija Mallikas"),
    ("people-0-email", "maija.mallikas@mallikyla.example"),
    ("people-0-phone", "+358 40 1234567"),
    ("people-0-roles", "administrative"),
    ("people-1-name", "Teppo Tietosuoja"),
    ("people-1-email", "teppo.tietosuoja@mallikyla.example"),
    ("people-1-phone", "+358 40 1234568"),
    ("people-1-roles", "data_protection_officer"),
    ("people-2-name", "Tiina Tekninen"),
    ("people-2-email", "tiina.tekninen@mallikyla.example"),
    ("people-2-phone", "+358 40 1234569"),
    ("people-2-roles", "technical"),
];

/// Begins an application for the Prescription service, or continues the one that the organisation has; its address.
pub async fn begin(portal: &Portal, person: &Person) -> anyhow::Result<String> {
    let mut connection = Connection::open(portal.address).await?;
    let path = format!("/o/{}/applications", person.organisation);
    let request = post(&portal.host, &path, &person.cookies, &form(&[("service", "prescription")]));
    let answer = connection.ask(&request).await?;
    answer.must_be(303)?;
    answer.header("location").map(str::to_string).context("the draft has an address")
}

/// Fills every step, so that the application can be signed; the addresses of the steps.
pub async fn fill(portal: &Portal, person: &Person, draft: &str) -> anyhow::Result<Vec<String>> {
    let (unit, month) = (unit(&person.organisation, 1), 30 * 24 * 3600);
    let date = ekstranet::kernel::Clock::System.now().plus_seconds(month).date().to_string();
    let steps: [(&str, Vec<(&str, &str)>); 9] = [
        ("organisation", vec![("confirmed", "yes"), ("language", "fi")]),
        ("joining_model", vec![("model", "direct")]),
        ("units", vec![("units", unit.as_str())]),
        ("information_system", vec![("system", SYSTEM)]),
        ("access_point", vec![("access_point", ACCESS_POINT)]),
        ("schedule", vec![("production_date", date.as_str())]),
        ("contacts", CONTACTS.to_vec()),
        (
            "billing",
            vec![
                ("method", "paper"),
                ("language", "fi"),
                ("street", "Mallitie 1"),
                ("post_code", "00100"),
                ("post_office", "HELSINKI"),
            ],
        ),
        ("security", vec![("plan", "yes"), ("self_monitoring", "yes")]),
    ];
    let mut connection = Connection::open(portal.address).await?;
    let mut addresses = Vec::new();
    for (step, answers) in steps {
        let path = format!("{draft}/steps/{step}");
        let page = connection.ask(&get(&portal.host, &path, &person.cookies)).await?.text().into_owned();
        let version = between(&page, "name=\"version\" value=\"", "\"");
        let form_name = between(&page, "name=\"form\" value=\"", "\"");
        let mut fields = vec![("version", version), ("form", form_name), ("answer", "save")];
        fields.extend(answers);
        let answer = connection.ask(&post(&portal.host, &path, &person.cookies, &form(&fields))).await?;
        answer.must_be(303).with_context(|| format!("saving the step {step}"))?;
        addresses.push(path);
    }
    Ok(addresses)
}
