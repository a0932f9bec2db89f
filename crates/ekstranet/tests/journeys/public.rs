//! What anybody may read without signing in, in three languages.

use crate::harness::{Hands, Language, Look, Store, World, run};

#[test]
fn everybody_can_read_the_public_pages() {
    run(Store::Sqlite, Language::English, reads_all);
}

async fn reads_all(world: &World) {
    let mut anybody = world.browser(Look::DESK, Hands::Mouse).await;
    anybody.thorough = true;
    for (path, heading) in [
        ("/", "front-title"),
        ("/access", "front-access"),
        ("/access/public-organisation", "front-kind-public"),
        ("/access/company", "front-kind-company"),
        ("/access/pharmacist", "front-kind-pharmacist"),
        ("/access/practitioner", "front-kind-practitioner"),
        ("/access/agent", "front-kind-agent"),
        ("/access/data-protection", "front-kind-privacy"),
        ("/access/joining", "front-joining"),
        (
            "/access/joining?sector=both&owner=public&records=system&aland=no&register=both&volume=200000",
            "front-joining-must",
        ),
        ("/access/wrong-register", "front-wrong"),
        ("/katso", "front-katso"),
        ("/status", "front-status"),
        ("/accessibility", "front-accessibility"),
        ("/privacy", "front-privacy"),
        ("/sign-in", "sign-in-title"),
        ("/desk/sign-in", "sign-in-desk-title"),
        ("/nowhere", "ui-failure-not-found"),
    ] {
        anybody.open(path).await;
        anybody.expect(&anybody.say(heading)).await;
    }
}
