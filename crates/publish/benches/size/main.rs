//! A large register, published, published again after one decision, and asked as a server asks it:
//! `cargo bench -p publish --bench size -- ENTITIES STATEMENTS [FOLDER]`; 10,000 and 200,000 if not said.
//! A register in FOLDER is used again and its bundle published again; without one, all goes to a folder for
//! temporary files and is removed. Each publish is a process of its own, so that its memory is told and no other's;
//! with THREADS in the environment, by so many threads.

#![expect(clippy::unwrap_used, reason = "a measurement that fails has nothing to say")]

mod made;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use codebook::{EntityId, Kind, Verdict};
use made::{Hands, Outcome, Size, TODAY, Times, make, mixed};
use pages::{Lang, Listing, Page, Shared, Site};
use publish::{PublishOptions, publish};
use register::public::{Ask, Facet, Part};
use register::{Filter, Judgement, Register, State};

/// How many pages are asked for of each sort.
const ASKED: usize = 1_000;
/// How many decisions are published one by one.
const DECISIONS: usize = 4;
/// The first argument of a process that publishes and no more.
const WRITE: &str = "write";

fn main() -> Outcome<()> {
    if std::env::args().nth(1).as_deref() == Some(WRITE) {
        return write();
    }
    let numbers: Vec<usize> = std::env::args().filter_map(|one| one.parse().ok()).collect();
    let size = Size {
        entities: numbers.first().copied().unwrap_or(10_000),
        statements: numbers.get(1).copied().unwrap_or(200_000),
    };
    let own = tempfile::tempdir()?;
    let named = std::env::args().skip_while(|one| one.parse::<usize>().is_err()).nth(2);
    let folder = match &named {
        Some(named) if !named.starts_with('-') => Path::new(named),
        _ => own.path(),
    };
    let dir = folder.join("register");
    let mut register = if dir.join("register.sqlite").exists() {
        Register::open(&dir)?
    } else {
        measured("make", || make(size, &dir))?
    };
    let bytes = std::fs::metadata(dir.join("register.sqlite"))?.len();
    println!(
        "{} entities, {} statements: register {} MB",
        size.entities,
        size.statements,
        bytes / 1_000_000
    );
    asked(&register, size)?;
    for nth in 0..=DECISIONS {
        if nth > 0 {
            decide(&mut register, nth - 1)?;
        }
        let sizes = [size.entities, size.statements].map(|number| number.to_string());
        let mut own = Command::new(std::env::current_exe()?);
        let done = own.arg(WRITE).args(sizes).arg(folder).status()?;
        assert!(done.success(), "publishing failed");
    }
    Ok(())
}

/// Publishes what is in a folder.
fn write() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let size = Size { entities: arguments[2].parse()?, statements: arguments[3].parse()? };
    let folder = Path::new(&arguments[4]);
    let threads = match std::env::var("THREADS") {
        Ok(threads) => threads.parse()?,
        Err(_) => std::thread::available_parallelism()?.get(),
    };
    let register = Register::open(&folder.join("register"))?;
    let began = Instant::now();
    let (shard, progress) = (PublishOptions::SHARD, &mut |_, _| {});
    let options = PublishOptions { key: None, shard, threads, progress };
    let out = folder.join("site");
    let published =
        measured("publish", || Ok(publish(&register.publishable()?, &size, &out, options)?))?;
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = published.pages as f64 / began.elapsed().as_secs_f64();
    println!(
        "  {threads} threads: {} pages, {rate:.0} a second; wrote {} of {} files, {} MB",
        published.pages,
        published.written,
        published.files,
        published.bytes / 1_000_000
    );
    Ok(())
}

/// Accepts one more statement, and releases it.
fn decide(register: &mut Register, nth: usize) -> Outcome<()> {
    let filter = Filter { state: Some(State::Undecided), limit: Some(1), ..Filter::default() };
    let found = register.statements(&filter)?;
    let id = found.first().ok_or("every statement is decided")?.statement.id();
    let hands = Hands::new(1 + i64::try_from(nth)?)?;
    let accept = Judgement::new(id, Verdict::Accepted, hands.by.clone());
    measured("decide and release", || {
        register.decide(hands.given(), vec![accept])?;
        Ok(register.release(hands.given(), &hands.by, Some(&[id]), TODAY)?)
    })?;
    Ok(())
}

/// Asks for pages as a server does: each is made from the register, in one language.
fn asked(register: &Register, size: Size) -> Outcome<()> {
    let view = register.publishable()?;
    let mut ids: Vec<EntityId> = Vec::new();
    view.each_entity("", |row| {
        ids.push(row.entity.id);
        Ok::<_, register::RegisterError>(())
    })?;
    let facts = view.counts()?.facts;
    println!("{} entities and {facts} facts are public", ids.len());
    let (mut times, mut largest, mut html) = (Times::default(), 0, String::new());
    for nth in 0..ASKED.min(ids.len()) {
        let page = Page::Entity(ids[mixed(nth, 1) % ids.len()]);
        html.clear();
        times.note("entity page", || render(&Site::new(&view), page, &mut html))?;
        largest = largest.max(html.len());
    }
    println!("largest entity page {} kB", largest / 1000);
    // A server keeps what many lists count up; the first that is asked for makes it.
    let shared = Shared::default();
    for (nth, listing) in lists(&view, size)?.iter().enumerate() {
        let site = Site::sharing(&view, shared.clone());
        html.clear();
        times.note(
            if nth == 0 { "first faceted list" } else { "faceted list" },
            || -> Outcome<()> { Ok(site.ready_list(listing)?.render(Lang::Es, &[], &mut html)?) },
        )?;
    }
    for page in [Page::Home, Page::Map, Page::Charts, Page::Search, Page::List(Kind::System, 1)] {
        html.clear();
        let cpu = processor();
        render(&Site::new(&view), page, &mut html)?;
        let took = processor() - cpu;
        println!("{}: {} kB in {took:.2} s of processor", page.path(), html.len() / 1000);
    }
    times.print();
    println!("memory {} MB at most", peak() / 1000);
    Ok(())
}

fn render(site: &Site<'_>, page: Page, html: &mut String) -> Outcome<()> {
    Ok(site.ready(page)?.render(Lang::Es, &[], html)?)
}

/// Lists narrowed by one and two values, in every order, and pages far into them.
fn lists(view: &register::public::Publishable<'_>, size: Size) -> Outcome<Vec<Listing>> {
    let mut lists = Vec::new();
    for kind in [Kind::System, Kind::Contract, Kind::Request] {
        for (facet, values) in view.facets(&Ask::all(kind), &Facet::ALL, 6)? {
            for (nth, (value, _)) in values.iter().enumerate() {
                let order = register::public::ListOrder::ALL[(nth + lists.len()) % 5];
                let mut with = vec![(facet, value.clone())];
                if nth % 2 == 1 {
                    with.push((Facet::Year, (2012 + mixed(nth, 3) % 15).to_string()));
                }
                lists.push(Listing {
                    ask: Ask { kind, with, order },
                    number: 1,
                    turn: None,
                    table: false,
                });
            }
        }
        for order in register::public::ListOrder::ALL {
            let far = u32::try_from(1 + size.entities / 2_000)?;
            let ask = Ask { kind, with: Vec::new(), order };
            lists.push(Listing { ask: ask.clone(), number: 1, turn: None, table: false });
            lists.push(Listing { ask, number: far, turn: None, table: false });
        }
    }
    assert!(!view.sources(Part::first(1))?.is_empty(), "there are sources");
    Ok(lists)
}

/// Does something, and tells its time on the wall and on the processor, and the most memory held meanwhile.
fn measured<T>(what: &str, step: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    // From here on the kernel counts the peak anew.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let (wall, cpu) = (Instant::now(), processor());
    let done = step()?;
    println!(
        "{what}: {:.2} s, {:.2} s of processor, {} MB at most",
        wall.elapsed().as_secs_f64(),
        processor() - cpu,
        peak() / 1000
    );
    Ok(done)
}

/// Seconds of processor time that this process has used.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    let ticks: u32 = fields[11].parse::<u32>().unwrap() + fields[12].parse::<u32>().unwrap();
    f64::from(ticks) / 100.0
}

/// The most memory held, in kilobytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim_matches([' ', '\t', 'k', 'B']).parse().unwrap_or_default()
}
