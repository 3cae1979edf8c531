//! The office's lists: queues, filters, pages, figures and sheets.

mod bulk;
mod desk;
mod irs;
mod list;
mod people;
mod queue;
mod sheet;
mod staff;
mod walk;
