//! The word lists of `editors.rs`: words that newspapers exchange for one another, phrases that
//! are left alone, abbreviations, names of papers, and the letters of Vietnamese with their tones.
//!
//! Lists are strings: entries end with `;`, the two sides of an entry stand around `=`.

/// Pairs exchanged in both directions.
pub const EXCHANGED: &str = "
tổ chức = tiến hành; triển khai = thực hiện; nhấn mạnh = khẳng định; cho biết = cho hay;
niềm nở = ân cần; khó khăn = vướng mắc; chú trọng = quan tâm; đẩy mạnh = tăng cường;
bảo đảm = đảm bảo; người dân = bà con; học sinh = học trò; giáo viên = thầy cô giáo;
hiện nay = hiện tại; thời gian qua = thời gian vừa qua; bên cạnh đó = ngoài ra;
cùng với đó = bên cạnh đó; tuy nhiên = tuy vậy; vì vậy = do đó; vì thế = do vậy;
gặp mặt = gặp gỡ; thăm hỏi = hỏi thăm; động viên = khích lệ; biểu dương = tuyên dương;
yêu cầu = đề nghị; kiến nghị = đề xuất; tuyên truyền = truyền thông; diễn ra = được tổ chức;
hoàn thành = hoàn tất; thống nhất = nhất trí; trao đổi = thảo luận; chủ động = tích cực;
kịp thời = nhanh chóng; thường xuyên = liên tục; quan trọng = then chốt; to lớn = lớn lao;
đặc biệt là = nhất là; từng bước = dần dần; nhờ đó = nhờ vậy; qua đó = từ đó;
đến nay = tới nay; phụ huynh = cha mẹ học sinh; ý thức = nhận thức; du khách = khách du lịch;
nông dân = nhà nông; bệnh nhân = người bệnh; bác sĩ = thầy thuốc; dịch bệnh = bệnh dịch;
cơ quan chức năng = lực lượng chức năng; xe máy = xe gắn máy;
con đường = tuyến đường; cây cầu = chiếc cầu; khẩn trương = gấp rút; hàng năm = hằng năm;
hàng ngày = hằng ngày; hàng tháng = hằng tháng; hàng tuần = hằng tuần; phấn đấu = nỗ lực;
ứng dụng = áp dụng; khuyết điểm = thiếu sót; ảnh hưởng = tác động; thiệt hại = tổn thất;
mưa lớn = mưa to; ngập lụt = ngập úng; sạt lở = sụt lở; cảnh báo = khuyến cáo;
lưu ý = chú ý; vui mừng = phấn khởi; hào hứng = háo hức; sôi nổi = sôi động;
trang trọng = long trọng; giải pháp = biện pháp; theo quy định = đúng quy định;
cuộc thi = hội thi; đoạt giải = đạt giải; khán giả = người xem; biểu diễn = trình diễn;
bảo tồn = gìn giữ; rác thải = chất thải; mang lại = đem lại; tạo điều kiện = tạo thuận lợi;
phù hợp = thích hợp; thuận lợi = thuận tiện; rõ rệt = rõ nét; hiện có = đang có;
đa số = phần lớn; khi đó = lúc đó; giải đáp = trả lời; thắc mắc = băn khoăn;
hy vọng = kỳ vọng; vận chuyển = chuyên chở; buôn bán = mua bán; tang vật = vật chứng;
lâu dài = dài lâu; quyết liệt = mạnh mẽ; sâu rộng = rộng khắp; thiết thực = hữu ích;
tiêu biểu = điển hình; tưởng nhớ = tưởng niệm; dâng hương = thắp hương; đời sống = cuộc sống;
trẻ em = trẻ nhỏ; người cao tuổi = người già; có mặt = hiện diện; xem xét = cân nhắc;
nêu rõ = chỉ rõ; phối hợp = kết hợp; bồi dưỡng = tập huấn; khởi sắc = đổi thay;
vất vả = nhọc nhằn; chăm sóc = chăm lo; gắn bó = gắn kết; khôi phục = phục hồi;
nảy sinh = phát sinh; dồi dào = phong phú; hết sức = vô cùng; tuyển chọn = lựa chọn;
hấp dẫn = lôi cuốn; đưa vào sử dụng = đưa vào khai thác; sắp tới = tới đây;
khang trang = khang trang, sạch đẹp; phòng chống = phòng, chống; tỷ đồng = tỉ đồng;
tỷ lệ = tỉ lệ; khám chữa bệnh = khám, chữa bệnh; phức tạp = khó lường; hiệu quả = có hiệu quả;
nhộn nhịp = tấp nập; náo nhiệt = náo nức;
giản dị = mộc mạc; giành được = đạt được; san sẻ = sẻ chia;
trăn trở = lo lắng; lan tỏa = lan rộng; bà con nông dân = nông dân; tại buổi lễ = tại lễ;
tất cả = toàn bộ; trước hết = trước tiên; cuối cùng = sau cùng; gần đây = mới đây;
lập tức = tức thì; thí điểm = làm thử; sửa chữa = tu sửa; nạo vét = khơi thông;
bị hỏng = bị hư hỏng; trồng mới = trồng thêm; nhà ở = nơi ở";

/// Exchanged from left to right only.
pub const ONE_WAY: &str = "
thiệt mạng = tử vong; giúp đỡ = hỗ trợ; lý do = nguyên nhân; tham dự = dự; tham dự = đến dự; góp phần = giúp; nhân dân = người dân; nhằm = để;
trao tặng = tặng; lắng nghe = nghe; kết thúc = khép lại; tháo gỡ = giải quyết;
đồng bào = bà con; nhà trường = trường; kinh phí = nguồn kinh phí; sử dụng = dùng;
hộ gia đình = gia đình; toàn thể = toàn bộ; chính quyền địa phương = địa phương;
chia sẻ = tâm sự; cố gắng = nỗ lực; trang bị = cung cấp;
cải thiện = nâng cao; trận đấu = cuộc so tài; quảng bá = giới thiệu; tham quan = thăm;
rà soát = kiểm tra, rà soát; đối với = với; về việc = về; cùng với = cùng;
trở thành = thành; ngày càng = càng ngày càng; mặc dù = dù; thay mặt = đại diện;
chủ trì = điều hành; tiếp thu = ghi nhận; nguyện vọng = mong muốn; tin tưởng = tin;
gia tăng = tăng; giảm bớt = giảm; giá cả = giá; cống hiến = đóng góp;
sinh sống = sống; lập tức = ngay lập tức; nhận định = đánh giá;
quán triệt = phổ biến; bầu không khí = không khí; chủ yếu = phần nhiều; phân công = giao;
đón nhận = nhận; khuyến khích = khích lệ; trên địa bàn tỉnh = trong tỉnh;
trên địa bàn huyện = trong huyện; trên địa bàn xã = trong xã; tại = ở; thông qua = qua;
trên địa bàn thành phố = trong thành phố; trong thời gian tới = thời gian tới;
hiện đang = đang; chia sẻ = cho biết; khẳng định = nói rõ; cho biết = nói;
phát biểu tại = phát biểu ý kiến tại; đông đảo = đông;
xe hơi = ô tô; ô tô = xe ô tô; tiếp tục = tiếp tục tập trung; trong quá trình = khi;
với sự tham gia của = có sự tham gia của; đồng chí = đ/c; nhiều năm qua = những năm qua";

/// Left out without loss of facts.
pub const LEFT_OUT: &str = "
cũng; rất; đã; đều; luôn; vô cùng; hết sức; một cách; thực sự; thật sự; khá; đồng thời";

/// Openings of a sentence that come and go.
pub const OPENINGS: &str = "
Theo đó; Cụ thể; Bên cạnh đó; Ngoài ra; Cùng với đó; Đồng thời; Được biết; Đáng chú ý";

/// First words of a sentence that take a lower-case letter behind an opening.
pub const LOWERED: &str = "
Các; Những; Tại; Trong; Sau; Với; Để; Nhiều; Từ; Đến; Lãnh; Đại; Ban; Đồng; Người; Mỗi; Toàn;
Đây; Qua; Khi; Việc; Học; Công; Nhà; Số; Tổng; Một; Trên; Huyện; Tỉnh; Xã; Hội";

/// Phrases no editor touches, with the words that would be mistaken inside them.
pub const KEPT: &str = "
triển khai thực hiện; tổ chức thực hiện; tổ chức triển khai; ban tổ chức; các tổ chức;
tổ chức đảng; tổ chức chính trị; tổ chức xã hội; tổ chức cơ sở; tổ chức bộ máy; cơ quan tổ chức;
tổ chức quốc tế; tổ chức tín dụng; công tác tổ chức; tổ chức công đoàn; bộ máy tổ chức; một tổ chức;
những tổ chức; nhiều tổ chức; hệ thống tổ chức; đơn vị tổ chức; tổ chức lại; tổ chức cán bộ;
quân đội nhân dân; công an nhân dân; toà án nhân dân; tòa án nhân dân; viện kiểm sát nhân dân;
nhà giáo nhân dân; nghệ nhân dân gian; thầy thuốc nhân dân; nghệ sĩ nhân dân; quỹ tín dụng nhân dân;
dân quân; nhân dân tệ; hội nông dân; chia sẻ kinh nghiệm; chia sẻ khó khăn; chia sẻ thông tin;
chia sẻ dữ liệu; tồn tại; hiện tại chỗ; tại chỗ; tại ngũ; tại chức; tại vì; nhiều nhất; khó khăn nhất;
hội người cao tuổi; bảo tồn thiên nhiên; khu bảo tồn; bảo tồn bảo tàng; tạo điều kiện thuận lợi;
thành công tác; thông tin và truyền thông; phương tiện truyền thông; thông tin tuyên truyền;
ban tuyên truyền; phát triển khai thác; cơ hội thi; học sinh giỏi; học sinh viên; thi học sinh;
khách du lịch; thông báo số; thông báo kết luận; bản thông báo; cổng thông tin; công nghệ thông tin;
thông tin điện tử; hệ thống thông tin; an toàn thông tin; thông tin báo chí; ủy ban; nguồn thông tin;
được thông qua; đã thông qua; thông qua nghị quyết; thông qua dự thảo; biểu quyết thông qua;
nhất trí thông qua; thống nhất đất nước; hợp nhất trí; ngày thống nhất; bà con dòng họ;
chính quyền; chính sách; chính trị; chính phủ; chính thức; chính là; tài chính; hành chính; bưu chính;
chính đáng; chính xác; chính quy; chân chính; chính mình; chính họ; nghiêm chính; liêm chính;
khá giả; cũng ráng; cũng phải; giải khuyến khích; chỉ tiêu chủ yếu; nhiệm vụ chủ yếu; giải pháp chủ yếu;
nội dung chủ yếu; vừa là chủ yếu; đã từng; khá giỏi; loại khá; học lực khá; khá lên; xếp loại khá; luôn luôn; cũng như; cũng là; nay đã;
đã qua; bởi lẽ đã; tài sản công; đông đảo các; đông người; đông nam; đông bắc; mùa đông; vụ đông;
mặt trận tổ quốc; phía đông; biển đông; á đông; sức khỏe; đoàn kết hợp; tổng kết hợp tác;
bị tiến hành; cán bộ giáo viên; tập thể giáo viên; đội ngũ giáo viên; vật chất thải; có hiệu quả;
tiết kiệm hiệu quả; kém hiệu quả; hiệu quả kinh tế; nâng cao hiệu quả; hiệu quả của; tính hiệu quả;
giá trị; tổng giá; giá trị gia tăng; người già yếu; tất cả mọi; chất lượng cuộc sống; cuộc sống mới;
bị yêu cầu; đáp ứng yêu cầu; theo yêu cầu; yêu cầu của; yêu cầu nhiệm vụ; những yêu cầu; các yêu cầu;
đạt yêu cầu; văn bản đề nghị; hồ sơ đề nghị; đơn đề nghị; giấy đề nghị; có ảnh hưởng; tác động môi trường;
nhất là; quan tâm lo; sự quan tâm; được quan tâm; quan tâm của; công trình diễn ra; chủ động viên;
vận động viên; hội đồng thời gian; đoàn viên; một lý do; lý do chính đáng; kỳ thi; đối với nhau;
về việc làm; phong phú đa dạng; điều hành; hoàn cảnh khó khăn; có hoàn cảnh; các hoàn cảnh; hoàn cảnh gia đình;
đồng chí hướng; cổ phần lớn; thành phần lớn; phần lớn nhất; gương điển hình; điển hình tiên tiến;
thay mặt bằng; trong đó; xuất hiện nay; đang có mặt; đông đảo người dân; tiếp tục thực hiện; khi trở thành;
thể hiện có; đã và đang; nay đã; có kỳ vọng; sinh hoạt; tới đây nhận; cần chú ý; đáng chú ý; sự chú ý;
bị ảnh hưởng; giúp đỡ đầu; hợp tác động; trước nhân dân; phát thanh; sống động; nghiên cứu ứng dụng;
kiến trúc; giữ vững; trao đổi mới; bảo đảm bảo mật; tại sao; nội tại; thực tại; tại đây; cầu thủ";

/// Abbreviations and what they stand for; exchanged in both directions.
pub const ABBREVIATED: &str = "
UBND = Ủy ban nhân dân; HĐND = Hội đồng nhân dân; MTTQ = Mặt trận Tổ quốc; THPT = trung học phổ thông;
GD&ĐT = Giáo dục và Đào tạo; NN&PTNT = Nông nghiệp và Phát triển nông thôn; THCS = trung học cơ sở;
TN&MT = Tài nguyên và Môi trường; KH&CN = Khoa học và Công nghệ; KH&ĐT = Kế hoạch và Đầu tư;
VHTT&DL = Văn hóa, Thể thao và Du lịch; LĐTB&XH = Lao động, Thương binh và Xã hội;
GTVT = Giao thông vận tải; BCH = Ban Chấp hành; BTV = Ban Thường vụ; BCĐ = Ban Chỉ đạo;
ĐBQH = đại biểu Quốc hội; BHXH = bảo hiểm xã hội; BHYT = bảo hiểm y tế; CNTT = công nghệ thông tin;
CSGT = cảnh sát giao thông; TNGT = tai nạn giao thông; ATGT = an toàn giao thông;
PCCC = phòng cháy, chữa cháy; GPMB = giải phóng mặt bằng; ATTP = an toàn thực phẩm;
HTX = hợp tác xã; CLB = câu lạc bộ; VĐV = vận động viên; HLV = huấn luyện viên; NTM = nông thôn mới;
TTHC = thủ tục hành chính; TW = Trung ương; TP = thành phố; TX = thị xã; QL = quốc lộ;
KT-XH = kinh tế - xã hội; QP-AN = quốc phòng - an ninh; ANTT = an ninh trật tự; LLVT = lực lượng vũ trang;
UBND = ủy ban nhân dân; HĐND = hội đồng nhân dân; TP.HCM = Thành phố Hồ Chí Minh; TS = Tiến sĩ;
CBCC = cán bộ, công chức; HSSV = học sinh, sinh viên; SXKD = sản xuất, kinh doanh; KCN = khu công nghiệp";

/// Words after which a figure is a name (`lớp 5`, `số 1500`) and is not written in another way.
pub const NAMING: &str = "
số; năm; tháng; ngày; lớp; khóa; khoá; quý; kỳ; khối; cấp; loại; thứ; lộ; hạng; điều; khoản; đội; tổ;
khu; phố; ấp; thôn; mục; quận; phường; tuần; chương; phần; đợt; mức; độ; nhóm; tầng; đường; hotline;
điện; thoại; bàn; lần; mã; QL; ĐT; giải; mùng; mồng; phòng; bài; kỳ; hồi; từ; đến; trên; tài; khoản";

/// Words that are counted (`5 xã`: `năm xã`).
pub const COUNTED: &str = "
xã; phường; huyện; người; trường; hộ; đơn; ngôi; công; tập; cá; dự; thôn; câu; điểm; ngày; năm; vụ; mẫu;
giáo; học; suất; chiếc; cây; nội; nhiệm; giải; đại; em; tuyến; con; cuộc; đội; tỉnh; gia; bản; ca";

/// Section names that stand before a headline.
pub const KICKERS: &str = "
Khoa giáo; Thời sự; Chính trị; Xã hội; Kinh tế; Văn hóa; Giáo dục; Y tế; Đời sống; Pháp luật; Thể thao;
Môi trường; Nông nghiệp - Nông thôn; Xây dựng Đảng; Tin trong tỉnh; Tin hoạt động; Tin tức - Sự kiện;
Tuyên giáo; Tin địa phương; Chuyển đổi số; Tin nóng; Đảng trong cuộc sống; Học và làm theo Bác";

/// Invented names of papers, without `Báo`.
pub const PAPERS: &str = "
Sông Trà; Hòn Ngọc; Lam Kinh Mới; Đồng Xanh; Tây Hồ; Thành Đông; Cửa Biển; Núi Ấn; Sao Khuê; Bến Tre Xanh;
Mường Lay; Vàm Cỏ; Trà Giang; Đất Mũi; Hương Giang; Cao Nguyên; Bạch Đằng; Non Nước; Lửa Thiêng; Tân Trào";

/// Surnames with middle names, and given names, of reporters and photographers.
pub const SURNAMES: &str = "
Minh; Thanh; Hoàng; Ngọc; Thu; Quang; Nguyễn; Trần Văn; Lê Thị; Phạm Hữu; Hồng; Đức; Bảo; Kim; Xuân";
/// Given names.
pub const GIVEN: &str = "
Anh; Hà; Tuấn; Hương; Bình; Giang; Lan; Sơn; Thủy; Phong; Linh; Dũng; Vân; Khánh; Hòa; Nam; Mai; Trung";

/// Captions of pictures that fit most articles; the photographer follows.
pub const CAPTIONS: &str = "
Ảnh minh họa; Ảnh tư liệu; Ảnh chụp tại hiện trường; Một góc nhìn của phóng viên; Quang cảnh sự kiện";

/// The vowels: each row has the plain letter and its five tones (huyền, sắc, hỏi, ngã, nặng).
pub const VOWELS: [&str; 24] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
    "AÀÁẢÃẠ",
    "ĂẰẮẲẴẶ",
    "ÂẦẤẨẪẬ",
    "EÈÉẺẼẸ",
    "ÊỀẾỂỄỆ",
    "IÌÍỈĨỊ",
    "OÒÓỎÕỌ",
    "ÔỒỐỔỖỘ",
    "ƠỜỚỞỠỢ",
    "UÙÚỦŨỤ",
    "ƯỪỨỬỮỰ",
    "YỲÝỶỸỴ",
];

/// The combining marks of the tones in the order of [`VOWELS`]; the first stands for none.
pub const TONES: [char; 6] = ['\0', '\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];

/// Letters with a mark that is no tone: letter, plain letter, combining mark.
pub const MARKED: [(char, char, char); 12] = [
    ('ă', 'a', '\u{306}'),
    ('â', 'a', '\u{302}'),
    ('ê', 'e', '\u{302}'),
    ('ô', 'o', '\u{302}'),
    ('ơ', 'o', '\u{31b}'),
    ('ư', 'u', '\u{31b}'),
    ('Ă', 'A', '\u{306}'),
    ('Â', 'A', '\u{302}'),
    ('Ê', 'E', '\u{302}'),
    ('Ô', 'O', '\u{302}'),
    ('Ơ', 'O', '\u{31b}'),
    ('Ư', 'U', '\u{31b}'),
];

/// The entries of a list.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(';').map(str::trim).filter(|e| !e.is_empty())
}

/// The two sides of the entries of a list of pairs.
pub fn pairs(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(list).filter_map(|e| e.split_once('=')).map(|(a, b)| (a.trim(), b.trim()))
}
