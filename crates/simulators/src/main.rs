//! The command line of the imitated outside world.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use simulators::clock::Clock;
use simulators::config::Config;
use tokio::signal::unix::{SignalKind, signal};

/// The outside world of Kanta Ekstranet, imitated on this machine.
#[derive(Parser)]
#[command(name = "simulators")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves until it is told to end.
    Serve {
        /// The settings; without it, defaults that fit the portal's own.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let Command::Serve { config } = Arguments::parse().command;
    let config = match Config::load(config.as_deref()) {
        Ok(config) => config,
        Err(error) => {
            eprintln!("simulators: {error:#}");
            return ExitCode::from(2);
        }
    };
    match serve(config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("simulators: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(config: Config) -> anyhow::Result<()> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let end = async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    };
    let ready = |addresses: &simulators::Addresses| {
        println!("simulators mail: smtp://{}", addresses.smtp);
        println!("simulators ready: {}", addresses.base_url);
    };
    simulators::serve(config, Clock::system(), ready, end).await
}
