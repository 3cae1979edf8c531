//! The planning meeting of staff with the partner: when, who, what was agreed, and the platform with its password.

mod platform;

use super::api::PlanMeeting;
use super::desk::walk::onward;
use super::place::{application_id, at, decidable, done, parameter, problems};
use crate::act::{Again, needed, optional};
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{Drawn, page, sentence};
use crate::ui::*;
use crate::url;
use crate::words::meeting as words;
use chrono::{DateTime, TimeZone, Utc};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::district::SchoolKind;
use partnership::form::{Answers, date as days, schedule};
use partnership::invalid::{Invalid, Problem};
use partnership::person::Right;
use partnership::text::Lang;
use store::application::Application;
use store::meeting::{Meeting, Planned};

/// The longest text of the meeting.
const TEXT: usize = 5_000;
/// The longest line.
const LINE: usize = 200;

/// Judges what was typed about a meeting, which took the place of the one of this version.
pub(super) fn judge(current: &Current, fields: &Answers) -> Result<Meeting, Invalid> {
    let profile = &current.site.profile;
    let mut invalid = Invalid::default();
    let held_at = moment(current, fields, &mut invalid);
    let department = fields.text("department").to_owned();
    let is_department = profile
        .school(&department)
        .is_some_and(|school| school.kind == SchoolKind::Department);
    if !department.is_empty() && !is_department {
        invalid.add("department", Problem::NotChoice);
    }
    let agreed = fields.all("agreed").to_vec();
    let commitments = profile.planning.iter().flat_map(|p| &p.commitments);
    let known: Vec<&str> = commitments.map(|choice| choice.value.as_str()).collect();
    if !agreed.iter().all(|value| known.contains(&value.as_str())) {
        invalid.add("agreed", Problem::NotChoice);
    }
    let meeting = Meeting {
        held_at: held_at.unwrap_or_default(),
        place: optional("place", fields.text("place"), LINE, &mut invalid),
        people: needed("people", fields.text("people"), TEXT, &mut invalid),
        department,
        agreed,
        notes: optional("notes", fields.text("notes"), TEXT, &mut invalid),
        version: fields.text("seen").parse().unwrap_or_default(),
    };
    invalid.into_result().map(|()| meeting)
}

/// Day and time in the district's zone. A time that the clocks leave out on that day is none.
fn moment(current: &Current, fields: &Answers, invalid: &mut Invalid) -> Option<DateTime<Utc>> {
    let day = match days::day(fields, "held") {
        Ok(Some(day)) => Some(day),
        Ok(None) => {
            invalid.add("held.month", Problem::Missing);
            None
        }
        Err((field, problem)) => {
            invalid.add(field, problem);
            None
        }
    };
    let typed = fields.text("time");
    let time = schedule::time(typed);
    if typed.is_empty() {
        invalid.add("time", Problem::Missing);
    } else if time.is_none() {
        invalid.add("time", Problem::NotTime);
    }
    let local = day?.and_time(time?);
    let found = current
        .site
        .time_zone
        .from_local_datetime(&local)
        .earliest();
    if found.is_none() {
        invalid.add("time", Problem::NotTime);
    }
    found.map(|found| found.with_timezone(&Utc))
}

fn label(field: &str, lang: Lang) -> Option<String> {
    Some(
        match field {
            "time" => words::time(lang),
            "place" => words::place(lang),
            "people" => words::people(lang),
            "department" => words::department(lang),
            "agreed" => words::agreed(lang),
            "notes" => words::notes(lang),
            "link" => words::link(lang),
            "password" => words::password(lang),
            "named" => words::named(lang),
            field if field.starts_with("held.") => words::held(lang),
            _ => return None,
        }
        .to_owned(),
    )
}

/// Writes down the planning meeting of an application.
#[component]
pub fn MeetingPage() -> impl IntoView {
    let id = parameter("id");
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::Decide)?;
        let application = decidable(&current, &asker, &application_id(&id)?).await?;
        let current = current.as_of(application.profile_version)?;
        if current.site.profile.planning.is_none() {
            return Err(AppError::NotFound);
        }
        let planned = current.site.store.planned(&asker, &application).await?;
        let again = Again::load(&current).await;
        draw(&current, &application, &planned, &again)
    })
}

fn draw(current: &Current, application: &Application, planned: &Planned, again: &Again) -> Drawn {
    let lang = current.lang;
    let problems = problems(again, lang, |field| label(field, lang));
    let refusal = match &again.error {
        None | Some(AppError::Invalid(_)) => None,
        Some(error) => {
            Some(view! { <Notice kind=NoticeKind::Error title=sentence(error) focus=true/> })
        }
    };
    let news = done(current)
        .map(|title| view! { <Notice kind=NoticeKind::Success title=title focus=true/> });
    let back = onward(current, &url::office_application(&application.id));
    let caption = format!("{} · {}", application.reference, application.organization);
    let error = again.error.is_some();
    let meeting = form(current, application, planned, again, &problems);
    let platform = platform::view(current, application, planned, again, &problems);
    Ok(view! {
        <Frame office=true back=Some((back, words::back(lang).to_owned()))>
            <ErrorSummary items=problems/>
            {refusal}
            {news}
            <PageHead title=words::title(lang) caption=caption lead=words::lead(lang) error=error/>
            {meeting}
            {platform}
        </Frame>
    }
    .into_any())
}

/// Day and time as the fields show them.
fn parts(current: &Current, meeting: &Meeting) -> [String; 4] {
    let local = meeting.held_at.with_timezone(&current.site.time_zone);
    ["%-m", "%-d", "%Y", "%-I:%M %p"].map(|part| local.format(part).to_string())
}

fn form(
    current: &Current,
    application: &Application,
    planned: &Planned,
    again: &Again,
    problems: &[(String, Said)],
) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let stored = planned.meeting.clone().unwrap_or_default();
    let [month, day, year, time] = match &planned.meeting {
        Some(meeting) => parts(current, meeting),
        None => Default::default(),
    };
    let is_again = again.fields.contains_key("people");
    let typed = |field: &str, stored: &str| match again.typed(field) {
        Some(typed) => typed,
        None if is_again => String::new(),
        None => stored.to_owned(),
    };
    let held = [
        typed("held.month", &month),
        typed("held.day", &day),
        typed("held.year", &year),
    ];
    let held_error = problems
        .iter()
        .find(|(field, _)| field.starts_with("held."))
        .map(|(_, sentence)| sentence.clone());
    let departments: Vec<Pick> = profile
        .schools
        .iter()
        .filter(|school| school.kind == SchoolKind::Department)
        .map(|school| Pick::new(&school.slug, school.name.as_str()))
        .collect();
    let commitments: Vec<Pick> = profile
        .planning
        .iter()
        .flat_map(|planning| &planning.commitments)
        .map(|choice| {
            Pick::new(&choice.value, Said::of(&choice.label, lang))
                .hint(Said::of(&choice.hint, lang))
        })
        .collect();
    let agreed = typed("agreed", &stored.agreed.join("\n"));
    let agreed: Vec<String> = agreed.lines().map(ToOwned::to_owned).collect();
    let id = application.id.to_string();
    let zone = words::zone(lang, &profile.time_zone);
    let fields = view! {
            <DateField name="answers[held][]" legend=words::held(lang) typed=held error=held_error/>
            <TextField
                name="answers[time][]" label=words::time(lang) hint=zone value=typed("time", &time)
                error=at(problems, "time") width=10
            />
            <TextField
                name="answers[place][]" label=words::place(lang) value=typed("place", &stored.place)
                error=at(problems, "place") optional=true
            />
            <TextArea
                name="answers[people][]" label=words::people(lang) hint=words::people_hint(lang) rows=3
                value=typed("people", &stored.people) error=at(problems, "people")
            />
            <SelectField
                name="answers[department][]" label=words::department(lang) hint=words::department_hint(lang)
                choices=departments blank=words::no_department(lang) chosen=typed("department", &stored.department)
                error=at(problems, "department") optional=true
            />
            <Checkboxes
                name="answers[agreed][]" legend=words::agreed(lang) hint=words::agreed_hint(lang) choices=commitments
                chosen=agreed error=at(problems, "agreed") optional=true
            />
            <TextArea
                name="answers[notes][]" label=words::notes(lang) rows=4 limit=Some(TEXT)
                value=typed("notes", &stored.notes) error=at(problems, "notes") optional=true
            />
    }
    .into_any();
    let seen = stored.version.to_string();
    view! {
        <PostForm action=PlanMeeting::url() key=store::fresh::id() token=current.token() class="decision">
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="answers[seen][]" value=seen/>
            {fields}
            <Button>{words::save(lang)}</Button>
        </PostForm>
    }
    .into_any()
}
