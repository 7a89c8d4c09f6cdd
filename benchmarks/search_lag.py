"""How soon after a commit is a change found: `python -m benchmarks.search_lag [--edits N]`.

A worker of its own process, as in production, polls each second; articles are published, edited and
unpublished at random moments, and the embedded engine is asked until it says so. Its database and
index are temporary. With LIENCONG_DATABASE_URL the database is that one, which must be empty.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.core.management import call_command

EDITS = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=EDITS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("LIENCONG_DATABASE_URL", f"sqlite:///{folder}/database.sqlite3")
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "LIENCONG_SEARCH_INDEX_INLINE": "false",
            "LIENCONG_VAR_DIR": folder,
        }
        import django  # noqa: PLC0415 - settings are read from what was just set

        django.setup()
        measure(options.edits)


def measure(edits: int) -> None:
    from django.utils import timezone  # noqa: PLC0415

    from search.configured import embedded_engine  # noqa: PLC0415
    from search.models import SearchState  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    engine = embedded_engine()
    worker = subprocess.Popen([sys.executable, "manage.py", "search_worker"], cwd=Path(__file__).parents[1])
    try:
        articles = made_articles()
        while SearchState.objects.pending().exists():
            time.sleep(0.2)
        lags = []
        for number in range(edits):
            article = random.choice(articles)  # noqa: S311
            time.sleep(random.uniform(0, 1.5))  # noqa: S311
            article.summary = f"Lần sửa {number}"
            article.save_revision().publish()
            started = time.perf_counter()
            wanted = SearchState.objects.get(kind="page", pk_text=str(article.pk)).revision
            while not has(engine, str(article.pk), wanted):
                time.sleep(0.01)
            lags.append(time.perf_counter() - started)
    finally:
        worker.terminate()
        worker.wait(20)
    lags.sort()
    at = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    print(
        f"{at}: {edits} publications, commit to index p50 {lags[len(lags) // 2]:.2f} s, "
        f"p95 {lags[int(len(lags) * 0.95)]:.2f} s, longest {lags[-1]:.2f} s"
    )


def made_articles() -> list:
    from tests.factories.pages import make_article  # noqa: PLC0415
    from tests.factories.units import make_long_an  # noqa: PLC0415

    commune = make_long_an()["thanh_phu_long"]
    return [make_article(commune, f"Đường làng số {number}") for number in range(20)]


def has(engine, pk: str, revision: int) -> bool:
    return any(
        key.kind == "page" and key.pk == pk and held >= revision
        for key, held, _is_live in engine.revisions(limit=10_000)
    )


if __name__ == "__main__":
    main()
