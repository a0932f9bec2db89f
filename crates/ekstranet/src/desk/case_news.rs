//! What has changed around a case since it was submitted: registers, and a takeover that has moved its date.

use db::Read;

use crate::applications::{self, Case, CaseSpan, MovedDate};
use crate::watch::{self, RegisterChange};
use crate::web::{Failure, Visit, format};

/// A change in a register, with what follows for the case and who corrects it.
pub(super) struct ChangeView {
    pub id: String,
    pub version: i64,
    pub title: String,
    pub lines: Vec<String>,
    pub tag: String,
    pub class: &'static str,
    /// Whether an officer has still to deal with it.
    pub open: bool,
}

/// Everything that is new.
pub(super) struct News {
    pub changes: Vec<ChangeView>,
    /// How the wished date has moved, in words.
    pub moved: Vec<String>,
}

/// What has changed around a case.
pub(super) async fn load(visit: &Visit, read: &mut Read, case: &Case) -> Result<News, Failure> {
    let span = CaseSpan {
        organisation: &case.organisation,
        submitted_at: case.submitted_at,
        decided_at: case.decision.as_ref().map(|decision| decision.decided_at),
    };
    let changes = watch::list_during(read, &span).await?;
    let moved = applications::list_moved_dates(read, &case.id).await?;
    Ok(News {
        changes: changes.iter().map(|change| view(visit, change)).collect(),
        moved: moved.iter().map(|moved| words(visit, moved)).collect(),
    })
}

fn words(visit: &Visit, moved: &MovedDate) -> String {
    let day = |date: &str| format::stored_date(date, visit.language);
    visit.texts().applications_finding_date_moved(day(&moved.from), day(&moved.to))
}

fn view(visit: &Visit, change: &RegisterChange) -> ChangeView {
    let (t, language) = (visit.texts(), visit.language);
    let moment = |at| format::moment(at, language);
    let mut lines = vec![change.follows(t), change.corrector(t), t.watch_found(moment(change.found_at))];
    lines.extend(change.seen.as_ref().map(|(at, name)| t.watch_seen_by(name.as_str(), moment(*at))));
    let (tag, class) = match (change.is_closed, &change.seen) {
        (true, _) => (t.watch_tag_done(), "good"),
        (false, Some(_)) => (t.watch_tag_seen(), "wait"),
        (false, None) => (t.watch_tag_unseen(), "wait"),
    };
    ChangeView {
        id: change.id.clone(),
        version: change.version,
        title: change.title(language, t),
        lines,
        tag,
        class,
        open: !change.is_closed,
    }
}
