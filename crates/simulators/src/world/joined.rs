//! The joined parties of Lehtolinnan Lääkärikeskus Oy that have no row of their own in the table of the demo world.

use super::organisations::{Care, Form, Municipality, Organisation, provider};

/// The number of the first one; the rows of the table end far below.
const FIRST: u8 = 101;

/// Business ID and name.
const PARTIES: [(&str, &str); 44] = [
    ("9900400-0", "Fysioterapia Aamurusko Oy"),
    ("9900407-8", "Lääkäri Aallokko Oy"),
    ("9900421-1", "Psykologi Ahjo Oy"),
    ("9900428-9", "Hammaslääkäri Alppiruusu Oy"),
    ("9900435-0", "Fysioterapia Haapa Oy"),
    ("9900442-2", "Lääkäri Hallava Oy"),
    ("9900456-1", "Psykologi Harmaja Oy"),
    ("9900463-3", "Hammaslääkäri Hehku Oy"),
    ("9900470-5", "Fysioterapia Helmiäinen Oy"),
    ("9900477-2", "Lääkäri Hiutale Oy"),
    ("9900484-4", "Psykologi Ihantola Oy"),
    ("9900491-6", "Hammaslääkäri Ilona Oy"),
    ("9900498-3", "Fysioterapia Jalava Oy"),
    ("9900505-4", "Lääkäri Joutsen Oy"),
    ("9900512-6", "Psykologi Juhannus Oy"),
    ("9900519-3", "Hammaslääkäri Kajo Oy"),
    ("9900526-5", "Fysioterapia Kanerva Oy"),
    ("9900533-7", "Lääkäri Kataja Oy"),
    ("9900540-9", "Psykologi Kielo Oy"),
    ("9900547-6", "Hammaslääkäri Koivikko Oy"),
    ("9900554-8", "Fysioterapia Kuulas Oy"),
    ("9900568-7", "Lääkäri Lainehtiva Oy"),
    ("9900575-9", "Psykologi Lehdokki Oy"),
    ("9900582-0", "Hammaslääkäri Lumme Oy"),
    ("9900589-8", "Fysioterapia Luoto Oy"),
    ("9900603-0", "Lääkäri Marras Oy"),
    ("9900610-2", "Psykologi Metsola Oy"),
    ("9900624-1", "Hammaslääkäri Myrtti Oy"),
    ("9900631-3", "Fysioterapia Narsissi Oy"),
    ("9900638-0", "Lääkäri Niemeke Oy"),
    ("9900645-2", "Psykologi Orvokki Oy"),
    ("9900652-4", "Hammaslääkäri Otava Oy"),
    ("9900659-1", "Fysioterapia Pilvilinna Oy"),
    ("9900666-3", "Lääkäri Pouta Oy"),
    ("9900673-5", "Psykologi Pyörre Oy"),
    ("9900680-7", "Hammaslääkäri Raita Oy"),
    ("9900687-4", "Fysioterapia Revontuli Oy"),
    ("9900694-6", "Lääkäri Saarni Oy"),
    ("9900701-7", "Psykologi Seppele Oy"),
    ("9900708-4", "Hammaslääkäri Sointu Oy"),
    ("9900715-6", "Fysioterapia Syreeni Oy"),
    ("9900722-8", "Lääkäri Tuomi Oy"),
    ("9900729-5", "Psykologi Usva Oy"),
    ("9900736-7", "Hammaslääkäri Vaapukka Oy"),
];

/// Their numbers.
pub(super) fn numbers() -> impl Iterator<Item = u8> {
    (FIRST..).take(PARTIES.len())
}

pub(super) fn all() -> impl Iterator<Item = Organisation> {
    let company = (Form::LimitedCompany, Municipality::Lehtolinna, Care::Health);
    (FIRST..)
        .zip(PARTIES)
        .map(move |(number, (id, name))| provider(number, id, name, company, "Linnanportti", &["vastaanotto"]))
}
