//! To whom a mail goes: an address that the organisation gave, or a person by their own address, which is opened only
//! when the mail is sent. A row of a mail to a person holds no address.

use db::Tx;

use super::{store, store_choices};
use crate::kernel::{Language, PersonId};
use crate::texts::Texts;
use crate::web::{App, Failure};

/// A recipient as rows keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Recipient {
    /// `somebody@organisation.example`
    Address(String),
    /// `person:{id}`: at their own address.
    Person(PersonId),
    /// `digest:{id}`: the same, gathered into one mail a day.
    Digest(PersonId),
    /// `check:{id}`: at the address that the person has not confirmed yet.
    Check(PersonId),
    /// `removed:{id of the mail}`: the address has been removed.
    Removed(String),
}

/// A recipient of a mail that is planned.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub recipient: Recipient,
    /// Whether a person gets it in the place of a contact whom the organisation named.
    pub for_contact: bool,
}

impl Recipient {
    pub fn code(&self) -> String {
        match self {
            Self::Address(address) => address.clone(),
            Self::Person(person) => format!("person:{person}"),
            Self::Digest(person) => format!("digest:{person}"),
            Self::Check(person) => format!("check:{person}"),
            Self::Removed(notice) => format!("removed:{notice}"),
        }
    }

    pub fn parse(code: &str) -> Self {
        let of = |name: &str| code.strip_prefix(name).and_then(PersonId::parse);
        if let Some(person) = of("person:") {
            Self::Person(person)
        } else if let Some(person) = of("digest:") {
            Self::Digest(person)
        } else if let Some(person) = of("check:") {
            Self::Check(person)
        } else if let Some(notice) = code.strip_prefix("removed:") {
            Self::Removed(notice.to_string())
        } else {
            Self::Address(code.to_string())
        }
    }
}

/// A recipient as the officers see it: people's own addresses are nobody else's business.
pub fn recipient_in_words(code: &str, t: &Texts) -> String {
    match Recipient::parse(code) {
        Recipient::Address(address) => address,
        Recipient::Person(_) | Recipient::Digest(_) | Recipient::Check(_) => t.notices_own_address(),
        Recipient::Removed(_) => t.notices_removed_address(),
    }
}

/// Where the sealed address of a person belongs.
pub(super) fn place(person: &PersonId) -> String {
    format!("person_mail.address/{person}")
}

/// Where the sealed address that waits for its code belongs.
pub(super) fn check_place(person: &PersonId) -> String {
    format!("person_mail_check.address/{person}")
}

/// The address of a recipient and, for a person, their language; `None` when there is no address any more.
pub(super) async fn find_address(app: &App, code: &str) -> Result<Option<(String, Option<Language>)>, Failure> {
    let (sealed, place) = match Recipient::parse(code) {
        Recipient::Address(address) => return Ok(Some((address, None))),
        Recipient::Removed(_) => return Ok(None),
        Recipient::Person(person) | Recipient::Digest(person) => {
            (store_choices::find_mail(&mut app.db.read().await?, &person).await?, place(&person))
        }
        Recipient::Check(person) => {
            let waiting = store_choices::find_check(&mut app.db.read().await?, &person).await?;
            (waiting.map(store_choices::CheckRow::into_mail), check_place(&person))
        }
    };
    let Some(mail) = sealed else { return Ok(None) };
    let address = app.vault.open(&place, &mail.address_sealed);
    Ok(address.map(|address| (address.to_string(), Language::parse(&mail.language))))
}

/// Mails that wait for a person and stand for a contact of an organisation go to the address that the organisation gave,
/// which is no longer the person's own. Called before the own address is removed or replaced; returns how many mails.
pub(super) async fn hand_back(tx: &mut Tx, app: &App, person: &PersonId) -> Result<u64, Failure> {
    let Some(mail) = store_choices::find_mail(tx, person).await? else { return Ok(0) };
    let Some(address) = app.vault.open(&place(person), &mail.address_sealed) else { return Ok(0) };
    Ok(store::hand_back(tx, person, &address).await?)
}

/// The addresses without repetitions and empty ones; letter case and spaces around make no difference.
pub(super) fn distinct(recipients: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for recipient in recipients.iter().map(|recipient| recipient.trim().to_lowercase()) {
        if !recipient.is_empty() && !kept.contains(&recipient) {
            kept.push(recipient);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::Recipient;
    use crate::kernel::{PersonId, Random};
    use crate::testing::NOON;

    #[test]
    fn a_recipient_is_read_back_from_its_code() {
        let person = PersonId::new(NOON, &Random::seeded(1));
        for recipient in [
            Recipient::Address("a@x.example".to_string()),
            Recipient::Person(person.clone()),
            Recipient::Digest(person.clone()),
            Recipient::Check(person),
            Recipient::Removed("1".to_string()),
        ] {
            assert_eq!(Recipient::parse(&recipient.code()), recipient);
        }
        assert_eq!(Recipient::parse("person:x"), Recipient::Address("person:x".to_string()));
    }
}
