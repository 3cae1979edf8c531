//! The side of the record: who has it, facts, who may be a partner; and the ways to the parts of the page.

use super::super::api::AssignApplication;
use super::super::place::at;
use super::Record;
use crate::ui::*;
use crate::words::office as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Facts beside the record, or after it on a small screen.
pub(super) fn view(record: &Record) -> AnyView {
    let lang = record.current.lang;
    view! {
        <aside class="split__side" aria-label=words::facts(lang)>
            {assignment(record)}
            {super::panel::view(record)}
            {facts(record)}
            {eligibility(record)}
        </aside>
    }
    .into_any()
}

fn fact(name: &'static str, value: impl IntoView + 'static) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{value.into_any()}</dd></div> }.into_any()
}

fn facts(record: &Record) -> AnyView {
    let lang = record.current.lang;
    let application = &record.application;
    let mut facts: Vec<AnyView> = Vec::new();
    if let Some(sent) = record.newest() {
        facts.push(fact(words::sent_on(lang), record.day(sent.signed_at)));
        facts.push(fact(words::signed_by(lang), sent.signed_name.clone()));
    }
    let mail = application.owner_email.clone();
    facts.push(fact(
        words::partner_mail(lang),
        view! { <a href=format!("mailto:{mail}")>{mail.clone()}</a> },
    ));
    if !record.desk.members.is_empty() {
        let names = record.desk.members.join(", ");
        facts.push(fact(crate::words::member::also(lang), names));
    }
    let own_name =
        view! { <span lang=application.lang.code()>{application.lang.own_name()}</span> };
    facts.push(fact(words::partner_language(lang), own_name));
    view! { <dl class="facts panel">{facts}</dl> }.into_any()
}

fn assignment(record: &Record) -> AnyView {
    let lang = record.current.lang;
    let application = &record.application;
    let holder = application.assignee.as_ref();
    let name = holder.map_or_else(
        || words::nobody(lang).to_owned(),
        |(id, name)| {
            if *id == record.asker.id {
                words::you(lang, name)
            } else {
                name.clone()
            }
        },
    );
    let form = (record.acts() && !application.stage.is_final()).then(|| forms(record));
    view! {
        <section class="panel" id="assignment" aria-labelledby="assignment-title">
            <h2 class="panel__title" id="assignment-title">{words::assignment(lang)}</h2>
            <p class="holder">{icon(Icon::Person)}<strong>{name}</strong></p>
            {form}
        </section>
    }
    .into_any()
}

/// To me with one press; to a colleague, or to nobody, from a list.
fn forms(record: &Record) -> AnyView {
    let lang = record.current.lang;
    let application = &record.application;
    let id = application.id.to_string();
    let holder = application
        .assignee
        .as_ref()
        .map(|(id, _)| id.as_str().to_owned())
        .unwrap_or_default();
    let mine = holder == record.asker.id.as_str();
    let to_me = (!mine).then(|| {
        let (id, to) = (id.clone(), record.asker.id.to_string());
        view! {
            <PostForm action=AssignApplication::url() token=record.current.token()>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="to" value=to/>
                <Button kind=ButtonKind::Secondary>{words::assign_to_me(lang)}</Button>
            </PostForm>
        }
    });
    let people: Vec<Pick> = record
        .desk
        .deciders
        .iter()
        .map(|(id, name)| {
            let name = if *id == record.asker.id {
                words::you(lang, name)
            } else {
                name.clone()
            };
            Pick::new(id.as_str(), name)
        })
        .collect();
    let error = at(&record.problems, "to");
    view! {
        {to_me}
        <PostForm action=AssignApplication::url() token=record.current.token() class="assign">
            <input type="hidden" name="id" value=id/>
            <SelectField
                name="to" label=words::assigned_to(lang) choices=people blank=words::nobody(lang) chosen=holder
                error=error
            />
            <Button kind=ButtonKind::Secondary>{words::assign(lang)}</Button>
        </PostForm>
    }
    .into_any()
}

/// Links to the parts of the page, with how many criteria are met.
pub(super) fn ways(record: &Record) -> AnyView {
    let lang = record.current.lang;
    let mut ways: Vec<(&'static str, &'static str, String)> = Vec::new();
    if record.submissions.len() > 1 {
        ways.push(("#changes", words::changes(lang), String::new()));
    }
    if !record.is_kept() {
        let (met, all) = record.met();
        ways.push((
            "#checklist",
            words::criteria(lang),
            words::met_of(lang, all, met),
        ));
        if super::found::is_shown(record) {
            let name = crate::words::panel::each(lang);
            ways.push(("#found", name, String::new()));
        }
    }
    let entries = &record.desk.entries;
    let count = |is_message: bool| {
        entries
            .iter()
            .filter(|e| e.is_message == is_message)
            .count()
            .to_string()
    };
    ways.push(("#answers", words::answers(lang), String::new()));
    ways.push(("#messages", words::messages(lang), count(true)));
    if !record.is_kept() {
        ways.push(("#notes", words::notes(lang), count(false)));
    }
    ways.push(("#history", words::history(lang), String::new()));
    let links: Vec<AnyView> = ways
        .into_iter()
        .map(|(href, name, more)| {
            let more =
                (!more.is_empty()).then(|| view! { " "<span class="ways__more">{more}</span> });
            view! { <li><a href=href>{name}</a>{more}</li> }.into_any()
        })
        .collect();
    view! {
        <nav class="ways" aria-label=words::on_this_page(lang)>
            <ul class="ways__list">{links}</ul>
        </nav>
    }
    .into_any()
}

/// Who may be a partner, to read along.
fn eligibility(record: &Record) -> Option<AnyView> {
    let lang = record.current.lang;
    let profile = &record.current.site.profile;
    if profile.eligibility.is_empty() || record.is_kept() {
        return None;
    }
    let items: Vec<AnyView> = profile
        .eligibility
        .iter()
        .map(|criterion| {
            view! {
                <li>
                    <p><strong>{Said::of(&criterion.name, lang).view()}</strong></p>
                    <p>{Said::of(&criterion.text, lang).view()}</p>
                    {super::reading::links(record, &criterion.steps)}
                </li>
            }
            .into_any()
        })
        .collect();
    Some(
        view! {
            <details class="panel eligibility">
                <summary>{words::eligibility(lang)}</summary>
                <p class="hint">{words::eligibility_lead(lang)}</p>
                <ul class="eligibility__list">{items}</ul>
            </details>
        }
        .into_any(),
    )
}
