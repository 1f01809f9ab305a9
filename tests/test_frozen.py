"""Records behave as dataclasses do; each check holds for both, and fails for one that is spoilt."""

import copy
import dataclasses
import importlib
import inspect
import io
import pickle
import pkgutil
import pprint
import sys
import weakref
from dataclasses import KW_ONLY, FrozenInstanceError, InitVar, dataclass, field
from functools import partial
from operator import attrgetter, eq
from types import ModuleType
from typing import Any, ClassVar, Generic, TypeVar

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import leaflet
from leaflet.records import _refuse_to_set, frozen, frozen_unique

T = TypeVar("T")
NAN = float("nan")
real = dataclass(frozen=True, slots=True)
real_unique = dataclass(frozen=True, slots=True, eq=False)

# Records of the program that are being put together; nobody else ever holds them.
WORKPIECES = {"Entry", "Frame", "Node", "Printer", "Tally", "_Collection", "_Open", "_Walk"}


def spoil(**changes):
    """A frozen record with something of its class replaced, or taken away where it is ``None``."""

    def decorate(cls):
        made = frozen(cls)
        for name, value in changes.items():
            if value is None:
                delattr(made, name)
            else:
                setattr(made, name, value)
        return made

    return decorate


def before(change):
    """A frozen record of a class that was changed before."""

    def decorate(cls):
        change(cls)
        return frozen(cls)

    return decorate


def fields_of(cls):
    return [each for each in vars(cls).values() if isinstance(each, dataclasses.Field)]


def share_what_is_made(cls):
    for each in fields_of(cls):
        if each.default_factory is not dataclasses.MISSING:
            each.default_factory = partial(lambda value: value, each.default_factory())


def compare_everything(cls):
    for each in fields_of(cls):
        each.compare = True


def give_everything(cls):
    for each in fields_of(cls):
        each.init = True


def take_away_name(cls):
    cls.__qualname__ = cls.__name__


def take_away(name):
    return before(lambda cls: delattr(cls, name) if name in vars(cls) else None)


def without_bases(cls):
    space = {key: value for key, value in vars(cls).items() if key != "__orig_bases__"}
    return frozen(type(cls.__name__, (), space))


def without_slots(cls):
    made = frozen(cls)
    return type(cls.__name__, (made,), {"__slots__": ("__dict__",)})


def forget_to_say(self, *args, **kwargs):
    for name, value in zip(self.__slots__, args, strict=False):
        object.__setattr__(self, name, value)


def keep_nothing(self, state):
    for name in self.__slots__:
        object.__setattr__(self, name, None)


def accept(self, name, value):
    object.__setattr__(self, name, value)


CHECKS = []
ALIKE, UNIQUE = (real, frozen), (real_unique, frozen_unique)


def check(*spoilt, kinds=ALIKE):
    """A check of what each of these makes, and others that it has to find out."""

    def register(function):
        CHECKS.append((function, kinds, spoilt))
        return function

    return register


@check(dataclass(frozen=True, slots=True, kw_only=True), spoil(__init__=forget_to_say))
def values_are_given_by_place_or_by_name(record):
    @record
    class Point:
        x: int
        y: int = 7
        self: str = "s"

    made = Point(1), Point(1, 2), Point(y=3, x=1), Point(1, 2, "t"), Point(4, self="me")
    assert [(each.x, each.y, each.self) for each in made] == [
        *((1, 7, "s"), (1, 2, "s"), (1, 3, "s"), (1, 2, "t"), (4, 7, "me"))
    ]


@check(before(share_what_is_made))
def a_factory_makes_a_value_for_each(record):
    @record
    class Bag:
        size: int
        things: list = field(default_factory=list)
        label: str = "bag"

    one, other = Bag(1), Bag(2)
    one.things.append("pen")
    assert (one.things, other.things, other.label) == (["pen"], [], "bag")
    assert Bag(3, ["ink"]).things == ["ink"]
    assert (Bag(3, label="box").things, Bag(3, label="box").label) == ([], "box")


@check(before(give_everything), dataclass(slots=True))
def a_field_may_be_left_to_the_class(record):
    @record
    class Sum:
        parts: tuple
        known: dict = field(default_factory=dict, init=False)
        least: int = field(default=3, init=False)
        total: int = field(init=False)

        def __post_init__(self):
            object.__setattr__(self, "total", sum(self.parts))

    made = Sum((1, 2))
    assert (made.parts, made.known, made.least, made.total) == ((1, 2), {}, 3, 3)
    assert made.known is not Sum((1, 2)).known
    assert Sum.__match_args__ == ("parts",)
    for wrong in ({"total": 3}, {"least": 1}, {"known": {}}):
        with pytest.raises(TypeError, match=next(iter(wrong))):
            Sum((1, 2), **wrong)
    with pytest.raises(FrozenInstanceError):
        made.total = 4


@check(take_away("__post_init__"))
def a_record_is_checked_before_anybody_has_it(record):
    @record
    class Share:
        part: float

        def __post_init__(self):
            if self.part > 1:
                raise ValueError("more than all")

    assert Share(0.5).part == 0.5
    with pytest.raises(ValueError, match="more than all"):
        Share(2.0)


@check(spoil(__init__=forget_to_say))
def a_wrong_call_names_the_field(record):
    @record
    class Point:
        abscissa: int
        ordinate: int
        height: list = field(default_factory=list)

    for args, kwargs, told in [
        ((), {}, "abscissa"),
        ((1,), {}, "ordinate"),
        ((), {"ordinate": 2}, "abscissa"),
        ((1, 2), {"deep": 3}, "deep"),
        ((1, 2), {"abscissa": 3}, "abscissa"),
        ((1, 2, [], 4), {}, "4|5"),
    ]:
        with pytest.raises(TypeError, match=told):
            Point(*args, **kwargs)


@check(
    *UNIQUE,
    spoil(__eq__=lambda self, other: self._compared(self) == other._compared(other)),
    spoil(__hash__=object.__hash__),
    spoil(_compared=lambda self: self.a),
)
def two_are_equal_if_class_and_fields_are(record):
    @record
    class One:
        a: Any
        b: Any = 0

    @record
    class Two:
        a: Any
        b: Any = 0

    assert One(1, 2) == One(1, 2) != One(1, 3)
    made = One(NAN)
    assert made.__eq__(made) is True
    assert One(1) != Two(1)
    assert One(1) != (1, 0)
    assert One(1).__eq__(1) is NotImplemented
    assert hash(One(1, 2)) == hash(One(1, 2))
    assert len({One(1), One(1), One(2)}) == 2
    with pytest.raises(TypeError):
        hash(One([]))


@check(*UNIQUE, spoil(_compared=attrgetter("a")), kinds=[frozen])
def what_is_the_same_object_is_equal_also_where_there_is_but_one_field(record):
    @record
    class Measured:
        a: float

    assert Measured(NAN) == Measured(NAN)
    assert Measured(NAN) != Measured(float("nan"))


@check(*UNIQUE)
def a_record_may_have_no_field(record):
    @record
    class Nothing:
        pass

    def another():
        @record
        class Nothing:
            pass

        return Nothing

    assert Nothing() == Nothing() != another()()
    assert hash(Nothing()) == hash(Nothing())
    assert repr(Nothing()).endswith(".Nothing()")
    with pytest.raises(TypeError):
        Nothing(1)


@check(before(compare_everything))
def a_field_may_be_left_out_of_the_comparison(record):
    @record
    class Place:
        name: str
        seen: int = field(default=0, compare=False)

    @record
    class Memory:
        kept: list = field(default_factory=list, compare=False)

    assert Place("a", 1) == Place("a", 2) != Place("b", 1)
    assert hash(Place("a", 1)) == hash(Place("a", 2))
    assert Memory([1]) == Memory([2])
    assert hash(Memory([1])) == hash(Memory())


@check(*ALIKE, kinds=UNIQUE)
def two_of_a_unique_kind_are_equal_only_if_they_are_one(record):
    @record
    class One:
        a: Any

    made = One([1])
    assert made == made
    assert made != One(made.a)
    assert len({made, One([1]), made}) == 2
    assert made.__dataclass_params__.eq is False


@check(dataclass(frozen=True, slots=True, repr=False), before(take_away_name))
def it_is_written_as_it_is_made(record):
    @record
    class Outer:
        a: int
        hidden: str = field(default="pin", repr=False)
        b: Any = None

        @record
        class Inner:
            text: str

    written = repr(Outer(1, b=Outer.Inner("x")))
    where = f"{it_is_written_as_it_is_made.__name__}.<locals>.Outer"
    assert written == f"{where}(a=1, b={where}.Inner(text='x'))"
    assert Outer.__name__ == "Outer"


@check(take_away("__repr__"), take_away("__eq__"), take_away("__hash__"))
def what_a_class_says_of_itself_stays(record):
    @record
    class Loud:
        """Says it."""

        word: str
        many: ClassVar[int] = 2
        quoted: "ClassVar[int]" = 3

        def __repr__(self):
            return self.word.upper()

        def __eq__(self, other):
            return self.word.lower() == other.word.lower()

        def __hash__(self):
            return 7

        @property
        def twice(self):
            return self.word * self.many

        @classmethod
        def of(cls, *words):
            return cls("".join(words))

    @record
    class Even:
        word: str

        def __eq__(self, other):
            return len(self.word) == len(other.word)

    assert repr(Loud("a")) == "A"
    assert Loud("a") == Loud("A")
    assert hash(Loud("a")) == 7
    assert (Loud.of("a", "b").twice, Loud.quoted, Loud.__doc__) == ("abab", 3, "Says it.")
    assert [each.name for each in dataclasses.fields(Loud)] == ["word"]
    assert Even("a") == Even("b")
    assert hash(Even("a")) != hash(Even("b"))


@check(spoil(__dataclass_fields__=None), spoil(__dataclass_params__=None))
def the_tools_of_the_standard_library_read_it(record):
    @record
    class Point:
        x: int
        y: tuple = field(default=(), metadata={"unit": "pt"})

    assert dataclasses.is_dataclass(Point)
    assert [(each.name, each.type) for each in dataclasses.fields(Point)] == [
        ("x", int),
        ("y", tuple),
    ]
    assert dataclasses.fields(Point)[1].metadata == {"unit": "pt"}
    assert dataclasses.asdict(Point(1, (Point(2),))) == {"x": 1, "y": ({"x": 2, "y": ()},)}
    assert dataclasses.astuple(Point(1)) == (1, ())
    written = io.StringIO()
    pprint.pprint([Point(n, tuple(range(30))) for n in range(9)], written)
    assert "Point(x=8, y=(0, 1, " in " ".join(written.getvalue().split())
    assert inspect.get_annotations(Point) == {"x": int, "y": tuple}
    assert Point.__dataclass_params__.frozen is True


@check(spoil(__dataclass_fields__={}), spoil(__init__=forget_to_say))
def one_value_of_it_can_be_replaced(record):
    @record
    class Point:
        x: int
        y: int = 2
        sum: int = field(init=False, default=0)

        def __post_init__(self):
            object.__setattr__(self, "sum", self.x + self.y)

    changed = dataclasses.replace(Point(1), y=5)
    assert (changed.x, changed.y, changed.sum) == (1, 5, 6)
    with pytest.raises(TypeError, match="z"):
        dataclasses.replace(Point(1), z=5)
    with pytest.raises((TypeError, ValueError), match="sum"):
        dataclasses.replace(Point(1), sum=5)


@check(dataclass(frozen=True, slots=True, match_args=False), spoil(__match_args__=("y", "x")))
def match_takes_it_apart(record):
    @record
    class Point:
        x: int
        own: int = field(init=False, default=9)
        y: int = 0

    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    match Point(1, 2):
        case Point(y=2, own=9):
            pass
        case _:
            raise AssertionError("not matched")


@check(dataclass(slots=True), spoil(__setattr__=accept), spoil(__delattr__=object.__delattr__))
def nothing_of_it_can_be_changed(record):
    @record
    class Point:
        x: int
        y: int = 2

    made = Point(1)
    for name in ("x", "y"):
        with pytest.raises(FrozenInstanceError, match=name):
            setattr(made, name, 5)
        with pytest.raises(FrozenInstanceError, match=name):
            delattr(made, name)
    # The standard library trips over what is no field, where there are slots (until 3.12).
    with pytest.raises((FrozenInstanceError, TypeError)):
        made.z = 5
    assert (made.x, made.y) == (1, 2)


@check(dataclass(frozen=True), without_slots)
def it_has_room_for_its_fields_and_nothing_else(record):
    @record
    class Point:
        x: int
        y: int = 2
        many: ClassVar[int] = 3

    assert Point.__slots__ == ("x", "y")
    assert not hasattr(Point(1), "__dict__")
    with pytest.raises(AttributeError):
        object.__setattr__(Point(1), "z", 5)
    with pytest.raises(TypeError):
        weakref.ref(Point(1))


@check(spoil(__setstate__=keep_nothing), before(take_away_name))
def copies_are_equal_to_it(record):
    @record
    class Packed:
        items: list
        own: int = field(init=False, default=9)
        hidden: int = field(default=0, compare=False)

        @record
        class Lid:
            is_shut: bool

    module = ModuleType("made_up_for_copies")
    module.Packed = Packed
    for kind in (Packed, Packed.Lid):
        kind.__module__ = module.__name__
        kind.__qualname__ = kind.__qualname__.rpartition("<locals>.")[2]
    made = Packed([Packed.Lid(True)], 4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, module.__name__, module)
        pickled = [
            pickle.loads(pickle.dumps(made, protocol))
            for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
        ]
    for other in (copy.copy(made), copy.deepcopy(made), *pickled):
        assert other == made
        assert other is not made
        assert (other.own, other.hidden) == (9, 4)
    assert copy.copy(made).items is made.items
    assert copy.deepcopy(made).items is not made.items


@check(without_bases, kinds=(frozen, dataclass(frozen=True)))
def it_may_be_generic(record):
    @record
    class Held(Generic[T]):
        value: T
        told: tuple = ()

    assert Held[int](3) == Held(3)
    assert Held[int].__args__ == (int,)
    assert isinstance(Held[str]("a"), Held)


@check(lambda cls: cls)
def what_could_be_misread_is_refused_at_once(record):
    def late():
        @record
        class Late:
            x: int = 1
            y: int

    def late_factory():
        @record
        class Late:
            x: int = field(default_factory=int)
            y: int = field()

    def shared():
        @record
        class Shared:
            x: list = []  # noqa: RUF012

    def changing():
        @record
        class Changing:
            x: int

            def __setattr__(self, name, value):
                """Do nothing."""

    for wrong, error, told in [
        (late, TypeError, "y"),
        (late_factory, TypeError, "y"),
        (shared, ValueError, "x"),
        (changing, TypeError, "__setattr__"),
    ]:
        with pytest.raises(error, match=told):
            wrong()

    @record
    class Fine:
        x: int = field(init=False, default=1)
        y: int
        own: int = field(init=False)

    assert Fine(2).y == 2


@pytest.mark.parametrize(
    ("function", "kind"),
    [(function, kind) for function, kinds, _ in CHECKS for kind in kinds],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_a_record_and_a_dataclass_are_alike(function, kind):
    function(kind)


@pytest.mark.parametrize(
    ("function", "kind"),
    [(function, kind) for function, _, spoilt in CHECKS for kind in spoilt],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_each_check_finds_out_what_is_spoilt(function, kind):
    with pytest.raises((Exception, pytest.fail.Exception)):
        function(kind)


@pytest.mark.parametrize("kind", [kind for *_, spoilt in CHECKS for kind in spoilt])
def test_what_is_spoilt_is_made_all_the_same(kind):
    assert make(kind, [("a", "none", None, {})]).__name__ == "Made"


def test_what_is_not_offered_is_refused():
    @frozen
    class Base:
        x: int

    def inherited():
        @frozen
        class _Heir(Base):
            y: int

    def by_name():
        @frozen
        class _Named:
            _: KW_ONLY
            x: int

    def one_by_name():
        @frozen
        class _Named:
            x: int = field(kw_only=True)

    def hashed():
        @frozen_unique
        class _Hashed:
            x: int = field(hash=False)

    def passed_on():
        @frozen
        class _Passed:
            x: InitVar[int]

    def own():
        @frozen
        class _Own:
            x: int

            def __init__(self, x):
                """Do nothing."""

    for wrong in (inherited, by_name, one_by_name, hashed, passed_on, own):
        with pytest.raises(TypeError):
            wrong()


VALUES = st.one_of(st.integers(-1, 2), st.just([]), st.text(max_size=2))
NAMES = ("a", "b", "self", "args", "each")


@st.composite
def field_lists(draw):
    """Fields as a class states them: name, how it is stated, and its default."""
    stated = []
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True)):
        default = draw(st.sampled_from(["none", "plain", "field", "factory"]))
        value = draw(st.one_of(st.integers(0, 2), st.none(), st.just([])))
        options = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "init": st.booleans(),
                    "repr": st.booleans(),
                    "compare": st.booleans(),
                },
            )
        )
        stated.append((name, default, value, options))
    return stated


def make(record, stated, name="Made"):
    space: dict[str, Any] = {"__annotations__": {each: int for each, *_ in stated}}
    for each, default, value, options in stated:
        if default == "plain":
            space[each] = value
        elif default == "field":
            space[each] = field(default=value, **options)
        elif default == "factory":
            space[each] = field(default_factory=lambda value=value: copy.copy(value), **options)
        elif options:
            space[each] = field(**options)
    return record(type(name, (), space))


def outcome(do, *args, **kwargs):
    """What a call gives, or the type of what it raises."""
    try:
        return do(*args, **kwargs)
    except Exception as error:
        return type(error)


def portrait(made, stated):
    """All that can be seen of a record."""
    if isinstance(made, type):
        return made
    return [
        *(outcome(getattr, made, name) for name, *_ in stated),
        *(outcome(do, made) for do in (repr, dataclasses.asdict, dataclasses.astuple)),
        isinstance(outcome(hash, made), int) or outcome(hash, made),
        outcome(lambda: portrait_of_replaced(made, stated)),
    ]


def portrait_of_replaced(made, stated):
    return [repr(outcome(dataclasses.replace, made, **{name: 5})) for name, *_ in stated]


def description(kind):
    shown = ("name", "type", "default", "init", "repr", "compare", "hash", "kw_only", "metadata")
    return [
        kind.__slots__,
        kind.__match_args__,
        kind.__qualname__,
        [[getattr(each, name) for name in shown] for each in dataclasses.fields(kind)],
        [each.default_factory is dataclasses.MISSING for each in dataclasses.fields(kind)],
        kind.__hash__ is object.__hash__,
        kind.__eq__ is object.__eq__,
    ]


def shared(one, other, stated):
    """The fields in which two records have the same object."""
    values = [(getattr(one, name, None), getattr(other, name, None)) for name, *_ in stated]
    return [mine is theirs for mine, theirs in values]


ARGUMENTS = st.lists(VALUES, max_size=5)
NAMED = st.dictionaries(st.sampled_from((*NAMES, "unknown")), VALUES, max_size=3)
CALLS = st.lists(st.tuples(ARGUMENTS, NAMED), min_size=1, max_size=4)


def compare_kinds(mine, theirs, stated, calls):
    one, other = outcome(make, mine, stated), outcome(make, theirs, stated)
    if isinstance(one, type) and issubclass(one, Exception):
        assert one is other
        return
    assert not issubclass(other, Exception), other
    assert description(one) == description(other)
    # Those by place alone, twice, make records of most fields.
    calls = [*calls, *(([1] * n, {}) for n in range(len(stated) + 1) for _ in range(2))]
    made = [
        (outcome(one, *args, **kwargs), outcome(other, *args, **kwargs)) for args, kwargs in calls
    ]
    for first, second in made:
        assert portrait(first, stated) == portrait(second, stated)
    for first, second in made:
        for third, fourth in made:
            if not isinstance(first, type) and not isinstance(third, type):
                expected = outcome(eq, second, fourth)
                # Where a field was never set, it depends on the version of Python.
                assert expected in (AttributeError, outcome(eq, first, third))
                assert shared(first, third, stated) == shared(second, fourth, stated)


@settings(max_examples=150)
@given(field_lists(), CALLS, st.sampled_from([(frozen, real), (frozen_unique, real_unique)]))
def test_any_fields_and_any_calls_give_what_a_dataclass_gives(stated, calls, kinds):
    compare_kinds(*kinds, stated, calls)


@pytest.mark.parametrize(
    "spoilt",
    [
        spoil(_compared=attrgetter("__class__")),
        spoil(__init__=forget_to_say),
        spoil(__repr__=lambda self: type(self).__qualname__),
        spoil(__match_args__=()),
        before(share_what_is_made),
        before(give_everything),
        before(compare_everything),
        frozen_unique,
    ],
)
def test_the_comparison_finds_out_what_is_spoilt(spoilt):
    @settings(max_examples=400, database=None, derandomize=True, phases=[Phase.generate])
    @given(field_lists(), CALLS)
    def compared(stated, calls):
        compare_kinds(spoilt, real, stated, calls)

    with pytest.raises((AssertionError, ExceptionGroup)):
        compared()


@pytest.fixture(scope="module")
def records():
    """Every record of the program, by its module and name."""
    found = {}
    for each in pkgutil.walk_packages(leaflet.__path__, "leaflet."):
        if each.name.endswith("__main__"):
            continue
        for kind in vars(importlib.import_module(each.name)).values():
            is_own = isinstance(kind, type) and kind.__module__ == each.name
            if is_own and "__dataclass_fields__" in vars(kind):
                found[kind.__name__, each.name] = kind
    return found


def test_every_record_of_the_program_is_frozen_but_for_workpieces(records):
    open_ones = {name for (name, _), kind in records.items() if not is_frozen(kind)}

    assert len(records) > 120
    assert open_ones == WORKPIECES


def test_no_record_of_the_program_has_room_for_more_than_its_fields(records):
    roomy = [name for name, kind in records.items() if "__slots__" not in vars(kind)]

    assert roomy == []


def test_every_record_of_the_program_loads_quickly_if_it_is_frozen_and_has_no_order(records):
    slow = {
        name
        for (name, _), kind in records.items()
        if is_frozen(kind) and kind.__setattr__ is not _refuse_to_set
    }

    assert slow == {"_Cut"}


def is_frozen(kind):
    made = object.__new__(kind)
    for name in kind.__slots__:
        try:
            setattr(made, name, None)
        except FrozenInstanceError:
            continue
        return False
    return True


@pytest.mark.parametrize(("kind", "is_so"), [(real, True), (frozen, True), (dataclass, False)])
def test_an_open_record_is_told_from_a_frozen_one(kind, is_so):
    made = make(kind, [("a", "none", None, {})])
    made.__slots__ = ("a",)

    assert is_frozen(made) is is_so
