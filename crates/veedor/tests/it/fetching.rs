//! Web addresses: what answered is kept with its headers, and nothing private is asked for by accident.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;

use crate::support::{Desk, news};

/// Answers every request with the page of its path, until the test ends.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let asked = lines.next().unwrap().unwrap();
            while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
            let body = news(1);
            let answer = match asked.split(' ').nth(1).unwrap() {
                "/moved" => {
                    "HTTP/1.1 302 Found\r\nLocation: /story\r\nContent-Length: 0\r\n\r\n".to_owned()
                }
                "/story" => format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Served-By: press-3\r\nContent-Length: {}\r\n\r\n{body}",
                    body.len()
                ),
                _ => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned(),
            };
            // A client that went away is no concern of the server's.
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

#[test]
fn an_answer_is_kept_with_its_headers_and_read() {
    let desk = Desk::new();
    let address = serve();
    let moved = format!("{address}/moved");
    let said = desk.ok(&["add", &moved, "--allow-private"]);
    assert!(said.starts_with("added"), "{said}");
    assert!(!desk.statements(&[]).is_empty());
    let source = said.split_whitespace().nth(1).unwrap();
    let shown = desk.ok(&["source", source]);
    assert!(shown.contains(&format!("{address}/story (HTTP 200)")), "{shown}");
    let verified = desk.ok(&["verify"]);
    assert!(verified.contains("1  responses kept as WARC"), "{verified}");
    let mut warcs = 0;
    for folder in std::fs::read_dir(desk.dossier().join("archive")).unwrap() {
        for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            if text.starts_with("WARC/1.1") {
                warcs += 1;
                assert!(
                    text.contains("X-Served-By: press-3") || text.contains("x-served-by: press-3")
                );
                assert!(text.contains("302"), "the way there is not kept");
            }
        }
    }
    assert_eq!(warcs, 1);
}

#[test]
fn a_private_address_is_refused_and_the_rest_goes_on() {
    let desk = Desk::new();
    let address = serve();
    let good = desk.document("good.txt", news(2));
    let output = desk.run(&["add", &format!("{address}/gone"), "--allow-private"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("HTTP 404"));
    let output = desk.run(&["add", &format!("{address}/story"), &good]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("failed") && said.contains("--allow-private"), "{said}");
    assert_eq!(desk.ok(&["source", "--list"]).lines().count(), 1);
}
