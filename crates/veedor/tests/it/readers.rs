//! Readers beside the rules, switched on: what they add, what they cost nothing of, what is never sent.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Command, Output};
use std::sync::mpsc::{Receiver, channel};

use crate::support::{Desk, news, succeed, veedor};

/// An endpoint that answers every question with this text, and tells what it was asked.
fn endpoint(status: u16, text: &str) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let body = serde_json::json!({ "choices": [{ "message": { "content": text } }] }).to_string();
    let (send, asked) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut head, mut length) = (String::new(), 0);
            while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap() > 0 {}
            for line in head.to_lowercase().lines() {
                if let Some(value) = line.strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
            }
            let mut question = vec![0; length];
            reader.read_exact(&mut question).unwrap();
            // Nobody may be listening any more, on either side.
            let _ = send.send(head + &String::from_utf8(question).unwrap());
            let _ = write!(
                stream,
                "HTTP/1.1 {status} Said\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
        }
    });
    (url, asked)
}

const OFFERS: &str = r#"{"proposals":[
    {"kind":"contract","subject":"PA-0001-2031","property":"purpose","value":"to watch the quay","quote":"was bought to watch the quay"},
    {"kind":"contract","subject":"PA-0001-2031","property":"cameras","value":"12","quote":"The system has 12 cameras."},
    {"kind":"system","subject":"system","property":"cameras","value":"900","quote":"The system has 900 cameras."}
]}"#;

fn text() -> String {
    news(1) + "\nThe system was bought to watch the quay.\n"
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn switched(mut command: Command, url: &str) -> Command {
    command.env("VEEDOR_ENDPOINT_URL", url).env("VEEDOR_ENDPOINT_MODEL", "some-model");
    command.env_remove("VEEDOR_ENDPOINT_KEY").env_remove("VEEDOR_ENDPOINT_KEY_FILE");
    command
}

const BOTH: [&str; 4] = ["--reader", "rules", "--reader", "endpoint"];

#[test]
fn what_an_endpoint_adds_is_proposed_beside_the_rules() {
    let desk = Desk::new();
    let file = desk.document("news.txt", text());
    let alone = desk.ok(&["read", "--json", &file]);
    let (url, asked) = endpoint(200, OFFERS);
    let command = desk.command(&[&["read", "--json", &file], &BOTH[..]].concat());
    let output = switched(command, &url).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let both = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(alone.lines().all(|line| both.contains(line)), "{both}");
    assert_eq!(both.lines().count(), alone.lines().count() + 1, "{both}");
    assert!(both.contains("to watch the quay"));
    let said = stderr(&output);
    assert!(said.contains(&format!("is sent to {url}/chat/completions (this machine)")), "{said}");
    assert!(
        said.contains("endpoint:some-model/1: 2 proposals, 1 dropped (1 quote not in the text); 1 requests, 0 failures"),
        "{said}"
    );
    assert!(!asked.recv().unwrap().to_lowercase().contains("authorization"));

    let explained = desk.command(&[&["read", "--explain", &file], &BOTH[..]].concat());
    assert!(
        succeed(switched(explained, &url))
            .contains("by endpoint:some-model/1 offer, confidence 0.400")
    );
}

#[test]
fn it_is_off_unless_named_and_says_what_it_lacks() {
    let desk = Desk::new();
    let file = desk.document("news.txt", text());
    let (url, asked) = endpoint(200, OFFERS);
    succeed(switched(desk.command(&["read", &file]), &url));
    succeed(switched(desk.command(&["add", &file]), &url));
    assert!(asked.try_recv().is_err(), "what nobody switched on was asked");
    for (reader, word) in [("endpoint", "VEEDOR_ENDPOINT_URL"), ("gliner", "VEEDOR_GLINER_MODEL")] {
        let output = desk
            .command(&["read", "--reader", reader, &file])
            .env_remove("VEEDOR_ENDPOINT_URL")
            .env_remove("VEEDOR_GLINER_MODEL")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains(word), "{}", stderr(&output));
    }
}

#[test]
fn a_reader_that_fails_takes_nothing_from_the_rules() {
    let desk = Desk::new();
    let files = [desk.document("a.txt", news(1)), desk.document("b.txt", news(2))];
    let (url, _asked) = endpoint(401, "");
    let command = desk.command(&[&["add", &files[0], &files[1]], &BOTH[..]].concat());
    let output = switched(command, &url).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    assert!(said.contains("it refuses (HTTP 401)") && said.contains("2 taken in"), "{said}");
    let other = Desk::new();
    other.ok(&["add", &files[0], &files[1]]);
    assert_eq!(desk.statements(&[]).len(), other.statements(&[]).len());
}

#[test]
fn a_confidential_source_is_not_sent() {
    let desk = Desk::new();
    let file = desk.document("news.txt", text());
    let said = desk.ok(&["add", &file]);
    let source = said.split_whitespace().nth(1).unwrap();
    desk.ok(&["source", source, "--visibility", "confidential"]);
    let (url, asked) = endpoint(200, OFFERS);
    for command in ["add", "read"] {
        let command = desk.command(&[&[command, &file], &BOTH[..]].concat());
        let output = switched(command, &url).output().unwrap();
        assert!(
            stderr(&output).contains("is confidential, and is not sent"),
            "{}",
            stderr(&output)
        );
        assert!(output.status.success());
    }
    assert!(asked.try_recv().is_err(), "it was sent");
}

#[test]
fn what_an_author_hid_is_not_sent_nor_what_came_in_a_confidential_mail() {
    let fixture =
        |name: &str| format!("{}/../archive/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    let desk = Desk::new();
    let (url, asked) = endpoint(200, r#"{"proposals":[]}"#);
    let add = |name: &str| {
        let command = desk.command(&[&["add", &fixture(name)], &BOTH[..]].concat());
        assert!(switched(command, &url).output().unwrap().status.success());
        asked.try_iter().collect::<Vec<String>>()
    };
    let sent = add("acta.docx").concat();
    assert!(sent.contains("pesos en total") && !sent.contains("900,000"), "{sent}");

    let said = desk.ok(&["add", &fixture("respuesta.eml")]);
    let mail = said.split_whitespace().nth(1).unwrap();
    desk.ok(&["source", mail, "--visibility", "confidential"]);
    assert_eq!(add("respuesta.eml"), Vec::<String>::new());
}

#[test]
fn a_dossier_may_name_an_endpoint_but_gets_no_key_of_ours() {
    let desk = Desk::new();
    let file = desk.document("news.txt", text());
    let (url, asked) = endpoint(200, OFFERS);
    let config = desk.dossier().join("veedor.toml");
    let write = |rest: &str| {
        let words = format!("v = 1\n[endpoint]\nurl = \"{url}\"\nmodel = \"some-model\"\n{rest}\n");
        std::fs::write(&config, words).unwrap();
    };
    let read = |key: Option<&str>| {
        let mut command = veedor(&desk.dossier(), &["read", "--reader", "endpoint", &file]);
        for name in ["URL", "MODEL", "KEY", "KEY_FILE"] {
            command.env_remove(format!("VEEDOR_ENDPOINT_{name}"));
        }
        command.envs(key.map(|key| ("VEEDOR_ENDPOINT_KEY", key)));
        command.output().unwrap()
    };
    let refused = |output: Output, word: &str| {
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(stderr(&output).contains(word), "{}", stderr(&output));
        assert!(asked.try_recv().is_err());
    };
    write("");
    refused(read(Some("mine")), "goes only to an address from the environment");
    write("key = \"mine\"");
    refused(read(None), "unknown field `key`");
    // Nor does it say which file of ours is a key: whoever made it would choose where that goes, too.
    let ours = desk.document("models.key", "ours\n");
    write(&format!("key_file = \"{ours}\""));
    refused(read(None), "unknown field `key_file`");
    write("max_requests = 0");
    refused(read(None), "all 0 requests of this run's budget are made");
    write("");
    assert!(read(None).status.success());
    assert!(!asked.recv().unwrap().to_lowercase().contains("authorization"));
}
