//! Originals and layers: kept once, found again, told apart when missing, altered or strange.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support {
    pub(crate) mod dossier;
    pub(crate) mod page;
}

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use archive::{
    Archive, ArchiveError, Disk, ExtractError, Found, KeepError, LayerFile, Limits, OsDisk,
    check_text, media_type, read_file, text_layer,
};
use codebook::{LayerMap, MediaType, Sha256, SourceId, TextLayer};
use proptest::prelude::*;
use support::dossier::{dossier, original_path};
use support::page::PAGE;

#[test]
fn an_original_is_kept_under_its_digest_and_found_again() {
    let (dir, archive) = dossier();
    let file = dir.path().join("note.txt");
    fs::write(&file, "The city of Altamira bought 40 cameras.\n").unwrap();

    let kept = archive.keep_file(&file).unwrap();
    archive.barrier().unwrap();

    assert!(kept.new);
    assert_eq!(kept.size, 40);
    assert_eq!(*kept.source.digest(), Sha256::of(&fs::read(&file).unwrap()));
    assert_eq!(archive.original(&kept.source).unwrap(), fs::read(&file).unwrap());
    assert!(original_path(dir.path(), &kept.source).is_file());
    archive.check_original(&kept.source).unwrap();
    assert_eq!(fs::read_dir(dir.path().join("archive/tmp")).unwrap().count(), 0);
}

#[test]
fn the_same_bytes_twice_are_one_original() {
    let (dir, archive) = dossier();
    let file = dir.path().join("note.txt");
    fs::write(&file, "twice").unwrap();

    let first = archive.keep_file(&file).unwrap();
    let second = archive.keep_bytes(b"twice").unwrap();

    assert!(first.new && !second.new);
    assert_eq!(first.source, second.source);
    assert_eq!(archive.originals().count(), 1);
}

#[test]
fn adding_again_mends_an_altered_original() {
    let (dir, archive) = dossier();
    let kept = archive.keep_bytes(b"the words as they were").unwrap();
    fs::write(original_path(dir.path(), &kept.source), "the words as they wera").unwrap();
    assert!(archive.check_original(&kept.source).is_err());

    assert!(archive.keep_bytes(b"the words as they were").unwrap().new);

    archive.check_original(&kept.source).unwrap();
}

#[test]
fn missing_and_altered_are_told_apart() {
    let (dir, archive) = dossier();
    let kept = archive.keep_bytes(b"some words").unwrap();
    let path = original_path(dir.path(), &kept.source);

    fs::write(&path, "other words").unwrap();
    for error in [
        archive.check_original(&kept.source).unwrap_err(),
        archive.original(&kept.source).unwrap_err(),
    ] {
        assert!(matches!(error, ArchiveError::Altered { .. }), "{error}");
        assert!(error.to_string().contains(&Sha256::of(b"other words").to_string()));
    }

    fs::remove_file(&path).unwrap();
    for error in [
        archive.check_original(&kept.source).unwrap_err(),
        archive.original(&kept.source).unwrap_err(),
    ] {
        assert!(matches!(error, ArchiveError::Missing { .. }), "{error}");
        assert!(error.to_string().contains(path.to_str().unwrap()));
    }
}

#[test]
fn what_is_no_file_or_too_large_is_refused_with_its_name() {
    let (dir, archive) = dossier();
    let archive = archive.with_limits(&Limits { original_bytes: 1000, ..Limits::default() });
    let path = |name: &str| dir.path().join(name);
    fs::write(path("empty.txt"), "").unwrap();
    fs::write(path("large.txt"), vec![b'x'; 1001]).unwrap();
    fs::File::create(path("zeros.bin")).unwrap().set_len(1 << 30).unwrap();
    fs::create_dir(path("folder")).unwrap();
    let pipe = path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());

    let cases = [
        ("empty.txt", "is empty"),
        ("large.txt", "larger than 1000 bytes"),
        ("zeros.bin", "larger than 1000 bytes"),
        ("folder", "is a folder, not a file"),
        ("pipe", "is a pipe, not a file"),
        ("absent.txt", "could not read"),
    ];
    for (name, expected) in cases {
        let error = archive.keep_file(&path(name)).unwrap_err().to_string();
        assert!(error.contains(expected), "{name}: {error}");
        assert!(error.contains(name), "{error}");
    }
    assert_eq!(archive.originals().count(), 0);
    assert_eq!(fs::read_dir(dir.path().join("archive/tmp")).unwrap().count(), 0);
}

#[test]
fn an_unreadable_file_is_refused() {
    let (dir, archive) = dossier();
    let file = dir.path().join("secret.txt");
    fs::write(&file, "words").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&file).is_ok() {
        println!("skipped: this user reads everything");
        return;
    }
    assert!(matches!(archive.keep_file(&file).unwrap_err(), KeepError::Unreadable { .. }));
}

/// A disk on which a file grows while another is made: in the middle of its being kept.
#[derive(Debug)]
struct Growing(PathBuf);

impl Disk for Growing {
    fn create(&self, path: &Path) -> io::Result<File> {
        File::options().append(true).open(&self.0)?.write_all(b"y")?;
        OsDisk.create(path)
    }

    fn sync_file(&self, path: &Path, file: &File) -> io::Result<()> {
        OsDisk.sync_file(path, file)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        OsDisk.rename(from, to)
    }

    fn make_dir(&self, path: &Path) -> io::Result<()> {
        OsDisk.make_dir(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        OsDisk.sync_dir(path)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        OsDisk.remove(path)
    }
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("growing.txt");
    fs::write(&file, "x").unwrap();
    let archive = Archive::create_on(dir.path(), Box::new(Growing(file.clone()))).unwrap();

    let error = archive.keep_file(&file).unwrap_err();

    assert!(matches!(error, KeepError::Changed { .. }), "{error}");
    assert_eq!(archive.originals().count(), 0);
}

#[test]
fn a_layer_that_is_its_source_is_not_stored_again() {
    let (dir, archive) = dossier();
    let text = "Plain words, kept once.\n";
    let kept = archive.keep_bytes(text.as_bytes()).unwrap();
    let made = text_layer(kept.source, MediaType::Plain, text.as_bytes(), None, &Limits::default())
        .unwrap()
        .layer;

    let record = archive.keep_layer(&made).unwrap();

    assert_eq!(record.map, None);
    assert_eq!(record.text, *kept.source.digest());
    assert_eq!(archive.layers().count(), 0);
    assert_eq!(archive.layer(&record).unwrap(), made);
    fs::write(original_path(dir.path(), &kept.source), "Other words, kept once.\n").unwrap();
    assert!(matches!(archive.layer(&record).unwrap_err(), ArchiveError::Altered { .. }));
}

#[test]
fn a_layer_of_its_own_is_kept_with_its_map_and_checked() {
    let (dir, archive) = dossier();
    let page = PAGE.as_bytes();
    let kept = archive.keep_bytes(page).unwrap();
    assert_eq!(media_type(page), MediaType::Html);
    let made =
        text_layer(kept.source, MediaType::Html, page, None, &Limits::default()).unwrap().layer;

    let record = archive.keep_layer(&made).unwrap();
    assert_eq!(archive.keep_layer(&made).unwrap(), record);
    assert_eq!(record.layer, made.id());
    assert_eq!(record.length, made.text().len() as u64);
    assert_eq!(archive.layer(&record).unwrap(), made);
    let files: Vec<_> = archive.layers().map(Result::unwrap).collect();
    assert_eq!(
        files,
        [Found::Kept(LayerFile::Map(record.layer)), Found::Kept(LayerFile::Text(record.layer))]
    );

    let name = record.layer.to_string();
    let folder = dir.path().join("layers").join(&name[..2]);
    for ending in ["txt", "map.json"] {
        let path = folder.join(format!("{name}.{ending}"));
        let bytes = fs::read(&path).unwrap();
        let mut other = bytes.clone();
        other[bytes.len() / 2] ^= 1;
        fs::write(&path, other).unwrap();
        assert!(matches!(archive.layer(&record).unwrap_err(), ArchiveError::Altered { .. }));
        fs::remove_file(&path).unwrap();
        assert!(matches!(archive.layer(&record).unwrap_err(), ArchiveError::Missing { .. }));
        fs::write(&path, bytes).unwrap();
    }

    let mut wrong = record.clone();
    wrong.extractor.version = "999".to_owned();
    assert!(matches!(archive.layer(&wrong).unwrap_err(), ArchiveError::Record { .. }));
}

#[test]
fn a_layer_keeps_the_map_that_it_first_had() {
    let (_dir, archive) = dossier();
    let kept = archive.keep_bytes(b"a,b,c\n").unwrap();
    let cell = |end| codebook::layer::Cell { row: 0, column: 0, start: 0, end };
    let layer = |end| {
        let map = LayerMap::Table { cells: vec![cell(end)] };
        let extractor = codebook::layer::Extractor::new("utf8", "1");
        TextLayer::new(kept.source, extractor, "a,b,c\n", map).unwrap()
    };
    let record = archive.keep_layer(&layer(1)).unwrap();
    assert!(matches!(archive.keep_layer(&layer(2)), Err(KeepError::OtherMap { .. })));
    assert_eq!(archive.layer(&record).unwrap(), layer(1));
}

#[test]
fn destroying_leaves_nothing_and_can_be_repeated() {
    let (_dir, archive) = dossier();
    let page = PAGE.as_bytes();
    let kept = archive.keep_bytes(page).unwrap();
    let other = archive.keep_bytes(b"another").unwrap();
    let made =
        text_layer(kept.source, MediaType::Html, page, None, &Limits::default()).unwrap().layer;
    let record = archive.keep_layer(&made).unwrap();

    for _ in 0..2 {
        archive.destroy(&kept.source, &[record.layer]).unwrap();
        assert_eq!(archive.layers().count(), 0);
        let left: Vec<_> = archive.originals().map(Result::unwrap).collect();
        assert_eq!(left, [Found::Kept(other.source)]);
    }
}

#[test]
fn strays_are_found() {
    let (dir, archive) = dossier();
    let kept = archive.keep_bytes(b"wanted").unwrap();
    let name = kept.source.to_string();
    let strays = [
        dir.path().join("archive").join(&name[..2]).join("notes.txt"),
        dir.path().join("archive").join(&name),
        dir.path().join("archive/00").join(&name),
    ];
    fs::create_dir_all(dir.path().join("archive/00")).unwrap();
    for stray in &strays {
        fs::write(stray, "wanted").unwrap();
    }
    let found: Vec<_> = archive.originals().map(Result::unwrap).collect();
    assert_eq!(found.len(), 4);
    assert!(found.contains(&Found::Kept(kept.source)));
    for stray in strays {
        assert!(found.contains(&Found::Stray(stray)), "{found:?}");
    }
}

#[test]
fn leftovers_of_a_crash_are_swept() {
    let (dir, archive) = dossier();
    fs::write(dir.path().join("archive/tmp/4711-0"), "half wri").unwrap();
    assert_eq!(archive.originals().count(), 0);
    assert_eq!(archive.sweep().unwrap(), Some(1));
    assert_eq!(archive.sweep().unwrap(), Some(0));
}

/// A disk on which somebody else sweeps whenever a file has been written and has no name yet.
#[derive(Debug)]
struct Busy {
    root: PathBuf,
    swept: Arc<Mutex<Vec<Option<u64>>>>,
}

impl Disk for Busy {
    fn create(&self, path: &Path) -> io::Result<File> {
        OsDisk.create(path)
    }
    fn sync_file(&self, path: &Path, file: &File) -> io::Result<()> {
        self.swept.lock().unwrap().push(Archive::open(&self.root).unwrap().sweep().unwrap());
        OsDisk.sync_file(path, file)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        OsDisk.rename(from, to)
    }
    fn make_dir(&self, path: &Path) -> io::Result<()> {
        OsDisk.make_dir(path)
    }
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        OsDisk.sync_dir(path)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        OsDisk.remove(path)
    }
}

#[test]
fn nobody_sweeps_what_another_is_writing() {
    let dir = tempfile::tempdir().unwrap();
    Archive::create(dir.path()).unwrap();
    let swept = Arc::new(Mutex::new(Vec::new()));
    let disk = Busy { root: dir.path().to_path_buf(), swept: Arc::clone(&swept) };
    let archive = Archive::open_on(dir.path(), Box::new(disk)).unwrap();
    // Names that the first two drafts would have had.
    for number in 0..2 {
        let left = dir.path().join(format!("archive/tmp/{}-{number}", std::process::id()));
        fs::write(left, "half wri").unwrap();
    }
    for words in ["one", "two"] {
        let kept = archive.keep_bytes(words.as_bytes()).unwrap();
        assert_eq!(archive.original(&kept.source).unwrap(), words.as_bytes());
    }
    assert_eq!(*swept.lock().unwrap(), [None, None]);
    // Nobody writes any longer, though the archive is open.
    assert_eq!(Archive::open(dir.path()).unwrap().sweep().unwrap(), Some(2));
}

#[test]
fn there_is_no_archive_where_none_was_made() {
    let dir = tempfile::tempdir().unwrap();
    let error = Archive::open(dir.path()).unwrap_err();
    assert!(error.to_string().contains("veedor init"), "{error}");
    Archive::create(dir.path()).unwrap();
    Archive::open(dir.path()).unwrap();
}

#[test]
fn syncs_are_counted_and_a_quiet_barrier_costs_none() {
    let (_dir, archive) = dossier();
    let before = archive.syncs();
    archive.keep_bytes(b"one").unwrap();
    assert_eq!(archive.syncs(), before + 1);
    archive.barrier().unwrap();
    let after = archive.syncs();
    assert!(after > before + 1);
    archive.barrier().unwrap();
    assert_eq!(archive.syncs(), after);
}

#[test]
fn many_threads_keep_the_same_bytes_once() {
    let (_dir, archive) = dossier();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for number in 0..50 {
                    archive.keep_bytes(format!("text {number}").as_bytes()).unwrap();
                }
            });
        }
    });
    assert_eq!(archive.originals().count(), 50);
    for found in archive.originals() {
        let Found::Kept(source) = found.unwrap() else { panic!("no strays") };
        archive.check_original(&source).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_kept_comes_back(text in "\\PC{1,200}") {
        let (_dir, archive) = dossier();
        let kept = archive.keep_bytes(text.as_bytes()).unwrap();
        prop_assert_eq!(archive.original(&kept.source).unwrap(), text.as_bytes());
        let media = media_type(text.as_bytes());
        if let Ok(made) =
            text_layer(kept.source, media, text.as_bytes(), None, &Limits::default())
        {
            let record = archive.keep_layer(&made.layer).unwrap();
            prop_assert_eq!(archive.layer(&record).unwrap(), made.layer);
        }
    }
}

#[test]
fn a_file_is_read_unkept_only_where_it_could_be_kept() {
    let dir = tempfile::tempdir().unwrap();
    let limits = Limits { original_bytes: 8, ..Limits::default() };
    let path = |name: &str| -> PathBuf { dir.path().join(name) };
    fs::write(path("fits"), "12345678").unwrap();
    fs::write(path("too large"), "123456789").unwrap();
    fs::write(path("empty"), "").unwrap();
    let made = std::process::Command::new("mkfifo").arg(path("pipe")).status().unwrap();
    assert!(made.success());

    assert_eq!(read_file(&path("fits"), &limits).unwrap(), b"12345678");
    type Told = fn(&KeepError) -> bool;
    let cases: [(PathBuf, Told); 6] = [
        (path("too large"), |error| matches!(error, KeepError::TooLarge { limit: 8, .. })),
        (path("empty"), |error| matches!(error, KeepError::Empty { .. })),
        (path("absent"), |error| matches!(error, KeepError::Unreadable { .. })),
        (path("pipe"), |error| matches!(error, KeepError::NotAFile { kind: "a pipe", .. })),
        (path(""), |error| matches!(error, KeepError::NotAFile { kind: "a folder", .. })),
        ("/dev/zero".into(), |error| matches!(error, KeepError::NotAFile { kind: "a device", .. })),
    ];
    for (path, told) in cases {
        let error = read_file(&path, &limits).unwrap_err();
        assert!(told(&error), "{}: {error}", path.display());
    }
}

#[test]
fn what_gets_no_text_is_told_from_its_beginning_and_size() {
    let limits = Limits { text_bytes: 100, html_bytes: 50, ..Limits::default() };
    for (media, most) in [
        (MediaType::Plain, 100),
        (MediaType::Markdown, 100),
        (MediaType::Csv, 100),
        (MediaType::Html, 50),
    ] {
        check_text(media, b"words", most, &limits).unwrap();
        let error = check_text(media, b"words", most + 1, &limits).unwrap_err();
        let told = matches!(error, ExtractError::TooLarge { size, limit } if size == most + 1 && limit == most);
        assert!(told, "{media}: {error}");
    }
    check_text(MediaType::Pdf, b"%PDF-", 1000, &limits).unwrap();
    let error = check_text(MediaType::Other, b"PK\x03\x04", 1000, &limits).unwrap_err();
    assert_eq!(
        error.to_string(),
        text_layer(
            SourceId::new(Sha256::of(b"PK\x03\x04")),
            MediaType::Other,
            b"PK\x03\x04",
            None,
            &limits
        )
        .unwrap_err()
        .to_string(),
    );
    let error = check_text(MediaType::Warc, b"WARC/1.1", 1000, &limits).unwrap_err();
    assert!(matches!(error, ExtractError::Warc), "{error}");
}

#[test]
fn folders_are_walked_in_order_and_links_in_them_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| -> PathBuf { dir.path().join(name) };
    fs::create_dir_all(path("b/inner")).unwrap();
    for name in ["b/2.txt", "b/1.txt", "b/inner/.hidden", "a.txt"] {
        fs::write(path(name), name).unwrap();
    }
    let link = |to: &str, from: &str| std::os::unix::fs::symlink(path(to), path(from)).unwrap();
    link("b", "b/inner/round");
    link("a.txt", "b/link.txt");
    link("nowhere", "b/zero");
    link("a.txt", "named.txt");
    link("b/inner", "named");

    let given = ["b", "absent", "a.txt", "named.txt", "named"].map(path);
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for result in archive::walk::expand(&given) {
        match result {
            Ok(file) => files.push(file),
            Err(error) => errors.push(error.to_string()),
        }
    }
    let expected =
        ["b/1.txt", "b/2.txt", "b/inner/.hidden", "a.txt", "named.txt", "named/.hidden"].map(path);
    assert_eq!(files, expected);
    let told = [
        "round is a symbolic link",
        "link.txt is a symbolic link",
        "zero is a symbolic link",
        "absent",
    ];
    // The walk within named/ meets the same link again.
    let told = [told.as_slice(), &["round is a symbolic link"]].concat();
    assert_eq!(errors.len(), told.len(), "{errors:?}");
    for (error, words) in errors.iter().zip(told) {
        assert!(error.contains(words), "{words}: {errors:?}");
    }
}

#[test]
fn a_source_id_is_the_digest_that_other_tools_compute() {
    let (dir, archive) = dossier();
    let kept = archive.keep_bytes(b"abc").unwrap();
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(kept.source, expected.parse::<SourceId>().unwrap());
    let file: &Path = &dir.path().join("archive/ba").join(expected);
    assert!(file.is_file());
}
