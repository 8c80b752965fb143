//! Vietnamese sentences without end, of the kind the portals write. Deterministic; no sentence here is
//! anybody's.

/// Sections of the invented papers, as they stand in an address.
pub const SECTIONS: [&str; 6] =
    ["khoa-giao", "thoi-su", "van-hoa-van-nghe", "ly-luan-chinh-tri", "xa-hoi", "kinh-te"];

const WHO: [&str; 24] = [
    "Ban Tuyên giáo Tỉnh ủy",
    "Sở Giáo dục và Đào tạo",
    "Hội Khuyến học tỉnh",
    "Đảng ủy các phường",
    "Trung tâm Chính trị",
    "Ủy ban nhân dân xã",
    "Hội Văn học nghệ thuật",
    "Liên đoàn Lao động",
    "Đoàn thanh niên",
    "Hội Liên hiệp Phụ nữ",
    "Mặt trận Tổ quốc",
    "Bệnh viện đa khoa khu vực",
    "Đội ngũ báo cáo viên",
    "Nhóm nghiên cứu trẻ",
    "Bộ đội biên phòng",
    "Các nghệ nhân làng nghề",
    "Hợp tác xã nông nghiệp",
    "Câu lạc bộ cựu giáo chức",
    "Chi bộ khu phố",
    "Thư viện tỉnh",
    "Trạm khuyến nông",
    "Học sinh trường nội trú",
    "Ngành y tế",
    "Ban quản lý di tích",
];
const DOES: [&str; 24] = [
    "tổ chức hội nghị đánh giá",
    "ra mắt mô hình",
    "ký kết chương trình phối hợp về",
    "tổng kết mười năm",
    "khảo sát thực tế",
    "phát động phong trào",
    "bàn giao công trình",
    "tập huấn kỹ năng",
    "khai mạc triển lãm",
    "kiểm tra việc thực hiện",
    "góp ý dự thảo đề án",
    "vận động xã hội hóa",
    "biên soạn tài liệu",
    "thử nghiệm thành công",
    "trao học bổng cho",
    "đối thoại với nhân dân về",
    "sơ kết giai đoạn đầu của",
    "triển khai kế hoạch",
    "giới thiệu kinh nghiệm",
    "nghiệm thu đề tài",
    "mở lớp bồi dưỡng",
    "lắng nghe ý kiến về",
    "tôn vinh gương điển hình trong",
    "rà soát lại",
];
const WHAT: [&str; 28] = [
    "công tác khoa giáo",
    "xây dựng xã hội học tập",
    "chuyển đổi số cơ sở",
    "giáo dục lịch sử địa phương",
    "chăm sóc sức khỏe người cao tuổi",
    "bảo tồn nhạc cụ dân tộc",
    "nắm bắt dư luận xã hội",
    "phòng chống thiên tai",
    "đọc sách trong trường học",
    "đào tạo nghề cho lao động trẻ",
    "quản lý lễ hội đầu năm",
    "phát triển kinh tế vườn đồi",
    "vệ sinh an toàn thực phẩm",
    "học tập chuyên đề trong chi bộ",
    "thông tin biển đảo",
    "bình đẳng giới",
    "nước sạch nông thôn",
    "sáng tác ca khúc về quê hương",
    "nghiên cứu giống lúa chịu mặn",
    "phát triển đảng viên trẻ",
    "cải cách thủ tục hành chính",
    "thể thao quần chúng",
    "giữ rừng ngập mặn",
    "dạy bơi cho trẻ em",
    "hiến máu tình nguyện",
    "sưu tầm tư liệu kháng chiến",
    "truyền thanh cơ sở",
    "nhà ở cho giáo viên",
];
const WHERE: [&str; 24] = [
    "tại các xã vùng cao",
    "trên địa bàn toàn tỉnh",
    "ở huyện đảo",
    "trong khối trường phổ thông",
    "dọc tuyến biên giới",
    "ở các khu công nghiệp",
    "tại vùng đồng bào dân tộc",
    "trong hệ thống chính trị",
    "ở những thôn khó khăn nhất",
    "tại hội trường trung tâm",
    "trên mạng xã hội",
    "ở vùng hạ lưu",
    "trong đợt cao điểm",
    "từ nay đến cuối năm",
    "giai đoạn mới",
    "trước mùa mưa bão",
    "sau khi sắp xếp đơn vị hành chính",
    "với sự tham gia của doanh nghiệp",
    "bằng nguồn vốn địa phương",
    "theo hình thức trực tiếp và trực tuyến",
    "ngay từ cơ sở",
    "với tinh thần chủ động",
    "đúng tiến độ",
    "trong buổi sáng cùng ngày",
];
const SO: [&str; 20] = [
    "qua đó góp phần nâng cao đời sống tinh thần của nhân dân",
    "nhiều đại biểu đề nghị bố trí thêm kinh phí và biên chế",
    "kết quả bước đầu được người dân ghi nhận",
    "song vẫn còn những khó khăn cần được tháo gỡ",
    "các đơn vị thống nhất phân công rõ người, rõ việc, rõ thời hạn",
    "đây là lần đầu tiên hoạt động này được thực hiện bài bản",
    "dự kiến mô hình sẽ được nhân rộng trong quý tới",
    "lãnh đạo địa phương yêu cầu không chạy theo thành tích",
    "phần lớn ý kiến đồng tình với cách làm mới",
    "bài học rút ra là phải kiên trì, gần dân và nói đi đôi với làm",
    "nhờ vậy tỷ lệ tham gia tăng gấp rưỡi so với cùng kỳ",
    "những vướng mắc về mặt bằng đang được giải quyết dứt điểm",
    "không khí sôi nổi lan tỏa đến từng gia đình",
    "các chuyên gia lưu ý cần có số liệu theo dõi dài hạn",
    "ban tổ chức đã trao giấy khen cho những tập thể xuất sắc",
    "học viên mong muốn có thêm thời gian thực hành",
    "việc kiểm tra, giám sát được duy trì thường xuyên",
    "nhân dân kỳ vọng chính sách sớm đi vào cuộc sống",
    "tài liệu được in khổ nhỏ để tiện mang theo",
    "lực lượng tại chỗ giữ vai trò quyết định",
];
const OPENING: [&str; 12] = [
    "Theo báo cáo,",
    "Tại buổi làm việc,",
    "Trước đó,",
    "Cùng thời gian này,",
    "Phát biểu chỉ đạo,",
    "Ghi nhận của phóng viên,",
    "Bên cạnh đó,",
    "Nhân dịp này,",
    "Đáng chú ý,",
    "Từ thực tiễn,",
    "Trong tuần qua,",
    "Tính đến nay,",
];

/// A source of sentences for one article.
pub struct Words(u64);

impl Words {
    /// The words of article `number` of `feed`.
    pub fn new(feed: u64, number: u64) -> Self {
        Self(feed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number.wrapping_mul(0xD1B5_4A32_D192_ED03) ^ 0x5DEE)
    }

    /// splitmix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// A headline with a number in it, so that hardly any two are equal.
    pub fn headline(&mut self) -> String {
        let (who, does, what) = (self.pick(&WHO), self.pick(&DOES), self.pick(&WHAT));
        match self.below(3) {
            0 => format!("{who} {does} {what} lần thứ {}", 2 + self.below(97)),
            1 => format!("{who}: {} {does} {what}", 3 + self.below(4_000)),
            _ => format!("{who} {does} {what} {}", self.pick(&WHERE)),
        }
    }

    /// Sentences of at least `bytes` bytes together.
    pub fn paragraph(&mut self, bytes: usize) -> String {
        let mut out = String::with_capacity(bytes + 300);
        while out.len() < bytes {
            if !out.is_empty() {
                out.push(' ');
            }
            let sentence = self.sentence();
            out.push_str(&sentence);
        }
        out
    }

    fn sentence(&mut self) -> String {
        let (opening, who, does) = (self.pick(&OPENING), self.pick(&WHO), self.pick(&DOES));
        let (what, place, so) = (self.pick(&WHAT), self.pick(&WHERE), self.pick(&SO));
        match self.below(4) {
            0 => format!("{opening} {who} {does} {what} {place}; {so}."),
            1 => format!("{who} {does} {what} {place} với {} người tham dự, {so}.", 20 + self.below(900)),
            2 => format!(
                "{opening} sau {} tháng, {who} đã {does} {what} và {} {place}.",
                2 + self.below(40),
                self.pick(&WHAT)
            ),
            _ => format!(
                "Đạt {},{} phần trăm kế hoạch về {what} {place}, {so}.",
                40 + self.below(60),
                self.below(10)
            ),
        }
    }

    /// The tail of an address.
    pub fn slug(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "hoi", "nghi", "cong", "tac", "khoa", "giao", "van", "hoa", "nhan", "dan", "phat", "trien",
            "moi", "nam", "hoc", "xa",
        ];
        let mut out = String::new();
        for n in 0..8 {
            if n > 0 {
                out.push('-');
            }
            out.push_str(self.pick(&SYLLABLES));
        }
        out
    }
}
