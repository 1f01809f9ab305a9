"""What is wrapped comes out as it was; what is damaged is told as that, and never run."""

import builtins
import copy
import json
from collections.abc import Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from types import FunctionType, MappingProxyType, NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from leaflet.content.model.medicines import Amount, Unit
from leaflet.content.model.words import Calendar
from leaflet.content.site import Library
from leaflet.discharge.patient import Record
from leaflet.discharge.validate import read_discharge
from leaflet.errors import DischargeError, GlyphError
from leaflet.messages.message import Key, Message, Name
from leaflet.press.edition import open_edition
from leaflet.press.edition_cache import (
    _CLASSES,
    Damaged,
    KeptEdition,
    _LaterProducts,
    pack,
    unpack,
    unwrap,
    wrap,
)
from leaflet.press.plate import Plate
from leaflet.records import frozen
from leaflet.typesetting.fields.model import NoPlan
from leaflet.typesetting.layout import Layout
from leaflet.typesetting.typeface import FontWeight

TODAY = date(2026, 11, 22)
RECORDS = [each for each in _CLASSES if not issubclass(each, Enum)]
LISTS = [each for each in _CLASSES if issubclass(each, Enum)]
KINDS = {"bytes", "Decimal", "date", "names", "map"}
quick = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


class Size(StrEnum):
    SMALL = "s"
    LARGE = "l"


@frozen
class Box:
    size: Size
    content: Any
    label: str = "box"
    seal: int = field(init=False, default=3)


def same(one, other):
    """Whether two values are equal and of the same classes, however deep."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        pairs = zip(one.items(), other.items(), strict=False)
        return len(one) == len(other) and all(same(*pair) for pair in pairs)
    if isinstance(other, Sequence) and isinstance(one, _LaterProducts):
        one = tuple(one)
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if is_dataclass(one):
        names = [each.name for each in fields(one)]
        return all(same(getattr(one, name), getattr(other, name)) for name in names)
    # Written, 0.0 is not -0.0, and one that is no number is the other.
    return str(one) == str(other) if isinstance(one, float | Decimal) else one == other


def parcel(plain, *blobs):
    """A parcel of what somebody else has written."""
    text = plain if isinstance(plain, bytes) else json.dumps(plain).encode()
    sizes = [len(text), *map(len, blobs)]
    return b"".join(
        [*(size.to_bytes(8, "big") for size in (len(sizes), *sizes)), text, *blobs],
    )


def text_in(wrapped):
    """The JSON of a parcel, and what follows after it."""
    sizes = [int.from_bytes(wrapped[n : n + 8], "big") for n in range(0, 8, 8)]
    sizes = [int.from_bytes(wrapped[8 * n : 8 * n + 8], "big") for n in range(1, sizes[0] + 1)]
    start, parts = 8 * len(sizes) + 8, []
    for size in sizes:
        parts.append(wrapped[start : start + size])
        start += size
    return json.loads(parts[0]), parts[1:]


# Also halves of pairs, as the name of a file may have them.
LETTERS = st.one_of(st.characters(), st.sampled_from("\ud800\udcff\udfff"))
KEYS = st.one_of(
    st.integers(), st.dates(), st.sampled_from(Size), st.tuples(st.integers(), st.text(max_size=2))
)
LEAVES = st.one_of(
    *(st.none(), st.booleans(), st.integers(-(10**30), 10**30), st.floats(), st.text(LETTERS)),
    *(st.binary(), st.decimals(), st.dates(), st.sampled_from(Size), st.sampled_from(Unit)),
)


def grown(values):
    few = {"max_size": 3}
    return st.one_of(
        st.lists(values, **few).map(tuple),
        st.dictionaries(st.text(LETTERS, max_size=3), values, **few),
        st.dictionaries(KEYS, values, **few).map(MappingProxyType),
        st.dictionaries(st.one_of(KEYS, st.text(max_size=2)), values, **few),
        st.builds(Box, st.sampled_from(Size), values, st.text(max_size=3)),
    )


@settings(quick, max_examples=250)
@given(st.recursive(LEAVES, grown, max_leaves=12))
@example(("\ud800", {"\udfff": (b"", float("nan"), -0.0, Decimal("-0"), date.min)}))
@example((True, 1, 1.0, {True: 1}, {1: True}, {"": {}}, ((),), 10**100))
def test_plain_data_comes_out_as_it_was(value):
    wrapped = wrap(value)

    assert same(unwrap(wrapped, [Size, Unit, Box]), value)
    assert wrap(value) == wrapped


def test_many_pieces_of_bytes_come_out_as_they_were():
    value = tuple(bytes([n % 256]) * n for n in range(300))

    assert unwrap(wrap(value), []) == value


def test_what_is_opened_cannot_be_changed():
    opened = unwrap(wrap({"a": {1: (2,)}}), [])

    assert isinstance(opened, MappingProxyType)
    assert isinstance(opened["a"], MappingProxyType)


class Pair(NamedTuple):
    one: int
    other: int


class Loud(str):
    __slots__ = ()


class Long(int):
    __slots__ = ()


@pytest.mark.parametrize(
    "value",
    [
        *([1], {1}, frozenset({1}), bytearray(b"a"), memoryview(b"a"), 1j, object(), object, len),
        *(datetime(2026, 11, 22, tzinfo=UTC), Pair(1, 2), Loud("a"), Long(1), Box, iter(())),
        *(range(3), NotImplemented, ..., Box(Size.SMALL, [1]), {"a": ({1: [2]},)}, {Pair(1, 2): 3}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_does_not_fit_exactly_is_refused(value):
    with pytest.raises(TypeError, match="is no plain data"):
        wrap(value)


def test_no_two_classes_of_an_edition_have_one_name():
    names = [each.__name__ for each in _CLASSES]

    assert len(set(names)) == len(names) > 30
    assert not KINDS & set(names)


def values_of(kind):
    """Values of a type, as the fields of an edition have them."""
    few, origin, parts = {"max_size": 2}, get_origin(kind), get_args(kind)
    plain = {
        str: st.text(max_size=4),
        int: st.integers(0, 10**6),
        float: st.floats(allow_nan=False),
        bool: st.booleans(),
        bytes: st.binary(max_size=4),
        Decimal: st.decimals(allow_nan=False),
        date: st.dates(),
        NoneType: st.none(),
        Name: st.text(max_size=4).map(Name),
        Message: st.text(max_size=4).map(lambda text: Message("a.b", "{x}", x=Key(text))),
    }
    if kind in plain:
        return plain[kind]
    if origin in (Union, UnionType):
        return st.one_of(*map(values_of, parts))
    if origin is Sequence or (origin is tuple and parts[-1] is ...):
        return st.lists(values_of(parts[0]), **few).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values_of, parts))
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(*map(values_of, parts), **few).map(MappingProxyType)
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    given = {name: values_of(each) for name, each in get_type_hints(kind).items()}
    if kind is Amount:
        given["value"] = st.decimals(min_value="0.001", max_value=5000, places=3)
    if kind is Calendar:
        twelve, seven = (
            st.lists(st.text(max_size=3), min_size=n, max_size=n).map(tuple) for n in (12, 7)
        )
        given |= {"months": twelve, "weekdays": seven, "weekdays_short": seven}
    return st.builds(kind, **given)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_a_record_of_every_class_comes_out_as_it_was(kind):
    @settings(quick, max_examples=4 if kind is KeptEdition else 12)
    @given(values_of(kind))
    def check(record):
        assert same(unwrap(wrap(record), _CLASSES), record)

    check()


@pytest.mark.parametrize("member", [each for kind in LISTS for each in kind], ids=str)
def test_a_member_of_every_list_comes_out_as_itself(member):
    assert unwrap(wrap(member), _CLASSES) is member
    assert same(unwrap(wrap({member: (member,)}), _CLASSES), {member: (member,)})


# Damaged parcels.

SMALL = Box(
    Size.LARGE,
    (Amount(Decimal("1.50"), Unit.GRAM), {"a": b"bytes", "b": {1: date(2026, 11, 22)}}, None, 0.5),
)
KNOWN = [Size, Unit, Box, Amount]


def run_nothing(*args, **kwargs):
    raise AssertionError("something of a parcel is run")


@contextmanager
def nothing_run():
    """Nothing is compiled, imported or read from a file in the meantime."""
    kept = {name: getattr(builtins, name) for name in ("eval", "exec", "compile", "open")}
    kept["__import__"] = builtins.__import__
    try:
        for name in kept:
            setattr(builtins, name, run_nothing)
        yield
    finally:
        for name, value in kept.items():
            setattr(builtins, name, value)


@pytest.mark.parametrize("code", ["eval('1')", "exec('1')", "import array", "open('/')"])
def test_what_would_be_run_is_found_out(code):
    run = compile(code, "", "exec")
    with pytest.raises(AssertionError, match="is run"), nothing_run():
        # As what is run here would do it.
        FunctionType(run, globals())()


def is_damaged(content, classes=KNOWN):
    """Whether it is told as damaged; it may be whole, and nothing else happens."""
    try:
        with nothing_run():
            unwrap(content, classes)
    except Damaged:
        return True
    return False


def test_a_parcel_that_is_cut_anywhere_is_damaged():
    whole = wrap(SMALL)

    assert not is_damaged(whole)
    assert [n for n in range(len(whole)) if not is_damaged(whole[:n])] == []
    assert is_damaged(whole + b"\0")


def test_every_changed_byte_is_either_another_value_or_damaged():
    whole = wrap(SMALL)
    told = [
        is_damaged(whole[:n] + bytes([whole[n] ^ change]) + whole[n + 1 :])
        for n in range(len(whole))
        for change in (1, 2, 0x20, 0x80, 0xFF)
    ]

    assert len(told) > 900
    assert sum(told) > len(told) / 2


@settings(quick, max_examples=200)
@given(st.binary(max_size=80))
def test_any_bytes_are_damaged(content):
    assert is_damaged(content)
    assert is_damaged(parcel(content) + b"\0")


ALIEN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3)),
    lambda inside: st.one_of(
        st.lists(inside, max_size=3),
        st.dictionaries(
            st.sampled_from([*KINDS, *(each.__name__ for each in KNOWN), "os", "__class__"]),
            inside,
            max_size=2,
        ),
    ),
    max_leaves=8,
)


@settings(quick, max_examples=400)
@given(ALIEN, st.lists(st.binary(max_size=3), max_size=2))
def test_whatever_json_says_nothing_but_damaged_is_told(plain, blobs):
    is_damaged(parcel(plain, *blobs))


@pytest.mark.parametrize(
    "plain",
    [
        *({}, {"bytes": 0, "date": "2026-11-22"}, {"bytes": 1}, {"bytes": "0"}, {"bytes": None}),
        *({"date": "22/11/2026"}, {"date": 3}, {"Decimal": "a"}, {"Decimal": {}}, {"Decimal": []}),
        *({"names": 3}, {"names": [1]}, {"names": "a"}, {"map": 3}, {"map": [[1]]}, {"map": "ab"}),
        {"map": [[{"names": {}}, 1]]},
        *({"Size": "HUGE"}, {"Size": "s"}, {"Size": 3}, {"Size": ["SMALL"]}, {"Size": None}),
        *({"Box": []}, {"Box": [1]}, {"Box": [1, 2, "a", 4]}, {"Box": "abc"}, {"Box": {}}),
        *({"Box": None}, {"Box": {"a": 1, "b": 2, "c": 3}}),
        *({"Amount": ["1", "g"]}, {"Amount": [1, {"Unit": "GRAM"}]}, {"Amount": [None, None]}),
        {"Amount": [{"Decimal": "-1"}, {"Unit": "GRAM"}]},
        {"Amount": [{"Decimal": "sNaN"}, {"Unit": "GRAM"}]},
        *({"Plate": []}, {"os": ["x"]}, {"os.system": ["x"]}, {"eval": ["x"]}, {"__class__": []}),
        *({"builtins.eval": "x"}, {"Path": ["/"]}, {"Mapping": []}, {"object": []}),
        *(b"", b"{", b"nul", b"\xff\xfe", b"{'a': 1}", b"9" * 5000, b"[" + b"9" * 5000 + b"]"),
        b'{"Decimal": "' + b"9" * 10 + b"e" + b"9" * 30 + b'"}',
    ],
    ids=str,
)
def test_what_no_parcel_says_is_damaged(plain):
    assert is_damaged(parcel(plain, b"blob"))


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_a_field_more_or_less_is_damaged(kind):
    names = [each.name for each in fields(kind) if each.init]
    for wrong in ([None] * (len(names) - 1), [None] * (len(names) + 1), []):
        assert is_damaged(parcel({kind.__name__: wrong}), _CLASSES)


DEEP = 200_000


@pytest.mark.parametrize(
    "bomb",
    [
        b"[" * DEEP,
        b"[" * DEEP + b"]" * DEEP,
        b'{"names":{"a":' * DEEP + b"1" + b"}}" * DEEP,
        b'{"map":[[1,' * DEEP + b"1" + b"]]}" * DEEP,
        b'{"Box":[1,' * DEEP + b"1" + b",1]}" * DEEP,
    ],
    ids=["not closed", "lists", "names", "map", "records"],
)
def test_what_is_nested_without_end_is_damaged(bomb):
    assert is_damaged(parcel(bomb))
    assert is_damaged(bomb)


def test_what_is_nested_a_little_is_not():
    assert not is_damaged(parcel(b'{"names":{"a":' * 50 + b"1" + b"}}" * 50))


@pytest.mark.parametrize("count", [0, 2, 99, 2**31, 2**62, 2**64 - 1])
@pytest.mark.parametrize("size", [0, 1, 2**31, 2**63, 2**64 - 1])
def test_sizes_that_are_not_there_are_damaged(count, size):
    head = count.to_bytes(8, "big")

    assert is_damaged(head)
    assert is_damaged(head + size.to_bytes(8, "big"))
    assert is_damaged(head + size.to_bytes(8, "big") * 2 + b"null")
    assert is_damaged((1).to_bytes(8, "big") + (size + 4 & 2**64 - 1).to_bytes(8, "big") + b"nul")


def test_bytes_that_are_named_again_and_again_do_not_fill_the_memory():
    content = bytes(1_000_000)

    assert is_damaged(parcel([{"bytes": 0}, {"bytes": 0}], content))
    assert is_damaged(parcel([{"bytes": 0}, {"bytes": -1}], content))
    assert not is_damaged(parcel([{"bytes": 1}, {"bytes": 0}], content, content))


# The edition of a leaflet.

SITE = {
    "hospital.yaml": """
schema: 1
name: Sint-Elders
department: Spoed
logo: logo.svg
editor: dr. Ÿ. Ŵouters
campuses: {bornem: Bornem, rumst: Rumst}
accent: "#123456"
alarm:
""",
    # Two signs that the typeface does not have, in words that are only read.
    "words/nl.yaml": """
schema: 1
placeholders: [onbekend, "\u05d0", "漢"]
""",
    "logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20">'
    '<rect width="60" height="20" fill="#123456" fill-opacity="0.5"/></svg>',
}


@pytest.fixture(scope="module", params=["built in", "of a site"])
def opened(request, library, fold, tmp_path_factory):
    """An edition just made, and its library."""
    if request.param == "of a site":
        site = tmp_path_factory.mktemp("site")
        for name, text in SITE.items():
            (site / name).parent.mkdir(exist_ok=True)
            (site / name).write_text(text, "utf-8")
        library = Library(site, library.built_in)
    return open_edition(library, "lage-rugpijn", "nl", Layout((fold,), (11.0,)), None), library


@pytest.fixture(scope="module")
def packed(opened):
    return pack(opened[0], ("logo.svg", "0f"))


def test_an_edition_comes_out_as_it_was_in_every_field(opened, packed):
    made, library = opened
    again, logo = unpack(packed, library.fonts)

    assert logo == ("logo.svg", "0f")
    for name in ("rules", "review", "warnings"):
        assert same(getattr(again, name), getattr(made, name)), name
    for each in fields(Plate):
        one, other = getattr(again.press.plate, each.name), getattr(made.press.plate, each.name)
        if each.name != "form":
            assert same(one, other), each.name
    one, other = again.press.plate.form, made.press.plate.form
    for name in ("look", "fields", "words", "campuses"):
        assert same(getattr(one, name), getattr(other, name)), name
    assert again.press.fonts.codes.base == made.press.fonts.codes.base


def test_an_edition_gives_the_same_bytes_and_so_does_one_that_was_opened(opened, packed):
    made, library = opened

    assert pack(made, ("logo.svg", "0f")) == packed
    again, logo = unpack(packed, library.fonts)
    assert pack(again, logo) == packed
    assert unpack(pack(made, None), library.fonts)[1] is None


def test_the_list_of_medicines_stays_closed_until_a_plan_needs_it(opened, packed):
    made, library = opened
    products = unpack(packed, library.fonts)[0].rules.register.products

    assert products._opened is None
    assert products[0] == made.rules.register.products[0]
    assert products == made.rules.register.products
    assert products != made.rules.register.products[1:]
    assert len(products) == len(made.rules.register.products) > 300


def test_no_field_of_an_edition_is_forgotten(opened):
    kept = {each.name for each in fields(KeptEdition)}
    made, _ = opened
    plate = {each.name for each in fields(made.press.plate)} - {"form", "content_id"}
    form = {each.name for each in fields(made.press.plate.form)} - {
        *("typeface", "words", "campuses")
    }

    assert kept == plate | form | {*("rules", "products", "review", "warnings", "faces", "logo")}
    assert made.press.plate.content_id == made.rules.content_id
    assert made.press.plate.form.words is made.rules.words
    assert made.press.plate.form.campuses == made.rules.campuses


NAMES = st.text(
    st.one_of(
        st.characters(min_codepoint=32, max_codepoint=126),
        st.sampled_from("éëïÿ’–·×\u00a0"),
        st.characters(min_codepoint=0xA0, max_codepoint=0x24F),
        st.characters(min_codepoint=0x370, max_codepoint=0x45F),
        st.characters(min_codepoint=0x1E00, max_codepoint=0x1EFF),
        st.sampled_from("\u05d0漢\U0001f48a\ue000\u0378\n\u0301"),
    ),
    max_size=12,
)


def test_texts_are_as_wide_and_move_as_far_as_in_a_typeface_that_was_read(opened, packed):
    made, library = opened
    typeface = made.press.plate.form.typeface

    @settings(quick, max_examples=60)
    @given(st.lists(st.tuples(st.sampled_from(FontWeight), NAMES), min_size=1, max_size=4))
    def check(texts):
        kept = unpack(packed, library.fonts)[0].press.plate.form.typeface
        for weight, text in texts:
            one, other = kept[weight], typeface[weight]
            assert one.width(text, 10) == other.width(text, 10)
            assert one.kerning.moves(text) == other.kerning.moves(text)
            assert one.missing(text) == other.missing(text)
            assert one.width(text, 10) == other.width(text, 10)

    check()


@pytest.mark.parametrize(
    "name",
    [
        *("An Peeters", "An D’Hondt – ÿ", "Ngọc Nguyễn Thị Hương", "Γιώργος Παπαδόπουλος"),
        *("Łukasz Şahin", "Юлия Щербакова", "AVATAR Ťo", "J̌an ÀÉ", "漢 Li", "An \U0001f48a"),
    ],
)
def test_a_leaflet_from_a_kept_edition_is_that_from_one_just_made(opened, packed, name):
    made, library = opened
    again, _ = unpack(packed, library.fonts)

    def leaflet(edition):
        med = ("paracetamol 1 g zo nodig max 4x/dag tegen hoofdpijn",)
        record = Record(name, "1980-05-17", "2026-11-22", "bornem", med, None, None)
        try:
            discharge = read_discharge(record, edition.rules, TODAY).value
            return edition.press.print(discharge, NoPlan.IN_WORDS).pdf
        except (DischargeError, GlyphError) as refused:
            return refused.problems

    assert leaflet(again) == leaflet(made)


@pytest.mark.parametrize(
    "value", [None, 3, "edition", Amount(Decimal(1), Unit.GRAM), (), {"rules": 1}], ids=str
)
def test_what_is_no_edition_is_damaged(value, library):
    with pytest.raises(Damaged):
        unpack(wrap(value), library.fonts)


@pytest.fixture(scope="module")
def built_in(library, fold):
    """A packed edition of what comes with the program."""
    return pack(open_edition(library, "lage-rugpijn", "nl", Layout((fold,), (11.0,)), None), None)


def places_in(plain):
    """Every place in JSON that holds something, as its holder and its key."""
    for key, each in plain.items() if isinstance(plain, dict) else enumerate(plain):
        yield plain, key
        if isinstance(each, dict | list):
            yield from places_in(each)


def test_an_edition_with_something_else_in_it_is_an_edition_or_damaged(built_in, library):
    plain, blobs = text_in(built_in)
    places = list(places_in(plain))
    others = [None, 0, -1, "", "a", [], {}, 0.5, {"bytes": 0}]
    told = set()

    @settings(quick, max_examples=200)
    @given(st.integers(0, len(places) - 1), st.integers(-len(others), len(places) - 1))
    def check(place, other):
        holder, key = places[place]
        kept = holder[key]
        there, its = places[other]
        holder[key] = others[other] if other < 0 else copy.deepcopy(there[its])
        content = parcel(plain, *blobs)
        holder[key] = kept
        try:
            unpack(content, library.fonts)
        except Damaged as damaged:
            told.add(str(damaged))

    check()
    assert told


def test_an_edition_that_is_cut_or_changed_is_an_edition_or_damaged(built_in, library):
    @settings(quick, max_examples=150)
    @given(st.integers(0, len(built_in) - 1), st.one_of(st.none(), st.integers(1, 255)))
    def check(place, change):
        content = bytearray(built_in)
        if change is None:
            del content[place:]
        else:
            content[place] ^= change
        with suppress(Damaged):
            unpack(bytes(content), library.fonts)
            assert change is not None

    check()
