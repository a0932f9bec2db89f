//! The tools of the check: found on the machine, or installed from Debian, the Rust registry and the npm registry.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};

use super::cluster::Cluster;
use super::execute;
use crate::signals::Signals;
use crate::workspace;

const LOCK: &str = "package-lock.json";

/// One thing that a step needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    Git,
    Postgres,
    Chromium,
    Npm,
    Nextest,
    Deny,
    Axe,
    Samlp,
    OidcProvider,
    NodeSaml,
    OpenidClient,
    Xmlsec1,
}

/// Where a missing tool comes from.
enum Source {
    /// Packages of the distribution, which only root can install.
    Debian(&'static [&'static str]),
    /// A program of the Rust registry, built unoptimised.
    Rust { package: &'static str, version: &'static str },
    /// A package of the npm registry with all that it needs, exactly as the lock file of its folder in `npm` says; none
    /// of their scripts runs.
    Npm(Package),
}

/// A package of the npm registry, locked with all that it needs. Each has a folder of its own, because npm removes from a
/// folder whatever its lock file does not name.
#[derive(Clone, Copy)]
struct Package {
    name: &'static str,
    /// Below the folder of the tools.
    folder: &'static str,
    /// The two files that `npm ci` reads. The lock file names no registry, so that the one of the machine is asked; what
    /// comes from there must have the right hash.
    description: &'static str,
    lock: &'static str,
}

/// Reads the two files of a package, which lie in a folder of its name without the scope.
macro_rules! package {
    ($name:literal, $folder:literal) => {
        package!($name, $name, $folder)
    };
    ($name:literal, $files:literal, $folder:literal) => {
        Package {
            name: $name,
            folder: $folder,
            description: include_str!(concat!("../../npm/", $files, "/package.json")),
            lock: include_str!(concat!("../../npm/", $files, "/package-lock.json")),
        }
    };
}

const AXE: Package = package!("axe-core", "node");
const SAMLP: Package = package!("samlp", "node-samlp");
const OIDC_PROVIDER: Package = package!("oidc-provider", "node-oidc-provider");
const NODE_SAML: Package = package!("@node-saml/node-saml", "node-saml", "node-node-saml");
const OPENID_CLIENT: Package = package!("openid-client", "node-openid-client");

impl Package {
    /// Whether it is there as the lock file says: a folder of an older lock file is filled anew.
    fn is_in(self, tools: &Path) -> bool {
        let folder = tools.join(self.folder);
        let locked = std::fs::read_to_string(folder.join(LOCK)).is_ok_and(|lock| lock == self.lock);
        // npm writes this one last.
        locked && folder.join("node_modules/.package-lock.json").exists()
    }

    fn install(self, signals: &Signals) -> anyhow::Result<()> {
        println!("ci: installing {}", self.name);
        let place = folder().join(self.folder);
        std::fs::create_dir_all(&place)?;
        std::fs::write(place.join("package.json"), self.description)?;
        std::fs::write(place.join(LOCK), self.lock)?;
        let mut command = Command::new(find("npm").context("npm is missing")?);
        command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix"]).arg(&place);
        execute(&mut command, signals)
    }
}

impl Tool {
    fn source(self) -> Source {
        match self {
            Self::Git => Source::Debian(&["git"]),
            Self::Postgres => Source::Debian(&["postgresql"]),
            // Without a font of known widths every screenshot would differ from machine to machine.
            Self::Chromium => Source::Debian(&["chromium", "chromium-driver", "fonts-liberation"]),
            Self::Npm => Source::Debian(&["npm"]),
            Self::Nextest => Source::Rust { package: "cargo-nextest", version: "0.9.143" },
            Self::Deny => Source::Rust { package: "cargo-deny", version: "0.20.2" },
            Self::Axe => Source::Npm(AXE),
            Self::Samlp => Source::Npm(SAMLP),
            Self::OidcProvider => Source::Npm(OIDC_PROVIDER),
            Self::NodeSaml => Source::Npm(NODE_SAML),
            Self::OpenidClient => Source::Npm(OPENID_CLIENT),
            // `openssl` signs what `xmlsec1` cannot: queries.
            Self::Xmlsec1 => Source::Debian(&["xmlsec1", "openssl"]),
        }
    }

    fn is_here(self) -> bool {
        match self {
            Self::Git => find("git").is_some(),
            Self::Postgres => Cluster::binaries().is_some(),
            Self::Chromium => find("chromium").is_some() && find("chromedriver").is_some(),
            Self::Npm => find("npm").is_some(),
            Self::Nextest => find("cargo-nextest").is_some(),
            Self::Deny => find("cargo-deny").is_some(),
            Self::Axe => AXE.is_in(&folder()),
            Self::Samlp => SAMLP.is_in(&folder()),
            Self::OidcProvider => OIDC_PROVIDER.is_in(&folder()),
            Self::NodeSaml => NODE_SAML.is_in(&folder()),
            Self::OpenidClient => OPENID_CLIENT.is_in(&folder()),
            Self::Xmlsec1 => find("xmlsec1").is_some() && find("openssl").is_some(),
        }
    }
}

/// Installs what is not here; says in one line what is missing when it cannot.
pub fn install(tools: &[Tool], signals: &Signals) -> anyhow::Result<()> {
    let missing: Vec<Source> = tools.iter().filter(|tool| !tool.is_here()).map(|tool| tool.source()).collect();
    let mut packages = Vec::new();
    for source in &missing {
        if let Source::Debian(names) = source {
            packages.extend_from_slice(names);
        }
    }
    if !packages.is_empty() {
        install_packages(&packages, signals)?;
    }
    for source in &missing {
        match source {
            Source::Debian(_) => {}
            Source::Rust { package, version } => install_program(package, version, signals)?,
            Source::Npm(package) => package.install(signals)?,
        }
    }
    Ok(())
}

fn install_packages(packages: &[&str], signals: &Signals) -> anyhow::Result<()> {
    may_install(packages, rustix::process::geteuid().is_root(), find("apt-get").is_some())?;
    println!("ci: installing the packages {}", packages.join(", "));
    let apt_get = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["--quiet", "--quiet"]);
        command
    };
    execute(apt_get().arg("update"), signals)?;
    execute(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages), signals)
}

/// Whether packages of the distribution can be installed; when not, one line says what is missing and how to get it.
fn may_install(packages: &[&str], is_root: bool, is_debian: bool) -> anyhow::Result<()> {
    let packages = packages.join(" ");
    if !is_debian {
        bail!("missing, and this is no Debian that could install it: the packages {packages}");
    }
    if !is_root {
        bail!("missing, and only root can install it: apt-get install {packages}");
    }
    Ok(())
}

fn install_program(package: &str, version: &str, signals: &Signals) -> anyhow::Result<()> {
    println!("ci: installing {package} {version}");
    let build = folder().join("build");
    let mut command = workspace::cargo();
    command
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .args(["install", "--quiet", "--locked", "--debug", package, "--version", version])
        .arg("--root")
        .arg(folder())
        .arg("--target-dir")
        .arg(&build);
    execute(&mut command, signals)?;
    std::fs::remove_dir_all(&build).context("cannot remove what the build left")
}

/// The search path with our own programs last: what the machine has is taken first.
pub fn path() -> OsString {
    let machine = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&machine).chain([folder().join("bin")]);
    std::env::join_paths(folders).unwrap_or(machine)
}

/// The program of this name on the search path.
pub fn find(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&path()).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The file that journeys run in every page to find faults of accessibility.
pub fn axe() -> PathBuf {
    folder().join("node/node_modules/axe-core/axe.min.js")
}

/// The folder of the independent identity provider of the journeys.
pub fn samlp() -> PathBuf {
    folder().join("node-samlp")
}

/// The folder of the independent directory of officers of the journeys.
pub fn oidc_provider() -> PathBuf {
    folder().join("node-oidc-provider")
}

/// The folder of what the independent e-service of the journeys is made of.
pub fn node_saml() -> PathBuf {
    folder().join(NODE_SAML.folder)
}

/// The folder of what the independent desk of the journeys is made of.
pub fn openid_client() -> PathBuf {
    folder().join(OPENID_CLIENT.folder)
}

fn folder() -> PathBuf {
    workspace::target().join("tools")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_here_only_as_its_lock_file_says() {
        let tools = std::env::temp_dir().join(format!("ekstranet-tools-{}", std::process::id()));
        let place = tools.join(SAMLP.folder);
        std::fs::create_dir_all(place.join("node_modules")).unwrap();
        std::fs::write(place.join(LOCK), SAMLP.lock).unwrap();
        assert!(!SAMLP.is_in(&tools), "half of it");
        std::fs::write(place.join("node_modules/.package-lock.json"), "{}").unwrap();
        assert!(SAMLP.is_in(&tools));
        std::fs::write(place.join(LOCK), SAMLP.lock.replacen("8.0.0", "7.0.0", 1)).unwrap();
        assert!(!SAMLP.is_in(&tools), "an older lock file");
        std::fs::remove_dir_all(&tools).unwrap();
    }

    #[test]
    fn what_cannot_be_installed_is_named_in_one_line() {
        let said = |is_root, is_debian| {
            may_install(&["postgresql", "xmlsec1"], is_root, is_debian).map_err(|problem| format!("{problem:#}"))
        };
        assert_eq!(said(true, true), Ok(()));
        assert_eq!(
            said(false, true),
            Err("missing, and only root can install it: apt-get install postgresql xmlsec1".into())
        );
        for is_root in [false, true] {
            let line = said(is_root, false).unwrap_err();
            assert!(line.contains("postgresql xmlsec1") && !line.contains('\n'), "{line}");
        }
    }

    #[test]
    fn every_package_is_locked_by_its_hash_and_at_no_registry() {
        for package in [AXE, SAMLP, OIDC_PROVIDER, NODE_SAML, OPENID_CLIENT] {
            let lock: serde_json::Value = serde_json::from_str(package.lock).unwrap();
            let packages = lock["packages"].as_object().unwrap();
            assert!(packages.contains_key(&format!("node_modules/{}", package.name)), "{}", package.name);
            for (path, locked) in packages.iter().filter(|(path, _)| !path.is_empty()) {
                assert!(locked["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-")), "{path}");
                assert!(locked["resolved"].is_null(), "{path}");
            }
        }
    }
}
