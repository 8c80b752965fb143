//! The board of Hoa Giang: thirty articles at the start, eight that follow.

use super::super::article::Article;

const KHOA_GIAO: &str = "khoa-giao";
const LY_LUAN: &str = "ly-luan-chinh-tri";
const DU_LUAN: &str = "du-luan-xa-hoi";
const LICH_SU: &str = "lich-su-dang";
const VAN_NGHE: &str = "van-hoa-van-nghe";
const TUYEN_TRUYEN: &str = "tuyen-truyen";

/// See the head of the file.
pub const HOA_GIANG: &[Article] = &[
    Article::old(
        KHOA_GIAO,
        "Kiên Giang: Giao ban công tác khoa giáo quý I, nhiều mặt chuyển biến tích cực",
        "Các sở, ngành khối khoa giáo cùng nhìn lại ba tháng đầu năm: trường lớp ổn định, y tế cơ sở \
         được tăng cường, phong trào khuyến học lan rộng đến từng xóm ấp.",
    ),
    Article::old(
        LY_LUAN,
        "Khai giảng lớp trung cấp lý luận chính trị hệ không tập trung khóa 27",
        "Tám mươi lăm học viên từ các xã, phường bước vào chương trình học mười tám tháng, mỗi tháng một \
         tuần tập trung.",
    ),
    Article::old(
        DU_LUAN,
        "Tập huấn nghiệp vụ cho 240 cộng tác viên dư luận xã hội",
        "Lớp học dành trọn một ngày cho kỹ năng ghi nhận ý kiến của người dân và viết báo cáo nhanh.",
    ),
    Article::old(
        LICH_SU,
        "Nghiệm thu cuốn \"Lịch sử Đảng bộ xã Vĩnh Thạnh (1945 - 2025)\"",
        "Hội đồng đánh giá bản thảo công phu, đề nghị bổ sung ảnh tư liệu và lời kể của nhân chứng.",
    ),
    Article::old(
        VAN_NGHE,
        "Liên hoan đờn ca tài tử mùa nước nổi: 14 câu lạc bộ tranh tài",
        "Ba đêm diễn bên bến sông thu hút đông đảo bà con, nhiều bài bản tổ được các nghệ nhân trẻ thể hiện.",
    ),
    Article::old(
        TUYEN_TRUYEN,
        "Định hướng tuyên truyền tháng 11/2026",
        "Trọng tâm là ngày Nhà giáo Việt Nam, công tác phòng, chống thiên tai và kết quả sắp xếp bộ máy.",
    ),
    Article::old(
        KHOA_GIAO,
        "Trao 320 suất học bổng \"Tiếp sức đến trường\" cho học sinh vùng hạn mặn",
        "Mỗi suất trị giá hai triệu đồng, kèm sách giáo khoa và áo phao cho các em đi học bằng đò.",
    ),
    Article::old(
        KHOA_GIAO,
        "Khởi động chiến dịch tiêm chủng bổ sung vắc xin sởi cho trẻ từ 1 đến 5 tuổi",
        "Trạm y tế các xã bố trí điểm tiêm lưu động vào cuối tuần để phụ huynh tiện đưa con em đến.",
    ),
    Article::old(
        LY_LUAN,
        "Hội thi giảng viên lý luận chính trị giỏi: 22 thí sinh vào vòng thực hành",
        "Ban giám khảo chấm giáo án, bài giảng bốn mươi lăm phút và phần xử lý tình huống trên lớp.",
    ),
    Article::old(
        DU_LUAN,
        "Khảo sát ý kiến nhân dân về dịch vụ công trực tuyến cấp xã",
        "Hơn 1.500 phiếu cho thấy người dân hài lòng về thời gian, còn băn khoăn về cách nộp lệ phí.",
    ),
    Article::old(
        LICH_SU,
        "Họp mặt truyền thống cựu chiến sĩ tiểu đoàn U Minh (1966 - 1975)",
        "Những người lính năm xưa ôn lại các trận đánh giữ rừng và thắp hương cho đồng đội.",
    ),
    Article::old(
        VAN_NGHE,
        "Trại sáng tác văn học, nghệ thuật về đề tài biển đảo nhận 96 tác phẩm",
        "Thơ, truyện ngắn, ca khúc và tranh cổ động đều có bài được chọn in trong tuyển tập cuối năm.",
    ),
    Article::old(
        TUYEN_TRUYEN,
        "Hội nghị báo cáo viên tháng 10: thông tin về tình hình biển và mùa vụ",
        "Báo cáo viên các cấp được cung cấp tài liệu hỏi đáp ngắn để tuyên truyền miệng tại chi bộ.",
    ),
    Article::old(
        KHOA_GIAO,
        "Ngày hội STEM: học sinh làm máy đo độ mặn từ linh kiện cũ",
        "Sản phẩm của nhóm học sinh lớp tám đo được ba chỉ số và gửi kết quả về điện thoại của nông dân.",
    ),
    Article::old(
        KHOA_GIAO,
        "Sơ kết 5 năm thực hiện nghị quyết về công tác dân số trong tình hình mới",
        "Mức sinh được giữ ổn định, việc chăm sóc người cao tuổi tại cộng đồng có mô hình hay cần nhân rộng.",
    ),
    Article::old(
        LY_LUAN,
        "Bồi dưỡng nhận thức về Đảng cho 130 đoàn viên ưu tú",
        "Lớp học năm ngày kết thúc bằng chuyến về nguồn và bài thu hoạch viết tay.",
    ),
    Article::old(
        DU_LUAN,
        "Nắm bắt dư luận về giá vật tư nông nghiệp đầu vụ đông xuân",
        "Bà con mong ngành chức năng công khai giá phân bón và xử lý nghiêm hàng kém chất lượng.",
    ),
    Article::old(
        LICH_SU,
        "Số hóa 3.000 trang tư liệu lịch sử đảng bộ huyện trước khi sáp nhập",
        "Tài liệu được quét, lập chỉ mục và lưu ở hai nơi, phục vụ việc biên soạn và giảng dạy.",
    ),
    Article::old(
        VAN_NGHE,
        "Triển lãm 60 bức ảnh \"Hoa Giang - mùa sen\"",
        "Các tác giả không chuyên kể chuyện làng nghề dệt chiếu và đồng sen qua ống kính điện thoại.",
    ),
    Article::old(
        TUYEN_TRUYEN,
        "Ra mắt chuyên mục \"Hỏi nhanh - Đáp gọn\" trên hệ thống loa truyền thanh cơ sở",
        "Mỗi số dài ba phút, trả lời một câu hỏi của người dân về thủ tục hành chính.",
    ),
    Article::old(
        KHOA_GIAO,
        "Phát động tháng hành động vì trẻ em: mỗi xã một lớp dạy bơi miễn phí",
        "Huấn luyện viên tình nguyện dạy bơi và kỹ năng cứu đuối tại các hồ bơi lắp ghép.",
    ),
    Article::old(
        KHOA_GIAO,
        "Ban Khoa giáo làm việc với Liên hiệp các hội khoa học và kỹ thuật",
        "Hai bên thống nhất chọn năm vấn đề để trí thức trong tỉnh tư vấn, phản biện trong năm tới.",
    ),
    Article::old(
        LY_LUAN,
        "Tọa đàm: Đưa tư tưởng Hồ Chí Minh vào bài giảng ở trung tâm chính trị",
        "Giảng viên trao đổi cách dùng câu chuyện địa phương để bài học gần với người nghe.",
    ),
    Article::old(
        DU_LUAN,
        "Kết quả thăm dò về việc đặt tên đường mới ở khu đô thị phía tây",
        "Gần tám phần mười ý kiến chọn tên các nhà giáo, nhà thơ quê địa phương.",
    ),
    Article::old(
        LICH_SU,
        "Dâng hương nhân 85 năm ngày thành lập chi bộ đầu tiên ở làng An Lạc",
        "Ngôi nhà lá nơi bảy đảng viên đầu tiên họp bí mật nay là điểm về nguồn của học sinh.",
    ),
    Article::old(
        VAN_NGHE,
        "Phục dựng lễ hội hạ điền của làng Phú Mỹ sau hơn 40 năm",
        "Các cụ cao niên truyền lại bài văn tế, thanh niên lo phần hội với đua ghe và kéo co.",
    ),
    Article::old(
        TUYEN_TRUYEN,
        "Cuộc thi trực tuyến tìm hiểu luật đất đai: tuần 3 có 18.400 lượt dự thi",
        "Đơn vị dẫn đầu là phường Tân Hòa; câu hỏi khó nhất thuộc về bảng giá đất.",
    ),
    Article::old(
        KHOA_GIAO,
        "Bệnh viện tuyến tỉnh đưa vào sử dụng hệ thống hồ sơ bệnh án điện tử",
        "Người bệnh không phải cầm phim chụp, bác sĩ xem lại lịch sử khám trong vài giây.",
    ),
    Article::old(
        KHOA_GIAO,
        "Hội khuyến học vận động mỗi dòng họ một tủ sách",
        "Sau hai năm, 214 tủ sách dòng họ đã mở cửa cho cả trẻ em trong xóm đến đọc.",
    ),
    Article::old(
        VAN_NGHE,
        "Bảo tàng tỉnh tiếp nhận bộ nhạc cụ ngũ âm hơn 100 năm tuổi",
        "Bộ nhạc cụ của gia đình một nghệ nhân Khmer sẽ được trưng bày cùng bản thu âm.",
    ),
    Article::new(
        1,
        KHOA_GIAO,
        "Hội nghị giao ban công tác khoa giáo 9 tháng: gỡ khó cho trường ở cù lao",
        "Ngành giáo dục đề nghị hỗ trợ nhà công vụ để giáo viên trẻ yên tâm ở lại với lớp.",
    ),
    Article::new(
        1,
        DU_LUAN,
        "Người dân nói gì về tuyến xe buýt điện đầu tiên?",
        "Ý kiến khen nhiều về sự đúng giờ, mong có thêm chuyến sau bảy giờ tối.",
    ),
    Article::new(
        2,
        LY_LUAN,
        "Bế giảng lớp cập nhật kiến thức cho bí thư chi bộ khu phố",
        "Học viên tâm đắc nhất với chuyên đề xử lý đơn thư và nói chuyện trước dân.",
    ),
    Article::new(
        2,
        VAN_NGHE,
        "Đêm thơ \"Phù sa\" giới thiệu 12 cây bút trẻ",
        "Những bài thơ viết về mẹ, về lũ muộn và về người đi xa được đọc bên ánh đèn dầu.",
    ),
    Article::new(
        3,
        LICH_SU,
        "Phát hiện thêm thư tay của nữ du kích Sáu Liên",
        "Bảy bức thư viết trên giấy học trò được gia đình trao lại cho bảo tàng.",
    ),
    Article::new(
        3,
        TUYEN_TRUYEN,
        "Treo cờ, trang trí đường phố chào mừng đại hội: quy định cần nhớ",
        "Băng rôn phải chắc chắn, không che khuất biển báo và tháo dỡ đúng hạn.",
    ),
    Article::new(
        4,
        KHOA_GIAO,
        "Nhà khoa học về xã: chuyên gia hướng dẫn nuôi tôm hai giai đoạn",
        "Buổi trao đổi ngay tại ao giúp nông dân hiểu cách đo khí độc bằng bộ thử rẻ tiền.",
    ),
    Article::new(
        5,
        KHOA_GIAO,
        "Sôi nổi ngày hội hiến máu \"Giọt hồng cù lao\"",
        "Trong một buổi sáng, ban tổ chức tiếp nhận 412 đơn vị máu an toàn.",
    ),
];
