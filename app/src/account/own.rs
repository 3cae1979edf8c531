//! One's own account: name, and the browsers that are signed in.

use super::api::{EndOtherSignIns, EndSignIn, Rename, SetKeys, SignOut};
use crate::act::Again;
use crate::current::current;
use crate::error::AppError;
use crate::page::{page, sentence};
use crate::ui::*;
use crate::words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::person::Right;

/// Name, address, roles and devices.
#[component]
pub fn AccountPage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker()?;
        let lang = current.lang;
        let again = Again::load(&current).await;
        let devices = current.site.store.devices(&asker.id, current.now).await?;
        let wishes = current.site.store.wishes(&asker.id).await?;
        let wishes = super::wishes::view(&current, &wishes);
        let Some(person) = current.person.clone() else {
            return Err(AppError::SignedOut);
        };
        let label = words::account::name(lang);
        let error = again
            .problem("name")
            .map(|problem| problem::sentence(&problem, label, lang));
        let items = error
            .iter()
            .map(|text| ("name".to_owned(), text.clone()))
            .collect::<Vec<_>>();
        let other = match &again.error {
            Some(AppError::Invalid(_)) | None => None,
            Some(error) => Some(sentence(error)),
        };
        let done = match current.query("done").as_deref() {
            Some("name") => Some(words::account::name_saved(lang)),
            Some("mails") => Some(words::wish::done(lang)),
            Some("others") => Some(words::account::others_ended(lang)),
            Some("keys") => Some(words::keys::done(lang)),
            Some("ended") => Some(words::account::device_ended(lang)),
            _ => None,
        };
        let zone = current.site.time_zone;
        let has_others = devices.len() > 1;
        let rows: Vec<AnyView> = devices
            .into_iter()
            .map(|device| {
                let is_this = device.id == person.sign_in;
                let since = date::instant(device.created_at, zone, lang);
                view! {
                    <li class="card">
                        <p>
                            <strong>{device.device}</strong>
                        </p>
                        <p>{words::account::since(lang, since)}</p>
                        {if is_this {
                            view! { <p>{words::account::this_device(lang)}</p> }.into_any()
                        } else {
                            view! {
                                <PostForm action=EndSignIn::PATH token=current.token()>
                                    <input type="hidden" name="id" value=device.id/>
                                    <Button kind=ButtonKind::Secondary>{words::account::end_device(lang)}</Button>
                                </PostForm>
                            }
                            .into_any()
                        }}
                    </li>
                }
                .into_any()
            })
            .collect();
        let roles: Vec<&str> = person
            .roles
            .iter()
            .map(|role| stage::role(*role, lang))
            .collect();
        let keys = current.may(Right::ReadFigures).then(|| {
            let on = person.keys;
            view! {
                <section id="keys" aria-labelledby="keys-title">
                    <h2 id="keys-title">{words::keys::title(lang)}</h2>
                    <p>{words::keys::about(lang)}</p>
                    <PostForm action=SetKeys::PATH token=current.token()>
                        <input type="hidden" name="on" value=if on { "" } else { "yes" }/>
                        <Button kind=ButtonKind::Secondary>
                            {if on { words::keys::turn_off(lang) } else { words::keys::turn_on(lang) }}
                        </Button>
                    </PostForm>
                </section>
            }
        });
        Ok(view! {
            <Frame>
                <ErrorSummary items=items/>
                <PageHead title=words::account::account_title(lang) lead=person.email.as_str().to_owned() error=again.error.is_some()/>
                {done.map(|text| view! { <Notice kind=NoticeKind::Success title=text focus=true/> })}
                {other.map(|text| view! { <Notice kind=NoticeKind::Error title=text focus=true/> })}
                {(!roles.is_empty()).then(|| view! { <p>{words::account::roles(lang, roles.join(", "))}</p> })}
                <PostForm action=Rename::PATH token=current.token()>
                    <TextField
                        name="name"
                        label=label
                        hint=words::account::name_hint(lang)
                        value=again.typed("name").unwrap_or(person.name)
                        autocomplete="name"
                        error=error
                    />
                    <Button kind=ButtonKind::Secondary>{words::account::save_name(lang)}</Button>
                </PostForm>
                {wishes}
                {keys}
                <h2>{words::account::devices(lang)}</h2>
                <ul class="card-list">{rows}</ul>
                {has_others.then(|| view! {
                    <PostForm action=EndOtherSignIns::PATH token=current.token()>
                        <Button kind=ButtonKind::Secondary>{words::account::sign_out_others(lang)}</Button>
                    </PostForm>
                })}
                <PostForm action=SignOut::PATH token=current.token()>
                    <Button>{words::account::sign_out(lang)}</Button>
                </PostForm>
            </Frame>
        }
        .into_any())
    })
}
