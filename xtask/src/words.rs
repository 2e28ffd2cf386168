//! The table of words beside the gazetteer's places, made anew from published packages:
//! `crates/gazetteer/data/words.tsv`. Which words people are called by, and which are ordinary ones.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;
use codebook::fold::fold;

/// The packages of PyPI that it is made from.
pub(crate) const PACKAGES: [&str; 3] =
    ["Faker==40.54.0", "names==0.3.0", "spacy-lookups-data==1.0.5"];

const HEAD: &str = "\
# Made by `cargo xtask gazetteers`; not to be edited. NOTICE.md says more of licences.
# Names of persons: Faker 40.54.0 (MIT), and the census of the United States of 1990 (public domain) by names 0.3.0 (MIT).
# How often a word is written: spacy-lookups-data 1.0.5 (MIT). All of PyPI.
# folded word, what it is: Given name (g where it is mostly another word), Surname, Ordinary word that is neither
";

/// How often a word is written, as a logarithm.
type Often = HashMap<String, f64>;

/// A word that is written less often is none that everybody knows.
const KNOWN: f64 = -14.5;
/// A name that is a word, too, is none where the word is written as often as this.
const HEARD: f64 = -16.0;
/// Up to which share of the people counted the surnames of a census are told from ordinary words.
const COUNTED: f64 = 75.0;

/// Makes the table from the packages in `from`; what is or begins the name of a `place` tells nobody.
pub(crate) fn words(from: &Path, folder: &Path, places: &BTreeSet<&str>) -> anyhow::Result<()> {
    let often = ["en", "es"].map(|language| often(from, language));
    let often = often.into_iter().collect::<anyhow::Result<Vec<Often>>>()?;
    let listed = listed(&from.join("faker/providers/person"))?;
    let counted = counted(&from.join("names"))?;
    let mut table: BTreeMap<String, String> = BTreeMap::new();
    for ((sort, also), names) in [('G', Some('g')), ('S', None)].iter().zip(&listed) {
        for name in names {
            let word = often.iter().any(|often| is_word(often, name, HEARD));
            let place = || places.contains(name.as_str());
            let letter = if word { *also } else { (!place()).then_some(*sort) };
            if let Some(letter) = letter {
                table.entry(name.clone()).or_default().push(letter);
            }
        }
    }
    for often in &often {
        for word in often.keys().filter(|word| word.chars().count() > 2) {
            let folded = fold(word);
            let name = listed.iter().any(|names| names.contains(&folded));
            let plain = word.chars().all(char::is_lowercase) && is_plain(&folded);
            if plain && !name && !counted.contains(&folded) && is_word(often, word, KNOWN) {
                table.insert(folded, "O".to_owned());
            }
        }
    }
    let mut text = HEAD.to_owned();
    for (word, sorts) in &table {
        writeln!(text, "{word}\t{sorts}")?;
    }
    let path = folder.join("words.tsv");
    std::fs::write(&path, &text).with_context(|| path.display().to_string())?;
    println!("{}: {} words, {} bytes", path.display(), table.len(), text.len());
    Ok(())
}

/// Letters of ASCII alone.
fn is_plain(folded: &str) -> bool {
    folded.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// True where a word is written small more often than with a capital, and often enough.
fn is_word(often: &Often, word: &str, least: f64) -> bool {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let capital = often.get(&(first + letters.as_str()));
    let small = often.get(word).filter(|small| **small > least);
    small.is_some_and(|small| capital.is_none_or(|capital| small > capital))
}

fn often(from: &Path, language: &str) -> anyhow::Result<Often> {
    let path = from.join(format!("spacy_lookups_data/data/{language}_lexeme_prob.json.gz"));
    let file = std::fs::File::open(&path).with_context(|| format!("no {}", path.display()))?;
    let file = flate2::read::GzDecoder::new(std::io::BufReader::new(file));
    serde_json::from_reader(file).with_context(|| path.display().to_string())
}

/// Given names and surnames of every language that has them in Latin letters, folded; three letters may be anything.
fn listed(folder: &Path) -> anyhow::Result<[BTreeSet<String>; 2]> {
    let mut found = [BTreeSet::new(), BTreeSet::new()];
    let folders = std::fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))?;
    for language in folders {
        let path = language?.path().join("__init__.py");
        let Ok(source) = std::fs::read_to_string(&path) else { continue };
        let mut sort = None;
        for line in source.lines() {
            // A list is a member of its class: four spaces, its name, an equals sign.
            let member =
                line.strip_prefix("    ").filter(|rest| rest.starts_with(char::is_alphabetic));
            if let Some(member) = member {
                let name = member.split([':', '=', ' ', '(']).next().unwrap_or_default();
                sort = ["first_name", "last_name"].iter().position(|sort| name.contains(sort));
            }
            let Some(sort) = sort else { continue };
            let line = line.split('#').next().unwrap_or_default();
            for quoted in line.split('"').skip(1).step_by(2) {
                found[sort].extend(quoted.split(' ').map(fold).filter(|word| is_name(word)));
            }
        }
    }
    Ok(found)
}

fn is_name(folded: &str) -> bool {
    folded.len() > 3 && is_plain(folded)
}

/// The names that a census counted, folded.
fn counted(folder: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for (file, most) in
        [("dist.female.first", 100.0), ("dist.male.first", 100.0), ("dist.all.last", COUNTED)]
    {
        let path = folder.join(file);
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))?;
        for line in text.lines() {
            let cells: Vec<&str> = line.split_whitespace().collect();
            let [name, _, share, _] = cells[..] else { continue };
            if share.parse::<f64>().is_ok_and(|share| share <= most) {
                names.insert(fold(name));
            }
        }
    }
    Ok(names)
}
