//! What a statement is about, as far as the document has been read: the contract, the law, the ruling or the system at hand.

use std::ops::Range;

use super::Focus;
use crate::drafts::Subject;
use crate::hints::Hint;
use crate::relations::{cast, terms};
use crate::scene::Scene;

impl Focus {
    /// The law, ruling, company or body that this sentence tells of, and not of a system.
    pub(in crate::relations) const fn told(&self) -> Option<&Subject> {
        self.told.here.as_ref()
    }

    /// The contract of this paragraph, if it is about one.
    pub(crate) fn deal(&self) -> Option<&Subject> {
        let near = self.deal_block.is_some_and(|block| self.block - block <= 1);
        self.contract.as_ref().filter(|_| near || self.matter.contract.is_some())
    }

    /// What is bought and by whom is said of: the contract at hand, unless this paragraph has turned to a system of its
    /// own, else the system.
    pub(crate) fn purchase(&self) -> Option<&Subject> {
        let turned = self.deal_block != Some(self.block) && self.system_block == self.block;
        self.deal()
            .filter(|_| !turned || self.matter.contract.is_some())
            .or_else(|| self.deployment())
    }

    /// The tender that a sentence speaks of, once the document has numbered one.
    pub(crate) fn tender(&self, scene: &Scene<'_>) -> Option<&Subject> {
        let spoken = scene.folded.hints_at(Hint::Tender) && terms::is_of_tender(scene);
        self.contract.as_ref().filter(|_| spoken)
    }

    /// The decision that this paragraph numbers, unless its section is a law's.
    pub(crate) fn decision(&self) -> Option<&Subject> {
        let here = self.decision.as_ref().filter(|(block, _)| *block == self.block);
        let whole = || self.matter.decision.as_ref();
        here.map(|(_, decision)| decision).or_else(whole).filter(|_| self.law().is_none())
    }

    /// The law or ruling whose text the document is, and its number, where a sentence gives it first.
    pub(crate) fn numbered(&self, scene: &Scene<'_>) -> Option<(&Subject, Range<usize>)> {
        let at = self.matter.number.clone()?;
        let here = scene.at.start <= at.start && at.end <= scene.at.end;
        let whole = self.matter.law.as_ref().or(self.matter.decision.as_ref());
        Some((whole?, at)).filter(|_| here)
    }

    /// The law that the section is about.
    pub(crate) const fn section_law(&self) -> Option<&Subject> {
        self.law.as_ref()
    }

    /// The decision whose text the whole document is.
    pub(crate) const fn ruling(&self) -> Option<&Subject> {
        self.matter.decision.as_ref()
    }

    /// The law that this section is about, or the whole document.
    pub(crate) fn law(&self) -> Option<&Subject> {
        self.law.as_ref().or(self.matter.law.as_ref())
    }

    /// What a statement of use is about: a law in the law's own section, unless of a system called by its name there, else this paragraph's contract, else the system.
    pub(crate) fn deployment(&self) -> Option<&Subject> {
        if let Some((row, _)) = &self.row {
            return Some(row);
        }
        self.told().or_else(|| self.at_hand())
    }

    /// The same, whatever law or ruling the sentence tells of.
    pub(crate) fn at_hand(&self) -> Option<&Subject> {
        if let Some((row, _)) = &self.row {
            return Some(row);
        }
        let here = self.deal_block == Some(self.block) || self.matter.contract.is_some();
        let thing = self.system.and_then(|index| self.cast.get(index));
        let spoken = self.system_block == self.block && thing.is_some_and(cast::Thing::is_named);
        let law = self.law().filter(|_| !spoken);
        let system = thing.map(|thing| &thing.subject);
        self.contract.as_ref().filter(|_| here).or(law).or(system).or(self.contract.as_ref())
    }
}
