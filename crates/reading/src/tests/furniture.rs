//! Page furniture is told from prose, line by line.

use codebook::LayerMap;

use crate::areas::Areas;
use crate::furniture::furniture;

#[test]
fn furniture_is_told_from_prose() {
    let cases = include_str!("../../tests/cases/furniture.txt");
    let mut wrong = Vec::new();
    for document in cases.split("\n\n") {
        let lines = document.lines().filter(|line| !line.starts_with('#'));
        let marked: Vec<(bool, &str)> =
            lines.filter_map(|line| Some((line.starts_with('-'), line.get(2..)?))).collect();
        let text: String = marked.iter().map(|(_, line)| format!("{line}\n\n")).collect();
        let found = Areas::new(furniture(&LayerMap::Plain, &text));
        let mut at = 0;
        for (wanted, line) in marked {
            if found.hold(at) != wanted {
                wrong.push(format!("{}: {line}", if wanted { "missed" } else { "taken" }));
            }
            at += line.len() + 2;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lines_that_come_again_on_every_page_are_furniture() {
    let page = |number: usize| {
        format!(
            "Town of Arden, contract register\nRow {number} of the cameras.\nIt has two sites.\nBoth are in use.\nNobody \
             counts.\nAnd so on for {number} lines.\nAnd an end.\nPage {number} of 4\n"
        )
    };
    let text = [1, 2, 3, 4].map(page).join("\u{c}");
    let found = Areas::new(furniture(&LayerMap::Plain, &text));
    for (at, _) in text.match_indices("Town of Arden").chain(text.match_indices("Page ")) {
        assert!(found.hold(at), "{at}");
    }
    let kept = text.match_indices("Row ").chain(text.match_indices("And so on"));
    assert_eq!(kept.filter(|(at, _)| found.hold(*at)).count(), 0, "each page says something else");
}
