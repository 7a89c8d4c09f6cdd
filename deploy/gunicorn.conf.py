"""gunicorn --config deploy/gunicorn.conf.py portal.wsgi

Boards poll over connections that stay open, so threads, not processes, carry many of them. The access
log (only with --access-logfile) names addresses without the keys of boards.
"""

from typing import Any

from gunicorn.glogging import Logger

from portal.signage.access_logs import redacted


class RedactingLogger(Logger):
    """gunicorn's own, with every address redacted."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {name: redacted(value) if isinstance(value, str) else value for name, value in atoms.items()}


logger_class = RedactingLogger
worker_class = "gthread"
threads = 4
keepalive = 75
