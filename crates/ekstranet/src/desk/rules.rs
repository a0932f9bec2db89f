//! What the queue is asked for, and what an officer's forms need. Pure.

use crate::applications::{QueueFilter, REASONS_LIMIT, State};
use crate::kernel::{Date, Instant, holds_typed_identity_code, is_written_as_date, read_date, without_identity_code};
use crate::services::Service;
use crate::web::Form;

/// The states of cases that wait for somebody.
pub(super) const OPEN: [State; 3] = [State::Submitted, State::InReview, State::SupplementRequested];
/// The states that the queue can be narrowed to.
pub(super) const SHOWN: [State; 7] = [
    State::Submitted,
    State::InReview,
    State::SupplementRequested,
    State::Approved,
    State::Rejected,
    State::Withdrawn,
    State::Lapsed,
];
/// Lines of one page, as `applications::list_queue` gives them.
pub(super) const PAGE_LINES: usize = 50;
/// The longest text of an officer, in characters.
pub(super) const TEXT_LIMIT: usize = 2_000;
/// Days to answer a supplement request unless the officer chooses otherwise.
pub(super) const SUPPLEMENT_DAYS: i64 = 14;
/// The latest day that an officer may choose, in days from today.
const SUPPLEMENT_DAYS_MOST: i64 = 60;

/// Whose cases are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Whose {
    #[default]
    All,
    Mine,
    /// Nobody has taken them.
    Free,
}

impl Whose {
    pub(super) const ALL: [Self; 3] = [Self::All, Self::Free, Self::Mine];

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Mine => "mine",
            Self::Free => "free",
        }
    }
}

/// The queue's address as its reader chose it; a word that means nothing is as if it were not there.
#[derive(Clone, Debug, Default)]
pub(super) struct QueueQuery {
    whose: String,
    state: String,
    service: String,
    /// Key of the last line of the page before: `milliseconds.id`.
    after: String,
}

impl QueueQuery {
    /// Reads the words after the question mark.
    pub(super) fn read(query: &str) -> Self {
        let form = Form::read(query.as_bytes());
        let word = |name: &str| form.text(name).to_string();
        Self { whose: word("whose"), state: word("state"), service: word("service"), after: word("after") }
    }

    pub(super) fn whose(&self) -> Whose {
        Whose::ALL.into_iter().find(|whose| whose.code() == self.whose).unwrap_or_default()
    }

    /// A case that nobody has taken is a submitted one, whatever else was chosen.
    pub(super) fn state(&self) -> Option<State> {
        if self.whose() == Whose::Free {
            return Some(State::Submitted);
        }
        State::parse(&self.state).filter(|state| SHOWN.contains(state))
    }

    pub(super) fn service(&self) -> Option<Service> {
        Service::parse(&self.service)
    }

    fn after(&self) -> Option<(i64, String)> {
        let (at, id) = self.after.split_once('.')?;
        Some((at.parse().ok()?, crate::kernel::ApplicationId::parse(id)?.to_string()))
    }

    /// Whether this is a later page than the first.
    pub(super) fn is_continued(&self) -> bool {
        self.after().is_some()
    }

    pub(super) fn filter(&self, officer: &str) -> QueueFilter {
        QueueFilter {
            state: self.state(),
            service: self.service(),
            officer: (self.whose() == Whose::Mine).then(|| officer.to_string()),
            after: self.after(),
        }
    }

    /// The address of the page after a line.
    pub(super) fn address_after(&self, submitted_at: Instant, id: &str) -> String {
        let state = self.state().map_or("", State::code);
        let service = self.service().map_or("", Service::code);
        let whose = self.whose().code();
        format!("/desk/?whose={whose}&state={state}&service={service}&after={}.{id}", submitted_at.milliseconds())
    }
}

/// Full days of Helsinki between two moments.
pub(super) fn days_between(from: Instant, to: Instant) -> i64 {
    days_until(from.date(), to.date())
}

/// Days from a date to another, negative when it has passed.
pub(super) fn days_until(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The day so many days after another.
pub(super) fn plus_days(date: Date, days: i64) -> Date {
    date.saturating_add(jiff::Span::new().days(days))
}

/// What is wrong with a field of an officer's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    NothingAsked,
    NotSaidWhat,
    /// A text or a suggestion at an answer that is not asked about.
    NotTicked,
    TooLong,
    /// Of the reasons of a rejection, which may be longer.
    ReasonsTooLong,
    /// These texts are kept and shown as they are.
    IdentityCode,
    NotADate,
    /// Written as a date, of a day that no calendar has.
    NoSuchDay,
    DateOutside,
    ReasonMissing,
    RemarkMissing,
    HearingMissing,
    /// An approval does not say how it does without the other party's confirmation.
    AgreementMissing,
    /// An approval does not say why it does without a registration.
    RegistrationMissing,
    /// The letter's template still has a gap in square brackets.
    GapLeft,
    /// The same in the reasons of a rejection, and in what it says of the hearing: both may stand in one summary.
    ReasonGapLeft,
    HearingGapLeft,
}

/// A supplement request as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct SupplementDraft {
    /// Field, whether it is ticked, what is asked.
    pub items: Vec<(String, bool, String)>,
    /// Field and the value suggested for it, as typed.
    pub suggested: Vec<(String, String)>,
    pub message: String,
    pub deadline: String,
}

impl SupplementDraft {
    /// What may be shown again.
    pub(super) fn without_identity_codes(mut self) -> Self {
        let asked = self.items.iter_mut().map(|(_, _, asked)| asked);
        let suggested = self.suggested.iter_mut().map(|(_, value)| value);
        for text in asked.chain(suggested).chain([&mut self.message, &mut self.deadline]) {
            *text = without_identity_code(text);
        }
        self
    }

    /// Every fault with the id of its field; none means that it can be sent.
    pub(super) fn faults(&self, today: Date) -> Vec<(String, Fault)> {
        let mut faults = Vec::new();
        if !self.items.iter().any(|(_, ticked, _)| *ticked) {
            faults.push(("items".to_string(), Fault::NothingAsked));
        }
        for (field, ticked, asked) in &self.items {
            if !ticked {
                faults.extend(self.stray(field, asked).map(|place| (place, Fault::NotTicked)));
                continue;
            }
            let missing = asked.is_empty().then_some(Fault::NotSaidWhat);
            faults.extend(missing.or(text_fault(asked)).map(|fault| (format!("ask-{field}"), fault)));
        }
        faults.extend(text_fault(&self.message).map(|fault| ("message".to_string(), fault)));
        faults.extend(deadline_fault(&self.deadline, today).map(|fault| ("deadline".to_string(), fault)));
        faults
    }

    /// Where something was typed about an answer that is not asked about, if anything was.
    fn stray(&self, field: &str, asked: &str) -> Option<String> {
        let is_suggested = self.suggested.iter().any(|(suggested, _)| suggested == field);
        let place = if asked.is_empty() { is_suggested.then_some("suggest") } else { Some("ask") };
        place.map(|place| format!("{place}-{field}"))
    }

    /// What is suggested for the fields that are asked about.
    pub(super) fn suggested(&self) -> Vec<(String, String)> {
        let is_asked = |field: &String| self.items.iter().any(|(item, ticked, _)| *ticked && item == field);
        self.suggested.iter().filter(|(field, _)| is_asked(field)).cloned().collect()
    }

    /// What is asked of which field.
    pub(super) fn asked(&self) -> Vec<(String, String)> {
        self.items
            .iter()
            .filter(|(_, ticked, _)| *ticked)
            .map(|(field, _, asked)| (field.clone(), asked.clone()))
            .collect()
    }
}

/// What is wrong with a typed last day to answer.
pub(super) fn deadline_fault(typed: &str, today: Date) -> Option<Fault> {
    match read_date(typed).map(|date| days_until(today, date)) {
        None if is_written_as_date(typed) => Some(Fault::NoSuchDay),
        None => Some(Fault::NotADate),
        Some(1..=SUPPLEMENT_DAYS_MOST) => None,
        Some(_) => Some(Fault::DateOutside),
    }
}

/// What is wrong with any text of an officer.
pub(super) fn text_fault(text: &str) -> Option<Fault> {
    if text.chars().count() > TEXT_LIMIT {
        return Some(Fault::TooLong);
    }
    holds_typed_identity_code(text).then_some(Fault::IdentityCode)
}

/// What is wrong with a text that a rejection must have.
fn needed_fault(text: &str) -> Option<Fault> {
    if text.trim().is_empty() {
        return Some(Fault::ReasonMissing);
    }
    has_gap(text).then_some(Fault::ReasonGapLeft)
}

/// What is wrong with the text of a decision. A rejection needs its reasons; an approval may go without.
pub(super) fn decision_fault(approves: bool, reason: &str) -> Option<Fault> {
    if approves {
        return text_fault(reason);
    }
    if reason.chars().count() > REASONS_LIMIT {
        return Some(Fault::ReasonsTooLong);
    }
    let code = holds_typed_identity_code(reason).then_some(Fault::IdentityCode);
    code.or_else(|| needed_fault(reason))
}

/// What is wrong with the remark with which a proposal is returned: whoever proposed has to know what to do.
pub(super) fn remark_fault(remark: &str) -> Option<Fault> {
    text_fault(remark).or_else(|| remark.trim().is_empty().then_some(Fault::RemarkMissing))
}

/// What is wrong with what a rejection says of the hearing: it is never left out.
pub(super) fn hearing_fault(hearing: &str) -> Option<Fault> {
    match text_fault(hearing).or_else(|| needed_fault(hearing)) {
        Some(Fault::ReasonMissing) => Some(Fault::HearingMissing),
        Some(Fault::ReasonGapLeft) => Some(Fault::HearingGapLeft),
        other => other,
    }
}

/// What is wrong with the reason to approve an applicant whom the register of providers does not know, where it is asked.
pub(super) fn registration_fault(asked: bool, reason: &str) -> Option<Fault> {
    let missing = asked && reason.trim().is_empty();
    text_fault(reason).or(missing.then_some(Fault::RegistrationMissing))
}

/// Whether a text still has a gap in square brackets.
pub(super) fn has_gap(text: &str) -> bool {
    text.find('[').is_some_and(|start| text[start..].contains(']'))
}

#[cfg(test)]
mod tests {
    use super::{
        Fault, QueueQuery, SupplementDraft, Whose, days_between, decision_fault, hearing_fault, plus_days,
        registration_fault,
    };
    use crate::applications::State;
    use crate::testing::NOON;

    fn query(whose: &str, state: &str, after: &str) -> QueueQuery {
        let (whose, state, after) = (whose.to_string(), state.to_string(), after.to_string());
        QueueQuery { whose, state, after, ..QueueQuery::default() }
    }

    #[test]
    fn a_word_that_means_nothing_is_as_if_it_were_not_there() {
        let query = query("everybody", "draft", "x.y");
        let filter = query.filter("vilma");
        assert_eq!((query.whose(), filter.state, filter.officer, filter.after), (Whose::All, None, None, None));
    }

    #[test]
    fn free_cases_are_submitted_ones_and_mine_are_mine() {
        assert_eq!(query("free", "approved", "").filter("vilma").state, Some(State::Submitted));
        let mine = query("mine", "in_review", "").filter("vilma");
        assert_eq!((mine.officer.as_deref(), mine.state), (Some("vilma"), Some(State::InReview)));
    }

    #[test]
    fn the_next_page_begins_after_the_last_line() {
        let id = "019aa5f0-0000-7000-8000-000000000001";
        let address = query("mine", "in_review", "").address_after(NOON, id);
        let next = QueueQuery::read(address.split_once('?').expect("a query").1).filter("vilma");
        assert_eq!(next.after, Some((NOON.milliseconds(), id.to_string())));
        assert_eq!((next.state, next.officer.as_deref()), (Some(State::InReview), Some("vilma")));
    }

    #[test]
    fn age_counts_days_of_helsinki() {
        assert_eq!(days_between(NOON, NOON.plus_seconds(11 * 3600)), 0);
        assert_eq!(days_between(NOON, NOON.plus_seconds(13 * 3600)), 1);
        assert_eq!(days_between(NOON, NOON.plus_seconds(365 * 86_400)), 365);
    }

    #[test]
    fn a_supplement_request_says_what_and_by_when() {
        let today = NOON.date();
        let mut draft = SupplementDraft {
            items: vec![
                ("units.units".to_string(), true, "Which?".to_string()),
                ("a.b".to_string(), false, String::new()),
            ],
            suggested: Vec::new(),
            message: String::new(),
            deadline: plus_days(today, 14).to_string(),
        };
        assert_eq!(draft.faults(today), []);
        assert_eq!(draft.asked(), [("units.units".to_string(), "Which?".to_string())]);
        for (days, fault) in [(0, Fault::DateOutside), (61, Fault::DateOutside)] {
            draft.deadline = plus_days(today, days).to_string();
            assert_eq!(draft.faults(today), [("deadline".to_string(), fault)]);
        }
        draft.deadline = "31.2.2027".to_string();
        assert_eq!(draft.faults(today), [("deadline".to_string(), Fault::NoSuchDay)]);
        draft.deadline = "soon".to_string();
        draft.items[0].2.clear();
        draft.message = "x".repeat(2_001);
        let fields: Vec<String> = draft.faults(today).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["ask-units.units", "message", "deadline"]);
        draft.message = "Ask 150668-917M".to_string();
        assert!(draft.faults(today).contains(&("message".to_string(), Fault::IdentityCode)));
        draft.items[0].1 = false;
        assert_eq!(draft.faults(today)[0], ("items".to_string(), Fault::NothingAsked));
        draft.items[0].2 = "Which?".to_string();
        draft.suggested = vec![("a.b".to_string(), "Street 1".to_string())];
        let stray = ["ask-units.units", "suggest-a.b"].map(|place| (place.to_string(), Fault::NotTicked));
        assert_eq!(draft.faults(today)[1..3], stray, "typed, but not ticked");
        assert_eq!(draft.suggested(), []);
        draft.items[1].1 = true;
        assert_eq!(draft.suggested(), draft.suggested, "of what is asked");
    }

    #[test]
    fn a_rejection_needs_reasons_without_gaps() {
        assert_eq!(decision_fault(true, ""), None);
        assert_eq!(decision_fault(false, ""), Some(Fault::ReasonMissing));
        assert_eq!(decision_fault(false, "Because [write here]."), Some(Fault::ReasonGapLeft));
        assert_eq!(decision_fault(false, "Because."), None);
        assert_eq!(decision_fault(false, &"x".repeat(10_000)), None);
        assert_eq!(decision_fault(false, &"x".repeat(10_001)), Some(Fault::ReasonsTooLong));
        assert_eq!(hearing_fault(&"x".repeat(2_001)), Some(Fault::TooLong));
        assert_eq!(hearing_fault("[write here]"), Some(Fault::HearingGapLeft));
        assert_eq!(hearing_fault(" "), Some(Fault::HearingMissing));
        assert_eq!(hearing_fault("Heard."), None);
        assert_eq!(decision_fault(false, "Because 150668-917M."), Some(Fault::IdentityCode));
        assert_eq!(decision_fault(true, "Asked 150668-917M."), Some(Fault::IdentityCode));
        assert_eq!(decision_fault(true, &"x".repeat(2_001)), Some(Fault::TooLong));
        assert_eq!(registration_fault(true, " "), Some(Fault::RegistrationMissing));
        assert_eq!(registration_fault(true, "Asked 150668-917M."), Some(Fault::IdentityCode));
        assert_eq!(registration_fault(false, ""), None);
    }
}
