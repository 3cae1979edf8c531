//! One effect for one form: a request that comes twice, by a double click or a replay, is done once.

use crate::time::micros;
use crate::{Asker, Result, Store};
use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

/// The forms that are done once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Starting an application.
    Start,
    /// Signing and sending.
    Submit,
    /// Taking back.
    Withdraw,
    /// Taking up the review.
    StartReview,
    /// A note of the office.
    Note,
    /// A message.
    Message,
    /// A decision.
    Decide,
    /// A move of a partnership.
    MovePartnership,
    /// Another last day of a partnership.
    SetEnd,
    /// Adding files to a draft.
    AddFiles,
    /// Giving a role.
    GrantRole,
    /// Changing how the district looks.
    SetLook,
    /// Inviting somebody to work on an application.
    InviteMember,
    /// Taking such an invitation back.
    EndInvitation,
    /// Accepting it.
    Join,
    /// Working on an application no longer.
    Leave,
    /// Taking a member away.
    RemoveMember,
    /// Making a member the owner.
    HandOver,
    /// Asking to become the owner.
    Claim,
    /// The office makes the owner of whoever asked.
    Settle,
    /// The office does not.
    RefuseClaim,
    /// Taking over what staff of the district began.
    TakeOver,
    /// Asking the office to find a partner.
    AskForPartner,
    /// Holding a mail, letting it go, sending it again, giving it up.
    HandleMail,
    /// Changing the text of a mail.
    EditMail,
    /// Choosing when one's own mails come.
    SetWishes,
    /// Saving a list with its filters under a name.
    SaveView,
    /// An act on many applications at once.
    Bulk,
    /// Putting a reviewer on an application.
    AddReviewer,
    /// Taking one off.
    RemoveReviewer,
    /// Declaring a conflict of interest.
    DeclareConflict,
    /// Asking another office.
    AskConsult,
    /// Taking such a question back.
    EndConsult,
    /// Answering it.
    AnswerConsult,
    /// Writing down a planning meeting.
    PlanMeeting,
    /// Storing link and password of a platform.
    SetPlatform,
    /// Putting an organization into another.
    Merge,
    /// Taking it out again.
    UndoMerge,
}

impl Form {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Submit => "submit",
            Self::Withdraw => "withdraw",
            Self::StartReview => "start-review",
            Self::Note => "note",
            Self::Message => "message",
            Self::Decide => "decide",
            Self::MovePartnership => "move-partnership",
            Self::SetEnd => "set-end",
            Self::AddFiles => "add-files",
            Self::GrantRole => "grant-role",
            Self::SetLook => "set-look",
            Self::InviteMember => "invite-member",
            Self::EndInvitation => "end-invitation",
            Self::Join => "join",
            Self::Leave => "leave",
            Self::RemoveMember => "remove-member",
            Self::HandOver => "hand-over",
            Self::Claim => "claim",
            Self::Settle => "settle-claim",
            Self::RefuseClaim => "refuse-claim",
            Self::TakeOver => "take-over",
            Self::AskForPartner => "ask-for-partner",
            Self::HandleMail => "handle-mail",
            Self::EditMail => "edit-mail",
            Self::SetWishes => "choose-mails",
            Self::SaveView => "save-view",
            Self::Bulk => "bulk",
            Self::AddReviewer => "add-reviewer",
            Self::RemoveReviewer => "remove-reviewer",
            Self::DeclareConflict => "declare-conflict",
            Self::AskConsult => "ask-consult",
            Self::EndConsult => "end-consult",
            Self::AnswerConsult => "answer-consult",
            Self::PlanMeeting => "plan-meeting",
            Self::SetPlatform => "set-platform",
            Self::Merge => "merge",
            Self::UndoMerge => "undo-merge",
        }
    }
}

/// A key as it is stored: it belongs to one act, so that the key of a form of another act counts for nothing.
fn scoped(form: Form, key: &str) -> String {
    format!("{} {key}", form.word())
}

/// The answer that was given to this key of this act before, if it was done already.
pub(crate) async fn answer(
    conn: &mut SqliteConnection,
    person: &str,
    form: Form,
    key: &str,
) -> Result<Option<String>> {
    Ok(
        sqlx::query_scalar("select answer from once where person_id = $1 and key = $2")
            .bind(person)
            .bind(scoped(form, key))
            .fetch_optional(conn)
            .await?,
    )
}

/// Notes that this key of this act is done, with its answer.
pub(crate) async fn done(
    conn: &mut SqliteConnection,
    district: &str,
    person: &str,
    form: Form,
    key: &str,
    answer: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query("insert into once (key, person_id, district_id, answer, done_at) values ($1, $2, $3, $4, $5)")
        .bind(scoped(form, key))
        .bind(person)
        .bind(district)
        .bind(answer)
        .bind(micros(at))
        .execute(conn)
        .await?;
    Ok(())
}

impl Store {
    /// Whether the form of this act with this key was taken already. A decision asks so when it finds
    /// nothing written any more: the first of two clicks has taken it.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn was_done(&self, asker: &Asker, form: Form, key: &str) -> Result<bool> {
        let done: i64 = sqlx::query_scalar(
            "select exists (select 1 from once where person_id = $1 and key = $2)",
        )
        .bind(asker.id.as_str())
        .bind(scoped(form, key))
        .fetch_one(&mut *self.read().await?)
        .await?;
        Ok(done != 0)
    }
}
