"""Which tests share a process when several run at once, and in which order."""

from xdist.scheduler import LoadFileScheduling

TOGETHER = ("tests/browser/",)  # one served network for all of them
APART = ("tests/sites/leaks/",)  # each tries every door of the admin
# What takes longest begins first, so that no worker is left alone with it at the end.
FIRST = (
    "tests/browser/",
    "tests/sites/leaks/",
    "tests/portal/demo/test_demo.py",
    "tests/portal/signage/emergency/test_propagation.py",
    "tests/search/indexing/test_interleavings.py",
    "tests/architecture/test_plug_in.py",
    "tests/sites/test_at_scale.py",
)


def turn(nodeid: str) -> int:
    return next((number for number, start in enumerate(FIRST) if nodeid.startswith(start)), len(FIRST))


class FilesAndFolders(LoadFileScheduling):
    """Tests of one file stay together, so what a file makes is made once; a few folders differ."""

    def __init__(self, config, log=None) -> None:
        super().__init__(config, log)
        # The order of collection, not the files with the most tests first: those are not the longest.
        self.config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(APART):
            return nodeid
        return next(
            (folder for folder in TOGETHER if nodeid.startswith(folder)), super()._split_scope(nodeid)
        )
