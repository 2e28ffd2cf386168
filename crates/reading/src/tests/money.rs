use super::{of_country, settled};
use crate::folded::Folded;
use crate::money::{extent, money, vat};

#[track_caller]
fn check(language: &str, country: Option<&str>, text: &str, expected: &[&str]) {
    let settled = of_country(language, country);
    let found: Vec<String> =
        money(&Folded::new(text, 0), &settled).iter().map(|f| f.value.to_string()).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn amounts_in_english() {
    for (text, expected) in [
        ("in all 2,417,506 MXN", "2417506 MXN"),
        ("a £7.4 million contract", "7400000 GBP"),
        ("approx. £ 7.4m", "7400000 GBP"),
        ("US$ 318,000,000", "318000000 USD"),
        ("USD 12,500.50", "12500.5 USD"),
        ("INR 415 crore", "4150000000 INR"),
        ("₹ 3,47,000", "347000 INR"),
        ("€1.5bn", "1500000000 EUR"),
        ("C$40,000", "40000 CAD"),
        ("A$2 million", "2000000 AUD"),
        ("five million euros", "5000000 EUR"),
        ("20,000 US dollars", "20000 USD"),
        ("300 pounds sterling", "300 GBP"),
        ("CLP 4,500,000", "4500000 CLP"),
        ("R$ 900 mil", "900000 BRL"),
    ] {
        check("en", None, text, &[expected]);
    }
}

#[test]
fn amounts_in_spanish() {
    for (text, expected) in [
        ("US$ 318.000.000", "318000000 USD"),
        ("47 millones de pesos mexicanos", "47000000 MXN"),
        ("mil millones de euros", "1000000000 EUR"),
        ("tres mil cuatrocientos millones de pesos chilenos", "3400000000 CLP"),
        ("1.234.567,89 euros", "1234567.89 EUR"),
        ("S/ 4.500", "4500 PEN"),
        ("3,5 millones de euros", "3500000 EUR"),
        ("20 millones de dólares estadounidenses", "20000000 USD"),
        ("120 mdd", "120000000 USD"),
        ("48.000 soles", "48000 PEN"),
        ("90 mil quetzales", "90000 GTQ"),
    ] {
        check("es", None, text, &[expected]);
    }
}

#[test]
fn a_shared_sign_stays_open_until_something_settles_it() {
    check("en", None, "it cost $6.3M", &["6300000 ($)"]);
    check("en", Some("US"), "it cost $6.3M", &["6300000 USD"]);
    check("en", Some("ca"), "it cost $6.3M", &["6300000 CAD"]);
    check("en", Some("GB"), "it cost $6.3M", &["6300000 ($)"]);
    check("es", None, "costó 71 millones de pesos", &["71000000 (pesos)"]);
    check("es", Some("MX"), "costó 71 mdp", &["71000000 MXN"]);
    check("es", Some("AR"), "costó $ 62.000", &["62000 ARS"]);
    check("en", None, "Rs. 3,47,000", &["347000 (rs.)"]);
    check("en", Some("IN"), "Rs. 3,47,000", &["347000 INR"]);
}

#[test]
fn the_only_country_named_that_uses_a_sign_settles_it() {
    for (text, expected) in [
        ("El gobierno de Jalisco pagó 8 millones de pesos por las cámaras.", "8000000 MXN"),
        ("The agency in Ohio paid $3,000 and the one in London paid as much.", "3000 USD"),
        ("En Argentina y en México se pagaron 9 millones de pesos.", "9000000 (pesos)"),
        ("In India the board paid Rs. 500.", "500 INR"),
    ] {
        let found = money(&Folded::new(text, 0), &settled(text));
        let found: Vec<String> = found.iter().map(|f| f.value.to_string()).collect();
        assert_eq!(found, [expected], "{text}");
    }
}

#[test]
fn what_is_no_money() {
    for text in [
        "unas $62.000$ visitas",
        "in 2019, all of them",
        "40,000 people",
        "top 10 try again",
        "article 12 of the code",
        "100 cameras",
        "v2.0",
        "",
        "$",
        "pesos",
    ] {
        check("en", Some("US"), text, &[]);
    }
}

#[test]
fn what_stands_beside_an_amount() {
    use codebook::statement::{Extent, Vat};
    for (text, tax, end) in [
        ("for £2 million excluding VAT", Some(Vat::Excluded), None),
        ("£40,000 (ex. VAT)", Some(Vat::Excluded), None),
        ("€5,000 plus VAT", Some(Vat::Excluded), None),
        ("£5,000 + VAT", Some(Vat::Excluded), None),
        ("5,000 MXN más IVA", Some(Vat::Excluded), None),
        ("5,000 MXN (sin I.V.A.)", Some(Vat::Excluded), None),
        ("5,000 MXN, no incluye IVA", Some(Vat::Excluded), None),
        ("5,000 MXN antes de impuestos", Some(Vat::Excluded), None),
        ("£5,000 including VAT", Some(Vat::Included), None),
        ("£5,000 inc. VAT", Some(Vat::Included), None),
        ("5,000 MXN, IVA incluido", Some(Vat::Included), None),
        ("monto con IVA de 5,000 MXN", Some(Vat::Included), None),
        ("5,000 MXN con impuestos incluidos", Some(Vat::Included), None),
        ("up to £5,000", None, Some(Extent::Maximum)),
        ("may not exceed the sum of £5,000", None, Some(Extent::Maximum)),
        ("hasta por un monto de 5,000 MXN", None, Some(Extent::Maximum)),
        ("un monto máximo de 5,000 MXN más IVA", Some(Vat::Excluded), Some(Extent::Maximum)),
        ("a ceiling of £5,000", None, Some(Extent::Maximum)),
        ("un monto mínimo de 5,000 MXN", None, Some(Extent::Minimum)),
        ("Minimum value: £5,000", None, Some(Extent::Minimum)),
        ("more than £5,000", None, Some(Extent::Floor)),
        ("al menos 5,000 MXN", None, Some(Extent::Floor)),
        ("it cost £5,000 and VAT fraud rose", None, None),
        ("£5,000 for a tax office", None, None),
        ("the maximum is 3; it paid £5,000", None, None),
        ("el máximo tribunal pagó 5,000 MXN", None, None),
    ] {
        let folded = Folded::new(text, 0);
        let found = money(&folded, &settled(text));
        let amount = &found[0];
        let narrowed = (vat(&folded, &amount.at), extent(&folded, &amount.at));
        assert_eq!(narrowed, (tax, end), "{text}");
    }
}
