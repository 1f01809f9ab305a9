"""Whether a number may come into the phone book, or leave it."""

from leaflet.commands.site_phonebook import SitePhoneBook
from leaflet.errors import ContentError, Place, Problem, UsageError
from leaflet.manuscript.content_file import read_bytes
from leaflet.manuscript.content_folder import HOSPITAL
from leaflet.manuscript.hospital_file import read_hospital
from leaflet.manuscript.phone_places import Usage, Use
from leaflet.manuscript.phonebook_file import is_key
from leaflet.manuscript.source import read_source
from leaflet.manuscript.suggestion import enumerate_words, suggest


def require_new(key: str, book: SitePhoneBook) -> None:
    """Refuse a key that cannot stand for a number of this hospital, or stands for one already.

    Raises:
        UsageError: If it is no key, has no campus of ``hospital.yaml``, or is there.
        ContentError: If ``hospital.yaml`` cannot be read.
    """
    if not is_key(key):
        remedy = "write it in small letters with one point, such as bornem.pijnkliniek"
        raise UsageError(Problem("KEY", "is not campus.purpose", remedy))
    if key in book.written:
        raise UsageError(Problem("KEY", "is there already", "change it with `leaflet phones set`"))
    file = book.library.find(HOSPITAL)
    campuses = read_hospital(read_source(read_bytes(file), HOSPITAL)).campuses if file else {}
    campus = key.partition(".")[0]
    if campus not in campuses:
        add = f"add `{campus}:` and its name to campuses in hospital.yaml"
        known = f"there is {enumerate_words(campuses)}; or {add}" if campuses else add
        what = "hospital.yaml names no such campus"
        raise UsageError(Problem("KEY", what, suggest(campus, campuses, known)))


def require_unused(key: str, usage: Usage) -> None:
    """Refuse to lose a number that a leaflet prints.

    Raises:
        ContentError: With every place that prints it, and every leaflet that cannot be read.
    """
    uses = usage.of(key)
    problems = [
        Problem(
            use.place,
            f"{use.topic} {use.language} prints this number{_within(use)}",
            "take it out there first",
        )
        for use in uses
    ]
    if problems or usage.unread:
        raise ContentError(*problems, *(_unread(each) for each in usage.unread))


def _within(use: Use) -> str:
    where = use.heading or use.panel
    return f" in `{where}`" if where else ""


def _unread(problem: Problem) -> Problem:
    file = problem.where.file if isinstance(problem.where, Place) else problem.where
    what = f"{problem.what}, so that nobody knows which numbers {file} prints"
    return Problem(problem.where, what, problem.remedy)
