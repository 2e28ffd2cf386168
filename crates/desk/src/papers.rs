//! What lies in the archive, as the desk shows it: texts of sources, and pictures of their pages.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use archive::{Archive, ArchiveError, Place, Worker};
use codebook::{LayerMap, LayerRecord, TextLayer};
use register::SourceView;
use tokio::sync::Semaphore;

use crate::failure::Failure;
use crate::store::run;

/// The most texts kept for the next request.
const KEPT: usize = 6;
/// The most bytes of them together, but that one of any length is kept.
const BYTES: usize = 24 << 20;
/// The most pictures made at once: each is a program of its own.
const PICTURES: usize = 2;

/// The archive, and the texts read from it last.
pub(crate) struct Papers {
    archive: Archive,
    kept: Mutex<VecDeque<Arc<TextLayer>>>,
    pictures: Semaphore,
    /// Those who make pictures, while nobody asks for one.
    idle: Mutex<Vec<Worker>>,
}

impl Papers {
    pub(crate) fn open(dossier: &Path) -> Result<Self, ArchiveError> {
        let archive = Archive::open(dossier)?;
        let idle = Mutex::default();
        Ok(Self { archive, kept: Mutex::default(), pictures: Semaphore::new(PICTURES), idle })
    }

    /// A text layer, held against its digest when it was read.
    pub(crate) async fn layer(
        self: &Arc<Self>,
        view: LayerRecord,
    ) -> Result<Arc<TextLayer>, Failure> {
        if let Some(kept) = self.kept(&view) {
            return Ok(kept);
        }
        let papers = Arc::clone(self);
        run(move || {
            let layer = Arc::new(papers.archive.layer(&view)?);
            papers.keep(&layer);
            Ok(layer)
        })
        .await?
    }

    /// A part of page `number` as a PNG file: left, top, right, bottom in points; all of it without.
    pub(crate) async fn picture(
        self: &Arc<Self>,
        source: &SourceView,
        layer: &TextLayer,
        number: u32,
        part: Option<[f32; 4]>,
    ) -> Result<Vec<u8>, Failure> {
        let LayerMap::Pages { pages } = layer.map() else { return Err(Failure::NotFound) };
        let page = pages.iter().find(|page| page.number == number).ok_or(Failure::NotFound)?;
        let region = part.unwrap_or([0.0, 0.0, page.width, page.height]);
        let place = Place { page: number, size: (page.width, page.height), region };
        let (papers, id, media) = (Arc::clone(self), source.source, source.media_type);
        let _turn = self.pictures.acquire().await.map_err(|_| Failure::NotFound)?;
        run(move || {
            let path = papers.archive.lies(&id)?;
            let mut worker = papers.worker().map_err(|error| Failure::Broken(error.to_string()))?;
            let png = worker.picture(id, media, &path, place);
            papers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
            png.map_err(|error| Failure::Broken(error.to_string()))
        })
        .await?
    }

    /// One who makes pictures of strangers' pages, in a process of its own.
    fn worker(&self) -> std::io::Result<Worker> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(dossier::worker, Ok)
    }

    fn kept(&self, view: &LayerRecord) -> Option<Arc<TextLayer>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|layer| layer.id() == view.layer)?;
        let layer = kept.remove(at)?;
        kept.push_back(Arc::clone(&layer));
        Some(layer)
    }

    fn keep(&self, layer: &Arc<TextLayer>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back(Arc::clone(layer));
        let bytes = |kept: &VecDeque<Arc<TextLayer>>| -> usize {
            kept.iter().map(|layer| layer.text().len()).sum()
        };
        while kept.len() > KEPT || (kept.len() > 1 && bytes(&kept) > BYTES) {
            kept.pop_front();
        }
    }
}
