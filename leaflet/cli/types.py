"""Types of options and arguments: what each accepts, and what the Tab key offers for it.

A refused value is never repeated: after a slip with quotes it may be a patient's (law 5).
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from leaflet.app.text import SAY_WHY, read_count, read_line
from leaflet.cli.group import NO_VALUE, site_of
from leaflet.errors import LeafletError, Problem, UsageError
from leaflet.messages.message import Message, Option
from leaflet.paper.fold import Flip

if TYPE_CHECKING:
    from leaflet.paper.fold import Fold

    ParamType = click.ParamType[Any]
else:
    ParamType = click.ParamType


def _name(param: click.Parameter) -> Option:
    """The name of an option or an argument in messages."""
    return Option(max(param.opts, key=len))


class Said(ParamType):
    """A text as it was typed; another option of the command in its place was a slip."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text.

        Raises:
            UsageError: If the value is the name of an option.
        """
        options = {opt for each in ctx.command.params for opt in each.opts} if ctx else set()
        if value in options and value.startswith("-") and param:
            raise UsageError(Problem(_name(param), *NO_VALUE))
        return str(value)


class FoldName(Said):
    """A way of folding, by its name."""

    name = "fold"

    def convert(  # type: ignore[override]
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> "tuple[Fold, ...]":
        """The fold, with ever more sheets.

        Raises:
            UsageError: If there is none of this name.
        """
        from leaflet.app.layout import read_fold

        return read_fold(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The folds that there are."""
        from leaflet.paper.folds import FOLDS

        return offer(FOLDS, incomplete)


class Edge(Said):
    """An edge of the paper, about which a printer turns it."""

    name = "edge"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Flip:
        """The edge.

        Raises:
            UsageError: If it is neither.
        """
        from leaflet.app.layout import read_edge

        return read_edge(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Both of them."""
        return offer([flip.value for flip in Flip], incomplete)


class BodySize(ParamType):
    """A type size in points, at or above the floor that keeps a leaflet readable."""

    name = "points"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The size.

        Raises:
            UsageError: If it is no number, or lies outside the sizes that can be set.
        """
        from leaflet.app.layout import read_size

        return read_size(value)


class Number(ParamType):
    """A number of things, from 1 on."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number.

        Raises:
            UsageError: If it is no whole number, or less than 1.
        """
        return read_count(str(value), _where(self, param))


class Reason(Said):
    """A reason for what would otherwise be refused: one line, for whoever reads it later."""

    name = "reason"
    remedy = SAY_WHY

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The reason.

        Raises:
            UsageError: If it is empty, too long for a line, or no text.
        """
        return read_line(super().convert(value, param, ctx), _where(self, param), self.remedy)


class Phrase(Reason):
    """A few words that are kept in a file, on one line."""

    name = "text"
    remedy = Message("reason.few-words", "write a few words")


def _where(kind: ParamType, param: click.Parameter | None) -> Option:
    return _name(param) if param else Option(kind.name)


def offer(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """The words that begin with what was typed."""
    return [CompletionItem(word) for word in words if word.startswith(incomplete)]


class Topic(Said):
    """The name of a leaflet; the library says whether it exists."""

    name = "topic"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The topics that there are."""
        from leaflet.content.site import open_library

        with suppress(LeafletError, OSError):
            return offer(open_library(site_of(ctx)).topics(), incomplete)
        return []


class Language(Said):
    """The language of a leaflet."""

    name = "lang"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The languages of the topic that was typed, or of all."""
        from leaflet.content.site import open_library

        with suppress(LeafletError, OSError):
            library = open_library(site_of(ctx))
            topics = [ctx.params.get("topic")] if ctx.params.get("topic") else library.topics()
            found = {tag for topic in topics for tag in library.languages(str(topic))}
            return offer(sorted(found), incomplete)
        return []


class Campus(Said):
    """A campus of the hospital, by its key."""

    name = "key"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The campuses of ``hospital.yaml``."""
        from leaflet.app.phones import campuses_of

        with suppress(LeafletError, OSError):
            return offer(campuses_of(site_of(ctx)), incomplete)
        return []


class PhoneKey(Said):
    """A number of the phone book, by its key; the phone book says whether it exists."""

    name = "key"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The keys of ``phonebook.yaml``."""
        from leaflet.app.phones import phone_keys_of

        with suppress(LeafletError, OSError):
            return offer(phone_keys_of(site_of(ctx)), incomplete)
        return []


class NewPhoneKey(Said):
    """A key that the phone book does not have yet: campus, point, purpose."""

    name = "key"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The campuses of ``hospital.yaml``, each with its point."""
        from leaflet.app.phones import campuses_of

        with suppress(LeafletError, OSError):
            return offer((f"{campus}." for campus in campuses_of(site_of(ctx))), incomplete)
        return []


class BuiltInFile(Said):
    """A file that comes with the program, by its name."""

    name = "path"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The files that there are."""
        from leaflet.app.site_folder import list_built_in
        from leaflet.content.site import open_library

        with suppress(LeafletError, OSError):
            return offer(list_built_in(open_library(None)), incomplete)
        return []


class SchemaName(Said):
    """A kind of content file that has a schema; the schemas say whether it exists."""

    name = "name"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The kinds that there are."""
        from leaflet.content.schema.json_schema import SCHEMAS

        return offer(SCHEMAS, incomplete)
