//! A confirmation that was a mistake is taken back, and long lists go on page by page.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::{DAY, answer, audited, begin, fill, grant, mailed, send, standing, version};
use crate::deployments::{DeploymentState, begin_due};
use crate::kernel::{Basis, Language, PartyId, Position};
use crate::parties::PartyState;
use crate::parties::tests::bring_in;
use crate::services::Service;
use crate::testing::{Answer, Browser, LEHTOLINNA, RANTAPOLKU, World, between};

fn desk(address: &str) -> String {
    format!("/desk/terminations/{}", address.rsplit('/').next().expect("an id"))
}

async fn stored_version(world: &World, address: &str) -> String {
    let sql = "select version from termination where id = $1";
    let id = address.rsplit('/').next().expect("an id");
    let mut read = world.app.db.read().await.expect("a reader");
    read.one::<(i64,)>(sql, db::values![id]).await.expect("stored").0.to_string()
}

/// An officer answers what the page offers about taking the confirmation back.
async fn take_back(world: &World, officer: &Browser<'_>, address: &str, what: &str, why: &str) -> Answer {
    let place = desk(address);
    let page = officer.page(&place).await;
    // Whoever is offered nothing tries it with the version that others see.
    let version = if page.shows("name=\"version\"") { version(&page) } else { stored_version(world, address).await };
    officer.post(&format!("{place}/take-back"), &[("version", &version), ("answer", what), ("why", why)]).await
}

async fn confirmed(world: &World, services: &[&str]) -> String {
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let address = begin(&matti).await;
    fill(&matti, &address, services, "31.12.2026").await;
    send(world, &matti, &address).await;
    answer(&vilma, &address, &[("answer", "confirm"), ("day", "15.1.2027")]).await.redirects();
    address
}

async fn a_confirmation_that_was_a_mistake_is_taken_back_with_a_reason(scratch: &Scratch) {
    let world = World::new(scratch);
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    grant(&world, RANTAPOLKU, Service::PatientData, false).await;
    let address = confirmed(&world, &[]).await;
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let before =
        matti.post(&format!("{}/take-back", desk(&address)), &[("version", "4"), ("answer", "take_back")]).await;
    assert_eq!(before.status, StatusCode::NOT_FOUND, "only officers");
    for (why, problem) in [("", "Kirjoittakaa, miksi vahvistus perutaan."), ("150668-917M", "Poistakaa henkilötunnus.")]
    {
        let refused = take_back(&world, &vilma, &address, "take_back", why).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.shows(problem) && !refused.shows("150668-917M"), "{}", refused.body);
    }
    let old = [("version", "1"), ("answer", "take_back"), ("why", "Väärä asiakas.")];
    assert_eq!(vilma.post(&format!("{}/take-back", desk(&address)), &old).await.status, StatusCode::CONFLICT);
    take_back(&world, &vilma, &address, "take_back", "Vahvistimme väärän asian.").await.redirects();
    let states = [
        (Service::PatientData, DeploymentState::SetUp, None),
        (Service::Prescription, DeploymentState::InProduction, None),
    ];
    assert_eq!(standing(&world, RANTAPOLKU).await, states, "as it was before");
    assert_eq!(mailed(&world, "termination_taken_back").await, ["hallinto@rantapolku.example"]);
    assert_eq!(audited(&world, "terminations.taken_back").await, 1);
    assert_eq!(audited(&world, "deployments.last_day_taken_back").await, 2);
    let shown = matti.page(&address).await;
    assert!(
        shown.shows("Vahvistus peruttiin 21.11.2026") && shown.shows("Vahvistimme väärän asian."),
        "{}",
        shown.body
    );
    assert!(shown.shows("odottaa käsittelyä") && shown.shows("/withdraw"), "it can be withdrawn again: {}", shown.body);
    let home = matti.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(!home.shows("15.1.2027"), "{}", home.body);
    let case = vilma.page(&desk(&address)).await;
    assert!(case.shows("value=\"31.12.2026\""), "the day that was asked for is offered: {}", case.body);
    answer(&vilma, &address, &[("answer", "confirm"), ("day", "31.12.2026")]).await.redirects();
    // On the last day it is still possible, afterwards no more, even before the day's end was noticed.
    world.app.clock.advance_seconds(40 * DAY);
    let (vilma, page) = (world.vilma().await, desk(&address));
    let shown = vilma.page(&page).await;
    assert!(shown.shows("Peru vahvistus"), "{}", shown.body);
    let version = version(&shown);
    world.app.clock.advance_seconds(DAY);
    let vilma = world.vilma().await;
    assert!(!vilma.page(&page).await.shows("Peru vahvistus"));
    let late = [("version", version.as_str()), ("answer", "take_back"), ("why", "Liian myöhään.")];
    assert_eq!(vilma.post(&format!("{page}/take-back"), &late).await.status, StatusCode::CONFLICT);
}

/// While there was a last day nothing got into production, so a day that was agreed before is not taken afterwards either.
async fn production_begins_no_earlier_than_the_day_on_which_its_last_day_was_taken_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = grant(&world, RANTAPOLKU, Service::Prescription, false).await;
    let (matti, own) = (world.matti().await, format!("/o/{RANTAPOLKU}/deployments/{id}"));
    for item in ["connection", "certificate_cards", "staff"] {
        matti.post(&format!("{own}/items"), &[("item", item), ("answer", "done")]).await.redirects();
    }
    matti.post(&format!("{own}/production-date"), &[("version", "1"), ("date", "1.12.2026")]).await.redirects();
    let address = confirmed(&world, &[]).await;
    world.app.clock.advance_seconds(15 * DAY);
    assert_eq!(guarded(begin_due(&world.app)).await.expect("ran"), 0, "it has a last day");
    take_back(&world, &world.vilma().await, &address, "take_back", "Väärä asiakas.").await.redirects();
    let shown = world.matti().await.page(&own).await;
    assert!(shown.shows("6.12.2026") && !shown.shows("1.12.2026"), "{}", shown.body);
    world.app.clock.advance_seconds(DAY);
    assert_eq!(guarded(begin_due(&world.app)).await.expect("ran"), 1);
    let sql = "select in_production_since from deployment where id = $1";
    let mut read = world.app.db.read().await.expect("a reader");
    let (since,): (Option<String>,) = read.one(sql, db::values![id.as_str()]).await.expect("stored");
    assert_eq!(since.as_deref(), Some("2026-12-06"));
}

/// Nobody answers the proposal before the last day: it falls, and waits for no officer any more.
async fn a_proposal_falls_with_the_last_day(scratch: &Scratch) {
    let world = World::new(scratch);
    grant(&world, RANTAPOLKU, Service::PatientData, true).await;
    grant(&world, RANTAPOLKU, Service::OldPatientData, true).await;
    let address = confirmed(&world, &[]).await;
    let vilma = world.vilma().await;
    take_back(&world, &vilma, &address, "take_back", "Asiakas irtisanoi väärän palvelun.").await.redirects();
    let waiting = async || {
        crate::terminations::count_waiting(&mut world.app.db.read().await.expect("a reader")).await.expect("counted")
    };
    assert_eq!(waiting().await, 1);
    world.app.clock.advance_seconds(60 * DAY);
    assert_eq!(guarded(crate::terminations::end_due(&world.app)).await.expect("ran"), 1);
    assert_eq!(waiting().await, 0);
    let list = world.joona().await.page("/desk/terminations").await;
    assert!(!list.shows("Vahvistuksen perumista on esitetty"), "{}", list.body);
}

async fn two_officers_take_a_confirmation_back_where_the_catalogue_asks_for_four_eyes(scratch: &Scratch) {
    let world = World::new(scratch);
    grant(&world, RANTAPOLKU, Service::PatientData, true).await;
    grant(&world, RANTAPOLKU, Service::OldPatientData, true).await;
    let address = confirmed(&world, &[]).await;
    let (matti, vilma, joona) = (world.matti().await, world.vilma().await, world.joona().await);
    let offered = vilma.page(&desk(&address)).await;
    assert!(
        offered.shows("peruu kaksi käsittelijää") && offered.shows("Esitä vahvistuksen perumista"),
        "{}",
        offered.body
    );
    take_back(&world, &vilma, &address, "take_back", "Asiakas irtisanoi väärän palvelun.").await.redirects();
    let ending = |states: &[(Service, DeploymentState, Option<String>)]| {
        states.iter().all(|state| state.1 == DeploymentState::Ending)
    };
    assert!(ending(&standing(&world, RANTAPOLKU).await), "nothing changes before somebody agrees");
    let own = vilma.page(&desk(&address)).await;
    assert!(own.shows("odottaa toista käsittelijää") && !own.shows("value=\"agree\""), "{}", own.body);
    assert_eq!(
        take_back(&world, &vilma, &address, "agree", "").await.status,
        StatusCode::FORBIDDEN,
        "not an own proposal"
    );
    assert_eq!(take_back(&world, &vilma, &address, "keep", "").await.status, StatusCode::FORBIDDEN);
    let list = joona.page("/desk/terminations").await;
    assert!(
        list.shows("Vahvistuksen perumista on esitetty") && list.shows("Odottaa toista käsittelijää"),
        "{}",
        list.body
    );
    let queue = joona.page("/desk/").await;
    assert!(between(&queue.body, "<a href=\"/desk/terminations\">Irtisanomiset</a><span", "</li>").contains(">1<"));
    let asked = joona.page(&desk(&address)).await;
    assert!(
        asked.shows("Asiakas irtisanoi väärän palvelun.") && asked.shows("Pidä vahvistus voimassa"),
        "{}",
        asked.body
    );
    take_back(&world, &joona, &address, "keep", "Asiakas vahvisti asian puhelimessa.").await.redirects();
    assert!(ending(&standing(&world, RANTAPOLKU).await));
    assert_eq!(audited(&world, "terminations.confirmation_kept").await, 1);
    let customer = matti.page(&address).await;
    assert!(
        !customer.shows("puhelimessa") && !customer.shows("väärän palvelun"),
        "between officers: {}",
        customer.body
    );
    take_back(&world, &vilma, &address, "take_back", "Asiakas perui kirjallisesti.").await.redirects();
    take_back(&world, &joona, &address, "agree", "").await.redirects();
    let states: Vec<_> = standing(&world, RANTAPOLKU).await.into_iter().map(|state| state.1).collect();
    assert_eq!(states, [DeploymentState::InProduction, DeploymentState::InProduction]);
    assert!(matti.page(&address).await.shows("Asiakas perui kirjallisesti."), "now the customer reads why");
    assert_eq!(
        (audited(&world, "terminations.taking_back_proposed").await, audited(&world, "terminations.taken_back").await),
        (2, 1)
    );
    assert_eq!(mailed(&world, "termination_taken_back").await, ["hallinto@rantapolku.example"]);
}

async fn the_parties_of_a_main_joiner_are_told_that_their_joining_goes_on(scratch: &Scratch) {
    let world = World::new(scratch);
    let (kauko, vilma) = (world.kauko().await, world.vilma().await);
    grant(&world, LEHTOLINNA, Service::Prescription, true).await;
    let party = bring_in(&world, "9900198-5", "Fysio Halla Ky", PartyState::Confirmed).await;
    let listed = bring_in(&world, "9900132-8", "Tuulensuun Psykoterapia", PartyState::Listed).await;
    let address = kauko.post(&format!("/o/{LEHTOLINNA}/terminations"), &[]).await.redirects().to_string();
    fill(&kauko, &address, &[], "31.12.2026").await;
    let number: i64 = version(&kauko.page(&format!("{address}/check")).await).parse().expect("a version");
    let right = Basis::Position(Position::ManagingDirector);
    let visit = world.visit(&kauko, (LEHTOLINNA, "Lehtolinnan Lääkärikeskus Oy"), right);
    let id = address.rsplit('/').next().expect("an id").to_string();
    super::send_act(visit, id, serde_json::json!({ "version": number })).await.expect("sent");
    answer(&vilma, &address, &[("answer", "confirm"), ("day", "31.12.2026")]).await.redirects();
    take_back(&world, &vilma, &address, "take_back", "Vahvistimme väärän asian.").await.redirects();
    let stored = async |id: &PartyId| {
        let sql = "select state, ends_on from joined_party where id = $1";
        let mut read = world.app.db.read().await.expect("a reader");
        read.one::<(String, Option<String>)>(sql, db::values![id.as_str()]).await.expect("stored")
    };
    assert_eq!(stored(&party).await, ("confirmed".to_string(), None));
    assert_eq!(stored(&listed).await, ("listed".to_string(), None));
    assert_eq!(mailed(&world, "party_goes_on").await, ["toimisto@halla.example"], "nobody had told the listed one");
}

async fn officers_page_through_long_lists_of_terminations(scratch: &Scratch) {
    let world = World::new(scratch);
    let mut tx = world.app.db.write().await.expect("a transaction");
    let insert = "insert into termination (id, organisation, organisation_name, number, state, content, ends_on, language,
                    version, begun_at, saved_at, saved_by)
                  values ($1, '9900226-7', 'Rantapolun Lääkäriasema Oy', $2, $3, $4, '2026-12-31', 'fi', 1, 0, 0, 'Matti')";
    for number in 0..106_i64 {
        let id = crate::kernel::TerminationId::new(world.app.clock.now(), &world.app.random);
        let state = if number < 55 { "sent" } else { "confirmed" };
        let case = format!("KE-2020-{number:06}");
        tx.run(insert, db::values![id.as_str(), case, state, Vec::<u8>::new()]).await.expect("inserted");
    }
    tx.commit().await.expect("committed");
    let vilma = world.vilma().await;
    let cases = |page: &Answer| page.body.matches("KE-2020-").count();
    let first = vilma.page("/desk/terminations").await;
    assert_eq!(cases(&first), 100, "fifty of each");
    for (state, rest) in [("sent", 5), ("confirmed", 1)] {
        let after = between(&first.body, &format!("<a href=\"/desk/terminations?state={state}&#38;after="), "\"");
        let next = vilma.page(&format!("/desk/terminations?state={state}&after={after}")).await;
        assert_eq!(cases(&next), rest, "{state}: {}", next.body);
        assert!(next.shows("Luettelon alkuun") && !next.shows("rel=\"next\""), "{}", next.body);
    }
    let queue = vilma.page("/desk/").await;
    assert!(between(&queue.body, "<a href=\"/desk/terminations\">Irtisanomiset</a><span", "</li>").contains(">55<"));
}

async fn officers_page_through_what_was_given_back_and_what_may_be_taken_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let mut tx = world.app.db.write().await.expect("a transaction");
    let insert =
        "insert into termination (id, organisation, organisation_name, number, state, content, ends_on, language,
                    version, begun_at, saved_at, saved_by, taking_back_at)
                  values ($1, '9900226-7', 'Rantapolun Lääkäriasema Oy', $2, $3, $4, $5, 'fi', 1, 0, $6, 'Matti', $7)";
    for number in 0..206_i64 {
        let id = crate::kernel::TerminationId::new(world.app.clock.now(), &world.app.random);
        let (state, kind, day, proposed) = match number % 2 {
            0 => ("returned", "KE-R", None, None),
            _ => ("confirmed", "KE-P", Some("2026-12-31"), Some(number)),
        };
        let case = format!("{kind}-{number:06}");
        let values = db::values![id.as_str(), case, state, Vec::<u8>::new(), day, number / 20, proposed];
        tx.run(insert, values).await.expect("inserted");
    }
    tx.commit().await.expect("committed");
    let vilma = world.vilma().await;
    for (list, kind) in [("returned", "KE-R-"), ("proposed", "KE-P-")] {
        let mut seen = std::collections::BTreeSet::new();
        let (mut page, mut pages) = (vilma.page("/desk/terminations").await, 1);
        loop {
            seen.extend(page.body.split(kind).skip(1).map(|rest| rest[..6].to_string()));
            let address = format!("/desk/terminations?state={list}&#38;after=");
            let links = page.body.split("<a href=\"").map(|link| link.split_once('>').unwrap_or_default().0);
            let next = links.filter(|link| link.ends_with("rel=\"next\"")).find_map(|link| link.strip_prefix(&address));
            let Some((after, _)) = next.and_then(|next| next.split_once('"')) else { break };
            page = vilma.page(&format!("/desk/terminations?state={list}&after={after}")).await;
            pages += 1;
        }
        assert_eq!((seen.len(), pages), (103, 3), "{list}: each of them on three pages");
        assert!(page.shows("Luettelon alkuun"), "{}", page.body);
    }
}

/// Somebody else was first: the page says so, and what was typed is not lost.
async fn whoever_takes_a_confirmation_back_too_late_keeps_the_reason(scratch: &Scratch) {
    const WHY: &str = "Asiakas irtisanoi väärän palvelun.";
    let world = World::new(scratch);
    let (vilma, joona) = (world.vilma().await, world.joona().await);
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    let address = confirmed(&world, &[]).await;
    let (place, old) = (desk(&address), version(&vilma.page(&desk(&address)).await));
    let late = [("version", old.as_str()), ("answer", "take_back"), ("why", WHY)];
    take_back(&world, &joona, &address, "take_back", "Väärä asiakas.").await.redirects();
    for (language, words) in [
        (Language::Fi, "Tilanne on muuttunut sen jälkeen"),
        (Language::Sv, "Läget har ändrats efter att"),
        (Language::En, "The state has changed since"),
    ] {
        let page = world.vilma().await.speaking(language).post(&format!("{place}/take-back"), &late).await;
        assert!(page.status == StatusCode::CONFLICT && page.shows(words) && page.shows(WHY), "{}", page.body);
        assert!(page.shows("value=\"31.12.2026\""), "the answer is open again, with a day: {}", page.body);
        page.is_a_proper_page(language);
    }
    // Where two have to agree, another one has proposed it meanwhile.
    grant(&world, RANTAPOLKU, Service::OldPatientData, true).await;
    grant(&world, RANTAPOLKU, Service::PatientData, true).await;
    answer(&vilma, &address, &[("answer", "reject"), ("reason", "Väärä asiakas.")]).await.redirects();
    let address = confirmed(&world, &[]).await;
    let (place, old) = (desk(&address), version(&vilma.page(&desk(&address)).await));
    take_back(&world, &joona, &address, "take_back", "Väärä asiakas.").await.redirects();
    let late = [("version", old.as_str()), ("answer", "take_back"), ("why", WHY)];
    let page = vilma.post(&format!("{place}/take-back"), &late).await;
    assert!(page.status == StatusCode::CONFLICT && page.shows(WHY), "{}", page.body);
    assert_eq!(audited(&world, "terminations.taking_back_proposed").await, 1, "one proposal");
}

db::testing::on_both![
    production_begins_no_earlier_than_the_day_on_which_its_last_day_was_taken_back,
    whoever_takes_a_confirmation_back_too_late_keeps_the_reason,
    officers_page_through_what_was_given_back_and_what_may_be_taken_back,
    a_proposal_falls_with_the_last_day,
    a_confirmation_that_was_a_mistake_is_taken_back_with_a_reason,
    two_officers_take_a_confirmation_back_where_the_catalogue_asks_for_four_eyes,
    the_parties_of_a_main_joiner_are_told_that_their_joining_goes_on,
    officers_page_through_long_lists_of_terminations,
];
