//! Each flag raised, not raised, and not to be told, on small made-up processes; and on a made-up market.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod made;

use std::collections::{BTreeMap, BTreeSet};

use procurement::flags::{Threshold, list, rules};
use procurement::input::Given;
use procurement::screen::{Settings, screen};
use serde_json::{Value, json};

/// What is told of each process: by ocid, the state of each flag.
fn told(processes: &[Value], thresholds: bool) -> BTreeMap<String, BTreeMap<String, String>> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.jsonl");
    let lines: Vec<String> = processes.iter().map(Value::to_string).collect();
    std::fs::write(&path, lines.join("\n") + "\n").unwrap();
    let mut settings = Settings::new(2);
    settings.all = true;
    if thresholds {
        let year = Threshold::new("TAD", 1000, "2031-01-01", "2031-12-31").unwrap();
        settings.thresholds.push(year);
    }
    let mut out = Vec::new();
    screen(&[Given::Path(path)], &settings, &procurement::out::json_line, &mut out).unwrap();
    let lines = out.split(|b| *b == b'\n').filter(|line| !line.is_empty());
    let processes = lines.map(|line| serde_json::from_slice::<Value>(line).unwrap());
    processes
        .map(|process| {
            let flags = process["flags"].as_array().unwrap().iter().map(|flag| {
                let of = |field: &str| flag[field].as_str().unwrap().to_owned();
                (of("flag"), of("state"))
            });
            (process["ocid"].as_str().unwrap().to_owned(), flags.collect())
        })
        .collect()
}

/// A process with what `with` says.
fn process(n: usize, with: Value) -> Value {
    let mut process = with;
    process["ocid"] = json!(format!("o-{n}"));
    process["publisher"] = json!({ "name": "Tarandía Abierta" });
    process
}

/// A dozen processes that differ a little, and the first of which is the one that is asked about.
fn dozen(asked: Value, like: impl Fn(usize) -> Value) -> Vec<Value> {
    std::iter::once(asked).chain((1..13).map(like)).collect()
}

fn tad(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "TAD" })
}

/// A tender of which a stretch of days begins on the first of March.
fn days(from: &str, to: &str, count: usize) -> Value {
    let day = |n: usize| json!(format!("2031-{:02}-{:02}T00:00:00Z", 3 + n / 30, 1 + n % 30));
    let mut tender = json!({ "procurementMethod": "open" });
    let mut award = json!({ "id": "a", "status": "active" });
    let mut contract = json!({ "id": "c", "awardID": "a", "status": "active" });
    for (field, at) in [(from, 0), (to, count)] {
        match field {
            "awards" => award["date"] = day(at),
            "contracts" => contract["dateSigned"] = day(at),
            "bidOpening" => tender["bidOpening"] = json!({ "date": day(at) }),
            "awardPeriod" => tender["awardPeriod"] = json!({ "startDate": day(at) }),
            end => tender["tenderPeriod"][end] = day(at),
        }
    }
    json!({ "tender": tender, "awards": [award], "contracts": [contract] })
}

/// An award of one buyer to one supplier.
fn award(method: &str, supplier: &str, amount: i64) -> Value {
    json!({
        "buyer": { "id": "b" },
        "tender": { "procurementMethod": method, "value": tad(amount), "tenderPeriod": { "startDate": "2031-03-01" } },
        "awards": [{
            "id": "a", "status": "active", "date": "2031-03-10", "value": tad(amount), "suppliers": [{ "id": supplier }],
            "items": [{ "id": 1, "classification": { "scheme": "UNSPSC", "id": "46171610" } }],
        }],
    })
}

/// A contract of an award of a thousand.
fn contract(with: &Value) -> Value {
    let mut contract = json!({ "id": "c", "awardID": "a", "status": "active", "dateSigned": "2031-04-01", "value": tad(1000) });
    for (name, value) in with.as_object().unwrap() {
        contract[name] = value.clone();
    }
    let award = json!({ "id": "a", "status": "active", "value": tad(1000), "date": "2031-03-10" });
    json!({ "tender": { "procurementMethod": "direct" }, "awards": [award], "contracts": [contract] })
}

fn documents(kinds: &[&str]) -> Value {
    let documents: Vec<Value> = kinds.iter().map(|kind| json!({ "documentType": kind })).collect();
    json!({ "tender": { "title": "x", "procurementMethod": "open", "documents": documents } })
}

fn asked(of: Value, others: &[Value]) -> Vec<Value> {
    let others = others.iter().enumerate().map(|(n, other)| process(n + 1, other.clone()));
    std::iter::once(process(0, of)).chain(others).collect()
}

type Case = (&'static str, &'static str, bool, Vec<Value>);

/// Flag, what is to be said of the first process, whether the user gave a threshold, and the processes.
fn cases() -> Vec<Case> {
    let nothing = || vec![process(0, json!({}))];
    let mut cases: Vec<Case> = Vec::new();
    let mut add = |flag, raised: Vec<Value>, not: Vec<Value>, cant: Vec<Value>| {
        let amounts = matches!(flag, "R011" | "R049" | "R054" | "R055");
        cases.push((flag, "raised", amounts, raised));
        cases.push((flag, "not_raised", amounts, not));
        cases.push((flag, "cant_tell", false, cant));
    };
    let planned = json!({ "planning": { "documents": [{ "id": 1 }] } });
    add("R001", asked(json!({}), std::slice::from_ref(&planned)), asked(planned, &[]), nothing());
    let period = |end: &str| json!({ "tender": { "tenderPeriod": { "startDate": "2031-03-01", "endDate": end } } });
    add("R003", asked(period("2031-03-06"), &[]), asked(period("2031-03-21"), &[]), nothing());
    let both = documents(&["tenderNotice", "biddingDocuments"]);
    for flag in ["R004", "R005"] {
        let other = std::slice::from_ref(&both);
        add(
            flag,
            asked(documents(&["evaluationCriteria"]), other),
            asked(both.clone(), &[]),
            asked(documents(&["evaluationCriteria"]), &[]),
        );
    }
    let method = |method: &str| json!({ "tender": { "procurementMethod": method } });
    let reasoned = json!({ "tender": { "procurementMethod": "limited", "procurementMethodRationale": "urgencia" } });
    add(
        "R010",
        asked(method("limited"), std::slice::from_ref(&reasoned)),
        asked(reasoned, &[]),
        nothing(),
    );
    let two = |amount: i64| asked(award("direct", "s", amount), &[award("direct", "s", amount)]);
    for flag in ["R011", "R055"] {
        add(flag, two(600), asked(award("direct", "s", 600), &[]), two(600));
    }
    add("R049", two(950), two(600), two(950));
    let buyers = |first: usize| -> Vec<Value> {
        let of = |b: usize, k: usize, closed: bool| {
            let method = if closed { "limited" } else { "open" };
            process(
                b * 5 + k,
                json!({ "buyer": { "id": format!("b{b}") }, "tender": { "procurementMethod": method } }),
            )
        };
        (0..13)
            .flat_map(|b| (0..5).map(move |k| of(b, k, if b == 0 { k < first } else { k < b % 2 })))
            .collect()
    };
    add("R013", buyers(5), buyers(0), nothing());
    let stretches = [
        ("R014", "startDate", "bidOpening", 3),
        ("R015", "bidOpening", "awardPeriod", 80),
        ("R060", "awards", "contracts", 80),
        ("R061", "endDate", "awards", 3),
        ("R062", "endDate", "awards", 80),
    ];
    for (flag, from, to, odd) in stretches {
        let crowd = |first: usize| {
            dozen(process(0, days(from, to, first)), |n| process(n, days(from, to, 28 + n % 5)))
        };
        add(flag, crowd(odd), crowd(30), asked(days(from, to, odd), &[]));
    }
    let priced = |price: usize| {
        json!({ "awards": [{ "id": "a", "date": "2031-03-10", "items": [{
        "id": 1, "classification": { "scheme": "UNSPSC", "id": "46171610" }, "unit": { "name": "Pieza", "value": tad(price as i64) } }] }] })
    };
    let prices =
        |first: usize| dozen(process(0, priced(first)), |n| process(n, priced(100 + n % 5)));
    add("R017", prices(900), prices(102), asked(priced(900), &[]));
    let bidders = |count: usize| {
        json!({ "buyer": { "id": "b" }, "tender": { "procurementMethod": "open", "numberOfTenderers": count,
        "items": [{ "id": 1, "classification": { "scheme": "UNSPSC", "id": "46171610" } }] } })
    };
    add("R018", asked(bidders(1), &[]), asked(bidders(3), &[]), nothing());
    let crowd =
        |first: usize| dozen(process(0, bidders(first)), |n| process(n, bidders(20 + n % 5)));
    add("R019", crowd(2), crowd(22), asked(bidders(2), &[]));
    let estimated = |won: i64| json!({ "tender": { "value": tad(1000) }, "awards": [{ "id": "a", "value": tad(won) }] });
    add("R031", asked(estimated(995), &[]), asked(estimated(900), &[]), nothing());
    let shares = |large: i64| {
        dozen(process(0, award("open", "large", large)), |n| {
            process(n, award("open", &format!("s{n}"), 100))
        })
    };
    add("R040", shares(4000), shares(100), asked(award("open", "large", 4000), &[]));
    add("R050", shares(4000), shares(100), asked(award("open", "large", 4000), &[]));
    add("R051", shares(4000), shares(100), asked(award("open", "large", 4000), &[]));
    let grown = |now: i64| contract(&json!({ "value": tad(now), "amendments": [{ "id": 1 }] }));
    let below = |mut process: Value| {
        process["awards"][0]["value"] = tad(900);
        process
    };
    add(
        "R054",
        asked(below(grown(1100)), &[]),
        asked(below(grown(950)), &[]),
        asked(grown(1100), &[]),
    );
    add(
        "R059",
        asked(contract(&json!({ "value": tad(1200) })), &[]),
        asked(contract(&json!({ "value": tad(1050) })), &[]),
        nothing(),
    );
    let texted = contract(&json!({ "documents": [{ "documentType": "contractSigned" }] }));
    add(
        "R063",
        asked(contract(&json!({})), std::slice::from_ref(&texted)),
        asked(texted, &[]),
        asked(contract(&json!({})), &[]),
    );
    add(
        "R064",
        asked(grown(1000), &[]),
        asked(contract(&json!({})), &[grown(1000)]),
        asked(contract(&json!({})), &[]),
    );
    let paid = |amount: i64| {
        contract(
            &json!({ "implementation": { "transactions": [{ "id": 1, "value": tad(amount) }] } }),
        )
    };
    add("R068", asked(paid(1200), &[]), asked(paid(800), &[]), asked(contract(&json!({})), &[]));
    let changed = |to: i64| {
        contract(
            &json!({ "amendments": [{ "id": 1, "preAmendmentValue": tad(100), "postAmendmentValue": tad(to) }] }),
        )
    };
    add("R069", asked(changed(200), &[]), asked(changed(50), &[]), asked(grown(1000), &[]));
    let founded = |day: &str| json!({ "awards": [{ "id": "a", "date": day, "suppliers": [{ "id": "OJO300915AB1", "name": "Ojo Claro SA de CV" }] }] });
    add("V001", asked(founded("2031-03-20"), &[]), asked(founded("2033-03-20"), &[]), nothing());
    cases
}

#[test]
fn each_flag_is_raised_not_raised_and_not_to_be_told() {
    for (flag, expected, thresholds, processes) in cases() {
        let told = told(&processes, thresholds);
        assert_eq!(told["o-0"][flag], expected, "{flag}");
    }
}

#[test]
fn a_purchase_of_surveillance_without_documents_says_nothing_of_its_basis() {
    let camera = json!({ "tender": { "title": "CCTV", "documents": [{ "id": 1, "title": "Data protection impact assessment" }] } });
    assert_eq!(told(&asked(camera, &[]), false)["o-0"]["V002"], "not_raised");
    assert_eq!(
        told(&asked(json!({ "tender": { "title": "CCTV" } }), &[]), false)["o-0"]["V002"],
        "cant_tell"
    );
}

#[test]
fn each_flag_of_bids_is_raised_in_the_market_where_it_should_be() {
    let told = told(&made::market(), false);
    let raised = |flag: &str| -> BTreeSet<&str> {
        told.iter()
            .filter(|(_, flags)| flags[flag] == "raised")
            .map(|(ocid, _)| ocid.as_str())
            .collect()
    };
    for (flag, ocid) in made::ODD.into_iter().filter(|(flag, _)| flag.starts_with('R')) {
        // A tender that is short makes the bids that came in after it late.
        let mut expected = BTreeSet::from([ocid]);
        if flag == "R030" {
            expected.insert("tar002-0-0");
        }
        assert_eq!(raised(flag), expected, "{flag}");
    }
    let of = |supplier: usize| -> BTreeSet<String> {
        (0..20).map(|k| format!("tar002-{supplier}-{k}")).collect()
    };
    let raised =
        |flag: &str| -> BTreeSet<String> { raised(flag).into_iter().map(str::to_owned).collect() };
    assert_eq!((raised("R038"), raised("R048")), (of(9), of(11)));
    assert!(raised("R025").len() > 150 && told["tar002-8-2"]["R018"] == "cant_tell");
}

#[test]
fn a_count_of_bids_for_one_lot_says_nothing_of_the_whole() {
    let tender = json!({ "procurementMethod": "open" });
    let asked = |statistics: Value| {
        process(0, json!({ "tender": tender, "bids": { "statistics": statistics } }))
    };
    let of = |statistics: Value| told(&[asked(statistics)], false)["o-0"]["R018"].clone();
    let lots = json!([
        { "measure": "bids", "value": 1, "relatedLot": "1" },
        { "measure": "bids", "value": 9, "relatedLots": ["2"] },
    ]);
    assert_eq!(of(lots), "cant_tell");
    let whole = json!([
        { "measure": "bids", "value": 1, "relatedLot": "1" },
        { "measure": "bids", "value": 2 },
    ]);
    assert_eq!(of(whole), "not_raised");
    assert_eq!(of(json!([{ "measure": "bids", "value": 1 }])), "raised");
}

#[test]
fn a_deadline_ends_by_the_clock_it_was_written_by() {
    let late = |end: &str, bid: &str| {
        let release = json!({
            "tender": { "tenderPeriod": { "endDate": end } },
            "bids": { "details": [{ "id": "1", "date": bid, "status": "valid", "tenderers": [{ "id": "s" }] }] },
            "awards": [{ "id": "a", "status": "active", "suppliers": [{ "id": "s", "name": "Ojo Claro SA" }] }],
        });
        told(&[process(0, release)], false)["o-0"]["R030"].clone()
    };
    let cases = [
        ("2031-05-01T00:00:00-04:00", "2031-05-01T10:00:00-04:00", "not_raised"),
        ("2031-05-01T00:00:00-04:00", "2031-05-02T00:00:01-04:00", "raised"),
        ("2031-05-01", "2031-05-01T21:00:00-04:00", "not_raised"),
        ("2031-04-30T20:00:00-04:00", "2031-04-30T23:00:00-04:00", "raised"),
        ("2031-04-30T20:00:00-04:00", "2031-05-01T00:00:00+01:00", "not_raised"),
    ];
    for (end, bid, state) in cases {
        assert_eq!(late(end, bid), state, "{end} {bid}");
    }
}

#[test]
fn suppliers_that_nothing_names_are_not_one_supplier() {
    let award = |n: usize, supplier: Value| {
        process(
            n,
            json!({
                "buyer": { "id": "b", "name": "Brumas" },
                "awards": [{ "id": "a", "status": "active", "date": "2031-03-01", "value": tad(10), "suppliers": [supplier] }],
            }),
        )
    };
    let shares = |supplier: &dyn Fn() -> Value| {
        let awards: Vec<Value> = (0..6).map(|n| award(n, supplier())).collect();
        told(&awards, false)["o-0"]["R040"].clone()
    };
    assert_eq!(shares(&|| json!({ "name": "" })), "cant_tell");
    assert_eq!(shares(&|| json!({ "name": "Ojo Claro SA" })), "raised");
}

#[test]
fn an_estimate_that_several_awards_share_tells_nothing() {
    let asked = |more: Value| {
        let mut awards = vec![json!({ "id": "a", "status": "active", "value": tad(100) })];
        awards.extend(more.as_array().unwrap().iter().cloned());
        let release = json!({ "tender": { "value": tad(100) }, "awards": awards });
        told(&[process(0, release)], false)["o-0"]["R031"].clone()
    };
    assert_eq!(asked(json!([])), "raised");
    assert_eq!(asked(json!([{ "id": "b", "status": "active" }])), "cant_tell");
}

#[test]
fn only_an_assessment_of_rights_or_data_that_there_is_counts() {
    let of = |title: &str| {
        let tender = json!({ "title": "CCTV", "documents": [{ "id": "1", "title": title }] });
        told(&[process(0, json!({ "tender": tender }))], false)["o-0"]["V002"].clone()
    };
    assert_eq!(of("Evaluación de impacto en la protección de datos"), "not_raised");
    assert_eq!(of("DPIA of the cameras"), "not_raised");
    assert_eq!(of("Evaluación de impacto ambiental"), "cant_tell");
    assert_eq!(of("Contratación sin evaluación de impacto"), "cant_tell");
}

#[test]
fn a_threshold_that_says_nothing_is_refused() {
    for (currency, from, to, why) in [
        ("Dollars", "2031-01-01", "2031-12-31", "is no currency"),
        ("TAD", "x", "2031-12-31", "is no day"),
        ("TAD", "2031-12-31", "2031-01-01", "before"),
    ] {
        let refused = Threshold::new(currency, 10, from, to).unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
    let table = "currency,amount,from,to\nDollars,10,x,y\n";
    let mut rows = csv::Reader::from_reader(table.as_bytes()).into_deserialize::<Threshold>();
    assert!(rows.next().unwrap().is_err());
}

#[test]
fn a_contract_that_was_cancelled_needs_no_text() {
    let contract = |status: &str| json!({ "contracts": [{ "id": "c", "status": status, "dateSigned": "2031-03-01" }] });
    let texted = json!({ "contracts": [{ "id": "c", "status": "active", "documents": [{ "documentType": "contractSigned" }] }] });
    let of = |status: &str| {
        told(&[process(0, contract(status)), process(1, texted.clone())], false)["o-0"]["R063"]
            .clone()
    };
    assert_eq!(of("active"), "raised");
    assert_eq!(of("cancelled"), "cant_tell");
}

#[test]
fn without_bids_nothing_is_told_of_bids() {
    let told = told(&[process(0, json!({ "tender": { "title": "x" } }))], false);
    for flag in ["R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058"] {
        assert_eq!(told["o-0"][flag], "cant_tell", "{flag}");
    }
}

#[test]
fn every_flag_has_its_row_and_its_cases() {
    let ids: Vec<&str> = rules().iter().map(|rule| rule.id()).collect();
    let rows: Vec<&str> = list().iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, rows);
    let tried: BTreeSet<&str> = cases().iter().map(|case| case.0).collect();
    let market = ["R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058", "V002"];
    assert!(ids.iter().all(|id| tried.contains(id) || market.contains(id)));
}
