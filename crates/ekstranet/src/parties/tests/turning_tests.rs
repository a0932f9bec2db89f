//! What turns of applications and deployments mean to joinings: who stays, who runs, who is told where, who has brought
//! parties in without being a main joiner.

use db::testing::{Scratch, guarded};

use super::application_sent;
use super::ending_tests::{list_of, visit_of_lehtolinna};
use super::life_tests::press;
use super::{HALLA, bring_in, business_id, grant, leena, on_the_desk, stored, told};
use crate::kernel::CaseLanguage;
use crate::parties::joining::{Saved, save_list};
use crate::parties::rules::PartyState;
use crate::parties::store_main_joiners::in_order;
use crate::parties::telling::{Standing, standing};
use crate::parties::{ApplicationSent, JoiningModel, came_to_nothing, hold_main_joiners, replace_recipients, sent};
use crate::services::Service;
use crate::testing::{LEHTOLINNA, World};
use crate::web::{Failure, Visit};

/// Fysio Halla applies directly.
pub(super) async fn applies(world: &World) {
    let application = ApplicationSent {
        organisation: &business_id(HALLA),
        service: Service::Prescription,
        model: JoiningModel::Direct,
        case_number: "KE-2026-000002",
        language: CaseLanguage::Fi,
        recipients: &[],
    };
    let mut tx = world.app.db.write().await.expect("a transaction");
    sent(&mut tx, &Visit::of_job(&world.app), &application).await.expect("sent");
    tx.commit().await.expect("committed");
}

/// Its application comes to nothing.
pub(super) async fn fails(world: &World) {
    let mut tx = world.app.db.write().await.expect("a transaction");
    came_to_nothing(&mut tx, &Visit::of_job(&world.app), &business_id(HALLA), Service::Prescription)
        .await
        .expect("ended");
    tx.commit().await.expect("committed");
}

async fn a_party_whose_own_application_comes_to_nothing_stays_joined(scratch: &Scratch) {
    let world = World::new(scratch);
    grant(&world, LEHTOLINNA).await;
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let stays = async || told(&world).await.into_iter().filter(|(what, _)| what == "party_stays").count();
    for (state, answered_at) in [("waiting", None), ("confirmed", Some(5))] {
        let sql = "update joined_party set state = $1, answered_at = $2 where id = $3";
        world.meddle(sql, db::values![state, answered_at, id.as_str()]).await;
        applies(&world).await;
        assert_eq!(stored(&world, &id).await.state, "leaving");
        fails(&world).await;
        let row = stored(&world, &id).await;
        assert_eq!((row.state.as_str(), row.answered_at), (state, answered_at), "as before");
    }
    let mails = told(&world).await;
    for recipient in ["hallinto@99001168.example", "toimisto@halla.example"] {
        assert!(mails.contains(&("party_stays".to_string(), recipient.to_string())), "{recipient}: {mails:?}");
    }
    let before = stays().await;
    fails(&world).await;
    assert_eq!(stays().await, before, "once");
    // A last day that the main joiner has set meanwhile stands; should it be taken back, the party is joined as before.
    applies(&world).await;
    let version = stored(&world, &id).await.version.to_string();
    let end = [("version", version.as_str()), ("day", "31.12.2026"), ("reason", "Sopimus päättyy."), ("answer", "end")];
    let (kauko, party) = (world.kauko().await, format!("/o/{LEHTOLINNA}/parties/{id}"));
    kauko.post(&format!("{party}/end"), &end).await.redirects();
    fails(&world).await;
    assert_eq!(stored(&world, &id).await.state, "ending");
    let version = stored(&world, &id).await.version.to_string();
    kauko.post(&format!("{party}/go-on"), &[("version", version.as_str())]).await.redirects();
    assert_eq!(stored(&world, &id).await.state, "confirmed");
    // Who says itself that it leaves goes on leaving.
    let leena = leena(&world).await;
    let version = stored(&world, &id).await.version.to_string();
    press(&world, &leena, &id, &[("version", version.as_str()), ("answer", "leave")]).await;
    applies(&world).await;
    fails(&world).await;
    assert_eq!(stored(&world, &id).await.state, "leaving");
}

async fn what_was_terminated_before_production_is_not_in_production(scratch: &Scratch) {
    let world = World::new(scratch);
    let granted = grant(&world, LEHTOLINNA).await;
    let sql = "update deployment set state = $1, in_production_since = $2, ended_on = $3 where id = $4";
    for (state, since, last, expected) in [
        ("set_up", None, None, Standing::UnderWay),
        ("in_production", Some("2026-11-21"), None, Standing::InProduction),
        ("ending", Some("2026-11-21"), Some("2026-12-31"), Standing::InProduction),
        ("ending", None, Some("2026-12-31"), Standing::UnderWay),
        ("ended", Some("2026-11-21"), Some("2026-11-21"), Standing::Drafting),
    ] {
        world.meddle(sql, db::values![state, since, last, granted.as_str()]).await;
        let mut read = world.app.db.read().await.expect("a reader");
        let found = standing(&mut read, &business_id(LEHTOLINNA), Service::Prescription).await.expect("read");
        assert_eq!(found, expected, "{state} {since:?}");
    }
}

async fn a_main_joiner_is_told_at_the_contacts_that_it_keeps(scratch: &Scratch) {
    let world = World::new(scratch);
    application_sent(&world).await;
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let leena = leena(&world).await;
    let leaves = async || {
        let version = stored(&world, &id).await.version.to_string();
        press(&world, &leena, &id, &[("version", version.as_str()), ("answer", "leave")]).await;
        let version = stored(&world, &id).await.version.to_string();
        press(&world, &leena, &id, &[("version", version.as_str()), ("answer", "stay")]).await;
        let mails = told(&world).await.into_iter().filter(|(what, _)| what == "party_leaving");
        mails.map(|(_, recipient)| recipient).collect::<Vec<_>>()
    };
    assert_eq!(leaves().await, ["hallinto@lehtolinna.example"], "nothing is granted: those of the application");
    grant(&world, LEHTOLINNA).await;
    world.app.clock.advance_seconds(60);
    assert_eq!(leaves().await, ["hallinto@lehtolinna.example", "hallinto@99001168.example"], "and not both");
}

/// What is in use has other contacts than the application that waits: these are told what belongs to it.
async fn a_main_joiner_whose_application_waits_is_told_at_the_contacts_of_that(scratch: &Scratch) {
    let world = World::new(scratch);
    grant(&world, LEHTOLINNA).await;
    world.app.clock.advance_seconds(60);
    application_sent(&world).await;
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let leena = leena(&world).await;
    let leaves = async || {
        let before = told(&world).await.len();
        let version = stored(&world, &id).await.version.to_string();
        press(&world, &leena, &id, &[("version", version.as_str()), ("answer", "leave")]).await;
        let version = stored(&world, &id).await.version.to_string();
        press(&world, &leena, &id, &[("version", version.as_str()), ("answer", "stay")]).await;
        world.app.clock.advance_seconds(60);
        let mails = told(&world).await.split_off(before).into_iter();
        mails.map(|(_, recipient)| recipient).collect::<Vec<_>>()
    };
    assert_eq!(leaves().await, ["hallinto@lehtolinna.example"]);
    let (visit, lehtolinna) = (Visit::of_job(&world.app), business_id(LEHTOLINNA));
    let mut tx = world.app.db.write().await.expect("a transaction");
    replace_recipients(&mut tx, &visit, &lehtolinna, &["uusi@lehtolinna.example".to_string()]).await.expect("kept");
    replace_recipients(&mut tx, &visit, &lehtolinna, &[]).await.expect("nobody is no contact");
    tx.commit().await.expect("committed");
    assert_eq!(leaves().await, ["uusi@lehtolinna.example"], "those that it has kept since");
    let sql = "update main_joiner set recipients = '[]'";
    world.meddle(sql, db::values![]).await;
    assert_eq!(leaves().await, ["hallinto@99001168.example"], "the application names nobody");
    let sql = "update main_joiner set recipients = '[\"uusi@lehtolinna.example\"]', closed_at = 1";
    world.meddle(sql, db::values![]).await;
    assert_eq!(leaves().await, ["hallinto@99001168.example"], "it came to nothing");
}

async fn officers_read_that_a_party_is_in_the_older_register_of_practitioners(scratch: &Scratch) {
    let world = World::new(scratch);
    grant(&world, LEHTOLINNA).await;
    bring_in(&world, HALLA, "Fysio Halla", PartyState::Confirmed).await;
    let sql = "insert into register_copy (source, key, content, fetched_at) values ($1, $2, $3, $4)";
    let now = world.app.clock.now().milliseconds();
    world.meddle(sql, db::values!["organisation", HALLA, None::<&str>, now]).await;
    let (vilma, of) = (world.vilma().await, format!("/desk/parties/of/{LEHTOLINNA}/prescription"));
    let unknown = "Ei ole SOTE-organisaatiorekisterissä";
    assert!(vilma.page(&of).await.shows(unknown), "the control");
    let oid = r#"{"oid":"1.2.246.537.28.00990019851"}"#;
    world.meddle(sql, db::values!["practitioner", HALLA, Some(oid), now]).await;
    let known = vilma.page(&of).await;
    assert!(known.shows("itsenäisten ammatinharjoittajien rekisterissä") && !known.shows(unknown), "{}", known.body);
}

async fn officers_read_who_brings_parties_in_without_being_a_main_joiner(scratch: &Scratch) {
    let world = World::new(scratch);
    grant(&world, LEHTOLINNA).await;
    let visit = visit_of_lehtolinna(&world).await;
    let list = list_of(&world, HALLA).await;
    assert_eq!(save_list(&visit, &list, 1).await.expect("saved"), Saved::Done);
    assert_eq!(on_the_desk(&world).await, [("added".to_string(), 1)], "also before production");
    let vilma = world.vilma().await;
    let otherwise = "vaikka se ei ole hakenut palvelua pääliittyjänä";
    let news = vilma.page("/desk/parties").await;
    assert!(news.shows(&format!("{otherwise}: Fysio Halla Ky.")), "{}", news.body);
    let of = format!("/desk/parties/of/{LEHTOLINNA}/prescription");
    assert!(vilma.page(&of).await.shows("Palvelu on myönnetty tälle organisaatiolle ilman yhteisliittymistä."));
    application_sent(&world).await;
    assert!(!vilma.page("/desk/parties").await.shows(otherwise), "a main joiner may");
    assert!(!vilma.page(&of).await.shows("ilman yhteisliittymistä"));
}

#[test]
fn lists_of_several_services_are_held_in_one_order() {
    let (one, other) = (Service::Prescription, Service::PatientData);
    assert_eq!(in_order([one, other, one]), in_order([other, one]));
}

/// Whoever comes first, both get through.
async fn two_who_hold_the_same_lists_in_another_order_do_not_block_each_other(scratch: &Scratch) {
    let world = World::new(scratch);
    for code in ["prescription", "patient_data"] {
        let sql = "insert into main_joiner (organisation, service, case_number, language, recipients, submitted_at)
                   values ($1, $2, 'KE-2026-000001', 'fi', '[]', 1)";
        world.meddle(sql, db::values![LEHTOLINNA, code]).await;
    }
    let hold = async |services: [Service; 2]| -> Result<(), Failure> {
        let mut tx = world.app.db.write().await?;
        hold_main_joiners(&mut tx, &business_id(LEHTOLINNA), &services).await?;
        tx.commit().await?;
        Ok(())
    };
    for _ in 0..20 {
        let (one, other) = tokio::join!(
            guarded(hold([Service::Prescription, Service::PatientData])),
            guarded(hold([Service::PatientData, Service::Prescription]))
        );
        one.expect("held");
        other.expect("held");
    }
}

db::testing::on_both![
    a_main_joiner_whose_application_waits_is_told_at_the_contacts_of_that,
    officers_read_that_a_party_is_in_the_older_register_of_practitioners,
    a_party_whose_own_application_comes_to_nothing_stays_joined,
    what_was_terminated_before_production_is_not_in_production,
    a_main_joiner_is_told_at_the_contacts_that_it_keeps,
    officers_read_who_brings_parties_in_without_being_a_main_joiner,
    two_who_hold_the_same_lists_in_another_order_do_not_block_each_other,
];
