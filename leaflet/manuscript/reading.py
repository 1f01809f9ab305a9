"""The one road from files to a manuscript: find, read, check, hold together."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from leaflet.errors import ContentError, GlyphError, Problem, Warned
from leaflet.manuscript.approval import Approvals
from leaflet.manuscript.approvals_file import read_approvals
from leaflet.manuscript.brochure import Brochure
from leaflet.manuscript.brochure_file import read_brochure
from leaflet.manuscript.collation import Collation
from leaflet.manuscript.content_file import Origin, Snapshot
from leaflet.manuscript.content_folder import APPROVALS, FORMULARY, HOSPITAL, PHONEBOOK, REGISTER
from leaflet.manuscript.decoding import decode
from leaflet.manuscript.false_claim import find_false_claims
from leaflet.manuscript.formulary import Formulary, Register
from leaflet.manuscript.formulary_file import read_formulary
from leaflet.manuscript.hospital_file import read_hospital
from leaflet.manuscript.identity import identify
from leaflet.manuscript.library import Library
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.phonebook_file import read_phonebook
from leaflet.manuscript.problem_list import ProblemList
from leaflet.manuscript.prose import Passage, read_prose
from leaflet.manuscript.reference import find_shared_numbers
from leaflet.manuscript.register_file import read_register
from leaflet.manuscript.reviewing import review_text
from leaflet.manuscript.shape import ForeignSchema
from leaflet.manuscript.site_transcription import transcribe_labels, transcribe_register
from leaflet.manuscript.source import Source, scan_source
from leaflet.manuscript.transcript import Statement, Transcript
from leaflet.manuscript.transcription import transcribe
from leaflet.manuscript.wording import find_blanks, keep_mark
from leaflet.manuscript.words import Words
from leaflet.manuscript.words_file import (
    check_words,
    find_retired,
    read_limit_words,
    read_words,
)

T = TypeVar("T")


def read_manuscript(
    library: Library, topic: str, language: str, today: date | None = None
) -> Warned[Manuscript]:
    """Everything that one leaflet needs, with all its references resolved.

    Args:
        today: The day on which a review date may be passed; ``None`` leaves review dates alone.

    Raises:
        UsageError: If there is no such topic or language.
        ContentError: With every problem of every file.
        GlyphError: If a drawing is too large or points elsewhere.
    """
    taken = library.gather(topic, language)
    return _Reading(library, taken.value, today, taken.warnings).finish()


def read_snapshot(
    library: Library, snapshot: Snapshot, today: date | None = None
) -> Warned[Manuscript]:
    """The same from bytes that are read already; ``library`` is asked for its drawings only.

    Raises:
        ContentError: With every problem of every file.
        GlyphError: If a drawing is too large or points elsewhere.
    """
    return _Reading(library, snapshot, today, ()).finish()


class _Reading:
    """One snapshot on its way to a manuscript; what is wrong is gathered over all files."""

    def __init__(
        self,
        library: Library,
        snapshot: Snapshot,
        today: date | None,
        problems: tuple[Problem, ...],
    ) -> None:
        self._library = library
        self._snapshot = snapshot
        self._today = today
        self._problems = ProblemList(file.name for file, _ in snapshot.files)
        self._problems.add(problems)
        self._warnings: list[Problem] = []
        self._fitting: list[str] = []
        self._own_words: tuple[Statement, ...] = ()
        self._sources = self._read_sources()

    def finish(self) -> Warned[Manuscript]:
        """Read each file, then hold what can be read of them together."""
        topic, language = self._snapshot.topic, self._snapshot.language
        brochure = self._read(f"{topic}/{language}.yaml", lambda text: read_brochure(text, topic))
        words = self._read(f"words/{language}.yaml", read_words)
        hospital = self._read(HOSPITAL, read_hospital)
        warned = self._read(PHONEBOOK, read_phonebook)
        formulary = self._read(FORMULARY, read_formulary)
        register = self._read(REGISTER, read_register)
        approvals = Approvals()
        if APPROVALS in self._sources:
            approvals = self._read(APPROVALS, read_approvals) or approvals
        phonebook = warned.value if warned else None
        if warned:
            self._warnings += warned.warnings
            self._warnings += find_shared_numbers(warned.value)
        collation = Collation(
            sources=self._sources,
            fitting=self._fitting,
            text=f"{topic}/{language}.yaml",
            words=f"words/{language}.yaml",
        )
        self._problems.add(collation.find_problems(self._library))
        self._warnings += collation.find_warnings()
        said = read_limit_words(self._sources[f"words/{language}.yaml"]) if words else None
        if brochure and formulary and words and said:
            prose = self._read_prose(brochure)
            self._problems.add(find_false_claims(prose, formulary, words.grammar, said))
        refused = self._find_refused_drawings()
        if self._problems or not (
            brochure and phonebook and formulary and register and hospital and words
        ):
            raise ContentError(*self._problems.in_order(), *refused)
        if refused:
            raise GlyphError(*refused)
        own_words = self._own_words
        if brochure.has_plan_field():
            own_words = (*own_words, *self._own_register(register))
        transcript = self._transcribe(brochure, formulary, words, own_words)
        text = self._sources[f"{topic}/{language}.yaml"]
        review = review_text(brochure, text, hospital, approvals, transcript.fingerprint)
        if self._today is not None:
            self._warnings += review.find_overdue(self._today)
        manuscript = Manuscript(
            brochure=brochure,
            phonebook=phonebook,
            formulary=formulary,
            register=register,
            hospital=hospital,
            words=words,
            review=review,
            transcript=transcript,
            content_id=identify(transcript, brochure, hospital, words, review, phonebook),
        )
        return Warned(manuscript, tuple(self._warnings))

    def _own_register(self, register: Register) -> Iterator[Statement]:
        """What the hospital itself has in the register."""
        origins = {file.name: file.origin for file, _ in self._snapshot.files}
        if origins[REGISTER] is Origin.SITE:
            yield from transcribe_register(register, self._sources[REGISTER])

    def _transcribe(
        self,
        brochure: Brochure,
        formulary: Formulary,
        words: Words,
        own_words: tuple[Statement, ...],
    ) -> Transcript:
        try:
            return transcribe(brochure, formulary, words, own_words, self._library.assets())
        except OSError:
            what, remedy = "a drawing cannot be read", "look at its permissions"
            raise GlyphError(Problem("assets/figures", what, remedy)) from None

    def _read_sources(self) -> dict[str, Source]:
        """Each file's values by its name; words of the site laid over the built-in ones."""
        sources: dict[str, Source] = {}
        for file, content in self._snapshot.files:
            scanned = scan_source(content, file.name)
            self._problems.add_unread(scanned.warnings)
            source, under = scanned.value, sources.get(file.name)
            if source and file.name == f"words/{self._snapshot.language}.yaml":
                self._problems.add(find_blanks(source))
                self._problems.add(check_words(source, under))
                if file.origin is Origin.SITE:
                    self._own_words = tuple(transcribe_labels(source, under))
            if source and under:
                self._warnings += find_retired(source)
                source = under.overlaid(keep_mark(source))
            if source:
                sources[file.name] = source
        return sources

    def _read(self, name: str, read: Callable[[Source], T]) -> T | None:
        """What the file says, or ``None`` with its problems gathered."""
        source = self._sources.get(name)
        if source is None:
            return None
        try:
            made = read(source)
            self._fitting.append(name)
            return made
        except ForeignSchema as error:
            # Nothing is known of what its keys mean.
            self._problems.add(error.problems)
            del self._sources[name]
        except ContentError as error:
            self._problems.add(error.problems)
        return None

    def _find_refused_drawings(self) -> tuple[Problem, ...]:
        try:
            self._library.assets()
        except GlyphError as error:
            return error.problems
        return ()

    def _read_prose(self, brochure: Brochure) -> tuple[Passage, ...]:
        name = f"{self._snapshot.topic}/{self._snapshot.language}.yaml"
        content = next(content for file, content in self._snapshot.files if file.name == name)
        return read_prose(brochure, self._sources[name], decode(content, name))
