"""The schemas of a site as files, for editors; the only files that a newer program renews."""

import os
from collections.abc import Mapping
from pathlib import Path

from leaflet.errors import OutputError, Problem
from leaflet.press.draft import open_draft


def renew_schemas(folder: Path, schemas: Mapping[str, str]) -> tuple[Path, ...]:
    """Write each as ``NAME.json``, in place of an older one; return what changed.

    Whoever may read the folder may read them. An editor never meets half a file.

    Raises:
        OutputError: If the folder cannot be written.
    """
    changed = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas.items():
            path = folder / f"{name}.json"
            if _read(path) != schema.encode():
                _replace(path, schema.encode())
                changed.append(path)
    except OSError as trouble:
        reason = os.strerror(trouble.errno) if trouble.errno else "no reason is given"
        what, remedy = f"cannot be written ({reason})", "choose another folder, or look at it"
        raise OutputError(Problem("--into", what, remedy)) from None
    return tuple(changed)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace(path: Path, content: bytes) -> None:
    with open_draft(path.parent) as draft:
        draft.write(content)
        draft.share(path.parent.stat().st_mode & 0o666)
        draft.settle()
        draft.replace(path)
