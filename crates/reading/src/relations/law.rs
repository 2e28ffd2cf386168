//! Law: what a use rests on, what challenges it, what is banned, and with whom data is shared.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Kind, Property, Value};

use super::subjects::Focus;
use crate::drafts::{Drafts, Finding, Part, Subject};
use crate::folded::{Pattern, pattern};
use crate::names::NameOf;
use crate::scene::Scene;

pub(super) fn relate(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    bans(scene, focus, drafts);
    let Some(subject) = focus.deployment() else { return };
    bases(scene, subject, drafts);
    challenges(scene, subject, drafts);
    sharing(scene, subject, drafts);
}

static RESTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:under|pursuant to|authori[sz]ed by|in accordance with|based on|part of|legal (?:basis|framework)|according to|al amparo de|con fundamento en|conforme a|en virtud de|de acuerdo con|amparad[oa] en|segun|exempt\w* under|section|article|articulo)\b",
    )
});
static ARTICLE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:article|articulo|art\.|section|seccion) \d+[a-z0-9.-]*(?: (?:bis|ter|quater)\b)?(?:,? (?:fraccion(?:es)?|inciso|parrafo|paragraph) [a-z0-9]+,?)?",
    )
});
/// What joins an article to its law, and the law where it is named without capitals.
static ITS_LAW: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^ (?:of|de|del) (?:the |la |el |said |dicha |dicho )?((?:[a-z]+ )?(?:act|law|bill|code|ordinance|constitution|ley|codigo|reglamento|constitucion|decreto|acuerdo)(?: (?:of|de|del) [a-z]+(?: (?:of|de|del) [a-z]+)?)?)?",
    )
});

/// An article with the law it is of, as far as the law is named; without it where it is not.
fn article(scene: &Scene<'_>) -> Option<Range<usize>> {
    let text = scene.folded.text();
    let hit = ARTICLE.find(text)?;
    let letters = text[hit.end()..].split([' ', ',', '.', ';']).nth(1).unwrap_or_default();
    // "Article 9 ZB": letters of its number, told from words by their capitals.
    let after = hit.end() + 1 + letters.len();
    let lettered = text[hit.end()..].starts_with(' ')
        && (1..=2).contains(&letters.len())
        && scene.folded.raw(&(hit.end()..after)).trim().chars().all(char::is_uppercase);
    let until = if lettered { after } else { hit.end() };
    let end = until - usize::from(text[..until].ends_with(','));
    let Some(joint) = ITS_LAW.captures(&text[until..]) else {
        return Some(scene.folded.back(&(hit.start()..end)));
    };
    let start = scene.folded.back(&(hit.start()..hit.start() + 1)).start;
    let whole = joint.get(0).map_or(0, |whole| whole.end());
    let reach = scene.folded.back(&(until..until + whole));
    let name = scene.names.iter().find(|name| {
        name.value == NameOf::Law && name.at.start >= reach.start && name.at.start <= reach.end
    });
    let plain = joint.get(1).map(|law| scene.folded.back(&(hit.start()..until + law.end())).end);
    let bare = scene.folded.back(&(hit.start()..end)).end;
    Some(start..name.map(|name| name.at.end).or(plain).unwrap_or(bare))
}

fn bases(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    let text = scene.folded.text();
    let cites = ["art", "section", "seccion"].iter().any(|word| text.contains(word));
    if let Some(at) = cites.then(|| article(scene)).flatten() {
        if let Some(value) = drafts.literal(&at, Value::Name) {
            drafts.propose(Finding::new(
                "law/article",
                subject,
                Property::LegalBasis,
                value,
                &at,
                &scene.at,
            ));
        }
        return;
    }
    if scene.first(NameOf::Law).is_none() || !RESTS.is_match(text) {
        return;
    }
    for name in scene.names.iter().filter(|name| name.value == NameOf::Law) {
        if let Some(value) = drafts.literal(&name.at, Value::Name) {
            drafts.propose(Finding::new(
                "law/named",
                subject,
                Property::LegalBasis,
                value,
                &name.at,
                &scene.at,
            ));
        }
    }
}

static CHALLENGE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:court injunctions?|(?:filing )?injunctions?|class action(?: lawsuit)?|lawsuits?|(?:una )?accion de amparo|amparo colectivo|recurso de amparo|juicio de amparo|legal notice|judicial review|legal challenge|filed a complaint|demanda judicial|accion de inconstitucionalidad|public interest litigation|sued)\b",
    )
});

fn challenges(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    if let Some(hit) = CHALLENGE.find(scene.folded.text()) {
        let at = scene.folded.back(&hit.range());
        if let Some(value) = drafts.literal(&at, Value::Text) {
            drafts.propose(Finding::new(
                "law/challenge",
                subject,
                Property::LegalChallenge,
                value,
                &at,
                &scene.at,
            ));
        }
    }
}

static BAN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:banned (?:for|from|the use of|its use)|bans? (?:on|the)|prohibits? (?:the )?|prohibited (?:from )?|prohib\w+ (?:el|la|su) )[^,.;]{3,70}|\bvoted to (?:ban|restrict|prohibit)[^,.;]{3,90}",
    )
});

/// What a sentence says is banned, with the word that says so.
pub(super) fn ban(scene: &Scene<'_>) -> Option<Range<usize>> {
    if scene.technologies.is_empty() {
        return None;
    }
    let hit = BAN.find(scene.folded.text())?;
    let end = hit.as_str().find(" in several").map_or(hit.end(), |at| hit.start() + at);
    Some(scene.folded.back(&(hit.start()..end)))
}

fn bans(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let Some(at) = ban(scene) else { return };
    let Some(value) = drafts.literal(&at, Value::Text) else { return };
    let mut subjects: Vec<Subject> = scene
        .places
        .iter()
        .filter(|place| place.at.start >= at.end)
        .filter_map(|place| Subject::of(scene.text, Kind::Jurisdiction, &[Part::At(&place.at)]))
        .collect();
    if subjects.is_empty() {
        let body = scene.last_before(at.start, &[NameOf::Agency]);
        let kind = Kind::Agency;
        subjects.extend(body.and_then(|b| Subject::of(scene.text, kind, &[Part::At(&b.at)])));
    }
    if subjects.is_empty() {
        subjects.extend(focus.deployment().cloned());
    }
    for subject in &subjects {
        drafts.propose(Finding::new(
            "law/ban",
            subject,
            Property::Ban,
            value.clone(),
            &at,
            &scene.at,
        ));
    }
}

static SHARED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:transmits?|shares?|shared|sharing|sends?|provides?|available to|compart\w+|transmit\w+|envia\w*|remite\w*)\b[^.;]{0,60}\b(?:to|with|con|a)\b|\bdesde donde\b",
    )
});

fn sharing(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    if scene.first(NameOf::Agency).is_none() {
        return;
    }
    let Some(hit) = SHARED.find(scene.folded.text()) else { return };
    let from = scene.folded.back(&hit.range()).end;
    let bodies = scene.names.iter().filter(|name| {
        name.value == NameOf::Agency && name.at.start >= from && name.at.start - from < 150
    });
    for name in bodies {
        if let Some(value) = drafts.literal(&name.at, Value::Name) {
            let finding = Finding::new(
                "use/sharing",
                subject,
                Property::DataSharedWith,
                value,
                &name.at,
                &scene.at,
            );
            drafts.propose(finding);
        }
    }
}
