//! Switches that make the imitated world misbehave, one per error that a client must survive.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use tokio::sync::watch;

/// Something that can be made to go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    MandatesDown,
    MandatesSlow,
    MandatesRegisterForbidden,
    MandatesCallerForbidden,
    MandatesExpired,
    MandatesClock,
    MandatesIncomplete,
    MandatesMalformed,
    MandatesEmpty,
    MandatesUnknownRoles,
    MandatesExtraFields,
    MandatesForeign,
    MandatesForeignBeside,
    MandatesNameless,
    MandatesWrongState,
    MandatesNoCode,
    MandatesCancelWithoutError,
    MandatesCodeUsed,
    MandatesClientUnknown,
    CodeServiceDown,
    CodeServiceSlow,
    CodeServiceMalformed,
    CompanyRegisterDown,
    CompanyRegisterSlow,
    CompanyRegisterLimit,
    PharmaciesDown,
    OfficersDown,
    OfficersSilentOfTime,
    OfficersIdentifiedBefore,
    OfficersOtherKey,
    SmtpDown,
    SmtpReject,
    ScannerDown,
    ScannerError,
}

/// Each fault with the name that scripts use and what it does, in Finnish, Swedish and English.
const DESCRIPTIONS: [(Fault, &str, [&str; 3]); 34] = [
    (Fault::MandatesDown, "mandates_down", ["Valtuudet vastaa 503.", "Fullmakter svarar 503.", "Mandates answer 503."]),
    (
        Fault::MandatesSlow,
        "mandates_slow",
        ["Valtuudet vastaa hitaasti.", "Fullmakter svarar långsamt.", "Mandates answer slowly."],
    ),
    (
        Fault::MandatesRegisterForbidden,
        "mandates_register_forbidden",
        [
            "Valtuudet ei rekisteröi henkilöä (403).",
            "Fullmakter registrerar inte personen (403).",
            "Mandates refuse to register the person (403).",
        ],
    ),
    (
        Fault::MandatesCallerForbidden,
        "mandates_caller_forbidden",
        [
            "Valtuudet torjuu palvelumme tarkisteen (403).",
            "Fullmakter avvisar vår kontrollsumma (403).",
            "Mandates refuse our checksum (403).",
        ],
    ),
    (
        Fault::MandatesExpired,
        "mandates_expired",
        [
            "Valtuuksien istunto on vanhentunut (401).",
            "Sessionen i Fullmakter har gått ut (401).",
            "The mandates session has expired (401).",
        ],
    ),
    (
        Fault::MandatesClock,
        "mandates_clock_ahead_10_min",
        [
            "Valtuuksien kello on kymmenen minuuttia edellä.",
            "Klockan i Fullmakter går tio minuter före.",
            "The clock of the mandates is ten minutes ahead.",
        ],
    ),
    (
        Fault::MandatesIncomplete,
        "mandates_incomplete",
        [
            "Roolit ovat vajaat (complete: false).",
            "Rollerna är ofullständiga (complete: false).",
            "The roles are incomplete (complete: false).",
        ],
    ),
    (
        Fault::MandatesMalformed,
        "mandates_malformed",
        ["Roolien JSON katkeaa kesken.", "Rollernas JSON bryts av.", "The JSON of the roles is cut off."],
    ),
    (
        Fault::MandatesEmpty,
        "mandates_empty",
        ["Roolien luettelo on tyhjä.", "Listan över roller är tom.", "The list of roles is empty."],
    ),
    (
        Fault::MandatesUnknownRoles,
        "mandates_unknown_roles",
        [
            "Roolien tilalla on vain tuntemattomia koodeja.",
            "Rollerna har ersatts med okända koder.",
            "Unknown codes stand in place of the roles.",
        ],
    ),
    (
        Fault::MandatesExtraFields,
        "mandates_extra_fields",
        [
            "Vastauksissa on ylimääräisiä kenttiä.",
            "Svaren har extra fält.",
            "The answers have fields that nobody knows.",
        ],
    ),
    (
        Fault::MandatesForeign,
        "mandates_foreign",
        [
            "Organisaatioilla on toisen maan tunnus.",
            "Organisationerna har ett annat lands beteckning.",
            "The organisations have an identifier of another country.",
        ],
    ),
    (
        Fault::MandatesForeignBeside,
        "mandates_foreign_beside",
        [
            "Valittujen lisäksi palaa ulkomainen organisaatio.",
            "Utöver de valda återkommer en utländsk organisation.",
            "A foreign organisation comes back beside those chosen.",
        ],
    ),
    (
        Fault::MandatesNameless,
        "mandates_nameless",
        [
            "Organisaatioiden nimet puuttuvat ([NIMI PUUTTUU]).",
            "Organisationernas namn saknas ([NIMI PUUTTUU]).",
            "The names of the organisations are missing ([NIMI PUUTTUU]).",
        ],
    ),
    (
        Fault::MandatesWrongState,
        "mandates_wrong_state",
        ["Paluussa on väärä state.", "Återkomsten har fel state.", "The return carries a wrong state."],
    ),
    (
        Fault::MandatesNoCode,
        "mandates_no_code",
        ["Paluusta puuttuu code.", "Återkomsten saknar code.", "The return lacks the code."],
    ),
    (
        Fault::MandatesCancelWithoutError,
        "mandates_cancel_without_error",
        [
            "Peruutus palaa ilman error-kenttää.",
            "Avbrott återkommer utan fältet error.",
            "A cancel returns without the error field.",
        ],
    ),
    (
        Fault::MandatesCodeUsed,
        "mandates_code_used",
        [
            "Paluun code on jo käytetty: token vastaa 400 invalid_grant.",
            "Återkomstens code är redan använd: token svarar 400 invalid_grant.",
            "The code of the return is used already: token answers 400 invalid_grant.",
        ],
    ),
    (
        Fault::MandatesClientUnknown,
        "mandates_client_unknown",
        [
            "Asiointipalvelun salasana ei kelpaa: token vastaa 401 invalid_client.",
            "E-tjänstens lösenord duger inte: token svarar 401 invalid_client.",
            "The password of the e-service is wrong: token answers 401 invalid_client.",
        ],
    ),
    (
        Fault::CodeServiceDown,
        "code_service_down",
        ["Koodistopalvelu vastaa 503.", "Kodtjänsten svarar 503.", "The Code Service answers 503."],
    ),
    (
        Fault::CodeServiceSlow,
        "code_service_slow",
        ["Koodistopalvelu vastaa hitaasti.", "Kodtjänsten svarar långsamt.", "The Code Service answers slowly."],
    ),
    (
        Fault::CodeServiceMalformed,
        "code_service_malformed",
        [
            "Koodistopalvelun JSON katkeaa kesken.",
            "Kodtjänstens JSON bryts av.",
            "The JSON of the Code Service is cut off.",
        ],
    ),
    (
        Fault::CompanyRegisterDown,
        "company_register_down",
        ["Yritysrekisteri vastaa 503.", "Företagsregistret svarar 503.", "The company register answers 503."],
    ),
    (
        Fault::CompanyRegisterSlow,
        "company_register_slow",
        [
            "Yritysrekisteri vastaa hitaasti.",
            "Företagsregistret svarar långsamt.",
            "The company register answers slowly.",
        ],
    ),
    (
        Fault::CompanyRegisterLimit,
        "company_register_limit",
        [
            "Yritysrekisteri rajoittaa kyselyjä (429).",
            "Företagsregistret begränsar frågorna (429).",
            "The company register limits the number of questions (429).",
        ],
    ),
    (
        Fault::PharmaciesDown,
        "pharmacies_down",
        ["Apteekkirekisteri vastaa 503.", "Apoteksregistret svarar 503.", "The pharmacy register answers 503."],
    ),
    (
        Fault::OfficersDown,
        "officers_down",
        [
            "Operaattorin hakemisto vastaa 503.",
            "Operatörens katalog svarar 503.",
            "The operator directory answers 503.",
        ],
    ),
    (
        Fault::OfficersSilentOfTime,
        "officers_silent_of_time",
        [
            "Operaattorin hakemisto ei kerro tunnistamisen aikaa (auth_time).",
            "Operatörens katalog anger inte tiden för identifieringen (auth_time).",
            "The operator directory does not tell when it identified the officer (auth_time).",
        ],
    ),
    (
        Fault::OfficersIdentifiedBefore,
        "officers_identified_before",
        [
            "Operaattorin hakemisto on tunnistanut virkailijan jo vuorokausi sitten.",
            "Operatörens katalog identifierade handläggaren redan för ett dygn sedan.",
            "The operator directory identified the officer a day ago already.",
        ],
    ),
    (
        Fault::OfficersOtherKey,
        "officers_other_key",
        [
            "Operaattorin hakemiston tunnisteen on allekirjoittanut avain, jota se ei julkaise.",
            "Operatörskatalogens id-token är undertecknad med en nyckel som den inte publicerar.",
            "The ID token of the operator directory is signed with a key that it does not publish.",
        ],
    ),
    (
        Fault::SmtpDown,
        "smtp_down",
        [
            "Postipalvelin ei ota yhteyksiä vastaan.",
            "E-postservern tar inte emot anslutningar.",
            "The mail server refuses connections.",
        ],
    ),
    (
        Fault::SmtpReject,
        "smtp_reject",
        [
            "Postipalvelin hylkää vastaanottajat (550).",
            "E-postservern avvisar mottagarna (550).",
            "The mail server rejects the recipients (550).",
        ],
    ),
    (
        Fault::ScannerDown,
        "scanner_down",
        ["Haittaohjelmatarkistus ei vastaa.", "Viruskontrollen svarar inte.", "The virus scanner does not answer."],
    ),
    (
        Fault::ScannerError,
        "scanner_error",
        ["Haittaohjelmatarkistus epäonnistuu.", "Viruskontrollen misslyckas.", "The virus scanner fails."],
    ),
];

/// One switch as shown on the page.
pub struct Switch {
    /// The name that scripts use.
    pub name: String,
    /// What the fault does: Finnish, Swedish, English.
    pub description: [String; 3],
    pub on: bool,
    /// How many questions it has spoilt; `None` where that is not counted.
    pub hits: Option<u64>,
}

/// Switches of another part of the program, shown on the same page.
pub trait Switches: Send + Sync {
    /// Every switch with its state.
    fn list(&self) -> Vec<Switch>;
    /// Turns a switch; `false` when there is none of that name.
    fn turn(&self, name: &str, on: bool) -> bool;
}

/// All switches of the program.
pub struct Faults {
    on: Mutex<BTreeSet<Fault>>,
    hits: Mutex<BTreeMap<Fault, u64>>,
    others: Vec<Arc<dyn Switches>>,
    changes: watch::Sender<()>,
}

impl Faults {
    /// All switches off; `others` are the switches of parts with a list of their own.
    pub fn new(others: Vec<Arc<dyn Switches>>) -> Self {
        Self { on: Mutex::default(), hits: Mutex::default(), others, changes: watch::Sender::new(()) }
    }

    /// Whether the fault is switched on.
    pub fn is_on(&self, fault: Fault) -> bool {
        self.on.lock().expect("no holder panics").contains(&fault)
    }

    /// Counts a question that the fault has spoilt.
    pub(crate) fn hit(&self, fault: Fault) {
        *self.hits.lock().expect("no holder panics").entry(fault).or_default() += 1;
    }

    /// Every switch, in a steady order.
    pub fn list(&self) -> Vec<Switch> {
        let own = DESCRIPTIONS.iter().map(|(fault, name, description)| Switch {
            name: (*name).to_owned(),
            description: description.map(str::to_owned),
            on: self.is_on(*fault),
            hits: self.hits.lock().expect("no holder panics").get(fault).copied(),
        });
        own.chain(self.others.iter().flat_map(|others| others.list())).collect()
    }

    /// Turns a switch by its name; `false` when there is none of that name.
    pub fn turn(&self, name: &str, on: bool) -> bool {
        let Some((fault, ..)) = DESCRIPTIONS.iter().find(|(_, known, _)| *known == name) else {
            return self.others.iter().any(|others| others.turn(name, on));
        };
        let mut faults = self.on.lock().expect("no holder panics");
        if on {
            faults.insert(*fault);
        } else {
            faults.remove(fault);
        }
        drop(faults);
        self.changes.send_replace(());
        true
    }

    /// Wakes whoever waits each time a switch of this list is turned.
    pub(crate) fn changes(&self) -> watch::Receiver<()> {
        self.changes.subscribe()
    }
}
