"""What the browser sends from the form of a board, and what a reader reads."""

import re
from html import unescape

INDEX = "/admin/signage/boards/"


def stated(unit, **changed):
    """A form that is filled in well."""
    facts = {
        "unit": unit.pk,
        "name": "Bảng chợ Hòa Phú",
        "place": "Cổng chợ",
        "size": "128x64",
        "color": "RGB",
        "client": "PLAYER",
        "playlist_s": "60",
        "emergency_s": "15",
        "heartbeat_s": "60",
        "jitter_percent": "20",
        "offline_hours": "72",
        "default_text": "Xã Hòa Phú kính chào",
        "operating_from": "05:00",
        "operating_until": "22:00",
        "from_0": "18:30",
        "level_0": "40",
        "from_1": "06:00",
        "level_1": "80",
        "is_public": "on",
    }
    return facts | changed


def words(answer):
    """What a reader reads: the answer without markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())
