//! How long something took, in words.

use std::time::Duration;

/// `0.4 s`, `12 s`, `3 min 05 s`.
pub(super) fn said(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 10 {
        format!("{:.1} s", time.as_secs_f64())
    } else if seconds < 60 {
        format!("{seconds} s")
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_times_read_well() {
        assert_eq!(said(Duration::from_millis(430)), "0.4 s");
        assert_eq!(said(Duration::from_secs(42)), "42 s");
        assert_eq!(said(Duration::from_secs(185)), "3 min 05 s");
    }
}
