//! Everything that a provider gone wrong, or somebody in its place, can send: refused alike, audited with the exact reason.

use axum::http::StatusCode;
use base64::Engine as _;
use db::testing::Scratch;

use super::tests::{audited, post_answer, sessions};
use super::tests_wire::Scene;
use crate::kernel::Language;

/// Each switch of the simulated provider, by the row of the check list of attacks, with the reason that is audited.
const REASONS: [(u8, &str, &str); 42] = [
    (1, "wrapped_response", "assertion-count"),
    (1, "wrapped_assertion", "assertion-count"),
    (2, "instruction", "forbidden-markup"),
    (3, "odd_namespace", "not-well-formed"),
    (3, "repeated_id", "duplicate-identifier"),
    (4, "partial_signature", "signature-reference"),
    (5, "second_signed_info", "structure"),
    (5, "comment_in_digest", "forbidden-markup"),
    (6, "comment_in_code", "forbidden-markup"),
    (7, "document_type", "forbidden-markup"),
    (7, "xpath_transform", "signature-algorithm"),
    (8, "unsigned_response", "response-signature-missing"),
    (8, "unsigned_assertion", "assertion-signature-missing"),
    (8, "empty_signature", "structure"),
    (9, "old_key", "signature"),
    (10, "sha1", "signature-algorithm"),
    (10, "hmac", "signature-algorithm"),
    (10, "cbc", "encryption-algorithm"),
    (10, "rsa15", "encryption-algorithm"),
    (11, "short_tag", "decryption"),
    (12, "plain_assertion", "plain-assertion"),
    (12, "plain_beside_encrypted", "plain-assertion"),
    (12, "nested_encryption", "assertion-count"),
    (14, "unsolicited", "in-response-to"),
    (15, "wrong_in_response_to", "unsolicited"),
    (15, "wrong_confirmation", "confirmation-in-response-to"),
    (16, "wrong_destination", "destination"),
    (16, "wrong_recipient", "recipient"),
    (16, "wrong_audience", "audience"),
    (16, "no_audience", "audience"),
    (16, "wrong_issuer", "issuer"),
    (16, "wrong_assertion_issuer", "assertion-issuer"),
    (17, "expired", "validity-period"),
    (17, "not_yet_valid", "validity-period"),
    (17, "clock_ahead_10_min", "issue-instant"),
    (17, "old_identification", "authentication-instant"),
    (17, "no_expiry", "time-format"),
    (18, "wrong_class", "context-class"),
    (21, "too_deep", "too-complex"),
    (21, "too_large", "too-large"),
    (23, "two_identity_codes", "national-id"),
    (23, "no_identity_code", "national-id"),
];

/// The rows 13, 19, 20, 22, 24 and 25 are no shape of a response: they are shown elsewhere.
const NO_SHAPE: [u8; 6] = [13, 19, 20, 22, 24, 25];

async fn every_wrong_answer_of_the_provider_is_refused_alike(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let (mut pages, mut wrong, mut before) = (Vec::new(), Vec::new(), Vec::new());
    let more = [(23, "repeated_identity_code", "national-id"), (23, "empty_identity_code", "national-id")];
    for (_, fault, reason) in REASONS.into_iter().chain(more) {
        assert!(scene.provider.set_fault(fault, true), "{fault}");
        let (address, browser) = scene.begin(Language::Fi, "/me").await;
        let message = scene.identify_matti(&address).await;
        scene.provider.set_fault(fault, false);
        let answer = post_answer(&scene.world, Some(&browser), &message).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{fault}");
        assert!(!answer.cookies.iter().any(|cookie| cookie.starts_with("__Host-session")), "{fault}");
        pages.push(answer.body);
        let rows = audited(&scene.world, "sign_in.refused").await;
        assert_eq!(rows.len(), pages.len(), "{fault}");
        let expected = format!("{{\"code\":\"{reason}\"}}");
        let counted = |rows: &[String]| rows.iter().filter(|row| **row == expected).count();
        if counted(&rows) != counted(&before) + 1 {
            wrong.push((fault, reason, rows.last().cloned()));
        }
        before = rows;
    }
    assert!(wrong.is_empty(), "audited with other reasons: {wrong:?}");
    assert!(pages.iter().all(|page| *page == pages[0]), "the page tells nothing of the reason");
    assert!(!pages[0].contains("signature") && !pages[0].contains("audience"));
    assert_eq!(sessions(&scene.world).await, 0);
    scene.provider.set_fault("sign_with_second_key", true);
    scene.sign_in().await;
}

async fn a_response_that_is_sent_again_is_refused_in_either_browser(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let (address, first) = scene.begin(Language::Fi, "/me").await;
    let message = scene.identify_matti(&address).await;
    assert_eq!(post_answer(&scene.world, Some(&first), &message).await.redirects(), "/me", "the control");
    scene.provider.set_fault("replay", true);
    let (address, second) = scene.begin(Language::Fi, "/me").await;
    let again = scene.identify_matti(&address).await;
    assert_eq!(again, message, "the provider repeats itself");
    for (browser, reason) in [(&second, "other-browser"), (&first, "already-answered")] {
        assert_eq!(post_answer(&scene.world, Some(browser), &again).await.status, StatusCode::FORBIDDEN);
        let rows = audited(&scene.world, "sign_in.refused").await;
        assert!(rows.iter().any(|row| row.contains(reason)), "{reason}: {rows:?}");
    }
    assert_eq!(sessions(&scene.world).await, 1);
}

/// Posts a message twice at once: both have read the question before either can mark it as answered.
async fn post_twice(scene: &Scene, browser: &str, message: &str) -> [StatusCode; 2] {
    let mut held = scene.world.app.db.write().await.expect("a transaction");
    held.run("update sign_in_pending set used_at = used_at", db::values![]).await.expect("held");
    let let_go = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        drop(held);
    };
    let post = || post_answer(&scene.world, Some(browser), message);
    let (one, other, ()) = tokio::join!(post(), post(), let_go);
    let mut statuses = [one.status, other.status];
    statuses.sort();
    statuses
}

async fn the_same_answer_twice_at_once_makes_one_session(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    for round in 1..=3 {
        let (address, browser) = scene.begin(Language::Fi, "/me").await;
        let message = scene.identify_matti(&address).await;
        let statuses = post_twice(&scene, &browser, &message).await;
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::FORBIDDEN]);
        assert_eq!(sessions(&scene.world).await, round);
    }
    // Nobody was identified: the second message is refused on the same page.
    scene.provider.set_fault("status_authn_failed", true);
    let (address, browser) = scene.begin(Language::Fi, "/me").await;
    let message = scene.identify_matti(&address).await;
    assert_eq!(post_twice(&scene, &browser, &message).await, [StatusCode::OK, StatusCode::FORBIDDEN]);
    assert_eq!(audited(&scene.world, "sign_in.interrupted").await.len(), 1);
    let refused = audited(&scene.world, "sign_in.refused").await;
    assert!(refused.len() == 4 && refused.iter().all(|row| row.contains("already-answered")), "{refused:?}");
}

/// A real answer in its own browser, spoilt in one to three places of its text or its coding: each whole request is
/// refused, none is a fault of ours, and none takes much memory.
async fn whatever_becomes_of_a_real_answer_is_refused(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let (address, browser) = scene.begin(Language::Fi, "/me").await;
    let message = scene.identify_matti(&address).await;
    let coding = base64::engine::general_purpose::STANDARD;
    let xml = coding.decode(&message).expect("base64");
    let dice = crate::kernel::Random::seeded(11);
    let before = height();
    let mut reasons = std::collections::BTreeSet::new();
    for turn in 0..150_usize {
        let in_text = turn % 3 != 0;
        let mut bytes = if in_text { xml.clone() } else { message.clone().into_bytes() };
        for _ in 0..=turn % 3 {
            let [high, low, kind, byte, length]: [u8; 5] = dice.bytes();
            let at = usize::from(u16::from_be_bytes([high, low])) * bytes.len() / 65_536;
            let end = (at + usize::from(length)).min(bytes.len());
            match (kind % 8).saturating_sub(3) {
                // Letters for letters leave the text well-formed more often than not.
                0 if bytes[at].is_ascii_alphanumeric() => bytes[at] = if bytes[at] == b'Q' { b'R' } else { b'Q' },
                0 => bytes[at] ^= byte | 1,
                1 => drop(bytes.drain(at..end)),
                2 => drop(bytes.splice(at..at, std::iter::repeat_n(byte, usize::from(length) * 64))),
                3 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
                _ => bytes.truncate(at),
            }
            if bytes.is_empty() {
                bytes.push(b'<');
            }
        }
        let sent = if in_text { coding.encode(&bytes) } else { String::from_utf8_lossy(&bytes).into_owned() };
        let answer = post_answer(&scene.world, Some(&browser), &sent).await;
        assert!(answer.status.is_client_error(), "turn {turn}: {} {}", answer.status, answer.body);
        assert!(!answer.cookies.iter().any(|cookie| cookie.starts_with("__Host-session")), "turn {turn}");
        reasons.extend(audited(&scene.world, "sign_in.refused").await);
    }
    // Most are XML that is none any more; enough come as far as what is in it.
    assert!(reasons.len() > 4, "{reasons:?}");
    if let (Some(before), Some(after)) = (before, height()) {
        assert!(after - before <= 64 * 1024, "{before} KiB, then {after}");
    }
    assert_eq!(sessions(&scene.world).await, 0);
    assert_eq!(post_answer(&scene.world, Some(&browser), &message).await.redirects(), "/me", "the control: it is good");
}

/// The most memory that this process has had, in KiB; `None` where the system does not tell.
fn height() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// Every row that a response can show has a switch, so that a new row needs one too.
#[test]
fn every_row_of_the_check_list_that_a_response_can_show_has_a_switch() {
    for row in (1..=25).filter(|row| !NO_SHAPE.contains(row)) {
        assert!(REASONS.iter().any(|(number, ..)| *number == row), "row {row}");
    }
    let known: Vec<&str> = simulators::identification::fault_names().iter().map(|(name, _)| *name).collect();
    assert!(REASONS.iter().all(|(_, fault, _)| known.contains(fault)));
}

db::testing::on_both![
    every_wrong_answer_of_the_provider_is_refused_alike,
    a_response_that_is_sent_again_is_refused_in_either_browser,
    the_same_answer_twice_at_once_makes_one_session,
    whatever_becomes_of_a_real_answer_is_refused,
];
