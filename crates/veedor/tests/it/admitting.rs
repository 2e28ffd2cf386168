//! Who may see a source that the command line makes confidential: whoever is named, and it says so.

use crate::support::{Desk, news};

#[test]
fn a_source_is_closed_to_all_but_those_who_are_named() {
    let cases: [(&[&str], &str); 4] = [
        (&[], "nobody may see it at the desk"),
        (&["--by", "Inés"], "only Inés may see it"),
        (&["--by", "Inés", "--admit", "Ada", "--admit", "Bruno"], "only Ada, Bruno may see it"),
        (&["--admit", "Ada"], "only Ada may see it"),
    ];
    for (arguments, expected) in cases {
        let desk = Desk::new();
        desk.ok(&["add", &desk.document("story.txt", news(1))]);
        let list = desk.ok(&["source", "--list"]);
        let id = list.split_whitespace().next().unwrap();
        let said = desk.ok(&[&["source", id, "--visibility", "confidential"], arguments].concat());
        assert!(said.contains(expected), "{arguments:?}: {said}");
        // Said again with another name, it opens to that one too.
        let more = desk.ok(&["source", id, "--visibility", "confidential", "--admit", "Olga"]);
        assert!(more.contains("Olga may see it"), "{more}");
        let refused = desk.run(&["source", id, "--visibility", "public", "--admit", "Ada"]);
        let told = String::from_utf8(refused.stderr).unwrap();
        assert!(!refused.status.success() && told.contains("everybody at the desk"), "{told}");
        assert!(desk.ok(&["source", "--list"]).contains("confidential"), "nothing was done");
    }
}
