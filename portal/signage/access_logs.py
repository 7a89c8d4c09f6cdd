"""Keys of boards stay out of logs: addresses hold them, and logs hold addresses (contract 3.2)."""

import logging
import re

REDACTED = "[key]"
# The capability is the part after /k/; a token in a query is refused, but its address is logged first.
# The prefix is spelt out: logging is set up before anything that knows a model can be imported.
_KEYS = re.compile(
    r"(/signage/v1/k/)[^/\s?\"']+|([?&](?:token|t|key|k|access_token)=)[^&\s\"']+", re.IGNORECASE
)


def redacted(text: str) -> str:
    """`text` with every key of a board replaced."""
    return _KEYS.sub(lambda found: (found[1] or found[2]) + REDACTED, text)


class KeysRedacted(logging.Filter):
    """For a handler: whatever passes has no key in it, tracebacks included."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        clean = redacted(message)
        if clean != message:
            record.msg, record.args = clean, None
        if record.exc_info and not record.exc_text:
            record.exc_text = redacted(logging.Formatter().formatException(record.exc_info))
        return True
