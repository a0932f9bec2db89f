//! The pure rules: what two nights differ in, and who corrects it.

use jiff::civil::date;

use crate::watch::rules::{ChangeKind, Corrector, Found, KnownPharmacy, KnownUnit, Snapshot, compare};

fn known(name: Option<&str>, ends_on: &str, company: Option<bool>, takeover: jiff::civil::Date) -> Snapshot {
    Snapshot {
        name: name.map(str::to_string),
        private: true,
        units: vec![KnownUnit { oid: "1".to_string(), name: "Keskusta".to_string(), ends_on: ends_on.to_string() }],
        company_registered: company,
        pharmacies: vec![KnownPharmacy {
            oid: "2".to_string(),
            name: "Apteekki".to_string(),
            begins_on: takeover,
            branch: false,
        }],
    }
}

#[test]
fn a_difference_between_two_nights_is_named() {
    let (today, takeover) = (date(2026, 11, 21), date(2026, 12, 11));
    let before = known(Some("A"), "2100-12-31", Some(true), takeover);
    let kinds = |after: &Snapshot| compare(&before, after, today).iter().map(|found| found.kind).collect::<Vec<_>>();
    assert!(kinds(&before).is_empty());
    assert_eq!(kinds(&known(Some("B"), "2100-12-31", Some(true), takeover)), [ChangeKind::NameChanged]);
    assert_eq!(kinds(&known(Some("A"), "2026-12-31", Some(true), takeover)), [ChangeKind::UnitEnded]);
    assert_eq!(kinds(&known(Some("A"), "2100-12-31", None, takeover)), [ChangeKind::CompanyEnded]);
    assert_eq!(kinds(&known(None, "2026-12-31", Some(true), takeover)), [ChangeKind::RegistrationEnded]);
    assert_eq!(kinds(&known(Some("A"), "2100-12-31", Some(true), date(2027, 1, 1))), [ChangeKind::TakeoverMoved]);
    let gone = Snapshot { units: Vec::new(), ..before.clone() };
    let expected = Found {
        kind: ChangeKind::UnitEnded,
        subject: "Keskusta".to_string(),
        before: "2100-12-31".to_string(),
        after: "2026-11-21".to_string(),
    };
    assert_eq!(compare(&before, &gone, today), [expected]);
    // A unit whose end was known and has come is no news.
    let ended = known(Some("A"), "2026-11-20", Some(true), takeover);
    assert!(compare(&ended, &Snapshot { units: Vec::new(), ..ended.clone() }, today).is_empty());
}

#[test]
fn every_change_has_a_register_that_corrects_it() {
    for kind in ChangeKind::ALL {
        assert_eq!(ChangeKind::parse(kind.code()), Some(kind));
    }
    assert_eq!(ChangeKind::UnitEnded.corrector(true), Corrector::Soteri);
    assert_eq!(ChangeKind::UnitEnded.corrector(false), Corrector::Thl);
    assert_eq!(ChangeKind::NameChanged.corrector(true), Corrector::CompanyRegister);
    assert_eq!(ChangeKind::NameChanged.corrector(false), Corrector::Thl);
    assert_eq!(ChangeKind::TakeoverMoved.corrector(true), Corrector::Fimea);
}
