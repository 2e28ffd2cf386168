//! A dossier of texts, read by the rules, as the command line makes it.

use std::path::Path;

use archive::Archive;
use codebook::given::{CountingChance, FixedClock};
use codebook::layer::{Extractor, LayerMap};
use codebook::source::Acquisition;
use codebook::value::ShortText;
use codebook::{MediaType, Origin, SourceId, SourceMeta, TextLayer, Verdict, Visibility};
use jiff::Timestamp;
use reading::{Document, Rules};
use register::{Filter, Given, Judgement, LayerAct, Register, SourceAct, State};
use search::{DossierFeed, Followed, Found, Index, Query, Request, Seer};

pub(crate) struct Dossier {
    folder: tempfile::TempDir,
    clock: FixedClock,
    chance: CountingChance,
    pub(crate) register: Register,
    pub(crate) archive: Archive,
    pub(crate) index: Index,
}

pub(crate) fn text(words: &str) -> ShortText {
    words.parse().unwrap()
}

impl Dossier {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path();
        Self {
            register: Register::create(dir).unwrap(),
            archive: Archive::create(dir).unwrap(),
            index: Index::open(dir).unwrap(),
            clock: FixedClock(Timestamp::UNIX_EPOCH),
            chance: CountingChance::default(),
            folder,
        }
    }

    /// One with some news in both languages.
    pub(crate) fn of(texts: &[&str]) -> Self {
        let mut dossier = Self::new();
        for (number, words) in texts.iter().enumerate() {
            dossier.add(&format!("Document {number}"), words);
        }
        dossier.follow();
        dossier
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn add(&mut self, title: &str, words: &str) -> SourceId {
        self.add_layers(title, words, None)
    }

    pub(crate) fn add_layers(
        &mut self,
        title: &str,
        words: &str,
        hidden: Option<&str>,
    ) -> SourceId {
        let kept = self.archive.keep_bytes(words.as_bytes()).unwrap();
        let meta = SourceMeta { title: Some(title.to_owned()), ..SourceMeta::default() };
        let shown = (Extractor::new("utf8", "1"), words);
        let hidden = hidden.map(|words| (Extractor::new("utf8", "1").of_hidden(), words));
        let mut layers = Vec::new();
        for (extractor, words) in std::iter::once(shown).chain(hidden) {
            let layer = TextLayer::new(kept.source, extractor, words, LayerMap::Plain).unwrap();
            let record = self.archive.keep_layer(&layer).unwrap();
            let document = Document { layer: &layer, meta: &meta };
            layers.push(LayerAct {
                layer: record.layer,
                extractor: record.extractor,
                text: record.text,
                length: record.length,
                map: record.map,
                proposals: reading::read(&Rules::new(), &document),
            });
        }
        let origin = Origin::File { path: title.to_owned() };
        let act = SourceAct {
            source: kept.source,
            size: kept.size,
            media_type: MediaType::Plain,
            meta,
            from: Acquisition { origin, at: self.clock.0 },
            layers,
            failed: None,
        };
        let given = Given { clock: &self.clock, chance: &self.chance };
        self.register.record_sources(given, &text("desk"), vec![act]).unwrap();
        kept.source
    }

    pub(crate) fn accept_all(&mut self) {
        let filter = Filter { state: Some(State::Undecided), ..Filter::default() };
        let views = self.register.statements(&filter).unwrap();
        let judgements = views.iter().map(|view| Judgement {
            statement: view.statement.id(),
            verdict: Verdict::Accepted,
            by: text("Inés"),
            note: None,
            expected: None,
            layer: None,
            subject: None,
            names: None,
        });
        let judgements = judgements.collect();
        let given = Given { clock: &self.clock, chance: &self.chance };
        self.register.decide(given, judgements).unwrap();
    }

    pub(crate) fn show(&mut self, source: SourceId, visibility: Visibility) {
        let given = Given { clock: &self.clock, chance: &self.chance };
        self.register.set_visibility(given, &text("desk"), &[source], visibility).unwrap();
    }

    pub(crate) fn admit(&mut self, source: SourceId, name: &ShortText) {
        let given = Given { clock: &self.clock, chance: &self.chance };
        self.register.admit(given, &text("desk"), source, std::slice::from_ref(name)).unwrap();
    }

    pub(crate) fn purge(&mut self, source: SourceId) {
        let plan = self.register.plan_purge(source).unwrap();
        self.archive.destroy(&source, &plan.layers).unwrap();
        let given = Given { clock: &self.clock, chance: &self.chance };
        self.register.purge(given, &text("desk"), source, &text("a court")).unwrap();
    }

    pub(crate) fn follow(&mut self) -> Followed {
        let feed = DossierFeed::new(&self.register, &self.archive);
        self.index.follow(&feed, &mut |_| ()).unwrap()
    }

    pub(crate) fn find(&self, typed: &str) -> Found {
        self.find_as(typed, &Seer::default())
    }

    pub(crate) fn find_as(&self, typed: &str, seer: &Seer) -> Found {
        let feed = DossierFeed::new(&self.register, &self.archive);
        let request = Request { query: Query::parse(typed), limit: 50, ..Request::default() };
        self.index.search(&feed, seer, &request).unwrap()
    }

    /// The titles of the texts that are found.
    pub(crate) fn titles(&self, typed: &str) -> Vec<String> {
        let mut titles: Vec<String> =
            self.find(typed).texts.into_iter().map(|hit| hit.title).collect();
        titles.sort();
        titles.dedup();
        titles
    }
}

/// Every byte of every file in a folder holds no trace of `words`.
pub(crate) fn holds(dir: &Path, words: &str) -> bool {
    std::fs::read_dir(dir).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return holds(&path, words);
        }
        let bytes = std::fs::read(&path).unwrap();
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    })
}
