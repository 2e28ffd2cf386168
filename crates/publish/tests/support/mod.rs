//! The fixture of `pages`, published.

#[path = "../../../pages/tests/support/mod.rs"]
mod fixture;

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use codebook::{SourceId, TextLayer};
pub(crate) use fixture::*;
use publish::{PublishError, PublishOptions, Published, SigningKey, TextError, Texts, publish};
use register::public::{KeptLayer, PublicSource};

impl Texts for Fixture {
    fn text(&self, source: &PublicSource, layer: &KeptLayer) -> Result<TextLayer, TextError> {
        let layers = self.layers_of(source.id);
        let found = layers.into_iter().find(|found| found.id() == layer.layer);
        found.ok_or_else(|| "it is not here".into())
    }

    fn original(&self, source: SourceId) -> Result<Box<dyn Read>, TextError> {
        let found = self.layers.iter().find(|layer| layer.source() == source);
        let bytes = found.ok_or("it is not here")?.text().as_bytes().to_vec();
        Ok(Box::new(Cursor::new(bytes)))
    }
}

pub(crate) fn try_write(
    fixture: &Fixture,
    out: &Path,
    key: Option<&SigningKey>,
) -> Result<Published, PublishError> {
    let options =
        PublishOptions { key, shard: PublishOptions::SHARD, threads: 1, progress: &mut |_, _| {} };
    publish(&fixture.handle(), fixture, out, options)
}

pub(crate) fn write(fixture: &Fixture, out: &Path, key: Option<&SigningKey>) -> Published {
    try_write(fixture, out, key).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn published() -> (tempfile::TempDir, PathBuf, Fixture) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    let fixture = fixture();
    write(&fixture, &out, None);
    (folder, out, fixture)
}
