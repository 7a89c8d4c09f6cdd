"""The Vietnamese catalogue says everything the product can say, and says it well."""

import re
import shutil
import string
import subprocess
import sys
import unicodedata

import polib
import pytest

from tests.architecture.rooms import ROOT, name_of

CATALOGUE = "locale/vi/LC_MESSAGES/django.po"
PERCENT = re.compile(r"%(?:\(\w+\))?[#0 +-]*\d*(?:\.\d+)?[a-zA-Z%]")
# Tone marks stand where the house's spelling puts them: hòa, khỏe, thúy; but hoàn, quý, uỷ never.
MISPLACED = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![\w])", re.IGNORECASE)
LOOK_ALIKES = re.compile("[\u00d0\u00f0\u0189\u0256\u200b\ufeff]")  # eth for Đ, zero-width characters


def catalogue_names() -> list[str]:
    """Ours, and those that correct other people's words."""
    return [name_of(path) for path in sorted(ROOT.glob("locale*/vi/LC_MESSAGES/*.po"))]


@pytest.fixture(scope="module", params=catalogue_names())
def catalogue(request) -> polib.POFile:
    return polib.pofile(str(ROOT / request.param))


def keys(entries: polib.POFile) -> set[tuple[str, str, str]]:
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in entries if not entry.obsolete}


def shown(found: set[tuple[str, str, str]]) -> str:
    return "\n".join(
        f"  {context + ': ' if context else ''}{text!r}" for context, text, _plural in sorted(found)
    )


def texts_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text: str) -> list[str]:
    """`%(name)s`, `%d` and `{name}`, in any order."""
    try:
        braces = [
            f"{{{name}}}" for _before, name, _spec, _conversion in string.Formatter().parse(text) if name
        ]
    except ValueError:  # a lone brace is a brace
        braces = []
    return sorted([found for found in PERCENT.findall(text) if found != "%%"] + braces)


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_the_catalogue_has_what_the_source_says(tmp_path):
    """`make messages` would change nothing but places."""
    leave = shutil.ignore_patterns("__pycache__", "static", "migrations", "*.mo")
    for room in ("portal", "sites", "themes", "search", "locale"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=leave)
    command = [sys.executable, "-m", "django", "makemessages", "-l", "vi", "--no-wrap", "--no-obsolete"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    extracted, committed = (keys(polib.pofile(str(root / CATALOGUE))) for root in (tmp_path, ROOT))
    missing, unused = extracted - committed, committed - extracted
    assert not missing, f"Not in the catalogue (make messages):\n{shown(missing)}"
    assert not unused, f"Nothing says this any more (make messages):\n{shown(unused)}"


def test_everything_is_translated(catalogue):
    empty = [entry.msgid for entry in catalogue if not entry.obsolete and not all(texts_of(entry))]
    assert not empty, "\n".join(empty)


def test_nothing_is_guessed(catalogue):
    assert not [entry.msgid for entry in catalogue if entry.fuzzy]
    assert not catalogue.metadata_is_fuzzy, "Take “#, fuzzy” off the head of the catalogue."


def test_nothing_obsolete_is_kept(catalogue):
    assert not [entry.msgid for entry in catalogue if entry.obsolete]


def test_placeholders_survive_translation(catalogue):
    """A value the source has not breaks the page. Corrections of others' words may leave one out."""
    is_ours = catalogue.fpath == str(ROOT / CATALOGUE)
    wrong = []
    for entry in catalogue:
        # The plural form names every value.
        wanted = placeholders(entry.msgid_plural or entry.msgid)
        for text in filter(None, texts_of(entry)):
            found = placeholders(text)
            if found != wanted if is_ours else not set(found) <= set(wanted):
                wrong.append(f"{entry.msgid!r} → {text!r}")
    assert not wrong, "\n".join(wrong)


def test_translations_keep_their_edges(catalogue):
    """White space at the ends joins sentences; a lost line break joins words."""
    wrong = [
        f"{entry.msgid!r} → {text!r}"
        for entry in catalogue
        for text in texts_of(entry)
        if text
        and [entry.msgid[0].isspace(), entry.msgid[-1].isspace()] != [text[0].isspace(), text[-1].isspace()]
    ]
    assert not wrong, "\n".join(wrong)


def test_vietnamese_is_written_in_composed_letters(catalogue):
    wrong = [
        text
        for entry in catalogue
        for text in texts_of(entry)
        if not unicodedata.is_normalized("NFC", text)
        or any(unicodedata.combining(char) for char in text)
        or LOOK_ALIKES.search(text)
    ]
    assert not wrong, "\n".join(wrong)


def test_tone_marks_stand_where_the_house_puts_them(catalogue):
    wrong = [
        f"{match[0]!r} in {text!r}"
        for entry in catalogue
        for text in texts_of(entry)
        for match in MISPLACED.finditer(text)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("word", ["hoà", "toà nhà", "khoẻ", "thuỷ", "uỷ ban", "Hoạ"])
def test_the_other_way_of_writing_is_found(word):
    assert MISPLACED.search(word)


@pytest.mark.parametrize("word", ["hòa", "hoàn", "khỏe", "quý", "thủy", "ủy ban", "hoạt", "khuyến", "suýt"])
def test_right_spellings_are_not(word):
    assert not MISPLACED.search(word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%(host)s has {number} pages", ["%(host)s", "{number}"]),
        ("100%% of %d", ["%d"]),
        ("a lone { brace", []),
    ],
)
def test_placeholders_are_read(text, expected):
    assert placeholders(text) == expected
