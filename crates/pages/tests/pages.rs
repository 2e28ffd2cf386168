//! Every kind of page, in both languages, over a small fictional register.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod lists;
mod pictures;
mod support;

use pages::{Lang, Page, Site};
use register::public::PublicText;
use support::{Fixture, entity_id, fact_id, fixture, source_id};

fn render(fixture: &Fixture, page: Page, lang: Lang) -> String {
    let view = fixture.handle();
    let site = Site::new(&view);
    let layers = match page {
        Page::Source(id) => fixture.layers_of(id),
        _ => Vec::new(),
    };
    let texts: Vec<_> = layers.iter().map(PublicText::from).collect();
    let mut out = String::new();
    site.render(page, lang, &texts, &mut out).unwrap();
    out
}

fn every_page(fixture: &Fixture) -> Vec<(Lang, Page, String)> {
    let view = fixture.handle();
    let site = Site::new(&view);
    let mut all = site.overviews().unwrap();
    all.extend(fixture.view.entities.iter().map(|entity| Page::Entity(entity.id)));
    all.extend(fixture.view.sources.iter().map(|source| Page::Source(source.id)));
    Lang::ALL
        .into_iter()
        .flat_map(|lang| all.iter().map(move |page| (lang, *page)))
        .map(|(lang, page)| (lang, page, render(fixture, page, lang)))
        .collect()
}

fn every_file_beside(fixture: &Fixture) -> std::collections::HashSet<String> {
    let view = fixture.handle();
    let site = Site::new(&view);
    let mut paths = std::collections::HashSet::new();
    for (lang, page, _) in every_page(fixture) {
        for (path, bytes) in site.ready(page).unwrap().extras(lang).unwrap() {
            assert!(!bytes.is_empty(), "{path}");
            assert!(paths.insert(format!("{}/{path}", lang.tag())), "{path} twice");
        }
    }
    paths.extend(fixture.view.sources.iter().filter_map(pages::original));
    site.beside(|path, bytes| {
        assert!(bytes.len() < 100_000, "{path} is {} long", bytes.len());
        assert!(!bytes.is_empty(), "{path}");
        assert!(paths.insert(path.to_owned()), "{path} twice");
        Ok::<_, pages::PageError>(())
    })
    .unwrap();
    paths
}

#[test]
fn what_is_contradicted_or_denied_is_not_told_as_settled() {
    let fixture = fixture();
    let contract = render(&fixture, Page::Entity(entity_id("SSM-014-2021")), Lang::En);
    let (_, rest) = contract.split_once("<p class=\"lead told\">").unwrap();
    let told = rest.split("</p>").next().unwrap();
    let page = fixture.view.contradictions.iter().find(|c| c.subject == entity_id("SSM-014-2021"));
    assert!(page.is_some_and(|clash| clash.property == codebook::Property::Amount));
    assert!(told.contains("Sources disagree on: Amount"), "{told}");
    assert!(!told.contains("48,500,000") && !told.contains("61,000,000"), "{told}");
}

#[test]
fn since_stands_before_a_date_alone() {
    for (date, since) in [
        ("2020", Some("desde 2020")),
        ("2020-06", Some("desde junio de 2020")),
        ("2019/2021", None),
        ("2020/..", None),
        ("2019~", None),
    ] {
        let mut fixture = fixture();
        let system = entity_id("Cámaras de Montelargo");
        let mut fact =
            fixture.view.facts.iter().find(|fact| fact.id == fact_id("begin")).unwrap().clone();
        fact.id = fact_id("since");
        fact.subject = system;
        fact.value = codebook::Form::Date.parse(date).unwrap();
        fixture.view.facts.push(fact);
        let page = render(&fixture, Page::Entity(system), Lang::Es);
        let (_, rest) = page.split_once("<p class=\"lead told\">").unwrap();
        let told = rest.split("</p>").next().unwrap();
        match since {
            Some(since) => assert!(told.contains(since), "{date}: {told}"),
            None => assert!(!told.contains("desde"), "{date}: {told}"),
        }
    }
}

#[test]
fn every_kind_of_page_is_as_reviewed() {
    let fixture = fixture();
    let pages = [
        ("home", Page::Home),
        ("list-systems", Page::List(codebook::Kind::System, 1)),
        ("list-contracts", Page::List(codebook::Kind::Contract, 1)),
        ("list-laws-empty", Page::List(codebook::Kind::Law, 1)),
        ("sources", Page::Sources(1)),
        ("contradictions", Page::Contradictions(1)),
        ("silences", Page::Silences(1)),
        ("accuracy", Page::Accuracy(1)),
        ("map", Page::Map),
        ("charts", Page::Charts),
        ("corrections", Page::Corrections(1)),
        ("search", Page::Search),
        ("verify", Page::Verify),
        ("entity-system", Page::Entity(entity_id("Cámaras de Montelargo"))),
        ("entity-contract", Page::Entity(entity_id("SSM-014-2021"))),
        ("entity-agency", Page::Entity(entity_id("Secretaría de Seguridad de Montelargo"))),
        ("entity-request", Page::Entity(entity_id("Request 0042"))),
        ("source-public-pdf", Page::Source(source_id("contract"))),
        ("source-withheld", Page::Source(source_id("letter"))),
    ];
    for (name, page) in pages {
        for lang in Lang::ALL {
            insta::assert_snapshot!(format!("{name}.{}", lang.tag()), render(&fixture, page, lang));
        }
    }
}

/// Reads a page as tags and text: enough to hold our own templates to being well formed.
struct Tags<'a>(&'a str);

impl<'a> Iterator for Tags<'a> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {
        let start = self.0.find('<')?;
        let rest = &self.0[start + 1..];
        let mut quoted = false;
        let end = rest.char_indices().find_map(|(at, c)| match c {
            '"' => {
                quoted = !quoted;
                None
            }
            '>' if !quoted => Some(at),
            _ => None,
        })?;
        self.0 = &rest[end + 1..];
        Some(&rest[..end])
    }
}

fn well_formed(html: &str) -> Result<(), String> {
    const VOID: [&str; 9] =
        ["br", "input", "meta", "link", "!doctype", "line", "circle", "path", "rect"];
    let mut open = Vec::new();
    let mut ids = std::collections::HashSet::new();
    for tag in Tags(html) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if tag.starts_with('/') {
            let inner = open.pop();
            if inner != Some(name) {
                return Err(format!("</{name}> closes {inner:?}"));
            }
        } else if !VOID.contains(&name) {
            open.push(name);
        }
        if let Some((_, rest)) = tag.split_once(" id=\"") {
            let id = rest.split('"').next().unwrap_or_default();
            if !ids.insert(id) {
                return Err(format!("the id {id} stands twice"));
            }
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("left open: {open:?}")) }
}

#[test]
fn the_checker_finds_what_is_not_well_formed() {
    for wrong in ["<p>", "<p></b></p>", "<b><i></b></i>", "<p id=\"a\"></p><p id=\"a\"></p>"] {
        well_formed(wrong).unwrap_err();
    }
    well_formed("<p title=\"a>b\"><meta x><i></i></p>").unwrap();
}

#[test]
fn every_page_is_well_formed_and_in_its_language() {
    let fixture = fixture();
    let pages = every_page(&fixture);
    let chosen = pages.iter().filter(|(_, page, _)| matches!(page, Page::Chosen(..))).count();
    assert!(chosen > 15, "{chosen}");
    let own = fixture.view.entities.len() + fixture.view.sources.len();
    assert_eq!(pages.len() - chosen, 2 * (10 + 8 + own));
    for (lang, page, html) in pages {
        well_formed(&html).unwrap_or_else(|why| panic!("{lang:?} {page:?}: {why}\n{html}"));
        assert!(html.contains(&format!("<html lang=\"{}\">", lang.tag())));
        for needed in [
            "<main id=\"main\">",
            "<h1>",
            " · Veedor</title>",
            "class=\"skip\"",
            "default-src 'none'",
        ] {
            assert_eq!(html.matches(needed).count(), 1, "{page:?} {needed}");
        }
    }
    let mut root = String::new();
    pages::render_root(&mut root).unwrap();
    well_formed(&root).unwrap();
}

#[test]
fn a_page_asks_nothing_of_the_network_and_runs_no_script_but_ours() {
    for (_, page, html) in every_page(&fixture()) {
        for tag in Tags(&html) {
            let name = tag.split(' ').next().unwrap_or_default();
            let own = match page {
                Page::Search => Some("search.js"),
                Page::List(..) | Page::Chosen(..) | Page::Sources(_) => Some("list.js"),
                _ => None,
            };
            let up = if matches!(page, Page::Chosen(..)) { "../" } else { "" };
            let ours = |name: &str| format!("script src=\"{up}../{name}\" defer");
            if own.is_some_and(|name| tag == ours(name)) {
                continue;
            }
            if name == "form" {
                assert!(tag.contains("search.html\"") && tag.contains("method=\"get\""), "{tag}");
            }
            assert!(!["script", "img", "iframe", "object"].contains(&name), "{page:?} {tag}");
            assert!(
                !tag.contains("src=") && !tag.contains(" on") && !tag.contains("style="),
                "{tag}"
            );
            if let Some((_, rest)) = tag.split_once("href=\"") {
                let target = rest.split('"').next().unwrap_or_default();
                // A link that leaves is followed by a person, and says nothing of where she came from.
                if tag.contains("rel=\"external noreferrer noopener\"") {
                    assert!(target.starts_with("https://"), "{page:?} {target}");
                    continue;
                }
                assert!(!target.contains(':') && !target.starts_with('/'), "{page:?} {target}");
            }
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let pages: std::collections::HashMap<String, String> = every_page(&fixture())
        .into_iter()
        .map(|(lang, page, html)| (format!("{}/{}", lang.tag(), page.path()), html))
        .collect();
    let beside = every_file_beside(&fixture());
    let mut followed = 0;
    for (from, html) in &pages {
        for tag in Tags(html) {
            let Some((_, rest)) = tag.split_once("href=\"") else { continue };
            let target = rest.split('"').next().unwrap_or_default();
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let to = if path.is_empty() { from.clone() } else { resolve(from, path) };
            if tag.contains("rel=\"external") || to.ends_with("/feed.xml") {
                continue;
            }
            if to == "style.css" || to.starts_with("data/") || beside.contains(&to) {
                continue;
            }
            let page = pages.get(&to).unwrap_or_else(|| panic!("{from}: {target} leads nowhere"));
            let found = anchor.is_empty() || page.contains(&format!("id=\"{anchor}\""));
            assert!(found, "{from}: {target} has no such anchor");
            followed += 1;
        }
    }
    assert!(followed > 500, "{followed}");
}

fn resolve(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        if part == ".." {
            assert!(parts.pop().is_some(), "{from}: {path} leaves the site");
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn words_of_sources_stay_text() {
    let fixture = fixture();
    for (_, page, html) in every_page(&fixture) {
        assert!(!html.contains("<b>bold"), "{page:?}");
        assert!(!html.contains("<img"), "{page:?}");
        assert!(!html.contains("<svg onload"), "{page:?}");
    }
    let source = render(&fixture, Page::Source(source_id("trap")), Lang::En);
    assert!(source.contains("&#60;img src=x onerror=alert(1)&#62; ../../x"));
    assert!(source.contains("&#60;b&#62;bold?&#60;/b&#62;"));
}

#[test]
fn no_template_switches_escaping_off() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        read += 1;
        for switch in ["safe", "escape"] {
            assert!(!text.contains(switch), "{}: {switch}", path.display());
        }
    }
    assert!(read > 10, "{read}");
}

#[test]
fn every_fact_leads_to_its_words() {
    let fixture = fixture();
    for lang in Lang::ALL {
        for fact in &fixture.view.facts {
            let page = render(&fixture, Page::Entity(fact.subject), lang);
            assert_eq!(page.matches(&format!("id=\"{}\"", fact.id)).count(), 1);
            let source = render(&fixture, Page::Source(fact.source), lang);
            let marked = fact.spans[0].place.is_some();
            let anchor = format!("<mark id=\"s-{}\">", fact.id);
            assert_eq!(source.matches(&anchor).count(), usize::from(marked));
            let way = format!("../sources/{}.html#s-{}", fact.source, fact.id);
            assert_eq!(page.contains(&way), marked);
            let back = format!("../entities/{}.html#{}", fact.subject, fact.id);
            assert!(source.contains(&back));
        }
    }
}

#[test]
fn a_marked_text_is_still_the_text() {
    let fixture = fixture();
    let html = render(&fixture, Page::Source(source_id("contract")), Lang::En);
    let (_, text) = html.split_once("<div class=\"text\"").unwrap();
    let text = text.split_once('>').unwrap().1.split_once("</div>").unwrap().0;
    // What is not the source's own stands in spans and back links.
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let (tag, after) = after.split_once('>').unwrap();
        rest = match tag.split(' ').next().unwrap() {
            "a" => after.split_once("</a>").unwrap().1,
            "span" => after.split_once("</span>").unwrap().1,
            _ => after,
        };
    }
    plain.push_str(rest);
    assert_eq!(plain, support::CONTRACT);
    assert!(html.contains("page 2"));
}

#[test]
fn a_fact_of_a_paged_source_names_its_page() {
    let fixture = fixture();
    let amount = fixture.view.facts.iter().find(|fact| fact.id == fact_id("amount")).unwrap();
    let place = amount.spans[0].place.as_ref().unwrap();
    assert!(matches!(place.locator, codebook::Locator::Page { page: 2, .. }));
    let page = render(&fixture, Page::Entity(amount.subject), Lang::En);
    assert!(page.contains("page 2"));
}

#[test]
fn a_withheld_source_shows_title_and_quotes_alone() {
    let fixture = fixture();
    let html = render(&fixture, Page::Source(source_id("letter")), Lang::En);
    assert!(html.contains(support::WITHHELD_QUOTE));
    assert!(!html.contains("SHA-256") && !html.contains("<mark"));
    for (_, page, html) in every_page(&fixture) {
        assert!(!html.contains("inbox.montelargo"), "{page:?}");
    }
    let commitment = codebook::Sha256::of(b"salt and letter").to_string();
    assert!(!html.contains(&commitment));
}

#[test]
fn an_unknown_entity_or_source_has_no_page() {
    let fixture = fixture();
    let view = fixture.handle();
    let site = Site::new(&view);
    let mut out = String::new();
    let nobody = Page::Entity(entity_id("nobody"));
    let error = site.render(nobody, Lang::En, &[], &mut out).unwrap_err();
    assert!(error.to_string().contains("no page for entity e-"), "{error}");
    let nothing = Page::Source(source_id("nothing"));
    site.render(nothing, Lang::Es, &[], &mut out).unwrap_err();
}
