"""What a file holds, before it is known what it means."""

from typing import TypeAlias

Value: TypeAlias = "dict[str, Value] | list[Value] | str | None"
"""What a file holds: mappings, lists and text; ``None`` where nothing is written."""

Path: TypeAlias = tuple[str | int, ...]
"""The keys and list positions, from 0, that lead to a value."""
