"""The schemas of a site as files, for editors; the only files that a newer program renews."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from leaflet.errors import OutputError, Problem


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
    draft = path.with_name(f".{os.urandom(12).hex()}.part")
    try:
        with draft.open("xb") as stream:
            stream.write(content)
        draft.replace(path)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
