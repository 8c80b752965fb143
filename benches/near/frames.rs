//! Sentence frames that all subjects share.

/// Leads that suit every subject.
pub const LEAD: &[&str] = &[
    "[Sáng|Chiều|Ngày] {ngay}, {noi}, {cq} [phối hợp với {office} ]{act}. Đồng chí {nguoi}, {chuc}, [dự và chỉ đạo|tham dự|chủ trì].",
    "Thời gian qua, {topic} ở {tinh} [đạt nhiều kết quả|có nhiều chuyển biến|được các cấp, các ngành quan tâm]; {res}. Tuy vậy, {prob}.",
    "[Từ đầu năm {nam}|Sau {r:2-9} tháng triển khai|Những ngày này], {huyen} ({tinh}) đã {act}, {goal}.",
    "({hang}) – [Xác định|Coi] {topic} là nhiệm vụ [trọng tâm|thường xuyên], {xa}, {huyen} đã {act}, bước đầu {res}.",
    "{capres}. Đó là [kết quả|con số] được nêu ra [trong|tại] [buổi làm việc|cuộc họp|hội nghị] ngày {ngay} giữa {cq} và {huyen}.",
    "[Trước thực trạng|Trước tình hình] {prob}, {cq} tỉnh {tinh} [yêu cầu|đề nghị] các đơn vị {task}.",
    "Đồng chí {nguoi}, {chuc}, vừa có buổi [kiểm tra|làm việc|khảo sát] về {topic} tại {huyen} [và|cùng] {huyen2}.",
    "Năm {nam}, {tinh} phấn đấu {task}; riêng {huyen} đặt mục tiêu [cao hơn mức chung của tỉnh|hoàn thành trước tháng {r:6-12}].",
];

/// Sentences of report.
pub const NEWS: &[&str] = &[
    "[Theo báo cáo của {cq}|Theo thống kê của {office}|Số liệu tổng hợp đến ngày {date} cho thấy], {res}[; {res}|, trong khi {gres}|].",
    "[Tính đến|Đến] [ngày {date}|nay|hết tháng {r:1-12}], [toàn tỉnh|{huyen}|trên địa bàn {xa}] đã {act}.",
    "[Cùng với đó|Bên cạnh đó|Song song với việc này|Ngoài ra], {cq} [còn |đã ]{act}[, {goal}|].",
    "[Tuy nhiên|Bên cạnh kết quả đạt được|Dù vậy], [vẫn còn những hạn chế|một số khó khăn đã được chỉ ra]: {prob}[; {prob}|].",
    "Nguyên nhân [chủ yếu|được chỉ ra] là [do |]{prob}[, trong khi kinh phí dành cho {xa2} mới đáp ứng {r:35-80}% nhu cầu|, cộng với địa bàn rộng, dân cư ở {xa2} và {xa2} phân tán|].",
    "Riêng [tại|ở] {xa2}, {res}, [cao hơn mức bình quân của {huyen}|đứng thứ {r:2-9} toàn {huyen}|tăng rõ so với năm {nam0}].",
    "[Để đạt kết quả đó|Có được kết quả này], {huyen} [đã chủ động|đã tập trung] {task}, đồng thời {gtask}.",
    "Trong {r:2-10} tháng [đầu năm|qua], {office} phối hợp với {cq} {act}; [nhờ đó|kết quả], {gres}.",
    "[Kế hoạch số {r:11-390}/KH-UBND ngày {date}|Công văn số {r:110-4890} ban hành ngày {date}|Chương trình hành động của Huyện ủy] [nêu rõ|xác định] yêu cầu {task}.",
    "[Đoàn công tác|Tổ kiểm tra] do {dc} dẫn đầu đã [đến|làm việc tại] {xa2}, {xa2} và {thon}, [ghi nhận|nhận định] {res}.",
    "[Tại các điểm|Qua kiểm tra thực tế ở {thon}], {prob}; [đoàn|cơ quan chức năng] đề nghị {xa2} [sớm |kịp thời ]{task}.",
    "[Một trong những|Một] điểm mới [năm nay|so với năm {nam0}] là việc {task}, do {office} [chủ trì|làm đầu mối][ cùng {r:2-9} đơn vị liên quan|].",
    "{huyen2} và {huyen2} là hai địa phương [đi đầu|làm tốt]: nơi thứ nhất {act}, nơi thứ hai [có {r:4-30} mô hình được công nhận|huy động được {n:120-980} ngày công|cử {r:6-60} cán bộ bám cơ sở].",
    "[Giai đoạn|Trong ba năm] {nam0} - {nam1}, [tổng kinh phí|nguồn vốn] [bố trí|huy động] cho {topic} [ước|khoảng] {d:2-85} tỷ đồng, trong đó ngân sách tỉnh {d:1-40} tỷ đồng.",
    "[Dự buổi làm việc có|Tham dự có|Cùng dự còn có] {dc}, {post}; {dc}, {post}; cùng {aud}.",
    "[Hội nghị|Buổi làm việc|Chương trình] [thu hút|có sự tham gia của] {n:40-450} [đại biểu|người] là {aud}[ và {aud}|].",
    "[Các đại biểu|Nhiều ý kiến] [tập trung thảo luận|trao đổi, làm rõ] việc {task}[; có {r:4-19} lượt ý kiến, trong đó {r:2-8} ý kiến đến từ {huyen2}|, nhất là ở {xa2} và {xa2}].",
    "[Trước đó|Cách đây ít lâu], ngày {date}, {office} đã {act} [tại {huyen2}|ở {xa2}].",
    "[Các địa phương|{xa2}, {xa2} và {xa2}] [cũng |lần lượt ]{act}, [không để xảy ra tình trạng|khắc phục tình trạng] {prob}.",
    "[Dẫn chứng rõ nhất|Điển hình] là {thon}, nơi {r:14-290} hộ dân [cùng nhau|tự nguyện] {task}.",
];

/// Sentences full of figures.
pub const FACTS: &[&str] = &[
    "[Toàn {huyen}|{xa}] hiện có {n:12-240} [thôn, tổ dân phố|khu dân cư], {n:1800-46000} hộ với {k:6-190} nhân khẩu, trong đó đồng bào dân tộc thiểu số chiếm {dd:2-71}%.",
    "So với [cùng kỳ năm {nam0}|kế hoạch đầu năm|quý trước], con số này [tăng|giảm] {dd:1-38}%[, vượt dự báo của {office}|, thấp hơn mức trung bình của tỉnh|].",
    "Cụ thể, {xa2} {n:18-760} trường hợp, {xa2} {n:18-760} trường hợp, {xa2} {n:8-320} trường hợp[, số còn lại rải rác ở {huyen2}|].",
    "Trong tổng số {n:600-9900} [lượt|đối tượng], có {n:30-580} [người cao tuổi|phụ nữ|thanh niên|trẻ em] [được hỗ trợ riêng|thuộc hộ nghèo, cận nghèo].",
    "{capgres}[; {gres}|].",
    "Mức hỗ trợ [là|từ] {r:2-9}00 nghìn đồng đến {d:1-12} triệu đồng [mỗi hộ|một trường hợp], [chi trả trước ngày {date+}|lấy từ nguồn của {office}].",
    "[Thời hạn hoàn thành|Mốc cuối] được ấn định là ngày {date+}; [sau thời điểm này|hằng tuần], {office} [tổng hợp, báo cáo UBND tỉnh|kiểm tra lại].",
    "Ba đơn vị được nêu tên là {xa2}, {xa2} và {xa2}, [với|đạt] tỷ lệ lần lượt {dd:52-99}%, {dd:52-99}% và {dd:42-97}%.",
    "Khoảng cách từ {thon} đến trung tâm {huyen2} là {r:7-48} km, [mùa mưa đi lại mất gần {r:2-4} giờ|đường còn {r:2-9} ngầm tràn].",
];

/// What officials say.
pub const SPEECH: &[&str] = &[
    "Phát biểu tại [hội nghị|buổi làm việc|buổi lễ], đồng chí {nguoi}, {chuc}, [nhấn mạnh|đề nghị|yêu cầu] [các cấp, các ngành|{cq}|{huyen}] [tiếp tục |cần ]{task}; {gtask}.",
    "“{capquote}”, [đồng chí {nguoi}|đồng chí {nguoi2}, {chuc2},] [nói|nhấn mạnh|khẳng định|cho biết].",
    "Theo [{dc}|{ong}], [{post}|đại diện {office}], {quote}.",
    "Đồng chí {nguoi2}, {chuc2}, [đánh giá cao|ghi nhận|biểu dương] [nỗ lực|kết quả] của {huyen}: {res}; [song|đồng thời] lưu ý {prob}.",
    "Kết luận [hội nghị|buổi làm việc], đồng chí {nguoi} [giao|chỉ đạo] {office}[ chủ trì, phối hợp với {cq}|] {task}, [xong trước ngày {date+}|báo cáo kết quả trong quý tới].",
    "[Trao đổi với phóng viên|Chia sẻ thêm], {ong}, {post}, [cho hay|cho biết]: “{capquote}”.",
    "[Tham luận|Phát biểu thảo luận], đại biểu {ten} ({huyen2}) [nêu|cho rằng] {prob}, [vì vậy|từ đó] kiến nghị {task}.",
    "[Thay mặt|Đại diện] {office}, {dc} [tiếp thu|cảm ơn] [các ý kiến|sự quan tâm của lãnh đạo tỉnh] và [hứa|cam kết] {task}.",
    "Đồng chí {nguoi} cũng [chia sẻ với những khó khăn|lưu ý] khi {prob}, [mong|đề nghị] {aud} {gtask}.",
    "[Giải đáp|Trả lời] kiến nghị của {xa2}, {dc}, {post}, [nói rõ|thông tin]: {res}; phần còn lại sẽ [được xem xét trong kỳ họp tới|bố trí từ nguồn dự phòng].",
];

/// People and villages.
pub const STORY: &[&str] = &[
    "[Gia đình|Nhà] {ong}, {r:31-74} tuổi, {job} ở {thon}, là một trong {r:12-190} [hộ|trường hợp] [được hỗ trợ|tham gia từ đầu].",
    "“[Trước kia|Hồi mới bắt đầu|Mấy năm trước] {prob}, [bà con|ai cũng] lo lắm, giờ {res} nên [mọi người|chúng tôi] yên tâm hơn”, {ong} ở {thon} [kể|chia sẻ|bộc bạch].",
    "[Có mặt|Về] {thon} [những ngày này|vào một buổi sáng giữa tháng {r:1-12}], [chúng tôi gặp|dễ dàng bắt gặp] cảnh [cán bộ {xa2}|bà con] đang {task}.",
    "{capong}, {job}, [nhớ lại|cho biết]: {quote}.",
    "[Mỗi tuần|Hằng tháng], tổ tự quản {r:5-17} người của {thon}, do {ong} làm tổ trưởng, [đến từng nhà|họp một lần] để [vận động|nhắc nhau] {task}.",
    "[Cách đó chừng|Cách] {r:2-14} km, ở {thon}, {ong} và {ong} [cũng |]bỏ ra {r:15-290} triệu đồng [cùng địa phương|để] {task}.",
    "[Ở tuổi|Đã] {r:60-88}[ tuổi|], {ong} vẫn [đều đặn|ngày ngày] [góp sức|đi từng ngõ, gõ từng nhà], [mong|với mong muốn] con cháu [hiểu|gìn giữ] giá trị của {topic}.",
    "[Không chỉ|Chẳng riêng] {thon}, [nhiều nơi ở|các hộ tại] {xa2} cũng [đổi thay|làm theo], nhất là từ khi {office} {act}.",
];

/// A glance at another subject.
pub const ASIDE: &[&str] = &[
    "[Cũng trong|Cùng] ngày {ngay}, {who} đã {act}, {goal}.",
    "[Liên quan đến|Nhân dịp này, nói về] {topic}, [lãnh đạo tỉnh|{dc}] [yêu cầu|đề nghị] {office} {task}.",
    "[Trong khuôn khổ chuyến công tác|Nhân dịp này], đoàn đã [thăm, tặng {r:5-60} suất quà cho các gia đình ở {thon}|kiểm tra {topic} tại {xa2}].",
];

/// How articles end.
pub const CLOSE: &[&str] = &[
    "Trong thời gian tới, [{cq}|{huyen}|các địa phương] [tiếp tục|sẽ] {task}, {gtask}[, {goal}|].",
    "[Thời gian tới|Những tháng còn lại của năm {nam}|Từ nay đến ngày {date+}], {xa} [tập trung|phấn đấu] {task}; [mục tiêu là|để] {res}.",
    "[Nhân dịp này|Dịp này], {office} [khen thưởng|tặng giấy khen cho] {r:3-28} tập thể, {r:5-64} cá nhân [có thành tích|tiêu biểu] trong {topic}.",
    "[Với quyết tâm|Với sự vào cuộc] của cả hệ thống chính trị, [tin rằng|hy vọng] {topic} ở {huyen} sẽ [có bước chuyển mới|đi vào chiều sâu], {goal}.",
    "[Bài học|Kinh nghiệm] được {xa} rút ra là phải {gtask} và {gtask}.",
    "[Để khắc phục|Trước thực tế đó], {cq} [kiến nghị|đề xuất] UBND tỉnh [sớm |]{task}, [đồng thời|cùng với đó] {gtask}.",
    "[Dự kiến|Theo kế hoạch], ngày {date+}, {cq} sẽ [tiếp tục |]{act2} tại {huyen2}[ và {huyen2}|].",
    "[Chương trình|Nội dung này] [kéo dài đến|sẽ được tổng kết vào] ngày {date+}, do {office} [theo dõi, đôn đốc|chịu trách nhiệm báo cáo].",
    "[Người dân|Tổ chức, cá nhân] [có nhu cầu|cần thông tin] liên hệ {cq}, số {r:5-299} đường {ten}, {huyen}, [điện thoại|đường dây nóng] 02{r:10-99}.3{r:100-999}.{r:100-999}.",
];
