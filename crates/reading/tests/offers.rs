//! What other readers offer: only what stands on its words is proposed, and nobody is named.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use codebook::statement::Confidence;
use codebook::{Property, SourceMeta, Statement};
use reading::{Document, Entity, Offer, Offers, Refusal, Rules, fuzzing};

const TEXT: &str = "\
The Arden Police Department bought live facial recognition from Lumbrera Sistemas, S.A. de C.V. in March \
2031 to screen pas-\nsengers. The contract PA-0044-2031 cost 48.2 million Mexican pesos. The system has more than 319 cameras. \
Xochitl Wrzeszcz, who sold it, can be reached at xw@lumbrera.example.

The Brumas Port Authority did not buy iris scanners from Lumbrera Sistemas, S.A. de C.V. Is face \
recognition used in Lima?

El «Proyecto Centinela» usa reconocimiento facial en Guadalajara, en el municipio de Brumas y en Altamar, \
Jalisco, según Wrzeszcz.

Related articles
";

fn offer<'a>(kind: &str, subject: &'a str, said: (&str, &'a str), quote: &'a str) -> Offer<'a> {
    let (property, value) = said;
    let (kind, property) = (kind.parse().unwrap(), property.parse().unwrap());
    Offer { kind, subject, property, value, quote, within: 0..TEXT.len() }
}

fn take(offer: &Offer<'_>) -> Result<Statement, Refusal> {
    with(|offers| offers.take(offer))
}

fn with(
    what: impl FnOnce(&Offers<'_>) -> Result<reading::Grounded, Refusal>,
) -> Result<Statement, Refusal> {
    let layer = fuzzing::plain(TEXT).unwrap();
    let meta = SourceMeta::default();
    let document = Document { layer: &layer, meta: &meta };
    let id = "endpoint:some-model/1".parse().unwrap();
    let offers = Offers::of(&document, id, Confidence::thousandths(400)).unwrap();
    what(&offers).map(|grounded| {
        let statement = reading::statements(vec![grounded]).remove(0);
        for span in statement.parts().citation.spans() {
            span.check(&layer).unwrap();
        }
        statement
    })
}

#[test]
fn an_offer_that_the_words_say_is_proposed() {
    let bought = "bought live facial recognition from Lumbrera Sistemas, S.A. de C.V. in March 2031 to screen passengers";
    for (offer, value, written) in [
        (
            offer(
                "system",
                "facial recognition",
                ("buyer", "Arden Police Department"),
                "The Arden Police Department bought live facial",
            ),
            "Arden Police Department",
            "Arden Police Department",
        ),
        (
            offer(
                "agency",
                "Arden Police Department",
                ("uses_technology", "face_recognition_live"),
                bought,
            ),
            "face_recognition_live",
            "live facial recognition",
        ),
        (
            offer(
                "contract",
                "PA-0044-2031",
                ("supplier", "Lumbrera Sistemas, S.A. de C.V."),
                bought,
            ),
            "Lumbrera Sistemas, S.A. de C.V.",
            "Lumbrera Sistemas, S.A. de C.V.",
        ),
        (
            offer(
                "contract",
                "contract PA-0044-2031",
                ("amount", "48200000 MXN"),
                "cost 48.2 million Mexican pesos",
            ),
            "48200000 MXN",
            "48.2 million Mexican pesos",
        ),
        (
            offer(
                "contract",
                "contract PA-0044-2031",
                ("amount", "48.2 million Mexican pesos"),
                "cost 48.2 million Mexican pesos",
            ),
            "48200000 MXN",
            "48.2 million Mexican pesos",
        ),
        (
            offer(
                "contract",
                "contract",
                ("contract_id", "PA-0044-2031"),
                "The contract PA-0044-2031 cost",
            ),
            "PA-0044-2031",
            "PA-0044-2031",
        ),
        (
            offer("system", "system", ("cameras", "more than 319"), "has more than 319 cameras"),
            ">=319",
            "more than 319",
        ),
        (
            offer(
                "system",
                "Proyecto Centinela",
                ("uses_technology", "reconocimiento facial"),
                "\"Proyecto Centinela\" usa reconocimiento facial",
            ),
            "face_recognition",
            "reconocimiento facial",
        ),
        (
            offer(
                "system",
                "Proyecto Centinela",
                ("place", "Guadalajara"),
                "usa reconocimiento facial en Guadalajara",
            ),
            "Guadalajara",
            "Guadalajara",
        ),
    ] {
        let statement = take(&offer).unwrap_or_else(|why| panic!("{offer:?}: {why}"));
        let parts = statement.parts();
        assert_eq!(parts.value.to_string(), value);
        assert_eq!(parts.written.as_str(), written);
        assert_eq!(parts.proposed_by.to_string(), "endpoint:some-model/1");
        assert_eq!(parts.confidence.as_thousandths(), 400);
    }
}

#[test]
fn an_offer_that_the_words_do_not_say_is_refused() {
    let bought = "bought live facial recognition from Lumbrera Sistemas, S.A. de C.V.";
    let cost = "cost 48.2 million Mexican pesos";
    for (offer, why) in [
        (offer("system", "system", ("cameras", "319"), "has exactly 319 cameras"), Refusal::Quote),
        (offer("system", "system", ("cameras", "319"), ""), Refusal::Quote),
        (
            offer("system", "system", ("cameras", "320"), "has more than 319 cameras"),
            Refusal::Value,
        ),
        (offer("system", "system", ("cameras", "31"), "has more than 319 cameras"), Refusal::Value),
        // The value must stand in the quoted words, not merely near them.
        (offer("system", "system", ("cameras", ">=319"), "The system has"), Refusal::Value),
        (offer("contract", "contract", ("amount", "48200000 USD"), cost), Refusal::Value),
        (offer("contract", "contract", ("amount", "48.2 million"), cost), Refusal::Value),
        (
            offer("contract", "contract", ("start_date", "2031-03-05"), "in March 2031"),
            Refusal::Value,
        ),
        (offer("contract", "contract", ("contract_id", "48.2"), cost), Refusal::Value),
        (
            offer("agency", "Arden Police Department", ("uses_technology", "iris"), bought),
            Refusal::Value,
        ),
        (
            offer(
                "agency",
                "Faro Police Department",
                ("uses_technology", "face_recognition_live"),
                bought,
            ),
            Refusal::Subject,
        ),
        (
            offer(
                "agency",
                "Brumas Port Authority",
                ("uses_technology", "iris"),
                "did not buy iris scanners",
            ),
            Refusal::Unsaid,
        ),
        (
            offer("system", "Face recognition", ("place", "Lima"), "recognition used in Lima"),
            Refusal::Unsaid,
        ),
    ] {
        assert_eq!(take(&offer), Err(why), "{offer:?}");
    }
}

#[test]
fn nobody_is_proposed() {
    let sold = "Xochitl Wrzeszcz, who sold it";
    for offer in [
        offer("contract", "contract PA-0044-2031", ("supplier", "Xochitl Wrzeszcz"), sold),
        offer("contract", "contract PA-0044-2031", ("buyer", "Wrzeszcz"), sold),
        offer("contract", "contract PA-0044-2031", ("technology_vendor", "Xochitl"), sold),
        offer(
            "claim",
            "Xochitl Wrzeszcz",
            ("claimed_by", "Lumbrera Sistemas, S.A. de C.V."),
            "from Lumbrera Sistemas, S.A. de C.V. in March",
        ),
        offer("system", "Xochitl Wrzeszcz", ("cameras", ">=319"), "more than 319 cameras"),
        offer("jurisdiction", "Xochitl Wrzeszcz", ("cameras", ">=319"), "more than 319 cameras"),
        offer("system", "system", ("place", "Xochitl Wrzeszcz"), sold),
        offer("system", "system", ("purpose", "Xochitl Wrzeszcz, who sold it"), sold),
        offer(
            "system",
            "system",
            ("purpose", "reached at xw@lumbrera.example"),
            "can be reached at xw@lumbrera.example",
        ),
        offer("system", "system", ("data_shared_with", "Xochitl Wrzeszcz"), sold),
        offer("law", "system", ("legal_basis", "Xochitl Wrzeszcz"), sold),
    ] {
        let refused = take(&offer);
        assert!(matches!(refused, Err(Refusal::Person | Refusal::Value)), "{offer:?}: {refused:?}");
    }
}

#[test]
fn entities_are_related_only_where_the_sentence_does() {
    let at = |words: &str| {
        let start = TEXT.find(words).unwrap();
        start..start + words.len()
    };
    let relate = |entity, words: &str| with(|offers| offers.relate(entity, &at(words)));
    let said =
        |statement: Statement| (statement.parts().property, statement.parts().value.to_string());
    assert_eq!(
        relate(Entity::Agency, "Arden Police Department").map(said),
        Ok((Property::Buyer, "Arden Police Department".to_owned()))
    );
    assert_eq!(
        relate(Entity::Company, "Lumbrera Sistemas, S.A. de C.V.").map(said),
        Ok((Property::TechnologyVendor, "Lumbrera Sistemas, S.A. de C.V.".to_owned()))
    );
    assert_eq!(
        relate(Entity::Place, "Guadalajara").map(said),
        Ok((Property::Place, "Guadalajara".to_owned()))
    );
    assert!(relate(Entity::Agency, "Brumas Port Authority").is_err());
    for place in ["Brumas", "Altamar"] {
        let start = TEXT.rfind(place).unwrap();
        let found = with(|offers| offers.relate(Entity::Place, &(start..start + place.len())));
        assert_eq!(found.map(said), Ok((Property::Place, place.to_owned())));
    }
    let start = TEXT.rfind("Wrzeszcz").unwrap();
    let person = with(|offers| offers.relate(Entity::Place, &(start..start + 8)));
    assert_eq!(person, Err(Refusal::Person));
    assert_eq!(relate(Entity::Place, "Lima"), Err(Refusal::Unsaid));
    assert_eq!(relate(Entity::Company, "Xochitl Wrzeszcz"), Err(Refusal::Unrelated));
    assert_eq!(relate(Entity::Agency, "rden Police"), Err(Refusal::Quote));
    let outside = with(|offers| offers.relate(Entity::Agency, &(0..TEXT.len() + 9)));
    assert_eq!(outside, Err(Refusal::Quote));
}

#[test]
fn what_the_rules_propose_too_is_one_statement() {
    let layer = fuzzing::plain(TEXT).unwrap();
    let meta = SourceMeta::default();
    let document = Document { layer: &layer, meta: &meta };
    let rules = reading::Reader::read(&Rules::new(), &document);
    assert!(rules.len() > 3);
    let id: codebook::ReaderId = "endpoint:some-model/1".parse().unwrap();
    let offers = Offers::of(&document, id.clone(), Confidence::thousandths(400)).unwrap();
    let mut again = Vec::new();
    for grounded in &rules {
        let parts = grounded.parts();
        let offer = Offer {
            kind: parts.subject.kind,
            subject: parts.subject.name.as_str(),
            property: parts.property,
            value: parts.written.as_str(),
            quote: parts.citation.quote().quote(),
            within: 0..TEXT.len(),
        };
        again.extend(offers.take(&offer));
    }
    assert!(again.len() > 3, "{again:?}");
    let alone = reading::statements(rules.clone());
    let both = reading::statements(rules.into_iter().chain(again).collect());
    assert_eq!(alone, both, "what two readers propose is kept once, as the first has it");
}

#[test]
fn windows_hold_every_sentence_once() {
    let long = TEXT.repeat(40);
    let layer = fuzzing::plain(&long).unwrap();
    let meta = SourceMeta::default();
    let document = Document { layer: &layer, meta: &meta };
    let offers =
        Offers::of(&document, codebook::ReaderId::rules(9), Confidence::thousandths(1)).unwrap();
    for most in [1, 300, 4000, usize::MAX] {
        let windows = offers.windows(most);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let shown: Vec<_> = windows.iter().flat_map(|at| words(offers.words(at))).collect();
        assert_eq!(shown, words(&long), "{most}");
        assert!(windows.iter().all(|at| at.len() <= most.max(1500)), "{most}");
    }
}

#[test]
fn a_document_without_technology_is_shown_to_nobody() {
    let layer = fuzzing::plain("The harbour of Almeda has a new crane.").unwrap();
    let meta = SourceMeta::default();
    let document = Document { layer: &layer, meta: &meta };
    assert!(Offers::of(&document, codebook::ReaderId::rules(9), Confidence::CERTAIN).is_none());
}
