//! Printing that a reader may turn away from.

use std::fmt::Arguments;
use std::io::Write as _;

/// As `println!`, but a reader that goes away (`veedor show … | head`) is an error that goes up and ends the command
/// without a word, where `println!` panics.
macro_rules! say {
    ($($said:tt)*) => {
        $crate::say::line(format_args!($($said)*))?
    };
}

/// Prints a line.
pub(crate) fn line(said: Arguments<'_>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_fmt(said)?;
    out.write_all(b"\n")
}
