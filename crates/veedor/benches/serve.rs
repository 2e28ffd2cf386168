//! The register served live, asked for pages of entities and for lists narrowed by values: requests a second, p99, memory,
//! and how long it takes to begin. Beside it, on the same facts, Datasette, where `DATASETTE` names the program.
//!
//! `DATASETTE=datasette cargo bench -p veedor --bench serve -- FOLDER`, where FOLDER has a register that
//! `cargo bench -p publish --bench size -- ENTITIES STATEMENTS FOLDER` made.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;

/// How many pages of each sort are asked for, and by how many at once.
const ASKED: usize = 1_000;
const AT_ONCE: usize = 2;

/// The facts as a table of their own, with the indexes that what is asked for can use.
const TABLE: &str = "
    CREATE TABLE facts AS SELECT f.fact, f.subject, e.kind, e.name, f.property,
            f.content ->> '$.written' AS value, f.content ->> '$.valid' AS valid,
            f.content ->> '$.spans[0].quote' AS quote, f.source, s.title, f.at AS released_at
        FROM register.public_facts f
        JOIN register.public_entities e ON e.id = f.subject
        JOIN register.public_sources s ON s.id = f.source;
    CREATE INDEX facts_subject ON facts(subject);
    CREATE INDEX facts_kind ON facts(kind, property, value);
    CREATE INDEX facts_property ON facts(property, value);
    ANALYZE;";

type Outcome<T> = Result<T, Box<dyn Error>>;

/// A server under way, ended with the measurement.
struct Server {
    process: Child,
    at: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn main() -> Outcome<()> {
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        println!("serve: name the folder of a register that the size bench made");
        return Ok(());
    };
    let own = tempfile::tempdir_in(&folder)?;
    let from = Path::new(&folder).join("register");
    let known = Connection::open(from.join("register.sqlite"))?;
    let ids = texts(&known, "SELECT id FROM public_entities WHERE kind = 'system' ORDER BY id")?;
    let with = "SELECT value FROM public_counted WHERE kind = 'system' AND facet = 'technology'
                ORDER BY total DESC, value";
    let technologies = texts(&known, with)?;
    let facts: i64 =
        known.query_row("SELECT total FROM public_totals WHERE what = 'facts'", [], |row| {
            row.get(0)
        })?;
    println!("{} systems, {facts} facts, {AT_ONCE} ask at once", ids.len());
    drop(known);

    let server = veedor(&own.path().join("dossier"), &from)?;
    let entities = |nth: usize| format!("/es/entities/{}.html", ids[mixed(nth) % ids.len()]);
    let lists = |nth: usize| {
        let technology = &technologies[nth % technologies.len()];
        format!("/es/systems.html?technology={technology}&year={}", 2012 + mixed(nth) % 15)
    };
    measure("veedor, page of an entity", &server, entities)?;
    measure("veedor, list of systems by technology and year, with facets", &server, lists)?;
    memory("veedor", &server)?;
    drop(server);

    let Some(program) = std::env::var_os("DATASETTE") else {
        println!("DATASETTE names no program: nothing to compare with");
        return Ok(());
    };
    let server = datasette(&PathBuf::from(program), own.path(), &from)?;
    let entities = |nth: usize| format!("/facts/facts?subject={}", ids[mixed(nth) % ids.len()]);
    let lists = |nth: usize| {
        let technology = &technologies[nth % technologies.len()];
        format!(
            "/facts/facts?kind=system&property=uses_technology&value={technology}&_facet=valid&_facet=title"
        )
    };
    measure("datasette, facts about an entity", &server, entities)?;
    measure("datasette, facts of systems by technology, with two facets", &server, lists)?;
    memory("datasette", &server)
}

fn texts(known: &Connection, sql: &str) -> Outcome<Vec<String>> {
    let mut query = known.prepare(sql)?;
    let found = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(found)
}

/// A number that looks like chance and is the same each time.
const fn mixed(number: usize) -> usize {
    number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33
}

/// A dossier with that register and nothing else, shown to everybody.
fn veedor(dossier: &Path, register: &Path) -> Outcome<Server> {
    let program = env!("CARGO_BIN_EXE_veedor");
    Command::new(program).arg("init").arg(dossier).stdout(Stdio::null()).status()?;
    for name in ["register.sqlite", "checkpoint.json"] {
        std::fs::remove_file(dossier.join(name))?;
        std::fs::hard_link(register.join(name), dossier.join(name))?;
    }
    let begun = Instant::now();
    let mut command = Command::new(program);
    command.args(["serve", "--live", "--port", "0", "--dossier"]).arg(dossier);
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut line = String::new();
    BufReader::new(process.stdout.take().ok_or("it says nothing")?).read_line(&mut line)?;
    let at = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let server = Server { process, at };
    get(&server.at, "/es/verify.html")?;
    println!("veedor: {:.2} s from its start to its first page", begun.elapsed().as_secs_f64());
    Ok(server)
}

fn datasette(program: &Path, folder: &Path, register: &Path) -> Outcome<Server> {
    let table = folder.join("facts.db");
    let facts = Connection::open(&table)?;
    let register = register.join("register.sqlite");
    facts.execute("ATTACH ?1 AS register", [register.to_str().ok_or("a name that is no text")?])?;
    facts.execute_batch(TABLE)?;
    drop(facts);
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let mut command = Command::new(program);
    command.arg("serve").arg("--immutable").arg(&table).args(["--port", &port.to_string()]);
    let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let server = Server { process, at: format!("127.0.0.1:{port}") };
    let begun = Instant::now();
    while get(&server.at, "/").is_err() {
        if begun.elapsed() > Duration::from_secs(60) {
            return Err("Datasette does not answer".into());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(server)
}

/// Asks for a page; how many bytes it has.
fn get(at: &str, path: &str) -> Outcome<usize> {
    let mut stream = TcpStream::connect(at)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    if !answer.starts_with(b"HTTP/1.1 200") {
        let first = answer.split(|byte| *byte == b'\r').next().unwrap_or_default();
        return Err(format!("{path}: {}", String::from_utf8_lossy(first)).into());
    }
    Ok(answer.len())
}

fn measure(what: &str, server: &Server, path: impl Fn(usize) -> String + Sync) -> Outcome<()> {
    // The first of each sort makes what the others find made; it is told apart.
    let begun = Instant::now();
    get(&server.at, &path(ASKED))?;
    let first = begun.elapsed();
    let begun = Instant::now();
    let (path, at) = (&path, &server.at);
    let mut times = std::thread::scope(|scope| {
        let asking = |who: usize| {
            scope.spawn(move || {
                let mut times = Vec::new();
                for nth in (who..ASKED).step_by(AT_ONCE) {
                    let begun = Instant::now();
                    let size = get(at, &path(nth)).map_err(|error| error.to_string())?;
                    times.push((begun.elapsed(), size));
                }
                Ok::<_, String>(times)
            })
        };
        let all: Vec<_> = (0..AT_ONCE).map(asking).collect();
        let joined = all.into_iter().map(|one| one.join().map_err(|_| "one failed".to_owned())?);
        joined.collect::<Result<Vec<_>, String>>()
    })?
    .concat();
    let wall = begun.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |share: usize| {
        times[(times.len() * share / 100).min(times.len() - 1)].0.as_secs_f64() * 1e3
    };
    let size = times.iter().map(|(_, size)| size).sum::<usize>() / times.len();
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = times.len() as f64 / wall;
    println!(
        "{what}: {rate:.0} requests a second, p50 {:.2} ms, p99 {:.2} ms, {} kB each; the first {:.0} ms",
        at(50),
        at(99),
        size / 1000,
        first.as_secs_f64() * 1e3
    );
    Ok(())
}

fn memory(what: &str, server: &Server) -> Outcome<()> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.process.id()))?;
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or_default()
            / 1000
    };
    println!("{what}: {} MB resident, {} MB at most", of("VmRSS"), of("VmHWM"));
    Ok(())
}
