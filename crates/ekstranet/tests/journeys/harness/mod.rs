//! What every journey stands on: real programs, a real browser, and verbs that name what a person sees.

mod browser;
mod children;
mod database;
mod driver;
mod forms;
mod keyboard;
mod posting;
mod produced;
mod quality;
mod settings;
mod tools;
mod walks;
mod words;
mod world;

pub use browser::{Browser, Hands, Look};
pub use posting::Post;
pub use produced::identity_codes;
pub use words::Words;
pub use world::World;

use tools::Tools;

/// Which database is behind the portal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Store {
    Sqlite,
    Postgres,
}

/// The language in which a person reads and the case is handled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    Finnish,
    Swedish,
    English,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::Finnish, Self::Swedish, Self::English];

    pub fn code(self) -> &'static str {
        self.pick("fi", "sv", "en")
    }

    /// The one of three texts that is in this language.
    pub fn pick<'t>(self, finnish: &'t str, swedish: &'t str, english: &'t str) -> &'t str {
        match self {
            Self::Finnish => finnish,
            Self::Swedish => swedish,
            Self::English => english,
        }
    }
}

/// Sets up a world of its own, takes the journey through it, and looks through everything that it left behind.
/// Says in one line what is missing when there is no browser or no database, and fails then only where both must be.
pub fn run(store: Store, language: Language, journey: impl AsyncFnOnce(&World)) {
    run_at(Provider::Imitated, store, language, journey);
}

/// The same with an identity provider that shares no code with ours.
pub fn run_at_independent_provider(store: Store, language: Language, journey: impl AsyncFnOnce(&World)) {
    run_at(Provider::Independent, store, language, journey);
}

/// Who identifies people.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Provider {
    /// The one of the simulators.
    Imitated,
    /// The npm package samlp.
    Independent,
}

fn run_at(provider: Provider, store: Store, language: Language, journey: impl AsyncFnOnce(&World)) {
    let Some(tools) = Tools::found(store, provider) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime can be built").block_on(async {
        let world = World::start(tools, store, provider, language).await;
        journey(&world).await;
        world.end().await;
    });
}
