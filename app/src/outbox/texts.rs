//! The texts of mails to partners, with the data of a chosen application: how each would read.

use super::listing::PATH;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::mail::decision::Letter;
use crate::mail::partner::{About, submitted, withdrawn};
use crate::page::page;
use crate::ui::*;
use crate::words::outbox as words;
use chrono::Days;
use leptos::prelude::*;
use partnership::district::Profile;
use partnership::id::ApplicationId;
use partnership::mail::template::{Kind, unfilled};
use partnership::person::Right;
use partnership::text::Lang;
use store::Asker;
use store::application::Application;
use store::list::{Filter, Sort};
use store::mail::NewMail;

/// Where it stands.
pub(super) const TEXTS: &str = "/office/mail-texts";

/// Every text, as the partner of an application would get it.
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
        let as_of = current.as_of(application.profile_version)?;
        let texts: Vec<AnyView> = Kind::ALL
            .into_iter()
            .map(|kind| text(&as_of, &application, kind, reader))
            .collect();
        Ok(view! {
            <Frame office=true back=Some((PATH.to_owned(), words::back(lang).to_owned()))>
                <PageHead title=words::texts_title(lang) lead=words::texts_lead(lang)/>
                {form}
                <div class="mail-list">{texts}</div>
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

/// One text: whose words they are, and how it reads.
fn text(current: &Current, application: &Application, kind: Kind, reader: Lang) -> AnyView {
    let lang = current.lang;
    let mail = mail(current, application, kind, reader);
    let is_own = current.site.profile.mail(kind).is_some();
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
    view! {
        <article aria-labelledby=named>
            <h2 id=id>{super::told::kind(kind.word(), lang)}</h2>
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
    .into_any()
}

/// The mail as it would go out; what the office writes by hand, and chooses, stands in it as an example.
fn mail(current: &Current, application: &Application, kind: Kind, reader: Lang) -> NewMail {
    let profile: &Profile = &current.site.profile;
    let letter = Letter {
        lang: reader,
        ..Letter::to_partner(&current.site, application)
    };
    let about = About {
        id: &application.id,
        reference: &application.reference,
        organization: &application.organization,
    };
    let written = words::texts_example(reader);
    let to = &application.owner_email;
    match kind {
        Kind::Submit => submitted(current, about, to, reader),
        Kind::Withdraw => withdrawn(current, about, to, reader),
        Kind::RequestChanges => {
            let steps = profile.form.steps().take(2);
            let pages: Vec<&str> = steps.map(|step| step.title.get(reader)).collect();
            let days = Days::new(profile.setting.change_days.into());
            let due = current
                .today
                .checked_add_days(days)
                .unwrap_or(current.today);
            letter.changes(&pages, written, due)
        }
        Kind::Approve => {
            let level = profile
                .levels
                .first()
                .map_or("", |level| level.slug.as_str());
            let agreement = profile.agreements.first();
            letter.approved(
                level,
                agreement.map_or("", |kind| kind.value.as_str()),
                written,
            )
        }
        Kind::Decline => letter.declined(written),
        Kind::Redirect => {
            let other = profile.routes.iter().find(|route| !route.application);
            letter.redirected(other.map_or("", |route| route.slug.as_str()), written)
        }
        Kind::Message => letter.message(written),
    }
}
