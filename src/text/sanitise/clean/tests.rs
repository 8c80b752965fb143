//! What stays, what goes, and that what is written is inert by the word of a second reader.

use super::*;
use crate::text::{is_xml_char, markup};
use proptest::prelude::*;

fn base() -> Url {
    Url::parse("https://bao.example/tin/").unwrap()
}

fn check(input: &str, expected: &str) {
    assert_eq!(sanitise(input, Some(&base())), expected, "{input:?}");
}

#[test]
fn what_is_harmless_stays() {
    check("Hội nghị giao ban", "Hội nghị giao ban");
    check("<p>Nghị định <b>381</b></p>", "<p>Nghị định <b>381</b></p>");
    check("A &amp; B &lt; C", "A &amp; B &lt; C");
    check("c&ocirc;ng t&aacute;c", "công tác");
    check("a&#769; cu&#777;a", "á của");
    check("một\r\nhai", "một\nhai");
    check(
        r#"<img src="https://bao.example/a.jpg" width="100" align="left" border="0">Lead"#,
        r#"<img src="https://bao.example/a.jpg" width="100" align="left" border="0">Lead"#,
    );
    check(
        "<p class=a style='text-align:justify;position:fixed'>x</p>",
        "<p class=\"a\" style=\"text-align: justify;\">x</p>",
    );
    check(
        "<table border=1><tr><td colspan=2>x</table>",
        "<table border=\"1\"><tbody><tr><td colspan=\"2\">x</td></tr></tbody></table>",
    );
    check("<object><embed src=x.swf>chữ</object>", "chữ");
    check("<button>a</button><form>b</form><dialog>c</dialog>", "abc");
}

#[test]
fn links_are_absolute_and_lead_over_http() {
    check(r#"<a href="/x?a=1&b=2">y</a>"#, r#"<a href="https://bao.example/x?a=1&amp;b=2">y</a>"#);
    check(r#"<a href=" b.html">y</a>"#, r#"<a href="https://bao.example/tin/b.html">y</a>"#);
    check(r#"<a href="javascript:alert(1)">y</a>"#, "<a>y</a>");
    check("<a href=\"java\tscript:alert(1)\">y</a>", "<a>y</a>");
    check(r#"<a href="data:text/html,x">y</a>"#, "<a>y</a>");
    check(r#"<a href="mailto:a@bao.example">y</a>"#, r#"<a href="mailto:a@bao.example">y</a>"#);
    check(r#"<a href="tel:+84-24">y</a>"#, r#"<a href="tel:+84-24">y</a>"#);
    check(r#"<img src="mailto:a@bao.example" alt="y">z"#, "z");
    check(r#"<q cite="x">y</q>"#, r#"<q cite="https://bao.example/tin/x">y</q>"#);
    check(r#"<a href="" ping="https://t.example/" target="_top" id="x">y</a>"#, r#"<a href="">y</a>"#);
    assert_eq!(sanitise(r#"<a href="/x">y</a>"#, None), "<a>y</a>");
}

#[test]
fn what_acts_goes() {
    check("a<script>alert(1)</script>b", "ab");
    check("<p onclick='y'>t</p>", "<p>t</p>");
    check("<iframe src='https://bao.example/'>x</iframe>y", "y");
    check("<svg><a xlink:href='javascript:1'>x</a></svg>y", "y");
    check("<form action=/x><input value=1>z</form>", "z");
    check("<video autoplay src=a.mp4></video>", "<video src=\"https://bao.example/tin/a.mp4\"></video>");
    check("a\u{0}b&#1;c", "abc");
}

#[test]
fn tracking_pictures_go() {
    check("<img src='https://t.example/p.gif' width=1 height=1>x", "x");
    check("<img src='https://t.example/p.gif' width='0' height='0'>x", "x");
    check("<img src='https://t.example/p.gif' style='width:1px; height:1px'>x", "x");
    check("<img src='https://t.example/p.gif' style='display:none'>x", "x");
    check("<img src='http://feeds.feedburner.com/~r/x/~4/y'>x", "x");
    check("<img alt='no address'>x", "x");
    check("<img src='data:image/gif;base64,R0'>x", "x");
    check("<img src='data:image/gif;base64,R0' alt='a'><table></table>x", "<table></table>x");
    check("<img alt='a > b' src='a.jpg'>x", r#"<img alt="a &gt; b" src="https://bao.example/tin/a.jpg">x"#);
}

#[test]
fn pictures_that_load_late_are_found() {
    let found = r#"<img src="https://bao.example/tin/a.jpg" alt="x">"#;
    check("<img src='data:image/gif;base64,R0' data-src='a.jpg' alt='x'>", found);
    check("<img src='/i/blank.gif' data-original='a.jpg' alt='x'>", found);
    check("<img data-src='a.jpg' alt='x'>", found);
    check("<img src='a.jpg' data-src='b.jpg' alt='x'>", found);
    check(
        "<img src='spacer.png' data-src='javascript:1'>x",
        r#"<img src="https://bao.example/tin/spacer.png">x"#,
    );
}

#[test]
fn depth_and_work_are_bounded() {
    let deep = format!("{}chữ &amp; nghĩa{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
    check(&deep, "chữ &amp; nghĩa");
    let repeated: String =
        (0..499).map(|n| format!("<b id={n}>")).collect::<String>() + &"<p>x".repeat(200_000);
    assert!(!sanitise(&repeated, None).contains("<b>"));
    let flat = "<p>đoạn <b>văn</b>".repeat(2_000);
    assert_eq!(sanitise(&flat, None).matches("<b>văn</b>").count(), 2_000);
}

/// A second reader, which shares no code with the first: only text, `<name a="v">` and `</name>`, none
/// of the names that act, addresses over http(s), CSS without a function that fetches.
fn assert_inert(html: &str) {
    const ACTS: &[&str] = &[
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "applet",
        "form",
        "input",
        "button",
        "base",
        "meta",
        "link",
        "svg",
        "math",
        "template",
        "noscript",
        "textarea",
        "select",
        "title",
        "frame",
        "xmp",
        "plaintext",
        "noembed",
        "noframes",
        "bgsound",
        "marquee",
        "body",
        "html",
        "head",
        "image",
        "isindex",
    ];
    const LEAD: &[&str] = &["href", "src", "cite", "poster", "background", "longdesc", "action", "data"];
    for tag in html.split('<').skip(1) {
        let (inside, text) = tag.split_once('>').unwrap_or_else(|| panic!("no end: {html}"));
        assert!(!text.contains('>'), "{html}");
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        let (name, mut rest) = inside.split_once(' ').map_or((inside, ""), |(n, r)| (n, r));
        let is_name = |s: &str| {
            !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        assert!(is_name(name) && !ACTS.contains(&name), "<{name}>: {html}");
        while !rest.is_empty() {
            let (attribute, after) = rest.split_once("=\"").unwrap_or_else(|| panic!("{rest}: {html}"));
            let (value, after) = after.split_once('"').unwrap_or_else(|| panic!("{rest}: {html}"));
            assert!(is_name(attribute) && !attribute.starts_with("on"), "{attribute}: {html}");
            let fine = value.is_empty()
                || ["http://", "https://", "mailto:", "tel:"].iter().any(|s| value.starts_with(s));
            assert!(fine || !LEAD.contains(&attribute), "{attribute}={value}: {html}");
            assert!(attribute != "style" || !value.contains(['\\', '@', '<', '*']), "{value}: {html}");
            let css = value.to_ascii_lowercase();
            let acts = ["url", "expression", "binding", "behavior", "import", "position"];
            assert!(attribute != "style" || !acts.iter().any(|word| css.contains(word)), "{value}: {html}");
            assert!(!matches!(attribute, "srcdoc" | "formaction" | "ping" | "srcset") || value.is_empty());
            rest = after.trim_start_matches(' ');
        }
    }
}

const VECTORS: &[&str] = &[
    "<script>alert(1)</script>",
    "<ScRiPt src=//e.example/x.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src='x'onerror='alert(1)'>",
    "<img src=`x` onerror=alert(1)>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<img src=\"x\" alt=\"\" onerror=\"alert(1)\" alt=\"'\">",
    "<img src=javascript:alert(1)>",
    "<img dynsrc='javascript:alert(1)' lowsrc='javascript:alert(1)'>",
    "<img srcset='javascript:alert(1) 1x, //t.example/p.gif 2x'>",
    "<img data-src='javascript:alert(1)'>",
    "<img src=data:image/svg+xml;base64,PHN2Zz4=>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<a href='jav&Tab;ascript&colon;alert(1)'>x</a>",
    "<a href='&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)'>x</a>",
    "<a href='&#0000106avascript:alert(1)'>x</a>",
    "<a href='\u{1}javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='http://x\" onclick=\"alert(1)'>x</a>",
    "<a href=\"http://bao.example/'onclick='alert(1)\">x</a>",
    "<a href='//%0aalert(1)'>x</a>",
    "<a href='http:javascript:alert(1)'>x</a>",
    "<area href=javascript:alert(1)>",
    "<map name=x><area href='javascript:alert(1)'></map>",
    "<blockquote cite=javascript:alert(1)>x</blockquote>",
    "<video poster=javascript:alert(1)><source onerror='alert(1)'></video>",
    "<audio src=x onerror=alert(1)>",
    "<video><track src=x onload=alert(1)></video>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img title='</style><img src onerror=alert(1)>'>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<svg><animate attributeName=href values=javascript:alert(1) /><a><text>x",
    "<svg><foreignObject><p><style><!--</style><img src=x onerror=alert(1)>-->",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><a title='</textarea><img src=x onerror=alert(1)>'>",
    "<title><a title='</title><img src=x onerror=alert(1)>'>",
    "<xmp><a title='</xmp><img src=x onerror=alert(1)>'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe><a title='</iframe><img src=x onerror=alert(1)>'>",
    "<noembed><img title='</noembed><img src=x onerror=alert(1)>'></noembed>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<template><img src=x onerror=alert(1)></template>",
    "<select><option><style></option></select><b><img src=x onerror=alert(1)></style></option>",
    "<table background=javascript:alert(1)><td background=javascript:alert(1)>x",
    "<p style='background:url(javascript:alert(1))'>x",
    "<p style='width:expression(alert(1))'>x",
    "<p style='width:exp/**/ression(alert(1))'>x",
    "<p style='-moz-binding:url(//e.example/x.xml#x)'>x",
    "<p style='behavior:url(x.htc)'>x",
    "<p style='color:red;}</style><script>alert(1)</script>'>x",
    "<p style='b\\61ckground:u\\72l(x)'>x",
    "<p style='@import \"//e.example/x.css\"'>x",
    "<p style='font-family:\"x\";position:fixed;top:0'>x",
    "<style>@import '//e.example/x.css'</style>",
    "<link rel=stylesheet href=//e.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='javascript:alert(1)//'><a href=x>y</a>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "<input autofocus onfocus=alert(1)><isindex action=javascript:alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)><frameset onload=alert(1)><frame src=javascript:alert(1)>",
    "<image src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?><?php echo '<script>' ?>",
    "<p title='</p><script>alert(1)</script>'>x",
    "<p title=\"&quot;><script>alert(1)</script>\">x",
    "<p title=x\u{338} onclick=alert(1)>\u{338}x",
    "<b\u{338} onclick=alert(1)>x</b\u{338}>\u{338} onclick=alert(1) >",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "<\u{0}script>alert(1)</script>",
    "<scr\u{0}ipt>alert(1)</script>",
    "<a \u{c}onclick=alert(1) href=x>y</a>",
    "\u{feff}<script>alert(1)</script>",
    "<a href=x onclick\u{0}=alert(1)>y",
    "<img src=\"x\" =\" onerror=alert(1) \">",
    "<a href=\"x\" title=\"<!-- \" onclick=\"alert(1) -->\">y</a>",
    "<p lang=\"en\"onmouseover=alert(1)>x",
    "<p/onclick=alert(1)/>x",
    "</p onclick=alert(1)>x",
    "<a href=x href=javascript:alert(1)>y</a>",
    "<A HREF=X ONCLICK=alert(1)>y</A>",
    "<img src=x:x onerror=alert(1) / src=y>",
    "<img src='https://bao.example/a.jpg?\"><script>alert(1)</script>'>",
];

#[test]
fn attacks_come_out_inert() {
    for vector in VECTORS {
        for html in [
            (*vector).to_owned(),
            format!("<p>{vector}"),
            format!("<table><tr>{vector}"),
            format!("<b>{vector}</p></b>"),
        ] {
            for base in [None, Some(&base())] {
                let clean = sanitise(&html, base);
                assert_inert(&clean);
                assert_inert(&sanitise(&clean, base));
            }
        }
    }
}

#[test]
fn endless_input_comes_out_inert() {
    let units = [
        "<",
        "&",
        "&#",
        "<!--",
        "\"",
        "<a x=",
        "<div>",
        "<b>",
        "<a href=x>",
        "<table>",
        "<table><b>x",
        "<select>",
        "<ul><li>",
        "<a=\">\"='>'",
        "</p>",
        "<svg><td>",
        "<p><b></p>",
        "<!--><div>-->",
        "<script>",
        "<span><p></span></p>",
    ];
    for unit in units {
        let html = unit.repeat(20_000 / unit.len());
        assert_inert(&sanitise(&html, None));
        assert_inert(&sanitise(&format!("{html}>"), None));
    }
    let attributes: String = (0..5_000).map(|n| format!(" a{n}=1")).collect();
    assert_eq!(sanitise(&format!("<form{attributes}>x"), None), "x");
}

/// Pieces of which leads are made, good and bad.
fn tag_soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
           4 => "[a-zđưạ \n]{0,6}",
           1 => prop::sample::select(vec!["&amp;", "&nbsp;", "&lt;", "&copy", "&#225;", "&#x338;", "\u{338}", "\u{A0}", "e\u{301}", "&", ">", "<", "&lang;", "\u{2329}", "&Tab;", "&#13;", "\r\n", "\u{FEFF}",
    "&#xFEFF;", "&a=b", "&#x301;"]).prop_map(str::to_owned),
           5 => (prop::sample::select(ELEMENTS.iter().map(|(n, _)| *n).chain(["script", "form", "svg", "title", "x-y", "o:p", "object", "body", "html", "head", "meta", "link", "style", "iframe"]).collect::<Vec<_>>()), "( (class|style|href|src|alt|width|height|data-src|onclick|x|id|HREF)( ?= ?(\"(/a|https://bao.example/[a-z?=&.]{0,5}|data:x|javascript:1|color:red|1|&amp;&quot;|a.gif|blank.gif)\"|'1'|1|b.jpg|))?){0,3} ?/?").prop_map(|(n, a)| format!("<{n}{a}>")),
           5 => prop::sample::select(ELEMENTS.iter().map(|(n, _)| *n).collect::<Vec<_>>()).prop_map(|n| format!("</{n}>")),
           1 => prop::sample::select(VECTORS).prop_map(str::to_owned),
       ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Properly nested HTML of few elements.
fn simple_html() -> impl Strategy<Value = String> {
    let names = ELEMENTS.iter().map(|(n, _)| *n).collect::<Vec<_>>();
    let leaf = prop_oneof![
        "[a-zđ ]{0,5}",
        Just("<br>".to_owned()),
        Just("<img src='https://bao.example/a.jpg' alt=\"a &amp; b\" width=100 />".to_owned()),
        Just("&nbsp;a &amp; b&#225;".to_owned()),
        Just("<p>".to_owned()),
        Just("<td>".to_owned()),
        Just("<!DOCTYPE html><html lang=vi><head>".to_owned()),
        Just("</head><body class=x>".to_owned()),
        Just("</body></html>".to_owned()),
        Just("<meta charset=utf-8><link href=x>".to_owned()),
        Just("<iframe src=x>a<b></iframe><script>1</script>".to_owned()),
        Just("<pre>\n\nx</pre>".to_owned()),
        Just("<tr>".to_owned()),
        Just("<!-- x -->".to_owned()),
        Just("<o:p>a</o:p>".to_owned()),
        Just("</br>".to_owned()),
        Just("<li>".to_owned()),
        Just("<hr>".to_owned()),
    ];
    leaf.prop_recursive(6, 40, 4, move |inner| {
        (prop::sample::select(names.clone()), prop::collection::vec(inner, 0..4))
            .prop_map(|(name, inside)| format!("<{name}>{}</{name}>", inside.concat()))
    })
}

/// Both ways give the same.
fn both_ways(html: &str) -> bool {
    let html = tidied(html);
    let quick = rewrite(&html, Some(&base()), Origin::Portal);
    if let Some(quick) = &quick {
        assert_eq!(quick.trim(), by_tree(&html, Some(&base())).trim(), "{html:?}");
    }
    quick.is_some()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn soup_is_inert_and_the_same_both_ways(html in tag_soup()) {
        both_ways(&xml_safe(&html));
        assert_inert(&sanitise(&html, Some(&base())));
    }

    #[test]
    fn simple_html_is_the_same_both_ways(html in simple_html()) {
        both_ways(&html);
    }

    #[test]
    fn output_is_inert_and_fit_for_xml(s in "(<[a-z/!]{0,6}|[ =\"'>&;#x0-9]|on[a-z]{1,5}=|href=|javascript:|\\PC|[\\x00-\\x1f]){0,60}") {
        let clean = sanitise(&s, None);
        prop_assert!(clean.chars().all(is_xml_char));
        assert_inert(&clean);
        let opens = |name: &str| markup::pieces(&clean).any(|p| matches!(p, markup::Piece::Open { name: n, .. } if n == name));
        prop_assert!(!opens("script") && !opens("iframe"));
    }
}
