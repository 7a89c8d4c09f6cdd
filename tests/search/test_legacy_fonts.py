"""Texts of old documents, written for fonts with codes of their own."""

import unicodedata

import pytest

from search.analysis import clean
from search.legacy_fonts import from_tcvn3, from_vni, read_as_unicode

PLAIN = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập, tự do, hạnh phúc. Căn cứ Luật Tổ chức chính quyền "
    "địa phương; theo đề nghị của Giám đốc Sở Nội vụ, Chủ tịch Ủy ban nhân dân tỉnh quyết định thưởng."
)
TCVN3 = (
    "Céng hßa x· héi chñ nghÜa ViÖt Nam. §éc lËp, tù do, h¹nh phóc. C¨n cø LuËt Tæ chøc chÝnh quyÒn "
    "®Þa ph\u00ad¬ng; theo ®Ò nghÞ cña Gi¸m ®èc Së Néi vô, Chñ tÞch ñy ban nh©n d©n tØnh quyÕt ®Þnh th\u00adëng."
)
VNI = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam. Ñoäc laäp, töï do, haïnh phuùc. Caên cöù Luaät Toå chöùc chính quyeàn "
    "ñòa phöông; theo ñeà nghò cuûa Giaùm ñoác Sôû Noäi vuï, Chuû tòch UÛy ban nhaân daân tænh quyeát ñònh thöôûng."
)


def test_each_font_is_told_and_read() -> None:
    # TCVN3 has no capitals with a tone: its capital font drew the small ones large.
    assert read_as_unicode(TCVN3) == PLAIN.replace("Ủy", "ủy")
    assert read_as_unicode(VNI) == PLAIN


def test_a_soft_hyphen_is_a_letter_there_and_nothing_elsewhere() -> None:
    assert "phương" in clean(read_as_unicode(TCVN3))
    assert clean(read_as_unicode(PLAIN.replace("phương", "phư\u00adơng"))) == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "",
        PLAIN,
        PLAIN.upper(),
        "Plain English text without any letter beyond ASCII, as long as you please.",
        "Le préfet a décidé que l'été dernier, à l'Élysée, où les élèves étaient reçus, "
        "l'hôtel était fermé; voilà, ça suffit, père Noël, déjà à côté.",
        "Ø 25 mm, 30 °C ± 2 °C, 5 µm, ½, ¼, §§ 3, © 2024, ® ™, ¥100, £5, ¢9, «»",
        "Phạm vi: 30 µm ± 2 µm; © 2024 Sở Y tế. Độ ẩm, nhiệt độ, nước, thước, người, việc, đất, hộ.",
        "Céng",
    ],
    ids=["empty", "Unicode", "capitals", "English", "French", "signs", "signs among words", "too short"],
)
def test_what_needs_no_reading_stays(text: str) -> None:
    assert read_as_unicode(text) == text


def test_decomposed_text_stays() -> None:
    decomposed = unicodedata.normalize("NFD", PLAIN)
    assert read_as_unicode(decomposed) == decomposed


def test_tables() -> None:
    assert from_tcvn3("TiÕng ViÖt rÊt hay, ®­êng lµng") == "Tiếng Việt rất hay, đường làng"
    assert from_vni("Tieáng Vieät raát hay, ñöôøng laøng, nghæ, kyõ, tyû, baèng, laém") == (
        "Tiếng Việt rất hay, đường làng, nghỉ, kỹ, tỷ, bằng, lắm"
    )
    assert from_vni("ÑÖÔØNG LAØNG") == "ĐƯỜNG LÀNG"
