//! Fetching, from a server that the test starts.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use archive::fetch::{FetchError, FetchOptions, Fetched, fetch};
use codebook::Sha256;
use codebook::given::{CountingChance, FixedClock};

/// A server that answers every path with what `answer` says, byte for byte.
fn serve(answer: impl Fn(&str, &mut TcpStream) + Send + Clone + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let answer = answer.clone();
            thread::spawn(move || respond(stream.unwrap(), &answer));
        }
    });
    address
}

fn respond(mut stream: TcpStream, answer: &impl Fn(&str, &mut TcpStream)) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut request = String::new();
    while reader.read_line(&mut request).unwrap_or(0) > 2 {}
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    answer(&path, &mut stream);
}

fn say(stream: &mut TcpStream, head: &str, body: &[u8]) {
    let length = body.len();
    // The client may have gone away; that is what some tests are about.
    let _ =
        write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    let _ = stream.write_all(body);
}

fn local() -> FetchOptions {
    FetchOptions {
        allow_private: true,
        timeout: Duration::from_secs(20),
        ..FetchOptions::default()
    }
}

fn get(url: &str, options: &FetchOptions) -> Result<Fetched, FetchError> {
    let clock = FixedClock("2031-05-03T09:00:00.5Z".parse().unwrap());
    fetch(url, options, &clock, &CountingChance::default())
}

#[test]
fn a_page_is_fetched_with_its_headers_and_date() {
    let address = serve(|_, stream| {
        say(stream, "200 OK\r\nContent-Type: text/html\r\nX-Of: Altamira", b"<p>Acta</p>");
    });
    let fetched = get(&format!("http://{address}/acta#top"), &local()).unwrap();

    assert_eq!(fetched.body, b"<p>Acta</p>");
    assert_eq!(fetched.status, 200);
    assert_eq!(fetched.answered, format!("http://{address}/acta"));
    assert_eq!(fetched.at.to_string(), "2031-05-03T09:00:00.5Z");
    let warc = String::from_utf8(fetched.warc).unwrap();
    let (head, block) = warc.split_once("\r\n\r\n").unwrap();
    let block = block.strip_suffix("\r\n\r\n").unwrap();
    for line in [
        "WARC/1.1\r\nWARC-Type: response\r\n".to_owned(),
        format!("\r\nWARC-Target-URI: http://{address}/acta\r\n"),
        "\r\nWARC-Date: 2031-05-03T09:00:00Z\r\n".to_owned(),
        format!("\r\nWARC-Payload-Digest: sha256:{}\r\n", Sha256::of(b"<p>Acta</p>")),
        format!("\r\nWARC-Block-Digest: sha256:{}\r\n", Sha256::of(block.as_bytes())),
        format!("\r\nContent-Length: {}", block.len()),
    ] {
        assert!(head.contains(&line), "{line}\n{head}");
    }
    assert!(block.starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(block.contains("x-of: Altamira\r\n"), "{block}");
    assert!(block.ends_with("\r\n\r\n<p>Acta</p>"));
    let id = head.split_once("<urn:uuid:").unwrap().1;
    assert_eq!(id.as_bytes()[14], b'4');
}

#[test]
fn errors_of_the_server_are_answers_too() {
    let address = serve(|_, stream| say(stream, "404 Not Found", b"gone"));
    let fetched = get(&format!("http://{address}/"), &local()).unwrap();
    assert_eq!((fetched.status, fetched.body.as_slice()), (404, b"gone".as_slice()));
}

#[test]
fn redirects_are_followed_and_recorded() {
    let address = serve(|path, stream| match path {
        "/old" => say(stream, "301 Moved Permanently\r\nLocation: /new?x=1", b"moved"),
        _ => say(stream, "200 OK", b"here"),
    });
    let fetched = get(&format!("http://{address}/old"), &local()).unwrap();
    assert_eq!(fetched.answered, format!("http://{address}/new?x=1"));
    assert_eq!(fetched.body, b"here");
    let warc = String::from_utf8(fetched.warc).unwrap();
    assert_eq!(warc.matches("WARC-Type: response").count(), 2);
    assert!(warc.contains("location: /new?x=1"));
}

#[test]
fn redirects_come_to_an_end() {
    let address = serve(|_, stream| say(stream, "302 Found\r\nLocation: /", b""));
    let options = FetchOptions { max_redirects: 3, ..local() };
    let error = get(&format!("http://{address}/"), &options).unwrap_err();
    assert!(matches!(error, FetchError::TooManyRedirects { limit: 3, .. }), "{error}");
}

#[test]
fn large_bodies_are_refused_announced_or_not() {
    let address = serve(|path, stream| match path {
        "/announced" => say(stream, "200 OK", &[b'x'; 2000]),
        _ => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while stream.write_all(&[b'x'; 1000]).is_ok() {}
        }
    });
    let options = FetchOptions { max_bytes: 1000, ..local() };
    for path in ["announced", "endless"] {
        let error = get(&format!("http://{address}/{path}"), &options).unwrap_err();
        assert!(matches!(error, FetchError::TooLarge { limit: 1000, .. }), "{error}");
    }
}

#[test]
fn the_body_of_a_redirect_is_read_in_part() {
    let address = serve(|path, stream| match path {
        "/old" => {
            let _ = stream.write_all(b"HTTP/1.1 302 Found\r\nLocation: /new\r\n\r\n");
            while stream.write_all(&[b'x'; 1000]).is_ok() {}
        }
        _ => say(stream, "200 OK", b"here"),
    });
    let options = FetchOptions { max_bytes: 1 << 20, ..local() };
    let fetched = get(&format!("http://{address}/old"), &options).unwrap();
    assert_eq!(fetched.body, b"here");
    let warc = String::from_utf8(fetched.warc).unwrap();
    assert!(warc.len() < 70_000, "{}", warc.len());
    assert_eq!(warc.matches("WARC-Truncated: length").count(), 1);
    let (redirect, page) =
        warc.split_once("WARC/1.1\r\n").unwrap().1.split_once("WARC/1.1").unwrap();
    assert!(redirect.contains("WARC-Truncated") && !page.contains("WARC-Truncated"));
}

#[test]
fn all_bodies_of_a_fetch_share_one_budget() {
    let address = serve(|path, stream| match path {
        "/old" => say(stream, "302 Found\r\nLocation: /new", &[b'x'; 600]),
        _ => say(stream, "200 OK", &[b'y'; 600]),
    });
    let options = FetchOptions { max_bytes: 1000, ..local() };
    let error = get(&format!("http://{address}/old"), &options).unwrap_err();
    assert!(matches!(error, FetchError::TooLarge { limit: 1000, .. }), "{error}");
    let fetched = get(&format!("http://{address}/new"), &options).unwrap();
    assert_eq!(fetched.body.len(), 600);
}

#[test]
fn slow_answers_are_given_up() {
    let address = serve(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
        while stream.write_all(b"x").is_ok() {
            thread::sleep(Duration::from_millis(50));
        }
    });
    let options = FetchOptions { timeout: Duration::from_millis(400), ..local() };
    let began = Instant::now();
    let error = get(&format!("http://{address}/"), &options).unwrap_err();
    assert!(matches!(error, FetchError::Timeout { .. }), "{error}");
    assert!(began.elapsed() < Duration::from_secs(4));
}

#[test]
fn private_addresses_are_refused_unless_allowed() {
    let (asked, was_asked) = mpsc::channel();
    let address = serve(move |_, stream| {
        asked.send(()).unwrap();
        say(stream, "200 OK", b"inside");
    });
    let port = address.port();
    let strict = FetchOptions { allow_private: false, ..local() };
    for host in
        ["127.0.0.1", "localhost", "LOCALHOST.", "[::1]", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0"]
    {
        let error = get(&format!("http://{host}:{port}/"), &strict).unwrap_err();
        assert!(matches!(error, FetchError::Private { .. }), "{host}: {error}");
    }
    assert!(was_asked.try_recv().is_err(), "nobody may have connected");
}

#[test]
fn a_redirect_may_not_lead_elsewhere_than_the_web() {
    let address = serve(|path, stream| match path {
        "/file" => say(stream, "302 Found\r\nLocation: file:///etc/passwd", b""),
        _ => say(stream, "302 Found\r\nLocation: http://user:word@example.org/", b""),
    });
    let error = get(&format!("http://{address}/file"), &local()).unwrap_err();
    assert!(matches!(error, FetchError::Scheme { .. }), "{error}");
    let error = get(&format!("http://{address}/user"), &local()).unwrap_err();
    assert!(matches!(error, FetchError::Credentials { .. }), "{error}");
    assert!(!error.to_string().contains("word@"), "{error}");
}

#[test]
fn compressed_answers_are_refused() {
    let address = serve(|_, stream| say(stream, "200 OK\r\nContent-Encoding: gzip", b"\x1f\x8b"));
    let error = get(&format!("http://{address}/"), &local()).unwrap_err();
    assert!(matches!(error, FetchError::Encoded { .. }), "{error}");
}

#[test]
fn what_is_no_address_is_said_to_be_none() {
    for url in ["", "acta.html", "//example.org"] {
        assert!(matches!(get(url, &local()), Err(FetchError::BadUrl { .. })), "{url}");
    }
    for url in ["ftp://example.org/x", "file:///etc/passwd", "data:text/plain,x"] {
        assert!(matches!(get(url, &local()), Err(FetchError::Scheme { .. })), "{url}");
    }
    for proxy in ["http://127.0.0.1:1", "socks4://127.0.0.1:1", "nonsense://"] {
        let options = FetchOptions { proxy: Some(proxy.to_owned()), ..local() };
        let error = get("http://example.org/", &options).unwrap_err();
        assert!(matches!(error, FetchError::Proxy { .. }), "{proxy}: {error}");
    }
}

/// A SOCKS5 proxy that answers every request itself, and tells which host it was asked for.
fn proxy() -> (SocketAddr, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut greeting = [0; 2];
            stream.read_exact(&mut greeting).unwrap();
            stream.read_exact(&mut vec![0; greeting[1].into()]).unwrap();
            stream.write_all(&[5, 0]).unwrap();
            let mut request = [0; 5];
            stream.read_exact(&mut request).unwrap();
            assert_eq!(request[3], 3, "the name is looked up by the proxy");
            let mut host = vec![0; usize::from(request[4]) + 2];
            stream.read_exact(&mut host).unwrap();
            host.truncate(host.len() - 2);
            tell.send(String::from_utf8(host).unwrap()).unwrap();
            stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).unwrap();
            respond(stream, &|_: &str, stream: &mut TcpStream| say(stream, "200 OK", b"through"));
        }
    });
    (address, told)
}

#[test]
fn a_socks_proxy_looks_up_the_name_and_private_hosts_stay_refused() {
    let (address, told) = proxy();
    let options = FetchOptions {
        allow_private: false,
        proxy: Some(format!("socks5://{address}")),
        ..local()
    };
    let fetched = get("http://gaceta.altamira.example/acta", &options).unwrap();
    assert_eq!(fetched.body, b"through");
    assert_eq!(told.recv().unwrap(), "gaceta.altamira.example");

    for url in ["http://10.0.0.1/", "http://localhost/", "http://[fd00::1]/"] {
        let error = get(url, &options).unwrap_err();
        assert!(matches!(error, FetchError::Private { .. }), "{error}");
    }
    assert!(told.try_recv().is_err());
}
