//! What only a development server has: its mail box.

mod mail_box;

pub use mail_box::MailBoxPage;
