//! Publishing again writes only what differs, and leaves what a publish of all of it would: whatever was done to
//! the register in between.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    dead_code,
    reason = "a test fails by panicking; the register's stories share their helpers"
)]

#[path = "../../register/tests/stories/support.rs"]
mod desk;
mod doing;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use codebook::{Kind, Property, SourceId, TextLayer};
use desk::{Desk, act, layer, says};
use doing::{carry_out, doings};
use proptest::prelude::*;
use publish::{PublishOptions, Published, TextError, Texts, download, publish, verify};
use register::State;
use register::public::{Ask, Facet, Facets, KeptLayer, ListOrder, Part, PublicSource, Publishable};

/// Few facts to a file of the data.
const SHARD: u64 = 5;

struct Layers(Vec<TextLayer>);

impl Texts for Layers {
    fn text(&self, _: &PublicSource, layer: &KeptLayer) -> Result<TextLayer, TextError> {
        let found = self.0.iter().find(|found| found.id() == layer.layer);
        found.cloned().ok_or_else(|| "it is not here".into())
    }

    fn original(&self, _: SourceId) -> Result<Box<dyn Read>, TextError> {
        Err("none is offered".into())
    }
}

/// A register with some documents, each about several things.
fn filled(documents: usize) -> (Desk, Layers) {
    fill(Desk::in_memory(), documents)
}

fn fill(mut desk: Desk, documents: usize) -> (Desk, Layers) {
    let mut layers = Vec::new();
    for number in 0..documents {
        let (city, vendor) = (number % 3, number % 2);
        let words = format!(
            "Valdoria {city} bought {} cameras from Ojo {vendor} for its Halcon {number}. Paper {number}.",
            100 + number
        );
        let layer = layer(&words);
        let system = format!("Halcon {}", number % 5);
        let say = |quote: &str, subject, property, value: &str| {
            says(&layer, quote, subject, property, value).statement()
        };
        let cameras = format!("{} cameras", 100 + number);
        let proposals = vec![
            say(&cameras, (Kind::System, &system), Property::Cameras, &(100 + number).to_string()),
            say("bought", (Kind::System, &system), Property::Buyer, &format!("Valdoria {city}")),
            say("from Ojo", (Kind::System, &system), Property::Supplier, &format!("Ojo {vendor}")),
            say("Valdoria", (Kind::System, &system), Property::Place, &format!("Valdoria {city}")),
        ];
        desk.add(act(&layer, &format!("paper-{number}.txt"), proposals));
        layers.push(layer);
    }
    (desk, Layers(layers))
}

fn write(desk: &Desk, layers: &Layers, out: &Path) -> Published {
    write_by(1, desk, layers, out)
}

fn write_by(threads: usize, desk: &Desk, layers: &Layers, out: &Path) -> Published {
    let options = PublishOptions { key: None, shard: SHARD, threads, progress: &mut |_, _| {} };
    publish(&desk.register.publishable().unwrap(), layers, out, options).unwrap()
}

fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_published_again_is_what_is_published_anew(turns in prop::collection::vec(doings(), 1..7)) {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        let (mut desk, layers) = filled(9);
        let most = desk.in_state(State::Undecided);
        desk.accept(&most[..most.len() / 2]);
        desk.release();
        write(&desk, &layers, &site);
        let (mut held, mut mark) = {
            let view = desk.register.publishable().unwrap();
            (Facets::gather(&view, &Facet::ALL).unwrap(), view.mark().unwrap())
        };
        for (turn, doings) in turns.iter().enumerate() {
            for doing in doings {
                carry_out(&mut desk, &layers, doing, 10 + 7 * i64::try_from(turn).unwrap());
            }
            let view = desk.register.publishable().unwrap();
            match view.changes_since(&mark).unwrap() {
                Some(changes) => held.follow(&view, &changes).unwrap(),
                None => held = Facets::gather(&view, &Facet::ALL).unwrap(),
            }
            mark = view.mark().unwrap();
            answers_alike(&view, &held)?;
            drop(view);
            write(&desk, &layers, &site);
            let anew = folder.path().join(format!("anew-{turn}"));
            write(&desk, &layers, &anew);
            let (again, anew) = (files(&site), files(&anew));
            let names = again.keys().chain(anew.keys());
            let differ: Vec<_> = names.filter(|name| again.get(*name) != anew.get(*name)).collect();
            prop_assert!(differ.is_empty(), "turn {}: {:?}", turn, differ);
            given_alike(&desk.register.publishable().unwrap(), &layers, &anew)?;
        }
        let report = verify::bundle(&site, None, None);
        prop_assert!(report.is_clean(), "{}", report);
    }
}

/// A server makes each file of the data as it is in the folder, and no other.
fn given_alike(
    view: &Publishable<'_>,
    layers: &Layers,
    folder: &BTreeMap<String, Vec<u8>>,
) -> Result<(), TestCaseError> {
    let given = |path: &str| download(view, layers, SHARD, path).unwrap();
    let of_data = |path: &&String| {
        ["data/", "schemas/", "sources/"].iter().any(|folder| path.starts_with(folder))
    };
    for path in folder.keys().filter(of_data) {
        prop_assert!(given(path).as_ref() == folder.get(path), "{}", path);
    }
    let shards = (0..16).map(|digit| format!("data/facts/{digit:x}.jsonl"));
    let more = ["data/facts.jsonl", "data/facts/00.jsonl", "data/facts/.jsonl"];
    for path in shards.chain(more.map(str::to_owned)) {
        prop_assert!(given(&path).as_ref() == folder.get(&path), "{}", path);
    }
    Ok(())
}

/// What a server holds in memory of what lists can be narrowed to answers as the register does.
fn answers_alike(view: &Publishable<'_>, held: &Facets) -> Result<(), TestCaseError> {
    for kind in [Kind::System, Kind::Agency, Kind::Vendor] {
        let mut values = vec![(Facet::Place, "nowhere".to_owned())];
        for (facet, found) in view.facets(&Ask::all(kind), &Facet::ALL, 5).unwrap() {
            values.extend(found.into_iter().map(|(value, _)| (facet, value)));
        }
        let mut withs: Vec<Vec<(Facet, String)>> = vec![Vec::new()];
        withs.extend(values.iter().map(|one| vec![one.clone()]));
        withs.extend(values.windows(2).map(<[_]>::to_vec));
        for (nth, with) in withs.into_iter().enumerate() {
            let order = ListOrder::ALL[nth % ListOrder::ALL.len()];
            let ask = Ask { kind, with, order };
            prop_assert_eq!(held.total(&ask), view.total(&ask).unwrap(), "{:?}", ask);
            let spread = view.facets(&ask, &Facet::ALL, 4).unwrap();
            prop_assert_eq!(held.spread(&ask, &Facet::ALL, 4), spread, "{:?}", ask);
            for (nth, id) in (0..).zip(view.ids(&ask, Part::ALL).unwrap()) {
                let place = view.place(ask.order, id).unwrap().unwrap();
                let before = |through| held.before_place(view, &ask, &place, through).unwrap();
                let both = (before(false), before(true));
                prop_assert_eq!(both, (Some(nth), Some(nth + 1)), "{:?} {}", ask, place);
            }
            for part in [Part::ALL, Part::page(2, 2)] {
                let rows = view.glances(&ask, part).unwrap();
                prop_assert_eq!(held.glances(view, &ask, part).unwrap(), rows, "{:?}", ask);
            }
        }
    }
    Ok(())
}

/// A bundle in shards, published twice: one decision between.
fn twice() -> (tempfile::TempDir, Desk, Layers, Published) {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, layers) = filled(40);
    let ids = desk.in_state(State::Undecided);
    desk.accept(&ids[1..]);
    desk.release();
    write(&desk, &layers, &folder.path().join("site"));
    desk.at(1).accept(&ids[..1]);
    desk.release();
    let published = write(&desk, &layers, &folder.path().join("site"));
    (folder, desk, layers, published)
}

/// A register with several pages of each list: papers about thirty systems each, and as many that say otherwise.
fn long(papers: usize) -> (Desk, Layers) {
    let (mut desk, mut layers) = (Desk::in_memory(), Vec::new());
    for paper in 0..2 * papers {
        let systems = (0..30).map(|nth| (nth, format!("Faro {:03}", 30 * (paper / 2) + nth)));
        let line = |(nth, name): (usize, String)| {
            let cameras = format!("{} cameras", 100 * (1 + paper % 2) + nth);
            (format!("{name} has {cameras}."), name, cameras)
        };
        let lines: Vec<_> = systems.map(line).collect();
        let words: Vec<_> = lines.iter().map(|(line, ..)| line.as_str()).collect();
        let layer = layer(&format!("Paper {paper}. {}", words.join(" ")));
        let say = |(line, name, cameras): &(String, String, String)| {
            let value = cameras.split(' ').next().unwrap();
            says(&layer, line, (Kind::System, name), Property::Cameras, value).statement()
        };
        let proposals = lines.iter().map(say).collect();
        desk.add(act(&layer, &format!("paper-{paper:02}.txt"), proposals));
        layers.push(layer);
    }
    (desk, Layers(layers))
}

#[test]
fn a_new_first_entry_leaves_the_pages_after_it_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, layers) = long(16);
    let filter = register::Filter { state: Some(State::Undecided), ..register::Filter::default() };
    let all = desk.register.statements(&filter).unwrap();
    let of = |name: &str| -> Vec<_> {
        let own = all.iter().filter(|it| it.statement.parts().subject.name.as_str() == name);
        own.map(|it| it.statement.id()).collect()
    };
    let held = [of("Faro 000"), of("Faro 251"), of("Faro 479")];
    assert!(held.iter().all(|ids| ids.len() == 2));
    let ids: Vec<_> = all.iter().map(|it| it.statement.id()).collect();
    let first: Vec<_> = ids.into_iter().filter(|id| !held.concat().contains(id)).collect();
    desk.accept(&first);
    desk.release();
    let write = |desk: &Desk, out: &Path| {
        let options =
            PublishOptions { key: None, shard: 400, threads: 1, progress: &mut |_, _| {} };
        publish(&desk.register.publishable().unwrap(), &layers, out, options).unwrap()
    };
    let site = folder.path().join("site");
    write(&desk, &site);
    for (turn, ids) in (1..).zip(&held) {
        let before = files(&site);
        desk.at(turn).accept(ids);
        desk.release();
        write(&desk, &site);
        let after = files(&site);
        let anew = folder.path().join(format!("anew-{turn}"));
        write(&desk, &anew);
        let other = files(&anew);
        let names = after.keys().chain(other.keys());
        let differ: Vec<_> = names.filter(|name| after.get(*name) != other.get(*name)).collect();
        assert!(differ.is_empty(), "turn {turn}: {differ:?}");
        for (list, least) in [("en/systems", 3), ("en/contradictions", 6)] {
            let is_page = |name: &&String| {
                name.strip_prefix(list).is_some_and(|rest| {
                    rest.ends_with(".html") && (rest.starts_with('-') || rest.starts_with('.'))
                })
            };
            let pages: Vec<_> = after.keys().filter(is_page).collect();
            assert!(pages.len() >= least, "{list}: {pages:?}");
            let own = pages.iter().filter(|name| before.get(**name) != after.get(**name)).count();
            assert!((1..=6).contains(&own) && own < pages.len(), "{list}: {own} of {pages:?}");
            let mut seen = String::new();
            pages.iter().for_each(|name| seen.push_str(str::from_utf8(&after[*name]).unwrap()));
            assert!(seen.contains("Faro 000"), "{list}");
        }
    }
    let report = verify::bundle(&site, None, None);
    assert!(report.is_clean(), "{report}");
}

/// What nobody says of a system stands on lists that show the first of many: one that changes and stays there is on a page
/// of them, or on none.
#[test]
fn what_changes_on_a_list_of_very_many_changes_its_own_page() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, layers) = long(32);
    let filter = register::Filter { state: Some(State::Undecided), ..register::Filter::default() };
    let all = desk.register.statements(&filter).unwrap();
    let second = |name: &str| {
        let own = all.iter().filter(|it| it.statement.parts().subject.name.as_str() == name);
        own.map(|it| it.statement.id()).nth(1).unwrap()
    };
    let held = [second("Faro 010"), second("Faro 955")];
    let ids: Vec<_> = all.iter().map(|it| it.statement.id()).collect();
    let first: Vec<_> = ids.into_iter().filter(|id| !held.contains(id)).collect();
    desk.accept(&first);
    desk.release();
    let write = |desk: &Desk, out: &Path| {
        let options =
            PublishOptions { key: None, shard: 400, threads: 2, progress: &mut |_, _| {} };
        publish(&desk.register.publishable().unwrap(), &layers, out, options).unwrap()
    };
    let site = folder.path().join("site");
    write(&desk, &site);
    let before = files(&site);
    desk.at(1).accept(&held);
    desk.release();
    let again = write(&desk, &site);
    assert!(again.written < usize::try_from(again.files).unwrap(), "it was brought up to date");
    let (after, anew) = (files(&site), folder.path().join("anew"));
    write(&desk, &anew);
    let other = files(&anew);
    let names = after.keys().chain(other.keys());
    let differ: Vec<_> = names.filter(|name| after.get(*name) != other.get(*name)).collect();
    assert!(differ.is_empty(), "{differ:?}");
    let narrowed = |name: &&String| name.contains("/unknown-") && name.ends_with(".html");
    let lists: Vec<_> = after.keys().filter(narrowed).collect();
    let own = lists.iter().filter(|name| before.get(**name) != after.get(**name)).count();
    assert!((1..lists.len()).contains(&own), "{own} of {lists:?}");
}

#[test]
fn any_number_of_threads_makes_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let register = register::Register::create(folder.path()).unwrap();
    let (mut desk, layers) = fill(Desk::new(register), 60);
    let ids = desk.in_state(State::Undecided);
    desk.accept(&ids[9..]);
    desk.release();
    let out = |threads: usize| folder.path().join(format!("by-{threads}"));
    let first = write_by(1, &desk, &layers, &out(1));
    for threads in [2, 3, 7] {
        assert_eq!(write_by(threads, &desk, &layers, &out(threads)), first);
        assert!(files(&out(threads)) == files(&out(1)), "{threads} threads");
    }
    desk.at(1).accept(&ids[..9]);
    desk.release();
    let first = write_by(1, &desk, &layers, &out(1));
    for threads in [2, 3, 7] {
        assert_eq!(write_by(threads, &desk, &layers, &out(threads)), first);
        assert!(files(&out(threads)) == files(&out(1)), "{threads} threads, again");
    }
    assert!(first.written < usize::try_from(first.files).unwrap(), "it was brought up to date");
    let report = verify::bundle(&out(7), None, None);
    assert!(report.is_clean(), "{report}");
}

#[test]
fn one_decision_writes_little_and_shares_the_rest() {
    use std::os::unix::fs::MetadataExt as _;
    let (folder, ..) = twice();
    let out = folder.path().join("site");
    let shared = |path: &Path| fs::metadata(path).unwrap().nlink() == 2;
    let sources = fs::read_dir(out.join("en/sources")).unwrap();
    let own = sources.filter(|entry| !shared(&entry.as_ref().unwrap().path())).count();
    assert_eq!(own, 2, "the page, and its data, of the source that the new fact rests on");
    assert!(out.join("manifest/entities").is_dir(), "it has shards");
}

#[test]
fn what_is_taken_back_stays_in_no_folder() {
    use std::os::unix::fs::MetadataExt as _;
    let (folder, mut desk, layers, _) = twice();
    let out = folder.path().join("site");
    let id = desk.in_state(State::Accepted)[3];
    desk.at(2).reject(id, "misread");
    write(&desk, &layers, &out);
    for entry in walkdir::WalkDir::new(&out) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let links = entry.metadata().unwrap().nlink();
            assert_eq!(links, 2, "the standby holds something else: {}", entry.path().display());
        }
    }
}

#[test]
fn a_standby_that_is_damaged_is_not_trusted() {
    type Spoil = fn(&Path, &Path);
    let spoils: [Spoil; 5] = [
        |tree, _| fs::remove_dir_all(tree).unwrap(),
        |tree, _| fs::remove_file(tree.join("en/index.html")).unwrap(),
        |tree, _| fs::write(tree.join("en/sources/stray.html"), "x").unwrap(),
        |tree, _| fs::write(tree.join("manifest.json"), "{}").unwrap(),
        |tree, out| {
            fs::remove_dir_all(tree).unwrap();
            fs::remove_file(out.join("es/index.html")).unwrap();
        },
    ];
    for (number, spoil) in spoils.iter().enumerate() {
        let (folder, mut desk, layers, _) = twice();
        let out = folder.path().join("site");
        spoil(&folder.path().join(".site.publishing/tree"), &out);
        let id = desk.in_state(State::Accepted)[3];
        desk.at(2).reject(id, "misread");
        write(&desk, &layers, &out);
        let anew = folder.path().join("anew");
        write(&desk, &layers, &anew);
        assert!(files(&out) == files(&anew), "spoiled in way {number}");
    }
}

#[test]
fn any_flipped_byte_of_a_bundle_in_shards_is_found_and_so_is_what_is_missing_or_not_listed() {
    let (folder, ..) = twice();
    let out = folder.path().join("site");
    let mut state: u64 = 42;
    for (name, bytes) in files(&out) {
        if bytes.is_empty() || name.starts_with("schemas/") {
            continue;
        }
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        if (state >> 60) > 3 && !name.contains("manifest") && !name.starts_with("log") {
            continue;
        }
        let at = usize::try_from(state >> 33).unwrap() % bytes.len();
        let mut wrong = bytes.clone();
        wrong[at] ^= 1 << (state >> 30 & 7);
        fs::remove_file(out.join(&name)).unwrap();
        fs::write(out.join(&name), &wrong).unwrap();
        let report = verify::bundle(&out, None, None);
        let named = report.failures.iter().any(|f| f.place == name || f.what.contains(&name));
        assert!(named, "{name}, byte {at}:\n{report}");
        fs::remove_file(out.join(&name)).unwrap();
        let report = verify::bundle(&out, None, None);
        assert!(report.failures.iter().any(|f| f.place == name), "{name} is gone:\n{report}");
        fs::write(out.join(&name), &bytes).unwrap();
    }
    fs::write(out.join("data/facts/zz.jsonl"), "{}\n").unwrap();
    let report = verify::bundle(&out, None, None);
    assert_eq!(report.failures[0].place, "data/facts/zz.jsonl", "{report}");
    fs::remove_file(out.join("data/facts/zz.jsonl")).unwrap();
    assert!(verify::bundle(&out, None, None).is_clean());
}
