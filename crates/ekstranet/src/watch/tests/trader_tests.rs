//! Nights with traders whom the register of providers does not have: pharmacists and professionals of the older register.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{StatusCode, Uri};
use axum::routing::get;
use db::testing::{Scratch, guarded};

use super::{bring_in, changes, compare_due, customer, grant, kinds, night, recipients_of};
use crate::kernel::{BusinessId, Language};
use crate::parties::PartyState;
use crate::testing::{LEHTOLINNA, RANTAPOLKU, World};
use crate::watch::rules::ChangeKind;

/// What the registers say now of a trader.
struct Scene {
    name: &'static str,
    other_name: &'static str,
    keeps_pharmacy: bool,
    practises: bool,
    /// The older register of practitioners does not answer.
    is_down: bool,
    /// How many pages of the older register of practitioners were asked for.
    sought: usize,
}

type Shared = Arc<Mutex<Scene>>;

fn said(scene: &Shared, uri: &Uri) -> (StatusCode, String) {
    let mut scene = scene.lock().expect("no test has stumbled");
    let is_practitioners = uri.path().contains("6.203");
    scene.sought += usize::from(is_practitioners);
    let text = match uri.path() {
        _ if scene.is_down && is_practitioners => return (StatusCode::BAD_GATEWAY, String::new()),
        "/companies" => company(&scene),
        "/pharmacies" if scene.keeps_pharmacy => format!(
            r#"[{{"OID":"1.2.246.10.99002267.20.1","Pitkä nimi":"Rannan apteekki","ApteekkariYtunnus":"{RANTAPOLKU}",
            "Voimassaolo alkaa":"20200101","Voimassaolo päättyy":"21001231"}}]"#
        ),
        "/pharmacies" => "[]".to_string(),
        _ if is_practitioners && scene.practises => format!(
            r#"{{"conceptCodes":[{{"conceptCodeId":"1.2.246.537.28.00990022671","beginDate":"2015-01-01",
            "expirationDate":"2100-12-31","attributes":[{{"attributeName":"Y-Tunnus","attributeValue":["{RANTAPOLKU}"]}}]}}],
            "totalPages":1}}"#
        ),
        _ if is_practitioners => r#"{"conceptCodes":[],"totalPages":0}"#.to_string(),
        _ => return (StatusCode::NOT_FOUND, String::new()),
    };
    (StatusCode::OK, text)
}

fn company(scene: &Scene) -> String {
    let name = |name: &str, kind: &str| format!(r#"{{"name":"{name}","type":"{kind}","version":1}}"#);
    let other = Some(scene.other_name).filter(|other| !other.is_empty()).map(|other| name(other, "2"));
    let names = std::iter::once(name(scene.name, "1")).chain(other).collect::<Vec<_>>().join(",");
    format!(r#"{{"companies":[{{"names":[{names}],"companyForms":[{{"type":"26","version":1}}]}}]}}"#)
}

/// A world with a trader who keeps a pharmacy or practises.
async fn world(scratch: &Scratch, keeps_pharmacy: bool) -> (World, Shared) {
    let (name, other_name) = ("Rannan toiminimi", "Strandens firma");
    let practises = !keeps_pharmacy;
    let scene = Scene { name, other_name, keeps_pharmacy, practises, is_down: false, sought: 0 };
    let scene = Arc::new(Mutex::new(scene));
    let shared = scene.clone();
    let router = Router::new().fallback(get(move |uri: Uri| async move { said(&shared, &uri) }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a loopback port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, router).await.expect("served") });
    let world = World::with(scratch, |config| {
        config.registers.code_service_url.clone_from(&address);
        config.registers.company_register_url.clone_from(&address);
        config.registers.pharmacy_register_url = format!("{address}/pharmacies");
    });
    (world, scene)
}

async fn item_14_another_name_of_a_pharmacist_is_told_with_who_corrects_it(scratch: &Scratch) {
    let (world, scene) = world(scratch, true).await;
    let pharmacist = customer(&world, RANTAPOLKU).await;
    night(&world).await;
    scene.lock().expect("free").name = "Rannikon toiminimi";
    night(&world).await;
    assert_eq!(kinds(&world, &pharmacist).await, [ChangeKind::CompanyNameChanged]);
    scene.lock().expect("free").other_name = "Kustens firma";
    night(&world).await;
    scene.lock().expect("free").other_name = "";
    night(&world).await;
    let other = ChangeKind::ParallelNameChanged;
    assert_eq!(kinds(&world, &pharmacist).await, [other, other, ChangeKind::CompanyNameChanged], "the newest first");
    scene.lock().expect("free").other_name = "Strandens firma";
    night(&world).await;
    night(&world).await;
    let found = changes(&world, &pharmacist).await;
    assert_eq!(found.len(), 4, "each is told once");
    assert!(found.iter().all(|change| change.organisation_name == "Rannikon toiminimi"), "{found:?}");
    assert_eq!(scene.lock().expect("free").sought, 0, "whoever keeps a pharmacy is not sought among practitioners");

    for (language, words) in [
        (
            Language::Fi,
            [
                "Rannan toiminimi on nyt Rannikon toiminimi",
                "toisella kansalliskielellä on muuttunut: Strandens firma on nyt Kustens firma",
                "ei enää ole nimeä toisella kansalliskielellä. Nimi oli Kustens firma",
                "on rekisteröity nimi toisella kansalliskielellä: Strandens firma",
                "korjatkaa se YTJ:ssä",
            ],
        ),
        (
            Language::Sv,
            [
                "Rannan toiminimi är nu Rannikon toiminimi",
                "det andra nationalspråket har ändrats: Strandens firma är nu Kustens firma",
                "inte längre något namn på det andra nationalspråket. Namnet var Kustens firma",
                "har registrerats för organisationen: Strandens firma",
                "rätta den i FODS",
            ],
        ),
        (
            Language::En,
            [
                "Rannan toiminimi is now Rannikon toiminimi",
                "other national language has changed: Strandens firma is now Kustens firma",
                "no longer has a name in the other national language. The name was Kustens firma",
                "has been registered for the organisation: Strandens firma",
                "Business Information System (YTJ)",
            ],
        ),
    ] {
        let page = world.matti().await.speaking(language).get(&format!("/o/{RANTAPOLKU}/register-changes")).await;
        for words in words {
            assert!(page.shows(words), "{words}: {}", page.body);
        }
    }
    assert!(world.vilma().await.page("/desk/register-changes").await.shows("Rannikon toiminimi"));
}

async fn item_14_the_end_of_a_registration_among_practitioners_is_told_to_the_customer(scratch: &Scratch) {
    let (world, scene) = world(scratch, false).await;
    let practitioner = customer(&world, RANTAPOLKU).await;
    night(&world).await;
    scene.lock().expect("free").is_down = true;
    assert_eq!(night(&world).await, 1, "one customer alone does not stop the night");
    assert!(kinds(&world, &practitioner).await.is_empty(), "a silent register ends nothing");
    {
        let mut scene = scene.lock().expect("free");
        (scene.is_down, scene.practises) = (false, false);
    }
    night(&world).await;
    assert_eq!(kinds(&world, &practitioner).await, [ChangeKind::PracticeEnded]);
    night(&world).await;
    assert_eq!(kinds(&world, &practitioner).await.len(), 1, "told once");
    assert_eq!(recipients_of(&world, "register_changed", RANTAPOLKU).await.len(), 1);
    for (language, words) in [
        (
            Language::Fi,
            ["ei enää ole terveydenhuollon itsenäisten ammatinharjoittajien rekisterissä", "korjatkaa se Soterissa"],
        ),
        (Language::Sv, ["inte längre i registret över självständiga yrkesutövare", "rätta den i Soteri"]),
        (Language::En, ["no longer in the register of self-employed health care professionals", "Soteri"]),
    ] {
        let page = world.matti().await.speaking(language).get(&format!("/o/{RANTAPOLKU}/register-changes")).await;
        for words in words {
            assert!(page.shows(words), "{words}: {}", page.body);
        }
    }
    let desk = world.vilma().await.page("/desk/register-changes").await;
    assert!(desk.shows("ammatinharjoittajien rekisterissä") && desk.shows("Rannan toiminimi"), "{}", desk.body);
}

async fn a_joined_practitioner_whose_registration_has_ended_is_told_with_the_main_joiner(scratch: &Scratch) {
    let (world, scene) = world(scratch, false).await;
    grant(&world, LEHTOLINNA).await;
    bring_in(&world, RANTAPOLKU, "Rannan toiminimi", PartyState::Confirmed).await;
    let party = BusinessId::parse(RANTAPOLKU).expect("valid");
    night(&world).await;
    scene.lock().expect("free").practises = false;
    night(&world).await;
    assert_eq!(kinds(&world, &party).await, [ChangeKind::PracticeEnded]);
    assert_eq!(recipients_of(&world, "register_changed", RANTAPOLKU).await, ["toimisto@halla.example"], "the party");
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select count(*) from notice where happening = 'party_register_changed'";
    let (told,): (i64,) = read.one(sql, db::values![]).await.expect("counted");
    assert_eq!(told, 1, "its main joiner");
}

/// What an earlier version of the program kept has neither the names nor the register of practitioners.
async fn an_older_snapshot_raises_no_alarm_by_itself(scratch: &Scratch) {
    let (world, _scene) = world(scratch, false).await;
    let trader = customer(&world, RANTAPOLKU).await;
    night(&world).await;
    let older = r#"{"name":null,"private":true,"units":[],"company_registered":true,"pharmacies":[]}"#;
    let sql = "update watched set snapshot = $1 where organisation = $2";
    world.meddle(sql, db::values![older, RANTAPOLKU]).await;
    world.app.clock.advance_seconds(86_400);
    assert!(guarded(compare_due(&world.app)).await.expect("ran"));
    assert!(kinds(&world, &trader).await.is_empty());
}

db::testing::on_both![
    an_older_snapshot_raises_no_alarm_by_itself,
    item_14_another_name_of_a_pharmacist_is_told_with_who_corrects_it,
    a_joined_practitioner_whose_registration_has_ended_is_told_with_the_main_joiner,
    item_14_the_end_of_a_registration_among_practitioners_is_told_to_the_customer,
];
