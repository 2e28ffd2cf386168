//! Sources that came inside others, and layers of what authors hid.

use crate::support::{Desk, act, from, ids, layer, layer_by, news, press, says, text};
use codebook::{Kind, Origin, Property, SourceId, Visibility};
use register::{LayerAct, Register, RegisterError, SourceAct};

const MAIL: &str = "A mail with two files attached to it.";

fn mail() -> SourceAct {
    act(&layer(MAIL), "answer.eml", Vec::new())
}

fn attached(act: SourceAct, part: &str) -> SourceAct {
    let origin = Origin::Part { of: mail().source, part: part.to_owned(), name: None };
    from(act, "attached.txt", origin)
}

/// A mail with the article and the press release attached; the release is known from a file, too.
fn with_mail() -> Desk {
    let mut desk = Desk::new(Register::in_memory().unwrap());
    for act in [mail(), attached(news(), "1/2"), press(), attached(press(), "1/3")] {
        let ids = ids(&act);
        desk.add(act);
        desk.accept(&ids);
    }
    desk
}

fn visibility(desk: &Desk, source: SourceId) -> Visibility {
    desk.register.source(source).unwrap().unwrap().visibility
}

fn close(desk: &mut Desk, source: SourceId) -> usize {
    let (register, given) = desk.parts();
    let closed =
        register.set_visibility(given, &text("Ana"), &[source], Visibility::Confidential).unwrap();
    closed.0
}

#[test]
fn what_came_in_a_source_alone_is_confidential_with_it() {
    let mut desk = with_mail();
    desk.release();
    assert_eq!(desk.register.publishable().unwrap().whole().unwrap().sources.len(), 2);
    let inside = desk.register.contained_in(&[mail().source]).unwrap();
    assert_eq!(inside.only_there, [news().source]);
    assert_eq!(inside.elsewhere_too, [press().source]);

    assert_eq!(close(&mut desk, mail().source), 2);
    assert_eq!(visibility(&desk, news().source), Visibility::Confidential);
    assert_eq!(visibility(&desk, press().source), Visibility::Withheld);
    let public = desk.register.publishable().unwrap().whole().unwrap();
    assert!(public.sources.iter().all(|source| source.title != "attached.txt"));
    assert_eq!((public.sources.len(), public.facts.len()), (1, 3));
    assert_eq!(close(&mut desk, mail().source), 0);
    desk.holds();
}

#[test]
fn whoever_closes_a_source_keeps_the_key_to_it_and_to_what_came_in_it() {
    let mut desk = with_mail();
    desk.release();
    let (register, given) = desk.parts();
    let (changed, taken_back) =
        register.close_source(given, &text("Ana"), mail().source, &[text("Ana")]).unwrap();
    assert_eq!(changed, 2);
    assert!(!taken_back.is_empty());
    for source in [mail().source, news().source] {
        assert_eq!(visibility(&desk, source), Visibility::Confidential);
        assert!(desk.register.may_see(&text("Ana"), source).unwrap());
        assert!(!desk.register.may_see(&text("Bruno"), source).unwrap());
    }
    desk.holds();
}

#[test]
fn what_somebody_else_closed_is_not_opened_by_closing_what_it_came_in() {
    let mut desk = with_mail();
    let (register, given) = desk.parts();
    register.close_source(given, &text("Bruno"), news().source, &[text("Bruno")]).unwrap();
    let (register, given) = desk.parts();
    let (changed, _) =
        register.close_source(given, &text("Ana"), mail().source, &[text("Ana")]).unwrap();
    assert_eq!(changed, 1);
    assert!(!desk.register.may_see(&text("Ana"), news().source).unwrap());
    assert!(desk.register.may_see(&text("Bruno"), news().source).unwrap());
    assert!(!desk.register.may_see(&text("Bruno"), mail().source).unwrap());
}

#[test]
fn what_comes_in_a_confidential_source_is_confidential_from_the_first() {
    let mut desk = Desk::new(Register::in_memory().unwrap());
    desk.add(mail());
    close(&mut desk, mail().source);
    desk.add(attached(news(), "1/2"));
    assert_eq!(visibility(&desk, news().source), Visibility::Confidential);
    // What was known before stays as it was.
    desk.add(press());
    desk.add(attached(press(), "1/3"));
    assert_eq!(visibility(&desk, press().source), Visibility::Withheld);
    desk.holds();
}

#[test]
fn an_attached_file_s_name_and_holder_are_not_published() {
    let mut desk = Desk::new(Register::in_memory().unwrap());
    desk.add(mail());
    let name = Some("secret list.txt".to_owned());
    let origin = Origin::Part { of: mail().source, part: "1/2".to_owned(), name };
    desk.add(from(news(), "secret list.txt", origin));
    desk.accept(&ids(&news()));
    desk.release();
    let public = format!("{:?}", desk.register.publishable().unwrap().whole().unwrap());
    assert!(!public.contains("secret list") && !public.contains(&mail().source.to_string()));
    assert!(public.contains("bought 120 cameras"));
}

#[test]
fn a_purge_destroys_what_came_inside_alone_and_forgets_that_the_rest_did() {
    let mut desk = with_mail();
    desk.release();
    let (register, given) = desk.parts();
    let purged =
        register.purge(given, &text("Ana"), mail().source, &text("the Third Court")).unwrap();
    assert_eq!(purged.plan.parts, [news().source]);
    assert_eq!(purged.plan.remaining, [press().source]);
    assert_eq!((purged.plan.statements.len(), purged.retracted.len()), (4, 4));
    assert_eq!(desk.register.source(news().source).unwrap(), None);
    let origins = desk.register.origins().unwrap();
    assert!(origins.iter().all(|it| !matches!(it.from.origin, Origin::Part { .. })));
    assert_eq!(desk.register.publishable().unwrap().whole().unwrap().facts.len(), 3);
    let told = desk.register.entries(1, 1000).unwrap();
    let mail = mail().source.to_string();
    assert!(told.iter().all(|entry| !entry.summary().contains(&mail[..12])));
    desk.holds();
}

#[test]
fn nothing_is_said_on_hidden_words_and_they_are_not_published() {
    let mut desk = Desk::new(Register::in_memory().unwrap());
    let shown = layer("The city bought 120 cameras.");
    let unseen = layer_by("The city bought 900 cameras.", "docx");
    let hidden = codebook::TextLayer::new(
        shown.source(),
        unseen.extractor().clone().of_hidden(),
        unseen.text(),
        codebook::LayerMap::Plain,
    )
    .unwrap();
    let subject = (Kind::System, "The city");
    let say = |layer: &codebook::TextLayer, words: &str, value: &str| {
        let mut parts = says(layer, words, subject, Property::Cameras, value).parts();
        parts.subject.name = text("The city");
        codebook::Statement::new(parts).unwrap()
    };
    let with = |proposals| {
        let act = act(&shown, "a.docx", vec![say(&shown, "bought 120 cameras", "120")]);
        let kept = LayerAct {
            layer: hidden.id(),
            extractor: hidden.extractor().clone(),
            text: codebook::Sha256::of(hidden.text().as_bytes()),
            length: hidden.text().len() as u64,
            map: None,
            proposals,
        };
        SourceAct { layers: act.layers.iter().cloned().chain([kept]).collect(), ..act }
    };
    let wrong = with(vec![say(&hidden, "bought 900 cameras", "900")]);
    let (register, given) = desk.parts();
    let refused = register.record_sources(given, &text("Ana"), vec![wrong]);
    assert!(matches!(refused, Err(RegisterError::Hidden { .. })), "{refused:?}");

    let right = with(Vec::new());
    desk.add(right.clone());
    desk.accept(&ids(&right));
    desk.release();
    let (register, given) = desk.parts();
    register.set_visibility(given, &text("Ana"), &[shown.source()], Visibility::Public).unwrap();
    let layers: Vec<bool> =
        desk.register.layers().unwrap().iter().map(|layer| layer.extractor.hidden).collect();
    assert_eq!(layers, [false, true], "both are known to the desk");
    let public = desk.register.publishable().unwrap().whole().unwrap();
    let told = format!("{public:?}");
    assert!(told.contains(&shown.id().to_string()) && !told.contains(&hidden.id().to_string()));
    desk.holds();
}
