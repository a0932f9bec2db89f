//! The first complete journey: a managing director takes the Prescription service into use.

use crate::harness::{Browser, Hands, Language, Look, Store, World, run};

const MATTI: &str = "150668-917M";
const CLINIC: &str = "Rantapolun Lääkäriasema Oy";
const ADDRESS: &str = "/o/9900226-7/";

#[test]
fn a_managing_director_takes_prescription_into_use_in_finnish_on_sqlite() {
    run(Store::Sqlite, Language::Finnish, takes_prescription_into_use);
}

async fn takes_prescription_into_use(world: &World) {
    let mut matti = world.browser(Look::DESK, Hands::Mouse).await;
    matti.thorough = true;
    matti.sign_in(MATTI).await;
    matti.act_for(CLINIC).await;
    matti.expect(&matti.say("home-title")).await;
    matti.picture("home").await;
}
