"""Types of options and arguments that name something of the content: a topic, a phone key, a file.

What is refused is never repeated: after a slip of quotes it may be a patient's (law 5).
"""

from contextlib import suppress

import click
from click.shell_completion import CompletionItem

from leaflet.commands.choices import Said, offer
from leaflet.commands.site import site_of
from leaflet.errors import LeafletError


class Topic(Said):
    """The name of a leaflet; the library says whether it exists."""

    name = "topic"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The topics that there are."""
        from leaflet.manuscript.library import open_library

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
        from leaflet.manuscript.library import open_library

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
        from leaflet.commands.campuses import campuses_of

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
        from leaflet.commands.phone_keys import phone_keys_of

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
        from leaflet.commands.campuses import campuses_of

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
        from leaflet.commands.site_folder import list_built_in
        from leaflet.manuscript.library import open_library

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
        from leaflet.manuscript.schemas import SCHEMAS

        return offer(SCHEMAS, incomplete)
