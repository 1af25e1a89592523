"""Receivers at two hoses do not wait for each other."""

from __future__ import annotations

from typing import Any

import pytest

from sim.scenario.inputs import System
from sim.theory.rigs.boom import RATE, Receiver, on_track, tanker


def test_receiver_leaves_when_its_own_contact_ends() -> None:
    """Hours at the track = wait + own contact: a sip of 6 min beside a contact of 5 h takes 6 min. Exact.

    Source: the departure process of the FIFO queue of c servers, where customers overtake each other. Applies because
    the two hoses are independent. Would miss: receivers of one package, which do wait for each other.
    """
    tracks = on_track([tanker(0, 2, System.probe)])
    receiver: Any = Receiver(System.probe)

    assert tracks.contact(receiver, 5 * RATE, None, 0.0) == pytest.approx(5)
    assert tracks.contact(receiver, 0.1 * RATE, None, 0.0) == pytest.approx(0.1)
