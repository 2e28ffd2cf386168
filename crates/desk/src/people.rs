//! People and their rights, for the administrator.

use std::sync::Arc;

use accounts::{AccountError, Accounts, Person, Role, Standing, Token};
use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use codebook::value::ShortText;
use serde::Deserialize;

use crate::app::{App, Door};
use crate::failure::Failure;
use crate::flash::{Flash, see_other};
use crate::frame::{Frame, Nav};
use crate::routes::Routes;
use crate::seen::Seen;
use crate::store::run;
use crate::who::{Administer, May};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get::<Administer, _, _>("/people", list)
        .post::<Administer, _, _>("/people/invite", invite)
        .post::<Administer, _, _>("/people/invite-again", invite_again)
        .post::<Administer, _, _>("/people/role", role)
        .post::<Administer, _, _>("/people/disable", disable)
        .post::<Administer, _, _>("/people/enable", enable)
}

#[derive(Template)]
#[template(path = "people.html")]
struct Page {
    frame: Frame,
    people: Vec<Person>,
    invited: Option<Invited>,
    error: Option<String>,
}

/// A link, and whom it lets in.
struct Invited {
    name: String,
    link: String,
}

impl Page {
    /// Each role, its name, and whether somebody has it.
    fn roles(&self, of: Option<&Person>) -> Vec<(Role, String, bool)> {
        let name = |role: Role| self.frame.w.t(&format!("role-{role}"));
        Role::ALL.map(|role| (role, name(role), of.is_some_and(|it| it.role == role))).into()
    }

    fn standing(&self, person: &Person) -> String {
        match person.standing {
            Standing::Invited => self.frame.w.t("standing-invited"),
            Standing::Active => self.frame.w.t("standing-active"),
            Standing::Disabled => self.frame.w.t("standing-disabled"),
        }
    }

    /// What is said of a link: whose it is.
    fn handing(&self, invited: &Invited) -> String {
        self.frame.w.with("people-link", &[("name", &invited.name)])
    }

    fn is_disabled(person: &Person) -> bool {
        person.standing == Standing::Disabled
    }
}

#[derive(Deserialize)]
struct OneOf {
    name: String,
}

#[derive(Deserialize)]
struct InRole {
    name: String,
    role: String,
}

async fn list(State(app): State<App>, _: May<Administer>, seen: Seen) -> Result<Response, Failure> {
    page(&app, &seen, None, None).await
}

async fn page(
    app: &App,
    seen: &Seen,
    invited: Option<Invited>,
    error: Option<String>,
) -> Result<Response, Failure> {
    let people = with(app, Accounts::people).await?;
    seen.render(&Page { frame: seen.frame("people-title", Nav::People), people, invited, error })
}

/// Asks the accounts; where there are none, there is no such page.
async fn with<T: Send + 'static>(
    app: &App,
    ask: impl FnOnce(&Accounts) -> Result<T, AccountError> + Send + 'static,
) -> Result<T, Failure> {
    let Door::Accounts(accounts) = &*app.door else { return Err(Failure::NotFound) };
    let accounts = Arc::clone(accounts);
    Ok(run(move || ask(&accounts)).await??)
}

async fn invite(
    State(app): State<App>,
    _: May<Administer>,
    seen: Seen,
    Form(asked): Form<InRole>,
) -> Result<Response, Failure> {
    let role = asked.role.parse::<Role>()?;
    let Ok(name) = asked.name.parse::<ShortText>() else {
        return page(&app, &seen, None, Some(seen.words.t("name-owed"))).await;
    };
    let machine = app.machine;
    let called = name.to_string();
    let made = with(&app, move |it| match it.invite(machine.for_accounts(), &name, role) {
        Err(AccountError::Taken(known)) => Ok(Err(known)),
        other => other.map(Ok),
    });
    match made.await? {
        Ok(token) => linked(&app, &seen, called, &token).await,
        Err(known) => {
            let error = seen.words.with("name-taken", &[("known", &known)]);
            page(&app, &seen, None, Some(error)).await
        }
    }
}

async fn invite_again(
    State(app): State<App>,
    _: May<Administer>,
    seen: Seen,
    Form(asked): Form<OneOf>,
) -> Result<Response, Failure> {
    let (machine, name) = (app.machine, asked.name.clone());
    let token = with(&app, move |it| it.invite_again(machine.for_accounts(), &name)).await?;
    linked(&app, &seen, asked.name, &token).await
}

/// The link, shown once and kept nowhere: it can be made anew.
async fn linked(app: &App, seen: &Seen, name: String, token: &Token) -> Result<Response, Failure> {
    let link = format!("{}/invitation/{}", app.address.origin(), token.secret());
    page(app, seen, Some(Invited { name, link }), None).await
}

async fn role(
    State(app): State<App>,
    _: May<Administer>,
    Form(asked): Form<InRole>,
) -> Result<Response, Failure> {
    let role = asked.role.parse::<Role>()?;
    with(&app, move |accounts| accounts.set_role(&asked.name, role)).await?;
    Ok(see_other("/people", Some(Flash::Saved)))
}

async fn disable(
    State(app): State<App>,
    _: May<Administer>,
    Form(asked): Form<OneOf>,
) -> Result<Response, Failure> {
    with(&app, move |accounts| accounts.disable(&asked.name)).await?;
    Ok(see_other("/people", Some(Flash::Saved)))
}

async fn enable(
    State(app): State<App>,
    _: May<Administer>,
    Form(asked): Form<OneOf>,
) -> Result<Response, Failure> {
    with(&app, move |accounts| accounts.enable(&asked.name)).await?;
    Ok(see_other("/people", Some(Flash::Saved)))
}
