"""A print service of its own, with real printers: CUPS and two IPP printers, on this computer only.

`ward` prints on both sides, `desk` on one. What they do with a job hangs on files in a folder, so a
test can let them wait, or run out of paper. Nothing of the computer's own CUPS is used.

Debian's `ippeveprinter` wants a D-Bus, which it gets. If it fails before CUPS looks for the first
time, CUPS (2.4.2) calls the job completed; so a failing printer is a backend of ours.
"""

import os
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from grp import getgrgid
from pathlib import Path
from pwd import getpwuid

PROGRAMS = (
    "cupsd",
    "ippeveprinter",
    "dbus-daemon",
    "lp",
    "lpstat",
    "lpoptions",
    "lpadmin",
    "cancel",
)
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
SERVER_PROGRAMS = (Path("/usr/lib/cups"), Path("/usr/libexec/cups"))
LONGEST = "300"
"""Seconds after which everything ends, even if nobody is left to end it."""

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
  </policy>
</busconfig>
"""
FILES = """ServerRoot {root}/etc
ServerBin {root}/bin
RequestRoot {root}/spool
TempDir {root}/spool/tmp
CacheDir {root}/cache
StateDir {root}/state
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
User {user}
Group {group}
SystemGroup {system_group}
"""
SERVICE = """Listen 127.0.0.1:{port}
ServerName localhost
Browsing No
WebInterface No
DefaultAuthType None
ErrorPolicy retry-job
JobRetryInterval 300
<Location />
  Allow all
</Location>
<Policy default>
  <Limit All>
    Allow all
  </Limit>
</Policy>
"""
# What printers do with a document: its file is an argument, the job is in the environment.
FAIL = """#!/bin/sh
[ "$#" -gt 0 ] || exit 0
cat "${6:--}" > /dev/null
echo "ERROR: Drum is worn out" >&2
sleep 0.2
exit 1
"""
PRINT = """#!/bin/sh
cd "{folder}" || exit 1
tries=0
if [ -e empty ]; then echo "STATE: +media-empty-error" >&2; fi
while [ -e wait ] || [ -e empty ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 200 ] || exit 1
    sleep 0.1
done
echo "STATE: -media-empty-error" >&2
cp "$1" "$IPP_JOB_ID.pdf"
env | grep '^IPP_' | grep -v _DEFAULT= | grep -v _SUPPORTED= > "$IPP_JOB_ID.new"
mv "$IPP_JOB_ID.new" "$IPP_JOB_ID.job"
"""


def missing_programs():
    return [name for name in PROGRAMS if shutil.which(name, path=PATH) is None]


@dataclass(frozen=True)
class Arrival:
    """A job as the printer received it."""

    pdf: bytes
    job: dict[str, str]


@dataclass(frozen=True)
class Tray:
    """What comes out of one printer, and what goes wrong there."""

    folder: Path

    @property
    def arrivals(self):
        jobs = sorted(self.folder.glob("*.job"), key=lambda path: int(path.stem))
        return [
            Arrival(path.with_suffix(".pdf").read_bytes(), _read_job(path.read_text()))
            for path in jobs
        ]

    def let(self, what):
        """From now on it will `wait`, or be `empty`."""
        (self.folder / what).touch()

    def clear(self):
        for path in self.folder.iterdir():
            path.unlink()


def _read_job(text):
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


class PrintLab:
    """The service; it runs inside a `with`."""

    def __init__(self):
        self._ending = ExitStack()
        self._environment = {"PATH": PATH, "LC_ALL": "C", "HOME": "/nonexistent"}
        self._ports = {}

    def __enter__(self):
        with ExitStack() as ending:
            self.root = Path(tempfile.mkdtemp(prefix="print-lab-"))
            ending.callback(shutil.rmtree, self.root, ignore_errors=True)
            # The user of CUPS has to get in as well.
            self.root.chmod(0o711)
            self._ending = ending
            try:
                self._start_bus()
                self.trays = {name: self._start_printer(name) for name in ("ward", "desk")}
                self._start_service()
            except BaseException as error:
                error.add_note(self.read_logs())
                raise
            self._ending = ending.pop_all()
        return self

    def __exit__(self, *_):
        self._ending.close()

    @property
    def variables(self):
        """What a client has to have in its environment."""
        return {"CUPS_SERVER": f"127.0.0.1:{self.port}", "PATH": PATH}

    @property
    def spool(self):
        """The documents that CUPS keeps."""
        return sorted(path.name for path in (self.root / "spool").glob("d*"))

    def read_logs(self):
        logs = [*self.root.glob("*.log"), self.root / "log" / "error"]
        return "\n".join(
            f"{path.name}: {path.read_text(errors='replace')[-2000:]}"
            for path in logs
            if path.exists()
        )

    def call(self, *command, check=True):
        """Run a program of CUPS as somebody else would, and give its standard output."""
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            env={**self._environment, **self.variables},
        )
        assert not check or done.returncode == 0, f"{command}: {done.stderr}"
        return done.stdout

    def waiting(self, queue):
        """The names of the jobs that are not done."""
        told = self.call("lpstat", "-W", "not-completed", "-o", queue)
        return [line.split()[0] for line in told.splitlines()]

    def clear(self):
        """Make everything as it was: no job, no paper, no fault."""
        for tray in self.trays.values():
            tray.clear()
        self.call("cancel", "-a", "-x", check=False)
        for tray in self.trays.values():
            until(lambda tray=tray: not list(tray.folder.glob("*.new")))
        until(lambda: "now printing" not in self.call("lpstat", "-p"))
        for tray in self.trays.values():
            tray.clear()

    def add_queue(self, name, printer, *options):
        """A queue to a printer, with the driver that CUPS has made for it."""
        driver = ("-P", str(self.root / f"{printer}.ppd"))
        self.call("lpadmin", "-p", name, "-E", "-v", self._uri(printer), *driver, *options)
        until(lambda: "PageSize" in self.call("lpoptions", "-p", name, "-l"))

    def add_raw_queue(self, name, printer):
        """A queue without a driver."""
        self.call("lpadmin", "-p", name, "-E", "-v", self._uri(printer))

    def add_dead_queue(self, name):
        """A queue whose printer is switched off."""
        self._ports["nobody"] = free_port()
        shutil.copy(self.root / "ward.ppd", self.root / "nobody.ppd")
        self.add_queue(name, "nobody")

    def add_failing_queue(self, name, policy):
        """A queue whose printer fails, and what CUPS is to do then."""
        driver = ("-P", str(self.root / "ward.ppd"))
        policy = ("-o", f"printer-error-policy={policy}")
        self.call("lpadmin", "-p", name, "-E", "-v", "fault:/", *driver, *policy)

    def _uri(self, printer):
        return f"ipp://localhost:{self._ports[printer]}/ipp/print"

    def _make_driver(self, printer):
        """Let CUPS ask the printer what it can; it does so after `lpadmin` has ended."""
        made = self.root / "etc" / "ppd" / "first.ppd"
        until(partial(answers, self._ports[printer]))
        self.call("lpadmin", "-p", "first", "-E", "-v", self._uri(printer), "-m", "everywhere")
        until(lambda: "PageSize" in self.call("lpoptions", "-p", "first", "-l"))
        shutil.copy(made, self.root / f"{printer}.ppd")
        self.call("lpadmin", "-x", "first")
        until(lambda: not made.exists())

    def _run(self, name, *command):
        log = (self.root / f"{name}.log").open("wb")
        self._ending.callback(log.close)
        program = shutil.which(command[0], path=PATH)
        process = subprocess.Popen(
            ["timeout", "-k", "5", LONGEST, program, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=self._environment,
        )
        self._ending.callback(_end, process)
        return process

    def _start_bus(self):
        address = self.root / "bus"
        (self.root / "bus.conf").write_text(BUS.format(socket=address))
        self._run("bus", "dbus-daemon", f"--config-file={self.root / 'bus.conf'}", "--nofork")
        until(lambda: address.exists() and stat.S_ISSOCK(address.stat().st_mode))
        self._environment["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={address}"

    def _start_printer(self, name):
        self._ports[name] = free_port()
        tray, spool = self.root / "trays" / name, self.root / "printers" / name
        tray.mkdir(parents=True)
        spool.mkdir(parents=True)
        script = self.root / f"print-{name}"
        script.write_text(PRINT.format(folder=tray))
        script.chmod(0o755)
        sides = ("-2",) if name == "ward" else ()
        about = ("-r", "off", "-n", "localhost", "-p", str(self._ports[name]))
        jobs = ("-d", str(spool), "-f", "application/pdf", "-c", str(script))
        self._run(name, "ippeveprinter", *sides, *about, *jobs, f"Lab {name}")
        return Tray(tray)

    def _make_programs(self):
        """The programs that CUPS starts, and a backend for printers that fail."""
        own, others = self.root / "bin", next(path for path in SERVER_PROGRAMS if path.is_dir())
        (own / "backend").mkdir(parents=True)
        for path in [*others.iterdir(), *(others / "backend").iterdir()]:
            if path.name != "backend":
                (own / path.relative_to(others)).symlink_to(path)
        (own / "backend" / "fault").write_text(FAIL)
        (own / "backend" / "fault").chmod(0o755)

    def _start_service(self):
        self.port = free_port()
        self._make_programs()
        folders = ("etc", "etc/ppd", "spool", "spool/tmp", "cache", "state", "log")
        for folder in folders:
            (self.root / folder).mkdir()
        user, group = ("lp", "lp") if os.geteuid() == 0 else (getpwuid(os.geteuid()).pw_name, "")
        own = getgrgid(os.getegid()).gr_name
        (self.root / "etc" / "cups-files.conf").write_text(
            FILES.format(root=self.root, user=user, group=group or own, system_group=own)
        )
        (self.root / "etc" / "cupsd.conf").write_text(SERVICE.format(port=self.port))
        if os.geteuid() == 0:
            for folder in folders:
                shutil.chown(self.root / folder, "root", "lp")
                (self.root / folder).chmod(0o770)
        conf = ("-c", f"{self.root}/etc/cupsd.conf", "-s", f"{self.root}/etc/cups-files.conf")
        self._run("cupsd", "cupsd", "-f", *conf)
        until(lambda: "is running" in self.call("lpstat", "-r", check=False))
        for name in self.trays:
            self._make_driver(name)
            self.add_queue(name, name)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def answers(port):
    with suppress(OSError), socket.create_connection(("localhost", port), timeout=1):
        return True
    return False


def until(is_so, seconds=15):
    """Wait until it is so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "the print lab waited in vain"
        time.sleep(0.05)


def _end(process):
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
