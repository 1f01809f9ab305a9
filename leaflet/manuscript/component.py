"""What good discharge instructions consist of, and which sections tell it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from leaflet.manuscript.role import Role


class Component(StrEnum):
    """A part that a patient should find in every leaflet."""

    DIAGNOSIS = "diagnosis"
    MEDICATION = "medication"
    HOME_CARE = "home_care"
    COURSE = "course"
    RETURN = "return"
    FOLLOW_UP = "follow_up"


TOLD_BY: Mapping[Component, frozenset[Role]] = MappingProxyType(
    {
        Component.DIAGNOSIS: frozenset({Role.DIAGNOSIS, Role.EXPLANATION}),
        Component.MEDICATION: frozenset({Role.MEDICATION}),
        Component.HOME_CARE: frozenset({Role.SELF_CARE, Role.AVOID, Role.EXERCISES}),
        Component.COURSE: frozenset({Role.COURSE, Role.ACTIVITY}),
        Component.RETURN: frozenset({Role.WHEN_TO_RETURN}),
        Component.FOLLOW_UP: frozenset({Role.FOLLOW_UP, Role.GENERAL_PRACTICE}),
    }
)
"""The roles of the sections that tell each part; one is enough."""
