//! Proof that the looks at pages and at everything produced find what they must: faults are planted and found.

use crate::harness::{Hands, Language, Look, Store, World, identity_codes, run};

#[test]
fn planted_faults_are_found_on_a_page_and_in_what_it_leaves() {
    run(Store::Sqlite, Language::Finnish, planted_faults);
}

async fn planted_faults(world: &World) {
    let anybody = world.browser(Look::PHONE, Hands::Mouse).await;
    anybody.open("/status?q=150668-917M").await;
    anybody.expect(&anybody.say("front-status")).await;
    let leaks: Vec<&str> = world.leaks().await.into_iter().map(|(what, _)| what).collect();
    // The visitor's own history holds what the visitor typed; nothing of the portal does.
    assert_eq!(leaks, ["titles and addresses"]);
    world.forget_trail();

    anybody.open("/status").await;
    anybody.expect(&anybody.say("front-status")).await;
    assert_eq!(anybody.axe_findings().await, serde_json::json!([]));
    assert_eq!(anybody.overflow().await, None);
    anybody.spoil("<img src=\"/none\"><input><p>too pale to read</p>", "width: 700px; color: #ddd").await;
    let found = anybody.axe_findings().await.to_string();
    for rule in ["image-alt", "label", "color-contrast"] {
        assert!(found.contains(rule), "{rule}: {found}");
    }
    assert!(anybody.overflow().await.is_some());
}

#[test]
fn a_planted_identity_code_is_found_wherever_it_stands() {
    for text in [
        "150668-917M",
        "signed in: 150668-917M.",
        "GET /o/9900226-7/?q=150668-917m HTTP/1.1",
        "{\"id\":\"280201A912B\"}",
        "x050594Y903Mx",
        "080904B9160",
        // Beside a digest and an identifier, and inside a number that is too short for either.
        "0b06340857687a4f0ce5b674092f3264 150668-917M 01a2001b-4e81-7bdc-b26f-4ee14e2b2042",
        "face150109a8463face",
    ] {
        assert_eq!(identity_codes(text).len(), 1, "{text}");
    }
}

#[test]
fn what_only_looks_like_a_code_is_none() {
    for text in [
        // A wrong check character, a month that is none, an organisation, an identifier, a telephone number.
        "150668-917N",
        "151368-917M",
        "9900226-7",
        "1.2.246.10.99002267.10.0",
        "01a2001b-4e81-7bdc-b26f-4ee14e2b2042",
        // A digest and an identifier with the form of a code inside.
        "0b06340857687a4f0ce5b674092f3264fb1c150109a846336e4f67c3cb4e1847",
        "01150668-917b-7bdc-b26f-150109a84633",
        "+358 40 123 4567",
        "2026-11-21T21:55:17.041948Z",
    ] {
        assert!(identity_codes(text).is_empty(), "{text}");
    }
}
