//! From when until when a system was used, and when it is to begin: what stands too far from a word of
//! its own, in a range, or ahead.
//!
//! It should also find: "between autumn 2019 and March 2020", "from May to July 2031", "tested for three
//! weeks", "is to go live in March", "en 2019 el gobierno … desplegó", and the same beside a link's
//! address, which is not text.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::edtf::Edtf;
use codebook::{Property, Qualifiers, Value};

use super::subjects::Focus;
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding, Subject};
use crate::folded::{Found, Pattern, pattern};
use crate::scene::Scene;

pub(super) fn relate(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    if scene.dates.is_empty() && scene.durations.is_empty() {
        return;
    }
    static USED: LazyLock<Pattern> =
        LazyLock::new(|| pattern(r"\b(?:us(?:o|ed|e|ing|aron)|utiliz[a-z]+)\b"));
    let Some(subject) = focus.deployment() else { return };
    let about = !scene.technologies.is_empty() || scene.has(&[Cue::System]);
    if about || USED.is_match(&scene.folded) {
        ranges(scene, subject, drafts);
    }
    if !about {
        return;
    }
    ahead(scene, subject, drafts);
    leading(scene, subject, drafts);
    ended(scene, subject, drafts);
    lengths(scene, subject, drafts);
}

fn propose(
    rule: &'static str,
    scene: &Scene<'_>,
    subject: &Subject,
    property: Property,
    date: &Found<Edtf>,
    drafts: &mut Drafts<'_>,
) {
    let value = Value::Date(date.value.clone());
    let planned = rule.starts_with("use/ahead");
    let finding = Finding::new(rule, subject, property, value, &date.at, &scene.at);
    let qualifiers = Qualifiers { planned, ..Qualifiers::default() };
    drafts.propose(Finding { qualifiers, ..finding });
}

static FROM: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:from|between|since|entre|desde|de|del)(?: (?:el|la|the|at least|al menos|about|around|roughly|early|late|mid|ano|spring|summer|autumn|fall|winter|of|otono|verano|invierno|primavera|principios|fines|finales|mediados|mes|de))* $",
    )
});
static TO: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^,? ?(?:to|and|until|till|through|a|al|y|hasta|-)(?: (?:el|la|the|at least|early|late|mid|ano|mes|de))* ?$",
    )
});

/// True where two dates that follow each other tell from when until when.
fn is_range(scene: &Scene<'_>, from: &Range<usize>, to: &Range<usize>) -> bool {
    let text = scene.folded.text();
    let before = scene.until(from.start);
    // "from July to December 2031": the first stands on the words of both.
    let joined = from.start < to.start && from.end >= to.end || from == to;
    if joined {
        const OWN: [&str; 5] = ["entre ", "between ", "from ", "desde ", "de "];
        let own = scene.folded.slice(from);
        return OWN.iter().any(|word| own.starts_with(word)) || FROM.is_match(scene.part(before));
    }
    let (start, end) = (scene.folded.forth(from.end), scene.folded.forth(to.start));
    let between = text.get(start..end).unwrap_or_default();
    super::terms::of_term(scene, from).is_none()
        && TO.is_match(scene.part(between))
        && (FROM.is_match(scene.part(before)) || between.trim() == "-")
}

/// True where a date is the second of two that tell from when until when: nothing begins then.
pub(super) fn ends_range(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    scene.dates.windows(2).any(|pair| match pair {
        [from, to] => to.at == *at && from.at != *at && is_range(scene, &from.at, &to.at),
        _ => false,
    })
}

/// Two dates with "to", "and", "until" between them, behind "from" or "between".
fn ranges(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    for pair in scene.dates.windows(2) {
        let [from, to] = pair else { continue };
        if is_range(scene, &from.at, &to.at) {
            propose("use/range", scene, subject, Property::StartDate, from, drafts);
            propose("use/range", scene, subject, Property::EndDate, to, drafts);
        }
    }
}

/// "should be switched on in March", "se prevé que arranque en el primer trimestre de 2031".
fn ahead(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    static AHEAD: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:(?:will|to|would|should|set|due|planned|scheduled|expected|slated)(?: [a-z]+){0,2} (?:go live|take effect|launch|launched|begin|start|be (?:launched|rolled out|deployed|installed|operational|introduced|ready|completed|implemented|in place|live)|come into (?:force|effect|operation)|roll out|get|have)|plans? to [a-z]+|intends? to [a-z]+|(?:preven?|planean?|proyectan?) [a-z]+[aei]r|(?:date of launch|launch date)(?: [a-z]+){0,5} (?:is|was)|(?:sea|sera|seran|este|estara|estaran|quede|quedara) (?:puest[oa]s?|list[oa]s?|operativ[oa]s?|instalad[oa]s?|implementad[oa]s?|en funcionamiento|en operacion)|(?:entrara|entraran|entre|entren) en (?:vigor|operacion|funcionamiento|vigencia)|(?:comenzara|comenzaran|iniciara|iniciaran|empezara|empezaran|arrancara|arrancaran|funcionara|operara|instalara|instalaran|implementara|implementaran))\b[^.;(]*$",
        )
    });
    static SINCE: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^[^.;]*?\b(?:will (?:be|get|have|begin|start)|seran?|comenzaran?|instalaran?|tendran?|contaran?)\b",
        )
    });
    for date in &scene.dates {
        let near = scene.before(date.at.start, 100);
        let after = scene.after(date.at.end);
        let by = near.ends_with("by ")
            || near.ends_with("para ")
            || near.ends_with("in ")
            || near.ends_with("en ");
        if super::terms::of_term(scene, &date.at).is_some() {
            continue;
        }
        static DONE: LazyLock<Pattern> = LazyLock::new(|| {
            pattern(
                r"\b(?:be (?:completed|finished|concluded|wound up)|conclui(?:da|do)|finaliza(?:da|do)|terminad[oa])\b[^,;]*$",
            )
        });
        if AHEAD.is_match(scene.part(near)) && DONE.is_match(scene.part(near)) {
            propose("use/ahead_end", scene, subject, Property::EndDate, date, drafts);
        } else if AHEAD.is_match(scene.part(near)) || by && SINCE.is_match(scene.part(after)) {
            propose("use/ahead", scene, subject, Property::StartDate, date, drafts);
        }
    }
}

/// "a successful 2031 pilot": a year right before what was begun in it.
static OF_YEAR: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^ (?:[a-z]+ )?(?:pilot|trial|rollout|roll-out|deployment|launch|moratorium)\b")
});

/// "In 2031 the government … deployed": the date opens the sentence, the deed follows further on.
fn leading(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    static DEED: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:deployed|rolled out|launched|introduced|installed|implemented|began using|started using|went live|created|instalo|instalaron|implemento|implementaron|desplego|desplegaron|introdujo|introdujeron|presento|lanzo|puso en marcha|pusieron en marcha|incorporo (?:un|una|camaras|el|la)|se (?:creo|instalo|instalaron|implemento|introdujo|puso en marcha)|inauguro|estreno|comenzo a|empezo a)\b",
        )
    });
    static THEN: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:introduced|created|unveiled|se introdujo|introdujo|se creo|fue cread[oa]|cread[oa]|operad[oa]|funciona|opera|operan|presentad[oa]|lanzad[oa]|instalad[oa]s?|implementad[oa]|estrenad[oa]|inaugurad[oa])(?: back)? (?:in|on|en|el|desde|since|desde el)(?: late| early| el ano)? $|\b(?:enter(?:ed|s) (?:into )?force|took effect|came into (?:force|effect)|entr(?:o|aron) en vigor|vigente desde)(?: (?:in|on|from|since|en|el|desde|late|early))* $",
        )
    });
    let text = scene.folded.text();
    for date in &scene.dates {
        // What is written between the word and the date may be part of the date's own words.
        let until = scene.folded.forth(date.at.start);
        let own = text[until..].starts_with("en ") || text[until..].starts_with("in ");
        if THEN.is_match(scene.part(&text[..if own { until + 3 } else { until }])) {
            propose("use/then", scene, subject, Property::StartDate, date, drafts);
        }
    }
    for date in scene.dates.iter().filter(|date| date.at.len() == 4) {
        let next = scene.after(date.at.end);
        if OF_YEAR.is_match(scene.part(next)) {
            propose("use/of_year", scene, subject, Property::StartDate, date, drafts);
        }
    }
    let Some(date) = scene.dates.first() else { return };
    let start = scene.folded.forth(date.at.start);
    let opens = start < 24 || {
        let before = scene.before(date.at.start, 24);
        before.contains("'en ") || before.contains("'in ") || before.contains("\"en ")
    };
    let after = scene.after(date.at.end);
    let past = |hit: &crate::folded::Match<'_>| {
        let addresses = crate::furniture::addresses(scene.words(&scene.at), scene.at.start);
        let deed = scene.folded.back(&(text.len() - after.len() + hit.start()..text.len())).start;
        let skipped: usize = addresses
            .iter()
            .filter(|address| address.start >= date.at.end && address.end <= deed)
            .map(Range::len)
            .sum();
        deed - date.at.end - skipped < 160
    };
    if opens && DEED.find(scene.part(after)).is_some_and(|hit| past(&hit)) {
        propose("use/leading", scene, subject, Property::StartDate, date, drafts);
    }
}

/// "stopped using it in 2031", "dejó de usarlo en 2031".
fn ended(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    static ENDED: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:stopp?ed using|ceased|suspended|paused|halted|switched off|shut down|scrapped|dismantled|decommissioned|shelved|retired|discontinued|withdrew|phased out|dej(?:o|aron) de (?:usar|utilizar|operar|funcionar)|suspendi(?:o|eron)|cancel(?:o|aron|led)|desactiv(?:o|aron)|desmantel(?:o|aron)|apag(?:o|aron))\b[^.;(]*$",
        )
    });
    for date in &scene.dates {
        let near = scene.before(date.at.start, 90);
        if ENDED.is_match(scene.part(near)) {
            propose("use/ended", scene, subject, Property::EndDate, date, drafts);
        }
    }
}

/// "for three weeks", "a six-month trial".
fn lengths(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    static LASTED: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:for|over|durante|por|a lo largo de|lasted|lasting|duro|durara|will last)(?: (?:a|un|una|the|los|las|at least|al menos|unos|unas|about|nearly|casi))* $",
        )
    });
    static TRIAL: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^[ -](?:pilot|trial|test|deployment|project|piloto|prueba|de (?:prueba|pruebas|piloto))\b",
        )
    });
    let used = scene.has(&[Cue::Use, Cue::Launch]) || !scene.technologies.is_empty();
    for length in scene.durations.iter().filter(|_| used) {
        let before = scene.until(length.at.start);
        let after = scene.after(length.at.end);
        let kept = [" record", " retention", " de conserva", " de almacen"]
            .iter()
            .any(|w| after.starts_with(w));
        if !kept
            && (TRIAL.is_match(scene.part(after))
                || LASTED.is_match(scene.part(before)) && !KEPT.is_match(scene.part(before)))
        {
            let value = Value::Duration(length.value);
            let finding = Finding::new(
                "use/length",
                subject,
                Property::EndDate,
                value,
                &length.at,
                &scene.at,
            );
            drafts.propose(finding);
        }
    }
}

/// What is kept for a time has not been used for it.
static KEPT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:kept|stored|retain[a-z]*|retention|store|deleted|conserv[a-z]+|almacen[a-z]+|guard[a-z]+|retencion|experience|experiencia)\b",
    )
});
