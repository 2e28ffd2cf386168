//! From a folder of documents to a register that a stranger verifies.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::support::{DEMO, Desk, news, succeed, veedor};
use serde_json::Value;

const GOLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gold/documents");

fn publish(desk: &Desk, name: &str, more: &[&str]) -> PathBuf {
    let site = desk.path().join(name);
    desk.ok(&[&["publish", site.to_str().unwrap()], more].concat());
    site
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "html") {
            found.push(path);
        }
    }
}

/// Every link in the register leads to a page that is there, and to a place that is on it.
fn every_link_leads_somewhere(site: &Path) -> usize {
    let mut all = Vec::new();
    pages(site, &mut all);
    let mut citations = 0;
    for page in &all {
        let html = std::fs::read_to_string(page).unwrap();
        for link in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if link.starts_with("http") || link.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target =
                if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            assert!(target.is_file(), "{} links to {link}", page.display());
            if anchor.is_empty() {
                continue;
            }
            let there = std::fs::read_to_string(&target).unwrap();
            let id = format!("id=\"{anchor}\"");
            assert!(there.contains(&id), "{} links to {link}, which has no {id}", page.display());
            citations += usize::from(anchor.starts_with("s-"));
        }
    }
    citations
}

fn the_whole_way(documents: &str) {
    let desk = Desk::new();
    desk.ok(&["add", documents]);
    let proposed = desk.statements(&[]).len();
    assert!(proposed > 20, "only {proposed} proposals");
    desk.ok(&["verify", "--deep"]);
    desk.accept_all();
    desk.open_every_source();
    let site = publish(&desk, "site", &["--release"]);
    desk.ok(&["verify"]);
    let said = succeed(veedor(&desk.dossier(), &["verify", site.to_str().unwrap()]));
    assert!(said.contains("\nclean: "), "{said}");
    let facts = lines(&site.join("data/facts.jsonl"));
    assert_eq!(facts.len(), desk.statements(&["--accepted"]).len());
    assert!(every_link_leads_somewhere(&site) >= facts.len());
}

#[test]
fn the_real_documents() {
    if !Path::new(GOLD).is_dir() {
        eprintln!("skipped: there is no folder `shared` with real documents beside the checkout");
        return;
    }
    the_whole_way(GOLD);
}

#[test]
fn the_fictional_documents() {
    the_whole_way(DEMO);
}

#[test]
fn the_demonstration_shows_a_contradiction_a_refusal_and_an_unbacked_claim() {
    let desk = Desk::new();
    desk.ok(&["add", DEMO, "--country", "MX"]);
    desk.accept_all();
    let site = publish(&desk, "site", &["--release"]);
    let facts = lines(&site.join("data/facts.jsonl"));
    let said = |property: &str, value: &str| {
        facts.iter().any(|fact| fact["property"] == property && fact["normalized"] == value)
    };
    assert!(!lines(&site.join("data/contradictions.jsonl")).is_empty(), "no contradiction");
    assert!(said("response", "denied"), "no refusal");
    assert!(facts.iter().any(|fact| fact["property"] == "accuracy_claim"), "no accuracy claim");
    for (page, words) in [
        ("es/contradictions.html", "61"),
        ("es/silences.html", "negada"),
        ("es/accuracy.html", "99"),
    ] {
        let html = std::fs::read_to_string(site.join(page)).unwrap();
        assert!(html.contains(words), "{page} does not say `{words}`");
    }
}

#[test]
fn a_withheld_source_shows_its_quotes_and_a_confidential_one_nothing() {
    let desk = Desk::new();
    let hidden = "The Port Ember Police Department has used iris recognition since May 2030.";
    let withheld =
        desk.document("withheld.txt", format!("{}\nLOCKSMITH lines nobody cited.\n", news(1)));
    let confidential = desk.document("confidential.txt", hidden);
    desk.ok(&["add", &withheld, &confidential]);
    desk.accept_all();
    let list = desk.ok(&["source", "--list"]);
    let digest = |name: &str| {
        let line = list.lines().find(|line| line.contains(name)).unwrap();
        line.split_whitespace().next().unwrap().to_owned()
    };
    desk.ok(&["source", &digest("confidential.txt"), "--visibility", "confidential"]);
    let site = publish(&desk, "site", &["--release"]);
    let mut all = Vec::new();
    everything(&site, &mut all);
    for (path, bytes) in &all {
        let holds = |words: &str| bytes.windows(words.len()).any(|w| w == words.as_bytes());
        let secrets = [
            "Port Ember",
            "iris recognition since",
            "confidential.txt",
            "LOCKSMITH",
            &digest("confidential.txt"),
            &digest("withheld.txt"),
            "Inés",
        ];
        for secret in secrets {
            assert!(!holds(secret), "{} gives `{secret}` away", path.display());
        }
    }
    assert!(
        all.iter()
            .any(|(_, bytes)| { String::from_utf8_lossy(bytes).contains("99.2 percent accurate") })
    );
}

fn everything(folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            everything(&path, found);
        } else {
            found.push((path.clone(), std::fs::read(path).unwrap()));
        }
    }
}

#[test]
fn accepted_is_not_yet_public_and_what_was_public_can_be_taken_back() {
    let desk = Desk::new();
    desk.ok(&["add", &desk.document("a.txt", news(1))]);
    desk.accept_all();
    let nothing = publish(&desk, "nothing", &[]);
    assert!(lines(&nothing.join("data/facts.jsonl")).is_empty());

    let ids: Vec<String> = desk
        .statements(&["--accepted"])
        .iter()
        .map(|statement| statement["id"].as_str().unwrap().to_owned())
        .collect();
    desk.ok(&["release", &ids[0], "--embargo", "2999-01-01"]);
    let first = publish(&desk, "first", &["--release"]);
    assert_eq!(lines(&first.join("data/facts.jsonl")).len(), ids.len() - 1);

    desk.ok(&["decide", "reject", &ids[1], "--by", "Inés", "--why", "misread"]);
    let second = publish(&desk, "second", &[]);
    assert_eq!(lines(&second.join("data/facts.jsonl")).len(), ids.len() - 2);
    let (first, second) = (first.to_str().unwrap(), second.to_str().unwrap());
    desk.ok(&["verify", second, "--since", first]);
    let backwards = desk.run(&["verify", first, "--since", second]);
    assert_eq!(backwards.status.code(), Some(1));
}

#[test]
fn the_same_dossier_publishes_the_same_bytes() {
    let desk = Desk::new();
    desk.ok(&["add", DEMO]);
    desk.accept_all();
    desk.ok(&["release"]);
    let (mut a, mut b) = (Vec::new(), Vec::new());
    everything(&publish(&desk, "one", &[]), &mut a);
    everything(&publish(&desk, "two", &[]), &mut b);
    let strip = |files: Vec<(PathBuf, Vec<u8>)>, name: &str| -> BTreeSet<(PathBuf, Vec<u8>)> {
        let root = desk.path().join(name);
        files.into_iter().map(|(p, b)| (p.strip_prefix(&root).unwrap().to_owned(), b)).collect()
    };
    assert!(strip(a, "one") == strip(b, "two"));
}

#[test]
fn an_amendment_stands_in_place_of_what_it_amends() {
    let desk = Desk::new();
    desk.ok(&["add", &desk.document("a.txt", news(1))]);
    let rate =
        desk.statements(&[]).into_iter().find(|s| s["property"] == "accuracy_claim").unwrap();
    let id = rate["id"].as_str().unwrap();
    desk.ok(&[
        "decide",
        "amend",
        id,
        "--set",
        "subject=Almeda market cameras",
        "--by",
        "Inés",
        "--why",
        "the sentence before names it",
    ]);
    let shown = desk.ok(&["show", "Almeda market cameras"]);
    assert!(shown.contains("accuracy_claim = 99.2"), "{shown}");
    let before = desk.ok(&["show", "Almeda market cameras", "--known-on", "2999-01-01"]);
    assert!(before.contains("accuracy_claim"));
    let output = desk.run(&["show", "Almeda market cameras", "--known-on", "2001-01-01"]);
    assert!(!output.status.success());
    desk.ok(&["verify"]);
}

#[test]
fn deciding_from_a_file_is_all_or_nothing() {
    let desk = Desk::new();
    desk.ok(&["add", &desk.document("a.txt", news(1))]);
    let ids: Vec<String> = desk
        .statements(&[])
        .iter()
        .map(|statement| statement["id"].as_str().unwrap().to_owned())
        .collect();
    let good = format!("statement,verdict,by,why\n{},accept,Inés,\n", ids[0]);
    let bad = desk.document("bad.csv", format!("{good}{},reject,Inés,\n", ids[1]));
    let output = desk.run(&["decide", "--from", &bad]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("a reason is owed"));
    assert!(desk.statements(&["--accepted"]).is_empty());
    let good = desk.document("good.csv", good);
    assert!(desk.ok(&["decide", "--from", &good]).starts_with("decided 1,"));
    assert!(desk.ok(&["decide", "--from", &good]).starts_with("decided 0, 1 stood so already"));
}

#[test]
fn reading_prints_the_exchange_format_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("a.txt");
    std::fs::write(&document, news(1)).unwrap();
    let mut command = std::process::Command::new(crate::support::VEEDOR);
    command.args(["read", "--json", document.to_str().unwrap()]).current_dir(folder.path());
    let said = succeed(command);
    let text = std::fs::read(&document).unwrap();
    let fields = [
        "document",
        "kind",
        "subject",
        "property",
        "value",
        "normalized",
        "quote",
        "start",
        "end",
        "statement",
        "polarity",
        "attribution",
        "valid",
        "reader",
        "confidence",
    ];
    for line in said.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let keys: BTreeSet<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, fields.into_iter().collect());
        let at = |name: &str| usize::try_from(line[name].as_u64().unwrap()).unwrap();
        assert_eq!(&text[at("start")..at("end")], line["quote"].as_str().unwrap().as_bytes());
        assert_eq!(line["document"], "a");
    }
    assert!(said.lines().count() > 3);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_dossier_is_found_upward_and_not_made_where_files_are_synced() {
    let desk = Desk::new();
    let below = desk.dossier().join("archive");
    let mut status = std::process::Command::new(crate::support::VEEDOR);
    succeed({
        status.arg("status").current_dir(&below);
        status
    });
    let again = veedor(&desk.dossier(), &["init", desk.dossier().to_str().unwrap()]);
    let mut again = again;
    assert!(!again.output().unwrap().status.success());

    let synced = desk.path().join("Dropbox");
    std::fs::create_dir(&synced).unwrap();
    let inside = synced.join("faro");
    let output = veedor(&inside, &["init", inside.to_str().unwrap()]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("in sync"), "{said}");
}
