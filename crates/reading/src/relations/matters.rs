//! What a document as a whole is, by how it begins: the text of a law, or a decision with its number.
//!
//! What a law's own text says, it says of that law; what a decision's own text says was fined, banned or
//! found, was so by that decision. It should also find: ordinances, decrees and statutes in either
//! language, in a gazette's front matter or under a plain title; rulings under a case number.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Kind;
use codebook::fold::fold_name;

use super::cast::Words;
use super::naming;
use crate::cues::Cue;
use crate::drafts::{Part, Subject};
use crate::folded::{Folded, Pattern, first_bytes, pattern};
use crate::identifiers::{Of, identifiers};
use crate::names::NameOf;
use crate::scene::Scene;

/// How much of a document is its beginning.
const HEAD: usize = 1500;

/// What the whole document is.
#[derive(Debug, Default)]
pub(super) struct Matter {
    /// The law whose text it is.
    pub(super) law: Option<Subject>,
    /// The decision whose text it is.
    pub(super) decision: Option<Subject>,
    /// Where the title stands of the contract or tender whose text it is.
    pub(super) contract: Option<Range<usize>>,
    /// Who buys what it is about.
    buyer: Option<Words>,
    /// True for a file of records, each with a title of its own.
    pub(super) records: bool,
    /// Who decides.
    pub(super) judge: Option<Judge>,
    /// The number in the law's name, or the ruling's citation.
    pub(super) number: Option<Range<usize>>,
}

/// A title that is a law's: its kind and number.
static LAW: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"^[#*=\s]{0,6}(?:(?:[Tt][ií]tulo|[Tt]itle|[Nn]ame|[Nn]ombre): ?["']?)?((?i:Ley(?: (?:Orgánica|Federal|General|Estatal|Foral|Provincial|N[°º]|No?\.))?|Real Decreto(?:[ -](?:Ley|Legislativo))?|Decreto(?:[ -](?:Ley|Supremo|Legislativo))?|Ordenanza(?: (?:Municipal|General))?|Reglamento|Ordinance(?: No\.)?|Act No\.|Directive|Regulation)(?: \((?:UE|EU)\))? (?:N[°º.]+ ?)?(\d[\d./-]*)(?: de \d{4})?)(?:,|:|(?m:$)| )"#,
    )
});
/// A contract's title, and what its first words say.
static CONTRACT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[#*\s]*((?:[\p{L}-]+ ){0,6}(?i:agreement|contract|contrato|convenio|acuerdo)\b(?: (?:de|para|for|of)(?: [\p{L}-]+){1,8})?)[ \t*#:]*(?:\n|$)",
    )
});
static PARTIES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:by and between|is entered into|(?:made|entered into) (?:by|between)|celebran|suscriben|por una parte|de una parte|hereinafter|en lo sucesivo|en adelante)\b",
    )
});

/// A tender's own title.
static TENDER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)^[#*\s]*(?:solicitud de (?:cotizaci[oó]n|ofertas|propuestas)|requests? for (?:quotations?|proposals?|tenders?|bids?)|invitation (?:to|for) (?:bids?|tenders?)|(?:e-)?tender notice|notice inviting (?:e-)?tenders?|licitaci[oó]n (?:p[uú]blica|nacional|internacional|abreviada)|pliego de|bases de (?:la )?licitaci[oó]n|rf[pqit]\b)[^\n]{0,160}",
    )
});

/// Words of a law's own text.
static PROVISIONS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?m)^[#*=\s]{0,8}(?:Artículo|ARTÍCULO|Articulo|ARTICULO|Art\.|ART\.|Article|Section|SECTION|Sec\.|§) ?(?:1|\d+|primero|único)\b",
    )
});
/// What a decision's own text begins with.
static DECIDES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)^[ #*|\\\[]*(?:[\p{L} ]{0,24}[-–:] )?(?:decision given|decided:|case (?:reference|number|no)|national case number|neutral citation|outcome:|enforcement notice|monetary penalty|sentencia (?:n|[a-z]{0,3}-?\d)|resolución (?:n|sanc)|expediente n|délibération|in the matter of|fine:|procedimiento n[°º])",
    )
});

/// A number in a document's title.
static TITLE_NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^\s*[#*=\s]*[^\n]{0,120}?\b([\p{L}\d]{1,10}[/-](?:[\p{L}\d]{1,10}[/-])?\d{2,6})\b")
});
/// A court's own citation of its ruling: `[2031] ABCD 12 (XY)`.
static CITATION: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\\?\[(?:19|20)\d\d\\?\] [A-Z]{2,8}(?: [A-Z][A-Za-z]{1,7})? \d{1,5}(?: \([A-Z][A-Za-z]{1,8}\))?",
    )
});
/// Who decides, by a label.
static AUTHORITY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?m)^[#*\s]*(?:Authority|Regulator|DPA|Autoridad|Órgano|Organismo)\s*:\**\s*(\p{Lu}[^\n]{2,80})$",
    )
});

/// Where lines begin. A pattern asked at each of them is soon done with most, which it is not where it looks for
/// its line itself.
fn lines(text: &str) -> impl Iterator<Item = usize> + '_ {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1))
}

impl Matter {
    /// What `text` is, by its beginning.
    pub(super) fn of(text: &str) -> Self {
        let head = first_bytes(text, HEAD);
        let law = lines(head).find_map(|at| Some((at, LAW.captures(&head[at..])?)));
        if let Some((at, found)) = law
            && let (Some(name), Some(number)) = (found.get(1), found.get(2))
            && PROVISIONS.is_match(first_bytes(text, 4 * HEAD))
        {
            let end = number.start() + number.as_str().trim_end_matches(['.', '-']).len();
            let number = at + number.start()..at + end;
            let name = at + name.start()..at + name.end();
            let law = Subject::of(text, Kind::Law, &[Part::At(&name)]);
            return Self { law, number: Some(number), ..Self::default() };
        }
        if let Some(title) = CONTRACT.captures(head).and_then(|found| found.get(1))
            && PARTIES.is_match(head)
        {
            return Self { contract: Some(title.range()), ..Self::default() };
        }
        if let Some(title) = TENDER.find(head)
            && let ids = identifiers(&Folded::new(head, 0))
            && ids.iter().any(|id| id.value == Of::Contract)
        {
            return Self { contract: Some(title.range()), ..Self::default() };
        }
        if let Some(number) = numbered_deal(head) {
            return Self { contract: Some(number), records: are_records(text), ..Self::default() };
        }
        if !lines(head).any(|at| DECIDES.is_match(&head[at..])) {
            return Self { records: are_records(text), ..Self::default() };
        }
        let ids = identifiers(&Folded::new(head, 0));
        let id = ids.into_iter().find(|id| matches!(id.value, Of::Decision | Of::Request));
        let id =
            id.map(|id| id.at).or_else(|| TITLE_NUMBER.captures(head)?.get(1).map(|m| m.range()));
        let cited = CITATION.find(head).map(|hit| hit.range());
        let id = id.or_else(|| cited.clone());
        let decision = id.and_then(|at| Subject::of(text, Kind::Law, &[Part::At(&at)]));
        let judge = AUTHORITY.captures(head).and_then(|found| found.get(1));
        let unnumbered = || unnumbered(text, head, &judge?.range());
        let decision = decision.or_else(unnumbered);
        let judge = judge.map(|name| Judge::new(name.as_str()));
        Self { decision, judge, number: cited, ..Self::default() }
    }
}

/// A decision without a number goes by who decided, and about whom: by a label, else by what its title says behind
/// a dash.
fn unnumbered(text: &str, head: &str, judge: &Range<usize>) -> Option<Subject> {
    static ABOUT: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"(?m)^[#*\s]*(?:Part(?:y|ies)|Respondent|Defendant|Controller|Partes?|Denunciad[oa]|Responsable|Entidad)\s*:\**\s*(\p{Lu}[^\n(,;]{2,60})|\A\s*#+ [^\n]{2,60}? [-–—] (\p{Lu}[^\n(]{2,60})",
        )
    });
    let bare = |at: Range<usize>| {
        let words = text.get(at.clone()).unwrap_or_default();
        let words = words.split(" (").next().unwrap_or_default().trim_end();
        at.start..at.start + words.len()
    };
    let about = ABOUT.captures(head)?;
    let about = bare(about.get(1).or_else(|| about.get(2))?.range());
    let parts = [Part::At(&bare(judge.clone())), Part::Word("decision"), Part::At(&about)];
    Subject::of(text, Kind::Law, &parts)
}

impl Matter {
    /// The contract whose text the document is, by the first company that it names and its title.
    pub(super) fn contract_of(&self, scene: &Scene<'_>) -> Option<Subject> {
        let title = self
            .contract
            .as_ref()
            .filter(|title| !TENDER.is_match(&scene.text[(*title).clone()]))?;
        let vendor = scene.first(NameOf::Vendor).filter(|name| name.at.start > title.end)?;
        let name = without_form(scene.text, &vendor.at);
        Subject::of(scene.text, Kind::Contract, &[Part::At(&name), Part::At(title)])
    }
}

impl Matter {
    /// A document that begins with a purchase's number is about that purchase until another body buys: a scan
    /// may hold two papers. In a paragraph that is about a deal of its own (`apart`) nothing is learnt.
    pub(super) fn look_for_buyer(&mut self, scene: &Scene<'_>, apart: bool) {
        let bought = scene.cues.iter().find(|cue| cue.value == Cue::Acquire);
        let Some(bought) = bought.filter(|_| self.contract.is_some()) else { return };
        let judge = self.judge.as_ref();
        let Some((owner, true)) = naming::owner(scene, &bought.at, judge) else { return };
        match &self.buyer {
            None => self.buyer = Some(owner),
            Some(first) if first.is_same(&owner) || apart => {}
            Some(_) => self.contract = None,
        }
    }
}

/// The number in a title or a form's first lines that say they are a purchase's: a tender's, an award's, an order's.
fn numbered_deal(head: &str) -> Option<Range<usize>> {
    const FIRST: usize = 360;
    static DEALS: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:tender|contract|solicitation|rf[pqi]|procurement|award notice|contract notice|purchase (?:order|agreement)|bid (?:no|number)|licitaci[oó]n|contrataci[oó]n|contrato|adjudicaci[oó]n|concurso|orden de compra|cotizaci[oó]n|subasta|pliego)\b",
        )
    });
    let first = first_bytes(head, FIRST);
    if !DEALS.is_match(first) {
        return None;
    }
    let ids = identifiers(&Folded::new(first, 0));
    let mut deals = ids.into_iter().filter(|id| id.value == Of::Contract);
    let number = deals.next()?;
    let same =
        |other: crate::folded::Found<Of>| first.get(other.at) == first.get(number.at.clone());
    (deals.all(same) && !is_prose(head, &number.at)).then_some(number.at)
}

/// True where the line is a paragraph: an article that tells of a purchase early may tell of others later.
fn is_prose(head: &str, at: &Range<usize>) -> bool {
    const TITLE: usize = 160;
    let start = head[..at.start].rfind('\n').map_or(0, |end| end + 1);
    let end = head[at.end..].find('\n').map_or(head.len(), |next| at.end + next);
    let line = head[start..end].trim_end();
    line.len() > TITLE && line.ends_with(['.', '”', '"'])
}

/// "Vell Group, Inc." without what kind of company it is.
pub(super) fn without_form(text: &str, at: &Range<usize>) -> Range<usize> {
    const FORMS: [&str; 11] = [
        ",", " Group", " Inc", " Ltd", " LLC", " Limited", " Corp", " GmbH", " S.A", " SA ",
        " S. de",
    ];
    let words = text.get(at.clone()).unwrap_or_default();
    let end = FORMS.iter().filter_map(|form| words.find(form)).filter(|end| *end > 2).min();
    at.start..end.map_or(at.end, |end| at.start + end)
}

/// True where titles come again and again, each on a line of its own.
fn are_records(text: &str) -> bool {
    const TIMES: usize = 3;
    const LOOK: usize = 16 * 1024;
    static LABELS: LazyLock<Pattern> =
        LazyLock::new(|| pattern(r#""(?:title|name|titulo|nombre)":|\n(?:  |    )title:"#));
    let head = first_bytes(text, LOOK);
    let mut times: Vec<(&str, usize)> = Vec::new();
    LABELS.find_iter(head).any(|label| {
        let known = times.iter().position(|(known, _)| *known == label.as_str());
        let at = known.unwrap_or_else(|| {
            times.push((label.as_str(), 0));
            times.len() - 1
        });
        times[at].1 += 1;
        times[at].1 == TIMES
    })
}

/// The body whose decision a document is: what it decides of is not its own.
#[derive(Debug)]
pub(super) struct Judge {
    name: String,
    /// The capitals of its name.
    initials: String,
}

impl Judge {
    fn new(words: &str) -> Self {
        let words = words.split(" (").next().unwrap_or_default().trim();
        let initials = words.chars().filter(|c| c.is_uppercase()).collect();
        Self { name: fold_name(words), initials }
    }

    /// True where `words` name it, in full or by its initials.
    pub(super) fn is(&self, words: &str) -> bool {
        words == self.initials || fold_name(words).contains(&self.name)
    }
}
