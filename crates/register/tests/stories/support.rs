//! A small register about a state that does not exist, and words to fill it with.

use codebook::given::{CountingChance, FixedClock};
use codebook::layer::{Extractor, LayerMap};
use codebook::source::Acquisition;
use codebook::statement::{Confidence, Parts};
use codebook::value::ShortText;
use codebook::{
    Citation, Kind, MediaType, Mention, Origin, Property, Role, Sha256, SourceId, SourceMeta, Span,
    Statement, StatementId, TextLayer, Verdict,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use register::{DecideOutcome, Filter, Given, Judgement, LayerAct, Register, SourceAct, State};

pub(crate) const TODAY: Date = date(2031, 5, 3);

pub(crate) const NEWS: &str = "The city of Valdoria bought 120 cameras from Ojo Claro in 2030. \
The contract V-17 is worth 900000 MXN. The system does not use face recognition.";
pub(crate) const PRESS: &str = "Valdoria says that its Halcón network has 200 cameras. \
Contract V-17 cost 950000 MXN. The Halcón network uses face recognition.";

pub(crate) fn text(words: &str) -> ShortText {
    words.parse().unwrap()
}

pub(crate) fn moment(hour: i64) -> Timestamp {
    let start: Timestamp = "2031-05-03T00:00:00Z".parse().unwrap();
    Timestamp::from_second(start.as_second() + hour * 3600).unwrap()
}

/// A register with a clock that is set by hand.
pub(crate) struct Desk {
    pub(crate) register: Register,
    pub(crate) clock: FixedClock,
    pub(crate) chance: CountingChance,
}

impl Desk {
    pub(crate) fn new(register: Register) -> Self {
        Self { register, clock: FixedClock(moment(0)), chance: CountingChance::default() }
    }

    pub(crate) fn in_memory() -> Self {
        Self::new(Register::in_memory().unwrap())
    }

    pub(crate) fn at(&mut self, hour: i64) -> &mut Self {
        self.clock = FixedClock(moment(hour));
        self
    }

    /// The register, and what its acts are given.
    pub(crate) fn parts(&mut self) -> (&mut Register, Given<'_>) {
        (&mut self.register, Given { clock: &self.clock, chance: &self.chance })
    }

    pub(crate) fn add(&mut self, act: SourceAct) -> register::SourceOutcome {
        let (register, given) = self.parts();
        register.record_sources(given, &text("Ana"), vec![act]).unwrap()[0]
    }

    pub(crate) fn judge(&mut self, id: StatementId, verdict: Verdict) -> DecideOutcome {
        let (register, given) = self.parts();
        register.decide(given, vec![Judgement::new(id, verdict, text("Ana"))]).unwrap()
    }

    pub(crate) fn accept(&mut self, ids: &[StatementId]) -> DecideOutcome {
        let (register, given) = self.parts();
        let accept = |id: &StatementId| Judgement::new(*id, Verdict::Accepted, text("Ana"));
        register.decide(given, ids.iter().map(accept).collect()).unwrap()
    }

    pub(crate) fn reject(&mut self, id: StatementId, why: &str) -> DecideOutcome {
        self.judge(id, Verdict::Rejected { why: text(why) })
    }

    pub(crate) fn release(&mut self) -> usize {
        let (register, given) = self.parts();
        register.release(given, &text("Ana"), None, TODAY).unwrap().len()
    }

    pub(crate) fn in_state(&self, state: State) -> Vec<StatementId> {
        let filter = Filter { state: Some(state), ..Filter::default() };
        self.register.statements(&filter).unwrap().iter().map(|view| view.statement.id()).collect()
    }

    pub(crate) fn findings(&self) -> Vec<String> {
        self.register.check().findings.iter().map(ToString::to_string).collect()
    }

    /// Checks, and makes the views anew: they must be the same.
    pub(crate) fn holds(&mut self) {
        assert_eq!(self.findings(), Vec::<String>::new());
        let before = self.register.canonical_dump_digest().unwrap();
        assert_eq!(self.register.rebuild().unwrap(), before);
    }
}

pub(crate) fn layer_by(words: &str, extractor: &str) -> TextLayer {
    let source = SourceId::new(Sha256::of(words.as_bytes()));
    let extractor = Extractor::new(extractor, "1");
    TextLayer::new(source, extractor, words, LayerMap::Plain).unwrap()
}

pub(crate) fn layer(words: &str) -> TextLayer {
    layer_by(words, "utf8")
}

pub(crate) struct Says<'a> {
    pub(crate) layer: &'a TextLayer,
    pub(crate) quote: &'a str,
    pub(crate) subject: (Kind, &'a str),
    pub(crate) property: Property,
    pub(crate) value: &'a str,
    pub(crate) reader: &'a str,
}

impl Says<'_> {
    pub(crate) fn parts(&self) -> Parts {
        let start = self.layer.text().find(self.quote).expect("the quote stands in the text");
        let span = Span::cut(self.layer, start..start + self.quote.len(), Role::Quote).unwrap();
        let forms = self.property.forms();
        Parts {
            subject: Mention { kind: self.subject.0, name: text(self.subject.1) },
            property: self.property,
            value: forms.iter().find_map(|form| form.parse(self.value).ok()).unwrap(),
            written: text(self.quote),
            qualifiers: codebook::Qualifiers::default(),
            valid: None,
            polarity: codebook::Polarity::Affirmed,
            attribution: None,
            citation: Citation::new(vec![span]).unwrap(),
            proposed_by: self.reader.parse().unwrap(),
            confidence: Confidence::thousandths(800),
            basis: codebook::Basis::Text,
            eyes: Vec::new(),
            occurrence: 0,
        }
    }

    pub(crate) fn statement(&self) -> Statement {
        Statement::new(self.parts()).unwrap()
    }
}

pub(crate) fn says<'a>(
    layer: &'a TextLayer,
    quote: &'a str,
    subject: (Kind, &'a str),
    property: Property,
    value: &'a str,
) -> Says<'a> {
    Says { layer, quote, subject, property, value, reader: "rules/1" }
}

pub(crate) fn act(layer: &TextLayer, path: &str, proposals: Vec<Statement>) -> SourceAct {
    SourceAct {
        source: layer.source(),
        size: layer.text().len() as u64,
        media_type: MediaType::Plain,
        meta: SourceMeta { title: Some(path.to_owned()), ..SourceMeta::default() },
        from: Acquisition { origin: Origin::File { path: path.to_owned() }, at: moment(0) },
        layers: vec![LayerAct {
            layer: layer.id(),
            extractor: layer.extractor().clone(),
            text: Sha256::of(layer.text().as_bytes()),
            length: layer.text().len() as u64,
            map: None,
            proposals,
        }],
        failed: None,
    }
}

const HALCON: (Kind, &str) = (Kind::System, "Halcón network");

/// A newspaper article: three proposals.
pub(crate) fn news() -> SourceAct {
    let layer = layer(NEWS);
    let mut not = says(
        &layer,
        "does not use face recognition",
        HALCON,
        Property::UsesTechnology,
        "face_recognition",
    )
    .parts();
    not.polarity = codebook::Polarity::Negated;
    let proposals = vec![
        says(&layer, "bought 120 cameras", HALCON, Property::Cameras, "120").statement(),
        says(
            &layer,
            "contract V-17 is worth 900000 MXN",
            (Kind::Contract, "contract V-17"),
            Property::Amount,
            "900000 MXN",
        )
        .statement(),
        says(
            &layer,
            "from Ojo Claro",
            (Kind::Contract, "contract V-17"),
            Property::Supplier,
            "Ojo Claro",
        )
        .statement(),
        Statement::new(not).unwrap(),
    ];
    act(&layer, "news.txt", proposals)
}

/// A press release that says otherwise: three proposals.
pub(crate) fn press() -> SourceAct {
    let layer = layer(PRESS);
    let proposals = vec![
        says(&layer, "has 200 cameras", (Kind::System, "Halcon Network"), Property::Cameras, "200")
            .statement(),
        says(
            &layer,
            "Contract V-17 cost 950000 MXN",
            (Kind::Contract, "Contract V-17"),
            Property::Amount,
            "950000 MXN",
        )
        .statement(),
        says(&layer, "uses face recognition", HALCON, Property::UsesTechnology, "face_recognition")
            .statement(),
    ];
    act(&layer, "press.txt", proposals)
}

/// A source that came from somewhere else, under another title.
pub(crate) fn from(act: SourceAct, title: &str, origin: Origin) -> SourceAct {
    let meta = SourceMeta { title: Some(title.to_owned()), ..act.meta };
    SourceAct { meta, from: Acquisition { origin, at: moment(0) }, ..act }
}

/// A fetch of an address, kept under the digest of `response`.
pub(crate) fn fetched(asked: &str, answered: &str, response: &str) -> Origin {
    Origin::Url {
        asked: asked.to_owned(),
        answered: answered.to_owned(),
        status: 200,
        warc: Sha256::of(response.as_bytes()),
    }
}

pub(crate) fn ids(act: &SourceAct) -> Vec<StatementId> {
    act.layers.iter().flat_map(|layer| layer.proposals.iter().map(Statement::id)).collect()
}

/// Both sources, all accepted.
pub(crate) fn filled(register: Register) -> Desk {
    let mut desk = Desk::new(register);
    for act in [news(), press()] {
        let ids = ids(&act);
        desk.add(act);
        desk.accept(&ids);
    }
    desk
}
