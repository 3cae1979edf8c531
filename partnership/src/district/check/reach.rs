//! Checking how people reach an office: a telephone number that can be called and an address that can be written to.

use super::Faults;
use crate::district::Office;
use crate::form::phone::Phone;
use crate::person::Email;

/// Checks an office's telephone number and e-mail address, and that there is one of them.
pub(super) fn check(office: &Office, at: &str, faults: &mut Faults) {
    faults.when(
        office.contacts().next().is_none(),
        at,
        "give a phone or an email, so that people can reach it",
    );
    if let Some(phone) = &office.phone {
        faults.when(
            Phone::read(phone).is_none(),
            &format!("{at}.phone"),
            &format!("'{phone}' is no telephone number; write one such as (919) 555-0100"),
        );
    }
    if let Some(email) = &office.email {
        faults.when(
            Email::parse(email).is_none(),
            &format!("{at}.email"),
            &format!("'{email}' is no e-mail address; write one such as partnerships@example.org"),
        );
    }
}
