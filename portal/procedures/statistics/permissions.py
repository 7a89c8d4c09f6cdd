"""Who may send figures by file: the province, for all its units."""

from typing import Any

ADD_STATISTICS = "procedures.add_servicestatistics"
VIEW_STATISTICS = "procedures.view_servicestatistics"


def may_import_statistics(user: Any) -> bool:
    return bool(user.has_perm(ADD_STATISTICS))


def may_view_statistics(user: Any) -> bool:
    return bool(user.has_perm(VIEW_STATISTICS))
