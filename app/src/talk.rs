//! Writing around an application: a message to the other side, or a note of the office, with the files beside it.

mod message;
mod note;

use crate::act::{self, Came, Form};
use crate::current::Current;
use crate::error::AppError;
use crate::url;
use partnership::form::Kind as Control;
use partnership::form::file::FileType;
use partnership::id::ApplicationId;
use partnership::invalid::{FileFault, Invalid, Problem};
use partnership::person::Right;
use store::Asker;
use store::application::Application;
use store::talk::{Beside, FILES, MEGABYTES, Written};
use store::upload::{Full, Room};

/// The most characters of a message or a note.
const TEXT: usize = 5_000;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A note, which only the office reads.
    Note,
    /// A message to the partner.
    Message,
    /// A message to the office.
    Answer,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Note, Self::Message, Self::Answer];

    /// Where its form is sent.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Note => url::ADD_NOTE,
            Self::Message => url::SEND_MESSAGE,
            Self::Answer => url::SEND_MESSAGE_TO_OFFICE,
        }
    }

    /// The kind whose form is sent to an address.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.path() == path)
    }

    /// The name of its text.
    const fn field(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Message => "message",
            Self::Answer => "body",
        }
    }

    /// The name of its files.
    fn files(self) -> String {
        crate::ui::talk::files_of(self.field())
    }

    /// What files its form takes under a name.
    #[must_use]
    pub fn takes(self, name: &str) -> Option<Control> {
        (name == self.files()).then(|| Control::File {
            types: FileType::ALL.to_vec(),
            max: FILES,
            megabytes: MEGABYTES,
        })
    }
}

/// Whether whoever sends may write this at all, by the fields that stand before the files in the form: asked before a
/// byte of a file is kept.
///
/// # Errors
/// [`AppError::SignedOut`], also with the form of another sign-in; [`AppError::NotFound`]; [`AppError::Refused`] for
/// whoever declared a conflict of interest.
pub async fn may(
    current: &Current,
    kind: Kind,
    fields: &[(String, String)],
) -> Result<(), AppError> {
    let text = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    if current.token().as_deref() != Some(text("token")) {
        return Err(AppError::SignedOut);
    }
    find(current, kind, text("id")).await.map(|_| ())
}

/// Writes it, with its files: all of it or nothing. Gives the page to go on to.
pub async fn write(
    current: &Current,
    kind: Kind,
    came: Came,
    room: Room,
) -> (Form, Result<String, AppError>) {
    let page = ApplicationId::parse(came.text("id"));
    let page = match (kind, page) {
        (Kind::Answer, Some(id)) => url::status(&id),
        (Kind::Answer, None) => "/applications".to_owned(),
        (_, Some(id)) => url::office_application(&id),
        (_, None) => "/office/applications".to_owned(),
    };
    let mut typed = vec![(kind.field().to_owned(), came.text(kind.field()).to_owned())];
    if kind == Kind::Note {
        typed.push(("tell".to_owned(), note::told(&came).join(",")));
        typed.push(("only".to_owned(), came.text("only").to_owned()));
    }
    let form = Form {
        page,
        token: came.text("token").to_owned(),
        typed,
    };
    let is_own = current.token().as_deref() == Some(form.token.as_str());
    let result = if is_own {
        written(current, kind, came, room, &form.page).await
    } else {
        Err(AppError::SignedOut)
    };
    (form, result)
}

async fn written(
    current: &Current,
    kind: Kind,
    came: Came,
    room: Room,
    page: &str,
) -> Result<String, AppError> {
    let (asker, application) = find(current, kind, came.text("id")).await?;
    let current = current.as_of(application.profile_version)?;
    if let Some(error) = came.error {
        return Err(error);
    }
    let mut invalid = Invalid::default();
    let body = act::needed(kind.field(), came.text(kind.field()), TEXT, &mut invalid);
    let named = match kind {
        Kind::Note => note::named(&asker, &came, &mut invalid),
        Kind::Message | Kind::Answer => note::Named::default(),
    };
    let key = act::key(came.text("key"));
    if !came.faults.is_empty() {
        let faults = came.faults.into_iter();
        let faults = faults.map(|(_, name, fault)| (name, fault)).collect();
        invalid.add(kind.files(), Problem::Files(faults));
    }
    act::sound(invalid)?;
    let names: Vec<String> = came.files.iter().map(|file| file.name.clone()).collect();
    let beside = Beside {
        files: came.files,
        room,
    };
    let case = Case {
        current: &current,
        asker: &asker,
        application: &application,
        key: &key,
    };
    let (written, next) = match kind {
        Kind::Note => (
            note::write(case, &body, &named, beside).await?,
            format!("{page}?done=note#notes"),
        ),
        Kind::Message => (
            message::to_partner(case, &body, &names, beside).await?,
            format!("{page}?done=message#messages"),
        ),
        Kind::Answer => (
            message::to_office(case, &body, beside).await?,
            format!("{page}?done=message#messages"),
        ),
    };
    match written {
        Written::Done => Ok(next),
        Written::Full(place, full) => {
            let fault = match full {
                Full::Question => FileFault::TooMany { max: FILES },
                Full::Application => FileFault::ApplicationFull,
                Full::District => FileFault::DistrictFull,
            };
            let name = names.into_iter().nth(place).unwrap_or_default();
            let mut invalid = Invalid::default();
            invalid.add(kind.files(), Problem::Files(vec![(name, fault)]));
            Err(AppError::Invalid(invalid))
        }
    }
}

/// What is written about, by whom, and with which form.
#[derive(Clone, Copy)]
struct Case<'a> {
    current: &'a Current,
    asker: &'a Asker,
    application: &'a Application,
    key: &'a str,
}

/// The application that whoever asks may write about in this way. The office writes about what was sent, and nobody of
/// it about their own.
async fn find(current: &Current, kind: Kind, id: &str) -> Result<(Asker, Application), AppError> {
    let asker = match kind {
        Kind::Answer => current.asker()?,
        Kind::Note | Kind::Message => current.asker_with(Right::Decide)?,
    };
    let id = ApplicationId::parse(id).ok_or(AppError::NotFound)?;
    let application = current.site.store.application(&asker, &id).await?;
    let is_own = application.part(&asker.id).is_some();
    match kind {
        Kind::Answer if is_own => Ok((asker, application)),
        Kind::Note | Kind::Message if !is_own && application.submitted_at.is_some() => {
            if application.has_conflict {
                return Err(AppError::Refused);
            }
            Ok((asker, application))
        }
        _ => Err(AppError::NotFound),
    }
}
