//! What becomes of a termination after it was sent: proved again, received once, answered, taken back, ended by itself.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::{
    BASE, DAY, INVOICE, answer, audited, begin, business_id, fill, grant, mailed, save, send, send_version, standing,
    version,
};
use crate::agreements;
use crate::applications::testing::bring_case;
use crate::deployments::{self, DeploymentState};
use crate::kernel::{Basis, Language, Position};
use crate::matters;
use crate::services::{Profile, Service, form};
use crate::sign_in::tests_outside::Outside;
use crate::terminations::end_due;
use crate::terminations::store::TerminationRow;
use crate::testing::{Browser, LEHTOLINNA, RANTAPOLKU, World, between};

/// Signs the commitment of the customership and puts it in force.
async fn commit(world: &World, browser: &Browser<'_>) {
    let right = Basis::Position(Position::ManagingDirector);
    let visit = world.visit(browser, (RANTAPOLKU, "Rantapolun Lääkäriasema Oy"), right);
    let asked = form("prescription", 1).expect("in the catalogue").asked(Profile::default());
    let id = bring_case(&visit, asked, &[]).await;
    let mut tx = world.app.db.write().await.expect("a transaction");
    agreements::put_in_force(&mut tx, &visit, &id).await.expect("in force");
    tx.commit().await.expect("committed");
}

async fn is_committed(world: &World) -> bool {
    let mut read = world.app.db.read().await.expect("a reader");
    agreements::has_commitment(&mut read, &business_id(RANTAPOLKU)).await.expect("read")
}

async fn the_right_is_asked_again_before_terminating_and_one_case_is_made(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let matti = world.matti().await;
    grant(world, RANTAPOLKU, Service::Prescription, true).await;
    let address = begin(&matti).await;
    fill(&matti, &address, &[], "31.12.2026").await;
    let place = format!("{address}/check");
    let check = matti.page(&place).await;
    let version = version(&check);
    let unread = matti.post(&place, &[("version", &version)]).await;
    assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unread.shows("href=\"#accept\"") && unread.shows("merkitkää se luetuksi"), "{}", unread.body);
    let old = matti.post(&place, &[("version", "1"), ("accept", "yes")]).await;
    assert_eq!(old.status, StatusCode::CONFLICT, "what was read is what is sent");
    assert!(mailed(world, "termination_received").await.is_empty(), "nothing is sent without the round");
    let out = matti.post(&place, &[("version", &version), ("accept", "yes")]).await;
    let mine = [("organisation", RANTAPOLKU), ("answer", "select")];
    let back = outside.fill(out.redirects(), &mine).await;
    outside.fault("mandates_unknown_roles", true).await;
    let refused = matti.get(&back).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "the right has ended meanwhile");
    outside.fault("mandates_unknown_roles", false).await;
    assert_eq!(audited(world, "terminations.sent").await, 0);

    let matti = world.matti().await;
    let two = [
        matti.post(&place, &[("version", &version), ("accept", "yes")]).await,
        matti.post(&place, &[("version", &version), ("accept", "yes")]).await,
    ];
    let mut reached = Vec::new();
    for out in &two {
        let back = outside.fill(out.redirects(), &mine).await;
        reached.push(matti.get(&back).await.redirects().to_string());
    }
    assert_eq!(reached, [format!("{address}/receipt"), format!("{address}/receipt")], "two clicks, one case");
    assert_eq!(audited(world, "terminations.sent").await, 1);
    assert_eq!(audited(world, "mandates.proved_again").await, 2);
    let receipt = matti.page(&format!("{address}/receipt")).await;
    for text in
        ["KE-2026-0000", "Matti Rantapolku", "21.11.2026 klo 12.00", "31.12.2026", "Resepti-palvelu", "data-print"]
    {
        assert!(receipt.shows(text), "{text}: {}", receipt.body);
    }
    assert_eq!(mailed(world, "termination_received").await, ["hallinto@rantapolku.example"]);
    let hash = between(&receipt.body, "<code class=\"hash\">", "</code>").to_string();
    let mut read = world.app.db.read().await.expect("a reader");
    let sealed: Vec<(Vec<u8>, String)> =
        read.all("select content, sha256 from termination_version", db::values![]).await.expect("read");
    assert_eq!(sealed.len(), 1);
    assert_eq!(sealed[0].1, hash);
    let shown = String::from_utf8_lossy(&sealed[0].0).into_owned();
    assert!(!shown.contains("rantapolku.example"), "addresses are kept sealed");
}

async fn an_officer_finds_it_confirms_it_and_it_ends_by_itself(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    grant(&world, RANTAPOLKU, Service::PatientData, false).await;
    commit(&world, &matti).await;
    let home = format!("/o/{RANTAPOLKU}/");
    let address = begin(&matti).await;
    fill(&matti, &address, &[], "31.12.2026").await;
    let check = matti.page(&format!("{address}/check")).await;
    assert!(check.shows("Asiakkuus päättyy") && check.shows("Käyttöönotto keskeytyy"), "{}", check.body);
    assert!(check.shows("Kelan säilytettäviksi") && check.shows("yksi keskeneräinen hakemus"), "{}", check.body);
    send(&world, &matti, &address).await;
    assert!(matti.page(&format!("{address}/receipt")).await.shows("Käsittelijä tarkistaa irtisanomisen"));
    let waits = matti.page(&home).await;
    assert!(waits.shows(&format!("<a href=\"{address}\">Irtisanominen KE-")), "it leads there: {}", waits.body);
    assert!(vilma.page("/desk/").await.shows("href=\"/desk/terminations\""));
    let queue = vilma.page("/desk/terminations").await;
    assert!(queue.shows("Rantapolun Lääkäriasema Oy (9900226-7)") && queue.shows("31.12.2026"), "{}", queue.body);
    let id = address.rsplit('/').next().expect("an id");
    let case = vilma.page(&format!("/desk/terminations/{id}")).await;
    assert!(
        case.shows("myös asiakkuus ja sitoumus päättyvät") && case.shows("avoimia hakemuksia: KE-"),
        "{}",
        case.body
    );
    let early = answer(&vilma, &address, &[("answer", "confirm"), ("day", "1.12.2026")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.shows("Asiakas on pyytänyt myöhempää päivää") && early.shows("value=\"1.12.2026\""));
    let confirm = [("answer", "confirm"), ("day", "31.12.2026"), ("reason", "Kiitos ilmoituksesta.")];
    answer(&vilma, &address, &confirm).await.redirects();
    let twice = [("version", "5"), ("answer", "reject"), ("reason", "x")];
    let again = vilma.post(&format!("/desk/terminations/{id}"), &twice).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "answered once");
    let shown = matti.page(&address).await;
    assert!(
        shown.shows("Kiitos ilmoituksesta.") && shown.shows("Viimeinen käyttöpäivä on 31.12.2026"),
        "{}",
        shown.body
    );
    assert!(!shown.shows("/withdraw"), "a confirmed one is not taken back");
    assert_eq!(matti.post(&format!("{address}/withdraw"), &[("version", "6")]).await.status, StatusCode::CONFLICT);
    let page = matti.page(&home).await;
    assert!(
        page.shows("Asiakkuutenne päättyy 31.12.2026.") && page.shows("Käyttö päättyy 31.12.2026."),
        "{}",
        page.body
    );
    assert!(page.shows("irtisanottu ennen käyttöönottoa"), "what was not in use yet: {}", page.body);
    guarded(deployments::begin_due(&world.app)).await.expect("ran");
    // From noon of 21 November to one second before the first midnight of January.
    world.app.clock.advance_seconds(40 * DAY + 12 * 3_600 - 1);
    assert_eq!(guarded(end_due(&world.app)).await.expect("ran"), 0, "the last day is not over");
    assert!(is_committed(&world).await);
    world.app.clock.advance_seconds(1);
    assert_eq!(guarded(end_due(&world.app)).await.expect("ran"), 1);
    assert_eq!(guarded(end_due(&world.app)).await.expect("ran"), 0, "once");
    everything_has_ended_and_can_be_read(&world, &address).await;
    for happening in ["termination_confirmed", "termination_ended"] {
        assert_eq!(mailed(&world, happening).await, ["hallinto@rantapolku.example"], "{happening}");
    }
}

async fn everything_has_ended_and_can_be_read(world: &World, address: &str) {
    let last_day = Some("2026-12-31".to_string());
    let ended =
        [Service::PatientData, Service::Prescription].map(|one| (one, DeploymentState::Ended, last_day.clone()));
    assert_eq!(standing(world, RANTAPOLKU).await, ended);
    assert!(!is_committed(world).await, "the customership has ended with the last service");
    let matti = world.matti().await;
    let page = matti.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(page.shows("Kanta-palveluja ei ole enää käytössä") && page.shows("Asiakkuutenne päättyi 31.12.2026."));
    let history = matti.page(BASE).await;
    assert!(history.shows(address) && history.shows("Valmis") && !history.shows(&format!("action=\"{BASE}\"")));
    assert!(matti.page(address).await.shows("Viimeinen päivä oli 31.12.2026"));
    let receipt = matti.page(&format!("{address}/receipt")).await;
    assert!(!receipt.shows("Käsittelijä tarkistaa irtisanomisen"), "it has been done: {}", receipt.body);
    assert_eq!((audited(world, "terminations.confirmed").await, audited(world, "terminations.ended").await), (1, 1));
    assert_eq!(audited(world, "agreements.customership_ended").await, 1);
}

async fn one_service_ends_and_the_customership_goes_on(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    for service in [Service::Prescription, Service::PatientData, Service::OldPatientData] {
        grant(&world, RANTAPOLKU, service, true).await;
    }
    commit(&world, &matti).await;
    let address = begin(&matti).await;
    fill(&matti, &address, &["patient_data"], "21.11.2026").await;
    assert!(matti.page(&format!("{address}/check")).await.shows("Laajennukset päättyvät"));
    send(&world, &matti, &address).await;
    // The officer answers the day after the day that was asked for: nothing ends afterwards.
    world.app.clock.advance_seconds(DAY);
    let vilma_later = world.vilma().await;
    drop(vilma);
    assert!(vilma_later.page("/desk/terminations").await.shows("Päivä on mennyt."));
    let past = answer(&vilma_later, &address, &[("answer", "confirm"), ("day", "21.11.2026")]).await;
    assert!(past.shows("Takautuvasti ei voi irtisanoa"), "{}", past.body);
    let id = address.rsplit('/').next().expect("an id");
    let case = vilma_later.page(&format!("/desk/terminations/{id}")).await;
    assert!(case.shows("value=\"22.11.2026\"") && case.shows("asiakkuus jatkuu"), "today is offered: {}", case.body);
    answer(&vilma_later, &address, &[("answer", "confirm"), ("day", "22.11.2026")]).await.redirects();
    world.app.clock.advance_seconds(DAY);
    assert_eq!(guarded(end_due(&world.app)).await.expect("ran"), 1);
    let states: Vec<_> = standing(&world, RANTAPOLKU).await.into_iter().map(|(one, state, _)| (one, state)).collect();
    let expected = [
        (Service::OldPatientData, DeploymentState::Ended),
        (Service::PatientData, DeploymentState::Ended),
        (Service::Prescription, DeploymentState::InProduction),
    ];
    assert_eq!(states, expected, "what extends a service ends with it");
    assert!(is_committed(&world).await);
    let page = world.matti().await.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(page.shows("Yksi Kanta-palvelu on käytössä") && !page.shows("Asiakkuutenne"), "{}", page.body);
}

async fn one_that_is_given_back_is_corrected_sent_again_and_taken_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    let address = begin(&matti).await;
    fill(&matti, &address, &[], "31.12.2026").await;
    send(&world, &matti, &address).await;
    let number = between(&matti.page(&address).await.body, "Irtisanominen KE-", "<").to_string();
    let mute = answer(&vilma, &address, &[("answer", "return"), ("day", "31.12.2026"), ("reason", "")]).await;
    assert!(mute.shows("Kirjoittakaa perustelut asiakkaalle"), "{}", mute.body);
    let back = [("answer", "return"), ("reason", "Kertokaa laskutusosoite.")];
    answer(&vilma, &address, &back).await.redirects();
    assert_eq!(mailed(&world, "termination_returned").await, ["hallinto@rantapolku.example"]);
    let home = matti.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(home.shows("Korjatkaa irtisanominen") && home.shows("palautettu korjattavaksi"), "{}", home.body);
    let shown = matti.page(&address).await;
    assert!(shown.shows("Kertokaa laskutusosoite.") && shown.shows("Korjaa ja lähetä uudelleen"), "{}", shown.body);
    let other = [
        ("invoice", "other"),
        ("name", "Rannan konkurssipesä"),
        ("street", "Rantapolku 1"),
        ("post_code", "00000"),
        ("post_office", "RANTALA"),
        ("email", "hallinto@rantapolku.example"),
    ];
    let check = matti.page(&format!("{address}/check")).await;
    assert!(check.shows("Kertokaa laskutusosoite."), "what is asked stands where it is corrected: {}", check.body);
    let list = vilma.page("/desk/terminations").await;
    let desk_page = vilma.page(&format!("/desk/terminations/{}", address.rsplit('/').next().expect("an id"))).await;
    assert!(desk_page.shows("palautti irtisanomisen asiakkaalle 21.11.2026"), "{}", desk_page.body);
    assert!(desk_page.shows(">Odottaa asiakasta</span>") && desk_page.shows("<h2>Vastaus 21.11.2026 klo 12.00, Vilma"));
    assert!(
        list.shows("Palautettu asiakkaalle</h2>") && list.shows(number.split(' ').next().expect("a number")),
        "{}",
        list.body
    );
    save(&matti, &address, "invoice", &other).await.redirects();
    let id = address.rsplit('/').next().expect("an id");
    let desk = format!("/desk/terminations/{id}");
    assert!(!vilma.page(&desk).await.shows("konkurssipesä"), "what is not sent again is not seen");
    world.app.clock.advance_seconds(60);
    send(&world, &matti, &address).await;
    let case = vilma.page(&desk).await;
    assert!(case.shows("Rannan konkurssipesä, Rantapolku 1, 00000 RANTALA"), "{}", case.body);
    assert!(case.shows(&number) && case.shows("Kertokaa laskutusosoite."), "the same case: {}", case.body);
    let waits = matti.page(&address).await;
    assert!(
        waits.shows("Aiempi vastaus 21.11.2026") && !waits.shows("<h2>Vastaus"),
        "nothing is asked: {}",
        waits.body
    );
    let question = matti.page(&format!("{address}/withdraw")).await;
    assert!(question.shows("Peruutetaanko irtisanominen?"));
    matti.post(&format!("{address}/withdraw"), &[("version", &version(&question))]).await.redirects();
    let shown = matti.page(&address).await;
    assert!(shown.shows("Peruutitte irtisanomisen.") && shown.shows("jatkuivat ennallaan"), "{}", shown.body);
    let late = [("version", "9"), ("answer", "confirm"), ("day", "31.12.2026"), ("reason", "Hyvää jatkoa.")];
    let late = vilma.post(&desk, &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("Joku muu ehti vastata ensin") && late.shows("Hyvää jatkoa."), "{}", late.body);
    let list = matti.page(&format!("/o/{RANTAPOLKU}/terminations")).await;
    assert!(list.shows("Peruutettu</span>") && list.shows("Irtisanominen on peruutettu"), "{}", list.body);
    assert_eq!(standing(&world, RANTAPOLKU).await[0].1, DeploymentState::InProduction);
    assert_ne!(begin(&matti).await, address, "the service is free for a new one");
}

async fn a_service_has_one_termination_under_way(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    grant(&world, RANTAPOLKU, Service::SocialData, true).await;
    let first = begin(&matti).await;
    fill(&matti, &first, &["prescription"], "31.12.2026").await;
    send(&world, &matti, &first).await;
    let list = matti.page(BASE).await;
    assert!(list.shows("Viimeinen päivä on 31.12.2026."), "the list says what ends it: {}", list.body);
    let second = begin(&matti).await;
    let form = matti.page(&format!("{second}/pages/services")).await;
    assert!(form.shows("value=\"prescription\" disabled"), "{}", form.body);
    let twice = [("extent", "some"), ("services", "prescription"), ("ends_on", "30.11.2026")];
    assert!(save(&matti, &second, "services", &twice).await.shows("vähintään yksi palvelu"));
    fill(&matti, &second, &["social_data"], "31.12.2026").await;
    // Two drafts cannot both be sent for one service, however it came about.
    let mut tx = world.app.db.write().await.expect("a transaction");
    let id = crate::kernel::TerminationId::parse(second.rsplit('/').next().expect("an id")).expect("an id");
    let own = business_id(RANTAPOLKU);
    assert!(
        !matters::keep_services::<TerminationRow>(&mut tx, &id, &own, &[Service::Prescription]).await.expect("asked")
    );
    assert!(
        matters::keep_services::<TerminationRow>(&mut tx, &id, &own, &[Service::SocialData]).await.expect("asked"),
        "negative control"
    );
    drop(tx);
    answer(&vilma, &first, &[("answer", "reject"), ("reason", "Sitoumus on toisella.")]).await.redirects();
    let rejected = matti.page(&first).await;
    assert!(
        rejected.shows("Sitoumus on toisella.") && rejected.shows("Irtisanomista ei voitu hyväksyä."),
        "{}",
        rejected.body
    );
    let form = matti.page(&format!("{second}/pages/services")).await;
    assert!(!form.shows("value=\"prescription\" disabled"), "a rejected one lets go: {}", form.body);
    let old = version(&matti.page(&format!("{second}/check")).await).parse::<i64>().expect("a version");
    save(&matti, &second, "invoice", &INVOICE).await.redirects();
    let right = Basis::Position(Position::ManagingDirector);
    let back = send_version(&world, &matti, &second, right, old).await;
    assert_eq!(back, format!("{second}/check?changed=yes"), "what was changed meanwhile is checked again");
    assert!(matti.page(&back).await.shows("Mitään ei lähetetty: tietoja on muutettu"));
    assert!(!matti.page(&format!("{second}/check")).await.shows("Mitään ei lähetetty"));
    assert_eq!(audited(&world, "terminations.sent").await, 1);
}

async fn confirming_and_rejecting_are_asked_about_once_more_with_what_was_typed(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    let address = begin(&matti).await;
    fill(&matti, &address, &[], "31.12.2026").await;
    send(&world, &matti, &address).await;
    let place = format!("/desk/terminations/{}", address.rsplit('/').next().expect("an id"));
    let version = version(&vilma.page(&place).await);
    let long = "Palvelu jatkuu.\nPäivä on väärä.";
    let with = |answer| [("version", version.as_str()), ("answer", answer), ("day", "31.12.2026"), ("reason", long)];
    for (language, confirms, rejects) in [
        (Language::Sv, "Vill ni bekräfta uppsägningen KE-2026-", "Vill ni avslå uppsägningen KE-2026-"),
        (Language::En, "Confirm termination KE-2026-", "Reject termination KE-2026-"),
        (Language::Fi, "Vahvistetaanko irtisanominen KE-2026-", "Hylätäänkö irtisanominen KE-2026-"),
    ] {
        for (answer, words) in [("confirm", confirms), ("reject", rejects)] {
            let asked = world.vilma().await.speaking(language).post(&place, &with(answer)).await;
            assert!(asked.status == StatusCode::OK && asked.shows(words), "{}", asked.body);
            assert!(asked.shows(&format!("tabindex=\"-1\">{long}</textarea>")), "lines stay lines: {}", asked.body);
        }
    }
    let back = [&with("back")[..], &[("sure", "yes")]].concat();
    let back = vilma.post(&place, &back).await;
    assert!(back.status == StatusCode::OK && back.shows(&format!(">{long}</textarea>")), "{}", back.body);
    assert!(back.shows("value=\"31.12.2026\"") && !back.shows("class=\"error\""), "{}", back.body);
    assert!(vilma.page(&place).await.shows("value=\"reject\""), "nothing was answered");
    vilma.post(&place, &[&with("reject")[..], &[("sure", "yes")]].concat()).await.redirects();
    assert!(matti.page(&address).await.shows("Irtisanomista ei voitu hyväksyä."));
    let late = vilma.post(&place, &with("confirm")).await;
    assert!(late.status == StatusCode::CONFLICT && late.shows("Päivä on väärä.</p>"), "{}", late.body);
}

async fn the_receipt_is_mailed_in_the_language_of_the_draft(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await.speaking(Language::Sv);
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    let address = begin(&matti).await;
    fill(&matti, &address, &[], "31.12.2026").await;
    send(&world, &matti, &address).await;
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select case_number, link, language from notice where happening = 'termination_received'";
    let (number, link, language): (String, String, String) = read.one(sql, db::values![]).await.expect("planned");
    assert!(number.starts_with("KE-2026-"), "{number}");
    assert_eq!((link, language.as_str()), (address, "sv"));
    drop(read);
    let foreign = world.kauko().await.get(&format!("/o/{LEHTOLINNA}/terminations")).await;
    assert!(!foreign.shows(&number), "nobody else sees it");
}

db::testing::on_both![
    the_right_is_asked_again_before_terminating_and_one_case_is_made,
    an_officer_finds_it_confirms_it_and_it_ends_by_itself,
    one_service_ends_and_the_customership_goes_on,
    one_that_is_given_back_is_corrected_sent_again_and_taken_back,
    a_service_has_one_termination_under_way,
    confirming_and_rejecting_are_asked_about_once_more_with_what_was_typed,
    the_receipt_is_mailed_in_the_language_of_the_draft,
];
