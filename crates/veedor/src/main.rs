//! Veedor's command line: a door. It reads arguments, calls the crates that do the work, and says what
//! came of it. It must not hold rules.

#[macro_use]
mod say;

mod cli;
mod command;
mod given;
mod progress;
mod readers;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    match command::run(cli::Cli::parse()) {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("veedor: {}", explain(&error));
            ExitCode::FAILURE
        }
    }
}

/// True where the reader of our output went away (`veedor log | head`): no failure of ours. What writes JSON wraps
/// the error once more.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let plain = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        let json =
            cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        plain.or(json) == Some(std::io::ErrorKind::BrokenPipe)
    })
}

/// An error with its causes, but for those whose words it has said already.
fn explain(error: &anyhow::Error) -> String {
    let mut said = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        if !said.contains(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    terminal::plain_lines(&said)
}
