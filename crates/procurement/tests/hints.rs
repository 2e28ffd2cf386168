//! A first look at a text says whether it may be for a technology: never no where it is.

use std::path::Path;

use procurement::fuzzing::hints_agree;
use proptest::prelude::*;

/// The phrases of the lexicon that are for a technology, one spelling of each.
fn phrases() -> Vec<String> {
    let table = include_str!("../data/lexicon.tsv");
    let rows = table
        .lines()
        .filter(|row| !row.starts_with('#'))
        .map(|row| row.split('\t').collect::<Vec<_>>());
    let rows = rows.filter(|row| !matches!(row[0], "near" | "against" | "not"));
    rows.flat_map(|row| row[3].split('|').map(str::to_owned).collect::<Vec<_>>())
        .flat_map(|phrase| {
            let bare = phrase.split('(').next().unwrap_or_default().to_owned();
            let rest = phrase.split_once(')').map(|(_, rest)| rest.to_owned());
            let full: String = phrase.chars().filter(|c| !matches!(c, '(' | ')')).collect();
            [format!("{bare}{}", rest.unwrap_or_default()), full]
        })
        .filter(|phrase| !phrase.contains(['(', ')']))
        .collect()
}

#[test]
fn each_phrase_is_seen_however_it_is_written() {
    let all = phrases();
    assert!(all.len() > 500, "{} phrases", all.len());
    for phrase in &all {
        assert!(hints_agree(phrase), "{phrase}");
        assert!(hints_agree(&phrase.to_uppercase()), "{phrase}");
        assert!(
            hints_agree(&format!("Adquisición de «{}» – año 2031", phrase.replace(' ', " - "))),
            "{phrase}"
        );
        assert!(
            hints_agree(&format!("º{phrase}… no").replace("ºc", "º c").replace('º', "º,")),
            "{phrase}"
        );
        assert!(
            hints_agree(&phrase.replace('a', "á").replace('e', "É").replace('o', "o\u{301}")),
            "{phrase}"
        );
    }
    for code in ["32323500-8", "35125300", "92222000"] {
        assert!(hints_agree(code), "{code}");
    }
    for other in ["obra pública", "", "12", "camera", "çñß", "45000000"] {
        assert!(!hints_agree(other), "{other}");
    }
}

#[test]
fn nothing_real_is_overlooked() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/procurement");
    if !path.is_dir() {
        println!("skipped: no real data beside this checkout");
        return;
    }
    let found: usize = ["releases.jsonl", "uk-contracts-finder.jsonl", "compranet-2013.csv"]
        .iter()
        .filter_map(|file| std::fs::read(path.join(file)).ok())
        .map(|bytes| {
            String::from_utf8_lossy(&bytes)
                .split(['"', '\n'])
                .filter(|text| hints_agree(text))
                .count()
        })
        .sum();
    assert!(found > 50, "only {found} texts with something in them");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_written_is_overlooked(
        which in any::<prop::sample::Index>(),
        before in "([a-zA-ZÀ-ÿ0-9 .,ªº–’\u{300}\u{301}ŁΩж€]){0,12}",
        after in "([a-zA-ZÀ-ÿ0-9 .,ªº–’\u{300}\u{301}ŁΩж€]){0,12}",
    ) {
        let all = phrases();
        hints_agree(&format!("{before}{}{after}", which.get(&all)));
        hints_agree(&format!("{before} {} {after}", which.get(&all)));
    }
}
