"""Workers of the cluster tests; in a module of their own so that a Dask worker finds them."""

import time

from sim.study.replication import Parcel, Task
from tests.study import crew


def steady_luck(task: Task) -> Parcel:
    """`luck` that takes long enough for a worker to be killed in."""
    time.sleep(0.1)
    return crew.luck(task)
