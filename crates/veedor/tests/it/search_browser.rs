//! Search at the desk in a real browser: from the words to where they stand in their source.

use crate::browser::{Driver, fits_its_width, see};
use crate::support::{Desk, Serving, news};
use fantoccini::key::Key;
use serde_json::json;

#[test]
fn from_a_search_to_the_span_in_its_source_by_keyboard() {
    let Some(driver) = Driver::start() else { return };
    let desk = Desk::new();
    // Far down, so that it is in view only where the page goes there.
    let before = "The council spoke of bridges and lamps, and of nothing else.\n\n".repeat(300);
    let story = desk.document("long.txt", format!("{before}{}", news(7)));
    desk.ok(&["add", &story]);
    desk.ok(&["search", "cameras"]);
    let mut served = Serving::start(&desk, &["--by", "Inés"]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for width in [1280, 500] {
            let browser = driver.browser(width, 900).await;
            browser.goto(&served.another_way_in()).await.unwrap();
            browser.goto(&served.at("/search")).await.unwrap();
            let field = see(&browser, "#q").await;
            field.send_keys(&format!("\"live facial recognition\"{}", Key::Enter)).await.unwrap();
            let hit = see(&browser, "section[aria-labelledby=texts] .said-of a").await;
            fits_its_width(&browser).await;
            assert!(see(&browser, "section[aria-labelledby=texts] mark").await.is_displayed().await.unwrap());
            hit.send_keys(&Key::Enter.to_string()).await.unwrap();
            see(&browser, "#review[data-ready] .sought").await;
            let script = "const marks = [...document.querySelectorAll('#paper .sought')];
                const box = marks[0].getBoundingClientRect();
                return [marks.map(mark => mark.textContent).join(''), box.top >= 0 && box.bottom <= innerHeight]";
            let seen = browser.execute(script, vec![]).await.unwrap();
            assert_eq!(seen, json!(["live facial recognition", true]));
            fits_its_width(&browser).await;
            browser.close().await.unwrap();
        }
    });
}
