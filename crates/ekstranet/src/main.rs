//! The commands of the portal, as the contract names them. Each ends with exit code 0 or one line on standard error.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, anyhow, bail};
use clap::{Parser, Subcommand};
use ekstranet::config::Config;
use ekstranet::demo::{self, Seeded};
use ekstranet::kernel::Clock;
use ekstranet::registers::{self, Directory};
use ekstranet::{audit, sign_in, start};

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

#[derive(clap::Args)]
struct ConfigFile {
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("EKSTRANET_LOG").unwrap_or_else(|_| "info".into()))
        .with_writer(std::io::stderr)
        .json()
        .init();
    // Where it happened, without its words: they may quote what somebody typed.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(%place, "a panic");
    }));
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
    | Command::Audit(AuditCommand::Verify { file, .. } | AuditCommand::Export(file))) = &command;
    let config = match Config::load(&file.config, std::env::vars()) {
        Ok(config) => config,
        Err(problem) => return refuse(2, &problem),
    };
    let done = match command {
        Command::Serve(_) => start::serve(config).await,
        Command::Migrate(_) => migrate(config).await,
        Command::SeedDemo(_) => match seed_demo(config).await {
            Ok(code) => return code,
            Err(problem) => Err(problem),
        },
        Command::CheckConfig(_) => start::app(config).await.map(drop),
        Command::Audit(AuditCommand::Verify { head, .. }) => verify_audit(config, head.as_deref()).await,
        Command::Audit(AuditCommand::Export(_)) => export_audit(config).await,
        Command::ImportDirectory { directory, .. } => import_directory(config, &directory).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
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
