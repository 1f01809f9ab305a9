"""A print queue: what it can do, its state, and whether it may print leaflets.

Reasons why a printer stopped are IPP keywords (RFC 8011, 5.4.12), put into words for a ward. Begin
with ``read_queue``; ``require_fit`` refuses.
"""

import re
from collections.abc import Iterable
from enum import Enum

from leaflet.errors import OutputError, Problem
from leaflet.messages.message import Foreign, Joint, Listing, Message
from leaflet.press.printing.cups import WHERE, Answer, PrintSystem, name_queue
from leaflet.records import frozen

_WORDS = {
    "media-empty": Message("printer.no-paper", "no paper"),
    "media-needed": Message("printer.no-paper", "no paper"),
    "media-jam": Message("printer.jam", "paper jam"),
    "door-open": Message("printer.door", "a door is open"),
    "cover-open": Message("printer.cover", "a cover is open"),
    "interlock-open": Message("printer.cover", "a cover is open"),
    "input-tray-missing": Message("printer.no-tray", "a paper tray is missing"),
    "output-tray-missing": Message("printer.no-output-tray", "the output tray is missing"),
    "output-area-full": Message("printer.output-full", "the output tray is full"),
    "toner-empty": Message("printer.no-toner", "no toner"),
    "marker-supply-empty": Message("printer.no-ink", "no toner or ink"),
    "marker-waste-full": Message("printer.waste-full", "the waste container is full"),
    "offline": Message("printer.offline", "switched off, or not connected"),
    "shutdown": Message("printer.off", "switched off"),
    "connecting-to-device": Message("printer.no-answer-yet", "does not answer yet"),
    "timed-out": Message("printer.no-answer", "does not answer"),
    "paused": Message("printer.paused", "paused"),
    "stopped": Message("printer.stopped", "stopped"),
    "stopping": Message("printer.stopping", "stopping"),
    "spool-area-full": Message("printer.memory-full", "the memory is full"),
    "fuser-over-temp": Message("printer.too-hot", "too hot"),
    "fuser-under-temp": Message("printer.too-cold", "too cold"),
    "opc-life-over": Message("printer.drum-worn", "the drum is worn out"),
    "cups-insecure-filter-warning": Message("printer.driver-unsafe", "the driver is not safe"),
    "cups-missing-filter-warning": Message(
        "printer.driver-incomplete", "the driver is not complete"
    ),
}
_SEVERITIES = ("-error", "-warning", "-report")


def describe(reasons: Iterable[str]) -> tuple[Message | Foreign, ...]:
    """What keeps a printer from printing, in words; nothing if nothing does.

    What only may keep it soon (little toner) is left out. An error without words of ours is told by
    its keyword.
    """
    said: list[Message | Foreign] = []
    for reason in reasons:
        bare = reason
        for severity in _SEVERITIES:
            bare = bare.removesuffix(severity)
        words = _WORDS.get(reason) or _WORDS.get(bare)
        if words or reason.endswith("-error"):
            said.append(words or Foreign(bare))
    return tuple(dict.fromkeys(said))


_PRINTER_TYPE = re.compile(r"\bprinter-type=(\d+)")
_DUPLEX = 0x10
"""The bit of ``printer-type`` that says so (``CUPS_PRINTER_DUPLEX``)."""

_NO_DRIVER = re.compile(r"printer-make-and-model='[^']*Raw Printer'")
_PAPERS = re.compile(r"^(?:PageSize|media)/[^:]*:(.*)$", re.MULTILINE)
_A4 = re.compile(r"\*?(?:A4|iso_a4_210x297mm)(?:\.\w+)?")
_DOWN = re.compile(r"scheduler is not running|connection refused|bad file descriptor", re.I)


class Ability(Enum):
    """Whether a queue can do something, as far as it says."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class QueueState(Enum):
    """What a queue is doing."""

    IDLE = "idle"
    PRINTING = "printing"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


_STATES = {
    "is idle": QueueState.IDLE,
    "now printing": QueueState.PRINTING,
    "disabled": QueueState.STOPPED,
}


_STATE_NAMES = {
    QueueState.IDLE: Message("queue.idle", "idle"),
    QueueState.PRINTING: Message("queue.printing", "printing"),
    QueueState.STOPPED: Message("queue.stopped", "stopped"),
    QueueState.UNKNOWN: Message("queue.unknown", "unknown"),
}


@frozen
class Condition:
    """How a queue is at one moment.

    Attributes:
        reasons: Why it does not print, or soon will not, in the keywords of IPP.
        message: The printer's own words; they may be anything, or empty.
    """

    state: QueueState
    reasons: tuple[str, ...] = ()
    message: str = ""


@frozen
class Queue:
    """A print queue, and what it said of itself.

    Attributes:
        both_sides: Whether it turns the sheet; unknown where it has no driver.
        takes_a4: Whether A4 is among its papers.
        is_accepting: Whether it takes jobs.
    """

    name: str
    both_sides: Ability
    takes_a4: Ability
    is_accepting: bool
    condition: Condition

    def describe_state(self) -> Message:
        """``idle``, or ``stopped, does not accept jobs: no paper``."""
        condition = self.condition
        refuses = () if self.is_accepting else (_accepts_none(),)
        said = Listing((_STATE_NAMES[condition.state], *refuses), Joint.COMMA)
        reasons = describe(condition.reasons)
        # A queue that works shows the words that it had for an earlier job.
        if not reasons and condition.message and (condition.state is QueueState.STOPPED or refuses):
            reasons = (Foreign(condition.message),)
        if not reasons:
            return Message("queue.state", "{state}", state=said)
        why = Listing(reasons, Joint.COMMA)
        return Message("queue.state-because", "{state}: {reasons}", state=said, reasons=why)


def list_queues(system: PrintSystem) -> tuple[str, ...]:
    """The names of the queues that there are.

    Raises:
        OutputError: If CUPS is not there, or is not running.
    """
    answer = system.ask("lpstat", "-p")
    _require_running(answer)
    local = re.findall(r"^printer (\S+) ", answer.told, re.MULTILINE)
    # Printers of the network that nobody has set up are told only here, by newer versions.
    others = system.ask("lpstat", "-e").told.split()
    return tuple(dict.fromkeys([*local, *others]))


def find_default(system: PrintSystem) -> str | None:
    """The queue that is taken where none is named, or ``None``.

    Raises:
        OutputError: If CUPS is not there.
    """
    told = re.search(r"destination: (\S+)$", system.ask("lpstat", "-d").told.strip())
    return told[1] if told else None


def read_queue(system: PrintSystem, name: str) -> Queue:
    """What a queue says of itself.

    Raises:
        OutputError: If CUPS is not there.
    """
    told = system.ask("lpoptions", "-p", name).told
    # The last one: what stands before it may be the words of a person.
    kinds = _PRINTER_TYPE.findall(told)
    if not kinds or _NO_DRIVER.search(told):
        both_sides = Ability.UNKNOWN
    else:
        both_sides = Ability.YES if int(kinds[-1]) & _DUPLEX else Ability.NO
    is_accepting = "printer-is-accepting-jobs=false" not in told
    papers = _PAPERS.search(system.ask("lpoptions", "-p", name, "-l").told)
    takes_a4 = Ability.UNKNOWN
    if papers:
        takes_a4 = Ability.YES if any(map(_A4.fullmatch, papers[1].split())) else Ability.NO
    return Queue(name, both_sides, takes_a4, is_accepting, read_condition(system, name))


def read_condition(system: PrintSystem, name: str) -> Condition:
    """How a queue is now.

    Raises:
        OutputError: If CUPS is not there, or is not running.
    """
    answer = system.ask("lpstat", "-l", "-p", name)
    _require_running(answer)
    first, *others = answer.told.splitlines() or [""]
    said = first.removeprefix(f"printer {name} ")
    state = next((_STATES[each] for each in _STATES if said.startswith(each)), QueueState.UNKNOWN)
    message = others[0].strip() if others and not others[0].startswith("\tForm ") else ""
    alerts = next((each for each in others if each.startswith("\tAlerts:")), "")
    reasons = alerts.partition(":")[2].replace(",", " ").split()
    return Condition(state, tuple(each for each in reasons if each != "none"), message)


def require_fit(queue: Queue) -> None:
    """Refuse a queue on which a leaflet does not come out as a leaflet.

    Raises:
        OutputError: If it does not take jobs, is stopped, has no A4, or does not print both sides.
    """
    what = _unfit(queue)
    if what is not None:
        remedy = Message("print.other-queue", "choose another one: `leaflet printers` shows them")
        raise OutputError(Problem(name_queue(queue.name), what, remedy))


def _unfit(queue: Queue) -> Message | None:
    """Why nothing can be sent there, or ``None``."""
    reason = Foreign(queue.condition.message)
    if queue.both_sides is Ability.NO:
        return Message("print.one-side", "prints on one side only, and a leaflet has two")
    if queue.both_sides is Ability.UNKNOWN:
        return Message(
            "print.sides-unknown",
            "does not say whether it prints on both sides: it has no driver, or does not answer",
        )
    if queue.takes_a4 is Ability.NO:
        return Message("print.no-a4", "has no A4 paper")
    if not queue.is_accepting:
        if not reason:
            return _accepts_none()
        return Message("print.accepts-none-says", "does not accept jobs ({reason})", reason=reason)
    if queue.condition.state is QueueState.STOPPED:
        if not reason:
            return Message("print.stopped", "is stopped")
        return Message("print.stopped-says", "is stopped ({reason})", reason=reason)
    return None


def _accepts_none() -> Message:
    return Message("print.accepts-none", "does not accept jobs")


def _require_running(answer: Answer) -> None:
    """Refuse to go on where the programs are there and the print service is not.

    Raises:
        OutputError: If it is not.
    """
    if answer.code != 0 and _DOWN.search(answer.complaint):
        what = Message("print.not-running", "CUPS is not running")
        remedy = Message(
            "print.start-cups",
            "ask whoever looks after this computer to start it, or write a file with -o",
        )
        raise OutputError(Problem(WHERE, what, remedy))
