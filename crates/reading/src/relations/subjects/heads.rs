//! The bodies whose names head sections, and what a system is called by whoever makes it.

use std::ops::Range;

use super::Focus;
use crate::drafts::Shared;
use crate::folded::Found;
use crate::names::NameOf;
use crate::relations::topics::overlap;
use crate::scene::Scene;
use crate::vendors;

/// The line that a sentence stands on: a heading's number may be a sentence by itself.
fn line<'t>(scene: &Scene<'t>) -> &'t str {
    let start = scene.text[..scene.at.start].rfind('\n').map_or(0, |end| end + 1);
    scene.text[start..].trim_start()
}

/// True where the line that a sentence stands on is marked as a heading.
pub(super) fn is_heading(scene: &Scene<'_>) -> bool {
    line(scene).starts_with('#') || line(scene).starts_with("**")
}

/// How deep a heading is: a bold line is deeper than any.
pub(super) fn level(scene: &Scene<'_>) -> usize {
    const DEEPEST: usize = 7;
    match line(scene).bytes().take_while(|byte| *byte == b'#').count() {
        0 => DEEPEST,
        level => level,
    }
}

impl Focus {
    /// The same, where forms stand under headings that name a body.
    pub(crate) fn with_headed(mut self, forms: Vec<(Range<usize>, Shared)>) -> Self {
        self.forms = forms;
        self
    }

    /// True for the heading itself.
    pub(in crate::relations) fn is_head(&self, scene: &Scene<'_>) -> bool {
        self.headed_by.as_ref().is_none_or(|(_, heading)| *heading == scene.at)
    }

    /// The body that heads the section, and its heading, the first time that the section says what it is about.
    pub(in crate::relations) fn take_head(&mut self) -> Option<(Range<usize>, Range<usize>)> {
        self.headed_by.take()
    }

    /// What the section is about that the body named in its heading has.
    pub(super) fn of_head(&mut self, text: &str) -> Option<usize> {
        let section = self.section.clone()?;
        let form = self.forms.iter().find(|(at, _)| overlap(at, &section.at));
        let index = self.cast.add(text, None, Some(section.clone()), None, None)?;
        if let (Some((_, shared)), Some(thing)) = (form, self.cast.get_mut(index)) {
            thing.share(text, shared);
        }
        Some(index)
    }

    /// Whose make the system at hand is called by: a company of the list that the sentence names.
    pub(super) fn note_make(&mut self, scene: &Scene<'_>) {
        let known = |name: &&Found<NameOf>| {
            name.value == NameOf::Vendor && vendors::is_known(scene.words(&name.at))
        };
        let makes: Vec<_> = scene.names.iter().filter(known).map(|name| &name.at).collect();
        let plain = |found: &Found<codebook::Technology>| {
            !makes.iter().any(|make| overlap(make, &found.at))
        };
        let technology = scene.technologies.iter().any(plain);
        if let Some(thing) = self.system.and_then(|index| self.cast.get_mut(index)) {
            thing.is_made_by(scene.text, &makes, technology);
        }
    }
}
