//! Figures for the office: charts, the same figures as tables and sheets, and links to the rows behind them.

mod figure;
mod finding;
mod page;
mod sheet;

pub use page::DashboardPage;
pub use sheet::figure_csv;
