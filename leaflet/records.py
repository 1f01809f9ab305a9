"""Frozen records that load quickly: like ``dataclass(frozen=True, slots=True)``, but sooner.

The standard library compiles methods for each class anew, 0.4 ms each; a leaflet needs a hundred
classes, a third of the time to make one. Here classes share their methods. ``dataclasses.fields``
and ``replace``, ``match`` and type checkers see no difference; order, inheritance of fields,
``KW_ONLY`` and ``InitVar`` are refused.
"""

import dataclasses
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, MISSING, Field, FrozenInstanceError, InitVar
from itertools import repeat
from operator import attrgetter, call
from types import SimpleNamespace
from typing import Any, ClassVar, TypeVar, dataclass_transform

T = TypeVar("T")

_SAID = {"init": True, "repr": True, "order": False, "unsafe_hash": False, "frozen": True}
_EQUAL_IF_ALIKE = SimpleNamespace(**_SAID, eq=True)
_EQUAL_IF_ONE = SimpleNamespace(**_SAID, eq=False)
"""What the standard library reads of a record's class where it prints or inherits from one."""


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def frozen(cls: type[T]) -> type[T]:
    """Make the class a frozen record with slots; two are equal if class and fields are.

    Raises:
        TypeError: If its fields are not in an order, or of a kind, that can be given.
        ValueError: If a default could be changed.
    """
    comparison = {"__eq__": _is_equal, "__hash__": _hash}
    return _made(cls, {**comparison, "__dataclass_params__": _EQUAL_IF_ALIKE})


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(dataclasses.field,))
def frozen_unique(cls: type[T]) -> type[T]:
    """Make the class a frozen record with slots; two are equal only if they are one object.

    Raises:
        TypeError: If its fields are not in an order, or of a kind, that can be given.
        ValueError: If a default could be changed.
    """
    return _made(cls, {"__dataclass_params__": _EQUAL_IF_ONE})


def _made(cls: type[T], comparison: dict[str, Any]) -> type[T]:
    own = vars(cls)
    fields = {
        name: _field(name, kind, own.get(name, MISSING))
        for name, kind in cls.__annotations__.items()
        if not _is_of_class(kind)
    }
    given = [each for each in fields.values() if each.init]
    _check(cls, given)
    left_out = {*fields, "__dict__", "__weakref__"}
    # Python writes `__hash__ = None` where a class has an equality of its own.
    if own.get("__hash__", _hash) is None:
        left_out.add("__hash__")
    space = {"__repr__": _write, **comparison}
    space |= {name: value for name, value in own.items() if name not in left_out}
    # A tuple also of one field or none: it takes what is the same object for equal.
    compared = [each.name for each in fields.values() if each.compare] or ["__class__"]
    space |= {
        "__qualname__": cls.__qualname__,
        "__slots__": tuple(fields),
        "__match_args__": tuple(each.name for each in given),
        "__dataclass_fields__": fields,
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__getstate__": _state,
        "__setstate__": _restore,
        "_compared": attrgetter(*compared, *compared[: len(compared) == 1]),
    }
    kind: Any = type(cls)
    made: Any = kind(cls.__name__, cls.__bases__, space)
    made.__init__ = _initialiser(made, list(fields.values()))
    result: type[T] = made
    return result


def _is_of_class(kind: Any) -> bool:
    """Whether it says ``ClassVar``, in quotes or without."""
    if isinstance(kind, str):
        return kind.startswith(("ClassVar", "typing.ClassVar"))
    return kind is ClassVar or getattr(kind, "__origin__", None) is ClassVar


def _field(name: str, kind: Any, default: Any) -> "Field[Any]":
    each: Any = default if isinstance(default, Field) else dataclasses.field(default=default)
    if each.kw_only is True or each.hash is not None or isinstance(kind, InitVar):
        raise TypeError(f"`{name}` is a kind of field that no frozen record has")
    if each.default.__class__.__hash__ is None:
        raise ValueError(f"the default of `{name}` can be changed: give a default_factory")
    each.name, each.type = name, kind
    each._field_type = dataclasses._FIELD  # type: ignore[attr-defined]
    each.kw_only = False
    made: Field[Any] = each
    return made


def _check(cls: type, given: "Sequence[Field[Any]]") -> None:
    """Refuse what the standard library refuses as well, and what is not offered here."""
    if any(hasattr(base, "__dataclass_fields__") for base in cls.__bases__):
        raise TypeError(f"{cls.__name__} inherits from a record")
    if any(kind is KW_ONLY for kind in cls.__annotations__.values()):
        raise TypeError(f"{cls.__name__} has KW_ONLY")
    if own := {"__init__", "__setattr__", "__delattr__"} & vars(cls).keys():
        raise TypeError(f"{cls.__name__} has {min(own)} of its own")
    optional = [_has_default(each) for each in given]
    if optional != sorted(optional):
        late = given[len(optional) - 1 - optional[::-1].index(False)].name
        raise TypeError(f"`{late}` of {cls.__name__} has no default, and stands after one that has")


def _initialiser(made: Any, fields: "Sequence[Field[Any]]") -> Callable[..., None]:
    """What sets the fields of a new record, from arguments and defaults, and then checks them."""
    given = [each for each in fields if each.init]
    others = [each for each in fields if not each.init and _has_default(each)]
    names = [each.name for each in given]
    setters = [getattr(made, name).__set__ for name in names]
    plain = [each.default for each in given if each.default is not MISSING]
    required = sum(not _has_default(each) for each in given)
    # The defaults of the last fields, if none of them has to be made anew.
    defaults = tuple(plain) if required + len(plain) == len(given) else None
    check = getattr(made, "__post_init__", None)

    def initialise(self: Any, /, *args: Any, **kwargs: Any) -> None:
        if kwargs or not required <= len(args) <= len(names) or defaults is None:
            args = _bind(made, given, args, kwargs)
        elif len(args) < len(names):
            args += defaults[len(args) - required :]
        # The quickest way to call each of them that there is.
        deque(map(call, setters, repeat(self), args), 0)
        for each in others:
            object.__setattr__(self, each.name, _default(each))
        if check is not None:
            check(self)

    return initialise


def _bind(
    made: type, given: "Sequence[Field[Any]]", args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Any, ...]:
    """A value for each field.

    Raises:
        TypeError: If one is missing, unknown, double or too many.
    """
    if len(args) > len(given):
        raise TypeError(f"{made.__name__}() takes {len(given)} values, {len(args)} were given")
    values = list(args)
    for each in given[len(args) :]:
        if each.name in kwargs:
            values.append(kwargs.pop(each.name))
        elif _has_default(each):
            values.append(_default(each))
        else:
            raise TypeError(f"{made.__name__}() lacks `{each.name}`")
    if kwargs:
        raise TypeError(f"{made.__name__}() has no `{min(kwargs)}` to be given")
    return tuple(values)


def _has_default(each: "Field[Any]") -> bool:
    return each.default is not MISSING or each.default_factory is not MISSING


def _default(each: "Field[Any]") -> Any:
    return each.default if each.default_factory is MISSING else each.default_factory()


def _is_equal(self: Any, other: object) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self is other or self._compared(self) == other._compared(other)  # type: ignore[attr-defined]


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _write(self: Any) -> str:
    shown = (each.name for each in self.__dataclass_fields__.values() if each.repr)
    written = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{type(self).__qualname__}({written})"


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__dataclass_fields__]


def _restore(self: Any, state: Sequence[Any]) -> None:
    for name, value in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)
