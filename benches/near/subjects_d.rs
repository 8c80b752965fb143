//! Subjects of the benchmark's articles, part d:
//! ma túy, an ninh; nước sạch và hạn mặn; người lao động, công đoàn; thanh niên tình nguyện; tiếp xúc cử tri, hội đồng nhân dân; thủy sản và nghề cá; văn nghệ và đọc sách.

use super::subjects::Subject;

/// The subjects of this part.
pub const PART: &[Subject] = &[
    Subject {
        who: &["Công an tỉnh", "Công an huyện", "Bộ đội Biên phòng tỉnh"],
        topics: &["công tác bảo đảm an ninh, trật tự", "cuộc đấu tranh phòng, chống tội phạm"],
        titles: &[
            "{huyen}: Bắt [đối tượng|nhóm đối tượng] [mua bán ma túy|trộm cắp tài sản|lừa đảo qua mạng]",
            "Triệt phá [đường dây|tụ điểm] [đánh bạc|cho vay nặng lãi] ở {xa}",
        ],
        leads: &[
            "Ngày {ngay}, {cq} cho biết đã bắt giữ {r:2-19} đối tượng trong chuyên án mang bí số {r:110-990}T, thu giữ nhiều tang vật.",
        ],
        own: &[
            "Khoảng {r:1-23} giờ ngày {date}, tại {thon}, tổ công tác bắt quả tang {ten} (sinh năm {r:1976-2004}) đang giao {r:2-29} gói heroin cho {ten}.",
            "Tang vật gồm {d:1-9} kg ma túy tổng hợp, {r:400-9900} viên hồng phiến, {r:1-5} xe ô tô, {r:3-19} điện thoại và {r:60-990} triệu đồng.",
            "Bị hại {ten} ở {xa2} bị kẻ giả danh cán bộ ngân hàng chiếm đoạt {r:90-2900} triệu đồng sau {r:3-19} lần chuyển khoản.",
            "Theo điều tra, nhóm này hoạt động từ tháng {r:1-12}/{nam0}, lãi suất {r:180-720}%/năm, cho hơn {r:60-390} người vay.",
        ],
        acts: &[
            "khởi tố {r:12-290} vụ, {r:20-490} bị can",
            "vận động giao nộp {r:40-990} khẩu súng tự chế",
            "xây dựng {r:12-190} mô hình camera an ninh",
            "đưa {r:30-390} người nghiện đi cai",
        ],
        tasks: &[
            "trấn áp mạnh các loại tội phạm dịp cuối năm",
            "không chuyển tiền cho người lạ theo yêu cầu qua điện thoại",
            "củng cố lực lượng bảo vệ an ninh cơ sở",
            "quản lý người sau cai ngay tại cộng đồng",
        ],
        probs: &[
            "thủ đoạn lừa đảo trên mạng thay đổi liên tục",
            "đường mòn biên giới nhiều, khó kiểm soát",
            "người dân ngại tố giác",
        ],
        results: &[
            "tỷ lệ điều tra, khám phá đạt {dd:81-96}%",
            "tội phạm về trật tự xã hội giảm {dd:3-28}%",
            "{r:14-90} khu dân cư không có tội phạm",
        ],
        quotes: &[
            "chỉ một cuộc gọi mà mất trắng tiền tích cóp cả đời",
            "dân báo tin thì công an mới kịp xử lý từ đầu",
        ],
    },
    Subject {
        who: &["Trung tâm Nước sạch nông thôn", "Công ty Khai thác công trình thủy lợi"],
        topics: &["việc cấp nước sinh hoạt", "công tác phòng, chống hạn, mặn"],
        titles: &[
            "Hàng [trăm|nghìn] hộ dân {xa} [khát nước|thiếu nước sạch]",
            "{huyen} [ứng phó|chủ động trước] hạn, xâm nhập mặn",
        ],
        leads: &[
            "Từ đầu mùa khô, {n:400-9900} hộ ở {huyen} thiếu nước sinh hoạt; nước mặn {d:1-9} phần nghìn đã vào sâu {r:28-80} km trên sông {place}.",
        ],
        own: &[
            "Công trình nước {thon} xây năm {r:2009-2018}, vốn {dd:1-9} tỷ đồng, nay {r:4-12}/{r:13-20} vòi không còn nước.",
            "{ong} mỗi ngày chở {r:6-20} can nước từ suối cách {r:2-7} km; giá nước bình lên {r:12-25} nghìn đồng, nước bồn {r:90-280} nghìn đồng/m³.",
            "Dung tích {r:14-190} hồ chứa chỉ còn {r:14-52}% thiết kế; {r:3-29} hồ đã cạn, {n:400-8900} ha cây trồng có nguy cơ khô hạn.",
            "Bốn chiếc xe bồn của {office} chở {r:60-390} m³ nước ngọt miễn phí đến {xa2} và {xa2} mỗi ngày.",
        ],
        acts: &[
            "khoan {r:5-60} giếng dự phòng",
            "đắp {r:4-40} đập tạm ngăn mặn",
            "tặng {r:200-2900} bồn chứa nước cho hộ nghèo",
            "nạo vét {r:20-390} km kênh",
        ],
        tasks: &[
            "mở rộng mạng lưới cấp nước tập trung",
            "vận hành cống theo con nước, đo mặn hằng giờ",
            "tưới tiết kiệm cho cây ăn quả",
            "không xuống giống ở vùng thiếu nước",
        ],
        probs: &[
            "đường ống cũ, thất thoát tới {r:25-45}%",
            "nguồn nước ngầm nhiễm phèn",
            "công trình giao cho cộng đồng quản lý kém hiệu quả",
        ],
        results: &[
            "{dd:58-97}% hộ được dùng nước đạt quy chuẩn",
            "{n:200-5900} ha lúa được cứu",
            "giá nước ổn định ở mức {r:5-12} nghìn đồng/m³",
        ],
        quotes: &[
            "tắm cũng phải dè, giặt thì đợi cuối tuần về ngoại",
            "có nước máy rồi, bà con mừng hơn được mùa",
        ],
    },
    Subject {
        who: &["Liên đoàn Lao động tỉnh", "Công đoàn các khu công nghiệp"],
        topics: &["hoạt động công đoàn", "việc chăm lo đời sống công nhân"],
        titles: &[
            "{n:400-9000} công nhân {huyen} [được tặng quà Tết|tham gia ngày hội Tháng Công nhân]",
            "Công ty {place} [nợ bảo hiểm|nợ lương] {r:60-690} công nhân",
        ],
        leads: &[
            "{cq} tổ chức Tết sum vầy tại khu công nghiệp {place}, trao {n:300-4900} suất quà cho đoàn viên khó khăn.",
        ],
        own: &[
            "Khu công nghiệp {place} có {r:14-120} doanh nghiệp, {n:3000-49000} lao động, thu nhập bình quân {dd:6-11} triệu đồng/tháng.",
            "Thỏa ước tập thể mới quy định bữa ăn ca {r:20-35} nghìn đồng, thưởng Tết tối thiểu {dd:1-2} tháng lương, nghỉ thêm {r:1-4} ngày.",
            "Công nhân {ten}, quê {huyen2}, làm {r:3-16} năm, được vay {r:20-60} triệu đồng và nhận mái ấm công đoàn {r:40-80} triệu đồng.",
            "Doanh nghiệp nợ {dd:1-19} tỷ đồng tiền bảo hiểm của {r:60-690} người suốt {r:6-38} tháng; công đoàn đã khởi kiện ra tòa ngày {date}.",
        ],
        acts: &[
            "kết nạp {n:300-5900} đoàn viên",
            "bố trí {r:9-90} chuyến xe đưa công nhân về quê",
            "trao {r:9-90} mái ấm công đoàn",
            "tư vấn pháp luật cho {n:400-7900} lao động",
        ],
        tasks: &[
            "đối thoại định kỳ, giải quyết kiến nghị ngay từ cơ sở",
            "đầu tư nhà ở xã hội, nhà trẻ cho con công nhân",
            "thành lập công đoàn ở doanh nghiệp ngoài nhà nước",
            "giám sát việc đóng bảo hiểm",
        ],
        probs: &[
            "đơn hàng giảm, nhiều người phải nghỉ luân phiên",
            "nhà trọ chật chội, thiếu sân chơi",
            "cán bộ công đoàn do doanh nghiệp trả lương nên ngại lên tiếng",
        ],
        results: &[
            "{r:71-96}% doanh nghiệp ký thỏa ước",
            "{r:9-60}% lao động được nâng lương",
            "không xảy ra đình công",
        ],
        quotes: &[
            "xa nhà năm cái Tết, năm nay mới được về với mẹ",
            "công nhân cần một chỗ gửi con tử tế hơn là quà cáp",
        ],
    },
    Subject {
        who: &["Tỉnh đoàn", "Huyện đoàn", "Hội Liên hiệp Thanh niên tỉnh"],
        topics: &["phong trào thanh niên tình nguyện", "công tác Đoàn và phong trào thanh thiếu nhi"],
        titles: &[
            "Tuổi trẻ {huyen} [ra quân|xung kích] [Mùa hè xanh|Tháng Thanh niên]",
            "{r:30-290} [chiến sĩ tình nguyện|sinh viên] về {xa}",
        ],
        leads: &[
            "Sáng {ngay}, {n:200-1900} đoàn viên, thanh niên {huyen} ra quân chiến dịch tình nguyện với {r:9-60} công trình, phần việc.",
        ],
        own: &[
            "Đội hình {r:18-60} sinh viên Trường Đại học {place} ở lại {thon} {r:10-30} ngày, dạy hè cho {r:40-290} em nhỏ, sơn lại {r:3-14} phòng học.",
            "Công trình thắp sáng đường quê dài {dd:1-9} km với {r:30-290} cột đèn, kinh phí {r:60-390} triệu đồng do đoàn viên quyên góp.",
            "Bí thư Chi đoàn {ten} ({r:19-29} tuổi) khởi nghiệp từ trại nấm {r:200-1900} m², tạo việc cho {r:4-29} thanh niên.",
            "Chương trình kết thúc với {r:9-60} nhà nhân ái, {n:200-4900} ngày công, tổng trị giá {dd:1-9} tỷ đồng.",
        ],
        acts: &[
            "kết nạp {n:300-5900} đoàn viên mới",
            "hỗ trợ {r:9-90} dự án khởi nghiệp",
            "bê tông hóa {dd:1-19} km đường thôn",
            "tặng {r:5-60} sân chơi thiếu nhi",
        ],
        tasks: &[
            "giáo dục lý tưởng cách mạng cho thế hệ trẻ",
            "đồng hành với thanh niên lập nghiệp",
            "nhân rộng công trình thanh niên",
            "phòng ngừa thanh niên sa vào tệ nạn",
        ],
        probs: &[
            "thanh niên đi làm ăn xa, chi đoàn thôn khó sinh hoạt",
            "vốn vay khởi nghiệp thủ tục phức tạp",
            "hoạt động còn hình thức ở vài nơi",
        ],
        results: &[
            "{r:58-88}% thanh niên tham gia tổ chức",
            "{r:14-190} thanh niên vay vốn thành công",
            "{r:12-90} công trình hoàn thành trước hạn",
        ],
        quotes: &[
            "đi để thấy mình còn may mắn và phải sống có ích hơn",
            "bọn trẻ khóc níu áo không cho các anh chị về",
        ],
    },
    Subject {
        who: &["Thường trực HĐND tỉnh", "Đoàn đại biểu Quốc hội tỉnh", "Thường trực HĐND huyện"],
        topics: &["hoạt động của hội đồng nhân dân", "việc giải quyết kiến nghị cử tri"],
        titles: &[
            "[Đại biểu HĐND tỉnh|Đại biểu Quốc hội] tiếp xúc cử tri [{huyen}|{xa}]",
            "Kỳ họp thứ {r:8-29} HĐND {huyen}: [Thông qua {r:5-28} nghị quyết|Chất vấn nhóm vấn đề đất đai]",
        ],
        leads: &[
            "Ngày {ngay}, tổ đại biểu số {r:1-14} có buổi tiếp xúc {r:80-390} cử tri {xa} trước kỳ họp thứ {r:8-29}.",
        ],
        own: &[
            "Cử tri {ten} ({thon}) phản ánh {r:12-90} hộ được cấp đất từ năm {r:1993-2012} nhưng chưa có sổ đỏ, đề nghị trả lời rõ thời hạn.",
            "Kỳ họp xem xét {r:14-40} báo cáo, {r:9-32} tờ trình; {dd:88-99}% đại biểu tán thành nghị quyết về mức thu học phí.",
            "Trong phiên chất vấn kéo dài {r:90-240} phút, {r:5-22} đại biểu hỏi giám đốc {office} về {r:3-7} nhóm vấn đề.",
            "Tổng hợp có {r:24-190} ý kiến, thuộc thẩm quyền tỉnh {r:8-60}, huyện {r:6-40}; trước đó {r:60-98}% kiến nghị đã được trả lời.",
        ],
        acts: &[
            "tổ chức {r:6-60} cuộc tiếp xúc cử tri",
            "giám sát {r:2-9} chuyên đề tại {r:9-40} đơn vị",
            "ban hành {r:9-60} nghị quyết",
            "tiếp {n:60-900} lượt công dân",
        ],
        tasks: &[
            "trả lời đúng trọng tâm, có lộ trình, địa chỉ rõ ràng",
            "giám sát đến cùng các lời hứa sau chất vấn",
            "cấp giấy chứng nhận quyền sử dụng đất còn tồn đọng",
            "công khai kết quả giải quyết kiến nghị",
        ],
        probs: &[
            "một số kiến nghị lặp lại qua nhiều kỳ họp",
            "trả lời của cơ quan chuyên môn còn chung chung",
            "cử tri dự họp chủ yếu là cán bộ hưu trí",
        ],
        results: &[
            "{r:64-97}% kiến nghị được giải quyết",
            "{r:9-60} lời hứa được thực hiện",
            "phiếu tín nhiệm cao đạt {dd:70-96}%",
        ],
        quotes: &[
            "dân hỏi thì phải trả lời có ngày, có tháng, có người chịu trách nhiệm",
            "năm nào tôi cũng nói chuyện con mương này, mong năm nay là lần cuối",
        ],
    },
    Subject {
        who: &["Chi cục Thủy sản", "Đồn Biên phòng {place}", "Ban Quản lý cảng cá {place}"],
        topics: &["việc chống khai thác hải sản bất hợp pháp", "nghề nuôi trồng thủy sản"],
        titles: &[
            "Ngư dân {xa} [trúng mùa|thắng lớn chuyến biển đầu năm]",
            "[Tôm|Cá lồng|Ngao] chết hàng loạt ở {xa}",
        ],
        leads: &[
            "Sau {r:5-25} ngày bám biển, {r:20-190} tàu cá của {xa} cập cảng {place} mang theo {n:60-900} tấn hải sản.",
        ],
        own: &[
            "Tàu {r:1-9}0{r:100-999} TS công suất {r:300-900} CV của {ong} trúng {d:4-29} tấn cá ngừ, thu {r:200-990} triệu đồng, mỗi bạn thuyền được chia {r:8-30} triệu đồng.",
            "{r:60-390} hộ nuôi ở {thon} mất {r:9-190} tấn cá; mẫu nước có hàm lượng oxy hòa tan {dd:1-3} mg/l, thấp hơn ngưỡng.",
            "Tỉnh có {n:900-5900} tàu cá, trong đó {r:300-890} tàu dài từ 15 m; {dd:93-99}% đã lắp thiết bị giám sát hành trình.",
            "Giá tôm thẻ loại {r:50-100} con/kg ở mức {r:80-150} nghìn đồng, giảm {r:5-30} nghìn đồng so với tháng trước.",
        ],
        acts: &[
            "cấp phép cho {n:200-3900} tàu cá",
            "xử phạt {r:9-90} tàu mất kết nối",
            "thả {k:90-990} con giống tái tạo nguồn lợi",
            "mở rộng {n:90-990} ha nuôi tôm công nghệ cao",
        ],
        tasks: &[
            "gỡ cảnh báo thẻ vàng của Ủy ban châu Âu",
            "ghi nhật ký khai thác, truy xuất nguồn gốc",
            "quản lý chặt tàu ra, vào cảng",
            "chuyển đổi nghề cho ngư dân ven bờ",
        ],
        probs: &[
            "giá dầu cao, nhiều tàu nằm bờ",
            "luồng vào cảng bị bồi lấp",
            "thời tiết thất thường, nước ô nhiễm từ thượng nguồn",
        ],
        results: &[
            "sản lượng đạt {k:4-190} tấn",
            "không có tàu vi phạm vùng biển nước ngoài",
            "lãi bình quân {r:90-490} triệu đồng/ha",
        ],
        quotes: &[
            "ra khơi có anh em trong tổ đội thì sóng to cũng bớt lo",
            "một đêm mất trắng cả vốn lẫn lời, chỉ biết ngồi nhìn",
        ],
    },
    Subject {
        who: &["Thư viện tỉnh", "Hội Văn học Nghệ thuật tỉnh", "Trung tâm Văn hóa tỉnh"],
        topics: &["phong trào đọc sách", "hoạt động văn học, nghệ thuật"],
        titles: &[
            "[Khai mạc|Sôi nổi] Ngày Sách và Văn hóa đọc {huyen} {nam}",
            "[Hội diễn|Liên hoan] nghệ thuật quần chúng {tinh}: {r:9-40} đoàn tranh tài",
        ],
        leads: &[
            "Với chủ đề “Sách cho tôi, cho bạn”, ngày hội đọc sách ở {huyen} thu hút {n:600-9900} học sinh, giáo viên trong ngày {ngay}.",
        ],
        own: &[
            "Thư viện tỉnh trưng bày {n:900-9900} cuốn sách, {r:60-490} tư liệu về {place}; xe lưu động phục vụ {r:12-90} trường vùng xa.",
            "Tiết mục “{place} quê tôi” của {xa2} giành giải A; nghệ sĩ {ten} đoạt giải diễn viên xuất sắc.",
            "Nhà thơ {ten} ra mắt tập thơ thứ {r:2-14} gồm {r:38-96} bài, viết về dòng sông {place} và những năm chiến tranh.",
            "Em {ten}, lớp {r:3-9}A, đọc {r:60-190} cuốn trong năm và giành giải nhất thi kể chuyện sách.",
        ],
        acts: &[
            "luân chuyển {n:900-19000} cuốn sách về cơ sở",
            "dàn dựng {r:12-120} chương trình",
            "trao {r:9-60} giải cho tác giả",
            "tổ chức {r:3-19} trại sáng tác",
        ],
        tasks: &[
            "hình thành thói quen đọc sách trong gia đình, nhà trường",
            "số hóa tài liệu địa chí",
            "bồi dưỡng lực lượng sáng tác trẻ",
            "đưa nghệ thuật về vùng sâu",
        ],
        probs: &[
            "kinh phí bổ sung sách chỉ {r:60-390} triệu đồng/năm",
            "điện thoại lấn át thời gian đọc",
            "đội ngũ sáng tác già hóa",
        ],
        results: &[
            "{k:9-190} lượt bạn đọc mỗi năm",
            "{r:9-60} tác phẩm đoạt giải khu vực",
            "{r:61-98}% trường có thư viện đạt chuẩn",
        ],
        quotes: &[
            "một cuốn sách hay mở ra cả một chân trời",
            "thi xong rồi mà anh chị em vẫn ngồi hát với nhau tới khuya",
        ],
    },
];
