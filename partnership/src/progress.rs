//! The steps of a district's process: which are done, which one is at work, which are ahead.

use crate::district::Covers;
use crate::{application, partnership};

/// How far a step of the process is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Behind us.
    Done,
    /// At work.
    Current,
    /// Still to come.
    Ahead,
    /// The application ended here.
    Stopped,
}

/// How far a step is, given where the application stands and the partnership it became.
/// Durham's four steps: vet, determine the nature, make the agreement, on-board.
#[must_use]
pub const fn progress(
    covers: Covers,
    stage: application::Stage,
    became: Option<partnership::Stage>,
) -> Progress {
    use application::Stage as A;
    use partnership::Stage as P;
    match (stage, covers) {
        (A::Draft, _) => Progress::Ahead,
        (A::Submitted | A::InReview | A::ChangesRequested, Covers::Vet) => Progress::Current,
        (A::Declined | A::Redirected | A::Withdrawn, Covers::Vet) => Progress::Stopped,
        (A::Approved, Covers::Vet | Covers::Determine) => Progress::Done,
        (A::Approved, Covers::Agreement) => match became {
            Some(P::Agreement) => Progress::Current,
            Some(P::Onboarding | P::Active | P::Ended) => Progress::Done,
            None => Progress::Ahead,
        },
        (A::Approved, Covers::Onboarding) => match became {
            Some(P::Onboarding) => Progress::Current,
            Some(P::Active | P::Ended) => Progress::Done,
            Some(P::Agreement) | None => Progress::Ahead,
        },
        (
            A::Submitted
            | A::InReview
            | A::ChangesRequested
            | A::Declined
            | A::Redirected
            | A::Withdrawn,
            Covers::Determine | Covers::Agreement | Covers::Onboarding,
        ) => Progress::Ahead,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [Covers; 4] = [
        Covers::Vet,
        Covers::Determine,
        Covers::Agreement,
        Covers::Onboarding,
    ];

    #[test]
    fn at_most_one_step_is_at_work_and_none_after_it_is_done() {
        for stage in application::Stage::ALL {
            for became in [None].into_iter().chain(partnership::Stage::ALL.map(Some)) {
                let states = STEPS.map(|covers| progress(covers, stage, became));
                let at = states
                    .iter()
                    .position(|s| matches!(s, Progress::Current | Progress::Stopped));
                if let Some(at) = at {
                    assert!(
                        states[..at].iter().all(|s| *s == Progress::Done),
                        "{stage:?} {states:?}"
                    );
                    assert!(
                        states[at + 1..].iter().all(|s| *s == Progress::Ahead),
                        "{stage:?} {states:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_new_partnership_is_at_its_agreement() {
        use application::Stage::Approved;
        use partnership::Stage::{Active, Agreement};
        assert_eq!(
            progress(Covers::Agreement, Approved, Some(Agreement)),
            Progress::Current
        );
        assert_eq!(
            progress(Covers::Onboarding, Approved, Some(Active)),
            Progress::Done
        );
        assert_eq!(
            progress(Covers::Vet, application::Stage::Declined, None),
            Progress::Stopped
        );
    }
}
