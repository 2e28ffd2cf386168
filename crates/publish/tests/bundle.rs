//! A bundle is what was put in, is safe to replace, and is found out when it is changed.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use codebook::Sha256;
use publish::{PublicKey, PublishError, PublishOptions, SigningKey, publish, verify};
use register::public::{Release, Seen};
use support::{Fixture, entity_id, fact_id, fixture, published, source_id, try_write, write};

/// Every file under `root`, by path.
fn read_all(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn keys() -> (SigningKey, PublicKey) {
    let pair = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    let secret = pair.sk.to_box(None).unwrap().to_string();
    let key = SigningKey::from_text(&secret, None).unwrap();
    (key, PublicKey::from_text(&pair.pk.to_base64()).unwrap())
}

#[test]
fn a_fresh_bundle_is_clean_and_says_what_it_could_not_check() {
    let (_folder, out, fixture) = published();
    let report = verify::bundle(&out, None, None);
    assert!(report.is_clean(), "{report}");
    let count = |what: &str| {
        let found = report.checked.iter().find(|item| item.what.contains(what));
        found.unwrap_or_else(|| panic!("nothing about {what}:\n{report}")).count as usize
    };
    let spans = || fixture.view.facts.iter().flat_map(|fact| &fact.spans);
    let placed = spans().filter(|span| span.place.is_some()).count();
    assert_eq!(count("quotes against the texts"), 2 * placed);
    assert_eq!(count("files against the manifest"), read_all(&out).len() - 2);
    assert_eq!(count("entries of log/releases.jsonl"), fixture.view.releases.len());
    assert_eq!(count("rows of the table"), fixture.view.facts.len());
    let not: Vec<_> =
        report.unchecked.iter().map(|item| (item.what.as_str(), item.count)).collect();
    assert!(not.contains(&("quotes of withheld sources", 4)), "{not:?}");
    assert!(not.contains(&("texts against their originals", 3)), "{not:?}");
    let said = report.to_string();
    assert!(said.contains("the bundle is not signed") && said.contains("clean:"), "{said}");
}

#[test]
fn the_same_input_makes_the_same_bytes() {
    let (_one, first, _) = published();
    let (_two, second, fixture) = published();
    assert_eq!(read_all(&first), read_all(&second));
    write(&fixture, &second, None);
    assert_eq!(read_all(&first), read_all(&second), "also over an earlier bundle");
}

#[test]
fn any_flipped_byte_is_found_and_its_file_named() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    let (key, public) = keys();
    write(&fixture(), &out, Some(&key));
    let files: Vec<(String, Vec<u8>)> = read_all(&out).into_iter().collect();
    // A fixed multiplicative sequence: every file is hit several times, at places that vary.
    let mut state: u64 = 42;
    let mut next = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut flips = 0;
    for round in 0..4 {
        for (name, bytes) in &files {
            let (at, bit) = (next(bytes.len()), next(8));
            let mut wrong = bytes.clone();
            wrong[at] ^= 1 << bit;
            fs::write(out.join(name), &wrong).unwrap();
            let with_key = if round % 2 == 0 { Some(&public) } else { None };
            let report = verify::bundle(&out, None, with_key);
            let named = report.failures.iter().any(|f| f.place == *name || f.what.contains(name));
            assert!(named, "{name}, byte {at}, bit {bit}:\n{report}");
            fs::write(out.join(name), bytes).unwrap();
            flips += 1;
        }
    }
    assert!(flips >= 200, "{flips}");
    assert!(verify::bundle(&out, None, Some(&public)).is_clean());
}

#[test]
fn a_missing_file_a_stray_and_a_link_are_found() {
    let (_folder, out, _) = published();
    let page = out.join("en/index.html");
    let bytes = fs::read(&page).unwrap();
    fs::remove_file(&page).unwrap();
    fs::write(out.join("es/stray.html"), "hello").unwrap();
    let report = verify::bundle(&out, None, None);
    let places: Vec<_> = report.failures.iter().map(|failure| failure.place.as_str()).collect();
    assert_eq!(places, ["en/index.html", "es/stray.html"], "{report}");
    fs::remove_file(out.join("es/stray.html")).unwrap();
    let elsewhere = out.with_file_name("elsewhere.html");
    fs::write(&elsewhere, bytes).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &page).unwrap();
    let report = verify::bundle(&out, None, None);
    assert_eq!(report.failures.len(), 1, "{report}");
    assert!(report.failures[0].what.contains("a link"), "{report}");
}

/// Makes the manifest fit what is in the folder: what a forger without the key would do.
fn reseal(out: &Path) {
    let mut manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap();
    for file in manifest["files"].as_array_mut().unwrap() {
        let bytes = fs::read(out.join(file["path"].as_str().unwrap())).unwrap();
        file["bytes"] = bytes.len().into();
        file["sha256"] = Sha256::of(&bytes).to_string().into();
    }
    let text = serde_json::to_string_pretty(&manifest).unwrap();
    fs::write(out.join("manifest.json"), &text).unwrap();
    let sum = Sha256::of(text.as_bytes());
    fs::write(out.join("SHA256SUMS"), format!("{sum}  manifest.json\n")).unwrap();
}

#[test]
fn data_that_does_not_hold_is_found_even_under_a_fitting_manifest() {
    let amount = fact_id("amount").to_string();
    let cases: [(&str, &str, &str, &str); 7] = [
        ("data/facts.jsonl", "48,500,000.00", "58,500,000.00", "says other words of it"),
        ("data/facts.csv", "48500000 MXN", "58500000 MXN", "does not say what"),
        ("data/citations.jsonld", "\"prefix\":\"", "\"prefix\":\"x", "do not stand at bytes"),
        ("log/releases.jsonl", "\"released\":true", "\"released\":false", "does not follow"),
        ("checkpoint.json", "\"entries\":17", "\"entries\":16", "the checkpoint says"),
        (
            "data/facts.jsonl",
            "\"polarity\":\"negated\"",
            "\"polarity\":\"affirmed\"",
            "does not say",
        ),
        ("en/entities/PAGE", &amount, "f-00000000000000000000", "has no anchor"),
    ];
    for (path, from, to, why) in cases {
        let (_folder, out, _) = published();
        let path = path.replace("PAGE", &format!("{}.html", entity_id("SSM-014-2021")));
        let text = fs::read_to_string(out.join(&path)).unwrap();
        assert!(text.contains(from), "{path}: {from}\n{text}");
        fs::write(out.join(&path), text.replace(from, to)).unwrap();
        reseal(&out);
        let report = verify::bundle(&out, None, None);
        assert!(
            report.failures.iter().any(|failure| failure.what.contains(why)),
            "{path}\n{report}"
        );
    }
}

#[test]
fn a_bundle_that_tells_where_a_withheld_source_was_found_does_not_hold() {
    let (_folder, out, _) = published();
    let sources = out.join("data/sources.jsonl");
    let text = fs::read_to_string(&sources).unwrap();
    let told = text.replace("\"addresses\":[]", "\"addresses\":[\"https://a.example/\"]");
    assert_ne!(told, text);
    fs::write(&sources, told).unwrap();
    reseal(&out);
    let report = verify::bundle(&out, None, None);
    let told =
        report.failures.iter().any(|f| f.what.contains("is not shown whole, and has an address"));
    assert!(told, "{report}");
}

#[test]
fn a_cut_log_shows_even_where_all_else_fits() {
    let (_folder, out, mut fixture) = published();
    let older = out.with_file_name("older");
    fs::rename(&out, &older).unwrap();
    // The newest entry is gone, the checkpoint and manifest are made to fit.
    fixture.view.releases.pop();
    fixture.view.releases.retain(|release| release.fact != fact_id("taken back"));
    write(&fixture, &out, None);
    assert!(verify::bundle(&out, None, None).is_clean());
    for since in [older.clone(), older.join("checkpoint.json")] {
        let report = verify::bundle(&out, Some(&since), None);
        let cut = report.failures.iter().any(|failure| failure.what.contains("does not continue"));
        assert!(cut, "{report}");
    }
}

#[test]
fn a_longer_log_continues_the_older_one() {
    let (_folder, out, mut fixture) = published();
    let older = out.with_file_name("older");
    fs::rename(&out, &older).unwrap();
    let bait = fact_id("bait");
    let at = "2026-03-01T00:00:00Z".parse().unwrap();
    fixture.view.as_of = at;
    fixture.view.releases.push(Release { fact: bait, released: false, at });
    fixture.view.facts.retain(|fact| fact.id != bait);
    write(&fixture, &out, None);
    for since in [older.clone(), older.join("checkpoint.json"), out.clone()] {
        let report = verify::bundle(&out, Some(&since), None);
        assert!(report.is_clean(), "{report}");
    }
    let back = verify::bundle(&older, Some(&out), None);
    assert!(!back.is_clean(), "an older bundle does not continue a newer one");
}

#[test]
fn a_signature_is_checked_with_the_key_and_not_without() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    let (key, public) = keys();
    let (_, other) = keys();
    write(&fixture(), &out, Some(&key));
    assert!(verify::bundle(&out, None, Some(&public)).is_clean());
    let without = verify::bundle(&out, None, None);
    assert!(without.is_clean() && without.to_string().contains("not checked: no key given"));
    let wrong = verify::bundle(&out, None, Some(&other));
    assert_eq!(wrong.failures[0].place, "manifest.json.minisig", "{wrong}");
    write(&fixture(), &out, None);
    let unsigned = verify::bundle(&out, None, Some(&public));
    assert!(!unsigned.is_clean(), "a stripped signature shows to who knows the key");
}

#[test]
fn keys_that_are_none_are_refused() {
    SigningKey::from_text("no key", None).unwrap_err();
    SigningKey::from_text("untrusted comment: x\nRWQ=\n", Some("secret")).unwrap_err();
    PublicKey::from_text("no key").unwrap_err();
    let (key, _) = keys();
    assert_eq!(format!("{key:?}"), "SigningKey(..)");
}

#[test]
fn a_withheld_source_gives_nothing_but_title_and_quotes_away() {
    let (_folder, out, fixture) = published();
    let letter = source_id("letter");
    let withheld: Vec<_> = fixture.view.facts.iter().filter(|f| f.source == letter).collect();
    assert_eq!(withheld.len(), 2);
    let given = fixture.view.sources.iter().find(|source| source.id == letter).unwrap();
    assert_eq!(given.addresses, [support::WITHHELD_ADDRESS]);
    let mut quoted = 0;
    for (name, bytes) in read_all(&out) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("inbox.montelargo") && !text.contains("reader=marta"), "{name}");
        assert!(!name.starts_with(&format!("sources/{letter}")), "{name}");
        // Pages say it as JSON too, and the feed, in the words of the page.
        let counted = name.starts_with("data/") || name.ends_with(".html");
        quoted += usize::from(counted && text.contains(support::WITHHELD_QUOTE));
        for id in withheld.iter().map(|fact| fact.id.to_string()) {
            assert!(!text.contains(&format!("s-{id}")), "{name} marks {id}");
            let data = name.starts_with("data/");
            for line in text.lines().filter(|line| data && line.contains(&id)) {
                for place in ["\"place\"", "\"layer\"", "DataPosition", "prefix"] {
                    assert!(!line.contains(place), "{name}: {line}");
                }
            }
        }
        // The salted commitment stands in the data, and nowhere on a page.
        let commitment = Sha256::of(b"salt and letter").to_string();
        assert_eq!(text.contains(&commitment), name == "data/sources.jsonl", "{name}");
    }
    assert_eq!(quoted, 5, "the facts in three forms, and the page of the source in two languages");
}

#[test]
fn hostile_words_stay_text_and_make_no_file_names() {
    let (_folder, out, _) = published();
    for (name, bytes) in read_all(&out) {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        assert!(name.chars().all(plain) && !name.contains(".."), "{name}");
        let text = String::from_utf8(bytes).unwrap();
        if name.ends_with(".html") {
            // Pages that search or narrow run our own script, and nothing else.
            let up = "../".repeat(name.matches('/').count());
            let own = |script: &str| format!("<script src=\"{up}{script}\" defer></script>");
            let text = text.replace(&own("search.js"), "").replace(&own("list.js"), "");
            for tag in ["<script", "<img", "<b>", "<svg onload"] {
                assert!(!text.contains(tag), "{name}: {tag}");
            }
        }
        if name.ends_with(".jsonl") {
            for line in text.lines() {
                serde_json::from_str::<serde_json::Value>(line).unwrap();
            }
        }
    }
    assert_eq!(
        fs::read_dir(out.parent().unwrap()).unwrap().count(),
        2,
        "only the standby beside it"
    );
}

#[test]
fn a_cell_is_no_formula() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    let mut fixture = fixture();
    let title = "=HYPERLINK(\"https://example.org\")";
    for source in &mut fixture.view.sources {
        source.title = title.to_owned();
    }
    write(&fixture, &out, None);
    let mut reader = csv::Reader::from_path(out.join("data/facts.csv")).unwrap();
    let column = reader.headers().unwrap().iter().position(|name| name == "source_title").unwrap();
    for row in reader.records() {
        assert_eq!(&row.unwrap()[column], format!("'{title}"));
    }
    assert!(verify::bundle(&out, None, None).is_clean());
}

#[test]
fn the_package_describes_the_files_as_they_are() {
    let (_folder, out, _) = published();
    let package: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("data/datapackage.json")).unwrap()).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 6);
    for resource in resources {
        let bytes = fs::read(out.join("data").join(resource["path"].as_str().unwrap())).unwrap();
        assert!(!bytes.is_empty(), "{resource}");
    }
    let table = resources.iter().find(|resource| resource["format"] == "csv").unwrap();
    let fields = table["schema"]["fields"].as_array().unwrap();
    let mut reader = csv::Reader::from_path(out.join("data/facts.csv")).unwrap();
    assert!(
        reader.headers().unwrap().iter().eq(fields.iter().map(|f| f["name"].as_str().unwrap()))
    );
}

#[test]
fn citations_are_web_annotations() {
    let (_folder, out, fixture) = published();
    let page: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("data/citations.jsonld")).unwrap()).unwrap();
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(page["type"], "AnnotationPage");
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), fixture.view.facts.len());
    let of = |name: &str| {
        let id = fact_id(name).to_string();
        items.iter().find(|item| item["id"].as_str().unwrap().ends_with(&id)).unwrap()
    };
    let amount = of("amount");
    let text = &amount["target"][0];
    assert_eq!(text["selector"][0]["type"], "TextQuoteSelector");
    let start = usize::try_from(text["selector"][1]["start"].as_u64().unwrap()).unwrap();
    let end = usize::try_from(text["selector"][1]["end"].as_u64().unwrap()).unwrap();
    let file = text["source"].as_str().unwrap().trim_start_matches("../");
    let layer = fs::read_to_string(out.join(file)).unwrap();
    assert_eq!(text["selector"][0]["exact"], layer[start..end]);
    assert_eq!(text["selector"][0]["prefix"].as_str().unwrap().chars().count(), 32);
    assert_eq!(amount["target"][1]["selector"][0]["value"], "page=2");
    let withheld = of("none");
    assert_eq!(withheld["target"][0]["selector"].as_array().unwrap().len(), 1);
    assert!(withheld["target"][0]["selector"][0].get("prefix").is_none());
}

#[test]
fn what_is_not_a_bundle_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = fixture();
    let own = folder.path().join("own");
    fs::create_dir(&own).unwrap();
    write(&fixture, &own, None); // Empty is fine.
    fs::write(own.join("notes.txt"), "mine").unwrap();
    let refused = try_write(&fixture, &own, None).unwrap_err();
    assert!(refused.to_string().contains("notes.txt is not of the earlier bundle"), "{refused}");
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("thesis.txt"), "mine").unwrap();
    try_write(&fixture, &other, None).unwrap_err();
    assert_eq!(fs::read_to_string(other.join("thesis.txt")).unwrap(), "mine");
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    try_write(&fixture, &file, None).unwrap_err();
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn an_interrupted_publish_leaves_the_earlier_bundle_and_does_not_stand_in_the_way() {
    let (folder, out, fixture) = published();
    let before = read_all(&out);
    let staging = folder.path().join(".site.publishing");
    fs::remove_dir_all(staging.join("tree")).unwrap();
    fs::create_dir_all(staging.join("tree/en")).unwrap();
    fs::write(staging.join("tree/en/half.html"), "<p").unwrap();
    assert!(verify::bundle(&out, None, None).is_clean());
    write(&fixture, &out, None);
    assert_eq!(read_all(&out), before);
    assert_eq!(read_all(&staging.join("tree")), before, "the standby is whole again");
}

#[test]
fn two_do_not_publish_to_one_place_at_once() {
    let (folder, out, fixture) = published();
    let staging = folder.path().join(".site.publishing");
    let other = fs::File::open(&staging).unwrap();
    rustix::fs::flock(&other, rustix::fs::FlockOperation::LockExclusive).unwrap();
    let error = try_write(&fixture, &out, None).unwrap_err();
    assert!(matches!(error, PublishError::Busy(_)), "{error}");
    drop(other);
    write(&fixture, &out, None);
}

#[test]
fn a_bundle_that_can_not_be_whole_is_not_published() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    write(&fixture(), &out, None);
    let before = read_all(&out);
    type Spoil = fn(&mut Fixture);
    let spoil: [(&str, Spoil, &str); 4] = [
        ("no text", |f| f.layers.clear(), "could not be read"),
        ("other words", |f| shift(f), "its words are not at bytes"),
        ("not released", |f| f.view.releases.clear(), "the log of releases leaves 0"),
        (
            "not shown",
            |f| {
                f.view.facts.pop();
            },
            "facts are to be shown",
        ),
    ];
    for (name, spoil, why) in spoil {
        let mut fixture = fixture();
        spoil(&mut fixture);
        // Without a standby all of it is written, and read for that.
        let standby = folder.path().join(".site.publishing");
        if standby.exists() {
            fs::remove_dir_all(standby).unwrap();
        }
        let error = try_write(&fixture, &out, None).unwrap_err().to_string();
        assert!(error.contains(why), "{name}: {error}");
        assert_eq!(read_all(&out), before, "{name}");
    }
}

fn shift(fixture: &mut Fixture) {
    let places = fixture.view.facts.iter_mut().flat_map(|fact| &mut fact.spans);
    for place in places.filter_map(|span| span.place.as_mut()) {
        place.range = place.range.start + 1..place.range.end + 1;
    }
}

#[test]
fn progress_counts_every_page() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = fixture();
    let mut seen = Vec::new();
    let options = PublishOptions {
        key: None,
        shard: PublishOptions::SHARD,
        threads: 1,
        progress: &mut |done, of| seen.push((done, of)),
    };
    let done = publish(&fixture.handle(), &fixture, &folder.path().join("site"), options).unwrap();
    assert_eq!(seen.last(), Some(&(done.pages, done.pages)));
    let html = read_all(&folder.path().join("site"));
    assert_eq!(done.pages, html.keys().filter(|name| name.ends_with(".html")).count());
    assert_eq!((done.files, done.written), (html.len() as u64, html.len()));
    assert_eq!(done.bytes, html.values().map(|bytes| bytes.len() as u64).sum::<u64>());
    assert!(fixture.view.sources.iter().any(|source| matches!(source.seen, Seen::Whole { .. })));
}
