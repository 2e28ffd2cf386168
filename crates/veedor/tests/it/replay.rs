//! A file system of which only what was synced survives.
//!
//! It replays the system calls of a run, as strace prints them, and tells after each of them what a
//! disk would hold that dropped every write, name and removal not yet synced: a file's bytes count
//! from `fsync` of the file, a name from `fsync` of its folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a traced run did, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Call {
    Open {
        path: PathBuf,
        fd: i64,
        created: bool,
        truncated: bool,
    },
    Write {
        fd: i64,
        path: PathBuf,
        at: Option<u64>,
        bytes: Vec<u8>,
    },
    Truncate {
        path: PathBuf,
        length: u64,
    },
    Sync {
        path: PathBuf,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Remove {
        path: PathBuf,
    },
    MakeFolder {
        path: PathBuf,
    },
    /// A line on standard output: what the run acknowledged.
    Said {
        text: String,
    },
}

#[derive(Debug, Clone, Default)]
struct File {
    now: Vec<u8>,
    synced: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    Folder,
    File(usize),
}

/// The disk.
pub(crate) struct Disk {
    files: Vec<File>,
    now: BTreeMap<PathBuf, Node>,
    synced: BTreeMap<PathBuf, Node>,
    positions: BTreeMap<i64, u64>,
}

impl Disk {
    /// A disk that holds what `root` holds now, all of it synced.
    pub(crate) fn of(root: &Path) -> Self {
        let mut disk = Self {
            files: Vec::new(),
            now: BTreeMap::new(),
            synced: BTreeMap::new(),
            positions: BTreeMap::new(),
        };
        disk.take(root);
        disk.synced.clone_from(&disk.now);
        disk
    }

    fn take(&mut self, path: &Path) {
        if path.is_dir() {
            self.now.insert(path.to_owned(), Node::Folder);
            for entry in std::fs::read_dir(path).unwrap() {
                self.take(&entry.unwrap().path());
            }
        } else {
            let bytes = std::fs::read(path).unwrap();
            self.files.push(File { synced: bytes.clone(), now: bytes });
            self.now.insert(path.to_owned(), Node::File(self.files.len() - 1));
        }
    }

    /// Applies a call; true if what survives may have changed.
    pub(crate) fn apply(&mut self, call: &Call) -> bool {
        match call {
            Call::Open { path, fd, created, truncated } => {
                self.positions.insert(*fd, 0);
                if *created && !self.now.contains_key(path) {
                    self.files.push(File::default());
                    self.now.insert(path.clone(), Node::File(self.files.len() - 1));
                }
                if *truncated && let Some(file) = self.file(path) {
                    file.now.clear();
                }
                false
            }
            Call::Write { fd, path, at, bytes } => {
                let start = at.unwrap_or_else(|| {
                    let position = self.positions.entry(*fd).or_default();
                    let start = *position;
                    *position += bytes.len() as u64;
                    start
                });
                if let Some(file) = self.file(path) {
                    let start = usize::try_from(start).unwrap();
                    let end = start + bytes.len();
                    if file.now.len() < end {
                        file.now.resize(end, 0);
                    }
                    file.now[start..end].copy_from_slice(bytes);
                }
                false
            }
            Call::Truncate { path, length } => {
                if let Some(file) = self.file(path) {
                    file.now.resize(usize::try_from(*length).unwrap(), 0);
                }
                false
            }
            Call::Sync { path } => self.sync(path),
            Call::Rename { from, to } => {
                if let Some(node) = self.now.remove(from) {
                    self.now.insert(to.clone(), node);
                }
                false
            }
            Call::Remove { path } => {
                self.now.remove(path);
                false
            }
            Call::MakeFolder { path } => {
                self.now.insert(path.clone(), Node::Folder);
                false
            }
            Call::Said { .. } => true,
        }
    }

    fn file(&mut self, path: &Path) -> Option<&mut File> {
        match self.now.get(path)? {
            Node::File(index) => self.files.get_mut(*index),
            Node::Folder => None,
        }
    }

    fn sync(&mut self, path: &Path) -> bool {
        if let Some(file) = self.file(path) {
            let changed = file.synced != file.now;
            file.synced.clone_from(&file.now);
            return changed;
        }
        let inside = |entry: &PathBuf| entry.parent() == Some(path);
        let before = self.synced.clone();
        self.synced.retain(|entry, _| !inside(entry));
        for (entry, node) in self.now.iter().filter(|(entry, _)| inside(entry)) {
            self.synced.insert(entry.clone(), node.clone());
        }
        before != self.synced
    }

    /// Writes what survives of `root` to `to`.
    pub(crate) fn survive(&self, root: &Path, to: &Path) {
        let reachable = |path: &Path| {
            path.ancestors()
                .skip(1)
                .take_while(|above| above.starts_with(root))
                .all(|above| self.synced.get(above) == Some(&Node::Folder))
        };
        for (path, node) in self.synced.iter().filter(|(path, _)| reachable(path)) {
            let place = to.join(path.strip_prefix(root).unwrap());
            match node {
                Node::Folder => std::fs::create_dir_all(place).unwrap(),
                Node::File(index) => std::fs::write(place, &self.files[*index].synced).unwrap(),
            }
        }
    }
}

/// Reads what strace printed with `-f -y -xx`, keeping the calls on files below `root` and the lines
/// written to standard output.
pub(crate) fn calls(trace: &str, root: &Path) -> Vec<Call> {
    let mut unfinished: BTreeMap<&str, String> = BTreeMap::new();
    let mut calls = Vec::new();
    let mut first = None;
    for line in trace.lines() {
        let Some((pid, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        if let Some(begun) = call.strip_suffix("<unfinished ...>") {
            unfinished.insert(pid, begun.to_owned());
            continue;
        }
        let whole = match call.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>")) {
            Some((_, rest)) => unfinished.remove(pid).unwrap_or_default() + rest,
            None => call.to_owned(),
        };
        // What a child process prints, it prints to us: nobody was told anything by it.
        let ours = *first.get_or_insert(pid) == pid;
        calls.extend(parse(&whole, root).filter(|call| ours || !matches!(call, Call::Said { .. })));
    }
    calls
}

fn parse(line: &str, root: &Path) -> Option<Call> {
    let (name, rest) = line.split_once('(')?;
    let (arguments, result) = rest.rsplit_once(") = ")?;
    if result.starts_with('-') {
        return None;
    }
    let arguments: Vec<&str> = arguments.split(", ").collect();
    let below = |path: PathBuf| path.starts_with(root).then_some(path);
    match name {
        "open" | "openat" | "creat" => {
            let path = below(PathBuf::from(bytes_of(handle(result)?.1)))?;
            let flags = arguments.iter().find(|a| a.contains("O_")).copied().unwrap_or_default();
            Some(Call::Open {
                path,
                fd: handle(result)?.0,
                created: flags.contains("O_CREAT"),
                truncated: flags.contains("O_TRUNC"),
            })
        }
        "write" | "pwrite64" => {
            let (fd, path) = handle(arguments.first()?)?;
            let mut bytes = bytes_of_quoted(arguments.get(1)?);
            bytes.truncate(result.split_whitespace().next()?.parse().ok()?);
            if fd == 1 {
                return Some(Call::Said { text: String::from_utf8_lossy(&bytes).into_owned() });
            }
            let at = if name == "pwrite64" { arguments.get(3)?.parse().ok() } else { None };
            Some(Call::Write { fd, path: below(PathBuf::from(bytes_of(path)))?, at, bytes })
        }
        "ftruncate" => Some(Call::Truncate {
            path: below(PathBuf::from(bytes_of(handle(arguments.first()?)?.1)))?,
            length: arguments.get(1)?.parse().ok()?,
        }),
        "fsync" | "fdatasync" => Some(Call::Sync {
            path: below(PathBuf::from(bytes_of(handle(arguments.first()?)?.1)))?,
        }),
        "rename" | "renameat" | "renameat2" => {
            let mut names = arguments.iter().filter(|a| a.starts_with('"'));
            let from = below(path_of_quoted(names.next()?))?;
            Some(Call::Rename { from, to: path_of_quoted(names.next()?) })
        }
        "unlink" | "unlinkat" | "rmdir" => {
            let name = arguments.iter().find(|a| a.starts_with('"'))?;
            Some(Call::Remove { path: below(path_of_quoted(name))? })
        }
        "mkdir" | "mkdirat" => {
            let name = arguments.iter().find(|a| a.starts_with('"'))?;
            Some(Call::MakeFolder { path: below(path_of_quoted(name))? })
        }
        _ => None,
    }
}

/// `3</path>` as its number and its path, still escaped.
fn handle(text: &str) -> Option<(i64, &str)> {
    let (fd, rest) = text.split_once('<')?;
    Some((fd.trim().parse().ok()?, rest.split_once('>')?.0))
}

/// `\x2f\x61` as the text it stands for.
fn bytes_of(escaped: &str) -> String {
    String::from_utf8(unescape(escaped)).unwrap()
}

fn bytes_of_quoted(quoted: &str) -> Vec<u8> {
    unescape(quoted.trim_matches('"'))
}

fn path_of_quoted(quoted: &str) -> PathBuf {
    PathBuf::from(String::from_utf8(bytes_of_quoted(quoted)).unwrap())
}

fn unescape(escaped: &str) -> Vec<u8> {
    let hex = |digits: &str| u8::from_str_radix(digits, 16).unwrap();
    escaped.split("\\x").filter(|part| !part.is_empty()).map(|part| hex(&part[..2])).collect()
}
