//! Search at the desk: what is found, by whom, and what is kept of it.

use crate::room::{BRUNO, INES, RITA, Room};

/// The page, once the desk has taken the log into its index.
fn once_indexed(room: &Room, path: &str, who: usize) -> String {
    for _ in 0..1200 {
        let text = room.page(path, who);
        if !text.contains("not in the index yet") {
            return text;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    room.page("/never-indexed", who)
}

#[test]
fn search_finds_passages_and_facts_and_keeps_what_is_confidential() {
    let room = Room::open();
    let page = once_indexed(&room, "/search?q=recognition", BRUNO);
    for words in ["<mark>recognition</mark>", "story-0.txt", "?from=", "?at=", "technology%3A"] {
        assert!(page.contains(words), "no `{words}` in {page}");
    }
    assert!(!page.contains("Penumbra") && !page.contains("story-2.txt"), "{page}");
    assert!(!page.contains("palm"), "not even a count by it: {page}");
    assert!(once_indexed(&room, "/search?q=recognition", INES).contains("story-2.txt"));
    assert!(!room.page("/search?q=palm&in=texts", BRUNO).contains("<mark>"));
    let strange = room.page("/search?q=%3Cscript%3Ex%3C%2Fscript%3E+nofield%3Ay", BRUNO);
    assert!(strange.contains("is no field") && !strange.contains("<script>x"), "{strange}");
}

#[test]
fn a_passage_opens_where_it_stands_with_its_words_marked() {
    let room = Room::open();
    let page = once_indexed(&room, "/search?q=%22live+facial+recognition%22&in=texts", BRUNO);
    let way = page.split("<a href=\"/review/").nth(1).unwrap().split('"').next().unwrap();
    let way = format!("/review/{}", way.replace("&#38;", "&"));
    let (path, anchor) = way.split_once('#').unwrap();
    let source = room.page(path, BRUNO);
    assert!(source.contains(&format!("id=\"{anchor}\"")), "{source}");
    let marked: String = source
        .split("<mark class=\"sought\"")
        .skip(1)
        .map(|rest| rest.split('>').nth(1).unwrap().split('<').next().unwrap())
        .collect();
    assert_eq!(marked, "live facial recognition", "{source}");
}

#[test]
fn who_finds_words_of_a_confidential_source_is_recorded_as_its_reader() {
    let room = Room::open();
    once_indexed(&room, "/search?q=palm", BRUNO);
    assert_eq!(room.readers_of_the_last(), Vec::<String>::new());
    once_indexed(&room, "/search?q=palm", INES);
    let readers = room.readers_of_the_last();
    assert!(!readers.is_empty() && readers.iter().all(|name| name == "Inés"), "{readers:?}");
}

#[test]
fn searches_over_facts_alone_are_saved_each_for_who_saved_it() {
    let room = Room::open();
    once_indexed(&room, "/search?q=recognition", BRUNO);
    let refused = room.post("/search/save", BRUNO, &[("q", "recognition")]);
    assert_eq!(refused, 422);
    assert_eq!(room.post("/search/save", BRUNO, &[("q", "technology:facial")]), 303);
    let page = room.page("/search/saved", BRUNO);
    assert!(page.contains("technology:facial") && page.contains("Nothing is new"), "{page}");
    assert!(!room.page("/search/saved", RITA).contains("technology:facial"));
    let id = page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(room.post("/search/saved/forget", RITA, &[("id", id)]), 404);
    assert_eq!(room.post("/search/saved/forget", BRUNO, &[("id", id)]), 303);
    assert!(!room.page("/search/saved", BRUNO).contains("technology:facial"));
}

#[test]
fn a_saved_search_shows_what_was_accepted_since_and_only_to_those_who_may_see_it() {
    let room = Room::open();
    once_indexed(&room, "/search?q=recognition", BRUNO);
    for who in [BRUNO, INES] {
        assert_eq!(room.post("/search/save", who, &[("q", "technology:palm")]), 303);
        assert_eq!(room.post("/search/save", who, &[("q", "technology:iris")]), 303);
    }
    room.decide_again(["iris", "palm"]);
    once_indexed(&room, "/search?q=recognition", BRUNO);
    let (bruno, ines) = (room.page("/search/saved", BRUNO), room.page("/search/saved", INES));
    assert!(bruno.contains("story-1.txt") || bruno.contains("iris recognition"), "{bruno}");
    assert!(!bruno.contains("palm recognition"), "{bruno}");
    assert!(ines.contains("palm recognition"), "{ines}");
    let row = bruno.split("name=\"row\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let id = bruno.split("action=\"/search/saved/seen\"").nth(1).unwrap();
    let id = id.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(room.post("/search/saved/seen", BRUNO, &[("id", id), ("row", row)]), 303);
    assert!(!room.page("/search/saved", BRUNO).contains("iris recognition"));
}
