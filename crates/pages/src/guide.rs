//! Pages about the register itself: how to check it, and the choice of language.

use askama::Template;

use crate::frame::Frame;
use crate::page::Page;
use crate::shown::Shown;
use crate::site::PageError;
use crate::words::Words;

#[derive(Template)]
#[template(path = "verify.html")]
struct VerifyPage<'a> {
    f: Frame<'a>,
}

pub(crate) fn verify(site: &Shown<'_>, w: &Words, out: &mut String) -> Result<(), PageError> {
    let f = Frame::new(site, w, Page::Verify, w.t("nav-verify").to_owned());
    VerifyPage { f }.render_into(out)?;
    Ok(())
}

#[derive(Template)]
#[template(path = "root.html")]
struct RootPage;

pub(crate) fn root(out: &mut String) -> Result<(), PageError> {
    RootPage.render_into(out)?;
    Ok(())
}
