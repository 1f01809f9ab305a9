"""What the sections of a leaflet are for."""

from enum import StrEnum


class Role(StrEnum):
    """What a section is for in a discharge leaflet."""

    EXPLANATION = "explanation"
    DIAGNOSIS = "diagnosis"
    GENERAL_PRACTICE = "general_practice"
    WHEN_TO_RETURN = "when_to_return"
    SELF_CARE = "self_care"
    MEDICATION = "medication"
    AVOID = "avoid"
    ACTIVITY = "activity"
    COURSE = "course"
    EXERCISES = "exercises"
    FOLLOW_UP = "follow_up"
