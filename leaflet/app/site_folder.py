"""The calls behind ``leaflet init``, ``adopt``, ``new`` and ``schema``: new files for a site.

No file of the hospital is ever replaced, except the JSON Schemas for editors, which a newer program
renews. A new text holds every section of good discharge instructions, with prompts to fill in; a
new folder has a note for its administrator and a ``.gitignore``. Begin with ``make_site``.
"""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from leaflet.app.site_files import not_written
from leaflet.app.where import SITE_FOLDER
from leaflet.content.files import (
    APPROVALS,
    ASSETS,
    FORMULARY,
    HOSPITAL,
    LEFT_OUT,
    OWNED,
    PHONEBOOK,
    REGISTER,
    Origin,
)
from leaflet.content.site import Library
from leaflet.content.suggest import suggest
from leaflet.errors import OutputError, Problem, UsageError
from leaflet.messages.message import File, Message, Option, any_of
from leaflet.press.files import Existing, check_target, holds, open_draft

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 60
_OURS = frozenset({"words", "assets", "content", "approvals"})
_OF_WINDOWS = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
_TOPIC = Option("TOPIC")


def draw_up(library: Library, topic: str, language: str) -> Mapping[str, bytes]:
    """The files of a new leaflet, by their names in a site folder.

    Raises:
        UsageError: If no leaflet can have this name, there is one of it already, or there is no
            skeleton in this language.
    """
    _check_name(topic)
    skeletons = {path.stem: path for path in (library.built_in / "assets/skeleton").glob("*.yaml")}
    if language not in skeletons:
        what = Message("new.no-skeleton", "there is no skeleton in this language")
        languages = any_of(sorted(skeletons))
        remedy = Message("new.languages", "there is one in {languages}", languages=languages)
        raise UsageError(Problem(Option("--lang"), what, remedy))
    name = f"{topic}/{language}.yaml"
    if topic in library.topics():
        raise UsageError(_taken(library, topic, name))
    words = topic.replace("-", " ")
    template = skeletons[language].read_text("utf-8").replace("{topic}", topic)
    return {name: template.replace("{title}", words[0].upper() + words[1:]).encode()}


def _taken(library: Library, topic: str, name: str) -> Problem:
    found = library.find(name)
    if found is None:
        there = any_of(library.languages(topic))
        what = Message(
            "new.taken-in", "there is a leaflet of this name in {languages}", languages=there
        )
        return Problem(_TOPIC, what, Message("new.copy", "copy its file"))
    what = Message("new.taken", "there is a leaflet of this name already")
    if library.site is not None and found.path.is_relative_to(library.site):
        remedy = Message("new.change", "change {file} in the site folder", file=File(name))
        return Problem(_TOPIC, what, remedy)
    remedy = Message(
        "new.adopt", "`leaflet adopt {file}` copies it into the site, to change it", file=File(name)
    )
    return Problem(_TOPIC, what, remedy)


def _check_name(topic: str) -> None:
    if not _NAME.fullmatch(topic) or len(topic) > _LONGEST:
        what = Message(
            "new.no-name",
            "is no name of at most {most} small letters, digits and hyphens",
            most=_LONGEST,
        )
        remedy = Message("new.example", "write for example enkel-verstuikt")
        raise UsageError(Problem(_TOPIC, what, remedy))
    if topic in _OURS or _OF_WINDOWS.fullmatch(topic):
        what = Message("new.reserved", "is a name that is used for something else")
        remedy = Message("new.choose", "choose another one, such as enkel-verstuikt")
        raise UsageError(Problem(_TOPIC, what, remedy))


README = """\
# The hospital's own files for leaflet

The files in this folder go before those that come with the program. A file here replaces the
whole built-in file of the same name; what is not here is taken from the program. Of
`words/LANG.yaml` only the lines that stand here replace the program's.

Set LEAFLET_SITE to this folder, or write `leaflet --site FOLDER` before a command.
Nothing about a patient belongs in this folder.

## What each file is

    phonebook.yaml     every phone number that a leaflet prints
    hospital.yaml      name, logo, campuses, colours; what stands empty is not printed
    TOPIC/nl.yaml      the text of one leaflet in one language
    formulary.yaml     limits of the medicines that the texts name; the pharmacy owns it
    medicines.yaml     medicines by name: what does not go together, what a combination holds,
                       what is not taken every day; the pharmacy owns it
    words/nl.yaml      words that the program prints itself
    approvals.yaml     which texts were approved, by whom and when; `leaflet approve` writes it,
    approvals/         and the words that were approved
    ledger.jsonl       what the ids on printed leaflets stand for, so that they can be traced
    assets/            drawings of your own, as SVG
    left-out.txt       leaflets of the program that you do not use
    owned.txt          files of yours for which those of the program never stand in
    .schemas/          what an editor knows of these files; written by `leaflet schema`
    *.bak              a file as it was before the last change that a command made

## What you do here

A number changes:

    leaflet phones                                  every number, and when it was checked
    leaflet phones where KEY                        which leaflets print it
    leaflet phones set KEY NUMBER --checked-by NAME

A text changes:

    leaflet adopt lage-rugpijn/nl.yaml     copies a built-in text to here, to change it
    leaflet new TOPIC                      makes a new text, with prompts to fill in
    leaflet preview TOPIC                  shows how it looks
    leaflet check                          tells everything that is wrong, before a patient has it

A text is reviewed:

    leaflet approve TOPIC --by NAME --review-by DATE     records that these words were approved
    leaflet diff TOPIC                                   what has changed since
    leaflet status                                       what is approved, overdue, or unchecked

A leaflet lies on a table, and you wonder whether it is still right:

    leaflet trace ID                       what the id in small print on the back stands for

You wonder where something comes from:

    leaflet where                          which file is used, and which one it replaces
    leaflet list                           the leaflets, their versions and their state
    leaflet COMMAND --help                 how a command is used, with examples

Run `leaflet check` after each change by hand. Leaflets that are printed already do not change:
after a change, throw away the stock that is out of date.

## Editors

Every YAML file begins with a line that leads an editor to its schema in `.schemas`. An editor
that reads YAML schemas then underlines mistakes and explains each key while you type; Visual
Studio Code does so with the extension "YAML" of Red Hat. No editor needs it, and `leaflet check`
has the last word.

## Keep earlier versions

Keep this folder in git, and make a commit after each change: who changed what, and when, can then
be found again, and everything can be brought back. Back it up as you do with other documents, the
approvals included. A leaflet names its version and the identity of its content in small print;
with the history of this folder you find the words that belong to it.

## When the program is updated

An update never changes a file in this folder, and files of earlier versions can still be read.
What is here stays as it is, also where the program comes with a better text by now: `leaflet where`
shows what replaces what. Texts that are not here come with the update; look at `leaflet status`
afterwards. Then renew what editors know, once:

    leaflet schema --into .schemas --force
"""

LEFT_OUT_LIST = """\
# Leaflets of the program that this hospital does not use, one a line. What stands here is not
# listed, not printed, and needs no approval. Take a line out to see how an example is written.
voorbeeld
"""

OWNED_LIST = """\
# Files of this folder that may not be missing, one a line: without them no leaflet is made, since
# the numbers and limits that come with the program are not this hospital's. Commands add what they
# write here. Where the program's own file is meant, write: built-in phonebook.yaml
"""

IGNORED = """\
# What commands leave beside the files; nothing of it has to be kept.
*.bak
.*.part
.*.lock

# Leaflets that were made here.
*.pdf
"""


def write_schemas(folder: Path, schemas: Mapping[str, str], existing: Existing) -> tuple[Path, ...]:
    """Write each as ``NAME.json``, all of them or none; return what was written.

    A file that already holds the same is left alone. Whoever may read the folder may read the
    schemas, and an editor never sees half of one.

    Raises:
        OutputError: If another file has the name of one, or the folder cannot be written.
    """
    changed: list[Path] = []
    problems: list[Problem] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        wanted = {folder / f"{name}.json": schema.encode() for name, schema in schemas.items()}
        for path, schema in wanted.items():
            if not holds(path, schema):
                changed.append(path)
                try:
                    check_target(path, existing, File(path.name))
                except OutputError as taken:
                    problems += taken.problems
        if problems:
            raise OutputError(*problems)
        for path in changed:
            _replace(path, wanted[path])
    except OSError as trouble:
        remedy = Message("site.choose-or-look", "choose another folder, or look at it")
        raise OutputError(Problem(Option("--into"), not_written(trouble), remedy)) from None
    return tuple(changed)


def _replace(path: Path, content: bytes) -> None:
    with open_draft(path.parent) as draft:
        draft.write(content)
        draft.share(path.parent.stat().st_mode & 0o666)
        draft.settle()
        draft.replace(path)


_SCHEMAS_FOLDER = ".schemas"
"""In the root of a site; only ``init`` and ``schema`` write there."""

_KINDS = {
    HOSPITAL: "hospital",
    PHONEBOOK: "phonebook",
    FORMULARY: "formulary",
    REGISTER: "medicines",
    APPROVALS: "approvals",
}


def add_modeline(name: str, content: bytes) -> bytes:
    """Put the line that leads an editor to the schema before the content of a new file.

    Args:
        name: Its path inside the site folder: ``content/lage-rugpijn/nl.yaml``.
        content: What follows, byte for byte.
    """
    folder, _, file = name.removeprefix("content/").rpartition("/")
    kind = "words" if folder == "words" else "brochure" if folder else _KINDS[file]
    up = "../" * name.count("/")
    return f"# yaml-language-server: $schema={up}{_SCHEMAS_FOLDER}/{kind}.json\n".encode() + content


def make_site(library: Library, folder: Path) -> tuple[str, ...]:
    """Make a site folder; return the names of the files in it.

    Raises:
        OutputError: If one of them is there already, or the folder cannot be written.
    """
    from leaflet.content.schema.json_schema import SCHEMAS, write_schema

    content = library.built_in / "content"
    own = {
        name: add_modeline(name, (content / name).read_bytes()) for name in (HOSPITAL, PHONEBOOK)
    }
    own[OWNED] = f"{OWNED_LIST}{HOSPITAL}\n{PHONEBOOK}\n".encode()
    own[LEFT_OUT] = LEFT_OUT_LIST.encode()
    beside = {"README.md": README.encode(), ".gitignore": IGNORED.encode()}
    schemas = {f"{_SCHEMAS_FOLDER}/{name}.json": write_schema(name).encode() for name in SCHEMAS}
    # A git repository may have its own.
    beside = {name: text for name, text in beside.items() if not os.path.lexists(folder / name)}
    _add(folder, {**own, **beside, **schemas})
    return (*own, *beside, f"{_SCHEMAS_FOLDER}/")


def adopt_files(library: Library, names: tuple[str, ...]) -> tuple[str, ...]:
    """Copy built-in files into the site; return their names, without ``content/``.

    Raises:
        UsageError: If there is no site, or no built-in file of one of these names.
        OutputError: If the site has one of them already, or cannot be written.
    """
    site = library.require_site()
    known = list_built_in(library)
    problems, files = [], {}
    for typed in names:
        name = typed.replace("\\", "/").removeprefix("./").removeprefix("content/")
        if name in known:
            files[name] = known[name]
        else:
            what = Message("adopt.none", "there is no such built-in file")
            shown = Message("adopt.where", "`leaflet where` shows the files that there are")
            problems.append(Problem(Option("PATH"), what, suggest(name, known, shown)))
    if problems:
        raise UsageError(*problems)
    taken = [name for name in files if _is_in_site(library, name)]
    if taken:
        what = Message("adopt.there", "is in the site folder already")
        remedy = Message("adopt.change-there", "change it there, or remove it first")
        raise OutputError(*(Problem(File(name), what, remedy) for name in taken))
    return add_to_site(site, {name: path.read_bytes() for name, path in files.items()})


def add_to_site(site: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write new files into the site, all of them or none; return their paths in it.

    A YAML file gets its modeline. Content goes into the folder ``content`` of the site, if there
    is one.

    Raises:
        OutputError: If one is there already, or the folder cannot be written.
    """
    root = "content/" if (site / "content").is_dir() else ""
    placed = {name if _is_asset(name) else f"{root}{name}": each for name, each in files.items()}
    return _add(
        site,
        {
            name: add_modeline(name, content) if name.endswith(".yaml") else content
            for name, content in placed.items()
        },
    )


def find_missing_schemas(site: Path) -> tuple[Problem, ...]:
    """Warn where modelines lead an editor to schemas that are not there."""
    if (site / _SCHEMAS_FOLDER).is_dir():
        return ()
    what = Message("schema.missing", "editors look here for schemas, and there are none")
    remedy = Message(
        "schema.make",
        "`leaflet schema --into {folder}` in the site folder makes them",
        folder=File(_SCHEMAS_FOLDER),
    )
    return (Problem(File(_SCHEMAS_FOLDER), what, remedy),)


def list_built_in(library: Library) -> Mapping[str, Path]:
    """Every file that can be adopted, by its name: content, and drawings under ``assets/``."""
    content = library.built_in / "content"
    texts = {path.relative_to(content).as_posix(): path for path in content.rglob("*.yaml")}
    drawings = {
        path.relative_to(library.built_in).as_posix(): path
        for path in (library.built_in / "assets").rglob("*.svg")
    }
    return dict(sorted({**texts, **drawings}.items()))


def _is_asset(name: str) -> bool:
    return name.startswith(ASSETS)


def _is_in_site(library: Library, name: str) -> bool:
    if _is_asset(name):
        return library.site is not None and os.path.lexists(library.site / name)
    return any(file.origin is Origin.SITE for file in library.find_all(name))


def _add(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write new files, all of them or none.

    Raises:
        OutputError: If one is there already, or the folder cannot be written.
    """
    taken = [name for name in files if os.path.lexists(folder / name)]
    if taken:
        what = Message("site.there", "is there already")
        remedy = Message("site.other-folder", "choose another folder, or remove it first")
        raise OutputError(*(Problem(File(name), what, remedy) for name in taken))
    made: list[Path] = []
    try:
        for name, content in files.items():
            path = folder / name
            made += _make_folders(path.parent)
            with path.open("xb") as stream:
                made.append(path)
                stream.write(content)
    except OSError as trouble:
        for path in reversed(made):
            with suppress(OSError):
                _remove(path)
        remedy = Message(
            "site.choose-or-rights", "choose another folder, or look at its permissions"
        )
        raise OutputError(Problem(SITE_FOLDER, not_written(trouble), remedy)) from None
    return tuple(files)


def _make_folders(folder: Path) -> list[Path]:
    """Make the folder and those above it; return the new ones, the uppermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _remove(path: Path) -> None:
    if path.is_dir():
        path.rmdir()
    else:
        path.unlink()
