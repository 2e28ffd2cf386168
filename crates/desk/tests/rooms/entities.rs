//! Entities at the desk, as forms and links do it, by those who may and those who may not.

use crate::room::{BRUNO, INES, RITA, Room};

#[test]
fn entities_are_found_and_listed_by_those_who_may_know_of_them() {
    let room = Room::open();
    for (who, known) in [(INES, true), (BRUNO, false), (RITA, false)] {
        for path in [
            "/entities",
            "/entities?kind=vendor",
            "/entities?q=penum",
            "/entities/find?q=penum",
            "/entities/alike",
        ] {
            let text = room.page(path, who).replace("value=\"penum\"", "");
            let told = text.contains("Penumbra") || text.contains(&room.ids[2].to_string());
            assert_eq!(told, known && path != "/entities/alike", "{who} {path}: {text}");
        }
        assert_eq!(room.get(&room.entity(2), who).0, if known { 200 } else { 404 });
    }
    let found = room.page("/entities/find?q=lumb&kind=vendor", RITA);
    let told = format!("\"id\":\"{}\"", room.ids[0]);
    assert!(found.contains(&told) && found.contains("application/json"), "{found}");
    let page = room.page(&room.entity(0), RITA);
    for words in ["Lumbrera Sistemas", "Accepted", "story-0.txt", "/review/"] {
        assert!(page.contains(words), "no `{words}` in {page}");
    }
    assert!(!page.contains("/split\"") && !page.contains("/note\""), "{page}");
}

#[test]
fn merging_is_previewed_done_and_taken_back_with_who_and_why() {
    let room = Room::open();
    let (one, other) = (room.entity(0), room.ids[1].to_string());
    let preview = room.page(&format!("{one}/merge?with={other}"), BRUNO);
    assert!(preview.contains("story-0.txt") && preview.contains("story-1.txt"), "{preview}");
    let version = preview.split("name=\"version\" value=\"").nth(1).unwrap();
    let version = version.split('"').next().unwrap();
    let merge = |who, into: &str, version| {
        let fields = [("into", into), ("why", "one company"), ("version", version)];
        room.post(&format!("{one}/merge-into"), who, &fields)
    };
    assert_eq!(merge(RITA, &other, version), 403);
    assert_eq!(merge(BRUNO, &room.ids[2].to_string(), version), 404, "kept from him");
    assert_eq!(merge(BRUNO, &other, "77"), 409);
    assert_eq!(merge(BRUNO, &other, version), 303);
    let page = room.page(&one, RITA);
    for words in ["Candil Sistemas", "one company", "Bruno", "Merged into it"] {
        assert!(page.contains(words), "no `{words}` in {page}");
    }
    let back = [("other", room.ids[0].to_string()), ("why", "two after all".to_owned())];
    let back = back.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(room.post(&format!("/entities/{other}/unmerge"), INES, &back), 303);
    let page = room.page(&one, RITA);
    assert!(page.contains("two after all") && page.contains("Inés"), "{page}");
    assert!(!room.page(&format!("/entities/{other}"), RITA).contains("story-0.txt"));
}

#[test]
fn mentions_are_split_off_and_brought_back() {
    let room = Room::open();
    let one = room.entity(0);
    let page = room.page(&one, BRUNO);
    let key = page.split("name=\"mention\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let key = key.replace("&#38;", "&");
    let split = |from: &str, to: &str, why: &str| {
        room.post(&format!("{from}/split"), BRUNO, &[("mention", &key), ("to", to), ("why", why)])
    };
    assert_eq!(room.post(&format!("{one}/split"), BRUNO, &[("to", "X"), ("why", "y")]), 400);
    assert_eq!(split(&one, "Lumbrera Norte", "another company"), 303);
    assert!(room.page(&one, BRUNO).contains("No source that you may see"));
    let found = room.page("/entities/find?q=norte", BRUNO);
    let id = found.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap();
    let new = format!("/entities/{id}");
    let page = room.page(&new, BRUNO);
    assert!(page.contains("another company") && page.contains("story-0.txt"), "{page}");
    assert_eq!(split(&new, &room.ids[0].to_string(), "the same after all"), 303);
    let page = room.page(&one, BRUNO);
    assert!(page.contains("the same after all") && page.contains("story-0.txt"), "{page}");
}

#[test]
fn names_and_notes_are_kept_and_what_is_apart_is_suggested_no_more() {
    let room = Room::open();
    let one = room.entity(0);
    assert_eq!(room.post(&format!("{one}/alias"), BRUNO, &[("name", "LUMSA")]), 303);
    assert!(room.page("/entities/find?q=lumsa", RITA).contains(&room.ids[0].to_string()));
    assert_eq!(room.post(&format!("{one}/unalias"), BRUNO, &[("name", "LUMSA")]), 303);
    assert!(!room.page("/entities/find?q=lumsa", RITA).contains(&room.ids[0].to_string()));
    assert_eq!(room.post(&format!("{one}/note"), RITA, &[("text", "no")]), 403);
    assert_eq!(room.post(&format!("{one}/note"), BRUNO, &[("text", "ask <them>")]), 303);
    assert!(room.page(&one, RITA).contains("ask &#60;them&#62;"));
    let alike = room.page("/entities/alike", BRUNO);
    assert!(alike.contains("Departament"), "{alike}");
    let act = alike.split("action=\"/entities/").nth(1).unwrap().split('"').next().unwrap();
    let other = alike.split("name=\"other\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = [("other", other), ("why", "two cities")];
    assert_eq!(room.post(&format!("/entities/{act}"), BRUNO, &fields), 303);
    assert!(!room.page("/entities/alike", BRUNO).contains("Departament"));
}
