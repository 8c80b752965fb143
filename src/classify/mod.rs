//! Categories and provinces of a story, and why: opinions that follow from stored facts and the taxonomy.
//!
//! Pure: the same facts and the same [`Rules`] give the same [`crate::model::Opinion`]. A change of [`Rules::digest`] is
//! a re-index, never a re-fetch. Start at [`Rules::assign`].
//!
//! | file | what lives there |
//! |---|---|
//! | `rules` | the taxonomy made ready; what speaks for a category, and the verdict |
//! | `address`, `labels` | what portals say of the section |
//! | `texts`, `phrases`, `weigh` | what the words of an article say |
//! | `places` | names of provinces |
//! | `filter` | what a source's `include` and `exclude` keep out |
//! | `explain` | the same with everything that matched, and what would change the outcome |
//! | `suggest` | phrases that would set a category apart, for the editor |
//! | `digest` | whether two sets of rules are the same |

mod address;
mod digest;
mod explain;
mod filter;
mod labels;
mod phrases;
mod places;
mod rules;
mod suggest;
mod texts;
mod weigh;

pub use explain::{Explanation, Judgement, Masked};
pub use rules::Rules;
pub use suggest::{Learned, Learner, Suggestion};
