//! Every kind of page, of the register and of the desk, tried by axe-core: light and dark, at a desk's and
//! at a phone's width.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::browser::{Driver, fits_its_width, register, see};
use crate::markup;
use crate::support::{DEMO, Desk, Serving};
use fantoccini::{Client, Locator};
use serde_json::json;

const AXE: &str = include_str!("../axe/axe.min.js");

/// Dark or light, and how wide the window is.
const EYES: [(bool, u32); 4] = [(false, 1280), (true, 1280), (false, 360), (true, 360)];

const PASSWORD: &str = "nueve faroles junto al río";

/// What axe finds on the page that is open, one line each.
async fn findings(browser: &Client) -> Vec<String> {
    browser.execute(AXE, vec![]).await.unwrap();
    let run = "const done = arguments[0];
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
            .then(found => done(found.violations.flatMap(rule => rule.nodes.map(node =>
                rule.id + ': ' + node.target.join(' ') + ': ' + node.failureSummary + ' ' + node.html))))
            .catch(error => done(['axe failed: ' + error]));";
    let found = browser.execute_async(run, vec![]).await.unwrap();
    let page = browser.current_url().await.unwrap();
    found
        .as_array()
        .unwrap()
        .iter()
        .map(|line| format!("{page} {}", line.as_str().unwrap()))
        .collect()
}

/// The browser looks as it was asked to look, or the test would say nothing of it.
async fn looks(browser: &Client, dark: bool, width: u32) {
    let script = "return [matchMedia('(prefers-color-scheme: dark)').matches, innerWidth]";
    let seen = browser.execute(script, vec![]).await.unwrap();
    assert_eq!(seen, json!([dark, width]));
}

/// Tries the page that is open; what is wrong goes into `wrong`.
async fn attempt(browser: &Client, wrong: &mut Vec<String>) {
    wrong.extend(findings(browser).await);
    fits_its_width(browser).await;
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "html")
}

fn title(page: &Path) -> Option<String> {
    let html = std::fs::read_to_string(page).unwrap();
    let (_, rest) = html.split_once("<title>")?;
    Some(rest.split_once("</title>")?.0.to_owned())
}

/// One page of each kind: all at the top, and of each folder those that show most.
fn kinds_of_pages(site: &Path, lang: &str) -> Vec<PathBuf> {
    let mut pages = Vec::new();
    for path in listed(&site.join(lang)) {
        if !path.is_dir() {
            pages.extend(Some(path).filter(|path| is_page(path)));
            continue;
        }
        let mut within: Vec<PathBuf> =
            listed(&path).into_iter().filter(|page| is_page(page)).collect();
        // Names of pages differ from one making to the next, titles don't.
        within.sort_by_cached_key(|page| title(page));
        let with = |words: &str| {
            within
                .iter()
                .find(|page| std::fs::read_to_string(page).unwrap().contains(words))
                .cloned()
        };
        let some = [
            within.first().cloned(),
            with("\"versus\""),
            with("\"strip\""),
            with("class=\"text\""),
        ];
        pages.extend(some.into_iter().flatten().collect::<BTreeSet<_>>());
    }
    pages
}

#[test]
fn no_page_of_a_register_stands_in_anybodys_way() {
    let Some(driver) = Driver::start() else { return };
    let (desk, site) = register();
    // One of its sources may be quoted and not shown.
    let list = desk.ok(&["source", "--list"]);
    let id = list.lines().next().unwrap().split_whitespace().next().unwrap();
    desk.ok(&["source", "--visibility", "withheld", id]);
    desk.ok(&["publish", site.to_str().unwrap()]);
    let mut wrong = Vec::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for (dark, width) in EYES {
            let browser = driver.browser_of(dark, width).await;
            let pages = kinds_of_pages(&site, if dark { "es" } else { "en" });
            assert!(pages.len() > 15, "{pages:?}");
            for page in [site.join("index.html")].iter().chain(&pages) {
                browser.goto(&format!("file://{}", page.display())).await.unwrap();
                looks(&browser, dark, width).await;
                attempt(&browser, &mut wrong).await;
            }
            browser.close().await.unwrap();
        }
        // What is too wide depends on what a page says: every one is tried.
        let browser = driver.browser_of(false, 360).await;
        for folder in listed(&site.join("en")).into_iter().filter(|path| path.is_dir()) {
            for page in listed(&folder).into_iter().filter(|page| is_page(page)) {
                browser.goto(&format!("file://{}", page.display())).await.unwrap();
                fits_its_width(&browser).await;
            }
        }
        browser.close().await.unwrap();
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Tries the desk's page that is open, and the bytes it came as.
async fn attempt_at_the_desk(browser: &Client, wrong: &mut Vec<String>) {
    attempt(browser, wrong).await;
    // As a browser asks for a page: an address that is not there answers others in plain words.
    let fetch = "const done = arguments[0];
        fetch(location.href, { headers: { accept: 'text/html' } }).then(page => page.text()).then(done)";
    let html = browser.execute_async(fetch, vec![]).await.unwrap();
    let page = browser.current_url().await.unwrap();
    let faults = markup::faults(html.as_str().unwrap());
    wrong.extend(faults.into_iter().map(|fault| format!("{page} {fault}")));
}

/// The paths the open page links to within an element.
async fn links(browser: &Client, within: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll(arguments[0] + ' a[href]')]
        .filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.pathname)";
    let found = browser.execute(script, vec![json!(within)]).await.unwrap();
    found.as_array().unwrap().iter().map(|path| path.as_str().unwrap().to_owned()).collect()
}

/// A path with what names one of many left out: pages of one kind have the same.
fn kind_of(path: &str) -> String {
    let one_of_many = |part: &str| part.len() > 12 || part.contains(|c: char| c.is_ascii_digit());
    path.split('/')
        .map(|part| if one_of_many(part) { "*" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

/// Tries the pages the navigation leads to, and one of each kind these lead to.
async fn walk(browser: &Client, serving: &Serving, wrong: &mut Vec<String>) -> BTreeSet<String> {
    browser.goto(&serving.at("/")).await.unwrap();
    let mut ahead: Vec<String> = links(browser, "nav").await;
    ahead.reverse();
    let mut seen = BTreeSet::new();
    while let Some(path) = ahead.pop() {
        // The register's own pages are tried as they are published.
        if path == "/register" || !seen.insert(kind_of(&path)) {
            continue;
        }
        browser.goto(&serving.at(&path)).await.unwrap();
        let is_page = "return document.contentType === 'text/html'";
        if browser.execute(is_page, vec![]).await.unwrap() == json!(true) {
            attempt_at_the_desk(browser, wrong).await;
            ahead.extend(links(browser, "main").await);
        }
    }
    seen
}

async fn fill(browser: &Client, name: Option<&str>, password: &str) {
    if let Some(name) = name {
        browser.find(Locator::Id("name")).await.unwrap().send_keys(name).await.unwrap();
    }
    browser.find(Locator::Id("password")).await.unwrap().send_keys(password).await.unwrap();
    browser.find(Locator::Css("button.chief")).await.unwrap().click().await.unwrap();
}

#[test]
fn no_page_of_the_desk_stands_in_anybodys_way() {
    let Some(driver) = Driver::start() else { return };
    let desk = Desk::new();
    desk.ok(&["add", DEMO]);
    let mut wrong = Vec::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for (dark, width) in EYES {
            let serving = Serving::start(&desk, &["--by", "Inés"]);
            let browser = driver.browser_of(dark, width).await;
            browser.goto(&serving.way_in).await.unwrap();
            looks(&browser, dark, width).await;
            let seen = walk(&browser, &serving, &mut wrong).await;
            assert!(seen.contains("/") && seen.contains("/sources"), "{seen:?}");
            for path in ["/sign-in", "/no-such-page"] {
                browser.goto(&serving.at(path)).await.unwrap();
                attempt_at_the_desk(&browser, &mut wrong).await;
            }
            browser.close().await.unwrap();
        }
        // Who works alone and has not said who they are.
        let serving = Serving::start(&desk, &[]);
        let browser = driver.browser_of(false, 360).await;
        browser.goto(&serving.way_in).await.unwrap();
        browser.find(Locator::Css("form[action='/name']")).await.unwrap();
        attempt_at_the_desk(&browser, &mut wrong).await;
        browser.close().await.unwrap();
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_page_of_a_desk_with_accounts_stands_in_anybodys_way() {
    let Some(driver) = Driver::start() else { return };
    let desk = Desk::new();
    desk.ok(&["add", &desk.document("note.txt", crate::support::news(1))]);
    let mut wrong = Vec::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for (number, (dark, width)) in EYES.into_iter().enumerate() {
            let name = format!("Inés {number}");
            let link =
                desk.ok(&["invite", &name, "--role", "administrator", "--at", "http://desk"]);
            let serving = Serving::start(&desk, &[]);
            let browser = driver.browser_of(dark, width).await;

            browser
                .goto(&serving.at(link.trim().strip_prefix("http://desk").unwrap()))
                .await
                .unwrap();
            looks(&browser, dark, width).await;
            attempt_at_the_desk(&browser, &mut wrong).await;
            fill(&browser, None, PASSWORD).await;
            see(&browser, "form[action='/sign-out']").await;
            browser.goto(&serving.at("/people")).await.unwrap();
            browser.find(Locator::Css("form[action='/people/invite']")).await.unwrap();
            attempt_at_the_desk(&browser, &mut wrong).await;

            see(&browser, "form[action='/sign-out'] button").await.click().await.unwrap();
            see(&browser, "form[action='/sign-in']").await;
            attempt_at_the_desk(&browser, &mut wrong).await;
            fill(&browser, Some(&name), "not the password").await;
            see(&browser, "[role=alert]").await;
            attempt(&browser, &mut wrong).await;
            browser.close().await.unwrap();
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
