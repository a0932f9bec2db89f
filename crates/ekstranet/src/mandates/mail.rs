//! Which mails one gets: the own address and its confirmation, the language, and the choices for each organisation.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::client::Mandates;
use super::pages::{Known, earlier, known};
use super::store;
use crate::kernel::{BusinessId, Instant, Language, Permission, without_identity_code};
use crate::notices::{self, AddressAsked, Choice, EndedMails, LastingMails, MailEnd, NoticeKind, OwnMail};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "mandates/mail.html")]
struct MailPage {
    chrome: Chrome,
    t: &'static Texts,
    own: OwnMail,
    /// The organisations that may be chosen, with what the person has chosen for them.
    organisations: Vec<(Known, Option<String>)>,
    /// Organisations of which this session knows nothing and whose mails still go on: business ID, name, until when.
    others: Vec<(String, String, String)>,
    /// Organisations whose mails have ended, in words.
    ended: Vec<String>,
    typed: String,
    error: String,
    errors: Vec<FieldError>,
}

/// `GET /me/mail`
pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    mail_page(&visit, String::new(), String::new()).await
}

async fn mail_page(visit: &Visit, typed: String, error: String) -> Result<Response, Failure> {
    let t = visit.texts();
    let own = notices::load_own_mail(visit).await?;
    let (known, earlier) = (known(visit).await?, earlier(visit).await?);
    let name = |business_id: &str| {
        let found = known.iter().chain(&earlier).find(|one| one.business_id == business_id);
        found.map_or_else(|| business_id.to_string(), |one| format!("{} ({business_id})", one.name))
    };
    let lasts = |mails: &LastingMails| {
        let day = |at: Instant| format::date(at.date(), visit.language);
        t.mandates_mail_lasts(day(mails.seen_at), day(mails.until))
    };
    let is_open = |mails: &&LastingMails| known.iter().any(|one| one.opens && one.business_id == mails.organisation);
    let others = own.lasting.iter().filter(|mails| !is_open(mails));
    let others = others.map(|mails| (mails.organisation.clone(), name(&mails.organisation), lasts(mails))).collect();
    let ended = own.ended.iter().map(|mails| ended_words(mails, name(&mails.organisation), visit)).collect();
    let organisations = known.into_iter().filter(|one| one.opens).map(|one| {
        let chosen = own.lasting.iter().find(|mails| mails.organisation == one.business_id).map(&lasts);
        (one, chosen)
    });
    let organisations = organisations.collect();
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let at_field = FieldError { field: "address".to_string(), text: error.clone() };
    let template = MailPage {
        chrome: visit.chrome(t.mandates_mail_title()),
        t,
        own,
        organisations,
        others,
        ended,
        typed,
        errors: if error.is_empty() { Vec::new() } else { vec![at_field] },
        error,
    };
    page(status, &template)
}

/// That the mails about an organisation have ended, when and why.
fn ended_words(mails: &EndedMails, name: String, visit: &Visit) -> String {
    let (t, day) = (visit.texts(), format::date(mails.ended_at.date(), visit.language));
    match mails.end {
        MailEnd::Refused => t.mandates_mail_ended_refused(name, day),
        MailEnd::Unseen => t.mandates_mail_ended_unseen(name, day),
    }
}

/// `POST /me/mail/address`: sends a code to the address.
pub(super) async fn ask(visit: Visit, form: Form) -> Result<Response, Failure> {
    let (t, address) = (visit.texts(), form.text("address"));
    let fault = match notices::ask_address(&visit, address).await? {
        AddressAsked::Sent => return Ok(see_other("/me/mail/confirm")),
        AddressAsked::NotAnAddress => t.mandates_mail_no_address(),
        AddressAsked::IdentityCode => t.mandates_mail_identity_code(),
        AddressAsked::TooMany => t.mandates_mail_too_many(),
    };
    mail_page(&visit, without_identity_code(address).chars().take(254).collect(), fault).await
}

#[derive(askama::Template)]
#[template(path = "mandates/mail_confirm.html")]
struct ConfirmPage {
    chrome: Chrome,
    t: &'static Texts,
    code: String,
    error: String,
    errors: Vec<FieldError>,
}

/// `GET /me/mail/confirm?code=…`: opening the link changes nothing, so that a program that looks at mails confirms
/// nothing.
pub(super) async fn show_confirm(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    confirm_page(&visit, query.text("code").chars().take(20).collect(), String::new())
}

fn confirm_page(visit: &Visit, code: String, error: String) -> Result<Response, Failure> {
    let t = visit.texts();
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let at_field = FieldError { field: "code".to_string(), text: error.clone() };
    let template = ConfirmPage {
        chrome: visit.chrome(t.mandates_mail_confirm_title()),
        t,
        code,
        errors: if error.is_empty() { Vec::new() } else { vec![at_field] },
        error,
    };
    page(status, &template)
}

/// `POST /me/mail/confirm`
pub(super) async fn confirm(visit: Visit, form: Form) -> Result<Response, Failure> {
    if notices::confirm_address(&visit, form.text("code")).await? {
        return Ok(see_other("/me/mail"));
    }
    confirm_page(&visit, String::new(), visit.texts().mandates_mail_wrong_code())
}

/// `POST /me/mail/language`
pub(super) async fn choose_language(visit: Visit, form: Form) -> Result<Response, Failure> {
    let language = Language::parse(form.text("language")).ok_or(Failure::Malformed("no such language"))?;
    notices::choose_language(&visit, language).await?;
    Ok(see_other("/me/mail"))
}

/// `POST /me/mail/remove`
pub(super) async fn remove(visit: Visit) -> Result<Response, Failure> {
    notices::remove_address(&visit).await?;
    Ok(see_other("/me/mail"))
}

#[derive(askama::Template)]
#[template(path = "mandates/mail_choices.html")]
struct ChoicesPage {
    chrome: Chrome,
    t: &'static Texts,
    organisation: String,
    organisation_name: String,
    kinds: Vec<KindView>,
    chosen: bool,
}

struct KindView {
    code: &'static str,
    name: String,
    text: String,
    /// Choice, its words, whether it is chosen.
    choices: Vec<(&'static str, String, bool)>,
}

/// The organisation's name, when this session's right opens its pages.
async fn load(visit: &Visit, text: &str) -> Result<(BusinessId, String), Failure> {
    let organisation = BusinessId::parse(text).ok_or(Failure::NotFound)?;
    let session = &visit.session()?.id;
    let row = store::find_authority(&mut visit.app.db.read().await?, session, &organisation).await?;
    let policy = &visit.app.part::<Mandates>().policy;
    let row = row.filter(|row| row.permissions(policy).allow(Permission::SeeOrganisation));
    Ok((organisation, row.ok_or(Failure::NotFound)?.organisation_name))
}

/// `GET /me/mail/{organisation}`
pub(super) async fn show_choices(visit: Visit, Path(organisation): Path<String>) -> Result<Response, Failure> {
    let (organisation, organisation_name) = load(&visit, &organisation).await?;
    let own = notices::load_own_mail(&visit).await?;
    if own.address.is_none() {
        return Ok(see_other("/me/mail"));
    }
    let t = visit.texts();
    let chosen = own.choices.iter().any(|(of, ..)| of == organisation.as_str());
    let template = ChoicesPage {
        chrome: visit.chrome(t.mandates_mail_choices_title()),
        t,
        kinds: NoticeKind::ALL.into_iter().map(|kind| kind_view(kind, &organisation, &own, t)).collect(),
        organisation: organisation.to_string(),
        organisation_name,
        chosen,
    };
    page(StatusCode::OK, &template)
}

fn kind_view(kind: NoticeKind, organisation: &BusinessId, own: &OwnMail, t: &Texts) -> KindView {
    let (name, text) = match kind {
        NoticeKind::Duty => (t.mandates_mail_duty(), t.mandates_mail_duty_text()),
        NoticeKind::Decision => (t.mandates_mail_decision(), t.mandates_mail_decision_text()),
        NoticeKind::Progress => (t.mandates_mail_progress(), t.mandates_mail_progress_text()),
    };
    let found = own.choices.iter().find(|(of, which, _)| of == organisation.as_str() && *which == kind);
    let chosen = found.map_or(Choice::All, |(.., choice)| *choice);
    let words = |choice: Choice| match choice {
        Choice::All => t.mandates_mail_all(),
        Choice::Digest => t.mandates_mail_digest(),
        Choice::None if kind.is_required() => t.mandates_mail_none_required(),
        Choice::None => t.mandates_mail_none(),
    };
    let choices = Choice::ALL.into_iter().map(|choice| (choice.code(), words(choice), choice == chosen));
    KindView { code: kind.code(), name, text, choices: choices.collect() }
}

/// `POST /me/mail/{organisation}`
pub(super) async fn choose(visit: Visit, Path(organisation): Path<String>, form: Form) -> Result<Response, Failure> {
    let own = notices::load_own_mail(&visit).await?;
    let is_own = own.lasting.iter().any(|mails| mails.organisation == organisation);
    let organisation = match BusinessId::parse(&organisation) {
        // What one has chosen can be taken back also when the right is not there any more.
        Some(organisation) if is_own && form.text("answer") == "forget" => organisation,
        _ => load(&visit, &organisation).await?.0,
    };
    if own.address.is_none() {
        return Ok(see_other("/me/mail"));
    }
    let chosen = |kind: NoticeKind| Choice::parse(form.text(kind.code())).map(|choice| (kind, choice));
    let choices: Vec<(NoticeKind, Choice)> = if form.text("answer") == "forget" {
        Vec::new()
    } else {
        NoticeKind::ALL.into_iter().filter_map(chosen).collect()
    };
    notices::choose(&visit, &organisation, &choices).await?;
    Ok(see_other("/me/mail"))
}
