"""Which tests share a process when several run at once."""

from xdist.scheduler import LoadFileScheduling

TOGETHER = ("tests/browser/",)  # one served network for all of them
APART = ("tests/sites/leaks/",)  # each tries every door of the admin


class FilesAndFolders(LoadFileScheduling):
    """Tests of one file stay together, so what a file makes is made once; a few folders differ."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(APART):
            return nodeid
        return next(
            (folder for folder in TOGETHER if nodeid.startswith(folder)), super()._split_scope(nodeid)
        )
