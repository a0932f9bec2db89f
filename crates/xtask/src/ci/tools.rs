//! The tools of the check: found on the machine, or installed from Debian, the Rust registry and the npm registry.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, bail};

use super::cluster::Cluster;
use super::execute;
use crate::signals::Signals;
use crate::workspace;

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
    Xmlsec1,
}

/// Where a missing tool comes from.
enum Source {
    /// Packages of the distribution, which only root can install.
    Debian(&'static [&'static str]),
    /// A program of the Rust registry, built unoptimised.
    Rust { package: &'static str, version: &'static str },
    /// A package of the npm registry in a folder of its own, for npm removes from a folder what it is not asked for; none
    /// of its scripts runs.
    Npm { package: &'static str, folder: &'static str },
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
            Self::Axe => Source::Npm { package: "axe-core@4.14.1", folder: "node" },
            Self::Samlp => Source::Npm { package: "samlp@8.0.0", folder: "node-samlp" },
            Self::OidcProvider => Source::Npm { package: "oidc-provider@9.13.3", folder: "node-oidc-provider" },
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
            Self::Axe => axe().exists(),
            Self::Samlp => samlp().join("node_modules/samlp").exists(),
            Self::OidcProvider => oidc_provider().join("node_modules/oidc-provider").exists(),
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
            Source::Npm { package, folder } => install_module(package, folder, signals)?,
        }
    }
    Ok(())
}

fn install_packages(packages: &[&str], signals: &Signals) -> anyhow::Result<()> {
    if !rustix::process::geteuid().is_root() || find("apt-get").is_none() {
        bail!("missing, and only root can install it: apt-get install {}", packages.join(" "));
    }
    println!("ci: installing the packages {}", packages.join(", "));
    let apt_get = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["--quiet", "--quiet"]);
        command
    };
    execute(apt_get().arg("update"), signals)?;
    execute(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages), signals)
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

fn install_module(package: &str, name: &str, signals: &Signals) -> anyhow::Result<()> {
    println!("ci: installing {package}");
    let modules = folder().join(name);
    std::fs::create_dir_all(&modules)?;
    let mut command = Command::new(find("npm").context("npm is missing")?);
    command
        .args(["install", "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--silent"])
        .arg("--prefix")
        .arg(&modules)
        .arg(package);
    execute(&mut command, signals)
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

fn folder() -> PathBuf {
    workspace::target().join("tools")
}
