//! `veedor show`.

use anyhow::{Context as _, bail};
use codebook::fold::fold_name;
use codebook::{Polarity, Property};
use jiff::tz::TimeZone;
use register::{EntityView, FactView, Register};

use crate::cli::Show;
use crate::dossier::Dossier;

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
    let entity = find(register, &arguments.entity)?;
    println!("{} ({})  {}", entity.name, entity.kind, entity.id);
    if let Some(day) = arguments.valid_on {
        println!("as it can have been on {day}");
    }
    if let Some(day) = arguments.known_on {
        println!("as known at the end of {day}");
    }
    let facts = register.facts_of(entity.id, arguments.valid_on)?;
    let (own, others): (Vec<_>, Vec<_>) = facts.iter().partition(|fact| fact.subject == entity.id);
    for property in Property::ALL {
        for fact in own.iter().filter(|fact| fact.fact.statement().parts().property == property) {
            println!("\n{}", describe(fact));
        }
    }
    for fact in others {
        let parts = fact.fact.statement().parts();
        println!("\nis {} of {} {}", parts.property, parts.subject.kind, parts.subject.name);
        println!("    “{}”", parts.citation.quote().quote());
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
    text
}

fn find(register: &Register, wanted: &str) -> anyhow::Result<EntityView> {
    let entities = register.entities()?;
    if let Some(entity) = entities.iter().find(|entity| entity.id.to_string() == wanted) {
        return Ok(entity.clone());
    }
    let folded = fold_name(wanted);
    let by = |fits: &dyn Fn(&str) -> bool| -> Vec<EntityView> {
        entities.iter().filter(|e| fits(&fold_name(e.name.as_str()))).cloned().collect()
    };
    let mut found = by(&|name| name == folded);
    if found.is_empty() {
        found = by(&|name| name.contains(&folded));
    }
    match found.as_slice() {
        [only] => Ok(only.clone()),
        [] => bail!(
            "no entity is called `{wanted}`; entities come to be when statements are accepted"
        ),
        several => {
            let list: Vec<String> = several
                .iter()
                .take(10)
                .map(|e| format!("  {} {} ({})", e.id, e.name, e.kind))
                .collect();
            Err(anyhow::anyhow!("{}", list.join("\n"))).with_context(|| {
                format!("several entities are called `{wanted}`; name one by its id")
            })
        }
    }
}
