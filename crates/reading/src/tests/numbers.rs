use super::of_country;
use crate::folded::Folded;
use crate::quantities::counts;
use crate::rates::rates;

#[track_caller]
fn check(language: &str, text: &str, expected: &[&str]) {
    let settled = of_country(language, None);
    let found: Vec<String> = counts(&Folded::new(text, 0), &settled, &[])
        .iter()
        .map(|f| f.value.quantity.to_string())
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn counts_in_english() {
    for (text, expected) in [
        ("416 subjects", "416"),
        ("more than 6,820 hits", ">=6820"),
        ("at least 37 forces", ">=37"),
        ("over three hundred thousand faces", ">=300000"),
        ("thousands of lamps", ">=1000"),
        ("hundreds of alerts", ">=100"),
        ("tens of thousands of people", ">=10000"),
        ("fewer than 50 people", "<50"),
        ("nearly 400 kiosks", "~400"),
        ("some 1.2 million travellers", "~1200000"),
        ("twenty-five states", "25"),
        ("40 cameras", "40"),
        ("one hundred and five sites", "105"),
    ] {
        check("en", text, &[expected]);
    }
}

#[test]
fn counts_in_spanish() {
    for (text, expected) in [
        ("114 quioscos", "114"),
        ("más de 3.000 cámaras", ">=3000"),
        ("al menos doce millones de consultas", ">=12000000"),
        ("casi 3.6 millones de viajeros", "~3600000"),
        ("unas $62.000$ visitas", "~62000"),
        ("centenares de cámaras", ">=100"),
        ("miles de rostros", ">=1000"),
        ("decenas de miles de personas", ">=10000"),
        ("menos de 50 alertas", "<50"),
        ("treinta y dos estados", "32"),
        ("ocho aeropuertos", "8"),
        ("dos mil quinientas cámaras", "2500"),
    ] {
        check("es", text, &[expected]);
    }
}

#[test]
fn what_is_no_count() {
    for text in
        ["99.5 people", "£400", "45%", "a camera", "una cámara", "one of them", "A-113", "3x", ""]
    {
        check("en", text, &[]);
    }
}

#[test]
fn rates_of_what_came_out_right_or_wrong() {
    for (text, expected) in [
        ("the machine was 98.41 percent accurate", "98.41"),
        ("Its mean accuracy was 83%", "83"),
        ("an error rate of 4%", "error:4"),
        ("67% inaccurate", "error:67"),
        ("wrong in 87 per cent of cases", "error:87"),
        ("una precisión del 94 %", "94"),
        ("una tasa de error de 2,5 %", "error:2.5"),
        ("92 por ciento de efectividad", "92"),
        ("falsos positivos en el 73% de los casos", "error:73"),
        ("a success rate of 70 percent", "70"),
    ] {
        let language = of_country(if text.contains(',') { "es" } else { "en" }, None).language();
        let found: Vec<String> =
            rates(&Folded::new(text, 0), language).iter().map(|f| f.value.to_string()).collect();
        assert_eq!(found, [expected], "{text}");
    }
    for text in
        ["a 31 percent fall of the rent", "55% of the budget", "accurate", "120% accurate", "%"]
    {
        let language = of_country("en", None).language();
        assert!(rates(&Folded::new(text, 0), language).is_empty(), "{text}");
    }
}
