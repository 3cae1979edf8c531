//! How to reach the office: by its telephone number and its mail address, as far as it has them.

use super::layout::dial;
use super::{Icon, icon};
use leptos::prelude::*;
use partnership::district::Office;

/// A way to reach the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its sign.
    pub sign: Icon,
    /// What dials or writes.
    pub href: String,
    /// The number or the address, as people read it.
    pub text: String,
}

/// The ways to reach an office, the telephone first. A profile without any is at fault.
#[must_use]
pub fn contacts(office: &Office) -> Vec<Contact> {
    let phone = office.phone.as_ref().map(|phone| Contact {
        sign: Icon::Phone,
        href: dial(phone),
        text: phone.clone(),
    });
    let mail = office.email.as_ref().map(|email| Contact {
        sign: Icon::Mail,
        href: format!("mailto:{email}"),
        text: email.clone(),
    });
    phone.into_iter().chain(mail).collect()
}

impl Contact {
    /// A link with the sign before it.
    #[must_use]
    pub fn link(self, class: &'static str) -> AnyView {
        view! { <a class=class href=self.href>{icon(self.sign)}{self.text}</a> }.into_any()
    }
}

/// ", (919) 555-0123, office@example.org": the ways behind the office's name, each a link.
#[must_use]
pub fn after_name(contacts: Vec<Contact>) -> Vec<AnyView> {
    contacts
        .into_iter()
        .map(|way| view! { ", "<a class="phone" href=way.href>{way.text}</a> }.into_any())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_without_a_telephone_is_written_to() {
        let mut office = Office {
            name: "Office".into(),
            phone: Some("(919) 555-0123".to_owned()),
            email: Some("office@example.org".to_owned()),
        };
        let ways = |office: &Office| -> Vec<String> {
            let ways = contacts(office).into_iter();
            ways.map(|way| format!("{} {}", way.href, way.text))
                .collect()
        };
        let written = "mailto:office@example.org office@example.org".to_owned();
        assert_eq!(
            ways(&office),
            [
                "tel:+19195550123 (919) 555-0123".to_owned(),
                written.clone()
            ]
        );
        office.phone = None;
        assert_eq!(ways(&office), [written]);
    }
}
