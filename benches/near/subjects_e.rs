//! Subjects of the benchmark's articles, part e:
//! giải phóng mặt bằng, đất đai, khu công nghiệp; chăn nuôi, dịch tả lợn; tuyển sinh, thi tốt nghiệp; báo chí, tuyên giáo; phụ nữ, bình đẳng giới; cây ăn quả, xuất khẩu; đồng bào dân tộc, tôn giáo.

use super::subjects::Subject;

/// The subjects of this part.
pub const PART: &[Subject] = &[
    Subject {
        who: &["Ban Quản lý các khu công nghiệp", "Trung tâm Phát triển quỹ đất", "Sở Tài chính"],
        topics: &["công tác thu hút đầu tư", "việc cải thiện môi trường kinh doanh"],
        titles: &[
            "{tinh} [trao|cấp] chứng nhận đầu tư cho {r:3-29} dự án [trị giá {n:300-9900} tỷ đồng|mới]",
            "[Đối thoại|Gặp mặt] doanh nghiệp {huyen}: [Nóng chuyện đất đai|Gỡ khó về vốn]",
        ],
        leads: &[
            "Tại hội nghị gặp mặt ngày {ngay}, {r:80-490} doanh nghiệp nêu {r:14-90} kiến nghị với lãnh đạo tỉnh {tinh}.",
        ],
        own: &[
            "Nhà máy {place} của nhà đầu tư Nhật Bản trên diện tích {dd:3-60} ha, vốn {r:12-290} triệu USD, dự kiến tuyển {n:400-9900} lao động.",
            "Giám đốc {ten}, Công ty TNHH {place}, cho biết hồ sơ xin thuê {dd:1-9} ha đất đã nộp {r:6-30} tháng, qua {r:3-9} cơ quan.",
            "Khu công nghiệp {place} lấp đầy {dd:28-96}%; giá thuê {r:45-120} USD/m² cho {r:40-50} năm.",
            "Chỉ số năng lực cạnh tranh đạt {dd:60-72} điểm, xếp thứ {r:6-58} cả nước, tăng {r:2-14} bậc.",
        ],
        acts: &[
            "thành lập mới {n:200-2900} doanh nghiệp",
            "bồi thường {n:30-390} ha cho khu công nghiệp",
            "cấp chứng nhận cho {r:12-120} dự án",
            "tháo gỡ {r:20-290} kiến nghị",
        ],
        tasks: &[
            "rút ngắn một nửa thời gian cấp phép",
            "chuẩn bị quỹ đất sạch, hạ tầng điện nước",
            "thu hồi dự án treo",
            "đồng hành với doanh nghiệp nhỏ",
        ],
        probs: &[
            "giá đất bồi thường thấp hơn thị trường",
            "lãi suất và điều kiện vay còn khó",
            "thiếu lao động kỹ thuật cao",
        ],
        results: &[
            "vốn đăng ký đạt {n:900-49000} tỷ đồng",
            "giá trị xuất khẩu tăng {dd:4-32}%",
            "{r:40-96}% kiến nghị được giải quyết tại chỗ",
        ],
        quotes: &[
            "doanh nghiệp cần câu trả lời được hay không được, đừng bắt chờ",
            "chúng tôi chọn nơi này vì đường gần cảng và cán bộ nói là làm",
        ],
    },
    Subject {
        who: &["Chi cục Chăn nuôi và Thú y", "Trung tâm Dịch vụ nông nghiệp"],
        topics: &["công tác phòng, chống dịch bệnh trên đàn vật nuôi", "chăn nuôi an toàn sinh học"],
        titles: &[
            "[Dịch tả lợn châu Phi|Cúm gia cầm|Bệnh viêm da nổi cục] [tái phát|lan rộng] ở {xa}",
            "{huyen} tiêm phòng cho {k:9-390} con [gia súc|gia cầm]",
        ],
        leads: &[
            "{huyen} vừa công bố dịch tại {xa} sau khi {r:12-190} hộ có vật nuôi chết, buộc tiêu hủy {n:120-4900} con.",
        ],
        own: &[
            "Ngày {date}, đàn {r:9-290} con của {ong} ở {thon} bỏ ăn, sốt cao; mẫu xét nghiệm dương tính, toàn bộ {n:900-19000} kg được chôn hủy.",
            "Chốt kiểm dịch trên đường vào {xa2} trực 24/24 giờ, phun {r:300-4900} lít hóa chất, rải {r:5-60} tấn vôi bột.",
            "Tổng đàn hiện có {k:20-490} con lợn, {k:3-90} con trâu bò; giá lợn hơi {r:48-72} nghìn đồng/kg.",
            "Trang trại {ten} nuôi {n:600-5900} con theo quy trình khép kín, mỗi lứa lãi {r:200-990} triệu đồng, chưa từng có dịch.",
        ],
        acts: &[
            "tiêm {k:20-490} liều vắc xin",
            "tiêu hủy {n:300-9900} con mắc bệnh",
            "lập {r:4-40} chốt kiểm dịch",
            "hỗ trợ {dd:1-19} tỷ đồng cho hộ thiệt hại",
        ],
        tasks: &[
            "không giấu dịch, không bán chạy, không vứt xác ra môi trường",
            "tái đàn khi đủ điều kiện an toàn",
            "kiểm soát giết mổ tập trung",
            "tiêm phòng bao vây ổ dịch",
        ],
        probs: &[
            "chăn nuôi nhỏ lẻ chiếm {r:55-80}%",
            "hố chôn gần nguồn nước",
            "thú y xã bị cắt giảm biên chế",
        ],
        results: &[
            "tỷ lệ tiêm phòng đạt {dd:68-97}%",
            "{r:4-40} xã qua 21 ngày không có ổ dịch mới",
            "sản lượng thịt {k:9-90} tấn",
        ],
        quotes: &[
            "mất cả đàn nái, nhìn chuồng trống mà không dám vay tiếp",
            "vắc xin miễn phí mà hộ nào từ chối thì phải ký cam kết",
        ],
    },
    Subject {
        who: &["Sở Giáo dục và Đào tạo", "Ban Chỉ đạo thi tỉnh"],
        topics: &["công tác tổ chức kỳ thi tốt nghiệp", "công tác tuyển sinh vào lớp 10"],
        titles: &[
            "{k:5-29} thí sinh {tinh} [bước vào|hoàn thành] kỳ thi [tốt nghiệp THPT|vào lớp 10]",
            "{tinh}: Điểm [chuẩn|thi] lớp 10 [tăng|giảm] ở {r:9-40} trường",
        ],
        leads: &[
            "Sáng {ngay}, {k:5-29} thí sinh {tinh} làm bài môn đầu tiên tại {r:18-60} điểm thi; công tác bảo đảm an toàn được thực hiện nghiêm túc.",
        ],
        own: &[
            "Điểm thi Trường THPT {place} có {r:18-40} phòng với {n:400-960} thí sinh; {r:2-19} em vắng, {r:0-2} em vi phạm quy chế.",
            "Thí sinh {ten} bị gãy tay trước ngày thi {r:2-6} ngày, được bố trí phòng riêng và người chép hộ.",
            "Điểm chuẩn cao nhất là {dd:38-47}, thấp nhất {dd:10-18}; trường chuyên lấy {r:30-35} học sinh mỗi lớp, tỷ lệ chọi 1/{dd:2-5}.",
            "{n:300-2900} cán bộ coi thi, {r:120-690} công an, {r:40-190} y tế và {n:300-2900} tình nguyện viên được huy động.",
        ],
        acts: &[
            "in sao {k:20-190} đề thi an toàn",
            "tiếp sức {n:300-5900} thí sinh bằng suất ăn, chỗ trọ",
            "lắp {r:40-290} camera ở khu vực bảo quản bài",
            "chấm {k:20-90} bài thi tự luận",
        ],
        tasks: &[
            "tổ chức kỳ thi nghiêm túc, khách quan, không áp lực",
            "phòng gian lận bằng thiết bị công nghệ cao",
            "dự phòng tình huống mưa bão, mất điện",
            "tư vấn chọn nghề phù hợp năng lực",
        ],
        probs: &[
            "chênh lệch chất lượng giữa vùng thấp và vùng cao còn lớn",
            "trường công ở trung tâm thiếu chỗ học",
            "học sinh học lệch theo khối",
        ],
        results: &[
            "tỷ lệ tốt nghiệp đạt {dd:96-99}%",
            "{r:4-90} bài đạt điểm 10",
            "điểm trung bình môn tiếng Anh {dd:4-6}",
        ],
        quotes: &[
            "đề vừa sức, em làm được khoảng tám mươi phần trăm",
            "mẹ đứng ngoài cổng còn hồi hộp hơn con",
        ],
    },
    Subject {
        who: &["Ban Tuyên giáo và Dân vận Tỉnh ủy", "Hội Nhà báo tỉnh"],
        topics: &["công tác tuyên truyền", "hoạt động báo chí, xuất bản"],
        titles: &[
            "Giao ban [báo chí|báo cáo viên|dư luận xã hội] [tháng {thang}|quý {quy}]",
            "[Trao|Phát động] giải báo chí {place} lần thứ {r:3-28}",
        ],
        leads: &[
            "{cq} tổ chức hội nghị báo cáo viên tháng {thang}, định hướng nội dung tuyên truyền cho {r:90-490} báo cáo viên tại {r:9-140} điểm cầu.",
        ],
        own: &[
            "Đại biểu nghe chuyên đề “{place} trên hành trình đổi mới” do phó giáo sư, tiến sĩ {ten} trình bày trong {r:60-150} phút.",
            "Trong tháng, các cơ quan báo chí của tỉnh đăng, phát {n:900-4900} tin, bài; fanpage {place} có {k:20-390} lượt theo dõi.",
            "Hội đồng chấm giải nhận {r:120-390} tác phẩm của {r:40-190} tác giả, chọn {r:2-5} giải A, {r:4-9} giải B; loạt bài {r:3-5} kỳ của {ten} được đánh giá cao.",
            "Qua {n:600-3900} phiếu điều tra dư luận xã hội, {dd:62-94}% người trả lời quan tâm đến việc sắp xếp bộ máy, {dd:12-48}% lo ngại về giá cả.",
        ],
        acts: &[
            "biên soạn {k:3-39} cuốn tài liệu sinh hoạt chi bộ",
            "gỡ bỏ {n:60-900} tin xấu, độc",
            "khai giảng {r:3-19} lớp lý luận chính trị",
            "nắm bắt {r:60-490} vấn đề dư luận quan tâm",
        ],
        tasks: &[
            "định hướng thông tin kịp thời trước vấn đề nhạy cảm",
            "đấu tranh phản bác quan điểm sai trái",
            "nâng cao chất lượng học tập, làm theo gương Bác",
            "tuyên truyền bằng mô hình mới trên mạng xã hội",
        ],
        probs: &[
            "thông tin chính thống có lúc đi sau mạng xã hội",
            "báo cáo viên cơ sở hạn chế kỹ năng số",
            "tài liệu còn nặng lý thuyết",
        ],
        results: &[
            "{r:82-99}% đảng viên tham gia học nghị quyết",
            "{r:20-190} mô hình dân vận khéo được công nhận",
            "lượng truy cập cổng thông tin tăng {r:9-90}%",
        ],
        quotes: &[
            "nói đi đôi với làm là cách tuyên truyền tốt nhất",
            "người làm tuyên giáo phải đi trước, mở đường, đi cùng và tổng kết",
        ],
    },
    Subject {
        who: &["Hội Liên hiệp Phụ nữ tỉnh", "Hội Liên hiệp Phụ nữ huyện"],
        topics: &["phong trào phụ nữ", "việc phòng, chống bạo lực gia đình"],
        titles: &[
            "Phụ nữ {xa} [khởi nghiệp|làm giàu] từ [dệt thổ cẩm|trồng nấm|làm bánh]",
            "{huyen}: [Ra mắt|Thành lập] câu lạc bộ [mẹ đỡ đầu|gia đình hạnh phúc]",
        ],
        leads: &[
            "Với {r:20-200} triệu đồng vốn hội, chị {ten} ở {thon} đã mở xưởng, tạo việc làm cho {r:5-60} chị em.",
        ],
        own: &[
            "Chương trình Mẹ đỡ đầu nhận chăm sóc {r:30-390} trẻ mồ côi, mỗi em được {r:3-10}00 nghìn đồng một tháng đến năm 18 tuổi.",
            "Tổ hợp tác dệt {place} có {r:9-60} thành viên, bán {n:90-3900} sản phẩm mỗi quý, giá từ {r:80-900} nghìn đồng.",
            "Địa chỉ tin cậy tại {thon} đã can thiệp {r:2-29} vụ bạo lực, hòa giải thành {r:60-98}%.",
            "Chi hội trưởng {ten} vận động {r:40-190} chị tiết kiệm mỗi ngày {r:2-10} nghìn đồng, sau {r:10-36} tháng có {r:40-390} triệu đồng.",
        ],
        acts: &[
            "lập {r:9-90} câu lạc bộ",
            "đỡ đầu {r:40-390} trẻ mồ côi",
            "xây {r:6-60} mái ấm tình thương",
            "tổ chức {r:20-190} buổi nói chuyện chuyên đề",
        ],
        tasks: &[
            "hỗ trợ phụ nữ khởi nghiệp, chuyển đổi số",
            "xây dựng gia đình 5 không, 3 sạch",
            "ngăn chặn tảo hôn và hôn nhân cận huyết",
            "bồi dưỡng cán bộ nữ nguồn",
        ],
        probs: &[
            "định kiến giới còn nặng ở vùng cao",
            "chị em đi làm ca, khó tập hợp",
            "sản phẩm thủ công bí đầu ra",
        ],
        results: &[
            "tỷ lệ cán bộ nữ đạt {dd:18-41}%",
            "{r:60-900} hộ do phụ nữ làm chủ thoát nghèo",
            "số cặp tảo hôn giảm còn {r:2-29}",
        ],
        quotes: &[
            "trước chỉ quanh quẩn bếp núc, giờ tôi tự tin đứng bán hàng trực tiếp trên mạng",
            "giúp một người mẹ đứng lên là giúp cả mái nhà",
        ],
    },
    Subject {
        who: &["Trung tâm Khuyến nông tỉnh", "Sở Công Thương", "Hợp tác xã {place}"],
        topics: &["việc tiêu thụ nông sản", "phát triển cây ăn quả theo chuỗi"],
        titles: &[
            "[Vải|Nhãn|Cam|Sầu riêng|Bưởi] {place} [vào vụ|xuất ngoại|rớt giá]",
            "Lễ hội [cam|bưởi|nhãn] {huyen}: Bán {n:60-900} tấn quả trong {r:2-5} ngày",
        ],
        leads: &[
            "Những container [vải|nhãn|bưởi] đầu tiên của {xa} vừa lên đường sang Nhật Bản, mở đầu vụ thu hoạch {n:900-19000} ha.",
        ],
        own: &[
            "Sản lượng dự kiến {k:4-190} tấn; giá đầu vụ {r:18-75} nghìn đồng/kg, giữa vụ xuống {r:8-30} nghìn đồng/kg.",
            "Vườn {d:1-9} ha của {ong} ở {thon} đạt VietGAP, năm nay bán {r:12-90} tấn, thu {r:200-990} triệu đồng.",
            "{r:12-190} mã số vùng trồng và {r:4-40} cơ sở đóng gói được cấp; {r:1-9} lô bị trả về do dư lượng thuốc.",
            "Phiên livestream {r:2-6} giờ của huyện chốt {n:900-19000} đơn, tương đương {r:9-90} tấn quả.",
        ],
        acts: &[
            "chứng nhận VietGAP cho {n:90-2900} ha",
            "kết nối {r:9-90} thương nhân",
            "ghép cải tạo {n:60-900} ha vườn già cỗi",
            "tập huấn kỹ thuật bao quả cho {n:300-4900} hộ",
        ],
        tasks: &[
            "rải vụ, bảo quản lạnh, chế biến sâu",
            "tuân thủ quy định của thị trường nhập khẩu",
            "bảo vệ nhãn hiệu, chống trà trộn",
            "không mở rộng diện tích ồ ạt",
        ],
        probs: &[
            "kho lạnh chỉ chứa được {r:5-20}% sản lượng",
            "thương lái ép giá lúc chín rộ",
            "sương muối làm rụng hoa",
        ],
        results: &[
            "giá trị sản xuất đạt {r:150-690} triệu đồng/ha",
            "xuất khẩu chiếm {r:8-60}%",
            "{k:2-49} tấn quả được tiêu thụ qua sàn điện tử",
        ],
        quotes: &[
            "quả đẹp mà không có mã vùng trồng thì cũng chỉ bán ở chợ huyện",
            "cả năm trông vào một tháng này, mưa đá một trận là xong",
        ],
    },
    Subject {
        who: &["Sở Dân tộc và Tôn giáo", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"],
        topics: &[
            "công tác dân tộc, tôn giáo",
            "việc thực hiện Chương trình mục tiêu quốc gia vùng đồng bào dân tộc thiểu số",
        ],
        titles: &[
            "Ngày hội Đại đoàn kết [ở {thon}|toàn dân tộc ở {xa}]",
            "Già làng {ten} - [cây cao bóng cả|người giữ lửa] của buôn làng",
        ],
        leads: &[
            "Ngày {ngay}, bà con {thon} tưng bừng tổ chức Ngày hội Đại đoàn kết; đồng chí {nguoi}, {chuc}, đến dự và chung vui.",
        ],
        own: &[
            "{capthon} có {r:60-390} hộ gồm {r:2-7} dân tộc anh em; {r:82-99}% hộ đạt gia đình văn hóa, còn {r:1-29} hộ nghèo.",
            "Già làng {ten}, {r:66-92} tuổi, vận động {r:12-90} gia đình bỏ hủ tục thách cưới, mỗi đám cưới nay tiết kiệm {r:20-90} triệu đồng.",
            "Linh mục {ten}, giáo xứ {place}, cùng bà con hiến {n:300-4900} m² đất, lắp {r:20-120} camera theo mô hình xứ đạo bình yên.",
            "Dự án {r:1-9} thuộc chương trình mục tiêu được giao {d:9-190} tỷ đồng, giải ngân {dd:21-94}%.",
        ],
        acts: &[
            "cấp {r:60-890} bồn nước, {r:40-490} chuyển đổi nghề",
            "đầu tư {r:9-120} công trình",
            "thăm {r:30-190} người có uy tín",
            "dạy chữ cho {n:90-1900} người lớn",
        ],
        tasks: &[
            "giữ gìn tiếng nói, trang phục, nhà sàn",
            "phát huy vai trò người có uy tín",
            "chống lợi dụng tôn giáo gây chia rẽ",
            "đẩy nhanh giải ngân vốn chương trình",
        ],
        probs: &["văn bản hướng dẫn chồng chéo", "đất ở, đất sản xuất thiếu", "tập tục lạc hậu chưa bỏ hết"],
        results: &[
            "tỷ lệ hộ nghèo vùng đồng bào giảm {dd:3-7}%/năm",
            "{r:92-100}% thôn có điện lưới",
            "{r:12-90} câu lạc bộ văn nghệ dân gian",
        ],
        quotes: &[
            "lời Đảng, lời Bác mình nghe, cái ăn mình phải tự làm lấy",
            "lương hay giáo thì cũng chung một con đường, một giếng nước",
        ],
    },
];
