//! Who may act for whom: register roles and mandates with their validity.

use jiff::civil::{Date, date};

/// A person who may stand behind an organisation.
pub(crate) struct Representative {
    /// From the artificial 900-series.
    pub(crate) national_id: &'static str,
    pub(crate) name: &'static str,
    /// What the person shows in the demo world: Finnish, Swedish, English.
    pub(crate) shows: [&'static str; 3],
    pub(crate) ties: Vec<Tie>,
}

/// One ground to act for one organisation.
#[derive(Clone, Copy)]
pub(crate) struct Tie {
    /// Number of the demo organisation.
    pub(crate) organisation: u8,
    pub(crate) mandate: Mandate,
    /// First day of validity, as of the day the demo world was written.
    pub(crate) from: Date,
    /// Last day of validity, as of the day the demo world was written.
    pub(crate) until: Date,
}

/// A role in a register or a mandate of the mandate register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mandate {
    /// A role code such as `TJ`.
    Role(&'static str),
    Theme(Theme),
}

/// What a mandate is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// Mandate 1: taking the services into use.
    Deploy,
    /// Mandate 2: viewing the privacy instructions.
    Privacy,
}

const NO_END: Date = date(2100, 12, 31);

/// A role since its registration.
fn role(organisation: u8, code: &'static str) -> Tie {
    Tie { organisation, mandate: Mandate::Role(code), from: date(2020, 1, 1), until: NO_END }
}

/// A mandate given some time ago that still holds for years.
fn mandate(organisation: u8, theme: Theme) -> Tie {
    Tie { organisation, mandate: Mandate::Theme(theme), from: date(2025, 1, 1), until: date(2030, 12, 31) }
}

/// A tie that ended on the day.
fn ended(until: Date, tie: Tie) -> Tie {
    Tie { until, ..tie }
}

fn person(
    national_id: &'static str,
    name: &'static str,
    shows: [&'static str; 3],
    ties: impl IntoIterator<Item = Tie>,
) -> Representative {
    Representative { national_id, name, shows, ties: ties.into_iter().collect() }
}

/// The people of the demo world, in the order of its table, and then the further cases.
pub(super) fn all() -> Vec<Representative> {
    let mut people = with_mandates();
    people.extend(with_positions());
    people.extend(further_cases());
    people
}

fn with_mandates() -> Vec<Representative> {
    use Theme::{Deploy, Privacy};
    const DEPLOY: [&str; 3] = ["valtuus 1", "fullmakt 1", "mandate 1"];
    vec![
        person("140275-9012", "Eino Mallikas", DEPLOY, [mandate(1, Deploy)]),
        person(
            "030782-902U",
            "Aino Esimerkki",
            ["vain valtuus 2", "endast fullmakt 2", "mandate 2 only"],
            [mandate(1, Privacy)],
        ),
        person(
            "211168-9033",
            "Kauko Demola",
            [
                "toimitusjohtaja, ja valtuus 1 toiseen",
                "verkställande direktör, och fullmakt 1 för en annan",
                "managing director, and mandate 1 for another",
            ],
            [role(3, "TJ"), mandate(6, Deploy)],
        ),
        person("090590-9047", "Saara Koenen", DEPLOY, [mandate(4, Deploy)]),
        person(
            "061279-9076",
            "Olavi Testinen",
            ["konsultti, valtuudet kolmelta", "konsult, fullmakter från tre", "consultant, mandates from three"],
            [mandate(3, Deploy), mandate(5, Deploy), mandate(10, Deploy)],
        ),
        person(
            "280201A912B",
            "Minea Näyte",
            ["valtuus päättynyt", "fullmakten har gått ut", "the mandate has expired"],
            [ended(date(2026, 10, 31), mandate(15, Deploy))],
        ),
        person("080904B9160", "Ellen Nytecken", DEPLOY, [mandate(6, Deploy)]),
        person("230479-9182", "Kaisa Meripuisto", DEPLOY, [mandate(2, Deploy)]),
        person("070773-919M", "Mikael Säätiölä", DEPLOY, [mandate(7, Deploy)]),
    ]
}

fn with_positions() -> Vec<Representative> {
    const DIRECTOR: [&str; 3] = ["toimitusjohtaja", "verkställande direktör", "managing director"];
    const TRADER: [&str; 3] = ["elinkeinonharjoittaja", "näringsidkare", "sole trader"];
    const OFFICER: [&str; 3] = [
        "operaattorin virkailija, ei edusta ketään",
        "operatörens handläggare, företräder ingen",
        "an officer of the operator, represents nobody",
    ];
    vec![
        person("300159-905K", "Paavo Harjoite", TRADER, [role(8, "ELI")]),
        person("170888-906B", "Henna Uusitalli", TRADER, [role(19, "ELI")]),
        person("250493-908M", "Aava Tuulensuu", TRADER, [role(5, "ELI")]),
        person("121085-9114", "Björn Provström", DIRECTOR, [role(15, "TJ")]),
        person("010371-913U", "Reijo Kokeilija", DIRECTOR, [role(10, "TJ")]),
        person("190697-914L", "Vilma Virkanen", OFFICER, []),
        person("050594Y903M", "Joona Välimerkki", OFFICER, []),
        person("150668-917M", "Matti Rantapolku", DIRECTOR, [role(18, "TJ")]),
        person("120982-920U", "Ingrid Ögård", TRADER, [role(9, "ELI"), role(20, "ELI")]),
        person("010165-921X", "Tapani Työvirta", DIRECTOR, [role(11, "TJ")]),
        person("240380-9229", "Riitta Kuvanen", DIRECTOR, [role(12, "TJ")]),
        person("310590-9231", "Ville Virtalähde", DIRECTOR, [role(13, "TJ")]),
        person(
            "110276-9244",
            "Leena Entinen",
            [
                "toimitusjohtaja; entinen toisessa, jonka valtuus 1",
                "verkställande direktör; tidigare i en annan, fullmakt 1 för den",
                "managing director; formerly of another, mandate 1 for it",
            ],
            // The customership that ended still has history to read, so she holds a mandate for it.
            [role(14, "TJ"), ended(date(2026, 6, 30), role(16, "TJ")), mandate(16, Theme::Deploy)],
        ),
    ]
}

/// Cases that the table of the demo world does not have: refusals, deputies and a long list.
fn further_cases() -> Vec<Representative> {
    vec![
        person(
            "180561-932E",
            "Marja Nuijanen",
            ["vain hallituksen puheenjohtaja", "endast styrelseordförande", "chair of the board only"],
            [role(6, "PJ")],
        ),
        person(
            "270377-925J",
            "Oskari Allekirja",
            ["vain nimenkirjoitusoikeus", "endast namnteckningsrätt", "right to sign only"],
            [role(18, "NIMKO")],
        ),
        person("051049-926T", "Tyyne Sivullinen", ["ei edusta ketään", "företräder ingen", "represents nobody"], []),
        person(
            "160772-927E",
            "Kaarlo Kirjuri",
            ["valtuus 1 kahdeltatoista", "fullmakt 1 från tolv", "mandate 1 from twelve"],
            [2, 3, 4, 5, 6, 7, 10, 11, 12, 14, 15, 18].map(|number| mandate(number, Theme::Deploy)),
        ),
        person(
            "190388-928A",
            "Sanna Sijainen",
            ["toimitusjohtajan sijainen", "verkställande direktörens ställföreträdare", "substitute managing director"],
            [role(12, "TJS")],
        ),
        person(
            "020684-929S",
            "Urho Varala",
            ["varatoimitusjohtaja", "vice verkställande direktör", "deputy managing director"],
            [role(11, "VTJ")],
        ),
        person("110881-931F", "Pekka Prokuura", ["prokuristi", "prokurist", "holder of procuration"], [role(3, "PR")]),
    ]
}
