"""A province's documents, made up: the same every time for one seed and one vocabulary.

Words come from a list of what offices write and from syllables put together by rule, frequent ones
first (Zipf). With real data (LIENCONG_DATA) phrases of real procedures are used as well.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from search.analysis import fold_letters
from search.documents import Document, Key

NOW = datetime(2026, 11, 1, tzinfo=UTC)
DISTRICTS = 12
_KINDS = ("procedure", "news", "legal", "notice", "page", "file")
_TITLES = {
    "procedure": ("Cấp", "Cấp lại", "Đăng ký", "Thủ tục cấp phép", "Xác nhận", "Điều chỉnh", "Gia hạn", "Công nhận"),
    "news": ("Hội nghị", "Khai mạc", "Lãnh đạo tỉnh làm việc về", "Tập huấn", "Phát động phong trào", "Kiểm tra"),
    "legal": ("Quyết định về việc", "Kế hoạch", "Nghị quyết về", "Chỉ thị về tăng cường", "Thông báo kết luận về"),
    "notice": ("Thông báo", "Lịch tiếp công dân", "Mời tham dự", "Công khai", "Lấy ý kiến về"),
    "page": ("Giới thiệu", "Chức năng nhiệm vụ", "Cơ cấu tổ chức", "Hướng dẫn"),
    "file": ("Phụ lục", "Biểu mẫu", "Tờ khai", "Danh sách"),
}  # fmt: skip
_WORDS = """thủ tục|hành chính|ủy ban|nhân dân|hội đồng|đăng ký|khai sinh|khai tử|kết hôn|hộ tịch|thường trú|tạm trú
cư trú|căn cước|công dân|đất đai|sử dụng|quyền sử dụng đất|giấy chứng nhận|chứng thực|bản sao|hồ sơ|giấy tờ|tờ khai
thời hạn|giải quyết|cơ quan|thực hiện|quy định|pháp luật|nghị định|thông tư|quyết định|kế hoạch|công văn|báo cáo
kinh tế|xã hội|phát triển|nông thôn mới|nông nghiệp|công nghiệp|du lịch|giáo dục|đào tạo|y tế|bảo hiểm|bảo hiểm xã hội
bảo hiểm y tế|an ninh|quốc phòng|trật tự|an toàn|giao thông|môi trường|tài nguyên|khoáng sản|xây dựng|quy hoạch|đô thị
hạ tầng|đầu tư|dự án|doanh nghiệp|hộ kinh doanh|hợp tác xã|ngân sách|tài chính|thuế|lệ phí|kinh phí|chính sách|người có công
trẻ em|người cao tuổi|người khuyết tật|hộ nghèo|cận nghèo|việc làm|lao động|thanh niên|phụ nữ|cựu chiến binh|mặt trận
tổ quốc|chuyển đổi số|công nghệ thông tin|dịch vụ công|trực tuyến|cải cách|tiếp công dân|khiếu nại|tố cáo|phản ánh
kiến nghị|phòng cháy|chữa cháy|thiên tai|lũ lụt|dịch bệnh|tiêm chủng|vệ sinh|thực phẩm|văn hóa|thể thao|lễ hội|di tích
truyền thống|nhà trường|học sinh|giáo viên|tuyển sinh|thi đua|khen thưởng|cán bộ|công chức|viên chức|tổ chức|cá nhân
trên địa bàn|trong đó|theo|của|và|các|được|cho|tại|về|với|từ|không|người|năm|ngày|tháng|số|xã|huyện|tỉnh|là|có|một
những|khi|đến|này|phải|trong|do|bị|đã|sẽ|để|cấp|nộp|nhận|chị|anh|bà con|đồng chí|bí thư|chủ tịch|phó chủ tịch|giám đốc"""
_ONSETS = [
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gi",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "nh",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
_RIMES = [
    "a",
    "ai",
    "am",
    "an",
    "ang",
    "anh",
    "ao",
    "ap",
    "at",
    "au",
    "ay",
    "ăm",
    "ăn",
    "ăng",
    "âm",
    "ân",
    "âng",
    "âu",
    "ây",
    "e",
    "em",
    "en",
    "eo",
    "ê",
    "êm",
    "ên",
    "ênh",
    "êu",
    "i",
    "im",
    "in",
    "inh",
    "iêm",
    "iên",
    "iêng",
    "iêu",
    "o",
    "oa",
    "oai",
    "oan",
    "oang",
    "oi",
    "om",
    "on",
    "ong",
    "ô",
    "ôi",
    "ôm",
    "ôn",
    "ông",
    "ơ",
    "ơi",
    "ơm",
    "ơn",
    "u",
    "ua",
    "uân",
    "ui",
    "um",
    "un",
    "ung",
    "uôi",
    "uôm",
    "uôn",
    "uông",
    "ư",
    "ưa",
    "ưi",
    "ưng",
    "ươi",
    "ươm",
    "ươn",
    "ương",
    "ươu",
    "y",
]
_TONES = ["̀", "́", "̉", "̃", "̣"]
_SENTENCE = 14  # words
_QUESTION_WORDS = (
    "cần giấy tờ gì",
    "mất bao nhiêu ngày",
    "nộp hồ sơ ở đâu",
    "như thế nào",
    "lệ phí bao nhiêu tiền",
)


@dataclass
class Corpus:
    """`places`: scopes of each sub-site, its own first; `asked`: what people will look for, by class."""

    documents: int
    sites: int = 300
    seed: int = 7
    data: Path | None = None
    places: list[tuple[str, ...]] = field(default_factory=list)
    asked: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        communes = self.sites - DISTRICTS - 1
        districts = [("d%d" % number, "u1") for number in range(DISTRICTS)]
        self.places = [
            ("u1",),
            *districts,
            *((f"c{number}", *districts[number % DISTRICTS]) for number in range(communes)),
        ]

    def entries(self) -> Iterator[Document]:
        """All documents. Collects `asked` on the way: 200 queries a class from 200 of them."""
        chance = random.Random(self.seed)
        phrases = _phrases(self.data, chance)
        weights = list(accumulate(1 / (rank + 3) for rank in range(len(phrases))))
        every = max(1, self.documents // 200)
        self.asked = {name: [] for name in ("words", "question", "suggestion")}
        for number in range(self.documents):
            document = self._document(number, chance, phrases, weights)
            if number % every == 0:
                self._ask(document, chance)
            yield document

    def _document(
        self, number: int, chance: random.Random, phrases: list[str], weights: list[float]
    ) -> Document:
        kind = chance.choices(_KINDS, weights=(8, 40, 22, 15, 5, 10))[0]
        place = chance.randrange(len(self.places))
        title = (
            f"{chance.choice(_TITLES[kind])} {' '.join(chance.choices(phrases, cum_weights=weights, k=3))}"
        )
        length = max(30, int(chance.lognormvariate(4.55, 0.7)))  # about 1.2 KB, some ten times that
        words = chance.choices(phrases, cum_weights=weights, k=length)
        body = ". ".join(" ".join(words[at : at + _SENTENCE]) for at in range(0, length, _SENTENCE))
        published = NOW - timedelta(days=chance.randrange(4_000), minutes=chance.randrange(1_440))
        number_text = f"{chance.randrange(1, 4_000)}/{published.year}/QĐ-UBND" if kind == "legal" else ""
        return Document(
            Key(f"bench.{kind}", str(number)),
            title=f"{title} {number}" if kind == "file" else title,
            body=body,
            number=number_text,
            scopes=self.places[place],
            facets={
                "type": (kind,),
                "field": (f"field-{chance.randrange(30)}",),
                "year": (str(published.year),),
                "site": (self.places[place][0],),
            },
            published_at=published,
            visible_until=NOW + timedelta(days=chance.randrange(-20, 400)) if number % 10 == 0 else None,
            is_news=kind == "news",
        )

    def _ask(self, document: Document, chance: random.Random) -> None:
        title, body = document.title.split(), document.body.replace(".", "").split()
        for source in (title, body):
            count = chance.randint(2, 5)
            start = chance.randrange(max(1, len(source) - count))
            self._put("words", " ".join(source[start : start + count]), chance)
        start = chance.randrange(max(1, len(body) - 8))
        question = " ".join(body[start : start + chance.randint(5, 8)])
        self._put("question", f"{question} {chance.choice(_QUESTION_WORDS)}", chance)
        typed = " ".join(title[chance.choice((0, 0, 1)) :])
        self._put("suggestion", typed[: chance.randint(2, 14)], chance)

    def _put(self, name: str, text: str, chance: random.Random) -> None:
        """Half of all people type no accents."""
        self.asked[name].append(fold_letters(text.lower()) if chance.random() < 0.5 else text)


def _phrases(data: Path | None, chance: random.Random) -> list[str]:
    """Words and short phrases, the frequent first."""
    made = [word for line in _WORDS.splitlines() for word in line.split("|")]
    chance.shuffle(made)
    syllables = _syllables()
    made += [" ".join(chance.sample(syllables, 2)) for _number in range(12_000)]
    real = _real_phrases(data) if data else []
    if not real:
        return made
    chance.shuffle(real)
    mixed = made[:200]
    for pair in zip(real, made[200:], strict=False):
        mixed += pair
    return mixed


def _syllables() -> list[str]:
    vowel = re.compile("[aăâeêioôơuưy]")
    made = []
    for onset in _ONSETS:
        for rime in _RIMES:
            made.append(onset + rime)
            at = max(found.start() for found in vowel.finditer(rime))
            made += [onset + rime[: at + 1] + tone + rime[at + 1 :] for tone in _TONES]
    return made


def _real_phrases(data: Path) -> list[str]:
    """What stands between commas and full stops in the names and steps of real procedures."""
    path = data / "procedures" / "procedures.jsonl.gz"
    if not path.exists():
        return []
    found: dict[str, int] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            value = json.loads(line)
            text = f"{value.get('name', '')}. {value.get('procedure_text', '')[:3_000]}"
            for part in re.split(r"[.,;:()\n/“”\"\-–]", text.lower()):
                words = part.split()
                for start in range(0, len(words) - 1, 3):
                    phrase = " ".join(words[start : start + 3])
                    found[phrase] = found.get(phrase, 0) + 1
    return sorted(found, key=lambda phrase: (-found[phrase], phrase))[:20_000]
