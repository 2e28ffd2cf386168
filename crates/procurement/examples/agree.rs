//! Holds flags beside Cardinal's, process by process, and prints where the two agree and where not:
//!
//! `cargo run -p procurement --example agree -- [releases.jsonl] [--cardinal PROGRAM]`
//!
//! Without a file it takes the made-up market of the tests. Releases are merged first, and Cardinal's own `prepare`
//! goes over them, since it reads compiled releases only; both then read the same lines.
#![expect(clippy::unwrap_used, reason = "it is a measurement: whoever runs it sees why it ends")]

#[path = "../tests/made/mod.rs"]
mod made;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use procurement::input::Given;
use procurement::merge::merge;
use procurement::screen::{Settings, screen};
use serde_json::Value;

/// The flags both know, and whom Cardinal counts them for.
const FLAGS: [(&str, &str); 11] = [
    ("R003", "OCID"),
    ("R018", "OCID"),
    ("R024", "OCID"),
    ("R025", "Tenderer"),
    ("R028", "OCID"),
    ("R030", "OCID"),
    ("R035", "OCID"),
    ("R036", "OCID"),
    ("R038", "Buyer"),
    ("R048", "Tenderer"),
    ("R058", "OCID"),
];

fn compiled(path: Option<&str>) -> Vec<Value> {
    let Some(path) = path else { return made::market() };
    let text = std::fs::read_to_string(path).unwrap();
    let mut groups: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let release: Value = serde_json::from_str(line).unwrap();
        let ocid = release["ocid"].as_str().unwrap_or_default().to_owned();
        groups.entry(ocid).or_default().push(release);
    }
    groups
        .into_values()
        .map(|mut group| {
            group.sort_by_key(|release| release["date"].to_string());
            merge(&group).value
        })
        .collect()
}

/// What Cardinal says: by flag, the ids it names, of the group it counts for.
fn cardinal(program: &str, dir: &Path, lines: &Path) -> Option<(PathBuf, Value)> {
    let settings = dir.join("settings.ini");
    let all: String = FLAGS.iter().map(|(flag, _)| format!("[{flag}]\n")).collect();
    std::fs::write(&settings, format!("[defaults]\n{all}")).unwrap();
    let prepared = dir.join("prepared.jsonl");
    let run = |arguments: &[&Path], command: &str| {
        let mut program = Command::new(program);
        program.arg(command).arg("--settings").arg(&settings).args(arguments);
        program.stderr(Stdio::null()).output().ok()
    };
    let errors = dir.join("errors.csv");
    let (o, e) = (Path::new("--output"), Path::new("--errors"));
    run(&[o, &prepared, e, &errors, lines], "prepare")?;
    let said = run(&[Path::new("--map"), &prepared], "indicators")?;
    Some((prepared, serde_json::from_slice(&said.stdout).unwrap()))
}

fn ids<'v>(list: &'v Value, field: &'static str) -> impl Iterator<Item = &'v str> {
    list.as_array().into_iter().flatten().filter_map(move |member| member[field].as_str())
}

/// True where Cardinal raises a flag for a process, or for one whom the flag of a process is about.
fn raised(said: &Value, flag: &str, group: &str, release: &Value) -> bool {
    let of = |group: &str, id: &str| !said[group][id][flag].is_null();
    let bids = release["bids"]["details"].as_array();
    let tenderers = |valid: bool| {
        let bids = bids.into_iter().flatten().filter(move |bid| match bid["status"].as_str() {
            Some("valid") => true,
            Some("pending" | "disqualified") => !valid,
            _ => false,
        });
        bids.flat_map(|bid| ids(&bid["tenderers"], "id"))
    };
    let ocid = release["ocid"].as_str().unwrap_or_default();
    match (flag, group) {
        (_, "OCID") => of("OCID", ocid),
        ("R025", _) => tenderers(true).any(|id| of("Tenderer", id)),
        ("R038", _) => {
            let buyer = release["buyer"]["id"].as_str().unwrap_or_default();
            bids.is_some_and(|bids| !bids.is_empty())
                && (of("Buyer", buyer) || tenderers(false).any(|id| of("Tenderer", id)))
        }
        _ => release["awards"].as_array().into_iter().flatten().any(|award| {
            award["status"] == "active"
                && award["suppliers"].as_array().is_some_and(|s| s.len() == 1)
                && ids(&award["suppliers"], "id").any(|id| of("Tenderer", id))
        }),
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (mut path, mut program) = (None, "ocdscardinal".to_owned());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--cardinal" => program = arguments.next().unwrap_or_default(),
            _ => path = Some(argument),
        }
    }
    let dir = tempfile::tempdir().unwrap();
    let lines = dir.path().join("compiled.jsonl");
    let mut file = std::fs::File::create(&lines).unwrap();
    for release in compiled(path.as_deref()) {
        writeln!(file, "{release}").unwrap();
    }
    let Some((prepared, said)) = cardinal(&program, dir.path(), &lines) else {
        println!("skipped: {program} can't be run");
        return;
    };
    let mut settings = Settings::new(1);
    settings.all = true;
    let mut ours = Vec::new();
    let given = [Given::Path(prepared.clone())];
    screen(&given, &settings, &procurement::out::json_line, &mut ours).unwrap();
    let ours: BTreeMap<String, BTreeMap<String, String>> = ours
        .split(|b| *b == b'\n')
        .filter_map(|line| serde_json::from_slice::<Value>(line).ok())
        .map(|process| {
            let flags = process["flags"].as_array().into_iter().flatten();
            let states = flags.filter_map(|flag| {
                Some((flag["flag"].as_str()?.to_owned(), flag["state"].as_str()?.to_owned()))
            });
            (process["ocid"].as_str().unwrap_or_default().to_owned(), states.collect())
        })
        .collect();
    let releases: Vec<Value> = std::fs::read_to_string(prepared)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    println!(
        "| flag | raised by both | by neither | by Cardinal alone | by Veedor alone | Cardinal's, not to be told here |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    let mut differing = BTreeSet::new();
    for (flag, group) in FLAGS {
        let (mut both, mut neither, mut theirs, mut own, mut untold) = (0, 0, 0, 0, 0);
        for release in &releases {
            let ocid = release["ocid"].as_str().unwrap_or_default();
            let state = ours.get(ocid).and_then(|flags| flags.get(flag)).map_or("", String::as_str);
            match (raised(&said, flag, group, release), state) {
                (true, "raised") => both += 1,
                (false, "raised") => own += 1,
                (true, "cant_tell") => untold += 1,
                (true, _) => theirs += 1,
                (false, _) => neither += 1,
            }
            if raised(&said, flag, group, release) != (state == "raised") {
                differing.insert((flag, ocid.to_owned(), state.to_owned()));
            }
        }
        println!("| {flag} | {both} | {neither} | {theirs} | {own} | {untold} |");
    }
    for (flag, ocid, state) in differing.iter().take(40) {
        println!("{flag} differs: {ocid} (here: {state})");
    }
}
