//! Lists, narrowed and ordered, as pages and as tables; from the published site and from a server.

use codebook::Kind;
use pages::{Choice, Lang, Listing, Page, Site, Slug};
use register::public::{Facet, ListOrder, PublicEntity, PublicFact, PublicText};

use super::support::{Fixture, entity_id, fact_id, fixture};

/// The cells of a page's rows, by the tags of our own templates.
fn rows(html: &str) -> usize {
    html.matches("<tr role=\"row\"><th scope=\"row\"").count()
}

#[test]
fn a_table_has_the_rows_of_its_page() {
    let fixture = fixture();
    let view = fixture.handle();
    let site = Site::new(&view);
    let live = Page::Chosen(
        Kind::System,
        Choice::With(Facet::Technology, Slug::of("face_recognition_live")),
        1,
    );
    for page in [Page::List(Kind::System, 1), live, Page::List(Kind::Contract, 1)] {
        for lang in Lang::ALL {
            let ready = site.ready(page).unwrap();
            let mut html = String::new();
            ready.render(lang, &[], &mut html).unwrap();
            let table = ready.table(lang).unwrap();
            assert!(rows(&html) > 0);
            assert_eq!(table.lines().count(), rows(&html) + 1, "{page:?}\n{table}");
            let way = page.path().replace(".html", ".csv");
            assert!(html.contains(&way), "{page:?} leads to {way}");
        }
    }
}

/// Parameters; then how many values, which order, which page and form are asked for.
type Case<'a> = (&'a [(&'a str, &'a str)], usize, ListOrder, u32, bool);

#[test]
fn a_server_is_asked_by_parameters() {
    let cases: [Case<'_>; 6] = [
        (&[], 0, ListOrder::Name, 1, false),
        (&[("technology", "alpr"), ("sort", "year")], 1, ListOrder::Year, 1, false),
        (&[("technology", "alpr"), ("technology", "alpr")], 1, ListOrder::Name, 1, false),
        (&[("status", ""), ("sort", "color"), ("page", "0")], 0, ListOrder::Name, 1, false),
        (&[("page", "x"), ("format", "csv")], 0, ListOrder::Name, 1, true),
        (&[("person", "x"), ("page", "3")], 0, ListOrder::Name, 3, false),
    ];
    for (pairs, with, order, number, table) in cases {
        let asked = Listing::of(Kind::System, pairs.iter().copied());
        assert_eq!(asked.ask.with.len(), with, "{pairs:?}");
        assert_eq!(
            (asked.ask.order, asked.number, asked.table),
            (order, number, table),
            "{pairs:?}"
        );
    }
}

#[test]
fn a_server_combines_what_the_site_has_apart() {
    let fixture = fixture();
    let view = fixture.handle();
    let site = Site::new(&view);
    let pairs = [("technology", "face_recognition_live"), ("sort", "facts")];
    let ready = site.ready_list(&Listing::of(Kind::System, pairs)).unwrap();
    let mut html = String::new();
    ready.render(Lang::En, &[], &mut html).unwrap();
    assert!(rows(&html) > 0);
    assert!(
        html.contains(
            "systems.html?technology=face_recognition_live&#38;sort=facts&#38;format=csv"
        )
    );
    let none = Listing::of(Kind::System, [("technology", "<b>\"&'"), ("place", "nowhere")]);
    html.clear();
    site.ready_list(&none).unwrap().render(Lang::Es, &[], &mut html).unwrap();
    assert_eq!(rows(&html), 0);
    assert!(!html.contains("<b>"));
}

#[test]
fn every_order_shows_every_row() {
    let fixture = fixture();
    let view = fixture.handle();
    let site = Site::new(&view);
    for kind in Kind::ALL {
        let all = site.ready(Page::List(kind, 1)).unwrap().table(Lang::En).unwrap();
        for order in ListOrder::ALL {
            let asked = Listing::of(kind, [("sort", order.as_str())]);
            let table = site.ready_list(&asked).unwrap().table(Lang::En).unwrap();
            let sorted = |text: &str| {
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                lines.sort();
                lines
            };
            assert_eq!(sorted(&table), sorted(&all), "{kind} {order:?}");
        }
    }
}

/// Systems by number, each with one fact, or with more; the later a number, the more.
fn numbered(numbers: impl Iterator<Item = (String, usize)>) -> Fixture {
    let mut fixture = fixture();
    let fact = fixture.view.facts.iter().find(|fact| fact.names.is_none()).unwrap().clone();
    let entity = fixture.view.entities.iter().find(|it| it.kind == Kind::System).unwrap().clone();
    for (number, facts) in numbers {
        let name = format!("Zahorí {number}");
        let id = entity_id(&name);
        fixture.view.entities.push(PublicEntity {
            id,
            name: name.parse().unwrap(),
            ..entity.clone()
        });
        for nth in 0..facts {
            let of_it = fact_id(&format!("{name}, fact {nth}"));
            fixture.view.facts.push(PublicFact { id: of_it, subject: id, ..fact.clone() });
        }
    }
    fixture
}

/// A page of a list: its rows, and what the links before and after it ask for.
fn turned(fixture: &Fixture, query: &str) -> (Vec<String>, [Option<String>; 2]) {
    let view = fixture.handle();
    let pairs: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).collect();
    let pairs = pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref()));
    let ready = Site::new(&view).ready_list(&Listing::of(Kind::System, pairs)).unwrap();
    assert!(!ready.is_past_the_end(), "{query}");
    let mut html = String::new();
    ready.render(Lang::En, &[], &mut html).unwrap();
    let rows: Vec<String> =
        ready.table(Lang::En).unwrap().lines().skip(1).map(str::to_owned).collect();
    let way = |rel: &str| {
        let link = html.split(&format!("rel=\"{rel}\" href=\"")).nth(1)?.split('"').next()?;
        let (_, query) = link.split_once('?').unwrap_or_default();
        Some(query.replace("&#38;", "&"))
    };
    let (before, after) = (way("prev"), way("next"));
    (rows, [before, after])
}

#[test]
fn a_page_of_a_list_stays_where_it_is_while_others_come_and_go() {
    let facts = |number: usize| 1 + usize::from(number.is_multiple_of(7));
    let now = || (0..650).map(|number| (format!("{number:03}"), facts(number)));
    let fixture = numbered(now());
    // Some come before it, others go, and what stands at a page's end moves up.
    let later = numbered(
        now()
            .filter(|(number, _)| number != "003")
            .map(|(number, facts)| (number.clone(), if number == "197" { 9 } else { facts }))
            .chain((0..5).map(|number| (format!("00{number}b"), 3))),
    );
    for order in ["", "sort=facts", "sort=newest", "sort=year"] {
        let (first, [none, after]) = turned(&fixture, order);
        assert_eq!((first.len(), none), (200, None), "{order}");
        let after = after.unwrap();
        let (second, [before, next]) = turned(&fixture, &after);
        assert!(second.iter().all(|row| !first.contains(row)), "{order}");
        assert_eq!(turned(&fixture, &before.unwrap()).0, first, "{order}: and back");
        let (third, [back, _]) = turned(&fixture, &next.unwrap());
        assert_eq!(turned(&fixture, &back.unwrap()).0, second, "{order}: and back");
        let gone = |rows: &[String]| -> Vec<String> {
            let moves = ["Zahorí 197,", "Zahorí 003,"];
            rows.iter().filter(|row| !moves.iter().any(|it| row.contains(it))).cloned().collect()
        };
        let still = gone(&turned(&later, &after).0);
        let (rest, all) = (gone(&second), [second.clone(), third].concat());
        assert!(still.starts_with(&rest[..150]), "{order}: {:?} {:?}", still.first(), rest.first());
        assert!(still.iter().all(|row| all.contains(row)), "{order}");
    }
    // Where there is no such place any more, the number of the page counts.
    let (_, [_, after]) = turned(&fixture, "");
    let lost = after.unwrap().replace("after=%7Ee-", "after=%7Ee-0");
    assert_eq!(turned(&fixture, &lost).0, turned(&fixture, "page=2").0);
    assert_eq!(turned(&fixture, "page=2&after=no-place").0, turned(&fixture, "page=2").0);
}

/// An entity of which very much is said has a page in parts; whoever leads to a fact leads to its part.
#[test]
fn an_entity_with_very_many_facts_has_a_page_in_parts() {
    let mut fixture = fixture();
    let one = fixture.view.facts.iter().find(|fact| fact.names.is_none()).unwrap().clone();
    let before = fixture.view.facts.iter().filter(|fact| fact.subject == one.subject).count();
    for number in before..1_203 {
        let id = fact_id(&format!("one more {number}"));
        fixture.view.facts.push(PublicFact { id, ..one.clone() });
    }
    let view = fixture.handle();
    let site = Site::new(&view);
    let row = view.entity(one.subject).unwrap().unwrap();
    let pages = site.pages_of(&row).unwrap();
    let paths: Vec<String> = pages.iter().map(|page| page.path()).collect();
    assert_eq!(paths.len(), 3, "{paths:?}");
    let (mut shown, mut led) = (0, 0);
    let texts: Vec<PublicText> = fixture.layers.iter().map(PublicText::from).collect();
    let mut source = String::new();
    site.render(Page::Source(one.source), Lang::En, &texts, &mut source).unwrap();
    for (page, path) in pages.iter().zip(&paths) {
        assert_eq!(Page::at(path), Some(*page));
        let ready = site.ready(*page).unwrap();
        let mut html = String::new();
        ready.render(Lang::En, &[], &mut html).unwrap();
        // Alone in an article, or with another that says the same.
        let ids: Vec<&str> = ["class=\"fact\" id=\"", "class=\"also\" id=\""]
            .iter()
            .flat_map(|mark| html.split(mark).skip(1))
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let here = ids.len();
        assert!(here <= 500, "{here} on {path}");
        shown += here;
        for other in paths.iter().filter(|other| *other != path).take(1) {
            assert!(html.contains(other.as_str()) || paths.len() > 2, "{path} leads to {other}");
        }
        let json = ready.json(Lang::En).unwrap();
        for id in ids {
            assert!(json.contains(id), "{path}: {id}");
            led += usize::from(source.contains(&format!("{path}#{id}")));
        }
    }
    assert_eq!(shown, 1_203);
    assert!(led >= 1_203 - before, "{led}");
    assert!(site.ready(Page::EntityPart(one.subject, 4)).is_err());
}
