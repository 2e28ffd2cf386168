//! `cargo xtask test`: everything that must hold before a change lands.

use std::path::Path;

use anyhow::Context as _;

use crate::run::{cargo, run, works};
use crate::setup;

/// Formatting, lints, and every kind of test.
pub(crate) fn test(root: &Path, long: bool) -> anyhow::Result<()> {
    setup::to_test(root)?;
    let cargo = cargo();
    run(root, &cargo, &["fmt", "--all", "--check"])?;
    run(root, &cargo, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    // Not the benches: those that run whole commands would run them here.
    run(root, &cargo, &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"])?;
    run(root, &cargo, &["test", "--workspace", "--doc"])?;
    let strict = r#"build.rustdocflags=["-D", "warnings"]"#;
    let documents = ["doc", "--workspace", "--no-deps", "--document-private-items"];
    run(root, &cargo, &[&documents[..], &["--config", strict]].concat())?;
    if long {
        // Outside the workspace: it takes minutes to build, and most have no use for it.
        run(root, &cargo, &["test", "--manifest-path", "crates/gliner/Cargo.toml"])?;
        fuzz(root, &cargo)?;
    }
    Ok(())
}

/// A minute of each fuzz target.
fn fuzz(root: &Path, cargo: &str) -> anyhow::Result<()> {
    if !works("cargo-fuzz", "--version") {
        run(root, cargo, &["install", "cargo-fuzz", "--locked"])?;
    }
    let targets = std::fs::read_dir(root.join("fuzz/fuzz_targets")).context("fuzz/fuzz_targets")?;
    let mut names: Vec<String> = targets
        .filter_map(|entry| entry.ok()?.path().file_stem()?.to_str().map(str::to_owned))
        .collect();
    names.sort();
    for name in &names {
        // What it finds worth keeping goes beside the build, not among the saved inputs.
        let grown = root.join("target/fuzz").join(name);
        std::fs::create_dir_all(&grown)?;
        let (grown, saved) = (grown.display().to_string(), format!("fuzz/corpus/{name}"));
        // No sanitizer: that needs a nightly compiler, and Veedor has no unsafe code of its own.
        let fuzz = ["fuzz", "run", "-s", "none", name, &grown, &saved];
        run(root, cargo, &[&fuzz[..], &["--", "-max_total_time=60"]].concat())?;
    }
    Ok(())
}

/// The benches, one after another.
pub(crate) fn bench(root: &Path) -> anyhow::Result<()> {
    setup::to_run(root)?;
    run(root, &cargo(), &["bench", "--workspace", "--benches"])
}
