//! How partners get on with the form: started, sent, left and where, minutes for each page, by language and width.

#[cfg(feature = "ssr")]
mod figure;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod part;
#[cfg(feature = "ssr")]
mod sheet;
#[cfg(feature = "ssr")]
mod told;

#[cfg(feature = "ssr")]
pub use page::FormUsePage;
#[cfg(feature = "ssr")]
pub use sheet::form_use_csv;

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
