//! Use: which technology, where, in what state, to what end, joined to which databases.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Kind, Polarity, Property, Technology, Value};

use super::speaker::speaker;
use super::subjects::{Focus, overlap};
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding, Part, Subject};
use crate::folded::{Found, Pattern, pattern};
use crate::names::NameOf;
use crate::scene::{Scene, distance};

pub(super) fn relate(scene: &Scene<'_>, focus: &mut Focus, drafts: &mut Drafts<'_>) {
    let listed = listed_places(scene);
    technologies(scene, focus, &listed, drafts);
    statuses(scene, focus, &listed, drafts);
    purposes(scene, focus, drafts);
    databases(scene, focus, drafts);
    if let Some(last) = scene.technologies.last() {
        focus.technology = Some((last.value, last.at.clone()));
    }
    focus.before = Some(scene.at.clone());
}

/// Three places or more, one after the other: each is a subject of its own.
fn listed_places(scene: &Scene<'_>) -> Vec<Subject> {
    let mut runs: Vec<Vec<&Found<()>>> = Vec::new();
    for place in &scene.places {
        let last = runs.last().and_then(|run| run.last()).map(|last| last.at.end);
        let joined = last.is_some_and(|end| {
            let between = scene.text[end..place.at.start]
                .trim_matches(|c: char| c.is_whitespace() || c == ',');
            matches!(between, "" | "and" | "y" | "e" | "and the" | "or" | "o")
        });
        match runs.last_mut() {
            Some(run) if joined => run.push(place),
            _ => runs.push(vec![place]),
        }
    }
    runs.iter()
        .filter(|run| run.len() >= 3)
        .flatten()
        .filter_map(|place| Subject::of(scene.text, Kind::Jurisdiction, &[Part::At(&place.at)]))
        .collect()
}

static SUCH: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:this|such|that) is (?:also )?the case|^these (?:include|are|states|countries|cities)|^they (?:include|are)|^among them|^(?:tal|ese|este) es el caso|^es el caso|^entre ell[oa]s|^se trata de",
    )
});

fn technologies(scene: &Scene<'_>, focus: &Focus, listed: &[Subject], drafts: &mut Drafts<'_>) {
    let negated = is_negated(scene);
    let negated_words = scene.folded.text().contains("no") || scene.folded.text().contains("n't");
    if scene.technologies.is_empty() {
        if let (Some((term, at)), Some(before), false) =
            (&focus.technology, &focus.before, listed.is_empty())
        {
            // "… use X. Among them are A, B and C.": the quote is both sentences.
            let both = before.start..scene.at.end;
            if at.start >= before.start && SUCH.is_match(scene.folded.text()) {
                for subject in listed {
                    let value = Value::Technology(*term);
                    drafts.propose(Finding::new(
                        "use/listed_after",
                        subject,
                        Property::UsesTechnology,
                        value,
                        at,
                        &both,
                    ));
                }
            }
        }
        return;
    }
    let attribution = scene.speaker(speaker);
    let ban = super::law::ban(scene);
    // What is banned is not said to be used.
    let banned = |found: &&Found<Technology>| {
        ban.as_ref().is_some_and(|ban| overlap(ban, &found.at))
            || BANNED.is_match(after(scene, found.at.end))
    };
    for found in worth(scene).filter(|found| !banned(found)) {
        let denied = negated_words && DENIED.is_match(before(scene, found.at.start));
        let user = user_of(scene, found);
        let subjects: Vec<&Subject> = match (&user, listed) {
            (_, listed) if !listed.is_empty() => listed.iter().collect(),
            (Some(user), _) => vec![user],
            (None, _) => focus.deployment().into_iter().collect(),
        };
        let own = own_subject(scene, found);
        let subjects = if subjects.is_empty() { own.iter().collect() } else { subjects };
        for subject in subjects {
            let doing = scene.has(&[Cue::Acquire, Cue::Launch, Cue::Use]);
            let rule = if doing { "use/doing" } else { "use/named" };
            let value = Value::Technology(found.value);
            let finding =
                Finding::new(rule, subject, Property::UsesTechnology, value, &found.at, &scene.at);
            drafts.propose(Finding {
                polarity: if negated && !listed.is_empty() || denied {
                    Polarity::Negated
                } else {
                    Polarity::Affirmed
                },
                attribution: attribution.clone(),
                ..finding
            });
        }
    }
}

/// What a sentence says of technology: plain cameras only where nothing more telling stands there.
pub(super) fn worth<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = &'s Found<Technology>> {
    let plain = |term: Technology| {
        matches!(term, Technology::Cctv | Technology::VideoAnalytics | Technology::Other)
    };
    let telling = scene.technologies.iter().any(|found| !plain(found.value));
    scene.technologies.iter().filter(move |found| !telling || !plain(found.value))
}

/// The body that the sentence says uses it: "The Arden Police has a …".
fn user_of(scene: &Scene<'_>, found: &Found<Technology>) -> Option<Subject> {
    let cue =
        scene.cues.iter().rfind(|cue| cue.value == Cue::Use && cue.at.end <= found.at.start)?;
    let body = scene.last_before(cue.at.start, &[NameOf::Agency])?;
    if distance(&body.at, &cue.at) > 30 || distance(&cue.at, &found.at) > 80 {
        return None;
    }
    Subject::of(scene.text, Kind::Agency, &[Part::At(&body.at)])
}

/// With nothing else to go by, a system is called by its technology.
fn own_subject(scene: &Scene<'_>, found: &Found<Technology>) -> Option<Subject> {
    Subject::of(scene.text, Kind::System, &[Part::At(&found.at), Part::Word("system")])
}

fn is_negated(scene: &Scene<'_>) -> bool {
    scene.cues.iter().any(|cue| cue.value == Cue::Not)
}

/// "did not buy X", "no utiliza X": the denial and the verb stand right before the technology.
static DENIED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:\bnot|n't|\bnever|\bno|\bnunca)(?: (?:yet|ha|han|currently|actualmente))? (?:use|using|used|buy|buying|bought|acquire|acquired|purchase|purchased|operate|operates|operated|deploy|deployed|have|employ|own|utiliza|utilizan|usa|usan|utilizado|usado|adquirio|adquirido|compro|comprado|opera|operan|tiene|tienen|cuenta con|cuentan con|emplea|instalo|instalado)(?: \w+){0,4} ?$",
    )
});
/// What is only advised, asked for or wondered about has not happened.
static ADVISED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:should|ought to|must|recommend\w*|urge[sd]?|calls? for|called for|demand\w*|whether|deberia\w*|deben?|recomend\w*|recomiend\w*|exig\w+|pid\w+ que|solicit\w+ que|insta\w*)\b[^.;]*$",
    )
});

/// "X is banned", "X fue prohibido".
static BANNED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: (?:technology|software|systems?))? (?:is|are|was|were|has been|have been|remains|esta|fue|ha sido) (?:banned|prohibited|outlawed|prohibid[oa])\b",
    )
});
/// What is approved may be that something must not be.
static FORBIDS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^ (?:to )?(?:an? |the |la |el |una |un )?(?:ban|bans|prohibit|outlaw|moratorium|prohib\w+|moratoria)\b",
    )
});

/// What a sentence says from `at` on, folded.
fn after<'s>(scene: &'s Scene<'_>, at: usize) -> &'s str {
    &scene.folded.text()[scene.folded.forth(at)..]
}

/// What a sentence says before `at`, folded.
fn before<'s>(scene: &'s Scene<'_>, at: usize) -> &'s str {
    let text = scene.folded.text();
    let until = scene.folded.forth(at);
    let from = text.floor_char_boundary(until.saturating_sub(80));
    &text[from..until]
}

fn statuses(scene: &Scene<'_>, focus: &Focus, listed: &[Subject], drafts: &mut Drafts<'_>) {
    let about = !scene.technologies.is_empty()
        || scene.has(&[Cue::System, Cue::Contract])
        || scene.first(NameOf::Law).is_some()
        || focus.deal().is_some();
    if !about && focus.deployment().is_none() {
        return;
    }
    let law = scene
        .first(NameOf::Law)
        .and_then(|name| Subject::of(scene.text, Kind::Law, &[Part::At(&name.at)]));
    let attribution = scene.speaker(speaker);
    for found in &scene.statuses {
        let denied = scene
            .nearest(&found.at, &[Cue::Not])
            .is_some_and(|(cue, far)| cue.at.end <= found.at.start && far < 40)
            || scene.folded.text()[..scene.folded.forth(found.at.start)].ends_with(" no ");
        let approved = found.value == codebook::Status::Approved;
        let subject = law.as_ref().filter(|_| approved);
        if approved && subject.is_none() && FORBIDS.is_match(after(scene, found.at.end)) {
            continue;
        }
        let Some(subject) = subject.or(focus.deployment()) else { continue };
        if ADVISED.is_match(before(scene, found.at.start)) {
            continue;
        }
        let value = Value::Status(found.value);
        let finding =
            Finding::new("status/word", subject, Property::Status, value, &found.at, &scene.at);
        drafts.propose(Finding {
            polarity: if denied { Polarity::Negated } else { Polarity::Affirmed },
            attribution: attribution.clone(),
            ..finding
        });
    }
    denials(scene, focus, listed, drafts);
}

/// "the two towns did not buy it": the statement's whole clause is what is denied.
fn denials(scene: &Scene<'_>, focus: &Focus, listed: &[Subject], drafts: &mut Drafts<'_>) {
    let relevant = !scene.technologies.is_empty() || scene.has(&[Cue::System, Cue::Contract]);
    let Some(cue) = scene.cues.iter().find(|cue| cue.value == Cue::Not) else { return };
    let denied = |found: &Found<Technology>| DENIED.is_match(before(scene, found.at.start));
    if scene.technologies.iter().any(denied) {
        return; // Said of the technology itself already.
    }
    if !relevant || scene.statuses.iter().any(|status| distance(&status.at, &cue.at) < 60) {
        return;
    }
    let end = clause_end(scene, cue.at.end);
    let at = cue.at.start..end;
    let Some(value) = drafts.literal(&at, Value::Text).filter(|_| at.len() >= 12) else { return };
    let subjects: Vec<&Subject> = if listed.is_empty() {
        focus.deployment().into_iter().collect()
    } else {
        listed.iter().collect()
    };
    for subject in subjects {
        let finding =
            Finding::new("status/denial", subject, Property::Status, value.clone(), &at, &scene.at);
        drafts.propose(finding);
    }
}

/// Where the clause ends that goes on at `from`.
fn clause_end(scene: &Scene<'_>, from: usize) -> usize {
    let rest = &scene.text[from..scene.at.end];
    let stop = rest.find([',', ';', '.', '”', '"', '\n', '(']).unwrap_or(rest.len());
    let stop = rest.floor_char_boundary(stop.min(160));
    from + rest[..stop].trim_end().len()
}

static PURPOSE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"\b(?:in order to|so as to|aimed at|for the purposes? of|with the aim of|for use (?:by|in)|for authentication of|for verification of|con el fin de|con el objetivo de|con la finalidad de|a fin de|con el proposito de|el proposito (?:declarado )?(?:es|fue|era) (?:que )?|que permite|para (?:la )?(?:[a-z]{3,}[aei]r|identificacion|deteccion|verificacion|prevencion|seguridad|control))\b[^.;:()]{3,120}|(?:^|[ "])to (?:identify|verify|authenticate|detect|track|monitor|enhance|operate|control|improve|prevent|combat|search|find|locate|confirm|manage|conduct|carry out|strengthen|facilitate|support|conform|match|compare|check|catch|fight|reduce|ensure|screen|organi[sz]e|register|enforce|count|trace|deter|investigate|solve|help)\b[^.;:()"]{3,120}"#,
    )
});

fn purposes(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let about = !scene.technologies.is_empty()
        || scene.has(&[Cue::System, Cue::Contract])
        || scene.names.iter().any(|name| name.value == NameOf::Vendor);
    let Some(subject) = focus.deployment().filter(|_| about) else { return };
    for hit in PURPOSE.find_iter(scene.folded.text()).take(2) {
        let words = hit.as_str().trim_start_matches([' ', '"']);
        let start = hit.end() - words.len();
        let stop = words.find(", ").filter(|at| *at > 20).unwrap_or(words.len());
        let end = start + words[..stop].trim_end().len();
        let at = scene.folded.back(&(start..end));
        if let Some(value) = drafts.literal(&at, Value::Text) {
            let finding =
                Finding::new("use/purpose", subject, Property::Purpose, value, &at, &scene.at);
            drafts.propose(finding);
        }
    }
}

static JOINED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:connected to|connects?|linked to|links to|against|databases? of|access to|hook up to|interfac\w+ with|interoperab\w+|consulting databases of|integrat\w+ (?:with|into)|compared (?:with|to|against)|matched against|convenio con|conectad[oa]s? (?:a|con)|acceso a|bases? de datos del?|registrad[oa]s en|cotej\w+ (?:con|contra)|interconect\w+|vinculad[oa]s? (?:a|con))\b",
    )
});
static PLAIN_DATABASE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:against|with|to|on|from|contra|con|a|en) ((?:the |an? |la |las |los |sus )?[a-z'-]+(?: [a-z'-]+){0,4} databases?|(?:las? )?bases? de datos (?:del? |de la )?[a-z]+(?: [a-z]+){0,3})\b",
    )
});

fn databases(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let Some(subject) = focus.deployment() else { return };
    let text = scene.folded.text();
    let bodies = |name: &Found<NameOf>| matches!(name.value, NameOf::Agency | NameOf::Database);
    let joined = scene.names.iter().any(bodies).then(|| JOINED.find_iter(text));
    for cue in joined.into_iter().flatten().take(3) {
        let from = scene.folded.back(&cue.range()).end;
        for name in &scene.names {
            let near = name.at.start >= from && name.at.start - from < 140;
            if near && bodies(name) {
                let value = drafts.literal(&name.at, Value::Name);
                propose_database(scene, drafts, subject, value, &name.at);
            }
        }
    }
    if !text.contains("database") && !text.contains("datos") {
        return;
    }
    let named = |hit: &regex::Match<'_>| is_named_database(hit.as_str());
    for hit in PLAIN_DATABASE.captures_iter(text).filter_map(|c| c.get(1)).filter(named).take(2) {
        let at = scene.folded.back(&hit.range());
        let value = drafts.literal(&at, Value::Name);
        propose_database(scene, drafts, subject, value, &at);
    }
}

/// True where the words say which database is meant: "the police database", not "a database".
fn is_named_database(words: &str) -> bool {
    const PLAIN: &str = "the|a|an|its|their|his|her|our|this|that|any|some|such|one|own|large|big|\
central|single|new|existing|reference|local|internal|external|vast|huge|la|las|los|una|sus|database|\
databases|base|bases|de|del|datos|que|para|con|y|o|en|por|propia|propias|personales|biometricos";
    const JOINTS: &str = "with|against|to|on|from|in|by|for|contra|a";
    let listed = |list: &str, word: &str| list.split('|').any(|listed| listed == word);
    // In "los datos del padron y" the name is what stands right behind.
    let spanish = words.contains("datos");
    let mut words = words.split(' ').filter(|word| !word.is_empty());
    if spanish {
        let telling =
            |word: &str| matches!(word, "que" | "para" | "con" | "y" | "en" | "por" | "propia");
        let mut rest = words.skip_while(|word| *word != "datos").skip(1).peekable();
        return !rest.peek().is_some_and(|word| telling(word))
            && rest.any(|word| !listed(PLAIN, word));
    }
    let plain = words.clone().any(|word| listed(JOINTS, word));
    !plain && words.any(|word| !listed(PLAIN, word))
}

fn propose_database(
    scene: &Scene<'_>,
    drafts: &mut Drafts<'_>,
    subject: &Subject,
    value: Option<Value>,
    at: &Range<usize>,
) {
    if let Some(value) = value {
        let finding = Finding::new(
            "use/database",
            subject,
            Property::DatabaseConnected,
            value,
            at,
            &scene.at,
        );
        drafts.propose(finding);
    }
}
