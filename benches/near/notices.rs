//! Templates of the look-alikes: notices, reports, tables, decisions.
//!
//! `{a}`, `{b}` … stand for what `negatives.rs` makes different between the two of a pair.

/// In what the two texts of a pair differ for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twist {
    /// `{thang}`: this month and the next.
    Month,
    /// `{so}`: a number and the following one.
    Number,
    /// `{quy}`: this quarter and the next.
    Quarter,
    /// `{huyen}`, `{xa}`, sometimes `{tinh}`.
    Place,
    /// `{nh}`, `{nam}`: this school year and the next.
    SchoolYear,
    /// `{cq}`, `{xa}`: another unit.
    Unit,
    /// `{ngaydu}`, `{ngay}`: one to three days later.
    Day,
    /// `{phien}`: first or second day.
    Session,
    /// `{ban}`: draft or final version.
    Draft,
    /// `{nguoi}`, `{chuc}`, `{xa}`: other people.
    Person,
    /// `{phan}`: part 1 or part 2.
    Part,
}

/// One template.
#[derive(Debug)]
pub struct Notice {
    /// One of `negatives::KINDS`.
    pub kind: &'static str,
    /// What differs.
    pub twist: Twist,
    /// Frame of the title.
    pub title: &'static str,
    /// Frame of the lead; may be empty.
    pub lead: &'static str,
    /// Frames of the paragraphs.
    pub body: &'static [&'static str],
}

/// All templates; several of them may be of one kind.
pub const NOTICES: &[Notice] = &[
    Notice {
        kind: "monthly_notice",
        twist: Twist::Month,
        title: "[Thông báo lịch|Lịch] tiếp công dân tháng {thang}/{nam} của {cq}",
        lead: "Căn cứ Luật Tiếp công dân, {cq} thông báo lịch tiếp công dân định kỳ tháng {thang} năm {nam} như sau:",
        body: &[
            "Đồng chí {nguoi}, {chuc}, tiếp công dân vào [buổi sáng|cả] ngày {r:1-14}/{thang}/{nam}, từ 7 giờ 30 phút đến 11 giờ 30 phút tại Trụ sở tiếp công dân tỉnh {tinh}.",
            "Đồng chí {nguoi2}, {chuc2}, tiếp công dân ngày {r:15-28}/{thang}/{nam}. Trường hợp bận công tác đột xuất, người được ủy quyền sẽ tiếp thay hoặc lịch tiếp được dời sang ngày làm việc kế tiếp.",
            "Công dân đến khiếu nại, tố cáo, kiến nghị, phản ánh mang theo giấy tờ tùy thân, đơn và các tài liệu liên quan; chấp hành nội quy nơi tiếp công dân. Trường hợp nhiều người cùng khiếu nại về một nội dung thì cử người đại diện trình bày, số lượng không quá {r:2-5} người.",
            "[Văn phòng|Thanh tra] cơ quan chuẩn bị hồ sơ, bố trí cán bộ tiếp nhận, phân loại và tham mưu xử lý đơn theo quy định. Kết quả được thông báo bằng văn bản trong thời hạn 10 ngày làm việc kể từ ngày tiếp.",
        ],
    },
    Notice {
        kind: "monthly_notice",
        twist: Twist::Month,
        title: "Thông báo [sinh hoạt chuyên đề|nội dung sinh hoạt chi bộ] tháng {thang}/{nam}",
        lead: "",
        body: &[
            "Thực hiện hướng dẫn của Ban Tuyên giáo và Dân vận Tỉnh ủy {tinh}, Đảng bộ {xa} thông báo nội dung sinh hoạt chi bộ tháng {thang} năm {nam} đến các chi bộ trực thuộc.",
            "Chuyên đề: {task}. Các chi bộ liên hệ với tình hình đơn vị, mỗi đảng viên có ít nhất một ý kiến và ghi rõ trong biên bản gửi về Đảng ủy trước ngày {r:22-28}/{thang}.",
            "Đề nghị các đồng chí bí thư chi bộ quán triệt, thông tin thời sự, chú trọng việc {task} và thu, nộp đảng phí đúng hạn.",
        ],
    },
    Notice {
        kind: "decision_number",
        twist: Twist::Number,
        title: "Quyết định số {so}/QĐ-UBND ngày {ngaydu} của UBND tỉnh {tinh}",
        lead: "Về việc [phê duyệt kế hoạch sử dụng đất|giao biên chế|công nhận danh hiệu|phân bổ kinh phí] của {huyen}.",
        body: &[
            "Ngày {ngaychu}, Chủ tịch UBND tỉnh {tinh} đã ký Quyết định số {so}/QĐ-UBND về việc bố trí {d:1-90} tỷ đồng cho {huyen} để {task}.",
            "Theo quyết định, nguồn kinh phí lấy từ [ngân sách tỉnh|dự phòng ngân sách|vốn đầu tư công trung hạn]; thời gian thực hiện từ năm {nam} đến hết năm {nam1}. UBND {huyen} chịu trách nhiệm quản lý, sử dụng đúng mục đích, quyết toán theo quy định hiện hành.",
            "Giám đốc các sở: Tài chính, Nội vụ, Nông nghiệp và Môi trường; Giám đốc Kho bạc Nhà nước khu vực; Chủ tịch UBND {huyen} và thủ trưởng các cơ quan liên quan chịu trách nhiệm thi hành quyết định này kể từ ngày ký.",
        ],
    },
    Notice {
        kind: "quarter_report",
        twist: Twist::Quarter,
        title: "{capcq}: [Kết quả công tác|Tình hình thực hiện nhiệm vụ] quý {quy}/{nam}",
        lead: "Quý {quy} năm {nam}, {cq} đã bám sát chương trình công tác, hoàn thành {r:12-40}/{r:41-48} nhiệm vụ được giao.",
        body: &[
            "Trong quý {quy}, {cq} {act}; {act}. Các chỉ tiêu cơ bản đạt và vượt kế hoạch, trong đó {res}.",
            "Công tác tiếp công dân, giải quyết đơn thư được thực hiện thường xuyên: tiếp {n:12-190} lượt, nhận {n:9-120} đơn, đã giải quyết {r:6-98}%; không để xảy ra khiếu kiện đông người, vượt cấp.",
            "Bên cạnh kết quả đạt được, vẫn còn một số hạn chế: {prob}; {prob}. Nguyên nhân chủ yếu là do khối lượng công việc lớn, biên chế có hạn.",
            "Nhiệm vụ trọng tâm thời gian tới: {task}; {task}; {gtask}. Các phòng, đơn vị căn cứ chức năng, nhiệm vụ để tổ chức thực hiện và báo cáo trước ngày {r:10-25} hằng tháng.",
        ],
    },
    Notice {
        kind: "two_places",
        twist: Twist::Place,
        title: "Thông báo [tạm ngừng cung cấp nước|lịch ngừng, giảm cung cấp điện] tại {huyen}",
        lead: "Để [sửa chữa, bảo dưỡng|thi công đấu nối] đường dây, thiết bị, đơn vị quản lý thông báo đến khách hàng trên địa bàn {huyen}, tỉnh {tinh}.",
        body: &[
            "Khu vực ảnh hưởng: {xa}, {thon} và một phần {xa2} thuộc {huyen}. Thời gian: từ {r:5-8} giờ đến {r:11-17} giờ ngày {date+}. Trường hợp thời tiết xấu, lịch công tác sẽ được dời và thông báo lại.",
            "Đơn vị mong quý khách hàng thông cảm, chủ động dự trữ và bố trí sản xuất, kinh doanh phù hợp. Mọi thông tin xin liên hệ trung tâm chăm sóc khách hàng hoạt động 24/7 hoặc tổng đài của đơn vị.",
            "Khi thiết bị được đóng lại sớm hơn dự kiến, đơn vị có thể khôi phục mà không thông báo trước. Đề nghị khách hàng bảo đảm an toàn, không tự ý can thiệp vào hệ thống.",
        ],
    },
    Notice {
        kind: "school_year",
        twist: Twist::SchoolYear,
        title: "[Kế hoạch tuyển sinh|Thông báo tuyển sinh] [lớp 10|lớp 6|mầm non] năm học {nh} của {huyen}",
        lead: "UBND {huyen} ban hành kế hoạch tuyển sinh năm học {nh}, bảo đảm công bằng, khách quan, đúng quy chế.",
        body: &[
            "Chỉ tiêu tuyển sinh năm học {nh} là {r:20-90} lớp với {n:600-3900} học sinh, phân theo địa bàn cư trú và năng lực tiếp nhận của từng trường. Hồ sơ gồm đơn đăng ký theo mẫu, bản sao giấy khai sinh, học bạ và thông tin cư trú.",
            "Thời gian nhận hồ sơ trực tuyến từ ngày {r:1-14}/6/{nam} đến ngày {r:15-29}/6/{nam}; công bố kết quả trước ngày {r:10-30}/7/{nam}. Phụ huynh gặp khó khăn được hỗ trợ trực tiếp tại trường.",
            "Đối tượng ưu tiên thực hiện theo quy định hiện hành của Bộ Giáo dục và Đào tạo. Các trường tuyệt đối không tổ chức thi tuyển ngoài kế hoạch, không thu các khoản trái quy định, công khai chỉ tiêu tại bảng tin và cổng thông tin điện tử.",
        ],
    },
    Notice {
        kind: "other_unit_report",
        twist: Twist::Unit,
        title: "{capxa} [tổng kết|sơ kết] {topic} năm {nam}",
        lead: "[Sáng|Chiều] {ngay}, UBND {xa} tổ chức hội nghị đánh giá {topic} năm {nam}, triển khai nhiệm vụ năm {nam1}.",
        body: &[
            "Năm {nam}, được sự quan tâm, chỉ đạo của cấp trên và sự nỗ lực của cán bộ, nhân dân, {xa} đã {act}. Kết quả, {res}; {gres}.",
            "Tuy nhiên, hội nghị cũng thẳng thắn chỉ ra những tồn tại, hạn chế như {prob}; sự phối hợp giữa các ban, ngành, đoàn thể có lúc chưa chặt chẽ.",
            "Phát biểu chỉ đạo hội nghị, đồng chí {nguoi}, {chuc}, biểu dương những kết quả mà {xa} đã đạt được, đồng thời đề nghị trong thời gian tới tiếp tục {task}; {gtask}.",
            "Nhân dịp này, {r:2-14} tập thể và {r:4-40} cá nhân có thành tích xuất sắc được Chủ tịch UBND {xa} tặng giấy khen.",
        ],
    },
    Notice {
        kind: "weather_days",
        twist: Twist::Day,
        title: "[Bản tin dự báo thời tiết|Dự báo thời tiết {tinh}] ngày {ngaydu}",
        lead: "Đài Khí tượng Thủy văn tỉnh {tinh} phát bản tin dự báo thời tiết đêm {ngay} và ngày hôm sau.",
        body: &[
            "Khu vực trung tâm tỉnh {tinh}: [nhiều mây, có mưa rào và dông rải rác|ít mây, ngày nắng, đêm không mưa]. Gió đông nam cấp {r:2-4}. Nhiệt độ thấp nhất từ {r:14-24} đến {r:25-27} độ C, cao nhất từ {r:28-31} đến {r:32-38} độ C. Độ ẩm {r:52-96}%.",
            "{caphuyen} và vùng lân cận: [có lúc có mưa|trời nắng gián đoạn], lượng mưa {r:0-90} mm. Trong mưa dông có khả năng xảy ra lốc, sét, mưa đá và gió giật mạnh. Mực nước sông {place} dao động ở mức {dd:1-9} m.",
            "Cảnh báo cấp độ rủi ro thiên tai do mưa lớn, lốc, sét: cấp {r:1-2}. Người dân cần theo dõi các bản tin tiếp theo trên phương tiện thông tin đại chúng.",
        ],
    },
    Notice {
        kind: "price_table",
        twist: Twist::Day,
        title: "[Giá nông sản|Giá cà phê, hồ tiêu|Kết quả xổ số kiến thiết {tinh}] ngày {ngaydu}",
        lead: "",
        body: &[
            "Cập nhật ngày {ngaydu} tại {tinh}. [Giải đặc biệt|Mức cao nhất]: {r:100000-999999}; [giải nhất|mức mở cửa]: {r:10000-99999}; [giải nhì|mức giữa phiên]: {r:10000-99999}, {r:10000-99999}; [giải ba|mức thấp]: {r:10000-99999}, {r:10000-99999}, {r:10000-99999}.",
            "Tại {huyen}, cà phê nhân xô {t:92000-131000} đồng/kg, hồ tiêu {t:128000-169000} đồng/kg, cao su mủ nước {r:300-480} đồng/độ, lúa thường {t:5600-7900} đồng/kg, lợn hơi {t:52000-72000} đồng/kg, thay đổi {t:100-1900} đồng so với hôm trước.",
            "Thông tin mang tính tham khảo, giá thực tế có thể chênh lệch tùy khu vực và chất lượng. Bạn đọc theo dõi bảng giá mới nhất vào {r:7-17} giờ hằng ngày trên trang điện tử của chúng tôi.",
        ],
    },
    Notice {
        kind: "job_or_tender",
        twist: Twist::Unit,
        title: "{capcq} [thông báo tuyển dụng viên chức|thông báo mời thầu|thông báo bán đấu giá tài sản] năm {nam}",
        lead: "{capcq}, tỉnh {tinh}, thông báo công khai đến các tổ chức, cá nhân có nhu cầu, đủ điều kiện tham gia.",
        body: &[
            "Số lượng: {r:2-60}; giá khởi điểm hoặc mức lương: {d:3-90} triệu đồng. Thời gian nhận hồ sơ từ ngày {date+} đến hết {r:15-30} ngày làm việc, trong giờ hành chính, tại trụ sở {cq}, số {r:3-290} đường {ten}.",
            "Hồ sơ gồm: đơn đăng ký theo mẫu; bản sao các văn bằng, giấy chứng nhận có công chứng; giấy tờ chứng minh năng lực. Hồ sơ không đầy đủ hoặc nộp quá hạn sẽ không được xem xét; hồ sơ đã nộp không hoàn trả.",
            "Lệ phí {t:100-900} nghìn đồng nộp một lần. Mọi thắc mắc liên hệ {ten}, điện thoại 09{r:10-99}.{r:100-999}.{r:100-999} để được hướng dẫn. Thông báo này được niêm yết công khai tại trụ sở và đăng trên cổng thông tin điện tử tỉnh.",
        ],
    },
    Notice {
        kind: "congress_sessions",
        twist: Twist::Session,
        title: "[Đại hội Đảng bộ {huyen}|Đại hội Mặt trận Tổ quốc {huyen}|Đại hội Hội Nông dân {huyen}]: {phien}",
        lead: "Ngày {ngay}, tại Trung tâm Hội nghị {huyen}, đại hội nhiệm kỳ {nam} - {nam5} {dienra}. Dự đại hội có đồng chí {nguoi}, {chuc}.",
        body: &[
            "Đại hội có sự tham dự của {dai} đại biểu chính thức đại diện cho toàn thể cán bộ, đảng viên, hội viên. Đoàn Chủ tịch gồm {r:3-9} đồng chí, Đoàn Thư ký gồm {r:2-4} đồng chí điều hành đại hội.",
            "{viec}",
            "Đại hội nghe {r:5-19} ý kiến tham luận; đại biểu {ten} đề nghị {task}; đại biểu {ten} phân tích tình trạng {prob}. Không khí thảo luận dân chủ, thẳng thắn, trách nhiệm.",
            "Phát biểu tại đại hội, đồng chí {nguoi}, {chuc}, nhấn mạnh: {quote}. Đồng chí yêu cầu {huyen} {gtask}; {task}.",
        ],
    },
    Notice {
        kind: "draft_and_final",
        twist: Twist::Draft,
        title: "{ban} [chương trình|đề án|kế hoạch] {task2} giai đoạn {nam} - {nam5}",
        lead: "{capcq} {bancau} của tỉnh {tinh} về việc {task2} giai đoạn {nam} - {nam5}.",
        body: &[
            "Mục tiêu chung là {task2}; phấn đấu đến năm {nam5}, {res}. Chỉ tiêu cụ thể: ít nhất {r:60-95}% đơn vị hoàn thành, mỗi năm bố trí từ {d:1-40} tỷ đồng.",
            "Nhiệm vụ và giải pháp chủ yếu: {gtask}; {gtask}; {gtask}. Các sở, ban, ngành căn cứ chức năng, nhiệm vụ xây dựng kế hoạch thực hiện hằng năm, lồng ghép với các chương trình khác trên địa bàn.",
            "{banket}",
            "Kinh phí thực hiện do ngân sách nhà nước bảo đảm theo phân cấp, kết hợp huy động các nguồn hợp pháp khác. {capcq} là cơ quan thường trực, định kỳ {r:3-6} tháng tổng hợp, báo cáo UBND tỉnh.",
        ],
    },
    Notice {
        kind: "obituary_or_greeting",
        twist: Twist::Person,
        title: "[Tin buồn: Đồng chí {nguoi} từ trần|Tin buồn]",
        lead: "",
        body: &[
            "Ban Chấp hành Đảng bộ, UBND, Ủy ban Mặt trận Tổ quốc {xa} và gia đình vô cùng thương tiếc báo tin: đồng chí {nguoi}, sinh năm {r:1930-1968}, nguyên {chuc}; Huy hiệu {r:3-7}5 năm tuổi Đảng; đã từ trần hồi {r:1-23} giờ ngày {ngaydu}, hưởng thọ {r:60-94} tuổi.",
            "Lễ viếng bắt đầu từ {r:6-10} giờ tại nhà riêng, {thon}. Lễ truy điệu và đưa tang hồi {r:13-15} giờ cùng ngày; an táng tại nghĩa trang {place}. Ban Tổ chức lễ tang trân trọng kính báo.",
        ],
    },
    Notice {
        kind: "obituary_or_greeting",
        twist: Twist::Person,
        title: "[{nguoi} gửi thư chúc mừng|Thư chúc mừng] Ngày [Nhà giáo Việt Nam|Thầy thuốc Việt Nam|Doanh nhân Việt Nam]",
        lead: "Nhân ngày truyền thống, đồng chí {nguoi}, {chuc}, gửi thư chúc mừng tới toàn thể cán bộ, nhân viên ở {huyen}.",
        body: &[
            "Thư có đoạn: Trong những năm qua, vượt lên nhiều khó khăn, các đồng chí đã {act}, góp phần quan trọng vào sự phát triển kinh tế - xã hội của tỉnh {tinh}.",
            "Thay mặt lãnh đạo địa phương, tôi trân trọng cảm ơn và mong các đồng chí tiếp tục phát huy truyền thống, đoàn kết, sáng tạo, {task}. Chúc các đồng chí và gia đình mạnh khỏe, hạnh phúc, thành công.",
        ],
    },
    Notice {
        kind: "interview_parts",
        twist: Twist::Part,
        title: "[Trò chuyện với|Phỏng vấn] {nguoi} về {topic} ({phan})",
        lead: "Phóng viên có cuộc trao đổi với {nguoi}, {chuc} tỉnh {tinh}, xung quanh {topic}. Trân trọng giới thiệu cùng bạn đọc ({phan}).",
        body: &[
            "PV: Thưa đồng chí, kết quả nổi bật của {huyen} thời gian qua là gì?",
            "Đồng chí {nguoi}: {capres}. Chúng tôi đã {act}, sau đó {act}. Điều đáng mừng là {gres}; {quote}.",
            "PV: Vậy khó khăn lớn nhất hiện nay nằm ở đâu?",
            "Đồng chí {nguoi}: Thẳng thắn mà nói, {prob}. Có lần về {thon}, tôi gặp {ong}, một {job}, nghe tâm sự suốt {r:1-4} giờ mới hiểu vì sao bà con còn băn khoăn. {capquote}.",
            "PV: Giải pháp sắp tới là gì, thưa đồng chí?",
            "Đồng chí {nguoi}: Trước hết là {task}. Hai là {gtask}. Ba là {task}, làm điểm ở {xa2} và {xa2} rồi mới nhân rộng.",
            "PV: Trân trọng cảm ơn đồng chí!",
        ],
    },
];
