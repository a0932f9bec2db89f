//! Who does what in the demo world, and what they type: data of `people.toml`.

use anyhow::Context as _;
use serde::Deserialize;

use crate::kernel::Basis;

const PEOPLE: &str = include_str!("people.toml");

/// A person who acts for an organisation.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Actor {
    /// From the artificial 900-series.
    pub national_id: String,
    pub name: String,
    pub organisation: String,
    pub organisation_name: String,
    /// In the form of `Basis::code`.
    basis: String,
    /// Whether the organisation's language is Swedish.
    #[serde(default)]
    pub swedish: bool,
}

impl Actor {
    pub fn basis(&self) -> anyhow::Result<Basis> {
        Basis::parse(&self.basis).context("a right of the demo world")
    }
}

/// What people type where a form asks for free text.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    pub free_text: String,
    pub street: String,
    pub post_office: String,
    pub second_contact: String,
    pub archivist: String,
    pub test_failed: String,
    pub asked_item: String,
    pub asked_message: String,
    pub note: String,
    pub contested: String,
}

/// An officer as the directory of officers knows them.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Clerk {
    pub subject: String,
    pub name: String,
}

/// Everybody who has a part.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cast {
    /// Handles everything.
    pub officer: Clerk,
    /// Business ID and name of the joined parties that the accountant acts for.
    joined: Vec<(String, String)>,
    accountant: Actor,
    pub vendor: Actor,
    pub party: Actor,
    pub county: Actor,
    pub city: Actor,
    pub clinic: Actor,
    pub dentists: Actor,
    pub therapy: Actor,
    pub association: Actor,
    pub foundation: Actor,
    pub pharmacy: Actor,
    pub archipelago: Actor,
    pub care: Actor,
    pub occupational: Actor,
    pub imaging: Actor,
    pub island: Actor,
    pub former: Actor,
    pub incoming: Actor,
    pub speech: Actor,
    typed: Typed,
    typed_swedish: Typed,
}

impl Cast {
    pub fn read() -> anyhow::Result<Self> {
        toml::from_str(PEOPLE).context("people.toml")
    }

    /// What a person types: in the language of the organisation.
    pub fn typed_by(&self, who: &Actor) -> &Typed {
        if who.swedish { &self.typed_swedish } else { &self.typed }
    }

    /// The accountant acting for each joined party that has nobody else, in order.
    pub fn joined(&self) -> impl Iterator<Item = Actor> {
        self.joined.iter().map(|(organisation, name)| Actor {
            organisation: organisation.clone(),
            organisation_name: name.clone(),
            ..self.accountant.clone()
        })
    }
}
