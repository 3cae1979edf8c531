//! The statements whose speed is measured against other programs, so that those run the very same texts.

use crate::open::READING;
use crate::{dashboard, draft, find, median};

/// What the program leaves as SQLite has it by itself, and the makers of a shell may have chosen otherwise.
const DEFAULTS: [(&str, &str); 3] = [
    ("cache_size", "-2000"),
    ("mmap_size", "0"),
    ("temp_store", "default"),
];

/// What makes a shell of SQLite read as the program does, a line each.
#[must_use]
pub fn reads_alike() -> String {
    let settings = READING.iter().chain(&DEFAULTS);
    settings
        .map(|(name, value)| format!("pragma {name} = {value};\n"))
        .collect()
}

/// What saving a step runs in its transaction, in this order.
pub const SAVE_STEP: [&str; 4] = [find::FIND, draft::STORED, draft::WRITE, draft::TOUCH];

/// The figures of the dashboard, counted over all rows. `$1` is the district, `$2` now in microseconds.
pub const COUNTED: [&str; 2] = [dashboard::COUNTED, dashboard::MEDIANS];

/// The figures of the dashboard as its page reads them from the summaries, without the look at single spans.
pub const FIGURES: [&str; 2] = [dashboard::COUNTS, median::TALLY];

#[cfg(test)]
mod tests {
    #[test]
    fn a_shell_is_told_what_the_program_sets_and_what_it_leaves() {
        assert_eq!(
            super::reads_alike(),
            "pragma cell_size_check = on;\npragma cache_size = -2000;\npragma mmap_size = 0;\npragma temp_store = default;\n"
        );
    }
}
