//! Officers read the course of each deployment as its customer does, and find deployments by state and by days that have
//! passed.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::{granted_for, tick_all};
use crate::config::SupportPeriod;
use crate::deployments::begin_due;
use crate::kernel::{DeploymentId, Language};
use crate::services::Service;
use crate::testing::{Browser, RANTAPOLKU, World};

const DAY: i64 = 24 * 3600;

fn address(id: &DeploymentId) -> String {
    format!("/o/{RANTAPOLKU}/deployments/{id}")
}

fn desk(id: &DeploymentId) -> String {
    format!("/desk/deployments/{id}")
}

/// Gives what was granted the name of its applicant, as an approval does.
async fn name_all(world: &World) {
    let named = "\"applicant\":{\"name\":\"Rantapolun Lääkäriasema Oy\"},\"answers\"";
    let sql = "update deployment set snapshot = replace(snapshot, '\"answers\"', $1)";
    world.meddle(sql, db::values![named]).await;
}

async fn reads(browser: &Browser<'_>, place: &str, texts: &[&str]) {
    browser.page(place).await;
    let page = browser.get(place).await;
    for text in texts {
        assert!(page.shows(text), "{text}: {}", page.body);
    }
}

async fn post(browser: &Browser<'_>, place: String, fields: &[(&str, &str)]) {
    browser.post(&place, fields).await.redirects();
}

async fn report(world: &World, id: &DeploymentId, version: &str, (result, day): (&str, &str)) {
    let fields = [
        ("version", version),
        ("result", result),
        ("held_on", day),
        ("performed_by", "Tiina Tekninen"),
        ("archivist", "Anni Arkisto"),
        ("remarks", "Asiakirja tallentui väärään rekisteriin."),
    ];
    post(&world.matti().await, format!("{}/test-report", address(id)), &fields).await;
}

async fn item_12_officers_read_the_course_of_a_deployment_until_production(scratch: &Scratch) {
    let world = World::with(scratch, |config| {
        let day = |day: &str| day.to_string();
        let (begins, ends) = (day("2027-01-11"), day("2027-04-30"));
        config.deployment_support = vec![SupportPeriod { begins, ends, enrol_by: day("2026-12-18") }];
    });
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let id = granted_for(&world, Service::SocialData).await;
    name_all(&world).await;
    let (own, desk) = (address(&id), desk(&id));
    let begun = [
        "Rantapolun Lääkäriasema Oy",
        RANTAPOLKU,
        "href=\"/desk/cases/",
        "Käyttöönotto kesken",
        "Odottaa asiakasta",
        "Tekemättä: ",
        "Käyttöönottokoetta ei ole hyväksytty.",
        "Tuotantokäytön aloituspäivää ei ole sovittu.",
        "Hakemuksessa toivottu aloituspäivä</dt><dd>4.12.2026",
        "aloituspäivä</dt><dd>Ei sovittu",
        "Asiakas ei ole ilmoittanut kokeen päivää.",
        "Hakemuksessa nimetty: Anni Arkisto.",
    ];
    reads(&vilma, &desk, &begun).await;
    let enrolment = [("item", "enrolment"), ("answer", "done"), ("period", "2027-01-11")];
    post(&matti, format!("{own}/items"), &enrolment).await;
    let enrolled = [
        "Matti Rantapolku merkitsi tehdyksi 21.11.2026",
        "Asiakas ilmoittautui jaksolle 11.1.2027–30.4.2027.",
        "Käyttöönoton tuki ei ole vielä ottanut asiakkaaseen yhteyttä.",
    ];
    reads(&vilma, &desk, &enrolled).await;
    post(&vilma, format!("/desk/enrolments/{id}/call"), &[("answer", "called")]).await;
    reads(&vilma, &desk, &["Käyttöönoton tuki otti asiakkaaseen yhteyttä 21.11.2026."]).await;
    post(&matti, format!("{own}/test"), &[("version", "1"), ("test_day", "30.11.2026")]).await;
    let planned = ["Koe sovittu", "Koe pidetään 30.11.2026. Asiakkaan pitää lähettää raportti viimeistään 2.12.2026."];
    reads(&vilma, &desk, &planned).await;
    world.app.clock.advance_seconds(9 * DAY);
    report(&world, &id, "2", ("failed", "30.11.2026")).await;
    let failed = ["Koetta ei hyväksytty", "Asiakas ei ole vielä ilmoittanut uutta päivää.", "väärään rekisteriin"];
    reads(&world.vilma().await, &desk, &failed).await;
    let matti = world.matti().await;
    post(&matti, format!("{own}/test"), &[("version", "3"), ("test_day", "4.12.2026")]).await;
    post(&matti, format!("{own}/production-date"), &[("version", "4"), ("date", "7.12.2026")]).await;
    let again = ["Koe pidetään 4.12.2026.", "1. koe", "väärään rekisteriin", "aloituspäivä</dt><dd>7.12.2026"];
    reads(&world.vilma().await, &desk, &again).await;
    for (language, texts) in [
        (Language::Sv, ["Provet är avtalat", "Provet hålls 4.12.2026.", "Vad produktionsanvändningen väntar på"]),
        (Language::En, ["Test planned", "The test is on 4 December 2026.", "What production use waits for"]),
    ] {
        reads(&world.vilma().await.speaking(language), &desk, &texts).await;
    }
    world.app.clock.advance_seconds(4 * DAY);
    report(&world, &id, "5", ("passed", "4.12.2026")).await;
    tick_all(&world.matti().await, &own, Service::SocialData).await;
    let vilma = world.vilma().await;
    let whole = ["Odottaa aloituspäivää", "Tuotantokäyttö alkaa 7.12.2026.", "Koe hyväksyttiin 4.12.2026."];
    reads(&vilma, &desk, &whole).await;
    assert!(!vilma.page(&desk).await.shows("Mitä tuotantokäyttö odottaa"), "nothing but the day");
    world.app.clock.advance_seconds(3 * DAY);
    guarded(begin_due(&world.app)).await.expect("ran");
    let page = world.vilma().await.page(&desk).await;
    assert!(page.shows("Tuotantokäytössä") && page.shows("tuotantokäytössä 7.12.2026 alkaen"), "{}", page.body);
    assert!(!page.shows(&format!("action=\"{desk}")), "officers only read it: {}", page.body);
    assert_eq!(world.matti().await.get(&desk).await.status, StatusCode::NOT_FOUND, "only officers");
}

async fn item_15_prescription_has_its_page_at_the_desk_with_what_else_the_customer_has(scratch: &Scratch) {
    let world = World::new(scratch);
    let (prescription, data) =
        (granted_for(&world, Service::Prescription).await, granted_for(&world, Service::PatientData).await);
    let link = format!("href=\"{}\"", desk(&data));
    for (language, texts) in [
        (Language::Fi, ["Käyttöönotto: Resepti", "Asiakkaan muut käyttöönotot", "Tekemättä: "]),
        (Language::Sv, ["Ibruktagande: Recept", "Kundens andra ibruktaganden", "Ogjort: "]),
        (Language::En, ["Prescription", "Other deployments of the customer", "Not done: "]),
    ] {
        let page = world.vilma().await.speaking(language).get(&desk(&prescription)).await;
        for text in texts {
            assert!(page.shows(text), "{text}: {}", page.body);
        }
        assert!(page.shows(&link) && !page.shows(&format!("href=\"{}\"", desk(&prescription))), "{}", page.body);
        assert!(!page.shows("id=\"remark\"") && !page.shows("Käyttöönottokoe"), "it has no test: {}", page.body);
    }
    assert_eq!(world.views("deployments.viewed", RANTAPOLKU).await, 3, "each view");
}

async fn item_15_officers_find_deployments_by_state_by_days_and_by_service(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let open = granted_for(&world, Service::Prescription).await;
    let [late, waiting, running] = [
        granted_for(&world, Service::Prescription).await,
        granted_for(&world, Service::Prescription).await,
        granted_for(&world, Service::Prescription).await,
    ];
    let (tested, failed) =
        (granted_for(&world, Service::PatientData).await, granted_for(&world, Service::PatientData).await);
    name_all(&world).await;
    for (id, day) in [(&late, "22.11.2026"), (&waiting, "7.12.2026"), (&running, "21.11.2026")] {
        post(&matti, format!("{}/production-date", address(id)), &[("version", "1"), ("date", day)]).await;
    }
    for id in [&waiting, &running] {
        tick_all(&matti, &address(id), Service::Prescription).await;
    }
    post(&matti, format!("{}/test", address(&tested)), &[("version", "1"), ("test_day", "23.11.2026")]).await;
    world.meddle("update deployment set state = 'test_failed' where id = $1", db::values![failed.as_str()]).await;
    world.app.clock.advance_seconds(6 * DAY);
    let vilma = world.vilma().await;
    let all = [&open, &late, &waiting, &running, &tested, &failed];
    for (query, expected) in [
        ("show=set_up", vec![&open, &late]),
        ("show=set_up&service=prescription", vec![&open, &late]),
        ("show=set_up&service=patient_data", vec![]),
        ("show=test_planned", vec![&tested]),
        ("show=test_failed", vec![&failed]),
        ("show=waiting_day", vec![&waiting]),
        ("show=in_production", vec![&running]),
        ("show=ending", vec![]),
        ("show=ended", vec![]),
        ("show=overdue", vec![&late, &tested]),
        ("show=overdue&service=patient_data", vec![&tested]),
    ] {
        let page = vilma.page(&format!("/desk/deployments?{query}")).await;
        for id in all {
            let is_listed = page.shows(&format!("href=\"{}\"", desk(id)));
            assert_eq!(is_listed, expected.contains(&id), "{query}, {id}: {}", page.body);
        }
        assert_eq!(page.shows("Tällaisia käyttöönottoja ei ole."), expected.is_empty(), "{query}");
        assert!(expected.is_empty() || page.shows("Rantapolun Lääkäriasema Oy"), "{query}: {}", page.body);
    }
    let overdue = "/desk/deployments?show=overdue";
    let late =
        ["Sovittu aloituspäivä 22.11.2026 on mennyt", "Kokeen päivä oli 23.11.2026, mutta raportti ei ole tullut"];
    reads(&vilma, overdue, &late).await;
    for (language, text) in [
        (Language::Sv, "Den avtalade startdagen 22.11.2026 har passerat"),
        (Language::En, "The agreed first day, 22 November 2026, has passed"),
    ] {
        reads(&world.vilma().await.speaking(language), overdue, &[text]).await;
    }
    world.meddle("update deployment set state = 'ended', ended_on = '2026-11-26'", db::values![]).await;
    reads(&vilma, "/desk/deployments?show=ended", &["Päättynyt", "Viimeinen päivä on 26.11.2026."]).await;
}

async fn item_15_officers_page_through_deployments_in_a_state(scratch: &Scratch) {
    let world = World::new(scratch);
    let mut ids = Vec::new();
    for _ in 0..53 {
        ids.push(granted_for(&world, Service::Prescription).await);
        world.app.clock.advance_seconds(1);
    }
    let vilma = world.vilma().await;
    let link = |id: &DeploymentId| format!("href=\"{}\"", desk(id));
    for (state, newest_first) in [("set_up", false), ("in_production", true)] {
        if newest_first {
            world.meddle("update deployment set state = 'in_production'", db::values![]).await;
            ids.reverse();
        }
        let first = format!("/desk/deployments?show={state}&service=prescription");
        let page = vilma.page(&first).await;
        let next = crate::testing::between(&page.body, "rel=\"next\"", "</a>");
        assert!(!next.is_empty() && page.shows(&link(&ids[0])) && !page.shows(&link(&ids[50])), "{state}");
        let address = page.body.split("rel=\"next\"").next().and_then(|before| before.rsplit("href=\"").next());
        let address = address.expect("a link").trim_end_matches(['"', ' ']).replace("&amp;", "&").replace("&#38;", "&");
        let rest = vilma.page(&address).await;
        assert!(ids[50..].iter().all(|id| rest.shows(&link(id))), "{state}, {address}: {}", rest.body);
        assert!(!rest.shows(&link(&ids[49])) && !rest.shows("rel=\"next\""), "{state}: {}", rest.body);
        assert!(rest.shows("Luettelon alkuun"), "{state}: {}", rest.body);
    }
}

/// Those that wait for the day stand among all that are in set-up: a page looks at some of these only, and goes on.
async fn item_15_officers_page_through_deployments_of_which_few_wait_for_the_day(scratch: &Scratch) {
    let world = World::new(scratch);
    let granted = granted_for(&world, Service::Prescription).await;
    let copies = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 1100)
         insert into deployment (id, application_id, organisation, service, case_number, language, snapshot, recipients, state,
                                 version, opened_at, catalogue_version)
         select substr(id, 1, 24) || cast(100000000000 + i as text), cast(100000000000 + i as text), organisation, service,
                case_number, language, snapshot, recipients, state, version, opened_at + i, catalogue_version
         from deployment, n";
    world.meddle(copies, db::values![]).await;
    world
        .meddle("update deployment set opened_at = opened_at + 5000 where id = $1", db::values![granted.as_str()])
        .await;
    let matti = world.matti().await;
    post(&matti, format!("{}/production-date", address(&granted)), &[("version", "1"), ("date", "7.12.2026")]).await;
    tick_all(&matti, &address(&granted), Service::Prescription).await;
    let vilma = world.vilma().await;
    let first = vilma.page("/desk/deployments?show=waiting_day").await;
    assert!(first.shows("Luettelo jatkuu seuraavalla sivulla.") && !first.shows(&desk(&granted)), "{}", first.body);
    let address = first.body.split("\" rel=\"next\"").next().and_then(|before| before.rsplit("href=\"").next());
    let second = vilma.page(&address.expect("a link").replace("&#38;", "&")).await;
    assert!(second.shows(&desk(&granted)) && !second.shows("rel=\"next\""), "{}", second.body);
}

db::testing::on_both![
    item_12_officers_read_the_course_of_a_deployment_until_production,
    item_15_prescription_has_its_page_at_the_desk_with_what_else_the_customer_has,
    item_15_officers_find_deployments_by_state_by_days_and_by_service,
    item_15_officers_page_through_deployments_in_a_state,
    item_15_officers_page_through_deployments_of_which_few_wait_for_the_day,
];
