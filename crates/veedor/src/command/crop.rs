//! `veedor crop`: the picture of the words a statement stands on.

use std::fs::OpenOptions;
use std::io::Write as _;

use anyhow::{Context as _, bail};
use archive::Place;
use codebook::citation::Locator;
use codebook::{LayerMap, TextLayer};

use crate::cli::Crop;
use crate::command::decide::layer_of;
use dossier::Dossier;

pub(crate) fn crop(dossier: &Dossier, arguments: &Crop) -> anyhow::Result<()> {
    let view = dossier.register.statement(&arguments.statement)?;
    let quote = view.statement.parts().citation.quote();
    let Locator::Page { page, region } = *quote.locator() else {
        bail!(
            "{}: its source has no pages to show; `veedor source` says what it is",
            arguments.statement
        );
    };
    let layer = layer_of(dossier, &dossier.register.layers()?, &view)?;
    let size = size_of(&layer, page)
        .with_context(|| format!("page {page} is not in its layer; run `veedor verify`"))?;
    let source = dossier.register.source_named(&quote.source().to_string())?;
    let path = dossier.archive.lies(&source.source)?;
    let place = Place { page, size, region };
    let png = dossier::worker()?.picture(source.source, source.media_type, &path, place)?;

    let out = &arguments.out;
    let named = || out.display().to_string();
    let file = OpenOptions::new().write(true).create_new(true).open(out);
    file.with_context(named)?.write_all(&png).with_context(named)?;
    say!("wrote {}: page {page} of {}", named(), &source.source.to_string()[..12]);
    Ok(())
}

fn size_of(layer: &TextLayer, number: u32) -> Option<(f32, f32)> {
    let LayerMap::Pages { pages } = layer.map() else { return None };
    pages.iter().find(|page| page.number == number).map(|page| (page.width, page.height))
}
