//! A district that has translated nothing: every page in Spanish says of each of its texts that it is English.

use crate::access::pages::PAGES;
use crate::access::people::Crowd;
use crate::harness::{Answer, Client, World};
use partnership::district::Profile;
use partnership::form::{Answers, Kind};
use partnership::route::next_step;
use scraper::{ElementRef, Html};
use serde_json::Value;
use std::collections::BTreeSet;

/// Texts of fewer letters than this stand in other words, too.
const SHORT: usize = 4;
/// A piece of a text of at least this many letters is no chance.
const PIECE: usize = 20;
/// More pages than there are.
const MOST: usize = 600;

/// Durham as it would be without a word of Spanish, with each of its texts.
fn untranslated() -> (Profile, BTreeSet<String>) {
    fn strip(value: &mut Value, texts: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                if let Some(english) = map.get("en").and_then(Value::as_str) {
                    let lines = english.lines().map(squeezed);
                    texts.extend(lines.filter(|line| !line.is_empty()));
                    map.remove("es");
                }
                map.values_mut().for_each(|value| strip(value, texts));
            }
            Value::Array(list) => list.iter_mut().for_each(|value| strip(value, texts)),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(crate::decide::meeting::profile()).unwrap();
    let mut texts = BTreeSet::new();
    strip(&mut value, &mut texts);
    (serde_json::from_value(value).unwrap(), texts)
}

/// A text with one blank between its words.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text is, or holds, a text of the profile, or is a piece of one.
fn of_profile<'a>(shown: &str, texts: &'a BTreeSet<String>) -> Option<&'a String> {
    let letters = |text: &str| text.chars().count();
    let holds = |text: &str| {
        letters(text) >= SHORT
            && shown.match_indices(text).any(|(at, _)| {
                let before = shown[..at].chars().next_back();
                let after = shown[at + text.len()..].chars().next();
                !before.is_some_and(char::is_alphanumeric)
                    && !after.is_some_and(char::is_alphanumeric)
            })
    };
    // The very text comes before longer ones that hold it.
    texts.get(shown).or_else(|| {
        texts
            .iter()
            .find(|text| holds(text) || (letters(shown) >= PIECE && text.contains(shown)))
    })
}

/// What a page shows of the profile without saying that it is English; what it shows and says is noted.
fn unmarked(
    page: &Answer,
    texts: &BTreeSet<String>,
    schools: &[String],
    seen: &mut BTreeSet<String>,
) -> Vec<String> {
    let html = Html::parse_document(&page.body);
    let mut faults = Vec::new();
    for node in html.tree.nodes() {
        let Some(text) = node.value().as_text() else {
            continue;
        };
        let shown = squeezed(text);
        let around: Vec<ElementRef<'_>> = node.ancestors().filter_map(ElementRef::wrap).collect();
        // Of these nothing is drawn, or nothing in them can say its language; what is typed is the writer's.
        let is_silent = around.iter().any(|one| {
            matches!(
                one.value().name(),
                "title" | "script" | "style" | "textarea"
            )
        });
        if is_silent || shown.is_empty() {
            continue;
        }
        // A school has one name in every language.
        let without = schools
            .iter()
            .fold(shown.clone(), |text, name| text.replace(name, ""));
        let Some(known) = of_profile(without.trim(), texts) else {
            continue;
        };
        let lang = around.iter().find_map(|one| one.value().attr("lang"));
        if lang == Some("en") {
            seen.insert(known.clone());
        } else {
            faults.push(format!("{}: “{shown}” holds “{known}”", page.asked));
        }
    }
    faults
}

/// Every page that links lead to from these, each once.
async fn walked(client: &Client, from: &[String]) -> Vec<Answer> {
    let mut open: Vec<String> = from.to_vec();
    let mut known: BTreeSet<String> = open.iter().cloned().collect();
    let mut pages = Vec::new();
    while let Some(path) = open.pop() {
        let page = client.get(&path).await;
        if page.status.is_redirection() {
            let to = page.location();
            if known.insert(to.clone()) {
                open.push(to);
            }
            continue;
        }
        if !page.header("content-type").starts_with("text/html") {
            continue;
        }
        for href in page.links() {
            let href = href.split('#').next().unwrap_or_default();
            let leads_on = href.starts_with('/')
                && !href.contains("lang=")
                && !href.starts_with("/dev/")
                && !href.starts_with("/files/")
                // What a mail says and what a list prints is text alone.
                && !href.starts_with("/office/mails/")
                && !href.contains(".html");
            // One list with other filters is no other page.
            let names: Vec<&str> = href
                .split(['?', '&'])
                .map(|part| part.split('=').next().unwrap_or_default())
                .collect();
            if leads_on && known.insert(names.join("&")) {
                open.push(href.to_owned());
            }
        }
        pages.push(page);
        assert!(pages.len() < MOST, "{path} leads to ever more pages");
    }
    pages
}

/// The addresses of every way through the advisor.
fn advised(profile: &Profile) -> Vec<String> {
    let mut open = vec![Answers::default()];
    let mut paths = Vec::new();
    while let Some(answers) = open.pop() {
        let fields = answers
            .iter()
            .flat_map(|(field, values)| values.iter().map(move |value| format!("{field}={value}")));
        let query: Vec<String> = fields.collect();
        paths.push(format!("/start?{}", query.join("&")));
        let Some(step) = next_step(profile, &answers) else {
            continue;
        };
        // Asked without an answer, the page says what is missing.
        paths.push(format!("/start?asked={}&{}", step.slug, query.join("&")));
        for question in &step.questions {
            let choices: Vec<&str> = if question.kind == Kind::YesNo {
                vec!["yes", "no"]
            } else {
                question
                    .choices()
                    .iter()
                    .map(|c| c.value.as_str())
                    .collect()
            };
            for choice in choices {
                let mut next = answers.clone();
                next.set(&question.key, vec![choice.to_owned()]);
                open.push(next);
            }
        }
    }
    paths
}

/// Applications at the places of a life that the crowd does not have; gives the addresses of their pages.
async fn lives(crowd: &Crowd) -> (Vec<String>, Vec<String>) {
    let world: &World = &crowd.world;
    let (owner, office) = (crowd.client("owner"), crowd.client("office"));
    let answers = world.answers();
    let slugs: Vec<&str> = world
        .profile
        .form
        .steps()
        .map(|step| step.slug.as_str())
        .collect();
    let (mut of_owner, mut of_office) = (Vec::new(), Vec::new());
    // Nothing is answered: every page says what is missing.
    let blank = owner.start().await;
    let full = owner.draft(world, &answers).await;
    for slug in &slugs {
        of_owner.push(format!("/applications/{blank}/{slug}?check=1"));
        of_owner.push(format!("/applications/{full}/{slug}"));
    }
    of_owner.push(format!("/applications/{full}/sign"));
    let group = world.profile.form.steps().find_map(|step| {
        let question = step.questions.iter().find(|q| q.repeats().is_some())?;
        Some(format!("{}?remove={}:1", step.slug, question.key))
    });
    of_owner.push(format!("/applications/{full}/{}", group.unwrap()));
    for (action, fields) in [
        (
            "request-changes",
            vec![("steps", "outcomes"), ("body", "Say more.")],
        ),
        ("redirect", vec![("route", "vendor"), ("body", "Go there.")]),
        ("decline", vec![("reason", "It is not for schools.")]),
        ("approve", vec![("level", "on-going"), ("agreement", "moa")]),
    ] {
        let id = owner.draft(world, &answers).await;
        owner.submit(&id).await;
        office.take_up(&id).await;
        let page = format!("/office/applications/{id}/decide/{action}");
        for query in ["", "?check=1", "?route=vendor"] {
            of_office.push(format!("{page}{query}"));
        }
        office.judge(world, &id, "met").await;
        let mut fields = fields;
        let due = [("due.month", "12"), ("due.day", "24"), ("due.year", "2026")];
        if action == "request-changes" {
            fields.extend(due);
        }
        if action == "approve" {
            // As it stands before it is decided.
            let preview = office.write(&id, action, &fields).await;
            of_office.push(preview);
            of_office.push(page);
        } else {
            office.decide(&id, action, &fields).await;
        }
        of_owner.push(format!("/applications/{id}"));
        of_owner.push(format!("/applications/{id}/status"));
        of_office.push(format!("/office/applications/{id}"));
    }
    (of_owner, of_office)
}

#[tokio::test]
async fn a_page_says_of_each_text_that_is_not_translated_that_it_is_english() {
    let (profile, texts) = untranslated();
    let schools: Vec<String> = profile
        .schools
        .iter()
        .map(|school| school.name.clone())
        .collect();
    let crowd = Crowd::of(profile).await;
    let (of_owner, of_office) = lives(&crowd).await;
    let mut faults = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut drawn = 0;
    for column in ["anonymous", "owner", "member", "office", "administrator"] {
        let client = crowd.client(column);
        client.get("/?lang=es").await;
        let mut from: Vec<String> = PAGES
            .iter()
            .filter(|page| page.who.lets(column) && !page.route.starts_with("/dev/"))
            // What a mail says and what a list prints is text alone.
            .filter(|page| page.route != "/office/mails/{mail}" && !page.route.ends_with(".html"))
            .map(|page| crowd.real(page.path))
            .collect();
        from.extend(match column {
            "anonymous" => advised(&crowd.world.profile),
            "owner" => of_owner.clone(),
            "office" => of_office.clone(),
            _ => Vec::new(),
        });
        for page in walked(client, &from).await {
            assert!(
                page.body.contains("<html lang=\"es\""),
                "{} is not in Spanish: {}",
                page.asked,
                page.short()
            );
            drawn += 1;
            faults.extend(unmarked(&page, &texts, &schools, &mut seen));
        }
    }
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(
        faults.is_empty(),
        "{} texts are not marked with lang=\"en\":\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert!(drawn > 150, "only {drawn} pages were drawn");
    let unseen: Vec<&String> = texts.difference(&seen).collect();
    assert!(
        unseen.len() * 10 < texts.len(),
        "{} of {} texts were seen on no page:\n{unseen:#?}",
        unseen.len(),
        texts.len()
    );
}
