//! Who is asking, and what they may: types that only the gate gives.

use std::marker::PhantomData;

use accounts::{Act, Role, Token};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use codebook::value::ShortText;

use crate::failure::Failure;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    pub(crate) name: ShortText,
    pub(crate) role: Role,
}

impl Who {
    /// True where they may do `act`.
    pub(crate) fn may(&self, act: Act) -> bool {
        self.role.may(act)
    }
}

/// The session of a request: its token, and who it is once they have a name.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) token: Token,
    pub(crate) who: Option<Who>,
}

/// A right, as a type.
pub(crate) trait Right: Send + Sync + 'static {
    /// The act it allows.
    const ACT: Act;
}

/// A right whose acts write to the register.
pub(crate) trait Writes: Right {}

/// Makes a type of each act; those that write to the register say so beside it.
macro_rules! rights {
    ($($right:ident),*) => {$(
        #[doc = concat!("The right of [`Act::", stringify!($right), "`].")]
        #[derive(Debug)]
        pub(crate) struct $right;
        impl Right for $right {
            const ACT: Act = Act::$right;
        }
    )*};
}

rights!(Look, Propose, Decide, Release, Administer);
impl Writes for Propose {}
impl Writes for Decide {}
impl Writes for Release {}

/// Somebody who has the right `R`.
#[derive(Debug, Clone)]
pub(crate) struct May<R> {
    pub(crate) who: Who,
    right: PhantomData<R>,
}

impl<R: Right> May<R> {
    /// The right, where `who` has it.
    pub(crate) fn checked(who: &Who) -> Result<Self, Failure> {
        if !who.may(R::ACT) {
            return Err(Failure::NotAllowed);
        }
        Ok(Self { who: who.clone(), right: PhantomData })
    }
}

impl<R: Right, S: Sync> FromRequestParts<S> for May<R> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let session = parts.extensions.get::<Session>().ok_or(Failure::SignIn)?;
        Self::checked(session.who.as_ref().ok_or(Failure::SignIn)?)
    }
}
