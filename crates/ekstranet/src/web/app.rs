//! The parts of the running portal that are handed to everything: configuration, database, time, randomness, keys.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use db::Db;

use crate::config::Config;
use crate::kernel::{Clock, Random, Vault};

/// The running portal; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What the portal is made of.
pub struct Parts {
    pub config: Config,
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub vault: Vault,
    /// The client for every outgoing call; it carries the time-outs and follows no redirects.
    pub http: reqwest::Client,
    rooms: HashMap<TypeId, Box<dyn Any + Send + Sync>>,
}

impl Parts {
    pub fn new(config: Config, db: Db, clock: Clock, random: Random, vault: Vault, http: reqwest::Client) -> Self {
        Self { config, db, clock, random, vault, http, rooms: HashMap::new() }
    }

    /// Adds what a room keeps for the whole run, for example its client of an outside system.
    #[must_use]
    pub fn with<T: Any + Send + Sync>(mut self, part: T) -> Self {
        self.rooms.insert(TypeId::of::<T>(), Box::new(part));
        self
    }

    /// What a room put here at the start.
    ///
    /// # Panics
    /// When `lib.rs` did not put it here: a mistake of ours that every start would show.
    pub fn part<T: Any + Send + Sync>(&self) -> &T {
        self.rooms
            .get(&TypeId::of::<T>())
            .and_then(|part| part.downcast_ref())
            .unwrap_or_else(|| panic!("{} is not among the parts", std::any::type_name::<T>()))
    }
}

impl App {
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
