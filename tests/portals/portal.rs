//! [`Portal`]: one publisher, and the table of them.

use super::article::{Article, Timetable};
use super::{atom, jsonfeed, newspaper, nukeviet, sick, texts};
use std::fmt::Write as _;

/// The portals that give articles.
pub const HEALTHY: [&str; 5] = ["hoa-giang", "son-binh", "bien-xanh", "nghien-cuu", "chuyen-doi-so"];

/// The portals that give none: a login page, a script challenge, a feed cut in the middle, a feed
/// without items, bytes that are nothing, an empty body, and an error.
pub const SICK: [&str; 7] = [
    "sick-login",
    "sick-challenge",
    "sick-truncated",
    "sick-empty",
    "sick-garbage",
    "sick-nothing",
    "sick-error",
];

/// One sample portal.
#[derive(Debug, Clone, Copy)]
pub struct Portal {
    /// Its name in this module, fit for a source id.
    pub name: &'static str,
    /// What a person calls it.
    pub title: &'static str,
    /// The host its links point to.
    pub host: &'static str,
    /// The path of its feed, the same behind every origin that plays it.
    pub path: &'static str,
    /// The category an editor would give it: a slug of the shipped categories.
    pub category: Option<&'static str>,
    timetable: Timetable,
}

/// The portal called `name`.
///
/// # Panics
/// When no portal is called so.
pub fn portal(name: &str, timetable: Timetable) -> Portal {
    let (name, title, host, path, category) = match name {
        "hoa-giang" => (
            "hoa-giang",
            "Ban Tuyên giáo Tỉnh ủy Hoa Giang",
            "tuyengiao.hoagiang.example",
            "/vi/news/rss/",
            Some("tuyen-giao-cac-cap"),
        ),
        "son-binh" => (
            "son-binh",
            "Ban Tuyên giáo Tỉnh ủy Sơn Bình",
            "tuyengiaosonbinh.example",
            "/news/rss/khoa-giao/",
            Some("khoa-giao"),
        ),
        "bien-xanh" => ("bien-xanh", "Báo Biển Xanh", "baobienxanh.example", "/rss/home.rss", None),
        "nghien-cuu" => (
            "nghien-cuu",
            "Nghiên cứu và Trao đổi",
            "nghiencuu.example",
            "/atom.xml",
            Some("nghien-cuu-trao-doi"),
        ),
        "chuyen-doi-so" => ("chuyen-doi-so", "Bản tin Chuyển đổi số", "ctds.example", "/feed.json", None),
        other => sick_row(other),
    };
    Portal { name, title, host, path, category, timetable }
}

type Row = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>);

fn sick_row(name: &str) -> Row {
    let found = SICK.into_iter().find(|known| *known == name);
    let Some(name) = found else { panic!("no sample portal is called {name}") };
    (name, "Trang đang lỗi", "trang-loi.example", "/rss", None)
}

impl Portal {
    /// The HTTP status of its feed's address.
    pub fn status(&self) -> u16 {
        if self.name == "sick-error" { 500 } else { 200 }
    }

    /// Content-Type and body of its feed at `step`.
    pub fn body(&self, step: usize) -> (&'static str, Vec<u8>) {
        let told = self.told(step);
        match self.name {
            "hoa-giang" | "son-binh" => ("text/xml; charset=utf-8", nukeviet::rss(self, &told).into_bytes()),
            "bien-xanh" => ("application/rss+xml; charset=utf-8", newspaper::rss(self, &told).into_bytes()),
            "nghien-cuu" => ("application/atom+xml", atom::feed(self, &told).into_bytes()),
            "chuyen-doi-so" => ("application/feed+json", jsonfeed::feed(self, &told).into_bytes()),
            sick => sick::body(sick),
        }
    }

    /// Every article it will ever have, oldest number first.
    pub fn articles(&self) -> &'static [Article] {
        match self.name {
            "hoa-giang" => texts::HOA_GIANG,
            "son-binh" => texts::SON_BINH,
            "bien-xanh" => texts::BIEN_XANH,
            "nghien-cuu" => texts::NGHIEN_CUU,
            "chuyen-doi-so" => texts::CHUYEN_DOI_SO,
            _ => &[],
        }
    }

    /// What it lists at `step`, newest first.
    pub fn told(&self, step: usize) -> Vec<Told> {
        let listed = self.articles().iter().enumerate().filter(|(_, article)| article.listed(step));
        let mut told: Vec<Told> = listed
            .map(|(number, article)| {
                let (title, lead) = article.wording(step);
                Told {
                    number,
                    section: article.section,
                    title,
                    lead,
                    published: article.published(number, &self.timetable),
                    updated: match article.corrected {
                        Some((since, ..)) if since <= step => self.timetable.at(since),
                        _ => article.published(number, &self.timetable),
                    },
                }
            })
            .collect();
        told.sort_by_key(|one| std::cmp::Reverse(one.published));
        told
    }

    /// The `[[source]]` table that subscribes to it where `origin` (`http://127.0.0.1:4000/hoa-giang`)
    /// plays it.
    pub fn source_toml(&self, origin: &str) -> String {
        let mut out = String::new();
        let Self { name, title, path, .. } = self;
        let _ = write!(out, "[[source]]\nid = \"{name}\"\nname = \"{title}\"\nurl = \"{origin}{path}\"\n");
        if let Some(category) = self.category {
            let _ = writeln!(out, "category = \"{category}\"");
        }
        out
    }
}

/// One article as its publisher lists it at some step.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// Its place in the publisher's list; identities are made from it.
    pub number: usize,
    /// See [`Article::section`].
    pub section: &'static str,
    /// The headline at this step.
    pub title: &'static str,
    /// The lead at this step.
    pub lead: &'static str,
    /// When it was published, true to the second.
    pub published: chrono::DateTime<chrono::Utc>,
    /// When it was last corrected.
    pub updated: chrono::DateTime<chrono::Utc>,
}
