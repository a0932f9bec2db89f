//! Whoever takes over is looked up in the registers, and the invoice address that is in force is shown.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::{DAY, INVOICE, answer, audited, begin, company, grant, save, send, standing, told};
use crate::applications::testing::{bring_case, text};
use crate::deployments::DeploymentState;
use crate::kernel::{Basis, Position, TerminationId};
use crate::matters::{ReceiverFound, keep_found, verify_receivers};
use crate::services::{Profile, Service, form};
use crate::terminations::end_due;
use crate::terminations::store::TerminationRow;
use crate::testing::{Browser, LEHTOLINNA, RANTAPOLKU, World};

const HALLA: &str = "9900198-5";
const NOBODY: &str = "9900132-8";

/// A draft that somebody takes over, up to the page that asks who.
async fn sold(world: &World, matti: &Browser<'_>) -> String {
    grant(world, RANTAPOLKU, Service::Prescription, true).await;
    let address = begin(matti).await;
    save(matti, &address, "services", &[("extent", "whole"), ("ends_on", "31.12.2026")]).await.redirects();
    save(matti, &address, "reason", &[("reason", "acquisition")]).await.redirects();
    address
}

async fn whoever_takes_over_is_looked_up_and_ended_or_unknown_ones_are_refused(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let address = sold(&world, &matti).await;
    company(&world, HALLA, "Fysio Halla Ky", false).await;
    told(&world, "company", NOBODY, None).await;
    told(&world, "organisation", NOBODY, None).await;
    company(&world, LEHTOLINNA, "Lehtolinnan Lääkärikeskus Oy", true).await;
    for (receiver, problem) in [(HALLA, "Organisaatio on lakannut."), (NOBODY, "Rekistereissä ei ole organisaatiota")]
    {
        let refused = save(&matti, &address, "receiver", &[("transferred", "yes"), ("receiver", receiver)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{receiver}");
        assert!(refused.shows(problem) && refused.shows(&format!("value=\"{receiver}\"")), "{}", refused.body);
    }
    let bare = LEHTOLINNA.replace('-', "");
    save(&matti, &address, "receiver", &[("transferred", "yes"), ("receiver", &bare)]).await.redirects();
    let page = matti.page(&format!("{address}/pages/receiver")).await;
    assert!(page.shows(&format!("value=\"{LEHTOLINNA}\"")), "typed without the hyphen: {}", page.body);
    assert!(page.shows("Rekisterissä: Lehtolinnan Lääkärikeskus Oy"), "{}", page.body);
    save(&matti, &address, "invoice", &INVOICE).await.redirects();
    let check = matti.page(&format!("{address}/check")).await;
    assert!(check.shows("Lehtolinnan Lääkärikeskus Oy (9900116-8)") && !check.shows("ei vastannut"), "{}", check.body);
    // It ends while the draft waits: what is sent is asked once more.
    company(&world, LEHTOLINNA, "Lehtolinnan Lääkärikeskus Oy", false).await;
    assert_eq!(send(&world, &matti, &address).await, format!("{address}/check?changed=yes"));
    let check = matti.page(&format!("{address}/check")).await;
    assert!(check.shows("Organisaatio on lakannut."), "{}", check.body);
    assert_eq!(
        (audited(&world, "terminations.receiver_refused").await, audited(&world, "terminations.sent").await),
        (1, 0)
    );
    // Of what is not sold nobody has to go on with it.
    save(&matti, &address, "reason", &[("reason", "reorganisation")]).await.redirects();
    save(&matti, &address, "receiver", &[("transferred", "no")]).await.redirects();
    assert_eq!(send(&world, &matti, &address).await, format!("{address}/receipt"), "nobody takes over: it can be sent");
}

async fn a_register_that_is_down_stops_nobody_and_is_asked_again_until_it_answers(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let address = sold(&world, &matti).await;
    // Nothing answers at the addresses of this world's registers.
    save(&matti, &address, "receiver", &[("transferred", "yes"), ("receiver", LEHTOLINNA)]).await.redirects();
    save(&matti, &address, "invoice", &INVOICE).await.redirects();
    let check = matti.page(&format!("{address}/check")).await;
    assert!(check.shows("9900116-8. Rekisteri ei vastannut"), "{}", check.body);
    assert_eq!(send(&world, &matti, &address).await, format!("{address}/receipt"));
    let desk = format!("/desk/terminations/{}", address.rsplit('/').next().expect("an id"));
    assert!(vilma.page(&desk).await.shows("ei voitu tarkistaa rekisteristä, kun irtisanominen lähetettiin"));
    assert_eq!(world.views("terminations.viewed", RANTAPOLKU).await, 3, "in each language");
    assert_eq!(verify_receivers::<TerminationRow>(&world.app).await.expect("looked"), 0, "it is still down");
    let id = TerminationId::parse(address.rsplit('/').next().expect("an id")).expect("an id");
    let mut tx = world.app.db.write().await.expect("a transaction");
    let look = (ReceiverFound::Known, "Joku muu Oy");
    let old = keep_found::<TerminationRow>(&mut tx, world.app.clock.now(), (&id, 1), look).await;
    assert_eq!(old, Err(db::Error::Stale), "what was looked up for an earlier version is not kept");
    drop(tx);
    company(&world, LEHTOLINNA, "Lehtolinnan Lääkärikeskus Oy", true).await;
    assert_eq!(
        verify_receivers::<TerminationRow>(&world.app).await.expect("looked"),
        0,
        "it is left alone for a while"
    );
    world.app.clock.advance_seconds(16 * 60);
    let verify = || verify_receivers::<TerminationRow>(&world.app);
    let (one, other) = tokio::join!(verify(), verify());
    assert_eq!(one.expect("looked") + other.expect("looked"), 1, "two portals verify once");
    let case = world.vilma().await.page(&desk).await;
    assert!(case.shows("jatkava organisaatio on Lehtolinnan Lääkärikeskus Oy."), "{}", case.body);
    assert!(!case.shows("ei voitu tarkistaa"), "{}", case.body);
    assert_eq!(audited(&world, "terminations.receiver_verified").await, 1);
}

/// What was given back may name somebody else by now, or nobody: the registers are asked of what was sent alone.
async fn what_was_given_back_is_not_looked_at_until_it_is_sent_again(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let address = sold(&world, &matti).await;
    save(&matti, &address, "receiver", &[("transferred", "yes"), ("receiver", LEHTOLINNA)]).await.redirects();
    save(&matti, &address, "invoice", &INVOICE).await.redirects();
    send(&world, &matti, &address).await;
    let back = [("answer", "return"), ("reason", "Tarkistakaa jatkava organisaatio.")];
    answer(&vilma, &address, &back).await.redirects();
    company(&world, HALLA, "Fysio Halla Ky", true).await;
    save(&matti, &address, "receiver", &[("transferred", "yes"), ("receiver", HALLA)]).await.redirects();
    world.app.clock.advance_seconds(16 * 60);
    assert_eq!(
        guarded(verify_receivers::<TerminationRow>(&world.app)).await.expect("looked"),
        0,
        "nobody has sent that name"
    );
    let desk = format!("/desk/terminations/{}", address.rsplit('/').next().expect("an id"));
    let matti = world.matti().await;
    assert!(!world.vilma().await.page(&desk).await.shows("Fysio Halla Ky"));
    save(&matti, &address, "reason", &[("reason", "reorganisation")]).await.redirects();
    save(&matti, &address, "receiver", &[("transferred", "no")]).await.redirects();
    assert_eq!(guarded(verify_receivers::<TerminationRow>(&world.app)).await.expect("looked"), 0);
    send(&world, &matti, &address).await;
    let sql = "select count(*) from termination where receiver_look_at is not null";
    let mut read = world.app.db.read().await.expect("a reader");
    assert_eq!(read.one::<(i64,)>(sql, db::values![]).await.expect("counted").0, 0, "nobody takes over: never again");
}

async fn one_that_cannot_be_opened_keeps_no_other_waiting(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let mut ids = Vec::new();
    for (service, code) in [(Service::Prescription, "prescription"), (Service::PatientData, "patient_data")] {
        grant(&world, RANTAPOLKU, service, true).await;
        let address = begin(&matti).await;
        let some = [("extent", "some"), ("services", code), ("ends_on", "31.12.2026")];
        save(&matti, &address, "services", &some).await.redirects();
        save(&matti, &address, "reason", &[("reason", "acquisition")]).await.redirects();
        let receiver = [("transferred", "yes"), ("receiver", LEHTOLINNA)];
        save(&matti, &address, "receiver", &receiver).await.redirects();
        save(&matti, &address, "invoice", &INVOICE).await.redirects();
        send(&world, &matti, &address).await;
        answer(&vilma, &address, &[("answer", "confirm"), ("day", "31.12.2026"), ("reason", "x")]).await.redirects();
        ids.push(address.rsplit('/').next().expect("an id").to_string());
    }
    // The first cannot be opened any more, and is the first in each list, with more like it than one batch takes.
    let spoil = "update termination set content = $1, receiver_look_at = receiver_look_at - 1, ends_on = '2026-12-30'
                 where id = $2";
    world.meddle(spoil, db::values![vec![0_u8; 40], ids[0].as_str()]).await;
    let copies = "with recursive numbers (n) as (select cast(1 as bigint) union all select n + 1 from numbers where n < 200)
                  insert into termination (id, organisation, organisation_name, number, state, content, ends_on, language,
                                           version, begun_at, saved_at, saved_by)
                  select id || n, organisation, organisation_name, number || n, state, content, ends_on, language, version,
                         begun_at, saved_at, saved_by
                  from termination, numbers where id = $1";
    world.meddle(copies, db::values![ids[0].as_str()]).await;
    company(&world, LEHTOLINNA, "Lehtolinnan Lääkärikeskus Oy", true).await;
    world.app.clock.advance_seconds(16 * 60);
    assert_eq!(guarded(verify_receivers::<TerminationRow>(&world.app)).await.expect("looked"), 1);
    assert_eq!(guarded(verify_receivers::<TerminationRow>(&world.app)).await.expect("looked"), 0);
    world.app.clock.advance_seconds(41 * DAY);
    assert_eq!(guarded(end_due(&world.app)).await.expect("ran"), 1);
    let (ending, ended) = (DeploymentState::Ending, DeploymentState::Ended);
    let states: Vec<_> = standing(&world, RANTAPOLKU).await.into_iter().map(|line| (line.0, line.1)).collect();
    assert_eq!(states, [(Service::PatientData, ended), (Service::Prescription, ending)]);
}

/// Grants an application that says where invoices go.
async fn billed(world: &World, matti: &Browser<'_>, code: &str, street: &str) {
    let right = Basis::Position(Position::ManagingDirector);
    let visit = world.visit(matti, (RANTAPOLKU, "Rantapolun Lääkäriasema Oy"), right);
    let asked = form(code, 1).expect("in the catalogue").asked(Profile::default());
    let of = |question, answer| ("billing", question, text(answer));
    let answers = [
        of("method", "paper"),
        of("language", "fi"),
        of("street", street),
        of("post_code", "00100"),
        of("post_office", "HELSINKI"),
    ];
    let id = bring_case(&visit, asked, &answers).await;
    let mut tx = world.app.db.write().await.expect("a transaction");
    let granted = "update application set state = 'approved', changed_at = $1 where id = $2";
    tx.run(granted, db::values![visit.now.milliseconds(), id.as_str()]).await.expect("granted");
    tx.commit().await.expect("committed");
}

async fn the_invoice_address_in_force_is_shown_before_sending_and_stays_with_what_was_sent(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    let address = begin(&matti).await;
    let place = format!("{address}/pages/invoice");
    assert!(matti.page(&place).await.shows("Laskutusosoitteenne ei ole tässä palvelussa"), "nothing here tells");
    billed(&world, &matti, "prescription", "Rantapolku 1").await;
    let page = matti.page(&place).await;
    assert!(page.shows("Rantapolku 1, 00100, HELSINKI"), "{}", page.body);
    super::fill(&matti, &address, &[], "31.12.2026").await;
    let check = matti.page(&format!("{address}/check")).await;
    assert!(check.shows("Nykyiseen laskutusosoitteeseen") && check.shows("<dd>Rantapolku 1</dd>"), "{}", check.body);
    send(&world, &matti, &address).await;
    world.app.clock.advance_seconds(60);
    billed(&world, &matti, "patient_data", "Uusikatu 2").await;
    let case = vilma.page(&format!("/desk/terminations/{}", address.rsplit('/').next().expect("an id"))).await;
    assert!(case.shows("<dd>Rantapolku 1</dd>") && !case.shows("Uusikatu"), "as it was sent: {}", case.body);
    let own = matti.page(&address).await;
    assert!(own.shows("<dd>Rantapolku 1</dd>"), "{}", own.body);
    grant(&world, RANTAPOLKU, Service::PatientData, true).await;
    let second = begin(&matti).await;
    assert!(matti.page(&format!("{second}/pages/invoice")).await.shows("Uusikatu 2, 00100"), "the newest is in force");
}

db::testing::on_both![
    what_was_given_back_is_not_looked_at_until_it_is_sent_again,
    whoever_takes_over_is_looked_up_and_ended_or_unknown_ones_are_refused,
    one_that_cannot_be_opened_keeps_no_other_waiting,
    a_register_that_is_down_stops_nobody_and_is_asked_again_until_it_answers,
    the_invoice_address_in_force_is_shown_before_sending_and_stays_with_what_was_sent,
];
