"""One more entry at the end of a record of the site: what stands there already stays as it is."""

import json
import re
from collections.abc import Mapping

_PLAIN = re.compile("[a-z0-9][a-z0-9-]*")


def write_entry(values: Mapping[str, str]) -> str:
    """The lines of an entry of a list, each value as a text that YAML cannot take for another."""
    lines = [f"{key}: {_quote(value)}" for key, value in values.items()]
    return "".join(f"{'    ' if n else '  - '}{line}\n" for n, line in enumerate(lines))


def append_entry(content: bytes | None, head: str, entry: str) -> bytes:
    """The file with one entry more at its end.

    Args:
        content: The file; ``None`` if there is none yet.
        head: What a new file begins with.
        entry: What ``write_entry`` gave.
    """
    if content is None:
        return f"{head}{entry}".encode()
    end = "\r\n" if b"\r\n" in content else "\n"
    gap = "" if content.endswith(b"\n") or not content else end
    return content + f"{gap}{entry.replace(chr(10), end)}".encode()


def _quote(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
