//! Signs of life for what takes longer than a glance: on a terminal only, and on standard error, so that
//! what is printed stays clean.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A spinner that says what is being done and for how long; it goes when it is dropped.
pub(crate) struct Busy(ProgressBar);

impl Busy {
    pub(crate) fn with(what: &'static str) -> Self {
        let bar = spinner("{spinner} {msg} … {elapsed}");
        bar.set_message(what);
        Self(bar)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// A spinner of a given form.
pub(crate) fn spinner(form: &str) -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    bar.enable_steady_tick(Duration::from_millis(200));
    bar.set_style(
        ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_spinner()),
    );
    bar
}
