//! The application: what every handler may use, and all routes behind their guards.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use accounts::{Accounts, Act, Role, Token};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{from_fn, from_fn_with_state};
use codebook::value::ShortText;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::failure::{self, Failure};
use crate::finder::Finder;
use crate::hosts::Address;
use crate::hub::Hub;
use crate::live::Live;
use crate::papers::Papers;
use crate::routes::Routes;
use crate::spool::Spool;
use crate::store::{Machine, Store, run};
use crate::who::{Session, Who};
use crate::{
    assets, entities, entity_acts, events, guard, inbox, people, register, release, review, saved,
    searching, signin, source_acts, sources, start,
};

/// How many browsers are remembered that came by the launch token.
const BROWSERS: usize = 64;

pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Every module of pages. A new one has its line here.
fn modules() -> Routes {
    Routes::new()
        .and(assets::routes())
        .and(entities::routes())
        .and(entity_acts::routes())
        .and(events::routes())
        .and(inbox::routes())
        .and(people::routes())
        .and(register::routes())
        .and(release::routes())
        .and(review::routes())
        .and(saved::routes())
        .and(searching::routes())
        .and(signin::routes())
        .and(source_acts::routes())
        .and(sources::routes())
        .and(start::routes())
}

/// Every route: method, path, and the act it asks for; none where anybody may come. For tests that try
/// each as each role.
#[must_use]
pub fn route_table() -> Vec<(&'static str, &'static str, Option<Act>)> {
    modules().table
}

/// How people come in.
pub(crate) enum Door {
    /// By accounts.
    Accounts(Arc<Accounts>),
    /// One person at her own machine, by a token said on the terminal, which lets one browser in.
    Alone {
        launch: Mutex<Option<Token>>,
        by: Option<ShortText>,
        browsers: Mutex<VecDeque<([u8; 32], Option<ShortText>)>>,
    },
}

impl Door {
    /// True where nobody is asked for a password.
    pub(crate) const fn is_alone(&self) -> bool {
        matches!(self, Self::Alone { .. })
    }
}

/// What handlers may use.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) spool: Arc<Spool>,
    pub(crate) papers: Arc<Papers>,
    pub(crate) hub: Hub,
    pub(crate) machine: Machine,
    pub(crate) address: Arc<Address>,
    pub(crate) door: Arc<Door>,
    /// What is kept for people beside the log, with accounts or without.
    pub(crate) kept: Arc<Accounts>,
    pub(crate) finder: Arc<Finder>,
    pub(crate) live: Arc<Live>,
}

impl App {
    /// The name of the session's cookie: browsers hold `__Host-` to being secure and of this host alone.
    pub(crate) fn cookie_name(&self) -> &'static str {
        if self.address.is_secure { "__Host-veedor" } else { "veedor" }
    }

    /// The header that gives a browser the session's cookie, or with an empty `secret` takes it away.
    pub(crate) fn cookie(&self, secret: &str) -> String {
        let name = self.cookie_name();
        let secure = if self.address.is_secure { "; Secure" } else { "" };
        let end = if secret.is_empty() { "; Max-Age=0" } else { "" };
        format!("{name}={secret}; Path=/; HttpOnly; SameSite=Strict{secure}{end}")
    }

    /// Whose session a token is.
    pub(crate) async fn session(&self, token: Token) -> Result<Option<Session>, Failure> {
        let (door, clock) = (Arc::clone(&self.door), self.machine.clock);
        run(move || {
            let who = match &*door {
                Door::Accounts(accounts) => match accounts.session(clock, &token)? {
                    Some(person) => Some(Who { name: person.name, role: person.role }),
                    None => return Ok(None),
                },
                Door::Alone { browsers, by, .. } => {
                    let known = browsers.lock().unwrap_or_else(PoisonError::into_inner);
                    let digest = token.digest();
                    let Some((_, name)) = known.iter().find(|(it, _)| *it == digest) else {
                        return Ok(None);
                    };
                    let name = name.clone().or_else(|| by.clone());
                    name.map(|name| Who { name, role: Role::Administrator })
                }
            };
            Ok(Some(Session { token, who }))
        })
        .await?
    }

    /// A session for the browser that brings the launch token, where there is one to bring. The token is
    /// spent by it: who reads it later in a history or over a shoulder comes in no more.
    pub(crate) fn launched(&self, brought: &Token) -> Option<Token> {
        let Door::Alone { launch, browsers, .. } = &*self.door else { return None };
        launch
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take_if(|token| token.digest() == brought.digest())?;
        let token = Token::new(self.machine.chance);
        let mut browsers = browsers.lock().unwrap_or_else(PoisonError::into_inner);
        if browsers.len() >= BROWSERS {
            browsers.pop_front();
        }
        browsers.push_back((token.digest(), None));
        Some(token)
    }

    /// The address by which one comes in: of a desk without accounts with the launch token, where that has
    /// not let anybody in yet.
    pub(crate) fn way_in(&self) -> String {
        let origin = self.address.origin();
        let token = match &*self.door {
            Door::Accounts(_) => None,
            Door::Alone { launch, .. } => {
                launch.lock().unwrap_or_else(PoisonError::into_inner).clone()
            }
        };
        match token {
            Some(token) => format!("{origin}/?token={}", token.secret()),
            None => format!("{origin}/"),
        }
    }

    /// Another one for another browser; the one before lets nobody in any more.
    pub(crate) fn another_way_in(&self) -> String {
        if let Door::Alone { launch, .. } = &*self.door {
            let token = Token::new(self.machine.chance);
            *launch.lock().unwrap_or_else(PoisonError::into_inner) = Some(token);
        }
        self.way_in()
    }

    /// Keeps the name somebody gave herself who works alone; none ends the session.
    pub(crate) fn called(&self, session: &Token, name: Option<ShortText>) {
        let Door::Alone { browsers, .. } = &*self.door else { return };
        let mut browsers = browsers.lock().unwrap_or_else(PoisonError::into_inner);
        match name {
            None => browsers.retain(|(it, _)| *it != session.digest()),
            Some(name) => {
                let own = browsers.iter_mut().find(|(it, _)| *it == session.digest());
                if let Some((_, known)) = own {
                    *known = Some(name);
                }
            }
        }
    }
}

/// All routes behind their guards; the one added last sees a request first.
pub(crate) fn router(app: App) -> Router {
    let fixed = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    let guarded = modules()
        .router
        .fallback(async || Failure::NotFound)
        .layer(DefaultBodyLimit::max(guard::FORM))
        .layer(from_fn_with_state(app.clone(), guard::own_forms))
        .layer(from_fn_with_state(app.clone(), failure::explain))
        .layer(from_fn_with_state(app.clone(), guard::session))
        .layer(from_fn_with_state(app.clone(), guard::host));
    guarded
        .layer(from_fn(guard::in_time))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .layer(fixed(header::CONTENT_SECURITY_POLICY, POLICY))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // Other sites learn nothing; without any, browsers would not say that our own forms are ours.
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(fixed(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(fixed(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
        .with_state(app)
}
