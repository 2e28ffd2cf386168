//! Backups of all that a dossier holds, and what a stranger's backup can't do.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use dossier::backup::{BackupError, back_up, restore};
use dossier::{Dossier, DossierError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const WAITS: &str = "00001935600000000000-0a1b2c3d4e5f";
const OVER: &str = "00001935600000000001-0a1b2c3d4e5f";

fn dossier(at: &Path) -> Dossier {
    Dossier::create(at).unwrap();
    Dossier::open(Some(at)).unwrap()
}

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o777
}

fn opens(stage: &Path) -> Result<(), BackupError> {
    let opened: Result<Dossier, DossierError> = Dossier::open(Some(stage));
    Ok(opened?.close()?)
}

#[test]
fn what_was_acknowledged_and_waits_is_in_the_backup() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    let dossier = dossier(&own);
    let inbox = own.join("inbox");
    std::fs::create_dir(&inbox).unwrap();
    let put = |name: String, words: &str| std::fs::write(inbox.join(name), words).unwrap();
    put(format!("{WAITS}.bytes"), "Words that nobody has taken in.");
    put(format!("{WAITS}.json"), r#"{"name":"a.txt","by":"Ana","what":"file","state":"queued"}"#);
    put(format!("{OVER}.json"), r#"{"name":"b.txt","by":"Ana","what":"file","state":"queued"}"#);
    // What was never acknowledged is nobody's.
    put("00001935600000000002-0a1b2c3d4e5f.bytes".to_owned(), "half");
    put("notes.txt".to_owned(), "whose?");
    for name in ["b.zip", "b"] {
        let out = folder.path().join(name);
        back_up(&dossier, &out, &|_| ()).unwrap();
        let again = folder.path().join(format!("again-{name}"));
        restore(&out, &again, opens).unwrap();
        let mut there: Vec<String> = std::fs::read_dir(again.join("inbox"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        there.sort();
        let expected = [format!("{WAITS}.bytes"), format!("{WAITS}.json"), format!("{OVER}.json")];
        assert_eq!(there, expected, "{name}");
        for file in expected {
            let read = |dir: &Path| std::fs::read(dir.join("inbox").join(&file)).unwrap();
            assert_eq!(read(&again), read(&own));
        }
        // Nobody else on the machine may look into either.
        assert_eq!(mode(&again), 0o700);
    }
    assert_eq!((mode(&own), mode(&folder.path().join("b.zip")) & 0o077), (0o700, 0));
}

/// A file by its name and its bytes.
type Packed<'a> = (&'a str, Vec<u8>);

/// A ZIP file of these files, packed.
fn zip(folder: &Path, files: &[Packed<'_>]) -> PathBuf {
    let path = folder.join("strange.zip");
    let mut zip = ZipWriter::new(std::fs::File::create(&path).unwrap());
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    path
}

#[test]
fn a_strangers_backup_is_refused_before_it_fills_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let again = folder.path().join("again");
    let mark = || ("veedor.toml", b"v = 1\n".to_vec());
    let zeros = |megabytes: usize| vec![0; megabytes << 20];
    let layer = |digit: char| format!("layers/{0}{0}/{1}.txt", digit, digit.to_string().repeat(64));
    let layers: Vec<String> = ('0'..='9').map(layer).collect();
    let many = layers.iter().map(|name| (name.as_str(), zeros(3)));
    let cases: [(&str, Vec<Packed<'_>>, &str); 5] = [
        ("one large", vec![("register.sqlite", zeros(64))], "times its packed size"),
        ("many small", many.collect(), "times its packed size"),
        ("a way out", vec![mark(), ("../veedor.toml", Vec::new())], "which no backup has"),
        ("a name of the inbox", vec![("inbox/x.json", Vec::new())], "which no backup has"),
        ("no register", vec![mark()], "it has no register.sqlite"),
    ];
    for (what, files, expected) in cases {
        let backup = zip(folder.path(), &files);
        let error = restore(&backup, &again, |_| Err(BackupError::NoParent(PathBuf::new())));
        let error = error.unwrap_err().to_string();
        assert!(error.contains(expected) && !error.contains("veedor init"), "{what}: {error}");
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "{what}: nothing but the backup is left");
    }
}
