//! `veedor add` of 10,000 articles, end to end: CPU time and peak memory of the whole process, and its
//! sync barriers beside what one barrier costs on this disk.
//!
//! `cargo bench -p veedor --bench add`

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ARTICLES: u32 = 10_000;
/// Clock ticks a second in /proc, fixed by Linux for user space.
const TICKS: f64 = 100.0;

fn main() -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    let documents = folder.path().join("documents");
    std::fs::create_dir(&documents)?;
    let mut bytes = 0;
    for number in 0..ARTICLES {
        let text = article(number);
        bytes += text.len();
        std::fs::write(documents.join(format!("{number}.txt")), text)?;
    }
    let dossier = folder.path().join("dossier");
    veedor(&dossier).arg("init").arg(&dossier).stdout(Stdio::null()).status()?;

    let cpu = children_cpu()?;
    let begun = Instant::now();
    let mut add = veedor(&dossier);
    add.arg("add").arg(&documents).arg("--dossier").arg(&dossier);
    let child = add.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let (peak, said) = watch(child)?;
    let wall = begun.elapsed();
    let cpu = children_cpu()? - cpu;

    println!("add: {ARTICLES} articles, {:.1} MB of text", to_mb(bytes));
    println!("  CPU    {:.2} ms an article (target 2)", cpu * 1000.0 / f64::from(ARTICLES));
    println!("  wall   {:.1} s", wall.as_secs_f64());
    println!("  memory {:.0} MB at most (target 500)", to_mb(peak));
    println!("  {}", said.lines().last().unwrap_or_default());
    let barrier = fsync_time(folder.path())?;
    println!("  one fsync of 4 kB on this disk: {:.2} ms", barrier.as_secs_f64() * 1000.0);
    Ok(())
}

fn veedor(_dossier: &Path) -> Command {
    Command::new(env!("CARGO_BIN_EXE_veedor"))
}

/// A fictional article of about 3 kB, unlike every other.
fn article(number: u32) -> String {
    let mut text = format!(
        "Port Almeda, {} March 2031\n\nThe Port Almeda Police Department has used live facial \
         recognition since 2030. Contract PA-{number:05}-2031 was awarded to Lumbrera Sistemas, S.A. \
         de C.V. for {}.{} million Mexican pesos. The mayor's office says that the cameras are 9{}.{} percent \
         accurate. There are {number} cameras in the market.\n\n",
        number % 28 + 1,
        number % 90 + 3,
        number % 10,
        number % 9,
        number % 100,
    );
    for line in 0..28 {
        text += &format!(
            "Neighbours of district {} met on the {}th floor to talk about lamps, buses and the water \
             of the harbour. ",
            (number + line) % 97,
            line + 4
        );
    }
    text
}

#[expect(clippy::cast_precision_loss, reason = "for people to read")]
fn to_mb(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// Waits for a process; its peak memory in bytes, and what it printed as errors.
fn watch(mut child: Child) -> std::io::Result<(usize, String)> {
    let stderr = child.stderr.take();
    let reader = std::thread::spawn(move || {
        stderr.map(std::io::read_to_string).transpose().map(Option::unwrap_or_default)
    });
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        let now = std::fs::read_to_string(&status).unwrap_or_default();
        let high = now.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kb = high.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
        peak = peak.max(kb.unwrap_or_default() * 1024);
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok((peak, reader.join().unwrap_or_else(|_| Ok(String::new()))?))
}

/// CPU seconds of all processes that this one has waited for.
fn children_cpu() -> std::io::Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = |index| {
        after_name.split_whitespace().nth(index).and_then(|t| t.parse::<f64>().ok()).unwrap_or(0.0)
    };
    Ok((ticks(13) + ticks(14)) / TICKS)
}

fn fsync_time(folder: &Path) -> std::io::Result<Duration> {
    let mut file = File::create(folder.join("fsync"))?;
    let mut times = Vec::new();
    for _ in 0..50 {
        file.write_all(&[1; 4096])?;
        let begun = Instant::now();
        file.sync_all()?;
        times.push(begun.elapsed());
    }
    times.sort();
    Ok(times[times.len() / 2])
}
