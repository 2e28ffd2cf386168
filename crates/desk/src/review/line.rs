//! A proposal, as the list of them shows it.

use codebook::citation::Locator;
use codebook::{Polarity, Verdict};
use pages::Say;
use register::{State, StatementView};

use crate::entities::kind_name;
use crate::words::Words;

/// A proposal in the list.
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) version: u32,
    pub(crate) state: &'static str,
    pub(crate) standing: String,
    pub(crate) property: &'static str,
    pub(crate) kind: String,
    pub(crate) subject: String,
    pub(crate) value: String,
    pub(crate) written: Option<String>,
    /// What narrows it, and when it held.
    pub(crate) tags: Vec<String>,
    pub(crate) percent: u16,
    pub(crate) reader: String,
    pub(crate) needs_eyes: bool,
    pub(crate) has_picture: bool,
    /// Who decided, and when, in words.
    pub(crate) decided: Option<String>,
    pub(crate) why: Option<String>,
    pub(crate) quote: String,
}

impl Line {
    pub(crate) fn new(view: &StatementView, w: &Words) -> Self {
        let (say, parts) = (Say::in_language(w.lang), view.statement.parts());
        let value = say.value(&parts.value);
        let mut tags: Vec<String> = say
            .qualifiers(&parts.qualifiers, &parts.value)
            .into_iter()
            .map(str::to_owned)
            .collect();
        if parts.polarity == Polarity::Negated {
            tags.insert(0, w.t("review-negated"));
        }
        tags.extend(parts.valid.as_ref().map(|valid| say.date(valid)));
        let says = parts.attribution.as_ref();
        tags.extend(says.map(|who| w.with("review-attributed", &[("who", who.as_str())])));
        let quote = parts.citation.quote();
        let written = parts.written.to_string();
        Self {
            id: view.statement.id().to_string(),
            version: view.version,
            state: view.state.as_str(),
            standing: standing(view.state, w),
            property: say.property(parts.property),
            kind: kind_name(parts.subject.kind, w),
            subject: parts.subject.name.to_string(),
            written: Some(written).filter(|written| *written != value),
            value,
            tags,
            percent: parts.confidence.as_thousandths() / 10,
            reader: parts.proposed_by.to_string(),
            needs_eyes: view.statement.needs_eyes(),
            has_picture: matches!(quote.locator(), Locator::Page { .. }),
            decided: decided(view, w),
            why: view.decision.as_ref().and_then(why),
            quote: clipped(quote.quote()),
        }
    }

    /// True where somebody's decision on it can be taken back.
    pub(crate) fn is_decided(&self) -> bool {
        self.decided.is_some()
    }
}

fn decided(view: &StatementView, w: &Words) -> Option<String> {
    let decision = view.decision.as_ref()?;
    let at = decision.at.strftime("%Y-%m-%d %H:%M UTC").to_string();
    let parts = [("who", decision.by.as_str()), ("when", at.as_str())];
    Some(match view.state {
        State::Accepted if decision.statement != view.statement.id() => {
            w.with("review-by-amending", &parts)
        }
        State::Accepted => w.with("review-by-accepting", &parts),
        State::Rejected => w.with("review-by-rejecting", &parts),
        State::Amended => w.with("review-by-amending", &parts),
        State::Undecided | State::Withdrawn => return None,
    })
}

fn why(decision: &codebook::Decision) -> Option<String> {
    match &decision.verdict {
        Verdict::Rejected { why } | Verdict::Amended { why, .. } => Some(why.to_string()),
        Verdict::Accepted => decision.note.as_ref().map(ToString::to_string),
    }
}

/// How a statement stands, in words.
pub(crate) fn standing(state: State, w: &Words) -> String {
    w.t(match state {
        State::Undecided => "state-undecided",
        State::Accepted => "state-accepted",
        State::Rejected => "state-rejected",
        State::Amended => "state-amended",
        State::Withdrawn => "state-withdrawn",
    })
}

/// A quote as a list shows it.
pub(crate) fn clipped(quote: &str) -> String {
    const LONG: usize = 260;
    match quote.char_indices().nth(LONG) {
        Some((at, _)) => format!("{}…", quote.get(..at).unwrap_or_default()),
        None => quote.to_owned(),
    }
}
