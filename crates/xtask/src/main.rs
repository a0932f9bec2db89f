//! The project's own commands: `cargo dev`, `cargo ci` and `cargo xtask …`. One file or folder per command.

mod bench;
mod child;
mod ci;
mod dev;
mod fuzz;
mod http;
mod prepare;
mod signals;
mod tidy;
mod witness;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "xtask", about = "The commands of the project")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the portal and the imitated outside world, with the demo organisations and people.
    Dev(dev::Options),
    /// Run the whole check: format, lints, tidy, licences, advisories, tests on both databases, browser journeys.
    Ci(ci::Options),
    /// Check the rules of the house that the compiler cannot.
    Tidy,
    /// Measure the portal against yardsticks of the same run: `docs/benchmarks.md`.
    Bench(bench::Options),
    /// Change good SAML messages at random, for ever or for so many seconds, until one of them is accepted or panics.
    Fuzz(fuzz::Options),
    /// Check that every SQL text was executed by a test on both databases (reads what the tests wrote).
    Witness,
    /// Make keys and certificates, or empty a PostgreSQL database; `cargo dev` calls this.
    #[command(hide = true)]
    Prepare(prepare::Options),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Dev(options) => dev::run(&options),
        Command::Ci(options) => ci::run(&options),
        Command::Tidy => tidy::run(),
        Command::Bench(options) => bench::run(&options),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::Witness => witness::run(),
        Command::Prepare(options) => prepare::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
