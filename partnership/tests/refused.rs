//! What a profile is refused for that its shape allows: how people reach the office, marks on what is not there,
//! and findings that something does not apply where nobody finds anything.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use partnership::district::Profile;

const DURHAM: &str = include_str!("../../server/profiles/durham-1.toml");
const PHONE: &str = r#"phone = "(919) 560-2000""#;

/// The faults of the profile with one thing written instead of another, as `key: mend`.
fn faults(old: &str, new: &str) -> Vec<String> {
    assert!(DURHAM.contains(old), "the profile has no {old}");
    let profile: Profile = toml::from_str(&DURHAM.replacen(old, new, 1)).unwrap();
    let faults = profile.resolved().faults().into_iter();
    faults
        .map(|fault| format!("{}: {}", fault.at, fault.mend))
        .collect()
}

#[test]
fn a_telephone_number_that_nobody_can_call_is_refused() {
    for bad in [
        "",
        "  ",
        "560-2000",
        "(919) 560-200",
        "(919) 560-20000",
        "(919) 060-2000",
        "call us",
        "(919) 560-2000 or (919) 560-2001",
    ] {
        let mend = format!(
            "office.phone: '{bad}' is no telephone number; write one such as (919) 555-0100"
        );
        assert_eq!(faults(PHONE, &format!("phone = \"{bad}\"")), [mend]);
    }
    for good in ["919-560-2000", "+1 919 560 2000", "(919) 560-2000 ext. 12"] {
        assert_eq!(
            faults(PHONE, &format!("phone = \"{good}\"")),
            [""; 0],
            "{good}"
        );
    }
}

#[test]
fn an_address_that_nobody_can_write_to_is_refused_and_so_is_an_office_without_any() {
    let with = |email: &str| faults(PHONE, &format!("{PHONE}\nemail = \"{email}\""));
    for bad in [
        "",
        "partnerships",
        "partnerships@example",
        "a b@example.org",
    ] {
        let mend = format!(
            "office.email: '{bad}' is no e-mail address; write one such as partnerships@example.org"
        );
        assert_eq!(with(bad), [mend]);
    }
    assert_eq!(with("partnerships@example.org"), [""; 0]);
    assert_eq!(
        faults(PHONE, ""),
        ["office: give a phone or an email, so that people can reach it"]
    );
}

#[test]
fn a_mark_that_names_no_key_is_refused() {
    for (bad, why) in [
        ("wizard", "is no part of a profile that can be marked"),
        ("levels", "is no part of a profile that can be marked"),
        (
            "page.definition",
            "is no part of a profile that can be marked",
        ),
        ("level.twice", "marks nothing: there is no 'twice' in level"),
        (
            "route.vendors",
            "marks nothing: there is no 'vendors' in route",
        ),
        ("process.5", "marks nothing: there is no '5' in process"),
        ("office.email", "marks nothing: the profile has none"),
        ("resource", "marks nothing: the profile has none"),
        ("mail", "marks nothing: the profile has none"),
        ("grade-band", "marks nothing: the profile has none"),
    ] {
        let found = faults("  \"advisor\",\n", &format!("  \"{bad}\",\n"));
        let [only] = found.as_slice() else {
            panic!("{bad} gave {found:?}");
        };
        assert!(
            only.starts_with(&format!("sample: '{bad}' {why}")),
            "{bad} gave {only}"
        );
    }
    for good in [
        "level.one-time",
        "route.vendor",
        "process.4",
        "office.phone",
    ] {
        let found = faults("  \"advisor\",\n", &format!("  \"{good}\",\n"));
        assert_eq!(found, [""; 0], "{good}");
    }
}

#[test]
fn that_something_does_not_apply_is_allowed_only_where_it_is_found_on() {
    let applies = |slug: &str| {
        let slug = format!("slug = \"{slug}\"\n");
        faults(&slug, &format!("{slug}may-not-apply = true\n"))
    };
    assert_eq!(applies("formal-agreement"), [""; 0]);
    assert_eq!(
        applies("support-area"),
        [
            "eligibility.support-area.may-not-apply: take it out: only a criterion can be found not to apply, because eligibility is confirmed as a whole"
        ]
    );
    let mut none: Profile = toml::from_str(DURHAM).unwrap();
    for criterion in &mut none.criteria {
        criterion.may_not_apply = true;
    }
    let found = none.resolved().faults();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].at, "criterion.eligible.may-not-apply");
    assert!(
        found[0].mend.contains("nothing would be vetted"),
        "{found:?}"
    );
}

#[test]
fn partners_read_who_may_be_one_and_some_of_what_is_vetted() {
    let mut hidden: Profile = toml::from_str(DURHAM).unwrap();
    hidden.eligibility[1].for_office = true;
    for criterion in &mut hidden.criteria {
        criterion.for_office = true;
    }
    let found: Vec<String> = hidden
        .resolved()
        .faults()
        .into_iter()
        .map(|fault| fault.at)
        .collect();
    assert_eq!(
        found,
        [
            "eligibility.no-funding.for-office",
            "criterion.built-through-school.for-office"
        ]
    );
}
