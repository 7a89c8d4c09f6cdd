"""Clerks read the admin in Vietnamese, in the words of docs/thuat-ngu.md."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.utils import translation

from tests.architecture.rooms import ROOT
from tests.architecture.test_translations import LOOK_ALIKES, MISPLACED, placeholders

ADMIN = ["wagtail", "wagtail_localize"]
# Said to clerks in forms and dates; of these the override holds what Django leaves or says otherwise.
BENEATH = [
    "taggit",
    "django.conf",
    "django.contrib.auth",
    "django.contrib.humanize",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
]
SIGN_IN = ["allauth"]  # only what its forms and letters say here
DOMAINS = ["django", "djangojs"]
# Wagtail's search hands "None" to this, so the Vietnamese does without the word for what is counted.
COUNTED = "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"
LEAVES_OUT = {COUNTED: "%(model_name)s", f"{COUNTED} across entire site.": "%(model_name)s"}

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
GLUED = re.compile(r"[^\W\d_]%\(\w+\)s|%\(\w+\)s[^\W\d_]|[^\W\d_]\{\w+\}|\{\w+\}[^\W\d_]")
SPACING = re.compile(r"\t|\u00a0|  | [,.;:!?…](?:\s|$)|\.\.\.|[“(] | [”)]")
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands where markup stood
STRAIGHT_QUOTES = re.compile(r"""(?<!\w)'[^']*'|"[^"]+\"""")

Key = tuple[str, str]


def folder_of(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None and spec.submodule_search_locations, package
    return Path(next(iter(spec.submodule_search_locations)))


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def said(entry: polib.POEntry) -> str:
    return entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr


@cache
def english(domain: str, package: str) -> dict[Key, polib.POEntry]:
    paths = sorted(folder_of(package).glob(f"**/locale/en/LC_MESSAGES/{domain}.po"))
    return {key(entry): entry for path in paths for entry in polib.pofile(str(path)) if not entry.obsolete}


@cache
def brought(package: str) -> set[Key]:
    """What the package itself says in Vietnamese."""
    paths = folder_of(package).glob("**/locale/vi/LC_MESSAGES/django.po")
    return {key(entry) for path in paths for entry in polib.pofile(str(path)).translated_entries()}


def catalogue(place: str, domain: str) -> polib.POFile:
    return polib.pofile(str(ROOT / place / "vi/LC_MESSAGES" / f"{domain}.po"))


def everything() -> Iterator[polib.POEntry]:
    for domain in DOMAINS:
        yield from catalogue("locale_overrides", domain)


def shown(keys: set[Key]) -> str:
    return "\n".join(f"  {context + ': ' if context else ''}{text!r}" for context, text in sorted(keys))


def wrong_texts(fault) -> str:
    return "\n".join(f"{entry.msgid!r} → {said(entry)!r}" for entry in everything() if fault(entry))


# The catalogue.


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("package", ADMIN)
def test_every_text_of_the_admin_is_translated(domain, package):
    texts = english(domain, package)
    assert texts
    missing = texts.keys() - {key(entry) for entry in catalogue("locale_overrides", domain)}
    assert not missing, f"{package} says new things in {domain}:\n{shown(missing)}"


@pytest.mark.parametrize("package", BENEATH)
def test_what_django_leaves_is_translated(package):
    missing = english("django", package).keys() - brought(package)
    missing -= {key(entry) for entry in catalogue("locale_overrides", "django")}
    assert not missing, shown(missing)


@pytest.mark.parametrize("domain", DOMAINS)
def test_nothing_is_kept_that_no_package_says(domain):
    texts = {text for package in ADMIN + BENEATH + SIGN_IN for text in english(domain, package)}
    unused = {key(entry) for entry in catalogue("locale_overrides", domain)} - texts
    assert not unused, shown(unused)


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_catalogue_is_whole(domain):
    po = catalogue("locale_overrides", domain)
    assert po.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert not po.metadata_is_fuzzy
    for entry in po:
        assert not entry.obsolete and not entry.fuzzy, entry.msgid
        assert said(entry).strip(), entry.msgid
        if entry.msgid_plural:
            assert set(entry.msgstr_plural) == {0}, entry.msgid
    repeated = [text for text, times in Counter(key(entry) for entry in po).items() if times > 1]
    assert not repeated


@pytest.mark.parametrize("domain", DOMAINS)
def test_plurals_stay_plurals(domain):
    plurals = {
        text: entry.msgid_plural
        for package in ADMIN + BENEATH + SIGN_IN
        for text, entry in english(domain, package).items()
        if entry.msgid_plural
    }
    for entry in catalogue("locale_overrides", domain):
        assert entry.msgid_plural == plurals.get(key(entry), ""), entry.msgid


def test_placeholders_survive_translation():
    def fault(entry):
        wanted = placeholders(entry.msgid_plural or entry.msgid)
        if entry.msgid in LEAVES_OUT:
            wanted.remove(LEAVES_OUT[entry.msgid])
        given = placeholders(said(entry))
        # A plural may name a number its singular spells out, and the other way round.
        return set(given) != set(wanted) and not (
            entry.msgid_plural and set(given) == set(wanted) | set(placeholders(entry.msgid))
        )

    assert not wrong_texts(fault), wrong_texts(fault)


def test_markup_survives_translation():
    def fault(entry):
        wanted = [sorted(TAG.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
        return sorted(TAG.findall(said(entry))) not in wanted

    assert not wrong_texts(fault), wrong_texts(fault)


def test_translations_keep_their_edges():
    def fault(entry):
        text = said(entry)
        return [entry.msgid[0].isspace(), entry.msgid[-1].isspace()] != [
            text[0].isspace(),
            text[-1].isspace(),
        ]

    assert not wrong_texts(fault), wrong_texts(fault)


def test_vietnamese_is_written_in_composed_letters():
    def fault(entry):
        text = said(entry)
        return (
            not unicodedata.is_normalized("NFC", text)
            or any(unicodedata.combining(char) for char in text)
            or LOOK_ALIKES.search(text)
        )

    assert not wrong_texts(fault), wrong_texts(fault)


def test_tone_marks_stand_where_the_house_puts_them():
    assert not wrong_texts(lambda entry: MISPLACED.search(said(entry)))


def test_words_stand_apart():
    def fault(entry):
        return GLUED.search(said(entry)) or SPACING.search(TAG.sub(HOLE, said(entry)).strip())

    assert not wrong_texts(fault), wrong_texts(fault)


def test_quotes_are_curly():
    def fault(entry):
        return STRAIGHT_QUOTES.search(TAG.sub("", said(entry)))

    assert not wrong_texts(fault), wrong_texts(fault)


@pytest.mark.parametrize("text", ["Nhập %(name)scủa bạn", "Có {count}trang"])
def test_a_glued_placeholder_is_found(text):
    assert GLUED.search(text)


@pytest.mark.parametrize("text", ["Đang lưu...", "Trang .", "Hai  trang", "“ Tin tức”"])
def test_bad_spacing_is_found(text):
    assert SPACING.search(text)


def avoided_words() -> list[str]:
    rows = (ROOT / "docs/thuat-ngu.md").read_text(encoding="utf-8").splitlines()
    cells = [row.strip("|").split("|") for row in rows if row.startswith("| ") and "---" not in row]
    return [word.strip() for row in cells[1:] for word in row[2].split(",") if word.strip()]


def test_words_that_the_glossary_avoids_are_not_written():
    avoided = avoided_words()
    assert len(avoided) > 20
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(avoided)})(?!\w)", re.IGNORECASE)
    texts = {text for package in ADMIN for domain in DOMAINS for text in english(domain, package)}

    def fault(entry):
        return key(entry) in texts and pattern.search(said(entry))

    assert not wrong_texts(fault), wrong_texts(fault)


# What Django makes of it.


def test_django_says_what_the_catalogues_say():
    """The product's own catalogue goes first, then the override, then what packages bring."""
    own = {key(entry): said(entry) for entry in catalogue("locale", "django") if said(entry)}
    wrong = []
    with translation.override("vi"):
        for entry in catalogue("locale_overrides", "django"):
            context, text = key(entry)
            wanted = own.get((context, text), said(entry))
            if entry.msgid_plural and context:
                given = translation.npgettext(context, text, entry.msgid_plural, 5)
            elif entry.msgid_plural:
                given = translation.ngettext(text, entry.msgid_plural, 5)
            else:
                given = translation.pgettext(context, text) if context else translation.gettext(text)
            if given != wanted:
                wrong.append(f"{text!r} → {given!r}, not {wanted!r}")
    assert not wrong, "\n".join(wrong)
