//! The door of a fuzz target: it panics where a promise of `verify` is broken, so no program has it.

#![expect(clippy::panic, reason = "a broken promise is said by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path};

use codebook::Sha256;
use serde_json::Value;

use crate::{layout, manifest, verify};

/// Files of a bundle, a form feed between them, each its path on a line before its bytes. Digests and sizes are made to
/// fit in its manifests, as somebody would who means to deceive: else nothing of what is beneath would be looked at.
pub fn verify(data: &[u8]) {
    let Ok(folder) = tempfile::tempdir() else { return };
    let root = folder.path().join("bundle");
    let mut files: BTreeMap<String, Vec<u8>> =
        data.split(|byte| *byte == b'\x0c').filter_map(file).collect();
    let lists = |path: &String| path.starts_with("manifest/");
    let mut lists: Vec<String> = files.keys().filter(|path| lists(path)).cloned().collect();
    lists.push(layout::MANIFEST.to_owned());
    for list in lists {
        seal(&list, &mut files);
    }
    if let Some(top) = files.get(layout::MANIFEST) {
        let sums = manifest::sums(&Sha256::of(top), None);
        files.insert(layout::SUMS.to_owned(), sums.into_bytes());
    }
    for (path, bytes) in &files {
        let place = root.join(path);
        // One may be the folder of another.
        let _ = place.parent().map(fs::create_dir_all);
        let _ = fs::write(place, bytes);
    }
    let said = verify::bundle(&root, Some(&root), None).to_string();
    if said != verify::bundle(&root, Some(&root), None).to_string() {
        panic!("the same bundle is told of in two ways: {said}");
    }
}

/// A file by its path, which leads nowhere else.
fn file(part: &[u8]) -> Option<(String, Vec<u8>)> {
    let end = part.iter().position(|byte| *byte == b'\n')?;
    let path = std::str::from_utf8(part.get(..end)?).ok()?;
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    let fits = !path.is_empty() && !path.contains('\0') && Path::new(path).components().all(plain);
    fits.then(|| (path.to_owned(), part.get(end + 1..).unwrap_or_default().to_vec()))
}

/// Makes a list say of each file that is there what is so.
fn seal(list: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    let parsed = files.get(list).and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    let Some(mut value) = parsed else { return };
    fit(&mut value, files);
    files.insert(list.to_owned(), value.to_string().into_bytes());
}

fn fit(value: &mut Value, files: &BTreeMap<String, Vec<u8>>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| fit(item, files)),
        Value::Object(fields) => {
            let bytes = fields.get("path").and_then(Value::as_str).and_then(|it| files.get(it));
            if let Some(bytes) = bytes {
                fields.insert("bytes".to_owned(), bytes.len().into());
                fields.insert("sha256".to_owned(), Sha256::of(bytes).to_string().into());
            }
            fields.values_mut().for_each(|field| fit(field, files));
        }
        _ => {}
    }
}
