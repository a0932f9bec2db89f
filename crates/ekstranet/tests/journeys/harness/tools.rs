//! The programs that a journey needs, and what to do without them.

use std::env;
use std::path::{Path, PathBuf};

use super::{Independent, Provider, Store};

/// Where the tools are, and where the throw-away PostgreSQL cluster is when the journey needs one.
pub struct Tools {
    pub chromedriver: PathBuf,
    pub chromium: PathBuf,
    pub axe: PathBuf,
    pub postgres: Option<String>,
    /// Node, and the folder where what the independent program is made of is installed.
    pub independent: Option<(PathBuf, PathBuf)>,
}

impl Tools {
    /// All that a journey on this database needs. `None` after saying in one line what is missing.
    ///
    /// # Panics
    /// When something is missing where nothing may be: in CI, or with `EKSTRANET_JOURNEYS=required`.
    pub(super) fn found(store: Store, provider: Provider) -> Option<Self> {
        let postgres = env::var("EKSTRANET_TEST_POSTGRES").ok();
        if store == Store::Postgres && postgres.is_none() {
            return missing("a PostgreSQL cluster in EKSTRANET_TEST_POSTGRES");
        }
        let Some(chromedriver) = program("EKSTRANET_CHROMEDRIVER", "chromedriver") else {
            return missing("chromedriver");
        };
        let Some(chromium) = program("EKSTRANET_CHROMIUM", "chromium") else { return missing("chromium") };
        let axe = env::var_os("EKSTRANET_AXE").map_or_else(usual_axe, PathBuf::from);
        if !axe.is_file() {
            return missing("axe-core");
        }
        let mut independent = None;
        if let Some(Independent { package, variable, .. }) = provider.independent() {
            let Some(node) = program("EKSTRANET_NODE", "node") else { return missing("node") };
            let modules = env::var_os(variable).map_or_else(|| usual(package), PathBuf::from);
            if !modules.join("node_modules").join(package).is_dir() {
                return missing(package);
            }
            independent = Some((node, modules));
        }
        Some(Self { chromedriver, chromium, axe, postgres, independent })
    }
}

fn missing<T>(what: &str) -> Option<T> {
    let line = format!("journey not taken: {what} is missing; `cargo ci --only journeys` brings it");
    let required = env::var("EKSTRANET_JOURNEYS").is_ok_and(|value| value == "required");
    assert!(!required && env::var_os("CI").is_none(), "{line}");
    println!("{line}");
    None
}

/// The program that the variable names, or the one of this name on the search path.
fn program(variable: &str, name: &str) -> Option<PathBuf> {
    if let Some(named) = env::var_os(variable) {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Where `cargo ci` puts it.
fn usual_axe() -> PathBuf {
    target().join("tools/node/node_modules/axe-core/axe.min.js")
}

/// The same of a package of its own, whose folder has its name without the scope.
fn usual(package: &str) -> PathBuf {
    let name = package.rsplit_once('/').map_or(package, |(_, name)| name);
    target().join(format!("tools/node-{name}"))
}

/// The folder that cargo builds into.
pub fn target() -> PathBuf {
    let portal = Path::new(env!("CARGO_BIN_EXE_ekstranet"));
    portal.ancestors().nth(2).expect("target/debug/ekstranet").to_path_buf()
}
