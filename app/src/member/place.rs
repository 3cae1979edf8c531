//! The application that a page or an act on its members is about.

use crate::current::Current;
use crate::error::AppError;
use crate::mail::partner::About;
use crate::url;
use partnership::application::Side;
use partnership::id::{ApplicationId, PersonId};
use partnership::member::Deed;
use store::Asker;
use store::application::Application;
use store::member::{Member, Members};

/// An application that the asker works on.
pub(super) struct Shared {
    pub(super) asker: Asker,
    pub(super) application: Application,
    /// The side of the asker.
    pub(super) side: Side,
}

impl Shared {
    /// Finds it. To whoever does not work on it there is none.
    pub(super) async fn find(current: &Current, id: &str) -> Result<Self, AppError> {
        let asker = current.asker()?;
        let id = ApplicationId::parse(id).ok_or(AppError::NotFound)?;
        let application = current.site.store.application(&asker, &id).await?;
        let part = application.part(&asker.id).ok_or(AppError::NotFound)?;
        Ok(Self {
            asker,
            application,
            side: part.side(),
        })
    }

    /// The same for an act that not everybody who works on it may do.
    pub(super) async fn to(current: &Current, id: &str, deed: Deed) -> Result<Self, AppError> {
        let shared = Self::find(current, id).await?;
        if shared.side.may(deed) {
            Ok(shared)
        } else {
            Err(AppError::NotFound)
        }
    }

    /// Everybody who works on it.
    pub(super) async fn members(&self, current: &Current) -> Result<Members, AppError> {
        let store = &current.site.store;
        Ok(store
            .members(&self.asker, &self.application, current.now)
            .await?)
    }

    /// The member of an id, when there is one.
    pub(super) async fn member(
        &self,
        current: &Current,
        id: &PersonId,
    ) -> Result<Option<Member>, AppError> {
        let people = self.members(current).await?.people;
        Ok(people.into_iter().find(|member| member.id == *id))
    }

    /// What mails name of it.
    pub(super) fn about(&self) -> About<'_> {
        About {
            id: &self.application.id,
            reference: &self.application.reference,
            organization: &self.application.organization,
        }
    }
}

/// The page of an application's members, or the list of applications when the text is no id.
pub(super) fn page_of(id: &str) -> String {
    ApplicationId::parse(id).map_or_else(|| "/applications".to_owned(), |id| url::members(&id))
}

/// Whether whoever asks may begin an application for a partner.
pub(super) fn may_begin(current: &Current) -> bool {
    current.person.as_ref().is_some_and(|person| {
        let schools = current.site.profile.setting.schools_begin;
        partnership::member::may_begin(&person.roles, schools)
    })
}

/// How whoever asks is called: by name, or by address where no name was given.
pub(super) fn own_name(current: &Current) -> String {
    current.person.as_ref().map_or_else(String::new, |person| {
        if person.name.is_empty() {
            person.email.as_str().to_owned()
        } else {
            person.name.clone()
        }
    })
}
