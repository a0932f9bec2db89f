//! How long mails go on that a person chose about an organisation: as long as the right is seen now and then. Suomi.fi's
//! answer holds what the person selected and no more, so an organisation that is not in it says nothing; a refusal ends
//! the mails at once, and time ends them otherwise (`docs/decisions/0174-mails-and-rights.md`).

use serde_json::json;

use super::choices::{OwnNotice, plan_own};
use super::{Happening, store_choices};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Instant, PersonId};
use crate::web::{App, Failure, Visit, skip_row};

/// How many choices one page of the walk has.
const PAGE: i64 = 100;

/// Why the mails about an organisation have ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailEnd {
    /// Suomi.fi says that the right is gone.
    Refused,
    /// Suomi.fi has not confirmed the right for too long.
    Unseen,
}

impl MailEnd {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Unseen => "unseen",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        [Self::Refused, Self::Unseen].into_iter().find(|end| end.code() == code)
    }
}

/// The moment until which a right that was seen at another is believed.
pub(super) fn believed_until(app: &App, seen_at: Instant) -> Instant {
    seen_at.plus_seconds(app.config.mail.right_days * 86_400)
}

/// The moment before which a right that was seen is not believed any more.
pub(super) fn unseen_before(app: &App, now: Instant) -> Instant {
    now.plus_seconds(-app.config.mail.right_days * 86_400)
}

/// Notes what Suomi.fi has just told: with a right the choices stay, without one they go, with an audit row and a word on
/// the person's own page.
///
/// # Errors
/// What the database says.
pub async fn note_right(
    tx: &mut db::Tx,
    visit: &Visit,
    person: &PersonId,
    organisation: &BusinessId,
    has_right: bool,
) -> Result<(), Failure> {
    store_choices::touch_mail(tx, visit.now, person).await?;
    if has_right {
        store_choices::touch_choices(tx, visit.now, person, organisation).await?;
    } else if store_choices::delete_choices(tx, person, organisation).await? > 0 {
        note_end(tx, visit, person, organisation, MailEnd::Refused).await?;
    }
    Ok(())
}

async fn note_end(
    tx: &mut db::Tx,
    visit: &Visit,
    person: &PersonId,
    organisation: &BusinessId,
    end: MailEnd,
) -> Result<(), Failure> {
    store_choices::upsert_ended(tx, visit.now, person, organisation, end.code()).await?;
    let entry = Entry::new("notices.choices_ended").organisation(organisation).subject(person.as_str());
    audit::record(tx, visit, entry.detail(json!({ "reason": end.code() }))).await?;
    Ok(())
}

/// Ends the mails about organisations for which the person's right has not been seen for too long, and tells the person;
/// returns how many. Any number of instances may run it.
///
/// # Errors
/// What the database says.
pub async fn end_unseen(app: &App) -> Result<usize, Failure> {
    let before = unseen_before(app, app.clock.now());
    let (mut after, mut ended) = ((String::new(), String::new()), 0);
    loop {
        let rows = store_choices::list_unseen(&mut app.db.read().await?, before, (&after.0, &after.1), PAGE).await?;
        let Some(last) = rows.last() else { return Ok(ended) };
        after.clone_from(last);
        for (person, organisation) in &rows {
            match end_one(app, before, person, organisation).await {
                Ok(done) => ended += usize::from(done),
                Err(failure) => skip_row("notices.end_unseen", &format!("{person} {organisation}"), failure)?,
            }
        }
    }
}

async fn end_one(app: &App, before: Instant, person: &str, organisation: &str) -> Result<bool, Failure> {
    let unreadable = || Failure::internal("the key of a choice cannot be read");
    let person = PersonId::parse(person).ok_or_else(unreadable)?;
    let organisation = BusinessId::parse(organisation).ok_or_else(unreadable)?;
    let visit = Visit::of_job(app);
    let turn = format!("unseen/{organisation}/{}", before.milliseconds());
    let own = OwnNotice {
        happening: Happening::OwnMailsEnded,
        organisation: Some(&organisation),
        link: "/me/mail".to_string(),
        turn: &turn,
    };
    let mut tx = app.db.write().await?;
    // Another instance, or the person with a fresh right, may have been first.
    if store_choices::delete_unseen(&mut tx, &person, &organisation, before).await? == 0 {
        return Ok(false);
    }
    note_end(&mut tx, &visit, &person, &organisation, MailEnd::Unseen).await?;
    plan_own(&mut tx, &visit, &person, &own).await?;
    tx.commit().await?;
    Ok(true)
}
