//! Own page, item 12 of issue 3: an own address confirmed by a code, choices for each organisation and kind, honoured
//! when mails are planned; on both databases, with a real mail server.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::mail_server::{MailServer, Received};
use super::tests::{read, visit, world};
use super::{Happening, Notice, NoticeKind, plan, send_due};
use crate::kernel::{Basis, BusinessId, CaseLanguage, Mandate, Position};
use crate::services::Service;
use crate::sign_in::tests::audited;
use crate::testing::{Browser, LEHTOLINNA, RANTAPOLKU, World};

pub(super) const OWN: &str = "Matti.Oma@posti.example";
pub(super) const DAY: i64 = 86_400;

/// The code in the last mail.
fn code(server: &MailServer) -> String {
    let mail = server.received().last().cloned().expect("a mail");
    let (_, text) = read(&mail.data);
    text.split("/me/mail/confirm?code=").nth(1).and_then(|rest| rest.get(..10)).expect("a code").to_string()
}

pub(super) async fn confirm(world: &World, server: &MailServer, browser: &Browser<'_>, address: &str) {
    assert_eq!(browser.post("/me/mail/address", &[("address", address)]).await.redirects(), "/me/mail/confirm");
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 1);
    let code = code(server);
    assert_eq!(browser.post("/me/mail/confirm", &[("code", &code)]).await.redirects(), "/me/mail");
}

pub(super) async fn tell(world: &World, turn: &str, happening: Happening, recipients: &[&str]) {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let notice = Notice {
        happening,
        service: Service::Prescription,
        organisation: &organisation,
        case_number: "KE-2026-000123",
        recipients: recipients.iter().map(|recipient| (*recipient).to_string()).collect(),
        language: CaseLanguage::Fi,
        link: format!("/o/{RANTAPOLKU}/applications/1"),
    };
    let mut tx = world.app.db.write().await.expect("a transaction");
    plan(&mut tx, &visit(world, turn), &notice).await.expect("planned");
    tx.commit().await.expect("committed");
}

pub(super) async fn choose(browser: &Browser<'_>, duty: &str, decision: &str, progress: &str) {
    let fields = [("duty", duty), ("decision", decision), ("progress", progress), ("answer", "save")];
    assert_eq!(browser.post(&format!("/me/mail/{RANTAPOLKU}"), &fields).await.redirects(), "/me/mail");
}

/// The address in what was said to the mail server, `TO:<…>`.
fn address(mail: &Received) -> String {
    mail.recipient.to_lowercase().trim_start_matches("to:<").trim_end_matches('>').to_string()
}

/// To whom the mails after the first ones went.
fn recipients(server: &MailServer, from: usize) -> Vec<String> {
    let mut to: Vec<String> = server.received()[from..].iter().map(address).collect();
    to.sort();
    to
}

async fn an_own_address_is_confirmed_by_a_code_and_protected(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let matti = world.matti().await;
    let none = matti.page("/me/mail").await;
    assert!(none.shows("Ette ole antanut omaa osoitetta") && !none.shows("Mistä organisaatioista"), "{}", none.body);
    assert_eq!(matti.get(&format!("/me/mail/{RANTAPOLKU}")).await.redirects(), "/me/mail");
    for wrong in ["", "matti at posti", "matti@", "@posti.example"] {
        let answer = matti.post("/me/mail/address", &[("address", wrong)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(answer.shows("id=\"address-error\""), "{}", answer.body);
    }
    assert_eq!(matti.post("/me/mail/address", &[("address", OWN)]).await.redirects(), "/me/mail/confirm");
    assert!(matti.page("/me/mail").await.shows("ei ole vielä vahvistettu"));
    assert!(!matti.page("/me").await.shows(OWN), "nothing is confirmed yet");
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 1);
    let (subject, text) = read(&server.received()[0].data);
    for personal in ["Matti", "Rantapolku", "150668", "posti.example"] {
        assert!(!text.contains(personal) && !subject.contains(personal), "{personal} in {text}");
    }
    let code = code(&server);
    let filled = matti.page(&format!("/me/mail/confirm?code={code}")).await;
    assert!(
        filled.shows(&format!("value=\"{code}\"")) && !matti.page("/me").await.shows(OWN),
        "a look confirms nothing"
    );
    let kauko = world.kauko().await;
    assert_eq!(kauko.post("/me/mail/confirm", &[("code", &code)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = matti.post("/me/mail/confirm", &[("code", "ABCDEFGHJK")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let typed = format!(" {} {}", code[..5].to_lowercase(), &code[5..]);
    assert_eq!(matti.post("/me/mail/confirm", &[("code", &typed)]).await.redirects(), "/me/mail");
    assert!(matti.page("/me").await.shows(OWN));
    assert_eq!(matti.post("/me/mail/confirm", &[("code", &code)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);

    let mut read = world.app.db.read().await.expect("a reader");
    let plain: Vec<(String, String)> =
        read.all("select recipient, link from notice", db::values![]).await.expect("listed");
    assert!(plain.iter().all(|(recipient, _)| recipient.starts_with("check:")), "{plain:?}");
    let details: Vec<(String, String)> = read
        .all("select action, detail from audit_entry where action like 'notices.%' order by id", db::values![])
        .await
        .expect("listed");
    let mut actions: Vec<&str> = details.iter().map(|(action, _)| action.as_str()).collect();
    actions.sort_unstable();
    assert_eq!(
        actions,
        ["notices.address_asked", "notices.address_confirmed", "notices.address_refused", "notices.address_refused"]
    );
    assert!(details.iter().all(|(_, detail)| !detail.contains('@')), "{details:?}");
    drop(read);
    assert_eq!(matti.post("/me/mail/remove", &[]).await.redirects(), "/me/mail");
    assert!(!matti.page("/me").await.shows(OWN));
}

async fn a_code_ends_and_is_not_guessed(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let matti = world.matti().await;
    matti.post("/me/mail/address", &[("address", OWN)]).await;
    guarded(send_due(&world.app)).await.expect("sent");
    let first = code(&server);
    for _ in 0..5 {
        matti.post("/me/mail/confirm", &[("code", "ABCDEFGHJK")]).await;
    }
    let locked = matti.post("/me/mail/confirm", &[("code", &first)]).await;
    assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY, "tried too often");
    for _ in 0..4 {
        assert_eq!(matti.post("/me/mail/address", &[("address", OWN)]).await.status, StatusCode::SEE_OTHER);
    }
    let sixth = matti.post("/me/mail/address", &[("address", OWN)]).await;
    assert!(sixth.status == StatusCode::UNPROCESSABLE_ENTITY && sixth.shows("huomenna"), "{}", sixth.body);
    guarded(send_due(&world.app)).await.expect("sent");
    let last = code(&server);
    world.app.clock.advance_seconds(DAY);
    let later = world.matti().await;
    assert_eq!(later.post("/me/mail/confirm", &[("code", &last)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(later.post("/me/mail/address", &[("address", OWN)]).await.redirects(), "/me/mail/confirm", "a new day");
}

async fn removing_the_address_gives_no_further_codes(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let matti = world.matti().await;
    for _ in 0..5 {
        let asked = matti.post("/me/mail/address", &[("address", "joku.muu@posti.example")]).await;
        assert_eq!(asked.redirects(), "/me/mail/confirm");
        assert_eq!(matti.post("/me/mail/remove", &[]).await.redirects(), "/me/mail");
    }
    let sixth = matti.post("/me/mail/address", &[("address", "joku.muu@posti.example")]).await;
    assert!(sixth.status == StatusCode::UNPROCESSABLE_ENTITY && sixth.shows("huomenna"), "{}", sixth.body);
    // The address itself is gone, and no code of before opens anything.
    assert!(!matti.page("/me/mail").await.shows("ei ole vielä vahvistettu"));
    let mut read = world.app.db.read().await.expect("a reader");
    let (address, hash): (Vec<u8>, String) =
        read.one("select address_sealed, code_hash from person_mail_check", db::values![]).await.expect("a row");
    assert_eq!((address.len(), hash.as_str()), (0, ""));
    drop(read);
    assert_eq!(guarded(send_due(&world.app)).await.expect("tried"), 0, "nothing is sent to an address that is removed");
    world.app.clock.advance_seconds(DAY);
    let later = world.matti().await;
    assert_eq!(later.post("/me/mail/address", &[("address", OWN)]).await.redirects(), "/me/mail/confirm", "a new day");
    world.app.clock.advance_seconds(2 * DAY + 1);
    guarded(super::forget(&world.app)).await.expect("forgotten");
    let mut read = world.app.db.read().await.expect("a reader");
    let (left,): (i64,) = read.one("select count(*) from person_mail_check", db::values![]).await.expect("counted");
    assert_eq!(left, 0, "the count goes too");
}

async fn choices_are_honoured_when_mails_are_planned(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let matti = world.matti().await;
    confirm(&world, &server, &matti, OWN).await;
    assert_eq!(matti.post("/me/mail/language", &[("language", "en")]).await.redirects(), "/me/mail");
    let (own, raija) = (OWN.to_lowercase(), "raija@rantapolku.example".to_string());
    let sent = |from: usize| recipients(&server, from);

    tell(&world, "1", Happening::ApplicationSubmitted, &[&raija]).await;
    guarded(send_due(&world.app)).await.expect("sent");
    assert_eq!(sent(1), std::slice::from_ref(&raija), "who has chosen nothing and is no contact gets nothing");
    tell(&world, "2", Happening::ApplicationSubmitted, &[&own]).await;
    guarded(send_due(&world.app)).await.expect("sent");
    assert_eq!(sent(2), std::slice::from_ref(&own), "a contact person gets it");
    let (subject, _) = read(&server.received()[2].data);
    assert!(subject.starts_with("Your application has been") || subject.contains("case KE-2026-000123"), "{subject}");

    choose(&matti, "all", "none", "none").await;
    let choices = matti.page(&format!("/me/mail/{RANTAPOLKU}")).await;
    assert_eq!(choices.body.matches(" checked").count(), 3, "{}", choices.body);
    tell(&world, "3", Happening::ApplicationSubmitted, &[&own, &raija]).await;
    guarded(send_due(&world.app)).await.expect("sent");
    assert_eq!(sent(3), std::slice::from_ref(&raija), "none of what is not required");
    tell(&world, "4", Happening::ApplicationApproved, &[&own]).await;
    guarded(send_due(&world.app)).await.expect("sent");
    assert_eq!(sent(4), std::slice::from_ref(&own), "a decision reaches its contact person in any case");
    tell(&world, "5", Happening::ApplicationApproved, &[]).await;
    tell(&world, "6", Happening::SupplementRequested, &[]).await;
    guarded(send_due(&world.app)).await.expect("sent");
    assert_eq!(sent(5), std::slice::from_ref(&own), "whoever chose an organisation gets what they chose of it");

    matti.post(&format!("/me/mail/{RANTAPOLKU}"), &[("answer", "forget")]).await.redirects();
    tell(&world, "7", Happening::SupplementRequested, &[]).await;
    guarded(send_due(&world.app)).await.expect("sent");
    assert_eq!(sent(6), Vec::<String>::new(), "the choices are gone");
    for organisation in [LEHTOLINNA, "9900101-0"] {
        let answer = matti.post(&format!("/me/mail/{organisation}"), &[("duty", "all")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{organisation}");
    }
}

async fn a_digest_gathers_a_day_into_one_mail(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let matti = world.matti().await;
    confirm(&world, &server, &matti, OWN).await;
    choose(&matti, "digest", "digest", "digest").await;
    tell(&world, "1", Happening::ApplicationSubmitted, &[]).await;
    tell(&world, "2", Happening::SupplementRequested, &[OWN]).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 0, "not at noon");
    world.app.clock.advance_seconds(18 * 3_600);
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 0, "not at six");
    world.app.clock.advance_seconds(3_600);
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 1, "at seven in Helsinki");
    let mail = server.received().last().cloned().expect("the digest");
    let (subject, text) = read(&mail.data);
    assert_eq!(subject, "Kanta Ekstranet: 2 ilmoitusta");
    assert_eq!(text.matches("asia KE-2026-000123").count(), 2, "{text}");
    assert!(!text.contains("Matti") && !text.contains("Rantapolun"), "{text}");
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 0, "once");
}

async fn many_digests_of_a_morning_are_one_mail_for_each_person(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let (world, other) = (world(scratch, server.port), world(scratch, server.port));
    for (code, address) in [
        ("150668-917M", "matti@posti.example"),
        ("211168-9033", "kauko@posti.example"),
        ("030782-902U", "aino@posti.example"),
    ] {
        let right = vec![Basis::Position(Position::ManagingDirector)];
        let person = world.person(code, "Nimi", &[(RANTAPOLKU, "Rantapolun Lääkäriasema Oy", right)]).await;
        confirm(&world, &server, &person, address).await;
        choose(&person, "digest", "digest", "digest").await;
    }
    for turn in 0..10 {
        tell(&world, &turn.to_string(), Happening::ApplicationSubmitted, &[]).await;
    }
    let before = server.received().len();
    world.app.clock.advance_seconds(19 * 3_600);
    other.app.clock.advance_seconds(19 * 3_600);
    let (first, second) = tokio::join!(send_due(&world.app), send_due(&other.app));
    assert_eq!(first.expect("sent") + second.expect("sent"), 3, "two senders, three people");
    let mails = server.received()[before..].to_vec();
    assert_eq!(recipients(&server, before), ["aino@posti.example", "kauko@posti.example", "matti@posti.example"]);
    for mail in &mails {
        let (subject, text) = read(&mail.data);
        assert_eq!(
            (subject.as_str(), text.matches("asia KE-2026-000123").count()),
            ("Kanta Ekstranet: 10 ilmoitusta", 10)
        );
    }
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 0, "once");
}

async fn a_removed_address_gets_nothing_more(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let matti = world.matti().await;
    confirm(&world, &server, &matti, OWN).await;
    choose(&matti, "all", "all", "all").await;
    tell(&world, "1", Happening::ApplicationSubmitted, &[]).await;
    matti.post("/me/mail/remove", &[]).await.redirects();
    assert_eq!(guarded(send_due(&world.app)).await.expect("tried"), 0);
    let desk = world.vilma().await.page("/desk/notices").await;
    assert!(!desk.shows("henkilön oma osoite") && !desk.shows("person:"), "nobody's failure: {}", desk.body);
    assert_eq!(
        audited(&world, "notices.address_removed").await,
        ["{\"mails_not_sent\":1,\"mails_to_organisations\":0}"]
    );
    assert!(audited(&world, "notices.given_up").await.is_empty());
}

async fn a_contact_who_removes_their_own_address_is_still_told_by_the_organisation_s(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let matti = world.matti().await;
    confirm(&world, &server, &matti, OWN).await;
    choose(&matti, "digest", "digest", "all").await;
    tell(&world, "1", Happening::ApplicationApproved, &[OWN]).await;
    tell(&world, "2", Happening::ApplicationSubmitted, &[]).await;
    matti.post("/me/mail/remove", &[]).await.redirects();
    let removed = audited(&world, "notices.address_removed").await;
    assert!(removed.len() == 1 && removed[0].contains("\"mails_not_sent\":1"), "what was a choice ends: {removed:?}");
    assert!(removed[0].contains("\"mails_to_organisations\":1"), "{removed:?}");
    world.app.clock.advance_seconds(DAY);
    guarded(send_due(&world.app)).await.expect("sent");
    assert_eq!(recipients(&server, 1), [OWN.to_lowercase()], "the contact of the case is told of the decision");
    let (subject, text) = read(&server.received()[1].data);
    assert!(format!("{subject} {text}").contains("KE-2026-000123"), "{subject} {text}");
    // Another own address does not take what the organisation tells the old one.
    let matti = world.matti().await;
    confirm(&world, &server, &matti, OWN).await;
    choose(&matti, "digest", "digest", "all").await;
    tell(&world, "3", Happening::ApplicationApproved, &[OWN]).await;
    let before = server.received().len() + 1;
    confirm(&world, &server, &matti, "matti.uusi@posti.example").await;
    world.app.clock.advance_seconds(DAY);
    guarded(send_due(&world.app)).await.expect("sent");
    assert_eq!(recipients(&server, before), [OWN.to_lowercase()]);
}

/// Whoever may confirm a proposal is told of it, and whoever makes it is not told of their own.
async fn who_may_sign_is_told_at_their_own_address_that_one_is_proposed(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let name = "Rantapolun Lääkäriasema Oy";
    let acts = |basis: Basis| [(RANTAPOLKU, name, vec![basis])];
    let position = acts(Basis::Position(Position::DeputyManagingDirector));
    let leena = world.person("110276-9244", "Leena Entinen", &position).await;
    let privacy = acts(Basis::Mandate(Mandate::Privacy));
    let viewer = world.person("030782-902U", "Aino Esimerkki", &privacy).await;
    let matti = world.matti().await;
    for (person, address) in [(&matti, OWN), (&leena, "leena.oma@posti.example"), (&viewer, "aino.oma@posti.example")] {
        confirm(&world, &server, person, address).await;
    }
    let before = server.received().len();
    let page = format!("/o/{RANTAPOLKU}/agreements/signatories");
    matti.post(&page, &[("deed", "ask_two"), ("version", "0")]).await.redirects();
    matti.post(&page, &[("deed", "drop_two"), ("version", "1")]).await.redirects();
    leena.post(&page, &[("deed", "ask_two"), ("version", "2")]).await.redirects();
    world.meddle("delete from notice", db::values![]).await;
    matti.post(&page, &[("deed", "propose_one"), ("version", "3")]).await.redirects();
    guarded(send_due(&world.app)).await.expect("sent");
    assert_eq!(recipients(&server, before), ["leena.oma@posti.example"]);
    let (subject, text) = read(&server.received()[before].data);
    assert!(text.contains("/agreements/signatories") && !text.contains("Matti"), "{subject} {text}");

    // Whose right Suomi.fi no longer tells of is told nothing.
    world.app.clock.advance_seconds(60);
    world.person("110276-9244", "Leena Entinen", &privacy).await;
    world.meddle("delete from notice", db::values![]).await;
    matti.post(&page, &[("deed", "take_back"), ("version", "4")]).await.redirects();
    guarded(send_due(&world.app)).await.expect("sent");
    assert_eq!(recipients(&server, before + 1), Vec::<String>::new());
}

#[test]
fn every_happening_has_a_kind_and_only_progress_may_be_left_out() {
    assert_eq!(Happening::SupplementReminder.kind(), NoticeKind::Duty);
    assert_eq!(Happening::ApplicationRejected.kind(), NoticeKind::Decision);
    assert_eq!(Happening::ProductionStarted.kind(), NoticeKind::Progress);
    assert!(NoticeKind::ALL.iter().all(|kind| kind.is_required() == (*kind != NoticeKind::Progress)));
}

db::testing::on_both![
    an_own_address_is_confirmed_by_a_code_and_protected,
    a_code_ends_and_is_not_guessed,
    removing_the_address_gives_no_further_codes,
    many_digests_of_a_morning_are_one_mail_for_each_person,
    choices_are_honoured_when_mails_are_planned,
    a_digest_gathers_a_day_into_one_mail,
    a_removed_address_gets_nothing_more,
    a_contact_who_removes_their_own_address_is_still_told_by_the_organisation_s,
    who_may_sign_is_told_at_their_own_address_that_one_is_proposed,
];
