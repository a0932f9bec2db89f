//! What one deployment demands: of what its form says, what applies to what was granted. Decided when it is granted and
//! kept. Pure.

use serde_json::Value;

use super::rules::DateProblem;
use crate::kernel::Date;
use crate::services::{self, Answered, AskedForm, FilesDefinition, FormDefinition, Kind, Papers, SetUpItem, Text};

/// A set-up item that has to be done.
#[derive(Clone)]
pub(super) struct Demand {
    /// The code in rows and forms.
    pub key: &'static str,
    pub title: Text,
    pub text: Text,
    /// Papers that can be sent with it.
    pub papers: Option<&'static Papers>,
    /// Whether it is not done without them. A version of the form that asked for them in words alone has the place, and no
    /// more than that.
    pub needs_papers: bool,
}

impl Demand {
    fn of(form: &'static FormDefinition, item: &'static SetUpItem) -> Self {
        let own = item.papers.as_ref();
        Self {
            key: item.key,
            title: item.title,
            text: item.text,
            papers: own.or_else(|| services::papers_of_later(form, item.key)),
            needs_papers: own.is_some(),
        }
    }
}

/// What a deployment demands before production.
#[derive(Clone)]
pub(super) struct Demands {
    pub items: Vec<Demand>,
    /// Whether a passed deployment test is needed.
    pub test: bool,
    /// Whether the operator confirms the passed test.
    pub confirmed: bool,
    pub report: Option<&'static FilesDefinition>,
}

impl Demands {
    /// What the form says, as far as it was kept that it applies; all of it when nothing was kept.
    pub fn kept(form: &'static FormDefinition, tested: Option<i64>, left_out: Option<&str>) -> Self {
        let definition = &form.deployment;
        let left_out: Vec<&str> = left_out.unwrap_or_default().split_whitespace().collect();
        let test = tested.map_or(definition.test, |tested| tested == 1);
        let items = definition.items.iter().filter(|item| !left_out.contains(&item.key));
        Self {
            items: items.map(|item| Demand::of(form, item)).collect(),
            test,
            confirmed: definition.confirmed,
            report: definition.report.as_ref().filter(|_| test),
        }
    }
}

/// What is kept of a deployment when it is granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decided {
    pub tested: bool,
    /// Keys of the set-up items that do not apply.
    pub left_out: Vec<&'static str>,
    /// The first day on which production may begin.
    pub earliest_on: Option<Date>,
}

/// What is known of the service that is extended.
#[derive(Clone, Debug, Default)]
pub(super) struct Extended {
    /// Whether its own form demands a deployment test.
    pub tests: bool,
    /// What was granted to extend it and has been in use, as answers of what was granted.
    pub before: Vec<Value>,
}

fn answer<'a>(snapshot: &'a Value, step: &str, question: &str) -> &'a str {
    snapshot["answers"][step][question].as_str().unwrap_or_default()
}

fn is_so(snapshot: &Value, when: &Answered) -> bool {
    when.is.contains(&answer(snapshot, when.step, when.question))
}

/// Decides what a deployment demands.
pub(super) fn decide(form: AskedForm, snapshot: &Value, extended: &Extended) -> Decided {
    let definition = &form.deployment;
    let tested = definition.test
        || definition.tested.as_ref().is_some_and(|tested| {
            let of = |snapshot| answer(snapshot, tested.step, tested.question);
            let chosen = of(snapshot);
            let is_new = || !extended.before.iter().any(|before| of(before) == chosen);
            let counts = tested.each_time.contains(&chosen) || (tested.first_time.contains(&chosen) && is_new());
            extended.tests && counts
        });
    let applies =
        |item: &SetUpItem| item.when.as_ref().is_none_or(|when| is_so(snapshot, when)) && !(item.untested && tested);
    let left_out = definition.items.iter().filter(|item| !applies(item)).map(|item| item.key);
    Decided { tested, left_out: left_out.collect(), earliest_on: earliest(form, snapshot) }
}

/// The first day of production: so many days after the application was sent as one of its answers needs.
fn earliest(form: AskedForm, snapshot: &Value) -> Option<Date> {
    let sent_on: Date = snapshot[SENT_ON].as_str()?.parse().ok()?;
    let leads = form.questions().filter_map(|(_, question)| match &question.kind {
        Kind::Date { lead: Some(lead), .. } if is_so(snapshot, &lead.when) => Some(lead.days),
        _ => None,
    });
    leads.max().map(|days| sent_on.saturating_add(jiff::Span::new().days(days)))
}

/// Where what was granted says on which day its application was sent, `YYYY-MM-DD`.
pub const SENT_ON: &str = "sent_on";

/// Whether production may begin on a day.
pub(super) fn check_earliest(day: Date, earliest_on: Option<&str>) -> Result<Date, DateProblem> {
    match earliest_on.and_then(|first| first.parse::<Date>().ok()) {
        Some(first) if day < first => Err(DateProblem::TooEarly(first)),
        _ => Ok(day),
    }
}
