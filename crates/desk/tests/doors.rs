//! Every door of the desk, tried by those who may and those who may not.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicI64, Ordering};

use accounts::{Accounts, Given, Role};
use codebook::given::{Clock, CountingChance};
use desk::{Desk, DeskError, Opening, route_table};
use dossier::Dossier;
use jiff::Timestamp;

const PASSWORD: &str = "nueve faroles junto al río";

/// A clock that is turned by hand.
#[derive(Default)]
struct Hands(AtomicI64);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_900_000_000 + self.0.load(Ordering::Relaxed)).unwrap()
    }
}

struct House {
    dir: tempfile::TempDir,
    clock: &'static Hands,
    chance: &'static CountingChance,
}

struct Open {
    house: House,
    at: SocketAddr,
    way_in: String,
}

impl House {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Dossier::create(dir.path()).unwrap();
        Self { dir, clock: Box::leak(Box::default()), chance: Box::leak(Box::default()) }
    }

    fn opening<'o>(&'o self, listen: &str, at: Option<&'o str>) -> Opening<'o> {
        let listen = listen.parse().unwrap();
        Opening {
            dossier: self.dir.path(),
            listen,
            at,
            by: None,
            clock: self.clock,
            chance: self.chance,
        }
    }

    /// Somebody with an account, and their session.
    fn account(&self, name: &str, role: Role) -> String {
        let accounts = Accounts::open(self.dir.path()).unwrap();
        let given = Given { clock: self.clock, chance: self.chance };
        let link = accounts.invite(given, &name.parse().unwrap(), role).unwrap();
        accounts.accept(given, &link, PASSWORD).unwrap().secret().to_owned()
    }

    fn open(self) -> Open {
        self.open_at(None)
    }

    fn open_at(self, at: Option<&str>) -> Open {
        let desk = Desk::open(self.opening("127.0.0.1:0", at)).unwrap();
        let (at, way_in) = (desk.listens().unwrap(), desk.way_in());
        std::thread::spawn(move || desk.serve());
        Open { house: self, at, way_in }
    }
}

impl Open {
    /// Sends the head's lines and a body, and gives the answer as it came.
    fn send(&self, first: &str, lines: &[&str], body: &str) -> String {
        let mut stream = TcpStream::connect(self.at).unwrap();
        let mut head = format!("{first} HTTP/1.1\r\nConnection: close\r\n");
        if !lines.iter().any(|line| line.starts_with("Host:")) {
            head.push_str(&format!("Host: {}\r\n", self.at));
        }
        for line in lines {
            head.push_str(line);
            head.push_str("\r\n");
        }
        let length = body.len();
        if first.starts_with("POST") {
            head.push_str(&format!(
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n"
            ));
        }
        stream.write_all(format!("{head}\r\n{body}").as_bytes()).unwrap();
        let mut answer = Vec::new();
        // Events never end: the head is enough.
        let mut buffer = [0; 4096];
        while let Ok(read) = stream.read(&mut buffer) {
            answer.extend_from_slice(&buffer[..read]);
            if read == 0 || answer.windows(17).any(|it| it == b"text/event-stream") {
                break;
            }
        }
        String::from_utf8(answer).unwrap()
    }

    fn get(&self, path: &str, session: &str) -> String {
        let cookie = format!("Cookie: veedor={session}");
        self.send(&format!("GET {path}"), &[&cookie, "Accept: text/html"], "")
    }

    fn origin(&self) -> String {
        format!("Origin: http://{}", self.at)
    }

    fn post(&self, path: &str, session: &str, body: &str) -> String {
        let cookie = format!("Cookie: veedor={session}");
        self.send(&format!("POST {path}"), &[&cookie, &self.origin(), "Accept: text/html"], body)
    }

    /// The token of the forms of a session.
    fn csrf(&self, session: &str) -> String {
        let page = self.get("/", session);
        let (_, rest) = page.split_once("name=\"csrf\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    /// A session at a desk without accounts, named.
    fn launched(&self) -> String {
        let path = self.way_in.split_once(&self.at.to_string()).unwrap().1;
        let answer = self.send(&format!("GET {path}"), &[], "");
        assert_eq!(status(&answer), 303, "{answer}");
        cookie_of(&answer)
    }
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

fn cookie_of(answer: &str) -> String {
    let line =
        answer.lines().find(|line| line.to_lowercase().starts_with("set-cookie: veedor=")).unwrap();
    line.split_once('=').unwrap().1.split(';').next().unwrap().to_owned()
}

#[test]
fn the_launch_token_lets_in_once_named_and_nothing_else_does() {
    let open = House::new().open();
    for path in [
        "/",
        "/sources",
        "/?token=",
        &format!("/?token={}", "0".repeat(64)),
        "/?token=%00%27%22%3C",
    ] {
        let answer = open.get(path, "");
        assert_eq!(status(&answer), 303, "{path}: {answer}");
        assert!(answer.contains("location: /sign-in"), "{answer}");
    }
    let session = open.launched();
    assert!(open.get("/", &session).contains("location: /name"));
    let page = open.get("/name", &session);
    let csrf = page.split_once("name=\"csrf\" value=\"").unwrap().1.split('"').next().unwrap();
    let named = open.post("/name", &session, &format!("csrf={csrf}&name=In%C3%A9s+%3Cscript%3E"));
    assert_eq!(status(&named), 303, "{named}");
    let page = open.get("/", &session);
    assert_eq!(status(&page), 200, "{page}");
    assert!(page.contains("Inés &#60;script&#62;"), "{page}");
    assert!(!page.contains("<script>"));
    let path = open.way_in.split_once(&open.at.to_string()).unwrap().1;
    let again = open.get(path, "");
    assert!(again.contains("location: /sign-in") && !again.contains("set-cookie"), "{again}");
}

#[test]
fn every_route_asks_for_its_right() {
    let house = House::new();
    let mut sessions = vec![(Role::Administrator, house.account("Inés", Role::Administrator))];
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Administrator) {
        sessions.push((role, house.account(role.as_str(), role)));
    }
    let open = house.open();
    let table = route_table();
    assert!(table.iter().filter(|(_, _, act)| act.is_some()).count() > 5);
    for (method, path, act) in table {
        let Some(act) = act else {
            let entry = ["/assets/", "/sign-", "/name", "/invitation/", "/language"];
            assert!(entry.iter().any(|it| path.starts_with(it)), "{path} is open to anybody");
            continue;
        };
        let path = path.replace(['{', '}'], "");
        let nobody = match method {
            "GET" => open.get(&path, ""),
            _ => open.post(&path, "", ""),
        };
        assert!(matches!(status(&nobody), 303 | 401), "{method} {path}: {nobody}");
        for (role, session) in &sessions {
            let answer = match method {
                "GET" => open.get(&path, session),
                _ => open.post(&path, session, &format!("csrf={}", open.csrf(session))),
            };
            let refused = status(&answer) == 403;
            assert_eq!(refused, !role.may(act), "{role}: {method} {path}: {answer}");
        }
    }
}

#[test]
fn a_form_must_come_from_here_and_hold_its_token() {
    let house = House::new();
    let (ines, bruno) =
        (house.account("Inés", Role::Administrator), house.account("Bruno", Role::Editor));
    let open = house.open();
    let cookie = format!("Cookie: veedor={ines}");
    let (own, other) = (open.csrf(&ines), open.csrf(&bruno));
    let body = format!("csrf={own}&name=Bruno&role=reader");
    let here = open.origin();
    let cases: [(&[&str], &str, u16); 9] = [
        (&[&cookie], &body, 403),
        (&[&cookie, "Origin: https://evil.example"], &body, 403),
        (&[&cookie, "Origin: null"], &body, 403),
        (&[&cookie, "Sec-Fetch-Site: cross-site"], &body, 403),
        (&[&cookie, "Sec-Fetch-Site: same-site"], &body, 403),
        (&[&cookie, &here], "name=Bruno&role=reader", 403),
        (&[&cookie, &here], &format!("csrf={other}&name=Bruno&role=reader"), 403),
        (&[&cookie, &here, &format!("x-csrf-token: {own}")], "name=Bruno&role=reader", 303),
        (&[&cookie, "Sec-Fetch-Site: same-origin"], &body, 303),
    ];
    for (lines, body, expected) in cases {
        let answer = open.send("POST /people/role", lines, body);
        assert_eq!(status(&answer), expected, "{lines:?} {body}: {answer}");
    }
}

#[test]
fn cookies_and_headers_are_strict() {
    let house = House::new();
    house.account("Inés", Role::Administrator);
    let open = house.open();
    let form = format!("name=ines&password={}", PASSWORD.replace(' ', "+").replace('í', "%C3%AD"));
    let answer = open.post("/sign-in", "", &form);
    assert_eq!(status(&answer), 303, "{answer}");
    let cookie = answer.lines().find(|line| line.starts_with("set-cookie: veedor=")).unwrap();
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");
    let page = open.get("/", &cookie_of(&answer));
    for header in [
        "content-security-policy: default-src 'none'; script-src 'self';",
        "x-content-type-options: nosniff",
        "referrer-policy: same-origin",
        "cross-origin-opener-policy: same-origin",
        "cross-origin-resource-policy: same-origin",
        "cache-control: no-store",
    ] {
        assert!(page.contains(header), "{header}: {page}");
    }
    let sheet = page.split_once("href=\"/assets/").unwrap().1.split('"').next().unwrap();
    let style = open.get(&format!("/assets/{sheet}"), "");
    assert!(style.contains("immutable") && style.contains("text/css"), "{style}");
}

#[test]
fn who_lost_the_session_comes_back_to_where_it_was_lost() {
    let house = House::new();
    house.account("Inés", Role::Administrator);
    let open = house.open();
    let answer = open.get("/review/src-1?show=all&at=x", "");
    let way = "/sign-in?to=%2Freview%2Fsrc-1%3Fshow%3Dall%26at%3Dx";
    assert!(answer.contains(&format!("location: {way}\r\n")), "{answer}");
    assert!(!open.get("/?token=secret", "").contains("secret"), "what did not let in is not kept");
    let page = open.get(way, "");
    assert!(page.contains("name=\"to\" value=\"/review/src-1?show=all&#38;at=x\""), "{page}");
    // What was sent without a session is not done, and the page says so, with the way back.
    let lines = ["Origin: http://HERE", "Referer: http://HERE/sources/src-1", "Accept: text/html"];
    let lines = lines.map(|line| line.replace("HERE", &open.at.to_string()));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let told = open.send("POST /sources/src-1/note", &lines, "text=x");
    assert_eq!(status(&told), 401, "{told}");
    assert!(told.contains("href=\"/sign-in?to=%2Fsources%2Fsrc-1\""), "{told}");
    let password = PASSWORD.replace(' ', "+").replace('í', "%C3%AD");
    for (to, there) in [
        ("%2Fsources%3Fonly%3Dall", "/sources?only=all"),
        ("%2F%2Felsewhere.example", "/"),
        ("https%3A%2F%2Felsewhere.example", "/"),
        ("%2F%5Celsewhere.example", "/"),
        ("%2Fa%0D%0Aset-cookie%3A+x%3Dy", "/"),
        ("", "/"),
    ] {
        let answer = open.post("/sign-in", "", &format!("name=ines&password={password}&to={to}"));
        assert!(answer.contains(&format!("location: {there}\r\n")), "{to}: {answer}");
    }
}

#[test]
fn behind_https_the_cookie_is_of_this_host_alone() {
    let house = House::new();
    house.account("Inés", Role::Administrator);
    let open = house.open_at(Some("https://desk.example"));
    let form = format!("name=ines&password={}", PASSWORD.replace(' ', "+").replace('í', "%C3%AD"));
    let lines = ["Host: desk.example", "Origin: https://desk.example"];
    let answer = open.send("POST /sign-in", &lines, &form);
    assert!(answer.contains("set-cookie: __Host-veedor="), "{answer}");
    assert!(answer.contains("; SameSite=Strict; Secure"), "{answer}");
}

#[test]
fn it_answers_to_its_own_name_only() {
    let open = House::new().open();
    let (_, port) = open.way_in.rsplit_once("?").map(|_| ((), open.at.port())).unwrap();
    for host in ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example", "", "a\tb"] {
        let answer = open.send("GET /sign-in", &[&format!("Host: {host}")], "");
        assert!(matches!(status(&answer), 400 | 421), "{host}: {answer}");
    }
    let answer = open.send("GET /sign-in", &[&format!("Host: localhost:{port}")], "");
    assert_eq!(status(&answer), 200, "{answer}");
}

#[test]
fn guessing_passwords_takes_ever_longer() {
    let house = House::new();
    house.account("Inés", Role::Administrator);
    let open = house.open();
    let right = format!("name=ines&password={}", PASSWORD.replace(' ', "+").replace('í', "%C3%AD"));
    for _ in 0..5 {
        assert_eq!(status(&open.post("/sign-in", "", "name=ines&password=no+es+esta+otra")), 403);
    }
    let told = open.post("/sign-in", "", &right);
    assert_eq!(status(&told), 429, "{told}");
    assert!(told.contains("retry-after: 1"), "{told}");
    open.house.clock.0.fetch_add(1, Ordering::Relaxed);
    assert_eq!(status(&open.post("/sign-in", "", &right)), 303);
}

#[test]
fn nobody_is_sent_elsewhere_and_nothing_strange_gets_through() {
    let open = House::new().open();
    for (back, to) in [
        ("/sources?page=2", "/sources?page=2"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/%5Cevil.example", "/"),
        ("/a%0D%0ASet-Cookie:+x=y", "/"),
    ] {
        let answer = open.post("/language", "", &format!("language=en&back={back}"));
        assert!(answer.contains(&format!("location: {to}\r\n")), "{back}: {answer}");
        assert!(!answer.contains("x=y"), "{answer}");
    }
    for path in [
        "/../../desk.sqlite",
        "/assets/..%2f..%2fdesk.sqlite/x",
        "/assets/0/desk.css",
        "/%3Cscript%3E",
    ] {
        let answer = open.get(path, "");
        assert!(matches!(status(&answer), 400 | 404), "{path}: {answer}");
        assert!(!answer.contains("<script>"), "{answer}");
    }
    let english =
        open.send("GET /nothing", &["Accept: text/html", "Accept-Language: fr, en;q=0.8"], "");
    assert!(english.contains("Nothing here") && english.contains("lang=\"en\""), "{english}");
}

#[test]
fn others_reach_no_desk_without_accounts_or_address() {
    let house = House::new();
    let refused = |listen: &str, at| Desk::open(house.opening(listen, at)).map(|_| ()).unwrap_err();
    assert!(matches!(refused("0.0.0.0:0", None), DeskError::NoAccounts(_)));
    assert!(matches!(
        refused("127.0.0.1:0", Some("https://desk.example")),
        DeskError::NoAccounts(_)
    ));
    house.account("Inés", Role::Administrator);
    let refused = |listen: &str, at| Desk::open(house.opening(listen, at)).map(|_| ()).unwrap_err();
    assert!(matches!(refused("0.0.0.0:0", None), DeskError::NoAddress(_)));
    for at in
        ["http://desk.example", "https://desk.example/path", "desk.example", "ftp://desk.example"]
    {
        assert!(matches!(refused("127.0.0.1:0", Some(at)), DeskError::Address(_)), "{at}");
    }
}

/// A source of nobody's, without text, in the dossier: its public id.
fn source_in(house: &House, words: &str, visibility: codebook::Visibility) -> String {
    use codebook::source::Acquisition;
    use codebook::{MediaType, Origin, Sha256, SourceId, SourceMeta};
    let mut dossier = Dossier::open(Some(house.dir.path())).unwrap();
    let source = SourceId::new(Sha256::of(words.as_bytes()));
    let origin = Origin::File { path: format!("{words}.txt") };
    let act = register::SourceAct {
        source,
        size: 9,
        media_type: MediaType::Plain,
        meta: SourceMeta { title: Some(words.to_owned()), ..SourceMeta::default() },
        from: Acquisition { origin, at: house.clock.now() },
        layers: Vec::new(),
        failed: None,
    };
    let given = register::Given { clock: house.clock, chance: house.chance };
    let by = "Inés".parse().unwrap();
    let register = &mut dossier.register;
    register.record_sources(given, &by, vec![act]).unwrap();
    register.admit(given, &by, source, std::slice::from_ref(&by)).unwrap();
    register.set_visibility(given, &by, &[source], visibility).unwrap();
    let id = register.source(source).unwrap().unwrap().public_id.to_string();
    dossier.close().unwrap();
    id
}

#[test]
fn a_confidential_source_is_not_there_for_who_is_not_admitted_and_each_reading_is_recorded() {
    let house = House::new();
    let id = source_in(&house, "Velado", codebook::Visibility::Confidential);
    let (ines, bruno) =
        (house.account("Inés", Role::Administrator), house.account("Bruno", Role::Administrator));
    let open = house.open();
    let none = "src_0000000000000000";
    for path in ["/", "/sources", "/release", &format!("/sources/{id}")] {
        let page = open.get(path, &bruno);
        assert!(!page.contains("Velado"), "{path}: {page}");
    }
    let body = |text: &str| text.replace(none, "").replace(&id, "");
    let csrf = open.csrf(&bruno);
    assert_eq!(status(&open.get(&format!("/sources/{id}"), &bruno)), 404);
    assert_eq!(
        body(&open.get(&format!("/sources/{id}"), &bruno)).len(),
        body(&open.get(&format!("/sources/{none}"), &bruno)).len(),
        "as of one that is not there"
    );
    let acts = [
        ("note", "text=x"),
        ("visibility", "visibility=public"),
        ("original", "offer=1"),
        ("admit", "name=Bruno"),
        ("redact", "words=Velado&why=x"),
        ("unredact", "row=1&why=x"),
    ];
    for (act, form) in acts {
        let answer =
            open.post(&format!("/sources/{id}/{act}"), &bruno, &format!("csrf={csrf}&{form}"));
        assert_eq!(status(&answer), 404, "{act}: {answer}");
    }
    for path in ["/sources", "/sources?only=all"] {
        assert!(open.get(path, &ines).contains("Velado"), "{path}");
    }
    assert!(!open.get("/sources?only=undecided", &ines).contains("Velado"), "nothing in it waits");
    for _ in 0..2 {
        let page = open.get(&format!("/sources/{id}"), &ines);
        assert!(status(&page) == 200 && page.contains("Velado"), "{page}");
    }
    let dossier = Dossier::open_to_read(Some(open.house.dir.path())).unwrap();
    let source = dossier.register.source_named(&id).unwrap().source;
    let readers: Vec<String> = dossier
        .register
        .openings(source, 10)
        .unwrap()
        .iter()
        .map(|one| one.by.to_string())
        .collect();
    assert_eq!(readers, ["Inés", "Inés"]);
}

#[test]
fn what_a_publisher_says_of_a_source_is_kept() {
    let house = House::new();
    let id = source_in(&house, "Contrato", codebook::Visibility::Withheld);
    house.account("Ada", Role::Administrator);
    let ines = house.account("Inés", Role::Publisher);
    let open = house.open();
    let csrf = open.csrf(&ines);
    let acts = [
        ("note", "text=ask+for+the+annex"),
        ("admit", "name=Bruno"),
        ("visibility", "visibility=confidential"),
    ];
    for (act, form) in acts {
        let answer =
            open.post(&format!("/sources/{id}/{act}"), &ines, &format!("csrf={csrf}&{form}"));
        assert_eq!(status(&answer), 303, "{act}: {answer}");
    }
    let offered = |form: &str| {
        let form = format!("csrf={csrf}{form}");
        assert_eq!(status(&open.post(&format!("/sources/{id}/original"), &ines, &form)), 303);
        let dossier = Dossier::open_to_read(Some(open.house.dir.path())).unwrap();
        dossier.register.source_named(&id).unwrap().offered
    };
    assert!(offered("&offer=1"), "the public may have the original");
    assert!(!offered(""), "and no longer");
    let wrong = format!("csrf={csrf}&words=Nobody&why=x");
    let answer = open.post(&format!("/sources/{id}/redact"), &ines, &wrong);
    assert!(status(&answer) == 200 && answer.contains("role=\"alert\""), "{answer}");
    let page = open.get(&format!("/sources/{id}"), &ines);
    for words in ["ask for the annex", "Bruno", "Inés"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn the_first_page_counts_nothing_that_somebody_may_not_see() {
    let first_page = |visibilities: &[codebook::Visibility]| {
        let house = House::new();
        for (number, visibility) in visibilities.iter().enumerate() {
            source_in(&house, &format!("Contrato {number}"), *visibility);
        }
        house.account("Inés", Role::Administrator);
        let bruno = house.account("Bruno", Role::Editor);
        let open = house.open();
        let page = open.get("/", &bruno);
        assert_eq!(status(&page), 200, "{page}");
        let (_, main) = page.split_once("<main").unwrap();
        main.split_once("</main>").unwrap().0.to_owned()
    };
    use codebook::Visibility::{Confidential, Withheld};
    let one = first_page(&[Withheld]);
    assert_eq!(first_page(&[Withheld, Confidential, Confidential]), one);
    assert_ne!(first_page(&[Withheld, Withheld]), one);
}

#[test]
fn a_newcomer_gets_nobody_else_s_account() {
    let house = House::new();
    let ines = house.account("Inés", Role::Administrator);
    house.account("José Pérez", Role::Reader);
    let open = house.open();
    let csrf = open.csrf(&ines);
    for name in ["Jose+Perez", "Jos%C3%A9+P%C3%A9rez", "ines"] {
        let body = format!("csrf={csrf}&name={name}&role=administrator");
        let page = open.post("/people/invite", &ines, &body);
        assert_eq!(status(&page), 200, "{page}");
        assert!(
            !page.contains("/invitation/") && page.contains("role=\"alert\""),
            "{name}: {page}"
        );
    }
    let accounts = Accounts::open(open.house.dir.path()).unwrap();
    let roles: Vec<_> = accounts.people().unwrap().into_iter().map(|it| it.role).collect();
    assert_eq!(roles, [Role::Administrator, Role::Reader]);
    let again =
        |name: &str| open.post("/people/invite-again", &ines, &format!("csrf={csrf}&name={name}"));
    assert_eq!(status(&again("Jose+Perez")), 404);
    let page = again("Jos%C3%A9+P%C3%A9rez");
    assert!(page.contains("/invitation/"), "{page}");
    let said = page.split_once("role=\"status\"").unwrap().1.split("</div>").next().unwrap();
    assert!(said.contains("José Pérez"), "the page says whom the link lets in: {said}");
}

#[test]
fn no_number_of_an_address_is_too_great() {
    let house = House::new();
    let ines = house.account("Inés", Role::Administrator);
    let open = house.open();
    let most = u64::MAX;
    for path in [
        "/release?after=",
        "/sources?page=",
        "/entities?page=",
        "/search?q=a&page=",
        "/review?page=",
    ] {
        let answer = open.get(&format!("{path}{most}"), &ines);
        assert!(matches!(status(&answer), 200 | 303 | 404), "{path}: {answer}");
    }
}

#[test]
fn what_failed_does_not_pile_up() {
    let house = House::new();
    let ines = house.account("Inés", Role::Administrator);
    let open = house.open();
    let csrf = open.csrf(&ines);
    for _ in 0..3 {
        let lines = (0..90).map(|nth| format!("no-address-{nth}")).collect::<Vec<_>>().join("+");
        let answer =
            open.post("/inbox/addresses", &ines, &format!("csrf={csrf}&addresses={lines}"));
        assert_eq!(status(&answer), 303, "{answer}");
    }
    let page = open.get("/inbox", &ines);
    assert_eq!(page.matches("<bdi class=\"name\">no-address-").count(), 200, "{page}");
}
