//! The acts of the office: on the record of an application, on a decision, on a partnership.

mod bulk;
mod consult;
mod decision;
mod desk;
mod judge;
mod meeting;
mod organization;
mod panel;
mod partnership;
mod record;
mod term;

pub use bulk::{GoOnBulk, StartBulk, UndoBulk, go_on_bulk, start_bulk, undo_bulk};
pub use consult::{AskConsult, EndConsult, ask_consult, end_consult};
pub use decision::{Decide, SaveDecision, decide, save_decision};
pub use desk::{ChangeView, ChooseColumns, SaveView, change_view, choose_columns, save_view};
pub use judge::{JudgeApplication, SettleFindings, judge_application, settle_findings};
pub use meeting::{PlanMeeting, SetPlatform, plan_meeting, set_platform};
pub use organization::{MergeOrganizations, UndoMerge, merge_organizations, undo_merge};
pub use panel::{
    AddReviewer, DeclareConflict, RemoveReviewer, add_reviewer, declare_conflict, remove_reviewer,
};
pub use partnership::{MovePartnership, move_partnership};
pub use record::{AssignApplication, StartReview, assign_application, start_review};
pub use term::{SetPartnershipEnd, set_partnership_end};
