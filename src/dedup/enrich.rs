//! One entry out of two tellings: what a list or feed says of an article, and what its page says.
//!
//! The listed one decides who it is (guid, link) and what it is called; the page adds what the list left
//! out. A date on the page may be more exact than the listed one and never moves it by more than a day.

use crate::model::{Claim, Entry, Label};
use crate::text;
use std::time::Duration;

/// Two tellings of one date may lie this far apart.
const DATES_AGREE_WITHIN: Duration = Duration::from_secs(24 * 3600);

/// How a headline or a lead ends that was cut.
const CUT: [&str; 3] = ["…", "...", "[…]"];

/// An entry out of two tellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enriched {
    /// The entry.
    pub entry: Entry,
    /// The page's date is more than a day from the listed one, which was kept.
    pub dates_disagree: bool,
}

/// What is `listed`, with what its `page` adds.
pub fn enrich(listed: Entry, page: &Entry) -> Enriched {
    let (published, dates_disagree) = sharpened(listed.published, page.published);
    let entry = Entry {
        title: whole(&listed.title, &page.title).to_owned(),
        link: listed.link.or_else(|| page.link.clone()),
        guid: listed.guid,
        published,
        updated: sharpened(listed.updated, page.updated).0,
        summary: whole(&listed.summary, &page.summary).to_owned(),
        content: if page.content.is_empty() { listed.content } else { page.content.clone() },
        authors: if listed.authors.is_empty() { page.authors.clone() } else { listed.authors },
        labels: united(listed.labels, &page.labels),
        enclosures: if listed.enclosures.is_empty() { page.enclosures.clone() } else { listed.enclosures },
        origin: listed.origin.or_else(|| page.origin.clone()),
    };
    Enriched { entry, dates_disagree }
}

/// The listed text, unless it is missing or a part of the page's that was cut.
fn whole<'a>(listed: &'a str, page: &'a str) -> &'a str {
    if listed.is_empty() {
        return page;
    }
    let shown = text::visible(listed);
    let shown = shown.trim_end();
    match CUT.iter().find_map(|end| shown.strip_suffix(end)) {
        Some(part) if text::normal(&text::visible(page)).starts_with(&text::normal(part)) => page,
        _ => listed,
    }
}

/// The more exact of two claims that agree, else the listed one; and whether they disagree.
fn sharpened(listed: Option<Claim>, page: Option<Claim>) -> (Option<Claim>, bool) {
    let (Some(ours), Some(theirs)) = (listed, page) else { return (listed.or(page), false) };
    let late = theirs.at > ours.latest().plus(DATES_AGREE_WITHIN);
    let early = theirs.latest() < ours.at.minus(DATES_AGREE_WITHIN);
    if late || early {
        return (listed, true);
    }
    (if theirs.precision > ours.precision { page } else { listed }, false)
}

/// All labels once, the listed ones first.
fn united(mut listed: Vec<Label>, page: &[Label]) -> Vec<Label> {
    let form = |label: &Label| text::normal(label.label.as_deref().unwrap_or(&label.term));
    for label in page {
        if !listed.iter().any(|known| form(known) == form(label)) {
            listed.push(label.clone());
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Precision, Timestamp};

    fn claim(at: i64, precision: Precision) -> Option<Claim> {
        Some(Claim { at: Timestamp(at), precision })
    }

    #[test]
    fn a_page_sharpens_a_date_and_never_moves_it_by_more_than_a_day() {
        use Precision::*;
        const H: i64 = 3600;
        let check = |listed, page, expected, disagree| {
            assert_eq!(sharpened(listed, page), (expected, disagree), "{listed:?} {page:?}");
        };
        check(claim(14 * H, Hour), claim(14 * H + 3_005, Second), claim(14 * H + 3_005, Second), false);
        check(claim(0, Day), claim(20 * H, Minute), claim(20 * H, Minute), false);
        check(claim(14 * H, Second), claim(15 * H, Minute), claim(14 * H, Second), false);
        check(claim(14 * H, Second), claim(0, Day), claim(14 * H, Second), false);
        check(claim(0, Day), claim(100 * H, Second), claim(0, Day), true);
        check(claim(100 * H, Minute), claim(0, Day), claim(100 * H, Minute), true);
        check(None, claim(5, Day), claim(5, Day), false);
        check(claim(5, Day), None, claim(5, Day), false);
        check(None, None, None, false);
        check(claim(i64::MAX, Day), claim(i64::MIN, Second), claim(i64::MAX, Day), true);
    }

    #[test]
    fn the_page_adds_what_the_list_left_out() {
        let check = |listed: &str, page: &str, expected: &str| assert_eq!(whole(listed, page), expected);
        check("Hội nghị khoa giáo", "HỘI NGHỊ", "Hội nghị khoa giáo");
        check("Hội nghị khoa…", "Hội nghị khoa giáo quý I", "Hội nghị khoa giáo quý I");
        check("<p>Hội nghị <b>khoa</b> ...</p>", "<p>Hội nghị khoa giáo</p>", "<p>Hội nghị khoa giáo</p>");
        check("Và rồi…", "Một bài khác", "Và rồi…");
        check("", "Một bài", "Một bài");
        let label = |term: &str| Label { term: term.to_owned(), ..Label::default() };
        let listed = Entry {
            title: "T".into(),
            link: Some("https://a.example/1".into()),
            labels: vec![label("Khoa giáo")],
            ..Entry::default()
        };
        let page = Entry {
            title: "Khác".into(),
            link: Some("https://a.example/2".into()),
            content: "<p>x</p>".into(),
            labels: vec![label("KHOA GIÁO"), label("Y tế")],
            ..Entry::default()
        };
        let entry = enrich(listed, &page).entry;
        assert_eq!((entry.title.as_str(), entry.link.as_deref()), ("T", Some("https://a.example/1")));
        assert_eq!(
            (entry.content.as_str(), entry.labels),
            ("<p>x</p>", vec![label("Khoa giáo"), label("Y tế")])
        );
    }
}
