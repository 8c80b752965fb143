//! Vietnamese text and HTML: the comparison form, plain text out of HTML, sanitising.
//!
//! Pure functions of their arguments; total, whatever the input. Start with [`normal`] for
//! comparing, [`plain`] for titles, [`sanitise`] for leads and full texts.

mod agency;
mod diff;
mod entities;
mod furniture;
mod html;
mod legacy;
pub mod markup;
mod normal;
mod sanitise;
mod xml;

pub use agency::without_agency;
pub use diff::{Run, RunKind, word_diff};
pub use entities::{decode, reference as decode_reference};
pub use furniture::without_furniture;
pub use html::{excerpt, fold, plain, plain_text, visible};
pub use legacy::{Legacy, legacy, reads_better, syllables};
pub use normal::{Word, label_parts, normal, words};
pub use sanitise::{Sanitiser, escaped, sanitise, too_deep_for_tree};
pub use xml::{is_xml_char, xml_safe};
