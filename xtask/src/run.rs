//! Running other programs, with what is run said first.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

/// The cargo that runs this task.
pub(crate) fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// Runs a program in `root` and fails if it does.
pub(crate) fn run(root: &Path, program: &str, arguments: &[&str]) -> anyhow::Result<()> {
    let shown =
        Path::new(program).file_name().map_or(program.into(), |name| name.to_string_lossy());
    eprintln!("\n$ {shown} {}", arguments.join(" "));
    let status = Command::new(program)
        .args(arguments)
        .current_dir(root)
        .status()
        .with_context(|| format!("can't start {program}"))?;
    if !status.success() {
        bail!("`{shown} {}` failed ({status})", arguments.join(" "));
    }
    Ok(())
}

/// Runs a program quietly and gives what it printed.
pub(crate) fn output(root: &Path, program: &str, arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("can't start {program}"))?;
    if !output.status.success() {
        bail!("`{program} {}` failed ({})", arguments.join(" "), output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// True if the program is there and runs.
pub(crate) fn works(program: &str, argument: &str) -> bool {
    let quiet = Command::new(program)
        .arg(argument)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    quiet.is_ok()
}
