//! Many units on a page: a list in few bytes that can be narrowed.

use std::collections::HashSet;

use crate::applications::facts::Gathered;
use crate::kernel::{Date, Language};
use crate::registers::Unit;
use crate::texts::Texts;
use crate::web::format;

/// A long list of units in few bytes: values are the last part of the identifier, names go without the owner's.
pub(super) struct UnitsView {
    pub rows: Vec<(String, String, bool)>,
    /// Ticked units that the list does not show now.
    pub kept: String,
    pub filter: String,
    pub total: usize,
    pub ticked: usize,
    /// The language of the names.
    pub spoken: &'static str,
}

/// A unit that can be ticked.
pub(super) struct OfferedUnit<'a> {
    pub oid: &'a str,
    /// Empty when the register does not offer it any more.
    pub name: &'a str,
    /// From when and until when it is valid, in words, where that matters now.
    pub dates: Option<String>,
}

/// Beyond so many units the list can be narrowed.
pub(super) const MANY_UNITS: usize = 30;
/// The most rows that a second list of units on the same page shows at once.
const SHOWN_SOME: usize = 60;

/// A last day of a unit further off than so many days concerns no production date that can be planned now.
const FAR_DAYS: i64 = 366;

/// The list of the units, those of them that the filter leaves.
pub(super) fn long_list(
    offered: &[OfferedUnit<'_>],
    (ticked, filter): (&[String], &str),
    some: bool,
    gathered: &Gathered,
    t: &Texts,
) -> UnitsView {
    let organisation = gathered.facts.organisation.as_ref();
    let owner = organisation.map(|organisation| format!("{}, ", organisation.name)).unwrap_or_default();
    let is_owners = offered.iter().all(|unit| unit.name.is_empty() || unit.name.starts_with(&owner));
    let arc = gathered.facts.applicant.unit_arc();
    let typed = filter.to_lowercase();
    // There may be hundreds of both.
    let all_ticked: HashSet<&str> = ticked.iter().map(String::as_str).collect();
    let shown = offered.iter().filter(|unit| unit.name.to_lowercase().contains(&typed));
    let shown: Vec<&OfferedUnit<'_>> = shown.take(if some { SHOWN_SOME } else { usize::MAX }).collect();
    let short = |oid: &str| oid.strip_prefix(&arc).map_or_else(|| oid.to_string(), |last| format!(".{last}"));
    let row = |unit: &OfferedUnit<'_>| {
        let name = if is_owners { unit.name.strip_prefix(&owner).unwrap_or(unit.name) } else { unit.name };
        let label = if name.is_empty() {
            format!("{}: {}", unit.oid, t.applications_unit_gone())
        } else {
            std::iter::once(name.to_string()).chain(unit.dates.clone()).collect::<Vec<_>>().join(", ")
        };
        (short(unit.oid), label, all_ticked.contains(unit.oid))
    };
    let on_page: HashSet<&str> = shown.iter().map(|unit| unit.oid).collect();
    let hidden = ticked.iter().filter(|oid| !on_page.contains(oid.as_str()));
    UnitsView {
        rows: shown.iter().copied().map(row).collect(),
        kept: hidden.map(|unit| short(unit)).collect::<Vec<_>>().join(" "),
        filter: filter.to_string(),
        total: offered.len(),
        ticked: ticked.len(),
        spoken: shown.first().map_or("fi", |unit| format::spoken(unit.name)),
    }
}

/// From when a unit is valid, where that lies ahead, and until when, where production might be planned after it.
pub(super) fn dates(unit: &Unit, today: Date, language: Language, t: &Texts) -> Option<String> {
    let day = |stored: &str| format::stored_date(stored, language);
    let from = (!unit.covers(today)).then(|| t.applications_unit_from(day(&unit.begins_on)));
    let far = today.saturating_add(jiff::Span::new().days(FAR_DAYS));
    let until = unit.is_over(far).then(|| t.applications_unit_until(day(&unit.ends_on)));
    Some(from.into_iter().chain(until).collect::<Vec<_>>().join(", ")).filter(|dates| !dates.is_empty())
}
