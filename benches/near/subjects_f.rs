//! Subjects of the benchmark's articles, part f:
//! quân đội, tuyển quân, biên phòng; cải cách hành chính, sắp xếp bộ máy; chợ Tết, giá cả; khảo cổ, lịch sử, bảo tàng; gương người tốt; điện, năng lượng.

use super::subjects::Subject;

/// The subjects of this part.
pub const PART: &[Subject] = &[
    Subject {
        who: &["Bộ Chỉ huy Quân sự tỉnh", "Bộ đội Biên phòng tỉnh", "Hội đồng nghĩa vụ quân sự huyện"],
        topics: &["công tác quốc phòng địa phương", "việc bảo vệ chủ quyền biên giới"],
        titles: &[
            "{huyen}: {r:90-290} thanh niên lên đường nhập ngũ",
            "[Diễn tập|Bế mạc diễn tập] khu vực phòng thủ {huyen}",
        ],
        leads: &[
            "Sáng {ngay}, {r:90-290} tân binh của {huyen} lên đường làm nghĩa vụ trong không khí trang trọng, ấm áp.",
        ],
        own: &[
            "Trong số tân binh có {r:9-60} đảng viên, {r:12-90} người trình độ đại học, cao đẳng; {r:20-190} người viết đơn tình nguyện.",
            "Cuộc diễn tập hai bên, một cấp kéo dài {r:2-5} ngày với {n:300-2900} người, {r:20-190} phương tiện, thực hành bắn chiến đấu {r:2-6} mục tiêu.",
            "Đồn Biên phòng {place} quản lý {dd:9-48} km biên giới, {r:9-60} cột mốc; thiếu tá {ten} cùng {r:5-19} chiến sĩ tuần tra {r:2-5} ngày đêm.",
            "Mẹ của tân binh {ten} ở {thon} gửi theo con nắm đất vườn và {r:3-9} bức thư của ông nội viết năm {r:1968-1975}.",
        ],
        acts: &[
            "huấn luyện {n:600-5900} dân quân",
            "nhận nuôi {r:9-90} cháu học sinh biên giới",
            "khám tuyển {n:900-5900} thanh niên",
            "tuần tra song phương {r:9-60} lần",
        ],
        tasks: &[
            "duy trì nghiêm chế độ sẵn sàng chiến đấu",
            "thực hiện tốt chính sách hậu phương quân đội",
            "xây dựng thế trận lòng dân",
            "bảo đảm tuyển người nào chắc người đó",
        ],
        probs: &["nhiều thanh niên đi làm xa, cận thị cao", "đường tuần tra sạt lở", "thao trường chật hẹp"],
        results: &[
            "giao quân đạt 100% chỉ tiêu",
            "{dd:91-99}% dân quân đạt khá, giỏi",
            "{r:2-29} vụ buôn lậu bị bắt giữ",
        ],
        quotes: &["con đi để lớn lên, ở nhà đã có bố mẹ lo", "đồn là nhà, biên giới là quê hương"],
    },
    Subject {
        who: &["Sở Nội vụ", "Văn phòng UBND tỉnh", "Ban Tổ chức Tỉnh ủy"],
        topics: &["công tác cải cách hành chính", "việc sắp xếp tổ chức bộ máy"],
        titles: &[
            "{tinh} [công bố|xếp hạng] chỉ số cải cách hành chính năm {nam0}",
            "{huyen} [sáp nhập|sắp xếp] {r:4-19} đơn vị hành chính cấp xã",
        ],
        leads: &[
            "Sau sắp xếp, {huyen} còn {r:6-18} xã, phường; {r:90-690} cán bộ được bố trí lại, bảo đảm công việc không gián đoạn.",
        ],
        own: &[
            "{capxa2} sáp nhập với {xa2} thành đơn vị mới có diện tích {dd:14-98} km², dân số {k:9-49} người, lấy tên là {place}.",
            "Tại trụ sở mới, {r:4-9} quầy tiếp nhận {r:90-390} hồ sơ trong ngày đầu, thời gian chờ trung bình {r:6-38} phút.",
            "Có {r:60-390} người xin nghỉ theo chế độ, kinh phí chi trả {d:9-190} tỷ đồng; {r:2-19} trụ sở dôi dư chuyển thành trường học, trạm y tế.",
            "{office} dẫn đầu với {dd:88-97} điểm; xếp cuối là {office} với {dd:66-79} điểm, tụt {r:2-12} bậc.",
        ],
        acts: &[
            "cắt giảm {r:60-490} thủ tục",
            "kiểm tra công vụ đột xuất tại {r:9-90} cơ quan",
            "tinh giản {r:60-690} biên chế",
            "niêm yết {n:300-1900} thủ tục bằng mã QR",
        ],
        tasks: &[
            "không để hồ sơ trễ hẹn mà không xin lỗi",
            "chọn người có năng lực, giữ chân cán bộ giỏi",
            "bàn giao tài sản, hồ sơ đầy đủ",
            "hỗ trợ dân đổi giấy tờ miễn phí",
        ],
        probs: &[
            "cán bộ tâm tư trước sắp xếp",
            "trụ sở xa, người già đi lại vất vả",
            "hạ tầng mạng quá tải vào đầu tuần",
        ],
        results: &[
            "giảm {r:4-29} đầu mối",
            "{dd:92-99}% hồ sơ đúng và trước hạn",
            "tiết kiệm {d:9-90} tỷ đồng mỗi năm",
        ],
        quotes: &[
            "tên xã có thể đổi nhưng thái độ phục vụ dân thì phải tốt hơn",
            "việc của dân hôm nay không để sang ngày mai",
        ],
    },
    Subject {
        who: &["Sở Công Thương", "Chi cục Quản lý thị trường", "Ban Quản lý chợ {place}"],
        topics: &["việc bình ổn thị trường", "công tác chống hàng giả"],
        titles: &[
            "Chợ [hoa|quê|phiên] {place} [nhộn nhịp|đìu hiu] [ngày giáp Tết|cuối năm]",
            "Quản lý thị trường {tinh} thu giữ {n:300-9900} sản phẩm [giả|nhập lậu]",
        ],
        leads: &[
            "Còn {r:4-20} ngày nữa đến Tết, sức mua tại chợ {place} tăng {r:10-60}%, giá nhiều mặt hàng nhích nhẹ.",
        ],
        own: &[
            "Thịt lợn mông {r:110-150} nghìn đồng/kg, gà ta {r:120-180} nghìn đồng/kg, tôm sú {r:250-490} nghìn đồng/kg, lá dong {r:60-150} nghìn đồng/100 lá.",
            "{ong}, {r:31-69} tuổi, chở {r:90-490} chậu quất từ {huyen2} lên bán, mỗi chậu {r:200-900} nghìn đồng, mới bán được {r:20-70}%.",
            "Kho hàng của {ten} tại {thon} chứa {n:300-9900} chai rượu, {r:90-990} thùng bánh không hóa đơn, trị giá {r:60-690} triệu đồng.",
            "{r:12-60} điểm bán hàng bình ổn dự trữ {r:60-990} tấn gạo, {r:20-390} tấn thịt, giá thấp hơn thị trường {r:5-15}%.",
        ],
        acts: &[
            "kiểm tra {n:90-1900} vụ",
            "đưa {r:20-190} chuyến hàng Việt về miền núi",
            "dự trữ hàng trị giá {n:90-990} tỷ đồng",
            "tiêu hủy {r:2-60} tấn thực phẩm bẩn",
        ],
        tasks: &[
            "bảo đảm nguồn cung, không để sốt giá",
            "niêm yết và bán đúng giá",
            "ngăn chặn pháo nổ, thực phẩm bẩn",
            "kích cầu hàng Việt",
        ],
        probs: &[
            "người dân thắt chặt chi tiêu",
            "hàng giả bán qua mạng khó truy vết",
            "hoa nở sớm do nắng ấm",
        ],
        results: &[
            "tổng mức bán lẻ tăng {dd:4-19}%",
            "thu phạt {dd:1-19} tỷ đồng",
            "giá các mặt hàng thiết yếu ổn định",
        ],
        quotes: &[
            "chiều ba mươi mà còn hàng thì đành bán rẻ cho bà con về ăn Tết",
            "người mua giờ kỹ lắm, soi tem, quét mã mới trả tiền",
        ],
    },
    Subject {
        who: &["Bảo tàng tỉnh", "Sở Văn hóa, Thể thao và Du lịch"],
        topics: &["việc nghiên cứu lịch sử địa phương", "công tác bảo tồn di sản"],
        titles: &[
            "Phát hiện [mộ cổ|trống đồng|bia đá|tàu đắm] ở {xa}",
            "Hội thảo khoa học về danh nhân {ten}",
        ],
        leads: &[
            "Trong lúc đào móng nhà, {ong} ở {thon} phát hiện hiện vật nghi là [trống đồng|chuông cổ], lập tức báo chính quyền.",
        ],
        own: &[
            "Hiện vật đường kính mặt {r:38-92} cm, cao {r:28-64} cm, nặng {dd:12-88} kg, hoa văn {r:8-16} cánh sao, niên đại khoảng {n:1900-2600} năm.",
            "Hố khai quật rộng {r:40-690} m², sâu {dd:1-4} m, làm lộ {r:3-19} lớp văn hóa và {n:300-9900} mảnh gốm, {r:2-19} mộ vò.",
            "Hội thảo nhận {r:24-96} tham luận; giáo sư {ten} khẳng định danh nhân sinh năm {r:1420-1790} tại {place}, đỗ tiến sĩ khoa {r:1442-1848}.",
            "Bảo tàng lưu giữ {k:9-49} hiện vật, {r:2-9} bảo vật quốc gia; mỗi năm đón {k:9-190} lượt khách.",
        ],
        acts: &[
            "sưu tầm {n:200-2900} hiện vật",
            "khai quật {r:2-9} di chỉ",
            "xuất bản {r:3-29} đầu sách địa chí",
            "trưng bày lưu động tại {r:9-90} trường",
        ],
        tasks: &[
            "khoanh vùng bảo vệ hiện trường, chống đào trộm",
            "lập hồ sơ xếp hạng di tích",
            "đưa lịch sử địa phương vào trường học",
            "đặt tên đường theo danh nhân",
        ],
        probs: &[
            "kho bảo quản ẩm thấp",
            "tư liệu gốc thất lạc sau chiến tranh",
            "người dân bán cổ vật cho thương lái",
        ],
        results: &[
            "{r:9-60} di tích được xếp hạng",
            "{r:60-900} tư liệu được dịch",
            "{r:2-9} hiện vật được công nhận bảo vật quốc gia",
        ],
        quotes: &[
            "từng mảnh gốm là một trang sử chưa ai đọc",
            "nhặt được của cha ông thì trả về cho làng, cho nước",
        ],
    },
    Subject {
        who: &["Hội Người cao tuổi tỉnh", "Ban Thi đua - Khen thưởng tỉnh", "Hội Nông dân tỉnh"],
        topics: &["phong trào thi đua yêu nước", "việc học tập và làm theo Bác"],
        titles: &[
            "[Người|Cựu binh|Cô giáo] [{r:12-40} năm chèo đò không công|mở lớp học miễn phí] ở {xa}",
            "{capong} và [tủ thuốc|bếp ăn|chuyến xe] 0 đồng",
        ],
        leads: &[
            "Hơn {r:9-40} năm qua, {ong} ở {thon}, {huyen}, lặng lẽ giúp đời bằng việc làm bình dị mà ai nghe cũng cảm phục.",
        ],
        own: &[
            "Bếp ăn mở cửa từ {r:3-5} giờ sáng, mỗi ngày phát {r:90-690} suất cháo, cơm cho bệnh nhân nghèo; chi phí tháng {r:20-90} triệu đồng.",
            "Năm {r:1984-2012}, sau trận ốm nặng, {ong} quyết định bán {r:3-19} sào đất để mở lớp, đến nay đã dạy {n:300-3900} học trò.",
            "Chiếc xe cũ mua {r:60-390} triệu đồng đã chở {n:300-2900} ca cấp cứu, xa nhất đến bệnh viện cách {r:90-490} km.",
            "Vợ ông, bà {ten}, ban đầu phản đối suốt {r:2-9} tháng, sau lại là người đứng bếp chính cùng {r:5-29} tình nguyện viên.",
        ],
        acts: &[
            "tuyên dương {r:40-490} điển hình tiên tiến",
            "tặng bằng khen cho {r:9-90} cá nhân",
            "lập {r:9-90} bếp ăn từ thiện",
            "quyên góp {r:60-990} triệu đồng",
        ],
        tasks: &[
            "nhân lên những việc tử tế trong cộng đồng",
            "kể chuyện người thật, việc thật cho học sinh",
            "giúp đỡ đúng người, minh bạch từng đồng",
            "duy trì mô hình sau khi người khởi xướng già yếu",
        ],
        probs: &[
            "kinh phí phụ thuộc lòng hảo tâm",
            "từng có người nghi ngờ, bàn ra tán vào",
            "người kế tục chưa có",
        ],
        results: &[
            "{n:900-49000} suất ăn được trao",
            "{r:12-90} gia đình làm theo",
            "{r:20-190} em nên người, quay lại giúp lớp",
        ],
        quotes: &[
            "mình nghèo nhưng còn sức thì còn giúp được người nghèo hơn",
            "có người cảm ơn bằng mớ rau, thế là vui cả ngày",
        ],
    },
    Subject {
        who: &["Công ty Điện lực tỉnh", "Điện lực huyện"],
        topics: &["công tác bảo đảm cung ứng điện", "việc sử dụng điện tiết kiệm"],
        titles: &[
            "{tinh}: Phụ tải điện [lập kỷ lục|tăng vọt] do nắng nóng",
            "Đóng điện [trạm biến áp 110 kV {place}|cho {r:40-390} hộ {thon}]",
        ],
        leads: &[
            "Nắng nóng {r:37-42} độ C kéo dài khiến sản lượng điện ngày {ngay} đạt {dd:4-29} triệu kWh, cao nhất từ trước đến nay.",
        ],
        own: &[
            "Công suất cực đại lúc {r:13-22} giờ là {r:290-990} MW, tăng {dd:4-22}%; {r:9-90} máy biến áp quá tải phải san tải khẩn cấp.",
            "Để kéo {dd:2-19} km đường dây lên {thon}, {r:18-60} công nhân gùi từng thanh sắt qua {r:2-7} con dốc trong {r:30-120} ngày.",
            "Hộ {ong} dùng {r:300-990} kWh trong tháng, tiền điện {r:700-990} nghìn đồng, gấp {dd:1-2} lần tháng trước.",
            "Hệ thống điện mặt trời {r:20-390} kWp trên mái xưởng {place} giúp tiết kiệm {r:20-190} triệu đồng mỗi tháng.",
        ],
        acts: &[
            "thay {k:3-90} công tơ điện tử",
            "xây {r:9-120} trạm biến áp mới",
            "vệ sinh {r:90-690} vị trí sứ bằng nước áp lực cao",
            "ký thỏa thuận dịch chuyển phụ tải với {r:20-190} doanh nghiệp",
        ],
        tasks: &[
            "hạn chế dùng nhiều thiết bị công suất lớn giờ cao điểm",
            "không cắt điện luân phiên khi nắng nóng",
            "thả diều, trồng cây cách xa hành lang lưới điện",
            "lắp điện mặt trời mái nhà tự dùng",
        ],
        probs: &[
            "lưới điện nông thôn nhận bàn giao đã cũ nát",
            "mặt bằng móng cột vướng đất rừng",
            "dông lốc làm gãy cột",
        ],
        results: &[
            "tổn thất điện năng còn {dd:3-6}%",
            "{dd:98-99}% số hộ có điện",
            "thời gian mất điện bình quân giảm {r:12-190} phút",
        ],
        quotes: &[
            "có điện, đêm nay lũ trẻ học bài không phải thắp đèn dầu",
            "tắt một bóng đèn thừa cũng là góp phần giữ lưới an toàn",
        ],
    },
];
