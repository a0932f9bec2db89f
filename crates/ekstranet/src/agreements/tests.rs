//! Signing through the door, and the pages of what was signed.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{
    Footing, documents_for, end_in_force, end_open, find_signed, footing, has_commitment, is_in_force, put_in_force,
    sign,
};
use crate::kernel::{
    Acting, ApplicationId, Basis, BusinessId, CaseLanguage, Language, Mandate, Permissions, Position, sha256,
};
use crate::mandates;
use crate::services::Service;
use crate::testing::{Browser, RANTAPOLKU, World, between};
use crate::web::{Failure, Visit};

fn visit(world: &World, browser: &Browser<'_>, basis: Basis) -> Visit {
    let now = world.app.clock.now();
    let acting = Acting {
        organisation: BusinessId::parse(RANTAPOLKU).expect("valid"),
        organisation_name: "Rantapolun Lääkäriasema Oy".to_string(),
        basis,
        permissions: mandates::permissions(basis),
        checked_at: now,
    };
    Visit {
        app: world.app.clone(),
        now,
        language: Language::Fi,
        path: String::new(),
        request_id: "test".to_string(),
        by_service: false,
        session: browser.session.clone(),
        acting: Some(acting),
        rights: Permissions::none(),
    }
}

fn hashes(first: bool) -> Vec<String> {
    documents_for(Service::Prescription, CaseLanguage::Sv, first)
        .iter()
        .map(|document| document.sha256.clone())
        .collect()
}

async fn try_sign(visit: &Visit, application: &ApplicationId, hashes: &[String]) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    sign(&mut tx, visit, visit.acting()?, application, Service::Prescription, CaseLanguage::Sv, hashes).await?;
    tx.commit().await?;
    Ok(())
}

async fn what_was_signed_can_be_read_word_for_word(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let visit = visit(&world, &matti, Basis::Position(Position::ManagingDirector));
    let application = ApplicationId::new(visit.now, &world.app.random);
    matti.page(&format!("/o/{RANTAPOLKU}/agreements")).await;
    try_sign(&visit, &application, &hashes(true)).await.expect("signed");

    let mut read = world.app.db.read().await.expect("a reader");
    let line = find_signed(&mut read, &application).await.expect("read").expect("signed");
    let [signatory] = line.signatories.as_slice() else { panic!("{line:?}") };
    assert_eq!(
        (line.state.as_str(), signatory.name.as_str(), signatory.basis.as_str()),
        ("open", "Matti Rantapolku", "position:TJ")
    );
    assert!(has_commitment(&mut read, &visit.acting().expect("acting").organisation).await.expect("read"));
    drop(read);

    let mut tx = world.app.db.write().await.expect("a transaction");
    // As an officer's decision does it: nobody acts for the organisation.
    put_in_force(&mut tx, &Visit::of_job(&world.app), &application).await.expect("in force");
    let named: (Option<String>,) = tx
        .one("select organisation from audit_entry where action = 'agreements.put_in_force'", db::values![])
        .await
        .expect("in the log");
    assert_eq!(named.0.as_deref(), Some(RANTAPOLKU));
    tx.commit().await.expect("committed");
    let page = matti.page(&format!("/o/{RANTAPOLKU}/agreements/{}", line.id)).await;
    assert!(
        page.shows(&hashes(true)[0])
            && page.shows("toimitusjohtaja")
            && page.shows("21.11.2026")
            && page.shows(">Voimassa</span>")
    );
    assert!(page.shows("<div lang=\"sv\"><h2>Förbindelse"), "the binding text stays in its language: {}", page.body);
    let documents = documents_for(Service::Prescription, CaseLanguage::Sv, true);
    assert_eq!(documents.len(), 3, "commitment, general terms and description");
    for document in documents {
        assert_eq!(document.sha256, sha256(document.text.as_bytes()), "the fingerprint is that of the text");
        let version = format!("versio {} · ruotsinkielinen, sitova", document.version);
        for part in [document.sha256.as_str(), document.html().as_str(), version.as_str()] {
            assert!(page.shows(part), "{} lacks {part}: {}", document.kind, page.body);
        }
    }
    let facts = between(&page.body, "<dl class=\"facts\">", "</dl>");
    for fact in [RANTAPOLKU, "Matti Rantapolku", "toimitusjohtaja", "21.11.2026 klo 12.00"] {
        assert!(facts.contains(fact), "{fact}: {facts}");
    }
    assert!(
        facts.matches("21.11.2026 klo 12.00").count() >= 2,
        "when the right was asked, and when it was signed: {facts}"
    );
    assert!(
        matti.page(&format!("/o/{RANTAPOLKU}/agreements")).await.shows("Matti Rantapolku allekirjoitti 21.11.2026")
    );

    let officer = world.vilma().await;
    officer.page(&format!("/desk/agreements/{}", line.id)).await;
    let foreign = world.kauko().await.get(&format!("/o/{}/agreements/{}", crate::testing::LEHTOLINNA, line.id)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

async fn another_text_than_the_one_shown_is_not_signed(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let visit = visit(&world, &matti, Basis::Position(Position::ManagingDirector));
    let application = ApplicationId::new(visit.now, &world.app.random);
    let mut changed = hashes(true);
    changed[1] = "0".repeat(64);
    for wrong in [Vec::new(), hashes(false), changed, hashes(true).into_iter().rev().collect()] {
        assert!(matches!(try_sign(&visit, &application, &wrong).await, Err(Failure::Stale)));
    }
    try_sign(&visit, &application, &hashes(true)).await.expect("the shown text is signed");
    let second = ApplicationId::new(visit.now, &world.app.random);
    assert!(
        matches!(try_sign(&visit, &second, &hashes(false)).await, Err(Failure::Stale)),
        "the first one is not in force"
    );
    let mut tx = world.app.db.write().await.expect("a transaction");
    put_in_force(&mut tx, &visit, &application).await.expect("in force");
    tx.commit().await.expect("committed");
    assert!(
        matches!(try_sign(&visit, &second, &hashes(true)).await, Err(Failure::Stale)),
        "a commitment is given once"
    );
    try_sign(&visit, &second, &hashes(false)).await.expect("a later service needs only its description");
}

async fn the_viewing_mandate_does_not_sign(scratch: &Scratch) {
    let world = World::new(scratch);
    let aino = world.aino().await;
    let visit = visit(&world, &aino, Basis::Mandate(Mandate::Privacy));
    let application = ApplicationId::new(visit.now, &world.app.random);
    assert!(matches!(try_sign(&visit, &application, &hashes(true)).await, Err(Failure::Forbidden)));
}

async fn a_rejected_application_ends_its_open_commitment(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let visit = visit(&world, &matti, Basis::Mandate(Mandate::Deployment));
    let application = ApplicationId::new(visit.now, &world.app.random);
    try_sign(&visit, &application, &hashes(true)).await.expect("signed");
    let mut tx = world.app.db.write().await.expect("a transaction");
    end_open(&mut tx, &visit, &application).await.expect("ended");
    assert!(put_in_force(&mut tx, &visit, &application).await.is_err(), "what has ended does not come into force");
    drop(tx);
    let mut tx = world.app.db.write().await.expect("a transaction");
    end_open(&mut tx, &visit, &application).await.expect("ended");
    tx.commit().await.expect("committed");
    let mut read = world.app.db.read().await.expect("a reader");
    assert!(!has_commitment(&mut read, &visit.acting().expect("acting").organisation).await.expect("read"));
}

/// Puts the commitment of an application in force.
async fn approve(visit: &Visit, application: &ApplicationId) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    put_in_force(&mut tx, visit, application).await?;
    tx.commit().await?;
    Ok(())
}

/// The application comes to nothing.
async fn reject(visit: &Visit, application: &ApplicationId) {
    let mut tx = visit.app.db.write().await.expect("a transaction");
    end_open(&mut tx, visit, application).await.expect("ended");
    tx.commit().await.expect("committed");
}

/// The last service has ended.
async fn leave(visit: &Visit) {
    let mut tx = visit.app.db.write().await.expect("a transaction");
    end_in_force(&mut tx, visit, &visit.acting().expect("acting").organisation).await.expect("ended");
    tx.commit().await.expect("committed");
}

async fn in_force(visit: &Visit) -> bool {
    let mut read = visit.app.db.read().await.expect("a reader");
    is_in_force(&mut read, &visit.acting().expect("acting").organisation).await.expect("read")
}

async fn no_service_comes_into_force_without_commitment_and_terms(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let visit = visit(&world, &matti, Basis::Position(Position::ManagingDirector));
    let new = || ApplicationId::new(visit.now, &world.app.random);
    // Two that are sent one after the other each carry the commitment, so that either stands alone.
    let (first, second) = (new(), new());
    for application in [&first, &second] {
        try_sign(&visit, application, &hashes(true)).await.expect("nothing is in force yet");
    }
    reject(&visit, &first).await;
    approve(&visit, &second).await.expect("approved");
    assert!(in_force(&visit).await);
    // The last service ends while another application waits: the commitment stays for it.
    let (third, fourth) = (new(), new());
    try_sign(&visit, &third, &hashes(false)).await.expect("signed on top of the commitment");
    try_sign(&visit, &fourth, &hashes(false)).await.expect("signed on top of the commitment");
    leave(&visit).await;
    assert!(in_force(&visit).await, "kept for those that wait");
    reject(&visit, &third).await;
    assert!(in_force(&visit).await, "another one waits");
    approve(&visit, &fourth).await.expect("approved");
    let fifth = new();
    try_sign(&visit, &fifth, &hashes(false)).await.expect("signed on top of the commitment");
    reject(&visit, &fifth).await;
    assert!(in_force(&visit).await, "a service is in force again");
    // The last one that waits comes to nothing: the customership is over with it.
    let sixth = new();
    try_sign(&visit, &sixth, &hashes(false)).await.expect("signed on top of the commitment");
    leave(&visit).await;
    reject(&visit, &sixth).await;
    assert!(!in_force(&visit).await, "nothing builds on it any more");
    assert_eq!(
        find_signed(&mut world.app.db.read().await.expect("a reader"), &second)
            .await
            .expect("read")
            .expect("signed")
            .state,
        "ended"
    );
    leave(&visit).await;
    // What slipped through all the same is refused.
    let seventh = new();
    try_sign(&visit, &seventh, &hashes(true)).await.expect("signed anew");
    let sql = "update commitment set whole = 0 where application_id = $1";
    world.meddle(sql, db::values![seventh.as_str()]).await;
    assert!(matches!(approve(&visit, &seventh).await, Err(Failure::Stale)));
}

async fn it_is_known_what_an_application_was_signed_on(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let visit = visit(&world, &matti, Basis::Position(Position::ManagingDirector));
    let (first, second) =
        (ApplicationId::new(visit.now, &world.app.random), ApplicationId::new(visit.now, &world.app.random));
    let of = async |application: &ApplicationId| {
        footing(&mut world.app.db.read().await.expect("a reader"), application).await.expect("read")
    };
    for application in [&first, &second] {
        try_sign(&visit, application, &hashes(true)).await.expect("signed");
    }
    assert_eq!((of(&first).await, of(&second).await), (Footing::Firm, Footing::Firm), "each carries the commitment");
    // As it was signed once: on top of what only waited.
    let sql = "update commitment set whole = 0 where application_id = $1";
    world.meddle(sql, db::values![second.as_str()]).await;
    assert_eq!(of(&second).await, Footing::Awaited);
    reject(&visit, &first).await;
    assert_eq!(of(&second).await, Footing::Gone);
    assert_eq!(of(&first).await, Footing::Firm, "it waits no more");
    let third = ApplicationId::new(visit.now, &world.app.random);
    try_sign(&visit, &third, &hashes(true)).await.expect("signed again");
    assert_eq!(of(&second).await, Footing::Awaited);
    approve(&visit, &third).await.expect("approved");
    assert_eq!(of(&second).await, Footing::Firm);
    approve(&visit, &second).await.expect("approved");
}

db::testing::on_both![
    it_is_known_what_an_application_was_signed_on,
    no_service_comes_into_force_without_commitment_and_terms,
    what_was_signed_can_be_read_word_for_word,
    another_text_than_the_one_shown_is_not_signed,
    the_viewing_mandate_does_not_sign,
    a_rejected_application_ends_its_open_commitment,
];
