//! Reviews: what the office finds for each criterion of the district.

use serde::{Deserialize, Serialize};

/// What a reviewer finds for one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// The criterion is met.
    Met,
    /// It is not met.
    NotMet,
    /// The application does not say enough.
    NeedsMore,
    /// It does not apply here: only where the criterion allows it, and with a note that says why.
    DoesNotApply,
}

impl Finding {
    /// Every finding, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Met, Self::NotMet, Self::NeedsMore, Self::DoesNotApply];

    /// The word used in tables and forms.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::NeedsMore => "needs-more",
            Self::DoesNotApply => "does-not-apply",
        }
    }

    /// Whether nothing more has to be found: the criterion is met, or does not apply.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        match self {
            Self::Met | Self::DoesNotApply => true,
            Self::NotMet | Self::NeedsMore => false,
        }
    }

    /// The finding of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finding| finding.word() == word)
    }
}

/// Why an application cannot be approved yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotReady {
    /// These criteria have no finding, by slug.
    Unjudged(Vec<String>),
    /// These criteria are not met or need more, by slug.
    Unmet(Vec<String>),
}

/// Whether the findings allow an approval: every criterion has one, and each is met or does not apply
/// (Durham: partners must meet the Partnership Criteria; Charlotte-Mecklenburg: a one-time event may not require a
/// formal agreement).
///
/// # Errors
/// [`NotReady`], naming the criteria.
pub fn ready_to_approve<'a>(
    criteria: impl Iterator<Item = &'a str>,
    finding: impl Fn(&str) -> Option<Finding>,
) -> Result<(), NotReady> {
    let mut unjudged = Vec::new();
    let mut unmet = Vec::new();
    for slug in criteria {
        match finding(slug) {
            None => unjudged.push(slug.to_owned()),
            Some(finding) if finding.is_settled() => {}
            Some(_) => unmet.push(slug.to_owned()),
        }
    }
    if !unjudged.is_empty() {
        Err(NotReady::Unjudged(unjudged))
    } else if !unmet.is_empty() {
        Err(NotReady::Unmet(unmet))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_approval_needs_every_criterion_met() {
        let criteria = ["built", "formal"];
        let judged = |built, formal| {
            ready_to_approve(criteria.into_iter(), move |slug| {
                if slug == "built" { built } else { formal }
            })
        };
        assert_eq!(judged(Some(Finding::Met), Some(Finding::Met)), Ok(()));
        assert_eq!(
            judged(Some(Finding::Met), Some(Finding::DoesNotApply)),
            Ok(())
        );
        assert_eq!(
            judged(Some(Finding::NotMet), None),
            Err(NotReady::Unjudged(vec!["formal".into()]))
        );
        assert_eq!(
            judged(Some(Finding::Met), Some(Finding::NeedsMore)),
            Err(NotReady::Unmet(vec!["formal".into()]))
        );
    }
}
