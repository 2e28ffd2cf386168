//! Whether words name somebody. In the names of places and bodies, given names are common, and name nobody.

use codebook::fold::fold;
use reading::names_somebody;

/// True where words, places aside, name or identify a person.
pub(super) fn named(words: &str) -> bool {
    names_somebody(words) && names_somebody(&without_places(words))
}

/// The words without names of places of two words or more.
fn without_places(words: &str) -> String {
    let plain: Vec<&str> = words.split_whitespace().collect();
    let folded: Vec<String> = plain.iter().map(|word| fold(word)).collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(word) = plain.get(at) {
        let rest = folded.get(at..).unwrap_or_default().join(" ");
        let place = gazetteer::at_start(&rest);
        let long =
            place.map_or(0, |hit| rest.get(..hit.len).unwrap_or_default().split(' ').count());
        if long > 1 {
            // What stands for a place is no name, and parts what is before from what is behind it.
            kept.push("·");
            at += long;
        } else {
            kept.push(word);
            at += 1;
        }
    }
    kept.join(" ")
}
