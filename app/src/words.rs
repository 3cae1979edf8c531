//! Every word of the interface, from `locales/`: `words::<table>::<key>(lang, …)`.

use partnership::text::Lang;

include!(concat!(env!("OUT_DIR"), "/words.rs"));
