//! Joint joinings from a list to their end.

mod ending_tests;
mod leaving_tests;
mod life_tests;
mod list_tests;
mod page_tests;
mod proving_tests;
mod random_tests;
mod turning_tests;
mod wire_tests;

use crate::deployments::{self, Granted};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, DeploymentId, PartyId};
use crate::kernel::{Basis, Position};
use crate::parties::rules::PartyState;
use crate::parties::store::{self, NewParty, PartyRow};
use crate::parties::{ApplicationSent, JoiningModel, confirm_act, sent};
use crate::services::{Profile, Service, form};
use crate::testing::{Browser, LEHTOLINNA, World};
use crate::web::{Failure, Visit};

/// Fysio Halla Ky, demo organisation 14.
pub(super) const HALLA: &str = "9900198-5";

/// Leena Entinen, director of Fysio Halla Ky.
pub(super) async fn leena(world: &World) -> Browser<'_> {
    let position = vec![Basis::Position(Position::ManagingDirector)];
    world.person("110276-9244", "Leena Entinen", &[(HALLA, "Fysio Halla Ky", position)]).await
}

pub(super) fn business_id(text: &str) -> BusinessId {
    BusinessId::parse(text).expect("a valid business ID")
}

/// Lehtolinnan Lääkärikeskus has brought a party in for the Prescription service.
pub(crate) async fn bring_in(world: &World, party: &str, name: &str, state: PartyState) -> PartyId {
    let mut tx = world.app.db.write().await.expect("a transaction");
    let id = bring_in_with(&mut tx, world, (party, name), state).await;
    tx.commit().await.expect("committed");
    id
}

/// The same in a transaction that goes on.
pub(super) async fn bring_in_with(
    tx: &mut db::Tx,
    world: &World,
    (party, name): (&str, &str),
    state: PartyState,
) -> PartyId {
    let visit = Visit::of_job(&world.app);
    let id = PartyId::new(visit.now, &world.app.random);
    let number = store::next_numbers(tx, 2026, 1).await.expect("a number");
    let new = NewParty {
        id: &id,
        reference: &super::rules::reference(2026, number),
        main_joiner: &business_id(LEHTOLINNA),
        main_joiner_name: "Lehtolinnan Lääkärikeskus Oy",
        party: &business_id(party),
        party_name: name,
        service: Service::Prescription,
        state,
        begins_on: "2026-12-01",
        email: Some("toimisto@halla.example"),
        language: "fi",
    };
    assert!(store::insert(tx, visit.now, &new).await.expect("inserted"));
    id
}

/// Lehtolinnan Lääkärikeskus has sent its application to join jointly, once more after each end.
pub(crate) async fn application_sent(world: &World) {
    let application = ApplicationSent {
        organisation: &business_id(LEHTOLINNA),
        service: Service::Prescription,
        model: JoiningModel::Joint,
        case_number: "KE-2026-000001",
        language: CaseLanguage::Fi,
        recipients: &["hallinto@lehtolinna.example".to_string()],
    };
    let mut tx = world.app.db.write().await.expect("a transaction");
    sent(&mut tx, &Visit::of_job(&world.app), &application).await.expect("sent");
    tx.commit().await.expect("committed");
}

/// Copies of a relation with other parties, so many.
pub(super) async fn copy(world: &World, id: &PartyId, number: i64) {
    let copies =
        "with recursive numbers (n) as (select cast(1 as bigint) union all select n + 1 from numbers where n < $2)
                  insert into joined_party (id, reference, main_joiner, main_joiner_name, party, party_name, search_key,
                                            sort_key, service, state, version, begins_on, email, language, added_at,
                                            told_at, reminders, ends_on)
                  select id || n, reference || n, main_joiner, main_joiner_name, party || n, party_name, search_key,
                         sort_key, service, state, version, begins_on, email, language, added_at, told_at, reminders,
                         ends_on
                  from joined_party, numbers where id = $1";
    world.meddle(copies, db::values![id.as_str(), number]).await;
}

pub(super) async fn stored(world: &World, id: &PartyId) -> PartyRow {
    store::load(&mut world.app.db.read().await.expect("a reader"), id).await.expect("stored")
}

/// Confirms a joining as on return from Suomi.fi.
pub(crate) async fn confirm(visit: Visit, id: &PartyId, version: i64) -> Result<String, Failure> {
    confirm_act(visit, id.to_string(), serde_json::json!({ "version": version })).await
}

/// The visit of Fysio Halla Ky with the right just proved.
pub(super) fn visit_of_halla(world: &World, leena: &Browser<'_>) -> Visit {
    world.visit(leena, (HALLA, "Fysio Halla Ky"), Basis::Position(Position::ManagingDirector))
}

/// Grants the Prescription service to an organisation.
pub(crate) async fn grant(world: &World, organisation: &str) -> DeploymentId {
    let visit = Visit::of_job(&world.app);
    let application = ApplicationId::new(visit.now, &world.app.random);
    let organisation = business_id(organisation);
    let granted = Granted {
        application: &application,
        organisation: &organisation,
        service: Service::Prescription,
        form: form("prescription", 1).expect("in the catalogue").asked(Profile::default()),
        case_number: &format!("KE-2026-{}", &organisation.digits()[2..]),
        language: CaseLanguage::Fi,
        snapshot: serde_json::json!({}),
        recipients: vec![format!("hallinto@{}.example", organisation.digits())],
        wished_date: None,
    };
    let mut tx = world.app.db.write().await.expect("a transaction");
    let id = deployments::open(&mut tx, &visit, &granted).await.expect("opened");
    tx.commit().await.expect("committed");
    id
}

/// Carries a granted service into production today.
pub(crate) async fn produce(browser: &Browser<'_>, organisation: &str, id: &DeploymentId) {
    let address = format!("/o/{organisation}/deployments/{id}");
    for item in ["connection", "certificate_cards", "staff"] {
        browser.post(&format!("{address}/items"), &[("item", item), ("answer", "done")]).await.redirects();
    }
    let today = [("version", "1"), ("date", "21.11.2026")];
    browser.post(&format!("{address}/production-date"), &today).await.redirects();
}

/// What has been planned to be told: happening and recipient.
pub(super) async fn told(world: &World) -> Vec<(String, String)> {
    let mut read = world.app.db.read().await.expect("a reader");
    read.all("select happening, recipient from notice order by id", db::values![]).await.expect("listed")
}

/// What stands on the officers' desk.
pub(super) async fn on_the_desk(world: &World) -> Vec<(String, i64)> {
    let mut read = world.app.db.read().await.expect("a reader");
    read.all("select what, number from party_news order by id", db::values![]).await.expect("listed")
}
