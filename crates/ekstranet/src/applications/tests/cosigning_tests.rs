//! An application that two sign: the first signature waits over locked answers, and the second one sends it.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::draft_tests::colleague;
use super::pair_tests::filled;
use super::preparing_tests::{fill_prepared, id_in, prepare, saara};
use super::{Clinic, address, applications, billing, save};
use crate::agreements;
use crate::applications::forgetting;
use crate::applications::store_together::IdleRow;
use crate::applications::submit_act;
use crate::applications::submitting::load;
use crate::kernel::{ApplicationId, Basis, Mandate};
use crate::testing::{Browser, RANTAPOLKU, between};
use crate::web::Failure;

/// Why somebody opens what another person has signed.
pub(super) const WHY: [(&str, &str); 1] = [("reason", "Laskutusosoite on väärä")];

pub(super) async fn ask_two(browser: &Browser<'_>) {
    changes_rule(browser, "ask_two", "0").await;
}

pub(super) async fn changes_rule(browser: &Browser<'_>, deed: &str, version: &str) {
    let page = format!("/o/{RANTAPOLKU}/agreements/signatories");
    browser.post(&page, &[("deed", deed), ("version", version)]).await.redirects();
}

/// Going back to one, by two people.
pub(super) async fn back_to_one(one: &Browser<'_>, other: &Browser<'_>) {
    changes_rule(one, "propose_one", "1").await;
    changes_rule(other, "confirm_one", "2").await;
}

/// A whole draft of an organisation in which two sign.
pub(super) async fn whole(clinic: &Clinic, matti: &Browser<'_>) -> ApplicationId {
    ask_two(matti).await;
    let id = clinic.begin(matti).await;
    clinic.fill(matti, &id).await;
    id
}

/// Who signed the commitment of an application, in order.
async fn signatories(clinic: &Clinic, id: &ApplicationId) -> Vec<String> {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let signed = agreements::find_signed(&mut read, id).await.expect("read");
    signed.map(|line| line.signatories.into_iter().map(|one| one.name).collect()).unwrap_or_default()
}

pub(super) async fn mails(clinic: &Clinic, happening: &str) -> i64 {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let sql = "select count(*) from notice where happening = $1";
    read.one::<(i64,)>(sql, db::values![happening]).await.expect("counted").0
}

async fn two_sign_and_the_application_goes_with_the_second(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = whole(&clinic, &matti).await;
    let sign = matti.page(&address(&id, "/sign")).await;
    assert!(sign.shows("Teidän allekirjoituksenne on ensimmäinen") && sign.shows(">Allekirjoita</button>"));
    assert!(matti.page(&address(&id, "")).await.shows("Hakemuksen allekirjoittaa kaksi henkilöä yhdessä"));

    let waiting = clinic.submit(&matti, &id).await.expect("signed");
    assert_eq!(waiting, address(&id, "/waiting"));
    assert_eq!(clinic.audited("agreements.signed_first").await, 1);
    assert_eq!((clinic.audited("applications.submitted").await, mails(&clinic, "application_submitted").await), (0, 0));
    assert!(mails(&clinic, "signature_awaited").await > 0, "the contacts learn who is awaited");
    let shown = matti.page(&waiting).await;
    for part in ["Allekirjoitettu 1/2", "Matti Rantapolku", "toimitusjohtaja", "Olette jo allekirjoittanut"] {
        assert!(shown.shows(part), "{part}: {}", shown.body);
    }
    assert!(!shown.shows(&format!("href=\"{}\"", address(&id, "/sign"))), "{}", shown.body);
    let theirs = leena.page(&waiting).await;
    assert!(theirs.shows("Avaa vastaukset uudelleen") && theirs.shows("Siirry allekirjoittamaan"), "{}", theirs.body);
    for (page, part) in [
        (address(&id, ""), "Matti Rantapolku on allekirjoittanut"),
        (address(&id, "/check"), "Matti Rantapolku on allekirjoittanut"),
        (applications(), "Matti Rantapolku on allekirjoittanut"),
        (format!("/o/{RANTAPOLKU}/"), "Hakemus odottaa toista allekirjoitusta"),
        (format!("/o/{RANTAPOLKU}/agreements"), "Allekirjoitettu 1/2"),
    ] {
        assert!(leena.page(&page).await.shows(part), "{page}");
        matti.page(&page).await;
    }
    let action = "Allekirjoittakaa ja lähettäkää hakemus";
    assert!(leena.page(&format!("/o/{RANTAPOLKU}/")).await.shows(action), "the other one is to sign");
    assert!(!matti.page(&format!("/o/{RANTAPOLKU}/")).await.shows(action), "and not whoever has");

    // The same person twice is one.
    assert_eq!(matti.get(&address(&id, "/sign")).await.redirects(), waiting);
    assert_eq!(clinic.submit(&matti, &id).await.expect("told"), waiting);
    assert_eq!((clinic.audited("agreements.signed_first").await, signatories(&clinic, &id).await.len()), (1, 0));

    clinic.world.app.clock.advance_seconds(600);
    let sign = leena.page(&address(&id, "/sign")).await;
    assert!(
        sign.shows("Matti Rantapolku on allekirjoittanut samat asiakirjat")
            && sign.shows("allekirjoituksenne on toinen")
    );
    let receipt = clinic.submit(&leena, &id).await.expect("sent");
    assert_eq!(receipt, address(&id, "/receipt"));
    assert_eq!(signatories(&clinic, &id).await, ["Matti Rantapolku", "Leena Entinen"]);
    assert_eq!(clinic.audited("applications.submitted").await, 1);
    let shown = matti.page(&receipt).await;
    assert!(shown.shows("KE-2026-000001") && shown.shows("Matti Rantapolku, 21.11.2026 klo 12.00<br>Leena Entinen"));
    for page in ["/waiting", "/sign"] {
        assert_eq!(leena.get(&address(&id, page)).await.redirects(), receipt, "{page}");
    }
    assert_eq!(leena.get(&address(&id, "/reopen")).await.redirects(), address(&id, ""));
    let case = leena.page(&address(&id, "")).await;
    assert!(case.shows("Hakemus allekirjoitettiin, toinen allekirjoitus puuttui (Matti Rantapolku)"), "{}", case.body);
    both_are_on_the_agreement(&clinic, &matti, &id).await;
}

async fn both_are_on_the_agreement(clinic: &Clinic, matti: &Browser<'_>, id: &ApplicationId) {
    let list = matti.page(&format!("/o/{RANTAPOLKU}/agreements")).await;
    assert!(list.shows("Matti Rantapolku allekirjoitti 21.11.2026. Leena Entinen allekirjoitti 21.11.2026."));
    assert_eq!(list.body.matches("<li><a href=\"/o/9900226-7/agreements/").count(), 1, "one agreement");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let signed = agreements::find_signed(&mut read, id).await.expect("read").expect("signed");
    drop(read);
    let shown = matti.page(&format!("/o/{RANTAPOLKU}/agreements/{}", signed.id)).await;
    // Each one's right was proved when they signed.
    assert!(
        shown.shows("Matti Rantapolku") && shown.shows("21.11.2026 klo 12.00") && shown.shows("21.11.2026 klo 12.10")
    );
    let vilma = clinic.world.vilma().await;
    let desk = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(desk.shows("Allekirjoittaja: Matti Rantapolku") && desk.shows("Allekirjoittaja: Leena Entinen"));
    vilma.page(&format!("/desk/agreements/{}", signed.id)).await;
}

/// Nothing changes what one has signed until somebody opens the answers, and that voids the signature.
async fn answers_are_locked_while_a_signature_waits(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = whole(&clinic, &matti).await;
    clinic.submit(&matti, &id).await.expect("signed");
    let waiting = address(&id, "/waiting");
    let mut other = billing();
    other[4] = ("street", "Rantapolku 2");
    for version in [1, 2] {
        let refused = save(&leena, &id, "billing", version, &other).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.shows("Matti Rantapolku on allekirjoittanut hakemuksen") && refused.shows("Rantapolku 2"));
        assert!(refused.shows(&format!("href=\"{}\"", address(&id, "/reopen"))), "{}", refused.body);
    }
    let version = [("version", "2"), ("form", "prescription-2")];
    let typed: Vec<(&str, &str)> = version.into_iter().chain(other.clone()).collect();
    let refused = leena.post(&address(&id, "/steps/billing/autosave"), &typed).await;
    assert_eq!(refused.status, StatusCode::LOCKED);
    assert!(refused.shows("Matti Rantapolku on allekirjoittanut hakemuksen"), "{}", refused.body);
    assert_eq!(
        save(&leena, &id, "billing", 2, &billing()).await.redirects(),
        address(&id, ""),
        "the same is no change"
    );
    for page in ["/steps/billing", "/discard", "/restart"] {
        assert_eq!(leena.get(&address(&id, page)).await.redirects(), waiting, "{page}");
    }
    for deed in ["/discard", "/restart"] {
        assert_eq!(leena.post(&address(&id, deed), &[]).await.redirects(), waiting, "{deed}");
    }
    leena.post(&address(&id, "/note"), &[("note", "Muistattehan allekirjoittaa")]).await.redirects();
    let also = [("service", "patient_data"), ("also", "prescription")];
    assert_eq!(leena.post(&applications(), &also).await.redirects(), address(&id, ""), "and nothing goes out with it");

    let asked = leena.page(&address(&id, "/reopen")).await;
    assert!(asked.shows("Matti Rantapolku on allekirjoittanut hakemuksen"), "{}", asked.body);
    assert_eq!(leena.post(&address(&id, "/reopen"), &WHY).await.redirects(), address(&id, ""));
    assert_eq!(leena.post(&address(&id, "/reopen"), &[]).await.redirects(), address(&id, ""), "twice is once");
    assert_eq!(clinic.audited("agreements.signature_voided").await, 1);
    assert!(mails(&clinic, "signature_voided").await > 0);
    let tasks = matti.page(&address(&id, "")).await;
    assert!(tasks.shows("Leena Entinen avasi vastaukset uudelleen"), "{}", tasks.body);
    assert_eq!(matti.get(&waiting).await.redirects(), address(&id, ""));
    save(&leena, &id, "billing", 2, &other).await.redirects();

    // From the beginning, in the other order.
    assert_eq!(clinic.submit(&leena, &id).await.expect("signed"), waiting);
    assert!(matti.page(&waiting).await.shows("Leena Entinen avasi vastaukset uudelleen"), "what was void is told");
    assert_eq!(clinic.submit(&matti, &id).await.expect("sent"), address(&id, "/receipt"));
    assert_eq!(signatories(&clinic, &id).await.len(), 2);
}

async fn a_signature_is_taken_back_by_whoever_gave_it(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = whole(&clinic, &matti).await;
    clinic.submit(&leena, &id).await.expect("signed");
    let asked = leena.page(&address(&id, "/reopen")).await;
    assert!(asked.shows("Haluatteko perua allekirjoituksenne?"), "{}", asked.body);
    leena.post(&address(&id, "/reopen"), &[]).await.redirects();
    assert!(matti.page(&address(&id, "")).await.shows("perui allekirjoituksensa"));
    leena.post(&address(&id, "/discard"), &[]).await.redirects();
    assert_eq!(left(&clinic).await, 0, "a draft that is discarded leaves nothing");
}

/// How many signatures wait or have waited.
async fn left(clinic: &Clinic) -> i64 {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    read.one::<(i64,)>("select count(*) from waiting_signature", db::values![]).await.expect("counted").0
}

async fn what_changed_between_voids_the_first_signature(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = whole(&clinic, &matti).await;
    for (round, meddled) in [
        "update waiting_signature set hashes = 'another' where application_id = $1 and ended_at is null",
        "update application_step set version = version + 1 where application = $1 and step = 'contacts'",
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(clinic.submit(&matti, &id).await.expect("signed"), address(&id, "/waiting"));
        clinic.world.meddle(meddled, db::values![id.as_str()]).await;
        let sign = leena.page(&address(&id, "/sign")).await;
        assert!(
            sign.shows("sen jälkeen muuttuneet") && sign.shows("allekirjoituksenne on ensimmäinen"),
            "{}",
            sign.body
        );
        assert!(matti.get(&address(&id, "/sign")).await.shows("sen jälkeen muuttuneet"), "one's own, too");
        assert_eq!(clinic.submit(&leena, &id).await.expect("signed"), address(&id, "/waiting"), "as the first");
        let shown = leena.page(&address(&id, "/waiting")).await;
        assert!(shown.shows("asiakirjat olivat muuttuneet, kun Leena Entinen allekirjoitti"), "{}", shown.body);
        assert_eq!(clinic.audited("agreements.signature_voided").await, 2 * i64::try_from(round).expect("few") + 1);
        leena.post(&address(&id, "/reopen"), &[]).await.redirects();
    }
    // A text that changes while one is at Suomi.fi is read again.
    let visit = clinic.visit(&matti);
    let mut payload = clinic.payload(&visit, &id).await;
    payload["hashes"][0] = "another".into();
    assert!(matches!(submit_act(visit, id.to_string(), payload).await, Err(Failure::Stale)));
    assert_eq!(clinic.audited("applications.submitted").await, 0);
}

async fn a_pair_is_signed_by_two_in_one_turn(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    ask_two(&matti).await;
    let (first, second) = filled(&clinic, &matti).await;
    assert_eq!(clinic.submit(&matti, &second).await.expect("signed"), address(&second, "/waiting"));
    for id in [&first, &second] {
        assert!(leena.page(&address(id, "/waiting")).await.shows("Samalla kertaa allekirjoitetaan kaksi hakemusta"));
        assert!(leena.page(&address(id, "")).await.shows("Matti Rantapolku on allekirjoittanut"));
        let apart = leena.post(&address(id, "/apart"), &[]).await;
        assert_eq!(apart.redirects(), address(id, "/waiting"), "both are locked");
    }
    let fields = [("production_date", "2027-02-15")];
    assert_eq!(save(&leena, &second, "schedule", 2, &fields).await.status, StatusCode::CONFLICT);
    // Opened from either side, both are open; then two sign from both sides.
    leena.post(&address(&first, "/reopen"), &WHY).await.redirects();
    assert_eq!(clinic.audited("agreements.signature_voided").await, 2);
    assert_eq!(clinic.submit(&leena, &first).await.expect("signed"), address(&first, "/waiting"));
    assert_eq!(clinic.submit(&matti, &second).await.expect("sent"), address(&second, "/receipt"));
    for id in [&first, &second] {
        let mut both = signatories(&clinic, id).await;
        both.sort();
        assert_eq!(both, ["Leena Entinen", "Matti Rantapolku"]);
    }
    assert_eq!(clinic.audited("applications.submitted").await, 2);
}

/// One signature is enough meanwhile: the next one sends it, with the one that waits when it is another person's.
async fn when_one_is_enough_meanwhile_the_next_signature_sends_it(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = whole(&clinic, &matti).await;
    clinic.submit(&matti, &id).await.expect("signed");
    back_to_one(&leena, &matti).await;
    assert!(leena.page(&address(&id, "/waiting")).await.shows("yksi allekirjoitus riittää"), "it waits nevertheless");
    assert!(matti.page(&address(&id, "/sign")).await.shows("Allekirjoititte hakemuksen jo"));
    assert_eq!(clinic.submit(&leena, &id).await.expect("sent"), address(&id, "/receipt"));
    assert_eq!(signatories(&clinic, &id).await.len(), 2, "both stay with it");

    clinic.withdraw(&matti, &id).await.expect("withdrawn");
    changes_rule(&matti, "ask_two", "3").await;
    let id = clinic.begin(&matti).await;
    clinic.fill(&matti, &id).await;
    clinic.submit(&matti, &id).await.expect("signed");
    changes_rule(&matti, "propose_one", "4").await;
    changes_rule(&leena, "confirm_one", "5").await;
    assert_eq!(clinic.submit(&matti, &id).await.expect("sent"), address(&id, "/receipt"), "alone");
    assert_eq!(signatories(&clinic, &id).await, ["Matti Rantapolku"]);
    assert_eq!(clinic.audited("agreements.signature_voided").await, 0);
}

async fn who_may_not_sign_opens_and_signs_nothing(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = whole(&clinic, &matti).await;
    clinic.submit(&matti, &id).await.expect("signed");
    let name = "Rantapolun Lääkäriasema Oy";
    let privacy = vec![Basis::Mandate(Mandate::Privacy)];
    let viewer = clinic.world.person("030782-902U", "Aino Esimerkki", &[(RANTAPOLKU, name, privacy)]).await;
    let kauko = clinic.world.kauko().await;
    for browser in [&viewer, &kauko] {
        for page in ["/waiting", "/reopen", "/sign"] {
            assert_eq!(browser.get(&address(&id, page)).await.status, StatusCode::NOT_FOUND, "{page}");
        }
        assert_eq!(browser.post(&address(&id, "/reopen"), &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.post(&address(&id, "/sign"), &[]).await.status, StatusCode::NOT_FOUND);
    }
    let (vilma, home) = (clinic.world.vilma().await, format!("/o/{RANTAPOLKU}/"));
    let made = matti.post(&format!("{home}support-code"), &[("page", &home)]).await;
    let code = between(&made.body, "<p class=\"digits\">", "</p>").to_string();
    assert_eq!(vilma.post("/desk/support", &[("code", &code)]).await.redirects(), home);
    let shown = vilma.page(&address(&id, "/waiting")).await;
    assert!(shown.shows("Matti Rantapolku") && !shown.shows("/sign\""), "{}", shown.body);
    assert!(vilma.post(&address(&id, "/reopen"), &[]).await.status.is_client_error());
    assert_eq!(clinic.audited("agreements.signature_voided").await, 0);
}

/// A draft that somebody prepared before the right would take the place of the one that is signed.
async fn a_prepared_draft_does_not_take_the_place_of_one_that_waits(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, saara) = (clinic.world.matti().await, saara(&clinic).await);
    let prepared = id_in(prepare(&saara, RANTAPOLKU).await.redirects());
    fill_prepared(&saara, &prepared).await;
    let id = whole(&clinic, &matti).await;
    clinic.submit(&matti, &id).await.expect("signed");
    let take_over = format!("/o/{RANTAPOLKU}/prepared/{prepared}/take-over");
    let exchange = [("exchange", "yes")];
    assert_eq!(matti.post(&take_over, &exchange).await.redirects(), address(&id, "/waiting"));
    matti.post(&address(&id, "/reopen"), &[]).await.redirects();
    assert_eq!(matti.post(&take_over, &exchange).await.redirects(), address(&id, ""), "the control");
}

/// A draft with a signature that waits is warned of like others, and goes with it.
async fn a_draft_that_is_removed_takes_the_signature_along(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = whole(&clinic, &matti).await;
    clinic.submit(&matti, &id).await.expect("signed");
    let visit = clinic.visit(&matti);
    let row = load(&visit, &id).await.expect("a draft");
    clinic.world.app.clock.advance_seconds(160 * 86_400);
    forgetting::forget_drafts(&clinic.world.app).await.expect("looked at");
    assert!(mails(&clinic, "draft_warning").await > 0, "warned like others");
    let idle = IdleRow {
        id: id.to_string(),
        organisation: row.organisation,
        service: row.service,
        state: row.state,
        case_language: row.case_language,
        draft_warnings: 1,
        draft_warned_at: None,
        last: visit.now.milliseconds(),
    };
    forgetting::remove(&clinic.world.app, &idle, visit.now).await.expect("removed");
    assert_eq!((left(&clinic).await, clinic.audited("agreements.signature_dropped").await), (0, 1));
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let texts: (i64,) = read.one("select count(*) from signature", db::values![]).await.expect("counted");
    assert_eq!(texts.0, 0);
}

db::testing::on_both![
    two_sign_and_the_application_goes_with_the_second,
    answers_are_locked_while_a_signature_waits,
    a_signature_is_taken_back_by_whoever_gave_it,
    what_changed_between_voids_the_first_signature,
    a_pair_is_signed_by_two_in_one_turn,
    when_one_is_enough_meanwhile_the_next_signature_sends_it,
    a_prepared_draft_does_not_take_the_place_of_one_that_waits,
    who_may_not_sign_opens_and_signs_nothing,
    a_draft_that_is_removed_takes_the_signature_along,
];
