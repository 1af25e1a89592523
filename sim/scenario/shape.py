"""The shape that the language gives a value: which keys a map may have, and what stands under each.

Read off the types of the inputs, so that a message can name the keys that were meant, for any model.
"""

from __future__ import annotations

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
    if _is_model(shape):
        for name, field in shape.model_fields.items():
            if key == (field.alias or name):
                return settle(field.annotation, child)
        return None
    if get_origin(shape) in (dict, tuple):
        return settle(get_args(shape)[1 if get_origin(shape) is dict else 0], child)
    return None


def is_open(shape: Any) -> bool:
    """Whether it is a map in which any name may stand: forces, stocks, loads."""
    return get_origin(shape) is dict


def settle(annotation: Any, node: Node | None) -> Any:
    """The one shape that is meant: of several missions, the one that the node names."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) not in (Union, UnionType):
        return annotation
    members = [settle(member, node) for member in get_args(annotation) if member is not NoneType]
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
    requests = get_args(below(below(below(model, "phases"), "0"), "tasking"))[1]
    while get_origin(requests) is Annotated:
        requests = get_args(requests)[0]
    members = get_args(requests) or (requests,)
    return tuple(get_args(member.model_fields["mission"].annotation)[0] for member in members)


def _is_model(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, BaseModel)
