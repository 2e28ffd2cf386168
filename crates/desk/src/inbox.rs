//! The inbox: files and addresses come in, and what became of each is listed.

use std::fs::File;
use std::io::{self, Write as _};
use std::sync::Arc;

use archive::Reason;
use askama::Template;
use axum::Form;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, State as Of};
use axum::http::StatusCode;
use axum::response::Response;
use axum::response::sse::{Event, KeepAlive, Sse};
use codebook::SourceId;
use codebook::value::ShortText;
use futures_util::Stream;
use futures_util::stream::unfold;
use serde::Deserialize;

use crate::app::App;
use crate::failure::Failure;
use crate::flash::{Flash, see_other};
use crate::frame::{Frame, Nav};
use crate::routes::Routes;
use crate::seen::Seen;
use crate::spool::{Item, Spool, State, What};
use crate::store::run;
use crate::who::{May, Propose};
use crate::words::Words;

/// Where files are sent to.
pub(crate) const FILES: &str = "/inbox/files";
/// The largest file, and the most that is sent at once, in bytes.
const LARGEST: u64 = 256 << 20;
const AT_ONCE: usize = 1 << 30;
/// The most files, or addresses, at once.
const MANY: usize = 100;
/// The longest name that is kept, in characters.
const NAME: usize = 200;
/// How much is written at a time.
const CHUNK: usize = 1 << 20;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get::<Propose, _, _>("/inbox", page)
        .get::<Propose, _, _>("/inbox/events", events)
        .upload::<Propose, _, _>(FILES, AT_ONCE, files)
        .post::<Propose, _, _>("/inbox/addresses", addresses)
        .post::<Propose, _, _>("/inbox/again", again)
        .post::<Propose, _, _>("/inbox/again-all", again_all)
        .post::<Propose, _, _>("/inbox/clear", clear)
}

/// An item as it is shown.
struct Line {
    id: String,
    name: String,
    by: String,
    /// What came of it in a word of ours, for the style, and in the reader's words.
    state: &'static str,
    says: String,
    /// What a program said, in English.
    why: Option<String>,
    source: Option<SourceId>,
    is_over: bool,
}

#[derive(Template)]
#[template(path = "inbox.html")]
struct Page {
    frame: Frame,
    lines: Vec<Line>,
    waiting: u64,
    done: u64,
    failed: u64,
    bounds: String,
}

async fn page(Of(app): Of<App>, _: May<Propose>, seen: Seen) -> Result<Response, Failure> {
    let items = app.spool.list();
    let count =
        |of: fn(&State) -> bool| items.iter().filter(|(_, it)| of(&it.state)).count() as u64;
    let bounds = [("many", &*MANY.to_string()), ("megabytes", &*(LARGEST >> 20).to_string())];
    seen.render(&Page {
        frame: seen.frame("inbox-title", Nav::Inbox),
        waiting: count(|state| !state.is_over()),
        done: count(|state| matches!(state, State::Done { .. })),
        failed: count(|state| matches!(state, State::Failed { .. })),
        bounds: seen.words.with("inbox-bounds", &bounds),
        lines: items.into_iter().map(|(id, item)| line(id, item, seen.words)).collect(),
    })
}

fn line(id: String, item: Item, w: &Words) -> Line {
    let Item { name, by, what, state } = item;
    let is_over = state.is_over();
    let is_again = matches!(what, What::Again { .. } | What::AgainAll);
    let (word, says, why, source) = match state {
        State::Queued => ("queued", w.t("inbox-queued"), None, None),
        State::Archived => ("reading", w.t("inbox-reading"), None, None),
        State::Page { page, of } => {
            let parts = [("page", &*page.to_string()), ("of", &*of.to_string())];
            ("reading", w.with("inbox-page", &parts), None, None)
        }
        State::Done { proposed: None, note } => ("done", w.t("inbox-in"), note, None),
        State::Done { proposed: Some(count), note } => {
            let count = count as u64;
            let says = if is_again {
                w.count("inbox-again-done", &count)
            } else {
                w.count("inbox-done", &count)
            };
            ("done", says, note, None)
        }
        State::Failed { reason, why, source } => {
            let what = if source.is_some() { "inbox-no-text" } else { "inbox-failed" };
            let says = format!("{} {}", w.t(what), w.t(because(reason)));
            // Where the reason says it all, there is nothing more.
            ("failed", says, Some(why).filter(|why| !why.is_empty()), source)
        }
    };
    let name = if what == What::AgainAll { w.t("inbox-all-sources") } else { name };
    Line { id, name, by: by.to_string(), state: word, says, why, source, is_over }
}

/// Tells that something in the list has changed.
async fn events(
    Of(app): Of<App>,
) -> Sse<impl Stream<Item = Result<Event, std::convert::Infallible>>> {
    let told = unfold(app.spool.listen(), |mut changes| async move {
        changes.changed().await.ok()?;
        let count = changes.borrow_and_update().to_string();
        Some((Ok(Event::default().event("inbox").data(count)), changes))
    });
    Sse::new(told).keep_alive(KeepAlive::default())
}

/// Receives files as a browser's form sends them, each to disk as it comes.
async fn files(
    Of(app): Of<App>,
    may: May<Propose>,
    mut form: Multipart,
) -> Result<Response, Failure> {
    let mut received = 0;
    while let Some(field) = form.next_field().await.map_err(|error| unsent(&error))? {
        let Some(name) = field.file_name().map(plain_name) else { continue };
        if name.is_empty() {
            // A form that was sent without choosing anything.
            continue;
        }
        received += 1;
        if received > MANY || !app.spool.has_room() {
            return Err(Failure::TooMuch);
        }
        one_file(&app.spool, &may.who.name, name, field).await?;
    }
    Ok(see_other("/inbox", (received > 0).then_some(Flash::Received)))
}

async fn one_file(
    spool: &Arc<Spool>,
    by: &ShortText,
    name: String,
    mut field: Field<'_>,
) -> Result<(), Failure> {
    let id = spool.fresh();
    let path = spool.bytes(&id);
    let mut file = run(move || File::create_new(path)).await?.map_err(|error| disk(&error))?;
    let (mut size, mut buffer) = (0, Vec::new());
    loop {
        let chunk = match field.chunk().await {
            Ok(chunk) => chunk,
            Err(error) => {
                let path = spool.bytes(&id);
                // Nobody was told that it was received.
                let _ = run(move || std::fs::remove_file(path)).await;
                return Err(unsent(&error));
            }
        };
        let ended = chunk.is_none();
        let chunk = chunk.unwrap_or_default();
        size += chunk.len() as u64;
        // What is too large is heard out, but not kept: the files after it come in.
        if size <= LARGEST {
            buffer.extend_from_slice(&chunk);
        }
        if ended || buffer.len() >= CHUNK {
            let full = std::mem::take(&mut buffer);
            file = run(move || write(file, &full, ended)).await?.map_err(|error| disk(&error))?;
        }
        if ended {
            break;
        }
    }
    let state = match size {
        0 => failed(Reason::Empty),
        size if size > LARGEST => failed(Reason::TooLarge),
        _ => State::Queued,
    };
    let item = Item { name, by: by.clone(), what: What::File, state };
    receive(spool, id, item).await
}

fn failed(reason: Reason) -> State {
    State::Failed { reason, why: String::new(), source: None }
}

/// The key of the words for a reason.
const fn because(reason: Reason) -> &'static str {
    match reason {
        Reason::Empty => "reason-empty",
        Reason::TooLarge => "reason-too-large",
        Reason::Encrypted => "reason-encrypted",
        Reason::Damaged => "reason-damaged",
        Reason::NoText => "reason-no-text",
        Reason::Unsupported => "reason-unsupported",
        Reason::ProgramMissing => "reason-program-missing",
        Reason::Stopped => "reason-stopped",
        Reason::Address => "reason-address",
        Reason::NoAnswer => "reason-no-answer",
        Reason::Other => "reason-other",
    }
}

fn write(mut file: File, bytes: &[u8], ended: bool) -> io::Result<File> {
    file.write_all(bytes)?;
    if ended {
        file.sync_all()?;
    }
    Ok(file)
}

async fn receive(spool: &Arc<Spool>, id: String, item: Item) -> Result<(), Failure> {
    let spool = Arc::clone(spool);
    run(move || spool.receive(&id, item)).await?.map_err(|error| disk(&error))
}

fn disk(error: &io::Error) -> Failure {
    Failure::Broken(format!("the inbox can't be written: {error}"))
}

fn unsent(error: &MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooMuch,
        _ => Failure::Malformed,
    }
}

/// The last part of a name, in one line of visible characters: it is shown, never used as a path.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let visible = last.chars().filter(|c| !c.is_control() && !turns(*c));
    visible.take(NAME).collect::<String>().trim().to_owned()
}

#[derive(Deserialize)]
struct Pasted {
    addresses: String,
}

/// Receives addresses, one a line.
async fn addresses(
    Of(app): Of<App>,
    may: May<Propose>,
    Form(asked): Form<Pasted>,
) -> Result<Response, Failure> {
    let lines: Vec<&str> =
        asked.addresses.split_whitespace().filter(|line| !line.is_empty()).collect();
    if lines.len() > MANY || !app.spool.has_room() {
        return Err(Failure::TooMuch);
    }
    for line in &lines {
        let is_address = dossier::is_url(line) && url::Url::parse(line).is_ok();
        let state = if is_address { State::Queued } else { failed(Reason::Address) };
        let by = may.who.name.clone();
        let name = line.chars().take(2000).collect();
        receive(&app.spool, app.spool.fresh(), Item { name, by, what: What::Address, state })
            .await?;
    }
    Ok(see_other("/inbox", (!lines.is_empty()).then_some(Flash::Received)))
}

#[derive(Deserialize)]
struct OneSource {
    source: String,
}

/// Has one source read again with the rules of now.
async fn again(
    Of(app): Of<App>,
    may: May<Propose>,
    Form(asked): Form<OneSource>,
) -> Result<Response, Failure> {
    let known =
        app.store.read(&may.who, move |register| register.source_named(&asked.source)).await?;
    if known.visibility == codebook::Visibility::Confidential {
        return Err(Failure::NotFound);
    }
    let name = known.meta.title.unwrap_or_else(|| known.public_id.to_string());
    let what = What::Again { source: known.source };
    let item = Item { name, by: may.who.name, what, state: State::Queued };
    receive(&app.spool, app.spool.fresh(), item).await?;
    Ok(see_other("/inbox", Some(Flash::Received)))
}

async fn again_all(Of(app): Of<App>, may: May<Propose>) -> Result<Response, Failure> {
    let (by, what) = (may.who.name, What::AgainAll);
    let item = Item { name: String::new(), by, what, state: State::Queued };
    receive(&app.spool, app.spool.fresh(), item).await?;
    Ok(see_other("/inbox", Some(Flash::Received)))
}

#[derive(Deserialize)]
struct Cleared {
    item: Option<String>,
}

/// Takes off the list what is over.
async fn clear(
    Of(app): Of<App>,
    _: May<Propose>,
    Form(asked): Form<Cleared>,
) -> Result<Response, Failure> {
    let spool = Arc::clone(&app.spool);
    run(move || spool.clear(asked.item.as_deref())).await?.map_err(|error| disk(&error))?;
    Ok(see_other("/inbox", None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_visible_line_without_a_path() {
        for (given, expected) in [
            ("acta.pdf", "acta.pdf"),
            ("../../desk.sqlite", "desk.sqlite"),
            ("C:\\Users\\ines\\acta.pdf", "acta.pdf"),
            ("..", ".."),
            ("a\r\nSet-Cookie: x=y", "aSet-Cookie: x=y"),
            ("\u{202e}fdp.exe", "fdp.exe"),
            ("<img src=x>", "<img src=x>"),
            ("dir/", ""),
        ] {
            assert_eq!(plain_name(given), expected, "{given:?}");
        }
        assert_eq!(plain_name(&"ñ".repeat(999)).chars().count(), NAME);
    }
}
