//! Speed and memory on corpora grown from real releases with new ocids, beside a plain `serde_json::Value` pass
//! over the same lines, and beside Cardinal's `indicators` where the variable `CARDINAL` names its program:
//! `CARDINAL=ocdscardinal cargo bench -p procurement --bench bulk [-- MEGABYTES]`.
//!
//! Two shapes: in one each release has an ocid of its own, so that nothing is merged; in the other releases of one
//! process stay so, two in five share an ocid, and are merged. Cardinal, which can't merge, reads them as they are.
#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use procurement::input::Given;
use procurement::screen::{Settings, screen};

/// CPU seconds of this process so far, user and system.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    // Fields 14 and 15 of the whole line, in hundredths of a second.
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}

/// CPU seconds of the programs that this process has run and waited for.
fn children() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    (fields[13].parse::<f64>().unwrap() + fields[14].parse::<f64>().unwrap()) / 100.0
}

/// Cardinal with all of its flags over the corpus, in MB per CPU second.
fn cardinal(corpus: &Path, megabytes: f64) -> Option<f64> {
    let program = std::env::var_os("CARDINAL")?;
    let flags = ["003", "018", "024", "025", "028", "030", "035", "036", "038", "048", "058"];
    let settings = corpus.with_extension("ini");
    let all: String = flags.iter().map(|flag| format!("[R{flag}]\n")).collect();
    std::fs::write(&settings, all).unwrap();
    let before = children();
    let mut run = std::process::Command::new(program);
    run.arg("indicators").arg("--settings").arg(&settings).arg(corpus);
    let done = run.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).status();
    done.ok().filter(std::process::ExitStatus::success)?;
    Some(megabytes / (children() - before))
}

fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// Writes the real lines again and again until there are enough bytes, each time with new ocids: for each process, or
/// for each release where `apart` says so.
fn grow(from: &Path, to: &Path, bytes: u64, apart: bool) -> f64 {
    let lines: Vec<String> =
        BufReader::new(std::fs::File::open(from).unwrap()).lines().map(Result::unwrap).collect();
    let mut out = BufWriter::new(std::fs::File::create(to).unwrap());
    let (mut written, mut turn) = (0, 0);
    while written < bytes {
        for (number, line) in lines.iter().enumerate() {
            let own = if apart { format!("{number}-") } else { String::new() };
            let grown = line.replacen("\"ocid\":\"", &format!("\"ocid\":\"g{turn}-{own}"), 1);
            out.write_all(grown.as_bytes()).unwrap();
            out.write_all(b"\n").unwrap();
            written += grown.len() as u64 + 1;
        }
        turn += 1;
    }
    out.flush().unwrap();
    written as f64 / 1e6
}

/// Screens the corpus, and says how many MB a CPU-second took; `all` writes out every process.
fn measure(corpus: &Path, megabytes: f64, threads: usize, all: bool) -> f64 {
    let (before, clock) = (cpu(), Instant::now());
    let given = [Given::Path(corpus.to_owned())];
    let settings = Settings { all, ..Settings::new(threads) };
    let mut out = std::io::sink();
    let outcome = screen(&given, &settings, &procurement::out::json_line, &mut out).unwrap();
    let (spent, wall) = (cpu() - before, clock.elapsed().as_secs_f64());
    println!(
        "screen{}, {threads} threads: {:.0} MB per CPU-second, {:.0} MB a second; {} processes; peak {} MB",
        if all { " --all" } else { "" },
        megabytes / spent,
        megabytes / wall,
        outcome.ledger.processes,
        peak()
    );
    megabytes / spent
}

/// A plain pass over the same lines by as many threads, in MB per CPU-second.
fn yardstick(corpus: &Path, megabytes: f64, threads: usize) -> f64 {
    let before = cpu();
    let reader = BufReader::with_capacity(1 << 20, std::fs::File::open(corpus).unwrap());
    let reader = Mutex::new(reader);
    let values: u64 = std::thread::scope(|scope| {
        let pass = || (0..).map_while(|_| values_of_some(&reader)).sum::<u64>();
        let passes: Vec<_> = (0..threads).map(|_| scope.spawn(pass)).collect();
        passes.into_iter().map(|pass| pass.join().unwrap()).sum()
    });
    let speed = megabytes / (cpu() - before);
    println!("serde_json::Value, {threads} threads: {speed:.0} MB per CPU-second; {values} values");
    speed
}

/// Reads some lines together, as what is measured beside it does; none at the end.
fn values_of_some(reader: &Mutex<BufReader<std::fs::File>>) -> Option<u64> {
    let (mut lines, mut ends) = (Vec::new(), Vec::new());
    {
        let mut reader = reader.lock().unwrap();
        while lines.len() < 1 << 20 && reader.read_until(b'\n', &mut lines).unwrap() > 0 {
            ends.push(lines.len());
        }
    }
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let values = starts.zip(&ends).map(|(start, end)| {
        let value: serde_json::Value = serde_json::from_slice(&lines[start..*end]).unwrap();
        u64::from(value.is_object())
    });
    let values = values.sum();
    (!ends.is_empty()).then_some(values)
}

fn main() {
    let asked: Option<u64> = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let real =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/procurement/releases.jsonl");
    if !real.is_file() {
        println!("skipped: no real releases beside this checkout");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("grown.jsonl");
    let shapes =
        [("each release with an ocid of its own", true), ("two in five share an ocid", false)];
    for (shape, apart) in shapes {
        let megabytes = grow(&real, &corpus, asked.unwrap_or(256) << 20, apart);
        println!("{megabytes:.0} MB, {shape}");
        let told = [1, 2].map(|threads| measure(&corpus, megabytes, threads, false));
        let plain = [1, 2].map(|threads| yardstick(&corpus, megabytes, threads));
        println!(
            "ratio: {:.2} with 1 thread, {:.2} with 2",
            told[0] / plain[0],
            told[1] / plain[1]
        );
        match cardinal(&corpus, megabytes) {
            Some(theirs) => println!(
                "Cardinal, all cores: {theirs:.0} MB per CPU-second; ratio {:.2} with 1 thread, {:.2} with 2",
                told[0] / theirs,
                told[1] / theirs
            ),
            None => println!("Cardinal: skipped, CARDINAL names no program that runs"),
        }
        measure(&corpus, megabytes, 2, true);
    }
}
