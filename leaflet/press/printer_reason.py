"""Why a printer does not print: the keywords of IPP in the words of a ward (RFC 8011, 5.4.12)."""

from collections.abc import Iterable

_WORDS = {
    "media-empty": "no paper",
    "media-needed": "no paper",
    "media-jam": "paper jam",
    "door-open": "a door is open",
    "cover-open": "a cover is open",
    "interlock-open": "a cover is open",
    "input-tray-missing": "a paper tray is missing",
    "output-tray-missing": "the output tray is missing",
    "output-area-full": "the output tray is full",
    "toner-empty": "no toner",
    "marker-supply-empty": "no toner or ink",
    "marker-waste-full": "the waste container is full",
    "offline": "switched off, or not connected",
    "shutdown": "switched off",
    "connecting-to-device": "does not answer yet",
    "timed-out": "does not answer",
    "paused": "paused",
    "stopped": "stopped",
    "stopping": "stopping",
    "spool-area-full": "the memory is full",
    "fuser-over-temp": "too hot",
    "fuser-under-temp": "too cold",
    "opc-life-over": "the drum is worn out",
    "cups-insecure-filter-warning": "the driver is not safe",
    "cups-missing-filter-warning": "the driver is not complete",
}
_SEVERITIES = ("-error", "-warning", "-report")


def describe(reasons: Iterable[str]) -> str:
    """What keeps a printer from printing, in words; empty if nothing does.

    What only may keep it soon (little toner) is left out. An error without words of ours is told by
    its keyword.
    """
    said = []
    for reason in reasons:
        bare = reason
        for severity in _SEVERITIES:
            bare = bare.removesuffix(severity)
        words = _WORDS.get(reason) or _WORDS.get(bare)
        if words or reason.endswith("-error"):
            said.append(words or bare)
    return ", ".join(dict.fromkeys(said))
