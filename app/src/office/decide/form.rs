//! The fields of each decision.

use super::approve;
use super::case::Case;
use crate::current::Current;
use crate::office::decision::{TEXT, changeable, others, readiness};
use crate::office::desk::walk::{self, onward};
use crate::office::place::{at, at_day};
use crate::ui::*;
use crate::url;
use crate::words::decide as words;
use chrono::{Datelike, Days};
use leptos::prelude::*;
use partnership::application::Action;
use partnership::district::Route;
use partnership::form::{Answers, Section, Step};
use partnership::review::NotReady;
use partnership::text::Lang;

/// The fields of the decision, with what was typed so far or, at first, what is proposed.
pub(super) fn fields(current: &Current, case: &Case, problems: &[(String, Said)]) -> AnyView {
    match case.action {
        Action::RequestChanges => request_changes(current, case, problems),
        Action::Approve => approve::fields(current, case, problems),
        Action::Redirect => redirect(current, case, problems),
        _ => text(
            "reason",
            words::reason(current.lang),
            words::reason_hint(current.lang),
            case,
            problems,
        ),
    }
}

fn text(
    field: &str,
    label: &'static str,
    hint: &'static str,
    case: &Case,
    problems: &[(String, Said)],
) -> AnyView {
    view! {
        <TextArea
            name=format!("answers[{field}][]") label=label hint=hint rows=8 limit=Some(TEXT)
            value=case.fields.text(field) error=at(problems, field)
        />
    }
    .into_any()
}

fn request_changes(current: &Current, case: &Case, problems: &[(String, Said)]) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let open: Vec<&str> = changeable(profile, &case.sent)
        .map(|step| step.slug.as_str())
        .collect();
    let groups: Vec<PickGroup> = profile
        .form
        .sections
        .iter()
        .flat_map(|section| {
            let steps = section.steps.iter();
            let steps: Vec<&Step> = steps
                .filter(|step| open.contains(&step.slug.as_str()))
                .collect();
            groups(section, &steps, &case.sent, lang)
        })
        .filter(|group| !group.choices.is_empty())
        .collect();
    let usual = current.today + Days::new(u64::from(profile.setting.change_days));
    let parts = [
        usual.month().to_string(),
        usual.day().to_string(),
        usual.year().to_string(),
    ];
    let typed =
        ["due.month", "due.day", "due.year"].map(|field| case.fields.text(field).to_owned());
    let (bad, error) = at_day(problems, ["due.month", "due.day", "due.year"]);
    view! {
        <Checkboxes
            name="answers[steps][]" legend=words::steps(lang) hint=words::steps_hint(lang) groups=groups
            chosen=case.fields.all("steps").to_vec() error=at(problems, "steps") filter=true
        />
        {text("body", words::changes_body(lang), words::changes_body_hint(lang), case, problems)}
        <DateField
            name="answers[due][]" legend=words::due(lang) error=error bad=bad
            typed=if case.fields.is_empty() { parts } else { typed }
        />
    }
    .into_any()
}

/// The pages of a section that ask one thing; and for each that asks several, the whole page and its questions.
fn groups(section: &Section, steps: &[&Step], sent: &Answers, lang: Lang) -> Vec<PickGroup> {
    let (plain, several): (Vec<&Step>, Vec<&Step>) =
        steps.iter().partition(|step| step.asked(sent).count() < 2);
    let plain = PickGroup {
        label: Said::of(&section.title, lang),
        choices: plain
            .into_iter()
            .map(|step| Pick::new(&step.slug, Said::of(&step.title, lang)))
            .collect(),
    };
    let several = several.into_iter().map(|step| {
        let whole = Pick::new(&step.slug, words::whole_page(lang));
        let questions = step.asked(sent).map(|question| {
            let value = format!("{}/{}", step.slug, question.key);
            Pick::new(value, Said::of(&question.label, lang))
        });
        PickGroup {
            label: Said::of(&step.title, lang),
            choices: std::iter::once(whole).chain(questions).collect(),
        }
    });
    std::iter::once(plain).chain(several).collect()
}

/// What has to be met before an approval, with the way to the checklist.
pub(super) fn not_ready(current: &Current, case: &Case) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let missing: Vec<Said> = match readiness(profile, &case.findings) {
        Ok(()) => Vec::new(),
        Err(NotReady::Unjudged(_) | NotReady::Unmet(_)) => profile
            .criteria
            .iter()
            .filter_map(|criterion| {
                let name = Said::of(&criterion.name, lang);
                match case
                    .findings
                    .iter()
                    .find(|found| found.criterion == criterion.slug)
                {
                    None => Some(name.within(|name| format!("{name}: {}", words::unjudged(lang)))),
                    Some(found) if found.finding.is_settled() => None,
                    Some(found) => {
                        let word = stage::finding(found.finding, lang).to_lowercase();
                        Some(name.within(|name| format!("{name}: {word}")))
                    }
                }
            })
            .collect(),
    };
    let items: Vec<AnyView> = missing
        .into_iter()
        .map(|line| view! { <li>{line.view()}</li> }.into_any())
        .collect();
    let checklist = format!(
        "{}#checklist",
        url::office_application(&case.application.id)
    );
    let checklist = onward(current, &checklist);
    let ask = onward(
        current,
        &url::decide(&case.application.id, Action::RequestChanges),
    );
    view! {
        <Notice kind=NoticeKind::Warning title=words::not_ready_title(lang)>
            <p>{words::not_ready_body(lang)}</p>
            <ul class="bullets">{items}</ul>
        </Notice>
        <div class="actions">
            <LinkButton href=checklist>{words::to_checklist(lang)}</LinkButton>
            <a href=ask>{words::request_changes_title(lang)}</a>
        </div>
    }
    .into_any()
}

/// The route that is chosen: by the address, else by what is stored.
pub(super) fn route<'a>(current: &'a Current, case: &Case) -> Option<&'a Route> {
    let slug = match current.query("route") {
        Some(slug) => slug,
        None if current.queries().iter().any(|(name, _)| name == "route") => return None,
        None => case.fields.text("route").to_owned(),
    };
    others(&current.site.profile).find(|route| route.slug == slug)
}

/// The choice of a route: its text comes with it.
pub(super) fn routes(current: &Current, case: &Case, problems: &[(String, Said)]) -> AnyView {
    let lang = current.lang;
    let choices: Vec<Pick> = others(&current.site.profile)
        .map(|route| {
            Pick::new(&route.slug, Said::of(&route.title, lang)).hint(Said::of(&route.body, lang))
        })
        .collect();
    let chosen = case.fields.text("route").to_owned();
    let error = at(problems, "route");
    let record = onward(current, &url::office_application(&case.application.id));
    let list = walk::fields(current);
    view! {
        <GetForm action=url::decide(&case.application.id, Action::Redirect) class="decision">
            {list}
            <Radios name="route" legend=words::route(lang) choices=choices chosen=chosen error=error/>
            <div class="actions">
                <Button>{words::choose_route(lang)}</Button>
                <a href=record>{words::cancel(lang)}</a>
            </div>
        </GetForm>
    }
    .into_any()
}

fn redirect(current: &Current, case: &Case, problems: &[(String, Said)]) -> AnyView {
    let lang = current.lang;
    let Some(route) = route(current, case) else {
        return ().into_any();
    };
    let is_stored = case.fields.text("route") == route.slug;
    let body = if is_stored {
        case.fields.text("body").to_owned()
    } else {
        route_text(route, case.application.lang)
    };
    let again = format!(
        "{}?route=",
        url::decide(&case.application.id, Action::Redirect)
    );
    let again = onward(current, &again);
    view! {
        <input type="hidden" name="answers[route][]" value=route.slug.clone()/>
        <div class="panel panel--quiet" id="route">
            <p class="hint">{words::route(lang)}</p>
            <p><strong>{Said::of(&route.title, lang).view()}</strong></p>
            <p><a href=again>{words::other_route(lang)}</a></p>
        </div>
        <TextArea
            name="answers[body][]" label=words::redirect_body(lang) hint=words::redirect_body_hint(lang) rows=10
            limit=Some(TEXT) value=body error=at(problems, "body")
        />
    }
    .into_any()
}

/// The words of a route for the partner: what it means, what is next, and where.
fn route_text(route: &Route, lang: Lang) -> String {
    let link = route
        .link
        .as_ref()
        .map(|link| match route.link_label.get(lang) {
            "" => link.clone(),
            label => format!("{label}: {link}"),
        });
    let parts = [
        route.body.get(lang).to_owned(),
        route.next.get(lang).to_owned(),
        link.unwrap_or_default(),
    ];
    parts
        .into_iter()
        .filter(|part| !part.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use partnership::district::Profile;

    #[test]
    fn the_text_of_a_route_is_that_of_the_profile_in_the_language_of_its_reader() {
        let text = include_str!("../../../../server/profiles/durham-1.toml");
        let profile = toml::from_str::<Profile>(text).unwrap().resolved();
        for lang in Lang::ALL {
            for route in others(&profile) {
                let text = route_text(route, lang);
                assert!(
                    text.starts_with(route.body.get(lang)) && !text.contains("\n\n\n"),
                    "{text}"
                );
                assert!(text.chars().count() < TEXT, "{text}");
                assert_eq!(text.contains("https://"), route.link.is_some(), "{text}");
            }
        }
    }
}
