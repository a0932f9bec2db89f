//! Whatever comes from a register says its own language on a page in another one; a trader whom no register knows is told
//! whose form it is.

use db::testing::Scratch;

use super::kinds_tests::{become_company, drive};
use super::{Clinic, TRADER, address};
use crate::kernel::Language;
use crate::services::{CustomerKind, KnownFact, Profile, Service, newest_form};
use crate::testing::{RANTAPOLKU, between};

async fn names_of_registers_say_their_language_in_the_banner_the_step_and_the_case(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    become_company(&clinic, "29", Some("Strandstigen rf")).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let (matti, vilma) = (matti.speaking(Language::En), vilma.speaking(Language::En));
    let profile = Profile::of(CustomerKind::Private).with(KnownFact::Units).with(KnownFact::Bilingual);
    let form = newest_form(Service::Prescription, CustomerKind::Private).expect("a form").asked(profile);
    let id = drive(&clinic, &matti, form, false).await;
    let own = "lang=\"fi\">Rantapolun L\u{e4}\u{e4}k\u{e4}riasema Oy</";

    let case = matti.get(&address(&id, "")).await;
    assert!(case.body.contains("<html lang=\"en\">"), "{}", case.body);
    assert!(between(&case.body, "<section class=\"acting\"", "</section>").contains(own), "{}", case.body);
    assert!(case.body.contains("<span lang=\"fi\">Rannan vastaanotto ("), "{}", case.body);

    let draft = clinic.begin_for(&matti, Service::PatientData).await;
    let step = matti.get(&address(&draft, "/steps/organisation")).await;
    let facts = between(&step.body, "<dl class=\"facts\">", "</dl>");
    for fact in [own, "lang=\"sv\">Strandstigen rf</", "lang=\"fi\">Rantapolku 1, 00000 RANTALA</"] {
        assert!(facts.contains(fact), "{fact}: {facts}");
    }
    assert!(facts.contains("<dd>9900226-7</dd>"), "a number has no language: {facts}");
    let units = matti.get(&address(&draft, "/steps/units")).await;
    assert!(units.body.contains("<span lang=\"fi\">Rannan vastaanotto</span>"), "{}", units.body);

    for page in ["/desk/".to_string(), format!("/desk/cases/{id}"), format!("/desk/cases/{id}/messages")] {
        let page = vilma.get(&page).await;
        assert!(between(&page.body, "<main", "</main>").contains(own), "{}", page.body);
    }
    let case = vilma.get(&format!("/desk/cases/{id}")).await;
    assert!(case.body.contains("<dd lang=\"fi\">Rannan vastaanotto ("), "{}", case.body);
}

async fn the_officer_reads_both_registered_names_once(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    become_company(&clinic, "29", Some("Strandstigen rf")).await;
    let matti = clinic.world.matti().await;
    let profile = Profile::of(CustomerKind::Private).with(KnownFact::Units).with(KnownFact::Bilingual);
    let form = newest_form(Service::Prescription, CustomerKind::Private).expect("a form").asked(profile);
    let id = drive(&clinic, &matti, form, false).await;
    for (language, once, both) in [
        (Language::Fi, "YTJ: Rantapolku, voimassa.", "Rekisteröidyt nimet YTJ:ssä: Rantapolku ja Strandstigen rf."),
        (Language::Sv, "FODS: Rantapolku, i kraft.", "De registrerade namnen i FODS: Rantapolku och Strandstigen rf."),
        (Language::En, "(YTJ): Rantapolku, in force.", "(YTJ): Rantapolku and Strandstigen rf."),
    ] {
        let case = clinic.world.vilma().await.speaking(language).get(&format!("/desk/cases/{id}")).await;
        let counts = [once, both].map(|text| case.body.matches(text).count());
        assert_eq!(counts, [1, 1], "{language:?}: {}", case.body);
    }
}

async fn a_trader_whom_no_register_knows_is_told_whose_form_it_is(scratch: &Scratch) {
    let told = "Fimean apteekkirekisterist\u{e4} ei l\u{f6}ytynyt teille apteekkia";
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let matti = clinic.world.matti().await;
    let practitioner = clinic.begin(&matti).await;
    let step = matti.get(&address(&practitioner, "/steps/organisation")).await;
    assert!(!step.shows(told), "the register of providers has this one: {}", step.body);
    matti.post(&address(&practitioner, "/discard"), &[]).await.redirects();

    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    tx.run("delete from register_copy where source <> 'company'", db::values![]).await.expect("forgotten");
    for source in ["organisation", "practitioner"] {
        let unknown = "insert into register_copy (source, key, content, fetched_at) values ($1, $2, null, $3)";
        let values = db::values![source, RANTAPOLKU, clinic.world.app.clock.now().milliseconds()];
        tx.run_one(unknown, values).await.expect("told");
    }
    tx.commit().await.expect("committed");
    let trader = clinic.begin(&matti).await;
    let step = matti.page(&address(&trader, "/steps/organisation")).await;
    assert!(
        step.shows(told) && step.shows("aikaisintaan 30 p\u{e4}iv\u{e4}\u{e4} ennen haltuunottoa"),
        "{}",
        step.body
    );
}

db::testing::on_both![
    the_officer_reads_both_registered_names_once,
    names_of_registers_say_their_language_in_the_banner_the_step_and_the_case,
    a_trader_whom_no_register_knows_is_told_whose_form_it_is,
];
