//! The desk through the router, on both databases: every page in three languages, and two officers at once.

mod asking_tests;
mod finding_tests;
mod history_tests;
mod rejection_tests;
mod views_tests;

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use crate::agreements;
use crate::kernel::{
    Acting, ApplicationId, Basis, BusinessId, CaseLanguage, Instant, Language, Permissions, Position, sha256,
};
use crate::mandates;
use crate::notices::{self, Happening, Notice};
use crate::services::Service;
use crate::testing::{Answer, Browser, NOON, RANTAPOLKU, World, between};
use crate::web::Visit;

/// What a rejection says of the hearing.
const HEARD: &str = "Teille annettiin tilaisuus tulla kuulluksi.";
/// The only administrative contact of the seeded cases.
const CONTACT: &str = "raija@rantapolku.example";

/// A case that somebody submitted so many days ago, without a signature.
async fn submitted(world: &World, number: i64, organisation: &str, days_ago: i64) -> ApplicationId {
    let at = NOON.plus_seconds(-days_ago * 86_400);
    let id = ApplicationId::new(at, &world.app.random);
    let content = serde_json::json!({
        "service": "prescription", "form_version": 1,
        "applicant": { "business_id": organisation, "name": "Rantapolun Lääkäriasema Oy", "oid": null, "verified_at": null },
        "answers": {
            "organisation": { "confirmed": "yes", "language": "fi" },
            "joining_model": { "model": "direct" },
            "units": { "units": ["1.2.246.10.99002267.10.1"] },
            "schedule": { "production_date": "2027-01-11" },
            "contacts": { "people": [
                { "name": "Raija Ranta", "email": CONTACT, "phone": "0401234567", "roles": ["administrative"] }
            ] }
        },
        "names": { "1.2.246.10.99002267.10.1": "Rantapolun vastaanotto" }
    })
    .to_string();
    let mut tx = world.app.db.write().await.expect("a transaction");
    tx.run_one(
        "insert into application (id, organisation, organisation_name, service, catalogue_version, kind, state, version,
            case_language, case_number, created_at, created_by, created_by_name, changed_at, submitted_at, submitted_by,
            submitted_by_name, basis)
         values ($1, $2, 'Rantapolun Lääkäriasema Oy', 'prescription', 1, 'joining', 'submitted', 1, 'fi', $3, $4, 'p',
            'Matti Rantapolku', $4, $4, 'p', 'Matti Rantapolku', 'position:TJ')",
        db::values![id.as_str(), organisation, format!("KE-2026-{number:06}"), at.milliseconds()],
    )
    .await
    .expect("a case");
    tx.run_one(
        "insert into application_version (application, number, content, sha256, frozen_at, person_id)
         values ($1, 1, $2, $3, $4, 'p')",
        db::values![id.as_str(), content.as_str(), sha256(content.as_bytes()), at.milliseconds()],
    )
    .await
    .expect("its content");
    tx.commit().await.expect("committed");
    id
}

/// The case of demo organisation 18, submitted three days ago and signed.
async fn signed(world: &World) -> ApplicationId {
    let id = submitted(world, 1, RANTAPOLKU, 3).await;
    let matti = world.matti().await;
    let basis = Basis::Position(Position::ManagingDirector);
    let acting = Acting {
        organisation: BusinessId::parse(RANTAPOLKU).expect("valid"),
        organisation_name: "Rantapolun Lääkäriasema Oy".to_string(),
        basis,
        permissions: mandates::permissions(basis),
        checked_at: NOON,
    };
    let visit = visit(world, &matti, Some(acting.clone()));
    let documents = agreements::documents_for(Service::Prescription, CaseLanguage::Fi, true);
    let hashes: Vec<String> = documents.iter().map(|document| document.sha256.clone()).collect();
    let mut tx = world.app.db.write().await.expect("a transaction");
    agreements::sign(&mut tx, &visit, &acting, &id, Service::Prescription, CaseLanguage::Fi, &hashes)
        .await
        .expect("signed");
    tx.commit().await.expect("committed");
    id
}

fn visit(world: &World, browser: &Browser<'_>, acting: Option<Acting>) -> Visit {
    Visit {
        app: world.app.clone(),
        now: world.app.clock.now(),
        language: Language::Fi,
        path: String::new(),
        request_id: "test".to_string(),
        by_service: false,
        session: browser.session.clone(),
        acting,
        rights: Permissions::none(),
    }
}

/// A valid business ID of the test series, by its number.
fn business_id(number: usize) -> String {
    let digits = format!("{:07}", 9_910_000 + number);
    let sum: u32 =
        digits.bytes().map(|digit| u32::from(digit - b'0')).zip([7, 9, 10, 5, 8, 4, 2]).map(|(d, w)| d * w).sum();
    match sum % 11 {
        0 => format!("{digits}-0"),
        1 => business_id(number + 5_000),
        rest => format!("{digits}-{}", 11 - rest),
    }
}

/// The version in the forms of a page.
fn version_on(page: &Answer) -> String {
    between(&page.body, "name=\"version\" value=\"", "\"").to_string()
}

/// Opens the case page and presses a button or sends a form of it with the version that stands there.
async fn press(officer: &Browser<'_>, id: &ApplicationId, step: &str, fields: &[(&str, &str)]) -> Answer {
    let page = if step == "take" || step == "release" { String::new() } else { format!("/{step}") };
    let page = officer.get(&format!("/desk/cases/{id}{page}")).await;
    let version = version_on(&page);
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    officer.post(&format!("/desk/cases/{id}/{step}"), &all).await
}

async fn audited(world: &World, action: &str, subject: &ApplicationId) -> i64 {
    let mut read = world.app.db.read().await.expect("read");
    let (count,): (i64,) = read
        .one(
            "select count(*) from audit_entry where action = $1 and subject = $2",
            db::values![action, subject.as_str()],
        )
        .await
        .expect("counted");
    count
}

async fn the_desk_opens_for_officers_only(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let (matti, vilma, stranger) = (world.matti().await, world.vilma().await, world.stranger());
    let pages = [
        "/desk/".to_string(),
        "/desk/notices".to_string(),
        format!("/desk/cases/{id}"),
        format!("/desk/cases/{id}/approve"),
    ];
    for path in &pages {
        assert_eq!(matti.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert!(stranger.get(path).await.redirects().starts_with("/desk/sign-in?return=%2Fdesk%2F"), "{path}");
    }
    for step in ["take", "release", "supplement", "approve", "reject"] {
        let fields = [("version", "1"), ("reason", "x"), ("confirmed", "yes")];
        assert_eq!(
            matti.post(&format!("/desk/cases/{id}/{step}"), &fields).await.status,
            StatusCode::NOT_FOUND,
            "{step}"
        );
    }
    assert_eq!(vilma.get(&pages[0]).await.status, StatusCode::OK);
    assert_eq!(vilma.get("/desk/cases/019aa5f0-0000-7000-8000-000000000001").await.status, StatusCode::NOT_FOUND);
    assert_eq!(vilma.get("/desk/cases/x").await.status, StatusCode::NOT_FOUND);
}

async fn the_queue_shows_the_oldest_first_and_goes_on_by_key(scratch: &Scratch) {
    let world = World::new(scratch);
    for number in 0..53_u8 {
        submitted(&world, 100 + i64::from(number), &business_id(usize::from(number)), 60 - i64::from(number)).await;
    }
    let vilma = world.vilma().await;
    let page = vilma.page("/desk/").await;
    let place = |text: &str| page.body.find(text).unwrap_or_else(|| panic!("{text} in {}", page.body));
    assert!(place("KE-2026-000100") < place("KE-2026-000101") && place("KE-2026-000148") < place("KE-2026-000149"));
    assert!(!page.shows("KE-2026-000150") && page.shows("60 päivää"), "{}", page.body);
    assert!(page.shows("Odottaa käsittelijää</a><span class=\"tag wait\">53<"), "{}", page.body);
    let next = between(&page.body, "<a href=\"/desk/?whose=", "\"").replace("&#38;", "&").replace("&amp;", "&");
    let second = vilma.page(&format!("/desk/?whose={next}")).await;
    assert!(
        second.shows("KE-2026-000152") && !second.shows("KE-2026-000149") && !second.shows("rel=\"next\""),
        "{}",
        second.body
    );
    for (query, count) in [
        ("whose=free", 50),
        ("whose=mine", 0),
        ("state=in_review", 0),
        ("service=prescription", 50),
        ("service=patient_data", 0),
        ("state=nonsense&state=x", 50),
    ] {
        let page = vilma.page(&format!("/desk/?{query}")).await;
        assert_eq!(page.body.matches("href=\"/desk/cases/").count(), count, "{query}");
    }
}

async fn a_case_shows_what_an_officer_needs_and_each_view_is_audited(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let vilma = world.vilma().await;
    assert_eq!(audited(&world, "desk.case_viewed", &id).await, 0);
    let page = vilma.page(&format!("/desk/cases/{id}")).await;
    assert_eq!(audited(&world, "desk.case_viewed", &id).await, 3, "once for each language");
    for text in [
        "Asia KE-2026-000001",
        RANTAPOLKU,
        "Rantapolun vastaanotto",
        "3 päivää",
        "Odottaa käsittelijää",
        "Matti Rantapolku",
        "/desk/agreements/",
        "Ei vielä käsittelijää",
        "Hakemus saapui",
        "Ota käsittelyyn",
    ] {
        assert!(page.shows(text), "{text} in {}", page.body);
    }
    for text in ["Hyväksy hakemus", "Vapauta muille"] {
        assert!(!page.shows(text), "{text} is not for a case that nobody has taken");
    }
}

async fn an_officer_takes_and_releases_a_case(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let vilma = world.vilma().await;
    assert_eq!(press(&vilma, &id, "take", &[]).await.redirects(), format!("/desk/cases/{id}"));
    let page = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(
        page.shows("Odottaa päätöstä") && page.shows("Vilma Virkanen") && page.shows("Hyväksy hakemus"),
        "{}",
        page.body
    );
    assert!(vilma.get("/desk/?whose=mine").await.shows("KE-2026-000001"));
    assert!(!world.joona().await.get("/desk/?whose=mine").await.shows("KE-2026-000001"));
    press(&vilma, &id, "release", &[]).await.redirects();
    assert!(vilma.get(&format!("/desk/cases/{id}")).await.shows("Ei vielä käsittelijää"));
    for step in ["approve", "reject", "supplement"] {
        let answer = vilma.get(&format!("/desk/cases/{id}/{step}")).await;
        assert_eq!(answer.redirects(), format!("/desk/cases/{id}"), "a step that is not open has no form");
    }
}

async fn a_supplement_says_what_is_asked_and_by_when(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let vilma = world.vilma().await;
    press(&vilma, &id, "take", &[]).await.redirects();
    let form = vilma.page(&format!("/desk/cases/{id}/supplement")).await;
    assert!(form.shows("value=\"5.12.2026\"") && form.shows("value=\"units.units\""), "{}", form.body);

    let wrong = press(&vilma, &id, "supplement", &[("deadline", "2027-12-01"), ("message", "Hei hakija")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.is_a_proper_page(Language::Fi);
    assert!(
        wrong.shows("href=\"#items\"") && wrong.shows("href=\"#deadline\"") && wrong.shows("Hei hakija"),
        "{}",
        wrong.body
    );
    let silent = [("items", "units.units"), ("ask-units.units", " "), ("deadline", "2026-12-05")];
    assert!(press(&vilma, &id, "supplement", &silent).await.shows("href=\"#ask-units.units\""));

    let asked = [
        ("items", "units.units"),
        ("ask-units.units", "Onko yksikkö vielä toiminnassa?"),
        ("message", "Hei"),
        ("deadline", "5.12.2026"),
    ];
    press(&vilma, &id, "supplement", &asked).await.redirects();
    let page = vilma.page(&format!("/desk/cases/{id}")).await;
    for text in ["Odottaa täydennystä", "Onko yksikkö vielä toiminnassa?", "5.12.2026"] {
        assert!(page.shows(text), "{text} in {}", page.body);
    }
    assert!(vilma.get("/desk/").await.shows("5.12.2026"), "the queue shows the deadline");
    let mut tx = world.app.db.write().await.expect("a transaction");
    let answer =
        "update supplement set answered_at = asked_at, answered_by_name = 'Matti Rantapolku', answer = 'Kyllä on.'";
    tx.run(answer, db::values![]).await.expect("answered");
    tx.commit().await.expect("committed");
    let page = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(page.shows("Matti Rantapolku vastasi 21.11.2026") && page.shows("Kyllä on."), "{}", page.body);
    world.app.clock.advance_seconds(15 * 86_400);
    assert!(world.vilma().await.get("/desk/").await.shows("Myöhässä"));
}

async fn an_approval_is_shown_before_it_is_made(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let vilma = world.vilma().await;
    press(&vilma, &id, "take", &[]).await.redirects();
    vilma.page(&format!("/desk/cases/{id}/approve")).await;
    let confirm = press(&vilma, &id, "approve", &[("reason", "Kunnossa.")]).await;
    assert_eq!(confirm.status, StatusCode::OK);
    confirm.is_a_proper_page(Language::Fi);
    assert!(confirm.shows("Kunnossa.") && confirm.shows("name=\"confirmed\""), "{}", confirm.body);
    assert!(vilma.get(&format!("/desk/cases/{id}")).await.shows("Odottaa päätöstä"), "nothing is decided yet");

    press(&vilma, &id, "approve", &[("reason", "Kunnossa."), ("confirmed", "yes")]).await.redirects();
    let page = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(page.shows("Vilma Virkanen hyväksyi hakemuksen") && page.shows("Kunnossa."), "{}", page.body);
    assert!(!page.shows("Tehkää nyt"), "a decided case offers no steps");
    let mut read = world.app.db.read().await.expect("read");
    let signed = agreements::find_signed(&mut read, &id).await.expect("read").expect("signed");
    assert_eq!(signed.state, "in_force");
    let mails = notices::list_for_case(&mut read, "KE-2026-000001").await.expect("listed");
    assert!(
        mails.iter().any(|mail| mail.happening == Some(Happening::ApplicationApproved) && mail.recipient == CONTACT),
        "{mails:?}"
    );
}

async fn a_rejection_begins_with_a_letter_and_needs_its_reasons(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let vilma = world.vilma().await;
    press(&vilma, &id, "take", &[]).await.redirects();
    let form = vilma.page(&format!("/desk/cases/{id}/reject")).await;
    for text in ["Emme hyväksy hakemustanne", "Oikaisuohje", "Kuuleminen", "[Kirjoittakaa, miten hakijaa on kuultu"] {
        assert!(form.shows(text), "{text} in {}", form.body);
    }
    let english = world.vilma().await.speaking(Language::En).get(&format!("/desk/cases/{id}/reject")).await;
    assert!(english.shows("Emme hyväksy hakemustanne"), "the letter is in the language of the case, not of the screen");
    for (reason, hearing, fault) in [
        ("", HEARD, "Kirjoittakaa päätökselle perustelut"),
        ("[aukko]", HEARD, "hakasulkeissa"),
        ("Perustelut.", "", "Kirjoittakaa, miten hakijaa on kuultu tai miksi ei ole kuultu"),
        ("Perustelut.", "[aukko]", "hakasulkeissa"),
    ] {
        let fields = [("reason", reason), ("hearing", hearing), ("confirmed", "yes")];
        let wrong = press(&vilma, &id, "reject", &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.is_a_proper_page(Language::Fi);
        assert!(wrong.shows(fault), "{}", wrong.body);
    }
    let fields = [("reason", "Yksikkö ei ole toiminnassa."), ("hearing", HEARD)];
    let confirm = press(&vilma, &id, "reject", &fields).await;
    for shown in ["Vahvista hylkääminen", HEARD, "voitte vaatia siihen oikaisua 30 päivän kuluessa"] {
        assert!(confirm.shows(shown), "{shown}: {}", confirm.body);
    }
    press(&vilma, &id, "reject", &[fields[0], fields[1], ("confirmed", "yes")]).await.redirects();
    let page = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(page.shows("Hylätty") && page.shows("Yksikkö ei ole toiminnassa."), "{}", page.body);
    let mut read = world.app.db.read().await.expect("a reader");
    let mails = notices::list_for_case(&mut read, "KE-2026-000001").await.expect("listed");
    let decided: Vec<_> = mails.iter().map(|mail| (mail.happening, mail.recipient.as_str())).collect();
    assert_eq!(decided, [(Some(Happening::ApplicationRejected), CONTACT)]);
}

async fn the_slower_of_two_officers_loses_nothing(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let (vilma, joona) = (world.vilma().await, world.joona().await);
    press(&vilma, &id, "take", &[]).await.redirects();
    let seen = version_on(&joona.get(&format!("/desk/cases/{id}/reject")).await);
    press(&vilma, &id, "approve", &[("confirmed", "yes")]).await.redirects();
    for confirmed in [None, Some(("confirmed", "yes"))] {
        let mut fields = vec![("version", seen.as_str()), ("reason", "Kirjoitin tämän pitkään."), ("hearing", HEARD)];
        fields.extend(confirmed);
        let slower = joona.post(&format!("/desk/cases/{id}/reject"), &fields).await;
        assert_eq!(slower.status, StatusCode::CONFLICT);
        slower.is_a_proper_page(Language::Fi);
        assert!(slower.shows("Vilma Virkanen ehti hyväksyä hakemuksen 21.11.2026"), "{}", slower.body);
        assert!(slower.shows("Kirjoitin tämän pitkään.") && slower.shows(HEARD), "{}", slower.body);
    }
    assert!(joona.get(&format!("/desk/cases/{id}")).await.shows("Hyväksytty"), "the first decision stands");
}

async fn an_officer_who_saw_an_older_version_goes_on_with_the_typed_text(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let (vilma, joona) = (world.vilma().await, world.joona().await);
    press(&vilma, &id, "take", &[]).await.redirects();
    let seen = version_on(&vilma.get(&format!("/desk/cases/{id}/reject")).await);
    press(&joona, &id, "release", &[("confirmed", "yes")]).await.redirects();
    press(&joona, &id, "take", &[]).await.redirects();
    let fields = [("version", seen.as_str()), ("reason", "Perustelut."), ("hearing", HEARD), ("confirmed", "yes")];
    let slower = vilma.post(&format!("/desk/cases/{id}/reject"), &fields).await;
    assert_eq!(slower.status, StatusCode::CONFLICT);
    slower.is_a_proper_page(Language::Fi);
    assert!(slower.shows("Käsittelijä: Joona Välimerkki") && slower.shows("Perustelut."), "{}", slower.body);
    assert_ne!(version_on(&slower), seen, "the form now stands on the new version");
    let asked = [
        ("version", seen.as_str()),
        ("items", "units.units"),
        ("ask-units.units", "Mikä?"),
        ("deadline", "2026-12-05"),
    ];
    let supplement = vilma.post(&format!("/desk/cases/{id}/supplement"), &asked).await;
    assert_eq!(supplement.status, StatusCode::CONFLICT);
    supplement.is_a_proper_page(Language::Fi);
    assert!(supplement.shows("Mikä?") && version_on(&supplement) == version_on(&slower), "{}", supplement.body);
    let current = version_on(&slower);
    let again = [("version", current.as_str()), fields[1], fields[2], fields[3]];
    vilma.post(&format!("/desk/cases/{id}/reject"), &again).await.redirects();
}

async fn two_officers_taking_at_once_make_one_officer_of_the_case(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let (vilma, joona) = (world.vilma().await, world.joona().await);
    let version = version_on(&vilma.get(&format!("/desk/cases/{id}")).await);
    let (path, fields) = (format!("/desk/cases/{id}/take"), [("version", version.as_str())]);
    let (one, other) = tokio::join!(vilma.post(&path, &fields), joona.post(&path, &fields));
    let mut statuses = [one.status, other.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT], "{} {}", one.body, other.body);
    let slower = if one.status == StatusCode::CONFLICT { one } else { other };
    slower.is_a_proper_page(Language::Fi);
    assert!(slower.shows("Asia on käsittelyssä. Käsittelijä: "), "{}", slower.body);
    assert_eq!(audited(&world, "applications.taken", &id).await, 1);
}

async fn a_mail_that_failed_is_shown_and_sent_again(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    assert!(vilma.page("/desk/notices").await.shows("ei ole lähettämättä jääneitä"));
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let notice = Notice {
        happening: Happening::ApplicationApproved,
        service: Service::Prescription,
        organisation: &organisation,
        case_number: "KE-2026-000001",
        recipients: vec![CONTACT.to_string()],
        language: CaseLanguage::Fi,
        link: format!("/o/{RANTAPOLKU}/"),
    };
    let mut tx = world.app.db.write().await.expect("a transaction");
    notices::plan(&mut tx, &visit(&world, &vilma, None), &notice).await.expect("planned");
    tx.commit().await.expect("committed");
    // Nothing listens at the test world's mail server.
    assert_eq!(guarded(notices::send_due(&world.app)).await.expect("tried"), 0);
    let page = vilma.page("/desk/notices").await;
    for text in
        ["KE-2026-000001", CONTACT, "Sähköpostipalvelimeen ei saatu yhteyttä", "yritetty lähettää kerran", "klo 12.01"]
    {
        assert!(page.shows(text), "{text} in {}", page.body);
    }
    let action = format!("/desk/notices/{}/send-again", between(&page.body, "action=\"/desk/notices/", "/send-again"));
    assert_eq!(vilma.post(&action, &[]).await.redirects(), "/desk/notices");
    assert_eq!(guarded(notices::send_due(&world.app)).await.expect("tried at once"), 0);
    let lines = notices::list_failed(&mut world.app.db.read().await.expect("read")).await.expect("listed");
    assert_eq!(lines[0].tries, 2);
    assert_eq!(lines[0].next_try_at, Instant::from_milliseconds(NOON.milliseconds() + 300_000));
}

async fn an_approver_writes_the_letters_that_decisions_begin_with(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, joona) = (world.vilma().await, world.joona().await);
    vilma.page("/desk/letters").await;
    let page = "/desk/letters/reasons/fi";
    assert!(vilma.page(page).await.shows("Pohjaa voi muuttaa hyväksyjä"));
    let text = "Asia (case). Emme hyväksy hakemusta.";
    let new = [("version", "0"), ("text", text)];
    assert_eq!(vilma.post(page, &new).await.status, StatusCode::FORBIDDEN);
    let empty = joona.post(page, &[("version", "0"), ("text", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", empty.body);
    let instructions = "/desk/letters/instructions/fi";
    let gap = joona.post(instructions, &[("version", "0"), ("text", "Osoite on [osoite].")]).await;
    assert_eq!(gap.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody would fill it in: {}", gap.body);
    let filled = [("version", "0"), ("text", "Asian (case) oikaisua vaaditaan kirjaamosta.")];
    joona.post(instructions, &filled).await.redirects();
    joona.post(page, &new).await.redirects();
    assert!(joona.page(page).await.shows("Emme hyväksy hakemusta."));
    let late = joona.post(page, &[("version", "0"), ("text", "Myöhästynyt")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("Myöhästynyt"), "what was typed is not lost");
    assert_eq!(joona.get("/desk/letters/reasons/en").await.status, StatusCode::NOT_FOUND);
    let id = submitted(&world, 1, RANTAPOLKU, 3).await;
    vilma.post(&format!("/desk/cases/{id}/take"), &[("version", "1")]).await.redirects();
    let begun = vilma.page(&format!("/desk/cases/{id}/reject")).await;
    assert!(begun.shows("Asia KE-2026-000001. Emme hyväksy hakemusta."), "{}", begun.body);
    assert!(begun.shows("Asian KE-2026-000001 oikaisua vaaditaan kirjaamosta."), "{}", begun.body);
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select count(*) from audit_entry where action = 'desk.letter_saved'";
    let (kept,): (i64,) = read.one(sql, db::values![]).await.expect("counted");
    assert_eq!(kept, 2);
}

db::testing::on_both![
    an_approver_writes_the_letters_that_decisions_begin_with,
    the_desk_opens_for_officers_only,
    the_queue_shows_the_oldest_first_and_goes_on_by_key,
    a_case_shows_what_an_officer_needs_and_each_view_is_audited,
    an_officer_takes_and_releases_a_case,
    a_supplement_says_what_is_asked_and_by_when,
    an_approval_is_shown_before_it_is_made,
    a_rejection_begins_with_a_letter_and_needs_its_reasons,
    the_slower_of_two_officers_loses_nothing,
    an_officer_who_saw_an_older_version_goes_on_with_the_typed_text,
    two_officers_taking_at_once_make_one_officer_of_the_case,
    a_mail_that_failed_is_shown_and_sent_again,
];
