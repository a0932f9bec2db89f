//! The pure rules: what two nights differ in, and who corrects it.

use jiff::civil::date;

use crate::watch::rules::{ChangeKind, Corrector, Found, KnownPharmacy, KnownUnit, Snapshot, compare};

fn known(name: Option<&str>, ends_on: &str, company: Option<bool>, takeover: jiff::civil::Date) -> Snapshot {
    Snapshot {
        name: name.map(str::to_string),
        private: true,
        units: vec![KnownUnit {
            oid: "1".to_string(),
            name: "Keskusta".to_string(),
            ends_on: ends_on.to_string(),
            end_told: false,
        }],
        company_registered: company,
        pharmacies: vec![KnownPharmacy {
            oid: "2".to_string(),
            name: "Apteekki".to_string(),
            begins_on: takeover,
            branch: false,
            ends_on: None,
            handed_over: false,
            end_told: false,
        }],
        ..Snapshot::default()
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
    // An end that was known is news when its day has come, once, and then nobody asks about it any more.
    let ended = known(Some("A"), "2026-11-20", Some(true), takeover);
    assert_eq!(kinds_of(&ended, &ended, today), [ChangeKind::UnitEnded]);
    assert_eq!(kinds_of(&ended, &ended, date(2026, 11, 20)), [], "the last day itself is a day of the unit");
    let mut told = ended.clone();
    told.note_told(&ended, today);
    assert!(compare(&told, &told, today).is_empty());
    assert!(compare(&told, &Snapshot { units: Vec::new(), ..told.clone() }, today).is_empty());
    assert!(compare(&ended, &ended, date(2027, 1, 1)).is_empty(), "what ended long ago is no news");
}

fn kinds_of(before: &Snapshot, after: &Snapshot, today: jiff::civil::Date) -> Vec<ChangeKind> {
    compare(before, after, today).iter().map(|found| found.kind).collect()
}

#[test]
fn no_last_day_is_one_thing_however_it_is_written() {
    let (today, takeover) = (date(2026, 11, 21), date(2026, 12, 11));
    let (none, far) = (known(Some("A"), "", None, takeover), known(Some("A"), "9999-12-31", None, takeover));
    assert!(compare(&far, &none, today).is_empty() && compare(&none, &far, today).is_empty());
    let soon = known(Some("A"), "2026-12-31", None, takeover);
    assert_eq!(kinds_of(&none, &soon, today), [ChangeKind::UnitEnded]);
    assert_eq!(kinds_of(&far, &soon, today), [ChangeKind::UnitEnded]);
    assert!(compare(&soon, &none, today).is_empty(), "what goes on again is no end");
    assert!(
        compare(&none, &Snapshot { units: Vec::new(), ..none.clone() }, today).len() == 1,
        "what has gone has ended"
    );
}

#[test]
fn a_pharmacy_that_closes_for_good_is_told_and_one_that_is_handed_over_is_not() {
    let (today, since) = (date(2026, 11, 21), date(2020, 1, 1));
    let kept = |ends_on, handed_over| {
        let mut kept = known(Some("A"), "", None, since);
        (kept.pharmacies[0].ends_on, kept.pharmacies[0].handed_over) = (ends_on, handed_over);
        kept
    };
    let (open, ends) = (kept(Some(date(2100, 12, 31)), false), Some(date(2026, 12, 31)));
    assert_eq!(kinds_of(&open, &kept(ends, false), today), [ChangeKind::PharmacyEnded]);
    assert!(compare(&open, &kept(ends, true), today).is_empty(), "another goes on with it");
    assert!(compare(&kept(None, false), &open, today).is_empty(), "what was kept earlier has no day to compare");
    assert_eq!(
        kinds_of(&open, &Snapshot { pharmacies: Vec::new(), ..open.clone() }, today),
        [ChangeKind::PharmacyEnded]
    );
    let coming = known(Some("A"), "", None, date(2026, 12, 11));
    assert!(compare(&coming, &Snapshot { pharmacies: Vec::new(), ..coming.clone() }, today).is_empty());
}

/// What the company register says of one that the register of providers does not have.
fn named(name: &str, other: &str) -> Snapshot {
    Snapshot {
        company_name: Some(name.to_string()),
        parallel_name: Some(other.to_string()),
        company_registered: Some(true),
        ..Snapshot::default()
    }
}

#[test]
fn a_name_in_the_company_register_is_compared_where_there_is_no_other() {
    let today = date(2026, 11, 21);
    let (old, new) = (named("Rannan apteekki", ""), named("Rannikon apteekki", ""));
    let found = Found {
        kind: ChangeKind::CompanyNameChanged,
        subject: "Rannikon apteekki".to_string(),
        before: "Rannan apteekki".to_string(),
        after: "Rannikon apteekki".to_string(),
    };
    assert_eq!(compare(&old, &new, today), [found]);
    assert!(compare(&old, &old, today).is_empty());
    let provider = |snapshot: &Snapshot| Snapshot { name: Some("Ranta".to_string()), ..snapshot.clone() };
    assert!(compare(&provider(&old), &provider(&new), today).is_empty(), "the register of providers tells it");
    let gone = Snapshot { company_name: None, ..new };
    assert!(compare(&old, &gone, today).is_empty() && compare(&gone, &old, today).is_empty(), "it told no name");
}

#[test]
fn a_name_in_the_other_national_language_is_compared_always() {
    let today = date(2026, 11, 21);
    for name in [None, Some("Rantapolku".to_string())] {
        let of = |other| Snapshot { name: name.clone(), ..named("Rantapolku", other) };
        for (old, new) in [("Strandstigen", "Strandvägen"), ("", "Strandstigen"), ("Strandstigen", "")] {
            let found = compare(&of(old), &of(new), today);
            assert_eq!(found.len(), 1, "{old} {new}");
            let expected = (ChangeKind::ParallelNameChanged, old, new);
            assert_eq!((found[0].kind, found[0].before.as_str(), found[0].after.as_str()), expected);
            assert_eq!(found[0].subject, "Rantapolku");
        }
        assert!(compare(&of("Strandstigen"), &of("Strandstigen"), today).is_empty());
    }
}

#[test]
fn what_was_kept_before_these_names_were_asked_raises_no_alarm() {
    let kept = r#"{"name":null,"private":true,"units":[],"company_registered":true,"pharmacies":[]}"#;
    let kept: Snapshot = serde_json::from_str(kept).expect("reads");
    let tonight = Snapshot { practises: true, ..named("Rannan apteekki", "Strandens apotek") };
    assert!(compare(&kept, &tonight, date(2026, 11, 21)).is_empty());
}

#[test]
fn whoever_is_in_no_register_of_practitioners_any_more_is_told_unless_the_other_one_has_them() {
    let today = date(2026, 11, 21);
    let (known, ended) = (Snapshot { practises: true, ..named("Puhe", "") }, named("Puhe", ""));
    assert_eq!(kinds_of(&known, &ended, today), [ChangeKind::PracticeEnded]);
    assert!(compare(&ended, &ended, today).is_empty(), "told once");
    assert!(compare(&known, &Snapshot { name: Some("Puhe".to_string()), ..ended.clone() }, today).is_empty());
    assert_eq!(ChangeKind::PracticeEnded.corrector(true), Corrector::Soteri);
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
    for kind in [ChangeKind::CompanyNameChanged, ChangeKind::ParallelNameChanged] {
        assert_eq!(kind.corrector(false), Corrector::CompanyRegister, "whose data it is");
    }
    assert_eq!(ChangeKind::TakeoverMoved.corrector(true), Corrector::Fimea);
    assert_eq!(ChangeKind::PharmacyEnded.corrector(true), Corrector::Fimea);
}
