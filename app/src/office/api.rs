//! The acts of the office: on the record of an application, on a decision, on a partnership.

mod decision;
mod organization;
mod partnership;
mod record;

pub use decision::{Decide, SaveDecision, decide, save_decision};
pub use organization::{MergeOrganizations, UndoMerge, merge_organizations, undo_merge};
pub use partnership::{MovePartnership, move_partnership};
pub use record::{
    AddNote, AssignApplication, JudgeApplication, SendMessage, StartReview, add_note,
    assign_application, judge_application, send_message, start_review,
};
