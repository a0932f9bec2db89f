//! Random changes of good messages: never a panic, never another identity.

use crate::provider::{NATIONAL_ID, NOW, Reply, at};
use crate::service::{accepted, finish, pending, service};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use saml::Pending;
use std::sync::OnceLock;

/// One random change: at a place (a fraction of the length) a number of bytes goes and others come.
fn changes() -> impl Strategy<Value = Vec<(f64, usize, Vec<u8>)>> {
    let interesting = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..4),
        proptest::sample::select(vec![
            &b"<"[..],
            b">",
            b"/>",
            b"\"",
            b"&",
            b"&#x0;",
            b"<!--",
            b"-->",
            b"<?x?>",
            b"<![CDATA[",
            b"xmlns=\"urn:x:y\"",
            b" ID=\"_a1\"",
            b"</saml2:Assertion>",
            b"<ds:Signature>",
            b"010280-952L",
        ])
        .prop_map(<[u8]>::to_vec),
    ];
    proptest::collection::vec((0.0..1.0_f64, 0_usize..4, interesting), 1..4)
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a rough place"
)]
fn apply(original: &[u8], changes: &[(f64, usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for (place, removed, inserted) in changes {
        let start = (place * bytes.len() as f64) as usize;
        let end = (start + removed).min(bytes.len());
        bytes.splice(start..end, inserted.iter().copied());
    }
    bytes
}

fn good_xml() -> &'static [u8] {
    static XML: OnceLock<Vec<u8>> = OnceLock::new();
    XML.get_or_init(|| Reply::good().xml().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_response_never_gives_another_identity(changes in changes()) {
        let form_value = STANDARD.encode(apply(good_xml(), &changes));
        let _ = saml::peek_in_response_to(&form_value);
        if let Ok(identity) = finish(&form_value) {
            prop_assert_eq!(identity.national_id.expose(), NATIONAL_ID);
            prop_assert_eq!(identity.assertion_id.as_str(), "_a1");
            prop_assert_eq!(identity.response_id.as_str(), "_r1");
            prop_assert_eq!(identity.display_name.as_deref(), Some("Nordea Demo"));
            prop_assert_eq!(identity.session_index.as_str(), "_c5e2");
        }
    }

    #[test]
    fn a_changed_assertion_in_a_response_the_provider_signed_never_gives_another_identity(changes in changes()) {
        let reply = Reply::good();
        let changed = apply(reply.signed_assertion().as_bytes(), &changes);
        // Encryption carries any bytes, but the reply is built from text; what is not text is covered by the test above.
        if let Ok(plaintext) = String::from_utf8(changed)
            && let Ok(identity) = finish(&reply.with_plaintext(plaintext).build())
        {
            prop_assert_eq!(identity.national_id.expose(), NATIONAL_ID);
            prop_assert_eq!(identity.assertion_id.as_str(), "_a1");
            prop_assert_eq!(identity.display_name.as_deref(), Some("Nordea Demo"));
            prop_assert_eq!(identity.name_id.value.as_str(), "AAdzZWNyZXQxfxVUqsT8k/OSMQF+opaque==");
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(form_value in "\\PC{0,200}", query in "(SAMLResponse|SigAlg|Signature|RelayState|[a-z&=%+]){0,20}") {
        prop_assert!(finish(&form_value).is_err());
        prop_assert!(saml::peek_in_response_to(&form_value).is_err());
        prop_assert!(service().finish_sign_out(NOW, &query, "_x").is_err());
    }

    #[test]
    fn at_any_time_the_good_response_is_accepted_only_within_its_window(offset in -1_000_000_i64..1_000_000) {
        static FORM_VALUE: OnceLock<String> = OnceLock::new();
        let form_value = FORM_VALUE.get_or_init(|| Reply::good().build());
        let result = service().finish_sign_in(NOW + offset, &pending(), form_value);
        prop_assert_eq!(result.is_ok(), (-61_000..359_000).contains(&offset));
    }

    #[test]
    fn however_long_a_way_takes_an_identification_counts_from_its_request(seconds_ago in 0_i64..900) {
        static FORM_VALUE: OnceLock<String> = OnceLock::new();
        let of_40_minutes_ago = format!("AuthnInstant=\"{}\"", at(-40 * 60));
        let form_value = FORM_VALUE.get_or_init(|| {
            Reply::good().in_assertion(&format!("AuthnInstant=\"{}\"", at(-600)), &of_40_minutes_ago).build()
        });
        let begun = Pending { started_at: NOW - seconds_ago * 1_000, ..pending() };
        let result = service().finish_sign_in(NOW, &begun, form_value);
        prop_assert_eq!(result.is_ok(), seconds_ago >= (40 - 32 - 1) * 60);
    }
}

#[test]
fn the_unchanged_response_is_accepted() {
    accepted(&Reply::good());
    assert!(finish(&STANDARD.encode(apply(good_xml(), &[]))).is_ok());
}
