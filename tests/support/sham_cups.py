"""Programs that are called like those of CUPS, and answer as a test tells them to.

As it begins, there is one good queue, `ward`, on which job 7 is printed at once.
"""

import shlex
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("lp", "lpstat", "lpoptions", "cancel")
ABLE = "printer-is-accepting-jobs=true printer-state=3 printer-type=4180"
ONE_SIDED = "printer-is-accepting-jobs=true printer-state=3 printer-type=4164"
IDLE = "printer ward is idle.  enabled since Mon Nov 23 16:06:00 2026\n\tForm mounted:\n"
SENT = "request id is ward-7 (0 file(s))\n"

PROGRAM = """#!/bin/sh
here={folder}
said="$(basename "$0") $*"
if [ "$(basename "$0")" = lp ]; then cat > "$here/taken"; fi
echo "$said" >> "$here/calls"
for rule in $(ls -r "$here/rules"); do
    rule="$here/rules/$rule"
    case "$said" in
    $(cat "$rule/of"))
        turn=$(($(cat "$rule/turn") + 1))
        [ -e "$rule/$turn.sh" ] || turn=$((turn - 1))
        echo "$turn" > "$rule/turn"
        . "$rule/$turn.sh"
        exit ;;
    esac
done
exit 0
"""


@dataclass(frozen=True)
class Answer:
    """What a program says, and how it ends, after some seconds."""

    told: str | bytes = ""
    complaint: str | bytes = ""
    code: int = 0
    seconds: float = 0


def job(reasons, status="", number=7):
    """A job as `lpstat -l` shows it."""
    head = f"ward-{number}  an  43008  Mon Nov 23 16:06:00 2026\n"
    return f"{head}\tStatus: {status}\n\tAlerts: {reasons}\n\tqueued for ward\n"


def condition(said="is idle.  enabled since", message="", reasons="none"):
    """A queue as `lpstat -l -p` shows it."""
    words = f"\t{message}\n" if message else ""
    return f"printer ward {said} Mon\n{words}\tForm mounted:\n\tAlerts: {reasons}\n"


class ShamCups:
    """The programs, in a folder of their own."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._rules = 0
        (folder / "rules").mkdir(parents=True)
        (folder / "bin").mkdir()
        self.path = f"{folder / 'bin'}:/usr/bin:/bin"
        for name in PROGRAMS:
            program = folder / "bin" / name
            program.write_text(PROGRAM.format(folder=shlex.quote(str(folder))))
            program.chmod(0o755)
        self.says("lpstat -e", "ward\n")
        self.says("lpstat -d", "system default destination: ward\n")
        self.says("lpstat -p", IDLE)
        self.says("lpstat -l -p ward", condition())
        self.says("lpoptions -p ward", f"{ABLE}\n")
        self.says("lpoptions -p ward -l", "PageSize/Media Size: A4 *Letter\n")
        self.says("lp *", SENT)
        self.says("lpstat -l -W completed *", job("job-completed-successfully"))

    def says(self, call, *answers):
        """What is answered to a call (a pattern of the shell), in turn; in the end, the last."""
        self._rules += 1
        rule = self.folder / "rules" / f"{self._rules:03}"
        rule.mkdir()
        (rule / "of").write_text(call)
        (rule / "turn").write_text("0")
        for turn, answer in enumerate(answers, start=1):
            given = answer if isinstance(answer, Answer) else Answer(answer)
            parts = {"told": given.told, "complaint": given.complaint}
            for name, text in parts.items():
                raw = text if isinstance(text, bytes) else text.encode()
                (rule / f"{turn}.{name}").write_bytes(raw)
            (rule / f"{turn}.sh").write_text(
                (f"sleep {given.seconds}\n" if given.seconds else "")
                + f'cat "$rule/{turn}.told"\ncat "$rule/{turn}.complaint" >&2\nexit {given.code}\n'
            )

    @property
    def calls(self):
        """Every call so far, as one line each."""
        file = self.folder / "calls"
        return file.read_text().splitlines() if file.exists() else []

    @property
    def taken(self):
        """What `lp` was given the last time."""
        return (self.folder / "taken").read_bytes()
