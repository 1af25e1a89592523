"""What there is to fly: the scenarios of a folder (or one file), and those that visitors brought along.

A name of the shelf, such as `lessons/1_tanker_reach`, is looked up, never joined to a path. All files are read by the
name that they have on the shelf, so no message can say where on the disk they are; what a visitor brings may build on
the files that the shelf knows, and on no other.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from secrets import token_hex

from sim.classroom.limits import Limits, Refused
from sim.scenario.document import compose, read
from sim.scenario.fault import Fault, Origin, ScenarioError
from sim.scenario.load import Gathered, gathered
from sim.scenario.merge import merge
from sim.scenario.node import Node, renamed
from sim.scenario.scenario import Scenario

BROUGHT = "brought"
"""First word of the name of a scenario that a visitor brought along."""
SUFFIX = ".yaml"


@dataclass(frozen=True)
class Book:
    """One scenario of the shelf, read once."""

    name: str
    """On the shelf."""
    file: str
    """What its files call it."""
    files: Gathered

    @cached_property
    def scenario(self) -> Scenario:
        """As it stands."""
        return self.files.load()


class Shelf:
    """Every scenario that can be chosen."""

    def __init__(self, place: Path, limits: Limits) -> None:
        """`place` is a folder of scenarios or one file. Raises ScenarioError if that file cannot be flown."""
        self.limits = limits
        self.folder = place if place.is_dir() else place.parent
        self.books: dict[str, Book] = {}
        self.left_out: dict[str, list[Fault]] = {}
        """Files of the folder that cannot be flown, and why."""
        self._texts: dict[str, Node] = {}
        self._brought: OrderedDict[str, Book] = OrderedDict()
        if place.is_dir():
            for file in [*sorted(place.glob("lessons/*" + SUFFIX)), *sorted(place.glob("*" + SUFFIX))]:
                self._put(file.relative_to(place).as_posix())
            for file in sorted(place.glob("library/*" + SUFFIX)):
                self._known(file.relative_to(place).as_posix(), [])
        else:
            self._put(place.name)
            if self.left_out:
                raise ScenarioError(self.left_out[place.name])

    def book(self, name: str) -> Book:
        """The scenario of that name. Raises Refused if there is none."""
        found = self.books.get(name) or self._brought.get(name)
        if found is None:
            gone = "It was brought along, and is not kept any more." if name.startswith(BROUGHT) else ""
            raise Refused(f"There is no such scenario here. {gone}".strip())
        return found

    @property
    def lessons(self) -> list[Book]:
        """Those that teach something, in the order of their files."""
        return [book for book in self.books.values() if book.scenario.lesson]

    @property
    def campaigns(self) -> list[Book]:
        """The others."""
        return [book for book in self.books.values() if not book.scenario.lesson]

    def bring(self, filename: str, content: bytes) -> Book:
        """Take in a scenario of a visitor, checked as every file is.

        Raises ScenarioError with all its faults, or Refused if it is beyond a limit.
        """
        if len(content) > 1000 * self.limits.upload_kb:
            raise Refused(f"The file is larger than {self.limits.upload_kb} kB.")
        file = _plain_name(filename)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ScenarioError([Fault(Origin(file), "", "is not UTF-8 text")]) from None

        files = self._gathered(file, text)
        if faults := [*files.check(), *_unknown_measures(files)]:
            raise ScenarioError(faults)
        name = f"{BROUGHT}/{token_hex(8)}"
        book = Book(name, file, files)
        within(book.scenario, self.limits)
        self._brought[name] = book
        while len(self._brought) > self.limits.brought:
            self._brought.popitem(last=False)
        return book

    def extending(self, book: Book, text: str) -> Gathered:
        """A text that extends a book, read as if it stood in the folder that the book's name starts from."""
        if book.name in self.books:
            return self._gathered("saved.yaml", text)
        root = _map(text, "saved.yaml", [])
        over = root.having({key: entry for key, entry in root.map.items() if key != "extends"})
        faults = list(book.files.faults)
        return Gathered(merge(book.files.root, over, faults), tuple(faults))

    def _gathered(self, file: str, text: str) -> Gathered:
        """A text and the files of the shelf that it names. Raises ScenarioError if it names others."""

        def reader(path: str, faults: list[Fault]) -> Node:
            return _map(text, file, faults) if path == file else self._only_known(path)

        return gathered(file, reader=reader)

    def _put(self, file: str) -> None:
        try:
            files = gathered(file, reader=self._known)
            book = Book(file.removesuffix(SUFFIX), file, files)
            within(book.scenario, self.limits)
            faults = _unknown_measures(files)
        except ScenarioError as error:
            faults = list(error.faults)
        except Refused as refused:
            faults = [Fault(Origin(file), "", str(refused))]
        if faults:
            self.left_out[file] = faults
        else:
            self.books[book.name] = book

    def _known(self, path: str, faults: list[Fault]) -> Node:
        """A file of the teacher's, by its name from the folder of the shelf; visitors may build on it from now on."""
        if path not in self._texts:
            found: list[Fault] = []
            try:
                node = read(str(self.folder / path), found)
            except ScenarioError as error:
                raise ScenarioError([_told(fault, path) for fault in error.faults]) from None
            faults += [_told(fault, path) for fault in found]
            self._texts[path] = renamed(node, path)
        return self._texts[path]

    def _only_known(self, path: str) -> Node:
        if path not in self._texts:
            raise ScenarioError([Fault(Origin(path), "", "is no file of this classroom")])
        return self._texts[path]


def within(scenario: Scenario, limits: Limits) -> None:
    """Raises Refused if a campaign is longer than may be asked for."""
    if scenario.duration > 24.0 * limits.days:
        raise Refused(f"The campaign lasts {scenario.duration / 24:,.0f} days; here are at most {limits.days}.")


def _plain_name(filename: str) -> str:
    """The last part of a name, of plain characters: it is shown in messages."""
    last = PurePosixPath(filename.replace("\\", "/")).name
    kept = "".join(letter for letter in last if letter.isalnum() or letter in "._-")[-60:]
    return kept if kept.endswith((SUFFIX, ".yml")) else f"{kept or 'scenario'}{SUFFIX}"


def _map(text: str, file: str, faults: list[Fault]) -> Node:
    root = compose(text, Origin(file, 1, 1), faults)
    if not isinstance(root.value, dict):
        raise ScenarioError([Fault(root.origin, "", "a scenario file is a map of `key: value`")])
    return root


def _told(fault: Fault, path: str) -> Fault:
    return Fault(fault.origin._replace(file=path), fault.path, fault.message)


def _unknown_measures(files: Gathered) -> list[Fault]:
    from sim.measures import unknown_measures

    return list(unknown_measures(files.resolve().full, files.load()))
