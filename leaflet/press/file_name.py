"""The name of a file, as every system can hold it; the shared folder of a ward is on Windows."""

import re

from leaflet.errors import OutputError, Problem

_LONGEST = 255
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\\/]')
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE
)


def check_file_name(name: str, label: str) -> None:
    """Refuse the last part of a path where some system could not hold it (T91).

    Args:
        name: The last part of the path.
        label: What messages call the file; the name itself may hold a patient's (law 5).

    Raises:
        OutputError: If it is empty, too long, kept for a device, or holds a forbidden character.
    """
    if not name:
        what = "has no name"
    elif name.endswith((".", " ")):
        what = "has a name that ends in a dot or a space"
    elif _FORBIDDEN.search(name):
        what = 'has a control character or one of < > : " | ? * \\ in its name'
    elif _RESERVED.fullmatch(name):
        what = "has a name that Windows keeps for a device"
    elif len(name.encode("utf-8", "surrogatepass")) > _LONGEST:
        what = f"has a name longer than {_LONGEST} bytes"
    else:
        return
    raise OutputError(Problem(label, what, "give it another name"))
