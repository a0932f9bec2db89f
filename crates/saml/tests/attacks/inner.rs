//! Rows 15 to 18 and 23 for the assertion: everything here is properly signed and encrypted by the provider.

use crate::provider::{
    ACS, ENTITY_ID, NATIONAL_ID, NOW, OTHER_NATIONAL_ID, PROVIDER_ID, REQUEST, Reply, at, attribute,
};
use crate::service::{accepted, pending, refused, service};
use saml::Pending;

const CONDITIONS_END: &str = "</saml2:Conditions>";

#[test]
fn an_assertion_for_another_audience_is_refused() {
    let audience = format!("<saml2:Audience>{ENTITY_ID}</saml2:Audience>");
    let other = "<saml2:Audience>https://other.example.fi/saml</saml2:Audience>";
    refused(&Reply::good().in_assertion(&audience, other), "audience");
    refused(&Reply::good().in_assertion(&audience, ""), "audience");
    refused(&Reply::good().in_assertion(&audience, &format!("{audience}{other}")), "audience");
    refused(&Reply::good().in_assertion(&audience, &format!("{other}{audience}")), "audience");
    refused(&Reply::good().in_assertion(&audience, "<saml2:Audience></saml2:Audience>"), "audience");
    let restriction = format!("<saml2:AudienceRestriction>{audience}</saml2:AudienceRestriction>");
    refused(&Reply::good().in_assertion(&restriction, ""), "audience");
    refused(&Reply::good().in_assertion(&restriction, &format!("{restriction}{restriction}")), "audience");
}

#[test]
fn a_condition_that_is_not_understood_is_refused() {
    for condition in ["<saml2:OneTimeUse></saml2:OneTimeUse>", "<saml2:ProxyRestriction></saml2:ProxyRestriction>"] {
        let extended = format!("{condition}{CONDITIONS_END}");
        refused(&Reply::good().in_assertion(CONDITIONS_END, &extended), "audience");
    }
}

#[test]
fn an_assertion_of_another_issuer_is_refused_although_the_response_names_the_right_one() {
    let issuer = format!("{PROVIDER_ID}</saml2:Issuer>");
    refused(&Reply::good().in_assertion(&issuer, "https://other.example/idp1</saml2:Issuer>"), "assertion-issuer");
}

#[test]
fn a_confirmation_for_another_recipient_is_refused() {
    let recipient = format!(" Recipient=\"{ACS}\"");
    refused(&Reply::good().in_assertion(&recipient, " Recipient=\"https://other.example.fi/acs\""), "recipient");
    refused(&Reply::good().in_assertion(&recipient, ""), "recipient");
}

#[test]
fn a_confirmation_that_answers_another_request_is_refused() {
    let answers = format!(" InResponseTo=\"{REQUEST}\"");
    refused(&Reply::good().in_assertion(&answers, " InResponseTo=\"_other\""), "confirmation-in-response-to");
    refused(&Reply::good().in_assertion(&answers, ""), "confirmation-in-response-to");
}

#[test]
fn anything_but_one_bearer_confirmation_is_refused() {
    for method in ["holder-of-key", "sender-vouches", "bearerx"] {
        refused(&Reply::good().in_assertion("cm:bearer", &format!("cm:{method}")), "subject-confirmation");
    }
    let good = Reply::good().assertion;
    let start = good.find("<saml2:SubjectConfirmation ").unwrap();
    let end = good.find("</saml2:SubjectConfirmation>").unwrap() + "</saml2:SubjectConfirmation>".len();
    let confirmation = &good[start..end];
    refused(&Reply::good().in_assertion(confirmation, ""), "subject-confirmation");
    let twice = format!("{confirmation}{confirmation}");
    refused(&Reply::good().in_assertion(confirmation, &twice), "subject-confirmation");
}

#[test]
fn each_end_of_the_validity_period_counts_with_the_skew_and_no_more() {
    let ends = format!("NotOnOrAfter=\"{}\"", at(299));
    let until = |seconds: i64| {
        let mut reply = Reply::good();
        reply.assertion = reply.assertion.replace(&ends, &format!("NotOnOrAfter=\"{}\"", at(seconds)));
        reply
    };
    let from = |seconds: i64| {
        let starts = format!("NotBefore=\"{}\"", at(-1));
        Reply::good().in_assertion(&starts, &format!("NotBefore=\"{}\"", at(seconds)))
    };
    accepted(&until(1));
    accepted(&until(660));
    refused(&until(661), "validity-period");
    refused(&until(-60), "validity-period");
    accepted(&from(60));
    refused(&from(61), "validity-period");
    refused(&from(299), "validity-period");
}

#[test]
fn either_deadline_alone_ends_the_validity() {
    let ends = format!("NotOnOrAfter=\"{}\"", at(299));
    let passed = format!("NotOnOrAfter=\"{}\"", at(-61));
    refused(&Reply::good().in_assertion(&ends, &passed), "validity-period");
    let conditions = format!("<saml2:Conditions NotBefore=\"{}\" {ends}>", at(-1));
    let early = format!("<saml2:Conditions NotBefore=\"{}\" {passed}>", at(-90));
    refused(&Reply::good().in_assertion(&conditions, &early), "validity-period");
}

#[test]
fn a_missing_time_is_refused() {
    refused(
        &Reply::good().in_assertion(&format!(" NotOnOrAfter=\"{}\" Recipient", at(299)), " Recipient"),
        "time-format",
    );
    refused(&Reply::good().in_assertion(&format!(" NotOnOrAfter=\"{}\">", at(299)), ">"), "time-format");
    refused(&Reply::good().in_assertion(&format!(" NotBefore=\"{}\"", at(-1)), ""), "time-format");
    refused(&Reply::good().in_assertion(&format!(" IssueInstant=\"{}\"", at(-1)), ""), "time-format");
    refused(&Reply::good().in_assertion(&format!(" AuthnInstant=\"{}\"", at(-600)), ""), "time-format");
}

#[test]
fn the_same_response_is_refused_when_its_time_is_over() {
    let form_value = Reply::good().build();
    for later in [0, 100_000, 300_000] {
        assert!(service().finish_sign_in(NOW + later, &pending(), &form_value).is_ok(), "{later}");
    }
    for later in [359_000, 600_000, 86_400_000, -62_000, i64::from(i32::MAX)] {
        assert!(service().finish_sign_in(NOW + later, &pending(), &form_value).is_err(), "{later}");
    }
}

#[test]
fn an_assertion_made_before_the_request_or_in_the_future_is_refused() {
    let made = format!("ID=\"_a1\" IssueInstant=\"{}\"", at(-1));
    let made_at =
        |seconds: i64| Reply::good().in_assertion(&made, &format!("ID=\"_a1\" IssueInstant=\"{}\"", at(seconds)));
    accepted(&made_at(-120));
    refused(&made_at(-121), "issue-instant");
    accepted(&made_at(60));
    refused(&made_at(61), "issue-instant");
}

#[test]
fn an_identification_older_than_a_session_at_the_request_or_in_the_future_is_refused() {
    let instant = format!("AuthnInstant=\"{}\"", at(-600));
    let identified = |seconds: i64| Reply::good().in_assertion(&instant, &format!("AuthnInstant=\"{}\"", at(seconds)));
    // The request was made a minute ago.
    accepted(&identified(-60 - 32 * 60 - 60));
    refused(&identified(-60 - 32 * 60 - 61), "authentication-instant");
    accepted(&identified(60));
    refused(&identified(61), "authentication-instant");
    let ended = format!("SessionIndex=\"_c5e2\" SessionNotOnOrAfter=\"{}\"", at(-61));
    refused(&Reply::good().in_assertion("SessionIndex=\"_c5e2\"", &ended), "authentication-instant");
}

#[test]
fn whoever_takes_their_time_after_single_sign_on_is_accepted() {
    let instant = format!("AuthnInstant=\"{}\"", at(-600));
    let of_minutes_ago = |minutes: i64| {
        let moved = format!("AuthnInstant=\"{}\"", at(-60 * minutes));
        Reply::good().in_assertion(&instant, &moved).build()
    };
    // Identified, 31 minutes later sent to the provider, and 3 minutes on its page: 34 minutes ago.
    let begun = |minutes_ago: i64| Pending { started_at: NOW - 60_000 * minutes_ago, ..pending() };
    let slow = of_minutes_ago(34);
    assert!(service().finish_sign_in(NOW, &begun(3), &slow).is_ok());
    let refused = service().finish_sign_in(NOW, &begun(0), &slow).expect_err("34 minutes before the request");
    assert_eq!(refused.code(), "authentication-instant");
    assert!(service().finish_sign_in(NOW, &begun(14), &of_minutes_ago(46)).is_ok());
    assert!(service().finish_sign_in(NOW, &begun(14), &of_minutes_ago(48)).is_err());
}

#[test]
fn a_level_of_assurance_that_is_not_on_the_list_is_refused() {
    let class = "http://ftn.ficora.fi/2017/loa2";
    accepted(&Reply::good().in_assertion(class, "http://ftn.ficora.fi/2017/loa3"));
    for other in [
        "urn:oid:1.2.246.517.3002.110.999",
        "urn:oid:1.2.246.517.3002.110.7",
        "urn:oid:1.2.246.517.3002.110.1",
        "http://ftn.ficora.fi/2017/loatest2",
        "http://eidas.europa.eu/LoA/high",
        "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified",
        "http://ftn.ficora.fi/2017/LOA2",
        "http://ftn.ficora.fi/2017/loa2 ",
        "",
    ] {
        refused(&Reply::good().in_assertion(class, other), "context-class");
    }
    let reference = format!("<saml2:AuthnContextClassRef>{class}</saml2:AuthnContextClassRef>");
    refused(&Reply::good().in_assertion(&reference, ""), "context-class");
    refused(&Reply::good().in_assertion(&reference, &format!("{reference}{reference}")), "context-class");
    let declared = "<saml2:AuthnContextDeclRef>urn:x:y</saml2:AuthnContextDeclRef>";
    refused(&Reply::good().in_assertion(&reference, &format!("{reference}{declared}")), "context-class");
}

#[test]
fn a_missing_or_overlong_session_index_is_refused() {
    refused(&Reply::good().in_assertion(" SessionIndex=\"_c5e2\"", ""), "session-index");
    refused(&Reply::good().in_assertion("\"_c5e2\"", "\"\""), "session-index");
    refused(&Reply::good().in_assertion("\"_c5e2\"", &format!("\"{}\"", "x".repeat(257))), "session-index");
}

#[test]
fn a_name_identifier_that_is_not_transient_qualified_and_short_is_refused() {
    let value = "AAdzZWNyZXQxfxVUqsT8k/OSMQF+opaque==";
    accepted(&Reply::good().in_assertion(value, &"x".repeat(2048)));
    refused(&Reply::good().in_assertion(value, &"x".repeat(2049)), "name-id");
    refused(&Reply::good().in_assertion(value, ""), "name-id");
    refused(&Reply::good().in_assertion("nameid-format:transient", "nameid-format:persistent"), "name-id");
    refused(&Reply::good().in_assertion(&format!(" NameQualifier=\"{PROVIDER_ID}\""), ""), "name-id");
    refused(&Reply::good().in_assertion(&format!(" SPNameQualifier=\"{ENTITY_ID}\""), ""), "name-id");
    let other = " SPNameQualifier=\"https://other.example.fi/saml\"";
    refused(&Reply::good().in_assertion(&format!(" SPNameQualifier=\"{ENTITY_ID}\""), other), "name-id");
}

#[test]
fn an_assertion_of_another_version_is_refused() {
    refused(&Reply::good().in_assertion("Version=\"2.0\"", "Version=\"1.1\""), "version");
}

#[test]
fn a_missing_second_empty_or_wrong_identity_code_is_refused() {
    let code = attribute("urn:oid:1.2.246.21", NATIONAL_ID);
    let other = attribute("urn:oid:1.2.246.21", OTHER_NATIONAL_ID);
    refused(&Reply::good().in_assertion(&code, ""), "national-id");
    refused(&Reply::good().in_assertion(&code, &format!("{code}{other}")), "national-id");
    refused(&Reply::good().in_assertion(&code, &format!("{code}{code}")), "national-id");
    for wrong in ["", " ", "210281-9987", "210281-998", " 210281-9988", "210281-9988x", "2102819988", "Demo"] {
        refused(&Reply::good().in_assertion(NATIONAL_ID, wrong), "national-id");
    }
    let value = format!("<saml2:AttributeValue>{NATIONAL_ID}</saml2:AttributeValue>");
    let two = format!("{value}<saml2:AttributeValue>{OTHER_NATIONAL_ID}</saml2:AttributeValue>");
    refused(&Reply::good().in_assertion(&value, &two), "national-id");
    refused(&Reply::good().in_assertion(&value, ""), "national-id");
    let nested = "<saml2:AttributeValue><saml2:NameID>210281-9988</saml2:NameID></saml2:AttributeValue>";
    refused(&Reply::good().in_assertion(&value, nested), "national-id");
}

#[test]
fn a_repeated_attribute_a_second_value_and_a_foreign_name_format_are_refused() {
    let name = attribute("urn:oid:2.5.4.4", "Demo");
    refused(&Reply::good().in_assertion(&name, &format!("{name}{name}")), "attributes");
    let value = "<saml2:AttributeValue>Demo</saml2:AttributeValue>";
    refused(&Reply::good().in_assertion(value, &format!("{value}{value}")), "attributes");
    refused(&Reply::good().in_assertion("attrname-format:uri", "attrname-format:basic"), "attributes");
    let format = " NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\"";
    refused(&Reply::good().in_assertion(format, ""), "attributes");
    refused(&Reply::good().in_assertion("Name=\"urn:oid:2.5.4.4\"", "Name=\"\""), "attributes");
    refused(&Reply::good().in_assertion(" Name=\"urn:oid:2.5.4.4\"", ""), "attributes");
}

#[test]
fn a_known_attribute_comes_once_whatever_its_name_format() {
    let (code, name) = (attribute("urn:oid:1.2.246.21", NATIONAL_ID), attribute("urn:oid:2.5.4.4", "Demo"));
    let other = attribute("urn:oid:1.2.246.21", OTHER_NATIONAL_ID);
    let no_format =
        |attribute: &str| attribute.replace(" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\"", "");
    for (known, second, reason) in [(&code, &other, "national-id"), (&name, &name, "attributes")] {
        for again in [second.replace("format:uri", "format:basic"), no_format(second)] {
            refused(&Reply::good().in_assertion(known, &format!("{known}{again}")), reason);
            refused(&Reply::good().in_assertion(known, &format!("{again}{known}")), "attributes");
        }
    }
}

#[test]
fn attributes_that_nobody_reads_are_passed_over_whatever_is_in_them() {
    let name = attribute("urn:oid:2.5.4.4", "Demo");
    let unknown = attribute("urn:oid:1.2.246.517.2002.2.99", "x");
    let value = "<saml2:AttributeValue>x</saml2:AttributeValue>";
    let address = "<saml2:AttributeValue><street xmlns=\"urn:x:y\">x</street></saml2:AttributeValue>";
    for added in [
        unknown.clone(),
        format!("{unknown}{unknown}"),
        unknown.replace(value, &format!("{value}{value}")),
        unknown.replace(value, ""),
        unknown.replace(value, address),
        unknown.replace("format:uri", "format:basic"),
        unknown.replace("format:uri\"", "format:uri\" Other=\"x\""),
    ] {
        for together in [format!("{name}{added}"), format!("{added}{name}")] {
            let identity = accepted(&Reply::good().in_assertion(&name, &together));
            assert_eq!((identity.national_id.expose(), identity.family_name.as_deref()), (NATIONAL_ID, Some("Demo")));
        }
    }
    // No more than attributes: what else stands among them is still refused.
    refused(&Reply::good().in_assertion(&name, &format!("{name}<saml2:Advice></saml2:Advice>")), "structure");
}

#[test]
fn a_name_with_control_characters_or_of_excessive_length_is_refused() {
    refused(&Reply::good().in_assertion(">Demo<", ">De&#xD;mo<"), "attributes");
    refused(&Reply::good().in_assertion(">Demo<", ">De\nmo<"), "attributes");
    refused(&Reply::good().in_assertion(">Demo<", &format!(">{}<", "x".repeat(1025))), "attributes");
}
