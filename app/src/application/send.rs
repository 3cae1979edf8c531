//! Sending an application: freezes the answers, and records them with the signature and the mails.

use super::open::Open;
use crate::current::Current;
use crate::error::AppError;
use crate::mail;
use partnership::form::{Answers, Kind, Step};

/// What mails about the application name.
pub(super) fn about(open: &Open) -> mail::partner::About<'_> {
    mail::partner::About {
        id: &open.application.id,
        reference: &open.application.reference,
        organization: &open.application.organization,
    }
}

/// Freezes the answers and records the signed application.
pub(super) async fn send(
    current: &Current,
    open: &Open,
    step: &Step,
    (seen, key): (i64, &str),
) -> Result<(), AppError> {
    let profile = &current.site.profile;
    let store = &current.site.store;
    let frozen = profile.form.frozen(&open.answers);
    let unsigned = |answers: &Answers| -> Answers {
        answers
            .iter()
            .filter(|(field, _)| !step.owns(field))
            .map(|(field, values)| (field.to_owned(), values.to_vec()))
            .collect()
    };
    if let Some(last) = store.submissions(&open.application).await?.first()
        && unsigned(&last.answers) == unsigned(&frozen)
    {
        return Err(AppError::Unchanged);
    }
    let proposal = partnership::proposal::Proposal::read(profile, &frozen);
    let statement = step
        .questions
        .iter()
        .find_map(|question| match &question.kind {
            Kind::Signature { statement } => Some(statement.get(current.lang)),
            _ => None,
        });
    let about = mail::partner::About {
        organization: &proposal.organization,
        ..about(open)
    };
    let mut mails = vec![mail::partner::submitted(
        current,
        about,
        &open.application.owner_email,
        current.lang,
    )];
    for address in store.addresses_for(&open.application).await? {
        mails.push(mail::partner::arrived(current, about, &address));
    }
    let due_on = current.today + chrono::Days::new(u64::from(profile.setting.review_days));
    let sent = store::application::Sent {
        answers: &frozen,
        proposal: &proposal,
        lang: current.lang,
        signed_name: frozen.text("signature.name"),
        statement: statement.unwrap_or_default(),
        device: &current.device,
        due_on,
        draft: open.draft.version(),
    };
    let act = store::application::Act {
        key,
        seen,
        at: current.now,
        mails: &mails,
    };
    Ok(store
        .submit(&open.asker, &open.application.id, sent, act)
        .await?)
}
