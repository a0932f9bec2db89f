//! `cargo dev`: builds the portal and the imitated outside world, prepares a folder for their data, and runs both
//! until Ctrl-C. Stopping and starting again keeps the data.

mod periods;
mod settings;

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;

use crate::child::Started;
use crate::signals::Signals;
use crate::{http, workspace};
use settings::{Addresses, Settings};

/// How long a program may take until it is ready. Generous: a first start makes keys and the demo world.
const PATIENCE: Duration = Duration::from_mins(3);
/// With this code `ekstranet seed-demo` says that an earlier one broke off and nobody has used the database since.
const HALF: i32 = 3;
/// How often the running programs are looked at.
const LOOK: Duration = Duration::from_millis(200);

#[derive(Args)]
pub struct Options {
    /// Start over: remove the database and what the simulators remember
    #[arg(long)]
    fresh: bool,
    /// Use this PostgreSQL database instead of `SQLite` (<postgres://user:password@host/database>)
    #[arg(long, value_name = "URL", value_parser = postgres_url)]
    postgres: Option<String>,
    /// The port of the portal
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// The port of the simulators
    #[arg(long, value_name = "N")]
    simulators_port: Option<u16>,
    /// The folder for keys, configuration, logs and the `SQLite` database
    #[arg(long, value_name = "DIR", default_value = "var")]
    data: PathBuf,
}

fn postgres_url(text: &str) -> Result<String, String> {
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        Ok(text.to_owned())
    } else {
        Err("begins with postgres://".to_owned())
    }
}

/// The programs that `cargo dev` runs; tests put others in their place.
struct Programs {
    portal: PathBuf,
    simulators: PathBuf,
    /// The half of this program with the big libraries.
    xtask: PathBuf,
}

impl Programs {
    /// Runs `xtask prepare` of the build with the big libraries.
    fn prepare(&self, arguments: &[&std::ffi::OsStr]) -> anyhow::Result<()> {
        let output = Command::new(&self.xtask).arg("prepare").args(arguments).output()?;
        if !output.status.success() {
            bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(())
    }

    /// Removes what `--fresh` starts over, and only that: the keys and whatever else lies in the folder stay.
    fn empty(&self, data: &Path, postgres: Option<&str>) -> anyhow::Result<()> {
        if let Some(url) = postgres {
            self.prepare(&["--empty-postgres".as_ref(), url.as_ref()])?;
        } else {
            for name in settings::SQLITE_FILES {
                remove(&data.join(name))?;
            }
        }
        remove(&data.join(settings::SIMULATORS_FOLDER))
    }
}

pub fn run(options: &Options) -> anyhow::Result<()> {
    let signals = Signals::catch()?;
    let addresses = addresses(options)?;
    let programs = build()?;
    if signals.end_asked() {
        return Ok(());
    }
    let (settings, world) = start(options, addresses, &programs, &signals)?;
    if let Some(lacking) = &world.lacking {
        eprintln!("{lacking}");
    }
    print!("{}", announcement(settings.addresses, &settings.data, &world.people));
    world.run(&signals)
}

/// Starts both with the data of the last time, or with none where `--fresh` is asked for.
fn start(
    options: &Options,
    addresses: Addresses,
    programs: &Programs,
    signals: &Signals,
) -> anyhow::Result<(Settings, World)> {
    let data = folder(&options.data)?;
    let settings =
        Settings { addresses, database: options.postgres.clone().unwrap_or_else(|| settings::sqlite_url(&data)), data };
    if options.fresh {
        programs.empty(&settings.data, options.postgres.as_deref())?;
    }
    programs.prepare(&["--keys".as_ref(), settings.data.as_os_str()])?;
    settings.write()?;
    let world = World::start(programs, &settings, signals)?;
    Ok((settings, world))
}

/// Builds both programs and the big half of this one in a single call, so that nothing is built twice.
fn build() -> anyhow::Result<Programs> {
    let packages = ["--package", "ekstranet", "--package", "simulators", "--package", "xtask"];
    let status = workspace::cargo()
        .args(["build", "--locked", "--features", "xtask/world"])
        .args(packages)
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        bail!("the build failed");
    }
    let [portal, simulators, xtask] = ["ekstranet", "simulators", "xtask"].map(workspace::program);
    Ok(Programs { portal, simulators, xtask })
}

/// The data folder as an absolute path, made if it is not there. Only its owner may look into it: it holds keys.
fn folder(path: &Path) -> anyhow::Result<PathBuf> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .with_context(|| format!("cannot make the folder {}", path.display()))?;
    path.canonicalize().with_context(|| format!("cannot find the folder {}", path.display()))
}

fn remove(path: &Path) -> anyhow::Result<()> {
    let outcome = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match outcome {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// The ports: the well-known ones, or, beside chosen ones, free ones for what nobody chose.
fn addresses(options: &Options) -> anyhow::Result<Addresses> {
    let chosen = options.port.is_some() || options.simulators_port.is_some();
    let beside = |usual: u16| if chosen { free_port() } else { Ok(usual) };
    let addresses = Addresses {
        portal: options.port.unwrap_or(8080),
        simulators: options.simulators_port.unwrap_or(8090),
        admin: beside(8081)?,
        smtp: beside(8025)?,
        scanner: beside(8310)?,
    };
    for (port, what, how) in [
        (addresses.portal, "the portal", "choose another with --port"),
        (addresses.simulators, "the simulators", "choose another with --simulators-port"),
        (addresses.admin, "the portal's admin address", "choose other ports with --port"),
        (addresses.smtp, "the mailbox", "choose other ports with --port"),
        (addresses.scanner, "the virus scanner", "choose other ports with --port"),
    ] {
        if TcpListener::bind(("127.0.0.1", port)).is_err() {
            bail!("port {port} for {what} is taken; {how}");
        }
    }
    Ok(addresses)
}

/// A port that is free now; the listener that found it is gone when this returns.
fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0").context("no free port")?.local_addr()?.port())
}

/// The two running programs. The portal comes first, so that it ends first.
struct World {
    portal: Started,
    simulators: Started,
    /// The list of people, in the lines that the newcomer reads.
    people: String,
    /// Why the demo world is not whole.
    lacking: Option<String>,
}

/// The line that says that the demo world is not whole, and why.
fn lacking(last_words: &str) -> String {
    let why = last_words.lines().last().unwrap_or_default().trim();
    format!("demo world: not whole, `cargo dev --fresh` makes it anew: {why}")
}

impl World {
    fn start(programs: &Programs, settings: &Settings, signals: &Signals) -> anyhow::Result<Self> {
        if let Some(world) = Self::start_with_what_there_is(programs, settings, signals)? {
            return Ok(world);
        }
        println!("demo world: an earlier start broke off while making it; it is made anew");
        programs.empty(&settings.data, postgres_url(&settings.database).ok().as_deref())?;
        settings.write()?;
        Self::start_with_what_there_is(programs, settings, signals)?
            .context("half a demo world, even in a new database")
    }

    /// `None` when the database holds half a demo world that nobody has used.
    fn start_with_what_there_is(
        programs: &Programs,
        settings: &Settings,
        signals: &Signals,
    ) -> anyhow::Result<Option<Self>> {
        let data = &settings.data;
        let mut simulators = Started::start(
            "simulators",
            Command::new(&programs.simulators).args(["serve", "--config"]).arg(settings.simulators_file()),
            &data.join("simulators.log"),
        )?;
        simulators.wait_for_line("simulators ready:", PATIENCE, signals)?;

        let outside = format!("127.0.0.1:{}", settings.addresses.simulators);
        let directory = data.join("directory.toml");
        fs::write(&directory, http::get(&outside, "/directory.toml")?).context("cannot write directory.toml")?;

        let portal = |command: &str, argument: Option<&Path>, log: &str| {
            let mut portal = Command::new(&programs.portal);
            portal.args([command, "--config"]).arg(settings.portal_file()).args(argument);
            Started::start(&format!("ekstranet {command}"), &mut portal, &data.join(log))
        };
        for (command, argument) in [("migrate", None), ("import-directory", Some(directory.as_path()))] {
            let (status, last_words) = portal(command, argument, &format!("{command}.log"))?.wait(signals)?;
            if !status.success() {
                bail!("ekstranet {command} failed\n{last_words}");
            }
        }
        // Without the demo world the portal is still a portal.
        let (status, last_words) = portal("seed-demo", None, "seed-demo.log")?.wait(signals)?;
        if status.code() == Some(HALF) {
            return Ok(None);
        }
        let lacking = (!status.success()).then(|| lacking(&last_words));
        let mut portal = portal("serve", None, "portal.log")?;
        portal.wait_for_line("portal ready:", PATIENCE, signals)?;
        let people = http::get(&outside, "/people.json")?;
        Ok(Some(Self { portal, simulators, lacking, people: people_table(&people)? }))
    }

    /// Until somebody asks for the end, or one of the two dies.
    fn run(mut self, signals: &Signals) -> anyhow::Result<()> {
        while !signals.end_asked() {
            self.portal.must_live()?;
            self.simulators.must_live()?;
            std::thread::sleep(LOOK);
        }
        Ok(())
    }
}

/// What the newcomer reads when all is up. The last line is the address to open.
fn announcement(addresses: Addresses, data: &Path, people: &str) -> String {
    let Addresses { portal, simulators, admin, smtp, .. } = addresses;
    let lines = [
        format!("simulators ready: http://127.0.0.1:{simulators}"),
        format!("mailbox: http://127.0.0.1:{simulators}/mail (SMTP 127.0.0.1:{smtp})"),
        format!("admin: http://127.0.0.1:{admin}/readyz"),
        format!("data: {}", data.display()),
        "people:".to_owned(),
        people.to_owned(),
        format!("portal ready: http://localhost:{portal}\n"),
    ];
    lines.join("\n")
}

/// One line for each person of the demo world: identity code, name, what a sign-in as this person shows.
fn people_table(json: &str) -> anyhow::Result<String> {
    let people: Vec<serde_json::Value> = serde_json::from_str(json).context("/people.json is not a list")?;
    let lines = people.iter().map(|person| {
        let field = |pointer: &str| {
            let value = person.pointer(pointer).and_then(|value| value.as_str());
            value.with_context(|| format!("/people.json: no {pointer}"))
        };
        let (code, name, shows) = (field("/national_id")?, field("/name")?, field("/shows/en")?);
        anyhow::Ok(format!("  {code}  {name:<20}  {shows}"))
    });
    Ok(lines.collect::<anyhow::Result<Vec<_>>>()?.join("\n"))
}

#[cfg(test)]
mod tests;
