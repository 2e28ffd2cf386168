//! What shows that words name a company: its form, a company's word, or what is said before it.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::folded::{Pattern, pattern};
use crate::name_words::{COMPANY_FORMS, COMPANY_WORDS};
use crate::written::{Word, folded_word, words};
use crate::{bodies, persons, vendors};

/// "Public Safety", "Embedded Software": what any such thing is called, and no company.
fn is_common(run: &[Word<'_>]) -> bool {
    const COMMON: &[&str] = &[
        "public",
        "community",
        "traffic",
        "road",
        "embedded",
        "information",
        "operating",
        "management",
        "computer",
        "national",
        "security",
        "identity",
        "biometric",
        "surveillance",
        "facial",
        "camera",
        "video",
        "recognition",
        "access",
        "control",
        "online",
        "school",
        "officer",
        "food",
        "health",
        "enterprise",
        "third-party",
        "smart",
        "artificial",
    ];
    matches!(run, [first, _] if COMMON.contains(&first.folded.as_ref()))
}

/// True where a run's first or last word is a company's.
pub(crate) fn is_worded(run: &[Word<'_>]) -> bool {
    if is_common(run) {
        return false;
    }
    let first = run.first().map(|word| word.folded.as_ref());
    let last = run.last();
    last.is_some_and(|word| LAST_FORMS.contains(&word.text))
        || first.is_some_and(|word| FIRST_WORDS.contains(&word))
        || last.is_some_and(|word| COMPANY_WORDS.contains(&word.folded.as_ref()))
}

static COMPANY: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"^,? ?(?:{})(?:[\s,.;)]|$)", COMPANY_FORMS.join("|"))));

static FORM: LazyLock<Pattern> = LazyLock::new(|| {
    let forms = COMPANY_FORMS.iter().chain(CELL_FORMS).copied().collect::<Vec<_>>();
    pattern(&format!(r"(?i)[\s,](?:{})$", forms.join("|")))
});

/// Forms as cells have them, that in a sentence may be other words.
const CELL_FORMS: &[&str] = &[
    r"S\.? ?L\.? ?[LUP]?\.?",
    r"S\.? ?A\.? ?[CSU]?\.?",
    r"S\.? ?R\.? ?L\.?",
    r"S\.? DE R\.? ?L\.?(?: DE C\.? ?V\.?)?",
    r"S\.? ?COOP\.?",
    r"S\. ?EN C\.?(?: POR A\.?)?",
    r"U\.? ?T\.? ?E\.?",
    r"E\.?I\.?R\.?L\.?",
    r"L\.?L\.?P\.?",
    r"L\.P\.",
    r"Co\.",
    r"Company",
];

/// A company's name without its form, if it has one.
pub(crate) fn without_form(name: &str) -> Option<&str> {
    let form = FORM.find(name).map(|form| form.start()).or_else(|| {
        let (bare, last) = name.rsplit_once(' ')?;
        let formed =
            LAST_FORMS.contains(&last) || matches!(last, "Ltd" | "Inc" | "Corp" | "Limited");
        formed.then_some(bare.len())
    })?;
    Some(name.get(..form)?.trim_end_matches([',', ' ']))
}

/// True where the words show that they name a company: by its form, a company's word at its end (in
/// Spanish, at its beginning), or being known.
pub(crate) fn is_company(name: &str) -> bool {
    if vendors::is_known(name) {
        return true;
    }
    let formed = FORM.is_match(name.trim());
    let run = words(name);
    let kept = bodies::without_person("", &run);
    if kept.len() != run.len() && !(formed && kept.is_empty()) || persons::identifies(name) {
        return false;
    }
    let titled = run.first().is_some_and(|word| persons::is_title(&word.folded));
    let worded = |word: Option<&Word<'_>>| {
        word.is_some_and(|word| COMPANY_WORDS.contains(&word.folded.as_ref()))
    };
    formed && !titled
        || !kept.is_empty() && run.len() > 1 && (worded(run.last()) || worded(run.first()))
}

/// Where the company's form ends that stands in a run or right behind it.
pub(crate) fn company_end(raw: &str, run: &[Word<'_>]) -> Option<usize> {
    // A town's or a county's corporation is public.
    let public = |at: usize| bodies::is_public(&run[..=at]);
    let may = |at: usize| run.get(at).is_none_or(|word| is_form_like(word.text) && !public(at));
    (1..=run.len()).filter(|at| may(*at)).find_map(|at| {
        let from = run[at - 1].at.end;
        let end = form_end(raw, from)?;
        // "Vell Corporation Private Limited"
        Some(form_end(raw, end).unwrap_or(end))
    })
}

/// Where a company's form ends that begins at `from`.
fn form_end(raw: &str, from: usize) -> Option<usize> {
    let form = COMPANY.find(&raw[from..])?.as_str();
    let form = form.trim_end_matches([' ', ',', ';', ')', '\n', '\r', '\t']);
    // The last dot is the form's where there are others: "S.A.", but "Inc".
    let bare = form.trim_end_matches('.');
    let form = if bare.contains('.') && !bare.ends_with("Ltd") { form } else { bare };
    Some(from + form.len())
}

/// "Documents obtained by X", "visto por X": who found something out sells nothing, whatever its name.
pub(crate) fn found_out(before: &str) -> bool {
    static FOUND_OUT: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:obtained|seen|reviewed|uncovered|unearthed|requested|analy[sz]ed|investigated|researched|written|published|reported|compiled|obtenid[oa]s?|consultad[oa]s?|revisad[oa]s?|analizad[oa]s?|solicitad[oa]s?|publicad[oa]s?|documentad[oa]s?|elaborad[oa]s?)(?: \w+ly)? (?:by|por)(?: the| la| el)? $",
        )
    });
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(48))..];
    FOUND_OUT.is_match(near)
}

/// True for a word that may begin a company's form.
pub(crate) fn is_form_like(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "SA",
        "S",
        "Inc",
        "LLC",
        "Ltd",
        "Limited",
        "Corp",
        "Corporation",
        "GmbH",
        "PLC",
        "SpA",
        "Ltda",
        "Pvt",
        "Pty",
        "Private",
        "Sdn",
        "Pte",
        "S/A",
        "A/S",
    ];
    WORDS.contains(&word) || word.contains('.') && word.starts_with(|c: char| c.is_uppercase())
}

/// Companies' forms that are two or three capitals.
const LAST_FORMS: &[&str] = &[
    "AG", "NV", "BV", "Oy", "OY", "AB", "KK", "SA", "SAS", "SRL", "SARL", "EIRL", "PLC", "LLC",
    "LLP",
];

/// First words of a Spanish company's name.
const FIRST_WORDS: &[&str] = &[
    "tecnologias",
    "tecnologia",
    "soluciones",
    "sistemas",
    "comercializadora",
    "grupo",
    "empresa",
    "distribuidora",
    "consultora",
];

/// Companies that join for one contract.
pub(crate) fn is_consortium(run: &[Word<'_>]) -> bool {
    match run {
        [first, _, ..] if first.folded == "consorcio" || first.text == "UT" => true,
        [first, second, _, ..] => first.folded == "union" && second.folded == "temporal",
        _ => false,
    }
}

/// Words before a company's name that say that it is one.
const COMPANY_CUES: &[&str] = &[
    "company",
    "firm",
    "vendor",
    "contractor",
    "supplier",
    "startup",
    "start-up",
    "manufacturer",
    "empresa",
    "compania",
    "firma",
    "proveedor",
    "proveedora",
    "contratista",
    "fabricante",
    "desarrolladora",
    "startups",
    "consultora",
    "mercantil",
];

/// "the company X", "la firma alemana X": the words before say so, and nothing says a person's.
pub(crate) fn called_company(before: &str, run: &[Word<'_>]) -> bool {
    let known = |word: &Word<'_>| {
        persons::is_given(&word.folded)
            || persons::is_surname(&word.folded)
            || persons::is_title(&word.folded)
            || persons::is_institution_word(&word.folded)
    };
    let long = run.iter().any(|word| word.text.len() > 2);
    if run.is_empty() || run.len() > 4 || run.iter().any(known) || !long {
        return false;
    }
    let Some(before) = before.strip_suffix([' ', '"', '“', '\'']) else { return false };
    let mut last = before.rsplit(|c: char| !c.is_alphabetic() && c != '-').map(folded_word);
    let cue = |word: Option<Cow<'_, str>>| word.is_some_and(|w| COMPANY_CUES.contains(&w.as_ref()));
    let near = last.next();
    if let [only] = run
        && is_party(before)
        && only.text.len() >= 4
        && gazetteer::named(&only.folded).is_empty()
        && !NO_COMPANY.contains(&only.folded.as_ref())
        && !["ian", "ese", "ish", "ean"].iter().any(|end| only.folded.ends_with(end))
    {
        return true;
    }
    let based = near.as_ref().is_some_and(|word| word.ends_with("-based"));
    based || cue(near.clone()) || near.is_some_and(|word| is_origin(&word)) && cue(last.next())
}

/// One word with a capital that is no company: what else a contract may be with.
const NO_COMPANY: &[&str] = &[
    "congress",
    "parliament",
    "council",
    "state",
    "city",
    "county",
    "contractor",
    "customer",
    "client",
    "vendor",
    "supplier",
    "police",
    "government",
    "provider",
    "licensee",
    "licensor",
    "congreso",
    "estado",
    "cliente",
    "proveedor",
    "contratista",
    "gobierno",
    "licitante",
    "adjudicatario",
    "party",
    "parties",
    "company",
    "agency",
    "department",
    "ministry",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "internet",
    "google",
    "facebook",
    "twitter",
];

/// "contract with", "adjudicado a": whoever is named right behind is a party to a contract, and a person
/// seldom goes by one word there.
fn is_party(before: &str) -> bool {
    const ENDS: &[&str] = &[
        "contract with",
        "contracts with",
        "deal with",
        "contract to",
        "awarded to",
        "contrato con",
        "adjudicado a",
        "adjudicada a",
        "adjudicó a",
        "adjudico a",
        "contrato a",
        "contratos con",
        "suministrado por",
        "suministrada por",
        "suministradas por",
        "supplied by",
        "manufactured by",
        "fabricado por",
        "fabricada por",
        "fabricadas por",
        "provisto por",
        "provista por",
    ];
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(24))..];
    ENDS.iter().any(|end| near.ends_with(end))
}

/// "firma brasileña": where a company is from, by the word's ending where it is not listed.
fn is_origin(folded: &str) -> bool {
    const ENDS: [&str; 5] = ["ana", "ena", "esa", "ense", "eli"];
    const MORE: [&str; 14] = [
        "argentina",
        "china",
        "filipina",
        "britanica",
        "belga",
        "suiza",
        "sueca",
        "turca",
        "rusa",
        "austriaca",
        "local",
        "argentino",
        "brasileno",
        "espanola",
    ];
    if folded.len() > 5 && ENDS.iter().any(|end| folded.ends_with(end)) || MORE.contains(&folded) {
        return true;
    }
    is_demonym(folded)
}

/// "Ardenian", "ardenia": a word for the people of a place.
pub(crate) fn is_demonym(folded: &str) -> bool {
    gazetteer::named(folded).iter().any(|place| place.what == gazetteer::What::Demonym)
}
