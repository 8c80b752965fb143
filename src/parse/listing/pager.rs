//! The page with the older records of a list.

use super::address::{Address, address, site};
use super::links::Links;
use super::regions::{PAGER, Regions};
use super::words::words;
use crate::model::{Further, FurtherKind};
use crate::parse::page::{Outline, Page, parts};
use crate::text::fold;
use url::Url;

/// Most elements around a number that are asked whether it is the page shown.
const MAX_AROUND: usize = 3;

/// Largest number of a page.
const MAX_PAGE: u32 = 1_000_000;

/// The page with older records, where this one names it.
pub fn older(
    page: &Page,
    outline: &Outline<'_>,
    regions: &Regions,
    links: &Links,
    url: &Url,
) -> Option<Further> {
    let pager = Finder { outline, regions, links, url, itself: address(url.as_str(), url)? };
    let head =
        page.document.select("link[rel~=next]").attr("href").and_then(|href| address(&href, &page.base));
    let found = head
        .filter(|next| pager.fits(next))
        .or_else(|| pager.by_relation())
        .or_else(|| pager.by_number())
        .or_else(|| pager.by_words())
        .or_else(|| pager.by_more())?;
    Some(Further { url: found.url, kind: FurtherKind::Older, updated: None })
}

struct Finder<'a> {
    outline: &'a Outline<'a>,
    regions: &'a Regions,
    links: &'a Links,
    url: &'a Url,
    itself: Address,
}

impl Finder<'_> {
    /// Another page of the same site.
    fn fits(&self, next: &Address) -> bool {
        next.site == self.itself.site && next.key != self.itself.key
    }

    fn of(&self, target: usize) -> Option<Address> {
        self.links.targets.get(target).map(|t| t.address.clone()).filter(|next| self.fits(next))
    }

    fn by_relation(&self) -> Option<Address> {
        let next = self.links.links.iter().find(|link| {
            let rel = self.outline.attribute(link.place, "rel").unwrap_or_default();
            rel.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case("next"))
        })?;
        self.of(next.target)
    }

    /// The number after that of the page shown.
    fn by_number(&self) -> Option<Address> {
        let shown = number_of(self.url).or_else(|| self.marked()).unwrap_or(1);
        let next = shown.checked_add(1)?.to_string();
        let is_next = |place: usize| self.outline.text(place).trim() == next;
        let mut links = self.links.links.iter().filter(|link| is_next(link.place));
        let found = links.find_map(|link| {
            let next = self.of(link.target)?;
            (self.is_pager(link.place, &next)).then_some(next)
        })?;
        Some(found)
    }

    /// The number that the pager marks as shown: by its class, or by not being a link.
    fn marked(&self) -> Option<u32> {
        let known = &words().pager.current;
        (0..self.outline.elements().len()).filter(|place| self.regions.of(*place) & PAGER > 0).find_map(
            |place| {
                let number = self.outline.text(place).trim().parse::<u32>().ok().filter(|n| *n < MAX_PAGE)?;
                let around = std::iter::once(place).chain(self.outline.ancestors(place).take(MAX_AROUND));
                let mut around = around.take_while(|p| self.outline.text(*p).trim().parse() == Ok(number));
                let marked = around.any(|p| {
                    self.outline.classes(p).any(|class| parts(class).any(|part| known.contains(&part)))
                        || self.outline.attribute(p, "aria-current").is_some()
                });
                marked.then_some(number)
            },
        )
    }

    fn by_words(&self) -> Option<Address> {
        let says =
            |text: &str| {
                let text = fold(text).to_lowercase();
                text.len() < 60
                    && words().pager.older.iter().any(|word| {
                        text == *word || text.trim_matches(|c: char| !c.is_alphanumeric()) == *word
                    })
            };
        let named = |place: usize| {
            let attributes = ["title", "aria-label"];
            says(self.outline.text(place))
                || attributes.iter().filter_map(|name| self.outline.attribute(place, name)).any(|t| says(&t))
        };
        self.links.links.iter().filter(|link| named(link.place)).find_map(|link| {
            let next = self.of(link.target)?;
            let further = number(&next) > number_of(self.url);
            (self.is_pager(link.place, &next) && (further || number(&next).is_none())).then_some(next)
        })
    }

    /// "Xem thêm", where it leads to the very next page.
    fn by_more(&self) -> Option<Address> {
        let next = number_of(self.url).unwrap_or(1).checked_add(1);
        let mut links =
            self.links.links.iter().filter(|link| words().pager.more.has(self.outline.text(link.place)));
        links.find_map(|link| self.of(link.target).filter(|address| number(address) == next))
    }

    /// Whether a link is one of a pager: by where it stands or by its address.
    fn is_pager(&self, place: usize, next: &Address) -> bool {
        self.regions.of(place) & PAGER > 0 || number(next).is_some() || offset(next)
    }
}

fn number(address: &Address) -> Option<u32> {
    Url::parse(&address.url).ok().and_then(|url| number_of(&url))
}

/// Whether an address has a parameter of pagers, whatever its value.
fn offset(address: &Address) -> bool {
    let url = Url::parse(&address.url).ok();
    url.is_some_and(|url| url.query_pairs().take(40).any(|(name, _)| is_parameter(&name)))
}

fn is_parameter(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let last = name.rsplit('_').next().unwrap_or_default();
    words().addresses.page_parameters.contains(&name) || words().addresses.page_parameters.contains(last)
}

/// The number of the page that an address tells.
fn number_of(url: &Url) -> Option<u32> {
    let small = |text: &str| text.parse::<u32>().ok().filter(|n| (1..MAX_PAGE).contains(n));
    let pairs = || url.query_pairs().take(40).filter(|(name, _)| is_parameter(name));
    if let Some(number) = pairs().find_map(|(_, value)| small(&value)) {
        return Some(number);
    }
    let path = url.path().trim_end_matches('/').to_ascii_lowercase();
    let path =
        words().addresses.pages.iter().find_map(|end| path.strip_suffix(&format!(".{end}"))).unwrap_or(&path);
    let digits = path.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, number) = path.split_at_checked(path.len().saturating_sub(digits))?;
    let numbered = words().pager.path.iter().any(|end| before.ends_with(end.as_str()));
    small(number).filter(|_| numbered && digits < 5 && !site(url).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(at: &str, html: &str, expected: Option<&str>) {
        let url = Url::parse(at).unwrap();
        let page = Page::new(&format!("<body>{html}"), &url).unwrap();
        let outline = Outline::new(&page.document);
        let regions = Regions::new(&outline, "");
        let links = Links::new(&page, &outline, &regions, &url);
        let found = older(&page, &outline, &regions, &links, &url).map(|f| f.url);
        assert_eq!(found.as_deref(), expected, "{html}");
    }

    #[test]
    fn older_pages_are_found() {
        let at = "https://cong.example/tin";
        check(at, "<a rel=next href='?page=2'>2</a>", Some("https://cong.example/tin?page=2"));
        check(
            at,
            "<ul class=pagination><li class=active><a href='#'>1</a><li><a href=/tin/page/2/>2</a></ul>",
            Some("https://cong.example/tin/page/2/"),
        );
        check(
            "https://cong.example/tin?trang=3",
            "<a href='?trang=2'>2</a><b>3</b><a href='?trang=4'>4</a>",
            Some("https://cong.example/tin?trang=4"),
        );
        check(
            at,
            "<a href='/tin/trang-2.html'>Trang sau »</a>",
            Some("https://cong.example/tin/trang-2.html"),
        );
        check(
            at,
            "<a href='/tin?x_INSTANCE_a_cur=2'> Tiếp theo </a>",
            Some("https://cong.example/tin?x_INSTANCE_a_cur=2"),
        );
        check(at, "<a href='/tin/trang-2.htm'>Xem thêm</a>", Some("https://cong.example/tin/trang-2.htm"));
        check(
            at,
            "<div class=nav-previous><a href='/tin/page/2/'>Bài cũ hơn</a></div>",
            Some("https://cong.example/tin/page/2/"),
        );
    }

    #[test]
    fn what_is_no_pager_gives_none() {
        let at = "https://cong.example/tin";
        check(at, "<a href=\"javascript:__doPostBack('a','Page$2')\">2</a>", None);
        check(at, "<a href='/bai-viet-hay'>Tiếp</a>", None);
        check(at, "<a href='/?p=712'>Xem thêm</a>", None);
        check(at, "<a href='/thang/2'>2</a>", None);
        check("https://cong.example/tin?page=2", "<a href='?page=1'>»</a>", None);
    }
}
