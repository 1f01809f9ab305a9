"""The result of ``leaflet check`` as one JSON document, for another program."""

import json
import re
from typing import Any

from leaflet.app.check import Issue, Rehearsal, Rehearsed
from leaflet.content.checks.reading_ease import FEWEST, Score
from leaflet.errors import ExitCode, Place, Where

_FILE = re.compile(r"([^\s:]+\.(?:yaml|yml|svg|ttf|icc))(?::([0-9]+))?(?::([0-9]+))?(?:: )?(.*)")


def write_document(rehearsal: Rehearsal, exit_code: ExitCode) -> str:
    """Write the document; all but ASCII is escaped, so that any console can show it."""
    document = {
        "leaflets": [_leaflet(each) for each in rehearsal.leaflets],
        "findings": [_finding(each) for each in rehearsal.findings],
        "exit_code": int(exit_code),
    }
    return json.dumps(document, indent=2)


def _finding(finding: Issue) -> dict[str, Any]:
    place, rest = _place(finding.problem.where)
    what = finding.problem.what
    return {
        "severity": finding.severity.value,
        "kind": finding.kind.value,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "what": f"{rest}: {what}" if rest else str(what),
        "remedy": str(finding.problem.remedy),
    }


def _place(where: Where) -> tuple[Place | None, str]:
    """Split off the place in a file, if there is one, from the words around it."""
    if isinstance(where, Place):
        return where, ""
    if not (found := _FILE.fullmatch(str(where))):
        return None, str(where)
    file, line, column, rest = found.groups()
    return Place(file, int(line) if line else None, int(column) if column else None), rest


def _leaflet(leaflet: Rehearsed) -> dict[str, Any]:
    appraisal = leaflet.appraisal
    readings = appraisal.readings if appraisal else ()
    whole = appraisal.whole if appraisal else None
    return {
        "topic": leaflet.topic,
        "language": leaflet.language,
        "folds": {fold: size and float(size) for fold, size in leaflet.folds.items()},
        "words": whole.words if whole else None,
        "flesch_douma": _ease(whole if whole and whole.words >= FEWEST else None),
        "sections": [
            {
                "heading": reading.passage.heading,
                "file": reading.passage.place.file,
                "line": reading.passage.place.line,
                "words": reading.words,
                "flesch_douma": _ease(reading.score),
            }
            for reading in readings
        ],
    }


def _ease(score: Score | None) -> float | None:
    return None if score is None else score.round_down(1)
