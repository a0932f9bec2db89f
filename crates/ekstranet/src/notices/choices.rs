//! Which mails a person gets: their own address, confirmed by a code that was sent to it, and their choices for each
//! organisation and kind of mail.

use db::{Read, Tx};
use serde_json::json;

use super::ending::{self, MailEnd};
use super::recipients::{self, Planned, Recipient};
use super::store_choices::{self, ChoiceRow, NewCheck};
use super::{Happening, store};
use crate::audit::{self, Entry};
use crate::kernel::{
    BusinessId, CaseLanguage, Instant, Language, NoticeId, PersonId, holds_typed_identity_code, today,
};
use crate::web::{App, Failure, Visit};

/// What kind a mail is, as people choose among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something must be done by a day.
    Duty,
    /// A decision.
    Decision,
    /// How a matter goes on.
    Progress,
}

impl NoticeKind {
    pub const ALL: [Self; 3] = [Self::Duty, Self::Decision, Self::Progress];

    pub fn code(self) -> &'static str {
        match self {
            Self::Duty => "duty",
            Self::Decision => "decision",
            Self::Progress => "progress",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether a contact person of a case gets it in any case, at once or once a day.
    pub fn is_required(self) -> bool {
        self != Self::Progress
    }
}

/// How a person wants mails of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    All,
    /// Gathered into one mail a day.
    Digest,
    /// None: for contact persons of a case, none of what is not required.
    None,
}

impl Choice {
    pub const ALL: [Self; 3] = [Self::All, Self::Digest, Self::None];

    pub fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Digest => "digest",
            Self::None => "none",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// How long a code is good.
const CODE_SECONDS: i64 = 24 * 3_600;
/// How often a code may be typed wrong.
const MOST_TRIES: i64 = 5;
/// How many codes are sent to a person in a day.
const MOST_CODES: i64 = 5;
/// When digests go out, hour in Helsinki.
const DIGEST_HOUR: i8 = 7;
/// Letters and digits that nobody mixes up.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A person's own mail settings.
#[derive(Clone, Debug, Default)]
pub struct OwnMail {
    /// The confirmed address and the language of the mails.
    pub address: Option<(String, Language)>,
    /// An address that waits for its code.
    pub waiting: Option<String>,
    /// Organisation, kind, choice.
    pub choices: Vec<(String, NoticeKind, Choice)>,
    /// Each organisation about which the person chose something.
    pub lasting: Vec<LastingMails>,
    /// Those whose mails have ended since.
    pub ended: Vec<EndedMails>,
}

/// The mails about an organisation, and until when they go on.
#[derive(Clone, Debug)]
pub struct LastingMails {
    pub organisation: String,
    /// When Suomi.fi last confirmed the right.
    pub seen_at: Instant,
    /// Until when they go on if it does not do so again.
    pub until: Instant,
}

/// The mails about an organisation that have ended.
#[derive(Clone, Debug)]
pub struct EndedMails {
    pub organisation: String,
    pub ended_at: Instant,
    pub end: MailEnd,
}

/// The settings of the signed-in person.
///
/// # Errors
/// What the database says.
pub async fn load_own_mail(visit: &Visit) -> Result<OwnMail, Failure> {
    let (app, person) = (&visit.app, &visit.session()?.person);
    let address = recipients::find_address(app, &Recipient::Person(person.clone()).code()).await?;
    let mut read = app.db.read().await?;
    let check = store_choices::find_check(&mut read, person).await?;
    let open = |check: &store_choices::CheckRow| check.confirmed_at.is_none() && is_fresh(visit.now, check.asked_at);
    let waiting = check.filter(open).and_then(|check| {
        app.vault.open(&recipients::check_place(person), &check.address_sealed).map(|address| address.to_string())
    });
    let rows = store_choices::list_own(&mut read, person).await?;
    let ended = store_choices::list_ended(&mut read, person).await?;
    let choice = |row: &store_choices::OwnChoiceRow| {
        Some((row.organisation.clone(), NoticeKind::parse(&row.kind)?, Choice::parse(&row.choice)?))
    };
    let ended = ended.into_iter().filter_map(|(organisation, ended_at, reason)| {
        let ended_at = Instant::from_milliseconds(ended_at);
        Some(EndedMails { organisation, ended_at, end: MailEnd::parse(&reason)? })
    });
    Ok(OwnMail {
        address: address.map(|(address, language)| (address, language.unwrap_or_default())),
        waiting,
        choices: rows.iter().filter_map(choice).collect(),
        lasting: lasting(app, &rows),
        ended: ended.collect(),
    })
}

/// One line for each organisation: its rows follow each other.
fn lasting(app: &App, rows: &[store_choices::OwnChoiceRow]) -> Vec<LastingMails> {
    let mut lasting: Vec<LastingMails> = Vec::new();
    for row in rows {
        if lasting.last().is_none_or(|last| last.organisation != row.organisation) {
            let seen_at = Instant::from_milliseconds(row.right_seen_at);
            let until = ending::believed_until(app, seen_at);
            lasting.push(LastingMails { organisation: row.organisation.clone(), seen_at, until });
        }
    }
    lasting
}

fn is_fresh(now: Instant, asked_at: i64) -> bool {
    now < Instant::from_milliseconds(asked_at).plus_seconds(CODE_SECONDS)
}

/// An address as it is compared.
fn index(app: &App, address: &str) -> String {
    app.vault.index(&format!("mail:{}", address.trim().to_lowercase()))
}

fn code_hash(app: &App, person: &PersonId, code: &str) -> String {
    app.vault.token_hash(&format!("mail-code:{person}:{code}"))
}

/// What became of a wish to use an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressAsked {
    Sent,
    /// It is no address.
    NotAnAddress,
    /// It holds a personal identity code.
    IdentityCode,
    /// Too many codes were sent today.
    TooMany,
}

/// Sends a code to an address that the person wants to use. Until it comes back nothing else goes there.
///
/// # Errors
/// What the database says.
pub async fn ask_address(visit: &Visit, address: &str) -> Result<AddressAsked, Failure> {
    let (app, person) = (&visit.app, &visit.session()?.person);
    if holds_typed_identity_code(address) {
        return Ok(AddressAsked::IdentityCode);
    }
    if address.len() > 254 || address.parse::<lettre::Address>().is_err() {
        return Ok(AddressAsked::NotAnAddress);
    }
    let day = today(visit.now).to_string();
    let bytes = app.random.bytes::<10>();
    let code: String = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    let sealed = app.vault.seal(&recipients::check_place(person), address, &app.random);
    let mut tx = app.db.write().await?;
    let check = NewCheck {
        person,
        address_sealed: &sealed,
        language: visit.language.code(),
        code_hash: &code_hash(app, person, &code),
        today: &day,
    };
    if !store_choices::upsert_check(&mut tx, visit.now, &check, MOST_CODES).await? {
        return Ok(AddressAsked::TooMany);
    }
    let own = OwnNotice {
        happening: Happening::AddressCheck,
        organisation: None,
        link: format!("/me/mail/confirm?code={code}"),
        turn: &visit.request_id,
    };
    insert_own(&mut tx, visit, (&Recipient::Check(person.clone()), CaseLanguage::default()), &own).await?;
    audit::record(&mut tx, visit, Entry::new("notices.address_asked")).await?;
    tx.commit().await?;
    Ok(AddressAsked::Sent)
}

/// Confirms the waiting address by its code; `false` when the code is not the one, too old or was tried too often.
///
/// # Errors
/// What the database says.
pub async fn confirm_address(visit: &Visit, code: &str) -> Result<bool, Failure> {
    let (app, person) = (&visit.app, &visit.session()?.person);
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    let mut tx = app.db.write().await?;
    let Some(check) = store_choices::find_check(&mut tx, person).await? else { return Ok(false) };
    let open = check.confirmed_at.is_none() && is_fresh(visit.now, check.asked_at) && check.tries < MOST_TRIES;
    let hash = code_hash(app, person, &code);
    if !open || hash != check.code_hash {
        store_choices::count_try(&mut tx, person).await?;
        audit::record(&mut tx, visit, Entry::new("notices.address_refused")).await?;
        tx.commit().await?;
        return Ok(false);
    }
    let opened = app.vault.open(&recipients::check_place(person), &check.address_sealed);
    let address = opened.ok_or_else(|| Failure::internal("a sealed address does not open"))?;
    store_choices::confirm(&mut tx, visit.now, person, &hash).await?;
    let sealed = app.vault.seal(&recipients::place(person), &address, &app.random);
    let kept = (sealed.as_slice(), index(app, &address));
    if store_choices::find_owner(&mut tx, &kept.1).await?.as_deref() != Some(person.as_str()) {
        recipients::hand_back(&mut tx, app, person).await?;
    }
    store_choices::upsert_mail(&mut tx, visit.now, person, (kept.0, &kept.1), &check.language).await?;
    audit::record(&mut tx, visit, Entry::new("notices.address_confirmed")).await?;
    tx.commit().await?;
    Ok(true)
}

/// Removes the person's own address and all their choices. What organisations tell them as a contact they go on telling to
/// the address that they have.
///
/// # Errors
/// What the database says.
pub async fn remove_address(visit: &Visit) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let person = &visit.session()?.person;
    let handed_back = recipients::hand_back(&mut tx, &visit.app, person).await?;
    store_choices::delete_mail(&mut tx, person).await?;
    let ended = store::end_own(&mut tx, visit.now, person).await?;
    let detail = json!({ "mails_not_sent": ended, "mails_to_organisations": handed_back });
    let entry = Entry::new("notices.address_removed").detail(detail);
    audit::record(&mut tx, visit, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Chooses the language of the mails to the person's own address.
///
/// # Errors
/// `Stale` when they have no address.
pub async fn choose_language(visit: &Visit, language: Language) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    store_choices::update_language(&mut tx, &visit.session()?.person, language.code()).await?;
    let entry = Entry::new("notices.language_chosen").detail(json!({ "language": language.code() }));
    audit::record(&mut tx, visit, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps the choices about an organisation; an empty list removes them, and only what contact persons get is sent.
/// The caller has seen the right.
///
/// # Errors
/// What the database says.
pub async fn choose(visit: &Visit, organisation: &BusinessId, choices: &[(NoticeKind, Choice)]) -> Result<(), Failure> {
    let person = &visit.session()?.person;
    let mut tx = visit.app.db.write().await?;
    store_choices::delete_choices(&mut tx, person, organisation).await?;
    store_choices::delete_ended(&mut tx, person, organisation).await?;
    for (kind, choice) in choices {
        store_choices::upsert_choice(&mut tx, visit.now, person, organisation, (*kind, *choice)).await?;
    }
    let detail: Vec<(&str, &str)> = choices.iter().map(|(kind, choice)| (kind.code(), choice.code())).collect();
    let entry = Entry::new("notices.chosen").organisation(organisation).detail(json!({ "choices": detail }));
    audit::record(&mut tx, visit, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// A mail to a person about themselves.
#[derive(Clone, Debug)]
pub struct OwnNotice<'a> {
    pub happening: Happening,
    pub organisation: Option<&'a BusinessId>,
    pub link: String,
    /// What caused it; the same turn tells nobody twice.
    pub turn: &'a str,
}

/// Plans a mail to a person's own address; nothing when they have given none.
///
/// # Errors
/// What the database says.
pub async fn plan_own(tx: &mut Tx, visit: &Visit, person: &PersonId, own: &OwnNotice<'_>) -> Result<(), Failure> {
    if store_choices::find_mail(tx, person).await?.is_some() {
        insert_own(tx, visit, (&Recipient::Person(person.clone()), CaseLanguage::default()), own).await?;
    }
    Ok(())
}

/// Plans a mail about an organisation's right to its contact persons.
///
/// # Errors
/// What the database says.
pub async fn plan_for_contacts(
    tx: &mut Tx,
    visit: &Visit,
    (addresses, language): (&[String], CaseLanguage),
    own: &OwnNotice<'_>,
) -> Result<(), Failure> {
    for address in super::recipients::distinct(addresses) {
        insert_own(tx, visit, (&Recipient::Address(address), language), own).await?;
    }
    Ok(())
}

/// The language counts for an address of the organisation; a person has chosen one together with their address.
async fn insert_own(
    tx: &mut Tx,
    visit: &Visit,
    (to, language): (&Recipient, CaseLanguage),
    own: &OwnNotice<'_>,
) -> Result<(), Failure> {
    let id = NoticeId::new(visit.now, &visit.app.random);
    Ok(store::insert_own(tx, &id, visit.now, own, (&to.code(), language)).await?)
}

/// To whom the mails of a happening go: the contacts, each as they chose, and the people who chose the organisation.
pub(super) async fn recipients_of(
    read: &mut Read,
    visit: &Visit,
    organisation: &BusinessId,
    kind: NoticeKind,
    contacts: &[String],
) -> Result<Vec<Planned>, Failure> {
    let chosen = store_choices::list_of_organisation(read, organisation, kind).await?;
    let mut wanted = Vec::new();
    let mut told: Vec<String> = Vec::new();
    for contact in contacts {
        let Some(person) = store_choices::find_owner(read, &index(&visit.app, contact)).await? else {
            wanted.push(Planned { recipient: Recipient::Address(contact.clone()), for_contact: false });
            continue;
        };
        let choice = chosen.iter().find(|row| row.person_id == person).and_then(|row| Choice::parse(&row.choice));
        let choice = match choice.unwrap_or(Choice::All) {
            Choice::None if kind.is_required() => Choice::All,
            choice => choice,
        };
        wanted.extend(recipient(&person, choice).map(|recipient| Planned { recipient, for_contact: true }));
        told.push(person);
    }
    let since = ending::unseen_before(&visit.app, visit.now).milliseconds();
    let others = |row: &&ChoiceRow| row.right_seen_at >= since && !told.contains(&row.person_id);
    let of = |row: &ChoiceRow| recipient(&row.person_id, Choice::parse(&row.choice)?);
    let others = chosen.iter().filter(others).filter_map(of);
    wanted.extend(others.map(|recipient| Planned { recipient, for_contact: false }));
    Ok(wanted)
}

/// A person at their own address, besides those who are told: nothing when they have given none, are told already or have
/// chosen to get no mails of the kind.
pub(super) async fn besides(
    read: &mut Read,
    organisation: &BusinessId,
    kind: NoticeKind,
    told: &[Planned],
    person: &PersonId,
) -> Result<Option<Planned>, Failure> {
    let own = [Recipient::Person(person.clone()), Recipient::Digest(person.clone())];
    if told.iter().any(|planned| own.contains(&planned.recipient))
        || store_choices::find_mail(read, person).await?.is_none()
    {
        return Ok(None);
    }
    let chosen = store_choices::list_of_organisation(read, organisation, kind).await?;
    let choice = chosen.iter().find(|row| row.person_id == person.as_str()).and_then(|row| Choice::parse(&row.choice));
    let recipient = recipient(person.as_str(), choice.unwrap_or(Choice::All));
    Ok(recipient.map(|recipient| Planned { recipient, for_contact: false }))
}

fn recipient(person: &str, choice: Choice) -> Option<Recipient> {
    let person = PersonId::parse(person)?;
    match choice {
        Choice::All => Some(Recipient::Person(person)),
        Choice::Digest => Some(Recipient::Digest(person)),
        Choice::None => None,
    }
}

/// When a mail to a recipient goes: at once, or with the next morning's digest.
pub(super) fn goes_at(now: Instant, recipient: &Recipient) -> Instant {
    if !matches!(recipient, Recipient::Digest(_)) {
        return now;
    }
    let here = now.in_helsinki();
    let morning = |date: crate::kernel::Date| {
        let at = date.at(DIGEST_HOUR, 0, 0, 0).to_zoned(here.time_zone().clone());
        at.map_or(now, |at| Instant::from_milliseconds(at.timestamp().as_millisecond()))
    };
    let first = morning(here.date());
    if first > now { first } else { morning(here.date().tomorrow().unwrap_or_else(|_| here.date())) }
}
