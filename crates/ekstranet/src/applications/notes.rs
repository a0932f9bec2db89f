//! What other rooms tell on the page of a case. They are registered by `lib.rs`, so that nothing is imported upward.

use std::pin::Pin;

use db::Read;

use crate::kernel::{BusinessId, Instant};
use crate::web::{Failure, Visit};

/// The case on whose page it is told, and from when until when it was open.
#[derive(Clone, Debug)]
pub struct CaseSpan<'a> {
    pub organisation: &'a BusinessId,
    pub submitted_at: Instant,
    /// `None` while nobody has decided.
    pub decided_at: Option<Instant>,
}

impl CaseSpan<'_> {
    /// Whether something happened while the case was open.
    pub fn includes(&self, at: Instant) -> bool {
        at >= self.submitted_at && self.decided_at.is_none_or(|decided_at| at <= decided_at)
    }
}

/// Something told on the page of a case, in the reader's language.
#[derive(Clone, Debug)]
pub struct CaseNote {
    pub title: String,
    pub lines: Vec<String>,
    /// Where there is more: the page below the organisation's address, and its name.
    pub link: Option<(&'static str, String)>,
}

/// Looks for what there is to tell.
pub type FindNotes = for<'a> fn(&'a mut Read, &'a Visit, &'a CaseSpan<'a>) -> NotesFound<'a>;

/// What a [`FindNotes`] found.
pub type NotesFound<'a> = Pin<Box<dyn Future<Output = Result<Vec<CaseNote>, Failure>> + Send + 'a>>;

/// The functions to ask when the page of a case is shown.
#[derive(Default)]
pub struct CaseNotes(Vec<FindNotes>);

impl CaseNotes {
    #[must_use]
    pub fn with(mut self, find: FindNotes) -> Self {
        self.0.push(find);
        self
    }
}

/// Everything that other rooms tell of a case.
pub(super) async fn find(read: &mut Read, visit: &Visit, span: &CaseSpan<'_>) -> Result<Vec<CaseNote>, Failure> {
    let mut notes = Vec::new();
    for find in &visit.app.part::<CaseNotes>().0 {
        notes.extend(find(read, visit, span).await?);
    }
    Ok(notes)
}
