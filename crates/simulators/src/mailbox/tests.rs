//! Mail over a socket, by hand and with a mail library.

use std::net::SocketAddr;
use std::sync::Arc;

use jiff::civil::date;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message as Mail, Tokio1Executor};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::{Mailbox, serve};
use crate::testing::{self, Stage};

async fn post_office(stage: &Stage) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(serve(listener, Arc::clone(&stage.mailbox), Arc::clone(&stage.scene)));
    address
}

/// A conversation by hand: sends each line and answers the first three digits of every reply.
async fn converse(address: SocketAddr, lines: &[&str]) -> Vec<String> {
    let mut stream = BufReader::new(TcpStream::connect(address).await.expect("a connection"));
    let mut replies = vec![reply(&mut stream).await];
    for line in lines {
        stream.get_mut().write_all(format!("{line}\r\n").as_bytes()).await.expect("sent");
        replies.push(reply(&mut stream).await);
    }
    replies
}

async fn reply(stream: &mut BufReader<TcpStream>) -> String {
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.expect("a reply");
        if line.as_bytes().get(3) != Some(&b'-') {
            return line.get(..3).unwrap_or_default().to_owned();
        }
    }
}

fn mailer(address: SocketAddr) -> AsyncSmtpTransport<Tokio1Executor> {
    AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1").port(address.port()).build()
}

fn mail(subject: &str, text: &str) -> Mail {
    Mail::builder()
        .from("Kanta Ekstranet <ekstranet@kanta.example>".parse().expect("a sender"))
        .to("Matti <matti@rantapolku.example>".parse().expect("a recipient"))
        .subject(subject)
        .header(ContentType::TEXT_PLAIN)
        .body(text.to_owned())
        .expect("a mail")
}

#[tokio::test]
async fn a_mail_is_kept_decoded_and_over_a_restart() {
    let stage = testing::stage(date(2026, 11, 21));
    let address = post_office(&stage).await;
    mailer(address).send(mail("Päätös hakemukseen", "Hyvä asiakas,\r\n.piste alussa säilyy\r\n")).await.expect("sent");
    let list = stage.get("/mail.json").await.json();
    let kept = &list[0];
    assert_eq!(kept["subject"], "Päätös hakemukseen");
    assert_eq!(kept["from"], "\"Kanta Ekstranet\" <ekstranet@kanta.example>");
    assert_eq!(kept["to"], serde_json::json!(["matti@rantapolku.example"]));
    assert_eq!(kept["received_at"], "2026-11-21T12:00:00Z");
    let text = kept["text"].as_str().expect("a text").trim_end();
    assert_eq!(text.lines().collect::<Vec<_>>(), ["Hyvä asiakas,", ".piste alussa säilyy"]);
    assert!(kept["raw"].as_str().is_some_and(|raw| raw.contains("Subject: =?utf-8?")));

    let again = Mailbox::open(&stage.directory).expect("opens");
    assert_eq!(again.list().len(), 1);
    let page = stage.get("/mail?lang=sv").await.body;
    assert!(page.contains("Päätös hakemukseen") && page.contains("<h1>Postlåda</h1>"));
    let message = stage.get(&format!("/mail/{}", kept["id"].as_str().expect("an id"))).await;
    assert!(message.body.contains(".piste alussa säilyy"));
    assert_eq!(stage.get("/mail/none").await.status, 404);
}

#[tokio::test]
async fn the_mailbox_is_emptied() {
    let stage = testing::stage(date(2026, 11, 21));
    let address = post_office(&stage).await;
    for empty in [true, false] {
        mailer(address).send(mail("Yksi", "x")).await.expect("sent");
        if empty {
            assert_eq!(stage.post("/mail/clear", "lang=fi").await.header("location"), "/mail?lang=fi");
        } else {
            assert_eq!(stage.delete("/mail").await.status, 204);
        }
        assert_eq!(stage.get("/mail.json").await.body, "[]");
    }
    assert!(Mailbox::open(&stage.directory).expect("opens").list().is_empty());
}

#[tokio::test]
async fn text_from_a_mail_is_escaped_on_the_pages() {
    let stage = testing::stage(date(2026, 11, 21));
    let address = post_office(&stage).await;
    mailer(address).send(mail("<script>x</script>", "<b>y</b>")).await.expect("sent");
    let id = stage.mailbox.list()[0].id.clone();
    for page in [stage.get("/mail").await.body, stage.get(&format!("/mail/{id}")).await.body] {
        assert!(page.contains("script") && !page.contains("<script>") && !page.contains("<b>"), "{page}");
    }
}

#[tokio::test]
async fn the_conversation_keeps_its_order() {
    let stage = testing::stage(date(2026, 11, 21));
    let address = post_office(&stage).await;
    let replies = converse(
        address,
        &[
            "EHLO client",
            "RCPT TO:<a@b.example>",
            "DATA",
            "MAIL FROM:<x@y.example>",
            "MAIL FROM:<x@y.example>",
            "RSET",
            "mail from:<> SIZE=20000000",
            "MAIL x",
            "NOOP",
            "MAIL FROM:<x@y.example> SIZE=100",
            "RCPT TO:<a@b.example>",
            "RCPT TO:<c@d.example>",
            "DATA",
            "Subject: hello\r\n\r\n..two dots\r\n.",
            "FOO",
            "QUIT",
        ],
    )
    .await;
    let expected = [
        "220", "250", "503", "503", "250", "503", "250", "552", "501", "250", "250", "250", "250", "354", "250", "502",
        "221",
    ];
    assert_eq!(replies, expected);
    let kept = stage.mailbox.list();
    assert_eq!((kept[0].to.len(), kept[0].from.as_str()), (2, "x@y.example"), "the sender of the envelope stands in");
    assert_eq!(kept[0].text.trim_end(), ".two dots");
}

#[tokio::test]
async fn recipients_are_rejected_when_told_to() {
    let stage = testing::stage(date(2026, 11, 21));
    let address = post_office(&stage).await;
    stage.turn_on("smtp_reject");
    let error = mailer(address).send(mail("Yksi", "x")).await.expect_err("rejected");
    assert!(error.is_permanent(), "{error}");
    assert!(stage.mailbox.list().is_empty());
}

#[tokio::test]
async fn connections_are_refused_while_down_and_taken_again_after_it() {
    let stage = testing::stage(date(2026, 11, 21));
    let address = post_office(&stage).await;
    stage.turn_on("smtp_down");
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    mailer(address).send(mail("Yksi", "x")).await.expect_err("refused");
    stage.turn_off("smtp_down");
    while TcpStream::connect(address).await.is_err() {
        tokio::task::yield_now().await;
    }
    mailer(address).send(mail("Kaksi", "x")).await.expect("sent");
    assert_eq!(stage.mailbox.list()[0].subject, "Kaksi");
}
