//! The worker's own side.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufWriter, Write};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use super::frames::{Kind, Made, Request, nonsense, write, write_failed};
use crate::crop::crop;
use crate::input::read_file;
use crate::layer::{Extracted, text_layer_watched};
use crate::limits::Limits;

/// Reads one file after another for a [`super::Worker`], until there are no more.
///
/// # Errors
/// If who asks can't be understood or has gone.
pub fn serve(from: impl BufRead, to: impl Write, limits: &Limits) -> io::Result<()> {
    // Nobody waits for the answer once who asked is dead. Where the system can't, nothing is lost.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
    let mut to = BufWriter::new(to);
    for line in from.lines() {
        let request: Request = serde_json::from_str(&line?).map_err(|_| nonsense())?;
        answer(&mut to, &request, limits)?;
        to.flush()?;
    }
    Ok(())
}

fn answer(to: &mut impl Write, request: &Request, limits: &Limits) -> io::Result<()> {
    let path = Path::new(OsStr::from_bytes(&request.path));
    let bytes = match read_file(path, limits) {
        Ok(bytes) => bytes,
        Err(error) => return write_failed(to, error.reason(), error.to_string()),
    };
    if let Some(place) = request.place {
        return match crop(request.media, &bytes, place, limits) {
            Ok(png) => write(to, Kind::Picture, &png),
            Err(error) => write_failed(to, error.reason(), error.to_string()),
        };
    }
    let shared = std::cell::RefCell::new(&mut *to);
    let tell = |page: u32, of: u32| {
        let mut to = shared.borrow_mut();
        // Who asked may have gone: the next write finds out.
        let _ = write(&mut **to, Kind::Page, format!("[{page},{of}]").as_bytes());
        let _ = to.flush();
    };
    let (source, media, name) = (request.source, request.media, request.name.as_deref());
    match text_layer_watched(source, media, &bytes, name, limits, &tell) {
        Ok(extracted) => said(to, extracted),
        Err(error) => write_failed(to, error.reason(), error.to_string()),
    }
}

fn said(to: &mut impl Write, extracted: Extracted) -> io::Result<()> {
    let Extracted { layer, hidden, parts, unread, meta } = extracted;
    write(to, Kind::Text, layer.text().as_bytes())?;
    if let Some(hidden) = &hidden {
        write(to, Kind::Hidden, hidden.text().as_bytes())?;
    }
    for part in &parts {
        write(to, Kind::Part, &part.bytes)?;
    }
    let made = Made {
        extractor: layer.extractor().clone(),
        map: layer.map().clone(),
        hidden: hidden.map(|hidden| hidden.map().clone()),
        parts: parts.into_iter().map(|part| (part.part, part.name)).collect(),
        unread,
        meta,
    };
    write(to, Kind::Made, &serde_json::to_vec(&made)?)
}
