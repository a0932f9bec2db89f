//! The commands of the portal, as the contract names them. Each ends with exit code 0 or one line on standard error.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, anyhow, bail};
use clap::{Args, Parser, Subcommand};
use ekstranet::config::Config;
use ekstranet::demo::{self, Seeded};
use ekstranet::kernel::{Clock, PersonId};
use ekstranet::registers::{self, Directory};
use ekstranet::sign_in::Whose;
use ekstranet::{audit, billing, sign_in, start};
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// A page makes hundreds of small texts; the system's allocator took a third of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The exit code that says that the database holds half a demo world and nothing else, so that it can be emptied.
const HALF: u8 = 3;

/// The online service of the Kanta services for professionals.
#[derive(Parser)]
#[command(name = "ekstranet", version)]
struct Arguments {
    #[command(subcommand)]
    command: Asked,
}

#[derive(Subcommand)]
enum Asked {
    /// Prints who may do what, as docs/rights.md has it.
    Rights,
    /// Says what Suomi.fi would refuse in a pair of metadata files; `saml metadata` prints ours.
    #[command(subcommand)]
    Saml(SamlCommand),
    #[command(flatten)]
    Configured(Command),
}

#[derive(Subcommand)]
enum Command {
    /// Runs the portal.
    Serve(ConfigFile),
    /// Brings the database up to date.
    Migrate(ConfigFile),
    /// Reads the configuration and says whether it would start.
    CheckConfig(ConfigFile),
    /// Proves the audit log whole or takes it out.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Ends sessions that are open.
    #[command(subcommand)]
    Sessions(SessionsCommand),
    /// Imports invoices that the operator's books have made.
    #[command(subcommand)]
    Invoices(InvoicesCommand),
    /// Fills an empty development database with the demo world; the registers must answer.
    SeedDemo(ConfigFile),
    /// Imports certified information systems and access points from a TOML file.
    ImportDirectory {
        #[command(flatten)]
        file: ConfigFile,
        /// The file with `[[system]]` and `[[access_point]]` tables.
        directory: PathBuf,
    },
}

#[derive(Subcommand)]
enum SamlCommand {
    /// Prints our metadata exactly as it is to be registered with Suomi.fi.
    Metadata(ConfigFile),
    /// Checks two files; prints a line for each thing that would be refused, and fails when there is one.
    Lint {
        /// The metadata of the service, as `saml metadata` prints it.
        #[arg(value_name = "SP_FILE")]
        service: PathBuf,
        /// The metadata of the identity provider.
        #[arg(value_name = "IDP_FILE")]
        identity_provider: PathBuf,
        /// The certificate that must have signed the identity provider's file.
        #[arg(long, value_name = "FILE")]
        certificate: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
enum InvoicesCommand {
    /// Imports a file of invoices and counts of use, whole or not at all.
    Import {
        #[command(flatten)]
        file: ConfigFile,
        /// The file, as docs/invoices.md has it.
        #[arg(value_name = "FILE")]
        invoices: PathBuf,
        /// Imports also what may be wrong, after somebody has checked it: new payers, other bases, a period charged twice.
        #[arg(long)]
        accept_doubtful: bool,
    },
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Walks the whole log; names the first broken row.
    Verify {
        #[command(flatten)]
        file: ConfigFile,
        /// A hash that this command or the portal's log told earlier: it must still be in the chain.
        #[arg(long, value_name = "HASH")]
        head: Option<String>,
    },
    /// Writes the log as JSON lines to standard output.
    Export(ConfigFile),
}

#[derive(Subcommand)]
enum SessionsCommand {
    /// Ends the open sessions of an officer, of a person or of everybody; each leaves a row in the audit log.
    End {
        #[command(flatten)]
        file: ConfigFile,
        #[command(flatten)]
        whose: WhoseSessions,
    },
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct WhoseSessions {
    /// The officer's subject in the directory.
    #[arg(long, value_name = "SUBJECT")]
    officer: Option<String>,
    /// The person's id, as the audit log has it.
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// Everybody's.
    #[arg(long)]
    all: bool,
}

impl WhoseSessions {
    fn read(self) -> anyhow::Result<Whose> {
        match (self.officer, self.person) {
            (Some(subject), _) => Ok(Whose::Officer(subject)),
            (None, Some(id)) => PersonId::parse(&id).map(Whose::Person).context("--person: not the id of a person"),
            (None, None) => Ok(Whose::Everybody),
        }
    }
}

#[derive(Args)]
struct ConfigFile {
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

fn main() -> ExitCode {
    tracing_subscriber::registry()
        .with(tracing_subscriber::fmt::layer().with_writer(std::io::stderr).json())
        .with(heard())
        .init();
    tell_panics();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(problem) => return refuse(1, &problem.to_string()),
    };
    match Arguments::parse().command {
        Asked::Rights => {
            print!("{}", ekstranet::rights::matrix());
            ExitCode::SUCCESS
        }
        Asked::Saml(command) => saml(&command),
        Asked::Configured(command) => runtime.block_on(run(command)),
    }
}

/// What the log tells: `EKSTRANET_LOG` as `info` or `info,ekstranet=debug`; without it, or where it cannot be read, `info`.
fn heard() -> Targets {
    let asked = std::env::var("EKSTRANET_LOG").ok().filter(|asked| !asked.trim().is_empty());
    asked.and_then(|asked| asked.parse().ok()).unwrap_or_else(|| Targets::new().with_default(Level::INFO))
}

/// Has a panic told of in the log: where it happened, without its words, which may quote what somebody typed.
fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(%place, "a panic");
    }));
}

fn saml(command: &SamlCommand) -> ExitCode {
    let done = match command {
        SamlCommand::Metadata(file) => match Config::load(&file.config, std::env::vars()) {
            Ok(config) => sign_in::own_metadata(&config).map(|metadata| print!("{metadata}")),
            Err(problem) => return refuse(2, &problem),
        },
        SamlCommand::Lint { service, identity_provider, certificate } => {
            sign_in::lint_metadata(service, identity_provider, certificate.as_deref(), Clock::System.now(), |line| {
                println!("{line}");
            })
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => refuse(1, &format!("{problem:#}")),
    }
}

async fn run(command: Command) -> ExitCode {
    let (Command::Serve(file)
    | Command::Migrate(file)
    | Command::CheckConfig(file)
    | Command::SeedDemo(file)
    | Command::ImportDirectory { file, .. }
    | Command::Invoices(InvoicesCommand::Import { file, .. })
    | Command::Sessions(SessionsCommand::End { file, .. })
    | Command::Audit(AuditCommand::Verify { file, .. } | AuditCommand::Export(file))) = &command;
    let config = match Config::load(&file.config, std::env::vars()) {
        Ok(config) => config,
        Err(problem) => return refuse(2, &problem),
    };
    let done = match command {
        Command::Serve(_) => Box::pin(start::serve(config)).await,
        Command::Migrate(_) => migrate(config).await,
        Command::SeedDemo(_) => match Box::pin(seed_demo(config)).await {
            Ok(code) => return code,
            Err(problem) => Err(problem),
        },
        Command::CheckConfig(_) => Box::pin(start::app(config)).await.map(drop),
        Command::Audit(AuditCommand::Verify { head, .. }) => verify_audit(config, head.as_deref()).await,
        Command::Audit(AuditCommand::Export(_)) => export_audit(config).await,
        Command::ImportDirectory { directory, .. } => import_directory(config, &directory).await,
        Command::Invoices(InvoicesCommand::Import { invoices, accept_doubtful, .. }) => {
            import_invoices(config, &invoices, accept_doubtful).await
        }
        Command::Sessions(SessionsCommand::End { whose, .. }) => end_sessions(config, whose).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whatever the configuration names is the configuration's fault, as an unknown key is.
        Err(problem) if problem.is::<start::Misconfigured>() => refuse(2, &format!("{problem:#}")),
        Err(problem) => refuse(1, &format!("{problem:#}")),
    }
}

async fn import_directory(config: Config, path: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let directory = Directory::read(&text).map_err(|problem| anyhow!("{}: {problem}", path.display()))?;
    let app = start::app(config).await?;
    registers::import_directory(&app, &directory).await?;
    println!("imported: {} systems, {} access points", directory.system.len(), directory.access_point.len());
    Ok(())
}

async fn import_invoices(config: Config, path: &Path, with_doubts: bool) -> anyhow::Result<()> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let app = start::app(config).await?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let line = billing::import_file(&app, &name, &bytes, with_doubts).await;
    let line = line.with_context(|| path.display().to_string())?;
    println!("{line}");
    Ok(())
}

async fn end_sessions(config: Config, whose: WhoseSessions) -> anyhow::Result<()> {
    let whose = whose.read()?;
    let app = start::app(config).await?;
    let ended = sign_in::end_by_operator(&app, &whose).await.map_err(|failure| anyhow!("{failure:?}"))?;
    println!("sessions ended: {ended}");
    Ok(())
}

async fn seed_demo(config: Config) -> anyhow::Result<ExitCode> {
    let db = db::Db::open(&config.database.url).await.context("database.url")?;
    match demo::seed(&config, &db, Clock::System.now()).await? {
        Seeded::Made => println!("demo world: made"),
        Seeded::Left => println!("demo world: the database has been used before and is left as it is"),
        Seeded::BrokenOff { used_since: true } => {
            bail!("an earlier start broke off while making the demo world, and the database has been used since")
        }
        Seeded::BrokenOff { used_since: false } => return Ok(refuse(HALF, "the making of the demo world broke off")),
    }
    Ok(ExitCode::SUCCESS)
}

async fn migrate(config: Config) -> anyhow::Result<()> {
    let app = start::app(config).await?;
    let ran = app.db.migrate(app.clock.now().milliseconds()).await?;
    println!("migrations run: {ran}");
    Ok(())
}

/// Needs the database only: a log can be proved where the portal's keys are not.
async fn verify_audit(config: Config, head: Option<&str>) -> anyhow::Result<()> {
    let db = db::Db::open(&config.database.url).await.context("database.url")?;
    let whole = audit::verify(&db, head).await?;
    println!(
        "audit log whole: {} entries sealed, {} not yet sealed, head {}",
        whole.sealed, whole.unsealed, whole.head
    );
    Ok(())
}

async fn export_audit(config: Config) -> anyhow::Result<()> {
    let db = db::Db::open(&config.database.url).await.context("database.url")?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    audit::export(&db, &mut out).await?;
    std::io::Write::flush(&mut out)?;
    Ok(())
}

fn refuse(code: u8, problem: &str) -> ExitCode {
    eprintln!("ekstranet: {}", problem.replace('\n', " "));
    ExitCode::from(code)
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::{Arguments, Asked, Command, SessionsCommand, Whose, tell_panics};

    fn whose(arguments: &[&str]) -> Option<Whose> {
        let all = ["ekstranet", "sessions", "end", "--config", "x.toml"].iter().chain(arguments);
        match Arguments::try_parse_from(all).ok()?.command {
            Asked::Configured(Command::Sessions(SessionsCommand::End { whose, .. })) => whose.read().ok(),
            _ => None,
        }
    }

    #[test]
    fn a_panic_tells_where_it_was_and_not_its_words() {
        let path = std::env::temp_dir().join(format!("ekstranet-panic-{}", std::process::id()));
        let file = std::sync::Arc::new(std::fs::File::create(&path).expect("a file"));
        let log = tracing_subscriber::fmt().json().with_writer(file).finish();
        let before = std::panic::take_hook();
        tell_panics();
        tracing::subscriber::with_default(log, || {
            let typed = "150668-917M";
            let panicked = std::panic::catch_unwind(|| panic!("what was typed: {typed}"));
            assert!(panicked.is_err());
        });
        std::panic::set_hook(before);
        let text = std::fs::read_to_string(&path).expect("written");
        std::fs::remove_file(&path).expect("removed");
        assert!(text.contains("a panic") && text.contains("main.rs"), "{text}");
        assert!(!text.contains("150668") && !text.contains("typed"), "{text}");
    }

    #[test]
    fn whose_sessions_are_ended_is_said_once_and_in_one_way() {
        let id = "01930000-0000-7000-8000-000000000001";
        assert!(matches!(whose(&["--officer", "vilma"]), Some(Whose::Officer(subject)) if subject == "vilma"));
        assert!(matches!(whose(&["--person", id]), Some(Whose::Person(person)) if person.as_str() == id));
        assert!(matches!(whose(&["--all"]), Some(Whose::Everybody)));
        for wrong in
            [&[][..], &["--person", "matti"], &["--all", "--officer", "vilma"], &["--officer", "a", "--person", id]]
        {
            assert!(whose(wrong).is_none(), "{wrong:?}");
        }
    }
}
