//! A text of a line: borrowed from where it stands, which nearly every one can be, and as small as that, as lines have
//! many of them.

use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use crate::block::same;

/// A text, borrowed or not.
#[derive(Clone)]
pub enum Words<'a> {
    /// As it stands.
    Borrowed(&'a str),
    /// As it came to be: boxed twice, so that it takes no more room than one that is borrowed; what comes up again and
    /// again is shared.
    Owned(Rc<Box<str>>),
}

const _: () = assert!(size_of::<Words<'_>>() == size_of::<&str>());

impl Deref for Words<'_> {
    type Target = str;
    #[inline]
    fn deref(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Owned(text) => text,
        }
    }
}

impl AsRef<str> for Words<'_> {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Default for Words<'_> {
    fn default() -> Self {
        Self::Borrowed("")
    }
}

impl<'a> From<&'a str> for Words<'a> {
    fn from(text: &'a str) -> Self {
        Self::Borrowed(text)
    }
}

impl From<String> for Words<'_> {
    fn from(text: String) -> Self {
        Self::Owned(Rc::new(text.into_boxed_str()))
    }
}

impl fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl PartialEq for Words<'_> {
    fn eq(&self, other: &Self) -> bool {
        same(self, other)
    }
}

impl Eq for Words<'_> {}

impl PartialEq<str> for Words<'_> {
    fn eq(&self, other: &str) -> bool {
        same(self, other)
    }
}

impl PartialEq<&str> for Words<'_> {
    fn eq(&self, other: &&str) -> bool {
        same(self, other)
    }
}

impl PartialOrd for Words<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Words<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (**self).cmp(&**other)
    }
}

impl serde::Serialize for Words<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}
