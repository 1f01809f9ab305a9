"""The one road from files to a manuscript: find, read, check, hold together."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from leaflet.errors import ContentError, GlyphError, Place, Problem, UsageError, Warned
from leaflet.manuscript.agreement import find_contradictions, find_unstated
from leaflet.manuscript.approval import Approval, Approvals
from leaflet.manuscript.approvals_file import read_approvals
from leaflet.manuscript.brochure import Brochure
from leaflet.manuscript.brochure_file import read_brochure
from leaflet.manuscript.content_file import Snapshot, read_bytes
from leaflet.manuscript.decoding import decode
from leaflet.manuscript.false_claim import find_false_claims
from leaflet.manuscript.formulary import Formulary
from leaflet.manuscript.formulary_file import read_formulary
from leaflet.manuscript.hospital import Hospital
from leaflet.manuscript.hospital_file import read_hospital
from leaflet.manuscript.identity import identify
from leaflet.manuscript.library import APPROVALS, FORMULARY, HOSPITAL, PHONEBOOK, REGISTER, Library
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.pharmacy import check_formulary, check_names, check_register
from leaflet.manuscript.phonebook_file import read_phonebook
from leaflet.manuscript.prose import Passage, read_prose
from leaflet.manuscript.reference import (
    Shelf,
    check_brochure,
    check_phonebook,
    find_shared_numbers,
)
from leaflet.manuscript.register_file import read_register
from leaflet.manuscript.review import Review
from leaflet.manuscript.sheet_words import SheetWords
from leaflet.manuscript.source import Source, read_source
from leaflet.manuscript.standing import Standing
from leaflet.manuscript.suggestion import enumerate_words
from leaflet.manuscript.transcript import Transcript
from leaflet.manuscript.transcription import transcribe
from leaflet.manuscript.words import Words
from leaflet.manuscript.words_file import (
    overlay,
    read_limit_words,
    read_sheet_words,
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
    return read_snapshot(library, library.take_snapshot(topic, language), today)


def read_snapshot(
    library: Library, snapshot: Snapshot, today: date | None = None
) -> Warned[Manuscript]:
    """The same from bytes that are read already; ``library`` is asked for its drawings only.

    Raises:
        ContentError: With every problem of every file.
        GlyphError: If a drawing is too large or points elsewhere.
    """
    return _Reading(library, snapshot, today).finish()


def read_language(library: Library, language: str) -> Words:
    """The words of one language alone, the site's laid over the built-in ones.

    Raises:
        UsageError: If there are none.
        ContentError: If something is wrong with them.
    """
    return read_words(_language_source(library, language))


def read_sheet_language(library: Library, language: str) -> SheetWords:
    """The words of the sheets that are nobody's: the folding dummy and the test sheet.

    Raises:
        UsageError: If there are no words in this language.
        ContentError: If something is wrong with them, or there are none for these sheets.
    """
    return read_sheet_words(_language_source(library, language))


def _language_source(library: Library, language: str) -> Source:
    languages = library.languages("words")
    if language not in languages:
        remedy = f"there is {enumerate_words(languages)}"
        raise UsageError(Problem("--lang", "there are no words in this language", remedy))
    name = f"words/{language}.yaml"
    under, *over = [read_source(read_bytes(file), name) for file in library.find_all(name)]
    return overlay(over[0], under) if over else under


class _Reading:
    """One snapshot on its way to a manuscript; what is wrong is gathered over all files."""

    def __init__(self, library: Library, snapshot: Snapshot, today: date | None) -> None:
        self._library = library
        self._snapshot = snapshot
        self._today = today
        self._problems: list[Problem] = []
        self._warnings: list[Problem] = []
        self._sources = self._read_sources()

    def finish(self) -> Warned[Manuscript]:
        """Read each file, then hold what could be read together."""
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
        if warned and hospital:
            self._warnings += warned.warnings
            self._warnings += find_shared_numbers(warned.value)
            self._problems += check_phonebook(warned.value, hospital, self._sources[PHONEBOOK])
        if hospital:
            self._problems += self._check_logo(hospital)
        if formulary:
            self._problems += check_formulary(formulary, self._sources[FORMULARY])
        if register:
            self._problems += check_register(register, self._sources[REGISTER])
        if formulary and register:
            self._problems += check_names(formulary, register)
        if brochure and phonebook and formulary:
            text = self._sources[f"{topic}/{language}.yaml"]
            shelf = Shelf(phonebook, formulary, self._library.assets())
            self._problems += check_brochure(brochure, text, shelf)
        if brochure and formulary and words:
            self._problems += find_contradictions(brochure, formulary, words)
            if said := read_limit_words(self._sources[f"words/{language}.yaml"]):
                prose = self._read_prose(brochure)
                self._problems += find_false_claims(prose, formulary, words.grammar, said)
            self._warnings += find_unstated(brochure, formulary, words)
        if self._problems or not (
            brochure and phonebook and formulary and register and hospital and words
        ):
            raise ContentError(*dict.fromkeys(self._problems))
        transcript = self._transcribe(brochure, formulary, words)
        review = self._review(brochure, hospital, approvals, transcript.fingerprint)
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

    def _transcribe(self, brochure: Brochure, formulary: Formulary, words: Words) -> Transcript:
        try:
            return transcribe(brochure, formulary, words, self._library.assets())
        except OSError:
            what, remedy = "a drawing cannot be read", "look at its permissions"
            raise GlyphError(Problem("assets/figures", what, remedy)) from None

    def _review(
        self, brochure: Brochure, hospital: Hospital, approvals: Approvals, fingerprint: str
    ) -> Review:
        """How these words stand to the last approval of the text."""
        source = self._sources[f"{self._snapshot.topic}/{self._snapshot.language}.yaml"]
        approval = approvals.find(brochure.topic, brochure.language)
        return Review(
            text=Place(source.file),
            version=brochure.version,
            standing=_standing_of(approval, fingerprint),
            approved=f"by {approval.by} on {approval.on.isoformat()}" if approval else None,
            by=approval.review_by if approval else brochure.review_by,
            place=approval.place if approval else source.place(("review_by",)),
            is_binding=hospital.approved_only,
        )

    def _read_sources(self) -> dict[str, Source]:
        """Each file's values by its name; words of the site laid over the built-in ones."""
        sources: dict[str, Source] = {}
        for file, content in self._snapshot.files:
            try:
                source = read_source(content, file.name)
                under = sources.get(file.name)
                sources[file.name] = overlay(source, under) if under else source
            except ContentError as error:
                self._problems += error.problems
        return sources

    def _read(self, name: str, read: Callable[[Source], T]) -> T | None:
        """What the file says, or ``None`` with its problems gathered."""
        source = self._sources.get(name)
        if source is None:
            return None
        try:
            return read(source)
        except ContentError as error:
            self._problems += error.problems
            return None

    def _read_prose(self, brochure: Brochure) -> tuple[Passage, ...]:
        name = f"{self._snapshot.topic}/{self._snapshot.language}.yaml"
        content = next(content for file, content in self._snapshot.files if file.name == name)
        return read_prose(brochure, self._sources[name], decode(content, name))

    def _check_logo(self, hospital: Hospital) -> list[Problem]:
        if hospital.logo is None:
            return []
        place = self._sources[HOSPITAL].place(("logo",))
        try:
            if self._library.find_logo(hospital.logo):
                return []
        except (ContentError, GlyphError) as error:
            return [Problem(place, each.what, each.remedy) for each in error.problems]
        return [Problem(place, "there is no such file", "put it beside hospital.yaml")]


def _standing_of(approval: Approval | None, fingerprint: str) -> Standing:
    if approval is None:
        return Standing.DRAFT
    return Standing.APPROVED if approval.words == fingerprint else Standing.EDITED
