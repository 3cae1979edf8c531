//! The statements whose speed is measured against other programs, so that those run the very same texts.

use crate::{dashboard, draft, find, median};

pub use crate::open::READING;

/// What saving a step runs in its transaction, in this order.
pub const SAVE_STEP: [&str; 4] = [find::FIND, draft::STORED, draft::WRITE, draft::TOUCH];

/// The figures of the dashboard, counted over all rows. `$1` is the district, `$2` now in microseconds.
pub const COUNTED: [&str; 2] = [dashboard::COUNTED, dashboard::MEDIANS];

/// The figures of the dashboard as its page reads them from the summaries, without the look at single spans.
pub const FIGURES: [&str; 2] = [dashboard::COUNTS, median::TALLY];
