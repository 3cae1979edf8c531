//! The addresses of the program, in one place.

use partnership::application::Action;
use partnership::id::{ApplicationId, OrganizationId, PartnershipId};

/// Where a step goes whose page takes files.
pub const SAVE_STEP_WITH_FILES: &str = "/api/save_step_with_files";

/// Where a note of the office goes.
pub const ADD_NOTE: &str = "/api/add_note";

/// Where a message to the partner goes.
pub const SEND_MESSAGE: &str = "/api/send_message";

/// Where a message to the office goes.
pub const SEND_MESSAGE_TO_OFFICE: &str = "/api/send_message_to_office";

/// The out-box, with the mails about an application alone.
#[must_use]
pub fn mails_about(id: &ApplicationId) -> String {
    format!("/office/mails?application={id}")
}

/// A file that was handed in.
#[must_use]
pub fn file(id: &str) -> String {
    format!("/files/{}", encoded(id))
}

/// A value as part of a query.
#[must_use]
pub fn encoded(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}

/// What was sent along with a form, when it can stand in an address; else nothing.
#[must_use]
pub fn fitting(sent: &str) -> &str {
    if sent.len() <= 2_000 { sent } else { "" }
}

/// A query from names and values; blank values are left out. Empty, or beginning with `?`.
#[must_use]
pub fn query(pairs: &[(&str, &str)]) -> String {
    let text: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    if text.is_empty() {
        String::new()
    } else {
        format!("?{}", text.join("&"))
    }
}

/// Names and values of a query, with or without its `?`.
#[must_use]
pub fn pairs(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.trim_start_matches('?').as_bytes())
        .into_owned()
        .collect()
}

/// The sign-in page, which goes on to `go_on` afterwards.
#[must_use]
pub fn sign_in(go_on: &str) -> String {
    format!("/sign-in{}", query(&[("go-on", go_on)]))
}

/// The sign-in page for somebody who is signed in for long and wants the sheet of a list.
#[must_use]
pub fn confirm_sheet(list: &str) -> String {
    format!("/sign-in{}", query(&[("go-on", list), ("for", SHEET)]))
}

/// What the sign-in page is asked `for` before a sheet.
pub const SHEET: &str = "sheet";

/// A page of guidance.
#[must_use]
pub fn guide(slug: &str) -> String {
    format!("/guidance/{slug}")
}

/// The logo of this fingerprint.
#[must_use]
pub fn logo(hash: &str) -> String {
    format!("/logo/{hash}")
}

/// The page that puts an organization into another.
#[must_use]
pub fn merge_organization(from: &OrganizationId, into: &OrganizationId) -> String {
    format!("{}?into={into}", merged_organization(from))
}

/// The page of an organization that was put into another.
#[must_use]
pub fn merged_organization(from: &OrganizationId) -> String {
    format!("/office/organizations/{from}/merge")
}

/// An application's task list.
#[must_use]
pub fn application(id: &ApplicationId) -> String {
    format!("/applications/{id}")
}

/// A step of an application.
#[must_use]
pub fn step(id: &ApplicationId, slug: &str) -> String {
    format!("/applications/{id}/{}", encoded(slug))
}

/// An address as a header can carry it: whatever no address holds, such as a line break, a blank or a letter
/// with an accent, is written with percent signs.
#[must_use]
pub fn sendable(address: &str) -> String {
    let mut sendable = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            sendable.push(char::from(byte));
        } else {
            sendable.push_str(&format!("%{byte:02X}"));
        }
    }
    sendable
}

/// The page that shows all answers before they are sent.
#[must_use]
pub fn check(id: &ApplicationId) -> String {
    step(id, "check")
}

/// Where a sent application stands.
#[must_use]
pub fn status(id: &ApplicationId) -> String {
    step(id, "status")
}

/// Who works on an application.
#[must_use]
pub fn members(id: &ApplicationId) -> String {
    step(id, "members")
}

/// The link of an invitation to work on an application.
#[must_use]
pub fn invitation(secret: &str) -> String {
    format!("/invitation{}", query(&[("secret", secret)]))
}

/// The page of applications that staff began for a partner.
pub const BEGUN: &str = "/office/begun";

/// The office's page of members who ask to become the owner.
pub const CLAIMS: &str = "/office/claims";

/// Every question and answer, to print.
#[must_use]
pub fn copy(id: &ApplicationId) -> String {
    step(id, "copy")
}

/// An application as the office sees it.
#[must_use]
pub fn office_application(id: &ApplicationId) -> String {
    format!("/office/applications/{id}")
}

/// The page on which a decision is written.
#[must_use]
pub fn decide(id: &ApplicationId, action: Action) -> String {
    format!("/office/applications/{id}/decide/{}", action.word())
}

/// An organization as the office sees it.
#[must_use]
pub fn office_organization(id: &OrganizationId) -> String {
    format!("/office/organizations/{id}")
}

/// The page on which another office is asked about an application.
#[must_use]
pub fn ask_consult(id: &ApplicationId) -> String {
    format!("/office/applications/{id}/consult")
}

/// The page on which the planning meeting of an application is written down.
#[must_use]
pub fn meeting(id: &ApplicationId) -> String {
    format!("/office/applications/{id}/meeting")
}

/// Link and password of a platform, for those who are named.
#[must_use]
pub fn platform(id: &ApplicationId) -> String {
    format!("/platform/{id}")
}

/// A question to another office, as whoever is asked sees it.
#[must_use]
pub fn consult(id: &str) -> String {
    format!("/consult/{}", encoded(id))
}

/// A partnership as the office sees it.
#[must_use]
pub fn office_partnership(id: &PartnershipId) -> String {
    format!("/office/partnerships/{id}")
}

/// The timeline of the thing whose record this is.
#[must_use]
pub fn history(record: &str) -> String {
    format!("{record}/history")
}

/// A partnership in the public directory.
#[must_use]
pub fn listed(slug: &str) -> String {
    format!("/directory/{slug}")
}

/// A path of this program to go on to; anything else is the first page. Only a path that begins with
/// one slash stays here: `//host` and `/\host` lead elsewhere.
#[must_use]
pub fn own_path(path: &str) -> String {
    let stays = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control)
        && path.len() <= 500;
    if stays {
        path.to_owned()
    } else {
        "/".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_sent_as_it_is_or_with_percent_signs() {
        for (address, sent) in [
            ("/a?b=%20c&d[]=e#f", "/a?b=%20c&d[]=e#f"),
            ("/a b\r\nX: y", "/a%20b%0D%0AX:%20y"),
            ("/niño\"<>", "/ni%C3%B1o%22%3C%3E"),
            ("/\0", "/%00"),
        ] {
            assert_eq!(sendable(address), sent);
        }
    }

    #[test]
    fn nobody_is_sent_to_another_site() {
        for bad in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "evil",
            "",
            "/a\r\nX: y",
        ] {
            assert_eq!(own_path(bad), "/", "{bad:?}");
        }
        assert_eq!(own_path("/applications?x=1"), "/applications?x=1");
    }
}
