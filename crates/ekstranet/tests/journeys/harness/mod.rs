//! What every journey stands on: real programs, a real browser, and verbs that name what a person sees.

mod browser;
mod children;
mod clean;
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

/// The same in the demo world, as `cargo dev` shows it.
pub fn run_in_demo_world(store: Store, language: Language, journey: impl AsyncFnOnce(&World)) {
    run_at(Provider::ImitatedWithDemoWorld, store, language, journey);
}

/// The same with an identity provider that shares no code with ours.
pub fn run_at_independent_provider(store: Store, language: Language, journey: impl AsyncFnOnce(&World)) {
    run_at(Provider::Independent, store, language, journey);
}

/// The same with a directory of officers that shares no code with ours.
pub fn run_at_independent_directory(store: Store, language: Language, journey: impl AsyncFnOnce(&World)) {
    run_at(Provider::IndependentDirectory, store, language, journey);
}

/// The imitated outside world with an e-service beside the portal that shares no code with either: it signs in at the
/// imitated identity provider.
pub fn run_with_independent_service(store: Store, language: Language, journey: impl AsyncFnOnce(&World)) {
    run_at(Provider::ImitatedForService, store, language, journey);
}

/// The same with a desk that shares no code with ours and signs in at the imitated directory of officers.
pub fn run_with_independent_desk(store: Store, language: Language, journey: impl AsyncFnOnce(&World)) {
    run_at(Provider::ImitatedForDesk, store, language, journey);
}

/// The same with an office that shares no code with ours and lets people act for organisations at the imitated mandates.
pub fn run_with_independent_office(store: Store, language: Language, journey: impl AsyncFnOnce(&World)) {
    run_at(Provider::ImitatedForOffice, store, language, journey);
}

/// The same with another setting of the portal: the name of its variable of the environment, and its value.
pub fn run_with(
    setting: (&'static str, &'static str),
    store: Store,
    language: Language,
    journey: impl AsyncFnOnce(&World),
) {
    run_at(Provider::ImitatedWith(setting), store, language, journey);
}

/// Who identifies people.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Provider {
    /// The one of the simulators.
    Imitated,
    /// The one of the simulators, before a portal with one other setting.
    ImitatedWith((&'static str, &'static str)),
    /// The one of the simulators, before a portal that is filled with the demo world.
    ImitatedWithDemoWorld,
    /// The npm package samlp.
    Independent,
    /// The one of the simulators for people, the npm package oidc-provider for officers.
    IndependentDirectory,
    /// The one of the simulators, before the npm package node-saml in place of the portal.
    ImitatedForService,
    /// The one of the simulators, whose directory serves the npm package openid-client in place of the portal.
    ImitatedForDesk,
    /// The one of the simulators, whose mandates serve the npm package openid-client in place of the portal.
    ImitatedForOffice,
}

/// An independent program of a journey.
struct Independent {
    /// The npm package that it is made of, and the variable that names the folder of it.
    package: &'static str,
    variable: &'static str,
    /// Its file in the folder `independent`, and the beginning of the line by which it says that it serves.
    script: &'static str,
    ready: &'static str,
}

impl Provider {
    /// What the portal's environment says beside its file.
    fn settings(self, data: &std::path::Path, independent: String) -> Vec<(&'static str, String)> {
        match self {
            Self::Imitated
            | Self::ImitatedWithDemoWorld
            | Self::ImitatedForService
            | Self::ImitatedForDesk
            | Self::ImitatedForOffice => Vec::new(),
            Self::ImitatedWith((name, value)) => vec![(name, value.to_owned())],
            Self::Independent => {
                let metadata = data.join("independent-provider.xml").display().to_string();
                vec![("EKSTRANET__IDENTIFICATION__IDP_METADATA", metadata)]
            }
            Self::IndependentDirectory => vec![("EKSTRANET__OFFICERS__ISSUER", independent)],
        }
    }

    /// The independent program, when there is one.
    fn independent(self) -> Option<Independent> {
        let (package, variable, script, ready) = match self {
            Self::Imitated | Self::ImitatedWith(_) | Self::ImitatedWithDemoWorld => return None,
            Self::Independent => ("samlp", "EKSTRANET_SAMLP", "provider.mjs", "identity provider ready: "),
            Self::IndependentDirectory => {
                ("oidc-provider", "EKSTRANET_OIDC_PROVIDER", "directory.mjs", "directory ready: ")
            }
            Self::ImitatedForService => {
                ("@node-saml/node-saml", "EKSTRANET_NODE_SAML", "service.mjs", "service ready: ")
            }
            Self::ImitatedForDesk => ("openid-client", "EKSTRANET_OPENID_CLIENT", "desk.mjs", "desk ready: "),
            Self::ImitatedForOffice => ("openid-client", "EKSTRANET_OPENID_CLIENT", "office.mjs", "office ready: "),
        };
        Some(Independent { package, variable, script, ready })
    }

    /// Who is registered at the simulators beside or in place of the portal.
    fn register(self, config: &mut simulators::config::Config, independent: &str) {
        match self {
            Self::ImitatedForService => config.sp_metadata = format!("{independent}/metadata"),
            Self::ImitatedForDesk => {
                config.officers.redirect_uris.push(format!("{independent}/callback"));
                config.officers.post_logout_redirect_uris.push(format!("{independent}/"));
            }
            Self::ImitatedForOffice => config.portal_return_addresses.push(format!("{independent}/return")),
            _ => {}
        }
    }
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
