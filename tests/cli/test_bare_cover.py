"""A cover may say less: what its file leaves out is not set, and is not missed."""

import pypdf
import pytest

TEXT = "lage-rugpijn/nl.yaml"


@pytest.mark.parametrize("fold", ["c", "half", "booklet"])
@pytest.mark.parametrize(
    "left_out", [("kicker",), ("question",), ("salutation",), ("kicker", "question", "salutation")]
)
def test_a_cover_without_a_line_is_made(run, site, here, fold, left_out):
    assert run("--site", str(site), "adopt", TEXT).exit_code == 0
    lines = (site / TEXT).read_text("utf-8").split("\n")
    kept, skipping = [], False
    for line in lines:
        if line.startswith("  ") and not line.startswith("   "):
            skipping = line.strip().partition(":")[0] in left_out
        if not skipping:
            kept.append(line)
    (site / TEXT).write_text("\n".join(kept), "utf-8")
    assert len(kept) < len(lines)

    done = run("--site", str(site), "make", "lage-rugpijn", "--pen", "--fold", fold)

    assert done.exit_code == 0, done.stderr
    text = pypdf.PdfReader(here / "lage-rugpijn.pdf").pages[0].extract_text()
    assert ("Wat is er aan de hand?" in text) is ("question" not in left_out)
    assert "ernstige lage" in text
