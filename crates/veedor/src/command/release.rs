//! `veedor release`.

use codebook::StatementId;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::cli::Release;
use crate::given::given;
use dossier::Dossier;

/// Today, by the clock that was given: embargoes end at midnight UTC.
pub(crate) fn today() -> Date {
    given().clock.now().to_zoned(TimeZone::UTC).date()
}

pub(crate) fn release(mut dossier: Dossier, arguments: &Release) -> anyhow::Result<()> {
    let ids = arguments
        .ids
        .iter()
        .map(|id| Ok(dossier.register.statement(id)?.statement.id()))
        .collect::<anyhow::Result<Vec<StatementId>>>()?;
    if let Some(until) = arguments.embargo {
        let back = dossier.register.embargo(given(), &arguments.by, &ids, until, today())?;
        say!("{} statements are under embargo until {until}", ids.len());
        if !back.is_empty() {
            say!("{} released facts were taken back", back.len());
        }
    } else {
        let ids = (!ids.is_empty()).then_some(ids.as_slice());
        let changes = dossier.register.release(given(), &arguments.by, ids, today())?;
        say!("released {} facts", changes.iter().filter(|change| change.released).count());
    }
    Ok(dossier.close()?)
}
