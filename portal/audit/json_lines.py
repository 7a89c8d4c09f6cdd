"""Log records as lines of JSON, for whatever collects the standard output."""

import json
import logging

from django.core.serializers.json import DjangoJSONEncoder


class JsonLineFormatter(logging.Formatter):
    """The record's `entry` on one line, Vietnamese as it is written. A record without one: its message."""

    def format(self, record: logging.LogRecord) -> str:
        entry = getattr(record, "entry", None) or {"message": record.getMessage()}
        return json.dumps({"log": record.name, **entry}, ensure_ascii=False, cls=DjangoJSONEncoder)
