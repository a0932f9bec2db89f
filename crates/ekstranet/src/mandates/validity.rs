//! Until when a mandate is valid: its holder enters the day, because Suomi.fi does not tell it (domain sheet 0.1.4).
//! Shown where one acts, and reminded of in time; when nobody else is known to act for the organisation, it is warned too.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::pages::basis_words;
use super::store_validity::{self, ValidityRow};
use super::{rules, store};
use crate::audit::{self, Entry};
use crate::kernel::{
    Acting, Basis, BusinessId, CaseLanguage, Date, Mandate, PersonId, read_date, today, without_identity_code,
};
use crate::notices::{self, Happening, OwnNotice};
use crate::texts::Texts;
use crate::web::{App, Chrome, Failure, FieldError, Form, Visit, format, page, see_other, skip_row};

/// Days before the end on which its holder is reminded, the farthest first.
const REMINDERS: [i64; 3] = [60, 30, 7];
/// The farthest end date that is taken for true, in days.
const FARTHEST_DAYS: i64 = 25 * 366;
/// How often ends are looked for.
const ROUND: Duration = Duration::from_hours(1);
const BATCH: i64 = 200;

/// The end of the right by which one acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validity {
    /// Last day; `None` when the holder has not entered it.
    pub ends_on: Option<Date>,
    /// Whether it is time to see to a new mandate.
    pub ends_soon: bool,
    /// Whether nobody else is known here who acts for the organisation.
    pub is_last: bool,
}

/// The end of the mandate by which one acts; `None` for a position, which lasts while it is registered.
///
/// # Errors
/// What the database says.
pub async fn find_validity(visit: &Visit, acting: &Acting) -> Result<Option<Validity>, Failure> {
    let Basis::Mandate(mandate) = acting.basis else { return Ok(None) };
    let (session, today) = (visit.session()?, today(visit.now));
    let mut read = visit.app.db.read().await?;
    let row = store_validity::find(&mut read, &session.person, &acting.organisation, code(mandate)).await?;
    // A right that outlives the day that was entered has been given anew, until a day that nobody has entered.
    let ends_on = row.as_ref().and_then(|row| row.ends_on.parse::<Date>().ok()).filter(|ends_on| *ends_on >= today);
    let ends_soon = ends_on.is_some_and(|ends_on| days_left(today, ends_on) <= REMINDERS[0]);
    let (person, organisation, day) = (session.person.as_str(), acting.organisation.as_str(), today.to_string());
    let is_last = ends_soon && store_validity::count_other_holders(&mut read, person, organisation, &day).await? == 0;
    Ok(Some(Validity { ends_on, ends_soon, is_last }))
}

/// The word for a mandate in rows.
pub(super) fn code(mandate: Mandate) -> &'static str {
    match mandate {
        Mandate::Deployment => "deployment",
        Mandate::Privacy => "privacy",
    }
}

fn parse(code: &str) -> Option<Mandate> {
    [Mandate::Deployment, Mandate::Privacy].into_iter().find(|mandate| self::code(*mandate) == code)
}

fn days_left(today: Date, ends_on: Date) -> i64 {
    today.until((jiff::Unit::Day, ends_on)).map_or(0, |span| i64::from(span.get_days()))
}

/// Which reminder is due: the nearest one that has begun and has not been sent; none after the end.
pub(super) fn reminder_due(today: Date, ends_on: Date, reminded: Option<i64>) -> Option<i64> {
    let left = days_left(today, ends_on);
    let begun = REMINDERS.into_iter().filter(|days| left >= 0 && left <= *days).min()?;
    reminded.is_none_or(|reminded| reminded > begun).then_some(begun)
}

#[derive(askama::Template)]
#[template(path = "mandates/validity.html")]
struct ValidityPage {
    chrome: Chrome,
    t: &'static Texts,
    organisation: String,
    organisation_name: String,
    mandate: &'static str,
    right: String,
    value: String,
    error: String,
    errors: Vec<FieldError>,
}

/// The signed-in person's mandate for an organisation, as this session knows it.
async fn load(visit: &Visit, form: &Form) -> Result<(BusinessId, String, Mandate), Failure> {
    let organisation = BusinessId::parse(form.text("organisation")).ok_or(Failure::NotFound)?;
    let mandate = parse(form.text("mandate")).ok_or(Failure::NotFound)?;
    let session = &visit.session()?.id;
    let row = store::find_authority(&mut visit.app.db.read().await?, session, &organisation).await?;
    let row = row.filter(|row| row.bases.split(' ').any(|basis| Basis::parse(basis) == Some(Basis::Mandate(mandate))));
    Ok((organisation, row.ok_or(Failure::NotFound)?.organisation_name, mandate))
}

/// `GET /me/validity?organisation=…&mandate=…`
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let (organisation, name, mandate) = load(&visit, &query).await?;
    let person = &visit.session()?.person;
    let row = store_validity::find(&mut visit.app.db.read().await?, person, &organisation, code(mandate)).await?;
    let value = row.map(|row| format::typed_date(&row.ends_on)).unwrap_or_default();
    validity_page(&visit, (&organisation, name, mandate), value, String::new())
}

fn validity_page(
    visit: &Visit,
    (organisation, organisation_name, mandate): (&BusinessId, String, Mandate),
    value: String,
    error: String,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let at_field = FieldError { field: "ends_on".to_string(), text: error.clone() };
    let template = ValidityPage {
        chrome: visit.chrome(t.mandates_validity_title()),
        t,
        organisation: organisation.to_string(),
        organisation_name,
        mandate: code(mandate),
        right: basis_words(Basis::Mandate(mandate), t),
        value,
        errors: if error.is_empty() { Vec::new() } else { vec![at_field] },
        error,
    };
    page(status, &template)
}

/// `POST /me/validity`: keeps the end date, or removes it when the field is empty.
pub(super) async fn save(visit: Visit, form: Form) -> Result<Response, Failure> {
    let (organisation, name, mandate) = load(&visit, &form).await?;
    let (t, typed, today) = (visit.texts(), form.text("ends_on"), today(visit.now));
    let ends_on = read_date(typed);
    let fault = match ends_on {
        _ if typed.is_empty() => String::new(),
        None => t.mandates_validity_no_date(),
        Some(date) if date < today => t.mandates_validity_past(),
        Some(date) if days_left(today, date) > FARTHEST_DAYS => t.mandates_validity_far(),
        Some(_) => String::new(),
    };
    if !fault.is_empty() {
        let typed = if typed.chars().count() > 20 { String::new() } else { without_identity_code(typed) };
        return validity_page(&visit, (&organisation, name, mandate), typed, fault);
    }
    let person = &visit.session()?.person;
    let mut tx = visit.app.db.write().await?;
    let day = ends_on.map(|date| date.to_string());
    match &day {
        Some(day) => {
            store_validity::upsert(&mut tx, visit.now, person, &organisation, (code(mandate), day)).await?;
        }
        None => store_validity::delete(&mut tx, person, &organisation, code(mandate)).await?,
    }
    let entry = Entry::new("mandates.validity_entered").organisation(&organisation);
    let detail = json!({ "mandate": code(mandate), "ends_on": day });
    audit::record(&mut tx, &visit, entry.detail(detail)).await?;
    tx.commit().await?;
    Ok(see_other("/me"))
}

/// The e-mail addresses of an organisation's contact persons and the language in which they are written to.
pub type ContactsFound = Result<(Vec<String>, CaseLanguage), Failure>;
/// Finds the contact persons; a room below knows them.
pub type Contacts = fn(App, BusinessId) -> Pin<Box<dyn Future<Output = ContactsFound> + Send>>;

/// Reminds for ever, as the days come.
pub async fn keep_reminding(app: App, contacts: Contacts) -> Infallible {
    loop {
        if let Err(failure) = remind(&app, contacts).await {
            tracing::warn!(?failure, "the ends of mandates could not be looked at; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Reminds of the mandates that end soon; returns of how many.
///
/// # Errors
/// What the database says.
pub async fn remind(app: &App, contacts: Contacts) -> Result<usize, Failure> {
    let today = today(app.clock.now());
    let until = today.saturating_add(jiff::Span::new().days(REMINDERS[0])).to_string();
    let (mut after, mut reminded) = ((String::new(), String::new(), String::new()), 0);
    loop {
        let key = (after.0.as_str(), after.1.as_str(), after.2.as_str());
        let days = (today.to_string(), until.clone());
        let rows = store_validity::list_ending(&mut app.db.read().await?, (&days.0, &days.1), key, BATCH).await?;
        let Some(last) = rows.last() else { return Ok(reminded) };
        after = (last.organisation.clone(), last.person_id.clone(), last.mandate.clone());
        for row in &rows {
            match remind_of(app, row, today, contacts).await {
                Ok(done) => reminded += usize::from(done),
                Err(failure) => {
                    let name = format!("{} {} {}", row.person_id, row.organisation, row.mandate);
                    skip_row("mandates.remind", &name, failure)?;
                }
            }
        }
    }
}

async fn remind_of(app: &App, row: &ValidityRow, today: Date, contacts: Contacts) -> Result<bool, Failure> {
    let unreadable = || Failure::internal("the end date of a mandate cannot be read");
    let ends_on = row.ends_on.parse().map_err(|_| unreadable())?;
    let Some(days) = reminder_due(today, ends_on, row.reminded) else { return Ok(false) };
    let organisation = BusinessId::parse(&row.organisation).ok_or_else(unreadable)?;
    let person = PersonId::parse(&row.person_id).ok_or_else(unreadable)?;
    let visit = Visit::of_job(app);
    let day = today.to_string();
    let others =
        store_validity::count_other_holders(&mut app.db.read().await?, &row.person_id, &row.organisation, &day).await?;
    let is_last = others == 0 && row.mandate == code(Mandate::Deployment);
    let (warned, language) = if is_last {
        contacts(app.clone(), organisation.clone()).await?
    } else {
        (Vec::new(), CaseLanguage::default())
    };
    let turn = format!("{}/{}/{days}", row.ends_on, row.person_id);
    let own =
        |happening| OwnNotice { happening, organisation: Some(&organisation), link: "/me".to_string(), turn: &turn };
    let mut tx = app.db.write().await?;
    store_validity::note_reminded(&mut tx, row, days).await?;
    notices::plan_own(&mut tx, &visit, &person, &own(Happening::MandateEnds)).await?;
    notices::plan_for_contacts(&mut tx, &visit, (&warned, language), &own(Happening::LastHolderEnds)).await?;
    let entry = Entry::new("mandates.end_reminded").organisation(&organisation).subject(person.as_str());
    audit::record(&mut tx, &visit, entry.detail(json!({ "days": days, "last": is_last }))).await?;
    tx.commit().await?;
    Ok(true)
}

/// When each mandate of the signed-in person ends, by organisation and mandate.
pub(super) async fn own_ends(visit: &Visit) -> Result<Vec<ValidityRow>, Failure> {
    Ok(store_validity::list_own(&mut visit.app.db.read().await?, &visit.session()?.person).await?)
}

/// What a page says of the end of an organisation's mandate: in words, where it is entered, and the text of that link. Nothing for a position.
pub(super) fn end_words(
    visit: &Visit,
    row: &rules::AuthorityRow,
    ends: &[ValidityRow],
) -> Option<(String, String, String)> {
    let Basis::Mandate(mandate) = row.basis()? else { return None };
    let t = visit.texts();
    let today = today(visit.now).to_string();
    let is_of = |end: &&ValidityRow| end.organisation == row.organisation && end.mandate == code(mandate);
    let found = ends.iter().find(is_of).filter(|end| end.ends_on >= today);
    let (words, link) = match found {
        Some(end) => {
            let day = format::stored_date(&end.ends_on, visit.language);
            (t.mandates_validity_until(day), t.mandates_validity_change())
        }
        None => (t.mandates_validity_unknown(), t.mandates_validity_link()),
    };
    Some((words, format!("/me/validity?organisation={}&mandate={}", row.organisation, code(mandate)), link))
}

/// The day on which a person's mandate to take services into use ended by what they told.
pub(super) async fn find_ended(visit: &Visit, organisation: &BusinessId) -> Result<Option<String>, Failure> {
    let (person, today) = (&visit.session()?.person, today(visit.now).to_string());
    let mut read = visit.app.db.read().await?;
    let row = store_validity::find(&mut read, person, organisation, code(Mandate::Deployment)).await?;
    Ok(row.filter(|row| row.ends_on < today).map(|row| format::stored_date(&row.ends_on, visit.language)))
}

#[cfg(test)]
mod tests {
    use super::reminder_due;
    use crate::kernel::Date;

    #[test]
    fn rights_over_time_are_reminded_of_60_30_and_7_days_before_the_end() {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        let ends_on = date("2027-03-31");
        for (today, reminded, due) in [
            ("2027-01-29", None, None),
            ("2027-01-30", None, Some(60)),
            ("2027-02-20", Some(60), None),
            ("2027-03-01", Some(60), Some(30)),
            ("2027-03-01", None, Some(30)),
            ("2027-03-23", Some(30), None),
            ("2027-03-24", Some(30), Some(7)),
            ("2027-03-31", Some(30), Some(7)),
            ("2027-03-31", Some(7), None),
            ("2027-04-01", None, None),
        ] {
            assert_eq!(reminder_due(date(today), ends_on, reminded), due, "{today} {reminded:?}");
        }
    }
}
