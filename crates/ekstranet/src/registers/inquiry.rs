//! Asking the registers several things in a row. A register that has been silent once is not asked again in the same
//! inquiry: each question would wait as long again, and the request would end before them. What was last known is used.

use std::pin::Pin;
use std::time::Duration;

use tokio::time::Sleep;

use super::silence::Silences;
use super::{Company, LastKnown, Looked, Organisation, Pharmacy, Practitioner, client, rules, store};
use crate::kernel::{BusinessId, Instant};
use crate::web::{App, Failure, Outside};

/// Questions that belong together: the kinds of the organisations of one answer, or the profile of one organisation.
pub struct Inquiry {
    silent: Vec<Outside>,
    /// Ends when all the questions together have taken their time: registers that answer slowly do not outlast it.
    patience: Pin<Box<Sleep>>,
    /// Whether registers that were silent a moment ago are left alone.
    remembers: bool,
}

impl Inquiry {
    /// An inquiry whose questions together wait no longer than this.
    pub fn new(patience: Duration) -> Self {
        Self { silent: Vec::new(), patience: Box::pin(tokio::time::sleep(patience)), remembers: false }
    }

    /// One that does not ask a register that was silent just now: for a page that is shown again and again.
    #[must_use]
    pub fn remembering(self) -> Self {
        Self { remembers: true, ..self }
    }

    /// As the function of this name of the room.
    ///
    /// # Errors
    /// `Outage` when the register does not answer, or has not answered before, and there is no copy.
    pub async fn find_organisation(
        &mut self,
        app: &App,
        now: Instant,
        id: &BusinessId,
    ) -> Result<Option<Looked<Organisation>>, Failure> {
        self.look(app, now, ("organisation", Outside::CodeService), id, client::organisation(app, id)).await
    }

    /// As the function of this name of the room.
    ///
    /// # Errors
    /// As `find_organisation`.
    pub async fn find_organisation_from(
        &mut self,
        app: &App,
        now: Instant,
        id: &BusinessId,
        known: &LastKnown,
    ) -> Result<Option<Looked<Organisation>>, Failure> {
        let (copy, asking) = (known.copy("organisation"), client::organisation(app, id));
        self.look_from(app, now, ("organisation", Outside::CodeService), id, copy, asking).await
    }

    /// As the function of this name of the room.
    ///
    /// # Errors
    /// As `find_organisation`.
    pub async fn find_company(
        &mut self,
        app: &App,
        now: Instant,
        id: &BusinessId,
    ) -> Result<Option<Looked<Company>>, Failure> {
        self.look(app, now, ("company", Outside::CompanyRegister), id, client::company(app, id)).await
    }

    /// As the function of this name of the room.
    ///
    /// # Errors
    /// As `find_organisation`.
    pub async fn find_pharmacies(
        &mut self,
        app: &App,
        now: Instant,
        pharmacist: &BusinessId,
    ) -> Result<Option<Looked<Vec<Pharmacy>>>, Failure> {
        let asking = client::pharmacies(app, pharmacist);
        self.look(app, now, ("pharmacist", Outside::PharmacyRegister), pharmacist, asking).await
    }

    /// As the function of this name of the room.
    ///
    /// # Errors
    /// As `find_organisation`.
    pub async fn find_practitioner(
        &mut self,
        app: &App,
        now: Instant,
        id: &BusinessId,
    ) -> Result<Option<Looked<Practitioner>>, Failure> {
        self.look(app, now, ("practitioner", Outside::CodeService), id, client::practitioner(app, id)).await
    }

    async fn look<T: serde::Serialize + serde::de::DeserializeOwned>(
        &mut self,
        app: &App,
        now: Instant,
        (source, system): (&'static str, Outside),
        id: &BusinessId,
        asking: impl Future<Output = Result<Option<T>, String>>,
    ) -> Result<Option<Looked<T>>, Failure> {
        let copy = store::find_copy(&mut app.db.read().await?, source, id.as_str()).await?;
        self.look_from(app, now, (source, system), id, copy.as_ref(), asking).await
    }

    async fn look_from<T: serde::Serialize + serde::de::DeserializeOwned>(
        &mut self,
        app: &App,
        now: Instant,
        (source, system): (&'static str, Outside),
        id: &BusinessId,
        copy: Option<&rules::Copy>,
        asking: impl Future<Output = Result<Option<T>, String>>,
    ) -> Result<Option<Looked<T>>, Failure> {
        let is_fresh = copy.is_some_and(|copy| copy.is_fresh(now));
        let known = match copy.map(|copy| copy.looked(!is_fresh)) {
            Some(Ok(known)) if is_fresh => return Ok(known),
            Some(Ok(known)) => Known::Copy(known),
            Some(Err(rules::Unreadable)) => {
                metrics::counter!("ekstranet_unreadable_rows_total", "table" => "register_copy").increment(1);
                tracing::warn!(source, key = %id, "a copy of a register cannot be read; the register is asked");
                Known::Nothing
            }
            None => Known::Nothing,
        };
        match self.ask(app, now, system, asking).await {
            Ok(found) => keep(app, now, source, id, found).await,
            Err(problem) => fall_back(known, system, problem),
        }
    }

    async fn ask<T>(
        &mut self,
        app: &App,
        now: Instant,
        system: Outside,
        asking: impl Future<Output = Result<Option<T>, String>>,
    ) -> Result<Option<T>, String> {
        if self.silent.contains(&system) {
            return Err("silent before in this inquiry".to_string());
        }
        let silences = app.part::<Silences>();
        if self.remembers && silences.holds(system, now) {
            return Err("silent a moment ago".to_string());
        }
        let mut begun = false;
        let asking = async {
            begun = true;
            asking.await
        };
        let answer = tokio::select! {
            biased;
            () = &mut self.patience => Err("the time of the inquiry is over".to_string()),
            answer = asking => answer,
        };
        // Where another register was slow, this one was not asked, and is not said to be silent.
        if begun {
            silences.note(system, now, answer.is_ok());
        }
        if answer.is_err() {
            self.silent.push(system);
        }
        answer
    }
}

async fn keep<T: serde::Serialize>(
    app: &App,
    now: Instant,
    source: &'static str,
    id: &BusinessId,
    found: Option<T>,
) -> Result<Option<Looked<T>>, Failure> {
    let content = found.as_ref().map(serde_json::to_string).transpose().map_err(Failure::internal)?;
    let mut tx = app.db.write().await?;
    store::keep_copy(&mut tx, source, id.as_str(), content.as_deref(), now).await?;
    tx.commit().await?;
    Ok(found.map(|value| Looked { value, fetched_at: now, stale: false }))
}

/// What was known of something before the register was asked.
enum Known<T> {
    Nothing,
    /// The last answer, which may be that the register does not have it.
    Copy(Option<Looked<T>>),
}

fn fall_back<T>(known: Known<T>, system: Outside, problem: String) -> Result<Option<Looked<T>>, Failure> {
    match known {
        Known::Nothing => Err(Failure::Outage(system, problem)),
        Known::Copy(looked) => {
            tracing::warn!(?system, %problem, "a register does not answer; the last copy is used");
            Ok(looked)
        }
    }
}
