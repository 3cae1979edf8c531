//! Each kind of mail with the data of a chosen application, as it would go out; what somebody writes by hand, and
//! chooses, stands in it as an example.

use crate::current::Current;
use crate::mail::decision::Letter;
use crate::mail::partner::{About, arrived, message_to_office, submitted, withdrawn};
use crate::mail::{consult, meeting, panel, remind, reminder};
use crate::words::outbox as words;
use chrono::{Days, Months};
use partnership::application::Stage;
use partnership::consult::Scope;
use partnership::mail::template::{Kind, Reader};
use partnership::person::Email;
use partnership::text::Lang;
use store::application::Application;
use store::consult::NewConsult;
use store::mail::{NewMail, Reminded, Reminding};

/// An address of nobody, for mails that go to colleagues and other offices.
const SOMEBODY: &str = "somebody@example.org";

/// The mail of a kind, and its language: to partners and whoever is reminded the one that is asked for, to the office
/// English. What partners get is as of the version of the profile that the application began with.
pub(super) fn mail(
    current: &Current,
    application: &Application,
    kind: Kind,
    reader: Lang,
) -> Option<(NewMail, Lang)> {
    let as_of = current.as_of(application.profile_version).ok()?;
    let mail = match kind.reader() {
        Reader::Partner => to_partner(&as_of, application, kind, reader)?,
        Reader::Reminded => reminding(&as_of, application, kind, reader)?,
        Reader::Office => to_office(current, application, kind)?,
    };
    let is_english = kind.reader() == Reader::Office || kind == Kind::RemindColleague;
    Some((mail, if is_english { Lang::En } else { reader }))
}

fn about(application: &Application) -> About<'_> {
    About {
        id: &application.id,
        reference: &application.reference,
        organization: &application.organization,
    }
}

fn to_partner(
    current: &Current,
    application: &Application,
    kind: Kind,
    reader: Lang,
) -> Option<NewMail> {
    let profile = &current.site.profile;
    let letter = Letter {
        lang: reader,
        ..Letter::to_partner(&current.site, application)
    };
    let written = words::texts_example(reader);
    let (about, to) = (about(application), &application.owner_email);
    let days = Days::new(profile.setting.change_days.into());
    let due = current.today.checked_add_days(days)?;
    Some(match kind {
        Kind::Submit => submitted(current, about, to, reader),
        Kind::Withdraw => withdrawn(current, about, to, reader),
        Kind::RequestChanges => {
            let steps = profile.form.steps().take(2);
            let pages: Vec<&str> = steps.map(|step| step.title.get(reader)).collect();
            letter.changes(&pages, written, due)
        }
        Kind::Approve => {
            let level = profile.levels.first();
            let agreement = profile.agreements.first();
            let months = profile.setting.partnership_months.unwrap_or(12);
            letter.approved(
                level.map_or("", |level| level.slug.as_str()),
                agreement.map_or("", |kind| kind.value.as_str()),
                current.today.checked_add_months(Months::new(months.into())),
                written,
            )
        }
        Kind::Decline => letter.declined(written),
        Kind::Redirect => {
            let other = profile.routes.iter().find(|route| !route.application);
            letter.redirected(other.map_or("", |route| route.slug.as_str()), written)
        }
        Kind::Message => letter.message(written),
        Kind::SetDue => reminder::moved(&current.site, &read_in(application, reader), due),
        _ => return None,
    })
}

/// The application as if its partner read this language.
fn read_in(application: &Application, lang: Lang) -> Application {
    Application {
        lang,
        ..application.clone()
    }
}

fn reminding(
    current: &Current,
    application: &Application,
    kind: Kind,
    reader: Lang,
) -> Option<NewMail> {
    let by_program = |kind, mark: String| {
        let of = Reminded {
            id: application.id.clone(),
            kind,
            mark,
            reference: application.reference.clone(),
            organization: application.organization.clone(),
            readers: vec![(application.owner_email.clone(), reader)],
        };
        remind::remind(&current.site, &of).into_iter().next()
    };
    let due = application.due_on.unwrap_or(current.today).to_string();
    match kind {
        Kind::RemindDraft => by_program(Reminding::Draft, String::new()),
        Kind::RemindChanges => by_program(Reminding::Changes, due),
        Kind::RemindReview => {
            let mail = by_program(Reminding::Review, due)?;
            Some(NewMail {
                recipient: SOMEBODY.to_owned(),
                ..mail
            })
        }
        Kind::Remind => {
            let waiting = Application {
                stage: Stage::ChangesRequested,
                ..read_in(application, reader)
            };
            Some(reminder::to_partner(&current.site, &waiting))
        }
        Kind::RemindColleague => Some(reminder::to_colleague(&current.site, application, SOMEBODY)),
        _ => None,
    }
}

fn to_office(current: &Current, application: &Application, kind: Kind) -> Option<NewMail> {
    let about = about(application);
    Some(match kind {
        Kind::Arrive => arrived(current, about, SOMEBODY),
        Kind::MessageToOffice => message_to_office(current, about, SOMEBODY),
        Kind::AddReviewer => panel::added(current, application, SOMEBODY),
        Kind::DeclareConflict => panel::conflict(current, application, SOMEBODY),
        Kind::AskConsult => {
            let office = current.site.profile.consult.first();
            let new = NewConsult {
                office: office.map_or("", |office| office.value.as_str()),
                email: &Email::parse(SOMEBODY)?,
                question: words::texts_example(Lang::En),
                scope: &Scope {
                    sections: Vec::new(),
                    with_files: false,
                },
                steps: &[],
                due_on: current.today,
                blocks: false,
            };
            consult::asked(current, application, &new, "example")
        }
        Kind::AnswerConsult => consult::answered_by(current, about, SOMEBODY, (SOMEBODY, Lang::En)),
        Kind::EndConsult => consult::ended(current, application, SOMEBODY),
        Kind::SetPlatform => meeting::named(current, application, SOMEBODY),
        _ => return None,
    })
}
