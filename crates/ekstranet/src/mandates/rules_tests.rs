//! The rules as tables: every role code, both mandates, private and public.

use super::{Letter, Nature, Policy, Reason, Remedy, RoundRow, counts, letters, may_bind, permissions, remedies};
use crate::kernel::{Basis, Instant, Mandate, Permission, Permissions, Position};

const DEPLOY: &str = "http://valtuusrekisteri.suomi.fi/deploy";
const PRIVACY: &str = "http://valtuusrekisteri.suomi.fi/privacy";

fn policy() -> Policy {
    let (deploy, privacy) = (vec![DEPLOY.to_string()], vec![PRIVACY.to_string()]);
    Policy {
        positions: Position::USUAL.to_vec(),
        deploy,
        privacy,
        mandate_terminates: true,
        mandate_changes_billing: true,
    }
}

fn texts(roles: &[&str]) -> Vec<String> {
    roles.iter().map(|role| (*role).to_string()).collect()
}

fn codes(roles: &[&str], complete: bool, nature: Nature) -> String {
    policy().judge(&texts(roles), complete, nature).into_iter().map(Basis::code).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_role_gives_what_the_founding_pages_say() {
    use Nature::{Private, Public, Unasked, Unknown};
    for (role, private, unknown, public) in [
        ("TJ", "position:TJ", "", ""),
        ("TJS", "position:TJS", "", ""),
        ("VTJ", "position:VTJ", "", ""),
        ("ELI", "position:ELI", "position:ELI", ""),
        (DEPLOY, "mandate:deployment", "mandate:deployment", "mandate:deployment"),
        (PRIVACY, "mandate:privacy", "mandate:privacy", "mandate:privacy"),
        ("NIMKO", "", "", ""),
        ("PJ", "", "", ""),
        ("J", "", "", ""),
        ("IS", "", "", ""),
        ("PIS", "", "", ""),
        ("S", "", "", ""),
        ("TIL", "", "", ""),
        ("YHM", "", "", ""),
        ("PR", "", "", ""),
        ("tj", "", "", ""),
        ("XQZ", "", "", ""),
        ("", "", "", ""),
        ("http://assignment.valtuusrekisteri.suomi.fi/deploy", "", "", ""),
        ("https://valtuusrekisteri.suomi.fi/deploy", "", "", ""),
        ("http://valtuusrekisteri.suomi.fi/deploy/", "", "", ""),
    ] {
        for (nature, expected) in [(Private, private), (Unknown, unknown), (Unasked, unknown), (Public, public)] {
            assert_eq!(codes(&[role], true, nature), expected, "{role} in {nature:?}");
            assert_eq!(codes(&[role], false, nature), "", "{role} in an incomplete answer");
        }
    }
}

#[test]
fn the_strongest_ground_comes_first_and_none_twice() {
    let all = [PRIVACY, DEPLOY, "ELI", "VTJ", "TJS", "TJ", "TJ", "PJ", DEPLOY];
    let expected = "position:TJ position:TJS position:VTJ position:ELI mandate:deployment mandate:privacy";
    assert_eq!(codes(&all, true, Nature::Private), expected);
    assert_eq!(codes(&all, true, Nature::Public), "mandate:deployment mandate:privacy");
}

#[test]
fn configuration_narrows_the_positions() {
    let narrow = Policy { positions: vec![Position::ManagingDirector], ..policy() };
    assert!(narrow.judge(&texts(&["VTJ", "ELI"]), true, Nature::Private).is_empty());
    assert!(!narrow.depends_on_nature(&texts(&["VTJ", "NIMKO", DEPLOY])));
    assert!(narrow.depends_on_nature(&texts(&[DEPLOY, "TJ"])));
}

#[test]
fn configuration_widens_the_positions() {
    let config = |codes: &[&str]| -> crate::config::Mandates {
        let themes = serde_json::json!({ "deploy": [DEPLOY], "privacy": [PRIVACY] });
        let keys = serde_json::json!({ "base_url": "https://suomi.example", "client_id": "x", "api_key_file": "x",
            "oauth_password_file": "x", "themes": themes, "accepted_positions": codes });
        serde_json::from_value(keys).expect("a configuration")
    };
    let wide = Policy::new(&config(&["TJ", "NIMKO", "YHM"])).expect("known");
    let given = |roles: &[&str], nature| wide.judge(&texts(roles), true, nature);
    assert_eq!(given(&["NIMKO"], Nature::Private), [Basis::Position(Position::Signatory)]);
    assert_eq!(given(&["YHM", "TJ"], Nature::Private).len(), 2);
    for nature in [Nature::Foundation, Nature::Public, Nature::Unknown, Nature::NotRegistered] {
        assert!(given(&["NIMKO"], nature).is_empty(), "{nature:?}");
    }
    assert!(given(&["PJ", "ELI"], Nature::Private).is_empty(), "what is not named does not count");
    assert!(wide.permissions_of("position:NIMKO").allow(Permission::SignAgreements));
    let unknown = Policy::new(&config(&["TJ", "XYZ"])).expect_err("refused");
    assert!(unknown.contains("mandates.accepted_positions") && unknown.contains("XYZ"), "{unknown}");
    for position in Position::ALL {
        assert_eq!(Basis::parse(&Basis::Position(position).code()), Some(Basis::Position(position)));
    }
}

#[test]
fn mandate_two_reads_the_privacy_collection_and_nothing_else() {
    for basis in Position::USUAL.map(Basis::Position).into_iter().chain([Basis::Mandate(Mandate::Deployment)]) {
        assert!(Permission::ALL.into_iter().all(|permission| permissions(basis).allow(permission)));
    }
    let privacy = permissions(Basis::Mandate(Mandate::Privacy));
    for permission in Permission::ALL {
        assert_eq!(privacy.allow(permission), permission == Permission::ReadPrivacyGuides);
    }
    assert!(may_bind(policy().permissions_of("mandate:privacy position:ELI")));
    assert!(!may_bind(policy().permissions_of("mandate:privacy")));
    assert_eq!(policy().permissions_of(""), Permissions::none());
    assert_eq!(policy().permissions_of("position:XYZ mandate:other"), Permissions::none());
}

#[test]
fn every_refusal_has_its_reason() {
    use Nature::{Foundation, NotRegistered, Other, Private, Public, Unasked, Unknown};
    for (roles, complete, nature, expected) in [
        (&["TJ"][..], true, Public, &[Reason::PublicNeedsMandate][..]),
        (&["TJ"], true, Other, &[Reason::FormNeedsMandate]),
        (&["ELI"], true, Other, &[Reason::FormNeedsMandate]),
        (&["TJ"], true, Unknown, &[Reason::NatureUnknown]),
        (&["TJ"], true, NotRegistered, &[Reason::NotRegistered]),
        (&["TJ"], false, Private, &[Reason::Incomplete]),
        (&["NIMKO"], true, Unasked, &[Reason::Signatory]),
        (&["NIMKO"], true, Private, &[Reason::Signatory]),
        (&["NIMKO"], true, Other, &[Reason::Signatory]),
        (&["NIMKO"], true, Public, &[Reason::PublicNeedsMandate]),
        (&["NIMKO", "TJ"], true, Foundation, &[Reason::PublicNeedsMandate]),
        (&["PJ", "J"], true, Unasked, &[Reason::OtherPosition]),
        (&["PJ", "NIMKO"], true, Unasked, &[Reason::Signatory, Reason::OtherPosition]),
        (&["http://assignment.valtuusrekisteri.suomi.fi/deploy"], true, Unasked, &[Reason::GrantingRight]),
        (&["http://valtuusrekisteri.suomi.fi/x"], true, Unasked, &[Reason::OtherMandate]),
        (&[PRIVACY], true, Unasked, &[Reason::PrivacyOnly]),
        (&[], true, Unasked, &[Reason::NothingReturned]),
        (&[], false, Unasked, &[Reason::Incomplete, Reason::NothingReturned]),
        (&["TJ"], true, Private, &[]),
        (&[DEPLOY], true, Unasked, &[]),
    ] {
        assert_eq!(policy().explain(&texts(roles), complete, nature), expected, "{roles:?} {complete} {nature:?}");
    }
}

#[test]
fn every_reason_has_its_remedy_and_its_letter() {
    use Nature::{NotRegistered, Other, Private, Public, Unasked, Unknown};
    use Remedy::{GrantorGives, OtherGives, PrivateGives, PublicApplies, Registers, Retry, SignatoryGives};
    for (reason, nature, expected, letter) in [
        (Reason::Incomplete, Private, &[Retry, PrivateGives][..], &[Letter::Support][..]),
        (Reason::NatureUnknown, Unknown, &[Retry, PrivateGives, PublicApplies], &[Letter::Support]),
        (
            Reason::NotRegistered,
            NotRegistered,
            &[Registers, PrivateGives, PublicApplies],
            &[Letter::Grantor, Letter::Unregistered],
        ),
        (Reason::PublicNeedsMandate, Public, &[PublicApplies], &[Letter::Leaders]),
        (Reason::FormNeedsMandate, Other, &[OtherGives], &[Letter::Representative]),
        (Reason::OtherPosition, Other, &[OtherGives], &[Letter::Representative]),
        (Reason::Signatory, Unasked, &[SignatoryGives, PrivateGives, PublicApplies], &[Letter::Cosignatory]),
        (Reason::GrantingRight, Unasked, &[GrantorGives, PrivateGives, PublicApplies], &[]),
        (Reason::OtherPosition, Private, &[PrivateGives], &[Letter::Grantor]),
        (Reason::OtherMandate, Unasked, &[PrivateGives, PublicApplies], &[Letter::Grantor, Letter::Leaders]),
        (Reason::PrivacyOnly, Unasked, &[PrivateGives, PublicApplies], &[Letter::Grantor, Letter::Leaders]),
        (Reason::NothingReturned, Unasked, &[PrivateGives, PublicApplies], &[Letter::Grantor, Letter::Leaders]),
    ] {
        assert_eq!(remedies(&[reason], nature), expected, "{reason:?}");
        assert_eq!(letters(&[reason], nature), letter, "{reason:?}");
    }
}

#[test]
fn a_round_is_answered_once_and_in_time() {
    let row = |used_at| RoundRow {
        state_hash: String::new(),
        provider_session: Vec::new(),
        intention_id: None,
        return_path: None,
        started_at: 1_000,
        used_at,
    };
    let at = Instant::from_milliseconds;
    assert_eq!(row(None).refusal(at(901_000)), None);
    assert_eq!(row(None).refusal(at(901_001)), Some("round-expired"));
    assert_eq!(row(None).refusal(at(999)), Some("round-expired"));
    assert_eq!(row(Some(1_500)).refusal(at(2_000)), Some("round-used"));
}

#[test]
fn an_unknown_word_for_the_nature_is_no_right() {
    assert_eq!(Nature::ALL.map(|nature| Nature::parse(nature.code())), Nature::ALL);
    assert_eq!(Nature::parse("nonsense"), Nature::Unknown);
}

/// The founding pages as a table of its own: a line for each kind, a column for TJ, TJS, VTJ, ELI, mandate 1, mandate 2.
#[test]
fn each_source_counts_where_the_founding_pages_say() {
    for (nature, expected) in [
        (Nature::Private, [true, true, true, true, true, true]),
        (Nature::SoleTrader, [false, false, false, true, true, true]),
        (Nature::Practitioner, [false, false, false, true, true, true]),
        (Nature::Pharmacist, [false, false, false, true, true, true]),
        (Nature::Foundation, [false, false, false, false, true, true]),
        (Nature::Public, [false, false, false, false, true, true]),
        (Nature::Other, [false, false, false, false, true, true]),
        (Nature::NotRegistered, [false, false, false, true, true, true]),
        (Nature::Unknown, [false, false, false, true, true, true]),
        (Nature::Unasked, [false, false, false, true, true, true]),
    ] {
        assert_eq!(Basis::USUAL.map(|basis| counts(nature, basis)), expected, "{nature:?}");
        assert_eq!(Nature::parse(nature.code()), nature);
    }
}

#[test]
fn whether_mandate_one_terminates_and_changes_billing_data_are_cells_of_their_own() {
    let thrifty = Policy { mandate_changes_billing: false, ..policy() };
    let narrow = Policy { mandate_terminates: false, ..policy() };
    for basis in Basis::USUAL {
        let is_position = matches!(basis, Basis::Position(_));
        let is_mandate_one = basis == Basis::Mandate(Mandate::Deployment);
        assert_eq!(policy().permissions(basis).allow(Permission::TerminateServices), is_position || is_mandate_one);
        assert_eq!(narrow.permissions(basis).allow(Permission::TerminateServices), is_position);
        assert_eq!(narrow.permissions(basis).allow(Permission::ChangeBillingData), is_position || is_mandate_one);
        assert_eq!(thrifty.permissions(basis).allow(Permission::ChangeBillingData), is_position);
        assert_eq!(thrifty.permissions(basis).allow(Permission::TerminateServices), is_position || is_mandate_one);
    }
    assert!(!narrow.permissions_of("mandate:deployment mandate:privacy").allow(Permission::TerminateServices));
    assert!(narrow.permissions_of("position:TJ mandate:deployment").allow(Permission::TerminateServices));
}
