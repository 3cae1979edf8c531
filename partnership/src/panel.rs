//! A panel: who reviews an application, whose findings are shown to whom, and which finding counts.

use crate::application::Action;
use crate::id::PersonId;
use crate::review::Finding;

/// Who reviews an application. The lead is the person it is assigned to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panel {
    /// Whoever leads the review; nobody while it is assigned to nobody.
    pub lead: Option<PersonId>,
    /// Who was put on as a reviewer beside the lead.
    pub reviewers: Vec<PersonId>,
    /// Who declared a conflict of interest.
    pub apart: Vec<PersonId>,
}

/// A finding that somebody gave for one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given<'a> {
    /// Who gave it.
    pub by: &'a PersonId,
    /// What was found.
    pub finding: Finding,
}

impl Panel {
    /// Whether this person declared a conflict. They are off the panel for good: they neither judge nor settle nor
    /// decide, and read nothing of what was found.
    #[must_use]
    pub fn is_apart(&self, person: &PersonId) -> bool {
        self.apart.contains(person)
    }

    /// Whether this person reviews the application, as its lead or beside the lead.
    #[must_use]
    pub fn is_on(&self, person: &PersonId) -> bool {
        let is_named = self.lead.as_ref() == Some(person) || self.reviewers.contains(person);
        is_named && !self.is_apart(person)
    }

    /// Whether this person can be put on.
    #[must_use]
    pub fn takes(&self, person: &PersonId) -> bool {
        !self.is_apart(person) && !self.is_on(person)
    }

    /// Whether this person decides which finding counts.
    #[must_use]
    pub fn settles(&self, person: &PersonId) -> bool {
        self.lead.as_ref() == Some(person) && !self.is_apart(person)
    }

    /// Whether this person, who has the right to decide, may take this decision.
    ///
    /// Where several review, the lead takes the one that ends the review, because the lead settled what it rests on;
    /// somebody else is made the lead first, which stands in the history. Whoever reviews alone keeps nobody from
    /// deciding, nor does a review that nobody leads. To ask for changes ends nothing: everybody with the right may.
    #[must_use]
    pub fn decides(&self, person: &PersonId, action: Action) -> bool {
        let ends = matches!(action, Action::Approve | Action::Decline | Action::Redirect);
        let is_led = self.lead.as_ref().is_some_and(|lead| !self.is_apart(lead));
        !self.is_apart(person) && (!ends || !is_led || self.is_alone() || self.settles(person))
    }

    /// Everybody who reviews it, the lead first, each once.
    pub fn people(&self) -> impl Iterator<Item = &PersonId> {
        let others = self
            .reviewers
            .iter()
            .filter(|person| self.lead.as_ref() != Some(person));
        let all = self.lead.iter().chain(others);
        all.filter(|person| !self.is_apart(person))
    }

    /// Whether at most one person reviews it. Then the own finding is the settled one, without a further step.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.people().nth(1).is_none()
    }

    /// The findings of those who review it now. What somebody gave who was taken off is kept and does not count.
    fn counting<'a>(&self, given: &[Given<'a>]) -> Vec<Given<'a>> {
        let on = given.iter().filter(|one| self.is_on(one.by));
        on.copied().collect()
    }

    /// The place in `given` of the finding that counts where one person reviews: the own one, or, where the review
    /// was handed over, the only one that there is.
    #[must_use]
    pub fn own(&self, given: &[Given<'_>]) -> Option<usize> {
        if !self.is_alone() {
            return None;
        }
        if let Some(own) = given.iter().position(|one| self.is_on(one.by)) {
            return Some(own);
        }
        let mut others = given
            .iter()
            .enumerate()
            .filter(|(_, one)| !self.is_apart(one.by));
        match (others.next(), others.next()) {
            (Some((only, _)), None) => Some(only),
            _ => None,
        }
    }

    /// Whether `reader`, who may read the office's work on the application, sees the finding that `by` gave.
    ///
    /// The lead sees all. A reviewer sees the others' once the own is given, also one who took the lead meanwhile: else
    /// that would be a way to look first. Whoever is not on the panel sees what each found once the application is
    /// decided, and until then what is settled. Whoever declared a conflict sees none.
    #[must_use]
    pub fn shows(
        &self,
        reader: &PersonId,
        by: &PersonId,
        given: &[Given<'_>],
        is_decided: bool,
    ) -> bool {
        if self.is_apart(reader) {
            return false;
        }
        reader == by
            || is_decided
            || self.sees_first(reader)
            || if self.is_on(reader) {
                given.iter().any(|one| one.by == reader)
            } else {
                self.is_alone()
            }
    }

    /// Whether `reader`, who may read the office's work on the application, sees what the lead settled and what so
    /// counts for a criterion of which these findings are `given`.
    ///
    /// Who reviews it beside the lead judges for themselves first, as with what the others found.
    #[must_use]
    pub fn shows_settled(&self, reader: &PersonId, given: &[Given<'_>], is_decided: bool) -> bool {
        let has_judged = given.iter().any(|one| one.by == reader);
        let is_free = self.is_alone() || self.sees_first(reader) || !self.is_on(reader);
        !self.is_apart(reader) && (is_decided || is_free || has_judged)
    }

    /// Whether this person leads and was not put on to judge beside the lead: then there is nothing to find first.
    fn sees_first(&self, person: &PersonId) -> bool {
        self.settles(person) && !self.reviewers.contains(person)
    }

    /// How many of the panel found what, in the order of findings; what nobody found is left out.
    #[must_use]
    pub fn tally(&self, given: &[Given<'_>]) -> Vec<(Finding, usize)> {
        let counting = self.counting(given);
        let count = |finding: Finding| counting.iter().filter(|one| one.finding == finding).count();
        Finding::ALL
            .into_iter()
            .map(|finding| (finding, count(finding)))
            .filter(|(_, count)| *count > 0)
            .collect()
    }

    /// What to propose to the lead: what everybody on the panel found, once everybody has found the same.
    #[must_use]
    pub fn agreed(&self, given: &[Given<'_>]) -> Option<Finding> {
        match self.tally(given).as_slice() {
            [(finding, count)] if *count == self.people().count() => Some(*finding),
            _ => None,
        }
    }

    /// Whether the lead has to say why: those who found something differ, or found something else.
    #[must_use]
    pub fn needs_reason(&self, given: &[Given<'_>], settled: Finding) -> bool {
        match self.tally(given).as_slice() {
            [] => false,
            [(finding, _)] => *finding != settled,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests;
