//! The named people of the imitated world, and everyone else who has an artificial identity code.
//!
//! Every code here is from the artificial 900-series; a code that could be a real person's is refused before anything
//! is done with it.

use serde::{Deserialize, Serialize};

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
        PEOPLE
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

const PEOPLE: &[Person] = &[
    Person {
        national_id: "140275-9012",
        first_names: "Eino Johannes",
        calling_name: "Eino",
        family_name: "Mallikas",
        language: Language::Fi,
        shows: Text {
            fi: "Kuusirannan hyvinvointialueen tietohallintojohtaja, jolla on valtuus 1.",
            sv: "IT-direktör vid Granstrands välfärdsområde, har fullmakt 1.",
            en: "Chief information officer of Kuusiranta wellbeing services county, holds mandate 1.",
        },
    },
    Person {
        national_id: "030782-902U",
        first_names: "Aino Kyllikki",
        calling_name: "Aino",
        family_name: "Esimerkki",
        language: Language::Fi,
        shows: Text {
            fi: "Kuusirannan hyvinvointialueen tietosuojavastaava, jolla on vain valtuus 2.",
            sv: "Dataskyddsombud vid Granstrands välfärdsområde, har endast fullmakt 2.",
            en: "Data protection officer of Kuusiranta wellbeing services county, holds only mandate 2.",
        },
    },
    Person {
        national_id: "211168-9033",
        first_names: "Kauko Antero",
        calling_name: "Kauko",
        family_name: "Demola",
        language: Language::Fi,
        shows: Text {
            fi: "Lehtolinnan Lääkärikeskus Oy:n toimitusjohtaja, joka ei tarvitse valtuutta, ja toinen Kotipolku ry:n kahdesta allekirjoittajasta.",
            sv: "Verkställande direktör för Lehtolinnan Lääkärikeskus Oy, behöver ingen fullmakt, och en av två som undertecknar för Kotipolku ry.",
            en: "Managing director of Lehtolinnan Lääkärikeskus Oy, needs no mandate, and one of the two signatories of Kotipolku ry.",
        },
    },
    Person {
        national_id: "090590-9047",
        first_names: "Saara Maria",
        calling_name: "Saara",
        family_name: "Koenen",
        language: Language::Fi,
        shows: Text {
            fi: "Hymyketju Hammas Oy:n pääkäyttäjä, jolla on valtuus 1.",
            sv: "Huvudanvändare vid Hymyketju Hammas Oy, har fullmakt 1.",
            en: "Administrator of Hymyketju Hammas Oy, holds mandate 1.",
        },
    },
    Person {
        national_id: "300159-905K",
        first_names: "Paavo Ensio",
        calling_name: "Paavo",
        family_name: "Harjoite",
        language: Language::Fi,
        shows: Text {
            fi: "Kivisalmen apteekin apteekkari, joka jää eläkkeelle.",
            sv: "Apotekare vid Kivisalmen apteekki, går i pension.",
            en: "Pharmacist of Kivisalmen apteekki, about to retire.",
        },
    },
    Person {
        national_id: "170888-906B",
        first_names: "Henna Johanna",
        calling_name: "Henna",
        family_name: "Uusitalli",
        language: Language::Fi,
        shows: Text {
            fi: "Kivisalmen apteekin tuleva apteekkari, joka toimii ensin omalla Y-tunnuksellaan.",
            sv: "Tillträdande apotekare vid Kivisalmen apteekki, agerar först med sitt eget FO-nummer.",
            en: "Incoming pharmacist of Kivisalmen apteekki, acts first under her own business ID.",
        },
    },
    Person {
        national_id: "061279-9076",
        first_names: "Olavi Kalevi",
        calling_name: "Olavi",
        family_name: "Testinen",
        language: Language::Fi,
        shows: Text {
            fi: "Virtalähteen konsultti, jolla on valtuus kolmelta organisaatiolta: näkee organisaation valinnan.",
            sv: "Konsult vid Virtalähde med fullmakt från tre organisationer: ser valet av organisation.",
            en: "Consultant at Virtalähde with mandates from three organisations: sees the choice of organisation.",
        },
    },
    Person {
        national_id: "250493-908M",
        first_names: "Aava Ilona",
        calling_name: "Aava",
        family_name: "Tuulensuu",
        language: Language::Fi,
        shows: Text {
            fi: "Toiminimen Tuulensuun Psykoterapia yrittäjä, jonka potilastietojen hakemus on kesken.",
            sv: "Företagare med firman Tuulensuun Psykoterapia, har en ofullbordad ansökan om patientdata.",
            en: "Sole trader of Tuulensuun Psykoterapia with an unfinished patient data application.",
        },
    },
    Person {
        national_id: "121085-9114",
        first_names: "Björn Anders",
        calling_name: "Björn",
        family_name: "Provström",
        language: Language::Sv,
        shows: Text {
            fi: "Norrskärs Hälsovård Ab:n toimitusjohtaja, jonka yritykseltä puuttuu laskutusosoite.",
            sv: "Verkställande direktör för Norrskärs Hälsovård Ab, vars faktureringsadress saknas.",
            en: "Managing director of Norrskärs Hälsovård Ab, whose billing address is missing.",
        },
    },
    Person {
        national_id: "280201A912B",
        first_names: "Minea Alexandra",
        calling_name: "Minea",
        family_name: "Näyte",
        language: Language::Sv,
        shows: Text {
            fi: "Norrskärs Hälsovård Ab:n avustaja, jonka valtuus on päättynyt 31.10.2026.",
            sv: "Assistent vid Norrskärs Hälsovård Ab, vars fullmakt gick ut 31.10.2026.",
            en: "Assistant at Norrskärs Hälsovård Ab, whose mandate expired on 31.10.2026.",
        },
    },
    Person {
        national_id: "010371-913U",
        first_names: "Reijo Tapani",
        calling_name: "Reijo",
        family_name: "Kokeilija",
        language: Language::Fi,
        shows: Text {
            fi: "Hoivatähti Palvelut Oy:n toimitusjohtaja: sosiaalipalvelujen myöhäinen liittyjä.",
            sv: "Verkställande direktör för Hoivatähti Palvelut Oy: ansluter sig sent, socialvård.",
            en: "Managing director of Hoivatähti Palvelut Oy: a late joiner in social care.",
        },
    },
    Person {
        national_id: "190697-914L",
        first_names: "Vilma Susanna",
        calling_name: "Vilma",
        family_name: "Virkanen",
        language: Language::Fi,
        shows: Text {
            fi: "Operaattorin käsittelijä, joka ei edusta mitään asiakasta.",
            sv: "Handläggare hos operatören, företräder ingen kund.",
            en: "Caseworker of the operator, represents no customer.",
        },
    },
    Person {
        national_id: "050594Y903M",
        first_names: "Joona Mikael",
        calling_name: "Joona",
        family_name: "Välimerkki",
        language: Language::Fi,
        shows: Text {
            fi: "Operaattorin hyväksyjä, jonka henkilötunnuksessa on uusi välimerkki Y.",
            sv: "Godkännare hos operatören, vars personbeteckning har det nya skiljetecknet Y.",
            en: "Approver of the operator, whose identity code has the new separator Y.",
        },
    },
    Person {
        national_id: "080904B9160",
        first_names: "Ellen Sofia",
        calling_name: "Ellen",
        family_name: "Nytecken",
        language: Language::En,
        shows: Text {
            fi: "Kotipolku ry:n toinen allekirjoittaja, jonka henkilötunnuksessa on uusi välimerkki B.",
            sv: "Den andra som undertecknar för Kotipolku ry, vars personbeteckning har det nya skiljetecknet B.",
            en: "Second signatory of Kotipolku ry, whose identity code has the new separator B.",
        },
    },
    Person {
        national_id: "150668-917M",
        first_names: "Matti Juhani",
        calling_name: "Matti",
        family_name: "Rantapolku",
        language: Language::Fi,
        shows: Text {
            fi: "Rantapolun Lääkäriasema Oy:n toimitusjohtaja: ottaa Resepti-palvelun käyttöön ensimmäistä kertaa.",
            sv: "Verkställande direktör för Rantapolun Lääkäriasema Oy: tar i bruk Recepttjänsten för första gången.",
            en: "Managing director of Rantapolun Lääkäriasema Oy: takes the Prescription service into use for the first time.",
        },
    },
    Person {
        national_id: "230479-9182",
        first_names: "Kaisa Elina",
        calling_name: "Kaisa",
        family_name: "Meripuisto",
        language: Language::Fi,
        shows: Text {
            fi: "Meripuiston kaupungin viranhaltija, jolla on valtuus 1.",
            sv: "Tjänsteinnehavare vid staden Meripuisto, har fullmakt 1.",
            en: "Official of the city of Meripuisto, holds mandate 1.",
        },
    },
    Person {
        national_id: "070773-919M",
        first_names: "Mikael Olavi",
        calling_name: "Mikael",
        family_name: "Säätiölä",
        language: Language::Fi,
        shows: Text {
            fi: "Mielikki-säätiön edustaja, jonka valtuus on annettu hakemuksella.",
            sv: "Företrädare för stiftelsen Mielikki-säätiö, vars fullmakt har getts genom ansökan.",
            en: "Representative of the foundation Mielikki-säätiö, whose mandate was given by application.",
        },
    },
    Person {
        national_id: "120982-920U",
        first_names: "Ingrid Viola",
        calling_name: "Ingrid",
        family_name: "Ögård",
        language: Language::Sv,
        shows: Text {
            fi: "Skärgårdsbyns apotekin apteekkari ja toiminimen Talterapi Ögård yrittäjä.",
            sv: "Apotekare vid Skärgårdsbyns apotek och företagare med firman Talterapi Ögård.",
            en: "Pharmacist of Skärgårdsbyns apotek and the sole trader Talterapi Ögård.",
        },
    },
    Person {
        national_id: "010165-921X",
        first_names: "Tapani Eero",
        calling_name: "Tapani",
        family_name: "Työvirta",
        language: Language::Fi,
        shows: Text {
            fi: "Työvire Työterveys Oy:n toimitusjohtaja: käyttöönottokoe epäonnistui, uusi päivä on sovittu.",
            sv: "Verkställande direktör för Työvire Työterveys Oy: ibruktagningsprovet misslyckades, en ny dag är avtalad.",
            en: "Managing director of Työvire Työterveys Oy: the deployment test failed, a new date is set.",
        },
    },
    Person {
        national_id: "240380-9229",
        first_names: "Riitta Helena",
        calling_name: "Riitta",
        family_name: "Kuvanen",
        language: Language::Fi,
        shows: Text {
            fi: "Kuvakontti Röntgen Oy:n toimitusjohtaja: vain kuva-aineistojen katselu.",
            sv: "Verkställande direktör för Kuvakontti Röntgen Oy: endast visning av bildmaterial.",
            en: "Managing director of Kuvakontti Röntgen Oy: imaging viewer only.",
        },
    },
    Person {
        national_id: "310590-9231",
        first_names: "Ville Aleksi",
        calling_name: "Ville",
        family_name: "Virtalähde",
        language: Language::En,
        shows: Text {
            fi: "Virtalähde Terveysjärjestelmät Oy:n toimitusjohtaja: järjestelmätoimittaja ja Kanta-välittäjä.",
            sv: "Verkställande direktör för Virtalähde Terveysjärjestelmät Oy: systemleverantör och Kanta-förmedlare.",
            en: "Managing director of Virtalähde Terveysjärjestelmät Oy: system vendor and Kanta intermediary.",
        },
    },
    Person {
        national_id: "110276-9244",
        first_names: "Leena Marjatta",
        calling_name: "Leena",
        family_name: "Entinen",
        language: Language::Fi,
        shows: Text {
            fi: "Fysio Halla Ky:n johtaja ja asiakkuutensa päättäneen Entinen Vastaanotto Oy:n aiempi toimitusjohtaja.",
            sv: "Direktör för Fysio Halla Ky och tidigare verkställande direktör för Entinen Vastaanotto Oy, vars kundrelation har upphört.",
            en: "Director of Fysio Halla Ky and former managing director of Entinen Vastaanotto Oy, whose customership has ended.",
        },
    },
];

#[cfg(test)]
mod tests;
