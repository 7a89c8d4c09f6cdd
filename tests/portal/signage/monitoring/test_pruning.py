"""Evidence is kept as long as promised and no longer."""

import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.signage.models import Play, Screenshot

DAY = timedelta(days=1)


@pytest.fixture
def evidence(board):
    now = timezone.now()
    for days in (1, 100, 3 * 365):
        Play.objects.create(
            play_id=uuid.uuid4(), board=board, item="m1", title=str(days), started_at=now - days * DAY,
            duration_ms=1, outcome="COMPLETED", received_at=now,
        )  # fmt: skip
        path = default_storage.save(f"signage-screens/{board.uid}/{days}.png", ContentFile(b"x"))
        Screenshot.objects.create(
            board=board, taken_at=now - days * DAY, path=path, bytes=1, width=1, height=1
        )


def prune(**options):
    out = StringIO()
    call_command("signage_evidence_prune", stdout=out, **options)
    return out.getvalue()


def kept():
    plays = list(Play.objects.order_by("started_at").values_list("title", flat=True))
    shots = [shot.path for shot in Screenshot.objects.order_by("taken_at")]
    return plays, len(shots), [default_storage.exists(path) for path in shots]


def test_old_plays_and_pictures_go_with_their_files(evidence, board):
    assert "1" in prune(dry_run=True)
    assert kept()[:2] == (["1095", "100", "1"], 3)
    prune()
    assert kept() == (["100", "1"], 1, [True])
    assert not default_storage.exists(f"signage-screens/{board.uid}/100.png")
    prune(months=3)
    assert kept()[0] == ["1"]


@pytest.mark.parametrize("options", [{"months": 1}, {"months": 0}, {"days": 0}, {"days": -1}])
def test_what_must_be_kept_cannot_be_asked_away(evidence, options):
    with pytest.raises(CommandError):
        prune(**options)
    assert kept()[1] == 3
