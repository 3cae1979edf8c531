//! Weighted scores: what the points of the reviewers come to, and how. A score never decides.

use crate::district::judging::Scoring;

/// What the points for one criterion come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The criterion.
    pub criterion: String,
    /// Its weight.
    pub weight: u16,
    /// How many gave points.
    pub given: usize,
    /// The average of the points, in hundredths of a point.
    pub average: u32,
    /// What of the scale that is, in tenths of a percent.
    pub share: u32,
}

/// A score with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The weighted score, in tenths of a percent of what can be reached with the criteria that have points.
    pub share: u32,
    /// The criteria that have points, in the order of the profile's weights.
    pub parts: Vec<Part>,
    /// The criteria that have none yet, by slug; the score leaves them out.
    pub missing: Vec<String>,
}

/// The score of these points: `points` gives those of all reviewers for a criterion. `None` while nobody gave any.
#[must_use]
pub fn score(scoring: &Scoring, points: impl Fn(&str) -> Vec<u16>) -> Option<Score> {
    let scale = u64::from(scoring.scale.max(1));
    let (mut parts, mut missing) = (Vec::new(), Vec::new());
    for weight in &scoring.weights {
        let given = points(&weight.criterion);
        let count = given.len() as u64;
        if count == 0 {
            missing.push(weight.criterion.clone());
            continue;
        }
        let sum: u64 = given
            .iter()
            .map(|points| u64::from(*points).min(scale))
            .sum();
        parts.push(Part {
            criterion: weight.criterion.clone(),
            weight: weight.weight,
            given: given.len(),
            average: rounded(sum * 100, count),
            share: rounded(sum * 1000, count * scale),
        });
    }
    let weights: u64 = parts.iter().map(|part| u64::from(part.weight)).sum();
    let reached: u64 = parts
        .iter()
        .map(|part| u64::from(part.weight) * u64::from(part.share))
        .sum();
    (weights > 0).then(|| Score {
        share: rounded(reached, weights),
        parts,
        missing,
    })
}

fn rounded(sum: u64, count: u64) -> u32 {
    let whole = (sum + count / 2).checked_div(count).unwrap_or_default();
    u32::try_from(whole).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::district::judging::Weight;
    use proptest::prelude::*;

    fn scoring(scale: u16, weights: &[(&str, u16)]) -> Scoring {
        let weights = weights.iter().map(|(criterion, weight)| Weight {
            criterion: (*criterion).to_owned(),
            weight: *weight,
        });
        Scoring {
            scale,
            weights: weights.collect(),
        }
    }

    #[test]
    fn points_count_by_their_weights_and_what_is_missing_is_left_out() {
        let scoring = scoring(5, &[("need", 3), ("reach", 1), ("cost", 2)]);
        let points = |slug: &str| match slug {
            "need" => vec![5, 4],
            "reach" => vec![1],
            _ => vec![],
        };
        let score = score(&scoring, points).unwrap();
        // 3 × 90 % and 1 × 20 %, of 4.
        assert_eq!(score.share, 725);
        assert_eq!(score.missing, ["cost"]);
        let averages: Vec<_> = score.parts.iter().map(|part| part.average).collect();
        assert_eq!(averages, [450, 100]);
        assert_eq!(super::score(&scoring, |_| vec![]), None);
    }

    proptest! {
        #[test]
        fn a_score_lies_between_the_least_and_the_most_of_its_parts(
            scale in 1u16..20, weights in prop::collection::vec(1u16..10, 1..6), points in prop::collection::vec(0u16..20, 0..12),
        ) {
            let names = ["a", "b", "c", "d", "e", "f"];
            let pairs: Vec<(&str, u16)> = names.into_iter().zip(weights).collect();
            let of = |slug: &str| {
                let at = names.iter().position(|name| *name == slug).unwrap_or(0);
                points.iter().skip(at).step_by(names.len()).copied().collect()
            };
            if let Some(score) = score(&scoring(scale, &pairs), of) {
                let shares = score.parts.iter().map(|part| part.share);
                prop_assert!(score.share <= 1000);
                prop_assert!(shares.clone().min() <= Some(score.share) && Some(score.share) <= shares.max());
                prop_assert_eq!(score.parts.len() + score.missing.len(), pairs.len());
            }
        }
    }
}
