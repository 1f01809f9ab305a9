"""The commands that are measured: leaflet, plain ReportLab and Typst, for the same patients."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from measure import Command, Failed, Job, measure, watch
from patients import AN, write_data

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TOPIC = "lage-rugpijn"
NAIVE, TYPST, LEAFLET = "plain ReportLab", "Typst", "leaflet"

CLICK = "import click\nclick.command()(lambda: None)()"
ONE_TYPST = """
import sys, typst
main, root, fonts, matter, patients, target = sys.argv[1:]
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
inputs = {"matter": matter, "patients": patients}
typst.Compiler(main, root=root, font_paths=fonts, sys_inputs=inputs).compile(output=target)
"""


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder to work in, with what the contenders read and what leaflet keeps."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """That of a user whose home is the bench."""
        places = ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")
        environment = os.environ | dict.fromkeys(places, str(self.home / "kept"))
        # Installed programs are compiled; so is everything here, by its first run.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return environment | {"PYTHONPYCACHEPREFIX": str(self.home / "compiled")}

    def set_up(self) -> None:
        """Write the words, and run everything once.

        Raises:
            Failed: If something cannot be made at all, except many leaflets by leaflet.
        """
        self.forget()
        watch([sys.executable, HERE / "matter.py", self.home / "matter.json"], self.environment)
        others = (self.naive(1), self.typst(1), self.on_picture(1), self.typst_separate(2))
        for row in measure((*self.one(), *others), 1, self.environment):
            if row.failure:
                raise Failed(f"{row.job.who}: {row.failure}")
        # Where leaflet cannot make many, that is told where it is measured.
        measure((self.merged(2), self.separate(2)), 1, self.environment)

    def forget(self) -> None:
        """Remove what earlier runs of leaflet kept, except compiled code."""
        shutil.rmtree(self.home / "kept", ignore_errors=True)
        (self.home / "kept").mkdir()

    def one(self) -> list[Job]:
        """One leaflet each, in a whole process; leaflet the first time, and once more."""
        matter, target = self.home / "matter.json", self.home / "one.pdf"
        patients = self.home / "an.json"
        write_data([AN], patients)
        naive = [sys.executable, HERE / "naive.py", matter, patients, target]
        files = (HERE / "main.typ", HERE.anchor, ROOT / "fonts", matter, patients, target)
        typst = [sys.executable, "-c", ONE_TYPST, *files]
        make = self.make(target)
        return [
            Job("nothing but click", [sys.executable, "-c", CLICK]),
            Job(NAIVE, naive, 1, target),
            Job(TYPST, typst, 1, target, tagged=True),
            Job(f"{LEAFLET}, nothing kept", make, 1, target, tagged=True, before=self.forget),
            Job(f"{LEAFLET}, plate kept", make, 1, target, tagged=True),
        ]

    def make(self, target: Path, *interpreter: str) -> Command:
        """What a physician types."""
        days = ["--born", AN.born.isoformat(), "--date", AN.visited.isoformat()]
        medicines = [word for regimen in AN.plan for word in ("--med", regimen.line)]
        said = ["make", TOPIC, "--name", AN.name, *days, *medicines, "--force", "-o", target]
        return [sys.executable, *interpreter, ROOT / "cli.py", *said]

    def separate(self, count: int) -> Job:
        """A tagged file a patient, by leaflet."""
        into = self.home / "into"
        command = self._batch(count, "--into", into)
        return Job(LEAFLET, command, count, into, separate=True, tagged=True)

    def merged(self, count: int, *interpreter: str) -> Job:
        """One print file, by leaflet."""
        target = self.home / "all.pdf"
        return Job(LEAFLET, self._batch(count, "-o", target, *interpreter), count, target)

    def naive(self, count: int) -> Job:
        """One print file, by plain ReportLab."""
        return self._peer("naive.py", NAIVE, count)

    def naive_separate(self, count: int) -> Job:
        """A file a patient, by plain ReportLab; it has no tags."""
        return self._peer("naive.py", f"{NAIVE}, untagged", count, separate=True)

    def typst(self, count: int) -> Job:
        """One print file, by Typst, as untagged as that of leaflet."""
        return self._peer("typst_peer.py", TYPST, count)

    def on_picture(self, count: int) -> Job:
        """One print file, by Typst, the brochure as an embedded picture."""
        job = self._peer("typst_peer.py", f"{TYPST}, brochure a picture", count)
        return Job(job.who, [*job.command, "--on-picture"], count, job.output)

    def typst_separate(self, count: int) -> Job:
        """A tagged file a patient, by Typst."""
        return self._peer("typst_peer.py", TYPST, count, separate=True, tagged=True)

    def _peer(self, program: str, who: str, count: int, **more: bool) -> Job:
        patients = self._patients(count, "json")
        target = self.home / ("into" if more.get("separate") else "all.pdf")
        command = [sys.executable, HERE / program, self.home / "matter.json", patients, target]
        return Job(who, command, count, target, **more)

    def _batch(self, count: int, option: str, target: Path, *interpreter: str) -> Command:
        program = [sys.executable, *interpreter, ROOT / "cli.py"]
        return [*program, "batch", TOPIC, self._patients(count, "csv"), option, target]

    def _patients(self, count: int, suffix: str) -> Path:
        target = self.home / f"patients-{count}.{suffix}"
        if not target.exists():
            # In a process of its own: see measure.py on memory.
            watch([sys.executable, HERE / "patients.py", str(count), target], self.environment)
        return target
