//! The demo organisations with what the registers say of them.

use jiff::civil::{Date, date};

/// A demo organisation.
pub(crate) struct Organisation {
    /// Its number in the table of the demo world.
    pub(crate) number: u8,
    /// Business ID with the hyphen.
    pub(crate) business_id: &'static str,
    /// The registered name.
    pub(crate) name: &'static str,
    /// The registered parallel name in the other national language.
    pub(crate) parallel_name: Option<&'static str>,
    pub(crate) form: Form,
    pub(crate) municipality: Municipality,
    /// Street name; the number is the number of the organisation.
    pub(crate) street: &'static str,
    pub(crate) care: Care,
    /// Whether the register of social and health care organisations has it.
    pub(crate) is_provider: bool,
    /// Eleven digits of the register of independent practitioners.
    pub(crate) practitioner: Option<&'static str>,
    pub(crate) pharmacy: Option<Pharmacy>,
    /// First day in the registers.
    pub(crate) since: Date,
    /// Last day as a provider, when it has ended.
    pub(crate) until: Option<Date>,
    pub(crate) units: Vec<Unit>,
}

/// A service unit.
pub(crate) struct Unit {
    /// The last part of the OID.
    pub(crate) number: u16,
    pub(crate) name: String,
    pub(crate) street: String,
    pub(crate) care: Care,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
}

/// What a provider or a unit gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Care {
    Health,
    Social,
    Both,
    None,
}

/// A pharmacy with its branch, as the pharmacy register has them.
#[derive(Clone, Copy)]
pub(crate) struct Pharmacy {
    /// Where it is not that of the organisation.
    pub(crate) name: Option<&'static str>,
    /// The register's word for what it is.
    pub(crate) kind: &'static str,
    pub(crate) branch: Option<&'static str>,
    /// Business ID of the next pharmacist and the first day of their keeping.
    pub(crate) taken_over: Option<(&'static str, Date)>,
}

/// Legal forms, with the codes of the company register (from memory; clients read the texts from its `description`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    WellbeingServicesCounty,
    Municipality,
    LimitedCompany,
    LimitedPartnership,
    GeneralPartnership,
    Cooperative,
    SoleTrader,
    Association,
    Foundation,
    PublicBody,
    StateBody,
    JointCountyAuthority,
    Estate,
}

impl Form {
    pub(crate) const ALL: [Form; 13] = [
        Form::GeneralPartnership,
        Form::LimitedPartnership,
        Form::Cooperative,
        Form::LimitedCompany,
        Form::Foundation,
        Form::SoleTrader,
        Form::Association,
        Form::StateBody,
        Form::Municipality,
        Form::PublicBody,
        Form::WellbeingServicesCounty,
        Form::JointCountyAuthority,
        Form::Estate,
    ];

    /// Code of the form and its name in Finnish, Swedish and English. The register's codes of a county and a joint authority
    /// are not known to us; those are letters of our own, and a client goes by the name.
    pub(crate) fn described(self) -> (&'static str, [&'static str; 3]) {
        match self {
            Form::LimitedPartnership => ("13", ["Kommandiittiyhtiö", "Kommanditbolag", "Limited partnership"]),
            Form::GeneralPartnership => ("5", ["Avoin yhtiö", "Öppet bolag", "General partnership"]),
            Form::Cooperative => ("14", ["Osuuskunta", "Andelslag", "Co-operative"]),
            Form::Estate => ("53", ["Kuolinpesä", "Dödsbo", "Estate of a deceased person"]),
            Form::StateBody => ("40", ["Valtio ja sen laitokset", "Staten och dess inrättningar", "The State"]),
            Form::JointCountyAuthority => (
                "HVY",
                ["Hyvinvointiyhtymä", "Välfärdssammanslutning", "Joint authority of wellbeing services counties"],
            ),
            Form::LimitedCompany => ("16", ["Osakeyhtiö", "Aktiebolag", "Limited company"]),
            Form::Foundation => ("18", ["Säätiö", "Stiftelse", "Foundation"]),
            Form::SoleTrader => ("26", ["Yksityinen elinkeinonharjoittaja", "Enskild näringsidkare", "Private trader"]),
            Form::Association => ("29", ["Aatteellinen yhdistys", "Ideell förening", "Non-profit association"]),
            Form::Municipality => ("41", ["Kunta", "Kommun", "Municipality"]),
            Form::PublicBody => (
                "49",
                ["Muu julkisoikeudellinen oikeushenkilö", "Annat offentligrättsligt samfund", "Other public body"],
            ),
            Form::WellbeingServicesCounty => {
                ("HVA", ["Hyvinvointialue", "Välfärdsområde", "Wellbeing services county"])
            }
        }
    }

    /// The letters by which the register is searched; forms that are not in the trade register have none.
    pub(crate) fn letters(self) -> Option<&'static str> {
        match self {
            Form::GeneralPartnership => Some("AY"),
            Form::LimitedPartnership => Some("KY"),
            Form::Cooperative => Some("OK"),
            Form::LimitedCompany => Some("OY"),
            Form::Foundation => Some("SÄÄ"),
            Form::Association => Some("AYH"),
            _ => None,
        }
    }

    pub(crate) fn is_public(self) -> bool {
        matches!(
            self,
            Form::WellbeingServicesCounty
                | Form::JointCountyAuthority
                | Form::Municipality
                | Form::PublicBody
                | Form::StateBody
        )
    }

    /// Whether the trade register has the form. Associations and foundations have registers of their own, which are not
    /// imitated.
    pub(crate) fn is_in_trade_register(self) -> bool {
        matches!(
            self,
            Form::LimitedCompany
                | Form::LimitedPartnership
                | Form::GeneralPartnership
                | Form::Cooperative
                | Form::SoleTrader
        )
    }
}

/// Invented municipalities, with codes that no municipality has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Municipality {
    Kuusiranta,
    Meripuisto,
    Lehtolinna,
    Skargardsbyn,
    Norrskar,
    /// In Åland.
    Utskaret,
}

impl Municipality {
    /// Code of the municipality and its name in Finnish and Swedish.
    pub(crate) fn described(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Municipality::Kuusiranta => ("993", "Kuusiranta", "Granstrand"),
            Municipality::Meripuisto => ("994", "Meripuisto", "Havsparken"),
            Municipality::Lehtolinna => ("995", "Lehtolinna", "Lövborg"),
            Municipality::Skargardsbyn => ("996", "Saaristokylä", "Skärgårdsbyn"),
            Municipality::Norrskar => ("997", "Pohjoiskari", "Norrskär"),
            Municipality::Utskaret => ("998", "Utskäret", "Utskäret"),
        }
    }
}

impl Organisation {
    /// Business ID in the OID arc of organisations: no hyphen and no leading zero.
    pub(crate) fn arc(&self) -> String {
        arc(self.business_id)
    }

    /// OID of the organisation itself.
    pub(crate) fn oid(&self) -> String {
        format!("{}.10.0", self.arc())
    }

    /// Whether the organisation's own language is Swedish.
    pub(crate) fn speaks_swedish(&self) -> bool {
        matches!(self.number, 9 | 15 | 20 | 26)
    }

    /// Street address of the organisation.
    pub(crate) fn building_number(&self) -> String {
        self.number.to_string()
    }
}

/// The OID arc of a business ID.
pub(crate) fn arc(business_id: &str) -> String {
    format!("1.2.246.10.{}", business_id.replace('-', "").trim_start_matches('0'))
}

/// One row before the rarer facts are added.
pub(super) fn row(
    number: u8,
    business_id: &'static str,
    name: &'static str,
    (form, municipality, care): (Form, Municipality, Care),
    street: &'static str,
    units: Vec<Unit>,
) -> Organisation {
    Organisation {
        number,
        business_id,
        name,
        parallel_name: None,
        form,
        municipality,
        street,
        care,
        is_provider: care != Care::None,
        practitioner: None,
        pharmacy: None,
        since: date(2019, 3, 4),
        until: None,
        units,
    }
}

/// Units in one town, named after the organisation.
fn units(owner: &str, street: &str, care: Care, names: &[&str]) -> Vec<Unit> {
    (1_u16..)
        .zip(names)
        .map(|(number, name)| Unit {
            number,
            name: format!("{owner}, {name}"),
            street: format!("{street} {}", number * 2),
            care,
            from: date(2024, 2, 1),
            until: None,
        })
        .collect()
}

/// All of them, in the order of their numbers.
pub(super) fn all() -> Vec<Organisation> {
    let mut organisations = public_bodies();
    organisations.extend(health_companies());
    organisations.extend(social_care_and_vendor());
    organisations.extend(pharmacies_and_later_ones());
    organisations.extend(super::kinds::all());
    organisations.extend(super::joined::all());
    organisations.sort_by_key(|organisation| organisation.number);
    organisations
}

fn public_bodies() -> Vec<Organisation> {
    use Municipality::{Kuusiranta, Meripuisto};
    let city_units =
        ["Satamapuiston terveysasema", "Majakan hammashoitola", "Rantakadun neuvola", "Aallon sosiaaliasema"];
    vec![
        Organisation {
            parallel_name: Some("Granstrands välfärdsområde"),
            since: date(2023, 1, 1),
            ..row(
                1,
                "9900101-0",
                "Kuusirannan hyvinvointialue",
                (Form::WellbeingServicesCounty, Kuusiranta, Care::Both),
                "Hallintokatu",
                county_units(),
            )
        },
        Organisation {
            parallel_name: Some("Staden Havsparken"),
            ..row(
                2,
                "9900108-8",
                "Meripuiston kaupunki",
                (Form::Municipality, Meripuisto, Care::Both),
                "Kaupungintalonkatu",
                units("Meripuiston kaupunki", "Puistokuja", Care::Both, &city_units),
            )
        },
        row(
            17,
            "9900219-5",
            "Demo-operaattori",
            (Form::PublicBody, Meripuisto, Care::None),
            "Operaattorinkuja",
            Vec::new(),
        ),
    ]
}

/// A provider with its units, all giving the same care.
pub(super) fn provider(
    number: u8,
    business_id: &'static str,
    name: &'static str,
    (form, municipality, care): (Form, Municipality, Care),
    street: &'static str,
    unit_names: &[&str],
) -> Organisation {
    row(number, business_id, name, (form, municipality, care), street, units(name, street, care, unit_names))
}

fn health_companies() -> Vec<Organisation> {
    use Care::Health;
    use Form::{LimitedCompany, LimitedPartnership, SoleTrader};
    use Municipality::{Kuusiranta, Lehtolinna, Meripuisto};
    const RECEPTION: [&str; 1] = ["vastaanotto"];
    let company = (LimitedCompany, Kuusiranta, Health);
    let partnership = (LimitedPartnership, Lehtolinna, Health);
    let trader = (SoleTrader, Kuusiranta, Health);
    let clinic = ["Keskustan lääkäriasema", "Linnanpuiston lääkäriasema", "Sairaala", "Laboratorio", "Työterveys"];
    let at = |municipality| (LimitedCompany, municipality, Health);
    vec![
        provider(3, "9900116-8", "Lehtolinnan Lääkärikeskus Oy", at(Lehtolinna), "Linnankatu", &clinic),
        row(4, "9900124-8", "Hymyketju Hammas Oy", at(Meripuisto), "Hammaskuja", dental_units()),
        Organisation {
            practitioner: Some("00990013281"),
            ..provider(5, "9900132-8", "Tuulensuun Psykoterapia, Tmi", trader, "Tuulikuja", &RECEPTION)
        },
        provider(11, "9900175-8", "Työvire Työterveys Oy", at(Meripuisto), "Virekatu", &["Satama", "Teollisuuskylä"]),
        provider(12, "9900183-8", "Kuvakontti Röntgen Oy", at(Lehtolinna), "Konttikuja", &["Liikkuva kuvantaminen"]),
        provider(14, "9900198-5", "Fysio Halla Ky", partnership, "Hallakuja", &RECEPTION),
        Organisation {
            until: Some(date(2026, 6, 30)),
            ..provider(16, "9900212-8", "Entinen Vastaanotto Oy", company, "Entisentie", &RECEPTION)
        },
        provider(
            18,
            "9900226-7",
            "Rantapolun Lääkäriasema Oy",
            company,
            "Rantapolku",
            &["Keskusta", "Satama", "Kylpylä"],
        ),
    ]
}

fn social_care_and_vendor() -> Vec<Organisation> {
    use Care::Social;
    use Form::{Association, Foundation, LimitedCompany};
    use Municipality::{Kuusiranta, Lehtolinna, Meripuisto};
    let association = (Association, Kuusiranta, Social);
    let foundation = (Foundation, Lehtolinna, Social);
    let company = (LimitedCompany, Kuusiranta, Social);
    let vendor = (LimitedCompany, Meripuisto, Care::None);
    let homes = ["Asumisyksikkö Pihlaja", "Asumisyksikkö Koivu", "Päivätoiminta"];
    let houses = ["Kotihoito", "Palvelutalo Otava", "Palvelutalo Seulaset"];
    vec![
        provider(6, "9900139-5", "Kotipolku ry", association, "Kotipolku", &homes),
        provider(7, "9900146-7", "Mielikki-säätiö sr", foundation, "Mielikintie", &["Lastenkoti Kanerva", "Perhetyö"]),
        provider(10, "9900167-8", "Hoivatähti Palvelut Oy", company, "Tähtikuja", &houses),
        row(13, "9900191-8", "Virtalähde Terveysjärjestelmät Oy", vendor, "Virtakuja", Vec::new()),
    ]
}

fn pharmacies_and_later_ones() -> Vec<Organisation> {
    use Form::{LimitedCompany, SoleTrader};
    use Municipality::{Kuusiranta, Norrskar, Skargardsbyn};
    let norrskar =
        units("Norrskärs Hälsovård Ab", "Skärvägen", Care::Health, &["Mottagningen i hamnen", "Mottagningen i byn"]);
    vec![
        Organisation {
            pharmacy: Some(Pharmacy {
                name: None,
                kind: "Apteekki",
                branch: Some("Kivisalmen apteekki, Louhen sivuapteekki"),
                taken_over: Some(("9900233-9", date(2026, 12, 11))),
            }),
            ..row(8, "9900153-9", "Kivisalmen apteekki", (SoleTrader, Kuusiranta, Care::None), "Salmikatu", Vec::new())
        },
        Organisation {
            pharmacy: Some(Pharmacy { name: None, kind: "Apteekki", branch: None, taken_over: None }),
            ..row(9, "9900160-0", "Skärgårdsbyns apotek", (SoleTrader, Skargardsbyn, Care::None), "Byvägen", Vec::new())
        },
        row(15, "9900205-6", "Norrskärs Hälsovård Ab", (LimitedCompany, Norrskar, Care::Health), "Skärvägen", norrskar),
        row(19, "9900233-9", "Apteekkari H. Uusitalli", (SoleTrader, Kuusiranta, Care::None), "Tallikuja", Vec::new()),
        Organisation {
            practitioner: Some("00990024001"),
            ..row(
                20,
                "9900240-0",
                "Talterapi Ögård",
                (SoleTrader, Skargardsbyn, Care::Health),
                "Ögårdsvägen",
                units("Talterapi Ögård", "Ögårdsvägen", Care::Health, &["mottagningen"]),
            )
        },
    ]
}

/// Sixty units: four kinds in fifteen places.
fn county_units() -> Vec<Unit> {
    const PLACES: [&str; 15] = [
        "Alakylä",
        "Etelälahti",
        "Harjunpää",
        "Itäranta",
        "Järvikylä",
        "Kallioniemi",
        "Keskusta",
        "Koivula",
        "Länsimäki",
        "Niittykulma",
        "Pohjanperä",
        "Sahanranta",
        "Tammisto",
        "Uusikylä",
        "Yläjoki",
    ];
    const KINDS: [(&str, Care); 4] = [
        ("terveysasema", Care::Health),
        ("hammashoitola", Care::Health),
        ("neuvola", Care::Health),
        ("sosiaaliasema", Care::Social),
    ];
    let pairs = PLACES.iter().flat_map(|place| KINDS.iter().map(move |kind| (place, kind)));
    (1_u16..)
        .zip(pairs)
        .map(|(number, (place, (kind, care)))| Unit {
            number,
            name: format!("Kuusirannan hyvinvointialue, {place}, {kind}"),
            street: format!("Asematie {number}"),
            care: *care,
            from: date(2023, 1, 1),
            until: None,
        })
        .collect()
}

/// Thirty-eight clinics; the last but one closes soon, the last one opens later.
fn dental_units() -> Vec<Unit> {
    const PLACES: [&str; 38] = [
        "Aallonranta",
        "Apilakulma",
        "Havupuisto",
        "Hiekkaniemi",
        "Honkala",
        "Ilveskallio",
        "Jokisuu",
        "Kaislaranta",
        "Kanervisto",
        "Kauppapiha",
        "Kielokumpu",
        "Kirkonmäki",
        "Kivikko",
        "Koskipuisto",
        "Kurjenpolku",
        "Kuutamolahti",
        "Lammenranta",
        "Leppälä",
        "Lokkisaari",
        "Lumikko",
        "Mansikkamäki",
        "Metsälinna",
        "Mustikkala",
        "Myllypuro",
        "Notkola",
        "Pajukallio",
        "Pellonpää",
        "Pihlajisto",
        "Ruusutarha",
        "Rysäkari",
        "Sammalkoski",
        "Satakieli",
        "Sinilahti",
        "Suopursu",
        "Tervaranta",
        "Tuomikko",
        "Vaahteramäki",
        "Virtaniemi",
    ];
    let mut clinics = units("Hymyketju Hammas Oy", "Hymykatu", Care::Health, &PLACES);
    clinics[36].until = Some(date(2026, 12, 31));
    clinics[37].from = date(2027, 2, 1);
    clinics
}
