//! Endpoints that are honest, that lie, that fail; and what is sent to them.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use readers::{Budget, Endpoint, EndpointError, EndpointSettings, Key, Reason, Switched as _};

use crate::support::{Answer, Standin, TEXT, read, said};

const BOUGHT: &str =
    "bought live facial recognition from Lumbrera Sistemas, S.A. de C.V. in March 2031";

const HONEST: [[&str; 5]; 4] = [
    ["agency", "Arden Police Department", "uses_technology", "face_recognition_live", BOUGHT],
    [
        "contract",
        "contract PA-0044-2031",
        "amount",
        "48.2 million Mexican pesos",
        "The contract PA-0044-2031 cost 48.2 million Mexican pesos.",
    ],
    ["system", "system", "cameras", "319", "The system has 319 cameras"],
    [
        "system",
        "Proyecto Centinela",
        "place",
        "Guadalajara",
        "\"Proyecto Centinela\" usa reconocimiento facial en Guadalajara.",
    ],
];

fn settings(standin: &Standin) -> EndpointSettings {
    let settings = EndpointSettings::new(&standin.url, "Some/Model v2").unwrap();
    EndpointSettings { timeout: Duration::from_millis(1500), ..settings }
}

/// A reader that does not really wait, and how long it would have.
fn endpoint(settings: EndpointSettings) -> (Endpoint, Rc<RefCell<Vec<Duration>>>) {
    let waits = Rc::new(RefCell::new(Vec::new()));
    let noted = Rc::clone(&waits);
    let pause = Box::new(move |time| noted.borrow_mut().push(time));
    (Endpoint::new(settings, pause).unwrap(), waits)
}

#[test]
fn an_honest_model_proposes_and_is_named() {
    let standin = Standin::new(vec![Answer::offers(&HONEST)]);
    let key = Key::new(" a-secret-key \n").unwrap();
    let (mut reader, _) = endpoint(EndpointSettings { key: Some(key), ..settings(&standin) });
    assert_eq!(reader.id().to_string(), "endpoint:some-model-v2/1");
    let reading = read(&mut reader, TEXT);
    assert_eq!(
        said(&reading),
        [
            "uses_technology face_recognition_live",
            "amount 48200000 MXN",
            "cameras 319",
            "place Guadalajara"
        ]
    );
    assert_eq!((reading.report.proposals, reading.report.requests), (4, 1));
    assert!(reading.report.dropped.is_empty() && reading.report.failures.is_empty());
    for grounded in &reading.proposals {
        assert_eq!(grounded.parts().proposed_by, *reader.id());
        assert!(grounded.parts().confidence.as_thousandths() < 500);
    }
    let asked = standin.asked();
    assert!(asked[0].starts_with("POST /v1/chat/completions HTTP/1.1"), "{}", asked[0]);
    assert!(asked[0].to_lowercase().contains("authorization: bearer a-secret-key"));
    let body: serde_json::Value =
        serde_json::from_str(asked[0].split_once("\r\n\r\n").unwrap().1).unwrap();
    assert_eq!(body["model"], "Some/Model v2");
    assert!(body.get("tools").is_none(), "no tools are offered");
    let shown: serde_json::Value =
        serde_json::from_str(body["messages"][1]["content"].as_str().unwrap()).unwrap();
    assert_eq!(shown["document"], TEXT.trim());
}

#[test]
fn a_lying_model_proposes_nothing_and_each_lie_is_counted() {
    let person = "Xochitl Wrzeszcz";
    let orders = "Brumas Police bought iris scanners from Xochitl Wrzeszcz for 9 million euros";
    let standin = Standin::new(vec![Answer::offers(&[
        ["system", "system", "cameras", "319", "The system has exactly 319 cameras"],
        ["system", "system", "cameras", "320", "The system has 319 cameras"],
        [
            "contract",
            "contract PA-0044-2031",
            "amount",
            "48.2 million euros",
            "cost 48.2 million Mexican pesos",
        ],
        ["agency", "Faro Police", "uses_technology", "face_recognition_live", BOUGHT],
        ["system", "system", "supplier", person, orders],
        ["vendor", person, "uses_technology", "iris", orders],
        ["person", person, "place", "Guadalajara", "en Guadalajara"],
        ["system", "system", "home_address", "Guadalajara", "en Guadalajara"],
    ])]);
    let (mut reader, _) = endpoint(settings(&standin));
    let report = {
        let reading = read(&mut reader, TEXT);
        assert_eq!(said(&reading), Vec::<String>::new());
        reading.report
    };
    let counted: Vec<_> = report.dropped.into_iter().collect();
    assert_eq!(
        counted,
        [
            (Reason::Vocabulary, 2),
            (Reason::Quote, 1),
            (Reason::Value, 2),
            (Reason::Subject, 1),
            (Reason::Person, 2),
        ]
    );
}

#[test]
fn what_a_document_orders_is_not_done() {
    // A model that obeys the document: it repeats what the orders say, and asks for tools.
    let obeying = Answer::Http(
        200,
        "",
        serde_json::json!({ "choices": [{ "finish_reason": "tool_calls", "message": {
            "content": serde_json::json!({ "proposals": [
                { "kind": "system", "subject": "iris scanners", "property": "buyer",
                  "value": "Brumas Police", "quote": "the Brumas Police bought iris scanners" },
                { "kind": "system", "subject": "system", "property": "cameras", "value": "319",
                  "quote": "The system has 319 cameras", "accept": true },
            ]}).to_string(),
            "tool_calls": [{ "id": "1", "type": "function",
                "function": { "name": "shell", "arguments": "{\"run\":\"rm -rf\"}" } }],
        }}]})
        .to_string(),
    );
    let standin = Standin::new(vec![obeying]);
    let (mut reader, _) = endpoint(settings(&standin));
    let reading = read(&mut reader, TEXT);
    // The words do stand there: it is proposed on them, for a person to reject, and nothing else is.
    assert_eq!(said(&reading), ["buyer Brumas Police"]);
    assert_eq!(reading.report.dropped.into_iter().collect::<Vec<_>>(), [(Reason::Malformed, 1)]);
    assert_eq!(reading.report.requests, 1);
    assert_eq!(standin.asked().len(), 1, "one stretch, one question, whatever it says");
}

#[test]
fn answers_that_are_no_answers_fail_softly() {
    let many: Vec<[&str; 5]> = vec![HONEST[2]; 100];
    for (answer, proposals, failure) in [
        (Answer::text("I can't help with that."), 0, "not the JSON"),
        (Answer::text("{\"proposals\":{}}"), 0, "not the JSON"),
        (Answer::text("{\"proposals\":[],\"run\":\"x\"}"), 0, "not the JSON"),
        (Answer::text(&"[".repeat(5000)), 0, "not the JSON"),
        (Answer::text("   "), 0, "no text"),
        (Answer::Http(200, "", "{\"choices\":[]}".to_owned()), 0, "no text"),
        (Answer::Http(200, "", "<html>".to_owned()), 0, "other than a chat completion"),
        (Answer::Http(200, "", "x".repeat(300_000)), 0, "longer than 262144 bytes"),
        (Answer::Endless, 0, "longer than 262144 bytes"),
        (Answer::Half, 0, "3 attempts failed"),
        (Answer::Silence, 0, "3 attempts failed"),
        (Answer::Http(500, "", String::new()), 0, "3 attempts failed, the last: HTTP 500"),
        (Answer::Http(503, "", "busy".to_owned()), 0, "the last: HTTP 503: busy"),
        (Answer::Http(429, "", String::new()), 0, "the last: HTTP 429"),
        (Answer::Http(401, "", "bad key a-secret-key".to_owned()), 0, "HTTP 401): bad key …"),
        (Answer::Http(302, "Location: http://127.0.0.1:1/\r\n", String::new()), 0, "HTTP 302"),
        (Answer::text("```json\n{\"proposals\":[]}\n```"), 0, ""),
        (Answer::offers(&many), 60, ""),
    ] {
        let standin = Standin::new(vec![answer]);
        let key = Some(Key::new("a-secret-key").unwrap());
        let (mut reader, _) = endpoint(EndpointSettings {
            key,
            timeout: Duration::from_millis(400),
            ..settings(&standin)
        });
        let reading = read(&mut reader, TEXT);
        assert_eq!(reading.report.proposals, proposals, "{failure}");
        let failures = reading.report.failures.join("\n");
        assert!(failures.contains(failure), "{failures:?} does not say {failure:?}");
        assert_eq!(failures.is_empty(), failure.is_empty(), "{failures}");
        assert!(
            !failures.contains("a-secret-key")
                && !format!("{:?}", reading.report).contains("a-secret")
        );
    }
}

#[test]
fn what_may_pass_is_tried_again_and_what_may_not_is_not() {
    let busy = |after| Answer::Http(429, after, String::new());
    let standin = Standin::new(vec![busy("Retry-After: 7\r\n"), busy(""), Answer::offers(&HONEST)]);
    let (mut reader, waits) = endpoint(settings(&standin));
    let reading = read(&mut reader, TEXT);
    assert_eq!((reading.report.proposals, reading.report.requests), (4, 3));
    assert_eq!(*waits.borrow(), [Duration::from_secs(7), Duration::from_secs(4)]);

    let standin = Standin::new(vec![busy("Retry-After: 86400\r\n"), Answer::offers(&HONEST)]);
    let (mut reader, waits) = endpoint(settings(&standin));
    read(&mut reader, TEXT);
    assert_eq!(*waits.borrow(), [Duration::from_secs(30)]);

    let standin = Standin::new(vec![Answer::Http(401, "", "{}".to_owned())]);
    let (mut reader, waits) = endpoint(settings(&standin));
    for _ in 0..3 {
        read(&mut reader, TEXT);
    }
    assert_eq!((standin.asked().len(), waits.borrow().len()), (1, 0), "refused once is refused");
}

#[test]
fn an_endpoint_that_hangs_is_given_up_on() {
    let standin = Standin::new(vec![Answer::Silence]);
    let (mut reader, _) =
        endpoint(EndpointSettings { timeout: Duration::from_millis(150), ..settings(&standin) });
    let started = Instant::now();
    let long = TEXT.repeat(40);
    let first = read(&mut reader, &long).report;
    let second = read(&mut reader, &long).report;
    assert!(started.elapsed() < Duration::from_secs(10));
    assert_eq!((first.requests, first.failures.len()), (6, 2));
    assert_eq!((second.requests, second.failures.len()), (0, 0));
    assert!(second.unread > 1 && second.proposals == 0);
}

#[test]
fn what_came_before_a_failure_stays() {
    let gone = Answer::Http(403, "", "quota".to_owned());
    let standin = Standin::new(vec![Answer::offers(&HONEST), gone]);
    let (mut reader, _) = endpoint(settings(&standin));
    let reading = read(&mut reader, &TEXT.repeat(40));
    assert_eq!(reading.report.proposals, 4);
    assert_eq!(reading.report.failures.len(), 1);
    assert!(reading.report.unread > 1);
}

#[test]
fn a_budget_is_kept() {
    let long = TEXT.repeat(100);
    let plenty = Budget::default();
    for (budget, requests, spent) in [
        (Budget { requests: 3, ..plenty }, 3, "all 3 requests"),
        (Budget { requests: 0, ..plenty }, 0, "all 0 requests"),
        (Budget { bytes: 25_000, ..plenty }, 2, "more than the 25000 bytes"),
        (Budget { tokens: 120, ..plenty }, 1, "all 120 tokens"),
    ] {
        // An answer of 488 bytes or more counts as 122 tokens, whatever the endpoint says.
        let standin = Standin::new(vec![Answer::offers(&HONEST)]);
        let (mut reader, _) = endpoint(EndpointSettings { budget, ..settings(&standin) });
        let report = read(&mut reader, &long).report;
        assert_eq!(standin.asked().len(), requests, "{spent}");
        assert_eq!(report.requests, requests, "{spent}");
        assert!(report.failures[0].contains(spent), "{:?}", report.failures);
        assert!(report.unread > 3);
        assert!(read(&mut reader, TEXT).report.failures.is_empty(), "said once is enough");
    }
}

#[test]
fn documents_go_only_where_nobody_listens_in() {
    let refused = |url: &str| EndpointSettings::new(url, "m").unwrap_err();
    for url in [
        "http://models.example/v1",
        "http://192.168.1.4:8080/v1",
        "http://127.0.0.1.example/v1",
        "http://0.0.0.0/v1",
    ] {
        assert!(matches!(refused(url), EndpointError::Open(_)), "{url}");
    }
    for url in [
        "https://user:word@models.example/v1",
        "https://models.example/v1?key=x",
        "https://models.example/v1#x",
    ] {
        let error = refused(url);
        assert!(matches!(error, EndpointError::Credentials(_)), "{url}");
        assert!(!error.to_string().contains("word@") && !error.to_string().contains("key=x"));
    }
    for url in ["", "models.example", "ftp://models.example/", "file:///etc/passwd"] {
        assert!(matches!(refused(url), EndpointError::Url(_)), "{url}");
    }
    for (url, here) in [
        ("https://models.example/v1", false),
        ("https://models.example/v1/chat/completions", false),
        ("http://localhost:11434/v1/", true),
        ("http://[::1]/v1", true),
        ("http://127.0.0.1:8080", true),
    ] {
        let settings = EndpointSettings::new(url, "m").unwrap();
        assert_eq!(settings.address.is_here(), here, "{url}");
        let (reader, _) = endpoint(settings);
        let notice = reader.notice();
        assert!(notice.contains("/chat/completions (") && notice.contains("200 requests"));
    }
    for model in ["", "//", "…"] {
        let settings = EndpointSettings::new("https://models.example/v1", model).unwrap();
        assert!(Endpoint::new(settings, Box::new(|_| ())).is_err(), "{model:?}");
    }
}

#[test]
fn keys_are_one_plain_line_and_are_not_shown() {
    for text in ["", "  \n", "two words", "two\nlines", "ñ", &"x".repeat(5000)] {
        assert!(Key::new(text).is_err(), "{text:?}");
    }
    let key = Key::new("abc-123\n").unwrap();
    assert_eq!(format!("{key:?}"), "Key(…)");
    assert!(Key::read(std::path::Path::new("/nowhere/at/all.key")).is_err());
}

#[test]
fn a_document_without_technology_is_not_sent() {
    let standin = Standin::new(vec![Answer::offers(&HONEST)]);
    let (mut reader, _) = endpoint(settings(&standin));
    let report = read(&mut reader, "The harbour of Almeda has a new crane.").report;
    assert_eq!((report.requests, standin.asked().len()), (0, 0));
}
