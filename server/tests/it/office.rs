//! The office's lists: queues, filters, pages, figures and sheets.

mod irs;
mod list;
mod people;
mod queue;
mod sheet;
