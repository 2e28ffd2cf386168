//! A page with all that it shows: written in either language, as a page, as JSON, or as a table.

use std::sync::OnceLock;

use register::public::{Contradiction, PublicFact, PublicSource, PublicText};

use crate::needs::{FINDINGS, Needs};
use crate::page::{Lang, Page};
use crate::shown::Shown;
use crate::site::PageError;
use crate::words::Words;
use crate::{
    bulk_json, bulk_page, entity, figures, finder, findings, guide, home, json, list, map, mended,
    source,
};

/// A page with all that it shows, in no language yet.
#[derive(Debug)]
pub struct Ready {
    page: Page,
    needs: Needs,
    /// What of its JSON is the same in every language.
    json: OnceLock<String>,
}

impl Ready {
    pub(crate) const fn new(page: Page, needs: Needs) -> Self {
        Self { page, needs, json: OnceLock::new() }
    }

    /// The source whose page this is.
    #[must_use]
    pub fn source(&self) -> Option<&PublicSource> {
        match self.page {
            Page::Source(id) => self.needs.sources.get(&id).map(|row| &row.source),
            _ => None,
        }
    }

    /// The facts that the page shows, by subject, property, value and id.
    #[must_use]
    pub fn facts(&self) -> &[PublicFact] {
        &self.needs.facts
    }

    /// The disagreements that the page shows; of an entity's page, all about it.
    #[must_use]
    pub fn contradictions(&self) -> &[Contradiction] {
        &self.needs.contradictions
    }

    /// The list that the page shows as a table of comma-separated values, exactly its rows and columns; `None`
    /// where it shows no list of entities.
    #[must_use]
    pub fn table(&self, lang: Lang) -> Option<String> {
        let asked = self.needs.asked.as_ref()?;
        Some(list::table(&Shown::new(&self.needs), Words::of(lang), asked.ask.kind))
    }

    /// The page as JSON.
    ///
    /// # Errors
    /// If it can't be written as JSON.
    pub fn json(&self, lang: Lang) -> Result<String, PageError> {
        if self.page == Page::Bulk {
            return Ok(bulk_json::json(&self.needs.bulk, self.needs.as_of, lang)?);
        }
        let site = Shown::new(&self.needs);
        let head = json::head(&site, Words::of(lang), self.page)?;
        if let Some(body) = self.json.get() {
            return Ok(json::joined(&head, body));
        }
        let made = json::body(&site, self.page)?;
        Ok(json::joined(&head, self.json.get_or_init(|| made)))
    }

    /// True of a part of a list that begins after its last row.
    #[must_use]
    pub fn is_past_the_end(&self) -> bool {
        if let Some(asked) = &self.needs.asked {
            return asked.offset > 0 && asked.offset >= self.needs.total;
        }
        let Page::Corrections(number) = self.page else { return false };
        number > 1 && u64::from(number - 1).saturating_mul(FINDINGS) >= self.needs.total
    }

    /// The files that stand beside the page, by path under the language's folder.
    ///
    /// # Errors
    /// If one can't be written in its form.
    pub fn extras(&self, lang: Lang) -> Result<Vec<(String, Vec<u8>)>, PageError> {
        let path = self.page.path();
        let stem = path.strip_suffix(".html").unwrap_or(&path);
        let table = self.table(lang).map(|table| (format!("{stem}.csv"), table.into_bytes()));
        let json = (format!("{stem}.json"), self.json(lang)?.into_bytes());
        Ok(table.into_iter().chain([json]).collect())
    }

    /// Writes the page at the end of `out`: see [`crate::Site::render`].
    ///
    /// # Errors
    /// If the template fails.
    pub fn render(
        &self,
        lang: Lang,
        texts: &[PublicText],
        out: &mut String,
    ) -> Result<(), PageError> {
        let (words, site) = (Words::of(lang), &Shown::new(&self.needs));
        match self.page {
            Page::Home => home::render(site, words, out),
            Page::List(..) | Page::Chosen(..) => list::entities(site, words, self.page, out),
            Page::Sources(_) => list::sources(site, words, self.page, out),
            Page::Contradictions(_) | Page::Silences(_) | Page::Accuracy(_) => {
                findings::render(site, words, self.page, out)
            }
            Page::Charts => figures::render(site, words, out),
            Page::Bulk => bulk_page::render(site, words, out),
            Page::Map => map::world(site, words, None, out),
            Page::MapOf(technology) => map::world(site, words, Some(technology), out),
            Page::MapIn(country) => map::country(site, words, country, out),
            Page::Search => finder::render(site, words, out),
            Page::Corrections(number) => mended::render(site, words, number, out),
            Page::Verify => guide::verify(site, words, out),
            Page::Entity(id) | Page::EntityPart(id, _) => {
                let entity = site.entity(id).ok_or(PageError::NoEntity(id))?;
                entity::render(site, words, entity, self.page, out)
            }
            Page::Source(id) => {
                let source = site.source(id).ok_or(PageError::NoSource(id))?;
                source::render(site, words, source, texts, out)
            }
        }
    }
}
