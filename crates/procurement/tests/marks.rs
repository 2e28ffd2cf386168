//! Precision and recall on marked processes of real data; `-- --nocapture` prints them.

use std::collections::BTreeMap;
use std::path::Path;

use procurement::input::Given;
use procurement::out;
use procurement::screen::{Settings, screen};
use serde_json::Value;

#[test]
fn what_is_found_among_the_marked() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/procurement");
    if !shared.is_dir() {
        println!("skipped: no real data beside this checkout");
        return;
    }
    let mut bytes = Vec::new();
    screen(&[Given::Path(shared)], &Settings::new(2), &out::json_line, &mut bytes).unwrap();
    let lines = bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty());
    let found: BTreeMap<String, String> = lines
        .map(|line| serde_json::from_slice::<Value>(line).unwrap())
        .map(|p| {
            let first = p["technologies"][0]["technology"].as_str().unwrap().to_owned();
            (p["ocid"].as_str().unwrap().to_owned(), first)
        })
        .collect();
    let marks = include_str!("marks.tsv").lines().filter(|line| !line.starts_with('#'));
    let (mut right, mut wrong, mut missed, mut marked, mut classed) =
        (0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
    for line in marks {
        let [ocid, _, class, _] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("a mark of four columns")
        };
        marked += 1;
        match (class, found.get(ocid)) {
            ("none", None) => {}
            ("none", Some(as_what)) => {
                wrong += 1;
                println!("for nothing, found as {as_what}: {ocid}");
            }
            (_, None) => {
                missed += 1;
                println!("missed, for {class}: {ocid}");
            }
            (class, Some(as_what)) => {
                right += 1;
                classed += u32::from(class == as_what);
            }
        }
    }
    let precision = f64::from(right) / f64::from(right + wrong);
    let recall = f64::from(right) / f64::from(right + missed);
    println!(
        "{marked} marked: precision {precision:.3} ({right} of {}), recall {recall:.3} ({right} of {}), technology right {classed} of {right}",
        right + wrong,
        right + missed
    );
    assert!(marked >= 400 && precision >= 0.9 && recall >= 0.9);
}
