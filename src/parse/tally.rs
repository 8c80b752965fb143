//! What was mended, counted by name.

use crate::model::Repair;

/// Names of repairs and how often each was needed, in the order of first need.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tally(Vec<(&'static str, usize)>);

impl Tally {
    /// One more of `name`.
    pub fn note(&mut self, name: &'static str) {
        self.add(name, 1);
    }

    /// `count` more of `name`.
    pub fn add(&mut self, name: &'static str, count: usize) {
        match self.0.iter_mut().find(|(n, _)| *n == name) {
            _ if count == 0 => {}
            Some((_, total)) => *total += count,
            None => self.0.push((name, count)),
        }
    }

    /// As sentences.
    pub fn repairs(&self) -> Vec<Repair> {
        let told = |&(name, count): &(&'static str, usize)| Repair {
            name,
            count,
            detail: match count {
                1 => sentence(name).to_owned(),
                n => format!("{}, {n} times", sentence(name)),
            },
        };
        self.0.iter().map(told).collect()
    }
}

/// The names are promises: counts and scripts depend on them.
fn sentence(name: &str) -> &'static str {
    SENTENCES.iter().find(|(n, _)| *n == name).map_or("mended", |(_, s)| s)
}

#[rustfmt::skip]
const SENTENCES: &[(&str, &str)] = &[
    ("bad-attribute", "an attribute without quotes, without value or given twice was mended"),
    ("bad-base", "an xml:base that is no address was ignored"),
    ("bad-link", "a link that is no http(s) address was ignored"),
    ("bad-reference", "a reference to a character that does not exist was taken out"),
    ("bad-version", "a version of RSS that does not exist was read as RSS 2.0"),
    ("bare-ampersand", "an & that begins no reference was escaped"),
    ("bare-less-than", "a < that begins no tag was escaped"),
    ("broken-gzip", "a packed body breaks off and was read as far as it came"),
    ("c1-control", "a control character was replaced by the punctuation of windows-1252 that it stands for"),
    ("charset-mislabelled", "the text is not in the charset it is declared to be in"),
    ("dates-disagree", "places of the page that tell when it was published contradict each other; the more trusted one was believed"),
    ("double-encoded", "the text was encoded in UTF-8 twice and read so"),
    ("early-end", "an end of the feed that stood before its last entry was ignored"),
    ("html-entity", "a named character of HTML, which XML does not know, was replaced by the character"),
    ("illegal-character", "a character that XML forbids was taken out"),
    ("incomplete-tail", "the last character was cut in the middle and taken out"),
    ("invalid-bytes", "bytes that are no text in the feed's charset were replaced"),
    ("json-mended", "a value of the wrong type in JSON was read as what was meant"),
    ("json-syntax", "JSON that breaks its own syntax was mended"),
    ("junk-after-root", "what follows the end of the feed was cut off"),
    ("junk-before-root", "what precedes the feed was cut off"),
    ("mismatched-tag", "an end tag without its start, or a start without its end, was mended"),
    ("missing-namespace", "a prefix without a declared namespace was read in its usual meaning"),
    ("mixed-charsets", "parts of the text are in another charset than the rest and were read in it"),
    ("month-for-minute", "dates carry the month in place of the minute and are taken to the hour"),
    ("over-limit", "a text, a list or an attribute over its bound was cut"),
    ("no-address", "an entry in the page's data has no address there and none that the page's links show; it is told by its id"),
    ("second-reader", "the first reader found no entry; a second one did"),
    ("tcvn3", "the text was written for fonts of TCVN3 and put into Unicode"),
    ("truncated", "the feed ends in the middle and was closed"),
    ("too-deep", "an entry with elements nested too deep was left out"),
    ("unclosed-cdata", "a CDATA section without end was ended with the element it stands in"),
    ("unclosed-comment", "a comment without end was ended at its first >"),
    ("unescaped-markup", "HTML in a text that was not escaped was escaped"),
    ("unreadable-date", "a date that could not be read was ignored"),
    ("upper-case-names", "names of elements in another case were read as meant"),
    ("vni", "the text was written for fonts of VNI and put into Unicode"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repairs_are_counted_by_name() {
        let mut tally = Tally::default();
        tally.note("truncated");
        tally.add("bare-ampersand", 3);
        tally.add("bare-ampersand", 0);
        let told: Vec<_> =
            tally.repairs().into_iter().map(|r| (r.name, r.detail.ends_with("3 times"))).collect();
        assert_eq!(told, [("truncated", false), ("bare-ampersand", true)]);
    }
}
