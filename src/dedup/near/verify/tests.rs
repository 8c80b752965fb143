//! Reprints of each kind, and what only looks like one.

use super::*;
use crate::model::Entry;
use Objection::*;

const HOUR: Duration = Duration::from_secs(3600);
const ELSEWHERE: Apart = Apart { same_source: false, by: HOUR };
const AT_HOME: Apart = Apart { same_source: true, by: HOUR };

/// Paragraphs of a report of about 190 syllables.
const REPORT: [&str; 6] = [
    "Chiều 12/4, tại nhà văn hóa xã Vân Lâm, Ban Tuyên giáo tỉnh Hoa Giang khai mạc lớp bồi dưỡng kỹ năng viết tin cho \
     sáu mươi cộng tác viên cơ sở.",
    "Học viên được nghe giảng về cách chọn đề tài, cách hỏi chuyện người dân và cách dựng một bản tin ngắn cho hệ thống \
     truyền thanh không dây.",
    "Ông Phan Đình Mộc, phó trưởng ban, nói rằng mỗi thôn cần ít nhất một người biết kể lại việc tốt bằng lời lẽ giản dị, \
     vì tin tức gần gũi mới đi được vào đời sống.",
    "Lớp học chia thành bốn nhóm thực hành, mỗi nhóm đi về một thôn khác nhau để ghi chép rồi trở lại hội trường cùng sửa \
     bài với giảng viên.",
    "Chị Lò Thị Sen, cộng tác viên của thôn Nà Pán, cho biết đây là lần đầu chị được cầm máy ghi âm và thấy việc phỏng vấn \
     không khó như vẫn tưởng.",
    "Sau ba ngày, những bài viết hay nhất sẽ được phát trên loa truyền thanh của xã vào buổi sáng thứ bảy hằng tuần.",
];
const TITLE: &str = "Hoa Giang mở lớp viết tin cho cộng tác viên cơ sở";

fn entry(title: &str, paragraphs: &[&str]) -> Entry {
    let content = paragraphs.iter().map(|line| format!("<p>{line}</p>")).collect();
    Entry { title: title.to_owned(), content, ..Entry::default() }
}

fn outcome(a: &Entry, b: &Entry, apart: Apart) -> Result<JoinRule, Objection> {
    let (a, b) = (Fingerprint::of(a), Fingerprint::of(b));
    let verdict = verify(&a, &b, apart);
    assert_eq!(verdict, verify(&b, &a, apart), "both ways");
    verdict.outcome
}

fn check(title: &str, paragraphs: &[&str], expected: Result<JoinRule, Objection>) {
    let (report, other) = (entry(TITLE, &REPORT), entry(title, paragraphs));
    assert_eq!(outcome(&report, &other, ELSEWHERE), expected, "{title}: {paragraphs:?}");
}

#[test]
fn reprints_are_known() {
    check(TITLE, &REPORT, Ok(JoinRule::Text));
    check("Lớp học của những người kể chuyện làng", &REPORT, Ok(JoinRule::Text));
    let without_third = [&REPORT[..2], &REPORT[3..]].concat();
    check(TITLE, &without_third, Ok(JoinRule::Text));
    check(TITLE, &REPORT[..3], Ok(JoinRule::Part));
    check(TITLE, &[REPORT[0], REPORT[2], REPORT[3]], Ok(JoinRule::Part));
    let wrapped =
        [&["Cập nhật lúc 9:15 ngày 13/4/2026"], &REPORT[..], &["Nguồn: Báo Hoa Giang", "Lượt xem: 41"]]
            .concat();
    check(&format!("{TITLE} | Trang tin xã Vân Lâm"), &wrapped, Ok(JoinRule::Text));
    let signed = [&REPORT[..], &["Đặng Thu Hoài"]].concat();
    check(TITLE, &signed, Ok(JoinRule::Text));
}

#[test]
fn a_reprint_without_its_first_paragraph_is_known_by_its_title() {
    check(TITLE, &REPORT[1..], Ok(JoinRule::Text));
    check("Những người kể chuyện làng", &REPORT[1..], Ok(JoinRule::Text));
    check(TITLE, &REPORT[3..], Err(OwnText));
}

#[test]
fn a_follow_up_that_holds_the_whole_report_is_not_the_report() {
    let follow_up = "Hoa Giang khai mạc và bế mạc lớp viết tin cho cộng tác viên cơ sở";
    let afterwards = "Đến tối cùng ngày, các học viên còn ngồi lại bên bếp lửa, đọc cho nhau nghe bản nháp đầu tiên, góp ý \
                      từng câu mở bài và hẹn sẽ giữ liên lạc sau khi trở về thôn bản của mình.";
    let told = [&REPORT[..], &[afterwards]].concat();
    let outcome = |title| outcome(&entry(TITLE, &REPORT[..3]), &entry(title, &told), ELSEWHERE);
    assert_eq!(outcome(TITLE), Ok(JoinRule::Part));
    assert_eq!(outcome(follow_up), Err(Different));
}

#[test]
fn an_edited_reprint_is_known() {
    let edits = [
        ("khai mạc", "mở"),
        ("cách hỏi chuyện", "cách trò chuyện với"),
        ("lời lẽ giản dị", "lời văn giản dị"),
        ("trở lại hội trường", "về lại hội trường"),
        ("những bài viết hay nhất", "các bài viết tốt nhất"),
        ("không khó như vẫn tưởng", "không khó như chị nghĩ"),
    ];
    let text = edits.iter().fold(REPORT.join("</p><p>"), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    check(TITLE, &[&text], Ok(JoinRule::Text));
}

#[test]
fn a_form_filled_in_anew_is_another_article() {
    let filled = |edits: &[(&str, &str)]| {
        edits.iter().fold(REPORT.join("</p><p>"), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        })
    };
    check(TITLE, &[&filled(&[("12/4", "19/5")])], Err(Numbers));
    check(TITLE, &[&filled(&[("bốn nhóm", "năm nhóm")])], Err(Numbers));
    check(TITLE, &[&filled(&[("Vân Lâm", "Đông Khê")])], Err(Names));
    check(TITLE, &[&filled(&[("Phan Đình Mộc", "Tạ Quang Hưng")])], Err(Names));
    let poets = "Hoa Giang mở lớp làm thơ cho cộng tác viên cơ sở";
    check(poets, &[&filled(&[("viết tin", "làm thơ")])], Err(Form));
    check("Hoa Giang mở lớp viết tin đợt 2", &REPORT, Ok(JoinRule::Text)); // only one of them counts
    let one = entry("Lớp viết tin đợt 1", &REPORT);
    assert_eq!(outcome(&one, &entry("Lớp viết tin đợt 2", &REPORT), ELSEWHERE), Err(Numbers));
}

#[test]
fn notices_in_a_series_are_different() {
    let form = "Ủy ban nhân dân xã Vân Lâm thông báo lịch tiếp công dân định kỳ của chủ tịch xã tại trụ sở, bắt đầu từ bảy giờ \
                ba mươi phút, mời bà con có việc cần trình bày đến đăng ký trước với bộ phận một cửa";
    let check = |a: (&str, &str), b: (&str, &str)| {
        let of = |(title, text): (&str, &str)| entry(title, &[text]);
        for apart in [ELSEWHERE, AT_HOME] {
            let outcome = outcome(&of(a), &of(b), apart);
            assert!(outcome.is_err(), "{a:?} {b:?}: {outcome:?}");
        }
    };
    check(("Thông báo lịch tiếp công dân tháng 4", form), ("Thông báo lịch tiếp công dân tháng 5", form));
    check(("Thông báo lịch tiếp công dân tháng tư", form), ("Thông báo lịch tiếp công dân tháng năm", form));
    check(("Quyết định số 1234/QĐ-UBND", form), ("Quyết định số 1235/QĐ-UBND", form));
    check(("Báo cáo công tác dân vận quý I", form), ("Báo cáo công tác dân vận quý II", form));
    check(("Người giữ rừng đầu nguồn (kỳ 1)", form), ("Người giữ rừng đầu nguồn (kỳ 2)", form));
    check(("Người giữ rừng đầu nguồn, bài 2", form), ("Người giữ rừng đầu nguồn, bài cuối", form));
    check(("Hội nghị lần thứ hai", form), ("Hội nghị lần thứ ba", form));
    check(("Kết quả bảng A", form), ("Kết quả bảng B", form));
    check(("Lịch trực ngày 5/5", form), ("Lịch trực ngày 5/6", form));
    let titled = "Thông báo lịch tiếp công dân";
    check((titled, &format!("{form} ngày 12/4.")), (titled, &format!("{form} ngày 12/5.")));
    check((titled, &format!("{form} ở thôn Nà Pán nhé.")), (titled, &format!("{form} ở thôn Bản Cát nhé.")));
}

#[test]
fn a_follow_up_is_not_the_report() {
    let news = [
        "Sau một tuần phát sóng, loa truyền thanh xã Vân Lâm đã nhận về hơn hai trăm lời nhắn của bà con, trong đó nhiều người đề \
         nghị tăng thời lượng cho mục chuyện làng.",
        "Trưởng đài cơ sở cho hay các cộng tác viên trẻ đang xin mở thêm một buổi phát thanh bằng tiếng dân tộc vào tối chủ \
         nhật, có cả phần hát đối do các cụ trong bản thể hiện.",
        "Kinh phí mua thêm micro và bàn trộn âm thanh đang được các hộ kinh doanh dọc đường lớn góp lại, dự kiến đủ trước mùa \
         gặt tới đây.",
    ];
    check("Loa làng Vân Lâm sau một tuần lên sóng", &[&news[..], &REPORT[..3]].concat(), Err(Different));
    let background = [&news[..], &REPORT[..]].concat();
    for title in ["Loa làng Vân Lâm sau một tuần lên sóng", TITLE] {
        let outcome = outcome(&entry(TITLE, &REPORT), &entry(title, &background), ELSEWHERE);
        assert!(outcome.is_err(), "{title}: {outcome:?}");
    }
    check("Loa làng Vân Lâm sau một tuần lên sóng", &news, Err(Different));
}

#[test]
fn short_texts_must_agree_nearly_whole() {
    let lead = "Chiều nay, ba trăm học sinh trường làng đã cùng thầy cô trồng hai nghìn cây lát hoa trên ngọn đồi sau trường, mở đầu \
                phong trào phủ xanh đất trống của xã.";
    let check = |a: &Entry, b: &Entry, apart, expected| assert_eq!(outcome(a, b, apart), expected, "{b:?}");
    let first = entry("Học sinh trồng cây", &[lead]);
    check(&first, &entry("Học sinh trồng cây | Trang tin xã", &[lead]), ELSEWHERE, Ok(JoinRule::Text));
    check(&first, &entry("Ba trăm em trồng đồi cây mới", &[lead]), ELSEWHERE, Err(Short));
    check(&first, &entry("Học sinh trồng cây", &[lead]), AT_HOME, Ok(JoinRule::Text));
    check(&first, &entry("Ba trăm em trồng đồi cây mới", &[lead]), AT_HOME, Err(Different));
    let half = "Chiều nay, ba trăm học sinh trường làng đã cùng thầy cô trồng hai nghìn cây lát hoa trên ngọn đồi sau trường, và \
                buổi tối các em quây quần bên bếp lửa nghe kể chuyện xưa.";
    assert!(outcome(&first, &entry("Học sinh trồng cây", &[half]), ELSEWHERE).is_err());
}

#[test]
fn a_title_alone_must_be_long_and_said_once() {
    let long = "Người thầy giữ lửa cho lớp học vùng cao giữa mùa mưa lũ";
    let check =
        |a: &Entry, b: &Entry, apart, expected| assert_eq!(outcome(a, b, apart), expected, "{a:?} {b:?}");
    let bare = |title: &str| entry(title, &[]);
    check(&bare(long), &bare(long), ELSEWHERE, Ok(JoinRule::Title));
    check(&bare(long), &bare(&long.to_uppercase()), ELSEWHERE, Ok(JoinRule::Title));
    check(&bare(long), &bare(long), AT_HOME, Err(Short));
    check(&bare(long), &bare(long), Apart { same_source: false, by: 48 * HOUR }, Err(Time));
    check(&bare("Người thầy vùng cao"), &bare("Người thầy vùng cao"), ELSEWHERE, Err(Short));
    check(&bare(&format!("{long} sớm")), &bare(long), ELSEWHERE, Err(Short));
    let notice = "Thông báo về việc nhận hồ sơ xét tặng danh hiệu nghệ nhân";
    check(&bare(notice), &bare(notice), ELSEWHERE, Err(Short));
    let (one, other) = (
        "Thầy Sùng A Tếnh dựng lại mái trường bằng tre nứa bà con góp.",
        "Mưa lớn làm trôi hai cây cầu gỗ trên đường tới điểm trường.",
    );
    check(&entry(long, &[one]), &entry(long, &[other]), ELSEWHERE, Err(Different));
    check(&entry(long, &[one]), &entry(long, &[one]), ELSEWHERE, Ok(JoinRule::Title));
    check(&entry(long, &[one]), &bare(long), ELSEWHERE, Ok(JoinRule::Title));
    check(&Entry::default(), &Entry::default(), ELSEWHERE, Err(Short));
}

#[test]
fn a_text_of_last_month_is_not_joined() {
    let apart = Apart { same_source: false, by: Duration::from_secs(30 * 24 * 3600) };
    assert_eq!(outcome(&entry(TITLE, &REPORT), &entry(TITLE, &REPORT), apart), Err(Time));
}

#[test]
fn both_ways_of_writing_tones_are_one_text() {
    use unicode_normalization::UnicodeNormalization;
    let old: Vec<String> = REPORT.iter().map(|line| line.replace("hóa", "hoá").nfd().collect()).collect();
    let old: Vec<&str> = old.iter().map(String::as_str).collect();
    check(&TITLE.nfd().collect::<String>(), &old, Ok(JoinRule::Text));
}

proptest::proptest! {
    #[test]
    fn two_texts_are_judged_alike_whoever_is_asked_first(
        a in "([abc1] ){0,200}", b in "([abc1] ){0,200}", title in "[ABc1 ]{0,20}", other in "\\PC{0,20}",
    ) {
        let (a, b) = (entry(&title, &[&a]), entry(&other, &[&b]));
        let _ = outcome(&a, &b, ELSEWHERE); // compares both ways
        let _ = outcome(&a, &a, AT_HOME);
    }
}

#[test]
fn words_that_are_few_contradict_a_title_by_their_numbers() {
    let title = "Nhiều doanh nghiệp vận tải đồng loạt hạ cước trên các tuyến đường dài";
    let check = |one: &str, other: &str, expected| {
        assert_eq!(
            outcome(&entry(title, &[one]), &entry(title, &[other]), ELSEWHERE),
            expected,
            "{one}: {other}"
        );
    };
    check("Giảm 500 đồng một lít", "Giảm 700 đồng một lít", Err(Numbers));
    check("Giảm 500 đồng một lít", "", Ok(JoinRule::Title));
    check("Giảm 500 đồng", "Giảm 500 đồng", Ok(JoinRule::Title));
}
