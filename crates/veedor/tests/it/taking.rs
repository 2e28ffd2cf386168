//! What one takes away: a document for the lawyer, a backup.

use std::path::Path;
use std::process::Command;

use crate::support::{Desk, VEEDOR, news, succeed, veedor};

fn desk() -> Desk {
    let desk = Desk::new();
    let first = desk.document("one.txt", news(1));
    let second = desk.document("two.txt", news(1).replace("12 cameras", "14 cameras"));
    let html = "<html><title>Año de la Señal</title><body><p>La Policía de Puerto Lirio compró cámaras de reconocimiento facial en marzo de 2031.</p></body></html>";
    let third = desk.document("señal.html", html);
    desk.ok(&["add", &first, &second, &third]);
    desk.accept_all();
    desk
}

/// The words of a file, as Veedor itself reads them.
fn words(path: &Path) -> String {
    let copy = Desk::new();
    copy.ok(&["add", path.to_str().unwrap()]);
    let mut text = String::new();
    for folder in std::fs::read_dir(copy.dossier().join("layers")).unwrap() {
        let folder = folder.unwrap().path();
        for file in folder.read_dir().into_iter().flatten() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|ending| ending == "txt") {
                text += &std::fs::read_to_string(file).unwrap();
            }
        }
    }
    text
}

#[test]
fn a_document_quotes_every_fact_at_its_foot() {
    let desk = desk();
    let list = desk.ok(&["source", "--list"]);
    let id = list.split_whitespace().next().unwrap().to_owned();
    let note = "Un apunte que queda en casa";
    let noted = desk.run(&["note", &id, note, "--by", "Inés"]);
    assert!(noted.status.success(), "{}", String::from_utf8_lossy(&noted.stderr));
    let out = desk.path().join("faro.docx");
    let said = desk.ok(&["brief", out.to_str().unwrap(), "--lang", "es"]);
    let accepted = desk.statements(&["--accepted"]).len();
    assert!(said.starts_with(&format!("{accepted} facts on ")), "{said}");
    let text = words(&out);
    for part in [
        "Hechos citados",
        "Sistema · ",
        "Fuentes",
        "Año de la Señal",
        "Tecnología",
        "Las fuentes no coinciden",
        "Policía de Puerto Lirio",
        "SHA-256 ",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(!text.contains(note));
    // Every fact has a footnote, and the footnote its quote.
    assert!(text.matches("“").count() >= accepted, "{text}");
    // The same facts give the same bytes; a file that is there stays.
    let again = desk.path().join("again.docx");
    desk.ok(&["brief", again.to_str().unwrap()]);
    assert_eq!(std::fs::read(&out).unwrap(), std::fs::read(&again).unwrap());
    assert!(!desk.run(&["brief", again.to_str().unwrap()]).status.success());
    // One entity, one property, in English.
    let one = desk.path().join("one.docx");
    desk.ok(&["brief", one.to_str().unwrap(), "--property", "cameras", "--lang", "en"]);
    let text = words(&one);
    assert!(text.contains("Cited facts") && text.contains("The sources do not agree"), "{text}");
    assert!(!text.contains("Supplier"));
    // What is confidential stays out.
    let list = desk.ok(&["source", "--list"]);
    for line in list.lines() {
        let id = line.split_whitespace().next().unwrap();
        desk.ok(&["source", id, "--visibility", "confidential"]);
    }
    let none = desk.path().join("none.docx");
    let said = desk.ok(&["brief", none.to_str().unwrap()]);
    assert!(said.contains("0 facts") && said.contains("are confidential"), "{said}");
    assert!(!words(&none).contains("Señal"));
    open_in_an_office(&desk, &out);
}

/// LibreOffice opens it and says the same words.
fn open_in_an_office(desk: &Desk, docx: &Path) {
    if Command::new("soffice").arg("--version").output().is_err() {
        eprintln!("skipped: LibreOffice is not installed");
        return;
    }
    let home = format!("-env:UserInstallation=file://{}", desk.path().join("office").display());
    let mut office = Command::new("soffice");
    office.args([&home, "--headless", "--convert-to", "pdf", "--outdir"]);
    office.arg(desk.path()).arg(docx);
    let output = office.output().unwrap();
    let pdf = docx.with_extension("pdf");
    assert!(pdf.exists(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = words(&pdf);
    for part in ["Hechos citados", "Año de la Señal", "cámaras de reconocimiento"] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn a_backup_is_restored_whole() {
    let desk = desk();
    for name in ["b.zip", "b"] {
        let backup = desk.path().join(name);
        let said = desk.ok(&["backup", backup.to_str().unwrap()]);
        assert!(said.starts_with("backed up "), "{said}");
        // What is there is not replaced.
        assert!(!desk.run(&["backup", backup.to_str().unwrap()]).status.success());
        let again = desk.path().join(format!("again-{name}"));
        restore(&backup, &again).unwrap();
        let there = succeed(veedor(&again, &["statements", "--json"]));
        assert_eq!(there, desk.ok(&["statements", "--json"]));
        succeed(veedor(&again, &["verify", "--deep"]));
        assert!(restore(&backup, &again).unwrap_err().contains("not empty"));
    }
    let left: Vec<_> = std::fs::read_dir(desk.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let desk = desk();
    let backup = desk.path().join("b");
    desk.ok(&["backup", backup.to_str().unwrap()]);
    let originals: Vec<_> = std::fs::read_dir(backup.join("archive"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap() != "tmp")
        .collect();
    let one = std::fs::read_dir(&originals[0]).unwrap().next().unwrap().unwrap().path();
    let mut bytes = std::fs::read(&one).unwrap();
    bytes[3] ^= 1;
    std::fs::write(&one, bytes).unwrap();
    let again = desk.path().join("again");
    let error = restore(&backup, &again).unwrap_err();
    assert!(error.contains("damaged") && !again.exists(), "{error}");
    let strange = desk.document("strange.zip", b"PK\x05\x06 no backup");
    assert!(restore(Path::new(&strange), &again).is_err());
    assert!(!again.exists());
}

#[test]
fn a_backup_while_others_write_is_of_one_moment() {
    let desk = desk();
    let mut inputs = Vec::new();
    for number in 10..60 {
        inputs.push(desk.document(&format!("more/{number}.txt"), news(number)));
    }
    let mut add = desk.command(&["add"]);
    add.args(&inputs).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let mut adding = add.spawn().unwrap();
    let backup = desk.path().join("while.zip");
    desk.ok(&["backup", backup.to_str().unwrap()]);
    assert!(adding.wait().unwrap().success());
    let again = desk.path().join("again");
    restore(&backup, &again).unwrap();
    succeed(veedor(&again, &["verify"]));
}

fn restore(backup: &Path, to: &Path) -> Result<String, String> {
    let output = Command::new(VEEDOR).arg("restore").arg(backup).arg(to).output().unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    if output.status.success() { Ok(text) } else { Err(text) }
}
