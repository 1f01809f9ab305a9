"""The folded A4 leaflet that a patient takes home from an emergency department."""

__version__ = "0.1.0"
