//! Counts of people and applications that are so small that somebody could tell who it was.

/// Counts from 1 to below this are kept back.
pub const LEAST: i64 = 5;

/// The parts of a whole as they may be shown; `None` is kept back. Zero may be shown. One part alone is never kept
/// back: the whole would tell it, so the smallest of the others is kept back with it.
#[must_use]
pub fn shown(parts: &[i64]) -> Vec<Option<i64>> {
    let mut shown: Vec<Option<i64>> = parts
        .iter()
        .map(|part| Some(*part).filter(|part| *part <= 0 || *part >= LEAST))
        .collect();
    let hidden = shown.iter().filter(|part| part.is_none()).count();
    if hidden == 1 {
        let others = shown.iter().enumerate();
        let smallest = others
            .filter_map(|(at, part)| Some((part.filter(|part| *part > 0)?, at)))
            .min();
        if let Some(part) = smallest.and_then(|(_, at)| shown.get_mut(at)) {
            *part = None;
        }
    }
    shown
}

/// A count that stands alone.
#[must_use]
pub fn alone(count: i64) -> Option<i64> {
    Some(count).filter(|count| *count <= 0 || *count >= LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_part_that_is_kept_back_takes_another_with_it() {
        assert_eq!(shown(&[40, 2, 9]), [Some(40), None, None]);
        assert_eq!(shown(&[40, 2, 3]), [Some(40), None, None]);
        assert_eq!(shown(&[40, 0, 9]), [Some(40), Some(0), Some(9)]);
        assert_eq!(shown(&[3, 0]), [None, Some(0)]);
        assert!(shown(&[]).is_empty());
        assert_eq!((alone(0), alone(4), alone(5)), (Some(0), None, Some(5)));
    }

    proptest! {
        #[test]
        fn nobody_finds_a_small_part_from_the_whole(parts in prop::collection::vec(0_i64..30, 2..8)) {
            let shown = shown(&parts);
            let small = parts.iter().zip(&shown).any(|(part, shown)| *part > 0 && *part < LEAST && shown.is_some());
            prop_assert!(!small);
            let hidden: Vec<i64> = parts.iter().zip(&shown).filter(|(_, s)| s.is_none()).map(|(p, _)| *p).collect();
            let others = parts.iter().filter(|part| **part > 0).count();
            prop_assert!(hidden.len() != 1 || others == 1, "{parts:?} {shown:?}");
        }
    }
}
