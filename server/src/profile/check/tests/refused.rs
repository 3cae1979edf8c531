//! A bad telephone number, a mark on nothing and a wrong "does not apply": each told with its line, its key and its mend.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use crate::profile::check::check;

const DURHAM: &str = include_str!("../../../../profiles/durham-1.toml");

/// What is written instead of what, and then: the line that tells where the fault is, its key, and its whole mend.
type Case<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

const CASES: [Case<'_>; 9] = [
    (
        "phone = \"(919) 560-2000\"",
        "phone = \"(919) 560-20\"",
        "phone = \"(919) 560-20\"",
        "office.phone",
        "'(919) 560-20' is no telephone number; write one such as (919) 555-0100",
    ),
    (
        "phone = \"(919) 560-2000\"",
        "phone = 9195602000",
        "phone = 9195602000",
        "office.phone",
        "write a text in quotes, not a number",
    ),
    (
        "phone = \"(919) 560-2000\"",
        "email = \"partnerships\"",
        "email = \"partnerships\"",
        "office.email",
        "'partnerships' is no e-mail address; write one such as partnerships@example.org",
    ),
    (
        "  \"grade\",\n",
        "  \"grades\",\n",
        "\"grades\",",
        "sample",
        "'grades' is no part of a profile that can be marked",
    ),
    (
        "  \"grade\",\n",
        "  \"grade.13\",\n",
        "\"grade.13\",",
        "sample",
        "'grade.13' marks nothing: there is no '13' in grade",
    ),
    (
        "  \"grade\",\n",
        "  \"office.email\",\n",
        "\"office.email\",",
        "sample",
        "'office.email' marks nothing: the profile has none; take the mark out",
    ),
    (
        "slug = \"no-funding\"\n",
        "slug = \"no-funding\"\nmay-not-apply = true # here\n",
        "may-not-apply = true # here",
        "eligibility.no-funding.may-not-apply",
        "take it out: only a criterion can be found not to apply",
    ),
    (
        "slug = \"formal-agreement\"\n",
        "slug = \"formal-agreement\"\nmay-not-apply = \"sometimes\"\n",
        "may-not-apply = \"sometimes\"",
        "criterion.formal-agreement.may-not-apply",
        "write true or false without quotes, not a text",
    ),
    (
        "slug = \"formal-agreement\"\n",
        "slug = \"formal-agreement\"\ndoes-not-apply = true\n",
        "does-not-apply = true",
        "criterion.formal-agreement.does-not-apply",
        "no such key",
    ),
];

#[test]
fn each_is_refused_alone_with_its_line_its_key_and_its_mend() {
    for (from, to, at, key, mend) in CASES {
        assert!(DURHAM.contains(from), "the profile has no: {from}");
        let text = DURHAM.replacen(from, to, 1);
        let line = text.lines().position(|line| line.contains(at)).unwrap() + 1;
        let report = check(&text);
        let [only] = report.faults.as_slice() else {
            panic!("{to} gave\n{}", report.shown());
        };
        assert_eq!((only.line, only.key.as_str()), (line, key), "{to}");
        assert!(only.say.contains(mend), "{to} gave {only:?}");
        assert!(report.profile.is_none(), "{to} is taken all the same");
        let shown = report.shown();
        for part in [line.to_string().as_str(), key] {
            assert!(shown.contains(part), "{part} is not shown:\n{shown}");
        }
    }
}

#[test]
fn one_criterion_at_least_has_to_apply_and_the_last_is_named() {
    let mut text = String::new();
    for line in DURHAM.lines() {
        text.push_str(line);
        text.push('\n');
        if line == "[[criterion]]" {
            text.push_str("may-not-apply = true\n");
        }
    }
    let report = check(&text);
    let last = text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.starts_with("may-not-apply"))
        .last();
    let [only] = report.faults.as_slice() else {
        panic!("{}", report.shown());
    };
    assert_eq!(only.line, last.unwrap().0 + 1);
    assert_eq!(only.key, "criterion.eligible.may-not-apply");
    assert!(only.say.contains("nothing would be vetted"), "{only:?}");
}
