//! A made-up market of the country Tarandía, in which each flag that Cardinal knows is raised somewhere.

use serde_json::{Value, json};

/// How many suppliers it has; each wins twenty tenders of a buyer of its own.
pub(crate) const SUPPLIERS: usize = 12;

/// What is odd about one tender.
pub(crate) const ODD: [(&str, &str); 9] = [
    ("R003", "tar002-0-0"),
    ("R018", "tar002-1-1"),
    ("R024", "tar002-2-5"),
    ("R028", "tar002-3-2"),
    ("R030", "tar002-4-2"),
    ("R035", "tar002-5-2"),
    ("R036", "tar002-6-2"),
    ("R058", "tar002-7-5"),
    ("cancelled", "tar002-8-2"),
];

fn bid(id: &str, tenderer: &str, amount: i64, status: &str) -> Value {
    json!({
        "id": id,
        "date": "2031-02-20T10:00:00Z",
        "status": status,
        "tenderers": [{ "id": tenderer, "name": format!("Empresa {tenderer} SA") }],
        "value": { "amount": amount, "currency": "TAD" },
    })
}

/// One tender: the `k`th that supplier `s` wins.
fn tender(s: usize, k: usize) -> Value {
    let supplier = format!("TAR-{s}");
    let ocid = format!("tar002-{s}-{k}");
    let odd = ODD.iter().find(|(_, odd)| *odd == ocid).map_or("", |(flag, _)| flag);
    let winning = 100_000 + 7 * (20 * s + k) as i64;
    // The others are eight to fourteen of a hundred dearer.
    let above = |share: usize| winning + winning * share as i64 / 1000;
    let mut bids = vec![bid("1", &supplier, winning, "valid")];
    if k < 8 + s {
        bids.push(bid(
            "2",
            &format!("TAR-{}", (s + 1) % SUPPLIERS),
            above(80 + (7 * k + s) % 60),
            "valid",
        ));
    }
    // One bids everywhere and wins nowhere; some buyers turn it down more often than others.
    let refused = if s == 9 { k < 16 } else { k < 1 + s % 3 };
    bids.push(bid(
        "3",
        "TAR-never",
        above(145 + k % 9),
        if refused { "disqualified" } else { "valid" },
    ));
    let mut release = json!({
        "ocid": ocid,
        "id": format!("{ocid}-1"),
        "date": "2031-03-20T00:00:00Z",
        "tag": ["compiled"],
        "buyer": { "id": format!("TAR-BUYER-{s}"), "name": format!("Ministerio {s} de Tarandía") },
        "tender": {
            "id": "t",
            "status": "complete",
            "title": "Suministro",
            "procurementMethod": "open",
            "awardCriteria": "priceOnly",
            "numberOfTenderers": bids.len(),
            "tenderPeriod": { "startDate": "2031-02-01T00:00:00Z", "endDate": "2031-02-25T12:00:00Z" },
        },
        "awards": [{
            "id": "a",
            "status": "active",
            "date": "2031-03-10T00:00:00Z",
            "suppliers": [{ "id": supplier, "name": format!("Empresa {supplier} SA") }],
            "value": { "amount": winning, "currency": "TAD" },
            "items": [{
                "id": "i",
                // Most supply one to three kinds of things, the last one a dozen.
                "classification": { "scheme": "UNSPSC", "id": format!("{}101500", 10 + if s == 11 { k % 12 } else { k % (1 + s % 3) }) },
            }],
        }],
    });
    match odd {
        "R003" => release["tender"]["tenderPeriod"]["endDate"] = json!("2031-02-06T12:00:00Z"),
        "R018" | "cancelled" => release["tender"]["numberOfTenderers"] = json!(1),
        "R024" => bids[1]["value"]["amount"] = json!(winning + 90),
        "R028" => bids[2]["value"] = bids[1]["value"].clone(),
        "R030" => bids[0]["date"] = json!("2031-02-26T10:00:00Z"),
        "R035" => bids.iter_mut().skip(1).for_each(|bid| bid["status"] = json!("disqualified")),
        "R036" => {
            bids[2]["status"] = json!("disqualified");
            bids[2]["value"]["amount"] = json!(winning - 5_000);
        }
        "R058" => {
            bids.iter_mut().skip(1).for_each(|bid| bid["value"]["amount"] = json!(winning * 2));
        }
        _ => {}
    }
    if odd == "R058" {
        bids[2]["value"]["amount"] = json!(winning * 3);
    }
    if odd == "cancelled" {
        release["tender"]["status"] = json!("cancelled");
    }
    release["bids"] = json!({ "details": bids });
    release
}

/// All tenders.
pub(crate) fn market() -> Vec<Value> {
    (0..SUPPLIERS).flat_map(|s| (0..20).map(move |k| tender(s, k))).collect()
}
