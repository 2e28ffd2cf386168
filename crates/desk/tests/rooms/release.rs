//! What waits to be released: a page at a time, narrowed to a source or to what it is about.

use std::collections::BTreeSet;

use crate::room::{INES, Room, accepted, given};
use register::{Filter, State};

const NAMES: [&str; 18] = [
    "Alba", "Brezo", "Cardo", "Duna", "Encina", "Fresno", "Gavia", "Hiedra", "Isleta", "Jara",
    "Laurel", "Mirlo", "Nogal", "Olmo", "Pinar", "Quejigo", "Retama", "Sauce",
];

/// The statements that a page offers to release.
fn offered(page: &str) -> Vec<String> {
    let forms = page.split("action=\"/release\">").skip(1);
    forms
        .map(|form| {
            let (_, rest) = form.split_once("name=\"statement\" value=\"").unwrap();
            rest.split('"').next().unwrap().to_owned()
        })
        .collect()
}

/// Where a link of the pager leads.
fn way(page: &str, rel: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("rel=\"{rel}\" href=\""))?;
    Some(rest.split('"').next().unwrap().replace("&#38;", "&"))
}

/// A room in which more waits than one page has. Gives the public id of one of the sources.
fn full() -> (Room, String) {
    let room = Room::open();
    let mut source = String::new();
    for (nth, name) in NAMES.iter().enumerate() {
        let story = format!(
            "The Llano {name} Police Department bought live facial recognition from {name} Sistemas, \
             S.A. de C.V. in March 2031.\n"
        );
        source = room.bring(&format!("more-{nth}.txt"), &story);
    }
    room.beside(|register| {
        let undecided = Filter { state: Some(State::Undecided), ..Filter::default() };
        let all = register.statements(&undecided).unwrap();
        register.decide(given(), all.iter().map(accepted).collect()).unwrap();
    });
    (room, source)
}

/// How many statements wait, as the register has them one by one.
fn waiting(room: &Room) -> BTreeSet<String> {
    room.beside(|register| {
        let filter = Filter { state: Some(State::Accepted), ..Filter::default() };
        let hidden = register.confidential_sources().unwrap();
        let all = register.statements(&filter).unwrap().into_iter();
        all.filter(|view| view.released.is_none() && !hidden.contains(&view.statement.source()))
            .map(|view| view.statement.id().to_string())
            .collect()
    })
}

#[test]
fn what_waits_comes_a_page_at_a_time_and_all_of_it() {
    let (room, _) = full();
    let all = waiting(&room);
    assert!(all.len() > 60, "{}", all.len());
    let (mut seen, mut path, mut before) = (BTreeSet::new(), "/release".to_owned(), None);
    loop {
        let page = room.page(&path, INES);
        let here = offered(&page);
        assert!((1..=50).contains(&here.len()), "{path}: {}", here.len());
        for id in here {
            assert!(seen.insert(id), "twice");
        }
        assert_eq!(way(&page, "prev"), before, "{path}");
        assert!(!page.contains("Penumbra"), "nothing of a confidential source can be released");
        let Some(next) = way(&page, "next") else { break };
        before = Some(path);
        path = next;
    }
    assert_eq!(seen, all);
}

#[test]
fn what_is_released_or_taken_back_waits_no_more_or_again() {
    let (room, _) = full();
    let (all, first) = (waiting(&room), offered(&room.page("/release", INES)).remove(0));
    assert_eq!(room.post("/release", INES, &[("statement", &first)]), 303);
    assert!(!offered(&room.page("/release", INES)).contains(&first));
    assert_eq!(waiting(&room).len() + 1, all.len());
    room.beside(|register| {
        let view = register.statement(&first).unwrap();
        register
            .undo(given(), &"Inés".parse().unwrap(), view.statement.id(), view.version)
            .unwrap();
        let view = register.statement(&first).unwrap();
        register.decide(given(), vec![accepted(&view)]).unwrap();
    });
    assert!(offered(&room.page("/release", INES)).contains(&first), "it waits again");
    room.release();
    let page = room.page("/release", INES);
    assert_eq!(offered(&page), Vec::<String>::new());
    assert!(page.contains("Nothing is waiting"), "{page}");
}

#[test]
fn what_waits_is_narrowed_to_a_source_or_to_what_it_is_about() {
    let (room, source) = full();
    let all = offered(&room.page("/release", INES));
    let of_source = room.page(&format!("/release?source={source}"), INES);
    let ids = offered(&of_source);
    assert!(!ids.is_empty() && ids.len() < 10 && way(&of_source, "next").is_none());
    room.beside(|register| {
        for id in &ids {
            let view = register.statement(id).unwrap();
            let told = register.source(view.statement.source()).unwrap().unwrap();
            assert_eq!(told.public_id.to_string(), source);
        }
    });
    // Released from a narrowed page, one comes back to it.
    let (_, answer) = room.sent(
        "/release",
        INES,
        &[("statement", &ids[0]), ("back", &format!("/release?source={source}"))],
    );
    assert!(answer.contains(&format!("location: /release?source={source}\r\n")), "{answer}");
    for elsewhere in ["https://elsewhere.example", "//elsewhere.example", "/people"] {
        let sent = room.sent("/release", INES, &[("statement", &ids[0]), ("back", elsewhere)]);
        assert!(sent.1.contains("location: /release\r\n"), "{}", sent.1);
    }

    let several = room.page("/release?subject=llano+olmo", INES);
    assert_eq!(offered(&several), Vec::<String>::new());
    assert!(several.contains("Which one?"), "{several}");
    let choices = several.split("<li><a href=\"").skip(1);
    let ways =
        choices.filter(|it| it.starts_with("/release?subject=e-") && it.contains("Llano Olmo"));
    let ways: Vec<&str> = ways.map(|it| it.split('"').next().unwrap()).collect();
    assert!(ways.len() > 1, "{several}");
    let pages = ways.iter().map(|way| room.page(way, INES));
    let of_one = pages.into_iter().find(|page| !offered(page).is_empty()).unwrap();
    let ids = offered(&of_one);
    assert!(ids.len() < 10 && of_one.contains("value=\"Llano Olmo"), "it says of what: {of_one}");
    // A fact's own subject leads there by its id.
    let (_, rest) = of_one
        .split_once("<th class=\"plain\" scope=\"row\" role=\"rowheader\"><a href=\"")
        .unwrap();
    let by_id = room.page(&rest.split('"').next().unwrap().replace("&#38;", "&"), INES);
    assert_eq!(offered(&by_id), ids);

    for nothing in
        ["subject=nobody", "source=src-00000000000000000000", "source=%27", "subject=Penumbra"]
    {
        let page = room.page(&format!("/release?{nothing}"), INES);
        assert_eq!(offered(&page), Vec::<String>::new(), "{nothing}");
    }
    assert!(!all.is_empty());
}
