//! The inbox of the desk, as a program that sends files meets it, and as a person at a browser does.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};
use std::time::Duration;

use crate::browser::Driver;
use crate::support::{Desk, news};
use fantoccini::Locator;

/// A desk that answers, ended with the test.
struct Served {
    process: Child,
    said: BufReader<ChildStdout>,
    at: String,
    cookie: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Served {
    fn of(desk: &Desk) -> Self {
        let mut command = desk.command(&["desk", "--port", "0", "--by", "Inés"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().unwrap();
        let said = BufReader::new(process.stdout.take().unwrap());
        let mut served = Self { process, said, at: String::new(), cookie: String::new() };
        let way_in = served.line();
        served.at = way_in.split('/').nth(2).unwrap().to_owned();
        let token = way_in.rsplit_once('/').unwrap().1.to_owned();
        let answer = served.send(&format!("GET /{token}"), "", b"");
        let line = answer.lines().find(|line| line.starts_with("set-cookie: veedor=")).unwrap();
        served.cookie = line["set-cookie: ".len()..].split(';').next().unwrap().to_owned();
        served
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }

    /// The address by which another browser comes in.
    fn another_way_in(&mut self) -> String {
        self.process.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
        self.line()
    }

    fn send(&self, first: &str, kind: &str, body: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.at).unwrap();
        let (at, cookie, length) = (&self.at, &self.cookie, body.len());
        let head = format!(
            "{first} HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nConnection: close\r\nCookie: {cookie}\r\n\
             Accept: text/html\r\nAccept-Language: en\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }

    fn get(&self, path: &str) -> String {
        self.send(&format!("GET {path}"), "text/plain", b"")
    }

    fn csrf(&self) -> String {
        let page = self.get("/inbox");
        let (_, rest) =
            page.split_once("name=\"csrf\" value=\"").unwrap_or_else(|| panic!("{page}"));
        rest.split('"').next().unwrap().to_owned()
    }

    fn upload(&self, files: &[(&str, &[u8])]) -> String {
        let mut body = Vec::new();
        for (name, bytes) in files {
            let head = format!(
                "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--edge--\r\n");
        let first = format!("POST /inbox/files?csrf={}", self.csrf());
        self.send(&first, "multipart/form-data; boundary=edge", &body)
    }

    fn form(&self, path: &str, fields: &str) -> String {
        let body = format!("csrf={}&{fields}", self.csrf());
        self.send(&format!("POST {path}"), "application/x-www-form-urlencoded", body.as_bytes())
    }

    /// The inbox, once nothing waits.
    fn settled(&self) -> String {
        for _ in 0..1200 {
            let page = self.get("/inbox");
            if page.contains(">0 waiting") {
                return page;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("it still waits: {}", self.get("/inbox"));
    }
}

/// Ten files, the fourth of them a PDF that is cut short.
fn ten() -> Vec<(String, Vec<u8>)> {
    let file = |nth: usize| match nth {
        4 => ("broken.pdf".to_owned(), b"%PDF-1.7\n1 0 obj\n<<".to_vec()),
        _ => (format!("news-{nth}.txt"), news(nth).into_bytes()),
    };
    (1..=10).map(file).collect()
}

#[test]
fn ten_files_with_one_broken_and_all_of_it_outlives_a_kill() {
    let desk = Desk::new();
    let mut served = Served::of(&desk);
    let files = ten();
    let sent: Vec<_> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let answer = served.upload(&sent);
    assert!(answer.starts_with("HTTP/1.1 303") && answer.contains("location: /inbox"), "{answer}");
    // Acknowledged: not even kill -9 takes it away.
    served.process.kill().unwrap();
    served.process.wait().unwrap();
    drop(served);
    let served = Served::of(&desk);
    let page = served.settled();
    assert!(page.contains(">0 waiting · 9 in · 1 failed<"), "{page}");
    let broken = page.split("<li ").find(|line| line.contains("broken.pdf")).unwrap();
    assert!(broken.contains("Kept, but without text:") && broken.contains("PDF"), "{broken}");
    assert_eq!(desk.ok(&["source", "--list"]).lines().count(), 10);
    let all = desk.statements(&[]).len();
    assert!(all >= 9, "{all}");

    // Nothing of it waits a second time, and reading again proposes nothing that is known.
    let left: Vec<_> = std::fs::read_dir(desk.dossier().join("inbox"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".json"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    served.form("/inbox/again-all", "");
    let page = served.settled();
    assert!(page.contains("Every source") && page.contains("Read again, nothing new"), "{page}");
    assert_eq!(desk.statements(&[]).len(), all);
    served.form("/inbox/clear", "");
    let page = served.get("/inbox");
    assert!(page.contains("0 in · 1 failed") && page.contains("broken.pdf"), "{page}");
    drop(served);
    desk.ok(&["verify"]);
}

#[test]
fn what_is_no_use_is_refused_with_a_reason() {
    let desk = Desk::new();
    let served = Served::of(&desk);
    served.upload(&[("empty.txt", b""), ("", b"")]);
    let addresses = "addresses=http%3A%2F%2F127.0.0.1%3A1%2Fx%0Anot-one%0Afile%3A%2F%2F%2Fetc%2Fpasswd%0Ahttp%3A%2F%2F%5B%3A%3A1%5D%2F";
    served.form("/inbox/addresses", addresses);
    let page = served.settled();
    assert!(page.contains("· 0 in · 5 failed<"), "{page}");
    assert!(page.contains("Not taken in: it is empty."), "{page}");
    assert_eq!(page.matches("it is not an address that may be fetched:").count(), 4, "{page}");
    assert_eq!(page.matches("not on the public internet").count(), 2, "{page}");
    let none = "00000000-0000-4000-8000-000000000000";
    assert!(served.form("/inbox/again", &format!("source={none}")).starts_with("HTTP/1.1 404"));
    let too_many: String = "x+".repeat(101);
    let answer = served.form("/inbox/addresses", &format!("addresses={too_many}"));
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[test]
fn names_are_text_wherever_they_are_shown_and_paths_nowhere() {
    let desk = Desk::new();
    let served = Served::of(&desk);
    let hostile = [
        "../../../veedor.toml",
        "..\\..\\register.sqlite",
        "/etc/passwd",
        "<script>alert(1)</script>.txt",
        "<img src=x onerror=alert(1)>.txt",
        "{{ frame.csrf }}{% include 'base.html' %}.txt",
        "a\\\"; filename=b.txt",
        "x%0d%0aSet-Cookie: stolen=1.txt",
        "\u{202e}txt.exe",
        "javascript:alert(1)",
    ];
    let bodies: Vec<String> = (0..hostile.len()).map(news).collect();
    let files: Vec<_> =
        hostile.iter().zip(&bodies).map(|(name, body)| (*name, body.as_bytes())).collect();
    let config = std::fs::read(desk.dossier().join("veedor.toml")).unwrap();
    let answer = served.upload(&files);
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    // A header that is no header of ours is refused, or is nothing but a name.
    let torn = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\r\nSet-Cookie: stolen=1\r\n\r\nx\r\n--edge--\r\n";
    let first = format!("POST /inbox/files?csrf={}", served.csrf());
    let torn = served.send(&first, "multipart/form-data; boundary=edge", torn.as_bytes());
    assert!(!torn.to_lowercase().contains("set-cookie: stolen"), "{torn}");
    served.settled();
    assert_eq!(std::fs::read(desk.dossier().join("veedor.toml")).unwrap(), config);
    assert!(!desk.path().join("veedor.toml").exists());

    let script = "<title>&lt;script&gt;alert(2)&lt;/script&gt; {{ frame.csrf }}</title><body><p>Almeda bought cameras in March 2031 for the port.</p>";
    served.upload(&[("page.html", script.as_bytes())]);
    served.settled();
    for path in ["/", "/inbox", "/sources"] {
        let page = served.get(path);
        for bad in ["<script>alert", "<img src=x", "stolen=1;", "onerror=alert(1)>", "\u{202e}"] {
            assert!(!page.contains(bad), "{path}: {bad}: {page}");
        }
        let scripts = page.matches("<script").count();
        assert_eq!(scripts, page.matches("<script src=\"/assets/").count(), "{path}");
    }
    let page = served.get("/inbox");
    assert!(page.contains("&#60;img src=x onerror=alert(1)&#62;"), "{page}");
    assert!(page.contains("{{ frame.csrf }}{% include"), "{page}");
    // Each lies under its own name of ours.
    for entry in std::fs::read_dir(desk.dossier().join("inbox")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let stem = name.strip_suffix(".json").unwrap();
        assert!(stem.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-'), "{name}");
    }
}

/// Has the page take the files as dropped on it.
const DROP: &str = "const held = new DataTransfer();
    for (const [name, text] of arguments[0]) held.items.add(new File([text], name));
    document.getElementById('drop').dispatchEvent(new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true }));";

#[test]
fn files_are_chosen_and_dropped_in_a_browser() {
    let Some(driver) = Driver::start() else { return };
    let desk = Desk::new();
    let mut served = Served::of(&desk);
    let paths: Vec<String> =
        ten().into_iter().map(|(name, bytes)| desk.document(&name, bytes)).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let browser = driver.browser(1280, 900).await;
        browser.goto(&served.another_way_in()).await.unwrap();
        browser.goto(&format!("http://{}/inbox", served.at)).await.unwrap();
        let choice = browser.find(Locator::Css("#files")).await.unwrap();
        choice.send_keys(&paths.join("\n")).await.unwrap();
        browser.find(Locator::Css("#drop button")).await.unwrap().click().await.unwrap();
        // The page is never loaded again: what it says came over the events.
        let wait = || browser.wait().at_most(Duration::from_secs(60));
        wait()
            .for_element(Locator::Css("#items li:nth-child(10):not(.queued):not(.reading)"))
            .await
            .unwrap();
        wait().for_element(Locator::Css("#items li.failed")).await.unwrap();
        let dropped: Vec<_> = (21..=30)
            .map(|nth| {
                (format!("drop-{nth}.txt"), if nth == 27 { String::new() } else { news(nth) })
            })
            .collect();
        browser.execute(DROP, vec![serde_json::json!(dropped)]).await.unwrap();
        for _ in 0..600 {
            let sum = browser.find(Locator::Css("#sum")).await.unwrap().text().await.unwrap();
            if sum.starts_with("0 ") && sum.contains(" 18 ") && sum.contains(" 2 ") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let failed = browser.find_all(Locator::Css("#items li.failed")).await.unwrap();
        assert_eq!(failed.len(), 2);
        let done = browser.find_all(Locator::Css("#items li.done")).await.unwrap();
        assert_eq!(done.len(), 18);
        if let Some(folder) = std::env::var_os("VEEDOR_SCREENSHOTS") {
            let shot = browser.screenshot().await.unwrap();
            std::fs::write(Path::new(&folder).join("inbox.png"), shot).unwrap();
        }
        // A plain form, as without the script.
        let dismiss = "#items li.failed form[action='/inbox/clear'] button";
        browser.find(Locator::Css(dismiss)).await.unwrap().click().await.unwrap();
        wait().for_element(Locator::Css("#items li:nth-child(19):last-child")).await.unwrap();
        browser.close().await.unwrap();

        let phone = driver.browser(500, 900).await;
        phone.goto(&served.another_way_in()).await.unwrap();
        phone.goto(&format!("http://{}/inbox", served.at)).await.unwrap();
        let script = "const d = document.documentElement; return [d.scrollWidth, d.clientWidth]";
        let widths = phone.execute(script, vec![]).await.unwrap();
        assert!(widths[0].as_u64() <= widths[1].as_u64(), "{widths}");
        if let Some(folder) = std::env::var_os("VEEDOR_SCREENSHOTS") {
            let shot = phone.screenshot().await.unwrap();
            std::fs::write(Path::new(&folder).join("inbox-phone.png"), shot).unwrap();
        }
        phone.close().await.unwrap();
    });
}
