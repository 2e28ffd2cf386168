//! A desk with three stories on it, and three people who come to it.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::LazyLock;

use accounts::{Accounts, Given, Role};
use codebook::given::{Clock, CountingChance};
use codebook::layer::{Extractor, LayerMap};
use codebook::source::Acquisition;
use codebook::{EntityId, MediaType, Origin, SourceMeta, TextLayer, Value, Verdict, Visibility};
use desk::{Desk, Opening};
use dossier::Dossier;
use jiff::Timestamp;
use reading::{Document, Rules};
use register::{Filter, Judgement, LayerAct, Register, SourceAct, StatementView};

const STORIES: [&str; 3] = [
    "The Port Almeda Police Department bought live facial recognition from Lumbrera Sistemas, S.A. de C.V. in March 2031.\n",
    "The Port Almeda Police Departament bought iris recognition from Candil Sistemas, S.A. de C.V. in May 2031.\n",
    "The Vado Hondo Police Department bought palm recognition from Penumbra Sistemas, S.A. de C.V. in June 2031.\n",
];

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_900_000_000).unwrap()
    }
}

static CHANCE: LazyLock<CountingChance> = LazyLock::new(CountingChance::default);

pub(crate) struct Room {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) at: SocketAddr,
    pub(crate) ids: Vec<EntityId>,
    /// Inés, who is admitted to the last story; Bruno, who is not; Rita, who only reads.
    sessions: [String; 3],
}

pub(crate) fn given() -> register::Given<'static> {
    register::Given { clock: &Noon, chance: &*CHANCE }
}

pub(crate) fn accepted(view: &StatementView) -> Judgement<'static> {
    Judgement {
        statement: view.statement.id(),
        verdict: Verdict::Accepted,
        by: "Inés".parse().unwrap(),
        note: None,
        expected: None,
        layer: None,
        subject: None,
        names: None,
    }
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
    dossier.register.record_sources(given(), &"Inés".parse().unwrap(), vec![act]).unwrap();
}

impl Room {
    /// A desk with the stories, all accepted, the last of them confidential.
    pub(crate) fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Dossier::create(dir.path()).unwrap();
        let mut dossier = Dossier::open(Some(dir.path())).unwrap();
        let ines: codebook::value::ShortText = "Inés".parse().unwrap();
        for (nth, story) in STORIES.iter().enumerate() {
            take_in(&mut dossier, &format!("story-{nth}.txt"), story);
        }
        let register = &mut dossier.register;
        let all = register.statements(&Filter::default()).unwrap();
        register.decide(given(), all.iter().map(accepted).collect()).unwrap();
        let hidden = register.sources().unwrap().last().unwrap().source;
        register.set_visibility(given(), &ines, &[hidden], Visibility::Confidential).unwrap();
        register.admit(given(), &ines, hidden, std::slice::from_ref(&ines)).unwrap();
        let names = ["Lumbrera Sistemas", "Candil Sistemas", "Penumbra Sistemas"];
        let find = |name: &&str| register.find_entities(name, None, 1, None).unwrap()[0].id;
        let ids = names.iter().map(find).collect();
        dossier.close().unwrap();
        let people =
            [("Inés", Role::Administrator), ("Bruno", Role::Editor), ("Rita", Role::Reader)];
        let sessions = people.map(|(name, role)| {
            let accounts = Accounts::open(dir.path()).unwrap();
            let given = Given { clock: &Noon, chance: &*CHANCE };
            let link = accounts.invite(given, &name.parse().unwrap(), role).unwrap();
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
        Self { dir, at, ids, sessions }
    }

    pub(crate) fn send(&self, first: &str, who: usize, body: &str) -> (u16, String) {
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

    pub(crate) fn get(&self, path: &str, who: usize) -> (u16, String) {
        self.send(&format!("GET {path}"), who, "")
    }

    pub(crate) fn page(&self, path: &str, who: usize) -> String {
        let (status, text) = self.get(path, who);
        assert_eq!(status, 200, "{path}: {text}");
        text
    }

    pub(crate) fn post(&self, path: &str, who: usize, fields: &[(&str, &str)]) -> u16 {
        self.sent(path, who, fields).0
    }

    /// Sends a form, and gives the page that answers too.
    pub(crate) fn sent(&self, path: &str, who: usize, fields: &[(&str, &str)]) -> (u16, String) {
        let (_, page) = self.get("/", who);
        let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap();
        let mut body = format!("csrf={}", csrf.split('"').next().unwrap());
        for (name, value) in fields {
            let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
            body += &format!("&{name}={value}");
        }
        self.send(&format!("POST {path}"), who, &body)
    }

    /// Another program brings a text in meanwhile. Gives back the public id of its source.
    pub(crate) fn bring(&self, name: &str, words: &str) -> String {
        let mut dossier = Dossier::open(Some(self.dir.path())).unwrap();
        take_in(&mut dossier, name, words);
        let all = dossier.register.sources().unwrap();
        let source = all.iter().find(|one| one.meta.title.as_deref() == Some(name)).unwrap();
        source.public_id.to_string()
    }

    /// What another program does to the dossier meanwhile.
    pub(crate) fn beside<T>(&self, act: impl FnOnce(&mut Register) -> T) -> T {
        act(&mut Register::open(self.dir.path()).unwrap())
    }

    /// Takes back the decisions on these technologies and makes them again.
    pub(crate) fn decide_again(&self, technologies: [&str; 2]) {
        self.beside(|register| {
            let all = register.statements(&Filter::default()).unwrap();
            let is_such = |view: &&StatementView| match &view.statement.parts().value {
                Value::Technology(one) => technologies.iter().any(|it| one.as_str().contains(it)),
                _ => false,
            };
            let chosen: Vec<_> = all.iter().filter(is_such).collect();
            assert_eq!(chosen.len(), technologies.len());
            for view in chosen {
                let (id, by) = (view.statement.id(), "Inés".parse().unwrap());
                register.undo(given(), &by, id, view.version).unwrap();
                register.decide(given(), vec![accepted(view)]).unwrap();
            }
        });
    }

    /// Makes what may be public public.
    pub(crate) fn release(&self) {
        self.beside(|register| {
            let today = jiff::civil::date(2031, 7, 1);
            register.release(given(), &"Inés".parse().unwrap(), None, today).unwrap();
        });
    }

    /// Who read the last story, which is confidential.
    pub(crate) fn readers_of_the_last(&self) -> Vec<String> {
        self.beside(|register| {
            let last = register.confidential_sources().unwrap()[0];
            let openings = register.openings(last, 100).unwrap();
            openings.iter().map(|one| one.by.to_string()).collect()
        })
    }

    pub(crate) fn entity(&self, nth: usize) -> String {
        format!("/entities/{}", self.ids[nth])
    }
}

pub(crate) const INES: usize = 0;
pub(crate) const BRUNO: usize = 1;
pub(crate) const RITA: usize = 2;
