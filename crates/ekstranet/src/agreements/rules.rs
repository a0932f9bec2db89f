//! How many sign the agreements of an organisation, who may change that, and what a signature comes to. Pure.

use crate::kernel::PersonId;

/// How it stands with an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// One signature is enough; so it is where nobody has asked for two.
    One,
    /// Two sign together.
    Two,
    /// Two sign together, and somebody proposes that one be enough.
    Proposed { by: String },
}

/// What somebody who may sign does about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    AskTwo,
    /// Takes back that two were asked for, while nobody else has acted.
    DropTwo,
    ProposeOne,
    TakeBack,
    KeepTwo,
    ConfirmOne,
}

/// It cannot be done now, or not by this person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refused;

impl Deed {
    pub const ALL: [Self; 6] =
        [Self::AskTwo, Self::DropTwo, Self::ProposeOne, Self::TakeBack, Self::ConfirmOne, Self::KeepTwo];

    /// The code in rows and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::AskTwo => "ask_two",
            Self::DropTwo => "drop_two",
            Self::ProposeOne => "propose_one",
            Self::TakeBack => "take_back",
            Self::KeepTwo => "keep_two",
            Self::ConfirmOne => "confirm_one",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.code() == code)
    }

    /// Whether one is asked before it is done: these change how every agreement is signed from then on.
    pub fn is_confirmed(self) -> bool {
        matches!(self, Self::AskTwo | Self::DropTwo | Self::ConfirmOne)
    }
}

/// Since when two are asked for by this person alone: of the deeds since, the latest first, all are their own.
pub(super) fn asked_alone<'a>(deeds: impl Iterator<Item = (Deed, &'a str, i64)>, person: &str) -> Option<i64> {
    for (deed, by, at) in deeds {
        match deed {
            _ if by != person => return None,
            Deed::AskTwo => return Some(at),
            Deed::ConfirmOne | Deed::DropTwo => return None,
            Deed::ProposeOne | Deed::TakeBack | Deed::KeepTwo => {}
        }
    }
    None
}

impl Standing {
    /// How it stands after the last deed.
    pub fn since(last: Option<(Deed, &str)>) -> Self {
        match last {
            None | Some((Deed::ConfirmOne | Deed::DropTwo, _)) => Self::One,
            Some((Deed::AskTwo | Deed::TakeBack | Deed::KeepTwo, _)) => Self::Two,
            Some((Deed::ProposeOne, by)) => Self::Proposed { by: by.to_string() },
        }
    }

    /// How it stands after a deed of a person: one asks for two, and it takes two to go back to one, except where nobody
    /// else has acted since (`alone`).
    ///
    /// # Errors
    /// [`Refused`].
    pub fn after(&self, deed: Deed, person: &str, alone: bool) -> Result<Self, Refused> {
        match (self, deed) {
            (Self::Two | Self::Proposed { .. }, Deed::DropTwo) if alone => Ok(Self::One),
            (Self::One, Deed::AskTwo) => Ok(Self::Two),
            (Self::Two, Deed::ProposeOne) => Ok(Self::Proposed { by: person.to_string() }),
            (Self::Proposed { by }, Deed::TakeBack) if by == person => Ok(Self::Two),
            (Self::Proposed { by }, Deed::KeepTwo) if by != person => Ok(Self::Two),
            (Self::Proposed { by }, Deed::ConfirmOne) if by != person => Ok(Self::One),
            _ => Err(Refused),
        }
    }

    /// What a person may do now; the source of the buttons. Who can take it back at once is offered no proposal.
    pub fn open_deeds<'a>(&'a self, person: &'a str, alone: bool) -> impl Iterator<Item = Deed> + 'a {
        let is_offered = move |deed: &Deed| !alone || *deed == Deed::DropTwo;
        Deed::ALL.into_iter().filter(move |deed| self.after(*deed, person, alone).is_ok()).filter(is_offered)
    }

    /// Whether two sign.
    pub fn needs_two(&self) -> bool {
        *self != Self::One
    }
}

/// What a person who signs finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// Nobody has signed.
    Nobody,
    /// One's own signature waits for another person's.
    Own,
    /// Another person's signature waits for this one.
    Other,
    /// A signature waits that was given for other answers or other texts.
    Changed,
}

/// What a signature that waits was given for.
pub(super) struct Given<'a> {
    pub person: &'a str,
    pub hashes: &'a [String],
    pub version: i64,
}

/// What a person meets who signs these texts over answers of this version.
pub(super) fn meet(waiting: Option<&Given<'_>>, person: &PersonId, hashes: &[String], version: i64) -> Meeting {
    match waiting {
        None => Meeting::Nobody,
        Some(given) if given.hashes != hashes || given.version != version => Meeting::Changed,
        Some(given) if given.person == person.as_str() => Meeting::Own,
        Some(_) => Meeting::Other,
    }
}

/// What a signature comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The application is sent with it, and with the one that waits of another person.
    Send,
    /// It waits for another person's.
    Wait,
    /// The person has signed already: the same person twice is one.
    Own,
}

/// Where one signature is enough meanwhile, whoever signs next sends the application: with the signature that waits when that
/// is another person's, and else alone.
#[must_use]
pub fn outcome(needs_two: bool, meeting: Meeting) -> Outcome {
    match (needs_two, meeting) {
        (_, Meeting::Other) | (false, _) => Outcome::Send,
        (true, Meeting::Own) => Outcome::Own,
        (true, Meeting::Nobody | Meeting::Changed) => Outcome::Wait,
    }
}

#[cfg(test)]
mod tests {
    use super::{Deed, Given, Meeting, Outcome, Refused, Standing, asked_alone, meet, outcome};
    use crate::kernel::PersonId;

    const MATTI: &str = "01a1fffd-9e45-7c7d-a256-578ee9b47d01";
    const LEENA: &str = "01a1fffd-9e45-7c7d-a256-578ee9b47d02";

    #[test]
    fn one_asks_for_two_and_two_go_back_to_one() {
        let proposed = Standing::Proposed { by: MATTI.to_string() };
        for (standing, deed, person, after) in [
            (Standing::One, Deed::AskTwo, MATTI, Ok(Standing::Two)),
            (Standing::One, Deed::ProposeOne, MATTI, Err(Refused)),
            (Standing::One, Deed::ConfirmOne, MATTI, Err(Refused)),
            (Standing::Two, Deed::AskTwo, MATTI, Err(Refused)),
            (Standing::Two, Deed::ProposeOne, MATTI, Ok(proposed.clone())),
            (Standing::Two, Deed::ConfirmOne, LEENA, Err(Refused)),
            (Standing::Two, Deed::TakeBack, MATTI, Err(Refused)),
            (proposed.clone(), Deed::ConfirmOne, MATTI, Err(Refused)),
            (proposed.clone(), Deed::KeepTwo, MATTI, Err(Refused)),
            (proposed.clone(), Deed::TakeBack, MATTI, Ok(Standing::Two)),
            (proposed.clone(), Deed::TakeBack, LEENA, Err(Refused)),
            (proposed.clone(), Deed::KeepTwo, LEENA, Ok(Standing::Two)),
            (proposed.clone(), Deed::ConfirmOne, LEENA, Ok(Standing::One)),
            (proposed.clone(), Deed::ProposeOne, LEENA, Err(Refused)),
        ] {
            assert_eq!(standing.after(deed, person, false), after, "{standing:?} {deed:?} {person}");
        }
    }

    #[test]
    fn who_asked_alone_drops_it_while_nobody_else_has_acted() {
        let proposed = Standing::Proposed { by: MATTI.to_string() };
        for standing in [Standing::Two, proposed] {
            assert_eq!(standing.after(Deed::DropTwo, MATTI, true), Ok(Standing::One));
            assert_eq!(standing.after(Deed::DropTwo, MATTI, false), Err(Refused));
            assert_eq!(standing.open_deeds(MATTI, true).collect::<Vec<_>>(), [Deed::DropTwo]);
        }
        assert_eq!(Standing::One.after(Deed::DropTwo, MATTI, true), Err(Refused));
        let (ask, propose, back) = ((Deed::AskTwo, MATTI, 1), (Deed::ProposeOne, MATTI, 2), (Deed::TakeBack, MATTI, 3));
        for (deeds, since) in [
            (vec![], None),
            (vec![ask], Some(1)),
            (vec![back, propose, ask], Some(1)),
            (vec![(Deed::ProposeOne, LEENA, 2), ask], None),
            (vec![back, propose, (Deed::KeepTwo, LEENA, 2), ask], None),
            (vec![(Deed::DropTwo, MATTI, 2), ask], None),
        ] {
            assert_eq!(asked_alone(deeds.iter().copied(), MATTI), since, "{deeds:?}");
        }
        assert_eq!(asked_alone([ask].into_iter(), LEENA), None);
    }

    #[test]
    fn the_last_deed_says_how_it_stands_and_which_buttons_there_are() {
        let deeds = |last: Option<(Deed, &str)>, person: &str| -> Vec<Deed> {
            Standing::since(last).open_deeds(person, false).collect()
        };
        assert_eq!(deeds(None, MATTI), [Deed::AskTwo]);
        for back in [Deed::AskTwo, Deed::KeepTwo, Deed::TakeBack] {
            assert!(Standing::since(Some((back, MATTI))).needs_two());
            assert_eq!(deeds(Some((back, MATTI)), LEENA), [Deed::ProposeOne]);
        }
        assert!(Standing::since(Some((Deed::ProposeOne, MATTI))).needs_two(), "a proposal changes nothing yet");
        assert_eq!(deeds(Some((Deed::ProposeOne, MATTI)), MATTI), [Deed::TakeBack]);
        assert_eq!(deeds(Some((Deed::ProposeOne, MATTI)), LEENA), [Deed::ConfirmOne, Deed::KeepTwo]);
        for one in [Deed::ConfirmOne, Deed::DropTwo] {
            assert_eq!(deeds(Some((one, LEENA)), MATTI), [Deed::AskTwo]);
        }
        for deed in Deed::ALL {
            assert_eq!(Deed::parse(deed.code()), Some(deed));
        }
    }

    #[test]
    fn a_signature_meets_the_one_that_waits() {
        let (matti, leena) = (PersonId::parse(MATTI).expect("valid"), PersonId::parse(LEENA).expect("valid"));
        let (texts, others) = (["a".to_string(), "b".to_string()], ["a".to_string(), "c".to_string()]);
        let given = Given { person: MATTI, hashes: &texts, version: 9 };
        assert_eq!(meet(None, &matti, &texts, 9), Meeting::Nobody);
        assert_eq!(meet(Some(&given), &matti, &texts, 9), Meeting::Own);
        assert_eq!(meet(Some(&given), &leena, &texts, 9), Meeting::Other);
        assert_eq!(meet(Some(&given), &leena, &texts, 10), Meeting::Changed);
        assert_eq!(meet(Some(&given), &leena, &others, 9), Meeting::Changed);
        assert_eq!(meet(Some(&given), &matti, &others, 9), Meeting::Changed, "one's own is given anew, too");
    }

    #[test]
    fn two_are_sent_where_two_sign_and_the_next_one_where_one_is_enough_meanwhile() {
        for (needs_two, meeting, expected) in [
            (true, Meeting::Nobody, Outcome::Wait),
            (true, Meeting::Changed, Outcome::Wait),
            (true, Meeting::Own, Outcome::Own),
            (true, Meeting::Other, Outcome::Send),
            (false, Meeting::Nobody, Outcome::Send),
            (false, Meeting::Changed, Outcome::Send),
            (false, Meeting::Own, Outcome::Send),
            (false, Meeting::Other, Outcome::Send),
        ] {
            assert_eq!(outcome(needs_two, meeting), expected, "{needs_two} {meeting:?}");
        }
    }
}
