//! Following the log: what is new since the last commit gets in, what was purged gets out.

use std::collections::{BTreeMap, BTreeSet};

use codebook::{Sha256, SourceId, StatementId};
use tantivy::indexer::{LogMergePolicy, MergePolicy as _};
use tantivy::schema::Value as _;
use tantivy::{DocAddress, IndexWriter, Searcher, TantivyDocument, Term};

use crate::document::{self, Group};
use crate::error::SearchError;
use crate::feed::{Changes, Feed, MentionKey};
use crate::index::{Index, Mark, commit, try_lock, wrong};
use crate::passage::blanked;
use crate::schema::{FORM, TEXT};

/// So many rows of the log are taken in with one commit.
const STRETCH: usize = 50_000;

/// How far the following has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The last row that is in the index.
    pub row: u64,
    /// The last row of the log.
    pub head: u64,
}

/// What came of following.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Followed {
    /// True where another process is at it: what it has not committed yet is not found.
    pub elsewhere: bool,
    /// True where the index was thrown away and made from the start.
    pub anew: bool,
    /// How many texts could not be read; `verify` says why.
    pub unread: u64,
}

impl Index {
    /// Takes in what the log has got since the last commit, and says now and then how far it is. An
    /// index that does not fit the log (it was cut or replaced) is made anew. Safe to stop at any
    /// moment: what was not committed is taken in the next time.
    ///
    /// # Errors
    /// If register or index can't be read or written.
    pub fn follow(
        &mut self,
        feed: &dyn Feed,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Followed, SearchError> {
        let mut followed = Followed::default();
        let Some(_lock) = try_lock(&self.dir)? else {
            followed.elsewhere = true;
            return Ok(followed);
        };
        let head = feed.head()?.0;
        if !self.fits(feed)? {
            *self = Self::make(&self.dir)?;
            followed.anew = true;
        }
        if self.row() == head {
            return Ok(followed);
        }
        match self.take_in(feed, head, &mut followed, progress) {
            // Damage shows when its files are read: once more, from the start.
            Err(SearchError::Index { .. }) => {
                *self = Self::make(&self.dir)?;
                followed.anew = true;
                self.take_in(feed, head, &mut followed, progress)?;
            }
            done => done?,
        }
        Ok(followed)
    }

    /// True where the log still has the row that the index came to.
    fn fits(&self, feed: &dyn Feed) -> Result<bool, SearchError> {
        let Some(mark) = self.mark() else { return Ok(false) };
        if mark.form != FORM {
            return Ok(false);
        }
        Ok(mark.row == 0 || feed.hash_at(mark.row)? == Some(mark.hash))
    }

    fn take_in(
        &self,
        feed: &dyn Feed,
        head: u64,
        followed: &mut Followed,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), SearchError> {
        let wrong = wrong(&self.dir);
        let mut writer = self.writer()?;
        let mut mark =
            self.mark().unwrap_or(Mark { form: FORM, row: 0, hash: Sha256::from_bytes([0; 32]) });
        loop {
            let changes = feed.changes(mark.row, STRETCH)?;
            let Some((row, hash)) = changes.until else { break };
            let stretch = Stretch { at: self, feed, searcher: self.searcher()?, writer: &writer };
            followed.unread += stretch.take_in(&changes)?;
            if changes.purged {
                stretch.forget_what_is_gone()?;
                // The mark moves on only when the words are off the disk.
                commit(&mut writer, mark).map_err(&wrong)?;
                self.sweep(&mut writer)?;
            }
            mark = Mark { row, hash, ..mark };
            commit(&mut writer, mark).map_err(&wrong)?;
            self.tidy(&mut writer)?;
            progress(Progress { row, head: head.max(row) });
        }
        self.reader.reload().map_err(&wrong)?;
        // What a replaced document was in goes too: files that no commit needs.
        writer.garbage_collect_files().wait().map_err(&wrong)?;
        Ok(())
    }

    /// Joins small segments, as the log policy has it, before anything else is done.
    fn tidy(&self, writer: &mut IndexWriter) -> Result<(), SearchError> {
        let wrong = wrong(&self.dir);
        let segments = self.index.searchable_segment_metas().map_err(&wrong)?;
        for candidate in LogMergePolicy::default().compute_merge_candidates(&segments) {
            writer.merge(&candidate.0).wait().map_err(&wrong)?;
        }
        Ok(())
    }

    /// Writes every segment anew that has something deleted in it, and removes the old files.
    fn sweep(&self, writer: &mut IndexWriter) -> Result<(), SearchError> {
        let wrong = wrong(&self.dir);
        for segment in self.index.searchable_segment_metas().map_err(&wrong)? {
            if segment.has_deletes() {
                writer.merge(&[segment.id()]).wait().map_err(&wrong)?;
            }
        }
        // Whoever reads lets go of the old files first.
        self.reader.reload().map_err(&wrong)?;
        writer.garbage_collect_files().wait().map_err(&wrong)?;
        Ok(())
    }
}

/// A stretch of the log that is being taken in.
struct Stretch<'a> {
    at: &'a Index,
    feed: &'a dyn Feed,
    searcher: Searcher,
    writer: &'a IndexWriter,
}

impl Stretch<'_> {
    fn wrong(&self) -> impl Fn(tantivy::TantivyError) -> SearchError + use<> {
        wrong(&self.at.dir)
    }

    /// Takes in what changed; the number of texts that could not be read.
    fn take_in(&self, changes: &Changes) -> Result<u64, SearchError> {
        let mut unread = 0;
        for (source, layer) in &changes.layers {
            self.forget_text(*source)?;
            let Some(about) = self.feed.source(*source)? else { continue };
            let Some(text) = self.feed.text(layer) else {
                unread += 1;
                continue;
            };
            let text = blanked(&text);
            for doc in document::of_text(&self.at.fields, &about, layer, &text) {
                self.writer.add_document(doc).map_err(self.wrong())?;
            }
        }
        self.facts(changes)?;
        Ok(unread)
    }

    fn forget_text(&self, source: SourceId) -> Result<(), SearchError> {
        use tantivy::query::{BooleanQuery, Query, TermQuery};
        use tantivy::schema::IndexRecordOption::Basic;
        let fields = &self.at.fields;
        let term = |field, text: &str| -> Box<dyn Query> {
            Box::new(TermQuery::new(Term::from_field_text(field, text), Basic))
        };
        let both = vec![term(fields.what, TEXT), term(fields.source, &source.to_string())];
        let query = Box::new(BooleanQuery::intersection(both));
        self.writer.delete_query(query).map_err(self.wrong())?;
        Ok(())
    }

    /// Writes anew every fact that changed, with what else its source says of the same subject.
    fn facts(&self, changes: &Changes) -> Result<(), SearchError> {
        let fields = &self.at.fields;
        let mut touched: BTreeMap<StatementId, u64> = BTreeMap::new();
        for key in &changes.mentions {
            self.indexed(&Term::from_field_bytes(fields.mention, key.as_bytes()), &mut touched)?;
        }
        for id in &changes.entities {
            self.indexed(&Term::from_field_text(fields.entity, &id.to_string()), &mut touched)?;
        }
        touched.extend(&changes.statements);
        let mut groups: BTreeMap<MentionKey, BTreeMap<StatementId, u64>> = BTreeMap::new();
        for (id, row) in touched {
            let Some(view) = self.feed.statement(id)? else {
                let term = Term::from_field_bytes(fields.id, id.digest().as_bytes());
                self.writer.delete_term(term);
                continue;
            };
            groups.entry(MentionKey::subject(&view.statement)).or_default().insert(id, row);
        }
        for (key, changed) in groups {
            self.group(key, changed)?;
        }
        Ok(())
    }

    fn group(
        &self,
        key: MentionKey,
        changed: BTreeMap<StatementId, u64>,
    ) -> Result<(), SearchError> {
        let term = Term::from_field_bytes(self.at.fields.group, key.as_bytes());
        let mut rows = BTreeMap::new();
        self.indexed(&term, &mut rows)?;
        rows.extend(changed);
        let mut group: Group = Vec::with_capacity(rows.len());
        for (id, row) in rows {
            group.extend(self.feed.statement(id)?.map(|view| (view, row)));
        }
        self.writer.delete_term(term);
        for doc in document::of_group(self.feed, &self.at.fields, &group)? {
            self.writer.add_document(doc).map_err(self.wrong())?;
        }
        Ok(())
    }

    /// Adds the facts that the index has under a term, each with the row that last changed it.
    fn indexed(
        &self,
        term: &Term,
        into: &mut BTreeMap<StatementId, u64>,
    ) -> Result<(), SearchError> {
        for (ord, segment) in (0_u32..).zip(self.searcher.segment_readers()) {
            let wrong = self.wrong();
            let inverted = segment.inverted_index(term.field()).map_err(&wrong)?;
            let Some(mut postings) = inverted
                .read_postings(term, tantivy::schema::IndexRecordOption::Basic)
                .map_err(|error| wrong(error.into()))?
            else {
                continue;
            };
            let changed = segment.fast_fields().u64("changed").map_err(&wrong)?;
            use tantivy::DocSet as _;
            while postings.doc() != tantivy::TERMINATED {
                let doc = postings.doc();
                postings.advance();
                if segment.is_deleted(doc) {
                    continue;
                }
                if let Some(id) = self.statement_at(DocAddress::new(ord, doc))? {
                    into.insert(id, changed.first(doc).unwrap_or_default());
                }
            }
        }
        Ok(())
    }

    fn statement_at(&self, address: DocAddress) -> Result<Option<StatementId>, SearchError> {
        let doc: TantivyDocument = self.searcher.doc(address).map_err(self.wrong())?;
        Ok(statement_of(&doc, self.at))
    }

    /// Deletes all that comes from sources which the register no longer has.
    fn forget_what_is_gone(&self) -> Result<(), SearchError> {
        let field = self.at.fields.source;
        let mut sources: BTreeSet<SourceId> = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let wrong = self.wrong();
            let inverted = segment.inverted_index(field).map_err(&wrong)?;
            let mut terms = inverted.terms().stream().map_err(|error| wrong(error.into()))?;
            while terms.advance() {
                let text = std::str::from_utf8(terms.key()).unwrap_or_default();
                sources.extend(text.parse::<SourceId>());
            }
        }
        for source in sources {
            if self.feed.source(source)?.is_none() {
                self.writer.delete_term(Term::from_field_text(field, &source.to_string()));
            }
        }
        Ok(())
    }
}

/// The statement that a document of the index is of.
pub(crate) fn statement_of(doc: &TantivyDocument, index: &Index) -> Option<StatementId> {
    let bytes = doc.get_first(index.fields.id)?.as_bytes()?;
    Some(StatementId::new(Sha256::from_bytes(bytes.try_into().ok()?)))
}
