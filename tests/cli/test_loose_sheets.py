"""``dummy`` and ``testsheet`` on the command line: files, refusals, and words of the site."""

import io

import pypdf
import pytest

SITE_WORDS = """schema: 1
language: nl
sheets:
  test:
    title: Proefblad
  dummy:
    title: Proefmodel
"""


@pytest.fixture
def worded(site):
    """A site whose words are these."""

    def worded(text, language="nl"):
        folder = site / "words"
        folder.mkdir(exist_ok=True)
        (folder / f"{language}.yaml").write_text(text, "utf-8")
        return str(site)

    return worded


def texts(content):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


@pytest.mark.parametrize("command", ["dummy", "testsheet"])
@pytest.mark.parametrize(
    ("fold", "edge"),
    [("c", "short"), ("z", "short"), ("half", "short"), ("booklet", "short"), ("flat", "long")],
)
def test_each_fold_gives_a_file_and_says_how_to_print_it(run, here, command, fold, edge):
    done = run(command, "--fold", fold)

    assert done.exit_code == 0
    assert (here / f"{command}-{fold}.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert f"print on both sides, flip on the {edge} edge, 100 %" in done.stderr


@pytest.mark.parametrize("command", ["dummy", "testsheet"])
def test_the_fold_is_that_of_a_letter_where_nobody_says(run, here, command):
    assert run(command).exit_code == 0
    assert run(command, "--fold", "c", "-o", "said.pdf").exit_code == 0
    assert (here / f"{command}-c.pdf").read_bytes() == (here / "said.pdf").read_bytes()


@pytest.mark.parametrize("command", ["dummy", "testsheet"])
def test_a_file_that_is_there_is_replaced_only_when_asked(run, here, command):
    (here / "mine.pdf").write_bytes(b"mine")

    refused = run(command, "-o", "mine.pdf")
    assert refused.exit_code == 7
    assert (here / "mine.pdf").read_bytes() == b"mine"
    assert run(command, "-o", "mine.pdf", "--force").exit_code == 0
    assert (here / "mine.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("command", ["dummy", "testsheet"])
def test_it_goes_to_standard_output_too(run, here, command):
    done = run(command, "-o", "-")

    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(b"%PDF-1.7")
    assert list(here.iterdir()) == []


def test_the_number_of_sheets_is_that_of_the_file(run, here):
    assert run("dummy", "--fold", "booklet", "--sheets", "3", "-o", "three.pdf").exit_code == 0
    assert run("dummy", "--fold", "booklet", "-o", "fewest.pdf").exit_code == 0

    assert len(texts((here / "three.pdf").read_bytes())) == 6
    assert len(texts((here / "fewest.pdf").read_bytes())) == 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("dummy", "--fold", "c", "--sheets", "2"), "--sheets: the fold c is not made of"),
        (("dummy", "--fold", "booklet", "--sheets", "1"), "there is 2, 3, 4, 5 or 6"),
        (("dummy", "--sheets", "0"), "--sheets: is not a number"),
        (("dummy", "--fold", "x"), "--fold: there is no such fold"),
        (("testsheet", "--fold", "x"), "--fold: there is no such fold"),
        (("testsheet", "--flip", "left"), "--flip"),
        (("testsheet", "--lang", "xx"), "--lang: there are no words in this language"),
        (("testsheet", "--sheets", "2"), "there is no such option"),
    ],
)
def test_what_there_is_not_is_refused(run, here, arguments, said):
    done = run(*arguments)

    assert done.exit_code == 2
    assert said in done.stderr
    assert list(here.iterdir()) == []


def test_long_turns_the_backs_and_nothing_else(run, here):
    assert run("dummy", "-o", "short.pdf").exit_code == 0
    assert run("dummy", "--flip", "long", "-o", "long.pdf").exit_code == 0
    short, long = (pypdf.PdfReader(here / name) for name in ("short.pdf", "long.pdf"))

    assert [page.rotation for page in short.pages] == [0, 0]
    assert [page.rotation for page in long.pages] == [0, 180]
    assert [page.mediabox for page in short.pages] == [page.mediabox for page in long.pages]
    assert long.trailer["/Root"]["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipLongEdge"


@pytest.mark.parametrize(
    ("command", "own", "kept"),
    [("testsheet", "Proefblad", "Zo druk je af"), ("dummy", "Proefmodel", "Zo vouw je")],
)
def test_a_site_says_some_words_itself_and_keeps_the_others(run, worded, here, command, own, kept):
    done = run(command, "--site", worded(SITE_WORDS), "-o", "own.pdf")
    text = texts((here / "own.pdf").read_bytes())[0] if done.exit_code == 0 else done.stderr

    assert own in text
    assert kept in text


@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        ("title: Proefblad\n    titel: Blad", 3, "did you mean title?"),
        ("title: Proefblad\n    made_for: '{fold} {edge}'", 3, "nothing is filled in for {edge}"),
        ("title: Pr\u4e2dfblad", 6, "U+4E2D"),
        ("title: Proefbladvandeprintervandespoedafdeling", 5, "is wider than"),
        ("title: Blad\n    question: " + 70 * "nog een vraag ", 5, "mm too long"),
    ],
)
def test_words_that_cannot_be_printed_make_nothing(run, worded, here, changed, code, said):
    site = worded(SITE_WORDS.replace("title: Proefblad", changed, 1))
    done = run("testsheet", "--site", site)

    assert done.exit_code == code
    assert said in done.stderr
    assert list(here.iterdir()) == []


def test_a_leaflet_is_refused_over_wrong_words_of_sheets_as_over_any_others(run, worded):
    site = worded(SITE_WORDS.replace("title: Proefblad", "titel: Blad"))

    assert run("--site", site, "check").exit_code == 3


def test_a_language_of_the_site_needs_no_words_for_sheets(run, site, worded, library):
    words = (library.built_in / "content/words/nl.yaml").read_text("utf-8")
    start, rest = words.split("sheets:\n", 1)
    rest = rest[rest.index("# What a prescriber") :]
    other = start.replace("language: nl", "language: fr") + rest
    folder = worded(other, "fr")
    brochure = library.built_in / "content/lage-rugpijn/nl.yaml"
    (site / "lage-rugpijn").mkdir()
    text = brochure.read_text("utf-8").replace("language: nl", "language: fr")
    (site / "lage-rugpijn" / "fr.yaml").write_text(text, "utf-8")

    made = run("--site", folder, "make", "lage-rugpijn", "--pen", "--lang", "fr")
    refused = run("--site", folder, "testsheet", "--lang", "fr")

    assert made.exit_code == 0, made.stderr
    assert refused.exit_code == 3
    assert "the key `sheets` is missing" in refused.stderr
