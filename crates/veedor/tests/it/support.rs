//! A dossier of fictional documents, and the binary as a person runs it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

/// The binary under test.
pub(crate) const VEEDOR: &str = env!("CARGO_BIN_EXE_veedor");

/// The fictional documents of the demonstration.
pub(crate) const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/documents");

/// The contracting data of the demonstration.
pub(crate) const PURCHASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/purchases");

/// A folder for one test, with a dossier in it.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        desk.ok(&["init", desk.dossier().to_str().unwrap()]);
        desk
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn dossier(&self) -> PathBuf {
        self.path().join("dossier")
    }

    /// Writes a document and gives its path.
    pub(crate) fn document(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let folder = self.path().join("documents");
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        veedor(&self.dossier(), arguments)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command that must succeed, and gives what it printed.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        succeed(self.command(arguments))
    }

    /// The statements as JSON objects.
    pub(crate) fn statements(&self, arguments: &[&str]) -> Vec<serde_json::Value> {
        let text = self.ok(&[&["statements", "--json"], arguments].concat());
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Makes every source public.
    pub(crate) fn open_every_source(&self) {
        let list = self.ok(&["source", "--list"]);
        let ids = list.lines().map(|line| line.split_whitespace().next().unwrap());
        let arguments: Vec<&str> =
            ["source", "--visibility", "public"].into_iter().chain(ids).collect();
        self.ok(&arguments);
    }

    /// Accepts everything that is undecided.
    pub(crate) fn accept_all(&self) {
        let mut csv = "statement,verdict,by,why\n".to_owned();
        for statement in self.statements(&["--undecided"]) {
            csv += &format!("{},accept,Inés,\n", statement["id"].as_str().unwrap());
        }
        let file = self.document("decisions.csv", csv);
        self.ok(&["decide", "--from", &file]);
    }
}

/// `veedor desk` under way, ended with the test.
pub(crate) struct Serving {
    process: Child,
    said: BufReader<ChildStdout>,
    /// The address by which the first browser comes in.
    pub(crate) way_in: String,
}

impl Serving {
    pub(crate) fn start(desk: &Desk, arguments: &[&str]) -> Self {
        let arguments = [&["desk", "--port", "0"], arguments].concat();
        let mut command = desk.command(&arguments);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(process.stdout.take().unwrap());
        let mut serving = Self { process, said, way_in: String::new() };
        serving.way_in = serving.line();
        serving
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }

    /// The address by which another browser comes in: whoever sits at the terminal presses Enter.
    pub(crate) fn another_way_in(&mut self) -> String {
        self.process.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
        self.line()
    }

    /// A path there, as a whole address.
    pub(crate) fn at(&self, path: &str) -> String {
        let host = self.way_in.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        format!("{host}{path}")
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The binary on a dossier.
pub(crate) fn veedor(dossier: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(VEEDOR);
    command.args(arguments);
    if arguments.first() != Some(&"init") {
        command.arg("--dossier").arg(dossier);
    }
    command
}

/// Runs a command that must succeed, and gives what it printed.
pub(crate) fn succeed(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// A short fictional document with several facts in it; `number` makes it one of its own.
pub(crate) fn news(number: usize) -> String {
    format!(
        "The Port Almeda Police Department has used live facial recognition since March 2031.\n\n\
         Contract PA-{number:04}-2031 was awarded to Lumbrera Sistemas, S.A. de C.V. on 14 February \
         2031 for {} million Mexican pesos. The system has {} cameras.\n\n\
         The mayor's office says that the cameras are 99.2 percent accurate.\n",
        number + 3,
        number * 2 + 10,
    )
}

/// Numbers that look drawn by chance and are the same every time.
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

/// True where a file in a folder, or below it, holds `words`.
pub(crate) fn any_file_holds(dir: &Path, words: &str) -> bool {
    std::fs::read_dir(dir).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return any_file_holds(&path, words);
        }
        let bytes = std::fs::read(&path).unwrap();
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    })
}
