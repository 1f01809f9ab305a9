"""Small edits of the built-in files, each of which breaks one thing, and where it must be told.

The sign ``‸`` stands where the message has to point; it is taken out before the file is read.
"""

from dataclasses import dataclass

CARET = "‸"
TEXT = "lage-rugpijn/nl.yaml"
WORDS = "words/nl.yaml"


@dataclass(frozen=True)
class Break:
    """One slip.

    Attributes:
        name: What it is, with the number of its threat where it has one.
        file: The file that is edited.
        old: What stands there once.
        new: What is written instead.
        what: Part of what is told.
        remedy: Part of what to do.
        at: A piece of the broken file with the caret, where that is not in ``new``.
        where: The file in which it is told, if that is another.
    """

    name: str
    file: str
    old: str
    new: str
    what: str
    remedy: str
    at: str | None = None
    where: str | None = None

    def __str__(self):
        return self.name


def spoil(texts, breaks):
    """The texts with every break in them, and the place of each: file, line and column."""
    texts = dict(texts)
    carets = [chr(0xE000 + number) for number in range(len(breaks))]
    for caret, each in zip(carets, breaks, strict=True):
        _replace(texts, each.file, each.old, each.new.replace(CARET, caret))
    for caret, each in zip(carets, breaks, strict=True):
        if each.at is not None:
            marked = each.at.replace(CARET, caret)
            _replace(texts, each.where or each.file, each.at.replace(CARET, ""), marked)
    places = []
    for caret, each in zip(carets, breaks, strict=True):
        file = each.where or each.file
        before = _clean(texts[file].partition(caret)[0], carets)
        places.append((file, before.count("\n") + 1, len(before) - before.rfind("\n")))
    return {file: _clean(text, carets) for file, text in texts.items()}, places


def _replace(texts, file, old, new):
    text = texts[file]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    texts[file] = text.replace(old, new)


def _clean(text, carets):
    return "".join(sign for sign in text if sign not in carets)


def _text(name, old, new, what, remedy, at=None):
    return Break(name, TEXT, old, new, what, remedy, at)


QUOTES = "double quotes"
ROLE = "    role: diagnosis\n"

SYNTAX = (
    _text("T47 tab", ROLE, "‸\trole: diagnosis\n", "indented with a tab", "with spaces"),
    _text(
        "T47 tab in a list", "          - lang zitten\n", "‸\t  - lang zitten\n", "tab", "spaces"
    ),
    _text(
        "T47 double quote that is not closed",
        "title: Lage rugpijn",
        'title: ‸"Lage rugpijn',
        "the quote that opens here is not closed on its line",
        "close it where its text ends",
    ),
    _text(
        "T47 single quote that is not closed",
        "title: Lage rugpijn",
        "title: ‸'Lage rugpijn",
        "never closed",
        "close it where its text ends",
    ),
    _text(
        "T47 quote of an item that is not closed",
        '- "**Erectiestoornissen**"',
        '- ‸"**Erectiestoornissen**',
        "the quote that opens here is not closed on its line",
        "close it where its text ends",
    ),
    _text("T47 a: b: c", ROLE, "    role: a‸: b: c\n", "second colon", QUOTES),
    _text("T47 @x", ROLE, "    role: ‸@x\n", "begins with @", QUOTES),
    _text("T47 %x", ROLE, "    role: ‸%x\n", "begins with %", QUOTES),
    _text("T47 %x as a line", "schema: 2\n", "‸%x\nschema: 2\n", "begins with %", QUOTES),
    _text("T47 backtick", ROLE, "    role: ‸`x`\n", "begins with `", QUOTES),
    _text("T47 **", '- "**Problemen', "- *‸*Problemen", "begins with * or **", QUOTES),
    _text(
        "T47 [ that is not closed",
        "contacts: [bornem.pijnkliniek, rumst.pijnkliniek]",
        "contacts: ‸[bornem.pijnkliniek, rumst.pijnkliniek",
        "the [ that opens here is not closed",
        "close it with ]",
    ),
    _text(
        "T47 { that is not closed", ROLE, "    role: ‸{diagnosis\n", "the { that opens", "with }"
    ),
    _text("T47 no colon", "title: Lage rugpijn", "‸title Lage rugpijn", "no colon", "`key: text`"),
    _text(
        "T47 no space after the colon",
        "title: Lage rugpijn",
        "‸title:Lage rugpijn",
        "the colon has no space after it",
        "`key: text`",
    ),
    _text("T47 no dash", "          - lang hurken", "          ‸lang hurken", "no dash", "a dash"),
    _text(
        "T47 key indented less than its neighbours",
        ROLE,
        "   ‸role: diagnosis\n",
        "does not fit what stands above it",
        "the same indentation",
    ),
    _text(
        "T47 key indented more than its neighbours",
        ROLE,
        "      ‸role: diagnosis\n",
        "part of the text that begins on line",
        "the same indentation",
    ),
    _text(
        "T47 text of a heading that is not indented",
        "  title: |-\n    Lage\n    rugpijn",
        "  title: |-\n  ‸Lage\n  rugpijn",
        "not indented under its key",
        "indent it deeper",
    ),
    _text(
        "T47 text after a closing quote",
        '"Heb geduld: de kans is',
        '"Heb geduld: "‸de kans is',
        "a quote stands within quotes",
        "single quotes",
    ),
    _text("T47 \\ in quotes", "title: Lage rugpijn", 'title: "C:‸\\q"', "a \\ stands", "\\\\"),
    _text(
        "T47 list beside its key", ROLE, "    role: ‸- a\n", "on the line of its key", "next line"
    ),
    _text(
        "T51 no-break space after the colon", ROLE, "    ‸role:\u00a0x\n", "no-break", "ordinary"
    ),
    _text("T53 two documents", "sections:\n", "‸---\nsections:\n", "second document", "with ---"),
    _text("T48 deep", "title: Lage rugpijn", f"title: {'[' * 39}‸[]{']' * 39}", "deep", "less"),
    _text(
        "half an emoji",
        "kicker: Na je bezoek aan de spoedafdeling",
        'kicker: "Na je bezoek ‸\\ud83d"',
        "half a character",
        "type the character",
    ),
    _text(
        "T51 no-break spaces before a key",
        "  kicker:",
        "‸\u00a0\u00a0kicker:",
        "a space that is not an ordinary one",
        "ordinary spaces",
    ),
    Break(
        "T47 tab in limits",
        "formulary.yaml",
        "      days: 8 #",
        "‸\tdays: 8 #",
        "tab",
        "spaces",
    ),
    Break("T47 @ in a brand", "medicines.yaml", "[Taradyl]", "[‸@Taradyl]", "@", "double quotes"),
    Break(
        "T47 entry of the phone book without its colon",
        "phonebook.yaml",
        "  rumst.pijnkliniek:\n",
        "  ‸rumst.pijnkliniek\n",
        "no colon",
        "`key: text`",
    ),
    Break(
        "T47 schema without its colon", "hospital.yaml", "schema: 1", "‸schema 1", "colon", "key"
    ),
    Break(
        "T47 brace of the words that is not closed",
        WORDS,
        "{one: druppel, many: druppels}",
        "‸{one: druppel, many: druppels",
        "the { that opens here is not closed",
        "close it with }",
    ),
    Break(
        "T47 quote of the words that is not closed",
        WORDS,
        'decimal_sign: ","',
        'decimal_sign: ‸",',
        "the quote that opens here",
        "where its text ends",
    ),
)
"""After these nothing more can be said of their file."""

_CROSSES = """      - crosses:
          - lang zitten
          - lang voorover staan
          - lang hurken
          - lang je rug draaien
          - lang in bed liggen
          - een korset dragen
"""
_PARENT = "parent: oefeningen\n    heading: Rek"

BROCHURE = (
    _text(
        "T49 python name", "title: Lage rugpijn", "title: ‸!!python/name:os.system x", "tag", QUOTES
    ),
    _text(
        "T49 python call",
        "salutation: Beste patiënt",
        "salutation: ‸!!python/object/apply:os.system [ls]",
        "is read as a tag",
        QUOTES,
    ),
    _text(
        "T47 reference to nothing",
        "panel: back\n    parent",
        "panel: ‸*x\n    parent",
        "a reference to nothing",
        QUOTES,
    ),
    _text(
        "T47 item that the text above it swallows",
        "          - Draag platte schoenen.\n",
        "            ‸- Draag platte schoenen.\n",
        "part of the text above it",
        "the same indentation",
    ),
    _text(
        "T40 key that stands twice",
        "    heading: Weer aan de slag",
        "    heading: Weer\n    ‸heading: Weer aan de slag",
        "this key stands twice; the first is on line",
        "keep one of them",
    ),
    _text(
        "control character that is escaped",
        "- soms tintelingen of gevoelloosheid in je been",
        '- ‸"soms \\e[31m tintelingen"',
        "a control character",
        "take it out",
    ),
    _text(
        "T52 key of no section",
        "    role: avoid\n",
        "    ‸rol: avoid\n    role: avoid\n",
        "unknown key `rol`",
        "did you mean role?",
    ),
    _text(
        "T52 key that is missing",
        "  - id: wat-is-het\n    role: explanation\n",
        "  - ‸id: wat-is-het\n",
        "the key `role` is missing",
        "add `role:`",
    ),
    _text(
        "T52 list for a text",
        "heading: Medicatie\n",
        "heading: ‸[Medicatie]\n",
        "a list stands where one text should",
        "write one text",
    ),
    _text(
        "T52 mapping for a text",
        "heading: Rekoefeningen",
        "heading: ‸{a: b}",
        "a `key: value` stands where text should",
        QUOTES,
    ),
    _text(
        "T52 text for a list",
        _CROSSES,
        "      - crosses: ‸lang zitten\n",
        "a list should stand here",
        "after a dash",
    ),
    _text(
        "T52 nothing written",
        "heading: Wat is lage rugpijn?",
        "heading:‸",
        "nothing is written here",
        "fill it in",
    ),
    _text(
        "T52 unknown role",
        "role: self_care",
        "role: ‸self_car",
        "unknown value `self_car`",
        "did you mean self_care?",
    ),
    _text(
        "T52 unknown panel",
        "panel: flap\n    pictogram",
        "panel: ‸flab\n    pictogram",
        "unknown value `flab`",
        "did you mean flap?",
    ),
    _text(
        "T52 unknown kind of block",
        "- callout: Begin",
        "- ‸calout: Begin",
        "unknown kind of block `calout`",
        "did you mean callout?",
    ),
    _text(
        "T52 plan at another place",
        "- plan: foot",
        "- plan: ‸middle",
        "unknown value `middle`",
        "use foot",
    ),
    _text(
        "component that there is not",
        "version:\n",
        "version:\nomits: [‸medicatio]\n",
        "unknown value `medicatio`",
        "did you mean medication?",
    ),
    _text(
        "break within running text",
        '- "Heb geduld: de kans is groot dat je rug vanzelf betert."',
        '- ‸"Heb\\ngeduld"',
        "a line break stands within running text",
        "begin a new paragraph",
    ),
    _text(
        "bold word that is not closed",
        "maximum: hoogstens **3 keer per dag**",
        "maximum: ‸hoogstens **3 keer per dag",
        "** is opened and never closed",
        "on both sides",
    ),
    _text(
        "markup in a picture's words",
        "alt: Iemand ligt op de buik,",
        "alt: ‸Iemand **ligt** op de buik,",
        "where no markup is read",
        "the words alone",
    ),
    _text(
        "language of another file",
        "language: nl",
        "language: ‸fr",
        "the language is `fr`",
        "make them the same",
    ),
    _text(
        "T54 path that leads out",
        "figure: hollow-back",
        "figure: ‸../../etc/passwd",
        "leads out of assets/figures",
        "use ",
    ),
    _text(
        "T54 absolute path",
        "illustration: spine",
        "illustration: ‸/etc/passwd",
        "leads out of assets/figures",
        "use ",
    ),
    _text(
        "drawing that there is not",
        "pictogram: alarm",
        "pictogram: ‸alarms",
        "there is no drawing assets/pictograms/alarms.svg",
        "did you mean alarm?",
    ),
    _text(
        "T55 lost red flags",
        "role: when_to_return",
        "role: explanation",
        "no section says when to come back",
        "`role: when_to_return`",
        at="sections:\n  ‸- id",
    ),
    _text(
        "T55 list without items",
        "contacts: [bornem.pijnkliniek, rumst.pijnkliniek]",
        "contacts: ‸[]",
        "this list is empty",
        "fill it in",
    ),
    _text(
        "T55 other maximum than the formulary's",
        "**400 mg per dag**",
        "**500 mg per dag**",
        "the leaflet says `500 mg`",
        "make the leaflet and formulary.yaml agree",
        at="- medicine: ‸tramadol",
    ),
    _text(
        "medicine that the formulary has not",
        "- medicine: paracetamol",
        "- medicine: ‸paracetamo",
        "the formulary has no medicine `paracetamo`",
        "did you mean paracetamol?",
    ),
    _text(
        "medicine that stands twice",
        "          - medicine: tramadol\n",
        "          - medicine: ibuprofen\n            maximum: x\n          - medicine: tramadol\n",
        "`ibuprofen` stands twice",
        "keep one row",
        at="- medicine: ‸ibuprofen\n            maximum: x",
    ),
    _text(
        "plan that stands twice",
        "- plan: foot",
        "- plan: foot\n      - ‸plan: foot",
        "a second field for the medication plan",
        "keep one",
    ),
    _text(
        "T57 {{naam}}",
        "heading: Wat doe je beter niet?",
        'heading: ‸"{{naam}}, wat doe je niet?"',
        "the placeholder `{{` is left",
        "what belongs here",
    ),
    _text(
        "T57 TODO",
        "- lang voorover staan",
        "- ‸TODO voorover staan",
        "the placeholder `TODO` is left",
        "what belongs here",
    ),
    _text(
        "T57 XX",
        "- lang hurken",
        "- ‸lang XX hurken",
        "the placeholder `XX` is left",
        "what belongs here",
    ),
    _text(
        "T57 {naam}",
        "- lang je rug draaien",
        "- ‸lang je rug draaien {naam}",
        "a { or } stands in the text",
        "only {phone:campus.purpose}",
    ),
    _text(
        "T29 1,0 g",
        "- lang in bed liggen",
        "- ‸neem 1,0 g",
        "may be read ten times as large",
        "write 1 g",
    ),
    _text(
        "T29 ,5 g",
        "- Warmte op je onderrug kan deugd doen.",
        '- ‸"neem ,5 g"',
        "may be read ten times as large",
        "write 0,5 g",
    ),
    _text(
        "number that is written out",
        "- een korset dragen",
        "- ‸bel 03 890 59 23",
        "a phone number is written out",
        "give it a key in phonebook.yaml",
    ),
    _text(
        "id that stands twice",
        "id: diagnose\n",
        "id: ‸naar-de-huisarts\n",
        "the id `naar-de-huisarts` stands twice",
        "an id of its own",
    ),
    _text(
        "parent that leads nowhere",
        _PARENT,
        _PARENT.replace("oefeningen", "‸oefening"),
        "no earlier section has the id `oefening`",
        "did you mean oefeningen?",
    ),
    _text(
        "T90 phone key that there is not",
        "[bornem.pijnkliniek, r",
        "[‸bornem.pijnklinik, r",
        "the phone book has no key `bornem.pijnklinik`",
        "did you mean bornem.pijnkliniek?",
    ),
    _text(
        "T90 phone key in a text",
        "- Lang in bed rusten is nadelig.",
        "- ‸Bel {phone:rumst.pijn}",
        "the phone book has no key `rumst.pijn`",
        "did you mean rumst.pijnkliniek?",
    ),
)


def _in(file):
    return lambda name, *said, at=None, where=None: Break(name, file, *said, at=at, where=where)


_phones = _in("phonebook.yaml")
_ADD = "  rumst.pijnkliniek:\n"
PHONEBOOK = (
    *(
        _phones(
            f"T83 {written}",
            "number: 03 890 59 23",
            f"number: ‸{written}",
            what,
            remedy,
        )
        for written, what, remedy in (
            ("03 890 59 2", "8 digits are too few", "the whole number"),
            ("O3 890 59 23", "a letter O stands in place of a zero", "write the digit 0"),
            ("03 89O 59 23", "a letter O stands in place of a zero", "write the digit 0"),
            ("3 890 59 23", "the leading zero is missing", "write 0"),
            ("٠٣ ٨٩٠ ٥٩ ٢٣", "the digits are not those of 0 to 9", "0 1 2 3"),
            ("03 890 59 23/24", "too many digits for one number", "a key of its own"),
            ("03 890 59 23 of 03 890 59 24", "more than one number", "a key of its own"),
        )
    ),
    _phones(
        "T52 telefon:",
        "number: 03 880 90 11",
        "number: 03 880 90 11\n    ‸telefon: 03 880 90 11",
        "unknown key `telefon`",
        "the keys here are number, hours",
    ),
    _phones(
        "T52 entry without a number",
        _ADD,
        "  rumst.spoed:\n    ‸hours: altijd\n" + _ADD,
        "the key `number` is missing",
        "add `number:`",
    ),
    _phones(
        "number without a key of its own",
        _ADD,
        "  rumst.onthaal: ‸03 880 90 11\n" + _ADD,
        "`key: value` lines should stand here",
        "see the file that comes with leaflet",
    ),
    _phones(
        "T19 day that there is not",
        "number: 03 880 90 11\n    hours:\n    checked_on:",
        "number: 03 880 90 11\n    hours:\n    checked_on: ‸2027-02-30",
        "this day does not exist",
        "day first, then month",
    ),
    _phones(
        "T52 list of hours",
        "  bornem.pijnkliniek:\n",
        "  bornem.onthaal:\n    number: 03 890 59 24\n    hours: ‸[9, 12]\n  bornem.pijnkliniek:\n",
        "a list stands where one text should",
        "write one text",
    ),
    _phones(
        "key without a campus",
        _ADD,
        "  ‸Onthaal:\n    number: 03 880 90 12\n" + _ADD,
        "the key `Onthaal` is not campus.purpose",
        "in small letters with one point",
    ),
    _phones(
        "T90 campus that there is not",
        _ADD,
        "  ‸rumpst.onthaal:\n    number: 03 880 90 12\n" + _ADD,
        "hospital.yaml names no campus `rumpst`",
        "did you mean rumst?",
    ),
    _phones(
        "schema that is none",
        "schema: 1",
        "schema: ‸een",
        "not the number of a schema",
        "write `schema: 1`",
    ),
)

_hospital = _in("hospital.yaml")
HOSPITAL = (
    _hospital("colour without its sign", "accent:", "accent: ‸1F4E79", "a colour", 'as "#1F4E79"'),
    _hospital("colour by its name", "alarm:", "alarm: ‸red", "a colour", "between quotes"),
    _hospital(
        "unknown key",
        "editor:\n",
        "editor:\n‸telefoon: 03 890 59 23\n",
        "unknown key `telefoon`",
        "the keys here are name, department",
    ),
    _hospital(
        "T54 logo that leads out", "logo:", "logo: ‸../logo.svg", "leads out", "a file inside"
    ),
    _hospital(
        "T90 campus without a name",
        "  rumst: Rumst",
        "  rumst:‸",
        "nothing is written here",
        "fill it in",
    ),
    _hospital(
        "list of names", "name:\n", "name: ‸[Ons, Huis]\n", "a list stands", "write one text"
    ),
    _hospital(
        "T52 yes for ja", "approved_only:", "approved_only: ‸ja", "yes or no", "write yes or no"
    ),
    _hospital(
        "schema that is missing",
        "schema: 1\n",
        "",
        "the file does not say its schema",
        "begin it with `schema: 1`",
        at="‸name:",
    ),
)

_formulary = _in("formulary.yaml")
_LIMITS = "      single: 1 g # F54\n"
FORMULARY = (
    _formulary(
        "T50 010", "longest_course: 8", "longest_course: ‸010", "a whole number", "example 8"
    ),
    _formulary("T50 1_000", "days: 8 # F52", "days: ‸1_000", "a whole number", "example 8"),
    _formulary("T50 12:30", "waking_hours: 16", "waking_hours: ‸12:30", "a number", "16 or 2,5"),
    _formulary("T29 1,0 g", "usual: 1 g", "usual: ‸1,0 g", "an amount should", "600 mg, 1 g or"),
    _formulary("T30 1.000 mg", "usual: 600 mg", "usual: ‸1.000 mg", "an amount", "600 mg, 1 g"),
    _formulary("T31 6OO mg", _LIMITS, _LIMITS.replace("1 g", "‸1 gr"), "the unit", "one of mg, g"),
    _formulary("bad ATC code", "atc: M01AE01", "atc: ‸M01AE1", "an ATC code", "such as M01AE01"),
    _formulary(
        "truth in Dutch", "with_food: yes", "with_food: ‸ja", "yes or no", "write yes or no"
    ),
    _formulary(
        "T52 moment that there is not",
        "  1: [breakfast]",
        "  1: [‸brekfast]",
        "unknown value `brekfast`",
        "did you mean breakfast?",
    ),
    _formulary(
        "moments that do not count up",
        "  2: [breakfast, dinner]",
        "  2: ‸[dinner, dinner]",
        "2 intakes a day fall on 1 moments",
        "name as many moments",
    ),
    _formulary(
        "no intake at all",
        "  3: [breakfast, lunch, dinner]\n",
        "  ‸0: [breakfast]\n  3: [breakfast, lunch, dinner]\n",
        "a whole number above zero",
        "write for example 8",
    ),
    _formulary(
        "unknown limit",
        "      per_day: 400 mg # F57\n",
        "      per_day: 400 mg\n      ‸perday: 2 g\n",
        "unknown key `perday`",
        "did you mean per_day?",
    ),
    _formulary(
        "limits that contradict each other",
        "      intakes:\n      interval: 4 # F58",
        "      intakes: 7\n      interval: ‸4",
        "7 intakes with 4 hours between take 28 hours",
        "mend `intakes` or `interval`",
    ),
    _formulary(
        "one intake that is more than a day",
        "      single:\n",
        "      single: ‸600 mg\n",
        "one intake may be more than a day",
        "mend `single` or `per_day`",
    ),
    _formulary(
        "brand of two medicines",
        "brands: [Contramal, Tradonal]",
        "brands: [Contramal, ‸Dafalgan]",
        "`Dafalgan` stands for paracetamol as well",
        "keep it with one of them",
    ),
    _formulary(
        "presentation without its strength",
        "    default_regimen: 1 g zo nodig max 4x/dag\n    presentations:\n",
        "    default_regimen: 1 g zo nodig max 4x/dag\n"
        "    presentations:\n      - ‸{form: tablet, scored: no}\n",
        "the key `strength` is missing",
        "add `strength:`",
    ),
    _formulary(
        "name with a capital",
        "  tramadol:\n    atc: N02AX02\n",
        "  ‸Codeïne:\n    atc: R05DA04\n    limits: {}\n    with_food: no\n"
        "    on_prescription: yes\n  tramadol:\n    atc: N02AX02\n",
        "the name has a capital",
        "in lower case",
    ),
)

_register = _in("medicines.yaml")
REGISTER = (
    _register("bad ATC prefix", "atc: [M02AA]", "atc: [‸M2AA]", "an ATC code or its", "M01A or"),
    _register(
        "group that there is not",
        "between: [nsaid, nsaid]",
        "between: [nsaid, ‸nsaids]",
        "there is no group `nsaids`",
        "did you mean nsaid?",
    ),
    _register(
        "conflict of one",
        "between: [opioid, opioid]",
        "between: ‸[opioid]",
        "this list has 1 item, and should have 2",
        "write 2",
    ),
    _register(
        "names of three that look alike",
        "  - [tramadol, trazodon]",
        "  - ‸[tramadol, trazodon, tapentadol]",
        "this list has 3 items, and should have 2",
        "write 2",
    ),
    _register(
        "verdict that there is not",
        "verdict: warn\n    reason: tramadol with",
        "verdict: ‸wran\n    reason: tramadol with",
        "unknown value `wran`",
        "did you mean warn?",
    ),
    _register(
        "product with another code than the formulary has",
        "  paracetamol:\n    atc: N02BE01",
        "  ‸paracetamol:\n    atc: N02BE51",
        "paracetamol has the ATC code N02BE51, and N02BE01 in formulary.yaml",
        "mend one of them",
    ),
    _register(
        "brand of two products",
        "brands: [Rofenid]",
        "brands: [Rofenid, Durogesic]",
        "`Durogesic` stands for ketoprofen as well",
        "keep it with one of them",
        at="also: [fentanyl], brands: [‸Durogesic, Matrifen]",
    ),
)

_words = _in(WORDS)
WORDS_OF_A_LANGUAGE = (
    _words(
        "misspelt key",
        "hyphenation: nl_NL",
        "hyphenation: nl_NL\n‸decimal_sing: x",
        "unknown key `decimal_sing`",
        "did you mean decimal_sign?",
    ),
    _words(
        "six days in a week",
        "weekdays_short: [ma, di, wo, do, vr, za, zo]",
        "weekdays_short: [ma, di, wo, do, vr, za]",
        "a year has 12 months and a week 7 days",
        "compare it",
        at="calendar:\n  ‸months",
    ),
    _words(
        "unit without a word",
        "  drop: {one: druppel, many: druppels}\n",
        "",
        "the word for `drop` is missing",
        "add `drop:`",
        at="units:\n  ‸mg: {one",
    ),
    _words(
        "moment without a word",
        "  waking: opstaan\n",
        "",
        "the word for `waking` is missing",
        "add `waking:`",
        at="moments:\n  ‸breakfast: ontbijt",
    ),
    _words(
        "sheet word that is missing",
        "  back: Achterkant\n",
        "",
        "the key `back` is missing",
        "add `back:`",
        at="sheets:\n  ‸front",
    ),
    _words(
        "words for a list",
        "of: [van]",
        "of: ‸van",
        "a list should stand here",
        "after a dash",
    ),
)

REST = (*BROCHURE, *PHONEBOOK, *HOSPITAL, *FORMULARY, *REGISTER, *WORDS_OF_A_LANGUAGE)
"""After these everything else is told too."""

EVERY = (*SYNTAX, *REST)
