//! Review at the desk, as forms and links do it: without a script.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::LazyLock;

use accounts::{Accounts, Given, Role};
use codebook::given::{Clock, CountingChance};
use codebook::source::Acquisition;
use codebook::{Origin, Visibility};
use desk::{Desk, Opening};
use dossier::Dossier;
use jiff::Timestamp;
use reading::{Document, Reader as _, Rules};
use register::{Filter, LayerAct, SourceAct, State, StatementView};

const STORY: &str = "The Port Almeda Police Department has used live facial recognition since March 2031.\r\n\r\n\
     Contract PA-0007-2031 was awarded to Lumbrera Sistemas, S.A. de C.V. on 14 February 2031 for 24 million Mexican \
     pesos. The system has 40 cameras <b>& more</b>.\r\n\r\nThe mayor's office says that the cameras are 99.2 percent accurate.\r\n";

/// The fictional documents of the demonstration.
const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/documents");

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_900_000_000).unwrap()
    }
}

static CHANCE: LazyLock<CountingChance> = LazyLock::new(CountingChance::default);

fn given() -> register::Given<'static> {
    register::Given { clock: &Noon, chance: &*CHANCE }
}

/// A desk that answers, and its dossier seen from beside it.
struct Room {
    dir: tempfile::TempDir,
    at: SocketAddr,
    source: String,
    sessions: Vec<String>,
}

struct Answer {
    status: u16,
    text: String,
}

impl Answer {
    fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }
    fn says(&self, words: &str) -> &Self {
        assert!(self.text.contains(words), "no `{words}` in {}", self.text);
        self
    }
    fn location(&self) -> &str {
        self.is(303);
        self.text.split("location: ").nth(1).unwrap().lines().next().unwrap()
    }
}

/// Takes a document in, as the archive and the rules read it.
fn take_in(dossier: &mut Dossier, name: &str, bytes: &[u8]) {
    let kept = dossier.archive.keep_bytes(bytes).unwrap();
    let media_type = archive::media_type(bytes);
    let limits = archive::Limits::default();
    let made = archive::text_layer(kept.source, media_type, bytes, Some(name), &limits).unwrap();
    let record = dossier.archive.keep_layer(&made.layer).unwrap();
    let document = Document { layer: &made.layer, meta: &made.meta };
    let proposals = reading::statements(Rules::new().read(&document));
    let act = SourceAct {
        source: kept.source,
        size: kept.size,
        media_type,
        from: Acquisition { origin: Origin::File { path: name.to_owned() }, at: Noon.now() },
        layers: vec![LayerAct {
            layer: record.layer,
            extractor: record.extractor,
            text: record.text,
            length: record.length,
            map: record.map,
            proposals,
        }],
        failed: None,
        meta: made.meta,
    };
    dossier.register.record_sources(given(), &"Inés".parse().unwrap(), vec![act]).unwrap();
}

fn room(people: &[(&str, Role)], documents: &[(String, Vec<u8>)]) -> Room {
    let dir = tempfile::tempdir().unwrap();
    Dossier::create(dir.path()).unwrap();
    let mut dossier = Dossier::open(Some(dir.path())).unwrap();
    for (name, bytes) in documents {
        take_in(&mut dossier, name, bytes);
    }
    dossier.archive.barrier().unwrap();
    let source = dossier.register.sources().unwrap()[0].public_id.to_string();
    dossier.close().unwrap();
    let sessions = people.iter().map(|(name, role)| session(dir.path(), name, *role)).collect();
    let desk = Desk::open(Opening {
        dossier: dir.path(),
        listen: "127.0.0.1:0".parse().unwrap(),
        at: None,
        by: None,
        clock: &Noon,
        chance: &*CHANCE,
    })
    .unwrap();
    let at = desk.listens().unwrap();
    std::thread::spawn(move || desk.serve());
    Room { dir, at, source, sessions }
}

fn story(people: &[(&str, Role)]) -> Room {
    room(people, &[("story.txt".to_owned(), STORY.as_bytes().to_vec())])
}

fn session(dir: &Path, name: &str, role: Role) -> String {
    let accounts = Accounts::open(dir).unwrap();
    let given = Given { clock: &Noon, chance: &*CHANCE };
    let link = accounts.invite(given, &name.parse().unwrap(), role).unwrap();
    accounts.accept(given, &link, "nueve faroles junto al río").unwrap().secret().to_owned()
}

impl Room {
    fn send(&self, first: &str, session: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(self.at).unwrap();
        let (at, length) = (self.at, body.len());
        write!(
            stream,
            "{first} HTTP/1.1\r\nConnection: close\r\nHost: {at}\r\nOrigin: http://{at}\r\n\
             Accept: text/html\r\nAccept-Language: en\r\nCookie: veedor={session}\r\n\
             Content-Type: application/x-www-form-urlencoded;charset=UTF-8\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let text = String::from_utf8_lossy(&answer).into_owned();
        Answer { status: text.split(' ').nth(1).unwrap().parse().unwrap(), text }
    }

    fn get(&self, path: &str, who: usize) -> Answer {
        self.send(&format!("GET {path}"), &self.sessions[who], "")
    }

    fn post(&self, act: &str, who: usize, fields: &[(&str, &str)]) -> Answer {
        let page = self.get("/review", who);
        let csrf = page.text.split("name=\"csrf\" value=\"").nth(1).unwrap();
        let mut body = format!("csrf={}", csrf.split('"').next().unwrap());
        for (name, value) in fields {
            let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
            body += &format!("&{name}={value}");
        }
        self.send(&format!("POST {}", self.path(act)), &self.sessions[who], &body)
    }

    fn path(&self, act: &str) -> String {
        format!("/review/{}/{act}", self.source)
    }

    fn beside<T>(&self, act: impl FnOnce(&mut register::Register) -> T) -> T {
        let mut register = register::Register::open(self.dir.path()).unwrap();
        act(&mut register)
    }

    fn statements(&self, state: Option<State>) -> Vec<StatementView> {
        self.beside(|it| it.statements(&Filter { state, ..Filter::default() }).unwrap())
    }

    fn id(&self, property: &str) -> String {
        let all = self.statements(None);
        let found = all.iter().find(|it| it.statement.parts().property.as_str() == property);
        found.unwrap().statement.id().to_string()
    }

    fn states(&self, state: State) -> usize {
        self.statements(Some(state)).len()
    }

    fn judge(
        &self,
        who: usize,
        act: &str,
        id: &str,
        version: &str,
        more: &[(&str, &str)],
    ) -> Answer {
        let fields = [&[("statement", id), ("version", version)], more].concat();
        self.post(act, who, &fields)
    }
}

#[test]
fn accept_reject_and_undo_by_form() {
    let room = story(&[("Inés", Role::Administrator)]);
    let amount = room.id("amount");
    let queue = room.get("/review", 0);
    queue.is(200).says(&room.source).says("24,000,000");
    let page = room.get(&format!("/review/{}?at={amount}", room.source), 0);
    page.is(200).says("class=\"here").says("&#60;b&#62;&#38; more&#60;/b&#62;");
    let answer = room.judge(0, "accept", &amount, "1", &[]);
    assert!(answer.location().contains(&format!("at={amount}")), "{}", answer.text);
    assert_eq!(room.states(State::Accepted), 1);
    room.get(answer.location(), 0).says("Accepted by Inés");
    room.judge(0, "undo", &amount, "2", &[]).is(303);
    assert_eq!(room.states(State::Accepted), 0);
    room.judge(0, "reject", &amount, "3", &[("why", "  ")]).is(422).says("The reason is missing");
    room.judge(0, "reject", &amount, "3", &[("quick", "The source does not say so")]).is(303);
    assert_eq!(room.states(State::Rejected), 1);
    room.judge(0, "accept", &"0".repeat(64), "1", &[]).is(404);
}

#[test]
fn an_amendment_cites_other_words_and_names_an_entity() {
    let room = story(&[("Inés", Role::Administrator)]);
    let amount = room.id("amount");
    let id = amount.as_str();
    let fields = |value: &'static str, quote: &'static str| {
        vec![
            ("kind", "contract"),
            ("subject", "Contract PA-0007-2031"),
            ("property", "amount"),
            ("value", value),
            ("money", "contract"),
            ("quote", quote),
            ("entity", "Contrato de Almeda"),
            ("entity_new", "yes"),
            ("why", "says so there"),
        ]
    };
    let absent = fields("25 MXN", "no such words");
    room.judge(0, "amend", id, "1", &absent).is(422).says("not in the text").says("no such words");
    let strange = fields("many", "for 24 million Mexican pesos");
    room.judge(0, "amend", id, "1", &strange).is(422).says("does not take");
    let sound = fields("25000000 MXN", "for 24 million Mexican pesos");
    let answer = room.judge(0, "amend", id, "1", &sound);
    let page = room.get(answer.location(), 0);
    page.is(200).says("Amended by Inés").says("25,000,000").says("says so there");
    assert_eq!(room.states(State::Amended), 1);
    let found = room.get("/review/entities?q=contrato+alm", 0);
    found.is(200).says("Contrato de Almeda");
    // A part of its name is not its name.
    let called = |name: &'static str| {
        let mut fields = fields("26000000 MXN", "for 24 million Mexican pesos");
        fields.retain(|(field, _)| !field.starts_with("entity"));
        fields.push(("entity", name));
        fields
    };
    let other = room.id("supplier");
    room.judge(0, "amend", &other, "1", &called("Contrato")).is(422).says("No entity is called");
    room.judge(0, "amend", &other, "1", &called("contrato de almeda")).is(303);
}

#[test]
fn of_two_who_decide_the_second_is_told_and_overwrites_nothing() {
    let room = story(&[("Inés", Role::Administrator), ("Bruno", Role::Editor)]);
    let amount = room.id("amount");
    room.judge(0, "accept", &amount, "1", &[]).is(303);
    let told = room.judge(1, "reject", &amount, "1", &[("why", "not theirs")]);
    told.is(409).says("Accepted by Inés").says("not theirs").says("What you sent");
    assert_eq!((room.states(State::Accepted), room.states(State::Rejected)), (1, 0));
    // The same again is no conflict.
    room.judge(1, "accept", &amount, "1", &[]).is(303);
    let since = room.get(&room.path("since/0"), 1);
    since.is(200).says(&amount);
}

#[test]
fn many_are_accepted_in_one_act_and_none_if_one_changed() {
    let room = story(&[("Inés", Role::Administrator)]);
    let amount = room.id("amount");
    let panel = room.get(&format!("/review/{}?at={amount}&panel=subject", room.source), 0);
    let all = panel.is(200).text.split("name=\"all\" value=\"").nth(1).unwrap();
    let all = all.split('"').next().unwrap().to_owned();
    let many = all.split(' ').count();
    assert!(many > 1, "{all}");
    let stale = all.replacen(":1", ":7", 1);
    let act = |all: &str| {
        let fields = [("all", all), ("statement", amount.as_str())];
        room.post("accept-all", 0, &fields)
    };
    act(&stale).is(409);
    assert_eq!(room.states(State::Accepted), 0);
    act(&all).is(303);
    assert_eq!(room.states(State::Accepted), many);
    act("").is(400);
}

#[test]
fn readers_look_contributors_propose_editors_decide() {
    let people =
        [("Inés", Role::Administrator), ("Carla", Role::Contributor), ("Rita", Role::Reader)];
    let room = story(&people);
    let (amount, before) = (room.id("amount"), room.statements(None).len());
    for who in [1, 2] {
        room.judge(who, "accept", &amount, "1", &[]).is(403);
        room.get(&format!("/review/{}", room.source), who).is(200);
    }
    let said = [
        ("kind", "system"),
        ("subject", "The system"),
        ("property", "cameras"),
        ("value", "41"),
        ("quote", "The system has 40 cameras"),
        ("accept", "yes"),
    ];
    room.judge(2, "state", "", "0", &said).is(403);
    room.judge(1, "state", "", "0", &said).is(303);
    // However it is asked, a contributor's word waits for an editor.
    assert_eq!(room.states(State::Accepted), 0);
    assert_eq!(room.statements(None).len(), before + 1);
    let said = said.map(|(name, value)| (name, if name == "value" { "42" } else { value }));
    room.judge(0, "state", "", "0", &said).is(303);
    assert_eq!(room.states(State::Accepted), 1);
}

#[test]
fn a_confidential_source_is_not_there_for_others() {
    let room = story(&[("Inés", Role::Administrator), ("Bruno", Role::Editor)]);
    let amount = room.id("amount");
    room.judge(0, "accept", &amount, "1", &[]).is(303);
    room.beside(|register| {
        let (by, source) = ("Inés".parse().unwrap(), register.sources().unwrap()[0].source);
        register.set_visibility(given(), &by, &[source], Visibility::Confidential).unwrap();
        register.admit(given(), &by, source, std::slice::from_ref(&by)).unwrap();
    });
    let body = |answer: &Answer, path: &str| {
        answer.text.split_once("\r\n\r\n").unwrap().1.replace(path, "")
    };
    let elsewhere = format!("/review/{}", room.source.replace(|c: char| c.is_alphanumeric(), "0"));
    let nobody = room.get(&elsewhere, 1);
    for path in ["", "/since/0", &format!("/crop/{amount}"), "/page/0/1"] {
        let path = format!("/review/{}{path}", room.source);
        let answer = room.get(&path, 1);
        answer.is(404);
        assert_eq!(body(&answer, &path), body(&nobody, &elsewhere));
    }
    room.judge(1, "accept", &amount, "1", &[]).is(404);
    for path in ["/review?state=any", &format!("/review?state=any&source={}", room.source)] {
        let answer = room.get(path, 1);
        answer.is(200).says("Nothing waits");
        assert!(!answer.text.contains("Almeda"), "{}", answer.text);
    }
    for word in ["lumbrera", "almeda", "contract"] {
        let found = room.get(&format!("/review/entities?q={word}"), 1);
        assert!(found.text.ends_with("[]"), "{}", found.text);
    }
    room.get(&format!("/review/{}", room.source), 0).is(200);
}

#[test]
fn every_kind_of_source_has_a_page() {
    let mut documents: Vec<(String, Vec<u8>)> = std::fs::read_dir(DEMO)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect();
    documents.sort();
    let room = room(&[("Inés", Role::Administrator)], &documents);
    let mut pages: Vec<String> = Vec::new();
    for source in room.beside(|register| register.sources().unwrap()) {
        pages.push(room.get(&format!("/review/{}", source.public_id), 0).is(200).text.clone());
    }
    assert!(pages.len() > 8, "{}", pages.len());
    assert!(pages.iter().any(|page| page.contains("class=\"grid\"")));
    assert!(pages.iter().any(|page| page.contains("<svg viewBox")));
    assert!(pages.iter().any(|page| page.contains("<img src=\"")));
}
