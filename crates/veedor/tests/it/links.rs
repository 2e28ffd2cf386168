//! No link of the register leads nowhere: neither in a published folder, nor where it is shown as it stands.

use std::collections::{BTreeMap, BTreeSet};

use dom_query::Document;
use url::Url;

use crate::browser::register;
use crate::live::Live;

/// Where links lead that stay within.
const ROOT: &str = "http://register.example/";

/// What is at an address: what links there are on it, and which places it has to be led to.
#[derive(Default)]
struct Place {
    links: Vec<Url>,
    anchors: BTreeSet<String>,
}

fn read(at: &Url, body: &[u8]) -> Place {
    let mut place = Place::default();
    let path = at.path();
    let mut link = |to: &str| {
        let to = at.join(to).unwrap();
        if to.as_str().starts_with(ROOT) {
            place.links.push(to);
        }
    };
    if path.ends_with("datapackage.json") {
        let package: serde_json::Value = serde_json::from_slice(body).unwrap();
        for resource in package["resources"].as_array().unwrap() {
            match &resource["path"] {
                serde_json::Value::Array(parts) => {
                    parts.iter().for_each(|part| link(part.as_str().unwrap()));
                }
                one => link(one.as_str().unwrap()),
            }
        }
    } else if path.ends_with('/') || path.ends_with(".html") || path.ends_with(".xml") {
        let document = Document::from(str::from_utf8(body).unwrap());
        for name in ["href", "src", "action"] {
            for node in document.select(&format!("[{name}]")).iter() {
                link(&node.attr(name).unwrap());
            }
        }
        let anchors = document.select("[id]");
        place.anchors = anchors.iter().map(|node| node.attr("id").unwrap().to_string()).collect();
    }
    place
}

/// Follows every link from the first page on; `get` gives what is at an address.
fn follow(get: impl Fn(&Url) -> Option<Vec<u8>>) -> BTreeMap<Url, Place> {
    let mut known: BTreeMap<Url, Place> = BTreeMap::new();
    let mut open = vec![(Url::parse(ROOT).unwrap(), "the beginning".to_owned())];
    while let Some((mut at, from)) = open.pop() {
        at.set_fragment(None);
        if known.contains_key(&at) {
            continue;
        }
        let body = get(&at).unwrap_or_else(|| panic!("{from} leads to {at}, where nothing is"));
        let place = read(&at, &body);
        // Values narrow a list together: what one value leads to stands for the rest.
        let within = |to: &&Url| at.query().is_none() || to.query().is_none();
        open.extend(place.links.iter().filter(within).map(|to| (to.clone(), at.to_string())));
        known.insert(at, place);
    }
    for (at, place) in &known {
        for to in place.links.iter().filter(|to| to.fragment().is_some_and(|it| !it.is_empty())) {
            let (mut page, anchor) = (to.clone(), to.fragment().unwrap());
            page.set_fragment(None);
            let is_there = known.get(&page).is_none_or(|place| place.anchors.contains(anchor));
            assert!(is_there, "{at} leads to {to}, and there is no such place on that page");
        }
    }
    known
}

#[test]
fn every_link_of_the_register_leads_somewhere() {
    let (desk, site) = register();
    let folder = follow(|at| {
        let path = at.path().trim_start_matches('/');
        std::fs::read(site.join(if path.is_empty() { "index.html" } else { path })).ok()
    });
    let live = Live::of(&desk);
    let shown = follow(|at| {
        let asked = at.query().map(|query| format!("?{query}")).unwrap_or_default();
        let answer = live.get(&format!("{}{asked}", at.path().trim_start_matches('/')));
        (answer.status == 200).then_some(answer.body)
    });
    for places in [&folder, &shown] {
        let leads =
            |path: &str| places.contains_key(&Url::parse(ROOT).unwrap().join(path).unwrap());
        assert!(leads("data/facts.csv") && leads("es/verify.html") && leads("en/map.html"));
    }
    assert!(
        folder.len() > 100 && shown.len() > folder.len() / 2,
        "{} {}",
        folder.len(),
        shown.len()
    );
}
