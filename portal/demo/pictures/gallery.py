"""All pictures of the demonstration by name, with the words that describe them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PIL import Image

from portal.demo.pictures import banners, countryside, emblems, indoors, landmarks, town
from portal.demo.pictures.canvas import Canvas, encoded
from portal.demo.pictures.nature import DUSK, MORNING, NOON, Light

SCENE_WIDTH, SCENE_HEIGHT = 1600, 1000

Painter = Callable[[Canvas, Light], None]


@dataclass(frozen=True)
class Drawing:
    """A picture that can be drawn. `alt` says what it shows, for people who cannot see it."""

    title: str
    alt: str
    alt_en: str
    kind: str
    draw: Callable[[int], bytes]

    @property
    def suffix(self) -> str:
        return self.kind.lower()


def _scene(paint: Painter, light: Light, title: str, alt: str, alt_en: str) -> Drawing:
    def draw(pixel_width: int) -> bytes:
        canvas = Canvas(SCENE_WIDTH, SCENE_HEIGHT, "#ffffff", pixel_width=pixel_width)
        paint(canvas, light)
        return encoded(canvas.finished(), "WEBP")

    return Drawing(title, alt, alt_en, "WEBP", draw)


def _banner(paint: banners.BannerPainter, title: str, alt: str, alt_en: str) -> Drawing:
    def draw(pixel_width: int) -> bytes:
        # A banner is wider than a scene by the proportion of their finished sizes.
        return encoded(banners.banner(paint, round(pixel_width * banners.WIDTH / SCENE_WIDTH)), "WEBP")

    return Drawing(title, alt, alt_en, "WEBP", draw)


def _emblem(paint: Callable[[int], Image.Image], title: str, alt: str, alt_en: str) -> Drawing:
    def draw(pixel_width: int) -> bytes:
        return encoded(paint(round(pixel_width * emblems.SIDE / SCENE_WIDTH)), "PNG")

    return Drawing(title, alt, alt_en, "PNG", draw)


DRAWINGS: dict[str, Drawing] = {
    "bridge": _scene(
        countryside.river_bridge, MORNING, "Cầu qua sông buổi sáng",
        "Cây cầu bê tông bắc qua sông, xe cộ qua lại, một chiếc xuồng bên dưới.",
        "A concrete bridge across a river, traffic on it, a sampan below.",
    ),
    "bridge_evening": _scene(
        countryside.river_bridge, DUSK, "Cầu qua sông buổi chiều",
        "Cây cầu qua sông trong nắng chiều, hai bờ dừa nước.",
        "A bridge across a river in the evening sun, nipa palms on both banks.",
    ),
    "dragon_fruit": _scene(
        countryside.dragon_fruit, NOON, "Vườn thanh long",
        "Người nông dân đội nón lá đứng giữa những hàng thanh long trĩu trái.",
        "A farmer in a conical hat among rows of dragon fruit.",
    ),
    "dragon_fruit_lamps": _scene(
        countryside.dragon_fruit, DUSK, "Vườn thanh long chong đèn",
        "Vườn thanh long lúc chạng vạng, đèn điện thắp sáng trên các hàng trụ.",
        "Dragon fruit at dusk, electric lamps lit above the rows.",
    ),
    "rice_ripe": _scene(
        countryside.rice_field, MORNING, "Cánh đồng lúa chín",
        "Ba nông dân trên cánh đồng lúa chín vàng, cò trắng bay phía xa.",
        "Three farmers in a field of ripe rice, egrets flying far off.",
    ),
    "rice_green": _scene(
        partial(countryside.rice_field, ripe=False), NOON, "Cánh đồng lúa xanh",
        "Nông dân thăm đồng lúa đang thì con gái.",
        "Farmers inspecting a field of young green rice.",
    ),
    "sluice": _scene(
        countryside.sluice_gate, MORNING, "Cống điều tiết nước",
        "Cống ba cửa trên kênh, một cửa đang mở cho nước chảy qua.",
        "A sluice with three gates on a canal, one of them open.",
    ),
    "vegetables": _scene(
        countryside.vegetable_beds, NOON, "Luống rau và nhà lưới",
        "Nông dân tưới những luống rau xanh trước dãy nhà lưới.",
        "Farmers watering beds of greens in front of net houses.",
    ),
    "road": _scene(
        countryside.village_road, MORNING, "Đường nông thôn có hoa và đèn",
        "Đường bê tông giữa hai hàng hoa, người đi xe máy và hai nữ sinh áo dài.",
        "A concrete road between rows of flowers, a motorbike and two schoolgirls in white ao dai.",
    ),
    "road_evening": _scene(
        countryside.village_road, DUSK, "Đường nông thôn lên đèn",
        "Đèn đường vừa sáng trên con đường nông thôn lúc chiều tối.",
        "Street lamps just lit along a village road at nightfall.",
    ),
    "trees": _scene(
        countryside.tree_planting, NOON, "Trồng cây bên kênh",
        "Đoàn viên và người dân cùng trồng cây ven kênh.",
        "Young volunteers and neighbours planting trees beside a canal.",
    ),
    "counter": _scene(
        indoors.counter, MORNING, "Quầy một cửa",
        "Người dân nộp hồ sơ tại ba quầy tiếp nhận, bảng điện tử báo số thứ tự.",
        "People handing in papers at three counters, number displays above.",
    ),
    "counter_green": _scene(
        partial(indoors.counter, room=indoors.GREEN_HALL), MORNING, "Phòng tiếp nhận hồ sơ",
        "Ba người dân cầm giấy tờ đứng trước các quầy tiếp nhận.",
        "Three people with papers in front of the counters.",
    ),
    "video_meeting": _scene(
        indoors.video_meeting, MORNING, "Họp trực tuyến",
        "Cuộc họp trực tuyến, màn hình hiện 16 điểm cầu.",
        "A video meeting, sixteen places on the screen.",
    ),
    "lesson": _scene(
        indoors.computer_class, MORNING, "Lớp tập huấn máy tính",
        "Giảng viên hướng dẫn ba học viên thực hành trên máy tính xách tay.",
        "A trainer and three learners at laptops.",
    ),
    "phone": _scene(
        indoors.phone_help, MORNING, "Hướng dẫn dùng điện thoại",
        "Thanh niên tình nguyện hướng dẫn một cụ bà nộp hồ sơ trên điện thoại.",
        "A volunteer shows an older woman how to file papers on a telephone.",
    ),
    "phone_evening": _scene(
        indoors.phone_help, DUSK, "Hướng dẫn tại nhà buổi chiều",
        "Thành viên tổ công nghệ số hướng dẫn một cụ ông dùng điện thoại lúc chiều tối.",
        "A member of a digital team shows an older man how to use a telephone in the evening.",
    ),
    "listening": _scene(
        indoors.listening, MORNING, "Gặp gỡ, đối thoại",
        "Năm người ngồi trao đổi quanh bàn họp.",
        "Five people talking at a meeting table.",
    ),
    "school": _scene(
        town.school, MORNING, "Sân trường",
        "Học sinh đeo khăn quàng đỏ trong sân trường hai tầng.",
        "Pupils with red scarves in the yard of a two-storey school.",
    ),
    "market": _scene(
        town.market, MORNING, "Chợ quê",
        "Các sạp rau quả dưới mái bạt sọc, người mua kẻ bán.",
        "Fruit and vegetable stalls under striped awnings, buyers and sellers.",
    ),
    "led_board": _scene(
        town.led_board, DUSK, "Bảng LED ở quảng trường",
        "Bảng LED sáng đèn buổi tối, người dân đứng xem.",
        "A lit LED board in the evening, people looking at it.",
    ),
    "clinic": _scene(
        town.clinic, MORNING, "Trạm y tế",
        "Nhân viên y tế đón hai mẹ con trước trạm y tế.",
        "A health worker meets a mother and child in front of a health station.",
    ),
    "port": _scene(
        landmarks.port, MORNING, "Cảng sông",
        "Cần cẩu bốc dỡ công-ten-nơ, tàu hàng cập cảng, một chiếc xuồng nhỏ.",
        "Cranes handling containers, a cargo ship at the quay, a small sampan.",
    ),
    "communal_house": _scene(
        landmarks.communal_house, MORNING, "Đình làng ngày hội",
        "Người dân mặc áo dài trước đình làng treo đèn lồng và cờ hội.",
        "People in ao dai before a communal house with lanterns and festival flags.",
    ),
    "water": _scene(
        landmarks.water_works, NOON, "Trạm cấp nước",
        "Tháp nước và trạm bơm nông thôn, người dân hứng nước sạch.",
        "A rural water tower and pump house, a woman filling a bucket.",
    ),
    "banner_delta": _banner(
        banners.delta, "Băng đầu trang: sông và cầu",
        "Sông rộng, cây cầu dài và dãy nhà phố ven sông.", "A wide river, a long bridge and a town.",
    ),
    "banner_orchard": _banner(
        banners.orchard, "Băng đầu trang: vườn thanh long",
        "Vườn thanh long và những mái ngói đỏ.", "Dragon-fruit rows and red roofs.",
    ),
    "banner_harbour": _banner(
        banners.harbour, "Băng đầu trang: cảng sông",
        "Tàu hàng, cần cẩu và xuồng trên sông.", "A cargo ship, cranes and sampans on a river.",
    ),
    "banner_paddies": _banner(
        banners.paddies, "Băng đầu trang: đồng lúa chiều",
        "Cánh đồng lúa chín lúc hoàng hôn.", "Ripe rice at sunset.",
    ),
    "banner_coconuts": _banner(
        banners.coconuts, "Băng đầu trang: rặng dừa",
        "Kênh nước dưới rặng dừa.", "A canal below coconut palms.",
    ),
    "emblem_province": _emblem(
        emblems.province_emblem, "Biểu trưng minh họa cấp tỉnh",
        "Mặt trời mọc trên hai dòng sông.", "A sun rising over two rivers.",
    ),
    "emblem_district": _emblem(
        emblems.district_emblem, "Biểu trưng minh họa cấp huyện",
        "Luống ruộng và dòng sông hướng về mặt trời.", "Furrows and a river running towards the sun.",
    ),
    "emblem_commune": _emblem(
        emblems.commune_emblem, "Biểu trưng minh họa cấp xã",
        "Bó lúa trên mặt nước.", "A sheaf of rice over water.",
    ),
}  # fmt: skip
