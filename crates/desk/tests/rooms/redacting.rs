//! Redaction at the desk: what else tells of the words is offered before anything is done.

use crate::room::{INES, Room};

const LETTER: &str = "Zoraida Quintanar signed. The director, QUINTANAR (write to zquintanar@archive.example), has 12 cameras.\n";

fn redacted(room: &Room) -> Vec<String> {
    room.beside(|register| {
        let all = register.sources().unwrap();
        let source = all.iter().find(|one| one.meta.title.as_deref() == Some("letter.txt"));
        let mut words: Vec<_> = register
            .redactions(source.unwrap().source)
            .unwrap()
            .into_iter()
            .map(|one| one.words)
            .collect();
        words.sort();
        words
    })
}

#[test]
fn what_tells_of_the_words_is_offered_and_goes_with_them_in_one_act() {
    let room = Room::open();
    let id = room.bring("letter.txt", LETTER);
    let path = format!("/sources/{id}/redact");
    let asked = [("words", "zoraida quintanar"), ("why", "a \"private\" person")];
    let (status, page) = room.sent(&path, INES, &asked);
    assert_eq!(status, 200, "{page}");
    for words in [
        "role=\"alert\"",
        "name=\"also\" value=\"QUINTANAR\" checked",
        "name=\"also\" value=\"zquintanar\" checked",
        "value=\"a &#34;private&#34; person\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(redacted(&room), Vec::<String>::new(), "nothing is done before it was answered");
    let chosen = [("sure", "1"), ("also", "QUINTANAR"), ("also", "zquintanar")];
    assert_eq!(room.post(&path, INES, &[&asked[..], &chosen].concat()), 303);
    assert_eq!(redacted(&room), ["QUINTANAR", "Zoraida Quintanar", "zquintanar"]);
    let rows = room.beside(|register| {
        let source = register.source_named(&id).unwrap().source;
        register.redactions(source).unwrap().iter().map(|one| one.row).collect::<Vec<_>>()
    });
    assert!(rows.iter().all(|row| *row == rows[0]), "one act: {rows:?}");
    // Where nothing else tells of the words, they go at once.
    assert_eq!(room.post(&path, INES, &[("words", "director"), ("why", "x")]), 303);
    assert_eq!(redacted(&room).len(), 4);
}

#[test]
fn who_leaves_what_is_offered_redacts_the_words_alone() {
    let room = Room::open();
    let path = format!("/sources/{}/redact", room.bring("letter.txt", LETTER));
    let asked = [("words", "Zoraida Quintanar"), ("why", "x"), ("sure", "1")];
    assert_eq!(room.post(&path, INES, &asked), 303);
    assert_eq!(redacted(&room), ["Zoraida Quintanar"]);
}
