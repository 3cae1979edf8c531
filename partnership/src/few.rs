//! Counts of people and applications that are so small that somebody could tell who it was.

/// Counts from 1 to below this are kept back.
pub const LEAST: i64 = 5;

/// The parts of a whole as they may be shown; `None` is kept back. Zero may be shown. What is kept back is known in
/// sum from the whole: so it is never one part alone, and never few together, and never as many as there are parts of
/// it, each of which would be one. The smallest of the others are kept back with it until that is so.
#[must_use]
pub fn shown(parts: &[i64]) -> Vec<Option<i64>> {
    let mut shown: Vec<Option<i64>> = parts.iter().map(|part| alone(*part)).collect();
    loop {
        let hidden = parts
            .iter()
            .zip(&shown)
            .filter(|(_, shown)| shown.is_none());
        let (count, sum) = hidden.fold((0, 0), |(count, sum), (part, _)| (count + 1, sum + part));
        if count == 0 || (count > 1 && sum >= LEAST && sum > count) {
            return shown;
        }
        let others = shown.iter().enumerate();
        let smallest = others
            .filter_map(|(at, part)| Some((part.filter(|part| *part > 0)?, at)))
            .min();
        let Some(part) = smallest.and_then(|(_, at)| shown.get_mut(at)) else {
            // Nothing is left to take. Of a whole that is known, where there are as many as parts, the zeros go, too.
            return if sum >= LEAST && sum == count {
                vec![None; parts.len()]
            } else {
                shown
            };
        };
        *part = None;
    }
}

/// A row of a table: one thing's counts, of which the others' rows have the same columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Whether the sum of the row may be shown: where it is kept back, so is the row.
    pub is_open: bool,
    /// The counts.
    pub counts: Vec<i64>,
}

/// Which rows of a table may be shown, where the sums of rows and of columns are known or can be worked out.
///
/// A row is shown whole or not at all: of two parts of a known sum, one would tell the other. So all that can be worked
/// out of the rows that are kept back is what they have in each column together. That is zero or at least
/// [`LEAST`], and it comes from two rows at least; rows that could be shown are kept back until it is so, the
/// smallest first. Then each of their counts could be another by as much as the smallest of the sums around it.
#[must_use]
pub fn rows(rows: &[Row]) -> Vec<bool> {
    let sum = |row: &Row| row.counts.iter().sum::<i64>();
    let mut shown: Vec<bool> = rows
        .iter()
        .map(|row| row.is_open && row.counts.iter().all(|count| alone(*count).is_some()))
        .collect();
    loop {
        let hidden = || {
            let hidden = rows.iter().zip(&shown).filter(|(_, shown)| !**shown);
            hidden.map(|(row, _)| row).filter(|row| sum(row) > 0)
        };
        let columns = rows.iter().map(|row| row.counts.len()).max().unwrap_or(0);
        let are_few = (0..columns).any(|at| {
            let column = hidden().filter_map(|row| row.counts.get(at));
            alone(column.sum()).is_none()
        });
        let count = hidden().count();
        if count == 0 || (count > 1 && !are_few) {
            return shown;
        }
        let others = rows.iter().zip(&shown).enumerate();
        let smallest = others
            .filter(|(_, (row, shown))| **shown && sum(row) > 0)
            .map(|(at, (row, _))| (sum(row), at))
            .min();
        match smallest.and_then(|(_, at)| shown.get_mut(at)) {
            Some(row) => *row = false,
            None => return shown,
        }
    }
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
        // Two of together two are one each: zero would have been shown.
        assert_eq!(shown(&[40, 1, 1, 60]), [None, None, None, Some(60)]);
        assert_eq!(shown(&[1, 1, 1, 1, 1, 0]), [None; 6]);
        assert_eq!(
            shown(&[1, 1, 0]),
            [None, None, Some(0)],
            "two are no whole that is shown"
        );
        assert_eq!((alone(0), alone(4), alone(5)), (Some(0), None, Some(5)));
    }

    fn row(counts: &[i64]) -> Row {
        Row {
            is_open: true,
            counts: counts.to_vec(),
        }
    }

    #[test]
    fn a_row_is_shown_whole_or_not_at_all() {
        let table = [row(&[30, 20]), row(&[9, 2]), row(&[0, 8]), row(&[0, 0])];
        assert_eq!(rows(&table), [true, false, false, true]);
        // One row alone would be the difference of the columns, and so would few in a column.
        let table = [row(&[30, 20]), row(&[9, 2]), row(&[8, 0])];
        assert_eq!(rows(&table), [false; 3], "two of the second column");
        let closed = Row {
            is_open: false,
            counts: vec![6, 7],
        };
        assert_eq!(
            rows(&[closed, row(&[9, 9]), row(&[20, 20])]),
            [false, false, true]
        );
        assert_eq!(rows(&[row(&[9, 0]), row(&[5, 5])]), [true, true]);
        assert!(rows(&[]).is_empty());
    }

    /// What is known of a row that is kept back: its sum, or that it has at least so many.
    #[derive(Clone, Copy)]
    enum Known {
        Sum(i64),
        AtLeast(i64),
    }

    /// Whether there is a table of two columns with these sums, whose row at a place begins with another count.
    fn another(rows: &[Known], columns: [i64; 2], place: usize, not: i64) -> bool {
        let Some((row, others)) = rows.split_first() else {
            return columns == [0, 0];
        };
        (0..=columns[0])
            .filter(|first| place != 0 || *first != not)
            .any(|first| {
                let seconds = match *row {
                    Known::Sum(sum) => sum - first..=sum - first,
                    Known::AtLeast(least) => (least - first).max(0)..=columns[1],
                };
                seconds
                    .filter(|second| (0..=columns[1]).contains(second))
                    .any(|second| {
                        another(
                            others,
                            [columns[0] - first, columns[1] - second],
                            place.wrapping_sub(1),
                            not,
                        )
                    })
            })
    }

    proptest! {
        #[test]
        fn nobody_finds_a_small_count_of_a_row_from_the_sums(
            table in prop::collection::vec(prop::collection::vec(0_i64..9, 2), 1..6)
        ) {
            let sums: Vec<i64> = table.iter().map(|row| row.iter().sum()).collect();
            let column = |at: usize| table.iter().map(|row| row[at]).sum::<i64>();
            // Columns that are few in sum, and wholes that are, are not shown by whoever shows a table.
            if alone(column(0)).is_none() || alone(column(1)).is_none() {
                return Ok(());
            }
            let known = shown(&sums);
            let least = i64::from(known.iter().any(Option::is_some));
            let given: Vec<Row> = table.iter().zip(&known)
                .map(|(counts, sum)| Row { is_open: sum.is_some(), counts: counts.clone() }).collect();
            let shown = rows(&given);
            let small = |row: &Vec<i64>| row.iter().any(|count| alone(*count).is_none());
            let told = table.iter().zip(&shown).any(|(row, shown)| *shown && small(row));
            prop_assert!(!told, "{table:?} {shown:?}");
            let hidden: Vec<(&Vec<i64>, Known)> = table.iter().zip(&shown).zip(&known)
                .filter(|((_, shown), _)| !**shown)
                .map(|((row, _), sum)| (row, sum.map_or(Known::AtLeast(least), Known::Sum))).collect();
            let columns = [0, 1].map(|at| hidden.iter().map(|(row, _)| row[at]).sum());
            let knowns: Vec<Known> = hidden.iter().map(|(_, known)| *known).collect();
            for (at, (row, _)) in hidden.iter().enumerate().filter(|(_, (row, _))| small(row)) {
                // A zero beside a sum that is kept back is told by a column without any, and the other is not.
                let swap = alone(row[0]).is_some();
                let (columns, not) = if swap { ([columns[1], columns[0]], row[1]) } else { (columns, row[0]) };
                prop_assert!(another(&knowns, columns, at, not), "{row:?} of {table:?} {shown:?}");
            }
        }

        #[test]
        fn nobody_finds_a_small_part_from_the_whole(parts in prop::collection::vec(0_i64..30, 2..8)) {
            let shown = shown(&parts);
            let small = parts.iter().zip(&shown).any(|(part, shown)| *part > 0 && *part < LEAST && shown.is_some());
            prop_assert!(!small);
            let hidden: Vec<i64> = parts.iter().zip(&shown).filter(|(_, s)| s.is_none()).map(|(p, _)| *p).collect();
            let others = parts.iter().filter(|part| **part > 0).count();
            prop_assert!(hidden.len() != 1 || others == 1, "{parts:?} {shown:?}");
            let sum: i64 = hidden.iter().sum();
            prop_assert!(hidden.is_empty() || sum >= LEAST || hidden.len() >= others, "{parts:?} {shown:?}");
        }
    }
}
