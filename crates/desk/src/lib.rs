//! The desk: Veedor's HTTP server. [`Desk`] is where people work on a dossier, [`Public`] shows everybody
//! what is public of it, [`Folder`] shows a published register on this machine.
//!
//! It must not hold rules: what may be decided, shown or published is settled by the crates it calls.
//!
//! # How to add a page
//!
//! A module of its own, `src/NAME.rs`, with `pub(crate) fn routes() -> Routes`, and its line in
//! `app::modules`:
//!
//! ```text
//! pub(crate) fn routes() -> Routes {
//!     Routes::new()
//!         .get::<Look, _, _>("/sources", list)
//!         .post::<Decide, _, _>("/statements/{id}/accept", accept)
//! }
//!
//! async fn list(State(app): State<App>, may: May<Look>, seen: Seen) -> Result<Response, Failure> {
//!     let sources = app.store.read(&may.who, |register| register.sources()).await?;
//!     seen.render(&Sources { frame: seen.frame("sources-title", Nav::Sources), sources })
//! }
//!
//! async fn accept(State(app): State<App>, may: May<Decide>, …) -> Result<Response, Failure> {
//!     app.store.write(&may, move |register, given, by| register.decide(given, by, …)).await?;
//!     Ok(see_other("/review", Some(Flash::Saved)))
//! }
//! ```
//!
//! - The first type of a route says who may come: nobody without that right reaches the handler. What
//!   writes (`store::Store::write`) takes a `May`, which only the gate gives.
//! - A right that no page has asked for yet gets its name in `who::rights!`, and `impl Writes` if its
//!   acts write.
//! - Every form holds `<input type="hidden" name="csrf" value="{{ frame.csrf }}">`; scripts send it as
//!   the header `x-csrf-token`; a multipart form as the query `?csrf=`.
//! - Templates stand in `templates/`, extend `base.html`, and call `frame.w.t("key")`; keys stand in
//!   both files of `locales/`.
//! - Scripts and styles stand in `assets/` and are listed in `assets.rs`; templates link to
//!   `frame.asset("desk.css")`.
//! - A new route is held against every role by `tests/doors.rs` without more being done.

mod app;
mod assets;
mod entities;
mod entity;
mod entity_acts;
mod error;
mod events;
mod failure;
mod finder;
mod flash;
mod folder;
mod frame;
mod guard;
mod hosts;
mod hub;
mod inbox;
mod listen;
mod live;
mod papers;
mod people;
mod public;
mod register;
mod release;
mod review;
mod routes;
mod saved;
mod searching;
mod seen;
mod server;
mod signin;
mod source;
mod source_acts;
mod sources;
mod spool;
mod start;
mod store;
mod taking;
mod typed;
mod who;
mod words;

pub use app::route_table;
pub use error::DeskError;
pub use folder::Folder;
pub use public::Public;
pub use server::{Desk, Opening};
