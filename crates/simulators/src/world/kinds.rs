//! Kinds of customers that the table of the demo world does not have (domain sheet 2 and 0.1.6), one organisation each.

use super::organisations::{Care, Form, Municipality, Organisation, Pharmacy, provider, row};

pub(super) fn all() -> impl Iterator<Item = Organisation> {
    hospitals().into_iter().chain(private_ones()).chain(keepers_of_pharmacies()).chain(traders())
}

fn hospitals() -> Vec<Organisation> {
    use Form::{JointCountyAuthority, StateBody};
    use Municipality::{Kuusiranta, Meripuisto};
    let hospitals = ["Suurjärven yliopistollinen sairaala", "Selkärannan sairaala", "Lastenklinikka"];
    vec![
        Organisation {
            parallel_name: Some("Storsjö sjukhussammanslutning"),
            ..provider(
                21,
                "9900247-8",
                "Suurjärven sairaalayhtymä",
                (JointCountyAuthority, Meripuisto, Care::Health),
                "Sairaalanmäki",
                &hospitals,
            )
        },
        provider(
            22,
            "9900255-8",
            "Valtion Harjulan sairaala",
            (StateBody, Kuusiranta, Care::Health),
            "Harjulantie",
            &["vuodeosastot", "poliklinikka"],
        ),
    ]
}

fn private_ones() -> Vec<Organisation> {
    use Form::{Cooperative, GeneralPartnership, LimitedCompany};
    use Municipality::{Kuusiranta, Lehtolinna, Meripuisto, Utskaret};
    vec![
        provider(
            23,
            "9900263-8",
            "Terveysosuuskunta Kaisla",
            (Cooperative, Lehtolinna, Care::Health),
            "Kaislatie",
            &["vastaanotto"],
        ),
        provider(
            24,
            "9900271-8",
            "Fysioterapia Kivi ja Kanto Ay",
            (GeneralPartnership, Kuusiranta, Care::Health),
            "Kantotie",
            &["vastaanotto"],
        ),
        // An employer that gives occupational health care to its own staff.
        provider(
            25,
            "9900278-5",
            "Ruukin Paperi Oy",
            (LimitedCompany, Meripuisto, Care::Health),
            "Tehtaantie",
            &["työterveysasema"],
        ),
        provider(
            26,
            "9900285-7",
            "Utskärets Hälsa Ab",
            (LimitedCompany, Utskaret, Care::Health),
            "Skärgårdsvägen",
            &["mottagningen"],
        ),
    ]
}

fn keepers_of_pharmacies() -> Vec<Organisation> {
    use Municipality::{Kuusiranta, Meripuisto};
    let kept = |name, kind| Some(Pharmacy { name: Some(name), kind, branch: None, taken_over: None });
    vec![
        Organisation {
            pharmacy: kept("Tammiston sairaala-apteekki", "Sairaala-apteekki"),
            ..provider(
                27,
                "9900292-9",
                "Tammiston hyvinvointialue",
                (Form::WellbeingServicesCounty, Kuusiranta, Care::Both),
                "Tammikuja",
                &["keskussairaala", "sosiaaliasema"],
            )
        },
        Organisation {
            pharmacy: kept("Esimerkin yliopiston apteekki", "Apteekki"),
            ..row(
                28,
                "9900299-6",
                "Esimerkin yliopisto",
                (Form::PublicBody, Meripuisto, Care::None),
                "Yliopistonkatu",
                Vec::new(),
            )
        },
        // The pharmacist has died; until the next one begins, a manager whom the estate has appointed acts for it.
        Organisation {
            pharmacy: kept("Kuusiharjun apteekki", "Apteekki"),
            ..row(
                29,
                "9900306-7",
                "Apteekkari K. Kuusiharjun kuolinpesä",
                (Form::Estate, Kuusiranta, Care::None),
                "Harjukatu",
                Vec::new(),
            )
        },
    ]
}

/// Traders whom the register of social and health care organisations does not have.
fn traders() -> Vec<Organisation> {
    use Municipality::{Kuusiranta, Lehtolinna};
    let trader = |municipality| (Form::SoleTrader, municipality, Care::None);
    vec![
        // Registered before 2024: only the older register of practitioners has it.
        Organisation {
            practitioner: Some("00990031391"),
            ..row(30, "9900313-9", "Lumipuron Puheterapia, Tmi", trader(Lehtolinna), "Purokuja", Vec::new())
        },
        // In no register of providers yet.
        row(31, "9900320-0", "Sarastuksen Kotihoito, Tmi", trader(Kuusiranta), "Sarastuskuja", Vec::new()),
    ]
}
