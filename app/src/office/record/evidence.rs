//! Evidence of a finding: the fields for it, and links to it.

use super::super::place::at;
use super::Record;
use crate::ui::*;
use crate::url;
use crate::words::panel as words;
use leptos::prelude::*;
use partnership::district::Criterion;
use partnership::evidence::Evidence;
use partnership::form::file::Handed;
use store::review::Found;

/// The files that the partner sent, by what the sent answers say.
fn files(record: &Record) -> Vec<Handed> {
    let Some(sent) = record.newest() else {
        return Vec::new();
    };
    let questions = record.current.site.profile.form.steps();
    let questions = questions.flat_map(|step| &step.questions);
    questions
        .flat_map(|question| sent.answers.all(&question.key))
        .filter_map(|value| Handed::read(value))
        .collect()
}

/// What somebody points to, as a line of links.
pub(super) fn links(record: &Record, found: &Found) -> Option<AnyView> {
    let lang = record.current.lang;
    let files = files(record);
    let items: Vec<AnyView> = found
        .evidence
        .iter()
        .filter_map(|text| Evidence::read(text))
        .map(|evidence| {
            let (href, name) = match &evidence {
                Evidence::Web(address) => (address.clone(), shown(address)),
                Evidence::File(id) => {
                    let name = files.iter().find(|file| file.id == *id);
                    let name = name.map_or(words::earlier_file(lang), |file| file.name.as_str());
                    (url::file(id), name.to_owned())
                }
            };
            view! { <li><a href=href rel="noreferrer">{name}</a></li> }.into_any()
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <div class="answer-links">
                <span>{words::evidence_links(lang)}</span>
                <ul>{items}</ul>
            </div>
        }
        .into_any()
    })
}

/// An address as a link shows it: short, without what all have in common.
fn shown(address: &str) -> String {
    let rest = address.trim_start_matches("https://").trim_end_matches('/');
    let short: String = rest.chars().take(60).collect();
    if short.len() < rest.len() {
        format!("{short}…")
    } else {
        short
    }
}

/// The fields for evidence, folded away until somebody wants them.
pub(super) fn fields(record: &Record, criterion: &Criterion, own: Option<&Found>) -> AnyView {
    let lang = record.current.lang;
    let slug = &criterion.slug;
    let (web_field, file_field) = (format!("evidence.{slug}"), format!("file.{slug}"));
    let all: Vec<Evidence> = own
        .iter()
        .flat_map(|found| &found.evidence)
        .filter_map(|text| Evidence::read(text))
        .collect();
    let stored: Vec<&str> = all
        .iter()
        .filter(|evidence| matches!(evidence, Evidence::Web(_)))
        .map(Evidence::as_str)
        .collect();
    let typed = record
        .again
        .typed(&web_field)
        .unwrap_or_else(|| stored.join("\n"));
    let chosen: Vec<String> = match record.again.typed(&file_field) {
        Some(typed) => typed.lines().map(ToOwned::to_owned).collect(),
        None if record.again.error.is_some() => Vec::new(),
        None => all
            .iter()
            .filter(|evidence| matches!(evidence, Evidence::File(_)))
            .map(|evidence| evidence.as_str().to_owned())
            .collect(),
    };
    let error = at(&record.problems, &web_field);
    let is_open = error.is_some() || !typed.is_empty() || !chosen.is_empty();
    let choices: Vec<Pick> = files(record)
        .into_iter()
        .map(|file| Pick::new(&file.id, file.name.as_str()))
        .collect();
    let files = (!choices.is_empty()).then(|| {
        let legend = Said::of(&criterion.name, lang).within(|name| words::files_on(lang, name));
        view! {
            <Checkboxes
                name=format!("answers[{file_field}][]") legend=legend choices=choices chosen=chosen small=true
                optional=true
            />
        }
    });
    view! {
        <details class="evidence" open=is_open>
            <summary>{words::evidence(lang)}</summary>
            <TextArea
                name=format!("answers[{web_field}][]")
                label=Said::of(&criterion.name, lang).within(|name| words::evidence_on(lang, name))
                hint=words::evidence_hint(lang) value=typed rows=2 error=error optional=true
            />
            {files}
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_short() {
        assert_eq!(shown("https://example.org/"), "example.org");
        let long = shown(&format!("https://example.org/{}", "é".repeat(90)));
        assert_eq!(long.chars().count(), 61);
    }
}
