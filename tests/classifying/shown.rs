//! Provinces, the first place of a subject before a section, and what is told of a judgement: by the
//! shipped config.

use super::labelled::{record, rules};

/// In the manner of the first document this project was made for: a report on khoa giáo, in the section of
/// the boards.
const REPORT: &str = "<p>Hội nghị giao ban công tác khoa giáo quý II do Ban Tuyên giáo Tỉnh ủy tổ chức đã nghe các \
    ngành báo cáo.</p><p>Đại biểu ngành giáo dục nêu việc tuyển sinh đầu cấp; ngành y tế bàn tiêm chủng và bảo hiểm \
    y tế; lãnh đạo Sở Khoa học và Công nghệ nói về chuyển đổi số. Công tác dân số, bảo vệ trẻ em và dạy nghề cho \
    lao động nông thôn cũng được thảo luận.</p>";

#[test]
fn a_report_in_the_section_of_the_boards_is_on_its_subject_first() {
    let record = record(
        "Kiên Giang: Công tác khoa giáo quý II có nhiều chuyển biến",
        "",
        REPORT,
        None,
        &["Tuyên giáo các cấp"],
    );
    let opinion = rules().assign(&[&record]);
    let categories: Vec<&str> = opinion.categories.iter().map(|c| c.slug.as_str()).collect();
    assert_eq!(categories, ["khoa-giao", "tuyen-giao-cac-cap"]);
    let by_words: Vec<i32> =
        rules().explain(&[&record]).categories.iter().map(|judged| judged.score).collect();
    assert!(by_words[0] >= 30, "{by_words:?}");
    let provinces: Vec<&str> = opinion.provinces.iter().map(|p| p.slug.as_str()).collect();
    assert_eq!(provinces, ["an-giang", "kien-giang"], "the unit of today, and the old name as a label");
}

#[test]
fn old_names_and_ambiguous_ones() {
    let check = |title: &str, expected: &[&str]| {
        let opinion = rules().assign(&[&record(title, "", "", None, &[])]);
        let provinces: Vec<&str> = opinion.provinces.iter().map(|p| p.slug.as_str()).collect();
        assert_eq!(provinces, expected, "{title}");
    };
    check("Kiên Giang tổng kết năm học", &["an-giang", "kien-giang"]);
    check("An Giang tổng kết năm học", &["an-giang"]);
    check("Hà Nội và TP.HCM cùng thí điểm", &["ha-noi", "ho-chi-minh"]);
    check("Tư tưởng Hồ Chí Minh về đại đoàn kết", &[]);
    check("Phòng, chống “diễn biến hòa bình” trong tình hình mới", &[]);
    check("Khát vọng hòa bình", &[]);
    check("Hòa Bình đón đoàn công tác", &["phu-tho", "hoa-binh"]);
    check("Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ", &[]);
    check("Nâng cấp đường Điện Biên Phủ", &[]);
    check("Vùng biển Thái Bình Dương", &[]);
    check("Thái Bình: khai mạc lễ hội", &["hung-yen", "thai-binh"]);
    check("Học viện Chính trị quốc gia Hồ Chí Minh khai giảng", &[]);
}

#[test]
fn everything_that_counts_is_told_with_its_points() {
    let rules = rules();
    let record = record(
        "Cải thiện môi trường đầu tư",
        "Môi trường đầu tư, trường mầm non và môi trường đầu tư.",
        "",
        None,
        &[],
    );
    let explained = rules.explain(&[&record]);
    let masked =
        explained.masked.iter().find(|masked| masked.phrase == "môi trường").expect("it stands there");
    assert_eq!(masked.within, "môi trường đầu tư");
    assert!(explained.masked.windows(2).all(|two| two[0] < two[1]), "each once: {:?}", explained.masked);
    for judged in explained.categories {
        let sum: i32 = judged.evidence.iter().map(|evidence| evidence.points).sum();
        assert!(!judged.evidence.is_empty() && (judged.score == sum || judged.score == 0), "{judged:?}");
    }
}
