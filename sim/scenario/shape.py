"""The shape that the language gives a value: which keys a map may have, and what stands under each.

Read off the types of the inputs, so that a message can name the keys that were meant, for any model.
"""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from sim.scenario.node import Node


def keys_of(shape: Any) -> tuple[str, ...] | None:
    """The keys that a map of this shape may have; None if any name will do."""
    if not _is_model(shape):
        return None
    return tuple(field.alias or name for name, field in shape.model_fields.items())


def below(shape: Any, key: str, child: Node | None = None) -> Any:
    """The shape of what stands under a key; None if nothing may stand there."""
    return settle(_annotation(shape, key), child)


def is_choice(shape: Any, key: str) -> bool:
    """Whether what stands under a key may have several shapes: pydantic's locations then name the one it took."""
    return len(_members(_annotation(shape, key))) > 1


def _annotation(shape: Any, key: str) -> Any:
    if _is_model(shape):
        return _annotations(shape).get(key)
    if get_origin(shape) is dict:
        return get_args(shape)[1]
    return get_args(shape)[0] if get_origin(shape) is tuple else None


@cache
def _annotations(shape: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in shape.model_fields.items()}


def _members(annotation: Any) -> list[Any]:
    """The shapes that an annotation allows, null aside."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) not in (Union, UnionType):
        return [annotation]
    return [shape for member in get_args(annotation) if member is not NoneType for shape in _members(member)]


def is_open(shape: Any) -> bool:
    """Whether it is a map in which any name may stand: forces, stocks, loads."""
    return get_origin(shape) is dict


def settle(annotation: Any, node: Node | None) -> Any:
    """The one shape that is meant: of several missions, the one that the node names."""
    members = _members(annotation)
    if node and isinstance(node.value, list):
        members = [member for member in members if get_origin(member) is tuple] or members
    return next((member for member in members if node and _says_it_is(node, member)), members[0])


def _says_it_is(node: Node, member: Any) -> bool:
    if not _is_model(member):
        return False
    return any(
        name in node.map and node.map[name].value in get_args(field.annotation)
        for name, field in member.model_fields.items()
        if get_origin(field.annotation) is Literal
    )


def missions(model: type[BaseModel]) -> tuple[str, ...]:
    """The mission types that the phases of this model may ask for."""
    requests = _members(_annotation(below(below(below(model, "phases"), "0"), "tasking"), ""))
    return tuple(get_args(request.model_fields["mission"].annotation)[0] for request in requests)


def _is_model(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, BaseModel)
