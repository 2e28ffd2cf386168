//! What a browser, and somebody who means ill, get from the desk.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use desk::{DeskError, Folder};

fn serve() -> (tempfile::TempDir, SocketAddr) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("manifest.json"), "{}").unwrap();
    std::fs::write(folder.path().join("index.html"), "<p>Registro</p>").unwrap();
    std::fs::create_dir(folder.path().join("originals")).unwrap();
    std::fs::write(folder.path().join("originals/paper.html"), "<script>1</script>").unwrap();
    let desk = Folder::open(folder.path(), 0).unwrap();
    let address = desk.address().unwrap();
    std::thread::spawn(move || desk.serve());
    (folder, address)
}

fn get(address: SocketAddr, path: &str, host: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn it_shows_the_folder_with_strict_headers() {
    let (_folder, address) = serve();
    let answer = get(address, "/", &format!("127.0.0.1:{}", address.port())).to_lowercase();
    assert!(answer.starts_with("http/1.1 200"), "{answer}");
    assert!(answer.contains("<p>registro</p>"));
    assert!(answer.contains("content-security-policy: default-src 'none'"));
    assert!(answer.contains("x-content-type-options: nosniff"));
}

#[test]
fn a_document_of_strangers_is_handed_out_to_keep_and_not_shown() {
    let (_folder, address) = serve();
    let host = format!("127.0.0.1:{}", address.port());
    let answer = get(address, "/originals/paper.html", &host).to_lowercase();
    assert!(answer.starts_with("http/1.1 200"), "{answer}");
    assert!(answer.contains("content-disposition: attachment"), "{answer}");
    assert!(answer.contains("content-type: application/octet-stream"), "{answer}");
    assert!(!answer.contains("content-type: text/html"), "{answer}");
}

#[test]
fn it_answers_no_foreign_host_and_leaves_the_folder_never() {
    let (_folder, address) = serve();
    for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80"] {
        let answer = get(address, "/", host);
        assert!(answer.starts_with("HTTP/1.1 421"), "{host}: {answer}");
        assert!(!answer.contains("Registro"));
    }
    for path in ["/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/nothing"] {
        let answer = get(address, path, "localhost");
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
}

#[test]
fn it_refuses_a_folder_that_is_no_register() {
    let folder = tempfile::tempdir().unwrap();
    let error = Folder::open(folder.path(), 0).unwrap_err();
    assert!(matches!(error, DeskError::NoRegister(_)));
    assert!(error.to_string().contains("veedor publish"), "{error}");
}
