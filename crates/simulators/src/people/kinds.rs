//! The traders whom the register of social and health care organisations does not have.

use super::{Language, Person, Text};

/// They come after the others.
pub(super) const PEOPLE: &[Person] = &[
    Person {
        national_id: "120684-944P",
        first_names: "Hilla Inkeri",
        calling_name: "Hilla",
        family_name: "Lumipuro",
        language: Language::Fi,
        shows: Text {
            fi: "Lumipuron Puheterapian itsenäinen ammatinharjoittaja, joka on vain vanhassa ammatinharjoittajien rekisterissä.",
            sv: "Självständig yrkesutövare med firman Lumipuron Puheterapia, som bara finns i det äldre registret över yrkesutövare.",
            en: "Self-employed professional of Lumipuron Puheterapia, only in the older register of practitioners.",
        },
    },
    Person {
        national_id: "080379-945E",
        first_names: "Sampo Johannes",
        calling_name: "Sampo",
        family_name: "Sarastus",
        language: Language::Fi,
        shows: Text {
            fi: "Sarastuksen Kotihoidon yrittäjä, jota mikään palvelunantajien rekisteri ei vielä tunne.",
            sv: "Företagare med firman Sarastuksen Kotihoito, som inget register över tjänstetillhandahållare ännu känner till.",
            en: "Sole trader of Sarastuksen Kotihoito, whom no register of providers knows yet.",
        },
    },
];
