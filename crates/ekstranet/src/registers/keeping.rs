//! When a pharmacist keeps a pharmacy, and from when a service can be applied for with it. Pure. The days are those of
//! Helsinki, so that everything turns at midnight there.

use jiff::ToSpan as _;

use super::Pharmacy;
use crate::kernel::Date;

/// An application is possible at the earliest so many days before the takeover (domain sheet 5.1).
const APPLY_DAYS: i64 = 30;
/// Changes of pharmacies are told so many days ahead; for the application it is the recommendation (domain sheet 5.1).
pub const NOTICE_DAYS: i64 = 21;

/// What a pharmacist is to a pharmacy on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Before the takeover date.
    Incoming,
    Keeping,
    /// Somebody else keeps it, or it is closed.
    Left,
}

/// Whether an application can be made, by what the pharmacy register says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takeover {
    /// The register has no pharmacy that the pharmacist keeps or is about to keep.
    Unknown,
    TooEarly {
        takeover: Date,
        /// The first day on which an application is possible.
        opens: Date,
    },
    Open {
        takeover: Date,
        /// The day by which the application should have been made.
        recommended: Date,
    },
    /// A pharmacy is in the pharmacist's keeping already.
    Begun { since: Date },
}

impl Pharmacy {
    /// Stands for a takeover date that the register does not have yet.
    pub const NO_DAY: Date = Date::MAX;

    /// The day on which the pharmacist takes it over, or took it; `None` while the register has none.
    pub fn takeover_date(&self) -> Option<Date> {
        Some(self.begins_on).filter(|day| *day != Self::NO_DAY)
    }

    pub fn is_branch(&self) -> bool {
        self.parent.is_some()
    }

    pub fn keeping(&self, today: Date) -> Keeping {
        if today < self.begins_on {
            Keeping::Incoming
        } else if today <= self.ends_on {
            Keeping::Keeping
        } else {
            Keeping::Left
        }
    }
}

/// Whether a wished or agreed day moves with a takeover: it is the old day, or lies before the new one.
pub fn moves_with(day: Date, from: Date, to: Date) -> bool {
    day == from || (from < day && day < to)
}

/// The first day on which the application for a takeover can be made.
pub fn application_opens(takeover: Date) -> Date {
    takeover.saturating_sub(APPLY_DAYS.days())
}

/// What the pharmacies of a pharmacist say of an application made today; the nearest takeover counts.
pub fn takeover(pharmacies: &[Pharmacy], today: Date) -> Takeover {
    let main = || pharmacies.iter().filter(|pharmacy| !pharmacy.is_branch());
    let kept = main().filter(|pharmacy| pharmacy.keeping(today) == Keeping::Keeping);
    if let Some(since) = kept.map(|pharmacy| pharmacy.begins_on).min() {
        return Takeover::Begun { since };
    }
    let coming = main().filter(|pharmacy| pharmacy.keeping(today) == Keeping::Incoming);
    let Some(takeover) = coming.filter_map(Pharmacy::takeover_date).min() else { return Takeover::Unknown };
    let opens = application_opens(takeover);
    if today < opens {
        Takeover::TooEarly { takeover, opens }
    } else {
        Takeover::Open { takeover, recommended: takeover.saturating_sub(NOTICE_DAYS.days()) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;
    use proptest::prelude::{Just, Strategy as _};

    use super::{Keeping, Pharmacy, Takeover, moves_with, takeover};
    use crate::kernel::{Date, Instant};

    fn pharmacy(begins_on: Date, ends_on: Date) -> Pharmacy {
        Pharmacy {
            oid: "1.2.246.10.99001539.10.1".to_string(),
            name: "Kivisalmen apteekki".to_string(),
            parent: None,
            begins_on,
            ends_on,
            before: None,
            after: None,
        }
    }

    #[test]
    fn the_application_opens_thirty_days_before_the_takeover() {
        let (day, never) = (date(2027, 3, 1), date(2100, 12, 31));
        let coming = [pharmacy(day, never)];
        let (opens, recommended) = (date(2027, 1, 30), date(2027, 2, 8));
        assert_eq!(takeover(&coming, date(2027, 1, 29)), Takeover::TooEarly { takeover: day, opens });
        assert_eq!(takeover(&coming, opens), Takeover::Open { takeover: day, recommended });
        assert_eq!(takeover(&coming, date(2027, 2, 28)), Takeover::Open { takeover: day, recommended });
        assert_eq!(takeover(&coming, day), Takeover::Begun { since: day });
        assert_eq!(takeover(&[], day), Takeover::Unknown);
        let undated = pharmacy(Pharmacy::NO_DAY, date(2100, 12, 31));
        assert_eq!(takeover(std::slice::from_ref(&undated), day), Takeover::Unknown);
        assert_eq!(undated.keeping(day), Keeping::Incoming);
        assert_eq!(takeover(&[pharmacy(date(2019, 1, 1), date(2020, 1, 1))], day), Takeover::Unknown);
    }

    #[test]
    fn rights_over_a_pharmacy_turn_at_midnight_in_helsinki() {
        let (leaving, incoming) =
            (pharmacy(date(2019, 3, 4), date(2026, 11, 21)), pharmacy(date(2026, 11, 22), date(2100, 12, 31)));
        // 21:59:59 and 22:00 UTC on a winter evening lie on the two sides of midnight in Helsinki.
        let before = Instant::from_milliseconds(1_795_298_399_000).date();
        let after = Instant::from_milliseconds(1_795_298_400_000).date();
        assert_eq!([leaving.keeping(before), incoming.keeping(before)], [Keeping::Keeping, Keeping::Incoming]);
        assert_eq!([leaving.keeping(after), incoming.keeping(after)], [Keeping::Left, Keeping::Keeping]);
    }

    #[test]
    fn a_day_moves_only_with_the_takeover_it_depends_on() {
        let (from, to) = (date(2026, 12, 11), date(2026, 12, 21));
        for (day, moves) in [
            (from, true),
            (date(2026, 12, 15), true),
            (to, false),
            (date(2027, 1, 15), false),
            (date(2026, 12, 1), false),
        ] {
            assert_eq!(moves_with(day, from, to), moves, "{day}");
        }
        assert!(moves_with(from, from, from.saturating_sub(5.days())), "to an earlier day too");
        assert!(
            !moves_with(date(2026, 12, 15), from, date(2026, 12, 1)),
            "a later day stays when the takeover comes nearer"
        );
    }

    proptest::proptest! {
        #[test]
        fn a_pharmacy_that_changes_hands_is_kept_by_exactly_one_of_the_two_on_every_day(
            (takeover_in, today_in) in (1_i32..2_000).prop_flat_map(|takeover_in| (Just(takeover_in), 0_i32..3_000)),
        ) {
            let start = date(2026, 1, 1);
            let day = start.saturating_add(takeover_in.days());
            let last = day.yesterday().expect("a day before");
            let (leaving, incoming) = (pharmacy(start, last), pharmacy(day, date(2100, 12, 31)));
            let today = start.saturating_add(today_in.days());
            let kept = [&leaving, &incoming].iter().filter(|one| one.keeping(today) == Keeping::Keeping).count();
            proptest::prop_assert_eq!(kept, 1);
            // A moved date moves the window with it: it opens thirty days before, whatever the date is.
            match takeover(std::slice::from_ref(&incoming), today) {
                Takeover::TooEarly { opens, .. } => {
                    proptest::prop_assert_eq!(opens, day.saturating_sub(30.days()));
                    proptest::prop_assert!(today < opens);
                }
                Takeover::Open { .. } => proptest::prop_assert!(today < day),
                Takeover::Begun { .. } => proptest::prop_assert!(today >= day),
                Takeover::Unknown => proptest::prop_assert!(false),
            }
        }
    }
}
