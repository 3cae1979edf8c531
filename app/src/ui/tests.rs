//! Every block is drawn once, and what readers and browsers rely on is looked for in its HTML.

use super::*;
use leptos::prelude::*;
use partnership::district::Profile;
use partnership::form::contact::PersonPart;
use partnership::form::file::FileType;
use partnership::form::question::Choices;
use partnership::form::{Answers, Choice, Condition, Facts, Kind, Question, Step};
use partnership::invalid::Invalid;
use partnership::text::Text;
use std::collections::BTreeSet;

fn drawn(view: impl FnOnce() -> AnyView) -> String {
    drawn_in(Lang::En, view)
}

fn drawn_in(lang: Lang, view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_context(lang);
        let html = view().to_html();
        assert_is_wired(&html);
        html.replace("<!>", "").replace("<!--<() />-->", "")
    })
}

/// The values of an attribute, in the order of the document.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(value, _)| value))
        .collect()
}

/// Ids stand once, and what names an id finds it.
fn assert_is_wired(html: &str) {
    let ids = values(html, "id");
    let unique: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "an id stands twice: {html}");
    for attribute in ["for", "aria-describedby", "aria-labelledby"] {
        for id in values(html, attribute)
            .into_iter()
            .flat_map(str::split_whitespace)
        {
            assert!(
                ids.contains(&id),
                "{attribute} names {id}, which is not there: {html}"
            );
        }
    }
    assert!(
        !html.contains("<p><div") && !html.contains(" required") && !html.contains(" placeholder="),
        "{html}"
    );
}

fn profile() -> Profile {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/profiles/durham-1.toml");
    toml::from_str::<Profile>(&std::fs::read_to_string(folder).unwrap())
        .unwrap()
        .resolved()
}

fn question(key: &str, kind: Kind) -> Question {
    Question {
        key: key.to_owned(),
        label: "The question".into(),
        hint: "The hint".into(),
        optional: false,
        show_if: Condition::Always,
        kind,
        carries_to: None,
        autocomplete: None,
    }
}

fn choices() -> Choices {
    let choice = |value: &str| Choice {
        value: value.into(),
        label: value.to_uppercase().as_str().into(),
        hint: "Why".into(),
    };
    Choices::Here(vec![choice("a"), choice("b")])
}

fn every_kind() -> Vec<Kind> {
    let inner = vec![
        question("what", Kind::ShortText { limit: 10 }),
        question("by", Kind::Date { coming: true }),
    ];
    vec![
        Kind::ShortText { limit: 200 },
        Kind::LongText { limit: 2000 },
        Kind::Email,
        Kind::Phone,
        Kind::Ein,
        Kind::Person {
            needed: vec![PersonPart::Name, PersonPart::Email],
        },
        Kind::Schedule { max: 3 },
        Kind::Grades,
        Kind::File {
            types: vec![FileType::Pdf, FileType::Jpeg],
            max: 3,
            megabytes: 5,
        },
        Kind::Web,
        Kind::Whole { min: 0, max: 10 },
        Kind::Money,
        Kind::Date { coming: false },
        Kind::YesNo,
        Kind::OneOf { choices: choices() },
        Kind::ManyOf {
            choices: choices(),
            max: None,
        },
        Kind::Areas,
        Kind::Schools,
        Kind::School,
        Kind::Address,
        Kind::Accept {
            statement: "We agree".into(),
        },
        Kind::Signature {
            statement: "I sign\nfor all".into(),
        },
        Kind::Group {
            questions: inner,
            item: "Outcome".into(),
            min: 1,
            max: 3,
        },
    ]
}

#[test]
fn every_kind_of_question_is_wired_and_its_mistakes_stand_at_the_fields_that_the_summary_links_to()
{
    let profile = profile();
    let facts = Facts {
        profile: &profile,
        today: chrono::NaiveDate::from_ymd_opt(2026, 11, 26).unwrap(),
    };
    let answers = Answers::default();
    for (at, kind) in every_kind().into_iter().enumerate() {
        for lang in Lang::ALL {
            let question = question("some.key", kind.clone());
            let step = Step {
                slug: "s".into(),
                title: "T".into(),
                body: Text::default(),
                show_if: Condition::Always,
                questions: vec![question.clone()],
            };
            let fresh = drawn_in(lang, || {
                question::draw(
                    &question,
                    &answers,
                    &Invalid::default(),
                    &profile,
                    at % 2 == 0,
                    "Help".into(),
                )
            });
            assert!(
                !fresh.contains("aria-invalid") && !fresh.contains("-error"),
                "{kind:?} is wrong from the start: {fresh}"
            );
            let invalid = step.problems(&answers, &facts);
            assert!(!invalid.is_empty(), "{kind:?}");
            let mistakes = question::sentences(&step.questions, &answers, &invalid, lang);
            assert_eq!(
                mistakes.len(),
                invalid.iter().count(),
                "{kind:?} has a mistake without a sentence"
            );
            let html = drawn_in(lang, || {
                question::draw(
                    &question,
                    &answers,
                    &invalid,
                    &profile,
                    at % 2 == 0,
                    Said::default(),
                )
            });
            for (id, sentence) in mistakes {
                assert!(
                    values(&html, "id").contains(&id.as_str()),
                    "{kind:?} has no control {id}: {html}"
                );
                let said = sentence.clone();
                let said = drawn(|| said.view());
                assert!(
                    html.contains(&said),
                    "{kind:?} does not say {sentence:?}: {html}"
                );
            }
            assert!(html.contains("aria-invalid=\"true\""), "{html}");
            for name in values(&html, "name")
                .into_iter()
                .filter(|name| *name != "then")
            {
                let field = name
                    .strip_prefix("answers[")
                    .and_then(|rest| rest.strip_suffix("][]"))
                    // Files come beside the answers, under the name of their question.
                    .or(name
                        .strip_prefix("files[")
                        .and_then(|rest| rest.strip_suffix(']')))
                    .unwrap();
                assert!(
                    question.owns(field),
                    "{kind:?} has an input {name} that would be dropped"
                );
            }
        }
    }
}

#[test]
fn typed_text_stays_text() {
    let typed = "</textarea><script>alert(1)</script> & \"x\"\nnext";
    for kind in [
        Kind::LongText { limit: 2000 },
        Kind::ShortText { limit: 2000 },
    ] {
        let question = question("k", kind);
        let answers: Answers = [("k".to_owned(), vec![typed.to_owned()])]
            .into_iter()
            .collect();
        let html = drawn(|| {
            question::draw(
                &question,
                &answers,
                &Invalid::default(),
                &profile(),
                false,
                Said::default(),
            )
        });
        assert!(
            !html.contains("<script>") && html.contains("&amp;") && !html.contains("&amp;amp;"),
            "{html}"
        );
    }
    let empty = drawn(|| view! { <TextArea name="x" label="X"/> }.into_any());
    assert!(
        empty.contains(">\n</textarea>"),
        "an empty box holds something: {empty}"
    );
    let line = drawn(|| view! { <TextArea name="x" label="X" value="\nsecond line"/> }.into_any());
    assert!(
        line.contains(">\n\nsecond line</textarea>"),
        "a first blank line is lost: {line}"
    );
}

#[test]
fn a_question_that_is_not_asked_is_there_and_hidden() {
    let asked_if_yes = Question {
        show_if: Condition::Is("a".into(), "yes".into()),
        ..question("b", Kind::Email)
    };
    let draw = |value: &str| {
        let answers: Answers = [("a".to_owned(), vec![value.to_owned()])]
            .into_iter()
            .collect();
        drawn(|| {
            question::draw(
                &asked_if_yes,
                &answers,
                &Invalid::default(),
                &profile(),
                false,
                Said::default(),
            )
        })
    };
    assert!(
        draw("no")
            .contains("data-when=\"{&quot;is&quot;:[&quot;a&quot;,&quot;yes&quot;]}\" hidden"),
        "{}",
        draw("no")
    );
    assert!(
        !draw("yes").contains(" hidden>") && draw("yes").contains("data-key=\"b\""),
        "{}",
        draw("yes")
    );
}

#[test]
fn a_group_can_grow_and_shrink_within_its_bounds() {
    let group = question("g", every_kind().pop().unwrap());
    let with = |items: &str| {
        let answers: Answers = [("g.items".to_owned(), vec![items.to_owned()])]
            .into_iter()
            .collect();
        drawn(|| {
            question::draw(
                &group,
                &answers,
                &Invalid::default(),
                &profile(),
                false,
                Said::default(),
            )
        })
    };
    assert!(
        with("1").contains("value=\"add:g\"") && !with("1").contains("remove:"),
        "{}",
        with("1")
    );
    assert!(
        with("3").contains("value=\"remove:g:3\"") && !with("3").contains("add:g"),
        "{}",
        with("3")
    );
    assert!(
        with("2").contains("Remove outcome 2") && with("2").contains("Add another outcome"),
        "{}",
        with("2")
    );
}

#[test]
fn answers_are_read_back_as_people_say_them() {
    let profile = profile();
    let shown = |kind: Kind, pairs: &[(&str, &[&str])], lang| {
        let answers: Answers = pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), v.iter().map(|v| (*v).to_owned()).collect()))
            .collect();
        let shown = answers::shown(&question("k", kind), &answers, &profile, lang);
        shown.iter().map(Said::words).collect::<Vec<String>>()
    };
    let area = &profile.areas[0];
    let value = format!("{}/{}", area.slug, area.services[0].value);
    let school = &profile.schools[0];
    assert_eq!(
        shown(Kind::Money, &[("k", &["1200"])], Lang::En),
        ["$1,200.00"]
    );
    assert_eq!(shown(Kind::Money, &[("k", &["much"])], Lang::En), ["much"]);
    assert_eq!(shown(Kind::YesNo, &[("k", &["yes"])], Lang::Es), ["Sí"]);
    assert_eq!(
        shown(
            Kind::ManyOf {
                choices: choices(),
                max: None
            },
            &[("k", &["a", "b"])],
            Lang::En
        ),
        ["A", "B"]
    );
    assert_eq!(
        shown(Kind::Areas, &[("k", &[&value])], Lang::En),
        [format!(
            "{} › {}",
            area.name.get(Lang::En),
            area.services[0].label.get(Lang::En)
        )]
    );
    assert_eq!(
        shown(Kind::School, &[("k", &[&school.slug])], Lang::En),
        [school.name.as_str()]
    );
    let day: &[(&str, &[&str])] = &[
        ("k.month", &["5"]),
        ("k.day", &["3"]),
        ("k.year", &["2027"]),
    ];
    assert_eq!(
        shown(Kind::Date { coming: true }, day, Lang::Es),
        ["3 de mayo de 2027"]
    );
    assert_eq!(
        shown(Kind::Date { coming: true }, &day[..1], Lang::Es),
        ["5//"]
    );
    let address: &[(&str, &[&str])] = &[
        ("k.street", &["12 Ninth St"]),
        ("k.city", &["Durham"]),
        ("k.state", &["NC"]),
        ("k.zip", &["27705"]),
    ];
    assert_eq!(
        shown(Kind::Address, address, Lang::En),
        ["12 Ninth St", "Durham, NC 27705"]
    );
    assert_eq!(
        shown(Kind::Phone, &[("k", &["919.555.0100 x5"])], Lang::En),
        ["(919) 555-0100 ext. 5"]
    );
    assert_eq!(shown(Kind::Phone, &[("k", &["nine"])], Lang::En), ["nine"]);
    assert_eq!(
        shown(Kind::Ein, &[("k", &["123456789"])], Lang::Es),
        ["12-3456789"]
    );
    let person: &[(&str, &[&str])] = &[
        ("k.name", &["Ana Ruiz"]),
        ("k.role", &["Director"]),
        ("k.email", &["ana@example.org"]),
        ("k.phone", &["9195550100"]),
    ];
    let kind = || Kind::Person {
        needed: PersonPart::ALL.to_vec(),
    };
    assert_eq!(
        shown(kind(), person, Lang::En),
        ["Ana Ruiz, Director", "ana@example.org", "(919) 555-0100"]
    );
    assert_eq!(shown(kind(), &person[..1], Lang::En), ["Ana Ruiz"]);
    let times: &[(&str, &[&str])] = &[
        ("k.1.days", &["friday", "monday"]),
        ("k.1.start", &["3:15 pm"]),
        ("k.1.end", &["16:30"]),
        ("k.2.days", &["saturday"]),
        ("k.2.start", &["3"]),
    ];
    assert_eq!(
        shown(Kind::Schedule { max: 3 }, times, Lang::En),
        ["Mondays and Fridays 3:15 p.m. to 4:30 p.m.", "saturday / 3"]
    );
    assert_eq!(
        shown(Kind::Schedule { max: 3 }, &times[..3], Lang::Es),
        ["Lunes y viernes de 3:15 p. m. a 4:30 p. m."]
    );
    let grade = profile.grades[0].label.get(Lang::En);
    assert_eq!(
        shown(
            Kind::Grades,
            &[("k", &[&profile.grades[0].value, "none"])],
            Lang::En
        ),
        [grade, "none"]
    );
    let group = every_kind().pop().unwrap();
    assert_eq!(
        shown(group, &[("k.1.what", &["Reading"])], Lang::En),
        ["Outcome 1 – The question: Reading"]
    );
    assert!(shown(Kind::Email, &[], Lang::En).is_empty());
}

#[test]
fn what_changed_is_told_and_nothing_else() {
    let profile = profile();
    let one = |name: &str| -> Answers {
        [("organization.name".to_owned(), vec![name.to_owned()])]
            .into_iter()
            .collect()
    };
    let changes = answers::changes(&profile.form, &one("Old"), &one("New"), &profile, Lang::En);
    assert_eq!(changes.len(), 1);
    assert_eq!(
        (changes[0].old.as_slice(), changes[0].new.as_slice()),
        (&[Said::from("Old")][..], &[Said::from("New")][..])
    );
    assert!(
        answers::changes(&profile.form, &one("Old"), &one("Old"), &profile, Lang::En).is_empty()
    );
    let html = drawn(|| view! { <Changes changes=changes/> }.into_any());
    assert!(
        html.contains("<del>Old</del>") && html.contains("<ins>New</ins>"),
        "{html}"
    );
}

#[test]
fn each_answer_has_its_way_back_to_its_question() {
    let profile = profile();
    let step = profile.form.step("organization").unwrap().clone();
    let html = drawn(|| answers::list(&[step], &Answers::default(), &profile, "/applications/x"));
    assert!(
        html.contains("href=\"/applications/x/organization?from=check#organization.name\""),
        "{html}"
    );
    assert!(
        html.contains("Not provided") && html.contains("<dl class=\"summary-list\"><div"),
        "{html}"
    );
}

#[test]
fn a_summary_links_to_the_fields_and_takes_the_focus() {
    assert_eq!(
        drawn(|| {
            let none: Vec<(String, Said)> = Vec::new();
            view! { <ErrorSummary items=none/> }.into_any()
        }),
        ""
    );
    let html =
        drawn(|| view! { <ErrorSummary items=vec![("a.b".into(), "Answer “A”")]/> }.into_any());
    assert!(
        html.contains("tabindex=\"-1\" autofocus")
            && html.contains("<a href=\"#a.b\">Answer “A”</a>"),
        "{html}"
    );
}

#[test]
fn a_form_that_changes_something_carries_its_key_and_token() {
    let html = drawn(|| {
        view! {
            <PostForm action="/api/x" key="k1" token=Some("t1".to_owned()) enter_continues=true>
                <TextField name="email" label="E-mail" kind=FieldKind::Email optional=true/>
                <Button name="then" value="on">"Continue"</Button>
            </PostForm>
        }
        .into_any()
    });
    for part in [
        "method=\"post\" action=\"/api/x\"",
        " novalidate",
        " data-guard",
        "name=\"key\" value=\"k1\"",
        "name=\"token\" value=\"t1\"",
        "(optional)",
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
}

#[test]
fn a_table_is_a_table() {
    let html = drawn(|| {
        let columns = vec![
            Column::new("Name").sort("?sort=name", Some(Sorted::Asc)),
            Column::new("Students").numeric(),
        ];
        let rows = vec![Row {
            cells: vec!["A".into_any(), "12".into_any()],
        }];
        view! { <DataTable caption="All" columns=columns rows=rows/> }.into_any()
    });
    for part in [
        "<section tabindex=\"0\" aria-label=\"All\" class=\"table-region\">",
        "<th scope=\"col\" aria-sort=\"ascending\">",
        "<tbody><tr><th scope=\"row\">A</th><td class=\"table__number\">12</td></tr></tbody>",
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
    assert_eq!(values(&html, "aria-sort").len(), 1);
}

#[test]
fn a_chart_has_the_same_figures_as_a_table() {
    let bars = vec![
        Bar {
            label: "Academics".into(),
            value: 4.0,
            shown: "4".into(),
            href: Some("/x?area=a".into()),
        },
        Bar {
            label: "Wellness".into(),
            value: 0.0,
            shown: "fewer than 10".into(),
            href: None,
        },
    ];
    let html = drawn(|| {
        view! { <BarChart title="By area" finding="Most are in academics." of="Area" unit="Partnerships" bars=bars csv_href="/x.csv"/> }
            .into_any()
    });
    assert_eq!(html.matches("/x?area=a").count(), 2);
    assert_eq!(html.matches("fewer than 10").count(), 2);
    assert_eq!(html.matches("<tr>").count(), 3);
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn the_rest_is_drawn() {
    let html = drawn(|| {
        view! {
            <Notice kind=NoticeKind::Success title="Sent" focus=true><p>"Thank you"</p></Notice>
            <Empty title="Nothing yet"/>
            <Chips items=vec![Chip { label: "New".into(), href: "/".into() }] clear="/"/>
            <Count shown=5 all=1200/>
            <Pager page=2 pages=9 href=Box::new(|n| format!("?page={n}"))/>
            <Tracker steps=vec![TrackStep {
                title: "Vet".into(), owner: "Office".into(), state: TrackState::Current, note: "".into(),
            }]/>
            <TaskList rows=vec![
                TaskRow { title: "A".into(), hint: "h".into(), href: Some("/a".into()), status: TaskStatus::InProgress },
                TaskRow { title: "B".into(), hint: "".into(), href: None, status: TaskStatus::CannotStart },
            ]/>
            <Checkboxes name="c[]" legend="C" choices=(0..11).map(|n| Pick::new(n.to_string(), n.to_string())).collect() filter=true/>
            <SelectField name="s" label="S" choices=vec![Pick::new("1", "One")] chosen="1"/>
            <Tick name="t" label="T" checked=true/>
            <GetForm action="/" label="Search"><TextField name="q" label="Words" kind=FieldKind::Search/></GetForm>
        }
        .into_any()
    });
    for part in [
        "Showing 5 of 1,200",
        "aria-current=\"step\"",
        "Cannot start yet",
        "data-filter=\"Search in this list\"",
        "<option value=\"1\" selected>One</option>",
        "role=\"search\" aria-label=\"Search\"",
        "href=\"?page=3\"",
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
    for stage in partnership::application::Stage::ALL {
        let html = drawn(|| view! { <StageTag stage=stage/> }.into_any());
        assert!(html.contains(stage::application(stage, Lang::En)));
    }
    for stage in partnership::partnership::Stage::ALL {
        let html = drawn_in(Lang::Es, || {
            view! { <PartnershipTag stage=stage/> }.into_any()
        });
        assert!(html.contains(stage::partnership(stage, Lang::Es)));
    }
}

#[test]
fn an_untranslated_text_is_marked_with_its_language() {
    let html = drawn_in(Lang::Es, || {
        view! { <TextField name="x" label=Said::of(&"Name".into(), Lang::Es)/> }.into_any()
    });
    assert!(html.contains("<span lang=\"en\">Name</span>"), "{html}");
}
