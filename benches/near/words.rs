//! The stock that all subjects share: names, places, offices.

/// Invented provinces.
pub const PROVINCES: &[&str] = &[
    "Lâm Giang",
    "Hải Sơn",
    "Vĩnh Khê",
    "Thạch Bình",
    "An Thủy",
    "Phú Lộc Giang",
    "Đông Hà Sơn",
    "Tân Xuyên",
    "Ninh Lâm",
    "Kiến Phong",
    "Bắc Trà",
    "Nam Khê",
    "Trường Sa Giang",
    "Quế Dương",
    "Thanh Lĩnh",
    "Hoành Giang",
    "Cẩm Bình",
    "Đại Nguyên",
    "Long Khánh Sơn",
    "Yên Lĩnh",
    "Sơn Hòa",
    "Bình Lạc",
    "Phước Giang",
    "Tây Khê",
    "Lạc Dương",
    "Hưng Lộc",
    "Châu Sơn",
    "Kim Giang",
    "Mỹ Bình",
    "Nguyên Bình Giang",
    "Trà Lĩnh",
    "Xuân Dương",
    "Thái Lâm",
    "Vân Giang",
    "Hạ Long Sơn",
    "Đắk Tân",
    "Ea Ruông",
    "Krông Bình",
    "Đồng Lộc",
    "Giang Thành",
    "Hòa Lâm",
    "Phong Châu",
    "Tam Khê",
    "Vũ Bình",
    "Lộc An",
    "Thượng Lâm",
    "Việt Khê",
    "Đức Giang",
];

/// First halves of place names.
pub const PLACE_A: &[&str] = &[
    "Tân",
    "Phú",
    "Bình",
    "An",
    "Mỹ",
    "Vĩnh",
    "Đông",
    "Tây",
    "Nam",
    "Bắc",
    "Hòa",
    "Thanh",
    "Xuân",
    "Long",
    "Yên",
    "Hải",
    "Sơn",
    "Trường",
    "Thượng",
    "Hạ",
    "Đại",
    "Cẩm",
    "Kim",
    "Ngọc",
    "Quảng",
    "Minh",
    "Đức",
    "Hưng",
    "Lạc",
    "Trung",
];

/// Second halves of place names.
pub const PLACE_B: &[&str] = &[
    "Phong", "Lộc", "Thịnh", "Hưng", "Thành", "Lập", "Hiệp", "Khê", "Lâm", "Thủy", "Sơn", "Giang", "Điền",
    "Trạch", "Xuyên", "Lĩnh", "Mỹ", "Hòa", "Dương", "Tiến", "Quang", "Châu", "Bình", "Phú", "Thạnh", "Ninh",
    "Đài", "Vân", "Hồ", "Trị",
];

/// Family names.
pub const FAMILY: &[&str] = &[
    "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ",
    "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Lương", "Trịnh", "Mai", "Tạ", "Hà", "Cao",
    "Lò", "Vi", "Y",
];

/// Middle names of men.
pub const MIDDLE_M: &[&str] = &[
    "Văn", "Văn", "Đình", "Quốc", "Minh", "Đức", "Hữu", "Công", "Xuân", "Thanh", "Ngọc", "Trọng", "Anh",
    "Bá", "Duy", "Thế", "Mạnh", "Quang",
];

/// Given names of men.
pub const GIVEN_M: &[&str] = &[
    "Hùng", "Dũng", "Cường", "Sơn", "Hải", "Long", "Tuấn", "Thắng", "Bình", "Lâm", "Phong", "Khánh", "Toàn",
    "Thành", "Trung", "Hiếu", "Nam", "Vinh", "Quân", "Đạt", "Kiên", "Tùng", "Lợi", "Phúc", "Tiến", "Hậu",
    "Nghĩa", "Tài", "Thịnh", "Vượng", "Khoa", "Chiến",
];

/// Middle names of women.
pub const MIDDLE_F: &[&str] =
    &["Thị", "Thị", "Thị", "Thị Thu", "Thị Kim", "Thanh", "Ngọc", "Thị Hồng", "Thị Mỹ", "Thùy", "Thị Bích"];

/// Given names of women.
pub const GIVEN_F: &[&str] = &[
    "Hoa",
    "Lan",
    "Hương",
    "Hà",
    "Thảo",
    "Linh",
    "Trang",
    "Nga",
    "Loan",
    "Yến",
    "Phượng",
    "Dung",
    "Hạnh",
    "Liên",
    "Mai",
    "Oanh",
    "Thủy",
    "Nhung",
    "Hiền",
    "Vân",
    "Tuyết",
    "Quỳnh",
    "Ngân",
    "Diệp",
];

/// Districts.
pub const DISTRICT: &[&str] =
    &["huyện {place}", "huyện {place}", "huyện {place}", "thị xã {place}", "thành phố {place}"];

/// Communes, wards and townships.
pub const COMMUNE: &[&str] =
    &["xã {place}", "xã {place}", "xã {place}", "phường {place}", "thị trấn {place}"];

/// Hamlets and quarters.
pub const VILLAGE: &[&str] = &[
    "thôn {place}",
    "thôn {r:1-12}, {xa2}",
    "bản {place}",
    "ấp {place}",
    "khu phố {r:1-14}, {xa2}",
    "tổ dân phố số {r:1-20}",
    "buôn {place}",
    "xóm {r:1-16}, {xa2}",
    "làng {place}",
];

/// Marks of desks and agencies.
pub const AGENCY: &[&str] = &["BT", "PV", "TG", "CTV", "TTĐT", "Tin TH"];

/// Posts of officials.
pub const POST: &[&str] = &[
    "Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Phó Bí thư Thường trực Tỉnh ủy",
    "Phó Chủ tịch UBND tỉnh",
    "Phó Chủ tịch HĐND tỉnh",
    "Chủ tịch UBND huyện",
    "Bí thư Huyện ủy",
    "Phó Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Tỉnh ủy viên, Giám đốc Sở",
    "Phó Giám đốc Sở",
    "Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Trưởng phòng chuyên môn của Sở",
    "Chánh Văn phòng UBND tỉnh",
    "Phó Chủ tịch Liên đoàn Lao động tỉnh",
    "Bí thư Đảng ủy xã",
    "Chủ tịch UBND xã",
    "Ủy viên Ban Thường vụ Tỉnh ủy, Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy",
];

/// Offices of a province.
pub const OFFICE: &[&str] = &[
    "UBND tỉnh",
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Khoa học và Công nghệ",
    "Sở Xây dựng",
    "Sở Nông nghiệp và Môi trường",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Hội Nông dân tỉnh",
    "Hội Liên hiệp Phụ nữ tỉnh",
    "Tỉnh đoàn",
    "Liên đoàn Lao động tỉnh",
    "Công an tỉnh",
    "Bộ Chỉ huy Quân sự tỉnh",
    "Hội Cựu chiến binh tỉnh",
    "Ban Dân tộc và Tôn giáo HĐND tỉnh",
    "Hội Chữ thập đỏ tỉnh",
];

/// Who attends.
pub const AUDIENCE: &[&str] = &[
    "cán bộ chủ chốt các sở, ban, ngành",
    "cán bộ, đảng viên và nhân dân",
    "đại diện lãnh đạo các địa phương",
    "hội viên, đoàn viên các tổ chức chính trị - xã hội",
    "báo cáo viên cấp huyện và cơ sở",
    "người có uy tín, già làng, trưởng bản",
    "đại diện doanh nghiệp và hợp tác xã trên địa bàn",
    "đông đảo người dân trong vùng",
    "công chức phụ trách văn hóa - xã hội",
    "các cơ quan báo chí",
    "cán bộ thôn, tổ dân phố",
    "thành viên ban chỉ đạo các cấp",
    "lực lượng nòng cốt ở cơ sở",
];

/// What people do.
pub const JOB: &[&str] = &[
    "nông dân",
    "giáo viên đã nghỉ hưu",
    "tiểu thương",
    "trưởng thôn",
    "công nhân",
    "chủ một cơ sở sản xuất nhỏ",
    "cựu chiến binh",
    "bí thư chi bộ",
    "người trồng cây ăn quả",
    "sinh viên năm cuối",
    "chi hội trưởng phụ nữ",
    "lái xe",
    "y sĩ",
    "ngư dân",
];

/// Tasks that suit every subject.
pub const GENERALTASK: &[&str] = &[
    "đẩy mạnh tuyên truyền bằng nhiều hình thức phù hợp với từng nhóm đối tượng",
    "gắn trách nhiệm của người đứng đầu với kết quả thực hiện",
    "kiểm tra, giám sát thường xuyên, kịp thời tháo gỡ vướng mắc từ cơ sở",
    "ứng dụng công nghệ thông tin, chuyển đổi số trong quản lý",
    "huy động thêm nguồn lực xã hội hóa",
    "rà soát, bổ sung quy chế phối hợp giữa các ngành",
    "bồi dưỡng kỹ năng cho đội ngũ cán bộ cấp xã",
    "phát huy vai trò của Mặt trận Tổ quốc và các đoàn thể",
    "nhân rộng những mô hình hay, cách làm hiệu quả",
    "biểu dương kịp thời các tập thể, cá nhân có thành tích",
    "công khai, minh bạch để nhân dân cùng giám sát",
    "xử lý nghiêm những trường hợp vi phạm",
    "sơ kết, tổng kết để rút kinh nghiệm cho giai đoạn sau",
    "nắm chắc tình hình tư tưởng, dư luận xã hội",
    "xây dựng kế hoạch cụ thể, phân công rõ người, rõ việc, rõ thời gian",
    "lồng ghép với các chương trình mục tiêu quốc gia",
    "duy trì chế độ giao ban, báo cáo định kỳ hằng tháng",
    "ưu tiên các địa bàn vùng sâu, vùng xa, vùng đồng bào dân tộc thiểu số",
    "đổi mới nội dung sinh hoạt của chi bộ, chi hội",
    "phân bổ kinh phí đúng mục đích, tiết kiệm",
];

/// Results that suit every subject.
pub const GENERALRESULT: &[&str] = &[
    "nhận thức của người dân có chuyển biến rõ nét",
    "tỷ lệ hộ nghèo toàn {huyen} còn {dd:1-7}%",
    "có {n:3-40} tập thể và {n:8-120} cá nhân được khen thưởng",
    "kinh phí xã hội hóa đạt trên {d:1-19} tỷ đồng",
    "{n:4-22} xã, phường hoàn thành sớm kế hoạch",
    "thu ngân sách trên địa bàn đạt {n:40-118}% dự toán",
    "thu nhập bình quân đầu người ước đạt {d:38-92} triệu đồng",
    "mức độ hài lòng của tổ chức, cá nhân đạt {dd:83-98}%",
    "hơn {n:200-9000} lượt người được tiếp cận thông tin",
    "{r:71-99}% số hộ đăng ký tham gia",
    "đơn thư kéo dài giảm {n:2-30} vụ so với năm {nam0}",
];

/// Purposes.
pub const PURPOSE: &[&str] = &[
    "nhằm tạo sự thống nhất trong nhận thức và hành động",
    "góp phần thực hiện thắng lợi nhiệm vụ năm {nam}",
    "phục vụ nhu cầu chính đáng của nhân dân",
    "hướng tới kỷ niệm các ngày lễ lớn của đất nước",
    "nhằm kịp thời khắc phục những hạn chế đã được chỉ ra",
    "để chuẩn bị cho giai đoạn {nam1} - {nam5}",
    "theo tinh thần chỉ đạo của Tỉnh ủy và UBND tỉnh",
    "qua đó củng cố niềm tin của nhân dân với chính quyền",
    "nhằm giảm bớt khó khăn cho các hộ ở xa trung tâm",
    "tạo tiền đề cho những năm tiếp theo",
];

/// Where a meeting is held.
pub const WHERE: &[&str] = &[
    "tại hội trường UBND {huyen}",
    "tại Trung tâm Hội nghị tỉnh",
    "tại nhà văn hóa {thon}",
    "tại trụ sở {cq}",
    "tại {xa}",
    "tại Trung tâm Chính trị {huyen}",
    "tại Nhà Văn hóa Lao động tỉnh",
    "tại sân vận động {huyen}",
];

/// The list behind a slot name; empty for an unknown one.
pub fn list(name: &str) -> &'static [&'static str] {
    match name {
        "huyen2" => DISTRICT,
        "xa2" => COMMUNE,
        "thon" => VILLAGE,
        "hang" => AGENCY,
        "post" => POST,
        "office" => OFFICE,
        "aud" => AUDIENCE,
        "job" => JOB,
        "gtask" => GENERALTASK,
        "gres" => GENERALRESULT,
        "goal" => PURPOSE,
        "noi" => WHERE,
        "topic" => &["công tác này"],
        _ => &[],
    }
}
