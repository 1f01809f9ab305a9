"""From files to the content of a leaflet: find, read, check, and compare with the approval.

Begin with ``read_content``. ``identify`` gives the id that is printed on the leaflet: one half
for its words, one for its phone numbers.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import TypeVar

from leaflet.content.approval.approvals import read_approvals
from leaflet.content.approval.transcribe import transcribe, transcribe_labels, transcribe_register
from leaflet.content.checks.claims import find_false_claims
from leaflet.content.checks.prose import Passage, read_prose
from leaflet.content.checks.references import Collation, find_blanks, find_shared_numbers, keep_mark
from leaflet.content.checks.review_notes import find_prompts
from leaflet.content.files import (
    APPROVALS,
    FORMULARY,
    HOSPITAL,
    PHONEBOOK,
    REGISTER,
    Origin,
    Snapshot,
)
from leaflet.content.model.brochure import Brochure
from leaflet.content.model.content import LeafletContent
from leaflet.content.model.hospital import Hospital, PhoneBook
from leaflet.content.model.medicines import Formulary, MedicineRegister
from leaflet.content.model.review import Approval, Approvals, ApprovalState, Review
from leaflet.content.model.transcript import Statement, Transcript
from leaflet.content.model.words import Words
from leaflet.content.phones.usage import find_keys
from leaflet.content.schema.brochure import read_brochure
from leaflet.content.schema.hospital import read_hospital, read_phonebook
from leaflet.content.schema.medicines import read_formulary, read_register
from leaflet.content.schema.validate import ForeignSchema, ProblemList
from leaflet.content.schema.words import (
    check_words,
    find_retired,
    read_limit_words,
    read_words,
    use_current_names,
)
from leaflet.content.site import Library
from leaflet.content.yaml.reader import Source, decode, scan_source
from leaflet.errors import ContentError, GlyphError, Place, Problem, Warned
from leaflet.messages.message import File, Message


def review_text(
    brochure: Brochure,
    source: Source,
    hospital: Hospital,
    approvals: Approvals,
    fingerprint: str,
) -> Review:
    """The standing of a brochure, whose words have this fingerprint; ``source`` is its file."""
    approval = approvals.find(brochure.topic, brochure.language)
    return Review(
        text=Place(source.file),
        version=brochure.version,
        state=_state_of(approval, fingerprint),
        approval=approval,
        by=approval.review_by if approval else brochure.review_by,
        place=approval.place if approval else source.place(("review_by",)),
        is_binding=hospital.approved_only,
        prompts=sum(1 for _ in find_prompts(source)),
    )


def _state_of(approval: Approval | None, fingerprint: str) -> ApprovalState:
    if approval is None:
        return ApprovalState.DRAFT
    return ApprovalState.APPROVED if approval.words == fingerprint else ApprovalState.EDITED


_DIGITS = 6


def identify(
    transcript: Transcript,
    brochure: Brochure,
    hospital: Hospital,
    words: Words,
    review: Review,
    phonebook: PhoneBook,
) -> str:
    """The id of a leaflet in one language."""
    text = [transcript.write(), *_around(brochure, hospital, words, review)]
    numbers = numbers_of(brochure, phonebook)
    return f"{_half(text)}-{_half(f'{key} {number}' for key, number in numbers.items())}"


def numbers_of(brochure: Brochure, phonebook: PhoneBook) -> Mapping[str, str]:
    """What a leaflet prints of the phone book, by key: each number, and its hours after it."""
    keys = frozenset(find_keys(brochure))
    return {
        entry.key: f"{entry.number} · {entry.hours}" if entry.hours else entry.number
        for entry in phonebook.numbers
        if entry.key in keys
    }


def _around(brochure: Brochure, hospital: Hospital, words: Words, review: Review) -> Iterator[str]:
    """What is printed beside the words that are approved, and where these stand."""
    yield f"{brochure.topic} {brochure.language} {brochure.version}"
    yield f"{review.state} {review.printed_by}"
    for section in brochure.sections:
        yield f"{section.panel} {section.parent} {section.heading.write()}"
    yield repr((hospital.name, hospital.department, hospital.logo, hospital.editor))
    yield repr((dict(hospital.campuses), hospital.accent, hospital.alarm))
    yield f"({', '.join(_labels(words))})"


def _labels(words: Words) -> Iterator[str]:
    """The labels beside a text; ids on paper hang on these names, whatever the code calls them."""
    fields, colophon, contacts = words.fields, words.colophon, words.contacts
    yield _record(
        "FieldWords",
        name=fields.name,
        born=fields.born,
        visited=fields.visited,
        campus=fields.campus,
        sheet=fields.sheet,
        replaces=fields.replaces,
    )
    yield _record(
        "ImprintWords",
        draft=colophon.draft,
        draft_note=colophon.draft_note,
        version=colophon.version,
        review_by=colophon.review_by,
        editor=colophon.editor,
    )
    yield _record("ContactWords", campus=contacts.campus)


def _record(kind: str, /, **said: str) -> str:
    return f"{kind}({', '.join(f'{key}={each!r}' for key, each in said.items())})"


def _half(parts: Iterator[str] | list[str]) -> str:
    digest = sha256()
    for part in parts:
        content = part.encode()
        digest.update(b"%d:" % len(content) + content)
    return digest.hexdigest()[:_DIGITS]


T = TypeVar("T")


def read_content(
    library: Library, topic: str, language: str, today: date | None = None
) -> Warned[LeafletContent]:
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
) -> Warned[LeafletContent]:
    """The same from bytes that are read already; ``library`` is asked for its drawings only.

    Raises:
        ContentError: With every problem of every file.
        GlyphError: If a drawing is too large or points elsewhere.
    """
    return _Reading(library, snapshot, today, ()).finish()


class _Reading:
    """One snapshot on its way to a text; what is wrong is gathered over all files."""

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

    def finish(self) -> Warned[LeafletContent]:
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
        content = LeafletContent(
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
        return Warned(content, tuple(self._warnings))

    def _own_register(self, register: MedicineRegister) -> Iterator[Statement]:
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
            what = Message("drawing.one-unreadable", "a drawing cannot be read")
            remedy = Message("all.permissions", "look at its permissions")
            raise GlyphError(Problem(File("assets/figures"), what, remedy)) from None

    def _read_sources(self) -> dict[str, Source]:
        """Each file's values by its name; words of the site laid over the built-in ones."""
        sources: dict[str, Source] = {}
        for file, content in self._snapshot.files:
            scanned = scan_source(content, file.name)
            self._problems.add_unread(scanned.warnings)
            source, under = scanned.value, sources.get(file.name)
            if source and file.name == f"words/{self._snapshot.language}.yaml":
                source = use_current_names(source)
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
