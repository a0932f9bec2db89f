//! The named people of the imitated world, and everyone else who has an artificial identity code.
//!
//! Every code here is from the artificial 900-series; a code that could be a real person's is refused before anything
//! is done with it.

mod kinds;
mod named;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// Everybody who is named, in the order of the fact sheet.
static PEOPLE: LazyLock<Vec<Person>> = LazyLock::new(|| [named::PEOPLE, kinds::PEOPLE].concat());

/// A language of the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Fi,
    Sv,
    En,
}

impl Language {
    /// Every language, Finnish first.
    pub const ALL: [Language; 3] = [Language::Fi, Language::Sv, Language::En];

    /// The two-letter code, as in the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Language::Fi => "fi",
            Language::Sv => "sv",
            Language::En => "en",
        }
    }

    /// The language of a two-letter code; `None` for anything but `fi`, `sv` and `en`.
    pub fn find(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }
}

/// The same text in Finnish, Swedish and English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    pub fi: &'static str,
    pub sv: &'static str,
    pub en: &'static str,
}

impl Text {
    /// The text in one language.
    pub fn in_language(&self, language: Language) -> &'static str {
        match language {
            Language::Fi => self.fi,
            Language::Sv => self.sv,
            Language::En => self.en,
        }
    }
}

/// A person who can identify themself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// The identity code, from the 900-series. Never in an address or a log.
    pub national_id: &'static str,
    /// All first names, in order, separated by spaces.
    pub first_names: &'static str,
    /// The first name in daily use, one of the first names.
    pub calling_name: &'static str,
    pub family_name: &'static str,
    /// The language the person uses.
    pub language: Language,
    /// What a sign-in as this person shows, in one sentence.
    pub shows: Text,
}

/// An identified person: one of the named people, or someone made up for an artificial code.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// The identity code, from the 900-series. Never in an address or a log.
    pub national_id: String,
    pub first_names: String,
    pub calling_name: String,
    pub family_name: String,
}

impl Identity {
    /// "Calling name Family name", as the person is addressed.
    pub fn display_name(&self) -> String {
        format!("{} {}", self.calling_name, self.family_name)
    }

    /// "Family name All first names", as registers list the person.
    pub fn common_name(&self) -> String {
        format!("{} {}", self.family_name, self.first_names)
    }
}

impl From<&Person> for Identity {
    fn from(person: &Person) -> Self {
        Identity {
            national_id: person.national_id.to_owned(),
            first_names: person.first_names.to_owned(),
            calling_name: person.calling_name.to_owned(),
            family_name: person.family_name.to_owned(),
        }
    }
}

/// Why an identity code was refused. Holds nothing of the code itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not a well-formed code, or the check character is wrong.
    Malformed,
    /// Well formed, but not artificial: may belong to a real person.
    NotArtificial,
}

/// The register of people.
#[derive(Clone, Copy, Debug, Default)]
pub struct People;

impl People {
    /// The named people, in the order of the fact sheet.
    pub fn list(&self) -> &'static [Person] {
        &PEOPLE
    }

    /// The named person with this identity code.
    pub fn find(&self, national_id: &str) -> Option<&'static Person> {
        PEOPLE.iter().find(|person| person.national_id == national_id)
    }

    /// The person with this identity code: a named one, or one made up (always the same for the same code).
    ///
    /// # Errors
    /// [`Refused`] when the code is malformed or could be a real person's.
    pub fn identify(&self, national_id: &str) -> Result<Identity, Refused> {
        let national_id = national_id.trim().to_ascii_uppercase();
        let individual_number = check(&national_id)?;
        if let Some(person) = self.find(&national_id) {
            return Ok(person.into());
        }
        let mixed = national_id
            .bytes()
            .fold(individual_number, |mixed, byte| mixed.wrapping_mul(31).wrapping_add(u32::from(byte)));
        let pick = |names: &[&'static str], divisor: u32| names[(mixed / divisor) as usize % names.len()];
        let first_names = if individual_number % 2 == 0 { WOMEN } else { MEN };
        let calling_name = pick(first_names, 1);
        let second_name = first_names[(mixed as usize + 1) % first_names.len()];
        Ok(Identity {
            first_names: format!("{calling_name} {second_name}"),
            calling_name: calling_name.to_owned(),
            family_name: pick(FAMILIES, 7).to_owned(),
            national_id,
        })
    }
}

/// The individual number of a well-formed artificial code.
fn check(national_id: &str) -> Result<u32, Refused> {
    let bytes = national_id.as_bytes();
    if bytes.len() != 11 || !national_id.is_ascii() {
        return Err(Refused::Malformed);
    }
    let number = |range: std::ops::Range<usize>| {
        let digits = &national_id[range];
        if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse::<u32>().ok() } else { None }
    };
    let (Some(date), Some(individual_number)) = (number(0..6), number(7..10)) else {
        return Err(Refused::Malformed);
    };
    let century = match bytes[6] {
        b'+' => 1800,
        b'-' | b'U'..=b'Y' => 1900,
        b'A'..=b'F' => 2000,
        _ => return Err(Refused::Malformed),
    };
    let (day, month, year) = (date / 10_000, date / 100 % 100, century + date % 100);
    let is_date = match (i16::try_from(year), i8::try_from(month), i8::try_from(day)) {
        (Ok(year), Ok(month), Ok(day)) => jiff::civil::Date::new(year, month, day).is_ok(),
        _ => false,
    };
    let expected = CHECK_CHARACTERS[((date * 1000 + individual_number) % 31) as usize];
    if !is_date || bytes[10] != expected {
        return Err(Refused::Malformed);
    }
    if individual_number < 900 { Err(Refused::NotArtificial) } else { Ok(individual_number) }
}

const CHECK_CHARACTERS: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";

const WOMEN: &[&str] = &["Helmi", "Lumi", "Tuuli", "Sirkka", "Pihla", "Vanamo", "Orvokki"];
const MEN: &[&str] = &["Onni", "Urho", "Toivo", "Veikko", "Otso", "Ilmari", "Tapio"];
const FAMILIES: &[&str] = &["Keksitty", "Kuviteltu", "Harjoitus", "Malliksi", "Koetar", "Sepite", "Esitys"];

#[cfg(test)]
mod tests;
