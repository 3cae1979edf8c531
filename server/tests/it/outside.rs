//! What the server shows to whoever runs it: figures and a log, neither with anything about people.

mod log;
mod metrics;
