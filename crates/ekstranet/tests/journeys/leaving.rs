//! Proof that the look through everything produced finds what it must: codes are planted and found.

use crate::harness::identity_codes;

#[test]
fn a_planted_identity_code_is_found_wherever_it_stands() {
    for text in [
        "150668-917M",
        "signed in: 150668-917M.",
        "GET /o/9900226-7/?q=150668-917m HTTP/1.1",
        "{\"id\":\"280201A912B\"}",
        "x050594Y903Mx",
        "080904B9160",
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
        "+358 40 123 4567",
        "2026-11-21T21:55:17.041948Z",
    ] {
        assert!(identity_codes(text).is_empty(), "{text}");
    }
}
