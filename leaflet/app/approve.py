"""The call behind ``leaflet approve``: read a text, keep its words, record who approved it."""

import unicodedata
from datetime import date

from leaflet.app.records import add_approval, describe, record_leaflets
from leaflet.app.site_files import replace_file
from leaflet.app.text import show_approval
from leaflet.app.timer import Timer
from leaflet.content.approval.approvals import transcript_name
from leaflet.content.checks.review_notes import appraise
from leaflet.content.files import APPROVALS
from leaflet.content.model.content import LeafletContent
from leaflet.content.model.review import Approval, ApprovalState
from leaflet.content.model.words import Words
from leaflet.content.read import read_content
from leaflet.content.site import Library
from leaflet.discharge.day import read_day
from leaflet.errors import (
    ContentError,
    DischargeError,
    OutputError,
    Place,
    Problem,
    UsageError,
    Warned,
)
from leaflet.messages.message import File, Message, Name, Option
from leaflet.press.make_plate import open_case

_LONG_YEARS = 3
_MOST_YEARS = 10


def approve_text(
    library: Library,
    topic: str,
    language: str,
    by: str,
    review_by: str,
    today: date,
    timer: Timer,
) -> Warned[tuple[Message, ...]]:
    """Approve the words of a leaflet as they stand; return what to tell about it.

    Args:
        library: Of a site.
        topic: The leaflet.
        language: Its language.
        by: Who answers for it.
        review_by: The last day on which the text is taken for good, as typed.
        today: In the time zone of the hospital.
        timer: Measures the wait for somebody else who is writing.

    Raises:
        UsageError: If there is no site, no such leaflet, or the day is unlikely.
        ContentError: With everything that is wrong with the text.
        GlyphError: If a character or a drawing of it cannot be printed.
        OutputError: If the approval cannot be recorded.
    """
    library.own_path(APPROVALS)
    read = read_content(library, topic, language)
    before = read.value
    day = _read_review_day(review_by, before.words, today)
    if prompts := appraise(before, library).prompts:
        raise ContentError(*prompts)
    open_case(before, library)
    fingerprint = before.transcript.fingerprint
    # Normalised as files of the site are, so that it reads back the same.
    name = " ".join(unicodedata.normalize("NFC", by).split())
    approval = Approval(Place(APPROVALS), topic, language, fingerprint, name, today, day)
    _keep_words(library, before, timer)
    add_approval(library, approval, timer)
    after = read_content(library, topic, language).value
    if after.review.state is not ApprovalState.APPROVED:
        what = Message("approval.changed-meanwhile", "was changed while it was approved")
        remedy = Message("approval.again", "look at it with `leaflet diff`, and approve it again")
        raise OutputError(Problem(Place(after.review.text.file), what, remedy))
    # The ledger has to explain what was printed until now, too.
    entries = (describe(before, "before approve", today), describe(after, "approve", today))
    unrecorded = record_leaflets(library, entries, timer)
    return Warned(tuple(_tell(after)), (*read.warnings, *_remark(day, today), *unrecorded))


def _read_review_day(typed: str, words: Words, today: date) -> date:
    option = Option("--review-by")
    try:
        day = read_day(typed, option, words.calendar)
    except DischargeError as refused:
        raise UsageError(*refused.problems) from None
    if day <= today:
        what = Message("approval.review-past", "is not after today")
        raise UsageError(
            Problem(option, what, Message("approval.day-to-come", "give a day to come"))
        )
    if day.year - today.year > _MOST_YEARS:
        remedy = Message("approval.check-year", "check the year; two or three years are usual")
        raise UsageError(Problem(option, _far(_MOST_YEARS), remedy))
    return day


def _far(years: int) -> Message:
    return Message("approval.far", "is more than {years} years from now", years=years)


def _remark(day: date, today: date) -> tuple[Problem, ...]:
    if (day.year, day.month, day.day) <= (today.year + _LONG_YEARS, today.month, today.day):
        return ()
    remedy = Message("approval.usual", "two or three years are usual")
    return (Problem(Option("--review-by"), _far(_LONG_YEARS), remedy),)


def _keep_words(library: Library, content: LeafletContent, timer: Timer) -> None:
    """Keep the words beside their approval, so that a later text can be compared with them."""
    brochure, transcript = content.brochure, content.transcript
    name = transcript_name(brochure.topic, brochure.language, transcript.fingerprint)
    path = library.own_path(APPROVALS).parent / name
    words = transcript.write().encode()
    try:
        path.parent.mkdir(exist_ok=True)
        before = path.read_bytes() if path.exists() else None
    except OSError:
        what = Message("file.not-written", "cannot be written")
        remedy = Message("site.look-at-rights", "look at the permissions of the site folder")
        raise OutputError(Problem(File(name), what, remedy)) from None
    replace_file(path, File(name), before, words, timer)


def _tell(content: LeafletContent) -> tuple[Message, ...]:
    brochure, review = content.brochure, content.review
    assert review.by is not None
    return (
        Message(
            "approval.approved",
            "{topic} {language}: approved {approved}, to be reviewed by {day}",
            topic=Name(brochure.topic),
            language=Name(brochure.language),
            approved=show_approval(review.approval),
            day=review.by,
        ),
        Message(
            "approval.kept",
            "{statements} statements, kept in the folder approvals",
            statements=len(content.transcript.statements),
        ),
        Message(
            "approval.id",
            "leaflets printed from now on carry the id {id}",
            id=Name(content.content_id),
        ),
    )
