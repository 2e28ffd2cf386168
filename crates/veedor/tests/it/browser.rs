//! The published register in a real browser, opened from disk, as a reader opens it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::support::{DEMO, Desk, PURCHASES};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// A driver process, ended with the test.
pub(crate) struct Driver {
    process: Child,
    port: u16,
    profile: tempfile::TempDir,
}

impl Driver {
    pub(crate) fn start() -> Option<Self> {
        const TIMES: usize = 5;
        // The port that it finds free may be somebody's by the time it binds it.
        for _ in 0..TIMES {
            let mut command = Command::new("chromedriver");
            let Ok(process) = command.arg("--port=0").stdout(Stdio::piped()).spawn() else {
                eprintln!(
                    "skipped: chromedriver is not installed (Debian package chromium-driver)"
                );
                return None;
            };
            if let Some(driver) = Self::listening(process) {
                return Some(driver);
            }
        }
        panic!("chromedriver found no port in {TIMES} times");
    }

    /// The driver, once it says on which port it listens; nothing where it ends without.
    fn listening(mut process: Child) -> Option<Self> {
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.map_while(Result::ok).find_map(|line| {
            let (_, rest) = line.split_once("successfully on port ")?;
            rest.trim_end_matches('.').parse().ok()
        });
        let Some(port) = port else {
            process.wait().unwrap();
            return None;
        };
        Some(Self { process, port, profile: tempfile::tempdir().unwrap() })
    }

    pub(crate) async fn browser(&self, width: u32, height: u32) -> Client {
        self.open(&format!("--window-size={width},{height}"), &json!({})).await
    }

    /// A browser whose reader likes dark or light pages, and whose window is exactly as wide as said.
    pub(crate) async fn browser_of(&self, dark: bool, width: u32) -> Client {
        let likes = format!("--blink-settings=preferredColorScheme={}", u8::from(!dark));
        let window = json!({ "width": width, "height": 800, "pixelRatio": 1, "mobile": false });
        self.open(&likes, &json!({ "mobileEmulation": { "deviceMetrics": window } })).await
    }

    /// A browser that finds no host at all.
    async fn browser_without_network(&self) -> Client {
        self.open("--host-resolver-rules=MAP * ~NOTFOUND", &json!({})).await
    }

    async fn open(&self, argument: &str, options: &Value) -> Client {
        let arguments = [
            "--headless".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            argument.to_owned(),
            format!("--user-data-dir={}", self.profile.path().display()),
        ];
        let mut capabilities = serde_json::Map::new();
        let mut options = options.clone();
        options["args"] = json!(arguments);
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .unwrap()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The element that `css` names, once it is there.
pub(crate) async fn see(browser: &Client, css: &str) -> Element {
    let wait = browser.wait().at_most(Duration::from_secs(60));
    match wait.for_element(Locator::Css(css)).await {
        Ok(element) => element,
        Err(error) => panic!("{css}: {error} in {}", browser.source().await.unwrap_or_default()),
    }
}

/// The demo's documents and contracting data, all public and accepted, published.
pub(crate) fn register() -> (Desk, PathBuf) {
    let desk = Desk::new();
    desk.ok(&["add", DEMO]);
    desk.ok(&["screen", PURCHASES, "--by", "Inés"]);
    desk.accept_all();
    desk.open_every_source();
    let site = desk.path().join("site");
    desk.ok(&["publish", site.to_str().unwrap(), "--release"]);
    (desk, site)
}

async fn open(browser: &Client, page: &Path) {
    browser.goto(&format!("file://{}", page.display())).await.unwrap();
}

/// Everything the page asked for must have come from the disk.
async fn asked_nobody(browser: &Client) {
    let script = "return performance.getEntriesByType('resource').map(entry => entry.name)";
    let asked = browser.execute(script, vec![]).await.unwrap();
    for name in asked.as_array().unwrap() {
        let name = name.as_str().unwrap();
        assert!(name.starts_with("file://") || name.starts_with("data:"), "it asked for {name}");
    }
}

pub(crate) async fn fits_its_width(browser: &Client) {
    let script = "const d = document.documentElement; return [d.scrollWidth, d.clientWidth]";
    let widths = browser.execute(script, vec![]).await.unwrap();
    let (content, window) = (widths[0].as_u64().unwrap(), widths[1].as_u64().unwrap());
    let page = browser.current_url().await.unwrap();
    assert!(content <= window, "{page} is {content} wide in a window of {window}");
}

/// A citation that is not open and leads to marked words.
const FOLDED: &str = "details.cite:not([open]):has(a[href*='#s-'])";

/// Follows the first folded citation of an entity's page to the marked words of its source.
async fn follows_a_citation(browser: &Client, site: &Path) {
    let folder = site.join("en/entities");
    let mut pages: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    for page in &pages {
        open(browser, page).await;
        if !browser.find_all(Locator::Css(FOLDED)).await.unwrap().is_empty() {
            break;
        }
    }
    let fold = browser.find(Locator::Css(FOLDED)).await.unwrap();
    let link = fold.find(Locator::Css("a[href*='#s-']")).await.unwrap();
    assert!(!link.is_displayed().await.unwrap(), "a citation is folded until it is asked for");
    let fold = fold.find(Locator::Css("summary")).await.unwrap();
    fold.click().await.unwrap();
    link.click().await.unwrap();
    let url = browser.current_url().await.unwrap();
    let fragment = url.fragment().unwrap().to_owned();
    let script = "const t = document.querySelector(':target'); return [t.id, t.textContent, t.getBoundingClientRect().top, innerHeight]";
    let target = browser.execute(script, vec![]).await.unwrap();
    assert_eq!(target[0].as_str().unwrap(), fragment);
    assert!(!target[1].as_str().unwrap().is_empty());
    let top = target[2].as_f64().unwrap();
    assert!(top >= 0.0 && top < target[3].as_f64().unwrap(), "the marked words are not in view");
    asked_nobody(browser).await;
}

/// What a script says of the page.
async fn told(browser: &Client, script: &str) -> Value {
    browser.execute(script, vec![]).await.unwrap()
}

/// Waits until a script says yes.
async fn until(browser: &Client, script: &str) {
    for _ in 0..200 {
        if told(browser, script).await == json!(true) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never: {script} in {}", browser.source().await.unwrap());
}

#[test]
fn a_reader_searches_a_copy_on_disk_with_the_network_cut() {
    let Some(driver) = Driver::start() else { return };
    let (_desk, site) = register();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let browser = driver.browser_without_network().await;
        assert!(browser.goto("http://veedor.example/").await.is_err(), "the network is cut");
        open(&browser, &site.join("en/index.html")).await;
        let field = browser.find(Locator::Css("#q")).await.unwrap();
        field.send_keys("camaras FARO").await.unwrap();
        field.send_keys(&Key::Enter.to_string()).await.unwrap();
        see(&browser, "#results li a[href^='entities/']").await;
        asked_nobody(&browser).await;
        let hits = told(&browser, "return document.querySelectorAll('#results li').length").await;
        let said = browser.find(Locator::Css("#said")).await.unwrap().text().await.unwrap();
        assert!(said.contains(&hits.to_string()), "{said} of {hits}");

        // The first hit whose page cites a public text leads to the marked words.
        let script = "return Array.from(document.querySelectorAll('#results a'), a => a.href)";
        let mut led = false;
        for address in told(&browser, script).await.as_array().unwrap() {
            browser.goto(address.as_str().unwrap()).await.unwrap();
            let cites = browser.find_all(Locator::Css("a[href*='#s-']")).await.unwrap();
            asked_nobody(&browser).await;
            if let [first, ..] = cites.as_slice() {
                let to = first.attr("href").await.unwrap().unwrap();
                let page = browser.current_url().await.unwrap().join(&to).unwrap();
                browser.goto(page.as_str()).await.unwrap();
                led = true;
                break;
            }
        }
        assert!(led, "no hit cites a public text");
        let script = "const t = document.querySelector('mark:target'); \
            return !!t && t.textContent.length > 0 && t.getBoundingClientRect().top < innerHeight";
        until(&browser, script).await;
        asked_nobody(&browser).await;
        browser.close().await.unwrap();
    });
}

#[test]
fn a_list_on_disk_is_narrowed_as_one_types() {
    let Some(driver) = Driver::start() else { return };
    let (_desk, site) = register();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let browser = driver.browser_without_network().await;
        open(&browser, &site.join("es/systems.html")).await;
        let rows = "return document.querySelectorAll('.narrows tbody tr:not([hidden])').length";
        let all = told(&browser, rows).await.as_u64().unwrap();
        assert!(all > 1, "{all}");
        let name = "return document.querySelector('.narrows tbody a').textContent.toUpperCase()";
        let name = told(&browser, name).await;
        let field = see(&browser, "#n").await;
        field.send_keys(name.as_str().unwrap()).await.unwrap();
        until(&browser, &format!("{rows} < {all}")).await;
        let few = told(&browser, rows).await.as_u64().unwrap();
        assert!(few >= 1 && few < all, "{few} of {all}");
        until(&browser, &format!("return narrowed.textContent.startsWith('{few} ')")).await;
        let down = Key::Down.to_string();
        field.send_keys(&down).await.unwrap();
        let here =
            "return document.activeElement.closest('.narrows tbody tr:not([hidden])') != null";
        until(&browser, here).await;
        let focused = browser.active_element().await.unwrap();
        focused.send_keys(&Key::Escape.to_string()).await.unwrap();
        until(&browser, &format!("{rows} == {all} && document.activeElement.id == 'n'")).await;
        // What no row has is looked for in the whole register.
        field.send_keys("xyzzy").await.unwrap();
        until(&browser, &format!("{rows} == 0")).await;
        asked_nobody(&browser).await;
        let wider = browser.find(Locator::Css("#wider")).await.unwrap();
        wider.click().await.unwrap();
        see(&browser, "#said:not(:empty)").await;
        let mut address = browser.current_url().await.unwrap();
        assert!(address.query().unwrap().contains("kind=system"), "{address}");
        asked_nobody(&browser).await;
        // What is there is found there, and nothing of another kind.
        address.query_pairs_mut().clear().extend_pairs([("q", name.as_str().unwrap()), ("kind", "system")]);
        browser.goto(address.as_str()).await.unwrap();
        see(&browser, "#results li a[href^='entities/']").await;
        let tags = "return new Set([...document.querySelectorAll('#results .tag')].map(t => t.textContent)).size";
        assert_eq!(told(&browser, tags).await, json!(1));
        browser.close().await.unwrap();
    });
}

#[test]
fn a_reader_follows_facts_to_their_words_with_keyboard_and_phone() {
    let Some(driver) = Driver::start() else { return };
    let (_desk, site) = register();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let browser = driver.browser(1280, 900).await;
        open(&browser, &site.join("en/index.html")).await;
        asked_nobody(&browser).await;

        // The first stop of the keyboard is the way past the navigation.
        let body = browser.find(Locator::Css("body")).await.unwrap();
        body.send_keys(&Key::Tab.to_string()).await.unwrap();
        let focused = browser.active_element().await.unwrap();
        assert_eq!(focused.attr("href").await.unwrap().unwrap(), "#main");

        let findings =
            browser.find(Locator::Css("main a[href='contradictions.html']")).await.unwrap();
        findings.click().await.unwrap();
        asked_nobody(&browser).await;
        follows_a_citation(&browser, &site).await;
        browser.close().await.unwrap();

        let phone = driver.browser(500, 900).await;
        for page in ["index.html", "en/index.html", "es/index.html"] {
            open(&phone, &site.join(page)).await;
            fits_its_width(&phone).await;
        }
        for folder in ["entities", "sources"] {
            for entry in std::fs::read_dir(site.join("es").join(folder)).unwrap() {
                open(&phone, &entry.unwrap().path()).await;
                fits_its_width(&phone).await;
            }
        }
        phone.close().await.unwrap();
    });
}
