//! What happens while somebody types: the step saves itself and says so, and asks only what the answers call for.

use crate::harness::{Browser, Hands, Language, Look, Store, World, run};

#[test]
fn a_step_saves_itself_and_keeps_the_text_while_the_database_is_down() {
    run(Store::Postgres, Language::Finnish, saves_itself);
}

async fn saves_itself(world: &World) {
    let matti = world.browser(Look::DESK, Hands::Mouse).await;
    opens_billing(&matti).await;
    let (label, saved) = (matti.say("services-question-billing-reference"), matti.say("ui-autosave-saved"));
    let failed = matti.say("ui-autosave-failed");
    assert_eq!(matti.count(&saved).await, 0);
    matti.fill(&label, "Tilaus 1").await;
    matti.expect_text(&saved).await;
    let address = matti.address().await;
    matti.open(&address).await;
    matti.expect(&matti.say("services-step-billing")).await;
    assert_eq!(matti.value(&label).await, "Tilaus 1", "nobody pressed a button");

    world.database_answers(false).await;
    matti.fill(&label, "Tilaus 2").await;
    matti.expect_text(&failed).await;
    assert_eq!(matti.value(&label).await, "Tilaus 2", "the text stays on the page");
    world.database_answers(true).await;
    // The next key tries again.
    matti.fill(&label, "Tilaus 23").await;
    matti.expect_text(&saved).await;
    matti.open(&address).await;
    matti.expect(&matti.say("services-step-billing")).await;
    assert_eq!(matti.value(&label).await, "Tilaus 23");
}

#[test]
fn a_question_that_depends_on_another_is_hidden_only_where_scripts_run() {
    run(Store::Sqlite, Language::Finnish, hides_questions);
}

async fn hides_questions(world: &World) {
    let matti = world.browser(Look::DESK, Hands::Mouse).await;
    opens_billing(&matti).await;
    let [by_invoice, by_mail] =
        ["e-invoice-address", "invoice-email"].map(|key| matti.say(&format!("services-question-billing-{key}")));
    assert!(!matti.is_asked(&by_invoice).await && !matti.is_asked(&by_mail).await);
    matti.choose(&matti.say("services-choice-billing-method-pdf")).await;
    assert!(!matti.is_asked(&by_invoice).await && matti.is_asked(&by_mail).await);
    matti.choose(&matti.say("services-choice-billing-method-e-invoice")).await;
    assert!(matti.is_asked(&by_invoice).await && !matti.is_asked(&by_mail).await);

    let address = matti.address().await;
    let other = world.browser(Look::NO_SCRIPT, Hands::Mouse).await;
    other.enter_clinic().await;
    other.open(&address).await;
    other.expect(&other.say("services-step-billing")).await;
    assert!(other.is_asked(&by_invoice).await && other.is_asked(&by_mail).await);
    let choice = other.say("services-choice-billing-method-pdf");
    other.expect_text(&other.fill_text("applications-when", "choice", &choice)).await;
}

async fn opens_billing(matti: &Browser<'_>) {
    matti.enter_clinic().await;
    matti.begin_application("prescription").await;
    let step = matti.say("services-step-billing");
    matti.follow(&step).await;
    matti.expect(&step).await;
}
