//! The register as it stands: what a server shows of a dossier is what is published of it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use crate::browser::register;
use crate::support::Desk;

/// `veedor serve --live` under way, ended with the test.
pub(crate) struct Live {
    process: Child,
    at: String,
}

impl Drop for Live {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An answer: its status, its head and its body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let of = |line: &'_ str| line.to_lowercase().starts_with(&format!("{name}: "));
        let line = self.head.lines().find(|line| of(line))?;
        line.split_once(": ").map(|(_, value)| value)
    }

    fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }
}

impl Live {
    pub(crate) fn of(desk: &Desk) -> Self {
        let mut command = desk.command(&["serve", "--live", "--port", "0"]);
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let at = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self { process, at }
    }

    fn send(&self, first: &str, more: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.at).unwrap();
        let at = &self.at;
        write!(stream, "{first} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n{more}\r\n")
            .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: answer[end + 4..].to_vec() }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET /{path}"), "")
    }
}

/// The files of a published folder's pages, by path: all but lists, whose links narrow them otherwise.
fn published(site: &Path, folder: &str) -> Vec<(String, PathBuf)> {
    let lists = [
        "systems",
        "agencies",
        "vendors",
        "contracts",
        "requests",
        "jurisdictions",
        "claims",
        "laws",
    ];
    let mut found = Vec::new();
    for entry in std::fs::read_dir(site.join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            if !lists.contains(&name.as_str()) {
                found.extend(published(site, &format!("{folder}/{name}")));
            }
        } else if !lists.contains(&name.split(['.', '-']).next().unwrap()) {
            found.push((format!("{folder}/{name}"), path));
        }
    }
    found
}

#[test]
fn what_is_shown_live_is_what_is_published() {
    let (desk, site) = register();
    let live = Live::of(&desk);
    let mut files: Vec<_> = ["es", "en", "search", "data", "schemas", "sources"]
        .iter()
        .flat_map(|it| published(&site, it))
        .collect();
    for name in ["index.html", "style.css", "search.js"] {
        files.push((name.to_owned(), site.join(name)));
    }
    assert!(files.len() > 100, "{}", files.len());
    for (path, file) in files {
        let answer = live.get(&path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body == std::fs::read(file).unwrap(), "{path}: {}", answer.text());
    }
    for path in [
        "data/facts/0a.jsonl",
        "data/facts.jsonl.csv",
        "sources/src-0123456789abcdef.0123456789ab.txt",
        "manifest.json",
        "es/entities/x.html",
        "es/../index.html",
        "es/systems-99.html",
        "review",
    ] {
        assert_eq!(live.get(path).status, 404, "{path}");
    }
    for (path, kind) in [
        ("data/facts.csv", "text/csv; charset=utf-8"),
        ("data/facts.jsonl", "application/jsonl"),
        ("data/citations.jsonld", "application/ld+json"),
        ("data/datapackage.json", "application/json"),
    ] {
        assert_eq!(live.get(path).header("content-type"), Some(kind), "{path}");
    }
    assert_eq!(live.send("POST /es/index.html", "Content-Length: 0\r\n").status, 405);
    let elsewhere = live.send("GET /es/index.html", "").head;
    assert!(elsewhere.contains("content-security-policy: default-src 'none'"), "{elsewhere}");
    assert!(!elsewhere.to_lowercase().contains("set-cookie"), "{elsewhere}");
}

#[test]
fn lists_narrow_and_order_and_their_tables_have_exactly_what_is_shown() {
    let (desk, _) = register();
    let live = Live::of(&desk);
    let rows = |path: &str| {
        let table = live.get(path);
        assert_eq!(table.header("content-type"), Some("text/csv; charset=utf-8"), "{path}");
        table.text().lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let all = rows("en/systems.csv");
    let page = live.get("en/systems.html");
    let way = page.text().split("href=\"systems.html?technology=").nth(1).unwrap();
    let way = format!("systems.html?technology={}", way.split('"').next().unwrap());
    let narrowed = live.get(&format!("en/{}", way.replace("&#38;", "&")));
    assert_eq!(narrowed.status, 200);
    let table = rows(&format!("en/{way}&format=csv"));
    assert!(!table.is_empty() && table.len() < all.len(), "{} of {}", table.len(), all.len());
    let listed = narrowed.text().matches("href=\"entities/").count();
    assert!(listed >= table.len(), "{listed}");
    let json = live.get(&format!("en/{}", way.replace(".html", ".json")));
    let json: serde_json::Value = serde_json::from_slice(&json.body).unwrap();
    assert_eq!(json["listed"].as_array().unwrap().len(), table.len());
    let (mut one, mut other) = (rows("en/systems.csv?sort=facts"), all.clone());
    assert_ne!(one, other, "the order is another");
    one.sort();
    other.sort();
    assert_eq!(one, other, "of the same rows");
}

#[test]
fn who_has_a_page_gets_it_again_when_what_is_public_changed_and_only_then() {
    let (desk, _) = register();
    let live = Live::of(&desk);
    let ask = |tag: &str| live.send("GET /en/index.html", &format!("If-None-Match: {tag}\r\n"));
    let tag = live.get("en/index.html").header("etag").unwrap().to_owned();
    let same = ask(&tag);
    assert_eq!((same.status, same.body.len(), same.header("etag")), (304, 0, Some(tag.as_str())));
    assert_eq!(ask("\"x\", W/\"y\"").status, 200);

    // What is done that the public does not see changes nothing for it.
    let story = desk.document("more.txt", crate::support::news(3));
    desk.ok(&["add", &story]);
    desk.accept_all();
    assert_eq!(ask(&tag).status, 304);
    desk.ok(&["release", "--by", "Inés"]);
    let more = ask(&tag);
    assert_eq!(more.status, 200);
    let tag = more.header("etag").unwrap().to_owned();

    // What is taken back is gone with the next answer.
    let list = desk.ok(&["source", "--list"]);
    let id = list.lines().find(|line| line.contains("more.txt")).unwrap();
    let lumbrera = |body: &str| body.contains("PA-0003-2031");
    assert!(lumbrera(live.get("en/contracts.html").text()));
    desk.ok(&["source", "--visibility", "confidential", id.split_whitespace().next().unwrap()]);
    assert_eq!(ask(&tag).status, 200);
    assert!(!lumbrera(live.get("en/contracts.html").text()));
}
