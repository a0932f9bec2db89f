//! The entries of the two registers, made from the demo world.

use std::borrow::Cow;

use jiff::civil::{Date, date};
use serde::Serialize;

use crate::scene::Scene;
use crate::world::{Care, Organisation, Unit};

/// A register that the service publishes.
#[derive(Clone, Copy)]
pub(super) enum Register {
    /// Social and health care organisations: providers and their units.
    Organisations,
    /// Independent practitioners.
    Practitioners,
}

/// One code of a register.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry {
    classification_id: &'static str,
    classification_name: &'static str,
    version_id: &'static str,
    version_name: &'static str,
    pub(super) concept_code_id: String,
    pub(super) status: &'static str,
    pub(super) begin_date: Date,
    expiration_date: Date,
    pub(super) last_modified_date: String,
    last_modified_by: &'static str,
    create_date: String,
    attributes: Vec<Attribute>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Attribute {
    attribute_name: &'static str,
    /// Always a list, also of one.
    attribute_value: Vec<String>,
}

const NO_END: Date = date(2100, 12, 31);

impl Register {
    /// The register with this id, in its only version.
    pub(super) fn find(id: &str, version: Option<&str>) -> Option<Self> {
        [Register::Organisations, Register::Practitioners].into_iter().find(|register| {
            let (own_id, _, own_version, _) = register.names();
            own_id == id && version.is_none_or(|version| version == own_version)
        })
    }

    /// Id and name of the classification and of its version.
    fn names(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Register::Organisations => (
                "1.2.246.537.6.202",
                "THL - SOTE-organisaatiorekisteri",
                "1.2.246.537.6.202.2008",
                "THL - SOTE-organisaatiorekisteri 2008",
            ),
            Register::Practitioners => (
                "1.2.246.537.6.203",
                "Valvira - Terveydenhuollon itsenäiset ammatinharjoittajat",
                "1.2.246.537.6.203.2014",
                "Valvira - Terveydenhuollon itsenäiset ammatinharjoittajat 2014",
            ),
        }
    }

    /// Every entry of the register.
    pub(super) fn entries(self, scene: &Scene) -> Vec<Entry> {
        let organisations = scene.world.organisations();
        match self {
            Register::Organisations => organisations
                .iter()
                .filter(|organisation| organisation.is_provider)
                .flat_map(|organisation| {
                    let units = organisation.units.iter().map(|unit| self.unit(scene, organisation, unit));
                    std::iter::once(self.provider(scene, organisation)).chain(units).collect::<Vec<_>>()
                })
                .collect(),
            Register::Practitioners => {
                organisations.iter().filter_map(|organisation| self.practitioner(scene, organisation)).collect()
            }
        }
    }

    fn provider(self, scene: &Scene, organisation: &Organisation) -> Entry {
        let mut attributes = names(organisation.name);
        attributes.push(attribute("HierarchyLevel", "0"));
        let street = format!("{} {}", organisation.street, organisation.building_number());
        attributes.extend(shared(organisation, &street));
        attributes.extend(kinds(organisation.care, ["Terv.toimintayksikkö", "Sos.toimintayksikkö"]));
        attributes.extend(kinds(Care::None, ["Terv.palveluyksikkö", "Sos.palveluyksikkö"]));
        self.entry(scene, organisation.oid(), (organisation.since, organisation.until), attributes)
    }

    fn unit(self, scene: &Scene, organisation: &Organisation, unit: &Unit) -> Entry {
        let mut attributes = names(&unit.name);
        attributes.push(attribute("ParentId", &organisation.oid()));
        attributes.push(attribute("HierarchyLevel", "1"));
        attributes.extend(shared(organisation, &unit.street));
        attributes.extend(kinds(Care::None, ["Terv.toimintayksikkö", "Sos.toimintayksikkö"]));
        attributes.extend(kinds(unit.care, ["Terv.palveluyksikkö", "Sos.palveluyksikkö"]));
        let oid = format!("{}.10.{}", organisation.arc(), unit.number);
        self.entry(scene, oid, (unit.from, unit.until.or(organisation.until)), attributes)
    }

    fn practitioner(self, scene: &Scene, organisation: &Organisation) -> Option<Entry> {
        let oid = format!("1.2.246.537.28.{}", organisation.practitioner?);
        let mut attributes = names(organisation.name);
        let street = format!("{} {}", organisation.street, organisation.building_number());
        attributes.extend(shared(organisation, &street));
        Some(self.entry(scene, oid, (organisation.since, organisation.until), attributes))
    }

    fn entry(
        self,
        scene: &Scene,
        oid: String,
        (from, until): (Date, Option<Date>),
        attributes: Vec<Attribute>,
    ) -> Entry {
        let (classification_id, classification_name, version_id, version_name) = self.names();
        let begin_date = scene.world.shifted(from);
        Entry {
            classification_id,
            classification_name,
            version_id,
            version_name,
            concept_code_id: oid,
            status: "ACTIVE",
            begin_date,
            expiration_date: scene.world.shifted(until.unwrap_or(NO_END)),
            last_modified_date: format!("{}T03:15:00", scene.world.shifted(date(2026, 11, 20))),
            last_modified_by: "simulator",
            create_date: format!("{begin_date}T03:15:00"),
            attributes,
        }
    }
}

impl Entry {
    pub(super) fn is_valid_on(&self, day: Date) -> bool {
        (self.begin_date..=self.expiration_date).contains(&day)
    }

    /// The text by which a list is filtered or sorted.
    pub(super) fn field(&self, name: &str) -> Cow<'_, str> {
        let attribute = |name| {
            let mut attributes = self.attributes.iter();
            let found = attributes.find(|attribute| attribute.attribute_name == name);
            Cow::Borrowed(found.and_then(|found| found.attribute_value.first()).map_or("", String::as_str))
        };
        match name {
            "NAME" => attribute("LongName"),
            "ABBREVIATION" => attribute("Abbreviation"),
            "PARENTID" => attribute("ParentId"),
            "BEGINDATE" => Cow::Owned(self.begin_date.to_string()),
            "EXPIRATIONDATE" => Cow::Owned(self.expiration_date.to_string()),
            "LASTMODIFIEDBY" => Cow::Borrowed(self.last_modified_by),
            "LASTMODIFIEDDATE" => Cow::Borrowed(&self.last_modified_date),
            "CREATEDATE" => Cow::Borrowed(&self.create_date),
            _ => Cow::Borrowed(&self.concept_code_id),
        }
    }
}

fn attribute(name: &'static str, value: &str) -> Attribute {
    Attribute { attribute_name: name, attribute_value: vec![value.to_owned()] }
}

/// The long name and its first 30 letters, as the register shortens names.
fn names(name: &str) -> Vec<Attribute> {
    let abbreviation: String = name.chars().take(30).collect();
    vec![attribute("LongName", name), attribute("Abbreviation", abbreviation.trim_end())]
}

/// What a provider and its units have in common.
fn shared(organisation: &Organisation, street: &str) -> Vec<Attribute> {
    let (code, fi, sv) = organisation.municipality.described();
    let town = if organisation.speaks_swedish() { sv } else { fi };
    vec![
        attribute("StreetAddress", street),
        attribute("PostAddress", street),
        attribute("PostNumber", "00000"),
        attribute("PostOffice", &town.to_uppercase()),
        attribute("Telephone", &format!("+358 00 000 00{:02}", organisation.number)),
        attribute("Y-Tunnus", organisation.business_id),
        attribute("Sektori", if organisation.form.is_public() { "1 Julkinen" } else { "2 Yksityinen" }),
        attribute("Sijainti kunta", &format!("{code} {fi}")),
    ]
}

/// Two kinds of a unit as `T` or `F`: health care and social care.
fn kinds(care: Care, [health, social]: [&'static str; 2]) -> [Attribute; 2] {
    let flag = |is_set| if is_set { "T" } else { "F" };
    [
        attribute(health, flag(matches!(care, Care::Health | Care::Both))),
        attribute(social, flag(matches!(care, Care::Social | Care::Both))),
    ]
}
