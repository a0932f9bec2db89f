//! Mails from their planning to a real mail server, with refusals and an outage, on both databases.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use db::testing::{Scratch, guarded};

use super::mail_server::MailServer;
use super::post::{Post, Refusal};
use super::recipients::Recipient;
use super::{Happening, Notice, list_failed, list_for_case, plan, send, send_again, send_due, store};
use crate::kernel::{BusinessId, CaseLanguage, Language, Permissions, PersonId};
use crate::services::Service;
use crate::sign_in::tests::audited;
use crate::testing::{RANTAPOLKU, World};
use crate::web::{Failure, Visit};

pub(super) fn world(scratch: &Scratch, port: u16) -> World {
    World::with(scratch, |config| {
        config.mail.smtp_url = format!("smtp://127.0.0.1:{port}");
        config.public_url = "http://ekstranet.example:8080".to_string();
    })
}

pub(super) fn visit(world: &World, request_id: &str) -> Visit {
    Visit {
        app: world.app.clone(),
        now: world.app.clock.now(),
        language: Language::Fi,
        path: "/".to_string(),
        request_id: request_id.to_string(),
        by_service: false,
        session: None,
        acting: None,
        rights: Permissions::none(),
    }
}

async fn plan_one(world: &World, request_id: &str, happening: Happening, recipients: &[&str], language: CaseLanguage) {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let notice = Notice {
        happening,
        service: Service::Prescription,
        organisation: &organisation,
        case_number: "KE-2026-000123",
        recipients: recipients.iter().map(|recipient| (*recipient).to_string()).collect(),
        language,
        link: format!("/o/{RANTAPOLKU}/applications/1"),
    };
    let mut tx = world.app.db.write().await.expect("a transaction");
    plan(&mut tx, &visit(world, request_id), &notice).await.expect("planned");
    tx.commit().await.expect("committed");
}

/// The subject and the text as a reader sees them.
pub(super) fn read(data: &str) -> (String, String) {
    let (head, body) = data.split_once("\r\n\r\n").expect("headers and text");
    let unfolded = head.replace("\r\n ", " ");
    let subject = unfolded.lines().find_map(|line| line.strip_prefix("Subject: ")).expect("a subject").to_string();
    let subject = decode_words(&subject);
    let body = if unfolded.contains("quoted-printable") {
        quoted_printable(body)
    } else if unfolded.contains("base64") {
        base64(body)
    } else {
        body.to_string()
    };
    (subject, body)
}

fn base64(text: &str) -> String {
    use base64::Engine as _;
    let joined: String = text.split_whitespace().collect();
    let bytes = base64::engine::general_purpose::STANDARD.decode(joined).expect("base64");
    String::from_utf8(bytes).expect("UTF-8")
}

fn decode_words(text: &str) -> String {
    text.replace("?= =?utf-8?b?", "?==?utf-8?b?")
        .split("=?utf-8?b?")
        .map(|part| part.split_once("?=").map_or_else(|| part.to_string(), |(word, rest)| base64(word) + rest))
        .collect()
}

fn quoted_printable(text: &str) -> String {
    let joined = text.replace("=\r\n", "");
    let (mut bytes, mut rest) = (Vec::new(), joined.as_bytes());
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'=' && after.len() >= 2 {
            let code = std::str::from_utf8(&after[..2]).expect("two digits");
            bytes.push(u8::from_str_radix(code, 16).expect("hexadecimal"));
            rest = &after[2..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

async fn every_mail_has_its_case_and_one_link_and_nothing_about_people(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let mut count = 0;
    for language in CaseLanguage::ALL {
        for happening in Happening::ALL {
            count += 1;
            plan_one(&world, &format!("r{count}"), happening, &["raija@rantapolku.example"], language).await;
        }
    }
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), count);
    let received = server.received();
    assert_eq!(received.len(), count);
    let of_cases = Happening::ALL.into_iter().filter(|happening| happening.is_about_case()).count() * 2;
    let numbered = received.iter().filter(|mail| read(&mail.data).0.ends_with(" KE-2026-000123")).count();
    assert_eq!(numbered, of_cases, "a mail about a case names it");
    for mail in &received {
        let (subject, text) = read(&mail.data);
        let facts = [
            "Palvelu: Resepti-palvelu\r\nAsiatunnus: KE-2026-000123",
            "\r\n\r\nAsiatunnus: KE-2026-000123",
            "\r\nÄrendenummer: KE-2026-000123",
        ];
        let names_case = subject.ends_with(" KE-2026-000123");
        assert_eq!(facts.iter().any(|facts| text.contains(facts)), names_case, "{text}");
        assert_eq!(text.contains("KE-2026-000123"), names_case, "{text}");
        assert!(text.contains(&format!("http://ekstranet.example:8080/o/{RANTAPOLKU}/applications/1")), "{text}");
        assert_eq!(text.matches("http").count(), 1, "one link: {text}");
        assert!(text.contains(": kanta@kanta.fi, 020 634 7787, "), "{text}");
        for personal in ["Rantapol", "Raija", "Matti", "Virkanen", "raija"] {
            assert!(!text.contains(personal) && !subject.contains(personal), "{personal} in {text}");
        }
    }
    let all: String = received.iter().map(|mail| read(&mail.data)).map(|(subject, text)| subject + &text).collect();
    for words in [
        "Hakemus on hyväksytty – asia KE-2026-000123Hei",
        "Hakemuksenne on hyväksytty",
        "Er ansökan har godkänts",
        "Resepti-palvelu",
        "Asiakastuki",
        "Kundsupport",
    ] {
        assert!(all.contains(words), "{words}");
    }
}

/// English goes only to somebody who chose it; each kind of mail reads in it as in the languages of cases.
async fn every_mail_reads_in_english_too(scratch: &Scratch) {
    let world = World::new(scratch);
    for (number, happening) in Happening::ALL.into_iter().enumerate() {
        plan_one(&world, &format!("e{number}"), happening, &["raija@rantapolku.example"], CaseLanguage::Fi).await;
    }
    let mut tx = world.app.db.write().await.expect("a transaction");
    let mut claimed = Vec::new();
    loop {
        let more = store::claim(&mut tx, world.app.clock.now()).await.expect("claimed");
        if more.is_empty() {
            break;
        }
        claimed.extend(more);
    }
    drop(tx);
    let post = Post::new(&world.app.config).expect("opens");
    let mut subjects = std::collections::BTreeSet::new();
    for mail in &claimed {
        let (subject, text) = post.words(&world.app.config, mail, Language::En).expect("words");
        let (finnish, _) = post.words(&world.app.config, mail, Language::Fi).expect("words");
        assert!(subject != finnish && !subject.contains(['ä', 'ö']), "{subject}");
        assert!(text.matches("http").count() == 1 && text.contains(": kanta@kanta.fi, 020 634 7787, "), "{text}");
        assert!(!text.contains(['ä', 'ö']) && !text.contains("Rantapol"), "{text}");
        subjects.insert(subject);
    }
    assert_eq!(claimed.len(), Happening::ALL.len());
    assert!(subjects.len() > 20, "{subjects:?}");
}

async fn the_machine_keeps_its_name_to_itself(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    plan_one(&world, "r", Happening::ApplicationApproved, &["a@x.example"], CaseLanguage::Fi).await;
    guarded(send_due(&world.app)).await.expect("sent");
    let mail = &server.received()[0];
    assert_eq!(mail.hello, "ekstranet.example");
    let id = mail.data.lines().find_map(|line| line.strip_prefix("Message-ID: ")).expect("an id");
    assert!(id.ends_with("@ekstranet.example>"), "{id}");
    assert!(
        mail.data.contains("Auto-Submitted: auto-generated") && mail.data.contains("Content-Language: fi"),
        "{}",
        mail.data
    );
    assert!(mail.data.contains("Date: Sat, 21 Nov 2026 10:00:00 +0000"), "the time is the portal's: {}", mail.data);
}

async fn one_turn_tells_one_address_once(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    for _ in 0..2 {
        let recipients = ["a@x.example", "A@X.example ", "b@x.example"];
        plan_one(&world, "one", Happening::SupplementRequested, &recipients, CaseLanguage::Fi).await;
    }
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 2);
    assert_eq!(guarded(send_due(&world.app)).await.expect("nothing is left"), 0);
    plan_one(&world, "two", Happening::SupplementRequested, &["a@x.example"], CaseLanguage::Fi).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("another turn is told"), 1);
    assert_eq!(server.received().len(), 3);
}

async fn several_senders_send_each_mail_once(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let (one, two) = (world(scratch, server.port), world(scratch, server.port));
    for number in 0..30 {
        plan_one(&one, "r", Happening::ApplicationSubmitted, &[&format!("p{number}@x.example")], CaseLanguage::Fi)
            .await;
    }
    let (first, second) = tokio::join!(send_due(&one.app), send_due(&two.app));
    assert_eq!(first.expect("sent") + second.expect("sent"), 30);
    let mut recipients: Vec<String> = server.received().into_iter().map(|mail| mail.recipient).collect();
    recipients.sort();
    recipients.dedup();
    assert_eq!((recipients.len(), server.received().len()), (30, 30));
}

async fn a_dead_server_loses_nothing_and_needs_no_restart(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    plan_one(&world, "r0", Happening::ApplicationSubmitted, &["a@x.example"], CaseLanguage::Fi).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 1);
    // The server dies with a connection open.
    let port = server.stop().await;
    plan_one(&world, "r1", Happening::ApplicationApproved, &["a@x.example", "b@x.example"], CaseLanguage::Fi).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("the outage is no failure of ours"), 0);
    let failed = list_failed(&mut world.app.db.read().await.expect("read")).await.expect("listed");
    assert_eq!(failed.len(), 2);
    assert!(failed.iter().all(|line| line.problem.as_deref() == Some("unreachable") && line.tries == 1), "{failed:?}");
    let server = MailServer::start(port).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("not due yet"), 0);
    world.app.clock.advance_seconds(60);
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 2);
    assert_eq!(server.received().len(), 2);
    assert!(list_failed(&mut world.app.db.read().await.expect("read")).await.expect("listed").is_empty());
}

async fn a_server_that_is_silent_is_asked_once_a_round(scratch: &Scratch) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let world = world(scratch, listener.local_addr().expect("an address").port());
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = asked.clone();
    let silent = tokio::spawn(async move {
        loop {
            drop(listener.accept().await.expect("accepted"));
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    for number in 0..45 {
        let to = format!("p{number}@x.example");
        plan_one(&world, "r", Happening::ApplicationSubmitted, &[&to], CaseLanguage::Fi).await;
    }
    assert_eq!(guarded(send_due(&world.app)).await.expect("tried"), 0);
    assert_eq!(asked.load(Ordering::SeqCst), 1, "not for each mail, nor for each claim");
    let mut read = world.app.db.read().await.expect("a reader");
    let (tried,): (i64,) =
        read.one("select count(*) from notice where tries > 0", db::values![]).await.expect("counted");
    assert_eq!(tried, 20, "the others keep their first try");
    drop(read);
    guarded(send_due(&world.app)).await.expect("tried");
    assert_eq!(asked.load(Ordering::SeqCst), 2, "the next round asks again");
    silent.abort();
}

async fn a_refused_mail_is_tried_for_two_days_and_then_waits_for_an_officer(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    server.refuse(Some("550 no such user a@x.example"));
    plan_one(&world, "r", Happening::ApplicationApproved, &["a@x.example"], CaseLanguage::Sv).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("refused"), 0);
    let line = list_failed(&mut world.app.db.read().await.expect("read")).await.expect("listed").remove(0);
    assert_eq!((line.problem.as_deref(), line.given_up_at), (Some("550"), None));
    world.app.clock.advance_seconds(48 * 3600);
    assert_eq!(guarded(send_due(&world.app)).await.expect("refused"), 0);
    world.app.clock.advance_seconds(86_400);
    server.refuse(None);
    assert_eq!(guarded(send_due(&world.app)).await.expect("given up"), 0);
    let line = list_failed(&mut world.app.db.read().await.expect("read")).await.expect("listed").remove(0);
    assert!(line.given_up_at.is_some(), "{line:?}");
    assert_eq!(audited(&world, "notices.given_up").await.len(), 1);

    let mut tx = world.app.db.write().await.expect("a transaction");
    send_again(&mut tx, &visit(&world, "s"), &line.id).await.expect("sent again");
    tx.commit().await.expect("committed");
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 1);
    let lines = list_for_case(&mut world.app.db.read().await.expect("read"), "KE-2026-000123").await.expect("listed");
    assert!(lines.len() == 1 && lines[0].sent_at.is_some(), "{lines:?}");
    let mut tx = world.app.db.write().await.expect("a transaction");
    let again = send_again(&mut tx, &visit(&world, "s"), &line.id).await;
    assert!(matches!(again, Err(Failure::Stale)), "a sent mail is not sent again");
}

async fn an_address_that_is_none_stops_nobody_else(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    plan_one(&world, "r", Happening::ApplicationApproved, &["nobody", "b@x.example"], CaseLanguage::Fi).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 1);
    let failed = list_failed(&mut world.app.db.read().await.expect("read")).await.expect("listed");
    assert_eq!(failed.iter().map(|line| line.problem.as_deref()).collect::<Vec<_>>(), [Some("address")]);
}

/// A server that takes no other letters refuses such an address, and is not taken for dead.
async fn an_address_that_the_server_cannot_take_stops_nobody_else(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    server.take_ascii_only();
    let world = world(scratch, server.port);
    plan_one(&world, "r", Happening::ApplicationApproved, &["ä@x.example", "b@x.example"], CaseLanguage::Fi).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 1);
    assert!(server.received().iter().all(|mail| mail.recipient.contains("b@x.example")));
    let mut read = world.app.db.read().await.expect("a reader");
    let problems: Vec<(Option<String>,)> =
        read.all("select problem from notice where sent_at is null", db::values![]).await.expect("listed");
    assert_eq!(problems, [(Some("address".to_string()),)]);
}

/// Somebody removes the own address between the claim of a mail and the answer about it.
async fn a_mail_that_was_ended_while_it_was_sent_is_nobodys_failure(scratch: &Scratch) {
    let world = world(scratch, 9);
    let (now, person) = (world.app.clock.now(), PersonId::new(world.app.clock.now(), &world.app.random));
    for is_ended in [true, false] {
        plan_one(&world, &person.to_string(), Happening::ApplicationSubmitted, &["a@x.example"], CaseLanguage::Fi)
            .await;
        let own = Recipient::Person(person.clone()).code();
        let turn = "update notice set recipient = $1 where recipient = 'a@x.example' and given_up_at is null";
        world.meddle(turn, db::values![own.as_str()]).await;
        let mut claimed = send::claim(&world.app).await.expect("claimed").remove(0);
        if is_ended {
            let mut tx = world.app.db.write().await.expect("a transaction");
            assert_eq!(super::store::end_own(&mut tx, now, &person).await.expect("ended"), 1);
            tx.commit().await.expect("committed");
            world.meddle("update notice set turn = 'earlier'", db::values![]).await;
        }
        claimed.give_up_at = 0;
        send::note(&world.app, &claimed, Err(Refusal::Mail("address".to_string()))).await.expect("noted");
        let given_up = usize::from(!is_ended);
        assert_eq!(audited(&world, "notices.given_up").await.len(), given_up, "ended: {is_ended}");
        let failed = list_failed(&mut world.app.db.read().await.expect("read")).await.expect("listed");
        assert_eq!(failed.len(), given_up, "ended: {is_ended}");
    }
}

async fn a_sender_that_died_lets_go_of_its_mail(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    plan_one(&world, "r", Happening::ApplicationApproved, &["a@x.example"], CaseLanguage::Fi).await;
    let mut tx = world.app.db.write().await.expect("a transaction");
    assert_eq!(super::store::claim(&mut tx, world.app.clock.now()).await.expect("claimed").len(), 1);
    tx.commit().await.expect("committed");
    assert_eq!(guarded(send_due(&world.app)).await.expect("somebody else has it"), 0);
    world.app.clock.advance_seconds(300);
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 1);
}

#[test]
fn a_wrong_mail_configuration_is_named() {
    let scratch = tokio::runtime::Runtime::new().expect("a runtime");
    scratch.block_on(async {
        let scratch = Scratch::open(db::Dialect::Sqlite).await.expect("SQLite needs nothing");
        let world = World::new(&scratch);
        for (url, from, key) in
            [("smtp://", "a@x.example", "mail.smtp_url"), ("smtp://127.0.0.1:1", "nobody", "mail.from")]
        {
            let mut config = world.app.config.clone();
            config.mail.smtp_url = url.to_string();
            config.mail.from = from.to_string();
            let problem = super::Post::new(&config).err().expect("refused");
            assert!(format!("{problem:#}").starts_with(key), "{problem:#}");
        }
    });
}

db::testing::on_both![
    a_mail_that_was_ended_while_it_was_sent_is_nobodys_failure,
    an_address_that_the_server_cannot_take_stops_nobody_else,
    every_mail_has_its_case_and_one_link_and_nothing_about_people,
    every_mail_reads_in_english_too,
    the_machine_keeps_its_name_to_itself,
    one_turn_tells_one_address_once,
    several_senders_send_each_mail_once,
    a_dead_server_loses_nothing_and_needs_no_restart,
    a_server_that_is_silent_is_asked_once_a_round,
    a_refused_mail_is_tried_for_two_days_and_then_waits_for_an_officer,
    an_address_that_is_none_stops_nobody_else,
    a_sender_that_died_lets_go_of_its_mail,
];
