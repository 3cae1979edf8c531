//! Days and instants as people read them.

use crate::words::ui as words;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};
use partnership::text::Lang;

/// A day: "May 3, 2027", "3 de mayo de 2027".
#[must_use]
pub fn day(day: NaiveDate, lang: Lang) -> String {
    words::date(lang, day.day(), month(day.month(), lang), day.year())
}

/// A moment on the clock of `zone`: "May 3, 2027, 2:05 p.m.".
#[must_use]
pub fn instant(at: DateTime<Utc>, zone: chrono_tz::Tz, lang: Lang) -> String {
    let local = at.with_timezone(&zone);
    words::moment(
        lang,
        day(local.date_naive(), lang),
        clock(local.time(), lang),
    )
}

/// The time of day alone: "2:05 p.m.".
#[must_use]
pub fn time(at: DateTime<Utc>, zone: chrono_tz::Tz, lang: Lang) -> String {
    let local = at.with_timezone(&zone);
    clock(local.time(), lang)
}

/// A time of day: "2:05 p.m.".
#[must_use]
pub fn clock(time: NaiveTime, lang: Lang) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    let twelve = if hour.is_multiple_of(12) {
        12
    } else {
        hour % 12
    };
    let typed = format!("{twelve}:{minute:02}");
    if hour < 12 {
        words::morning(lang, typed)
    } else {
        words::afternoon(lang, typed)
    }
}

const fn month(number: u32, lang: Lang) -> &'static str {
    match number {
        1 => words::month_1(lang),
        2 => words::month_2(lang),
        3 => words::month_3(lang),
        4 => words::month_4(lang),
        5 => words::month_5(lang),
        6 => words::month_6(lang),
        7 => words::month_7(lang),
        8 => words::month_8(lang),
        9 => words::month_9(lang),
        10 => words::month_10(lang),
        11 => words::month_11(lang),
        _ => words::month_12(lang),
    }
}

/// An amount of whole cents: "$1,200.00".
#[must_use]
pub fn dollars(cents: i64) -> String {
    format!("${}.{:02}", grouped(cents / 100), cents % 100)
}

/// A whole number with its thousands set apart: "1,200".
#[must_use]
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    if number < 0 {
        text.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A whole number that may as well be a year: "1600", "12,000".
#[must_use]
pub fn number(number: i64) -> String {
    if number.unsigned_abs() < 10_000 {
        number.to_string()
    } else {
        grouped(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn a_day_is_written_as_its_readers_write_it() {
        let may = NaiveDate::from_ymd_opt(2027, 5, 3).unwrap();
        assert_eq!(day(may, Lang::En), "May 3, 2027");
        assert_eq!(day(may, Lang::Es), "3 de mayo de 2027");
    }

    #[test]
    fn a_moment_is_told_by_the_clock_of_the_district() {
        let at = Utc.with_ymd_and_hms(2027, 5, 4, 1, 5, 0).unwrap();
        let zone = chrono_tz::America::New_York;
        assert_eq!(instant(at, zone, Lang::En), "May 3, 2027, 9:05 p.m.");
        assert_eq!(instant(at, zone, Lang::Es), "3 de mayo de 2027, 9:05 p. m.");
        let midnight = Utc.with_ymd_and_hms(2027, 5, 4, 4, 0, 0).unwrap();
        assert_eq!(time(midnight, zone, Lang::En), "12:00 a.m.");
    }

    #[test]
    fn amounts_are_written_with_commas_and_cents() {
        assert_eq!(dollars(120_000), "$1,200.00");
        assert_eq!(dollars(5), "$0.05");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(-999), "-999");
    }
}
