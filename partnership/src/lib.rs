//! The domain of Trellis: what a partnership is and the rules that hold for it, as pure values.
//!
//! Nothing here asks a clock, a disk, a network or a database: `today` and `now` are arguments.
//! The same code runs on the server, which decides, and in the browser, which comforts.
//!
//! Glossary, one word per concept, used alike in code, URLs, tables and tests:
//!
//! - **district**: a school district with its [`district::Profile`], the data that makes the program its own.
//! - **organization**: the outside body that wants to work with the district.
//! - **person**: somebody who signs in, with zero or more [`person::Role`]s.
//! - **application**: the form an organization fills in, and its life ([`application::Stage`]).
//! - **owner**, **member**: the people of an organization who work on one application ([`member`]).
//! - **form › section › step › question › answer**: [`form`].
//! - **route**: which of the district's processes applies, with its reason ([`route`]).
//! - **review › criterion › finding**: what the office judges ([`review`]); a **panel** is who reviews ([`panel`]).
//! - **change**: what the office asks a partner to change ([`change`]).
//! - **partnership**: what an approval creates ([`partnership`]); a **site** is a partnership at one school; its **term**
//!   ends with a last day ([`term`]).
//! - **look**: a district's colours and logo ([`look`]).
//! - **requirement**, **agreement**, **survey**, **roster**, **need**: named here so that nobody takes the words for something else.

pub mod agreement;
pub mod alike;
pub mod application;
pub mod change;
pub mod consult;
pub mod district;
pub mod evidence;
pub mod few;
pub mod form;
pub mod id;
pub mod invalid;
pub mod level;
pub mod look;
pub mod mail;
pub mod member;
pub mod panel;
pub mod partnership;
pub mod person;
pub mod progress;
pub mod proposal;
pub mod review;
pub mod route;
pub mod scoring;
pub mod student;
pub mod term;
pub mod text;
pub mod width;
