//! The nightly comparison against registers that change, on both databases.

mod ended_tests;
mod rules_tests;
mod told_tests;
mod trader_tests;

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use db::testing::{Scratch, guarded};

use super::rules::ChangeKind;
use super::{RegisterChange, change, compare_due, count_open, store};
use crate::applications::testing::{bring_case, text};
use crate::deployments::{self, Granted};
use crate::kernel::{ApplicationId, Basis, BusinessId, CaseLanguage, Position};
use crate::notices::{Happening, list_for_case};
use crate::parties::PartyState;
use crate::parties::tests::{bring_in, grant};
use crate::services::{CustomerKind, Profile, Service, form, newest_form as form_of};
use crate::testing::{LEHTOLINNA, RANTAPOLKU, World};
use crate::web::Visit;

/// What the registers say now.
#[derive(Clone)]
struct Scene {
    name: &'static str,
    unit_ends: &'static str,
    company_ended: bool,
    takeover: &'static str,
    pharmacy_ends: &'static str,
    is_down: bool,
    /// The registers fail for what has this in its address.
    fails_for: Option<&'static str>,
    sector: &'static str,
    /// The code of the legal form.
    form: &'static str,
    is_registered: bool,
    /// The last day of the registration.
    registered_until: &'static str,
    asked: usize,
}

type Shared = Arc<Mutex<Scene>>;

fn scene() -> Shared {
    Arc::new(Mutex::new(Scene {
        name: "Rantapolun Lääkäriasema Oy",
        unit_ends: "2100-12-31",
        company_ended: false,
        takeover: "20261211",
        pharmacy_ends: "21001231",
        is_down: false,
        fails_for: None,
        sector: "2 Yksityinen",
        form: "16",
        is_registered: true,
        registered_until: "2100-12-31",
        asked: 0,
    }))
}

fn answer(scene: &Shared, uri: &Uri, say: impl Fn(&Scene) -> String) -> Response {
    let mut scene = scene.lock().expect("no test has stumbled");
    scene.asked += 1;
    if !scene.is_registered && uri.path().starts_with("/v6/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    if scene.is_down || scene.fails_for.is_some_and(|part| uri.to_string().contains(part)) {
        StatusCode::BAD_GATEWAY.into_response()
    } else {
        say(&scene).into_response()
    }
}

fn organisation(scene: &Scene) -> String {
    format!(
        r#"{{"conceptCodeId":"1.2.246.10.99002267.10.0","beginDate":"2020-01-01","expirationDate":"{}",
        "attributes":[{{"attributeName":"LongName","attributeValue":["{}"]}},{{"attributeName":"Sektori","attributeValue":["{}"]}}]}}"#,
        scene.registered_until, scene.name, scene.sector
    )
}

fn units(scene: &Scene) -> String {
    format!(
        r#"{{"conceptCodes":[{{"conceptCodeId":"1.2.246.10.99002267.10.1","beginDate":"2020-01-01","expirationDate":"{}",
        "attributes":[{{"attributeName":"LongName","attributeValue":["Keskusta"]}}]}}],"page":1,"pageSize":500,"totalItems":1,"totalPages":1}}"#,
        scene.unit_ends
    )
}

fn company(scene: &Scene) -> String {
    let end = if scene.company_ended { r#","endDate":"2026-11-20""# } else { "" };
    format!(
        r#"{{"companies":[{{"names":[{{"name":"{}","type":"1","version":1}}],"companyForms":[{{"type":"{}","version":1}}]{end}}}]}}"#,
        scene.name, scene.form
    )
}

fn pharmacies(scene: &Scene) -> String {
    format!(
        r#"[{{"OID":"1.2.246.10.99002267.20.1","Pitkä nimi":"Rannan apteekki","ApteekkariYtunnus":"{RANTAPOLKU}",
        "Voimassaolo alkaa":"{}","Voimassaolo päättyy":"{}"}}]"#,
        scene.takeover, scene.pharmacy_ends
    )
}

/// A world whose registers say what the scene says.
async fn world(scratch: &Scratch, scene: &Shared) -> World {
    let with = |say: fn(&Scene) -> String| {
        let scene = scene.clone();
        get(move |uri: Uri| async move { answer(&scene, &uri, say) })
    };
    let router = Router::new()
        .route("/v6/classifications/{c}/conceptcodes/{id}", with(organisation))
        .route("/v6/classifications/{c}/conceptcodes", with(units))
        .route("/companies", with(company))
        .route("/pharmacies", with(pharmacies));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a loopback port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, router).await.expect("served") });
    World::with(scratch, |config| {
        config.registers.code_service_url.clone_from(&address);
        config.registers.company_register_url.clone_from(&address);
        config.registers.pharmacy_register_url = format!("{address}/pharmacies");
    })
}

/// A customer with a deployment.
async fn customer(world: &World, organisation: &str) -> BusinessId {
    let (visit, organisation) = (Visit::of_job(&world.app), BusinessId::parse(organisation).expect("valid"));
    let application = ApplicationId::new(visit.now, &world.app.random);
    let granted = Granted {
        application: &application,
        organisation: &organisation,
        service: Service::Prescription,
        form: form("prescription", 1).expect("in the catalogue").asked(Profile::default()),
        case_number: "KE-2026-000001",
        language: CaseLanguage::Sv,
        snapshot: serde_json::json!({}),
        recipients: vec!["hallinto@rantapolku.example".to_string()],
        wished_date: None,
    };
    let mut tx = world.app.db.write().await.expect("a transaction");
    deployments::open(&mut tx, &visit, &granted).await.expect("opened");
    tx.commit().await.expect("committed");
    organisation
}

/// One night: every batch until none is left.
async fn night(world: &World) -> usize {
    world.app.clock.advance_seconds(86_400);
    let mut batches = 0;
    while guarded(compare_due(&world.app)).await.expect("ran") {
        batches += 1;
    }
    batches
}

async fn kinds(world: &World, organisation: &BusinessId) -> Vec<ChangeKind> {
    changes(world, organisation).await.iter().map(|change| change.kind).collect()
}

async fn what_has_changed_overnight_is_told_to_customer_and_officer(scratch: &Scratch) {
    let scene = scene();
    let world = world(scratch, &scene).await;
    let rantapolku = customer(&world, RANTAPOLKU).await;
    assert_eq!((night(&world).await, night(&world).await), (1, 1));
    assert!(kinds(&world, &rantapolku).await.is_empty(), "the first night only looks");
    {
        let mut scene = scene.lock().expect("free");
        (scene.name, scene.unit_ends, scene.takeover) = ("Rantapolun Terveys Oy", "2026-12-31", "20270101");
        scene.company_ended = true;
    }
    night(&world).await;
    let mut found = kinds(&world, &rantapolku).await;
    found.sort_by_key(|kind| kind.code());
    let expected =
        [ChangeKind::CompanyEnded, ChangeKind::NameChanged, ChangeKind::TakeoverMoved, ChangeKind::UnitEnded];
    assert_eq!(found, expected);
    night(&world).await;
    assert_eq!(kinds(&world, &rantapolku).await.len(), 4, "told once");

    let mut read = world.app.db.read().await.expect("a reader");
    let mails = list_for_case(&mut read, RANTAPOLKU).await.expect("listed");
    drop(read);
    assert_eq!(mails.len(), 1, "one mail a night");
    assert_eq!(mails[0].happening, Some(Happening::RegisterChanged));
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let base = format!("/o/{RANTAPOLKU}/register-changes");
    let page = matti.page(&base).await;
    for shown in [
        "Rantapolun Lääkäriasema Oy on nyt Rantapolun Terveys Oy",
        "Keskusta rekisteröinti päättyy 31.12.2026",
        "11.12.2026 on nyt 1.1.2027",
        "korjatkaa se YTJ:ssä",
        "korjatkaa se Soterissa",
        "ottakaa yhteyttä Fimeaan",
        "/access/wrong-register",
    ] {
        assert!(page.shows(shown), "{shown}: {}", page.body);
    }
    let id = crate::testing::between(&page.body, &format!("action=\"{base}/"), "/seen\"").to_string();
    let seen = format!("{base}/{id}/seen");
    matti.post(&seen, &[("version", "1")]).await.redirects();
    assert_eq!(matti.post(&seen, &[("version", "1")]).await.status, StatusCode::CONFLICT);
    assert!(matti.page(&base).await.shows("Merkinnyt nähdyksi Matti Rantapolku"));
    let kauko = world.kauko().await;
    let foreign = seen.replace(RANTAPOLKU, crate::testing::LEHTOLINNA);
    assert_eq!(kauko.post(&foreign, &[("version", "2")]).await.status, StatusCode::NOT_FOUND);

    assert!(vilma.page("/desk/register-changes").await.shows("Asiakas on nähnyt"));
    let close = format!("/desk/register-changes/{id}/close");
    vilma.post(&close, &[("version", "2")]).await.redirects();
    assert_eq!(vilma.post(&close, &[("version", "3")]).await.status, StatusCode::CONFLICT);
    let mut read = world.app.db.read().await.expect("a reader");
    assert_eq!(count_open(&mut read).await.expect("counted"), 3);
}

/// Recipients of the mails of a happening about a number, in order.
async fn recipients_of(world: &World, happening: &str, number: &str) -> Vec<String> {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select recipient from notice where happening = $1 and case_number = $2 order by recipient";
    let rows: Vec<(String,)> = read.all(sql, db::values![happening, number]).await.expect("listed");
    rows.into_iter().map(|(recipient,)| recipient).collect()
}

async fn a_joined_party_is_watched_and_its_main_joiner_is_told(scratch: &Scratch) {
    let scene = scene();
    let world = world(scratch, &scene).await;
    grant(&world, LEHTOLINNA).await;
    let party = bring_in(&world, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", PartyState::Confirmed).await;
    let rantapolku = BusinessId::parse(RANTAPOLKU).expect("valid");
    night(&world).await;
    assert!(kinds(&world, &rantapolku).await.is_empty(), "the first night only looks");
    scene.lock().expect("free").company_ended = true;
    night(&world).await;
    assert_eq!(
        kinds(&world, &rantapolku).await,
        [ChangeKind::CompanyEnded],
        "it has no case and no service of its own"
    );
    night(&world).await;
    assert_eq!(recipients_of(&world, "register_changed", RANTAPOLKU).await, ["toimisto@halla.example"], "the party");
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select reference from joined_party where id = $1";
    let (reference,): (String,) = read.one(sql, db::values![party.as_str()]).await.expect("there");
    drop(read);
    let main_joiner = recipients_of(&world, "party_register_changed", &reference).await;
    assert_eq!(main_joiner.len(), 1, "{main_joiner:?}");
    assert!(main_joiner[0].starts_with("hallinto@"), "its main joiner, once");
    assert!(world.vilma().await.page("/desk/register-changes").await.shows(RANTAPOLKU));
    // Who is joined no more is asked about no more.
    let mut tx = world.app.db.write().await.expect("a transaction");
    tx.run_one("update joined_party set state = 'ended' where id = $1", db::values![party.as_str()])
        .await
        .expect("set");
    tx.commit().await.expect("committed");
    scene.lock().expect("free").name = "Rantapolun Terveys Oy";
    night(&world).await;
    assert_eq!(kinds(&world, &rantapolku).await, [ChangeKind::CompanyEnded]);
    let mut read = world.app.db.read().await.expect("a reader");
    let (watched,): (i64,) = read
        .one("select count(*) from watched where organisation = $1", db::values![RANTAPOLKU])
        .await
        .expect("counted");
    assert_eq!(watched, 0);
}

/// A snapshot of another version of the program keeps no other customer waiting.
async fn a_snapshot_that_cannot_be_read_keeps_no_other_customer_waiting(scratch: &Scratch) {
    let scene = scene();
    let world = world(scratch, &scene).await;
    let (spoilt, rantapolku) = (customer(&world, crate::testing::LEHTOLINNA).await, customer(&world, RANTAPOLKU).await);
    night(&world).await;
    let mut tx = world.app.db.write().await.expect("a transaction");
    let spoil = "update watched set snapshot = '{\"future\":' where organisation = $1";
    assert_eq!(tx.run(spoil, db::values![spoilt.as_str()]).await.expect("spoilt"), 1);
    tx.commit().await.expect("committed");
    scene.lock().expect("free").name = "Rantapolun Terveys Oy";
    night(&world).await;
    assert_eq!(kinds(&world, &rantapolku).await, [ChangeKind::NameChanged]);
    assert!(kinds(&world, &spoilt).await.is_empty());
}

async fn a_register_that_is_down_stops_the_night_and_the_next_round_goes_on(scratch: &Scratch) {
    let scene = scene();
    let world = world(scratch, &scene).await;
    let rantapolku = customer(&world, RANTAPOLKU).await;
    for other in ["9900116-8", "9900124-8", "9900132-8"] {
        customer(&world, other).await;
    }
    night(&world).await;
    {
        let mut scene = scene.lock().expect("free");
        (scene.is_down, scene.name, scene.asked) = (true, "Rantapolun Terveys Oy", 0);
    }
    assert_eq!(night(&world).await, 0, "an old copy is no comparison");
    assert_eq!(scene.lock().expect("free").asked, 2, "the second that gets no answer ends the round");
    assert!(kinds(&world, &rantapolku).await.is_empty());
    scene.lock().expect("free").is_down = false;
    assert!(!guarded(compare_due(&world.app)).await.expect("ran"), "its claim still holds");
    world.app.clock.advance_seconds(601);
    assert!(guarded(compare_due(&world.app)).await.expect("ran"));
    assert_eq!(kinds(&world, &rantapolku).await, [ChangeKind::NameChanged]);
}

/// A register that fails for one customer, night after night, keeps nobody else waiting.
async fn a_register_that_fails_for_one_customer_keeps_no_other_waiting(scratch: &Scratch) {
    let scene = scene();
    let world = world(scratch, &scene).await;
    let broken = customer(&world, "9900116-8").await;
    let others = [customer(&world, "9900124-8").await, customer(&world, RANTAPOLKU).await];
    night(&world).await;
    {
        let mut scene = scene.lock().expect("free");
        (scene.fails_for, scene.name) = (Some("9900116-8"), "Uusi Nimi Oy");
    }
    for round in 0..2 {
        night(&world).await;
        for other in &others {
            assert_eq!(kinds(&world, other).await, [ChangeKind::NameChanged], "night {round}");
        }
    }
    assert!(kinds(&world, &broken).await.is_empty());
    scene.lock().expect("free").fails_for = None;
    night(&world).await;
    assert_eq!(kinds(&world, &broken).await, [ChangeKind::NameChanged]);
}

/// A public organisation that is no longer in the register is still a public one; a unit that loses its last day goes on.
async fn two_instances_compare_each_customer_once(scratch: &Scratch) {
    let scene = scene();
    let world = world(scratch, &scene).await;
    let ids = ["9900226-7", "9900116-8", "9900124-8", "9900132-8", "9900139-5", "9900146-7", "9900153-9", "9900160-0"];
    let mut customers = Vec::new();
    for id in ids {
        customers.push(customer(&world, id).await);
    }
    night(&world).await;
    scene.lock().expect("free").name = "Uusi Nimi Oy";
    world.app.clock.advance_seconds(86_400);
    let all = async || {
        while guarded(compare_due(&world.app)).await.expect("ran") {}
    };
    tokio::join!(all(), all(), all());
    for customer in &customers {
        assert_eq!(kinds(&world, customer).await, [ChangeKind::NameChanged], "{customer}");
    }
}

async fn who_has_nothing_open_is_not_asked_about(scratch: &Scratch) {
    let scene = scene();
    let world = world(scratch, &scene).await;
    let rantapolku = customer(&world, RANTAPOLKU).await;
    night(&world).await;
    let mut tx = world.app.db.write().await.expect("a transaction");
    let sql = "update deployment set state = 'ended' where organisation = $1";
    tx.run(sql, db::values![rantapolku.as_str()]).await.expect("ended");
    tx.commit().await.expect("committed");
    let before = scene.lock().expect("free").asked;
    assert_eq!((night(&world).await, night(&world).await), (1, 0), "it is forgotten once");
    assert_eq!(scene.lock().expect("free").asked, before);
}

async fn item_14_a_register_change_stands_on_the_case_of_customer_and_officer(scratch: &Scratch) {
    let scene = scene();
    let world = world(scratch, &scene).await;
    let matti = world.matti().await;
    let case_of = |service, kind| {
        let form = form_of(service, kind).expect("a form").asked(Profile::of(kind));
        let basis = Basis::Position(Position::ManagingDirector);
        let visit = world.visit(&matti, (RANTAPOLKU, "Rantapolun Lääkäriasema Oy"), basis);
        async move { bring_case(&visit, form, &[("schedule", "production_date", text("2026-12-11"))]).await }
    };
    let id = case_of(Service::Prescription, CustomerKind::Pharmacist).await;
    night(&world).await;
    {
        let mut scene = scene.lock().expect("free");
        (scene.name, scene.takeover) = ("Rantapolun Terveys Oy", "20270101");
    }
    night(&world).await;
    world.app.clock.advance_seconds(60);
    let newer = case_of(Service::PatientData, CustomerKind::Private).await;
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let told = [
        "Rantapolun Lääkäriasema Oy on nyt Rantapolun Terveys Oy",
        "Nimi tarkistetaan rekisteristä ennen päätöstä",
        "korjatkaa se YTJ:ssä",
        "11.12.2026 on nyt 1.1.2027",
        "Tuotantokäyttö voi alkaa aikaisintaan uutena päivänä",
        "ottakaa yhteyttä Fimeaan",
    ];
    let page = matti.page(&format!("/o/{RANTAPOLKU}/applications/{id}")).await;
    for shown in told {
        assert!(page.shows(shown), "{shown}: {}", page.body);
    }
    assert!(page.shows(&format!("/o/{RANTAPOLKU}/register-changes")) && page.shows("uusi päivä on 1.1.2027"));
    let later = matti.page(&format!("/o/{RANTAPOLKU}/applications/{newer}")).await;
    assert!(!later.shows("on nyt Rantapolun Terveys Oy"), "what was there before it is no news for it");
    let home = matti.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(home.shows("Tarkistakaa, mitä rekistereissä on muuttunut") && home.shows("on nyt"), "{}", home.body);

    let desk = format!("/desk/cases/{id}");
    let page = vilma.page(&desk).await;
    for shown in told {
        assert!(page.shows(shown), "{shown}: {}", page.body);
    }
    assert!(page.shows("Odottaa asiakasta") && !vilma.page(&format!("/desk/cases/{newer}")).await.shows(told[0]));
    let change = crate::testing::between(&page.body, "action=\"/desk/register-changes/", "/close\"").to_string();
    let close = format!("/desk/register-changes/{change}/close");
    let closed = vilma.post(&close, &[("version", "1"), ("case", id.as_str())]).await;
    assert_eq!(closed.redirects(), format!("{desk}#register-changes"), "back to the case");
    let page = vilma.page(&desk).await;
    assert!(page.shows("Valmis") && !page.shows(&close), "dealt with, and still told on the case");
}

/// Instances compare, a customer and two officers note what was found, all at once, while the registers change.
async fn random_steps_at_once_tell_each_register_change_once_and_end_it_once(scratch: &Scratch) {
    const NAMES: [&str; 4] = ["Rantapolku A Oy", "Rantapolku B Oy", "Rantapolku C Oy", "Rantapolku D Oy"];
    let scene = scene();
    let world = world(scratch, &scene).await;
    let rantapolku = customer(&world, RANTAPOLKU).await;
    let random = crate::kernel::Random::seeded(13);
    night(&world).await;
    let mut name = scene.lock().expect("free").name;
    let mut told = 0;
    for _ in 0..20 {
        let chosen: [u8; 4] = random.bytes();
        let next = NAMES[usize::from(chosen[0]) % NAMES.len()];
        scene.lock().expect("free").name = next;
        told += usize::from(next != name);
        name = next;
        world.app.clock.advance_seconds(86_400);
        let (matti, vilma, joona) = (world.matti().await, world.vilma().await, world.joona().await);
        let before = changes(&world, &rantapolku).await;
        let target = before.get(usize::from(chosen[1]) % before.len().max(1)).cloned();
        let post = async |browser: &crate::testing::Browser<'_>, verb: &str| match &target {
            Some(change) => {
                let base = if verb == "seen" { format!("/o/{RANTAPOLKU}") } else { "/desk".to_string() };
                let path = format!("{base}/register-changes/{}/{verb}", change.id);
                let answer = browser.post(&path, &[("version", &change.version.to_string())]).await.status;
                assert!([StatusCode::SEE_OTHER, StatusCode::CONFLICT].contains(&answer), "{verb}: {answer}");
                usize::from(answer == StatusCode::SEE_OTHER)
            }
            None => 0,
        };
        let all = async || {
            while guarded(compare_due(&world.app)).await.expect("ran") {}
        };
        let ((), (), seen, closed, closed_too) =
            tokio::join!(all(), all(), post(&matti, "seen"), post(&vilma, "close"), post(&joona, "close"));
        assert!(seen + closed + closed_too <= 1, "one version is changed once");
        let after = changes(&world, &rantapolku).await;
        assert_eq!(after.len(), told, "each change is told once, whoever compares");
        for old in &before {
            let now = after.iter().find(|now| now.id == old.id).expect("no change is lost");
            assert!(!old.is_closed || now.is_closed, "what was dealt with stays so");
            assert!(old.seen.is_none() || now.seen == old.seen, "who saw it first stays");
            let turned = usize::from(old.is_closed != now.is_closed) + usize::from(old.seen != now.seen);
            assert_eq!(now.version, old.version + i64::try_from(turned).expect("few"), "each step is one version");
        }
    }
    assert!(told > 8, "{told}");
    let mut read = world.app.db.read().await.expect("a reader");
    let open = changes(&world, &rantapolku).await.iter().filter(|change| !change.is_closed).count();
    assert_eq!(count_open(&mut read).await.expect("counted"), i64::try_from(open).expect("few"));
}

/// The newest changes of an organisation.
async fn changes(world: &World, organisation: &BusinessId) -> Vec<RegisterChange> {
    let mut read = world.app.db.read().await.expect("a reader");
    let rows = store::list_of(&mut read, organisation, (i64::MAX, ""), 100).await.expect("listed");
    rows.into_iter().filter_map(change).collect()
}

db::testing::on_both![
    a_snapshot_that_cannot_be_read_keeps_no_other_customer_waiting,
    what_has_changed_overnight_is_told_to_customer_and_officer,
    a_joined_party_is_watched_and_its_main_joiner_is_told,
    a_register_that_is_down_stops_the_night_and_the_next_round_goes_on,
    a_register_that_fails_for_one_customer_keeps_no_other_waiting,
    two_instances_compare_each_customer_once,
    random_steps_at_once_tell_each_register_change_once_and_end_it_once,
    item_14_a_register_change_stands_on_the_case_of_customer_and_officer,
    who_has_nothing_open_is_not_asked_about,
];
