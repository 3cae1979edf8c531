//! The steps of a district's process: which are done, which one is at work, which are ahead.

use crate::district::{Coverage, Covers};
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

/// How far each step of a process is, given where the application stands and the partnership it became. A step that
/// covers several parts is at work from the first to the last of them. Where steps share a part, the first of them is
/// at work and the others wait, so that it is always one at most.
#[must_use]
pub fn progress<'a>(
    steps: impl IntoIterator<Item = &'a Coverage>,
    stage: application::Stage,
    became: Option<partnership::Stage>,
) -> Vec<Progress> {
    let mut at_work = false;
    steps
        .into_iter()
        .map(|coverage| {
            let step = of_step(coverage, stage, became);
            let is_at_work = matches!(step, Progress::Current | Progress::Stopped);
            if is_at_work && std::mem::replace(&mut at_work, true) {
                return Progress::Ahead;
            }
            step
        })
        .collect()
}

fn of_step(
    coverage: &Coverage,
    stage: application::Stage,
    became: Option<partnership::Stage>,
) -> Progress {
    let parts: Vec<Progress> = coverage
        .parts()
        .iter()
        .map(|part| of_part(*part, stage, became))
        .collect();
    let all = |progress| parts.iter().all(|part| *part == progress);
    if parts.contains(&Progress::Stopped) {
        Progress::Stopped
    } else if all(Progress::Ahead) {
        Progress::Ahead
    } else if all(Progress::Done) {
        Progress::Done
    } else {
        Progress::Current
    }
}

/// Durham's four parts: vet, determine the nature, make the agreement, on-board; and before them the intake, which
/// Saint Paul tells apart.
const fn of_part(
    part: Covers,
    stage: application::Stage,
    became: Option<partnership::Stage>,
) -> Progress {
    use application::Stage as A;
    use partnership::Stage as P;
    match (stage, part) {
        (A::Draft, _) => Progress::Ahead,
        (A::Submitted, Covers::Intake | Covers::Vet)
        | (A::InReview | A::ChangesRequested, Covers::Vet) => Progress::Current,
        (A::InReview | A::ChangesRequested | A::Approved, Covers::Intake)
        | (A::Declined | A::Redirected | A::Withdrawn, Covers::Intake) => Progress::Done,
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

    /// The steps of a process by what they cover.
    fn steps(of: &[&[Covers]]) -> Vec<Coverage> {
        let read = |parts: &&[Covers]| {
            serde_json::from_value(serde_json::to_value(parts).unwrap()).unwrap()
        };
        of.iter().map(read).collect()
    }

    /// Every place in a life.
    fn places() -> Vec<(application::Stage, Option<partnership::Stage>)> {
        let stages = application::Stage::ALL.into_iter();
        let approved =
            partnership::Stage::ALL.map(|became| (application::Stage::Approved, Some(became)));
        stages.map(|stage| (stage, None)).chain(approved).collect()
    }

    #[test]
    fn at_most_one_step_is_at_work_and_none_after_it_is_done() {
        use Covers::{Agreement, Determine, Intake, Onboarding, Vet};
        let processes: [&[&[Covers]]; 4] = [
            &[&[Vet], &[Determine], &[Agreement], &[Onboarding]],
            &[&[Vet, Determine], &[Determine], &[Agreement, Onboarding]],
            &[&[Intake], &[Vet, Determine], &[Agreement], &[Onboarding]],
            &[&[Vet], &[Vet], &[Agreement], &[Agreement], &[Onboarding]],
        ];
        for process in processes {
            for (stage, became) in places() {
                let states = progress(&steps(process), stage, became);
                let at = states
                    .iter()
                    .position(|s| matches!(s, Progress::Current | Progress::Stopped));
                if let Some(at) = at {
                    assert!(
                        states[..at].iter().all(|s| *s == Progress::Done),
                        "{process:?} {stage:?} {states:?}"
                    );
                    assert!(
                        states[at + 1..].iter().all(|s| *s == Progress::Ahead),
                        "{process:?} {stage:?} {states:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_new_partnership_is_at_its_agreement() {
        use application::Stage::Approved;
        use partnership::Stage::{Active, Agreement};
        let at = |part: Covers, stage, became| progress(&[part.into()], stage, became);
        assert_eq!(
            at(Covers::Agreement, Approved, Some(Agreement)),
            [Progress::Current]
        );
        assert_eq!(
            at(Covers::Onboarding, Approved, Some(Active)),
            [Progress::Done]
        );
        assert_eq!(
            at(Covers::Vet, application::Stage::Declined, None),
            [Progress::Stopped]
        );
    }

    #[test]
    fn a_step_of_several_parts_is_at_work_from_the_first_to_the_last() {
        use Covers::{Agreement, Determine, Intake, Onboarding, Vet};
        use application::Stage::{Approved, InReview, Submitted};
        use partnership::Stage as P;
        let process = steps(&[&[Vet, Determine], &[Agreement, Onboarding]]);
        let at = |stage, became| progress(&process, stage, became);
        assert_eq!(at(InReview, None), [Progress::Current, Progress::Ahead]);
        for became in [P::Agreement, P::Onboarding] {
            let states = at(Approved, Some(became));
            assert_eq!(states, [Progress::Done, Progress::Current], "{became:?}");
        }
        assert_eq!(
            at(Approved, Some(P::Active)),
            [Progress::Done, Progress::Done]
        );
        let process = steps(&[&[Intake], &[Vet]]);
        let at = |stage| progress(&process, stage, None);
        assert_eq!(at(Submitted), [Progress::Current, Progress::Ahead]);
        assert_eq!(at(InReview), [Progress::Done, Progress::Current]);
    }
}
