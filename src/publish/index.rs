//! `/`: one static page that says what can be subscribed to, and how. No script; every text is escaped.

use super::markup::Markup;
use super::press::Press;
use super::render::Format;
use crate::model::{Document, Province, Scope, Timestamp};

const MEDIA_TYPE: &str = "text/html; charset=utf-8";
const ROOM_BYTES: usize = 32 * 1024;

const STYLE: &str = "
:root{color-scheme:light dark;--ink:#1c1b19;--soft:#5f5b54;--paper:#fdfcf9;--line:#dedad0;--mark:#a3201d}
@media(prefers-color-scheme:dark){:root{--ink:#ece8e0;--soft:#a9a398;--paper:#181715;--line:#3a3732;--mark:#ff8d80}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:46rem;padding:2rem 1rem 4rem;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,sans-serif}
h1{margin:0;font-size:1.75rem;line-height:1.25}
h2{margin:2.5rem 0 .5rem;font-size:1.15rem}
p{margin:.5rem 0}
a{color:var(--mark);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
code{font-size:.95em;overflow-wrap:anywhere}
ul{list-style:none;margin:0;padding:0}
li{display:flex;flex-wrap:wrap;gap:0 1rem;align-items:baseline;padding:.45rem 0;border-bottom:1px solid var(--line)}
li>span:first-child{flex:1 1 14rem}
.old{padding-left:1.25rem}
.formats a{margin-right:.75rem}
.soft{color:var(--soft)}
summary{cursor:pointer}
footer{margin-top:3rem;color:var(--soft);font-size:.9rem}
";

impl Press<'_> {
    /// The front page.
    pub fn index(&self, updated: Timestamp) -> Document {
        let mut out = Markup::new(ROOM_BYTES);
        self.html_head(&mut out);
        out.raw("<body>\n<header>\n<h1>").text(&self.feed.title).raw("</h1>\n");
        out.raw("<p class=\"soft\">Tin mới từ các cổng thông tin, xếp theo chuyên mục, không trùng lặp.</p>\n</header>\n<main>\n");
        self.how_to(&mut out);
        self.all_feeds(&mut out);
        self.categories(&mut out);
        self.provinces(&mut out);
        out.raw("</main>\n<footer>\n<p>Danh sách để nhập vào trình đọc: ");
        self.anchor(&mut out, "opml.xml", "mọi bản tin");
        out.raw(", ");
        self.anchor(&mut out, "sources.opml", "các nguồn tin");
        out.raw(" (OPML).</p>\n</footer>\n</body>\n</html>\n");
        Document::new(MEDIA_TYPE, updated, out.finish())
    }

    fn html_head(&self, out: &mut Markup) {
        out.raw("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        out.text(&self.feed.title).raw("</title>\n");
        for format in Format::ALL {
            out.raw("<link rel=\"alternate\" type=\"").raw(format.media_type()).raw("\" title=\"");
            out.text(&self.feed.title).raw("\" href=\"").text(&self.address("feed", format)).raw("\">\n");
        }
        out.raw("<style>").raw(STYLE).raw("</style>\n</head>\n");
    }

    fn how_to(&self, out: &mut Markup) {
        let address = self.address("feed", Format::Atom);
        out.raw("<section>\n<h2>Cách đăng ký</h2>\n<p>Dán địa chỉ này vào trình đọc tin của bạn (trình đọc RSS hay Atom nào cũng được), bài mới sẽ tự đến:</p>\n<p><a href=\"");
        out.text(&address).raw("\"><code>").text(&address).raw("</code></a></p>\n");
        out.raw("<p class=\"soft\">Mỗi bài chỉ hiện một lần, dù nhiều cổng cùng đăng; các nơi đăng khác được ghi kèm trong bài.</p>\n</section>\n");
    }

    fn all_feeds(&self, out: &mut Markup) {
        out.raw("<section>\n<h2>Toàn bộ</h2>\n<ul>\n");
        self.line(out, "feed", "Theo chuyên mục", "");
        let (latest, _, subtitle) = self.heading(&Scope::All);
        self.line(out, &latest, &subtitle, "");
        out.raw("</ul>\n</section>\n");
    }

    fn categories(&self, out: &mut Markup) {
        if self.taxonomy.categories.is_empty() {
            return;
        }
        out.raw("<section>\n<h2>Chuyên mục</h2>\n<ul>\n");
        for category in &self.taxonomy.categories {
            self.line(out, &format!("category/{}", category.slug), &category.name, "");
        }
        out.raw("</ul>\n</section>\n");
    }

    /// Units of today, each with the old provinces that became part of it.
    fn provinces(&self, out: &mut Markup) {
        let unit = |province: &&Province| province.slug == province.unit;
        if self.taxonomy.provinces.is_empty() {
            return;
        }
        out.raw(
            "<section>\n<h2>Tỉnh, thành phố</h2>\n<details>\n<summary>Chọn tỉnh, thành phố</summary>\n<ul>\n",
        );
        for today in self.taxonomy.provinces.iter().filter(unit) {
            self.line(out, &format!("province/{}", today.slug), &today.name, "");
            let part = |old: &&Province| old.unit == today.slug && old.slug != today.slug;
            for old in self.taxonomy.provinces.iter().filter(part) {
                self.line(out, &format!("province/{}", old.slug), &old.name, " class=\"old\"");
            }
        }
        out.raw("</ul>\n</details>\n</section>\n");
    }

    /// One feed with its three formats.
    fn line(&self, out: &mut Markup, path: &str, name: &str, class: &str) {
        out.raw("<li").raw(class).raw("><span>").text(name).raw("</span><span class=\"formats\">");
        for (format, label) in [(Format::Atom, "Atom"), (Format::Rss, "RSS"), (Format::Json, "JSON")] {
            out.raw("<a href=\"").text(&self.address(path, format)).raw("\" aria-label=\"");
            out.text(name).raw(", ").raw(label).raw("\">").raw(label).raw("</a>");
        }
        out.raw("</span></li>\n");
    }

    fn anchor(&self, out: &mut Markup, path: &str, name: &str) {
        out.raw("<a href=\"").text(self.root.as_str()).raw(path).raw("\">").text(name).raw("</a>");
    }

    fn address(&self, path: &str, format: Format) -> String {
        format!("{}{path}.{}", self.root, format.ending())
    }
}
