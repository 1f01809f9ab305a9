"""The folded A4 leaflet that a patient takes home from an emergency department.

Begin with ``open_site``; ``docs/api.md`` shows the rest. To import this module loads and sets
nothing: what a name stands for is loaded when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leaflet.app.api import (
        Layout,
        Made,
        Outcome,
        Outcomes,
        Patient,
        PreparedText,
        Site,
        open_site,
    )
    from leaflet.app.plan import PlanReading
    from leaflet.errors import ExitCode, LeafletError, Problem
    from leaflet.messages.message import Message

__version__ = "0.1.0"

__all__ = [
    "ExitCode",
    "Layout",
    "LeafletError",
    "Made",
    "Message",
    "Outcome",
    "Outcomes",
    "Patient",
    "PlanReading",
    "PreparedText",
    "Problem",
    "Site",
    "open_site",
]

_ELSEWHERE = {
    "ExitCode": "leaflet.errors",
    "LeafletError": "leaflet.errors",
    "Message": "leaflet.messages.message",
    "PlanReading": "leaflet.app.plan",
    "Problem": "leaflet.errors",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_ELSEWHERE.get(name, "leaflet.app.api")), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
