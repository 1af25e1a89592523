"""One self-contained page of a result: opens offline, asks nothing of the network."""

from sim.page.page import FILE, page, write_page

__all__ = ["FILE", "page", "write_page"]
