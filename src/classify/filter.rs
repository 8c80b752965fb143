//! Filters of a source: which of its stories are shown. What they keep out stays stored, and comes back
//! when the filter goes.

use super::address::decoded;
use super::phrases::stands_in;
use super::texts::Texts;
use crate::model::{Filter, FilterKind, Filtered, Slug, Source};
use crate::text;

/// The filters of one source, made ready.
#[derive(Debug, Clone, Default)]
pub(super) struct Filters {
    include: Ready,
    exclude: Ready,
}

#[derive(Debug, Clone, Default)]
struct Ready {
    /// As written, and in normal form.
    phrases: Vec<(String, String)>,
    categories: Vec<Slug>,
    urls: Vec<String>,
}

impl Filters {
    pub fn of(source: &Source) -> Self {
        Self { include: Ready::of(&source.include), exclude: Ready::of(&source.exclude) }
    }

    /// Why an entry is kept out; absent when it is shown.
    pub fn judge(
        &self,
        source: &Source,
        texts: &Texts,
        link: Option<&str>,
        categories: &[&Slug],
    ) -> Option<Filtered> {
        let kept_out = |by, rule| Some(Filtered { source: source.id.clone(), by, rule });
        if let Some((kind, rule)) = self.exclude.find(texts, link, categories) {
            return kept_out(Some(kind), rule);
        }
        if !self.include.is_empty() && self.include.find(texts, link, categories).is_none() {
            return kept_out(None, String::new());
        }
        None
    }
}

impl Ready {
    fn of(filter: &Filter) -> Self {
        let phrases = filter.phrases.iter().map(|written| (written.clone(), text::normal(written)));
        Self {
            phrases: phrases.filter(|(_, normal)| !normal.is_empty()).collect(),
            categories: filter.categories.clone(),
            urls: filter.urls.clone(),
        }
    }

    fn is_empty(&self) -> bool {
        self.phrases.is_empty() && self.categories.is_empty() && self.urls.is_empty()
    }

    /// The first rule that matches.
    fn find(&self, texts: &Texts, link: Option<&str>, categories: &[&Slug]) -> Option<(FilterKind, String)> {
        let said = |normal: &str| stands_in(&texts.title, normal) || stands_in(&texts.lead, normal);
        let phrase = self.phrases.iter().find(|(_, normal)| said(normal));
        let phrase = phrase.map(|(written, _)| (FilterKind::Phrase, written.clone()));
        let category = || {
            let found = self.categories.iter().find(|slug| categories.contains(slug));
            found.map(|slug| (FilterKind::Category, slug.to_string()))
        };
        let url = || {
            let found = self.urls.iter().find(|pattern| {
                link.is_some_and(|link| fits(pattern, link) || fits(pattern, &decoded(link)))
            });
            found.map(|pattern| (FilterKind::Url, pattern.clone()))
        };
        phrase.or_else(category).or_else(url)
    }
}

/// Whether a pattern stands anywhere in an address; `*` is any run of characters.
fn fits(pattern: &str, link: &str) -> bool {
    let mut rest = link;
    pattern.split('*').all(|piece| match rest.find(piece) {
        Some(at) => {
            rest = rest.get(at + piece.len()..).unwrap_or_default();
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(include: Filter, exclude: Filter) -> Source {
        let url = "https://portal.example/".parse().unwrap();
        Source { include, exclude, ..Source::new("portal".parse().unwrap(), url) }
    }

    fn phrases(list: &[&str]) -> Filter {
        Filter { phrases: list.iter().map(|p| (*p).to_owned()).collect(), ..Filter::default() }
    }

    #[test]
    fn phrases_stand_in_title_or_lead_as_words() {
        let check = |include: &[&str], exclude: &[&str], expected: Option<(Option<FilterKind>, &str)>| {
            let source = source(phrases(include), phrases(exclude));
            let texts = Texts {
                title: text::normal("Kết quả xổ số"),
                lead: text::normal("Tin hoá học"),
                text: "bóng đá".to_owned(),
            };
            let found = Filters::of(&source).judge(&source, &texts, None, &[]);
            let found = found.as_ref().map(|filtered| (filtered.by, filtered.rule.as_str()));
            assert_eq!(found, expected, "{include:?} {exclude:?}");
        };
        check(&[], &[], None);
        check(&[], &["Xổ số"], Some((Some(FilterKind::Phrase), "Xổ số")));
        check(&[], &["hóa học"], Some((Some(FilterKind::Phrase), "hóa học")));
        check(&[], &["xổ s"], None);
        check(&[], &["bóng đá"], None);
        check(&["xổ số"], &[], None);
        check(&["giáo dục"], &[], Some((None, "")));
        check(&["xổ số"], &["hóa học"], Some((Some(FilterKind::Phrase), "hóa học")));
    }

    #[test]
    fn categories_and_addresses_count_too() {
        let khac: Slug = "khac".parse().unwrap();
        let by_category =
            source(Filter::default(), Filter { categories: vec![khac.clone()], ..Filter::default() });
        let judge = |source: &Source, link: &str, categories: &[&Slug]| {
            let found = Filters::of(source).judge(source, &Texts::default(), Some(link), categories);
            found.map(|filtered| (filtered.by, filtered.rule))
        };
        let link = "https://portal.example/the-thao/bai-1.html";
        assert_eq!(
            judge(&by_category, link, &[&khac]),
            Some((Some(FilterKind::Category), "khac".to_owned()))
        );
        assert_eq!(judge(&by_category, link, &[]), None);
        let by_url =
            source(Filter::default(), Filter { urls: vec!["/the-thao/*.html".into()], ..Filter::default() });
        let expected = Some((Some(FilterKind::Url), "/the-thao/*.html".to_owned()));
        assert_eq!(judge(&by_url, link, &[]), expected);
        assert_eq!(judge(&by_url, "https://portal.example/bai-1.html", &[]), None);
        let accented =
            source(Filter::default(), Filter { urls: vec!["/thể-thao/".into()], ..Filter::default() });
        let link = "https://portal.example/th%E1%BB%83-thao/bai-1.html";
        assert_eq!(judge(&accented, link, &[]), Some((Some(FilterKind::Url), "/thể-thao/".to_owned())));
    }
}
