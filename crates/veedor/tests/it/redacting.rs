//! Words and sources that the public must not see, tried on what is published, as somebody would who has
//! the original and every bundle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use codebook::layer::Extractor;
use codebook::{Sha256, SourceId, TextLayer};

use register::redaction::GAP;

use crate::support::{Desk, any_file_holds};

/// A document that somebody's name stands in.
fn letter(name: &str) -> String {
    format!(
        "The Port Almeda Police Department has used live facial recognition since March 2031.\n\n\
         {name} of the records office says that the Faro system has 240 cameras.\n\n\
         Contract PA-0007-2031 was awarded to Lumbrera Sistemas, S.A. de C.V. on 14 February \
         2031 for 20 million Mexican pesos.\n\nSigned: {name}\n"
    )
}

const NAME: &str = "Zoraida Quintanar";

struct Case {
    desk: Desk,
    source: String,
}

/// A dossier with the letter, all of it accepted and public, and a word to the public about each fact.
fn case(name: &str, visibility: &str) -> Case {
    let case = case_of(&letter(name), visibility);
    let facts = case.desk.statements(&["--accepted"]);
    let facts: Vec<&str> = facts.iter().filter_map(|fact| fact["released"].as_str()).collect();
    assert!(!facts.is_empty());
    let told = format!("An earlier count was not {name}'s");
    for (text, role) in [(told.as_str(), "editor"), ("A year was wrong", name)] {
        case.desk.ok(&[&["correct"], &facts[..], &["--text", text, "--role", role]].concat());
    }
    case
}

fn case_of(letter: &str, visibility: &str) -> Case {
    let desk = Desk::new();
    let file = desk.document("letter.txt", letter);
    desk.ok(&["add", &file]);
    desk.accept_all();
    let list = desk.ok(&["source", "--list"]);
    let source = list.split_whitespace().next().unwrap().to_owned();
    desk.ok(&["source", &source, "--visibility", visibility]);
    desk.ok(&["release"]);
    Case { desk, source }
}

fn publish(case: &Case, name: &str) -> std::path::PathBuf {
    let out = case.desk.path().join(name);
    case.desk.ok(&["publish", out.to_str().unwrap()]);
    case.desk.ok(&["verify", out.to_str().unwrap()]);
    out
}

fn redact(case: &Case, words: &str) -> String {
    case.desk.ok(&["redact", &case.source, "--words", words, "--why", "a private person"])
}

fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn nothing_of_the_words_remains_in_the_next_bundle() {
    for visibility in ["public", "withheld"] {
        let case = case(NAME, visibility);
        let out = publish(&case, "site");
        assert!(any_file_holds(&out, "Zoraida"), "{visibility}: it was there before");
        let said = redact(&case, "zoraida QUINTANAR");
        assert!(said.contains("redacted 2 stretches"), "{said}");
        assert_eq!(said.matches("is not shown: it is about").count(), 2, "{said}");
        publish(&case, "site");
        for word in ["Zoraida", "Quintanar", "zoraida", "quintanar"] {
            assert!(!any_file_holds(&out, word), "{visibility}: {word}");
        }
        assert!(any_file_holds(&out, "240 cameras"), "{visibility}: the rest is there");
        let text = case.desk.ok(&["verify"]);
        assert!(!text.contains("FAILED"), "{text}");
        assert!(any_file_holds(&case.desk.dossier().join("archive"), "Zoraida"), "kept");
        assert!(any_file_holds(&out, GAP), "{visibility}: gaps in quotes");
        // Shown again, it is as before.
        case.desk.ok(&["redact", &case.source, "--undo", "--why", "she asked for it"]);
        case.desk.ok(&["release"]);
        publish(&case, "site");
        assert!(any_file_holds(&out, "Zoraida"));
    }
}

/// Whoever has the original but for the words tries candidates against every digest, id and length.
#[test]
fn no_candidate_can_be_confirmed() {
    let case = case(NAME, "public");
    redact(&case, NAME);
    let out = publish(&case, "site");
    let everything: Vec<String> =
        files(&out).values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    let holds = |needle: &str| everything.iter().any(|text| text.contains(needle));
    let numbers = numbers(&out);
    let statements = case.desk.statements(&[]);
    let (source, shown) = shown_text(&out);
    assert_eq!(shown, letter(GAP), "the rest of the text is there");
    // Nothing is counted in a text that has a guess in it.
    let places = places_of(&out, &source);
    let gap = shown.find(GAP).unwrap();
    assert!(places.iter().any(|(start, _, quote)| *start > gap && !quote.contains(GAP)));
    for (start, end, quote) in &places {
        assert_eq!(shown.get(*start..*end), Some(quote.as_str()));
        for candidate in ["Ana Ruiz", "Zoraida Quintana", NAME] {
            let there = letter(candidate).find(quote.as_str());
            assert!(*start < gap || there != Some(*start), "{candidate}: {quote}");
        }
    }
    for candidate in ["Ana Ruiz", "Zoraida Quintana", NAME] {
        let text = letter(candidate);
        let digest = Sha256::of(text.as_bytes());
        let source = SourceId::new(digest);
        let mut shapes = vec![
            digest.to_string(),
            Sha256::of(candidate.as_bytes()).to_string(),
            Sha256::of(candidate.to_lowercase().as_bytes()).to_string(),
            Sha256::of(format!("{candidate}\n").as_bytes()).to_string(),
            Sha256::of_parts(&[b"source", digest.as_bytes()]).to_string(),
            Sha256::of_parts(&[digest.as_bytes()]).to_string(),
            text.len().to_string(),
        ];
        for version in ["1", "2", "3", env!("CARGO_PKG_VERSION")] {
            let extractor = Extractor::new("utf8", version);
            shapes.push(TextLayer::id_for(source, &extractor, &digest).to_string());
        }
        // Of what is shown too: its gaps filled, and each of its lines and selectors.
        shapes.push(Sha256::of(shown.replace(GAP, candidate).as_bytes()).to_string());
        for line in text.lines().filter(|line| line.contains(candidate)) {
            shapes.push(Sha256::of(line.as_bytes()).to_string());
            shapes.push(Sha256::of(line.trim().as_bytes()).to_string());
        }
        assert!(!holds(candidate), "{candidate}");
        for shape in &shapes {
            let start = &shape[..shape.len().min(12)];
            let found = if start.len() < 12 { numbers.contains(start) } else { holds(start) };
            assert!(!found, "{candidate}: {shape}");
        }
    }
    for statement in &statements {
        let id = statement["id"].as_str().unwrap();
        assert!(!holds(&id[..12]), "the private id of a statement");
    }
}

/// The id of the one source, and its text, as published.
fn shown_text(bundle: &Path) -> (serde_json::Value, String) {
    let lines = std::fs::read_to_string(bundle.join("data/sources.jsonl")).unwrap();
    let line: serde_json::Value = serde_json::from_str(&lines).unwrap();
    let layer = line["seen"]["gaps"]["layers"][0].clone();
    let text = std::fs::read_to_string(bundle.join(layer["file"].as_str().unwrap())).unwrap();
    assert_eq!(layer["text"], Sha256::of(text.as_bytes()).to_string());
    (line["id"].clone(), text)
}

/// Every place of words that the published data tell.
fn places_of(bundle: &Path, source: &serde_json::Value) -> Vec<(usize, usize, String)> {
    let facts = std::fs::read_to_string(bundle.join("data/facts.jsonl")).unwrap();
    let mut places = Vec::new();
    for line in facts.lines() {
        let fact: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(fact["source"], *source);
        for span in fact["spans"].as_array().unwrap() {
            let at = |end: &str| usize::try_from(span["place"][end].as_u64().unwrap()).unwrap();
            assert_eq!(span["place"]["locator"], serde_json::json!({"at": "text"}));
            places.push((at("start"), at("end"), span["quote"].as_str().unwrap().to_owned()));
        }
    }
    places
}

/// Every number that is published, but for parts of moments and the sizes of the published files themselves:
/// those hang on the hour and on salted ids, and may be any number by chance.
fn numbers(bundle: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (name, bytes) in files(bundle) {
        let text = without_times(&String::from_utf8_lossy(&bytes));
        let sizes = name == "manifest.json";
        for line in text.lines().filter(|line| !sizes || !line.contains("\"bytes\": ")) {
            let words = line.split(|c: char| !c.is_ascii_alphanumeric());
            found.extend(words.filter(|word| word.parse::<u64>().is_ok()).map(str::to_owned));
        }
    }
    found
}

/// True for what is salted, drawn by chance, or a digest.
fn is_id(word: &str) -> bool {
    word.len() >= 8 && word.chars().all(|c| c.is_ascii_hexdigit()) || word.len() >= 26
}

/// The text with a mark of the same length for each id.
fn without_ids(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let plain = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        match is_id(plain) {
            true => out.push_str(&"#".repeat(plain.len())),
            false => out.push_str(plain),
        }
        out.push_str(&word[plain.len()..]);
    }
    out
}

/// The files of a bundle without ids and moments, and without the order that ids make.
fn shape(dir: &Path) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, bytes) in files(dir) {
        let text = String::from_utf8(bytes).unwrap();
        let text = if name.starts_with("search/words-") { counted(&text) } else { text };
        let text = without_times(&without_ids(&text));
        // Pages as data and the index of words stand in one line, in the order of ids.
        let in_one_line = name.ends_with(".json") || name.ends_with(".js");
        let cut = |c: char| c == '\n' || in_one_line && matches!(c, ',' | '{' | '}' | '[' | ']');
        let mut pieces: Vec<String> =
            text.split(cut).map(|it| it.trim_end_matches(',').to_owned()).collect();
        pieces.sort_unstable();
        found.entry(without_ids(&name)).or_default().push(pieces.join("\n"));
    }
    found.values_mut().for_each(|texts| texts.sort_unstable());
    found
}

/// The words of a shard of the index, each with how many things have it: which they are, it says by their ids.
fn counted(text: &str) -> String {
    let (_, told) = text.split_once('(').unwrap();
    let told = format!("[{}]", told.strip_suffix(");\n").unwrap());
    let (_, words): (String, Vec<(String, String)>) = serde_json::from_str(&told).unwrap();
    let line =
        |(word, things): &(String, String)| format!("{word} {}\n", things.split(',').count());
    words.iter().map(line).collect()
}

/// The text with a mark for each moment, in the form of JSON.
fn without_times(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("T") {
        let (before, after) = rest.split_at(at);
        let date = before.len() >= 10
            && before.get(before.len() - 10..).is_some_and(|date| {
                date.bytes().enumerate().all(|(at, byte)| match at {
                    4 | 7 => byte == b'-',
                    _ => byte.is_ascii_digit(),
                })
            });
        let end = after.find('Z').filter(|end| {
            date && after[1..*end].bytes().all(|b| b.is_ascii_digit() || b == b':' || b == b'.')
        });
        match end {
            Some(end) => {
                out.push_str(&before[..before.len() - 10]);
                out.push_str("@time");
                rest = &after[end + 1..];
            }
            None => {
                out.push_str(before);
                out.push('T');
                rest = &after[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// What of two bundles is not the same, but for sizes, which moments of other lengths change.
fn differences(one: &Path, other: &Path) -> Vec<String> {
    let (one, other) = (shape(one), shape(other));
    let sums = ["manifest.json", "data/datapackage.json"];
    let names: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
    names
        .into_iter()
        .filter(|name| !sums.contains(&name.as_str()))
        .filter(|name| one.get(*name) != other.get(*name))
        .cloned()
        .collect()
}

#[test]
fn registers_that_differ_in_the_redacted_words_publish_the_same() {
    for visibility in ["public", "withheld"] {
        let names = [
            "Zoraida Quintanar",
            "Rodrigo Fuensanta",
            "Eva Li",
            "Maximiliana de la Torre Fuensanta",
        ];
        let bundles: Vec<_> = names
            .map(|name| {
                let case = case(name, visibility);
                redact(&case, name);
                let out = publish(&case, "site");
                (case, out)
            })
            .into_iter()
            .collect();
        for (_, out) in &bundles[1..] {
            assert_eq!(differences(&bundles[0].1, out), Vec::<String>::new(), "{visibility}");
        }
    }
}

/// The letter, in which the name stands by its parts too.
fn telling_letter(first: &str, last: &str) -> String {
    let (low, high) = (last.to_lowercase(), last.to_uppercase());
    letter(&format!("{first} {last}"))
        + &format!(
            "\nDirector {high} ({low}@archive.example, or x{low}) said that the Faro system has 163 \
             cameras. Mrs. {last} wrote it; {first} signed.\n"
        )
}

#[test]
fn parts_of_the_words_are_told_and_go_with_them_in_one_act() {
    let names = [("Zoraida", "Quintanar"), ("Rodrigo", "Fuensanta"), ("Obdulia", "Linarejos")];
    let bundles: Vec<_> = names
        .map(|(first, last)| {
            let case = case_of(&telling_letter(first, last), "public");
            let name = format!("{first} {last}");
            let said = redact(&case, &name);
            let (low, high) = (last.to_lowercase(), last.to_uppercase());
            for part in [
                format!("“{high}” still stands in 3 places"),
                format!("“x{low}” still stands in 1 places"),
                format!("“{first}” still stands in 1 places"),
            ] {
                assert!(said.contains(&part), "{part}: {said}");
            }
            let also = ["--also", last, "--also", first, "--also", &format!("x{low}")];
            let arguments = ["redact", &case.source, "--words", &name, "--why", "a private person"];
            let said = case.desk.ok(&[&arguments[..], &also].concat());
            assert!(!said.contains("still stands"), "{said}");
            let out = publish(&case, "site");
            // Whoever has the original knows what to look for, in any writing.
            for (path, bytes) in files(&out) {
                let text = String::from_utf8_lossy(&bytes).to_lowercase();
                for part in [&low, &first.to_lowercase()] {
                    assert!(!text.contains(part.as_str()), "{part} in {path}");
                }
            }
            assert!(any_file_holds(&out, "240 cameras"), "the rest is there");
            (case, out)
        })
        .into_iter()
        .collect();
    for (_, out) in &bundles[1..] {
        assert_eq!(differences(&bundles[0].1, out), Vec::<String>::new());
    }
}

/// As somebody would who reads all that is published after each act of an editor.
#[test]
fn corrections_do_not_outlive_their_source() {
    let case = case(NAME, "public");
    let out = publish(&case, "site");
    assert!(any_file_holds(&out, "An earlier count") && any_file_holds(&out, NAME));
    let said = case.desk.ok(&["source", &case.source, "--visibility", "confidential"]);
    assert_eq!(said.matches("is not shown: it is about").count(), 2, "{said}");
    publish(&case, "site");
    for words in ["Zoraida", "Quintanar", "An earlier count", "A year was wrong"] {
        assert!(!any_file_holds(&out, words), "{words}");
    }
}

#[test]
fn a_brief_calls_nothing_as_only_a_confidential_source_does() {
    let case = case(NAME, "public");
    let words = "The Velado Police Department has used live facial recognition since May 2030.\n";
    let secret = case.desk.document("secret.txt", words);
    case.desk.ok(&["add", &secret]);
    case.desk.accept_all();
    let (police, velado) = ("Port Almeda Police Department", "Velado Police Department");
    case.desk.ok(&["merge", police, velado, "--why", "one after all"]);
    let list = case.desk.ok(&["source", "--list"]);
    let secret = list.lines().filter_map(|line| line.split(' ').next());
    let secret = secret.filter(|id| *id != case.source).collect::<Vec<_>>();
    case.desk.ok(&["source", secret[0], "--visibility", "confidential"]);
    let out = case.desk.path().join("brief.docx");
    case.desk.ok(&["brief", out.to_str().unwrap(), "--entity", velado, "--lang", "en"]);
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&out).unwrap()).unwrap();
    let text = std::io::read_to_string(zip.by_name("word/document.xml").unwrap()).unwrap();
    assert!(text.contains(police) && !text.contains("Velado"), "{text}");
}

#[test]
fn registers_that_differ_in_a_confidential_source_publish_the_same() {
    let secret = |text: &[&str]| {
        let desk = Desk::new();
        let file = desk.document("letter.txt", letter(NAME));
        desk.ok(&["add", &file]);
        let list = desk.ok(&["source", "--list"]);
        let open = list.split_whitespace().next().unwrap().to_owned();
        for (number, text) in text.iter().enumerate() {
            let file = desk.document(&format!("secret{number}.txt"), text);
            desk.ok(&["add", &file]);
        }
        let list = desk.ok(&["source", "--list"]);
        for id in list.lines().filter_map(|line| line.split_whitespace().next()) {
            // A public text numbers its marks in the order of ids, which are drawn by chance.
            let visibility = if id == open { "withheld" } else { "confidential" };
            desk.ok(&["source", id, "--visibility", visibility]);
        }
        desk.accept_all();
        desk.ok(&["release"]);
        let case = Case { desk, source: open };
        let out = publish(&case, "site");
        (case, out)
    };
    let none = secret(&[]);
    let one = secret(&["The Velado Police Department bought 77 cameras in 2030.\n"]);
    let two = secret(&[
        "The Port Almeda Police Department has 999 cameras.\n",
        "Contract VV-1234-2029 was awarded to Sombra Corporation for 7 million Mexican pesos.\n",
    ]);
    for (_, out) in [&one, &two] {
        assert_eq!(differences(&none.1, out), Vec::<String>::new());
    }
}

#[test]
fn a_redaction_owes_a_reason_and_words_that_are_there() {
    let case = case(NAME, "public");
    let source = case.source.as_str();
    let cases: [(&[&str], &str); 5] = [
        (&["--words", NAME], "a reason is owed"),
        (&["--words", "Nobody Here", "--why", "x"], "do not stand in the text"),
        (&["--words", "Zorai", "--why", "x"], "do not stand in the text"),
        (&["--range", "0:999999", "--why", "x"], "redact"),
        (&["--undo", "77", "--why", "x"], "no such redaction"),
    ];
    for (arguments, expected) in cases {
        let output = case.desk.run(&[&["redact", source], arguments].concat());
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "{arguments:?}");
        assert!(told.contains(expected) || expected == "redact", "{arguments:?}: {told}");
    }
    let start = letter(NAME).find("records").unwrap();
    let range = format!("{start}:{}", start + 7);
    let said = case.desk.ok(&["redact", source, "--range", &range, "--why", "an office"]);
    assert!(said.contains("redacted 1"), "{said}");
    let listed = case.desk.ok(&["redact", source]);
    assert!(listed.contains("“records”") && listed.contains("an office"), "{listed}");
}

#[test]
fn facts_that_say_the_words_are_held_back_and_told() {
    let case = case(NAME, "public");
    let said =
        case.desk.ok(&["redact", &case.source, "--words", "Lumbrera Sistemas", "--why", "x"]);
    assert!(said.contains("released facts were taken back"), "{said}");
    assert!(said.contains("held back by redaction"), "{said}");
    let out = publish(&case, "site");
    assert!(!any_file_holds(&out, "Lumbrera"), "neither value nor name of the company");
}

#[test]
fn small_acts_do_and_take_back() {
    let case = case(NAME, "public");
    let desk = &case.desk;
    let statements = desk.statements(&["--accepted"]);
    let id = statements[0]["id"].as_str().unwrap();
    assert!(desk.ok(&["undo", id]).contains("undecided again"));
    assert!(desk.ok(&["undo", id]).contains("no decision"));
    assert!(desk.ok(&["note", &case.source, "ask for the annex"]).contains("noted"));
    assert!(desk.ok(&["note", id, "compare with the invoice", "--statement"]).contains("noted"));
    let again = desk.ok(&["note", id, "compare with the invoice", "--statement"]);
    assert!(again.contains("already"), "{again}");
    let company = "Lumbrera Sistemas, S.A. de C.V.";
    assert!(desk.ok(&["note", company, "same owner as Ojo", "--entity"]).contains("noted"));
    assert!(desk.ok(&["admit", &case.source, "Ana"]).contains("1 more"));
    assert!(desk.ok(&["admit", &case.source, "Ana", "--dismiss"]).contains("1 people"));

    let police = "Port Almeda Police Department";
    let split = desk.ok(&[
        "split",
        police,
        "--source",
        &case.source,
        "--new",
        "Almeda Port Police",
        "--why",
        "another",
    ]);
    assert!(split.contains("mentions are of"), "{split}");
    let merged = desk.ok(&["merge", police, "Almeda Port Police", "--why", "one after all"]);
    assert!(merged.contains("done"), "{merged}");
    let refused = desk.run(&["merge", police, company, "--why", "no"]);
    assert!(!refused.status.success(), "an agency is no company");

    let out = publish(&case, "site");
    let facts = std::fs::read_to_string(out.join("data/facts.jsonl")).unwrap();
    let fact: serde_json::Value = serde_json::from_str(facts.lines().next().unwrap()).unwrap();
    let fact = fact["id"].as_str().unwrap();
    let told = desk.ok(&["correct", fact, "--text", "The number was of another year."]);
    assert!(told.contains("told"), "{told}");
    let again = desk.ok(&["correct", fact, "--text", "The number was of another year."]);
    assert!(again.contains("already"), "{again}");
}
