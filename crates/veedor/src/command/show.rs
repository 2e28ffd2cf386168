//! `veedor show`.

use codebook::{Polarity, Property};
use jiff::tz::TimeZone;
use register::FactView;

use crate::cli::Show;
use crate::command::list::look;
use crate::terminal::{plain, plain_lines};
use dossier::Dossier;

pub(crate) fn show(dossier: &Dossier, arguments: &Show) -> anyhow::Result<()> {
    let then;
    let register = match arguments.known_on {
        Some(day) => {
            // The whole day counts: what was known at its last moment.
            let after = day.tomorrow()?.to_zoned(TimeZone::UTC)?.timestamp();
            let last = after.checked_sub(jiff::SignedDuration::from_nanos(1))?;
            then = dossier.register.known_on(last)?;
            &then
        }
        None => &dossier.register,
    };
    let entity = register.entity_named(&arguments.entity)?;
    say!("{} ({})  {}", plain(&entity.name.to_string()), entity.kind, entity.id);
    if let Some(day) = arguments.valid_on {
        say!("as it can have been on {day}");
    }
    if let Some(day) = arguments.known_on {
        say!("as known at the end of {day}");
    }
    let facts = register.facts_of(entity.id, arguments.valid_on)?;
    let (own, others): (Vec<_>, Vec<_>) = facts.iter().partition(|fact| fact.subject == entity.id);
    for property in Property::ALL {
        for fact in own.iter().filter(|fact| fact.fact.statement().parts().property == property) {
            say!("\n{}", plain_lines(&describe(fact)));
        }
    }
    for fact in others {
        let parts = fact.fact.statement().parts();
        let subject = plain(&parts.subject.name.to_string());
        say!("\nis {} of {} {subject}", parts.property, parts.subject.kind);
        say!("    “{}”", plain_lines(parts.citation.quote().quote()));
    }
    Ok(())
}

fn describe(fact: &FactView) -> String {
    let parts = fact.fact.statement().parts();
    let not = if parts.polarity == Polarity::Negated { "not " } else { "" };
    let mut text = format!("{} = {not}{}", parts.property, parts.value);
    if let Some(valid) = &parts.valid {
        text += &format!(" ({valid})");
    }
    if let Some(speaker) = &parts.attribution {
        text += &format!(", according to {speaker}");
    }
    let quote: Vec<&str> = parts.citation.quote().quote().split_whitespace().collect();
    text += &format!(
        "\n    “{}”\n    source {}",
        quote.join(" "),
        &fact.fact.statement().source().to_string()[..12]
    );
    text + &look(fact.fact.statement())
}
