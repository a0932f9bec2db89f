//! What `cargo dev` needs the big libraries for: the portal's keys, and emptying a PostgreSQL database.
//! Only the build with the feature `world` can do it.

use std::path::PathBuf;

use clap::Args;

#[derive(Args)]
pub struct Options {
    /// Make the portal's SAML keys and certificates in this folder, unless they are there
    #[arg(long, value_name = "DIR")]
    keys: Option<PathBuf>,
    /// Empty this database, if it is one of ours
    #[arg(long, value_name = "URL")]
    empty_postgres: Option<String>,
}

#[cfg(not(feature = "world"))]
pub fn run(options: &Options) -> anyhow::Result<()> {
    let asked = options.keys.is_some() || options.empty_postgres.is_some();
    anyhow::ensure!(!asked, "built without the feature `world`: cargo run -p xtask --features world -- prepare …");
    Ok(())
}

#[cfg(feature = "world")]
pub fn run(options: &Options) -> anyhow::Result<()> {
    if let Some(folder) = &options.keys {
        keys::make(folder)?;
    }
    if let Some(url) = &options.empty_postgres {
        postgres::empty(url)?;
    }
    Ok(())
}

#[cfg(feature = "world")]
mod keys;
#[cfg(feature = "world")]
mod postgres;
