//! What is mended, and how it is told.

use super::*;
use crate::parse::mend::FEED;
use crate::parse::sniff::{Shape, sniff};

fn mended(text: &str) -> (String, Vec<&'static str>) {
    let Shape::Feed(root) = sniff(text) else { panic!("no feed: {text:?}") };
    let mut tally = Tally::default();
    let mended = mend(text, &root, &FEED, &mut tally).map(|m| m.text).unwrap_or_else(|_| "too deep".into());
    (mended, tally.repairs().into_iter().map(|r| r.name).collect())
}

/// `inner` stands in a channel.
fn check(inner: &str, expected: &str, names: &[&str]) {
    let (text, repairs) = mended(&format!("<rss version=\"2.0\"><channel>{inner}</channel></rss>"));
    let expected = format!("<rss version=\"2.0\"><channel>{expected}</channel></rss>");
    assert_eq!((text.as_str(), repairs.as_slice()), (expected.as_str(), names), "{inner:?}");
}

#[test]
fn a_sound_feed_is_left_alone() {
    let sound =
        "<item><title a=\"1\">x &amp; y</title><description><![CDATA[a & <br>]]></description><e/></item>";
    check(sound, sound, &[]);
}

#[test]
fn faults_inside_are_mended() {
    check("<title>A & B</title>", "<title>A &amp; B</title>", &["bare-ampersand"]);
    check("<title>c&ocirc;ng&nbsp;t</title>", "<title>công\u{A0}t</title>", &["html-entity"]);
    check("<title>a&#0;b&#x1F;c</title>", "<title>abc</title>", &["bad-reference"]);
    check("<title>a\u{0}b\u{1}c</title>", "<title>abc</title>", &["illegal-character"]);
    check("<item><a>x</b></a></item>", "<item><a>x</a></item>", &["mismatched-tag"]);
    check("<item><a>x</item>", "<item><a>x</a></item>", &["mismatched-tag"]);
    check("<item><x>1</x><item>", "<item><x>1</x></item><item></item>", &["mismatched-tag"]);
    check("<pubDate>x</PubDate>", "<pubDate>x</pubDate>", &[]);
    check("<e url=a&b/>", "<e url=\"a&amp;b/\"></e>", &["bare-ampersand", "mismatched-tag"]);
}

#[test]
fn markup_that_was_not_escaped_is_kept_as_it_is_written() {
    check("<title>1 < 2</title>", "<title>1 &lt; 2</title>", &["bare-less-than"]);
    let naked = "<description>a<br>b &lt;c> <a href='x'>d</a>&nbsp;</description>";
    let escaped =
        "<description>a&lt;br&gt;b &amp;lt;c&gt; &lt;a href='x'&gt;d&lt;/a&gt;&amp;nbsp;</description>";
    check(naked, escaped, &["unescaped-markup"]);
    check("<guid><p>1</p></guid>", "<guid>&lt;p&gt;1&lt;/p&gt;</guid>", &["unescaped-markup"]);
}

#[test]
fn data_without_end_ends_with_its_element() {
    check(
        "<item><title><![CDATA[x</title></item><item/>",
        "<item><title><![CDATA[x]]></title></item><item/>",
        &["unclosed-cdata"],
    );
    check(
        "<item><t><![CDATA[x]-]></t></item><item><t><![CDATA[y]]></t></item>",
        "<item><t><![CDATA[x]-]>]]></t></item><item><t><![CDATA[y]]></t></item>",
        &["unclosed-cdata"],
    );
    let told = "<item><t><![CDATA[&lt;![CDATA[ <item></t>]]></t></item>";
    check(told, told, &[]);
}

#[test]
fn faults_around_are_mended() {
    let check = |input: &str, expected: &str, names: &[&str]| {
        let (text, repairs) = mended(input);
        assert_eq!((text.as_str(), repairs.as_slice()), (expected, names), "{input:?}");
    };
    let plain = "<rss version='2.0'></rss>";
    check("PHP<?xml version='1.0' encoding='x'?><rss version='2.0'></rss>", plain, &["junk-before-root"]);
    check("<rss version='2.0'></rss><script>", plain, &["junk-after-root"]);
    check("<RSS></RSS>", "<RSS></RSS>", &[]);
    for version in ["2.00", "2.0.1", "2.1", "", "4"] {
        let text = format!("<rss version='{version}'></rss>");
        check(&text, &text, &["bad-version"]);
    }
    check("<rss version='2.0'><a><b>x", "<rss version='2.0'><a><b>x</b></a></rss>", &["truncated"]);
    let cut = "<rss version='2.0'><item>1</item><item>2<gu";
    check(cut, "<rss version='2.0'><item>1</item></rss>", &["truncated"]);
    let cut = "<r:rss><r:item>1</r:item><r:item><x:item>2";
    check(cut, "<r:rss><r:item>1</r:item></r:rss>", &["truncated"]);
    let own = "<!DOCTYPE rss [<!ENTITY t '<Tin> & '>]><rss>&t;&u;</rss>";
    check(own, "<rss>&lt;Tin&gt; &amp; &amp;u;</rss>", &["bare-ampersand"]);
}

#[test]
fn depth_is_bounded() {
    assert_eq!(mended(&format!("<feed>{}", "<a>".repeat(200_000))).0, "too deep");
    assert_ne!(mended(&format!("<feed>{}", "<a>".repeat(499))).0, "too deep");
    let deep = format!("<rss><item>1</item><item>{}</item><item>3</item></rss>", "<a>".repeat(10_000));
    assert_eq!(mended(&deep).0, "<rss><item>1</item><item>3</item></rss>");
}
