//! What is published is HTML without a mistake, and no link of it leads nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use crate::browser::register;
use dom_query::Document;

/// What a page says of itself, and what is wrong with it.
struct Markup {
    ids: BTreeSet<String>,
    links: Vec<String>,
    faults: Vec<String>,
}

fn read(html: &str) -> Markup {
    let document = Document::from(html);
    let mut faults: Vec<String> =
        document.errors.borrow().iter().map(|error| format!("not HTML: {error}")).collect();
    let mut ids = BTreeSet::new();
    for node in document.select("[id]").nodes() {
        let id = node.attr("id").unwrap().to_string();
        if id.is_empty() || id.contains(char::is_whitespace) {
            faults.push(format!("no id: {id:?}"));
        }
        if !ids.insert(id.clone()) {
            faults.push(format!("the id {id} twice"));
        }
    }
    for attribute in ["for", "aria-labelledby", "aria-describedby", "aria-controls", "list"] {
        for node in document.select(&format!("[{attribute}]")).nodes() {
            for id in node.attr(attribute).unwrap().split_whitespace() {
                if !ids.contains(id) {
                    faults.push(format!("{attribute}={id} names nothing of the page"));
                }
            }
        }
    }
    // They would run or colour beside the policy, were it not for the policy.
    for node in document.select("script:not([src]):not([type]), style, [style], [onclick]").nodes()
    {
        faults.push(format!("script or style in the page: {}", node.html()));
    }
    let mut links = Vec::new();
    for attribute in ["href", "src"] {
        for node in document.select(&format!("[{attribute}]")).nodes() {
            links.push(node.attr(attribute).unwrap().to_string());
        }
    }
    Markup { ids, links, faults }
}

/// What is wrong with a page, as far as the page alone tells.
pub(crate) fn faults(html: &str) -> Vec<String> {
    let mut markup = read(html);
    for link in &markup.links {
        if let Some(anchor) = link.strip_prefix('#')
            && !markup.ids.contains(anchor)
        {
            markup.faults.push(format!("{link} leads to nothing of the page"));
        }
    }
    markup.faults
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

/// Where a link of a page leads, `..` resolved: no farther up than the site.
fn resolve(site: &Path, page: &Path, link: &str) -> Option<PathBuf> {
    let mut path = page.parent().unwrap().to_owned();
    for component in Path::new(link).components() {
        match component {
            Component::Normal(name) => path.push(name),
            Component::ParentDir => {
                path.pop();
            }
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    path.starts_with(site).then_some(path)
}

#[test]
fn what_is_published_is_html_and_no_link_leads_nowhere() {
    let (_desk, site) = register();
    let mut all = Vec::new();
    files(&site, &mut all);
    all.sort();
    let known: BTreeSet<&Path> = all.iter().map(PathBuf::as_path).collect();
    let pages: BTreeMap<&Path, Markup> = known
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .map(|path| (*path, read(&std::fs::read_to_string(path).unwrap())))
        .collect();
    assert!(pages.len() > 50, "only {} pages", pages.len());

    let mut wrong = Vec::new();
    let mut checked = 0_usize;
    for (page, markup) in &pages {
        let name = page.strip_prefix(&site).unwrap().display();
        wrong.extend(markup.faults.iter().map(|fault| format!("{name}: {fault}")));
        for link in &markup.links {
            if link.starts_with("https:") || link.starts_with("http:") || link.starts_with("data:")
            {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let file = file.split('?').next().unwrap();
            let to =
                if file.is_empty() { Some(page.to_path_buf()) } else { resolve(&site, page, file) };
            let Some(to) = to.filter(|to| known.contains(to.as_path())) else {
                wrong.push(format!("{name}: {link} leads to no file"));
                continue;
            };
            let there = pages.get(to.as_path());
            if !anchor.is_empty() && there.is_some_and(|there| !there.ids.contains(anchor)) {
                wrong.push(format!("{name}: {link} leads to no such place of its page"));
            }
            checked += 1;
        }
    }
    assert!(checked > 500, "only {checked} links");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn faults_are_found() {
    let head = "<!doctype html><html lang=es><head><title>t</title></head><body>";
    let cases = [
        ("<p>sound <a href=\"#x\">x</a> <b id=\"x\">x</b></p>", 0),
        ("<p>crossed <b>x</p></b>", 1),
        ("<table><p>x</p></table>", 1),
        ("<i id=\"x\"></i><i id=\"x\"></i>", 1),
        ("<label for=\"nobody\">x</label>", 1),
        ("<a href=\"#nowhere\">x</a>", 1),
        ("<p style=\"color: red\">x</p>", 1),
        ("<script>alert(1)</script>", 1),
    ];
    for (body, least) in cases {
        let found = faults(&format!("{head}{body}</body></html>"));
        assert!(
            if least == 0 { found.is_empty() } else { found.len() >= least },
            "{body}: {found:?}"
        );
    }
}
