//! The desk under load, killed: every decision that was answered is there when it is started again.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Instant;

use crate::support::{Desk, Draw, Serving, news};

/// How many people decide at once.
const PEOPLE: usize = 3;

/// A request to a desk that may be killed meanwhile: nothing where no whole head of an answer came.
pub(crate) fn send(at: &str, first: &str, cookie: &str, body: &str) -> Option<String> {
    let mut stream = TcpStream::connect(at).ok()?;
    let length = body.len();
    write!(
        stream,
        "{first} HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nConnection: close\r\nCookie: {cookie}\r\n\
         Accept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .ok()?;
    let mut answer = Vec::new();
    // A connection that breaks off may have said enough.
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    answer.contains("\r\n\r\n").then_some(answer)
}

/// Somebody at a desk without accounts: where it is, her session and the token of its forms.
pub(crate) fn come_in(served: &Serving) -> (String, String, String) {
    let at = served.way_in.split('/').nth(2).unwrap().to_owned();
    let (_, query) = served.way_in.rsplit_once('/').unwrap();
    let answer = send(&at, &format!("GET /{query}"), "", "").unwrap();
    let line = answer.lines().find(|line| line.starts_with("set-cookie: veedor=")).unwrap();
    let cookie = line["set-cookie: ".len()..].split(';').next().unwrap().to_owned();
    let page = send(&at, "GET /", &cookie, "").unwrap();
    let (_, rest) = page.split_once("name=\"csrf\" value=\"").unwrap();
    (at, cookie, rest.split('"').next().unwrap().to_owned())
}

/// What nobody has judged: the public id of the source, and the statement's.
fn undecided(desk: &Desk) -> Vec<(String, String)> {
    let list = desk.ok(&["source", "--list"]);
    let mut found = Vec::new();
    let all = desk.statements(&["--undecided"]);
    for source in list.lines().map(|line| line.split_whitespace().next().unwrap()) {
        let told = desk.ok(&["source", source]);
        let id = told.split_whitespace().find(|word| word.starts_with("src-")).unwrap();
        let here = all.iter().filter(|statement| statement.to_string().contains(source));
        found.extend(here.map(|it| (id.to_owned(), it["id"].as_str().unwrap().to_owned())));
    }
    found
}

#[test]
fn one_address_lets_one_browser_in_and_enter_gives_another() {
    let desk = Desk::new();
    let mut served = Serving::start(&desk, &["--by", "Inés"]);
    let spent = served.way_in.clone();
    let (at, first, _) = come_in(&served);
    let path = |way_in: &str| format!("GET /{}", way_in.rsplit_once('/').unwrap().1);
    let late = send(&at, &path(&spent), "", "").unwrap();
    assert!(!late.contains("set-cookie: veedor="), "it was good for one browser: {late}");
    let unused = served.another_way_in();
    assert_ne!(unused, spent);
    served.way_in = served.another_way_in();
    let (_, second, _) = come_in(&served);
    let before = send(&at, &path(&unused), "", "").unwrap();
    assert!(!before.contains("set-cookie: veedor="), "another one took its place: {before}");
    for session in [&first, &second] {
        let page = send(&at, "GET /", session, "").unwrap();
        assert!(page.starts_with("HTTP/1.1 200"), "both go on: {page}");
    }
}

#[test]
fn a_desk_killed_under_load_loses_no_decision_that_was_answered() {
    let desk = Desk::new();
    let documents: Vec<String> =
        (0..12).map(|number| desk.document(&format!("{number}.txt"), news(number))).collect();
    let mut arguments = vec!["add"];
    arguments.extend(documents.iter().map(String::as_str));
    desk.ok(&arguments);
    let mut draw = Draw(0x2545_f491_4f6c_dd1d);
    let mut answered = BTreeSet::new();
    for round in 0..5 {
        let waiting = Mutex::new(undecided(&desk));
        assert!(waiting.lock().unwrap().len() > 6, "nothing is left to decide");
        let begun = Instant::now();
        let served = Serving::start(&desk, &["--by", "Inés"]);
        let (at, cookie, csrf) = come_in(&served);
        eprintln!("round {round}: answers {} ms after it was started", begun.elapsed().as_millis());
        let (say, said) = channel();
        let enough = 1 + draw.below(6);
        std::thread::scope(|scope| {
            for _ in 0..PEOPLE {
                let (say, waiting, at, cookie, csrf) = (say.clone(), &waiting, &at, &cookie, &csrf);
                scope.spawn(move || {
                    loop {
                        let next = waiting.lock().unwrap().pop();
                        let Some((source, id)) = next else { break };
                        let body = format!("csrf={csrf}&show=all&statement={id}&version=1");
                        let path = format!("POST /review/{source}/accept");
                        let Some(answer) = send(at, &path, cookie, &body) else { break };
                        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
                        say.send(id).unwrap();
                    }
                });
            }
            drop(say);
            // However long they take: the kill hangs on what was answered, not on the clock.
            answered.extend(said.iter().take(enough));
            // As `kill -9` does.
            drop(served);
        });
        answered.extend(said.iter());
        let accepted: BTreeSet<String> = desk
            .statements(&["--accepted"])
            .iter()
            .map(|it| it["id"].as_str().unwrap().to_owned())
            .collect();
        let lost: Vec<_> = answered.difference(&accepted).collect();
        assert!(lost.is_empty(), "round {round}: answered and lost: {lost:?}");
        desk.ok(&["verify"]);
    }
    assert!(answered.len() >= 5, "{} were answered", answered.len());
}
