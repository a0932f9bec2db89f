//! People whose right is not enough: what they may read, what they cannot open, and how they learn why.

use axum::http::Method;

use crate::application::CLINIC;
use crate::harness::{Hands, Language, Look, Store, World, run};

const AINO: &str = "030782-902U";
const MINEA: &str = "280201A912B";
const OSKARI: &str = "270377-925J";

#[test]
fn the_mandate_for_privacy_opens_the_library_and_nothing_of_the_organisation() {
    run(Store::Sqlite, Language::Finnish, reads_the_library_only);
}

async fn reads_the_library_only(world: &World) {
    let mut aino = world.browser(Look::DESK, Hands::Mouse).await;
    aino.thorough = true;
    aino.sign_in(AINO).await;
    aino.act_for("Kuusirannan hyvinvointialue").await;
    aino.expect(&aino.say("front-library")).await;
    aino.thorough = false;
    for organisation in ["9900101-0", "9900226-7"] {
        for path in paths_of(organisation) {
            aino.open(&path).await;
            aino.expect_answer(&aino.say("ui-failure-not-found")).await;
            assert_eq!(aino.status().await, 404, "{path}");
        }
    }
    aino.open("/library").await;
    aino.expect(&aino.say("front-library")).await;
}

/// Every page that the portal has about an organisation.
fn paths_of(organisation: &str) -> Vec<String> {
    let routes = ekstranet::routes();
    let pages = routes.rules().iter().filter(|route| route.method == Method::GET);
    let about = pages.filter(|route| route.path.starts_with("/o/{organisation}"));
    let some_id = "01a20000-0000-7000-8000-000000000000";
    let filled = about.map(|route| {
        let path = route.path.replace("{organisation}", organisation).replace("{id}", some_id);
        path.replace("{step}", "schedule").replace("{key}", "schedule").replace(['{', '}'], "")
    });
    let paths: Vec<String> = filled.collect();
    assert!(paths.len() > 5, "{paths:?}");
    paths
}

#[test]
fn people_without_a_right_learn_why_and_who_can_give_it() {
    run(Store::Sqlite, Language::Finnish, learn_why);
}

async fn learn_why(world: &World) {
    let mut oskari = world.browser(Look::DESK, Hands::Mouse).await;
    oskari.thorough = true;
    oskari.sign_in(OSKARI).await;
    oskari.act_for(CLINIC).await;
    oskari.expect(&oskari.say("mandates-why-title")).await;
    oskari.expect_text(&oskari.say("mandates-role-nimko")).await;
    oskari.expect_text(&oskari.say("mandates-reason-signatory")).await;
    oskari.expect_text(&oskari.say("mandates-step-signatory")).await;
    oskari.open("/o/9900226-7/").await;
    oskari.expect_answer(&oskari.say("ui-failure-not-found")).await;

    // Her mandate has expired, so Suomi.fi offers her nothing and she can only turn back.
    let mut minea = world.browser(Look::DESK, Hands::Mouse).await;
    minea.thorough = true;
    minea.sign_in(MINEA).await;
    minea.press(&minea.say("mandates-act-for-button")).await;
    minea.turn_back_from_suomi_fi().await;
    minea.expect_answer(&minea.say("mandates-cancelled-title")).await;
    minea.follow(&minea.say("mandates-stopped-why")).await;
    minea.expect(&minea.say("mandates-why-title")).await;
    minea.expect_text(&minea.say("mandates-reason-cancelled")).await;
    minea.expect_text(&minea.say("mandates-step-private")).await;
}
