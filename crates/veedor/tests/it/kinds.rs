//! Kinds of source beyond plain files: what is attached to a mail, and what authors hid.

use crate::support::Desk;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../archive/tests/fixtures");

fn fixture(name: &str) -> String {
    format!("{FIXTURES}/{name}")
}

/// The digest of the source whose line in the list has these words.
fn source(desk: &Desk, words: &str) -> String {
    let list = desk.ok(&["source", "--list"]);
    let line = list.lines().find(|line| line.contains(words)).unwrap();
    line.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn what_is_attached_to_a_mail_becomes_a_source_of_its_own() {
    let desk = Desk::new();
    let said = desk.ok(&["add", &fixture("respuesta.eml")]);
    assert_eq!(said.lines().count(), 4, "{said}");
    for words in
        ["respuesta.eml > contratos año 2031.csv:", "respuesta.eml > 1/3 > contratos.xlsx:"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    let mail = source(&desk, "Respuesta a la solicitud");
    let inner = source(&desk, "Reenvío");
    let table = source(&desk, "Compras de Tarandía");
    let told = desk.ok(&["source", &table]);
    assert!(told.contains(&format!("part 1/2 of {}, contratos.xlsx", &inner[..12])), "{told}");
    assert!(told.contains("which its author had hidden"), "{told}");
    assert!(!told.contains("Sobreprecio"), "{told}");
    let told = desk.ok(&["source", &table, "--hidden"]);
    assert!(told.contains("hidden     Sobreprecio\t333000"), "{told}");
    // Contracts are read in both tables; nothing in what was hidden.
    let proposals = desk.statements(&[]);
    let text = format!("{proposals:?}");
    assert!(text.contains("SVT-015-2031"));
    assert!(!text.contains("Fila Oculta") && !text.contains("SVT-016-2031"));
    desk.ok(&["verify", "--deep"]);
    // The same mail again is nothing new.
    let again = desk.ok(&["add", &fixture("respuesta.eml")]);
    assert_eq!(again.matches("known ").count(), 4, "{again}");

    let closed = desk.ok(&["source", "--visibility", "confidential", &mail]);
    assert_eq!(closed.matches("as well: it came in it").count(), 3, "{closed}");
    let purged = desk.ok(&["purge", &inner, "--order", "a court", "--by", "Ana"]);
    assert!(purged.contains("destroyed 2 sources"), "{purged}");
    assert!(purged.contains(&format!("it came in {}", &mail[..12])), "{purged}");
    let list = desk.ok(&["source", "--list"]);
    assert!(!list.contains("Compras de Tarandía") && list.contains("Respuesta a la solicitud"));
    desk.ok(&["verify", "--deep"]);
}

#[test]
fn files_too_deep_in_others_are_left_and_it_is_said() {
    let mut bytes = b"Just a few words.".to_vec();
    for _ in 0..5 {
        let inner = String::from_utf8(bytes).unwrap();
        bytes = format!(
            "From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x{0}\r\n\r\n--x{0}\r\n\r\nHello.\r\n--x{0}\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=m.eml\r\n\r\n{inner}\r\n--x{0}--\r\n",
            inner.len()
        )
        .into_bytes();
    }
    let desk = Desk::new();
    let file = desk.document("deep.eml", bytes);
    let said = desk.ok(&["add", &file]);
    assert_eq!(said.lines().count(), 4, "{said}");
    assert!(said.contains("1 files in it were left there"), "{said}");
}

#[test]
fn nothing_that_was_hidden_reaches_a_published_folder() {
    let desk = Desk::new();
    for name in ["acta.docx", "acta.odt", "contratos.xlsx", "contratos.ods", "respuesta.eml"] {
        desk.ok(&["add", &fixture(name)]);
    }
    desk.accept_all();
    desk.open_every_source();
    let site = desk.path().join("site");
    desk.ok(&["publish", site.to_str().unwrap(), "--release"]);
    desk.ok(&["verify", site.to_str().unwrap()]);
    let mut texts = Vec::new();
    let mut folders = vec![site];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                texts.push(std::fs::read(&path).unwrap());
            }
        }
    }
    let occurs = |words: &str| {
        texts.iter().any(|text| text.windows(words.len()).any(|it| it == words.as_bytes()))
    };
    assert!(occurs("1,250,000 pesos en total") && occurs("SVT-014-2031"));
    // A fact says where in its source it stands.
    for place in ["celda <bdi>Contratos!A2</bdi>", "párrafo 4", "message 1"] {
        assert!(occurs(place), "{place}");
    }
    for words in ["900,000 pesos", "No decir que", "Borrar antes", "Fila Oculta", "Sobreprecio"] {
        assert!(!occurs(words), "{words}");
    }
}
