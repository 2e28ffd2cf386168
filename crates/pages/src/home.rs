//! The home page: what this is, what it refuses, and what it found.

use askama::Template;
use codebook::{FactId, Kind};

use crate::card::Card;
use crate::figures::{self, Shares};
use crate::findings::{self, Dispute, Figure};
use crate::frame::Frame;
use crate::map::{self, Drawing, Mark};
use crate::page::Page;
use crate::show;
use crate::site::{PageError, Site};
use crate::words::Words;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage<'a> {
    f: Frame<'a>,
    counts: Vec<Count<'a>>,
    disputes: Vec<Dispute<'a>>,
    disputes_in_all: usize,
    silences: Vec<Card<'a>>,
    silences_in_all: usize,
    figures: Vec<Figure<'a>>,
    figures_in_all: usize,
    latest: Vec<Latest<'a>>,
    drawing: Option<Drawing>,
    requests: Shares<'a>,
}

struct Count<'a> {
    number: String,
    label: &'a str,
    page: String,
    /// A finding, and not a list of things.
    finding: bool,
}

struct Latest<'a> {
    card: Card<'a>,
    released: String,
}

/// How many findings of each sort stand on the home page.
const FIRST: usize = 4;
/// How many of the latest facts stand there.
const LATEST: usize = 8;

pub(crate) fn render<'a>(site: &Site<'a>, w: &'a Words, out: &mut String) -> Result<(), PageError> {
    let mut disputes = findings::disputes(site, w);
    let disputes_in_all = disputes.len();
    disputes.truncate(FIRST);
    HomePage {
        f: Frame::new(site, w, Page::Home, w.t("home-title").to_owned()),
        counts: counts(site, w),
        disputes,
        disputes_in_all,
        silences: findings::silent(site).take(FIRST).map(|f| Card::new(site, w, f)).collect(),
        silences_in_all: findings::silent(site).count(),
        figures: findings::accurate(site)
            .take(FIRST)
            .map(|fact| findings::figure(site, w, fact))
            .collect(),
        figures_in_all: findings::accurate(site).count(),
        latest: latest(site, w),
        drawing: map::drawing_if_placed(site, w),
        requests: figures::shares(site, w),
    }
    .render_into(out)?;
    Ok(())
}

fn counts<'a>(site: &Site<'_>, w: &'a Words) -> Vec<Count<'a>> {
    let findings = [
        (site.view.contradictions.len(), w.t("nav-contradictions"), Page::Contradictions),
        (findings::silent(site).count(), w.t("nav-silences"), Page::Silences),
        (findings::accurate(site).count(), w.t("nav-accuracy"), Page::Accuracy),
    ];
    let of_kind = |kind| site.view.entities.iter().filter(|entity| entity.kind == kind).count();
    let lists = Kind::ALL.map(|kind| (of_kind(kind), w.kinds(&kind), Page::List(kind)));
    let sources = (site.view.sources.len(), w.t("nav-sources"), Page::Sources);
    let count = |(number, label, page): (usize, &'a str, Page), finding| Count {
        number: show::grouped(&number.to_string(), w.lang()),
        label,
        page: page.path(),
        finding,
    };
    let lists = lists.into_iter().chain([sources]).map(|list| count(list, false));
    findings.into_iter().map(|found| count(found, true)).chain(lists).collect()
}

/// The facts released last, the newest first.
fn latest<'a>(site: &Site<'a>, w: &'a Words) -> Vec<Latest<'a>> {
    let mut shown: Vec<FactId> = Vec::new();
    let mut latest = Vec::new();
    for release in site.view.releases.iter().rev().filter(|release| release.released) {
        if latest.len() == LATEST {
            break;
        }
        if shown.contains(&release.fact) {
            continue;
        }
        shown.push(release.fact);
        // A fact that was taken back since is in the log and not in the view.
        if let Some(fact) = site.fact(release.fact) {
            let released = show::day(w, fact.released_at);
            latest.push(Latest { card: Card::new(site, w, fact), released });
        }
    }
    latest
}
