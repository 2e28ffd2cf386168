//! Review at the desk in a real browser: by keyboard alone, with words selected, by two at once.

use crate::browser::{Driver, see};
use crate::support::{Desk, Serving};
use fantoccini::Client;
use fantoccini::key::Key;
use serde_json::{Value, json};

const STORY: &str = "The Port Almeda Police Department has used live facial recognition since March 2031.\r\n\r\n\
     Contract PA-0007-2031 was awarded to Lumbrera Sistemas, S.A. de C.V. on 14 February 2031 for 24 million Mexican \
     pesos. The system has 40 cameras <b>& more</b>.\r\n\r\nThe mayor's office says that the cameras are 99.2 percent accurate.\r\n";

fn public_id(desk: &Desk) -> String {
    let list = desk.ok(&["source", "--list"]);
    let digest = list.split_whitespace().next().unwrap().to_owned();
    let told = desk.ok(&["source", &digest]);
    let id = told.split_whitespace().find(|word| word.starts_with("src-"));
    id.unwrap_or_else(|| panic!("no public id in {told}")).to_owned()
}

async fn press(browser: &Client, keys: &str) {
    browser.active_element().await.unwrap().send_keys(keys).await.unwrap();
}

async fn run(browser: &Client, script: &str) -> Value {
    browser.execute(script, vec![]).await.unwrap()
}

/// Waits until a script gives `wanted`.
async fn comes_to(browser: &Client, script: &str, wanted: Value) {
    for _ in 0..600 {
        if run(browser, script).await == wanted {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{script} gives {} and not {wanted}", run(browser, script).await);
}

async fn open(browser: &Client, desk: &Serving, path: &str) {
    browser.goto(&desk.at(path)).await.unwrap();
    see(browser, "#review[data-ready]").await;
}

/// A desk for one person, with the story on it.
fn alone() -> (Desk, Serving, String) {
    let desk = Desk::new();
    let story = desk.document("story.txt", STORY);
    desk.ok(&["add", &story]);
    let source = public_id(&desk);
    let served = Serving::start(&desk, &["--by", "Inés"]);
    (desk, served, source)
}

fn block_on(work: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work);
}

/// True where words of the proposal under the cursor are marked in the source, within what is shown of it.
const MARKED_IN_VIEW: &str = "const mark = document.querySelector('#paper mark.here');
    if (!mark) return false;
    const [paper, words] = [document.querySelector('#paper'), mark].map(it => it.getBoundingClientRect());
    return words.top >= Math.max(paper.top, 0) && words.bottom <= Math.min(paper.bottom, innerHeight);";

#[test]
fn a_whole_review_by_keyboard_alone() {
    let Some(driver) = Driver::start() else { return };
    let (desk, served, source) = alone();
    let all = desk.statements(&[]).len();
    block_on(async {
        let browser = driver.browser(1280, 900).await;
        browser.goto(&served.way_in).await.unwrap();
        open(&browser, &served, &format!("/review/{source}")).await;
        for nth in 0..all {
            if nth == 1 {
                press(&browser, "r").await;
                see(&browser, "#panel [data-digit='1']").await;
                press(&browser, "3").await;
                see(&browser, ".proposal.rejected[aria-current]").await;
            } else {
                press(&browser, "a").await;
                see(&browser, ".proposal.accepted[aria-current]").await;
            }
            // What the proposal under the cursor says is marked in the source, and in view.
            comes_to(&browser, MARKED_IN_VIEW, json!(true)).await;
            press(&browser, "n").await;
        }
        press(&browser, "u").await;
        see(&browser, ".proposal.undecided[aria-current]").await;
        press(&browser, "?").await;
        see(&browser, "#panel .keys").await;
        press(&browser, &Key::Escape.to_string()).await;
        comes_to(&browser, "return document.querySelector('#panel').childElementCount", json!(0))
            .await;
        browser.close().await.unwrap();
    });
    assert_eq!(desk.statements(&["--accepted"]).len(), all - 2);
    assert_eq!(desk.statements(&["--rejected"]).len(), 1);
}

/// True where the proposal under the cursor stands between the source and the keys, none of it hidden.
const CURSOR_IN_VIEW: &str =
    "const [paper, here, dock] = ['#paper', '.proposal[aria-current]', '#dock']
        .map(part => document.querySelector(part).getBoundingClientRect());
    return here.top >= paper.bottom - 1 && here.bottom <= dock.top + 1;";

#[test]
fn on_a_phone_the_proposal_under_the_cursor_comes_into_view() {
    let Some(driver) = Driver::start() else { return };
    let (desk, served, source) = alone();
    let all = desk.statements(&[]).len();
    block_on(async {
        let browser = driver.browser(500, 900).await;
        browser.goto(&served.way_in).await.unwrap();
        open(&browser, &served, &format!("/review/{source}")).await;
        let under = "return document.querySelector('.proposal[aria-current]').id";
        let mut seen = std::collections::BTreeSet::new();
        for _ in 1..all {
            press(&browser, "n").await;
            comes_to(&browser, CURSOR_IN_VIEW, json!(true)).await;
            seen.insert(run(&browser, under).await.to_string());
        }
        assert_eq!(seen.len(), all - 1);
        browser.close().await.unwrap();
    });
}

#[test]
fn an_amendment_with_words_selected_in_the_source() {
    let Some(driver) = Driver::start() else { return };
    let (desk, served, source) = alone();
    let amount = desk.statements(&[]).into_iter().find(|it| it["property"] == "amount").unwrap();
    let id = amount["id"].as_str().unwrap().to_owned();
    block_on(async {
        let browser = driver.browser(1280, 900).await;
        browser.goto(&served.way_in).await.unwrap();
        open(&browser, &served, &format!("/review/{source}?at={id}")).await;
        press(&browser, "e").await;
        see(&browser, "#panel #value").await;
        // The words after the line's end: a break there is two bytes in the file and one on the page.
        let paper = see(&browser, "#paper").await;
        run(
            &browser,
            "const line = [...document.querySelectorAll('#paper .l')].find(l => l.textContent.includes('40 cameras'));
             let at = line.textContent.indexOf('40 cameras');
             const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
             let node = walk.nextNode();
             for (; at >= node.data.length; node = walk.nextNode()) at -= node.data.length;
             document.querySelector('#paper').focus();
             getSelection().collapse(node, at);",
        )
        .await;
        // From there by keyboard, a word at a time.
        for _ in 0..3 {
            paper.send_keys(&format!("{}{}{}", Key::Shift, Key::Right, Key::Null)).await.unwrap();
        }
        let quote = "return document.querySelector('#quote').value";
        comes_to(&browser, quote, json!("40 cameras <")).await;
        paper.send_keys(&format!("{}{}{}", Key::Shift, Key::Left, Key::Null)).await.unwrap();
        comes_to(&browser, quote, json!("40 cameras")).await;
        run(&browser, "document.querySelector('#kind').value = 'system'; document.querySelector('#property').value = 'cameras'").await;
        let value = see(&browser, "#value").await;
        value.clear().await.unwrap();
        value.send_keys("40").await.unwrap();
        value.send_keys(&Key::Enter.to_string()).await.unwrap();
        see(&browser, ".proposal.accepted[aria-current]").await;
        browser.close().await.unwrap();
    });
    let made = desk.statements(&["--accepted"]);
    assert_eq!(made.len(), 1, "{made:?}");
    assert_eq!(made[0]["property"], "cameras");
    assert!(made[0].to_string().contains("40 cameras"), "{}", made[0]);
}

#[test]
fn a_decision_made_after_the_session_was_lost_is_kept_and_sent_by_who_made_it() {
    let Some(driver) = Driver::start() else { return };
    let desk = Desk::new();
    let story = desk.document("story.txt", STORY);
    desk.ok(&["add", &story]);
    let source = public_id(&desk);
    let [ines, bruno] = ["Inés", "Bruno"]
        .map(|name| desk.ok(&["invite", name, "--role", "administrator"]))
        .map(|link| link[link.find("/invitation/").unwrap()..].trim().to_owned());
    let served = Serving::start(&desk, &[]);
    let decided = || desk.statements(&["--accepted"]).len();
    block_on(async {
        let browser = driver.browser(1280, 900).await;
        let password = async || {
            let password = see(&browser, "#password").await;
            password.send_keys("nueve faroles junto al río").await.unwrap();
            password.send_keys(&Key::Enter.to_string()).await.unwrap();
            see(&browser, ".me bdi").await;
        };
        browser.goto(&served.at(&ines)).await.unwrap();
        password().await;
        open(&browser, &served, &format!("/review/{source}")).await;
        browser.delete_all_cookies().await.unwrap();
        press(&browser, "a").await;
        // It is not called stored, and the way back in stands beside it.
        see(&browser, "#status a[href^='/sign-in?to=']").await;
        assert_eq!(decided(), 0);
        // Somebody else who comes in that tab decides nothing by it.
        browser.goto(&served.at(&bruno)).await.unwrap();
        password().await;
        open(&browser, &served, &format!("/review/{source}")).await;
        comes_to(
            &browser,
            "return document.querySelectorAll('.proposal.accepted').length",
            json!(0),
        )
        .await;
        browser.delete_all_cookies().await.unwrap();
        press(&browser, "n").await;
        press(&browser, "a").await;
        see(&browser, "#status a[href^='/sign-in?to=']").await.click().await.unwrap();
        let name = see(&browser, "#name").await;
        name.send_keys("Inés").await.unwrap();
        password().await;
        // She comes back to the page, and what she decided is sent; not what Bruno did.
        see(&browser, "#review[data-ready]").await;
        comes_to(
            &browser,
            "return document.querySelectorAll('.proposal.accepted').length",
            json!(1),
        )
        .await;
        browser.close().await.unwrap();
    });
    let made = desk.statements(&["--accepted"]);
    assert_eq!(made.len(), 1, "{made:?}");
}

#[test]
fn two_editors_see_each_other_and_neither_overwrites() {
    let Some(driver) = Driver::start() else { return };
    let desk = Desk::new();
    let story = desk.document("story.txt", STORY);
    desk.ok(&["add", &story]);
    let source = public_id(&desk);
    let second = Driver::start().unwrap();
    let links = ["Inés", "Bruno"].map(|name| desk.ok(&["invite", name, "--role", "administrator"]));
    let served = Serving::start(&desk, &[]);
    block_on(async {
        let mut browsers = Vec::new();
        for (driver, link) in [&driver, &second].into_iter().zip(&links) {
            let browser = driver.browser(1280, 900).await;
            let path = &link[link.find("/invitation/").unwrap()..];
            browser.goto(&served.at(path.trim())).await.unwrap();
            let password = see(&browser, "#password").await;
            password.send_keys("nueve faroles junto al río").await.unwrap();
            password.send_keys(&Key::Enter.to_string()).await.unwrap();
            see(&browser, ".me bdi").await;
            open(&browser, &served, &format!("/review/{source}")).await;
            browsers.push(browser);
        }
        let [ines, bruno] = browsers.as_slice() else { unreachable!() };
        press(ines, "a").await;
        see(ines, ".proposal.accepted[aria-current]").await;
        // It comes to Bruno's page by itself.
        see(bruno, ".proposal.accepted[aria-current]").await;
        for browser in [ines, bruno] {
            press(browser, "n").await;
            see(browser, ".proposal.undecided[aria-current]").await;
        }
        // While Bruno writes down why not, Inés accepts.
        press(bruno, "r").await;
        see(bruno, "#panel [data-digit='1']").await;
        press(ines, "a").await;
        see(ines, ".proposal.accepted[aria-current]").await;
        press(bruno, "1").await;
        let clash = see(bruno, "#clash").await;
        assert!(clash.text().await.unwrap().contains("Inés"));
        for browser in browsers {
            browser.close().await.unwrap();
        }
    });
    assert_eq!(desk.statements(&["--accepted"]).len(), 2);
    assert!(desk.statements(&["--rejected"]).is_empty());
}
