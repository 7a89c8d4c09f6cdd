"""The document of roles is what the code grants."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

from sites.management.commands.role_matrix import RIGHTS
from sites.roles import COLLECTION_RIGHTS, NETWORK_COLLECTION_RIGHTS, NETWORK_PAGE_RIGHTS, PAGE_RIGHTS

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "vai-tro.md"


def test_the_document_is_current():
    out = StringIO()
    call_command("role_matrix", stdout=out)
    assert DOCUMENT.read_text(encoding="utf-8").strip() == out.getvalue().strip()


def test_every_right_has_words():
    tables = (PAGE_RIGHTS, COLLECTION_RIGHTS, NETWORK_PAGE_RIGHTS, NETWORK_COLLECTION_RIGHTS)
    granted = {right for table in tables for rights in table.values() for right in rights}
    assert granted == set(RIGHTS)
