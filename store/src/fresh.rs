//! Fresh ids and secrets from the operating system's random numbers.

use sha2::{Digest, Sha256};

const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz0123456789"
    .first_chunk()
    .expect("the alphabet has 32 letters or more");

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

/// A new id: 20 letters and digits, 100 random bits. A label, not a secret.
#[must_use]
pub fn id() -> String {
    letters(&random::<20>())
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
    fn a_hash_is_the_known_one() {
        assert_eq!(
            hash("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
