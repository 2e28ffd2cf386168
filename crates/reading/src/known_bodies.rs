//! Public bodies known by names that no word shows to be one's: `data/bodies.tsv`, our own list.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Each name, and whether it is of a body that judges or oversees.
static NAMES: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let table = include_str!("../data/bodies.tsv");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let cells = lines.filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()? == "judges"))
    });
    cells.flat_map(|(names, judges)| names.split('|').map(move |name| (name, judges))).collect()
});

/// True for the name of a body, as it is written.
pub(crate) fn is_known(name: &str) -> bool {
    NAMES.contains_key(name)
}

/// True for that of one that mainly judges, legislates or oversees.
pub(crate) fn judges(name: &str) -> bool {
    NAMES.get(name).copied().unwrap_or_default()
}
