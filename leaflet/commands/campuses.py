"""The campuses that the Tab key offers, read from ``hospital.yaml`` and nothing else."""

from pathlib import Path

from leaflet.manuscript.content_file import read_bytes
from leaflet.manuscript.content_folder import HOSPITAL
from leaflet.manuscript.hospital_file import read_hospital
from leaflet.manuscript.library import open_library
from leaflet.manuscript.source import read_source


def campuses_of(site: Path | None) -> tuple[str, ...]:
    """The keys of the campuses, in the order of the file.

    Raises:
        LeafletError: If the folder or the file cannot be read.
    """
    file = open_library(site).find(HOSPITAL)
    return tuple(read_hospital(read_source(read_bytes(file), HOSPITAL)).campuses) if file else ()
