//! The register as it stands now, page by page: what is released, and nothing else.
//!
//! One [`Live`] answers under `/register` at the desk and, on an address of its own, everybody
//! ([`crate::Public`]). All it can ask of the register is `Publishable`; it must not know who asks, nor
//! anything that is not public.

mod answer;
mod api;
mod moment;
mod openapi;
mod wanted;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use archive::Archive;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use codebook::screened::ScreenedProcess;
use codebook::{EntityId, SourceId};
use pages::{Page, PageError, Ready, Site};
use publish::{ArchiveTexts, PublishError, PublishOptions, Texts as _};
use register::RegisterError;
use register::public::{Mark, PublicScreening, PublicText, Publishable, Seen};
use tokio::sync::Semaphore;

use crate::error::DeskError;
use crate::failure::Failure;
use crate::store::{Readers, run};
use answer::{Answer, Found};
use moment::Moment;
use wanted::{Form, Wanted};

pub(crate) use api::paths as api_paths;

/// The most pages made at once: others wait, and memory is bounded.
const AT_ONCE: usize = 4;

/// What shows the register.
pub(crate) struct Live {
    readers: Readers,
    archive: Archive,
    room: Semaphore,
    /// What is kept of the state of things that was shown last.
    last: Mutex<Option<(Mark, Arc<Moment>)>>,
}

impl Live {
    pub(crate) fn open(dossier: &Path) -> Result<Self, DeskError> {
        Ok(Self {
            readers: Readers::of(dossier.to_owned()),
            archive: Archive::open(dossier)?,
            room: Semaphore::new(AT_ONCE),
            last: Mutex::new(None),
        })
    }

    /// Answers for a path under the register, such as `es/systems.html`.
    pub(crate) async fn page(
        self: &Arc<Self>,
        path: &str,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Result<Response, Failure> {
        let wanted = Wanted::read(path, uri.query().unwrap_or_default())?;
        let found = self.asked(move |live, view| live.find(view, &wanted)).await?;
        Ok(found.response(headers))
    }

    /// Answers for an address of the API.
    pub(crate) async fn api(
        self: &Arc<Self>,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Result<Response, Failure> {
        let (path, query) = (uri.path().to_owned(), uri.query().unwrap_or_default().to_owned());
        let json = self.asked(move |_, view| api::answer(view, &path, &query)).await?;
        Ok(Answer::new(answer::JSON, json).response(headers))
    }

    /// Asks for something that is public, where there is room.
    async fn asked<T: Send + 'static>(
        self: &Arc<Self>,
        ask: impl FnOnce(&Self, &Publishable<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let _place = self.room.acquire().await.map_err(|_| Failure::NotFound)?;
        let live = Arc::clone(self);
        run(move || {
            live.readers.look(|register| {
                let view = register.publishable()?;
                ask(&live, &view)
            })
        })
        .await?
    }

    fn find(&self, view: &Publishable<'_>, wanted: &Wanted) -> Result<Found, Failure> {
        match wanted {
            Wanted::Root => {
                let mut html = String::new();
                pages::render_root(&mut html)?;
                Ok(Answer::new(answer::HTML, html).into())
            }
            Wanted::Style => Ok(Answer::new(answer::CSS, pages::STYLE).into()),
            Wanted::Original(path) => self.original(view, path),
            Wanted::Download(path) => {
                let (archived, shard) = (ArchiveTexts(&self.archive), PublishOptions::SHARD);
                let made = publish::download(view, &archived, shard, path)?;
                Ok(Answer::new(answer::of_file(path), made.ok_or(Failure::NotFound)?).into())
            }
            Wanted::Page { page: page @ (Page::Entity(_) | Page::Source(_)), .. } => {
                match (self.make(view, &*self.moment(view)?, wanted), page) {
                    (Err(Failure::NotFound), Page::Entity(id)) => moved(view, *id),
                    (made, _) => Ok(made?.into()),
                }
            }
            Wanted::Feed(_) | Wanted::Script(_) | Wanted::Page { .. } => {
                let moment = self.moment(view)?;
                let key = wanted.key();
                if let Some(known) = moment.answer(&key) {
                    return Ok(Found::Answer(known));
                }
                // One overview is made at a time: what it counts up, the next one has.
                let _turn = moment.turn();
                if let Some(known) = moment.answer(&key) {
                    return Ok(Found::Answer(known));
                }
                let made = Arc::new(self.make(view, &moment, wanted)?);
                moment.keep(key, &made);
                Ok(Found::Answer(made))
            }
        }
    }

    fn make(
        &self,
        view: &Publishable<'_>,
        moment: &Moment,
        wanted: &Wanted,
    ) -> Result<Answer, Failure> {
        let site =
            Site::sharing(view, moment.shared.clone()).with_screenings(|| self.screenings(view))?;
        let (lang, page, listing, form) = match wanted {
            Wanted::Page { lang, page, listing, form } => (*lang, *page, listing, *form),
            Wanted::Feed(lang) => {
                let mut text = String::new();
                site.feed(*lang, &mut text)?;
                return Ok(Answer::new(answer::ATOM, text));
            }
            Wanted::Script(path) => {
                let text = moment.script(&site, path)?.ok_or(Failure::NotFound)?;
                return Ok(Answer::new(answer::JS, text));
            }
            Wanted::Root | Wanted::Style | Wanted::Original(_) | Wanted::Download(_) => {
                return Err(Failure::NotFound);
            }
        };
        let ready = match listing {
            Some(listing) => site.ready_list(listing)?,
            None => site.ready(page)?,
        };
        if ready.is_past_the_end() {
            return Err(Failure::NotFound);
        }
        match form {
            Form::Html => {
                let (texts, mut html) = (self.texts(view, &ready)?, String::new());
                ready.render(lang, &texts, &mut html)?;
                Ok(Answer::new(answer::HTML, html))
            }
            Form::Json => Ok(Answer::new(answer::JSON, ready.json(lang)?)),
            Form::Csv => {
                let table = ready.table(lang).ok_or(Failure::NotFound)?;
                Ok(Answer::new(answer::CSV, table))
            }
        }
    }

    /// What screening found in public sources.
    fn screenings(
        &self,
        view: &Publishable<'_>,
    ) -> Result<Vec<(PublicScreening, Vec<ScreenedProcess>)>, Failure> {
        let read = |found: PublicScreening| {
            let kept = self.archive.original(&SourceId::new(found.result))?;
            let broken = |error: serde_json::Error| Failure::Broken(error.to_string());
            let processes = ScreenedProcess::of_lines(&kept).map_err(broken)?;
            Ok((found, processes))
        };
        view.screenings()?.into_iter().map(read).collect()
    }

    /// The original of a source, where the public may have it.
    fn original(&self, view: &Publishable<'_>, path: &str) -> Result<Found, Failure> {
        let name = path.rsplit('/').next().unwrap_or_default();
        let id = name.split('.').next().and_then(|id| id.parse().ok()).ok_or(Failure::NotFound)?;
        let row = view.source(id)?.ok_or(Failure::NotFound)?;
        match row.source.seen {
            Seen::Whole { source, .. } if pages::original(&row.source).as_deref() == Some(path) => {
                Ok(Answer::new(answer::BYTES, self.archive.original(&source)?).into())
            }
            _ => Err(Failure::NotFound),
        }
    }

    /// The texts of a source that the public may read.
    fn texts(&self, view: &Publishable<'_>, ready: &Ready) -> Result<Vec<PublicText>, Failure> {
        let Some(source) = ready.source() else { return Ok(Vec::new()) };
        let archived = ArchiveTexts(&self.archive);
        view.texts(source, |kept| {
            archived.text(source, kept).map_err(|error| Failure::Broken(error.to_string()))
        })
    }

    /// What was kept for this state of what is public: the same for as long as nothing of it changes, whatever
    /// else is done to the register.
    fn moment(&self, view: &Publishable<'_>) -> Result<Arc<Moment>, Failure> {
        let mark = view.mark()?;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, moment)) = last.as_mut() {
            if *known == mark {
                return Ok(Arc::clone(moment));
            }
            if known.seq > mark.seq {
                // Somebody began to look before the last change, and goes on seeing what was.
                return Ok(Arc::default());
            }
            match view.changes_since(known)? {
                Some(changes) if changes.is_empty() => {
                    *known = mark;
                    return Ok(Arc::clone(moment));
                }
                Some(changes) => {
                    let next = Arc::new(moment.after(view, &changes, known)?);
                    *last = Some((mark, Arc::clone(&next)));
                    return Ok(next);
                }
                None => {}
            }
        }
        let moment = Arc::<Moment>::default();
        *last = Some((mark, Arc::clone(&moment)));
        Ok(moment)
    }
}

/// Where an entity went that was merged into another.
fn moved(view: &Publishable<'_>, id: EntityId) -> Result<Found, Failure> {
    let mut to = None;
    view.each_moved(&id.to_string(), |(from, into)| {
        if from == id {
            to = Some(into);
        }
        Ok::<_, RegisterError>(())
    })?;
    to.map(|into| Found::Moved(format!("{into}.html"))).ok_or(Failure::NotFound)
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Register(error) => error.into(),
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<PageError> for Failure {
    fn from(error: PageError) -> Self {
        match error {
            PageError::NoEntity(_)
            | PageError::NoSource(_)
            | PageError::NoCountry(_)
            | PageError::NoChoice(_)
            | PageError::NoPart(_)
            | PageError::NotScreened => Self::NotFound,
            PageError::Register(error) => error.into(),
            other => Self::Broken(other.to_string()),
        }
    }
}
