"""The door of a checkout: ``python cli.py make …`` is what ``leaflet make …`` is once installed."""

from leaflet.cli import main

if __name__ == "__main__":
    main()
