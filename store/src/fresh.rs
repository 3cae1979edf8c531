//! Fresh ids and secrets from the operating system's random numbers.

use sha2::{Digest, Sha256};
use std::time::{SystemTime, UNIX_EPOCH};

/// In the order of their bytes, so that a greater number is a greater text.
const LETTERS: &[u8; 32] = b"012345678abcdefghjkmnpqrstuvwxyz";

/// Ids of so many seconds begin alike.
const ALIKE_SECONDS: u64 = 64;

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // The operating system's source fails only where the program could not run at all.
    #[allow(clippy::expect_used)]
    getrandom::fill(&mut bytes).expect("the operating system gives random numbers");
    bytes
}

fn letters(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|b| char::from(LETTERS[usize::from(b & 31)]))
        .collect()
}

/// A new id: 20 letters and digits. A label, not a secret.
///
/// The first five tell the minute, so that what is made one after the other lies together in every index, and a large
/// database takes it in as fast as a small one. They begin anew after 68 years, which harms nothing. The others are 75
/// random bits.
#[must_use]
pub fn id() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let minute = since.map_or(0, |since| since.as_secs() / ALIKE_SECONDS);
    minute_letters(minute) + &letters(&random::<15>())
}

/// The last 25 bits of a number.
fn minute_letters(minute: u64) -> String {
    letters(&[20, 15, 10, 5, 0].map(|shift| (minute >> shift).to_le_bytes()[0]))
}

/// A new secret: 52 letters and digits, 260 random bits.
#[must_use]
pub fn secret() -> String {
    letters(&random::<52>())
}

/// A one-time code of six digits, each equally likely.
#[must_use]
pub fn code() -> String {
    loop {
        let number = u32::from_le_bytes(random::<4>());
        // The numbers above the largest multiple of a million would make some codes likelier.
        if number < 4_294_000_000 {
            return format!("{:06}", number % 1_000_000);
        }
    }
}

/// SHA-256 as hexadecimal text: what is kept of a secret.
#[must_use]
pub fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::partnership::id::ApplicationId;

    #[test]
    fn ids_and_secrets_are_new_each_time() {
        assert_ne!(id(), id());
        assert_eq!(secret().len(), 52);
        assert!(ApplicationId::parse(&id()).is_some());
        assert!(code().len() == 6 && code().bytes().all(|b| b.is_ascii_digit()));
    }

    #[test]
    fn ids_stand_in_the_order_they_were_made_in() {
        assert_eq!(minute_letters(0), "00000");
        assert_eq!(minute_letters(1 << 25), "00000");
        let minutes = [0, 1, 31, 32, 1023, 1024, 27_965_625, (1 << 25) - 1];
        assert!(minutes.map(minute_letters).is_sorted());
        let before = id();
        assert!(before[..5] <= id()[..5]);
    }

    #[test]
    fn a_hash_is_the_known_one() {
        assert_eq!(
            hash("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
