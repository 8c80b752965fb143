//! Subjects of the benchmark's articles, part c:
//! chuyển đổi số; giảm nghèo và vốn chính sách; khuyến học; rừng và cháy rừng; du lịch; y tế cơ sở và tiêm chủng; môi trường, rác thải.

use super::subjects::Subject;

/// The subjects of this part.
pub const PART: &[Subject] = &[
    Subject {
        who: &["Sở Khoa học và Công nghệ", "Tổ công nghệ số cộng đồng", "Trung tâm Phục vụ hành chính công"],
        topics: &["công tác chuyển đổi số", "việc cung cấp dịch vụ công trực tuyến"],
        titles: &[
            "{huyen}: [Đưa|Mang] dịch vụ số đến từng [ngõ|bản làng]",
            "{tinh} [xếp thứ|tăng lên thứ] {r:5-50} về chỉ số chuyển đổi số",
        ],
        leads: &[
            "Từ chỗ {r:8-25}% hồ sơ nộp trực tuyến, sau {r:8-20} tháng, {huyen} đã nâng lên {r:61-96}% nhờ {r:60-290} tổ công nghệ số cộng đồng.",
        ],
        own: &[
            "Bộ phận một cửa {xa} tiếp nhận {r:40-180} lượt mỗi ngày; {r:70-98}% khách quét mã QR để nộp phí và đánh giá cán bộ.",
            "Hệ thống giám sát của tỉnh kết nối {r:120-1900} camera, {r:12-60} cơ sở dữ liệu, chi phí thuê dịch vụ {d:2-29} tỷ đồng mỗi năm.",
            "Anh {ten}, tổ trưởng tổ công nghệ số {thon}, đã giúp {r:120-680} người cài VNeID, mở tài khoản ngân hàng cho {r:40-290} tiểu thương.",
            "Chợ {place} có {r:60-380}/{r:381-490} quầy nhận chuyển khoản, doanh số không tiền mặt đạt {r:200-1900} triệu đồng một tháng.",
        ],
        acts: &[
            "số hóa {k:20-900} hồ sơ hộ tịch",
            "lắp {r:40-390} điểm wifi miễn phí",
            "kích hoạt {k:12-290} tài khoản định danh mức 2",
            "tập huấn kỹ năng số cho {n:900-9900} người",
        ],
        tasks: &[
            "phủ sóng các thôn còn lõm",
            "làm sạch dữ liệu dân cư, đất đai",
            "bảo đảm an toàn thông tin theo cấp độ",
            "cắt giảm thủ tục, không yêu cầu dân nộp lại giấy tờ đã số hóa",
        ],
        probs: &[
            "{r:8-60} thôn chưa có sóng 4G ổn định",
            "người cao tuổi chưa có điện thoại thông minh",
            "phần mềm của các ngành chưa liên thông",
        ],
        results: &[
            "{r:61-97}% hồ sơ nộp trực tuyến",
            "thời gian chờ giảm {r:30-70}%",
            "{r:52-90}% người trưởng thành có tài khoản thanh toán",
        ],
        quotes: &[
            "ngồi ở nhà bấm mấy cái là có giấy khai sinh cho cháu",
            "dữ liệu không sạch thì phần mềm đắt mấy cũng vô ích",
        ],
    },
    Subject {
        who: &["Ngân hàng Chính sách xã hội tỉnh", "Hội Nông dân tỉnh"],
        topics: &["công tác giảm nghèo bền vững", "hoạt động tín dụng chính sách"],
        titles: &[
            "Vốn [chính sách|vay ưu đãi] [tiếp sức|giúp] người nghèo {huyen}",
            "{xa}: Thoát nghèo nhờ [nuôi bò|nuôi dê|trồng quế|trồng dâu nuôi tằm]",
        ],
        leads: &[
            "Từ {r:30-100} triệu đồng vay ưu đãi, nhiều hộ ở {xa} đã gây dựng được đàn bò, vườn cây, vươn lên thoát nghèo.",
        ],
        own: &[
            "Dư nợ đến ngày {ngay} đạt {n:290-2900} tỷ đồng với {n:5000-39000} khách hàng, nợ quá hạn chỉ {dd:0-0}%, ủy thác qua {r:180-420} tổ tiết kiệm.",
            "Năm {r:2016-2022}, {ong} ở {thon} vay {r:30-100} triệu đồng mua {r:2-5} con bò giống; nay chuồng có {r:9-32} con, mỗi năm lãi {r:60-240} triệu đồng.",
            "Toàn {huyen} còn {n:290-4900} hộ nghèo, {n:390-3900} hộ cận nghèo; riêng {xa2} chiếm {r:12-40}% số hộ nghèo.",
            "Chị {ten}, dân tộc thiểu số, trồng {d:1-4} ha quế xen dứa, bán lứa đầu được {r:38-160} triệu đồng, đủ trả nợ và sửa nhà.",
        ],
        acts: &[
            "giải ngân {d:9-190} tỷ đồng cho {n:300-3900} lượt hộ",
            "cấp {n:60-900} con bò sinh sản",
            "mở {r:6-60} lớp dạy nghề ngắn hạn",
            "cất {r:20-390} căn nhà cho hộ nghèo",
        ],
        tasks: &[
            "cho vay đúng đối tượng, không để tín dụng đen len lỏi",
            "gắn vốn vay với chuyển giao kỹ thuật",
            "rà soát hộ nghèo công khai, sát thực tế",
            "chuyển từ cho không sang hỗ trợ có điều kiện",
        ],
        probs: &[
            "một số hộ chưa muốn thoát nghèo",
            "giá bò hơi giảm, đầu ra khó",
            "đất sản xuất ít lại bạc màu",
        ],
        results: &[
            "tỷ lệ hộ nghèo giảm {dd:1-6}%",
            "{n:120-1900} hộ thoát nghèo",
            "{n:400-5900} lao động có việc làm",
        ],
        quotes: &[
            "có vốn mà không chịu khó thì cũng bằng không",
            "cầm sổ hộ nghèo đi trả lại, tôi thấy nhẹ cả người",
        ],
    },
    Subject {
        who: &["Hội Khuyến học tỉnh", "Hội Khuyến học huyện"],
        topics: &["phong trào khuyến học, khuyến tài", "việc xây dựng xã hội học tập"],
        titles: &[
            "[Trao|Tặng] {r:30-490} suất học bổng cho học sinh {huyen}",
            "Dòng họ {ten} ở {xa} [hiếu học|khuyến học]",
        ],
        leads: &[
            "{cq} vừa trao {r:40-490} suất học bổng trị giá {r:60-900} triệu đồng cho học sinh, sinh viên có hoàn cảnh khó khăn của {huyen}.",
        ],
        own: &[
            "Quỹ khuyến học {xa} thành lập năm {r:1996-2015}, đến nay có {r:190-2900} triệu đồng; mỗi năm thưởng {r:60-390} học sinh giỏi.",
            "Em {ten}, thủ khoa khối tự nhiên với {dd:27-29} điểm, mồ côi cha từ năm {r:4-12} tuổi, được nhận {r:10-50} triệu đồng.",
            "Dòng họ có {r:9-38} tiến sĩ, thạc sĩ, {r:60-290} cử nhân; nhà thờ họ mở tủ sách {n:900-6900} cuốn.",
            "Con em {xa} xa quê ở {huyen2} gửi về {r:20-290} triệu đồng và {r:5-60} máy tính cho trường {place}.",
        ],
        acts: &[
            "vận động {d:1-19} tỷ đồng vào quỹ",
            "lập {r:40-390} tủ sách dòng họ, thôn",
            "công nhận {k:3-39} gia đình học tập",
            "nuôi heo đất khuyến học ở {r:20-160} chi hội",
        ],
        tasks: &[
            "xây dựng mô hình công dân học tập",
            "không để học sinh nào bỏ học vì nghèo",
            "phát triển chi hội trong cơ quan, doanh nghiệp",
            "tôn vinh thầy cô tâm huyết",
        ],
        probs: &[
            "quỹ ở các xã nghèo còn mỏng",
            "người lớn ngại đến trung tâm học tập cộng đồng",
            "hội thiếu cán bộ trẻ",
        ],
        results: &[
            "{r:62-92}% gia đình đạt danh hiệu học tập",
            "{r:120-900} sinh viên được tiếp sức",
            "mỗi người dân góp bình quân {r:9-60} nghìn đồng",
        ],
        quotes: &[
            "giúp một đứa trẻ học hết phổ thông là giúp cả một gia đình",
            "họ tôi không giàu của nhưng giàu chữ",
        ],
    },
    Subject {
        who: &["Chi cục Kiểm lâm", "Ban Quản lý rừng phòng hộ {place}", "Hạt Kiểm lâm"],
        topics: &["công tác quản lý, bảo vệ rừng", "việc phòng cháy, chữa cháy rừng"],
        titles: &[
            "{huyen}: [Dập tắt|Khống chế] vụ cháy rừng ở {xa}",
            "{tinh} [căng mình|chủ động] phòng cháy rừng mùa khô",
        ],
        leads: &[
            "Nắng nóng kéo dài đẩy cấp dự báo cháy rừng ở {huyen} lên cấp {r:4-5}; {n:12-90} nghìn ha rừng đứng trước nguy cơ cháy.",
        ],
        own: &[
            "Lửa bùng lên lúc {r:10-16} giờ ngày {ngay} tại tiểu khu {r:110-690}, lan nhanh trên {d:2-39} ha thông {r:8-28} năm tuổi.",
            "Gần {r:120-900} người cùng {r:3-14} xe chữa cháy, {r:30-190} máy thổi gió tạo đường băng dài {r:300-2900} m; sau {r:4-22} giờ, đám cháy bị khống chế.",
            "{huyen} có {k:9-89} ha rừng, độ che phủ {dd:31-72}%; {r:40-290} tổ bảo vệ rừng với {r:290-2400} thành viên thay nhau tuần tra.",
            "Tổ tuần tra của {ong} được khoán {r:90-990} ha, nhận {r:300-900} nghìn đồng/ha mỗi năm từ dịch vụ môi trường rừng.",
        ],
        acts: &[
            "phát dọn {r:60-490} km đường băng cản lửa",
            "ký cam kết với {n:900-9900} hộ sống gần rừng",
            "xử lý {r:12-190} vụ vi phạm, thu {r:20-390} m³ gỗ",
            "trồng mới {n:300-5900} ha rừng gỗ lớn",
        ],
        tasks: &[
            "trực gác lửa 24/24 giờ ở các chòi canh",
            "cấm đốt nương, đốt ong trong ngày nắng nóng",
            "chi trả kịp thời tiền dịch vụ môi trường rừng",
            "dùng ảnh vệ tinh phát hiện sớm điểm cháy",
        ],
        probs: &[
            "thực bì dày, địa hình dốc, gió Lào thổi mạnh",
            "lực lượng kiểm lâm mỏng, mỗi người phụ trách trên {n:900-2900} ha",
            "nạn lấn rừng làm rẫy chưa chấm dứt",
        ],
        results: &[
            "số vụ vi phạm giảm {dd:6-40}%",
            "độ che phủ đạt {dd:38-71}%",
            "{r:9-60} điểm cháy được phát hiện sớm",
        ],
        quotes: &[
            "giữ rừng bây giờ là giữ nước cho cả vùng hạ du",
            "thấy khói là cả bản vác dao, vác cành cây chạy lên",
        ],
    },
    Subject {
        who: &["Sở Văn hóa, Thể thao và Du lịch", "Trung tâm Xúc tiến du lịch", "Hiệp hội Du lịch tỉnh"],
        topics: &["hoạt động du lịch", "việc phát triển du lịch cộng đồng"],
        titles: &[
            "{tinh} đón {k:90-990} lượt khách [dịp lễ|trong quý {quy}]",
            "{xa}: [Làm du lịch|Đánh thức tiềm năng] từ [ruộng bậc thang|bản làng|vườn cây|đầm phá]",
        ],
        leads: &[
            "Trong kỳ nghỉ lễ {r:3-5} ngày, các khu, điểm du lịch ở {huyen} đón {k:20-290} lượt khách, doanh thu ước {n:20-390} tỷ đồng.",
        ],
        own: &[
            "Bản {place} có {r:12-60} homestay, mỗi đêm nhận được {r:90-590} khách; giá phòng {r:100-450} nghìn đồng/người kèm bữa sáng.",
            "Du khách {ten} đến từ {huyen2} cho biết gia đình {r:4-9} người chọn tour {r:2-4} ngày vì được hái quả, nấu rượu, tắm lá thuốc cùng người dân.",
            "Công suất phòng khối 3 - 5 sao đạt {dd:58-96}%; khách quốc tế {k:3-69} lượt, chủ yếu từ Hàn Quốc, Pháp và Thái Lan.",
            "Tuyến phố đi bộ {place} dài {r:300-1900} m mở từ {r:17-19} giờ cuối tuần, có {r:40-190} gian hàng ẩm thực.",
        ],
        acts: &[
            "công nhận {r:3-28} điểm du lịch cấp tỉnh",
            "đào tạo {r:60-690} hướng dẫn viên là người bản địa",
            "kiểm tra {r:30-290} cơ sở lưu trú",
            "ký kết hợp tác với {r:4-19} tỉnh, thành phố",
        ],
        tasks: &[
            "giữ cảnh quan, kiến trúc nhà truyền thống",
            "niêm yết giá, chống chặt chém du khách",
            "làm mới sản phẩm, kéo dài thời gian lưu trú",
            "kết nối tour liên huyện, liên tỉnh",
        ],
        probs: &[
            "đường vào điểm du lịch hẹp, xe 45 chỗ không vào được",
            "sản phẩm đêm nghèo nàn",
            "rác thải mùa cao điểm gây quá tải",
        ],
        results: &[
            "lượng khách tăng {dd:5-70}%",
            "tổng thu đạt {n:90-4900} tỷ đồng",
            "mỗi khách lưu lại {dd:1-2} ngày",
        ],
        quotes: &[
            "khách đến vì cảnh nhưng quay lại vì cách người bản mình tiếp đón",
            "không bê tông hóa bản làng thì mới còn khách",
        ],
    },
    Subject {
        who: &["Sở Y tế", "Trung tâm Y tế huyện", "Bệnh viện Đa khoa tỉnh"],
        topics: &["công tác chăm sóc sức khỏe nhân dân", "hoạt động tiêm chủng mở rộng"],
        titles: &[
            "{huyen}: [Tiêm vắc xin|Uống vitamin A] cho {n:900-19000} trẻ",
            "Bệnh viện {place} [cứu sống|phẫu thuật thành công cho] bệnh nhân [đa chấn thương|nhồi máu cơ tim]",
        ],
        leads: &[
            "Từ ngày {ngay}, {r:90-190} trạm y tế ở {tinh} đồng loạt tiêm chủng cho trẻ từ {r:1-9} tháng tuổi; riêng {huyen} có {n:900-9900} trẻ trong danh sách.",
        ],
        own: &[
            "Bệnh nhân {ten}, {r:19-84} tuổi, nhập viện lúc {r:1-23} giờ trong tình trạng tụt huyết áp; ê kíp {r:4-12} người phẫu thuật suốt {r:2-9} giờ, truyền {r:3-14} đơn vị máu.",
            "Trạm Y tế {xa} có {r:4-9} cán bộ, khám bình quân {r:20-90} lượt mỗi ngày, quản lý {r:120-990} người tăng huyết áp, {r:60-490} người đái tháo đường.",
            "Tại điểm tiêm {thon}, {r:30-290} trẻ được khám sàng lọc; {r:2-19} trẻ hoãn tiêm do sốt, không ghi nhận phản ứng nặng.",
            "Hệ thống chụp cộng hưởng từ {d:1-3} Tesla trị giá {r:20-60} tỷ đồng đưa vào hoạt động, mỗi ngày phục vụ {r:15-60} lượt.",
        ],
        acts: &[
            "khám, phát thuốc miễn phí cho {n:300-4900} người",
            "tiếp nhận {n:4000-49000} liều vắc xin",
            "luân phiên {r:9-90} bác sĩ về xã",
            "lập {k:20-390} hồ sơ sức khỏe điện tử",
        ],
        tasks: &[
            "nâng tỷ lệ tiêm đầy đủ cho trẻ dưới 1 tuổi",
            "bảo đảm thuốc, vật tư, không để người bệnh mua ngoài",
            "thu hút bác sĩ về công tác lâu dài",
            "đổi mới phong cách phục vụ người bệnh",
        ],
        probs: &[
            "vắc xin cung ứng gián đoạn",
            "bác sĩ giỏi nghỉ việc sang bệnh viện tư",
            "đấu thầu thuốc kéo dài",
        ],
        results: &[
            "{dd:91-99}% trẻ tiêm đủ liều",
            "tỷ lệ bao phủ bảo hiểm y tế đạt {dd:90-98}%",
            "tỷ lệ chuyển tuyến giảm {dd:3-20}%",
        ],
        quotes: &[
            "chậm thêm mười lăm phút nữa là không giữ được bệnh nhân",
            "đi bộ hai tiếng cũng phải bế cháu ra tiêm cho đủ mũi",
        ],
    },
    Subject {
        who: &[
            "Sở Nông nghiệp và Môi trường",
            "Công ty Môi trường đô thị {place}",
            "Hội Liên hiệp Phụ nữ tỉnh",
        ],
        topics: &["công tác bảo vệ môi trường", "việc thu gom, xử lý rác thải"],
        titles: &[
            "{xa}: Dân [bức xúc|kêu cứu] vì [bãi rác|trại lợn|nhà máy] gây ô nhiễm",
            "{huyen}: [Đổi rác lấy quà|Phân loại rác tại nguồn] [hiệu quả|lan tỏa]",
        ],
        leads: &[
            "Nhiều tháng nay, hàng trăm hộ dân {thon} sống chung với mùi hôi từ bãi rác {place}, nơi mỗi ngày tiếp nhận {r:20-190} tấn rác.",
        ],
        own: &[
            "Kết quả quan trắc ngày {date} cho thấy COD vượt {dd:2-9} lần, amoni vượt {dd:2-14} lần quy chuẩn; cơ quan chức năng phạt {r:80-490} triệu đồng.",
            "Bãi rác rộng {dd:1-9} ha, đưa vào sử dụng năm {r:2005-2015}, thiết kế {r:20-60} tấn/ngày nhưng đang nhận gấp {dd:1-3} lần.",
            "Mô hình do {ong} khởi xướng thu {n:400-9900} kg phế liệu, bán được {r:8-90} triệu đồng, mua {r:12-190} thẻ bảo hiểm y tế tặng người nghèo.",
            "{n:600-9900} hộ ở {xa2} có hố ủ rác hữu cơ; lượng rác phải chở đi giảm từ {r:18-40} xuống {r:7-16} tấn mỗi ngày.",
        ],
        acts: &[
            "trồng {k:3-90} cây xanh",
            "thu gom {n:40-890} tấn rác ở bãi biển, kênh mương",
            "đóng cửa {r:2-19} bãi rác lộ thiên",
            "kiểm tra {r:12-120} cơ sở xả thải",
        ],
        tasks: &[
            "đầu tư lò đốt đạt chuẩn, thu hồi năng lượng",
            "xử lý dứt điểm điểm ô nhiễm nghiêm trọng",
            "hạn chế túi ni lông, sản phẩm nhựa dùng một lần",
            "lắp trạm quan trắc tự động truyền dữ liệu",
        ],
        probs: &[
            "xe ép rác cũ, rò rỉ nước dọc đường",
            "giá dịch vụ không đủ bù chi",
            "doanh nghiệp lén xả thải ban đêm",
        ],
        results: &[
            "{r:71-98}% rác sinh hoạt được thu gom",
            "chất thải nhựa giảm {r:9-48}%",
            "{r:6-60} tuyến kênh hết ô nhiễm",
        ],
        quotes: &[
            "trời nắng thì ruồi, trời mưa thì nước đen chảy vào giếng",
            "phân loại không khó, khó là thu gom phải riêng từng loại",
        ],
    },
];
