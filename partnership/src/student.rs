//! Counts of students: the one function every such count passes before it leaves the server.

use serde::{Deserialize, Serialize};

/// A count of students as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Count {
    /// The true number.
    Exact(u32),
    /// A number that is kept back because it is smaller than this threshold.
    FewerThan(u32),
}

/// Suppresses small cells: a count from 1 to below `threshold` could tell who the students are.
/// Zero may be shown. The threshold is a district setting (states use 5 to 30; most use 10).
#[must_use]
pub const fn shown(count: u32, threshold: u32) -> Count {
    if count == 0 || count >= threshold {
        Count::Exact(count)
    } else {
        Count::FewerThan(threshold)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_small_count_never_shows(count in 1_u32..100, threshold in 1_u32..40) {
            match shown(count, threshold) {
                Count::Exact(n) => prop_assert!(n == count && n >= threshold),
                Count::FewerThan(n) => prop_assert!(n == threshold && count < threshold),
            }
        }
    }

    #[test]
    fn zero_is_shown() {
        assert_eq!(shown(0, 10), Count::Exact(0));
    }
}
