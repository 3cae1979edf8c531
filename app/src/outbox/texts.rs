//! The texts of mails with the data of a chosen application: how each would read.

use super::listing::PATH;
use super::sample;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::page;
use crate::ui::*;
use crate::words::{mail_kind as kinds, outbox as words};
use leptos::prelude::*;
use partnership::id::ApplicationId;
use partnership::mail::template::{Kind, Reader, unfilled};
use partnership::person::Right;
use partnership::text::Lang;
use store::Asker;
use store::application::Application;
use store::list::{Filter, Sort};

/// Where it stands.
pub(super) const TEXTS: &str = "/office/mail-texts";

/// Every text, as its reader would get it.
#[component]
pub fn MailTextsPage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::Decide)?;
        let newest = Filter {
            order: vec![(Sort::Sent, true)],
            ..Filter::default()
        };
        let store = &current.site.store;
        let found = store
            .applications(&asker, &newest, Some(0), current.today)
            .await?;
        let mut others = found.rows;
        others.retain(|application| application.part(&asker.id).is_none());
        let chosen = chosen(&current, &asker, &others).await?;
        let lang = current.lang;
        let Some(application) = chosen else {
            return Ok(view! {
                <Frame office=true back=Some((PATH.to_owned(), words::back(lang).to_owned()))>
                    <PageHead title=words::texts_title(lang) lead=words::texts_lead(lang)/>
                    <Empty title=words::texts_none(lang)/>
                </Frame>
            }
            .into_any());
        };
        let reader = current.query("in").and_then(|code| Lang::from_code(&code));
        let reader = reader.unwrap_or(application.lang);
        let form = choose(lang, &others, &application, reader);
        let texts = Reader::ALL.map(|to| section(&current, &application, to, reader));
        let texts = texts.into_iter().collect::<Vec<_>>();
        Ok(view! {
            <Frame office=true back=Some((PATH.to_owned(), words::back(lang).to_owned()))>
                <PageHead title=words::texts_title(lang) lead=words::texts_lead(lang)/>
                {form}
                {texts}
            </Frame>
        }
        .into_any())
    })
}

/// The application of the address, or the one that was sent last.
async fn chosen(
    current: &Current,
    asker: &Asker,
    others: &[Application],
) -> Result<Option<Application>, AppError> {
    let Some(id) = current.query("application") else {
        return Ok(others.first().cloned());
    };
    let id = ApplicationId::parse(&id).ok_or(AppError::NotFound)?;
    let application = current.site.store.application(asker, &id).await?;
    let is_seen = application.submitted_at.is_some() && application.part(&asker.id).is_none();
    if is_seen {
        Ok(Some(application))
    } else {
        Err(AppError::NotFound)
    }
}

fn choose(lang: Lang, others: &[Application], chosen: &Application, reader: Lang) -> AnyView {
    let name = |application: &Application| {
        format!("{} · {}", application.reference, application.organization)
    };
    let mut picks: Vec<Pick> = others
        .iter()
        .map(|application| Pick::new(application.id.as_str(), name(application)))
        .collect();
    if others.iter().all(|application| application.id != chosen.id) {
        picks.insert(0, Pick::new(chosen.id.as_str(), name(chosen)));
    }
    let langs = Lang::ALL.map(|lang| Pick::new(lang.code(), lang.own_name()));
    let (id, code) = (chosen.id.to_string(), reader.code());
    view! {
        <GetForm action=TEXTS class="filter-bar" label=words::texts_choose(lang)>
            <SelectField
                name="application" label=words::application(lang) choices=picks chosen=id
            />
            <SelectField name="in" label=words::language(lang) choices=langs.to_vec() chosen=code/>
            <div class="actions"><Button kind=ButtonKind::Secondary>{words::show(lang)}</Button></div>
        </GetForm>
    }
    .into_any()
}

/// The texts to some readers, under a heading.
fn section(current: &Current, application: &Application, to: Reader, reader: Lang) -> AnyView {
    let lang = current.lang;
    let (id, title, lead) = match to {
        Reader::Partner => ("to-partner", kinds::partner(lang), None),
        Reader::Reminded => ("reminders", kinds::reminded(lang), None),
        Reader::Office => (
            "to-office",
            kinds::office(lang),
            Some(kinds::office_lead(lang)),
        ),
    };
    let lead = lead.map(|lead| view! { <p class="hint">{lead}</p> });
    let texts: Vec<AnyView> = Kind::ALL
        .into_iter()
        .filter(|kind| kind.reader() == to)
        .filter_map(|kind| text(current, application, kind, reader))
        .collect();
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {lead}
            <div class="mail-list">{texts}</div>
        </section>
    }
    .into_any()
}

/// One text: whose words they are, and how it reads.
fn text(current: &Current, application: &Application, kind: Kind, reader: Lang) -> Option<AnyView> {
    let lang = current.lang;
    let (mail, reader) = sample::mail(current, application, kind, reader)?;
    let is_own = if kind.reader() == Reader::Partner {
        let as_of = current.as_of(application.profile_version).ok()?;
        as_of.site.profile.mail(kind).is_some()
    } else {
        current.site.profile.mail(kind).is_some()
    };
    let whose = if is_own {
        words::texts_own(lang)
    } else {
        words::texts_built_in(lang)
    };
    let missing = unfilled(&mail.subject).or_else(|| unfilled(&mail.body));
    let missing = missing.map(|name| {
        let title = words::held_missing(lang, format!("{{{name}}}"));
        view! { <Notice kind=NoticeKind::Warning title=title/> }
    });
    let id = format!("text-{}", kind.word());
    let named = id.clone();
    Some(
        view! {
            <article aria-labelledby=named>
                <h3 id=id>{name(kind, lang)}</h3>
                <p class="hint">{whose}</p>
                {missing}
                <div class="mail-preview" lang=reader.code()>
                    <dl class="mail-preview__head">
                        <div><dt lang=lang.code()>{words::to(lang)}</dt><dd>{mail.recipient}</dd></div>
                        <div><dt lang=lang.code()>{words::subject(lang)}</dt><dd>{mail.subject}</dd></div>
                    </dl>
                    <pre class="mail-preview__text">{mail.body}</pre>
                </div>
            </article>
        }
        .into_any(),
    )
}

/// What a kind of mail is called.
const fn name(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Submit => kinds::submit(lang),
        Kind::Withdraw => kinds::withdraw(lang),
        Kind::RequestChanges => kinds::request_changes(lang),
        Kind::SetDue => kinds::set_due(lang),
        Kind::Approve => kinds::approve(lang),
        Kind::Decline => kinds::decline(lang),
        Kind::Redirect => kinds::redirect(lang),
        Kind::Message => kinds::message(lang),
        Kind::RemindDraft => kinds::remind_draft(lang),
        Kind::RemindChanges => kinds::remind_changes(lang),
        Kind::RemindReview => kinds::remind_review(lang),
        Kind::Remind => kinds::remind_partner(lang),
        Kind::RemindColleague => kinds::remind_colleague(lang),
        Kind::Arrive => kinds::arrive(lang),
        Kind::MessageToOffice => kinds::message_to_office(lang),
        Kind::AddReviewer => kinds::add_reviewer(lang),
        Kind::DeclareConflict => kinds::declare_conflict(lang),
        Kind::AskConsult => kinds::ask_consult(lang),
        Kind::AnswerConsult => kinds::answer_consult(lang),
        Kind::EndConsult => kinds::end_consult(lang),
        Kind::SetPlatform => kinds::set_platform(lang),
    }
}
