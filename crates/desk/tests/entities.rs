//! Entities at the desk, as forms and links do it, by those who may and those who may not.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::LazyLock;

use accounts::{Accounts, Given, Role};
use codebook::given::{Clock, CountingChance};
use codebook::layer::{Extractor, LayerMap};
use codebook::source::Acquisition;
use codebook::{EntityId, MediaType, Origin, SourceMeta, TextLayer, Verdict, Visibility};
use desk::{Desk, Opening};
use dossier::Dossier;
use jiff::Timestamp;
use reading::{Document, Rules};
use register::{Filter, Judgement, LayerAct, SourceAct};

const STORIES: [&str; 3] = [
    "The Port Almeda Police Department bought live facial recognition from Lumbrera Sistemas, S.A. de C.V. in March 2031.\n",
    "The Port Almeda Police Departament bought iris recognition from Candil Sistemas, S.A. de C.V. in May 2031.\n",
    "The Vado Hondo Police Department bought gait recognition from Penumbra Sistemas, S.A. de C.V. in June 2031.\n",
];

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_900_000_000).unwrap()
    }
}

static CHANCE: LazyLock<CountingChance> = LazyLock::new(CountingChance::default);

struct Room {
    _dir: tempfile::TempDir,
    at: SocketAddr,
    ids: Vec<EntityId>,
    /// Inés, who is admitted to the last story; Bruno, who is not; Rita, who only reads.
    sessions: [String; 3],
}

/// Brings a text in, read by the rules.
fn take_in(dossier: &mut Dossier, name: &str, words: &str) {
    let kept = dossier.archive.keep_bytes(words.as_bytes()).unwrap();
    let meta = SourceMeta { title: Some(name.to_owned()), ..SourceMeta::default() };
    let extractor = Extractor::new("utf8", "1");
    let layer = TextLayer::new(kept.source, extractor, words, LayerMap::Plain).unwrap();
    let record = dossier.archive.keep_layer(&layer).unwrap();
    let proposals = reading::read(&Rules::new(), &Document { layer: &layer, meta: &meta });
    let layers = vec![LayerAct {
        layer: record.layer,
        extractor: record.extractor,
        text: record.text,
        length: record.length,
        map: record.map,
        proposals,
    }];
    let from = Acquisition { origin: Origin::File { path: name.to_owned() }, at: Noon.now() };
    let act = SourceAct {
        source: kept.source,
        size: kept.size,
        media_type: MediaType::Plain,
        meta,
        from,
        layers,
        failed: None,
    };
    let given = register::Given { clock: &Noon, chance: &*CHANCE };
    dossier.register.record_sources(given, &"Inés".parse().unwrap(), vec![act]).unwrap();
}

impl Room {
    /// A desk with the stories, all accepted, the last of them confidential.
    fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Dossier::create(dir.path()).unwrap();
        let mut dossier = Dossier::open(Some(dir.path())).unwrap();
        let given = register::Given { clock: &Noon, chance: &*CHANCE };
        let ines: codebook::value::ShortText = "Inés".parse().unwrap();
        for (nth, story) in STORIES.iter().enumerate() {
            take_in(&mut dossier, &format!("story-{nth}.txt"), story);
        }
        let register = &mut dossier.register;
        let all = register.statements(&Filter::default()).unwrap();
        let judge = |view: &register::StatementView| Judgement {
            statement: view.statement.id(),
            verdict: Verdict::Accepted,
            by: "Inés".parse().unwrap(),
            note: None,
            expected: None,
            layer: None,
            subject: None,
            names: None,
        };
        register.decide(given, all.iter().map(judge).collect()).unwrap();
        let hidden = register.sources().unwrap().last().unwrap().source;
        register.set_visibility(given, &ines, &[hidden], Visibility::Confidential).unwrap();
        register.admit(given, &ines, hidden, std::slice::from_ref(&ines)).unwrap();
        let names = ["Lumbrera Sistemas", "Candil Sistemas", "Penumbra Sistemas"];
        let find = |name: &&str| register.find_entities(name, None, 1, None).unwrap()[0].id;
        let ids = names.iter().map(find).collect();
        dossier.close().unwrap();
        let people =
            [("Inés", Role::Administrator), ("Bruno", Role::Editor), ("Rita", Role::Reader)];
        let sessions = people.map(|(name, role)| {
            let accounts = Accounts::open(dir.path()).unwrap();
            let given = Given { clock: &Noon, chance: &*CHANCE };
            let link = accounts.invite(given, &name.parse().unwrap(), Some(role)).unwrap();
            let session = accounts.accept(given, &link, "nueve faroles junto al río").unwrap();
            session.secret().to_owned()
        });
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
        Self { _dir: dir, at, ids, sessions }
    }

    fn send(&self, first: &str, who: usize, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(self.at).unwrap();
        let (at, length, session) = (self.at, body.len(), &self.sessions[who]);
        write!(
            stream,
            "{first} HTTP/1.1\r\nConnection: close\r\nHost: {at}\r\nOrigin: http://{at}\r\n\
             Accept: text/html\r\nAccept-Language: en\r\nCookie: veedor={session}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let text = String::from_utf8_lossy(&answer).into_owned();
        (text.split(' ').nth(1).unwrap().parse().unwrap(), text)
    }

    fn get(&self, path: &str, who: usize) -> (u16, String) {
        self.send(&format!("GET {path}"), who, "")
    }

    fn page(&self, path: &str, who: usize) -> String {
        let (status, text) = self.get(path, who);
        assert_eq!(status, 200, "{path}: {text}");
        text
    }

    fn post(&self, path: &str, who: usize, fields: &[(&str, &str)]) -> u16 {
        let (_, page) = self.get("/", who);
        let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap();
        let mut body = format!("csrf={}", csrf.split('"').next().unwrap());
        for (name, value) in fields {
            let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
            body += &format!("&{name}={value}");
        }
        self.send(&format!("POST {path}"), who, &body).0
    }

    fn entity(&self, nth: usize) -> String {
        format!("/entities/{}", self.ids[nth])
    }
}

const INES: usize = 0;
const BRUNO: usize = 1;
const RITA: usize = 2;

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
