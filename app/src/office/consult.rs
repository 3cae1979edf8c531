//! The page on which a question to another office is written: whom, what, and what of the application they may see.

use super::api::AskConsult;
use super::desk::walk::onward;
use super::place::{application_id, at, decidable, parameter, problems};
use crate::act::{Again, needed};
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{Drawn, page, sentence};
use crate::ui::*;
use crate::url;
use crate::words::consult as words;
use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::consult::Scope;
use partnership::form::{Answers, date as days};
use partnership::invalid::{Invalid, Problem};
use partnership::person::{Email, Right};
use store::application::Application;

/// The longest question.
const QUESTION: usize = 2_000;
/// Days that somebody has for an answer, unless the office says otherwise.
const DAYS: u64 = 7;

/// A question without a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) office: String,
    pub(super) email: Email,
    pub(super) question: String,
    pub(super) scope: Scope,
    pub(super) due_on: NaiveDate,
    pub(super) blocks: bool,
}

/// Judges what was typed.
pub(super) fn judge(current: &Current, fields: &Answers) -> Result<Written, Invalid> {
    let profile = &current.site.profile;
    let mut invalid = Invalid::default();
    let office = fields.text("office").to_owned();
    if office.is_empty() {
        invalid.add("office", Problem::Missing);
    } else if !profile.consult.iter().any(|choice| choice.value == office) {
        invalid.add("office", Problem::NotChoice);
    }
    let typed = fields.text("email").trim();
    let email = Email::parse(typed);
    if typed.is_empty() {
        invalid.add("email", Problem::Missing);
    } else if email.is_none() {
        invalid.add("email", Problem::NotEmail);
    }
    let question = needed("question", fields.text("question"), QUESTION, &mut invalid);
    let sections = fields.all("sections").to_vec();
    let known = |slug: &String| profile.form.sections.iter().any(|s| s.slug == *slug);
    if !sections.iter().all(known) {
        invalid.add("sections", Problem::NotChoice);
    }
    let due_on = match days::day(fields, "due") {
        Ok(Some(day)) if day < current.today => {
            invalid.add("due.month", Problem::DatePast);
            None
        }
        Ok(Some(day)) => Some(day),
        Ok(None) => {
            invalid.add("due.month", Problem::Missing);
            None
        }
        Err((field, problem)) => {
            invalid.add(field, problem);
            None
        }
    };
    match (email, due_on, invalid.into_result()) {
        (Some(email), Some(due_on), Ok(())) => Ok(Written {
            office,
            email,
            question,
            scope: Scope {
                sections,
                with_files: fields.text("files") == "yes",
            },
            due_on,
            blocks: fields.text("blocks") == "yes",
        }),
        (_, _, Err(invalid)) => Err(invalid),
        (_, _, Ok(())) => Err(Invalid::default()),
    }
}

fn label(field: &str, current: &Current) -> Option<String> {
    let lang = current.lang;
    Some(
        match field {
            "office" => words::office(lang),
            "email" => words::email(lang),
            "question" => words::question_label(lang),
            "sections" => words::sections(lang),
            field if field.starts_with("due.") => words::due(lang),
            _ => return None,
        }
        .to_owned(),
    )
}

/// Writes a question to another office.
#[component]
pub fn AskConsultPage() -> impl IntoView {
    let id = parameter("id");
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::Decide)?;
        let application = decidable(&current, &asker, &application_id(&id)?).await?;
        let current = current.as_of(application.profile_version)?;
        if current.site.profile.consult.is_empty() || application.stage.is_final() {
            return Err(AppError::NotFound);
        }
        let again = Again::load(&current).await;
        draw(&current, &application, &again)
    })
}

fn draw(current: &Current, application: &Application, again: &Again) -> Drawn {
    let lang = current.lang;
    let problems = problems(again, lang, |field| label(field, current));
    let refusal = match &again.error {
        None | Some(AppError::Invalid(_)) => None,
        Some(error) => {
            Some(view! { <Notice kind=NoticeKind::Error title=sentence(error) focus=true/> })
        }
    };
    let back = onward(current, &url::office_application(&application.id));
    let caption = format!("{} · {}", application.reference, application.organization);
    let error = again.error.is_some();
    let form = form(current, application, again, &problems);
    Ok(view! {
        <Frame office=true back=Some((back, words::back(lang).to_owned()))>
            <ErrorSummary items=problems/>
            {refusal}
            <PageHead title=words::ask_title(lang) caption=caption lead=words::ask_lead(lang) error=error/>
            {form}
        </Frame>
    }
    .into_any())
}

fn form(
    current: &Current,
    application: &Application,
    again: &Again,
    problems: &[(String, Said)],
) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let typed = |field: &str| again.typed(field).unwrap_or_default();
    let offices: Vec<Pick> = profile
        .consult
        .iter()
        .map(|choice| {
            Pick::new(&choice.value, Said::of(&choice.label, lang))
                .hint(Said::of(&choice.hint, lang))
        })
        .collect();
    let sections: Vec<Pick> = profile
        .form
        .sections
        .iter()
        .map(|section| Pick::new(&section.slug, Said::of(&section.title, lang)))
        .collect();
    let usual = current.today + Days::new(DAYS);
    let parts = usual.format("%-m-%-d-%Y").to_string();
    let mut parts = parts.split('-').map(ToOwned::to_owned);
    let mut due = |field: &str| {
        let usual = parts.next().unwrap_or_default();
        again.typed(field).unwrap_or(usual)
    };
    let due = [due("due.month"), due("due.day"), due("due.year")];
    let due_error = problems
        .iter()
        .find(|(field, _)| field.starts_with("due."))
        .map(|(_, sentence)| sentence.clone());
    let chosen: Vec<String> = typed("sections").lines().map(ToOwned::to_owned).collect();
    let id = application.id.to_string();
    let record = onward(current, &url::office_application(&application.id));
    let (files, blocks) = (typed("files") == "yes", typed("blocks") == "yes");
    let fields = view! {
            <Radios
                name="answers[office][]" legend=words::office(lang) choices=offices chosen=typed("office")
                error=at(problems, "office")
            />
            <TextField
                name="answers[email][]" label=words::email(lang) hint=words::email_hint(lang) kind=FieldKind::Email
                value=typed("email") error=at(problems, "email")
            />
            <TextArea
                name="answers[question][]" label=words::question_label(lang) hint=words::question_hint(lang) rows=4
                limit=Some(QUESTION) value=typed("question") error=at(problems, "question")
            />
            <Checkboxes
                name="answers[sections][]" legend=words::sections(lang) hint=words::sections_hint(lang)
                choices=sections chosen=chosen error=at(problems, "sections") optional=true
            />
            <Tick name="answers[files][]" label=words::files(lang) checked=files/>
            <DateField
                name="answers[due][]" legend=words::due(lang) typed=due error=due_error
            />
            <Tick
                name="answers[blocks][]" label=words::blocks(lang) hint=words::blocks_hint(lang)
                checked=blocks
            />
    }
    .into_any();
    view! {
        <PostForm action=AskConsult::url() key=store::fresh::id() token=current.token() class="decision">
            <input type="hidden" name="id" value=id/>
            {fields}
            <div class="actions">
                <Button>{icon(Icon::Mail)}{words::send(lang)}</Button>
                <a href=record>{words::cancel(lang)}</a>
            </div>
        </PostForm>
    }
    .into_any()
}
