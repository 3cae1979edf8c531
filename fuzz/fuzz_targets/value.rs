//! Values read from text: addresses of mail, amounts, numbers, ids, languages, roles, conditions.
#![no_main]

use libfuzzer_sys::fuzz_target;
use partnership::form::date::{cents, whole};
use partnership::form::ein::Ein;
use partnership::form::phone::Phone;
use partnership::form::schedule::time;
use partnership::form::{Answers, Condition};
use partnership::id::ApplicationId;
use partnership::person::{Email, Role};
use partnership::text::Lang;

fuzz_target!(|text: &str| {
    if let Some(email) = Email::parse(text) {
        assert_eq!(Email::parse(email.as_str()).as_ref(), Some(&email));
    }
    if let Some(id) = ApplicationId::parse(text) {
        assert_eq!(id.as_str(), text);
    }
    if let Some(phone) = Phone::read(text) {
        assert_eq!(Phone::read(&phone.shown()), Some(phone));
    }
    if let Some(ein) = Ein::read(text) {
        assert_eq!(Ein::read(&ein.shown()), Some(ein));
    }
    let _ = time(text);
    let _ = (cents(text), whole(text), Role::from_word(text), Lang::from_code(text));
    if let Ok(condition) = serde_json::from_str::<Condition>(text) {
        let _ = (condition.holds(&Answers::default()), condition.keys(), condition.keys_within(text));
    }
});
