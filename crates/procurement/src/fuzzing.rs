//! Doors for fuzz targets and tests.

use std::io::Write as _;

use crate::input::Given;
use crate::screen::{Settings, screen};

/// Screens bytes as a file would be, and holds that every unit is accounted for.
///
/// # Panics
/// Where it is not.
pub fn bytes(data: &[u8]) {
    let Ok(mut file) = tempfile::NamedTempFile::new() else { return };
    if file.write_all(data).is_err() {
        return;
    }
    let mut settings = Settings::new(1);
    settings.all = true;
    let mut out = Vec::new();
    let given = [Given::Path(file.path().to_owned())];
    let Ok(outcome) = screen(&given, &settings, &crate::out::json_line, &mut out) else { return };
    let ledger = &outcome.ledger;
    assert_eq!(
        ledger.read + ledger.empty + ledger.skipped,
        ledger.units,
        "a unit is not accounted for"
    );
    assert_eq!(ledger.releases - ledger.merged, ledger.processes, "a release is not accounted for");
}
