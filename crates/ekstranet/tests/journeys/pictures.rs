//! Takes the pictures of the README anew, when `EKSTRANET_PICTURES=1` asks for it.

use std::path::Path;

use crate::application::{CLINIC_ADDRESS, VILMA};
use crate::harness::{Browser, Hands, Language, Look, Store, World, run};

const SCREEN: Look = Look { scroll_bars: false, ..Look::DESK };
const PHONE: Look = Look { width: 390, ..SCREEN };

#[test]
fn the_readme_shows_the_main_pages() {
    if std::env::var("EKSTRANET_PICTURES").is_ok_and(|value| value == "1") {
        run(Store::Sqlite, Language::Finnish, shows_the_main_pages);
    }
}

async fn shows_the_main_pages(world: &World) {
    let matti = world.browser(SCREEN, Hands::Mouse).await;
    matti.open("/").await;
    matti.expect(&matti.say("front-title")).await;
    portray(&matti, "front-fi").await;
    matti.enter_clinic().await;
    matti.begin_application("prescription").await;
    let tasks = matti.address().await;
    matti.fill_joining().await;
    matti.fill_technical().await;
    // Whoever leaves before the save has been answered loses it.
    matti.expect(&matti.say("services-step-contacts")).await;
    matti.open(&tasks).await;
    matti.expect_text(&matti.say("applications-tag-done")).await;
    portray(&matti, "tasks-fi").await;
    matti.open(&format!("{tasks}/steps/information_system?lang=sv")).await;
    portray(&matti, "step-sv").await;
    matti.open(&format!("{tasks}/steps/contacts?lang=fi")).await;
    matti.fill_contacts().await;
    matti.fill_billing().await;
    matti.fill_statements().await;
    matti.expect(&matti.say("applications-check-title")).await;
    matti.open(&format!("{tasks}/sign")).await;
    matti.expect(&matti.say("applications-sign-title")).await;
    portray(&matti, "sign-fi").await;
    matti.open(&format!("{tasks}/check")).await;
    matti.expect(&matti.say("applications-check-title")).await;
    let case_number = matti.sign_application().await;

    let vilma = world.browser(SCREEN, Hands::Mouse).await;
    vilma.sign_in_as_officer(VILMA).await;
    vilma.open_case(&case_number).await;
    vilma.press(&vilma.say("desk-case-take")).await;
    vilma.expect_text(&vilma.say("desk-case-release")).await;
    portray(&vilma, "case-fi").await;
    vilma.approve_case(&case_number).await;

    matti.open(CLINIC_ADDRESS).await;
    matti.expect(&matti.say("home-title")).await;
    portray(&matti, "home-fi").await;
    let phone = world.browser(PHONE, Hands::Mouse).await;
    phone.enter_clinic().await;
    portray(&phone, "phone-fi").await;
}

/// What can be seen without scrolling, among the documents.
async fn portray(person: &Browser<'_>, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/pictures");
    std::fs::create_dir_all(&folder).expect("the documents can be written");
    std::fs::write(folder.join(format!("{name}.png")), person.screenshot().await).expect("a file of ours");
}
